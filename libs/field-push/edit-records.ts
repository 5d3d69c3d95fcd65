import { Injectable } from '@nestjs/common';
import { staffReader } from '#activities/activity-visibility.js';
import type { Actor } from '#auth/actor.js';
import { authorize } from '#auth/authorize.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { customerReader } from '#customers/customer-visibility.js';
import { CaseChangeStore, type LockedCase } from '#cases/case-change.store.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { readPushedRecord } from '#field-pushes/push-record.store.js';
import type { FieldValues, PushedRecord } from '#field-pushes/push-value.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { isDatabaseKey } from '#runtime/ids.js';
import type { Transaction } from '#storage/database.js';
import type { EditSubject } from './edit-session.store.js';
import { WriteBackStore } from './write-back.store.js';

/** What an actor needs to edit records of each kind, with the words of a refusal. */
const EDITING = {
  ticket: { scope: 'core.casemgr.manage', action: 'Edit cases' },
  customer: { scope: 'core.customermgr.manage', action: 'Edit customers' },
} as const;

/** A record that is held until the end of the transaction. */
export interface HeldRecord {
  readonly lastModifiedAt: Date;
  /** Without one a customer is everybody's. */
  readonly departmentId: string | null;
  /** Of a ticket. */
  readonly case: LockedCase | undefined;
  /** As pushes see it. */
  readonly record: PushedRecord;
}

/** Of a draft the id is null. */
type RecordOfEdit = Pick<EditSubject, 'object' | 'recordId'>;
type Held = Omit<HeldRecord, 'record'>;
type Staff = Exclude<Actor, { kind: 'customer' }>;

/** Which records a caller may edit: the same as by any other operation (field-push.md FR-2). */
@Injectable()
export class EditRecords {
  constructor(
    private readonly store: WriteBackStore,
    private readonly cases: CaseChangeStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  /** Refuses with 403-178. */
  authorize(actor: Actor, object: PushedObject): void {
    const { scope, action } = EDITING[object];
    authorize(actor, { actors: { user: [scope], client: [scope] }, action });
  }

  /** As it is stored, and held; of a draft nothing. 400-194 when the caller does not see it. */
  async read(transaction: Transaction, actor: Actor, { object, recordId }: RecordOfEdit): Promise<PushedRecord> {
    if (recordId === null) return { object, values: {}, phoneIds: {}, labels: [] };
    const held = await this.hold(transaction, actor, { object, recordId });
    if (held) return held.record;
    const reason = `no ${object} that the caller may see`;
    throw failureOf([{ code: '400-194', attribute: 'id', reason, clause: 'FW-1', id: recordId }]);
  }

  /** Holds the record until the end of the transaction; undefined for a draft, and when the caller does not see it (any more). */
  async hold(
    transaction: Transaction,
    actor: Actor,
    { object, recordId }: RecordOfEdit,
  ): Promise<HeldRecord | undefined> {
    if (recordId === null || !isDatabaseKey(recordId) || actor.kind === 'customer') return undefined;
    const { customAttributes } = this.configuration.snapshot();
    // In one round trip: first it is held, then it is read.
    const [held, record] = await Promise.all([
      object === 'ticket'
        ? this.holdCase(transaction, actor, recordId)
        : this.holdCustomer(transaction, actor, recordId),
      readPushedRecord(transaction, object, recordId, customAttributes),
    ]);
    return held && record && { ...held, record };
  }

  private async holdCase(transaction: Transaction, actor: Staff, id: string): Promise<Held | undefined> {
    const [found] = await this.cases.lock(transaction, staffReader(actor), [id]);
    return found && { lastModifiedAt: found.lastModifiedAt, departmentId: found.departmentId, case: found };
  }

  private async holdCustomer(transaction: Transaction, actor: Staff, id: string): Promise<Held | undefined> {
    const locked = await this.store.lockCustomer(transaction, this.customerReader(actor), id);
    return locked && { ...locked, case: undefined };
  }

  /** What is stored, with what the agent has entered over it and what hangs on that: the name of a company. */
  async withEntered(
    transaction: Transaction,
    actor: Actor,
    stored: PushedRecord,
    entered: FieldValues,
  ): Promise<PushedRecord> {
    const { organization_id: organizationId } = entered;
    if (organizationId === undefined) return { ...stored, values: { ...stored.values, ...entered } };
    const id = String(organizationId ?? '');
    const company = id === '' ? undefined : await this.store.findCompany(transaction, this.customerReader(actor), id);
    return { ...stored, values: { ...stored.values, organization: company?.name ?? null, ...entered } };
  }

  customerReader(actor: Actor) {
    return customerReader(actor, this.configuration.snapshot().settings.customerDepartmentalization);
  }
}
