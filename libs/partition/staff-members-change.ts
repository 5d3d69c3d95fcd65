import type {
  AdministeredCustomer,
  CustomerAdministrationStore,
  StaffMemberChange,
  StaffMembers,
} from '#customers/customer-administration.store.js';
import { ownerFault } from '#configuration/owner.rules.js';
import { changedMembers, type ChangeLog } from './change-log.js';
import type { CustomerEntry } from './customer-entry.js';
import { keys, type PartitionState } from './partition-state.js';

type CustomersByExternalId = ReadonlyMap<string, AdministeredCustomer>;

/** What a document says that staff keep of customers, once all its customers are there (customers.md CUST-25). */
export class StaffMembersChange {
  constructor(
    private readonly log: ChangeLog,
    private readonly state: PartitionState,
    private readonly store: CustomerAdministrationStore,
  ) {}

  async apply(entries: readonly CustomerEntry[], saved: CustomersByExternalId): Promise<void> {
    const companies = await this.companiesOf(entries, saved);
    for (const entry of entries) {
      const id = saved.get(entry.body.externalId)?.id;
      const change = this.changeOf(entry, companies);
      if (id !== undefined && Object.keys(change).length > 0) {
        await this.store.saveStaffMembers(this.log.transaction, id, change);
      }
    }
    this.log.throwRefusals();
  }

  private async companiesOf(
    entries: readonly CustomerEntry[],
    saved: CustomersByExternalId,
  ): Promise<CustomersByExternalId> {
    const named = entries.flatMap(({ draft }) => draft.organization ?? []);
    const stored = await this.store.findByExternalIds(this.log.transaction, named);
    return new Map([...stored.map((customer) => [customer.externalId, customer] as const), ...saved]);
  }

  private changeOf({ path, previous, draft }: CustomerEntry, companies: CustomersByExternalId): StaffMemberChange {
    const changed = changedMembers(previous, draft);
    const { description, labels, language, organization } = draft;
    return {
      ...(changed.includes('description') && { description }),
      ...(changed.includes('labels') && { labels: labels.length > 0 ? labels : null }),
      ...(changed.includes('language') && { language: language === null ? null : { value: language } }),
      ...(changed.includes('organization') && { organization: this.organizationOf(path, organization, companies) }),
      ...(changed.includes('owner') && { owner: this.ownerOf(path, draft) }),
    };
  }

  private organizationOf(
    path: string,
    externalId: string | null,
    companies: CustomersByExternalId,
  ): { readonly id: string } | null {
    if (externalId === null) return null;
    const company = companies.get(externalId);
    if (company?.type === 'corporate') return { id: company.id };
    this.log.refuse(`${path}.organization`, 'it is not the external id of a corporate customer');
    return null;
  }

  private ownerOf(
    path: string,
    { owner, departmentId }: Pick<AdministeredCustomer, 'owner' | 'departmentId'>,
  ): NonNullable<StaffMemberChange['owner']> | null {
    if (owner === null) return null;
    const { user: login, group: name }: NonNullable<StaffMembers['owner']> = owner;
    const user = login === null ? undefined : this.state.users.find(keys.user(login));
    const group = name === null ? undefined : this.state.groups.find(keys.group(name));
    const isBound = this.state.settings.customerDepartmentalization && departmentId !== null;
    const isUser = user?.active === true && (!isBound || !user.departmentId || user.departmentId === departmentId);
    // What nobody is called is no id of anybody.
    const ids = {
      assigneeId: login === null ? null : (user?.id ?? ''),
      agentGroupId: name === null ? null : (group?.id ?? ''),
    };
    const fault = ownerFault(ids, isUser, this.state.groups.all());
    if (fault) this.log.refuse(`${path}.owner.${fault.part}`, `it ${fault.reason}`);
    return { user: user ? { id: user.id } : null, group: group ? { id: group.id } : null };
  }
}
