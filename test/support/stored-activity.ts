import type { Queryable } from '#storage/database.js';

/** An email activity as it lies in the database; what a test does not care about has a default. */
export interface StoredActivity {
  /** External id. */
  readonly customer: string;
  readonly department: string;
  readonly mode?: 'inbound' | 'outbound' | 'none';
  readonly status?: string;
  readonly substatus?: string;
  readonly subject?: string | null;
  readonly text?: string | null;
  readonly html?: string | null;
  readonly language?: string;
  readonly caseId?: string;
  readonly dueAt?: Date;
  readonly createdAt?: Date;
  readonly customAttributes?: Readonly<Record<string, readonly string[]>>;
  /** External id of who sent it for the customer. */
  readonly sentBy?: string;
}

const PAT = JSON.stringify({ actor: 'user', id: '1000', firstName: 'Pat', lastName: 'Doe' });

/** Writes what has no way in through the API yet, such as replies and drafts, and what must not depend on the intake. */
export async function storeActivity(
  database: Queryable,
  activity: StoredActivity,
): Promise<{ readonly id: string; readonly caseId: string }> {
  const caseId = activity.caseId ?? (await storeCase(database, activity));
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO activities (case_id, department_id, customer_id, mode, type, subtype, status, substatus, priority, language,
        secure, sent_on_behalf, sent_by_customer_id, subject, contact_point_data, queue_id, custom_attributes, created_by,
        last_modified_by, due_at, created_at)
      SELECT $1::bigint, d.id, c.id, $4, 'email', 'general', $5, $6, '4', $13, false, $7::text IS NOT NULL, s.id, $8,
        'someone@example.org', q.id, $9::jsonb, $10::jsonb, $10::jsonb, $11::timestamptz, coalesce($12::timestamptz, now())
      FROM departments d
      JOIN queues q ON q.department_id = d.id AND q.is_default
      JOIN customers c ON c.external_id = $2
      LEFT JOIN customers s ON s.external_id = $7
      WHERE d.name = $3
      RETURNING id`,
    [
      caseId,
      activity.customer,
      activity.department,
      activity.mode ?? 'inbound',
      activity.status ?? 'awaiting_assignment',
      activity.substatus ?? 'ready_for_assignment',
      activity.sentBy ?? null,
      activity.subject === undefined ? 'Laptop' : activity.subject,
      JSON.stringify(activity.customAttributes ?? {}),
      PAT,
      activity.dueAt ?? null,
      activity.createdAt ?? null,
      activity.language ?? 'en',
    ],
  );
  if (!row) throw new Error(`No customer ${activity.customer} or department ${activity.department}`);
  await database.query(
    `INSERT INTO activity_emails (activity_id, sent_at, from_address, receiver_address, content_text, content_html)
      VALUES ($1::bigint, now(), 'someone@example.org', 'support@example.com', $2, $3)`,
    [row.id, activity.text === undefined ? 'It does not start.' : activity.text, activity.html ?? null],
  );
  return { id: row.id, caseId };
}

async function storeCase(database: Queryable, { customer, department }: StoredActivity): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO cases (department_id, customer_id, status, severity, subject, originating_channel, created_by, last_modified_by)
      SELECT d.id, c.id, 'open', 'medium', 'Laptop', 'email', $3::jsonb, $3::jsonb
      FROM departments d JOIN customers c ON c.external_id = $2 WHERE d.name = $1
      RETURNING id`,
    [department, customer, PAT],
  );
  if (!row) throw new Error(`No customer ${customer} or department ${department}`);
  return row.id;
}

/** The id of a customer by its external id. */
export async function customerIdOf(database: Queryable, externalId: string): Promise<string> {
  const [row] = await database.query<{ id: string }>('SELECT id FROM customers WHERE external_id = $1', [externalId]);
  if (!row) throw new Error(`No customer ${externalId}`);
  return row.id;
}
