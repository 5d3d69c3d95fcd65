import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PUSHED_OBJECTS } from '#field-pushes/field-push.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { dtoSchema } from '#http/dto-schema.js';
import { Operation } from '#http/operation.js';
import type { QueryValues } from '#http/query.js';
import { JSON_TYPE, readTree, refuseBody, XML_TYPE } from '#http/request-body.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { recordAudits } from '#storage/audit.store.js';
import { Database, type Transaction } from '#storage/database.js';
import {
  COLLECTION_PARAMETERS,
  countTree,
  paginationInfo,
  readCollectionQuery,
  singleChoice,
  singleValue,
} from '#wire/collection-query.js';
import { pathIdsNotFound } from '#wire/path-ids.js';
import { readBody, shapeOf } from '#wire/read-body.rules.js';
import { auditedBy } from '#writes/audited-by.js';
import { retryingCollisions } from '#writes/writes.js';
import { DeliveryLogStore, type DeliveryFilter } from './delivery-log.store.js';
import { DELIVERY_STATES } from './delivery.store.js';
import { deliveryView } from './delivery.view.js';
import { MANAGE_DELIVERIES, READ_DELIVERIES, refuseDepartmentUsers } from './field-push-access.js';
import { readSince, ReplayBody } from './replay.body.js';
import { collection, DATE, exactly, ID, listOf, nullable, NUMBER, TEXT } from '#http/answer-schema.js';

const PATH = '/core/fieldpushmgr/v3/delivery';

const REPLAY = { shape: shapeOf(ReplayBody), root: 'replay', maximumBytes: 4_096 };

const DELIVERY = exactly({
  id: ID,
  push: TEXT,
  lane: TEXT,
  object: TEXT,
  recordId: nullable(TEXT),
  webhookId: TEXT,
  state: TEXT,
  created: DATE,
  nextAttempt: nullable(DATE),
  request: {
    ...TEXT,
    description: 'What was sent, as JSON, without secrets, long texts only as far as they begin.',
    examples: ['{"ticket":{"subject":"Laptop"}}'],
  },
  attempt: listOf(
    exactly({
      number: NUMBER,
      startedAt: DATE,
      durationMs: NUMBER,
      status: nullable(NUMBER),
      error: nullable(TEXT),
      answer: nullable(TEXT),
    }),
  ),
});

/** What was sent, what came back, and sending it again (field-push.md FQ-3). */
@Controller('core/fieldpushmgr/v3/delivery')
export class DeliveryController {
  constructor(
    private readonly deliveries: DeliveryLogStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operation({
    ...READ_DELIVERIES,
    id: 'listFieldPushDeliveries',
    summary:
      'List what was pushed, with every attempt; what is older than 30 days is gone, drafts and tests after a day.',
    query: [
      { name: 'id', description: 'The delivery of this id.' },
      { name: 'push', description: 'Deliveries of this push.' },
      { name: 'state', description: '`pending`, `delivered`, `failed`, or `superseded` by a newer one of the record.' },
      { name: 'object', description: '`ticket` or `customer`.' },
      { name: 'recordID', description: 'About the record of this id; send `object` too.' },
      ...COLLECTION_PARAMETERS,
    ],
    answers: [
      {
        status: 200,
        description: '`{ "delivery": [ … ], "paginationInfo": { … } }`',
        schema: collection('delivery', DELIVERY),
      },
      { status: 204, description: 'There are none.' },
    ],
    errors: ['400-102', '400-120', '400-124', '400-244'],
  })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { actor, answerFormat, query } = contextOf(request);
    refuseDepartmentUsers(actor);
    const collection = readCollectionQuery(query, ['id']);
    const filter = readFilter(query);
    const total = filter === 'matches nothing' ? 0 : await this.deliveries.count(filter);
    if (collection.isCountOnly) return sendTree(reply, answerFormat, 200, 'deliveries', countTree(PATH, query, total));
    const found = filter === 'matches nothing' ? [] : await this.deliveries.list(filter, collection);
    if (found.length === 0) return sendNothing(reply);
    return sendTree(reply, answerFormat, 200, 'deliveries', {
      delivery: found.map(deliveryView),
      paginationInfo: paginationInfo(PATH, query, collection, total),
    });
  }

  @Post('replay')
  @Operation({
    ...MANAGE_DELIVERIES,
    id: 'replayFailedFieldPushes',
    summary: 'Send again all since a time that were given up, or have failed so far, of one push or of all.',
    body: { mediaTypes: [JSON_TYPE, XML_TYPE], root: REPLAY.root, schema: dtoSchema(ReplayBody) },
    answers: [
      {
        status: 200,
        description:
          '`{ "replayed": n, "superseded": m }`; superseded are those of whose record something newer was delivered or is still to be.',
        root: 'replay',
        schema: exactly({ replayed: NUMBER, superseded: NUMBER }),
      },
    ],
    errors: ['400-100', '400-146', '400-147', '400-152', '400-264', '413-100', '415-100'],
  })
  async replayFailed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    refuseDepartmentUsers(context.actor);
    const outcome = readBody(ReplayBody, await readTree(request, REPLAY), 'FQ-3');
    if ('refusals' in outcome) throw failureOf(outcome.refusals);
    const since = readSince(outcome.body);
    const { push = null } = outcome.body;
    const { ids, superseded } = await this.transaction(async (transaction) => {
      const replayed = await this.deliveries.replayFailed(transaction, since, push, this.clock.now());
      this.audit(transaction, context, replayed.ids);
      return replayed;
    });
    return sendTree(reply, context.answerFormat, 200, 'replay', { replayed: ids.length, superseded });
  }

  @Post(':id/replay')
  @Operation({
    ...MANAGE_DELIVERIES,
    id: 'replayFieldPush',
    summary: 'Send one again, or at once if it waits, under its webhook id.',
    answers: [
      {
        status: 200,
        description:
          'It is sent, though the delivery `newer` has told its receiver of a newer state, or is to tell it.',
        root: 'replay',
        schema: exactly({ replayed: NUMBER, newer: exactly({ id: ID }) }),
      },
      { status: 204, description: 'It is sent, unless it is on its way just now.' },
    ],
    errors: ['400-101', '400-203', '404-100'],
  })
  async replay(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    refuseDepartmentUsers(context.actor);
    await refuseBody(request);
    const isKnown = isDatabaseKey(id) && (await this.deliveries.count({ id })) > 0;
    if (!isKnown) throw pathIdsNotFound([id]);
    const replayed = await this.transaction(async (transaction) => {
      const one = await this.deliveries.replay(transaction, id, this.clock.now());
      if (one) this.audit(transaction, context, [id]);
      return one;
    });
    if (!replayed?.newerId) return sendNothing(reply);
    return sendTree(reply, context.answerFormat, 200, 'replay', { replayed: 1, newer: { id: replayed.newerId } });
  }

  /** Whoever settles several pushes at the time holds what is replayed in an order of its own. */
  private async transaction<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value> {
    return retryingCollisions(() => this.database.transaction(work));
  }

  private audit(transaction: Transaction, context: RequestContext, ids: readonly string[]): void {
    const entry = {
      ...auditedBy(context),
      action: 'replay',
      object: 'fieldPushDelivery',
      detail: { members: ['state'] },
    };
    recordAudits(
      transaction,
      ids.map((objectId) => ({ ...entry, objectId })),
    );
  }
}

function readFilter(query: QueryValues): DeliveryFilter | 'matches nothing' {
  const id = singleValue(query, 'id');
  const recordId = singleValue(query, 'recordID');
  if ([id, recordId].some((key) => key !== undefined && !isDatabaseKey(key))) return 'matches nothing';
  return {
    id,
    recordId,
    pushId: singleValue(query, 'push'),
    state: singleChoice(query, 'state', DELIVERY_STATES),
    object: singleChoice(query, 'object', PUSHED_OBJECTS),
  };
}
