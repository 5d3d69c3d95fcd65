import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addressKey } from '#email-address/email-address.rules.js';
import type { AccountAnswer } from '#inbound-accounts/inbound-account.js';
import { MAIL_TO_ACKNOWLEDGE } from '#intake/mail-effects.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { CASE_TABLE } from '#record-key/record-key.rules.js';
import type { AliasId } from '#runtime/ids.js';
import { Clock } from '#runtime/clock.js';
import type { Transaction } from '#storage/database.js';
import { AcknowledgementStore } from './acknowledgement.store.js';
import { recipientFault } from './header-text.rules.js';
import { MailSending } from './mail-sending.js';
import { automaticAnswer, localeOfLanguage } from './notices.rules.js';
import type { MailRecord } from './outgoing-mail.js';

/** A mail whose sender is told what has become of it. */
export interface AnsweredMail {
  readonly aliasId: AliasId;
  /** Who has written it. */
  readonly address: string;
  /** BCP 47. */
  readonly language: string;
  /** Its own, without `<>`. */
  readonly messageId: string | undefined;
}

/** What has become of a mail; of a refused one there is no record. */
export type MailAnswer =
  | { readonly answer: Exclude<AccountAnswer, 'refused'>; readonly record: MailRecord }
  | { readonly answer: 'refused'; readonly record?: undefined };

/** Tells those who have written what has become of it, where the account wants it (records-by-email.md RO-12, RO-14). */
@Injectable()
export class AutomaticAnswers implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxWorker,
    private readonly store: AcknowledgementStore,
    private readonly sending: MailSending,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.on(MAIL_TO_ACKNOWLEDGE, (transaction, { objectId }) => this.answerInCase(transaction, objectId));
  }

  /**
   * In the transaction of what has become of it; the last that it does, as who was told today is locked until it ends. Whatever it
   * says, there is at most one a day to an address.
   */
  async answer(transaction: Transaction, mail: AnsweredMail, { answer, record }: MailAnswer): Promise<void> {
    const { aliasId, address, language, messageId } = mail;
    if (recipientFault(address) !== undefined) return;
    if (!(await this.store.isFirstOfDay(transaction, addressKey(address), this.clock.now()))) return;
    await this.sending.queue(transaction, {
      ...automaticAnswer(localeOfLanguage(language), answer, record?.table === CASE_TABLE),
      kind: answer === 'refused' ? 'refusal' : 'acknowledgement',
      record,
      activityId: undefined,
      aliasId,
      to: [address],
      cc: [],
      recipients: [address],
      html: undefined,
      files: [],
      inReplyTo: messageId,
      references: messageId === undefined ? [] : [messageId],
      automatic: 'auto-replied',
    });
  }

  private async answerInCase(transaction: Transaction, activityId: string): Promise<void> {
    const mail = await this.store.findMail(transaction, activityId);
    if (!mail) return;
    const { aliasId, address, language, messageId, caseId, answer } = mail;
    await this.answer(
      transaction,
      { aliasId, address: address ?? '', language, messageId: messageId ?? undefined },
      { answer, record: { table: CASE_TABLE, id: caseId } },
    );
  }
}
