import { Injectable } from '@nestjs/common';
import { Database } from '#storage/database.js';
import { hitsInOrder } from '#storage/few-ids.js';
import {
  countAll,
  findPage,
  IF_ANY,
  momentKey,
  pageById,
  pageByKey,
  textKey,
  wholeNumberKey,
  type Candidates,
  type FoundPage,
  type KeysetPage,
  type SortKey,
} from '#storage/keyset-page.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { TimeRange } from '#wire/time-range.rules.js';
import type { ActivityFilter } from './activity-filter.rules.js';
import { ACTIVITY_TEXTS, ActivityTextHits, isHit, type TextHits } from './activity-text-hits.store.js';
import { visibleActivities, type Reader } from './activity-visibility.js';

interface ColumnOrder {
  readonly by: 'id' | 'case' | 'created' | 'lastModified' | 'dueDate';
}

/** What activities are sorted by. */
export type SearchOrder =
  | ColumnOrder
  /** All departments, in the order of their names. */
  | { readonly by: 'department'; readonly departmentIds: readonly string[] }
  | { readonly by: 'custom'; readonly name: string; readonly isNumber: boolean };

export interface ActivityPage extends KeysetPage {
  readonly order: SearchOrder;
}

/** Finds activities; every statement carries the reader's visibility. */
@Injectable()
export class ActivitySearchStore {
  constructor(
    private readonly database: Database,
    private readonly texts: ActivityTextHits,
  ) {}

  /** The ids of one page of what matches. */
  async search(reader: Reader, filter: ActivityFilter, page: ActivityPage): Promise<FoundPage> {
    const hits = await this.texts.hits(reader, filter);
    const parameters = new SqlParameters();
    const candidates = matchingActivities(reader, filter, hits, parameters, page.isDescending);
    return findPage(this.database, pageSql(candidates, page, parameters), candidates, page, parameters);
  }

  /** How many match, to the last one. */
  async count(reader: Reader, filter: ActivityFilter): Promise<number> {
    const hits = await this.texts.hits(reader, filter);
    const parameters = new SqlParameters();
    return countAll(this.database, matchingActivities(reader, filter, hits, parameters), parameters);
  }

  /** The secure ones among all that match, oldest first. */
  async secureHits(reader: Reader, filter: ActivityFilter, limit: number): Promise<string[]> {
    const hits = await this.texts.hits(reader, filter);
    const parameters = new SqlParameters();
    const { tables, condition } = matchingActivities(reader, filter, hits, parameters);
    const text = `SELECT a.id FROM ${tables} WHERE a.secure AND ${condition} ORDER BY a.id LIMIT ${limit}`;
    const rows = await this.database.query<{ id: string }>(text, parameters.values);
    return rows.map(({ id }) => id);
  }
}

/** The activities that match; the table itself is `a`. */
function matchingActivities(
  reader: Reader,
  filter: ActivityFilter,
  hits: TextHits | undefined,
  parameters: SqlParameters,
  isDescending = false,
): Candidates {
  const equals = (column: string, value: unknown, type: string): string[] =>
    value === undefined ? [] : [`${column} = ${parameters.add(value, type)}`];
  const { custom = [] } = filter;
  return {
    id: 'a.id',
    tables:
      hits?.kind === 'few'
        ? `${hitsInOrder(hits.ids, isDescending, parameters)} JOIN activities a ON a.id = hit.id`
        : 'activities a',
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
      ...(hits?.kind === 'many' ? [isHit(ACTIVITY_TEXTS, 'a.id', hits, parameters)] : []),
      ...custom.map(({ name, value }) => {
        const wanted = JSON.stringify({ [name]: [value] });
        return `a.custom_attributes @> ${parameters.add(wanted, 'jsonb')}`;
      }),
    ].join(' AND '),
  };
}

/** The condition that a column is in a range, as a list of what goes between ANDs. */
export function within(column: string, range: TimeRange | undefined, parameters: SqlParameters): string[] {
  return [
    ...(range?.from ? [`${column} >= ${parameters.add(range.from, 'timestamptz')}`] : []),
    // What is stored is finer than what is shown: the last millisecond belongs to the range as a whole.
    ...(range?.to ? [`${column} < ${parameters.add(new Date(range.to.getTime() + 1), 'timestamptz')}`] : []),
  ];
}

/** The ids of the page in their order, each with the key of its cursor. */
function pageSql(candidates: Candidates, page: ActivityPage, parameters: SqlParameters): string {
  const { order } = page;
  if (order.by === 'id') return pageById(candidates, page, parameters);
  if (order.by === 'department') return pageByDepartment(candidates, page, order.departmentIds, parameters);
  const key = sortKey(order.by === 'custom' ? order : { by: order.by }, parameters);
  return pageByKey(candidates, key, page, parameters);
}

/** Department by department, each by the ids of its activities: nothing has to be sorted that is not shown. */
function pageByDepartment(
  { tables, condition }: Candidates,
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
      SELECT a.id, d.id::text AS key FROM ${tables}
      WHERE ${condition} AND a.department_id = d.id ${afterId}
      ORDER BY a.id ${direction} LIMIT ${limit + 1 + skipped}
    ) x
    ORDER BY d.place, x.id ${direction} LIMIT ${limit + 1} OFFSET ${skipped}`;
}

type KeyedOrder = Extract<SearchOrder, { readonly by: 'custom' }> | { readonly by: Exclude<ColumnOrder['by'], 'id'> };

function sortKey(order: KeyedOrder, parameters: SqlParameters): SortKey {
  switch (order.by) {
    case 'case':
      return wholeNumberKey('a.case_id', IF_ANY);
    case 'created':
      return momentKey('a.created_at');
    case 'lastModified':
      return momentKey('a.last_modified_at');
    case 'dueDate':
      return momentKey('a.due_at', IF_ANY);
    case 'custom': {
      const named = `k.activity_id = a.id AND k.name = ${parameters.add(order.name, 'text')}`;
      const key = order.isNumber ? 'k.number_key' : 'k.text_key';
      const values = {
        join: `JOIN activity_sort_keys k ON ${named}`,
        id: 'k.activity_id',
        missing: `(SELECT ${key} FROM activity_sort_keys k WHERE ${named}) IS NULL`,
      };
      return order.isNumber ? wholeNumberKey(key, values) : textKey(key, values);
    }
  }
}
