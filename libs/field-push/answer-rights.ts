import { Injectable } from '@nestjs/common';
import type { Actor } from '#auth/actor.js';
import type { LockedCase } from '#cases/case-change.store.js';
import { ownerFault } from '#cases/case-owner.rules.js';
import { CustomerChanges } from '#cases/customer-changes.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { FieldValue, FieldValues } from '#field-pushes/push-value.js';
import type { Transaction } from '#storage/database.js';
import { isActiveUser } from '#users/active-user.store.js';
import { EditRecords } from './edit-records.js';
import { RefusedAnswer } from './refused-answer.js';
import { WriteBackStore } from './write-back.store.js';

/** Whom and what an answer names must be there, for the agent (field-push.md FR-2); else `RefusedAnswer`. */
@Injectable()
export class AnswerRights {
  constructor(
    private readonly records: EditRecords,
    private readonly store: WriteBackStore,
    private readonly customers: CustomerChanges,
    private readonly configuration: ConfigurationCache,
  ) {}

  /** The customer that an id means by now; the agent must see it. A case is never without one. */
  async withCustomer(
    transaction: Transaction,
    actor: Actor,
    values: FieldValues,
    current: FieldValues,
  ): Promise<FieldValues> {
    const { customer_id: id } = values;
    if (id === undefined || id === current['customer_id']) return values;
    const target = await this.customers.findTarget(transaction, actor, String(id ?? ''));
    if (!target) throw new RefusedAnswer('customer_id in the answer is not a customer');
    return { ...values, customer_id: Number(target.id) };
  }

  /** Who is to work on a case must see it, and belong to the group that is to. */
  async refuseOwner(
    transaction: Transaction,
    values: FieldValues,
    current: FieldValues,
    found: LockedCase | undefined,
  ): Promise<void> {
    const { assignee_id: assignee, agent_group_id: group } = values;
    if (assignee === undefined && group === undefined) return;
    const owner = {
      assigneeId: idOf(assignee === undefined ? current['assignee_id'] : assignee),
      agentGroupId: idOf(group === undefined ? current['agent_group_id'] : group),
    };
    const isUser =
      owner.assigneeId !== null && (await isActiveUser(transaction, owner.assigneeId, found?.departmentId));
    const fault = ownerFault(owner, isUser, this.configuration.snapshot().groups);
    if (!fault) return;
    const field = fault.part === 'user' ? 'assignee_id' : 'agent_group_id';
    throw new RefusedAnswer(`${field} in the answer ${fault.reason}`);
  }

  /** People and companies that an answer names must exist, for the agent. */
  async refuseStrangers(transaction: Transaction, actor: Actor, values: FieldValues): Promise<void> {
    const { owner_id: ownerId, organization_id: organizationId } = values;
    if (typeof ownerId === 'number' && !(await isActiveUser(transaction, String(ownerId)))) {
      throw new RefusedAnswer('owner_id in the answer is not a user');
    }
    const reader = this.records.customerReader(actor);
    const isKnown =
      typeof organizationId !== 'string' ||
      (await this.store.findCompany(transaction, reader, organizationId)) !== undefined;
    if (!isKnown) throw new RefusedAnswer('organization_id in the answer is not a corporate customer');
  }
}

function idOf(value: FieldValue | undefined): string | null {
  return typeof value === 'number' ? String(value) : null;
}
