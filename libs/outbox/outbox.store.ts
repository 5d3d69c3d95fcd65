import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#storage/database.js';
import type { Lane } from './lane.js';
import type { Setback } from './retry.rules.js';

/** Something that follows from a committed change, written in the transaction of the change (casemgr.md E-1). */
export interface OutboxEntry {
  readonly id: string;
  readonly kind: string;
  readonly objectId: string;
  readonly payload: OutboxPayload;
  /** How often its work has failed. */
  readonly attempts: number;
  /** From when on it was to be done. */
  readonly availableAt: Date;
}

/** What an entry says besides which object it is about. */
interface OutboxPayload {
  /** Of the trace of the request that it follows from. */
  readonly traceparent?: string;
}

/** How far the workers are behind on a lane. */
export interface LaneState {
  /** When the oldest entry that is not done yet was written; null when there is none. */
  readonly oldest: Date | null;
  /** Entries that are not tried again by themselves. */
  readonly dead: number;
}

/** SKIP LOCKED lets any number of workers take different entries; an aborted transaction gives its entries back. */
const TAKE = {
  name: 'take-outbox-entries',
  text: `
    SELECT id, kind, object_id AS "objectId", payload, attempts, available_at AS "availableAt" FROM outbox_entries
    WHERE lane = $1 AND dead_at IS NULL AND available_at <= $2
    ORDER BY available_at, id LIMIT $3 FOR UPDATE SKIP LOCKED`,
};

const ADD = {
  name: 'add-outbox-entry',
  text: `INSERT INTO outbox_entries (lane, kind, object_id, created_at, available_at) VALUES ($1, $2, $3, $4, $4)`,
};

const REMOVE = { name: 'remove-outbox-entries', text: 'DELETE FROM outbox_entries WHERE id = ANY($1::bigint[])' };

const SET_BACK = `
  UPDATE outbox_entries SET attempts = $2, last_error = $3, available_at = coalesce($4::timestamptz, available_at),
    dead_at = CASE WHEN $4::timestamptz IS NULL THEN $5::timestamptz END
  WHERE id = $1`;

const STATES = `
  SELECT lane, min(created_at) FILTER (WHERE dead_at IS NULL) AS oldest, count(dead_at)::integer AS dead
  FROM outbox_entries GROUP BY lane`;

@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /** Writes what follows from a change into the transaction of the change. */
  async add(
    transaction: Transaction,
    { lane, kind, objectId }: { readonly lane: Lane; readonly kind: string; readonly objectId: string },
    at: Date,
  ): Promise<void> {
    await transaction.query(ADD, [lane, kind, objectId, at]);
  }

  /** Locks up to `limit` entries that are due, the longest due first, for the length of the transaction. */
  async take(transaction: Transaction, lane: Lane, now: Date, limit: number): Promise<OutboxEntry[]> {
    return transaction.query<OutboxEntry>(TAKE, [lane, now, limit]);
  }

  /** Removes entries whose work is done, with the commit. */
  remove(transaction: Transaction, ids: readonly string[]): void {
    transaction.send(REMOVE, [ids]);
  }

  async setBack(transaction: Transaction, id: string, setback: Setback, now: Date): Promise<void> {
    const { attempts, reason, availableAt } = setback;
    await transaction.query(SET_BACK, [id, attempts, reason, availableAt, now]);
  }

  /** The lanes on which there is anything. */
  async states(): Promise<ReadonlyMap<string, LaneState>> {
    const rows = await this.database.query<LaneState & { readonly lane: string }>(STATES);
    return new Map(rows.map(({ lane, ...state }) => [lane, state]));
  }
}
