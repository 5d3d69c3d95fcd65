import { Injectable } from '@nestjs/common';
import { within } from '#activities/activity-search.store.js';
import { ActivityTextHits } from '#activities/activity-text-hits.store.js';
import { COUNTED_UP_TO } from '#storage/keyset-page.js';
import { linkedNounOf } from '#record-tables/record-table.js';
import type { RecordTableId } from '#runtime/ids.js';
import type { Queryable } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { CollectionQuery } from '#wire/collection-query.js';
import type { Cursor } from '#wire/cursor.rules.js';
import type { LinkReader } from './link-reader.rules.js';
import { seenOnes } from './link-target.store.js';
import type { RecordFilter, RecordOrder, ValueFilter } from './record-filter.rules.js';
import { isRecordHit, RecordTextStore, type RecordHits } from './record-text.store.js';
import { RECORD_COLUMNS } from './record.store.js';
import type { StoredRecord } from './record.js';

export interface RecordPage extends Pick<CollectionQuery<string>, 'limit' | 'offset' | 'isDescending'> {
  readonly order: RecordOrder;
  readonly cursor: Cursor | undefined;
}

/** The table that is searched, as its searcher may know it. */
export interface SearchedTable {
  readonly id: RecordTableId;
  /** The append-only fields whose entries are looked through for words. */
  readonly entryFields: readonly string[];
  /** Which cases and customers are looked for by links to them. */
  readonly linkReader: LinkReader;
}

export interface FoundRecords {
  readonly rows: readonly StoredRecord[];
  /** How many match in all, as far as they are counted. */
  readonly total: number;
  readonly isTotalAtLeast: boolean;
  /** Where the page ends, when another one follows. */
  readonly next: Cursor | undefined;
}

/** What a page is sorted by; what has no value comes last. */
interface SortKey {
  readonly expression: string;
  readonly hasNulls: boolean;
  /** As the text of a cursor. */
  readonly toText: string;
  readonly fromText: (key: string, parameters: SqlParameters) => string;
  readonly isKey: (key: string) => boolean;
}

/** Finds records of one table; deleted and merged ones are not found. */
@Injectable()
export class RecordSearchStore {
  constructor(
    private readonly texts: RecordTextStore,
    private readonly words: ActivityTextHits,
  ) {}

  async search(
    queryable: Queryable,
    table: SearchedTable,
    filter: RecordFilter,
    page: RecordPage,
  ): Promise<FoundRecords> {
    const parameters = new SqlParameters();
    const condition = matching(table, filter, await this.hits(queryable, table, filter), parameters);
    const key = sortKey(page.order, parameters);
    const direction = page.isDescending ? 'DESC' : 'ASC';
    const sorted = `${key.expression} ${direction} ${key.hasNulls ? 'NULLS LAST' : ''}, r.id ${direction}`;
    const after = page.cursor ? `AND ${afterCursor(page.cursor, key, page.isDescending, parameters)}` : '';
    const text = `
      WITH page AS MATERIALIZED (
        SELECT r.id, ${key.toText} AS key FROM records r WHERE ${condition} ${after}
        ORDER BY ${sorted}
        LIMIT ${page.limit + 1} OFFSET ${page.cursor ? 0 : page.offset}
      )
      SELECT ${RECORD_COLUMNS}, page.key AS "sortKey",
        CASE WHEN (SELECT count(*) FROM page) <= ${page.limit} THEN ${page.offset} + (SELECT count(*) FROM page)
          ELSE (SELECT count(*) FROM (SELECT FROM records r WHERE ${condition} LIMIT ${COUNTED_UP_TO + 1}) AS counted)
        END AS total
      FROM page JOIN records r ON r.id = page.id
      ORDER BY ${sorted}`;
    type Row = StoredRecord & { readonly total: string; readonly sortKey: string | null };
    const found = await queryable.query<Row>(text, parameters.values);
    const rows = found.slice(0, page.limit);
    const last = rows.at(-1);
    const total = Number(found[0]?.total ?? 0);
    return {
      rows,
      total: Math.min(total, Math.max(COUNTED_UP_TO, page.offset + rows.length)),
      isTotalAtLeast: total > COUNTED_UP_TO && found.length > page.limit,
      next: last && found.length > page.limit ? { id: last.id, key: last.sortKey } : undefined,
    };
  }

  /** How many match, to the last one. */
  async count(queryable: Queryable, table: SearchedTable, filter: RecordFilter): Promise<number> {
    const parameters = new SqlParameters();
    const condition = matching(table, filter, await this.hits(queryable, table, filter), parameters);
    const text = `SELECT count(*) AS total FROM records r WHERE ${condition}`;
    const [row] = await queryable.query<{ total: string }>(text, parameters.values);
    return Number(row?.total ?? 0);
  }

  /** The words are asked for first: no plan knows how rare they are. */
  private async hits(
    queryable: Queryable,
    { id: tableId, entryFields }: SearchedTable,
    { text }: RecordFilter,
  ): Promise<RecordHits | undefined> {
    if (text === undefined) return undefined;
    const query = { words: text, configurations: await this.words.readConfigurations(), custom: [] };
    return this.texts.hits(queryable, { tableId, query, entryFields });
  }
}

function matching(
  { id, linkReader }: SearchedTable,
  filter: RecordFilter,
  hits: RecordHits | undefined,
  parameters: SqlParameters,
): string {
  return [
    `r.table_id = ${parameters.add(id, 'integer')}`,
    'r.deleted_at IS NULL',
    'r.merged_into IS NULL',
    ...(filter.state === undefined ? [] : [`r.closed_at IS ${filter.state === 'closed' ? 'NOT NULL' : 'NULL'}`]),
    ...within('r.created_at', filter.created, parameters),
    ...within('r.last_modified_at', filter.lastModified, parameters),
    ...filter.values.map((value) => matchingValue(value, linkReader, parameters)),
    ...(hits ? [isRecordHit(hits, parameters)] : []),
  ].join(' AND ');
}

/** An address in whatever letters (`addressKey`), a merged record as the one that stands for it. */
function matchingValue(
  { name, type, table, value }: ValueFilter,
  linkReader: LinkReader,
  parameters: SqlParameters,
): string {
  switch (type) {
    case 'email':
      return `r.id IN (SELECT a.record_id FROM record_addresses a
        WHERE a.address_key = lower(${parameters.add(value, 'text')}) AND a.field = ${parameters.add(name, 'text')})`;
    case 'link': {
      const noun = linkedNounOf({ type, table });
      const id = parameters.add(value, 'bigint');
      const named = noun
        ? seenOnes(noun, noun === 'customer' ? `current_customer(${id})` : id, linkReader, parameters)
        : `SELECT coalesce(m.merged_into, m.id)::text FROM records m WHERE m.id = ${id}`;
      return `r.field_values @> jsonb_build_object(${parameters.add(name, 'text')}, (${named}))`;
    }
    default:
      return `r.field_values @> ${parameters.add(JSON.stringify({ [name]: value }), 'jsonb')}`;
  }
}

function afterCursor({ id, key }: Cursor, sort: SortKey, isDescending: boolean, parameters: SqlParameters): string {
  const isFurther = isDescending ? '<' : '>';
  if (key === null) return `(${sort.expression} IS NULL AND r.id ${isFurther} ${parameters.add(id, 'bigint')})`;
  if (!sort.isKey(key)) return 'false';
  const from = sort.fromText(key, parameters);
  const isAfter = `(${sort.expression}, r.id) ${isFurther} (${from}, ${parameters.add(id, 'bigint')})`;
  return sort.hasNulls ? `(${isAfter} OR ${sort.expression} IS NULL)` : isAfter;
}

function sortKey(order: RecordOrder, parameters: SqlParameters): SortKey {
  switch (order.by) {
    case 'id':
      return {
        expression: 'r.id',
        hasNulls: false,
        toText: 'r.id::text',
        fromText: (key, added) => added.add(key, 'bigint'),
        isKey: (key) => /^\d{1,18}$/.test(key),
      };
    case 'created':
      return moment('r.created_at');
    case 'lastModified':
      return moment('r.last_modified_at');
    case 'field': {
      const value = `(r.field_values ->> ${parameters.add(order.name, 'text')})`;
      return order.isNumber
        ? {
            expression: `${value}::numeric`,
            hasNulls: true,
            toText: value,
            fromText: (key, added) => added.add(key, 'numeric'),
            isKey: (key) => /^-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,2})?$/i.test(key),
          }
        : {
            expression: `lower(${value})`,
            hasNulls: true,
            toText: `lower(${value})`,
            fromText: (key, added) => added.add(key, 'text'),
            isKey: () => true,
          };
    }
  }
}

/** In microseconds, which is what the database keeps. */
function moment(column: string): SortKey {
  return {
    expression: column,
    hasNulls: false,
    toText: `(extract(epoch FROM ${column}) * 1000000)::bigint::text`,
    fromText: (key, parameters) =>
      `(timestamptz 'epoch' + ${parameters.add(key, 'bigint')} * interval '1 microsecond')`,
    isKey: (key) => /^\d{1,16}$/.test(key),
  };
}
