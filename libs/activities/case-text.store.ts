import { Injectable } from '@nestjs/common';
import type { Transaction } from '#storage/database.js';

export interface CaseSubject {
  readonly id: string;
  readonly subject: string;
}

const READ_NEW = {
  name: 'read-new-cases-to-index',
  text: `
    SELECT s.id, s.subject FROM cases s
    WHERE s.id = ANY($1::bigint[]) AND NOT EXISTS (SELECT FROM case_texts t WHERE t.case_id = s.id)`,
};

const READ = {
  name: 'read-cases-to-index',
  text: 'SELECT s.id, s.subject FROM cases s WHERE s.id = ANY($1::bigint[])',
};

const WRITE = {
  name: 'write-case-texts',
  text: `
    WITH indexed AS (
      SELECT s.id, i.subject, coalesce(s.language, $3::text) AS language
      FROM unnest($1::bigint[], $2::text[]) AS i(id, subject) JOIN cases s ON s.id = i.id
    ), read_with AS (
      INSERT INTO text_configurations (name) SELECT DISTINCT text_configuration(language)::text FROM indexed
      ON CONFLICT DO NOTHING
    )
    INSERT INTO case_texts (case_id, document) SELECT id, text_document(language, subject, '', '{}') FROM indexed
    ON CONFLICT (case_id) DO UPDATE SET document = excluded.document`,
};

/** What cases are found by besides their activities. */
@Injectable()
export class CaseTextStore {
  /** Those among these that were never indexed, or have changed since. */
  async readNew(transaction: Transaction, ids: readonly string[]): Promise<CaseSubject[]> {
    return transaction.query<CaseSubject>(READ_NEW, [ids]);
  }

  async read(transaction: Transaction, ids: readonly string[]): Promise<CaseSubject[]> {
    return transaction.query<CaseSubject>(READ, [ids]);
  }

  /** `language`: of cases that have none of their own. */
  async write(transaction: Transaction, subjects: readonly CaseSubject[], language: string): Promise<void> {
    if (subjects.length === 0) return;
    const columns = [subjects.map(({ id }) => id), subjects.map(({ subject }) => subject)];
    await transaction.query(WRITE, [...columns, language]);
  }
}
