import { Injectable } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { RequestContext } from '#http/request-context.js';
import { noteControllerOf, type NotedObjects } from '#notes/note-controller.js';
import { Database } from '#storage/database.js';
import { pathIdsNotFound, possibleKeys } from '#wire/path-ids.js';
import { customerReader } from './customer-visibility.js';
import { CustomerStore } from './customer.store.js';

@Injectable()
export class NotedCustomers implements NotedObjects {
  constructor(
    private readonly database: Database,
    private readonly customers: CustomerStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  /** Notes of a customer that was merged are those of the customer that it is now. */
  async requireVisible({ actor }: RequestContext, id: string): Promise<string> {
    const { customerDepartmentalization } = this.configuration.snapshot().settings;
    const reader = customerReader(actor, customerDepartmentalization);
    const resolved = (await this.customers.resolve(this.database, reader, possibleKeys([id]))).get(id);
    if (resolved === undefined) throw pathIdsNotFound([id]);
    return resolved;
  }
}

export const CustomerNoteController = noteControllerOf({
  object: 'customer',
  path: '/core/customermgr/v3/customer',
  tag: 'Customer',
  parameter: 'id',
  read: ['core.customermgr.read'],
  manage: ['core.customermgr.manage'],
  operations: {
    create: 'createCustomeryNote',
    get: 'getNoteOfCustomer',
    list: 'getNotesOfCustomer',
    delete: 'deletecustomerNotes',
  },
  objects: NotedCustomers,
});
