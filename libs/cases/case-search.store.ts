import { Injectable } from '@nestjs/common';
import { COUNTED_UP_TO, within } from '#activities/activity-search.store.js';
import { ActivityTextHits, isOneOf, textQuerySql, type TextHits } from '#activities/activity-text-hits.store.js';
import { visibleActivities, type Reader } from '#activities/activity-visibility.js';
import { Database } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { CollectionQuery } from '#wire/collection-query.js';
import type { CaseFilter, CaseText } from './case-filter.rules.js';
import { visibleCases } from './case-visibility.js';

const SORTS = { id: 's.id', created: 's.created_at', lastModified: 's.last_modified_at', dueDate: 's.due_at' };

export type CaseSort = keyof typeof SORTS;

export interface FoundCases {
  /** In their order. */
  readonly ids: readonly string[];
  readonly total: number;
  readonly isTotalAtLeast: boolean;
}

/** Finds cases; every statement carries the reader's visibility. */
@Injectable()
export class CaseSearchStore {
  constructor(
    private readonly database: Database,
    private readonly texts: ActivityTextHits,
  ) {}

  /** The ids of one page, and how many match. */
  async search(reader: Reader, filter: CaseFilter, page: CollectionQuery<CaseSort>): Promise<FoundCases> {
    const parameters = new SqlParameters();
    const hits = await this.hits(reader, filter);
    const condition = matchingCases(reader, filter, hits, parameters);
    const direction = page.isDescending ? 'DESC' : 'ASC';
    const key = SORTS[page.sort];
    const text = `
      WITH page AS MATERIALIZED (
        SELECT s.id FROM cases s WHERE ${condition}
        ORDER BY ${key === SORTS.id ? '' : `${key} ${direction} NULLS LAST,`} s.id ${direction}
        LIMIT ${page.limit + 1} OFFSET ${page.offset}
      )
      SELECT id, CASE WHEN (SELECT count(*) FROM page) <= ${page.limit} THEN ${page.offset} + (SELECT count(*) FROM page)
        ELSE (SELECT count(*) FROM (SELECT FROM cases s WHERE ${condition} LIMIT ${COUNTED_UP_TO + 1}) AS counted) END AS total
      FROM page`;
    // Without a name, as every search is (docs/search.md).
    const found = await this.database.query<{ id: string; total: string }>(text, parameters.values);
    const ids = found.slice(0, page.limit).map(({ id }) => id);
    const total = Number(found[0]?.total ?? 0);
    const isTotalAtLeast = total > COUNTED_UP_TO && found.length > page.limit;
    return { ids, total: isTotalAtLeast ? Math.max(COUNTED_UP_TO, page.offset + found.length) : total, isTotalAtLeast };
  }

  /** How many match, to the last one. */
  async count(reader: Reader, filter: CaseFilter): Promise<number> {
    const parameters = new SqlParameters();
    const hits = await this.hits(reader, filter);
    const text = `SELECT count(*) AS total FROM cases s WHERE ${matchingCases(reader, filter, hits, parameters)}`;
    const [row] = await this.database.query<{ total: string }>(text, parameters.values);
    return Number(row?.total ?? 0);
  }

  private async hits(reader: Reader, { text }: CaseFilter): Promise<TextHits | undefined> {
    return text === undefined ? undefined : this.texts.hits(reader, { text: text.words });
  }
}

function matchingCases(
  reader: Reader,
  filter: CaseFilter,
  hits: TextHits | undefined,
  parameters: SqlParameters,
): string {
  const equals = (column: string, value: unknown, type: string): string[] =>
    value === undefined ? [] : [`${column} = ${parameters.add(value, type)}`];
  return [
    visibleCases(reader, parameters, 's'),
    ...(filter.customerId === undefined
      ? []
      : [`s.customer_id = current_customer(${parameters.add(filter.customerId, 'bigint')})`]),
    ...equals('s.department_id', filter.departmentId, 'bigint'),
    ...(filter.substatuses === undefined ? [] : [`s.status = ANY(${parameters.add(filter.substatuses, 'text[]')})`]),
    ...equals('s.severity', filter.severity, 'text'),
    ...equals('s.external_id', filter.externalId, 'text'),
    ...(filter.label === undefined ? [] : [`${parameters.add(filter.label, 'text')} = ANY(s.labels)`]),
    ...within('s.created_at', filter.created, parameters),
    ...within('s.last_modified_at', filter.lastModified, parameters),
    ...within('s.last_closed_at', filter.lastClosed, parameters),
    ...(filter.custom ?? []).map(({ name, value }) => {
      const wanted = JSON.stringify({ [name]: [value] });
      return `s.custom_attributes @> ${parameters.add(wanted, 'jsonb')}`;
    }),
    ...(filter.text && hits ? [hasText(reader, filter.text, hits, parameters)] : []),
  ].join(' AND ');
}

/** A customer finds cases of others by its own activities in them only. The subject is read with the dictionary of the case's language, or of the partition's where a case has none. */
function hasText(reader: Reader, { words, language }: CaseText, hits: TextHits, parameters: SqlParameters): string {
  const dictionary = `text_configuration(coalesce(s.language, ${parameters.add(language, 'text')}))`;
  const ofSubject = `to_tsvector(${dictionary}, s.subject) @@ websearch_to_tsquery(${dictionary}, ${parameters.add(words, 'text')})`;
  const isOwn = reader.kind === 'customer' ? ` AND s.customer_id = ${parameters.add(reader.customerId, 'bigint')}` : '';
  const visible = visibleActivities(reader, parameters, 'a');
  const ofActivities =
    hits.kind === 'few'
      ? `s.id IN (SELECT a.case_id FROM activities a WHERE ${isOneOf('a.id', hits.ids, parameters)} AND ${visible})`
      : `EXISTS (SELECT FROM activities a JOIN activity_texts t ON t.activity_id = a.id
          WHERE a.case_id = s.id AND t.document @@ ${textQuerySql(hits.query, parameters)} AND ${visible})`;
  return `(${ofSubject}${isOwn} OR ${ofActivities})`;
}
