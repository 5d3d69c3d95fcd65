import pg from 'pg';

export const LARGE = {
  customers: 100_000,
  /** Those whom the cases and activities belong to; the others have only ever been written to. */
  customersWithActivities: 50_000,
  cases: 50_000,
  activities: 1_000_000,
} as const;

export const DEPARTMENTS = ['Service', 'Sales', 'Billing', 'Returns'];

/** What contents are made of: every activity has the common word, one word in a hundred of those that are often, and a rare one. */
export const COMMON_WORD = 'laptop';
export const OFTEN_WORDS = 100;
export const RARE_WORDS = 100_000;

/** Rows as an installation has after years, written by the database itself. */
export async function preload(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const actor = `'{"actor":"client","id":"1000","firstName":"Registered Client","lastName":"Application"}'::jsonb`;
  try {
    await client.query(`
      INSERT INTO customers (id, type) SELECT n, 'individual' FROM generate_series(10000000, ${10_000_000 + LARGE.customers - 1}) n;
      INSERT INTO contacts (id, customer_id, first_name, last_name)
        SELECT id, id, 'First' || id, 'Last' || id FROM customers WHERE id >= 10000000;
      INSERT INTO contact_points (customer_id, contact_id, type, email_address, email_key, is_primary)
        SELECT id, id, 'email', 'customer' || id || '@example.net', 'customer' || id || '@example.net', true
        FROM customers WHERE id >= 10000000;
      INSERT INTO cases (id, department_id, customer_id, status, severity, subject, originating_channel, created_by, last_modified_by)
        SELECT n, 1000 + n % ${DEPARTMENTS.length}, 10000000 + n % ${LARGE.customersWithActivities}, 'open', 'medium', 'Case ' || n, 'email', ${actor}, ${actor}
        FROM generate_series(10000000, ${10_000_000 + LARGE.cases - 1}) n;
    `);
    // What is written here is indexed here as well: the workers would be at it for as long as the benchmark takes.
    await client.query('SET session_replication_role = replica');
    await client.query(`
      INSERT INTO case_texts (case_id, document) SELECT id, text_document('en', subject, '', '{}') FROM cases WHERE id >= 10000000
    `);
    const step = 100_000;
    for (let done = 0; done < LARGE.activities; done += step) {
      await client.query(`
        WITH new_activity AS (
          INSERT INTO activities (case_id, department_id, customer_id, contact_id, mode, type, subtype, status, substatus,
            priority, language, secure, sent_on_behalf, subject, contact_point_data, queue_id, alias_id, custom_attributes,
            created_by, created_at, last_modified_by, last_modified_at, due_at)
          SELECT c.id, c.department_id, c.customer_id, c.customer_id, 'inbound', 'email', 'general',
            CASE WHEN n % 9 = 0 THEN 'awaiting_assignment' ELSE 'completed' END,
            CASE WHEN n % 9 = 0 THEN 'ready_for_assignment' ELSE 'done' END, '4', 'en', false, false, 'Message ' || n,
            'customer' || c.customer_id || '@example.net', c.department_id, c.department_id,
            CASE WHEN n % 5 = 0 THEN jsonb_build_object('reference', jsonb_build_array('R-' || n / 5 % 1000)) ELSE '{}' END,
            ${actor}, timestamptz '2024-01-01' + n * interval '90 seconds', ${actor},
            timestamptz '2024-01-01' + n * interval '91 seconds',
            CASE WHEN n % 21 = 0 THEN timestamptz '2026-01-01' + n * interval '90 seconds' END
          FROM generate_series(${done}, ${done + step - 1}) n JOIN cases c ON c.id = 10000000 + n % ${LARGE.cases}
          RETURNING id, contact_point_data, subject, custom_attributes
        ), content AS (
          SELECT *, 'My ${COMMON_WORD} beeps twice and stays dark, often' || id * 7919 / 13 % ${OFTEN_WORDS} || ' rare' || id % ${RARE_WORDS}
            || repeat(' text of an email', 20) AS text FROM new_activity
        ), new_key AS (
          INSERT INTO activity_sort_keys
          SELECT k.* FROM content c CROSS JOIN LATERAL activity_sort_keys_of(c.id, c.custom_attributes) k
        ), new_text AS (
          INSERT INTO activity_texts (activity_id, document)
          SELECT id, text_document('en', subject, text, custom_attributes) FROM content
        )
        INSERT INTO activity_emails (activity_id, sent_at, from_address, receiver_address, content_text)
        SELECT id, now(), contact_point_data, 'support@example.com', text FROM content;
      `);
      process.stderr.write(`\rpreloaded ${done + step} of ${LARGE.activities} activities`);
    }
    await client.query(`INSERT INTO text_configurations VALUES ('english') ON CONFLICT DO NOTHING`);
    await client.query('SET session_replication_role = DEFAULT');
    process.stderr.write('\n');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
