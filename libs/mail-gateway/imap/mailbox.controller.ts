import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { ADMINISTER_MAIL } from '../mail-access.js';
import { MAILBOXES } from '../mail.schema.js';
import { journalReaderOf } from '../message-query.js';
import { conditionOf, mailboxName, Mailboxes, type FollowedMailbox } from './mailboxes.js';

/** The mailboxes that are followed, and what is wrong with them (mail-gateway.md MD-2). */
@Controller('core/mailmgr/v3/mailbox')
export class MailboxController {
  constructor(private readonly mailboxes: Mailboxes) {}

  @Get()
  @Operation({
    ...ADMINISTER_MAIL,
    id: 'listMailboxes',
    summary: 'List the mailboxes that are followed, how far each has been read, and what is wrong with it.',
    tag: 'Mail',
    answers: [
      { status: 200, description: '`{ "mailbox": [ … ] }`', schema: MAILBOXES },
      { status: 204, description: 'There are none.' },
    ],
    errors: ['400-101'],
  })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { actor, answerFormat } = contextOf(request);
    const mailboxes = await this.mailboxes.list(journalReaderOf(actor).departmentIds);
    if (mailboxes.length === 0) return sendNothing(reply);
    return sendTree(reply, answerFormat, 200, 'mailboxes', { mailbox: mailboxes.map(mailboxView) });
  }
}

function mailboxView({ account, state }: FollowedMailbox): AnswerTree {
  return {
    account: { id: account.id },
    department: { id: account.alias.departmentId },
    name: mailboxName(account.imap),
    state: conditionOf(state),
    trouble: state?.trouble ?? null,
    failures: state?.failures ?? 0,
    retryAt: state?.retryAt?.toISOString() ?? null,
    uidValidity: state?.uidValidity ?? null,
    uid: state?.uid ?? null,
    notGiven: state && state.stuckUid !== null ? { uid: state.stuckUid, tries: state.stuckTries } : null,
  };
}
