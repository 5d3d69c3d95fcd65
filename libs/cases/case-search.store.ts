import { Injectable } from '@nestjs/common';
import { within } from '#activities/activity-search.store.js';
import {
  ACTIVITY_TEXTS,
  ActivityTextHits,
  CASE_TEXTS,
  isHit,
  type TextHits,
} from '#activities/activity-text-hits.store.js';
import { visibleActivities, type Reader } from '#activities/activity-visibility.js';
import { MOST_COUNTED_FINDS } from '#activities/secure-finds.js';
import { Database } from '#storage/database.js';
import {
  countAll,
  findPage,
  IF_ANY,
  momentKey,
  pageById,
  pageByKey,
  type Candidates,
  type FoundPage,
  type KeysetPage,
} from '#storage/keyset-page.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { CaseFilter } from './case-filter.rules.js';
import { visibleCases } from './case-visibility.js';

const KEYS = {
  created: momentKey('s.created_at'),
  lastModified: momentKey('s.last_modified_at'),
  dueDate: momentKey('s.due_at', IF_ANY),
};

export type CaseSort = 'id' | keyof typeof KEYS;

export interface CasePage extends KeysetPage {
  readonly sort: CaseSort;
}

/** What has the words that are looked for. */
interface CaseHits {
  readonly ofSubjects: TextHits;
  readonly ofActivities: TextHits;
}

/** Finds cases; every statement carries the reader's visibility. */
@Injectable()
export class CaseSearchStore {
  constructor(
    private readonly database: Database,
    private readonly texts: ActivityTextHits,
  ) {}

  /** The ids of one page. */
  async search(reader: Reader, filter: CaseFilter, page: CasePage): Promise<FoundPage> {
    const parameters = new SqlParameters();
    const candidates = matchingCases(reader, filter, await this.hits(reader, filter), parameters);
    const chosen =
      page.sort === 'id'
        ? pageById(candidates, page, parameters)
        : pageByKey(candidates, KEYS[page.sort], page, parameters);
    return findPage(this.database, chosen, candidates, page, parameters);
  }

  /** How many match, to the last one. */
  async count(reader: Reader, filter: CaseFilter): Promise<number> {
    const parameters = new SqlParameters();
    const candidates = matchingCases(reader, filter, await this.hits(reader, filter), parameters);
    return countAll(this.database, candidates, parameters);
  }

  /** The secure activities by whose words any case is found that matches: as many as one count puts on record. */
  async secureHits(reader: Reader, filter: CaseFilter): Promise<string[]> {
    const hits = await this.hits(reader, filter);
    if (!hits) return [];
    const parameters = new SqlParameters();
    const { prelude, tables, condition } = matchingCases(reader, filter, hits, parameters);
    const found = `WITH ${prelude} found AS (SELECT s.id FROM ${tables} WHERE ${condition})`;
    return this.secureOnes(found, 'a.case_id IN (SELECT id FROM found)', reader, hits.ofActivities, parameters);
  }

  /** The secure activities by whose words these cases of a page were found. */
  async secureHitsOf(reader: Reader, { text }: CaseFilter, { ids }: FoundPage): Promise<string[]> {
    const query = await this.texts.queryOf(reader, { text });
    if (!query) return [];
    const parameters = new SqlParameters();
    const ofPage = `a.case_id = ANY(${parameters.add(ids, 'bigint[]')})`;
    return this.secureOnes('', ofPage, reader, { kind: 'many', query }, parameters);
  }

  private async secureOnes(
    prelude: string,
    condition: string,
    reader: Reader,
    hits: TextHits,
    parameters: SqlParameters,
  ): Promise<string[]> {
    const text = `${prelude} SELECT a.id FROM activities a
      WHERE a.secure AND ${condition} AND ${isHit(ACTIVITY_TEXTS, 'a.id', hits, parameters)} AND ${visibleActivities(reader, parameters, 'a')}
      ORDER BY a.id LIMIT ${MOST_COUNTED_FINDS}`;
    const rows = await this.database.query<{ id: string }>(text, parameters.values);
    return rows.map(({ id }) => id);
  }

  private async hits(reader: Reader, { text }: CaseFilter): Promise<CaseHits | undefined> {
    const query = await this.texts.queryOf(reader, { text });
    return (
      query && {
        ofSubjects: await this.texts.ask(CASE_TEXTS, query),
        ofActivities: await this.texts.ask(ACTIVITY_TEXTS, query),
      }
    );
  }
}

/** A condition on cases `s`, and what it refers to, as the beginning of a WITH. */
type Matching = Pick<Candidates, 'prelude' | 'condition'>;

function matchingCases(
  reader: Reader,
  filter: CaseFilter,
  hits: CaseHits | undefined,
  parameters: SqlParameters,
): Candidates {
  const equals = (column: string, value: unknown, type: string): string[] =>
    value === undefined ? [] : [`${column} = ${parameters.add(value, type)}`];
  const text = hits && hasText(reader, hits, parameters);
  const condition = [
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
    ...(text ? [text.condition] : []),
  ].join(' AND ');
  return { ...text, tables: 'cases s', id: 's.id', condition };
}

/**
 * A customer finds cases of others by its own activities in them only. The cases of what was found are looked up once, for the page
 * and for the count.
 */
function hasText(reader: Reader, { ofSubjects, ofActivities }: CaseHits, parameters: SqlParameters): Matching {
  const visible = visibleActivities(reader, parameters, 'a');
  const isActivity = `${isHit(ACTIVITY_TEXTS, 'a.id', ofActivities, parameters)} AND ${visible}`;
  const isOwn = reader.kind === 'customer' ? ` AND s.customer_id = ${parameters.add(reader.customerId, 'bigint')}` : '';
  const isSubject = `${isHit(CASE_TEXTS, 's.id', ofSubjects, parameters)}${isOwn}`;
  const found = [
    ...(ofSubjects.kind === 'few' ? [`SELECT s.id FROM cases s WHERE ${isSubject}`] : []),
    ...(ofActivities.kind === 'few' ? [`SELECT a.case_id FROM activities a WHERE ${isActivity}`] : []),
  ];
  const ways = [
    ...(found.length > 0 ? ['s.id IN (SELECT id FROM hit_cases)'] : []),
    ...(ofSubjects.kind === 'many' ? [isSubject] : []),
    ...(ofActivities.kind === 'many'
      ? [`EXISTS (SELECT FROM activities a WHERE a.case_id = s.id AND ${isActivity})`]
      : []),
  ];
  return {
    ...(found.length > 0 && { prelude: `hit_cases (id) AS MATERIALIZED (${found.join(' UNION ')}),` }),
    condition: `(${ways.join(' OR ')})`,
  };
}
