import { Controller, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { Operation, type OperationDescription } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { maximumBodyBytes } from '#settings/settings.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { auditedBy } from '#writes/audited-by.js';
import { etagOf, readPrecondition } from '#writes/precondition.rules.js';
import { describeWriteBody, readWriteBody, type WriteBodyLayout } from '#writes/write-body.js';
import { Writes, type Written } from '#writes/writes.js';
import { ActivityChangeStore, type ActivityUpdate } from './activity-change.store.js';
import { ActivityChanges, requireCompleted, requireOpen } from './activity-changes.js';
import { ActivityEditBody, CompletedActivityEditBody } from './activity-edit.body.js';
import { readActivityEdit, readCompletedActivityEdit } from './activity-edit.rules.js';
import { ActivityReaders } from './activity-readers.js';

const MANAGE = ['core.casemgr.manage'];

const ROOT = 'activity';

/** JSON and XML write a byte of content with up to six characters; the rest of the body is small. */
const LONGEST_ESCAPE = 6;
const BYTES_BESIDES_CONTENT = 1024 * 1024;

const EDIT: WriteBodyLayout<ActivityEditBody> = { type: ActivityEditBody, root: ROOT, clause: 'ACT-2' };
const COMPLETED: WriteBodyLayout<CompletedActivityEditBody> = {
  type: CompletedActivityEditBody,
  root: ROOT,
  clause: 'ACT-4',
};

const EDITING = {
  tag: 'Activity',
  actors: { user: MANAGE, client: MANAGE },
  takesIdempotencyKey: true,
  takesIfMatch: true,
  answers: [{ status: 204, description: 'Done.', headers: { ETag: 'Of the activity as it is now.' } }],
} satisfies Partial<OperationDescription>;

const ERRORS = ['400-146', '400-147', '400-152', '400-194'] as const;

/** Editing one activity (around-activity.md ACT-2 to ACT-5). */
@Controller('core/casemgr/v3/activity')
export class ActivityEditController {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly changes: ActivityChanges,
    private readonly store: ActivityChangeStore,
    private readonly configuration: ConfigurationCache,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Patch()
  @Operation({
    ...EDITING,
    id: 'editActivity',
    summary: 'Edit due date, priority, language and custom attributes of an open activity.',
    action: 'Edit activities',
    body: describeWriteBody(EDIT),
    errors: [...ERRORS, '400-253'],
  })
  async edit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const { tree, body } = await readWriteBody(request, EDIT);
    const precondition = readPrecondition(request.headers['if-match'], body);
    const reader = await this.readers.readerOf(context);
    return this.writes.perform(request, reply, tree, async (transaction) => {
      const edit = readActivityEdit(body, this.configuration.snapshot(), this.clock.now());
      if ('refusals' in edit) throw failureOf(edit.refusals);
      const activity = await this.changes.lockNamed(transaction, reader, body.id, precondition);
      requireOpen([activity]);
      return this.write(transaction, context, activity.id, edit.value, 'edit');
    });
  }

  @Patch('completed')
  @Operation({
    ...EDITING,
    id: 'editCompletedActivity',
    summary: 'Edit the content and the custom attributes of a completed email.',
    action: 'Manage completed activity',
    body: describeWriteBody(COMPLETED),
    errors: ERRORS,
  })
  async editCompleted(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const maximumBytes =
      LONGEST_ESCAPE * maximumBodyBytes(this.configuration.snapshot().settings) + BYTES_BESIDES_CONTENT;
    const { tree, body } = await readWriteBody(request, { ...COMPLETED, maximumBytes });
    const precondition = readPrecondition(request.headers['if-match'], body);
    const reader = await this.readers.readerOf(context);
    return this.writes.perform(request, reply, tree, async (transaction) => {
      const edit = readCompletedActivityEdit(body, this.configuration.snapshot());
      if ('refusals' in edit) throw failureOf(edit.refusals);
      const { content, changes } = edit.value;
      const activity = await this.changes.lockNamed(transaction, reader, body.id, precondition);
      requireCompleted(activity, 'id');
      if (content && activity.isContentPurged) {
        const reason = 'the content has been purged';
        throw failureOf([{ code: '400-152', attribute: 'payload.email.content', reason, clause: 'ACT-4' }]);
      }
      if (content) await this.store.writeContent(transaction, activity.id, content);
      const members = content ? Object.keys(content) : [];
      return this.write(transaction, context, activity.id, changes, 'edit', members);
    });
  }

  /** `members`: what has changed besides; the audit entry names members, never their values. */
  private async write(
    transaction: Transaction,
    context: RequestContext,
    id: string,
    changes: ActivityUpdate,
    action: string,
    members: readonly string[] = [],
  ): Promise<Written> {
    const modified = await this.store.change(transaction, [id], changes, this.changes.modification(context));
    const detail = { members: [...new Set([...Object.keys(changes), ...members])] };
    recordAudit(transaction, { ...auditedBy(context), action, object: 'activity', objectId: id, detail });
    const lastModifiedAt = modified.get(id);
    return { status: 204, ...(lastModifiedAt && { headers: { etag: etagOf(lastModifiedAt) } }) };
  }
}
