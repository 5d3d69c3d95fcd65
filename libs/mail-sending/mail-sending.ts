import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { replyAddress, replyToken } from '#email-address/reply-address.rules.js';
import { inMessageId, inSubject, withoutRecordKeys } from '#record-key/find-record-keys.rules.js';
import { RecordKeys } from '#record-key/record-keys.js';
import { Clock } from '#runtime/clock.js';
import type { Transaction } from '#storage/database.js';
import { envelopeAddress } from './header-text.rules.js';
import type { MailRecord, NewMail } from './outgoing-mail.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';

const RANDOM_BYTES = 20;

interface Carried {
  readonly subjectKey: string;
  readonly headerKey: string;
  readonly messageKey: string;
  /** Undefined, both, where it would be too long. */
  readonly replyTo: string | undefined;
  readonly replyTokenHash: string | undefined;
}

/** The one way out for mail: whatever wants to send some writes it down here, with what it belongs to (RO-1). */
@Injectable()
export class MailSending {
  constructor(
    private readonly store: OutgoingMailStore,
    private readonly keys: RecordKeys,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
  ) {}

  /** The id of the mail, which is sent once the transaction is committed. */
  async queue(transaction: Transaction, mail: NewMail): Promise<string> {
    const snapshot = this.configuration.snapshot();
    const alias = snapshot.findAliasById(mail.aliasId);
    const department = snapshot.findDepartmentById(alias?.departmentId ?? '');
    if (!alias || !department) throw new Error(`Alias ${mail.aliasId} is not there`);
    const now = this.clock.now();
    const from = envelopeAddress(alias.emailAddress);
    const carried = mail.record && this.carriedBy(mail.record, from, mail.recipients);
    const random = randomBytes(RANDOM_BYTES).toString('hex');
    const subject = withoutRecordKeys(mail.subject);
    return this.store.queue(transaction, {
      kind: mail.kind,
      record: mail.record,
      activityId: mail.activityId ?? null,
      departmentId: department.id,
      aliasId: alias.id,
      sender: mail.automatic === undefined ? from : '',
      recipients: mail.recipients.map(envelopeAddress),
      replyTokenHash: carried?.replyTokenHash ?? null,
      recipientKeys: mail.recipients.map(addressKey),
      at: now,
      content: {
        from: { name: department.name, address: from },
        to: mail.to,
        cc: mail.cc,
        replyTo: carried?.replyTo ?? null,
        subject: carried ? `${subject} ${inSubject(carried.subjectKey)}`.trim() : subject,
        text: mail.text,
        html: mail.html ?? null,
        files: mail.files,
        date: now.toISOString(),
        messageId: `${carried ? inMessageId(carried.messageKey, random) : random}${from.slice(from.lastIndexOf('@'))}`,
        inReplyTo: mail.inReplyTo ?? null,
        references: mail.references,
        automatic: mail.automatic ?? null,
        recordKey: carried?.headerKey ?? null,
      },
    });
  }

  /** What ties a reply to the record (RK-1): a key for each place, and an address. */
  private carriedBy(record: MailRecord, from: string, [recipient, ...others]: readonly string[]): Carried {
    // A mail to several is one mail, and its key nobody's in particular.
    const keyed = {
      tableNumber: record.table,
      recordId: record.id,
      recipient: others.length === 0 ? recipient : undefined,
    };
    const token = replyToken(randomBytes(RANDOM_BYTES));
    const replyTo = replyAddress(from, token);
    return {
      subjectKey: this.keys.seal(keyed, 'subject'),
      headerKey: this.keys.seal(keyed, 'header'),
      messageKey: this.keys.seal(keyed, 'message-id'),
      replyTo,
      replyTokenHash: replyTo && replyTokenHash(token),
    };
  }
}

/** What is kept of the token of a reply address. */
export function replyTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
