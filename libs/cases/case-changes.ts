import { Injectable } from '@nestjs/common';
import { staffReader, type Reader } from '#activities/activity-visibility.js';
import { actorRecord } from '#auth/actor.js';
import type { RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { failureOf } from '#runtime/errors/refusal.js';
import type { Transaction } from '#storage/database.js';
import { inPathOrder, possibleKeys } from '#wire/path-ids.js';
import { auditedBy } from '#writes/audited-by.js';
import { requireUnchanged, type Precondition } from '#writes/precondition.rules.js';
import { CaseChangeStore, type LockedCase } from './case-change.store.js';
import type { CaseModification } from './case-lifecycle.js';
import type { NamedCase } from './case-relations.rules.js';

/** Finds the cases that a user or client means to change, as far as it sees them, and holds them for the transaction. */
@Injectable()
export class CaseChanges {
  constructor(
    private readonly store: CaseChangeStore,
    private readonly clock: Clock,
  ) {}

  /** The case that a body names, unchanged since the caller saw it, and with it others; else 400-194, 409-100, 412-100. */
  async lockNamed(
    transaction: Transaction,
    reader: Reader,
    id: string,
    precondition: Precondition,
    others: readonly NamedCase[] = [],
  ): Promise<LockedCase> {
    const locked = await this.store.lock(transaction, reader, possibleKeys([id, ...others.map((other) => other.id)]));
    const found = locked.find((one) => one.id === id);
    if (!found) throw caseNotFound(id);
    requireUnchanged(precondition, { kind: 'case', ...found });
    const missing = others.find((other) => !locked.some((one) => one.id === other.id));
    if (missing) throw caseNotFound(missing.id, missing.path);
    return found;
  }

  /** The one case that a path names, unchanged since the caller saw it; else 404-100, 412-100. */
  async lockInPath(
    transaction: Transaction,
    reader: Reader,
    ids: readonly string[],
    precondition: Precondition,
  ): Promise<LockedCase> {
    const [found] = inPathOrder(ids, await this.store.lock(transaction, reader, possibleKeys(ids)));
    if (!found) throw new Error('A path without ids');
    requireUnchanged(precondition, { kind: 'case', ...found });
    return found;
  }

  modification(context: RequestContext): CaseModification {
    return { by: actorRecord(context.actor), at: this.clock.now(), audited: auditedBy(context) };
  }
}

/** The reader of operations that customers may not call. */
export function staffReaderOf({ actor }: RequestContext): Reader {
  if (actor.kind === 'customer') throw new Error('Admission has let a customer in');
  return staffReader(actor);
}

/** 400-194 for a case that a body names and the caller does not see. */
export function caseNotFound(id: string, attribute = 'id'): Error {
  return failureOf([{ code: '400-194', attribute, reason: 'is not a case', clause: 'ACT-9', id }]);
}
