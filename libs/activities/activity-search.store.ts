import { Injectable } from '@nestjs/common';
import { Database } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { CollectionQuery } from '#wire/collection-query.js';
import type { Cursor } from '#wire/cursor.rules.js';
import type { TimeRange } from '#wire/time-range.rules.js';
import type { ActivityFilter } from './activity-filter.rules.js';
import { ActivityTextHits, isOneOf, textQuerySql, type TextHits } from './activity-text-hits.store.js';
import { visibleActivities, type Reader } from './activity-visibility.js';
import { columnsOf, emailJoin, JOINS, type ActivityRow } from './activity.store.js';

interface ColumnOrder {
  readonly by: 'id' | 'case' | 'created' | 'lastModified' | 'dueDate';
}

/** What activities are sorted by. */
export type SearchOrder =
  | ColumnOrder
  /** All departments, in the order of their names. */
  | { readonly by: 'department'; readonly departmentIds: readonly string[] }
  | { readonly by: 'custom'; readonly name: string; readonly isNumber: boolean };

export interface ActivityPage extends Pick<CollectionQuery<string>, 'limit' | 'offset' | 'isDescending'> {
  readonly order: SearchOrder;
  readonly cursor: Cursor | undefined;
  readonly withEmail: boolean;
}

export interface FoundActivities {
  readonly rows: readonly ActivityRow[];
  /** How many match in all, as far as they are counted. */
  readonly total: number;
  /** There are more than `total`. */
  readonly isTotalAtLeast: boolean;
  /** Where the page ends, when another one follows. */
  readonly next: Cursor | undefined;
}

/** A number of matches beyond this says nothing to anybody, and counting it takes as long as the collection is large (FIND-10). */
export const COUNTED_UP_TO = 1_000;

/** A column or expression that a page is sorted by. */
interface SortKey {
  readonly expression: string;
  readonly hasNulls: boolean;
  /** The key of a cursor as a value of the expression; undefined when it cannot be one. */
  readonly fromText: (key: string, parameters: SqlParameters) => string | undefined;
  /** The value of the expression as the key of a cursor. */
  readonly toText: string;
}

/** Finds activities; every statement carries the reader's visibility. */
@Injectable()
export class ActivitySearchStore {
  constructor(
    private readonly database: Database,
    private readonly texts: ActivityTextHits,
  ) {}

  /** One page of what matches, without contents; it is chosen before anything is joined. */
  async search(reader: Reader, filter: ActivityFilter, page: ActivityPage): Promise<FoundActivities> {
    const hits = await this.texts.hits(reader, filter);
    const parameters = new SqlParameters();
    const matching = matchingActivities(reader, filter, hits, parameters);
    const parts = { withEmail: page.withEmail, withContent: false };
    const counted = `SELECT FROM ${matching.tables} WHERE ${matching.condition} LIMIT ${COUNTED_UP_TO + 1}`;
    // One more than asked for tells whether another page follows. The count is only made when the page does not tell it.
    const text = `
      WITH page AS MATERIALIZED (
        SELECT chosen.*, row_number() OVER () AS place FROM (${pageSql(matching, page, parameters)}) chosen
      )
      SELECT ${columnsOf(parts)}, page.key AS "sortKey",
        CASE WHEN (SELECT count(*) FROM page) <= ${page.limit} THEN ${page.offset} + (SELECT count(*) FROM page)
          ELSE (SELECT count(*) FROM (${counted}) AS counted) END AS total
      FROM page JOIN activities a ON a.id = page.id ${JOINS} ${emailJoin(parts)}
      ORDER BY page.place`;
    type Row = ActivityRow & { readonly total: string; readonly sortKey: string | null };
    // Without a name, so that every search is planned for the very values it looks for: they differ more than planning costs.
    const found = await this.database.query<Row>(text, parameters.values);
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
  async count(reader: Reader, filter: ActivityFilter): Promise<number> {
    const hits = await this.texts.hits(reader, filter);
    const parameters = new SqlParameters();
    const { tables, condition } = matchingActivities(reader, filter, hits, parameters);
    const text = `SELECT count(*) AS total FROM ${tables} WHERE ${condition}`;
    const [row] = await this.database.query<{ total: string }>(text, parameters.values);
    return Number(row?.total ?? 0);
  }
}

interface Matching {
  readonly tables: string;
  readonly condition: string;
}

/** The activities that match, as what stands after FROM and WHERE; the table itself is `a`. */
function matchingActivities(
  reader: Reader,
  filter: ActivityFilter,
  hits: TextHits | undefined,
  parameters: SqlParameters,
): Matching {
  const equals = (column: string, value: unknown, type: string): string[] =>
    value === undefined ? [] : [`${column} = ${parameters.add(value, type)}`];
  const { custom = [] } = filter;
  return {
    tables: hits?.kind === 'many' ? 'activities a JOIN activity_texts t ON t.activity_id = a.id' : 'activities a',
    condition: [
      visibleActivities(reader, parameters, 'a'),
      ...(filter.customerId === undefined
        ? []
        : [`a.customer_id = current_customer(${parameters.add(filter.customerId, 'bigint')})`]),
      ...equals('a.case_id', filter.caseId, 'bigint'),
      ...equals('a.department_id', filter.departmentId, 'bigint'),
      ...equals('a.queue_id', filter.queueId, 'bigint'),
      ...equals('a.assigned_user_id', filter.assignedTo, 'bigint'),
      ...(filter.assignedUserName === undefined
        ? []
        : [
            `a.assigned_user_id IN (SELECT u.id FROM users u WHERE lower(u.login) = lower(${parameters.add(filter.assignedUserName, 'text')}))`,
          ]),
      ...equals('a.mode', filter.mode, 'text'),
      ...equals('a.type', filter.type, 'text'),
      ...(filter.statuses === undefined ? [] : [`a.status = ANY(${parameters.add(filter.statuses, 'text[]')})`]),
      ...equals('a.substatus', filter.substatus, 'text'),
      ...equals('a.read_by_customer', filter.isRead, 'boolean'),
      ...equals('a.secure', filter.isSecure, 'boolean'),
      ...equals('a.language', filter.language, 'text'),
      ...within('a.created_at', filter.created, parameters),
      ...within('a.last_modified_at', filter.lastModified, parameters),
      ...(hits ? [isHit(hits, parameters)] : []),
      ...custom.map(({ name, value }) => {
        const wanted = JSON.stringify({ [name]: [value] });
        return `a.custom_attributes @> ${parameters.add(wanted, 'jsonb')}`;
      }),
    ].join(' AND '),
  };
}

function isHit(hits: TextHits, parameters: SqlParameters): string {
  return hits.kind === 'few'
    ? isOneOf('a.id', hits.ids, parameters)
    : `t.document @@ ${textQuerySql(hits.query, parameters)}`;
}

/** The condition that a column is in a range, as a list of what goes between ANDs. */
export function within(column: string, range: TimeRange | undefined, parameters: SqlParameters): string[] {
  return [
    ...(range?.from ? [`${column} >= ${parameters.add(range.from, 'timestamptz')}`] : []),
    // What is stored is finer than what is shown: the last millisecond belongs to the range as a whole.
    ...(range?.to ? [`${column} < ${parameters.add(new Date(range.to.getTime() + 1), 'timestamptz')}`] : []),
  ];
}

/** The ids of the page in their order, each with the key of its cursor. The id decides among equals. */
function pageSql(matching: Matching, page: ActivityPage, parameters: SqlParameters): string {
  const { order, cursor, offset } = page;
  const isFurther = page.isDescending ? '<' : '>';
  const direction = page.isDescending ? 'DESC' : 'ASC';
  const skipped = cursor ? 0 : offset;
  const limits = `LIMIT ${page.limit + 1} OFFSET ${skipped}`;
  const afterId = (): string => (cursor ? `AND a.id ${isFurther} ${parameters.add(cursor.id, 'bigint')}` : '');
  if (order.by === 'id') {
    return `SELECT a.id, NULL AS key FROM ${matching.tables} WHERE ${matching.condition} ${afterId()}
      ORDER BY a.id ${direction} ${limits}`;
  }
  if (order.by === 'department') return pageByDepartment(matching, page, order.departmentIds, parameters);
  const key = sortKey(order.by === 'custom' ? order : { by: order.by }, parameters);
  const select = (condition: string, sortedBy: string, range: string): string =>
    `SELECT a.id, ${key.toText} AS key FROM ${matching.tables} WHERE ${matching.condition} ${condition}
      ORDER BY ${sortedBy} ${range}`;
  const sorted = `${key.expression} ${direction}, a.id ${direction}`;
  const from = cursor && cursor.key !== null ? key.fromText(cursor.key, parameters) : undefined;
  const afterKey =
    cursor && from
      ? `AND (${key.expression}, a.id) ${isFurther} (${from}, ${parameters.add(cursor.id, 'bigint')})`
      : '';
  if (!key.hasNulls) return select(afterKey, sorted, limits);
  // Whatever has no value comes last in both directions, in the order of its ids.
  const enough = `LIMIT ${page.limit + 1 + skipped}`;
  const empty = select(
    `AND ${key.expression} IS NULL ${cursor?.key === null ? afterId() : ''}`,
    `a.id ${direction}`,
    enough,
  );
  if (cursor?.key === null) return empty;
  const full = select(`AND ${key.expression} IS NOT NULL ${afterKey}`, sorted, enough);
  return `SELECT id, key FROM (
      (SELECT 1 AS part, row_number() OVER () AS place, f.* FROM (${full}) f)
      UNION ALL (SELECT 2, row_number() OVER (), e.* FROM (${empty}) e)
    ) parts ORDER BY part, place ${limits}`;
}

/** Department by department, each by the ids of its activities: nothing has to be sorted that is not shown. */
function pageByDepartment(
  matching: Matching,
  { cursor, limit, offset, isDescending }: ActivityPage,
  departmentIds: readonly string[],
  parameters: SqlParameters,
): string {
  const inOrder = isDescending ? departmentIds.toReversed() : departmentIds;
  const from = cursor ? Math.max(0, inOrder.indexOf(cursor.key ?? '')) : 0;
  const [isFurther, direction] = isDescending ? ['<', 'DESC'] : ['>', 'ASC'];
  const skipped = cursor ? 0 : offset;
  const afterId = cursor ? `AND (d.place > 1 OR a.id ${isFurther} ${parameters.add(cursor.id, 'bigint')})` : '';
  return `SELECT x.id, x.key
    FROM unnest(${parameters.add(inOrder.slice(from), 'bigint[]')}) WITH ORDINALITY AS d(id, place)
    CROSS JOIN LATERAL (
      SELECT a.id, d.id::text AS key FROM ${matching.tables}
      WHERE ${matching.condition} AND a.department_id = d.id ${afterId}
      ORDER BY a.id ${direction} LIMIT ${limit + 1 + skipped}
    ) x
    ORDER BY d.place, x.id ${direction} LIMIT ${limit + 1} OFFSET ${skipped}`;
}

type KeyedOrder = Extract<SearchOrder, { readonly by: 'custom' }> | { readonly by: Exclude<ColumnOrder['by'], 'id'> };

function sortKey(order: KeyedOrder, parameters: SqlParameters): SortKey {
  switch (order.by) {
    case 'case':
      return wholeNumber('a.case_id', false);
    case 'created':
      return moment('a.created_at', false);
    case 'lastModified':
      return moment('a.last_modified_at', false);
    case 'dueDate':
      return moment('a.due_at', true);
    case 'custom': {
      const value = `(a.custom_attributes -> ${parameters.add(order.name, 'text')} ->> 0)`;
      return order.isNumber
        ? wholeNumber(`(CASE WHEN ${value} ~ '^-?\\d{1,18}$' THEN ${value}::bigint END)`, true)
        : {
            expression: `lower(${value})`,
            hasNulls: true,
            fromText: (key, added) => added.add(key, 'text'),
            toText: `lower(${value})`,
          };
    }
  }
}

function wholeNumber(expression: string, hasNulls: boolean): SortKey {
  return {
    expression,
    hasNulls,
    fromText: (key, parameters) => (/^-?\d{1,18}$/.test(key) ? parameters.add(key, 'bigint') : undefined),
    toText: `${expression}::text`,
  };
}

/** The key is in microseconds, which is what the database keeps. */
function moment(expression: string, hasNulls: boolean): SortKey {
  return {
    expression,
    hasNulls,
    fromText: (key, parameters) =>
      /^\d{1,16}$/.test(key)
        ? `(timestamptz 'epoch' + ${parameters.add(key, 'bigint')} * interval '1 microsecond')`
        : undefined,
    toText: `(extract(epoch FROM ${expression}) * 1000000)::bigint::text`,
  };
}
