import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import type { Queryable, Transaction } from '#storage/database.js';
import type { CustomerMove } from './customer-parts.js';
import type { MergeDecision } from './customer-merge.rules.js';

/** A merge as it is recorded. */
export interface MergeRecord {
  readonly oldCustomerId: string;
  readonly externalId: string | null;
  /** How many of what have moved, by what they are. */
  readonly moved: Readonly<Record<string, number>>;
  readonly mergedBy: ActorRecord;
  readonly mergedAt: Date;
}

export interface MovedThing {
  readonly object: string;
  readonly objectId: string;
}

/** What a merge moves within the customers' own tables; the rest is moved by `CustomerParts`. */
@Injectable()
export class CustomerMergeStore {
  /** Of the customers that were merged into this one. */
  async formerIds(queryable: Queryable, customerId: string): Promise<string[]> {
    const rows = await queryable.query<{ id: string }>(
      'SELECT old_customer_id AS id FROM customer_merges WHERE customer_id = $1',
      [customerId],
    );
    return rows.map(({ id }) => id);
  }

  /** How many grants the two have together: held, and given. Between the two none is left. */
  async countGrants(
    queryable: Queryable,
    sourceId: string,
    targetId: string,
  ): Promise<{ readonly held: number; readonly given: number }> {
    const [row] = await queryable.query<{ held: number; given: number }>(
      `SELECT
        (SELECT count(DISTINCT on_customer_id)::integer FROM customer_grants
          WHERE holder_customer_id = ANY($1::bigint[]) AND NOT on_customer_id = ANY($1::bigint[])) AS held,
        (SELECT count(DISTINCT holder_customer_id)::integer FROM customer_grants
          WHERE on_customer_id = ANY($1::bigint[]) AND NOT holder_customer_id = ANY($1::bigint[])) AS given`,
      [[sourceId, targetId]],
    );
    return row ?? { held: 0, given: 0 };
  }

  /** Only individual customers have grants; those of a source end when the target is a group or company. Answers how many moved. */
  async moveGrants(transaction: Transaction, { fromId, toId }: CustomerMove, isIndividual: boolean): Promise<number> {
    const moved = isIndividual ? await this.copyGrants(transaction, fromId, toId) : 0;
    await transaction.query('DELETE FROM customer_grants WHERE holder_customer_id = $1 OR on_customer_id = $1', [
      fromId,
    ]);
    return moved;
  }

  private async copyGrants(transaction: Transaction, fromId: string, toId: string): Promise<number> {
    const rows = await transaction.query(
      `INSERT INTO customer_grants (holder_customer_id, on_customer_id, created_at)
        SELECT CASE WHEN holder_customer_id = $1 THEN $2::bigint ELSE holder_customer_id END,
          CASE WHEN on_customer_id = $1 THEN $2::bigint ELSE on_customer_id END, created_at
        FROM customer_grants
        WHERE (holder_customer_id = $1 AND on_customer_id <> $2) OR (on_customer_id = $1 AND holder_customer_id <> $2)
        ON CONFLICT DO NOTHING RETURNING holder_customer_id`,
      [fromId, toId],
    );
    return rows.length;
  }

  /** The source's contact points, and its contact if it does not cease to exist; answers with the ids of the points. */
  async moveContacts(
    transaction: Transaction,
    { fromId, toId, contact }: CustomerMove,
    doubledPointIds: readonly string[],
  ): Promise<readonly string[]> {
    await transaction.query('DELETE FROM contact_points WHERE id = ANY($1::bigint[])', [doubledPointIds]);
    const rows = await transaction.query<{ id: string }>(
      `UPDATE contact_points p SET customer_id = $2, contact_id = coalesce($3::bigint, p.contact_id),
          is_primary = p.is_primary AND NOT EXISTS (
            SELECT FROM contact_points o WHERE o.customer_id = $2 AND o.is_primary)
        WHERE p.customer_id = $1 RETURNING p.id`,
      [fromId, toId, contact?.toId ?? null],
    );
    if (contact) await this.dissolveContact(transaction, contact);
    else await transaction.query('UPDATE contacts SET customer_id = $2 WHERE customer_id = $1', [fromId, toId]);
    return rows.map(({ id }) => id);
  }

  /** Who could sign in as the source and not as the target signs in as the target from now on. */
  private async dissolveContact(
    transaction: Transaction,
    { fromId, toId }: NonNullable<CustomerMove['contact']>,
  ): Promise<void> {
    const [gone] = await transaction.query<{ login: string | null; passwordHash: string | null }>(
      'DELETE FROM contacts WHERE id = $1 RETURNING login, password_hash AS "passwordHash"',
      [fromId],
    );
    if (typeof gone?.login !== 'string') return;
    await transaction.query('UPDATE contacts SET login = $2, password_hash = $3 WHERE id = $1 AND login IS NULL', [
      toId,
      gone.login,
      gone.passwordHash,
    ]);
  }

  /** Ends the source, records where it went, and what went with it. */
  async finish(
    transaction: Transaction,
    { source, target }: Pick<MergeDecision, 'source' | 'target'>,
    moved: readonly { readonly object: string; readonly ids: readonly string[]; readonly count: number }[],
    { by, at }: { readonly by: ActorRecord; readonly at: Date },
  ): Promise<void> {
    await transaction.query('DELETE FROM contacts WHERE customer_id = $1', [source.id]);
    await transaction.query('UPDATE customer_merges SET customer_id = $2 WHERE customer_id = $1', [
      source.id,
      target.id,
    ]);
    await transaction.query('DELETE FROM customers WHERE id = $1', [source.id]);
    await transaction.query('UPDATE customers SET external_id = coalesce(external_id, $2) WHERE id = $1', [
      target.id,
      source.externalId,
    ]);
    const counts = Object.fromEntries(moved.map(({ object, count }) => [object, count]));
    await transaction.query(
      `INSERT INTO customer_merges (old_customer_id, customer_id, external_id, moved, merged_by, merged_at)
        VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6)`,
      [source.id, target.id, source.externalId, JSON.stringify(counts), JSON.stringify(by), at],
    );
    for (const { object, ids } of moved) {
      await transaction.query(
        `INSERT INTO customer_merge_moves (old_customer_id, object, object_id)
          SELECT $1, $2, unnest($3::bigint[])`,
        [source.id, object, ids],
      );
    }
  }

  /** The customers that were merged into one, the latest first. */
  async list(queryable: Queryable, customerId: string): Promise<MergeRecord[]> {
    return queryable.query<MergeRecord>(
      `SELECT old_customer_id AS "oldCustomerId", external_id AS "externalId", moved, merged_by AS "mergedBy",
          merged_at AS "mergedAt"
        FROM customer_merges WHERE customer_id = $1 ORDER BY merged_at DESC, old_customer_id DESC`,
      [customerId],
    );
  }

  /** One page of what moved with a customer that was merged, and how much there is of it. */
  async listMoves(
    queryable: Queryable,
    oldCustomerId: string,
    { limit, offset }: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly rows: MovedThing[]; readonly total: number }> {
    const rows = await queryable.query<MovedThing & { readonly total: number }>(
      `SELECT object, object_id AS "objectId", (count(*) OVER ())::integer AS total FROM customer_merge_moves
        WHERE old_customer_id = $1 ORDER BY object, object_id LIMIT $2 OFFSET $3`,
      [oldCustomerId, limit, offset],
    );
    return { rows: rows.map(({ object, objectId }) => ({ object, objectId })), total: rows[0]?.total ?? 0 };
  }
}
