import { Controller, Delete, Param, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Operation, type OperationDescription } from '#http/operation.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { recordAudits } from '#storage/audit.store.js';
import { readPathIds } from '#wire/path-ids.js';
import { auditedBy } from '#writes/audited-by.js';
import { Writes } from '#writes/writes.js';
import { ActivityChangeStore } from './activity-change.store.js';
import { ActivityChanges } from './activity-changes.js';
import { ActivityReaders } from './activity-readers.js';

const OWN_VIEW = {
  tag: 'Activity',
  actors: { customer: ['core.casemgr.manage'] },
  takesIdempotencyKey: true,
  answers: [{ status: 204, description: 'Done.' }],
  errors: ['400-152', '400-203', '404-100'],
} satisfies Partial<OperationDescription>;

/** What a customer does with its own view of activities (around-activity.md ACT-6, ACT-7). */
@Controller('core/casemgr/v3/activity')
export class ActivityCustomerViewController {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly changes: ActivityChanges,
    private readonly store: ActivityChangeStore,
    private readonly writes: Writes,
  ) {}

  @Delete(':ids')
  @Operation({
    ...OWN_VIEW,
    id: 'hide-activities',
    summary: 'Hide activities from the customer, for good; users and clients go on seeing them.',
    action: 'Hide activities',
  })
  async hide(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') ids: string,
  ): Promise<FastifyReply> {
    return this.set(request, reply, ids, { isHidden: true }, 'hide');
  }

  @Patch(':ids/read')
  @Operation({
    ...OWN_VIEW,
    id: 'mark-activities-read',
    summary: 'Mark activities as read by the customer.',
    action: 'Mark activities',
  })
  async markRead(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') ids: string,
  ): Promise<FastifyReply> {
    return this.set(request, reply, ids, { isRead: true }, 'mark read');
  }

  @Patch(':ids/unread')
  @Operation({
    ...OWN_VIEW,
    id: 'mark-activities-unread',
    summary: 'Mark activities as not read by the customer.',
    action: 'Mark activities',
  })
  async markUnread(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') ids: string,
  ): Promise<FastifyReply> {
    return this.set(request, reply, ids, { isRead: false }, 'mark unread');
  }

  private async set(
    request: FastifyRequest,
    reply: FastifyReply,
    idsText: string,
    view: { readonly isRead?: boolean; readonly isHidden?: true },
    action: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    await refuseBody(request);
    const ids = readPathIds(idsText);
    const reader = await this.readers.readerOf(context);
    return this.writes.perform(request, reply, undefined, async (transaction) => {
      await this.changes.lockInPath(transaction, reader, ids);
      await this.store.setCustomerView(transaction, ids, view);
      const by = auditedBy(context);
      recordAudits(
        transaction,
        ids.map((objectId) => ({ ...by, action, object: 'activity', objectId, detail: {} })),
      );
      return { status: 204 };
    });
  }
}
