import { MOST_GRANTS } from '#customers/customer-administration.body.js';
import type { AdministeredCustomer, CustomerAdministrationStore } from '#customers/customer-administration.store.js';
import type { ChangeLog } from './change-log.js';
import { newGrantFault } from './new-grant.rules.js';

/** A customer of the document, as far as grants go. */
export interface GrantingEntry {
  readonly path: string;
  readonly body: { readonly externalId: string; readonly grantsOn?: readonly string[] | null };
}

type CustomersByExternalId = Map<string, AdministeredCustomer>;

/** The grants of a document, once all its customers are there (runtime.md §4, casemgr.md C-7). */
export class GrantsChange {
  constructor(
    private readonly log: ChangeLog,
    private readonly store: CustomerAdministrationStore,
    private readonly isDepartmentalized: boolean,
  ) {}

  /** Replaces the grants of those that list some; `customers` are those of the document, and follow the change. */
  async apply(entries: readonly GrantingEntry[], customers: CustomersByExternalId): Promise<void> {
    const known = await this.withGranted(entries, customers);
    await this.store.lockForGrants(
      this.log.transaction,
      [...known.values()].map(({ id }) => id),
    );
    for (const { path, body } of entries) {
      const holder = customers.get(body.externalId);
      if (holder && body.grantsOn)
        customers.set(body.externalId, await this.replace(path, holder, body.grantsOn, known));
    }
    await this.checkEndState(entries, known);
  }

  private async withGranted(
    entries: readonly GrantingEntry[],
    customers: CustomersByExternalId,
  ): Promise<CustomersByExternalId> {
    const named = new Set(entries.flatMap(({ body }) => body.grantsOn ?? []));
    const others = [...named].filter((externalId) => !customers.has(externalId));
    const stored = await this.store.findByExternalIds(this.log.transaction, others);
    return new Map([...customers, ...stored.map((customer) => [customer.externalId, customer] as const)]);
  }

  private async replace(
    path: string,
    holder: AdministeredCustomer,
    grantsOn: readonly string[],
    known: CustomersByExternalId,
  ): Promise<AdministeredCustomer> {
    const held = new Set(holder.grantsOn);
    if (held.size === grantsOn.length && grantsOn.every((externalId) => held.has(externalId))) return holder;
    grantsOn.forEach((externalId, index) => {
      const on = known.get(externalId);
      const isNew = !held.has(externalId);
      const fault = on ? isNew && newGrantFault(holder, on, this.isDepartmentalized) : 'there is no such customer';
      if (fault) this.log.refuse(`${path}.grantsOn[${index}]`, fault);
    });
    const ids = grantsOn.flatMap((externalId) => known.get(externalId)?.id ?? []);
    await this.store.replaceGrants(this.log.transaction, holder.id, ids);
    return { ...holder, grantsOn };
  }

  private async checkEndState(entries: readonly GrantingEntry[], known: CustomersByExternalId): Promise<void> {
    const { transaction } = this.log;
    const ids = [...known.values()].map(({ id }) => id);
    const overgranted = new Set(await this.store.findOvergranted(transaction, ids));
    const misgranted = new Set(await this.store.findGrantsOfOthersThanIndividuals(transaction, ids));
    const isAmong = (set: ReadonlySet<string>, externalId: string): boolean => set.has(known.get(externalId)?.id ?? '');
    for (const { path, body } of entries) {
      if (isAmong(misgranted, body.externalId)) {
        this.log.refuse(`${path}.type`, 'a customer with grants must be individual (C-7)');
      }
      (body.grantsOn ?? []).forEach((externalId, index) => {
        const reason = `at most ${MOST_GRANTS} customers may hold a grant on it (C-7)`;
        if (isAmong(overgranted, externalId)) this.log.refuse(`${path}.grantsOn[${index}]`, reason);
      });
    }
  }
}
