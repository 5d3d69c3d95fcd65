import { recordReference } from '#activities/email.view.js';
import { DATE, exactly, ID, listing, listOf, named, nullable, NUMBER, TEXT } from '#http/answer-schema.js';
import { CASE_TABLE } from '#record-key/record-key.rules.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { MAIL_KINDS } from './outgoing-mail.js';
import { MAIL_STATES, type ListedMail } from './outgoing-mail.store.js';

export const OUTGOING_PATH = '/core/mailmgr/v3/outgoing';

const LINKED = nullable(exactly({ link: listOf(named('Link')), id: ID }));
const ADDRESSES = nullable(exactly({ address: listOf(TEXT) }));

/** A mail that goes out: where to and how far it is, never what it says (records-by-email.md RO-2). */
export const OUTGOING_MAIL = exactly({
  link: listOf(named('Link')),
  kind: { enum: [...MAIL_KINDS] },
  state: { enum: [...MAIL_STATES] },
  department: exactly({ id: ID }),
  activity: LINKED,
  case: LINKED,
  record: nullable(exactly({ table: TEXT, link: listOf(named('Link')), id: ID })),
  internetMessageId: TEXT,
  envelope: exactly({ from: TEXT, to: ADDRESSES }),
  pending: ADDRESSES,
  refused: ADDRESSES,
  attempts: NUMBER,
  nextAttempt: nullable(DATE),
  error: nullable(TEXT),
  created: DATE,
  settled: nullable(DATE),
  id: ID,
});

const MAILS = listing('mail', named('OutgoingMail'));

export const OUTGOING_MAILS = {
  ...MAILS,
  properties: { ...(MAILS['properties'] as object), link: listOf(named('Link')) },
};

/** `tableName`: of the record that it is about, unless that is a case. */
export function outgoingMailView(mail: ListedMail, tableName: string | undefined): AnswerTree {
  return {
    link: [{ rel: 'self', href: `${OUTGOING_PATH}/${mail.id}` }],
    kind: mail.kind,
    state: mail.state,
    department: { id: mail.departmentId },
    activity: mail.activityId === null ? null : idAndLink('activity', mail.activityId),
    case: mail.table === CASE_TABLE && mail.recordId !== null ? idAndLink('case', mail.recordId) : null,
    record: tableName === undefined || mail.recordId === null ? null : recordReference(tableName, mail.recordId),
    internetMessageId: mail.messageId,
    envelope: { from: mail.sender, to: addresses(mail.recipients) },
    pending: addresses(mail.pending),
    refused: addresses(mail.refused),
    attempts: mail.attempts,
    nextAttempt: mail.state === 'waiting' ? mail.availableAt.toISOString() : null,
    error: mail.lastError,
    created: mail.createdAt.toISOString(),
    settled: mail.settledAt?.toISOString() ?? null,
    id: mail.id,
  };
}

function addresses(list: readonly string[]): AnswerTree {
  return list.length === 0 ? null : { address: [...list] };
}

function idAndLink(rel: string, id: string): AnswerTree {
  return { link: [{ rel, href: `/core/casemgr/v3/${rel}/${id}` }], id };
}
