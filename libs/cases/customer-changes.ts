import { Injectable } from '@nestjs/common';
import { ActivityChangeStore } from '#activities/activity-change.store.js';
import type { Actor } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { CustomerTargetStore, type TargetCustomer } from '#customers/customer-target.store.js';
import { customerReader, type CustomerReader } from '#customers/customer-visibility.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { recordAudit, recordAudits } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { CaseChangeStore, type LockedCase } from './case-change.store.js';
import { requireOpenCase, type CaseModification } from './case-lifecycle.js';

/** Moves cases, with what their customer has in them, to the customer that they are really of (around-activity.md CASE-7). */
@Injectable()
export class CustomerChanges {
  constructor(
    private readonly activities: ActivityChangeStore,
    private readonly cases: CaseChangeStore,
    private readonly customers: CustomerTargetStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  /** A customer that the actor sees and something may be moved to, held until the end of the transaction. */
  async findTarget(transaction: Transaction, actor: Actor, id: string): Promise<TargetCustomer | undefined> {
    return isDatabaseKey(id) ? this.customers.find(transaction, this.readerOf(actor), id) : undefined;
  }

  /** Moves an open case that is locked; 400-253, 400-127, 400-126 and 400-152 as CASE-7 has them. */
  async moveCaseTo(
    transaction: Transaction,
    actor: Actor,
    found: LockedCase,
    customerId: string,
    modification: CaseModification,
  ): Promise<void> {
    requireOpenCase(found);
    const target = await this.findTarget(transaction, actor, customerId);
    if (!target) throw new Failure('400-127', { customer_id: customerId });
    if (target.id === found.customerId) throw new Failure('400-126');
    this.requireDepartment(target, found.departmentId, 'customer.id', 'CASE-7');
    const moved = await this.cases.lockActivitiesOf(transaction, found.id, found.customerId);
    const update = { customerId: target.id, contactId: null };
    if (moved.length > 0) await this.activities.change(transaction, moved, update, modification);
    await this.moveCase(transaction, found, target.id, modification);
    this.auditActivities(transaction, moved, found.customerId, target.id, modification);
  }

  /** A case whose activities all belong to the new customer now is that customer's, too (ACT-11). */
  async followActivities(
    transaction: Transaction,
    found: LockedCase,
    customerId: string,
    modification: CaseModification,
  ): Promise<void> {
    const [only, ...others] = await this.cases.customersOf(transaction, found.id);
    if (only !== customerId || others.length > 0 || found.customerId === customerId) return;
    await this.moveCase(transaction, found, customerId, modification);
  }

  auditActivities(
    transaction: Transaction,
    ids: readonly string[],
    from: string | null,
    to: string,
    modification: CaseModification,
  ): void {
    const entry = { ...modification.audited, action: 'change customer', object: 'activity', detail: { from, to } };
    recordAudits(
      transaction,
      ids.map((objectId) => ({ ...entry, objectId })),
    );
  }

  requireDepartment(target: TargetCustomer, departmentId: string, attribute: string, clause: string): void {
    const { customerDepartmentalization } = this.configuration.snapshot().settings;
    const isFitting = target.departmentId === null || target.departmentId === departmentId;
    if (!customerDepartmentalization || isFitting) return;
    throw failureOf([{ code: '400-152', attribute, reason: 'is a customer of another department', clause }]);
  }

  readerOf(actor: Actor): CustomerReader {
    return customerReader(actor, this.configuration.snapshot().settings.customerDepartmentalization);
  }

  private async moveCase(
    transaction: Transaction,
    { id, customerId: from }: LockedCase,
    customerId: string,
    modification: CaseModification,
  ): Promise<void> {
    await this.cases.change(transaction, id, { customerId }, modification);
    const entry = { ...modification.audited, action: 'change customer', object: 'case', objectId: id };
    recordAudit(transaction, { ...entry, detail: { from, to: customerId } });
  }
}
