/** What an automatic answer says: in the words of the account, else in ours (records-by-email.md RO-12, RO-15). */
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { filledTemplate, templateFor } from '#inbound-accounts/answer-template.rules.js';
import { CASES, CUSTOMERS, type AccountAnswer } from '#inbound-accounts/inbound-account.js';
import { CASE_TABLE, CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import type { AliasId } from '#runtime/ids.js';
import { automaticAnswer, localeOfLanguage, type Notice } from './notices.rules.js';
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

/** What a mail has made, or was added to. */
export interface ToldAnswer {
  readonly answer: Exclude<AccountAnswer, 'refused'>;
  readonly record: MailRecord;
  /** What the mail has become, and whose it is; null: a record's of a table. */
  readonly activity: { readonly id: string; readonly customerId: string | null; readonly contactId: string | null };
}

/** What has become of a mail; of a refused one there is nothing to show. */
export type MailAnswer = ToldAnswer | { readonly answer: 'refused' };

/** Ours are in the language of the mail; a template may be in another one. */
const LAST_LANGUAGE = 'en';

export function answerNotice(
  { aliasId, language }: Pick<AnsweredMail, 'aliasId' | 'language'>,
  told: MailAnswer,
  snapshot: PartitionSnapshot,
  at: Date,
): Notice {
  const { answer } = told;
  const record = told.answer === 'refused' ? undefined : told.record;
  const account = snapshot.mailAccounts.find(({ alias }) => alias.id === aliasId);
  const languages = [language, snapshot.settings.defaultLanguage, LAST_LANGUAGE];
  const template = account && templateFor(account.templates, answer, languages);
  if (!template) return automaticAnswer(localeOfLanguage(language), answer, record?.table === CASE_TABLE);
  const date = new Intl.DateTimeFormat(template.language, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  const values = new Map([
    ['department', snapshot.findDepartmentById(account.alias.departmentId)?.name ?? ''],
    ['address', account.alias.emailAddress],
    ['date', date],
    ...(record ? valuesOfRecord(record, snapshot) : []),
  ]);
  return filledTemplate(template, values);
}

function valuesOfRecord({ table, id }: MailRecord, snapshot: PartitionSnapshot): [string, string][] {
  return [
    ['number', id],
    ['table', labelOf(table, snapshot)],
  ];
}

/** Those that are built in have no label. */
function labelOf(table: number, snapshot: PartitionSnapshot): string {
  if (table === CASE_TABLE) return CASES;
  return table === CUSTOMER_TABLE ? CUSTOMERS : (snapshot.findRecordTableById(String(table))?.label ?? '');
}
