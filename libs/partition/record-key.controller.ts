import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { RecordKeys } from '#record-key/record-keys.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { recordAudit } from '#storage/audit.store.js';
import { readDateTime } from '#wire/date-time.rules.js';
import { singleValue } from '#wire/collection-query.js';
import { auditedBy } from '#writes/audited-by.js';
import { Writes } from '#writes/writes.js';
import { MANAGE_ADMINISTRATION, onlyDepartmentOf } from './administration-access.js';
import { outsideDepartment } from './partition-change.js';

const REJECT_BEFORE = 'rejectBefore';

/** What record keys are sealed with; it is the whole partition's, so department users have no part in it. */
@Controller('core/adminmgr/v3/recordkey')
export class RecordKeyController {
  constructor(
    private readonly keys: RecordKeys,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Post('rotate')
  @HttpCode(204)
  @Operation({
    ...MANAGE_ADMINISTRATION,
    id: 'rotateRecordKeys',
    summary: 'Seal record keys with a new secret from now on.',
    takesIdempotencyKey: true,
    query: [
      {
        name: REJECT_BEFORE,
        description: 'Date and time, not in the future: keys of days before it are worthless from now on.',
      },
    ],
    answers: [{ status: 204, description: 'Done; every process knows within a minute.' }],
    errors: ['400-101', '400-102', '400-244'],
  })
  async rotate(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    if (onlyDepartmentOf(context.actor) !== undefined) throw outsideDepartment();
    const text = singleValue(context.query, REJECT_BEFORE);
    const rejectBefore = text === undefined ? undefined : readDateTime(text);
    const isUsable = rejectBefore !== undefined && rejectBefore <= this.clock.now();
    if (text !== undefined && !isUsable) throw new Failure('400-244', { query_parameter: REJECT_BEFORE });
    return this.writes.perform(request, reply, undefined, async (transaction) => {
      if (rejectBefore) await this.keys.revoke(transaction, rejectBefore);
      else await this.keys.rotate(transaction);
      const detail = { rejectBefore: rejectBefore?.toISOString() ?? null };
      const entry = { action: 'rotate', object: 'recordKeys', objectId: 'all', detail };
      recordAudit(transaction, { ...auditedBy(context), ...entry });
      return { status: 204, afterCommit: () => this.keys.read() };
    });
  }
}
