import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityVisibility } from '#attachments/activity-visibility.js';
import { BlobStore } from '#attachments/blob-store.js';
import { downloadHeaders } from '#attachments/download-headers.js';
import { auditedBy } from '#writes/audited-by.js';
import { sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { Logger } from '#runtime/logger.js';
import { recordReadings } from '#storage/audit.store.js';
import { Database } from '#storage/database.js';
import { JournalStore, type StoredRawMail } from './journal.store.js';
import { ADMINISTER_MAIL } from './mail-access.js';
import { MailExplainer } from './mail-explainer.js';
import { MAIL_EXPLANATION } from './mail.schema.js';
import { journalReaderOf } from './message-query.js';

const RAW_TYPE = 'message/rfc822';

/** Mails as they came: to look at, and what would become of them (mail-gateway.md MN-4, MD-6). */
@Controller('core/mailmgr/v3/message/:id')
export class RawMessageController {
  constructor(
    private readonly journal: JournalStore,
    private readonly explainer: MailExplainer,
    private readonly activities: ActivityVisibility,
    private readonly blobs: BlobStore,
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  @Post('explain')
  @HttpCode(200)
  @Operation({
    ...ADMINISTER_MAIL,
    id: 'explainKeptMessage',
    summary: 'Tell what would become of a mail of the journal if it were processed now, and why; nothing is written.',
    tag: 'Mail',
    answers: [
      {
        status: 200,
        description: 'Outcome, reason, customer, case and how it was found, each x-desk header with its outcome.',
        root: 'explanation',
        schema: MAIL_EXPLANATION,
      },
    ],
    errors: ['400-101', '404-100'],
  })
  async explain(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const explanation = await this.explainer.explainKept(await this.find(context, id));
    return sendTree(reply, context.answerFormat, 200, 'explanation', explanation);
  }

  @Get('raw')
  @Operation({
    ...ADMINISTER_MAIL,
    id: 'getRawMessage',
    summary: 'Download a mail as it came.',
    tag: 'Mail',
    answers: [
      {
        status: 200,
        description: 'The mail, as a download.',
        schema: { type: 'string', format: 'binary' },
        mediaTypes: [RAW_TYPE],
      },
    ],
    errors: ['400-101', '404-100'],
  })
  async download(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const mail = await this.find(context, id);
    const bytes = await this.bytesOf(mail);
    bytes.once('error', (error) => {
      this.logger.error({ err: error, id, requestId: request.id }, 'a download of a mail broke off');
    });
    await this.audit(context, id, mail);
    return reply
      .headers(downloadHeaders({ fileName: `mail-${id}.eml`, contentType: RAW_TYPE, size: mail.size }))
      .send(bytes);
  }

  /** Whoever may not see the activity may not see the mail that it was made of. */
  private async find(context: RequestContext, id: string): Promise<StoredRawMail> {
    const mail = isDatabaseKey(id) ? await this.journal.findRaw(journalReaderOf(context.actor), id) : undefined;
    const isVisible =
      mail !== undefined &&
      (mail.activityId === undefined || (await this.activities.viewerOf(context, [mail.activityId])) !== undefined);
    if (!isVisible) throw new Failure('404-100', { resource_id: id.slice(0, 100) });
    return mail;
  }

  private async bytesOf({ content, blobKey, size, sha256 }: StoredRawMail): Promise<Readable> {
    return content === undefined ? this.blobs.read({ key: blobKey ?? '', size, sha256 }) : Readable.from([content]);
  }

  /** Before it is shown (AUD-4). */
  private async audit(context: RequestContext, id: string, { activityId }: StoredRawMail): Promise<void> {
    const detail = activityId === undefined ? {} : { activityId };
    const entry = { ...auditedBy(context), action: 'read', object: 'mailMessage', objectId: id, detail };
    await recordReadings(this.database, [entry]);
  }
}
