import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RepliedActivityStore } from '#activities/replied-activity.store.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { pathIdsNotFound, readPathIds } from '#wire/path-ids.js';
import { REPLY_OPERATION } from './incoming-email.operations.js';
import { Reception } from './reception.js';

/** `POST /core/casemgr/v3/activity/{ids}/email/general` (around-activity.md ACT-13). */
@Controller('core/casemgr/v3/activity/:ids/email/general')
export class EmailReplyController {
  constructor(
    private readonly reception: Reception,
    private readonly activities: RepliedActivityStore,
  ) {}

  @Post()
  @Operation(REPLY_OPERATION)
  async reply(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const { actor } = contextOf(request);
    const [id = ''] = readPathIds(idsText, 1);
    return this.reception.receive(request, reply, async (customerId) => {
      const isOnBehalf = customerId !== actor.id;
      const reader = customerId && ({ kind: 'customer', customerId, isOnBehalf } as const);
      const replied = reader && isDatabaseKey(id) ? await this.activities.find(reader, id) : undefined;
      if (!replied) throw pathIdsNotFound([id]);
      return replied;
    });
  }
}
