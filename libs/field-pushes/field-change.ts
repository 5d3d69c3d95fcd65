import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import type { Transaction } from '#storage/database.js';
import type { PushedObject } from './field-push.js';
import { watchedFields } from './push-field.rules.js';
import { readPushedRecord } from './push-record.store.js';
import { changedFields } from './push-value.js';

/** Kind of the outbox entries that changes of fields write. */
export const FIELDS_CHANGED = 'field-push.changed';

/** What a commit has changed of one record. */
export interface FieldChange {
  readonly object: PushedObject;
  readonly recordId: string;
  /** The changed fields by the names of receivers (`TextField_7`, `status_id`); undefined for a new record: all of them. */
  readonly fields: readonly string[] | undefined;
  /** The edit session that the save names: what the session has pushed is not pushed again (field-push.md FW-3). */
  readonly editSessionId?: string | undefined;
}

const RECORD = {
  name: 'record-field-change',
  text: `
    WITH changed AS (
      SELECT $1::text AS object, $2::text AS record_id, CASE WHEN $3::text[] IS NOT NULL THEN ARRAY(
        SELECT f FROM unnest($3::text[]) f WHERE NOT EXISTS (
          SELECT FROM field_push_sessions s
          WHERE s.id = $4::uuid AND s.object = $1 AND coalesce(s.record_id::text, $2) = $2 AND s.field_sequences ? f)
      ) END AS fields
    )
    INSERT INTO outbox_entries (lane, kind, object_id, payload, created_at, available_at)
    SELECT 'push', '${FIELDS_CHANGED}', c.object || ':' || c.record_id,
      jsonb_build_object('object', c.object, 'recordId', c.record_id, 'fields', c.fields),
      coalesce($5::timestamptz, now()), coalesce($5::timestamptz, now())
    FROM changed c
    WHERE EXISTS (
      SELECT FROM field_pushes p
      WHERE p.active AND p.object = c.object AND 'change' = ANY(p.occasions)
        AND (c.fields IS NULL OR p.fields && c.fields))
      AND NOT (c.fields IS NULL AND EXISTS (
        SELECT FROM field_push_sessions s
        WHERE s.id = $4::uuid AND s.object = c.object AND s.record_id IS NULL AND s.push_sequences <> '{}'))`,
};

/**
 * Notes in the transaction of a change that fields were changed, so that pushes follow from it if and only if it is
 * committed (field-push.md FQ-1); without a time, at that of the database. Costs one statement, and writes nothing where nobody watches the fields.
 */
export async function recordFieldChanges(transaction: Transaction, change: FieldChange, at?: Date): Promise<void> {
  const { object, recordId, fields, editSessionId = null } = change;
  const changed = fields && watchedFields(fields);
  if (changed?.length === 0) return;
  await transaction.query(RECORD, [object, recordId, changed ?? null, editSessionId, at ?? null]);
}

/** Whether changes of such records are pushed anywhere, for whoever changes many of them. */
export async function areChangesPushed(transaction: Transaction, object: PushedObject): Promise<boolean> {
  const rows = await transaction.query(
    `SELECT FROM field_pushes WHERE active AND object = $1 AND 'change' = ANY(occasions) LIMIT 1`,
    [object],
  );
  return rows.length > 0;
}

interface Watched {
  readonly object: PushedObject;
  readonly recordId: string;
  /** All that are configured. */
  readonly attributes: readonly CustomAttribute[];
  readonly editSessionId?: string | undefined;
  readonly at: Date;
}

/**
 * Does `work`, which changes a record that is locked, and notes which of its fields have another value afterwards. One
 * statement more where no push is about such records, four where there is one.
 */
export async function recordingFieldChanges<Value>(
  transaction: Transaction,
  { object, recordId, attributes, editSessionId, at }: Watched,
  work: () => Promise<Value>,
): Promise<Value> {
  if (!(await areChangesPushed(transaction, object))) return work();
  const before = await readPushedRecord(transaction, object, recordId, attributes);
  const value = await work();
  const after = await readPushedRecord(transaction, object, recordId, attributes);
  const fields = changedFields(before?.values ?? {}, after?.values ?? {});
  await recordFieldChanges(transaction, { object, recordId, fields, editSessionId }, at);
  return value;
}

/** The header by which a save names the edit session that it ends. */
const EDIT_SESSION_HEADER = 'edit-session';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The edit session that a save names; what is no id of one names none, because a push too many does no harm. */
export function editSessionOf(headers: Readonly<Record<string, string | string[] | undefined>>): string | undefined {
  const id = headers[EDIT_SESSION_HEADER];
  return typeof id === 'string' && UUID.test(id) ? id : undefined;
}
