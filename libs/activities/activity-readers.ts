import { Injectable } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { GrantStore } from '#customers/grant.store.js';
import type { RequestContext } from '#http/request-context.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { Database } from '#storage/database.js';
import { staffReader, type Reader } from './activity-visibility.js';

/** The query parameter of customers that every operation on activities and cases declares (casemgr.md §4, Q-3). */
export const CUSTOMER_PARAMETER = {
  name: 'customer',
  description: 'A customer on whom the caller holds a grant, to read for it.',
  actors: ['customer'],
} as const;

/** The platform modelled on takes `customerID` for what is `customer` elsewhere; here both will do. */
export function customerParameter({ actor, query }: RequestContext): string {
  return actor.kind === 'customer' && !query.has('customer') && query.has('customerID') ? 'customerID' : 'customer';
}

/** Says who is reading, once per request. */
@Injectable()
export class ActivityReaders {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  /** Refuses with 400-244 when a customer names another one without holding a grant on it (casemgr.md Q-3). */
  async readerOf({ actor, query }: RequestContext, parameter = 'customer'): Promise<Reader> {
    if (actor.kind !== 'customer') return staffReader(actor);
    const { customerDepartmentalization } = this.configuration.snapshot().settings;
    const values = query.get(parameter) ?? [];
    const outcome = await this.grants.resolveOnBehalf(this.database, actor, values, customerDepartmentalization);
    if ('refusal' in outcome) throw failureOf([{ ...outcome.refusal, attribute: parameter }]);
    return { kind: 'customer', customerId: outcome.customerId, isOnBehalf: outcome.customerId !== actor.id };
  }
}
