import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { departmentsOf, type Actor } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { unknownParameters } from '#http/admission.guard.js';
import type { RequestContext } from '#http/request-context.js';
import { CATALOGUE } from '#runtime/errors/catalogue.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf, Refused } from '#runtime/errors/refusal.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { readIdempotencyKey } from '#writes/idempotency-key.rules.js';
import { ActivityBodies } from './activity-body.js';
import { Arrivals } from './arrivals.js';
import { Checklist, type Check } from './checklist.js';
import type { AcceptedEmail } from './decision.js';
import { EXPLAIN_OPERATION } from './incoming-email.operations.js';
import { Intake } from './intake.js';

/** Tells what the real call would do, by running its functions up to the commit (casemgr.md §7). */
@Injectable()
export class Explainer {
  constructor(
    private readonly configuration: ConfigurationCache,
    private readonly arrivals: Arrivals,
    private readonly bodies: ActivityBodies,
    private readonly intake: Intake,
  ) {}

  async explain(request: FastifyRequest, context: RequestContext): Promise<AnswerTree> {
    const checks = admissionChecks(context.actor);
    try {
      const accepted = await this.judge(request, context, checks);
      return {
        decision: 'accept',
        status: 201,
        checks: checks.map(toTree),
        effects: this.effectsOf(context.actor, accepted),
      };
    } catch (error) {
      if (!(error instanceof Failure) || error.status >= 500) throw error;
      if (!checks.some(({ outcome }) => outcome === 'fail')) checks.push(...failedChecks(error));
      return { decision: 'refuse', status: error.status, code: error.code, checks: checks.map(toTree) };
    }
  }

  /** Goes the way of the real call; what it finds is added to `checks`, and the failure that would end it ends this. */
  private async judge(request: FastifyRequest, context: RequestContext, checks: Check[]): Promise<AcceptedEmail> {
    readIdempotencyKey(request.headers['idempotency-key']);
    refuseUnknownParameters(context, checks);
    const customerId = await this.arrivals.resolveCustomer(context);
    checks.push(
      context.actor.kind === 'customer'
        ? { clause: 'Q-3', outcome: 'pass', attribute: 'customer' }
        : { clause: 'Q-3', outcome: 'not-applicable', reason: `actor ${context.actor.kind} acts for nobody else` },
    );
    const { settings } = this.configuration.snapshot();
    const body = await this.bodies.read(request, settings, { keepsFiles: false });
    for (const clause of ['H-3', 'Z-4', 'B-17']) checks.push({ clause, outcome: 'pass' });
    const structure = new Checklist(true);
    const { arrive } = this.arrivals.read(context, body, customerId, structure);
    checks.push(...structure.checks);
    const decision = await this.intake.decide(arrive(), { keepsTrail: true });
    checks.push(...decision.checks);
    if (decision.kind === 'refuse') throw failureOf(decision.refusals);
    return decision.accepted;
  }

  /**
   * Whose the activity would be is not for a user who writes into a department without working in it: there it may create, and sees
   * nothing.
   */
  private effectsOf(actor: Actor, accepted: AcceptedEmail): AnswerTree {
    const { ownership, caseId, queueId } = accepted;
    const snapshot = this.configuration.snapshot();
    const queue = snapshot.findQueue(queueId ?? '');
    const isForeign = actor.kind === 'user' && departmentsOf(actor)?.includes(accepted.departmentId) === false;
    const hidesCustomer = isForeign && snapshot.settings.customerDepartmentalization;
    return {
      department: { id: accepted.departmentId, name: accepted.departmentName },
      customer: hidesCustomer
        ? null
        : ownership.kind === 'new-customer'
          ? { outcome: 'created' }
          : { outcome: 'found', id: ownership.customerId },
      contactPoint: hidesCustomer
        ? null
        : { outcome: ownership.kind === 'known' ? 'found' : 'created', emailAddress: accepted.contactAddress },
      case: isForeign ? null : caseId === undefined ? { outcome: 'created' } : { outcome: 'found', id: caseId },
      queue: { id: queueId, name: queue?.name },
      secure: accepted.secure,
      sentOnBehalf: accepted.sentByCustomerId !== undefined,
      sizes: { content: accepted.contentBytes, attachments: accepted.attachmentBytes },
    };
  }
}

/** What admission has established by the time a controller runs. */
function admissionChecks({ kind }: Actor): Check[] {
  return [
    { clause: 'A-1', outcome: 'pass' },
    { clause: 'A-2', outcome: 'pass' },
    kind === 'user'
      ? { clause: 'A-3', outcome: 'pass' }
      : { clause: 'A-3', outcome: 'not-applicable', reason: `actor ${kind} needs no privilege` },
    { clause: 'A-5', outcome: 'pass' },
    { clause: 'H-1', outcome: 'pass' },
    { clause: 'H-2', outcome: 'pass' },
  ];
}

function refuseUnknownParameters({ actor, query }: RequestContext, checks: Check[]): void {
  const unknown = unknownParameters(query, actor, EXPLAIN_OPERATION);
  if (unknown.length === 0) {
    checks.push({ clause: 'Q-1', outcome: 'pass' });
    return;
  }
  const failure = new Failure('400-101', { query_parameter: unknown.join(', ') });
  checks.push({ clause: unknown.includes('customer') ? 'Q-2' : 'Q-1', outcome: 'fail', reason: failure.message });
  throw failure;
}

function failedChecks(failure: Failure): Check[] {
  if (failure instanceof Refused) {
    return failure.refusals.map(({ clause, attribute, reason }) => ({ clause, outcome: 'fail', attribute, reason }));
  }
  return [{ clause: CATALOGUE[failure.code].clause, outcome: 'fail', reason: failure.message }];
}

function toTree({ clause, outcome, attribute, reason }: Check): AnswerTree {
  return { clause, outcome, attribute, reason };
}
