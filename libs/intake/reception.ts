import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RepliedActivity } from '#activities/replied-activity.store.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { editSessionOf } from '#field-pushes/field-change.store.js';
import { contextOf } from '#http/request-context.js';
import { Failure } from '#runtime/errors/failure.js';
import type { CustomerId } from '#runtime/ids.js';
import { readIdempotencyKey } from '#writes/idempotency-key.rules.js';
import { Idempotency, type Outcome, type WriteAnswer } from '#writes/idempotency.js';
import { identityOf } from '#writes/request-identity.js';
import { sendAnswer } from '#writes/writes.js';
import { ActivityBodies, type ActivityBody } from './activity-body.js';
import { Arrivals } from './arrivals.js';
import { Checklist } from './checklist.js';
import { Intake, type Arrival } from './intake.js';

/** Finds what is replied to, for the customer that the caller acts for. */
type FindReplied = (customerId: CustomerId | undefined) => Promise<RepliedActivity>;

/** The way of an email activity over REST, from the request to its answer: a new one, or the reply to one. */
@Injectable()
export class Reception {
  constructor(
    private readonly configuration: ConfigurationCache,
    private readonly arrivals: Arrivals,
    private readonly bodies: ActivityBodies,
    private readonly intake: Intake,
    private readonly idempotency: Idempotency,
  ) {}

  async receive(request: FastifyRequest, reply: FastifyReply, findReplied?: FindReplied): Promise<FastifyReply> {
    const context = contextOf(request);
    const key = readIdempotencyKey(request.headers['idempotency-key']);
    const customerId = await this.arrivals.resolveCustomer(context);
    const replied = await findReplied?.(customerId);
    const { settings } = this.configuration.snapshot();
    const body = await this.bodies.read(request, settings, { keepsFiles: true });
    const taken = this.takeOnce(request, body, customerId, key, replied);
    const outcome = await taken.catch(async (error: unknown) => {
      // Only our own refusals say for certain that nothing was committed. Otherwise a row may have the files, or the sweep takes them.
      if (error instanceof Failure) await this.bodies.discard(body.files);
      throw error;
    });
    if (outcome.isReplayed) await this.bodies.discard(body.files);
    return sendAnswer(reply, context.answerFormat, outcome);
  }

  private async takeOnce(
    request: FastifyRequest,
    body: ActivityBody,
    customerId: CustomerId | undefined,
    key: string | undefined,
    replied: RepliedActivity | undefined,
  ): Promise<Outcome> {
    const context = contextOf(request);
    const { arrive } = this.arrivals.read(context, body, customerId, new Checklist(false), replied);
    const take = async (claim?: Arrival['idempotency']): Promise<WriteAnswer> => {
      const { activityId } = await this.intake.take({
        ...arrive(claim),
        editSessionId: editSessionOf(request.headers),
      });
      return { status: 201, headers: { location: `/core/casemgr/v3/activity/${activityId}` } };
    };
    if (key === undefined) return { answer: await take(), isReplayed: false };
    return this.idempotency.once(context.actor, key, identityOf(request, body.tree, body.files), take);
  }
}
