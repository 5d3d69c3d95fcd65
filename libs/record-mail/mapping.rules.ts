/** Which part of a mail goes into which field of a new record: records-by-email.md RI-6. */
import type { RecordMapping } from '#inbound-accounts/inbound-account.js';
import { findField, type RecordField, type RecordFieldType, type RecordTable } from '#record-tables/record-table.js';
import { LONGEST_LONG_TEXT, LONGEST_TEXT, readWrittenValue, type ReadValue } from '#records/field-value.rules.js';
import { withoutRecordKeys } from '#record-key/find-record-keys.rules.js';
import type { FieldReader } from './built-in-tables.rules.js';

/** What of a mail can be put into a field. */
export interface MailParts {
  readonly fromName: string;
  readonly fromAddress: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly date: Date;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
}

const TEXTS: readonly RecordFieldType[] = ['text', 'longText', 'appendOnly'];

/** What a field must be for a part of a mail to fit in. */
export const FIELD_TYPES_OF_PARTS: Readonly<
  Record<keyof Omit<RecordMapping, 'customer' | 'fixed'>, readonly RecordFieldType[]>
> = {
  fromName: TEXTS,
  fromAddress: [...TEXTS, 'email'],
  to: TEXTS,
  cc: TEXTS,
  subject: TEXTS,
  date: [...TEXTS, 'date', 'datetime'],
  text: TEXTS,
  html: TEXTS,
  attachments: ['files'],
  messageId: TEXTS,
};

const NO_SUBJECT = '(no subject)';

/** The values of a new record, by the names of fields; what is empty in the mail stays away. */
export function mappedValues(
  mapping: RecordMapping,
  parts: MailParts,
  table: RecordTable,
  read: FieldReader = readWrittenValue,
): Map<string, unknown> {
  const { fixed, attachments: _attachments, customer: _customer, ...named } = mapping;
  const subject = withoutRecordKeys(parts.subject);
  const texts: Readonly<Record<keyof typeof named, string>> = {
    ...parts,
    to: parts.to.join(', '),
    cc: parts.cc.join(', '),
    subject: subject === '' ? NO_SUBJECT : subject,
    date: parts.date.toISOString(),
  };
  const values = new Map<string, unknown>();
  for (const [name, written] of Object.entries(fixed)) {
    const field = findField(table, name);
    if (field) setRead(values, field, read(field, written));
  }
  for (const [part, name] of Object.entries(named)) {
    const field = name === null ? undefined : findField(table, name);
    const text = texts[part as keyof typeof named];
    if (field && text.trim() !== '') setRead(values, field, read(field, fitted(field, text)));
  }
  return values;
}

/** A text as the field has room for; a mail loses parts where the API refuses (mail-gateway.md MM-5). */
export function fitted({ type }: RecordField, text: string): string {
  switch (type) {
    case 'text':
      return cut(text.replace(/\s+/g, ' ').trim(), LONGEST_TEXT);
    case 'longText':
    case 'appendOnly':
      return cut(text, LONGEST_LONG_TEXT);
    case 'date':
      return text.slice(0, 'yyyy-mm-dd'.length);
    default:
      return text;
  }
}

function setRead(values: Map<string, unknown>, field: RecordField, read: ReadValue): void {
  if (read.kind === 'value') values.set(field.name, read.value);
  if (read.kind === 'entry') values.set(field.name, read.content);
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).toWellFormed();
}
