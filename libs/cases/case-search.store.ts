import { Injectable } from '@nestjs/common';
import { isHit, within } from '#activities/activity-search.store.js';
import { ActivityTextHits, isOneOf, type TextHits } from '#activities/activity-text-hits.store.js';
import { visibleActivities, type Reader } from '#activities/activity-visibility.js';
import { MOST_COUNTED_FINDS } from '#activities/secure-finds.js';
import { Database } from '#storage/database.js';
import {
  countAll,
  findPage,
  momentKey,
  pageById,
  pageByKey,
  type Candidates,
  type FoundPage,
  type KeysetPage,
} from '#storage/keyset-page.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { CaseFilter, CaseText } from './case-filter.rules.js';
import { visibleCases } from './case-visibility.js';

const KEYS = {
  created: momentKey('s.created_at', false),
  lastModified: momentKey('s.last_modified_at', false),
  dueDate: momentKey('s.due_at', true),
};

export type CaseSort = 'id' | keyof typeof KEYS;

export interface CasePage extends KeysetPage {
  readonly sort: CaseSort;
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
    return this.secureOnes(found, 'a.case_id IN (SELECT id FROM found)', reader, hits, parameters);
  }

  /** The secure activities by whose words these cases of a page were found. */
  async secureHitsOf(reader: Reader, { text }: CaseFilter, { ids }: FoundPage): Promise<string[]> {
    const query = text && (await this.texts.queryOf(reader, { text: text.words }));
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
      WHERE a.secure AND ${condition} AND ${isHit(hits, parameters)} AND ${visibleActivities(reader, parameters, 'a')}
      ORDER BY a.id LIMIT ${MOST_COUNTED_FINDS}`;
    const rows = await this.database.query<{ id: string }>(text, parameters.values);
    return rows.map(({ id }) => id);
  }

  private async hits(reader: Reader, { text }: CaseFilter): Promise<TextHits | undefined> {
    return text === undefined ? undefined : this.texts.hits(reader, { text: text.words });
  }
}

/** A condition on cases `s`, and what it refers to, as the beginning of a WITH. */
type Matching = Pick<Candidates, 'prelude' | 'condition'>;

function matchingCases(
  reader: Reader,
  filter: CaseFilter,
  hits: TextHits | undefined,
  parameters: SqlParameters,
): Candidates {
  const equals = (column: string, value: unknown, type: string): string[] =>
    value === undefined ? [] : [`${column} = ${parameters.add(value, type)}`];
  const text = filter.text && hits ? hasText(reader, filter.text, hits, parameters) : undefined;
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
 * A customer finds cases of others by its own activities in them only. The subject is read with the dictionary of the case's
 * language, or of the partition's where a case has none. The cases of the activities that were found are looked up once, for
 * the page and for the count.
 */
function hasText(reader: Reader, { words, language }: CaseText, hits: TextHits, parameters: SqlParameters): Matching {
  const dictionary = `text_configuration(coalesce(s.language, ${parameters.add(language, 'text')}))`;
  const ofSubject = `to_tsvector(${dictionary}, s.subject) @@ websearch_to_tsquery(${dictionary}, ${parameters.add(words, 'text')})`;
  const isOwn = reader.kind === 'customer' ? ` AND s.customer_id = ${parameters.add(reader.customerId, 'bigint')}` : '';
  const visible = visibleActivities(reader, parameters, 'a');
  if (hits.kind === 'many') {
    const ofActivities = `EXISTS (SELECT FROM activities a WHERE a.case_id = s.id AND ${isHit(hits, parameters)} AND ${visible})`;
    return { condition: `(${ofSubject}${isOwn} OR ${ofActivities})` };
  }
  const cases = `SELECT DISTINCT a.case_id FROM activities a WHERE ${isOneOf('a.id', hits.ids, parameters)} AND ${visible}`;
  return {
    prelude: `hit_cases AS MATERIALIZED (${cases}),`,
    condition: `(s.id IN (SELECT case_id FROM hit_cases) OR ${ofSubject}${isOwn})`,
  };
}
