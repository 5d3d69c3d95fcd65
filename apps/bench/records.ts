import pg from 'pg';
import type { Search } from './searches.js';

const RECORDS = 100_000;

const TABLE = 'asset';

/** What the titles and logs are made of: one word in a hundred of those that are often, and a rare one. */
const OFTEN_WORDS = 100;
const RARE_WORDS = 10_000;

/** The tables of the partition that is measured. */
export const RECORD_TABLES = [
  {
    name: TABLE,
    fields: [
      { name: 'title', type: 'text' },
      { name: 'requester', type: 'email' },
      { name: 'log', type: 'appendOnly' },
    ],
  },
];

/** Records as a table has after years, three entries each, written by the database itself and indexed with it. */
export async function preloadRecords(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const author = `'{"actor":"client","id":"1000","firstName":"Registered Client","lastName":"Application"}'::jsonb`;
  const term = 'array_to_tsvector(ARRAY[record_table_term(r.table_id)])';
  try {
    await client.query(`
      SET session_replication_role = replica;
      INSERT INTO records (id, table_id, field_values, created_by, created_at, last_modified_by, last_modified_at)
        SELECT 10000000 + n, t.id, jsonb_build_object('title', 'Laptop ' || n || ' often' || n % ${OFTEN_WORDS} || ' rare' || n % ${RARE_WORDS},
            'requester', 'Requester' || n || '@example.net'), ${author}, timestamptz '2024-01-01' + n * interval '10 minutes',
          ${author}, timestamptz '2024-01-01' + n * interval '11 minutes'
        FROM record_tables t, generate_series(0, ${RECORDS - 1}) n WHERE t.name = '${TABLE}';
      INSERT INTO record_entries (record_id, field, content, author, created_at)
        SELECT r.id, 'log', 'Asked for the seldom' || r.id % ${RARE_WORDS} || ' part' || n || repeat(' text of an entry', 20), ${author}, r.created_at
        FROM records r, generate_series(1, 3) n WHERE r.id >= 10000000;
      INSERT INTO record_addresses
        SELECT a.* FROM records r CROSS JOIN LATERAL record_addresses_of(r.id, r.table_id, r.field_values) a WHERE r.id >= 10000000;
      INSERT INTO record_texts (record_id, entry_id, field, document)
        SELECT r.id, 0, NULL, text_document('en', concat_ws(E'\\n', r.field_values ->> 'title', r.field_values ->> 'requester'), '', '{}') || ${term}
        FROM records r WHERE r.id >= 10000000
        UNION ALL
        SELECT r.id, e.id, e.field, text_document('en', e.content, '', '{}') || ${term}
        FROM records r JOIN record_entries e ON e.record_id = r.id WHERE r.id >= 10000000;
      INSERT INTO text_configurations VALUES ('english') ON CONFLICT DO NOTHING;
      SET session_replication_role = DEFAULT;
    `);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

const PATH = `/core/recordmgr/v3/${TABLE}`;

const field = (name: string, value: string): string => `${PATH}?field=${JSON.stringify([{ name, value }])}`;

export const RECORD_SEARCHES: readonly Search[] = [
  ['records, newest first', () => `${PATH}?$sort=created&$order=desc`],
  ['records with entries', () => `${PATH}?$attribute=entries`],
  ['records of an address', (index) => field('requester', `requester${index % RECORDS}@EXAMPLE.net`)],
  ['records with a rare word', (index) => `${PATH}?text=rare${index % RARE_WORDS}`],
  ['records with a rare word in an entry', (index) => `${PATH}?text=seldom${index % RARE_WORDS}`],
  ['records with a word that one in a hundred has', (index) => `${PATH}?text=often${index % OFTEN_WORDS}`],
  ['records with a word that all have', () => `${PATH}?text=laptop`],
  ['records with two words', (index) => `${PATH}?text=laptop often${index % OFTEN_WORDS}`],
];
