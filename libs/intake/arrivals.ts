import { Injectable } from '@nestjs/common';
import type { RepliedActivity } from '#activities/replied-activity.store.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { GrantStore } from '#customers/grant.store.js';
import type { RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { failureOf, type Refusals } from '#runtime/errors/refusal.js';
import type { CustomerId } from '#runtime/ids.js';
import { Database } from '#storage/database.js';
import type { ActivityBody } from './activity-body.js';
import type { Checklist } from './checklist.js';
import { isOnBehalf, type Arrival } from './intake.js';
import { readActivity } from './read-activity.rules.js';

/** A request whose structure has been judged, and not yet answered for it. */
export interface ReadRequest {
  /** The way on; throws what the structural stage refused. */
  readonly arrive: (idempotency?: Arrival['idempotency']) => Arrival;
}

/** The way of a REST request to the intake; the real call and `explain` both go it. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly configuration: ConfigurationCache,
    private readonly grants: GrantStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The customer for whom a customer acts; undefined for users and clients. Throws 400-244 (casemgr.md ). */
  async resolveCustomer({ actor, query }: RequestContext): Promise<CustomerId | undefined> {
    if (actor.kind !== 'customer') return undefined;
    const { customerDepartmentalization } = this.configuration.snapshot().settings;
    const values = query.get('customer') ?? [];
    const resolved = await this.grants.resolveOnBehalf(this.database, actor, values, customerDepartmentalization);
    if ('refusal' in resolved) throw failureOf([resolved.refusal]);
    return resolved.customerId;
  }

  /** The structural stage of casemgr.md §3.6. */
  read(
    { actor, remoteAddress, requestId }: RequestContext,
    { tree, files }: ActivityBody,
    customerId: CustomerId | undefined,
    checks: Checklist,
    replied?: RepliedActivity,
  ): ReadRequest {
    const sender = {
      kind: actor.kind,
      isOnBehalf: isOnBehalf({ actor, customerId }),
      hasFiles: files.length > 0,
      isReply: replied !== undefined,
    };
    const read = readActivity(tree, sender, this.clock.now(), checks);
    const email = read && replied ? { ...read, caseId: replied.caseId ?? undefined, replied } : read;
    return {
      arrive: (idempotency) => {
        if (!email) throw failureOf(checks.refusals as Refusals);
        return { email, files, actor, customerId, remoteAddress, requestId, idempotency };
      },
    };
  }
}
