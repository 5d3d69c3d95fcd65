/** Pages of large tables that begin where the page before ended, so that their depth costs nothing (FIND-9). */
import { foreignCursor } from '#wire/cursor.rules.js';
import type { Queryable } from './database.js';
import type { SqlParameters } from './sql-parameters.js';

/** Where the page before ended: its last id, and what that was sorted by; null where it has no value. */
interface PageEnd {
  readonly id: string;
  readonly key: string | null;
}

export interface KeysetPage {
  readonly limit: number;
  /** Counted out only when there is no cursor. */
  readonly offset: number;
  readonly isDescending: boolean;
  readonly cursor: PageEnd | undefined;
}

/** What a page is chosen from. */
export interface Candidates {
  /** What stands after WITH, with a comma at its end. */
  readonly prelude?: string;
  /** What stands after FROM. */
  readonly tables: string;
  /** What stands after WHERE. */
  readonly condition: string;
  /** The id decides among equals. */
  readonly id: string;
}

/** Which rows have a value to be sorted by. */
interface KeyValues {
  /** The table with the values, if it is another one. */
  readonly join?: string;
  /** The column there that has the id, as an index of it has both. */
  readonly id?: string;
  /** The condition that a row has none; without `join`. */
  readonly missing?: string;
}

/** Those where the expression is not null. */
export const IF_ANY: KeyValues = {};

/** A column or expression that a page is sorted by. */
export interface SortKey {
  readonly expression: string;
  /** Absent when every row has one. */
  readonly values?: KeyValues | undefined;
  /** The key of a cursor as a value of the expression; undefined when no row can have it. */
  readonly fromText: (key: string, parameters: SqlParameters) => string | undefined;
  /** The value of the expression as the key of a cursor. */
  readonly toText: string;
}

/** The ids of a page in the order of the ids, one more than asked for, with `key` null. */
export function pageById({ tables, condition, id }: Candidates, page: KeysetPage, parameters: SqlParameters): string {
  const { direction, range } = walkOf(page);
  return `SELECT ${id}, NULL AS key FROM ${tables} WHERE ${condition} ${afterId(id, page, parameters)}
    ORDER BY ${id} ${direction} ${range}`;
}

/** The ids of a page in the order of a key, one more than asked for, each with the key of its cursor. */
export function pageByKey(candidates: Candidates, key: SortKey, page: KeysetPage, parameters: SqlParameters): string {
  const { tables, condition, id } = candidates;
  const { cursor } = page;
  const { direction, isFurther, skipped, range } = walkOf(page);
  const select = (from: string, further: string, shown: string, sortedBy: string, rangeOfPart: string): string =>
    `SELECT ${id}, ${shown} AS key FROM ${from} WHERE ${condition} ${further} ORDER BY ${sortedBy} ${rangeOfPart}`;
  const place = [key.expression, key.values?.id ?? id];
  const sorted = place.map((column) => `${column} ${direction}`).join(', ');
  const from = cursor && cursor.key !== null ? key.fromText(cursor.key, parameters) : undefined;
  // Beginning again at the first page would lead whoever follows the links in a circle.
  if (cursor && from === undefined && (cursor.key !== null || !key.values)) throw foreignCursor();
  const afterKey =
    cursor && from ? `AND (${place.join(', ')}) ${isFurther} (${from}, ${parameters.add(cursor.id, 'bigint')})` : '';
  if (!key.values) return select(tables, afterKey, key.toText, sorted, range);
  const { join = '', missing = `${key.expression} IS NULL` } = key.values;
  // Whatever has no value comes last in both directions, in the order of its ids, and is looked for when the others do not fill
  // the page. Limited twice: the planner knows what is needed at most, and the executor what is needed.
  const enough = page.limit + 1 + skipped;
  const isEmpty = `AND ${missing} ${cursor?.key === null ? afterId(id, page, parameters) : ''}`;
  const empty = select(tables, isEmpty, 'NULL', `${id} ${direction}`, `LIMIT ${enough}`);
  if (cursor?.key === null) return empty;
  const isFull = `AND ${key.expression} IS NOT NULL ${afterKey}`;
  const full = select(`${tables} ${join}`, isFull, key.toText, sorted, `LIMIT ${enough}`);
  return `WITH full_part AS MATERIALIZED (${full})
    SELECT id, key FROM (
      (SELECT 1 AS part, row_number() OVER () AS place, f.* FROM full_part f)
      UNION ALL (SELECT 2, row_number() OVER (), e.*
        FROM (SELECT * FROM (${empty}) rest LIMIT ${enough} - (SELECT count(*) FROM full_part)) e)
    ) parts ORDER BY part, place ${range}`;
}

function walkOf({ isDescending, cursor, offset, limit }: KeysetPage) {
  const skipped = cursor ? 0 : offset;
  return {
    direction: isDescending ? 'DESC' : 'ASC',
    isFurther: isDescending ? '<' : '>',
    skipped,
    range: `LIMIT ${limit + 1} OFFSET ${skipped}`,
  };
}

function afterId(id: string, page: KeysetPage, parameters: SqlParameters): string {
  return page.cursor ? `AND ${id} ${walkOf(page).isFurther} ${parameters.add(page.cursor.id, 'bigint')}` : '';
}

export function wholeNumberKey(expression: string, values?: KeyValues): SortKey {
  return {
    expression,
    values,
    fromText: (key, parameters) => (/^-?\d{1,18}$/.test(key) ? parameters.add(key, 'bigint') : undefined),
    toText: `${expression}::text`,
  };
}

/** The key is in microseconds, which is what the database keeps; beyond 2^53 of them a multiplied interval is not exact. */
export function momentKey(expression: string, values?: KeyValues): SortKey {
  return {
    expression,
    values,
    fromText: (key, parameters) => {
      if (!/^-?\d{1,18}$/.test(key)) return undefined;
      const value = parameters.add(key, 'bigint');
      return `(timestamptz 'epoch' + (${value} / 1000000) * interval '1 second' + (${value} % 1000000) * interval '1 microsecond')`;
    },
    toText: `(extract(epoch FROM ${expression}) * 1000000)::bigint::text`,
  };
}

export function textKey(expression: string, values?: KeyValues): SortKey {
  return { expression, values, fromText: (key, parameters) => parameters.add(key, 'text'), toText: expression };
}

/** A number of matches beyond this says nothing to anybody, and counting it takes as long as the collection is large (FIND-10). */
export const COUNTED_UP_TO = 1_000;

/** A page of what was found. */
export interface FoundPage {
  readonly ids: readonly string[];
  /** How many match in all, as far as they are counted. */
  readonly total: number;
  /** There are more than `total`. */
  readonly isTotalAtLeast: boolean;
  /** Where the page ends, when another one follows. */
  readonly next: PageEnd | undefined;
}

/**
 * Finds a page: `chosen` is the statement for its ids, made by `pageById` or `pageByKey`. What is shown of them is read by their ids,
 * by the statement that reads single ones: it knows that they are few, which a planner cannot know of whatever matches.
 * The total is counted only when the page does not tell it, and only so far.
 */
export async function findPage(
  queryable: Queryable,
  chosen: string,
  candidates: Candidates,
  { limit, offset }: KeysetPage,
  parameters: SqlParameters,
): Promise<FoundPage> {
  const { prelude = '', tables, condition } = candidates;
  const text = `
    WITH ${prelude} page AS MATERIALIZED (SELECT chosen.*, row_number() OVER () AS place FROM (${chosen}) chosen)
    SELECT id, key, CASE WHEN (SELECT count(*) FROM page) <= ${limit} THEN ${offset} + (SELECT count(*) FROM page)
      ELSE (SELECT count(*) FROM (SELECT FROM ${tables} WHERE ${condition} LIMIT ${COUNTED_UP_TO + 1}) AS counted) END AS total
    FROM page ORDER BY place`;
  type Row = PageEnd & { readonly total: string };
  // Without a name, so that every search is planned for the very values it looks for: they differ more than planning costs.
  const found = await queryable.query<Row>(text, parameters.values);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const hasNext = found.length > limit;
  const total = Number(found[0]?.total ?? 0);
  const isTotalAtLeast = hasNext && total > COUNTED_UP_TO;
  return {
    ids: shown.map(({ id }) => id),
    total: isTotalAtLeast ? COUNTED_UP_TO : total,
    isTotalAtLeast,
    next: last && hasNext ? { id: last.id, key: last.key } : undefined,
  };
}

/** What was read of the ids of a page, in its order. What has gone in between is not shown. */
export function inPageOrder<Row extends { readonly id: string }>(
  { ids }: FoundPage,
  rows: readonly Row[],
): readonly Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** How many match, to the last one. */
export async function countAll(
  queryable: Queryable,
  { prelude = '', tables, condition }: Omit<Candidates, 'id'>,
  parameters: SqlParameters,
): Promise<number> {
  const text = `WITH ${prelude} found AS (SELECT FROM ${tables} WHERE ${condition}) SELECT count(*) AS total FROM found`;
  const [row] = await queryable.query<{ total: string }>(text, parameters.values);
  return Number(row?.total ?? 0);
}
