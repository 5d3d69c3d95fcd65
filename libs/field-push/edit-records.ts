import { Injectable } from '@nestjs/common';
import { staffReader } from '#activities/activity-visibility.js';
import type { Actor } from '#auth/actor.js';
import { authorize } from '#auth/authorize.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { customerReader } from '#customers/customer-visibility.js';
import { CaseChangeStore, type LockedCase } from '#cases/case-change.store.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import type { FieldValue, FieldValues } from '#field-pushes/push-value.js';
import { isDatabaseKey } from '#runtime/ids.js';
import type { Transaction } from '#storage/database.js';
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
}

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

  /** Holds the record until the end of the transaction; undefined when the caller does not see it. */
  async lock(
    transaction: Transaction,
    actor: Actor,
    object: PushedObject,
    id: string,
  ): Promise<HeldRecord | undefined> {
    if (!isDatabaseKey(id) || actor.kind === 'customer') return undefined;
    if (object === 'ticket') {
      const [found] = await this.cases.lock(transaction, staffReader(actor), [id]);
      return found && { lastModifiedAt: found.lastModifiedAt, departmentId: found.departmentId, case: found };
    }
    const locked = await this.store.lockCustomer(transaction, this.customerReader(actor), id);
    return locked && { ...locked, case: undefined };
  }

  /** What hangs on values that an agent has entered: the name of a company. */
  async derivedFrom(transaction: Transaction, actor: Actor, entered: FieldValues): Promise<FieldValues> {
    const { organization_id: organizationId } = entered;
    const derived: Record<string, FieldValue> = {};
    if (organizationId !== undefined) {
      const id = String(organizationId ?? '');
      const company = id === '' ? undefined : await this.store.findCompany(transaction, this.customerReader(actor), id);
      derived['organization'] = company?.name ?? null;
    }
    return derived;
  }

  customerReader(actor: Actor) {
    return customerReader(actor, this.configuration.snapshot().settings.customerDepartmentalization);
  }
}
