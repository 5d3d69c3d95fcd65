import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import type { Transaction } from '#storage/database.js';
import type { PushedObject } from './field-push.js';
import { watchedFields } from './push-field.rules.js';
import { readPushedRecord } from './push-record.store.js';
import { changedFields, type FieldValues } from './push-value.js';

/** Kind of the outbox entries that changes of fields write. */
export const FIELDS_CHANGED = 'field-push.changed';

/** What a commit has changed of records. */
export interface FieldChange {
  readonly object: PushedObject;
  readonly recordIds: readonly string[];
  /** The changed fields by the names of receivers (`TextField_7`, `status_id`); undefined for a new record: all of them. */
  readonly fields: readonly string[] | undefined;
  /** The edit session that the save names: what a receiver knows from it is not pushed to that one again (field-push.md FW-3). */
  readonly editSessionId?: string | undefined;
}

const RECORD = {
  name: 'record-field-changes',
  text: `
    INSERT INTO outbox_entries (lane, kind, object_id, payload, created_at, available_at)
    SELECT 'push', '${FIELDS_CHANGED}', $1::text || ':' || r.id,
      jsonb_build_object('object', $1::text, 'recordId', r.id, 'fields', $3::text[], 'editSessionId', $4::uuid),
      coalesce($5::timestamptz, now()), coalesce($5::timestamptz, now())
    FROM unnest($2::text[]) AS r(id)
    WHERE EXISTS (
      SELECT FROM field_pushes p
      WHERE p.active AND p.object = $1 AND 'change' = ANY(p.occasions) AND ($3::text[] IS NULL OR p.fields && $3::text[]))
    RETURNING id`,
};

/**
 * Notes in the transaction of a change that fields were changed, so that pushes follow from it if and only if it is
 * committed (field-push.md FQ-1); without a time, at that of the database. Costs one statement, and writes nothing where nobody watches the fields.
 */
export async function recordFieldChanges(transaction: Transaction, change: FieldChange, at?: Date): Promise<void> {
  const { object, recordIds, fields, editSessionId = null } = change;
  const changed = fields && watchedFields(fields);
  if (changed?.length === 0 || recordIds.length === 0) return;
  const noted = await transaction.query(RECORD, [object, recordIds, changed ?? null, editSessionId, at ?? null]);
  if (noted.length > 0) transaction.announce('field changes');
}

const READ_ATTRIBUTES = {
  name: 'read-attributes-of-pushes',
  text: `
    SELECT coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', a.id::text, 'object', a.object, 'name', a.name, 'dataType', a.data_type,
        'allowedValues', to_jsonb(a.allowed_values), 'multiSelect', a.multi_select, 'size', a.size, 'active', a.active))
      FROM custom_attributes a), '[]') AS attributes
    WHERE EXISTS (SELECT FROM field_pushes p WHERE p.active AND p.object = $1 AND 'change' = ANY(p.occasions))`,
};

/** The custom attributes by which changes of such records are named; undefined when they are pushed nowhere. */
async function attributesOfPushes(
  transaction: Transaction,
  object: PushedObject,
): Promise<readonly CustomAttribute[] | undefined> {
  const [row] = await transaction.query<{ attributes: readonly CustomAttribute[] }>(READ_ATTRIBUTES, [object]);
  return row?.attributes;
}

/** Whether changes of such records are pushed anywhere, for whoever changes many of them. */
export async function areChangesPushed(transaction: Transaction, object: PushedObject): Promise<boolean> {
  return (await attributesOfPushes(transaction, object)) !== undefined;
}

type Watched = Omit<FieldChange, 'fields'> & { readonly at: Date };

/** The records of which a transaction is noting the changes already, or means not to. */
const watchedBy = new WeakMap<Transaction, Set<string>>();

/**
 * Does `work`, which changes records that are locked, and notes which of their fields have another value afterwards. One
 * statement more where no push is about such records. Inside of another one for the same records it leaves the noting to
 * that: a change of several steps is one change.
 */
export async function recordingFieldChanges<Value>(
  transaction: Transaction,
  { object, recordIds, editSessionId, at }: Watched,
  work: () => Promise<Value>,
): Promise<Value> {
  const watched = watchedBy.get(transaction) ?? new Set();
  watchedBy.set(transaction, watched);
  const ownIds = recordIds.filter((id) => !watched.has(`${object}:${id}`));
  const attributes = ownIds.length > 0 ? await attributesOfPushes(transaction, object) : undefined;
  for (const id of ownIds) watched.add(`${object}:${id}`);
  try {
    if (!attributes) return await work();
    const before = await readAll(transaction, object, ownIds, attributes);
    const value = await work();
    const after = await readAll(transaction, object, ownIds, attributes);
    for (const [place, recordId] of ownIds.entries()) {
      const fields = changedFields(before[place] ?? {}, after[place] ?? {});
      await recordFieldChanges(transaction, { object, recordIds: [recordId], fields, editSessionId }, at);
    }
    return value;
  } finally {
    for (const id of ownIds) watched.delete(`${object}:${id}`);
  }
}

/** Does `work`, which writes what the answer of a push has set of a record: no push follows from a push (field-push.md FW-4). */
export async function withoutNoting<Value>(
  transaction: Transaction,
  object: PushedObject,
  recordId: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const watched = watchedBy.get(transaction) ?? new Set();
  watchedBy.set(transaction, watched.add(`${object}:${recordId}`));
  try {
    return await work();
  } finally {
    watched.delete(`${object}:${recordId}`);
  }
}

async function readAll(
  transaction: Transaction,
  object: PushedObject,
  ids: readonly string[],
  attributes: readonly CustomAttribute[],
): Promise<FieldValues[]> {
  const all: FieldValues[] = [];
  for (const id of ids) all.push((await readPushedRecord(transaction, object, id, attributes))?.values ?? {});
  return all;
}

/** The header by which a save names the edit session that it ends. */
const EDIT_SESSION_HEADER = 'edit-session';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The edit session that a save names; what is no id of one names none, because a push too many does no harm. */
export function editSessionOf(headers: Readonly<Record<string, string | string[] | undefined>>): string | undefined {
  const id = headers[EDIT_SESSION_HEADER];
  return typeof id === 'string' && UUID.test(id) ? id : undefined;
}
