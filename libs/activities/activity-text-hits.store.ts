import { Injectable } from '@nestjs/common';
import { Database } from '#storage/database.js';
import { idsIfFew, isOneOf } from '#storage/few-ids.js';
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

/** A table with a document of words for each row of another one. */
export interface TextIndex {
  readonly table: 'activity_texts' | 'case_texts';
  readonly owner: 'activity_id' | 'case_id';
}

export const ACTIVITY_TEXTS: TextIndex = { table: 'activity_texts', owner: 'activity_id' };
export const CASE_TEXTS: TextIndex = { table: 'case_texts', owner: 'case_id' };

/** What a text index has: few, by their ids, or more than are worth the naming. */
export type TextHits =
  { readonly kind: 'few'; readonly ids: string } | { readonly kind: 'many'; readonly query: TextQuery };

/** New dictionaries are heard of within this time, in milliseconds. */
const CONFIGURATIONS_FOR_MS = 2_000;

/** Asks the text indexes, before anything is looked for in the tables that they are of. */
@Injectable()
export class ActivityTextHits {
  private configurations: { readonly names: readonly string[]; readonly readAt: number } | undefined;

  constructor(private readonly database: Database) {}

  /** Undefined when the filter asks nothing that the text index has to answer. */
  async hits(reader: Reader, filter: ActivityFilter): Promise<TextHits | undefined> {
    const query = await this.queryOf(reader, filter);
    return query && this.ask(ACTIVITY_TEXTS, query);
  }

  async ask({ table, owner }: TextIndex, query: TextQuery): Promise<TextHits> {
    const parameters = new SqlParameters();
    const asked = `t.document @@ ${textQuerySql(query, parameters)}`;
    const found = (most: number) => `SELECT t.${owner} AS id FROM ${table} t WHERE ${asked} LIMIT ${most}`;
    const ids = await idsIfFew(this.database, found, parameters);
    return ids === undefined ? { kind: 'many', query } : { kind: 'few', ids };
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
 * The condition that the row with this id is a hit. A subquery for a single value, because it is run for one row after the other:
 * a join of two large tables would be made before the first one is shown.
 */
export function isHit({ table, owner }: TextIndex, id: string, hits: TextHits, parameters: SqlParameters): string {
  return hits.kind === 'few'
    ? isOneOf(id, hits.ids, parameters)
    : `(SELECT t.document @@ ${textQuerySql(hits.query, parameters)} FROM ${table} t WHERE t.${owner} = ${id})`;
}

/** The `tsquery` of what is asked; null when its words mean nothing. */
export function textQuerySql({ words, configurations, custom }: TextQuery, parameters: SqlParameters): string {
  const ofWords = (text: string): string =>
    `text_query(${parameters.add(text, 'text')}, ${parameters.add(configurations, 'text[]')})`;
  const ofAttribute = ({ name, value }: TextQuery['custom'][number]): string =>
    `('''' || custom_attribute_term(${parameters.add(name, 'text')}, ${parameters.add(value, 'text')}) || '''')::tsquery`;
  return `(${[...(words === undefined ? [] : [ofWords(words)]), ...custom.map(ofAttribute)].join(' && ')})`;
}
