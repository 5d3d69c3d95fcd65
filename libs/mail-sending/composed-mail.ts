import { Injectable } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { AliasId } from '#runtime/ids.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import type { Transaction } from '#storage/database.js';
import { recipientsOf, type Composition } from './compose.rules.js';
import { ComposeStore } from './compose.store.js';
import { bodyOf, withHistory, type MailBody } from './history.rules.js';
import { MailSending } from './mail-sending.js';
import { localeOfLanguage, notification } from './notices.rules.js';
import type { MailRecord, NewMail } from './outgoing-mail.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';

/** Message-IDs of earlier mails that a mail refers to. */
const MOST_REFERENCES = 10;

/** A mail of an agent that is to go out. */
interface ComposedActivity {
  readonly id: string;
  readonly record: MailRecord;
  readonly answeredId: string | null;
  readonly composition: Composition;
}

/** Makes of what an agent has written the mails that go out: one with what it answers, and one without (RO-5, RO-7). */
@Injectable()
export class ComposedMail {
  constructor(
    private readonly sending: MailSending,
    private readonly store: ComposeStore,
    private readonly mails: OutgoingMailStore,
    private readonly configuration: ConfigurationCache,
    private readonly server: ServerConfiguration,
  ) {}

  async queue(transaction: Transaction, activity: ComposedActivity): Promise<void> {
    const { composition, record } = activity;
    const recipients = recipientsOf(composition);
    if (composition.isSecure) {
      await this.queueTo(transaction, activity, recipients, this.noticeOf(activity));
      return;
    }
    const answered = activity.answeredId && (await this.store.readAnswered(transaction, activity.answeredId));
    const body = bodyOf(composition.text, composition.html);
    const files = await this.store.filesOf(transaction, activity.id);
    const mail = { kind: 'answer' as const, subject: composition.subject, files };
    if (!answered) {
      await this.queueTo(transaction, activity, recipients, { ...mail, ...body });
      return;
    }
    const table = this.configuration.snapshot().findRecordTableById(String(record.table));
    const addressFields = (table?.fields ?? []).filter(({ active, type }) => active && type === 'email');
    const names = addressFields.map(({ name }) => name);
    const keys = await this.store.participants(transaction, record, recipients.map(addressKey), names);
    const full: MailBody = withHistory(body, answered, localeOfLanguage(composition.language));
    const isParticipant = (address: string) => keys.has(addressKey(address));
    const [known, strangers] = [
      recipients.filter(isParticipant),
      recipients.filter((address) => !isParticipant(address)),
    ];
    const inReplyTo = answered.messageId ?? undefined;
    await this.queueTo(transaction, activity, known, { ...mail, ...full, inReplyTo });
    await this.queueTo(transaction, activity, strangers, { ...mail, ...body, inReplyTo });
  }

  private async queueTo(
    transaction: Transaction,
    { id, record, composition }: ComposedActivity,
    recipients: readonly string[],
    mail: Pick<NewMail, 'kind' | 'subject' | 'text' | 'html' | 'files'> & { readonly inReplyTo?: string | undefined },
  ): Promise<void> {
    const [first, ...others] = recipients;
    if (first === undefined) return;
    const earlier = await this.mails.latestMessageIds(transaction, record, MOST_REFERENCES);
    const { inReplyTo } = mail;
    await this.sending.queue(transaction, {
      ...mail,
      record,
      activityId: id,
      aliasId: composition.aliasId as AliasId,
      to: composition.to,
      cc: composition.cc,
      recipients: [first, ...others],
      inReplyTo,
      references: inReplyTo === undefined ? earlier : [...earlier.filter((one) => one !== inReplyTo), inReplyTo],
      automatic: mail.kind === 'notification' ? 'auto-generated' : undefined,
    });
  }

  private noticeOf({ id, composition }: ComposedActivity) {
    const { secureMessageUrl } = this.configuration.snapshot().settings;
    const template = secureMessageUrl || `${this.server.publicUrl}/core/casemgr/v3/activity/{activityId}`;
    const notice = notification(localeOfLanguage(composition.language), template.replaceAll('{activityId}', id));
    return { ...notice, kind: 'notification' as const, html: undefined, files: [] };
  }
}
