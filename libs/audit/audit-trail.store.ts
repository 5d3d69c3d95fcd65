import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import { Database, type Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { CollectionQuery } from '#wire/collection-query.js';
import type { AuditFilter } from './audit-filter.rules.js';

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: ActorRecord;
  readonly action: string;
  readonly object: string;
  readonly objectId: string;
  readonly remoteAddress: string | null;
  readonly requestId: string | null;
  readonly detail: unknown;
}

/** A seal that was made, and the head of the chain with it. */
export interface Seal {
  readonly id: string;
  readonly entries: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** One thing that is not as it was sealed. */
export interface AuditFault {
  readonly seal: string;
  /** Null when the seal itself is wrong. */
  readonly entry: string | null;
  readonly fault: 'changed' | 'missing' | 'seal changed' | 'seal missing' | 'chain broken';
}

export interface VerifiedSeals {
  /** The last seal that was looked at; null when there was none. */
  readonly last: { readonly id: string; readonly hash: string; readonly sealedAt: Date } | null;
  readonly seals: number;
  readonly entries: number;
  readonly faults: readonly AuditFault[];
}

/** Any number that no other advisory lock of ours has. */
const SEALING_LOCK = 7_263_400_402;

/** Entries of one seal that are new, and as many late ones. */
export const MOST_ENTRIES = 2_000;

/** Faults that one answer names. */
const MOST_FAULTS = 100;

/**
 * Seals what no seal has. A transaction may commit its entries after others have been sealed that have later ids: each seal knows up to
 * which id it has looked (`through`) and which ids it has not met (`gaps`), and those are looked for again; but for those that a seal of
 * `$1` ago did not meet either, which is far longer than a transaction can take. So a seal costs what it seals, however much is sealed.
 */
const SEAL = `
  WITH last AS MATERIALIZED (
    SELECT id, hash, through, gaps FROM (
      SELECT id, hash, through, gaps FROM audit_seals
      UNION ALL SELECT 0, NULL, 0, '{}'::int8multirange
    ) s ORDER BY id DESC LIMIT 1
  ),
  late AS MATERIALIZED (
    SELECT e.id, e.hash
    FROM last, unnest(last.gaps) AS gap(ids)
    -- Lateral with a limit: gap by gap through the primary key, whatever the statistics say.
    CROSS JOIN LATERAL (
      SELECT a.id, audit_entry_hash(a) AS hash FROM audit_entries a
      WHERE a.id >= lower(gap.ids) AND a.id < upper(gap.ids) ORDER BY a.id LIMIT ${MOST_ENTRIES}
    ) e
    LIMIT ${MOST_ENTRIES}
  ),
  next AS MATERIALIZED (
    SELECT e.id, audit_entry_hash(e) AS hash FROM audit_entries e
    WHERE e.id > (SELECT through FROM last) ORDER BY e.id LIMIT ${MOST_ENTRIES}
  ),
  entry AS MATERIALIZED (SELECT * FROM late UNION ALL SELECT * FROM next),
  batch AS MATERIALIZED (
    SELECT array_agg(id ORDER BY id) AS ids, array_agg(hash ORDER BY id) AS hashes, range_agg(int8range(id, id, '[]')) AS sealed,
      greatest(max(id), (SELECT through FROM last)) AS through
    FROM entry HAVING count(*) > 0
  ),
  given_up AS (
    SELECT gaps FROM audit_seals WHERE sealed_at < now() - $1::interval ORDER BY sealed_at DESC, id DESC LIMIT 1
  )
  INSERT INTO audit_seals (id, previous_hash, hash, entry_ids, entry_hashes, through, gaps)
  SELECT l.id + 1, l.hash, audit_seal_hash(l.hash, b.hashes), b.ids, b.hashes, b.through,
    l.gaps + int8multirange(int8range(l.through, b.through, '(]')) - b.sealed - coalesce((SELECT gaps FROM given_up), '{}')
  FROM batch b, last l
  RETURNING id, cardinality(entry_ids) AS entries, encode(hash, 'hex') AS hash`;

const VERIFY = `
  WITH seal AS MATERIALIZED (
    SELECT s.*, lag(s.id) OVER (ORDER BY s.id) AS before_id, lag(s.hash) OVER (ORDER BY s.id) AS before_hash
    FROM audit_seals s WHERE s.id >= $1::bigint - 1 ORDER BY s.id LIMIT $2::int + 1
  ),
  checked AS MATERIALIZED (SELECT * FROM seal WHERE id >= $1::bigint ORDER BY id LIMIT $2::int),
  sealed AS MATERIALIZED (
    SELECT c.id AS seal, e.id AS entry, e.hash FROM checked c, unnest(c.entry_ids, c.entry_hashes) AS e(id, hash)
  ),
  fault AS (
    SELECT id AS seal, NULL::bigint AS entry, 'seal missing' AS fault FROM checked
      WHERE id <> coalesce(before_id, CASE WHEN $1::bigint = 1 THEN 0 ELSE id - 1 END) + 1
    UNION ALL
    SELECT id, NULL, 'chain broken' FROM checked
      WHERE previous_hash IS DISTINCT FROM before_hash AND (before_id IS NOT NULL OR id = 1)
    UNION ALL
    SELECT id, NULL, 'seal changed' FROM checked WHERE hash IS DISTINCT FROM audit_seal_hash(previous_hash, entry_hashes)
      OR cardinality(entry_ids) <> cardinality(entry_hashes)
    UNION ALL
    SELECT s.seal, s.entry, CASE WHEN e.id IS NULL THEN 'missing' ELSE 'changed' END
      FROM sealed s LEFT JOIN audit_entries e ON e.id = s.entry
      WHERE e.id IS NULL OR audit_entry_hash(e) <> s.hash
  )
  SELECT (SELECT count(*)::int FROM checked) AS seals, (SELECT count(*)::int FROM sealed) AS entries,
    (SELECT jsonb_build_object('id', id::text, 'hash', encode(hash, 'hex'),
      'sealedAt', to_char(sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) FROM checked ORDER BY id DESC LIMIT 1) AS last,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('seal', f.seal::text, 'entry', f.entry::text, 'fault', f.fault)), '[]')
      FROM (SELECT * FROM fault ORDER BY seal, entry NULLS FIRST LIMIT ${MOST_FAULTS}) f) AS faults`;

/** The audit trail: reading, sealing, verifying. Entries are written by `recordAudit` of libs/storage. */
@Injectable()
export class AuditTrailStore {
  constructor(private readonly database: Database) {}

  /** False when another worker is at it. */
  async lock(transaction: Transaction): Promise<boolean> {
    const sql = 'SELECT pg_try_advisory_xact_lock($1) AS "isMine"';
    return onlyRow(await transaction.query<{ isMine: boolean }>(sql, [SEALING_LOCK])).isMine;
  }

  /** Undefined when nothing was left to be sealed. */
  async seal(transaction: Transaction, lookBack: string): Promise<Seal | undefined> {
    const [seal] = await transaction.query<Seal>(SEAL, [lookBack]);
    return seal;
  }

  /** Compares up to `limit` seals, from the one numbered `from` on, with what they stand for. */
  async verify(from: string, limit: number): Promise<VerifiedSeals> {
    type Row = Omit<VerifiedSeals, 'last'> & { last: { id: string; hash: string; sealedAt: string } | null };
    const { last, ...rest } = onlyRow(await this.database.query<Row>(VERIFY, [from, limit]));
    return { ...rest, last: last && { ...last, sealedAt: new Date(last.sealedAt) } };
  }

  /** Entries older than `$1` that no seal has: they were added behind a seal's back, or no worker runs. */
  async countUnsealed(olderThan: string): Promise<number> {
    const rows = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit_entries e
        WHERE e.at < now() - $1::interval
          AND NOT EXISTS (SELECT FROM (SELECT unnest(entry_ids) AS id FROM audit_seals) s WHERE s.id = e.id)`,
      [olderThan],
    );
    return onlyRow(rows).count;
  }

  async search(filter: AuditFilter, page: CollectionQuery<'id'>): Promise<{ rows: AuditRow[]; hasNext: boolean }> {
    const parameters = new SqlParameters();
    const direction = page.isDescending ? 'DESC' : 'ASC';
    const found = await this.database.query<AuditRow>(
      `SELECT id, at, actor, action, object, object_id AS "objectId", remote_address AS "remoteAddress",
          request_id AS "requestId", detail
        FROM audit_entries WHERE ${matching(filter, parameters)}
        ORDER BY id ${direction} LIMIT ${page.limit + 1} OFFSET ${page.offset}`,
      parameters.values,
    );
    return { rows: found.slice(0, page.limit), hasNext: found.length > page.limit };
  }

  async count(filter: AuditFilter): Promise<number> {
    const parameters = new SqlParameters();
    const sql = `SELECT count(*)::int AS count FROM audit_entries WHERE ${matching(filter, parameters)}`;
    return onlyRow(await this.database.query<{ count: number }>(sql, parameters.values)).count;
  }
}

function matching(filter: AuditFilter, parameters: SqlParameters): string {
  const equals = (column: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`${column} = ${parameters.add(value, 'text')}`];
  const { at } = filter;
  const conditions = [
    ...equals('object', filter.object),
    ...equals('object_id', filter.objectId),
    ...equals('action', filter.action),
    ...equals(`actor ->> 'actor'`, filter.actor),
    ...equals(`actor ->> 'id'`, filter.actorId),
    ...equals('remote_address', filter.remoteAddress),
    ...equals('request_id', filter.requestId),
    ...(at?.from ? [`at >= ${parameters.add(at.from, 'timestamptz')}`] : []),
    ...(at?.to ? [`at < ${parameters.add(new Date(at.to.getTime() + 1), 'timestamptz')}`] : []),
  ];
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}
