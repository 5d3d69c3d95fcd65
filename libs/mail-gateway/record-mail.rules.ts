/** Which mail is about records of tables of their own, and what of it they care for: records-by-email.md RU-1, RI-4. */
import type { FieldOutcome, MailDetails } from '#activities/mail-details.js';
import type { MailAccount } from '#configuration/mail-account.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { CASES, CUSTOMERS } from '#inbound-accounts/inbound-account.js';
import { builtInTable } from '#record-mail/built-in-tables.rules.js';
import type { RecordAccount, RecordMail, RecordMailDecision } from '#record-mail/decide-record-mail.rules.js';
import { CASE_TABLE, CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import type { RecordTable } from '#record-tables/record-table.js';
import { toStorable } from '#wire/storable.rules.js';
import type { Outcome } from './journal.js';
import { isDaemon } from './parties.rules.js';
import { isAutomatic, isFromNobody, type ReadMail } from './read-mail.js';

/** The table of the record that a key names, when it is in use; `customer` at an account of customers only. */
export function tableOfKey({ reference, account }: ReadMail, snapshot: PartitionSnapshot): RecordTable | undefined {
  if (reference?.tableNumber === CUSTOMER_TABLE && account.table === CUSTOMERS) return tableNamed(CUSTOMERS, snapshot);
  const table = reference && snapshot.findRecordTableById(String(reference.tableNumber));
  return table?.active === true ? table : undefined;
}

/**
 * A key of a record leads there whatever account it comes to; a key of a case, or of a customer, leads to those first, and a mail
 * that then makes something new is looked at again (`decideMail`).
 */
export function isRecordMail(mail: ReadMail, snapshot: PartitionSnapshot): boolean {
  if (tableOfKey(mail, snapshot)) return true;
  const { account, reference } = mail;
  if (account.table === CASES) return false;
  return reference === undefined || ![CASE_TABLE, CUSTOMER_TABLE].includes(reference.tableNumber);
}

export function toRecordMail(mail: ReadMail, fromAddress: string): RecordMail {
  const { message, body, entry, parties, messageId } = mail;
  const unquoted = toStorable(message.unquotedText);
  const hasBody = body.text !== undefined || body.html !== undefined;
  const isBounce = message.bounce !== undefined && (entry.envelopeFrom ?? '') === '';
  return {
    parts: {
      fromName: parties.author?.name ?? '',
      fromAddress,
      to: message.to.map(({ address }) => address),
      cc: message.cc.map(({ address }) => address),
      subject: message.subject,
      date: message.date ?? entry.receivedAt,
      text: body.text ?? toStorable(message.htmlText) ?? '',
      html: body.html ?? '',
      messageId,
    },
    writtenText: unquoted ?? (hasBody ? undefined : ''),
    isAuthenticated: mail.isAuthenticated,
    isProven: mail.isSubmitted || mail.isDomainVerified,
    isAutomatic: isAutomatic(mail),
    isBounce,
    isAutomaticAnswer: isAutomatic(mail) && message.automatic === 'auto-replied',
    isFromDaemon: isFromNobody(mail) || isDaemon(fromAddress),
    releasedBy: entry.released ? { userId: entry.releasedBy ?? undefined } : undefined,
  };
}

export function toRecordAccount({ account }: ReadMail, snapshot: PartitionSnapshot): RecordAccount {
  const table = account.table === CASES ? undefined : tableNamed(account.table, snapshot);
  return {
    table: table?.active === true ? table : undefined,
    allowCreate: account.allowCreate,
    access: account.access,
    rules: account.records,
  };
}

function tableNamed(name: string, snapshot: PartitionSnapshot): RecordTable | undefined {
  return snapshot.findRecordTable(name) ?? builtInTable(name, snapshot.customAttributes);
}

/** The account that says who may write to records of a table and how: that of the mail, else the first of that table. */
export function accountOf(
  table: RecordTable,
  { account }: ReadMail,
  { mailAccounts }: PartitionSnapshot,
): MailAccount | undefined {
  return [account, ...mailAccounts].find((candidate) => candidate.table === table.name);
}

/** What the activity at a record says about the mail. */
export function recordMailDetails(
  mail: ReadMail,
  foundBy: MailDetails['foundBy'],
  remarks: readonly string[],
  fieldOutcomes: readonly FieldOutcome[],
  record: { readonly table: string; readonly id: string },
): MailDetails {
  return {
    messageId: mail.entry.id,
    internetMessageId: mail.message.messageId,
    foundBy,
    headerOutcomes: mail.headerOutcomes.map(({ header, outcome, reason }) =>
      outcome === 'applied'
        ? { header, outcome: 'unknown', reason: 'a record has nothing of this kind' }
        : { header, outcome, reason },
    ),
    fieldOutcomes,
    record,
    authentication: mail.authentication,
    senderVerified: mail.isAuthenticated,
    remarks,
  };
}

/** In a word, as the journal has it. What could not be read is `failed`, whatever else it is (mail-gateway.md MN-5). */
export function recordOutcomeOf(decision: RecordMailDecision, mail: ReadMail): Outcome {
  if (mail.fault !== undefined) return 'failed';
  const isNoted = isAutomatic(mail) || mail.message.bounce !== undefined;
  switch (decision.kind) {
    case 'create':
      return isNoted ? 'noted' : 'created';
    case 'update':
    case 'link':
      return isNoted ? 'noted' : 'updated';
    case 'hold':
      return 'held';
    case 'discard':
      return 'discarded';
    case 'note':
      return 'noted';
  }
}
