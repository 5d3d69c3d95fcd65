/** What a record is found by (records-by-email.md RT-19): pure. */
import { INDEXED_LENGTH, withWordsApart } from '#activities/activity-text.rules.js';
import type { RecordField, RecordFieldType } from '#record-tables/record-table.js';
import type { FieldValue } from './record.js';

/** Types whose values have words in them; what is short comes first, so that a long text takes no place from it. */
const WORDED_TYPES: readonly RecordFieldType[] = ['text', 'choice', 'multiChoice', 'email', 'longText'];

/** The words of the values in the fields that are in use. */
export function valuesToIndex(fields: readonly RecordField[], values: Readonly<Record<string, FieldValue>>): string {
  const texts = WORDED_TYPES.flatMap((type) =>
    fields
      .filter((field) => field.active && field.type === type && Object.hasOwn(values, field.name))
      .flatMap(({ name }) => values[name] ?? []),
  );
  return entryToIndex(texts.map(String).join('\n'));
}

/** The words of an entry, and of anything else that is one text. */
export function entryToIndex(text: string): string {
  return withWordsApart(text.slice(0, INDEXED_LENGTH)).slice(0, INDEXED_LENGTH);
}
