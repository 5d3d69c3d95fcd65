import { Controller, Delete, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentStore } from '#attachments/attachment.store.js';
import { BlobStore } from '#attachments/blob-store.js';
import { Operation } from '#http/operation.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { recordAudit } from '#storage/audit.store.js';
import { singleChoice } from '#wire/collection-query.js';
import { readPathIds } from '#wire/path-ids.js';
import { auditedBy } from '#writes/audited-by.js';
import { readConditionalHeader, requireUnchanged } from '#writes/precondition.rules.js';
import { Writes } from '#writes/writes.js';
import { ActivityChangeStore } from './activity-change.store.js';
import { ActivityChanges, requireCompleted } from './activity-changes.js';
import { ActivityReaders } from './activity-readers.js';

const MANAGE = ['core.casemgr.manage'];

const PRESERVE_INLINE = 'preserveInlineAttachment';

/** `DELETE /core/casemgr/v3/activity/{ids}/attachment` (around-activity.md ACT-10). */
@Controller('core/casemgr/v3/activity/:ids/attachment')
export class AttachmentPurgeController {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly changes: ActivityChanges,
    private readonly activities: ActivityChangeStore,
    private readonly attachments: AttachmentStore,
    private readonly blobs: BlobStore,
    private readonly writes: Writes,
  ) {}

  @Delete()
  @Operation({
    id: 'deleteCompletedActivityAttachments',
    summary: 'Purge the attachments of one completed activity: the files are gone for good, their number stays known.',
    tag: 'Activity',
    action: 'Manage completed activity',
    actors: { user: MANAGE, client: MANAGE },
    query: [{ name: PRESERVE_INLINE, description: '`yes` keeps what is shown within the content.' }],
    takesIdempotencyKey: true,
    takesIfMatch: true,
    answers: [{ status: 204, description: 'Purged.' }],
    errors: ['400-102', '400-152', '400-203', '400-244', '404-100'],
  })
  async purge(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    await refuseBody(request);
    const keepsInline = singleChoice(context.query, PRESERVE_INLINE, ['yes']) === 'yes';
    const ids = readPathIds(idsText, 1);
    const precondition = readConditionalHeader(request.headers['if-match']);
    const reader = await this.readers.readerOf(context);
    return this.writes.perform(request, reply, undefined, async (transaction) => {
      const [activity] = await this.changes.lockInPath(transaction, reader, ids);
      if (!activity) throw new Error('A locked activity is missing');
      requireUnchanged(precondition, { kind: 'activity', ...activity });
      requireCompleted(activity, 'ids');
      const purged = await this.attachments.purge(transaction, activity.id, { keepsInline });
      if (purged.length === 0) return { status: 204 };
      await this.activities.countPurged(transaction, activity.id, purged.length);
      await this.activities.change(transaction, [activity.id], {}, this.changes.modification(context));
      const detail = { altIds: purged.map(({ altId }) => altId) };
      const entry = { ...auditedBy(context), action: 'purge attachments', object: 'activity', objectId: activity.id };
      recordAudit(transaction, { ...entry, detail });
      const keys = purged.flatMap(({ blobKey }) => blobKey ?? []);
      return {
        status: 204,
        afterCommit: async () => {
          for (const key of keys) await this.blobs.delete(key);
        },
      };
    });
  }
}
