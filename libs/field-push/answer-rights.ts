import { Injectable } from '@nestjs/common';
import type { Actor } from '#auth/actor.js';
import { ownerFault } from '#configuration/owner.rules.js';
import { CustomerChanges } from '#cases/customer-changes.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import type { FieldValue, FieldValues } from '#field-pushes/push-value.js';
import type { Transaction } from '#storage/database.js';
import { isActiveUser } from '#users/active-user.store.js';
import { EditRecords, type HeldRecord } from './edit-records.js';
import { RefusedAnswer } from './refused-answer.js';
import { WriteBackStore } from './write-back.store.js';

/** Who owns a record, and for which group. */
const OWNER_FIELDS: Readonly<Record<PushedObject, readonly [user: string, group: string]>> = {
  ticket: ['assignee_id', 'agent_group_id'],
  customer: ['owner_id', 'owner_group_id'],
};

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

  /** Who is to work on a case or for a customer must see it, and belong to the group that is to. */
  async refuseOwner(
    transaction: Transaction,
    object: PushedObject,
    values: FieldValues,
    current: FieldValues,
    held: HeldRecord | undefined,
  ): Promise<void> {
    const [userField, groupField] = OWNER_FIELDS[object];
    const { [userField]: assignee, [groupField]: group } = values;
    if (assignee === undefined && group === undefined) return;
    const owner = {
      assigneeId: idOf(assignee === undefined ? current[userField] : assignee),
      agentGroupId: idOf(group === undefined ? current[groupField] : group),
    };
    const { settings, groups } = this.configuration.snapshot();
    const isBound = object === 'ticket' || settings.customerDepartmentalization;
    const departmentId = isBound ? (held?.departmentId ?? undefined) : undefined;
    const isUser = owner.assigneeId !== null && (await isActiveUser(transaction, owner.assigneeId, departmentId));
    const fault = ownerFault(owner, isUser, groups);
    if (!fault) return;
    const field = fault.part === 'user' ? userField : groupField;
    throw new RefusedAnswer(`${field} in the answer ${fault.reason}`);
  }

  /** A company that an answer names must exist, for the agent. */
  async refuseStrangers(transaction: Transaction, actor: Actor, values: FieldValues): Promise<void> {
    const { organization_id: organizationId } = values;
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
