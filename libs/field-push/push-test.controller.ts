import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { FieldPushStore } from '#field-pushes/field-push.store.js';
import { sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Database } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import { pathIdsNotFound } from '#wire/path-ids.js';
import { DeliveryStore } from './delivery.store.js';
import { MANAGE_DELIVERIES, refuseDepartmentUsers } from './field-push-access.js';
import { PushDeliveries } from './push-deliveries.js';
import { payloadOf, sampleRecord } from './push-payload.rules.js';
import { exactly, FLAG, ID, nullable, NUMBER, TEXT } from '#http/answer-schema.js';

/** Tries a push out with sample values (field-push.md FQ-3). */
@Controller('core/fieldpushmgr/v3/push')
export class PushTestController {
  constructor(
    private readonly pushes: FieldPushStore,
    private readonly deliveries: DeliveryStore,
    private readonly sending: PushDeliveries,
    private readonly configuration: ConfigurationCache,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Post(':id/test')
  @Operation({
    ...MANAGE_DELIVERIES,
    id: 'testFieldPush',
    summary: 'Send sample values of the configured fields, once, also while the push is switched off.',
    answers: [
      {
        status: 200,
        description: '`{ "delivered", "status", "durationMs", "error", "delivery": { "id" } }`',
        root: 'test',
        schema: exactly({
          delivered: FLAG,
          status: nullable(NUMBER),
          durationMs: NUMBER,
          error: nullable(TEXT),
          delivery: exactly({ id: ID }),
        }),
      },
    ],
    errors: ['400-101', '400-203', '404-100'],
  })
  async test(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const { actor, answerFormat } = contextOf(request);
    refuseDepartmentUsers(actor);
    await refuseBody(request);
    const at = this.clock.now();
    const push = (await this.pushes.listToSign(this.database, at)).find((candidate) => candidate.id === id);
    if (!push) throw pathIdsNotFound([id]);
    const snapshot = this.configuration.snapshot();
    const find = (attributeId: string) => snapshot.findCustomAttributeById(attributeId);
    const bodies = new Map([[push.id, payloadOf(push, sampleRecord(push, find), {}, find)]]);
    const test = { lane: 'test', object: push.object, recordId: null, bodies, at } as const;
    const delivery = onlyRow(await this.deliveries.create(this.database, test));
    const { verdict, status, sent } = await this.sending.attempt(push, delivery, false);
    return sendTree(reply, answerFormat, 200, 'test', {
      delivered: verdict.isSuccess,
      status,
      durationMs: sent.durationMs,
      error: verdict.isSuccess ? null : verdict.error,
      delivery: { id: delivery.id },
    });
  }
}
