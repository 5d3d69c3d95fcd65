/** What a field takes (records-by-email.md RT-6 to RT-8): the one place where values of records are judged, wherever they come from. */
import { emailAddressFault } from '#email-address/email-address.rules.js';
import { linkedNounOf, type RecordField } from '#record-tables/record-table.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { readDateTime } from '#wire/date-time.rules.js';
import { isStorable } from '#wire/storable.rules.js';
import type { FieldValue } from './record.js';

/** Characters of a text, and of a long one or an entry. */
export const LONGEST_TEXT = 1_000;
export const LONGEST_LONG_TEXT = 100_000;

/** Files in one field. */
export const MOST_FILES = 100;

/** Digits of a number that all survive. */
const MOST_DIGITS = 15;

const DECIMAL = /^-?\d{1,15}(?:\.\d{1,15})?$/;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** What a value means for its field. */
export type ReadValue =
  | { readonly kind: 'value'; readonly value: FieldValue }
  /** The field is to have no value. */
  | { readonly kind: 'nothing' }
  /** One more entry. */
  | { readonly kind: 'entry'; readonly content: string }
  /** The files that the field is to have. */
  | { readonly kind: 'files'; readonly altIds: readonly string[] }
  | { readonly kind: 'fault'; readonly reason: string };

function fault(reason: string): ReadValue {
  return { kind: 'fault', reason };
}

function value(stored: FieldValue): ReadValue {
  return { kind: 'value', value: stored };
}

const NOTHING: ReadValue = { kind: 'nothing' };

/** A value as JSON or XML has it; the empty text and the empty list take the value away. */
export function readFieldValue(field: RecordField, given: unknown): ReadValue {
  if (Array.isArray(given)) return readList(field, given);
  if (typeof given === 'boolean') {
    return field.type === 'boolean' ? value(given) : fault(expectationOf(field));
  }
  if (typeof given === 'number') return readText(field, String(given));
  return typeof given === 'string' ? readText(field, given) : fault(expectationOf(field));
}

/** A value as a person writes it into a mail: choices and yes or no without regard to case, lists with commas. */
export function readWrittenValue(field: RecordField, written: string): ReadValue {
  const text = written.trim();
  switch (field.type) {
    case 'boolean':
      return readFieldValue(field, WRITTEN_FLAGS.get(text.toLowerCase()) ?? text);
    case 'choice':
      return readFieldValue(field, choiceLike(field, text));
    case 'multiChoice': {
      const items = text.split(',').map((item) => choiceLike(field, item.trim()));
      return readFieldValue(
        field,
        items.filter((item) => item !== ''),
      );
    }
    case 'files':
      return fault('files are not written');
    default:
      return readFieldValue(field, text);
  }
}

const WRITTEN_FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['no', false],
  ['false', false],
]);

function choiceLike({ values }: RecordField, text: string): string {
  return values.includes(text) ? text : (values.find((known) => known.toLowerCase() === text.toLowerCase()) ?? text);
}

function readList(field: RecordField, items: readonly unknown[]): ReadValue {
  const isEmpty = items.length === 1 && items[0] === ''; // which is how XML says it
  const texts = isEmpty ? [] : items.filter((item) => typeof item === 'string');
  if (!isEmpty && texts.length < items.length) return fault(expectationOf(field));
  if (field.type === 'files') return readFiles(texts);
  if (field.type !== 'multiChoice') return fault(expectationOf(field));
  if (new Set(texts).size < texts.length) return fault('each value once');
  if (texts.some((text) => !field.values.includes(text))) return fault(expectationOf(field));
  // In the order of the table, so that the same choice is the same value.
  return texts.length === 0 ? NOTHING : value(field.values.filter((known) => texts.includes(known)));
}

function readFiles(altIds: readonly string[]): ReadValue {
  if (altIds.length > MOST_FILES) return fault(`at most ${MOST_FILES} files`);
  return { kind: 'files', altIds: [...new Set(altIds.map((altId) => altId.toLowerCase()))] };
}

function readText(field: RecordField, text: string): ReadValue {
  if (!isStorable(text)) return fault('it contains a character that no text has');
  if (field.type === 'appendOnly') return readEntry(text);
  if (text === '') return field.type === 'files' ? readFiles([]) : NOTHING;
  switch (field.type) {
    case 'text':
      return text.length > LONGEST_TEXT || /[\r\n]/.test(text) ? fault(expectationOf(field)) : value(text);
    case 'longText':
      return text.length > LONGEST_LONG_TEXT ? fault(expectationOf(field)) : value(text);
    case 'number':
      return isExact(text) ? value(Number(text) + 0) : fault(expectationOf(field));
    case 'boolean':
      return text === 'true' || text === 'false' ? value(text === 'true') : fault(expectationOf(field));
    case 'date':
      return isDay(text) ? value(text) : fault(expectationOf(field));
    case 'datetime': {
      const moment = readDateTime(text);
      return moment ? value(moment.toISOString()) : fault(expectationOf(field));
    }
    case 'choice':
      return field.values.includes(text) ? value(text) : fault(expectationOf(field));
    case 'email': {
      const reason = emailAddressFault(text);
      return reason === undefined ? value(text) : fault(reason);
    }
    case 'link':
      return isDatabaseKey(text) ? value(text) : fault(expectationOf(field));
    case 'multiChoice':
    case 'files':
      return fault(expectationOf(field));
  }
}

function readEntry(text: string): ReadValue {
  if (text.trim() === '') return fault('an entry must not be empty; nothing is ever taken away');
  return text.length > LONGEST_LONG_TEXT
    ? fault(`at most ${LONGEST_LONG_TEXT} characters`)
    : { kind: 'entry', content: text };
}

/** Whether a decimal number keeps all its digits. */
function isExact(text: string): boolean {
  return DECIMAL.test(text) && text.replace(/^-?0*|\./g, '').length <= MOST_DIGITS;
}

function isDay(text: string): boolean {
  return DAY.test(text) && readDateTime(`${text}T00:00:00Z`) !== undefined;
}

function expectationOf({ type, values, table }: RecordField): string {
  switch (type) {
    case 'text':
      return `a text of at most ${LONGEST_TEXT} characters in one line`;
    case 'longText':
    case 'appendOnly':
      return `a text of at most ${LONGEST_LONG_TEXT} characters`;
    case 'number':
      return `a decimal number of at most ${MOST_DIGITS} digits`;
    case 'boolean':
      return 'true or false';
    case 'date':
      return 'a day such as 2026-01-31';
    case 'datetime':
      return 'an ISO 8601 date and time with a zone, such as 2026-01-31T09:30:00.000Z';
    case 'choice':
      return `one of ${values.join(', ')}`;
    case 'multiChoice':
      return `a list of ${values.join(', ')}`;
    case 'email':
      return 'an email address';
    case 'link':
      return linkedNounOf({ type, table }) ? `the id of a ${table ?? ''}` : `the id of a record of ${table ?? ''}`;
    case 'files':
      return `a list of at most ${MOST_FILES} altIds`;
  }
}
