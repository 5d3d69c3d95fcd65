import { Injectable } from '@nestjs/common';
import type { PushedObject } from '#field-pushes/field-push.js';
import { Secrets } from '#runtime/secrets.js';
import { Database, type Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import { LOG_PURPOSE, type DeliveryLane, type DeliveryState } from './delivery.store.js';

export interface LoggedDelivery {
  readonly id: string;
  readonly pushId: string;
  readonly lane: DeliveryLane;
  readonly object: PushedObject;
  readonly recordId: string | null;
  readonly webhookId: string;
  readonly body: string;
  readonly state: DeliveryState;
  readonly createdAt: Date;
  readonly availableAt: Date;
  readonly attempts: readonly {
    readonly number: number;
    readonly startedAt: string;
    readonly durationMs: number;
    readonly status: number | null;
    readonly error: string | null;
    readonly answer: string | null;
  }[];
}

export interface DeliveryFilter {
  readonly id?: string | undefined;
  readonly pushId?: string | undefined;
  readonly state?: DeliveryState | undefined;
  readonly object?: PushedObject | undefined;
  readonly recordId?: string | undefined;
}

interface Window {
  readonly limit: number;
  readonly offset: number;
  readonly isDescending: boolean;
}

/** What becomes of sending one again. */
export interface ReplayedOne {
  /** The latest delivery of the same record that its receiver has been told of since, or is still to be. */
  readonly newerId: string | null;
}

export interface Replayed {
  readonly ids: readonly string[];
  /** How many were left out, because a newer state of their record was delivered, or is still to be. */
  readonly superseded: number;
}

const AGAIN = `state = 'pending', lane = 'durable', attempts = 0, leased_until = NULL`;

/** Whoever asks has waited for receivers that have failed, or have asked for it. */
const WAITED_FOR = `
  UPDATE field_push_circuits SET open_until = NULL, asked_until = NULL WHERE push_id IN (SELECT push_id FROM replayed)`;

/** A later delivery \`n\` of the record of another one. */
const LATER = (one: string): string =>
  `n.push_id = ${one}.push_id AND n.object = ${one}.object AND n.record_id = ${one}.record_id AND n.id > ${one}.id`;

const REPLAY_ONE = `
  WITH replayed AS (
    UPDATE field_push_deliveries SET ${AGAIN}, available_at = $2
    WHERE id = $1::bigint AND NOT (state = 'pending' AND (lane <> 'durable' OR coalesce(leased_until > $2, false)))
    RETURNING id, push_id, object, record_id
  ),
  waited_for AS (${WAITED_FOR})
  SELECT (
    SELECT max(n.id) FROM field_push_deliveries n
    WHERE ${LATER('r')} AND (n.state = 'delivered' OR (n.state = 'pending' AND n.lane = 'durable'))
  ) AS "newerId"
  FROM replayed r`;

/** What waits for its next attempt goes before what waits behind it, and is not replaced by that. */
const REPLAY_FAILED = `
  WITH found AS MATERIALIZED (
    SELECT d.id, EXISTS (
      SELECT FROM field_push_deliveries n
      WHERE ${LATER('d')} AND (n.state = 'delivered' OR (d.state = 'failed' AND n.state = 'pending' AND n.lane = 'durable'))
    ) AS superseded
    FROM field_push_deliveries d
    WHERE d.lane = 'durable' AND d.created_at >= $1 AND ($2::text IS NULL OR d.push_id = $2)
      AND (d.state = 'failed' OR (d.state = 'pending' AND d.attempts > 0 AND NOT coalesce(d.leased_until > $3, false)))
    FOR UPDATE
  ),
  replayed AS (
    UPDATE field_push_deliveries d SET ${AGAIN}, available_at = $3
    FROM found f WHERE d.id = f.id AND NOT f.superseded
    RETURNING d.id, d.push_id
  ),
  waited_for AS (${WAITED_FOR})
  SELECT coalesce((SELECT array_agg(id::text ORDER BY id) FROM replayed), '{}') AS ids,
    (SELECT count(*) FROM found WHERE superseded)::integer AS superseded`;

const OF_ACTIVE = `JOIN field_pushes p ON p.id = d.push_id AND p.active WHERE d.lane = 'durable'`;

/** What was pushed, how it went, and sending it again (field-push.md FQ-3). */
@Injectable()
export class DeliveryLogStore {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  async count(filter: DeliveryFilter): Promise<number> {
    const parameters = new SqlParameters();
    const text = `SELECT count(*)::integer AS number FROM field_push_deliveries d WHERE ${matching(filter, parameters)}`;
    return onlyRow(await this.database.query<{ number: number }>(text, parameters.values)).number;
  }

  async list(filter: DeliveryFilter, { limit, offset, isDescending }: Window): Promise<LoggedDelivery[]> {
    const parameters = new SqlParameters();
    const found = await this.database.query<Omit<LoggedDelivery, 'body'> & { readonly encryptedBody: string }>(
      `SELECT d.id, d.push_id AS "pushId", d.lane, d.object, d.record_id AS "recordId", d.webhook_id AS "webhookId",
          d.encrypted_body AS "encryptedBody",
          d.state, d.created_at AS "createdAt", d.available_at AS "availableAt",
          coalesce((SELECT jsonb_agg(jsonb_build_object('number', a.number, 'startedAt', a.started_at,
              'durationMs', a.duration_ms, 'status', a.status, 'error', a.encrypted_error, 'answer', a.encrypted_answer) ORDER BY a.id)
            FROM field_push_attempts a WHERE a.delivery_id = d.id), '[]') AS attempts
        FROM field_push_deliveries d WHERE ${matching(filter, parameters)}
        ORDER BY d.id ${isDescending ? 'DESC' : 'ASC'}
        LIMIT ${parameters.add(limit, 'bigint')} OFFSET ${parameters.add(offset, 'bigint')}`,
      parameters.values,
    );
    return found.map(({ encryptedBody, ...delivery }) => ({
      ...delivery,
      body: this.secrets.decrypt(LOG_PURPOSE, encryptedBody),
      attempts: delivery.attempts.map(({ error, answer, ...attempt }) => ({
        ...attempt,
        error: error && this.secrets.decrypt(LOG_PURPOSE, error),
        answer: answer && this.secrets.decrypt(LOG_PURPOSE, answer),
      })),
    }));
  }

  /** Sends one again, or at once if it waits, under its webhook id; undefined while it is on its way. */
  async replay(transaction: Transaction, id: string, now: Date): Promise<ReplayedOne | undefined> {
    return (await transaction.query<ReplayedOne>(REPLAY_ONE, [id, now]))[0];
  }

  /**
   * Sends again what was created and given up since a time, and at once what has failed so far, those of a record in their order. What is
   * on its way is left alone, and so is what would put back a state that its receiver knows to be over.
   */
  async replayFailed(transaction: Transaction, since: Date, pushId: string | null, now: Date): Promise<Replayed> {
    return onlyRow(await transaction.query<Replayed>(REPLAY_FAILED, [since, pushId, now]));
  }

  /** Of pushes that are on: when the oldest was created that is still to be sent, null when there is none; and how many were given up. */
  async state(): Promise<{ readonly oldest: Date | null; readonly failed: number }> {
    return onlyRow(
      await this.database.query<{ oldest: Date | null; failed: number }>(
        `SELECT (SELECT min(d.created_at) FROM field_push_deliveries d ${OF_ACTIVE} AND d.state = 'pending') AS oldest,
            (SELECT count(*) FROM field_push_deliveries d ${OF_ACTIVE} AND d.state = 'failed')::integer AS failed`,
      ),
    );
  }

  /**
   * Removes what is older than `before`, and than `ofNobodyBefore` what is about nobody who is known, but for what is still to be sent:
   * that of a push that is off is not.
   */
  async sweep(before: Date, ofNobodyBefore: Date): Promise<void> {
    await this.database.query(
      `DELETE FROM field_push_deliveries d
        WHERE (created_at < $1 OR (customer_id IS NULL AND created_at < $2))
          AND NOT (state = 'pending' AND lane = 'durable' AND EXISTS (
            SELECT FROM field_pushes p WHERE p.id = d.push_id AND p.active))`,
      [before, ofNobodyBefore],
    );
  }
}

function matching({ id, pushId, state, object, recordId }: DeliveryFilter, parameters: SqlParameters): string {
  const conditions = [
    id === undefined ? undefined : `d.id = ${parameters.add(id, 'bigint')}`,
    pushId === undefined ? undefined : `d.push_id = ${parameters.add(pushId, 'text')}`,
    state === undefined ? undefined : `d.state = ${parameters.add(state, 'text')}`,
    object === undefined ? undefined : `d.object = ${parameters.add(object, 'text')}`,
    recordId === undefined ? undefined : `d.record_id = ${parameters.add(recordId, 'bigint')}`,
  ];
  return conditions.filter((condition) => condition !== undefined).join(' AND ') || 'true';
}
