import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queryable } from '#storage/database.js';
import type { KeptAnswer, StoredActivity, StoredAttachment, StoredFile, StoredState } from './stored-state.js';

/**
 * Outbox entries are gone when they have been worked on. A witness in the same database writes down that they were there,
 * in the transaction that wrote them.
 */
const INSTALL_WITNESS = `
  CREATE TABLE outbox_witness (object_id text NOT NULL);
  CREATE FUNCTION witness_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO outbox_witness (object_id) VALUES (NEW.object_id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER witness_outbox AFTER INSERT ON outbox_entries
    FOR EACH ROW WHEN (NEW.kind = 'activity.created') EXECUTE FUNCTION witness_outbox();`;

const ACTIVITIES = `
  SELECT a.id, a.subject, d.name AS department, a.contact_point_data AS sender, a.case_id AS "caseId",
    coalesce(k.customer_id = a.customer_id AND k.department_id = a.department_id, false) AS "isInItsCase",
    coalesce(c.customer_id = u.id, false) AS "isOfACustomer", u.external_id AS "customerExternalId",
    EXISTS (SELECT FROM contact_points p WHERE p.customer_id = a.customer_id AND p.email_key = lower(a.contact_point_data))
      AS "isOfItsSender",
    encode(sha256(convert_to(e.content_text, 'UTF8')), 'hex') AS "textSha256", a.attachment_count AS "attachmentCount"
  FROM activities a
  LEFT JOIN departments d ON d.id = a.department_id
  LEFT JOIN cases k ON k.id = a.case_id
  LEFT JOIN customers u ON u.id = a.customer_id
  LEFT JOIN contacts c ON c.id = a.contact_id
  LEFT JOIN activity_emails e ON e.activity_id = a.id
  ORDER BY a.id`;

const ATTACHMENTS = `
  SELECT t.id, t.activity_id AS "activityId", a.id IS NOT NULL AS "isOnAnActivity", t.file_name AS "fileName",
    t.size::integer AS size, t.sha256, t.blob_key AS "blobKey"
  FROM attachments t LEFT JOIN activities a ON a.id = t.activity_id
  ORDER BY t.activity_id, t.position, t.id`;

const HALF_CUSTOMERS = `
  SELECT u.id FROM customers u
  WHERE u.external_id IS NULL AND (
    NOT EXISTS (SELECT FROM contacts c WHERE c.customer_id = u.id)
    OR NOT EXISTS (SELECT FROM contact_points p WHERE p.customer_id = u.id)
    OR NOT EXISTS (SELECT FROM activities a WHERE a.customer_id = u.id))`;

const ADDRESSES_WITHOUT_ACTIVITY = `
  SELECT p.email_address AS address FROM contact_points p
  WHERE p.email_key LIKE '%@new.example'
    AND NOT EXISTS (SELECT FROM activities a WHERE lower(a.contact_point_data) = p.email_key)`;

export async function installWitness(database: Queryable): Promise<void> {
  await database.query(INSTALL_WITNESS);
}

/** Reads the database and hashes every file below `blobFolder`. */
export async function readStoredState(database: Queryable, blobFolder: string): Promise<StoredState> {
  const listOf = async (sql: string): Promise<string[]> =>
    (await database.query(sql)).map((row) => String(Object.values(row)[0]));
  return {
    activities: await database.query<StoredActivity>(ACTIVITIES),
    attachments: await database.query<StoredAttachment>(ATTACHMENTS),
    auditedActivityIds: await listOf(
      "SELECT object_id FROM audit_entries WHERE object = 'activity' AND action = 'create'",
    ),
    postedActivityIds: await listOf('SELECT object_id FROM outbox_witness'),
    casesWithoutActivity: await listOf(
      'SELECT k.id FROM cases k WHERE NOT EXISTS (SELECT FROM activities a WHERE a.case_id = k.id)',
    ),
    halfCustomers: await listOf(HALF_CUSTOMERS),
    addressesWithoutActivity: await listOf(ADDRESSES_WITHOUT_ACTIVITY),
    keptAnswers: await database.query<KeptAnswer>(
      `SELECT key, regexp_replace(answer #>> '{headers,location}', '^.*/', '') AS "activityId" FROM idempotency_keys WHERE status = 201`,
    ),
    files: await readFiles(blobFolder),
  };
}

/** Every file that is there, by its name; also those that are nobody's. */
async function readFiles(folder: string): Promise<ReadonlyMap<string, StoredFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, StoredFile>();
  for (const entry of entries) {
    if (entry.isFile()) files.set(entry.name, await digest(join(entry.parentPath, entry.name)));
  }
  return files;
}

async function digest(path: string): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}
