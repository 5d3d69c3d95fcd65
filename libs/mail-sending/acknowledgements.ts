import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addressKey } from '#email-address/email-address.rules.js';
import { MAIL_TO_ACKNOWLEDGE } from '#intake/mail-effects.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { CASE_TABLE } from '#record-key/record-key.rules.js';
import type { AliasId } from '#runtime/ids.js';
import { Clock } from '#runtime/clock.js';
import type { Transaction } from '#storage/database.js';
import { AcknowledgementStore } from './acknowledgement.store.js';
import { recipientFault } from './header-text.rules.js';
import { MailSending } from './mail-sending.js';
import { acknowledgement, localeOfLanguage } from './notices.rules.js';

/** Tells those who have opened a case by mail that it has come, where the account wants it (records-by-email.md RO-12). */
@Injectable()
export class Acknowledgements implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxWorker,
    private readonly store: AcknowledgementStore,
    private readonly sending: MailSending,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.on(MAIL_TO_ACKNOWLEDGE, (transaction, { objectId }) => this.acknowledge(transaction, objectId));
  }

  private async acknowledge(transaction: Transaction, activityId: string): Promise<void> {
    const mail = await this.store.findMail(transaction, activityId);
    const address = mail?.address ?? '';
    if (recipientFault(address) !== undefined || !mail) return;
    const { aliasId, caseId, messageId } = mail;
    if (caseId === null) return;
    if (!(await this.store.isFirstOfDay(transaction, addressKey(address), this.clock.now()))) return;
    await this.sending.queue(transaction, {
      kind: 'acknowledgement',
      record: { table: CASE_TABLE, id: caseId },
      activityId: undefined,
      aliasId: aliasId as AliasId,
      to: [address],
      cc: [],
      recipients: [address],
      ...acknowledgement(localeOfLanguage(mail.language)),
      html: undefined,
      files: [],
      inReplyTo: messageId ?? undefined,
      references: messageId === null ? [] : [messageId],
      automatic: 'auto-replied',
    });
  }
}
