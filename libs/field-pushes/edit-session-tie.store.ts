import type { Actor } from '#auth/actor.js';
import type { Transaction } from '#storage/database.js';
import type { FieldChange } from './field-change.store.js';

const TIE = {
  name: 'tie-edit-session',
  text: `
    UPDATE field_push_sessions SET record_id = $2::bigint
    WHERE id = $1::uuid AND record_id IS NULL AND object = $3 AND actor = $4`,
};

/** Whose edit sessions are, as it is kept. */
export function ownerOf({ kind, id }: Pick<Actor, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

/** From now on the caller's session of a draft is about the record that the draft has become (field-push.md FW-1). */
export async function tieEditSession(
  transaction: Transaction,
  actor: Actor,
  { object, recordIds: [recordId], editSessionId }: Pick<FieldChange, 'object' | 'recordIds' | 'editSessionId'>,
): Promise<void> {
  if (editSessionId !== undefined) await transaction.query(TIE, [editSessionId, recordId, object, ownerOf(actor)]);
}
