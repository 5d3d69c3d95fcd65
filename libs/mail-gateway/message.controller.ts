import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#auth/actor.js';
import { auditedBy } from '#writes/audited-by.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import type { Releaser } from '#record-mail/decide-record-mail.rules.js';
import { deniedIn } from '#records/record-access.js';
import { hasAllRights, rightsOfActor } from '#records/record-rights.rules.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { recordAudit } from '#storage/audit.store.js';
import { Database } from '#storage/database.js';
import { olderLink, singleChoice } from '#wire/collection-query.js';
import { HttpDoor, MAIL_TYPES } from './http-door.js';
import type { JournalRow } from './journal.js';
import { JournalStore } from './journal.store.js';
import { ADMINISTER_MAIL, SUBMIT_MAIL } from './mail-access.js';
import { MailExplainer } from './mail-explainer.js';
import { MailWorker } from './mail-worker.js';
import { JOURNAL_PARAMETERS, journalReaderOf, readJournalQuery } from './message-query.js';
import { MESSAGE_PATH, messageView } from './message.view.js';
import { MAIL, MAIL_EXPLANATION, MAILS } from './mail.schema.js';

const TAG = 'Mail';

const ACCOUNT_PARAMETER = {
  name: 'account',
  description: 'Id of the inbound account that the mail is for; that of an implicit one is the address of its alias.',
} as const;

const MAIL_BODY = {
  mediaTypes: MAIL_TYPES,
  schema: { type: 'string', format: 'binary' },
  description:
    'A mail as it is sent (RFC 5322). Its envelope is in the headers `X-Envelope-From` and `X-Envelope-To`. With `X-Mail-Door: pipe`, or `import` for old mail, it is passed on: whoever sends it does not stand behind it.',
} as const;

const MAIL_ERRORS = ['400-100', '400-101', '400-112', '400-152', '400-244', '400-264', '413-100', '415-100'] as const;

/** The HTTP door and the journal of mail (mail-gateway.md MD-3, MN-3, MN-4). */
@Controller('core/mailmgr/v3/message')
export class MessageController {
  constructor(
    private readonly door: HttpDoor,
    private readonly explainer: MailExplainer,
    private readonly journal: JournalStore,
    private readonly worker: MailWorker,
    private readonly configuration: ConfigurationCache,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Operation({
    ...SUBMIT_MAIL,
    id: 'submitMessage',
    summary: 'Hand a raw mail over; it is kept when the answer comes, and becomes an activity right afterwards.',
    tag: TAG,
    query: [ACCOUNT_PARAMETER],
    body: MAIL_BODY,
    answers: [{ status: 201, description: 'Kept. `Location` is the path of the mail in the journal.' }],
    errors: [...MAIL_ERRORS, '503-100'],
  })
  async submit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const id = await this.door.receive(request, contextOf(request));
    return reply.code(201).header('location', `${MESSAGE_PATH}/${id}`).send();
  }

  @Post('explain')
  @HttpCode(200)
  @Operation({
    ...SUBMIT_MAIL,
    id: 'explainMessage',
    summary: 'Tell what would become of a raw mail, and why; nothing is written.',
    tag: TAG,
    query: [ACCOUNT_PARAMETER],
    body: MAIL_BODY,
    answers: [
      {
        status: 200,
        description: 'Outcome, reason, customer, case and how it was found, each x-desk header with its outcome.',
        root: 'explanation',
        schema: MAIL_EXPLANATION,
      },
    ],
    errors: [...MAIL_ERRORS, '503-100'],
  })
  async explain(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const explanation = await this.explainer.explain(await this.door.readAll(request, context));
    return sendTree(reply, context.answerFormat, 200, 'explanation', explanation);
  }

  @Get()
  @Operation({
    ...ADMINISTER_MAIL,
    id: 'listMessages',
    summary: 'List what came in by mail and what became of it, the newest first.',
    tag: TAG,
    query: JOURNAL_PARAMETERS,
    answers: [
      {
        status: 200,
        description: '`{ "message": [ … ], "link": [ … ] }`; the link `next` leads to older ones.',
        schema: MAILS,
      },
      { status: 204, description: 'There are none.' },
    ],
    errors: ['400-101', '400-102', '400-244'],
  })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { actor, query, answerFormat } = contextOf(request);
    const { limit, ...filter } = readJournalQuery(query);
    const rows = await this.journal.list(journalReaderOf(actor), filter, limit + 1);
    if (rows.length === 0) return sendNothing(reply);
    const shown = rows.slice(0, limit);
    const next = rows.length > limit ? [olderLink(MESSAGE_PATH, query, shown.at(-1)?.id ?? '')] : [];
    return sendTree(reply, answerFormat, 200, 'messages', { message: shown.map(messageView), link: next });
  }

  @Get(':id')
  @Operation({
    ...ADMINISTER_MAIL,
    id: 'getMessage',
    summary: 'Read where a mail came from and what became of it.',
    tag: TAG,
    answers: [{ status: 200, description: 'The mail.', root: 'message', schema: MAIL }],
    errors: ['400-101', '404-100'],
  })
  async get(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    return sendTree(reply, context.answerFormat, 200, 'message', messageView(await this.find(context, id)));
  }

  @Post(':id/replay')
  @HttpCode(202)
  @Operation({
    ...ADMINISTER_MAIL,
    id: 'replayMessage',
    summary: 'Process a mail again that has not become an activity; one that has stays as it is.',
    tag: TAG,
    query: [
      {
        name: 'release',
        description:
          '`yes`: somebody has looked at it. From now on neither a loop nor who may open a case or write to one is looked at, as far as the caller may do so itself.',
      },
    ],
    answers: [
      { status: 202, description: 'The mail; it is processed right afterwards.', root: 'message', schema: MAIL },
      {
        status: 200,
        description: 'The mail, as it is: it has become an activity, or has not been processed yet.',
        root: 'message',
        schema: MAIL,
      },
    ],
    errors: ['400-101', '400-102', '403-178', '404-100'],
  })
  async replay(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const isReleased = singleChoice(context.query, 'release', ['yes']) !== undefined;
    const { id: messageId, account } = await this.find(context, id);
    const release = isReleased ? this.releaseOf(context.actor, account) : undefined;
    const isDue = await this.replayAudited(context, messageId, release);
    const row = await this.find(context, messageId);
    if (isDue) this.worker.wake();
    return sendTree(reply, context.answerFormat, isDue ? 202 : 200, 'message', messageView(row));
  }

  /** Whoever may write no record of a table lets no mail into it (records-by-email.md RU-3). */
  private releaseOf(actor: Actor, account: string): Releaser {
    const snapshot = this.configuration.snapshot();
    const table = snapshot.findRecordTable(snapshot.findMailAccount(account)?.table ?? '');
    const rights = table && rightsOfActor(actor, table, snapshot.groups);
    if (table && !rights?.create && !rights?.update) throw deniedIn(table, 'create');
    return { userId: actor.kind === 'customer' || !hasAllRights(actor) ? actor.id : undefined };
  }

  private async replayAudited(context: RequestContext, id: string, release: Releaser | undefined): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      if (!(await this.journal.replay(transaction, id, release, this.clock.now()))) return false;
      recordAudit(transaction, {
        ...auditedBy(context),
        action: 'replay',
        object: 'mailMessage',
        objectId: id,
        detail: { release: release !== undefined },
      });
      return true;
    });
  }

  /** Another department's mail is one that does not exist. */
  private async find({ actor }: RequestContext, id: string): Promise<JournalRow> {
    const row = isDatabaseKey(id) ? await this.journal.find(journalReaderOf(actor), id) : undefined;
    if (!row) throw new Failure('404-100', { resource_id: id.slice(0, 100) });
    return row;
  }
}
