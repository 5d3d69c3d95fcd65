import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { Explainer } from './explainer.js';
import { CREATE_OPERATION, EXPLAIN_OPERATION } from './incoming-email.operations.js';
import { Reception } from './reception.js';

/** `POST /core/casemgr/v3/activity/email/general` (casemgr.md §3) and what explains it (§7). */
@Controller('core/casemgr/v3/activity/email/general')
export class IncomingEmailController {
  constructor(
    private readonly reception: Reception,
    private readonly explainer: Explainer,
  ) {}

  @Post()
  @Operation(CREATE_OPERATION)
  async create(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.reception.receive(request, reply);
  }

  @Post('explain')
  @HttpCode(200)
  @Operation(EXPLAIN_OPERATION)
  async explain(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const explanation = await this.explainer.explain(request, context);
    return sendTree(reply, context.answerFormat, 200, 'explanation', explanation);
  }
}
