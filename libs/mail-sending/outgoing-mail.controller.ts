import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityChangeStore } from '#activities/activity-change.store.js';
import { activityState, ACTIVITY_TABLE, columnsOfState, nextState } from '#activities/status-table.rules.js';
import { actorRecord, departmentsOf, type Actor } from '#auth/actor.js';
import { MANAGE_PARTITION_RESOURCES } from '#auth/scopes.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation, type OperationDescription } from '#http/operation.js';
import type { QueryValues } from '#http/query.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { CUSTOMERS } from '#inbound-accounts/inbound-account.js';
import { CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { olderLink, readCollectionQuery, singleChoice, singleValue } from '#wire/collection-query.js';
import { pathIdsNotFound } from '#wire/path-ids.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { auditedBy } from '#writes/audited-by.js';
import { Writes } from '#writes/writes.js';
import {
  MAIL_STATES,
  OutgoingMailStore,
  type ListedMail,
  type MailFilter,
  type MailReader,
} from './outgoing-mail.store.js';
import { OUTGOING_MAIL, OUTGOING_MAILS, OUTGOING_PATH, outgoingMailView } from './outgoing-mail.view.js';

const MANAGE = ['core.mailmgr.manage'];

const ADMINISTERED = {
  tag: 'Mail',
  actors: { user: MANAGE, client: MANAGE },
  privilege: MANAGE_PARTITION_RESOURCES,
  action: 'Administer outgoing mail',
} satisfies Partial<OperationDescription>;

const SCHEMAS = { OutgoingMail: OUTGOING_MAIL };

/** What goes out by mail, and sending it again (records-by-email.md RO-2, RO-4). */
@Controller('core/mailmgr/v3/outgoing')
export class OutgoingMailController {
  constructor(
    private readonly store: OutgoingMailStore,
    private readonly configuration: ConfigurationCache,
    private readonly activities: ActivityChangeStore,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operation({
    ...ADMINISTERED,
    id: 'listOutgoingMails',
    summary: 'List mail that is to go out or did, the newest first.',
    query: [
      { name: 'state', description: '`waiting`, `sent` or `failed`.' },
      { name: 'activityID', description: 'The mails that an activity is sent as.' },
      { name: 'before', description: 'Only mails older than this id; how the link `next` goes on.' },
      { name: '$pagesize', description: 'Items of one page, 1 to 75; 25 when left out.' },
    ],
    schemas: SCHEMAS,
    answers: [
      {
        status: 200,
        description: '`{ "mail": [ … ], "link": [ … ] }`; the link `next` leads to older ones.',
        schema: OUTGOING_MAILS,
      },
      { status: 204, description: 'There are none.' },
    ],
    errors: ['400-101', '400-102', '400-244'],
  })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { actor, query, answerFormat } = contextOf(request);
    const { limit } = readCollectionQuery(query, ['id']);
    const mails = await this.store.list(readerOf(actor), readFilter(query), limit + 1);
    if (mails.length === 0) return sendNothing(reply);
    const shown = mails.slice(0, limit);
    const next = mails.length > limit ? [olderLink(OUTGOING_PATH, query, shown.at(-1)?.id ?? '')] : [];
    return sendTree(reply, answerFormat, 200, 'mails', { mail: shown.map((mail) => this.viewOf(mail)), link: next });
  }

  @Get(':id')
  @Operation({
    ...ADMINISTERED,
    id: 'getOutgoingMail',
    summary: 'Read how far a mail that goes out is.',
    schemas: SCHEMAS,
    answers: [{ status: 200, description: 'The mail.', schema: OUTGOING_MAIL }],
    errors: ['400-101', '404-100'],
  })
  async get(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    return sendTree(reply, context.answerFormat, 200, 'mail', this.viewOf(await this.find(context, id)));
  }

  @Post(':id/replay')
  @HttpCode(204)
  @Operation({
    ...ADMINISTERED,
    id: 'replayOutgoingMail',
    summary: 'Send a failed mail again to those who have not got it, under its Message-ID.',
    takesIdempotencyKey: true,
    answers: [
      { status: 204, description: 'It will be sent, also if it is waiting anyway; what was sent stays as it is.' },
    ],
    errors: ['400-101', '400-203', '404-100'],
  })
  async replay(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    await refuseBody(request);
    const mail = await this.find(context, id);
    return this.writes.perform(request, reply, undefined, async (transaction) => {
      const replayed = await this.store.replay(transaction, mail.id, this.clock.now());
      if (!replayed) return { status: 204 };
      if (replayed.activityId !== null) await this.sendActivityAgain(transaction, replayed.activityId, context);
      audit(transaction, context, 'replay', mail.id);
      return { status: 204 };
    });
  }

  @Delete(':id/replyaddress')
  @Operation({
    ...ADMINISTERED,
    id: 'revokeReplyAddress',
    summary:
      'Make the address at which replies to a mail come back worthless; such replies are then mail like any other.',
    takesIdempotencyKey: true,
    answers: [{ status: 204, description: 'It is worthless now, also if it was before, or the mail has none.' }],
    errors: ['400-101', '400-203', '404-100'],
  })
  async revoke(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    await refuseBody(request);
    const mail = await this.find(context, id);
    return this.writes.perform(request, reply, undefined, async (transaction) => {
      const isRevoked = await this.store.revokeReplyAddress(transaction, mail.id, this.clock.now());
      if (isRevoked) audit(transaction, context, 'revoke reply address', mail.id);
      return { status: 204 };
    });
  }

  private viewOf(mail: ListedMail): AnswerTree {
    const isCustomer = mail.table === CUSTOMER_TABLE;
    const table = isCustomer ? CUSTOMERS : this.configuration.snapshot().findRecordTableById(String(mail.table))?.name;
    return outgoingMailView(mail, table);
  }

  private async find({ actor }: RequestContext, id: string): Promise<ListedMail> {
    const [mail] = isDatabaseKey(id) ? await this.store.list(readerOf(actor), { id }, 1) : [];
    if (!mail) throw pathIdsNotFound([id]);
    return mail;
  }

  /** People see it on its way again, unless they have done something else with it meanwhile. */
  private async sendActivityAgain(transaction: Transaction, id: string, { actor }: RequestContext): Promise<void> {
    const [activity] = await this.activities.lock(transaction, { kind: 'partition' }, [id]);
    const next = activity && nextState(ACTIVITY_TABLE, 'sendAgain', activityState(activity));
    if (next === undefined) return;
    const modification = { by: actorRecord(actor), at: this.clock.now() };
    await this.activities.change(transaction, [id], columnsOfState(next), modification);
  }
}

function audit(transaction: Transaction, context: RequestContext, action: string, objectId: string): void {
  recordAudit(transaction, { ...auditedBy(context), action, object: 'outgoingMail', objectId, detail: {} });
}

/** A department's user sees what goes out for the departments that it works in. */
function readerOf(actor: Actor): MailReader {
  return { departmentIds: actor.kind === 'user' ? departmentsOf(actor) : undefined };
}

function readFilter(query: QueryValues): MailFilter {
  const [activityId, beforeId] = ['activityID', 'before'].map((name) => readKey(query, name));
  return { state: singleChoice(query, 'state', MAIL_STATES), activityId, beforeId };
}

function readKey(query: QueryValues, name: string): string | undefined {
  const text = singleValue(query, name);
  if (text !== undefined && !isDatabaseKey(text)) throw new Failure('400-244', { query_parameter: name });
  return text;
}
