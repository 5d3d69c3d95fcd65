import type { CustomerBody } from '#customers/customer-administration.body.js';
import type { AdministeredCustomer, CustomerAdministrationStore } from '#customers/customer-administration.store.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { areChangesPushed, recordFieldChanges } from '#field-pushes/field-change.store.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import { changedMembers, type ChangeLog } from './change-log.js';
import type { Credentials } from './credentials.js';
import { draftCustomer } from './customer-draft.rules.js';
import type { CustomerEntry } from './customer-entry.js';
import { GrantsChange } from './grants-change.js';
import { StaffMembersChange } from './staff-members-change.js';
import type { MergeMode } from './merge.rules.js';
import { keys, type PartitionState } from './partition-state.js';

interface CustomersOptions {
  readonly mode: MergeMode;
  /** Departmentalization before this change; switching it gives every address another scope (casemgr.md C-8). */
  readonly wasDepartmentalized: boolean;
}

const PUSHED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  customerName: ['nick_name'],
  firstName: ['nick_name'],
  lastName: ['nick_name'],
  emails: ['email', 'other_emails'],
  description: ['description'],
  labels: ['tags'],
  language: ['lang'],
  organization: ['organization_id', 'organization'],
  owner: ['owner_id', 'owner_group_id'],
};

/** The customers of a document, and what switching departmentalization means for all of them. */
export class CustomersChange {
  constructor(
    private readonly log: ChangeLog,
    private readonly state: PartitionState,
    private readonly store: CustomerAdministrationStore,
    private readonly credentials: Credentials,
    private readonly options: CustomersOptions,
  ) {}

  async apply(bodies: readonly CustomerBody[]): Promise<void> {
    if (bodies.length === 0 && !this.isSwitching) return;
    const entries = await this.draftAll(bodies);
    this.log.throwRefusals();
    const changed = entries.filter(({ previous, draft }) => !previous || changedMembers(previous, draft).length > 0);
    await this.release(changed);
    const saved = new Map(entries.flatMap(({ previous }) => (previous ? [[previous.externalId, previous]] : [])));
    for (const entry of changed) saved.set(entry.body.externalId, await this.save(entry));
    await this.settleAddresses(changed, saved);
    await new StaffMembersChange(this.log, this.state, this.store).apply(changed, saved);
    await this.notePushes(changed, saved);
    await new GrantsChange(this.log, this.store, this.isDepartmentalized).apply(entries, saved);
    await this.record(entries, saved);
  }

  /** What pushes may watch of a customer (field-push.md FW-3). */
  private async notePushes(
    changed: readonly CustomerEntry[],
    saved: ReadonlyMap<string, AdministeredCustomer>,
  ): Promise<void> {
    if (!(await areChangesPushed(this.log.transaction, 'customer'))) return;
    for (const { body, previous, draft } of changed) {
      const recordId = saved.get(body.externalId)?.id ?? '';
      const fields = previous && changedMembers(previous, draft).flatMap((member) => PUSHED_FIELDS[member] ?? []);
      await recordFieldChanges(this.log.transaction, { object: 'customer', recordIds: [recordId], fields });
    }
  }

  private get isSwitching(): boolean {
    return this.isDepartmentalized !== this.options.wasDepartmentalized;
  }

  private get isDepartmentalized(): boolean {
    return this.state.settings.customerDepartmentalization;
  }

  private async draftAll(bodies: readonly CustomerBody[]): Promise<CustomerEntry[]> {
    const externalIds = bodies.map(({ externalId }) => externalId);
    const stored = await this.store.findByExternalIds(this.log.transaction, externalIds);
    const previousOnes = new Map(stored.map((customer) => [customer.externalId, customer]));
    const merged = await this.store.findMerged(this.log.transaction, externalIds);
    const firstIndexes = new Map(externalIds.map((externalId, index) => [externalId, index] as const).reverse());
    const entries: CustomerEntry[] = [];
    for (const [index, body] of bodies.entries()) {
      const path = `customers[${index}]`;
      if (firstIndexes.get(body.externalId) !== index) this.log.refuse(`${path}.externalId`, 'it is named twice');
      const mergedInto = previousOnes.has(body.externalId) ? undefined : merged.get(body.externalId);
      if (mergedInto !== undefined) this.log.refuse(`${path}.externalId`, `it was merged into customer ${mergedInto}`);
      entries.push(await this.draft(body, path, previousOnes.get(body.externalId)));
    }
    return entries;
  }

  private async draft(
    body: CustomerBody,
    path: string,
    previous: AdministeredCustomer | undefined,
  ): Promise<CustomerEntry> {
    const refuse = (member: string, reason: string, code?: Refusal['code']): void => {
      this.log.refuse(`${path}.${member}`, reason, code);
    };
    const named = body.department;
    const department = typeof named === 'string' ? this.state.departments.find(keys.department(named)) : undefined;
    if (typeof named === 'string' && !department) refuse('department', 'there is no department of this name');
    const { mode } = this.options;
    const departmentId = department?.id ?? (named === null ? null : undefined);
    const draft = draftCustomer(body, { mode, previous, settings: this.state.settings, departmentId, refuse });
    const passwordHash = await this.credentials.passwordHash(body.password, draft.passwordHash);
    return { path, body, previous, draft: { ...draft, passwordHash } };
  }

  private async release(changed: readonly CustomerEntry[]): Promise<void> {
    const previousOnes = changed.flatMap(({ previous }) => previous ?? []);
    await this.store.release(
      this.log.transaction,
      this.isSwitching ? null : previousOnes.map(({ id }) => id),
      previousOnes.flatMap(({ contactId }) => contactId ?? []),
    );
  }

  private async save({ path, draft }: CustomerEntry): Promise<AdministeredCustomer> {
    const { transaction } = this.log;
    const isTaken = draft.login !== null && (await this.store.isLoginTaken(transaction, draft.login, draft.contactId));
    if (isTaken) this.log.refuse(`${path}.login`, 'another customer signs in with it');
    this.log.throwRefusals();
    return this.store.save(transaction, draft);
  }

  /** casemgr.md C-6: an address belongs to one contact point per department, or per partition. */
  private async settleAddresses(
    changed: readonly CustomerEntry[],
    saved: ReadonlyMap<string, AdministeredCustomer>,
  ): Promise<void> {
    const { transaction } = this.log;
    const addresses = this.isSwitching ? null : changed.flatMap(({ draft }) => draft.emails);
    const shared = await this.store.findSharedAddresses(transaction, this.isDepartmentalized, addresses);
    this.refuseShared(shared, changed);
    this.log.throwRefusals();
    const ids = changed.flatMap(({ body }) => saved.get(body.externalId)?.id ?? []);
    await this.store.settleAddresses(transaction, this.isDepartmentalized, this.isSwitching ? null : ids);
  }

  private refuseShared(shared: readonly string[], changed: readonly CustomerEntry[]): void {
    if (shared.length === 0) return;
    if (this.isSwitching && !this.isDepartmentalized) {
      const reason = `it cannot be switched off while customers share addresses: ${shared.join(', ')} (C-8)`;
      this.log.refuse('settings.customerDepartmentalization', reason);
      return;
    }
    const claims = changed.flatMap(({ path, draft }) =>
      draft.emails.map((email, index) => ({ key: addressKey(email), path: `${path}.emails[${index}]` })),
    );
    for (const key of shared) {
      const claimed = claims.filter((claim) => claim.key === key);
      const refused = claimed.length > 1 ? claimed.slice(1) : claimed;
      for (const { path } of refused) this.log.refuse(path, 'the address belongs to another customer (C-6)');
    }
  }

  private async record(
    entries: readonly CustomerEntry[],
    saved: ReadonlyMap<string, AdministeredCustomer>,
  ): Promise<void> {
    for (const { body, previous } of entries) {
      const next = saved.get(body.externalId);
      if (!next) continue;
      await this.log.record({
        kind: 'customers',
        singular: 'customer',
        id: next.id,
        name: body.externalId,
        previous,
        next,
        isPersonal: true,
      });
    }
  }
}
