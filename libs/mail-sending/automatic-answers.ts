import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { MAIL_TO_ACKNOWLEDGE } from '#intake/mail-effects.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { CASE_TABLE } from '#record-key/record-key.rules.js';
import { Clock } from '#runtime/clock.js';
import type { Transaction } from '#storage/database.js';
import { AcknowledgementStore } from './acknowledgement.store.js';
import { AnswerActivities } from './answer-activities.js';
import { answerNotice, type AnsweredMail, type MailAnswer } from './answer-notice.rules.js';
import { recipientFault } from './header-text.rules.js';
import { MailSending } from './mail-sending.js';

/** Tells those who have written what has become of it, where the account wants it (records-by-email.md RO-12, RO-14). */
@Injectable()
export class AutomaticAnswers implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxWorker,
    private readonly store: AcknowledgementStore,
    private readonly activities: AnswerActivities,
    private readonly sending: MailSending,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.on(MAIL_TO_ACKNOWLEDGE, (transaction, { objectId }) => this.answerInCase(transaction, objectId));
  }

  /**
   * In the transaction of what has become of it; the last that it does, as who was told today is locked until it ends. Whatever it
   * says, there is at most one a day to an address.
   */
  async answer(transaction: Transaction, mail: AnsweredMail, told: MailAnswer): Promise<void> {
    const { aliasId, address, messageId } = mail;
    const now = this.clock.now();
    if (recipientFault(address) !== undefined) return;
    if (!(await this.store.isFirstOfDay(transaction, addressKey(address), now))) return;
    const snapshot = this.configuration.snapshot();
    const notice = answerNotice(mail, told, snapshot, now);
    const about =
      told.answer === 'refused'
        ? ({ kind: 'refusal', record: undefined, activityId: undefined } as const)
        : ({
            kind: 'acknowledgement',
            record: told.record,
            activityId: await this.activities.add(transaction, mail, told, notice, snapshot, now),
          } as const);
    await this.sending.queue(transaction, {
      ...notice,
      ...about,
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
    const { aliasId, address, language, messageId, caseId, answer, customerId, contactId } = mail;
    await this.answer(
      transaction,
      { aliasId, address: address ?? '', language, messageId: messageId ?? undefined },
      { answer, record: { table: CASE_TABLE, id: caseId }, activity: { id: activityId, customerId, contactId } },
    );
  }
}
