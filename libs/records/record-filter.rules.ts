/** What records are found and sorted by (records-by-email.md RT-12, RT-13). */
import { ACTIVITY_TEXT_LENGTH } from '#activities/activity-filter.rules.js';
import { withWordsApart } from '#activities/activity-text.rules.js';
import { linkedNounOf, type RecordField, type RecordFieldType } from '#record-tables/record-table.js';
import { singleChoice } from '#wire/collection-query.js';
import { readTextFilter, refuseFilter } from '#wire/filter-query.rules.js';
import { readTimeRange, type TimeRange } from '#wire/time-range.rules.js';
import { readFieldValue } from './field-value.rules.js';
import type { FieldValue } from './record.js';

export interface RecordFilter {
  readonly state: 'open' | 'closed' | undefined;
  readonly created: TimeRange | undefined;
  readonly lastModified: TimeRange | undefined;
  readonly values: readonly ValueFilter[];
  /** As people type it: words of the values, or of an entry. */
  readonly text: string | undefined;
}

/** A value that a field must have; of a list, that must be among them. Addresses and links are the same in more than one spelling. */
export interface ValueFilter {
  readonly name: string;
  readonly type: RecordFieldType;
  /** What a link leads to. */
  readonly table: string | null;
  readonly value: FieldValue;
}

/** What a collection is sorted by. */
export type RecordOrder =
  | { readonly by: 'id' | 'created' | 'lastModified' }
  | { readonly by: 'field'; readonly name: string; readonly isNumber: boolean };

const MOST_FIELDS = 10;
const LONGEST = 4_000;

export const RECORD_FILTER_PARAMETERS = [
  { name: 'state', description: '`open` or `closed`.' },
  { name: 'created', description: '`[start,end]`, both included; either may be left out.' },
  { name: 'lastModified', description: '`[start,end]`, both included; either may be left out.' },
  {
    name: 'field',
    description: `A JSON list of up to ${MOST_FIELDS} of \`{"name":…,"value":…}\`: fields that have the value, of a list among others.`,
  },
  {
    name: 'text',
    description:
      'Words of the values, or of an entry; `"…"` for a phrase, `OR`, `-` for without. New text is found within seconds.',
  },
] as const;

type QueryValues = ReadonlyMap<string, readonly string[]>;

/** `fields`: those that the caller may know of; any other is one that does not exist. */
export function readRecordFilter(query: QueryValues, fields: readonly RecordField[]): RecordFilter {
  const text = readTextFilter(query, 'text', ACTIVITY_TEXT_LENGTH);
  return {
    state: singleChoice(query, 'state', ['open', 'closed']),
    created: readTimeRange(query, 'created'),
    lastModified: readTimeRange(query, 'lastModified'),
    values: readFieldFilter(query, fields),
    text: text === undefined ? undefined : withWordsApart(text),
  };
}

const UNSORTED = new Set<string>(['multiChoice', 'appendOnly', 'files', 'longText']);

const FIELD = 'field.';

/** The names that `$sort` takes; the order of links to what the caller may not see would tell about it. */
export function recordSorts(fields: readonly RecordField[]): readonly ['id', ...string[]] {
  const sortable = fields
    .filter((field) => !UNSORTED.has(field.type) && !linkedNounOf(field))
    .map(({ name }) => `${FIELD}${name}`);
  return ['id', 'created', 'lastModified', ...sortable];
}

export function recordOrder(sort: string, fields: readonly RecordField[]): RecordOrder {
  if (sort === 'created' || sort === 'lastModified') return { by: sort };
  const field = fields.find(({ name }) => `${FIELD}${name}` === sort);
  return field ? { by: 'field', name: field.name, isNumber: field.type === 'number' } : { by: 'id' };
}

function readFieldFilter(query: QueryValues, fields: readonly RecordField[]): readonly ValueFilter[] {
  const text = readTextFilter(query, 'field', LONGEST);
  if (text === undefined) return [];
  const list = parse(text);
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_FIELDS) {
    return refuseFilter('field', `a JSON list of 1 to ${MOST_FIELDS} objects is expected`);
  }
  const wanted = list.map((item: unknown): ValueFilter => {
    const { name, value } = (item ?? {}) as Readonly<Record<string, unknown>>;
    const field = fields.find((known) => known.name === name);
    if (!field) return refuseFilter('field', 'name must be that of a field of the table');
    const read = readFieldValue(field, field.type === 'multiChoice' && typeof value === 'string' ? [value] : value);
    if (read.kind === 'value') {
      const { name: known, type, table } = field;
      return { name: known, type, table, value: read.value };
    }
    const reason = read.kind === 'fault' ? read.reason : 'it is not looked for';
    return refuseFilter('field', `value of ${field.name}: ${reason}`);
  });
  if (new Set(wanted.map(({ name: field }) => field)).size < wanted.length) refuseFilter('field', 'each field once');
  return wanted;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
