import { Injectable } from '@nestjs/common';
import { staffReader } from '#activities/activity-visibility.js';
import type { Actor } from '#auth/actor.js';
import { authorize } from '#auth/authorize.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { customerReader } from '#customers/customer-visibility.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { isDatabaseKey } from '#runtime/ids.js';
import type { Transaction } from '#storage/database.js';
import { WriteBackStore } from './write-back.store.js';

/** What an actor needs to edit records of each kind, with the words of a refusal. */
const EDITING = {
  ticket: { scope: 'core.casemgr.manage', action: 'Edit cases' },
  customer: { scope: 'core.customermgr.manage', action: 'Edit customers' },
} as const;

/** Which records a caller may edit: the same as by any other operation (field-push.md FR-2). */
@Injectable()
export class EditRecords {
  constructor(
    private readonly store: WriteBackStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  /** Refuses with 403-178. */
  authorize(actor: Actor, object: PushedObject): void {
    const { scope, action } = EDITING[object];
    authorize(actor, { actors: { user: [scope], client: [scope] }, action });
  }

  /** Holds the record until the end of the transaction; false when the caller does not see it. */
  async lock(transaction: Transaction, actor: Actor, object: PushedObject, id: string): Promise<boolean> {
    if (!isDatabaseKey(id) || actor.kind === 'customer') return false;
    if (object === 'ticket') return this.store.lockCase(transaction, staffReader(actor), id);
    return this.store.lockCustomer(transaction, this.customerReader(actor), id);
  }

  customerReader(actor: Actor) {
    return customerReader(actor, this.configuration.snapshot().settings.customerDepartmentalization);
  }
}
