import { Injectable } from '@nestjs/common';
import type { Transaction } from '#storage/database.js';
import { INDEXED_LENGTH } from './activity-text.rules.js';

export interface TextSource {
  readonly id: string;
  readonly caseId: string | null;
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
}

/** What is read of an activity with a dictionary. */
export interface TextToIndex {
  readonly id: string;
  readonly subject: string;
  readonly content: string;
}

/** HTML says less with more characters. */
const READ_OF_HTML = INDEXED_LENGTH * 4;

const READ = {
  name: 'read-texts-to-index',
  text: `
    SELECT a.id, a.case_id AS "caseId", a.subject, left(e.content_text, ${INDEXED_LENGTH}) AS text,
      CASE WHEN coalesce(e.content_text, '') !~ '\\S' THEN left(e.content_html, ${READ_OF_HTML}) END AS html
    FROM (SELECT DISTINCT unnest($1::bigint[]) AS id) wanted
    JOIN activities a ON a.id = wanted.id
    LEFT JOIN activity_emails e ON e.activity_id = a.id`,
};

const WRITE = {
  name: 'write-texts',
  text: `
    WITH read_with AS (
      INSERT INTO text_configurations (name)
      SELECT DISTINCT text_configuration(a.language)::text FROM activities a WHERE a.id = ANY($1::bigint[])
      ON CONFLICT DO NOTHING
    )
    INSERT INTO activity_texts (activity_id, document)
    SELECT a.id, text_document(a.language, i.subject, i.content, a.custom_attributes)
    FROM unnest($1::bigint[], $2::text[], $3::text[]) AS i(id, subject, content) JOIN activities a ON a.id = i.id
    ON CONFLICT (activity_id) DO UPDATE SET document = excluded.document`,
};

/** Any number that no other advisory lock of ours has. */
const INDEXING_LOCK = 7_263_400_401;

/** What activities are found by. */
@Injectable()
export class ActivityTextStore {
  /** Until the end of the transaction nobody else indexes: of two entries about one activity the newer text is what stays. */
  async lock(transaction: Transaction): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [INDEXING_LOCK]);
  }

  async read(transaction: Transaction, ids: readonly string[]): Promise<TextSource[]> {
    return transaction.query<TextSource>(READ, [ids]);
  }

  /** Until it is indexed anew. */
  async forget(transaction: Transaction, id: string): Promise<void> {
    await transaction.query('DELETE FROM activity_texts WHERE activity_id = $1::bigint', [id]);
  }

  async write(transaction: Transaction, texts: readonly TextToIndex[]): Promise<void> {
    const columns = [
      texts.map(({ id }) => id),
      texts.map(({ subject }) => subject),
      texts.map(({ content }) => content),
    ];
    await transaction.query(WRITE, columns);
  }
}
