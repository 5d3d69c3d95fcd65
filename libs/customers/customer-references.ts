import { Injectable } from '@nestjs/common';
import type { Actor } from '#auth/actor.js';
import { ownerFault } from '#configuration/owner.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { isDatabaseKey } from '#runtime/ids.js';
import type { Queryable } from '#storage/database.js';
import { isActiveUser } from '#users/active-user.store.js';
import type { WireObject } from '#wire/tree.js';
import { customerReader } from './customer-visibility.js';
import { CustomerStore } from './customer.store.js';
import { memberPath } from './element.rules.js';
import { referencesIn } from './staff-members.rules.js';

/** What a change says about a customer, and what the customer has once it is changed. */
interface Referring {
  readonly sent: WireObject;
  readonly details: WireObject;
  readonly departmentId: string | null;
  /** Of the element in the body. */
  readonly path: string;
}

/** Whom a customer is said to belong to and who is to work for it (customers.md CUST-25). */
@Injectable()
export class CustomerReferenceCheck {
  constructor(private readonly customers: CustomerStore) {}

  /** 400-152 when there is no such company, user or group, for the caller. */
  async refuseStrangers(
    queryable: Queryable,
    actor: Actor,
    { sent, details, departmentId, path }: Referring,
    { settings, groups }: PartitionSnapshot,
  ): Promise<void> {
    const isDepartmentalized = settings.customerDepartmentalization;
    const { organizationId, assigneeId, agentGroupId } = referencesIn(details);
    const refuse = (attribute: string, reason: string): Error =>
      failureOf([{ code: '400-152', attribute: memberPath(path, attribute), reason, clause: 'CUST-25' }]);
    if (sent['organization'] !== undefined && organizationId !== null) {
      const ids = isDatabaseKey(organizationId) ? [organizationId] : [];
      const [found] = await this.customers.find(queryable, customerReader(actor, isDepartmentalized), ids);
      const isCompany = found?.customer.type === 'corporate' && found.customer.id === organizationId;
      if (!isCompany) throw refuse('organization.id', 'is not a corporate customer');
    }
    if (sent['owner'] === undefined) return;
    const department = isDepartmentalized ? (departmentId ?? undefined) : undefined;
    const isUser = assigneeId !== null && (await isActiveUser(queryable, assigneeId, department));
    const fault = ownerFault({ assigneeId, agentGroupId }, isUser, groups);
    if (fault) throw refuse(`owner.${fault.part}.id`, fault.reason);
  }
}
