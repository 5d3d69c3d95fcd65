import { randomUUID } from 'node:crypto';
import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorRecord, departmentsOf, type Actor } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { Operation, type OperationDescription } from '#http/operation.js';
import { readTree } from '#http/request-body.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { maximumEmailBytes } from '#settings/settings.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import type { WireTree } from '#wire/tree.js';
import { auditedBy } from '#writes/audited-by.js';
import { Writes } from '#writes/writes.js';
import { AssetLinks } from './asset-links.js';
import {
  ANNOUNCED_ASSET,
  ASSET_BODY,
  ASSET_MEDIA_TYPES,
  ASSET_ROOT,
  ASSET_SHAPE,
  LARGEST_ASSET_BODY_BYTES,
  MANAGE_FILES,
} from './asset.body.js';
import { ASSET_APP, ASSET_TYPE, readAnnouncement, type AssetAnnouncement } from './asset.rules.js';
import { AttachmentStore } from './attachment.store.js';

const PREUPLOAD = {
  tag: 'File Manager',
  action: 'Upload files',
  body: { mediaTypes: ASSET_MEDIA_TYPES, root: ASSET_ROOT, schema: ASSET_BODY },
  takesIdempotencyKey: true,
  answers: [
    {
      status: 200,
      description: 'altId, and where to upload the bytes within 30 minutes',
      root: ASSET_ROOT,
      schema: ANNOUNCED_ASSET,
    },
  ],
} satisfies Partial<OperationDescription>;

/** Announces a file: reserves its altId and says where to upload it (casemgr.md T-1, T-5). */
@Controller('core/filemgr/v3')
export class PreuploadController {
  constructor(
    private readonly configuration: ConfigurationCache,
    private readonly writes: Writes,
    private readonly store: AttachmentStore,
    private readonly links: AssetLinks,
    private readonly clock: Clock,
  ) {}

  @Post('department/:id/assets/preupload')
  @Operation({
    ...PREUPLOAD,
    id: 'generatePreUploadURL',
    summary: 'Announce a file of a department',
    actors: { user: MANAGE_FILES, client: MANAGE_FILES },
    errors: ['400-146', '400-147', '400-152', '404-100'],
  })
  async announceForDepartment(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') departmentId: string,
  ): Promise<void> {
    const { actor } = contextOf(request);
    const department = this.configuration.snapshot().findDepartmentById(departmentId);
    const isElsewhere = actor.kind === 'user' && departmentsOf(actor)?.every((id) => id !== departmentId) === true;
    if (!department?.active || isElsewhere) throw new Failure('404-100', { resource_id: departmentId });
    await this.answer(request, reply, departmentId);
  }

  /** A customer needs what creating the activity asks of it, and nothing more. */
  @Post('assets/preupload')
  @Operation({
    ...PREUPLOAD,
    id: 'generatePreUploadURLForCaller',
    summary: 'Announce a file; customers may, too',
    actors: { user: MANAGE_FILES, client: MANAGE_FILES, customer: ['core.casemgr.manage'] },
    errors: ['400-146', '400-147', '400-152'],
  })
  async announce(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { actor } = contextOf(request);
    await this.answer(request, reply, actor.kind === 'client' ? undefined : actor.departmentId);
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, departmentId: string | undefined): Promise<void> {
    const context = contextOf(request);
    const tree = await readTree(request, {
      root: ASSET_ROOT,
      shape: ASSET_SHAPE,
      maximumBytes: LARGEST_ASSET_BODY_BYTES,
      mediaTypes: ASSET_MEDIA_TYPES,
    });
    await this.writes.perform(request, reply, tree, async (transaction) => {
      const announcement = announcementIn(tree, this.configuration.snapshot());
      const altId = randomUUID();
      await this.reserve(transaction, altId, announcement, context.actor, departmentId);
      this.audit(transaction, context, altId, announcement);
      const { contentUrl, expiresAt } = await this.links.create('upload', altId);
      const body = { altId, name: announcement.name, contentUrl, signedUrlExpiry: expiresAt.toISOString() };
      return { status: 200, body: { root: ASSET_ROOT, tree: body } };
    });
  }

  /** Without the name, which may say whom the file is about. */
  private audit(
    transaction: Transaction,
    context: RequestContext,
    altId: string,
    { contentType, size }: AssetAnnouncement,
  ): void {
    const entry = { ...auditedBy(context), action: 'announce', object: 'attachment', objectId: altId };
    recordAudit(transaction, { ...entry, detail: { contentType, size } });
  }

  private async reserve(
    transaction: Transaction,
    altId: string,
    { name, contentType, size }: AssetAnnouncement,
    actor: Actor,
    departmentId: string | undefined,
  ): Promise<void> {
    await this.store.announce(transaction, {
      altId,
      app: ASSET_APP,
      type: ASSET_TYPE,
      fileName: name,
      contentType,
      size,
      uploader: actorRecord(actor),
      departmentId,
      createdAt: this.clock.now(),
    });
  }
}

function announcementIn(tree: WireTree, { settings }: PartitionSnapshot): AssetAnnouncement {
  const { blockedFileExtensions } = settings;
  const read = readAnnouncement(tree, { maximumBytes: maximumEmailBytes(settings), blockedFileExtensions });
  if ('refusals' in read) throw failureOf(read.refusals);
  return read.announcement;
}
