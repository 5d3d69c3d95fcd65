import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#storage/database.js';

/** The first answer to a key: what a replay needs to give it again. */
export interface KeptAnswer {
  readonly status: number;
  readonly answer: unknown;
}

/** A key that is held for a request which is running. */
export interface IdempotencyClaim {
  readonly actor: string;
  readonly key: string;
  readonly holder: string;
}

type Claim =
  | { readonly kind: 'claimed'; readonly holder: string }
  | { readonly kind: 'running'; readonly fingerprint: string }
  | ({ readonly kind: 'answered'; readonly fingerprint: string } & KeptAnswer);

interface ClaimRow {
  readonly isClaimed: boolean;
  readonly fingerprint: string;
  readonly status: number | null;
  readonly answer: unknown;
}

/** Takes a free, expired or lapsed key, or shows who has it; of two claims at once the database lets one win. */
const CLAIM = {
  name: 'claim-idempotency-key',
  text: `
    WITH claim AS (
      INSERT INTO idempotency_keys AS k (actor, key, fingerprint, holder, claimed_at, expires_at)
      VALUES ($1, $2, $3, $4::uuid, $5::timestamptz, $6::timestamptz)
      ON CONFLICT (actor, key) DO UPDATE SET fingerprint = excluded.fingerprint, holder = excluded.holder,
        claimed_at = excluded.claimed_at, expires_at = excluded.expires_at, status = NULL, answer = NULL
      WHERE k.expires_at <= $5::timestamptz OR (k.status IS NULL AND k.claimed_at <= $7::timestamptz)
      RETURNING k.fingerprint
    )
    SELECT true AS "isClaimed", fingerprint, NULL::integer AS status, NULL::json AS answer FROM claim
    UNION ALL
    SELECT false, k.fingerprint, k.status, k.answer FROM idempotency_keys k
    WHERE k.actor = $1 AND k.key = $2 AND NOT EXISTS (SELECT FROM claim)`,
};

const KEEP = {
  name: 'keep-idempotent-answer',
  text: `
    UPDATE idempotency_keys SET status = $4, answer = $5::json
    WHERE actor = $1 AND key = $2 AND holder = $3::uuid AND status IS NULL
    RETURNING key`,
};

/** A key lives 24 h; a holder that has not answered within 60 s has died (casemgr.md §7). */
const LIFETIME_MS = 24 * 60 * 60 * 1000;
const LAPSE_MS = 60_000;

@Injectable()
export class IdempotencyStore {
  constructor(private readonly database: Database) {}

  async claim(actor: string, key: string, fingerprint: string, now: Date): Promise<Claim> {
    const holder = randomUUID();
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    const lapsedBefore = new Date(now.getTime() - LAPSE_MS);
    const params = [actor, key, fingerprint, holder, now, expiresAt, lapsedBefore];
    const [row] = await this.database.query<ClaimRow>(CLAIM, params);
    // No row: another claim was committed while this one waited for it, so that the statement could not see it.
    if (!row) return { kind: 'running', fingerprint };
    if (row.isClaimed) return { kind: 'claimed', holder };
    if (row.status === null) return { kind: 'running', fingerprint: row.fingerprint };
    return { kind: 'answered', fingerprint: row.fingerprint, status: row.status, answer: row.answer };
  }

  /** Keeps a success within the transaction that achieved it; false when the key was taken over meanwhile. */
  async keep(transaction: Transaction, claim: IdempotencyClaim, { status, answer }: KeptAnswer): Promise<boolean> {
    const rows = await transaction.query(KEEP, [claim.actor, claim.key, claim.holder, status, JSON.stringify(answer)]);
    return rows.length > 0;
  }

  /** Keeps a refusal as the answer; a success is kept by the transaction itself. */
  async keepRefusal(claim: IdempotencyClaim, { status, answer }: KeptAnswer): Promise<void> {
    await this.database.query(KEEP, [claim.actor, claim.key, claim.holder, status, JSON.stringify(answer)]);
  }

  /** Frees a key whose request came to no answer that may be kept. */
  async release({ actor, key, holder }: IdempotencyClaim): Promise<void> {
    await this.database.query(
      'DELETE FROM idempotency_keys WHERE actor = $1 AND key = $2 AND holder = $3::uuid AND status IS NULL',
      [actor, key, holder],
    );
  }

  /** Forgets the keys of these actors, and all answers in which one of these texts is; they are in lower case. */
  async forget(transaction: Transaction, actors: readonly string[], texts: readonly string[]): Promise<void> {
    await transaction.query(
      `DELETE FROM idempotency_keys WHERE actor = ANY($1::text[])
        OR (status IS NOT NULL AND EXISTS (SELECT FROM unnest($2::text[]) AS t WHERE position(t IN lower(answer::text)) > 0))`,
      [actors, texts],
    );
  }

  async deleteExpired(now: Date): Promise<void> {
    await this.database.query('DELETE FROM idempotency_keys WHERE expires_at <= $1', [now]);
  }
}
