import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation, type OperationDescription } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { readAttributes } from '#wire/attribute-query.js';
import { pathIdsNotFound, readPathIds } from '#wire/path-ids.js';
import { Database } from '#storage/database.js';
import { ActivityVisibility, type ActivityViewer } from './activity-visibility.js';
import { AssetLinks } from './asset-links.js';
import { isBlockedFile } from './attachment.rules.js';
import { AttachmentStore, type StoredAttachment } from './attachment.store.js';
import { ATTACHMENTS, attachmentView, singleAttachmentView } from './attachment.view.js';

/** What `$attribute` adds to a single attachment. */
const ATTRIBUTES = ['contentUrl', 'created'] as const;

const ROOT = 'attachments';

const READ = ['core.casemgr.read'];

const READ_ATTACHMENTS = {
  tag: 'Activity',
  action: 'Read attachments',
  actors: { user: READ, client: READ, customer: READ },
} satisfies Partial<OperationDescription>;

const CUSTOMER = { name: 'customer', description: 'Whom a customer reads for', actors: ['customer'] } as const;

/** The attachments of activities, for whoever sees the activities (casemgr.md T-6, REF §3.3). */
@Controller('core/casemgr/v3/activity/:ids/attachment')
export class ActivityAttachmentController {
  constructor(
    private readonly database: Database,
    private readonly store: AttachmentStore,
    private readonly activities: ActivityVisibility,
    private readonly configuration: ConfigurationCache,
    private readonly links: AssetLinks,
  ) {}

  @Get()
  @Operation({
    ...READ_ATTACHMENTS,
    id: 'getActivityAttachments',
    summary: 'List the attachments of activities',
    query: [CUSTOMER],
    answers: [
      { status: 200, description: 'The attachments', schema: ATTACHMENTS },
      { status: 204, description: 'There are none' },
    ],
    errors: ['400-101', '400-244', '404-100'],
  })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('ids') ids: string): Promise<void> {
    const context = contextOf(request);
    const { activityIds, viewer } = await this.findVisible(context, ids);
    const attachments = await this.store.findOnActivities(this.database, activityIds);
    if (attachments.length === 0) {
      sendNothing(reply);
      return;
    }
    const options = this.viewOptions(viewer);
    const attachment = attachments.map((found) => attachmentView(found, options));
    sendTree(reply, context.answerFormat, 200, ROOT, { attachment });
  }

  @Get(':id')
  @Operation({
    ...READ_ATTACHMENTS,
    id: 'getActivityAttachmentDetails',
    summary: 'Read one attachment, and where to download it',
    query: [CUSTOMER, { name: '$attribute', description: `More to show: all, ${ATTRIBUTES.join(', ')}` }],
    answers: [{ status: 200, description: 'The attachment', schema: ATTACHMENTS }],
    errors: ['400-101', '400-116', '400-244', '403-178', '404-100'],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') ids: string,
    @Param('id') id: string,
  ): Promise<void> {
    const context = contextOf(request);
    const extra = readAttributes(context.query, ATTRIBUTES);
    const { activityIds, viewer } = await this.findVisible(context, ids);
    const isPossible = isDatabaseKey(id);
    const attachment = isPossible ? await this.store.findOnActivity(this.database, activityIds, id) : undefined;
    if (!attachment) throw pathIdsNotFound([id]);
    const options = this.viewOptions(viewer);
    refuseBlocked(attachment, context, options.blockedFileExtensions);
    if (extra.includes('contentUrl') && attachment.activityId !== null) {
      await this.activities.auditSecureFile(context, attachment.activityId, attachment.altId);
    }
    const view = singleAttachmentView(attachment, options, {
      contentUrl: extra.includes('contentUrl')
        ? (await this.links.create('download', attachment.altId)).contentUrl
        : undefined,
      created: extra.includes('created') ? attachment.createdAt.toISOString() : undefined,
    });
    sendTree(reply, context.answerFormat, 200, ROOT, { attachment: [view] });
  }

  /** 404-100 unless all activities exist and are visible: which of the two it is, is not to be told apart. */
  private async findVisible(context: RequestContext, ids: string) {
    const activityIds = readPathIds(ids);
    const arePossible = activityIds.every(isDatabaseKey);
    const viewer = arePossible ? await this.activities.viewerOf(context, activityIds) : undefined;
    if (!viewer) throw pathIdsNotFound(activityIds);
    return { activityIds, viewer };
  }

  private viewOptions({ onBehalfOf }: ActivityViewer) {
    return { blockedFileExtensions: this.configuration.snapshot().settings.blockedFileExtensions, onBehalfOf };
  }
}

function refuseBlocked({ fileName }: StoredAttachment, { actor }: RequestContext, extensions: readonly string[]): void {
  if (actor.kind === 'customer' && isBlockedFile(fileName, extensions)) {
    throw new Failure('403-178', { action_name: 'Read blocked attachments' });
  }
}
