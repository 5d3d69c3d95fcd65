import { customerNameOf, customerPath } from '#customers/customer.view.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import type { Reader } from './activity-visibility.js';
import type { ActivityRow, EmailRow } from './activity.store.js';
import type { ActivityViewing } from './activity-viewing.js';
import type { MailDetails } from './mail-details.js';
import { nameView } from './party.view.js';

/** `payload.email` of an activity; its content only where a single one is shown (casemgr.md ). */
export function emailView(
  row: ActivityRow,
  email: EmailRow,
  { reader, snapshot, withContent }: Pick<ActivityViewing, 'reader' | 'snapshot' | 'withContent'>,
): AnswerTree {
  const { messageCenterId } = row;
  const alias = snapshot.findAliasById(row.aliasId ?? '');
  return {
    hasDraft: row.mode === 'outbound' && row.status === 'assigned',
    leaveOpen: false,
    escalated: false,
    outboundFailed: row.mode === 'outbound' && row.substatus === 'error',
    // E-6: an activity that came by message center alone shows no alias.
    alias: alias ? { name: alias.name, value: alias.emailAddress, id: alias.id } : null,
    messageCenter: messageCenterId === null ? null : { id: messageCenterId },
    date: { date: new Date(email.sentAt).toISOString() },
    ...(withContent && { content: contentView(email) }),
    emailAddresses: {
      from: email.fromAddress,
      receiver: email.receiverAddress,
      to: addressList(email.toAddresses),
      cc: addressList(email.ccAddresses),
      replyTo: addressList(email.replyToAddress === null ? [] : [email.replyToAddress]),
    },
    sentBy: sentByView(row, reader),
    ...(email.mail && mailView(email.mail, reader)),
    id: row.id,
  };
}

/** Of what came by mail. What is found out about a sender is for those who work with it. */
function mailView(mail: MailDetails, reader: Reader): Readonly<Record<string, AnswerTree>> {
  if (reader.kind === 'customer') return {};
  const {
    messageId,
    internetMessageId,
    foundBy,
    reported,
    headerOutcomes,
    fieldOutcomes = [],
    remarks,
    authentication,
    senderVerified,
    record,
  } = mail;
  return {
    mailMessage: { link: { rel: 'mailMessage', href: `/core/mailmgr/v3/message/${messageId}` }, id: messageId },
    internetMessageId: internetMessageId ?? null,
    foundBy,
    reported: reported ? { ...reported } : null,
    headerOutcomes: headerOutcomes.map(({ header, outcome, reason }) => ({ header, outcome, reason: reason ?? null })),
    fieldOutcomes: fieldOutcomes.map(({ field, label, outcome, reason }) => ({
      field,
      label,
      outcome,
      reason: reason ?? null,
    })),
    record: record ? recordReference(record.table, record.id) : null,
    senderVerified: senderVerified ?? null,
    authentication: (authentication as AnswerTree | undefined) ?? null,
    remarks: [...remarks],
  };
}

/** A record by the name of its table, `customer` too. */
export function recordReference(table: string, id: string): AnswerTree {
  const manager = table === 'customer' ? '/core/customermgr/v3/customers' : `/core/recordmgr/v3/${table}`;
  return { table, link: [{ rel: 'record', href: `${manager}/${id}` }], id };
}

function contentView({ contentText = null, contentHtml = null }: EmailRow): AnswerTree {
  return contentText === null && contentHtml === null ? null : { text: contentText, html: contentHtml };
}

function addressList(address: readonly string[]): AnswerTree {
  return address.length === 0 ? null : { address };
}

/** C-4: who sent it for the customer. */
function sentByView({ sentBy }: ActivityRow, reader: Reader): AnswerTree {
  if (!sentBy) return null;
  const link = reader.kind === 'customer' ? {} : { link: [{ rel: 'customer', href: customerPath(sentBy.id) }] };
  return {
    customer: {
      ...link,
      customerName: customerNameOf(sentBy.customerName, sentBy),
      contacts: { contact: [nameView(sentBy)] },
      id: sentBy.id,
    },
  };
}
