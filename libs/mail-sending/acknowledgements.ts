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
import { acknowledgement, localeOfLanguage, recordAnswer, type Notice } from './notices.rules.js';
import type { MailKind, MailRecord } from './outgoing-mail.js';

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

/** What has become of a mail about a record. */
export type RecordAnswer =
  | { readonly outcome: 'created' | 'updated'; readonly record: MailRecord }
  | { readonly outcome: 'refused'; readonly record?: undefined };

/** Tells those who have written what has become of it, where the account wants it (records-by-email.md RO-12, RO-14). */
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

  /** In the transaction of what has become of it; the last that it does, as who was told today is locked until it ends. */
  async answer(transaction: Transaction, mail: AnsweredMail, { outcome, record }: RecordAnswer): Promise<void> {
    const kind = outcome === 'refused' ? 'refusal' : 'acknowledgement';
    await this.tell(transaction, mail, { kind, record, ...recordAnswer(localeOfLanguage(mail.language), outcome) });
  }

  private async acknowledge(transaction: Transaction, activityId: string): Promise<void> {
    const mail = await this.store.findMail(transaction, activityId);
    if (!mail) return;
    const { aliasId, address, language, messageId, caseId } = mail;
    if (caseId === null) return;
    await this.tell(
      transaction,
      { aliasId: aliasId as AliasId, address: address ?? '', language, messageId: messageId ?? undefined },
      {
        kind: 'acknowledgement',
        record: { table: CASE_TABLE, id: caseId },
        ...acknowledgement(localeOfLanguage(language)),
      },
    );
  }

  /** Whatever it says, at most one a day to an address. */
  private async tell(
    transaction: Transaction,
    { aliasId, address, messageId }: AnsweredMail,
    told: Notice & { readonly kind: MailKind; readonly record: MailRecord | undefined },
  ): Promise<void> {
    if (recipientFault(address) !== undefined) return;
    if (!(await this.store.isFirstOfDay(transaction, addressKey(address), this.clock.now()))) return;
    await this.sending.queue(transaction, {
      ...told,
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
}
