import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { closeAfterAnswer } from '#http/close-after-answer.js';
import { judgeMediaType } from '#http/media-type.js';
import { PublicOperation } from '#http/operation.js';
import { readQuery } from '#http/query.js';
import { Failure } from '#runtime/errors/failure.js';
import { Logger } from '#runtime/logger.js';
import { Database } from '#storage/database.js';
import { AssetLinks } from './asset-links.js';
import { AttachmentStore, blobOf } from './attachment.store.js';
import { BlobStore } from './blob-store.js';
import { downloadHeaders } from './download-headers.js';
import { Uploads } from './uploads.js';

const OCTET_STREAM = 'application/octet-stream';

const WHY_PUBLIC = 'the signature in the URL is the permission';

/** The bytes of files, over signed links (casemgr.md T-2, T-6). */
@Controller('core/filemgr/v3/assets')
export class TransferController {
  constructor(
    private readonly links: AssetLinks,
    private readonly uploads: Uploads,
    private readonly database: Database,
    private readonly store: AttachmentStore,
    private readonly blobs: BlobStore,
    private readonly logger: Logger,
  ) {}

  @Post('upload')
  @PublicOperation({
    id: 'uploadAttachment',
    why: WHY_PUBLIC,
    summary: 'Upload the bytes of an announced file',
    tag: 'File Manager',
    query: [{ name: 'signature', description: 'Part of the `contentUrl` that preupload returned.' }],
    body: { mediaTypes: [OCTET_STREAM], schema: { type: 'string', format: 'binary' } },
    answers: [{ status: 201, description: 'The file can be attached to an activity' }],
    errors: ['400-152', '401-101', '415-100'],
  })
  async upload(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const altId = await this.admitUpload(request);
    await this.uploads.receive(altId, request.raw);
    reply.code(201).send();
  }

  @Get('download')
  @PublicOperation({
    id: 'getAttachment',
    why: WHY_PUBLIC,
    summary: 'Download the bytes of a file',
    tag: 'File Manager',
    query: [{ name: 'signature', description: 'Part of the `contentUrl` that predownload returned.' }],
    answers: [
      {
        status: 200,
        description: 'The file, as a download',
        schema: { type: 'string', format: 'binary' },
        mediaTypes: [OCTET_STREAM],
      },
    ],
    errors: ['401-101', '404-100'],
  })
  async download(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const altId = await this.links.verify('download', signatureOf(request));
    const [attachment] = await this.store.findByAltIds(this.database, [altId]);
    const blob = attachment && blobOf(attachment);
    if (!blob) throw new Failure('404-100', { resource_id: altId });
    const bytes = await this.blobs.read(blob);
    bytes.once('error', (error) => {
      this.logger.error({ err: error, altId, requestId: request.id }, 'a download broke off');
    });
    reply.headers(downloadHeaders({ ...attachment, contentType: sendable(attachment.contentType) })).send(bytes);
  }

  /** Nothing of the body is read before the signature and the type are known to be right. */
  private async admitUpload(request: FastifyRequest): Promise<string> {
    try {
      const altId = await this.links.verify('upload', signatureOf(request));
      judgeMediaType(request.sentContentType, [OCTET_STREAM]);
      return altId;
    } catch (error) {
      closeAfterAnswer(request.raw);
      throw error;
    }
  }
}

function signatureOf(request: FastifyRequest): string {
  return readQuery(request.raw.url ?? '').get('signature')?.[0] ?? '';
}

/** The type of a multipart part is whatever its sender wrote. */
function sendable(contentType: string): string {
  return /^[\x20-\x7e]+$/.test(contentType) ? contentType : OCTET_STREAM;
}
