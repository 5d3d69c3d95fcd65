import { Controller, Delete, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#auth/actor.js';
import { sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { readTree } from '#http/request-body.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { recordAudit } from '#storage/audit.store.js';
import { Database, type Transaction } from '#storage/database.js';
import { auditedBy } from '#writes/audited-by.js';
import { Writes } from '#writes/writes.js';
import { ActivityVisibility } from './activity-visibility.js';
import { AssetLinks } from './asset-links.js';
import {
  ASSET_MEDIA_TYPES,
  ASSET_ROOT,
  ASSET_SHAPE,
  DOWNLOAD_BODY,
  DOWNLOADABLE_ASSET,
  LARGEST_ASSET_BODY_BYTES,
  MANAGE_FILES,
} from './asset.body.js';
import { altIdNotFound, ASSET_APP, readDownloadRequest } from './asset.rules.js';
import { isUploadOf, isUsableBy } from './attachment.rules.js';
import { AttachmentStore, type StoredAttachment } from './attachment.store.js';
import { BlobDeletions } from './blob-deletions.js';

const READ_FILES = ['core.filemgr.read'];

/** Uploaded files by altId: links to download them, and deleting (casemgr.md T-6). */
@Controller('core/filemgr/v3')
export class AssetController {
  constructor(
    private readonly database: Database,
    private readonly store: AttachmentStore,
    private readonly blobs: BlobDeletions,
    private readonly writes: Writes,
    private readonly links: AssetLinks,
    private readonly activities: ActivityVisibility,
    private readonly clock: Clock,
  ) {}

  @Post('assets/predownload')
  @Operation({
    id: 'generateDownloadAttachmentURL',
    summary: 'Get a link to download a file',
    tag: 'File Manager',
    action: 'Download files',
    actors: { user: READ_FILES, client: READ_FILES },
    body: { mediaTypes: ASSET_MEDIA_TYPES, root: ASSET_ROOT, schema: DOWNLOAD_BODY },
    answers: [
      {
        status: 200,
        description: 'The file, and where to download it within 30 minutes',
        root: ASSET_ROOT,
        schema: DOWNLOADABLE_ASSET,
      },
    ],
    errors: ['400-146', '400-147', '400-152', '400-194'],
  })
  async announceDownload(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = contextOf(request);
    const altId = await readAltId(request);
    const [attachment] = await this.store.findByAltIds(this.database, [altId]);
    if (!attachment || !(await this.mayDownload(attachment, context))) throw failureOf([altIdNotFound(altId)]);
    if (attachment.activityId !== null) {
      await this.activities.auditSecureFile(context, attachment.activityId, attachment.altId);
    }
    const { contentUrl } = await this.links.create('download', attachment.altId);
    const { fileName: name, contentType, size } = attachment;
    sendTree(reply, context.answerFormat, 200, ASSET_ROOT, {
      altId: attachment.altId,
      name,
      contentType,
      size,
      contentUrl,
    });
  }

  @Delete('app/:app/assets/:altid')
  @Operation({
    id: 'deleteAttachment',
    summary: 'Delete a file that is on no activity',
    tag: 'File Manager',
    action: 'Delete files',
    actors: { user: MANAGE_FILES, client: MANAGE_FILES },
    takesIdempotencyKey: true,
    answers: [{ status: 204, description: 'Deleted' }],
    errors: ['400-1017', '404-100', '404-110'],
  })
  async delete(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('app') app: string,
    @Param('altid') altId: string,
  ): Promise<void> {
    const context = contextOf(request);
    if (app !== ASSET_APP) throw new Failure('404-110', { name: app });
    await this.writes.perform(request, reply, undefined, async (transaction) => {
      const attachment = await this.requireOwn(transaction, altId, context.actor);
      if (!(await this.store.deleteUnattached(transaction, attachment.id))) throw new Failure('400-1017');
      await this.blobs.post(transaction, attachment.blobKey === null ? [] : [attachment.blobKey]);
      const entry = { ...auditedBy(context), action: 'delete', object: 'attachment', objectId: attachment.altId };
      recordAudit(transaction, { ...entry, detail: {} });
      return { status: 204 };
    });
  }

  /** On an activity, whoever sees the activity; before that, whoever may put the file on one. */
  private async mayDownload(attachment: StoredAttachment, context: RequestContext): Promise<boolean> {
    if (attachment.activityId === null) return isUsableBy(attachment, context.actor, this.clock.now());
    return (await this.activities.viewerOf(context, [attachment.activityId])) !== undefined;
  }

  private async requireOwn(transaction: Transaction, altId: string, actor: Actor): Promise<StoredAttachment> {
    const [attachment] = await this.store.findByAltIds(transaction, [altId]);
    if (!attachment || !isUploadOf(attachment.uploader, actor)) throw new Failure('404-100', { resource_id: altId });
    return attachment;
  }
}

async function readAltId(request: FastifyRequest): Promise<string> {
  const tree = await readTree(request, {
    root: ASSET_ROOT,
    shape: ASSET_SHAPE,
    maximumBytes: LARGEST_ASSET_BODY_BYTES,
    mediaTypes: ASSET_MEDIA_TYPES,
  });
  const read = readDownloadRequest(tree);
  if ('refusals' in read) throw failureOf(read.refusals);
  return read.altId;
}
