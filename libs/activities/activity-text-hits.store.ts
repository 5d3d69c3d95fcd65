import { Injectable } from '@nestjs/common';
import { Database } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { ActivityFilter } from './activity-filter.rules.js';
import type { Reader } from './activity-visibility.js';

/** What is asked of the text index; all of it must be there. */
export interface TextQuery {
  readonly words: string | undefined;
  /** The dictionaries to read the words with. */
  readonly configurations: readonly string[];
  readonly custom: readonly { readonly name: string; readonly value: string }[];
}

/**
 * What the text index has: few activities, by their ids, or more than are worth the naming. The ids are as PostgreSQL writes a list
 * of them: they only go back to where they came from.
 */
export type TextHits =
  { readonly kind: 'few'; readonly ids: string } | { readonly kind: 'many'; readonly query: TextQuery };

/** Up to this number they are looked up one by one. Of more, a page is met soon by walking along the activities. */
const FEW = 20_000;

/** New dictionaries are heard of within this time, in milliseconds. */
const CONFIGURATIONS_FOR_MS = 2_000;

/**
 * Asks the text index first, because the planner cannot know whether a word is rare: for a page of 25 it would sooner walk past
 * a million activities than look up the ten that have it.
 */
@Injectable()
export class ActivityTextHits {
  private configurations: { readonly names: readonly string[]; readonly readAt: number } | undefined;

  constructor(private readonly database: Database) {}

  /** Undefined when the filter asks nothing that the text index has to answer. */
  async hits(reader: Reader, filter: ActivityFilter): Promise<TextHits | undefined> {
    const query = await this.queryOf(reader, filter);
    if (query === undefined) return undefined;
    const parameters = new SqlParameters();
    const found = `SELECT t.activity_id AS id FROM activity_texts t WHERE t.document @@ ${textQuerySql(query, parameters)} LIMIT ${FEW + 1}`;
    const sql = `SELECT CASE WHEN count(*) <= ${FEW} THEN coalesce(array_agg(id), '{}')::text END AS ids FROM (${found}) AS found`;
    const { ids } = onlyRow(await this.database.query<{ ids: string | null }>(sql, parameters.values));
    return ids === null ? { kind: 'many', query } : { kind: 'few', ids };
  }

  /** What the text index has to answer, as it is asked of one activity. */
  async queryOf(
    reader: Reader,
    { text, custom = [], caseId, customerId }: ActivityFilter,
  ): Promise<TextQuery | undefined> {
    // Few activities are quicker looked through than looked up, and custom attributes are right at once (FIND-4).
    const isOfFew = caseId !== undefined || customerId !== undefined || reader.kind === 'customer';
    const terms = isOfFew ? [] : custom;
    if (text === undefined && terms.length === 0) return undefined;
    return { words: text, configurations: await this.readConfigurations(), custom: terms };
  }

  /** Those that texts were read with. */
  async readConfigurations(): Promise<readonly string[]> {
    const now = performance.now();
    if (this.configurations && now - this.configurations.readAt < CONFIGURATIONS_FOR_MS)
      return this.configurations.names;
    const rows = await this.database.query<{ name: string }>({
      name: 'read-text-configurations',
      text: 'SELECT name FROM text_configurations ORDER BY name',
    });
    this.configurations = { names: rows.map(({ name }) => name), readAt: now };
    return this.configurations.names;
  }
}

/**
 * The condition that a column has one of the ids. They are read by a subquery, because the planner would compare each constant of
 * thousands with the bounds of every partition.
 */
export function isOneOf(column: string, ids: string, parameters: SqlParameters): string {
  return `${column} = ANY((SELECT ${parameters.add(ids, 'bigint[]')})::bigint[])`;
}

/** The `tsquery` of what is asked; null when its words mean nothing. */
export function textQuerySql({ words, configurations, custom }: TextQuery, parameters: SqlParameters): string {
  const ofWords = (text: string): string =>
    `text_query(${parameters.add(text, 'text')}, ${parameters.add(configurations, 'text[]')})`;
  const ofAttribute = ({ name, value }: TextQuery['custom'][number]): string =>
    `('''' || custom_attribute_term(${parameters.add(name, 'text')}, ${parameters.add(value, 'text')}) || '''')::tsquery`;
  return `(${[...(words === undefined ? [] : [ofWords(words)]), ...custom.map(ofAttribute)].join(' && ')})`;
}
