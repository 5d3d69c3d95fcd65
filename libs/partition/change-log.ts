import { isDeepStrictEqual } from 'node:util';
import { failureOf, type Refusal } from '#runtime/errors/refusal.js';
import { recordAudit, type AuditedBy } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { PartitionOutcome, type Fate, type PartKind } from './partition-outcome.js';

const CLAUSE = 'PART-2';

interface Entry {
  readonly kind: PartKind;
  readonly singular: string;
  readonly id: string;
  readonly name: string;
  readonly qualifiedName?: string;
  readonly previous: object | undefined;
  readonly next: object;
  /** Its name says who somebody is, and does not belong into what is kept for ever. */
  readonly isPersonal?: boolean;
}

/** What one transaction of the administration did, for its answer and the audit, and what it refuses. */
export class ChangeLog {
  readonly outcome = new PartitionOutcome();
  private readonly refusals: Refusal[] = [];

  constructor(
    readonly transaction: Transaction,
    private readonly by: AuditedBy,
  ) {}

  refuse(attribute: string, reason: string, code: Refusal['code'] = '400-152'): void {
    this.refusals.push({ code, attribute, reason, clause: CLAUSE });
  }

  throwRefusals(): void {
    const [first, ...others] = this.refusals;
    if (first) throw failureOf([first, ...others]);
  }

  /** Every change writes an audit entry; it names the members that changed, never their values, which may be secret. */
  async record({ kind, singular, id, name, qualifiedName = name, previous, next, isPersonal }: Entry): Promise<void> {
    const members = changedMembers(previous, next);
    const fate: Fate = previous === undefined ? 'created' : members.length > 0 ? 'changed' : 'unchanged';
    this.outcome.add({ kind, fate, name, qualifiedName, id });
    if (fate === 'unchanged') return;
    await this.audit(fate === 'created' ? 'create' : 'edit', singular, id, {
      ...(!isPersonal && { name }),
      members,
    });
  }

  /** Settings have names but no ids; each is reported by itself, and one audit entry names those that changed. */
  async recordSettings(previous: object, next: object): Promise<void> {
    const changed = changedMembers(previous, next);
    for (const name of Object.keys(next)) {
      const fate: Fate = changed.includes(name) ? 'changed' : 'unchanged';
      this.outcome.add({ kind: 'settings', fate, name, qualifiedName: name, id: undefined });
    }
    if (changed.length > 0) await this.audit('edit', 'settings', 'settings', { members: changed });
  }

  private async audit(action: string, object: string, objectId: string, detail: object): Promise<void> {
    recordAudit(this.transaction, { ...this.by, action, object, objectId, detail });
  }
}

/** Members whose value is another one than before; of a new item all that have a value. */
export function changedMembers(previous: object | undefined, next: object): string[] {
  const before = new Map<string, unknown>(Object.entries(previous ?? {}));
  return Object.entries(next)
    .filter(([member, value]) => !isDeepStrictEqual(before.get(member) ?? null, (value as unknown) ?? null))
    .map(([member]) => member);
}
