import { Injectable } from '@nestjs/common';
import { textQuerySql, type TextQuery } from '#activities/activity-text-hits.store.js';
import { INDEXED_LENGTH } from '#activities/activity-text.rules.js';
import type { RecordField } from '#record-tables/record-table.js';
import type { RecordTableId } from '#runtime/ids.js';
import { idsIfFew, isOneOf } from '#storage/few-ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { FieldValue } from './record.js';

export interface ValuesToRead {
  readonly id: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly fields: readonly RecordField[];
}

export interface EntryToRead {
  readonly id: string;
  readonly recordId: string;
  readonly content: string;
}

/** A document; the one of an entry says of which. */
export interface RecordText {
  readonly recordId: string;
  readonly entryId?: string;
  readonly text: string;
}

/** Words that are looked for in a table. */
export interface RecordWords {
  readonly tableId: RecordTableId;
  readonly query: TextQuery;
  /** The append-only fields whose entries count. */
  readonly entryFields: readonly string[];
}

/** What has the words: few records, by their ids, or more than are worth the naming. */
export type RecordHits =
  { readonly kind: 'few'; readonly ids: string } | { readonly kind: 'many'; readonly words: RecordWords };

const READ_VALUES = {
  name: 'read-record-values-to-index',
  text: `
    SELECT r.id, r.field_values AS values, t.fields FROM records r JOIN record_tables t ON t.id = r.table_id
    WHERE r.id = ANY($1::bigint[])`,
};

/** Also those that were erased meanwhile, which have no words any more: what was read of one before is written over. */
const READ_ENTRIES = {
  name: 'read-record-entries-to-index',
  text: `
    SELECT e.id, e.record_id AS "recordId", left(e.content, ${INDEXED_LENGTH}) AS content FROM record_entries e
    WHERE e.id = ANY($1::bigint[])`,
};

const WRITE = {
  name: 'write-record-texts',
  text: `
    WITH read_with AS (
      INSERT INTO text_configurations (name) SELECT text_configuration($4)::text ON CONFLICT DO NOTHING
    )
    INSERT INTO record_texts (record_id, entry_id, field, document)
    SELECT r.id, i.entry_id, e.field,
      text_document($4, i.text, '', '{}') || array_to_tsvector(ARRAY[record_table_term(r.table_id)])
    FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS i(record_id, entry_id, text)
    JOIN records r ON r.id = i.record_id LEFT JOIN record_entries e ON e.id = i.entry_id
    ON CONFLICT (record_id, entry_id) DO UPDATE SET document = excluded.document`,
};

/** What records are found by; `record_texts` is filled behind the commits. */
@Injectable()
export class RecordTextStore {
  async readValues(transaction: Transaction, recordIds: readonly string[]): Promise<ValuesToRead[]> {
    return transaction.query<ValuesToRead>(READ_VALUES, [recordIds]);
  }

  async readEntries(transaction: Transaction, entryIds: readonly string[]): Promise<EntryToRead[]> {
    return transaction.query<EntryToRead>(READ_ENTRIES, [entryIds]);
  }

  /** `language`: the dictionary that they are read with. */
  async write(transaction: Transaction, texts: readonly RecordText[], language: string): Promise<void> {
    if (texts.length === 0) return;
    const columns = [
      texts.map(({ recordId }) => recordId),
      texts.map(({ entryId }) => entryId ?? '0'),
      texts.map(({ text }) => text),
    ];
    await transaction.query(WRITE, [...columns, language]);
  }

  async hits(queryable: Queryable, words: RecordWords): Promise<RecordHits> {
    const parameters = new SqlParameters();
    const asked = isAsked(words, parameters);
    // An entry of a record that was merged is one of the record that stands for it; a value is not.
    const found = (most: number): string => `
      SELECT CASE WHEN hit.entry_id = 0 THEN m.id ELSE coalesce(m.merged_into, m.id) END AS id
      FROM (SELECT t.record_id, t.entry_id FROM record_texts t WHERE ${asked} LIMIT ${most}) hit JOIN records m ON m.id = hit.record_id`;
    const ids = await idsIfFew(queryable, found, parameters);
    return ids === undefined ? { kind: 'many', words } : { kind: 'few', ids };
  }
}

/**
 * The condition that the record `r` is a hit. A subquery for a single value, because it is run for one record after the other: a join
 * of two large tables would be made before the first one is shown.
 */
export function isRecordHit(hits: RecordHits, parameters: SqlParameters): string {
  if (hits.kind === 'few') return isOneOf('r.id', hits.ids, parameters);
  return `(SELECT true FROM records m JOIN record_texts t ON t.record_id = m.id
    WHERE (m.id = r.id OR (m.merged_into = r.id AND t.entry_id > 0)) AND ${isAsked(hits.words, parameters)} LIMIT 1)`;
}

function isAsked({ tableId, query, entryFields }: RecordWords, parameters: SqlParameters): string {
  const ofTable = `('''' || record_table_term(${parameters.add(tableId, 'integer')}) || '''')::tsquery`;
  return `t.document @@ (${textQuerySql(query, parameters)} && ${ofTable})
    AND (t.entry_id = 0 OR t.field = ANY(${parameters.add(entryFields, 'text[]')}))`;
}
