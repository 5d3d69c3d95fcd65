import type { Queryable, Transaction } from './database.js';

/** Who did something, and by which request; the actor is stored as `ActorRecord` of libs/auth. */
export interface AuditedBy {
  readonly actor: object;
  readonly remoteAddress: string | null;
  readonly requestId: string | null;
}

export interface AuditEntry extends AuditedBy {
  /** A verb: create, edit. */
  readonly action: string;
  /** The noun that was changed, in the singular. */
  readonly object: string;
  readonly objectId: string;
  /** Never passwords, secrets or contents. */
  readonly detail: object;
}

const RECORD_SEVERAL = {
  name: 'record-audits',
  text: `INSERT INTO audit_entries (actor, action, object, object_id, remote_address, request_id, detail)
    SELECT e.actor, e.action, e.object, e."objectId", e."remoteAddress", e."requestId", e.detail
    FROM ROWS FROM (json_to_recordset($1::json) AS (actor jsonb, action text, object text, "objectId" text,
      "remoteAddress" text, "requestId" text, detail jsonb))
      WITH ORDINALITY AS e(actor, action, object, "objectId", "remoteAddress", "requestId", detail, position)
    ORDER BY e.position`,
};

const RECORD = {
  name: 'record-audit',
  text: `INSERT INTO audit_entries (actor, action, object, object_id, remote_address, request_id, detail)
    VALUES ($1::jsonb, $2, $3, $4, $5, $6, $7::jsonb)`,
};

/** Writes several entries as one statement, in their order; as `recordAudit`. */
export function recordAudits(transaction: Transaction, entries: readonly AuditEntry[]): void {
  if (entries.length > 0) transaction.send(RECORD_SEVERAL, [JSON.stringify(entries)]);
}

/**
 * Writes what was done into the transaction that did it, so that neither is there without the other. It goes with the next statement, or
 * with the commit.
 */
export function recordAudit(transaction: Transaction, entry: AuditEntry): void {
  const { actor, action, object, objectId, remoteAddress, requestId, detail } = entry;
  const texts = [JSON.stringify(actor), action, object, objectId, remoteAddress, requestId];
  transaction.send(RECORD, [...texts, JSON.stringify(detail)]);
}

/** Writes what is read, which has no transaction, before it is shown (AUD-4). */
export async function recordReadings(queryable: Queryable, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0) await queryable.query(RECORD_SEVERAL, [JSON.stringify(entries)]);
}
