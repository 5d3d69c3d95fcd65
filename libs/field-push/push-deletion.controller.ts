import { Controller, Delete, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FieldPushStore } from '#field-pushes/field-push.store.js';
import { Operation } from '#http/operation.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { recordAudit } from '#storage/audit.store.js';
import { pathIdsNotFound } from '#wire/path-ids.js';
import { auditedBy } from '#writes/audited-by.js';
import { Writes } from '#writes/writes.js';
import { MANAGE_PUSHES, refuseDepartmentUsers } from './field-push-access.js';

/** Takes a push away for good (field-push.md FP-3); one that shall come back is switched off. */
@Controller('core/fieldpushmgr/v3/push')
export class PushDeletionController {
  constructor(
    private readonly pushes: FieldPushStore,
    private readonly writes: Writes,
  ) {}

  @Delete(':id')
  @Operation({
    ...MANAGE_PUSHES,
    id: 'deleteFieldPush',
    summary: 'Delete a push with its log; what is still to be sent to it is sent no more.',
    takesIdempotencyKey: true,
    answers: [{ status: 204, description: 'Deleted.' }],
    errors: ['400-101', '400-203', '404-100'],
  })
  async delete(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    refuseDepartmentUsers(context.actor);
    await refuseBody(request);
    return this.writes.perform(request, reply, undefined, async (transaction) => {
      if (!(await this.pushes.delete(transaction, id))) throw pathIdsNotFound([id]);
      recordAudit(transaction, {
        ...auditedBy(context),
        action: 'delete',
        object: 'fieldPush',
        objectId: id,
        detail: {},
      });
      return { status: 204 };
    });
  }
}
