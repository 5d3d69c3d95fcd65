import { Injectable } from '@nestjs/common';
import type { PushedObject } from '#field-pushes/field-push.js';
import { Secrets } from '#runtime/secrets.js';
import { Database, type Queryable, type Transaction } from '#storage/database.js';
import { CIRCUIT_OPENS_AFTER, GIVES_WAY_AFTER } from './retry.rules.js';

/** durable: sent until it arrives. interactive: an agent waits, so once. test: an administrator asked for it, once. */
export type DeliveryLane = 'durable' | 'interactive' | 'test';

/** superseded: it had failed, and a newer one of its record is sent instead. */
export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'superseded'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What an agent waits for, or an administrator, is sent to several receivers. */
export interface NewDeliveries {
  readonly lane: Exclude<DeliveryLane, 'durable'>;
  readonly object: PushedObject;
  readonly recordId: string | null;
  /** By the id of the push. */
  readonly bodies: ReadonlyMap<string, string>;
  readonly at: Date;
}

/** What follows from a change for one push. */
export interface FollowingDelivery {
  readonly pushId: string;
  readonly object: PushedObject;
  readonly recordId: string;
  /** The outbox entry that it follows from. */
  readonly changeId: string;
  readonly body: string;
}

export interface Delivery {
  readonly id: string;
  readonly pushId: string;
  readonly webhookId: string;
  readonly body: string;
  /** Attempts before. */
  readonly attempts: number;
}

export interface Attempt {
  readonly deliveryId: string;
  /** With this one, since it was created or replayed. */
  readonly attempts: number;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly answer: string | null;
}

/** What becomes of a delivery by an attempt. */
export interface Conclusion {
  readonly state: DeliveryState;
  /** When a pending one is tried again. */
  readonly availableAt: Date | null;
  /** The receiver is there: it is not left alone any more. */
  readonly isAnswered: boolean;
}

interface RecordOfPush {
  readonly object: PushedObject;
  readonly recordId: string;
}

/** `Secrets.encrypt` of what was sent and answered: it holds data of customers, and is kept for a month. */
export const LOG_PURPOSE = 'field-push-log';

type EncryptedDelivery = Omit<Delivery, 'body'> & { readonly encryptedBody: string };

const DELIVERY_COLUMNS =
  'id, push_id AS "pushId", webhook_id AS "webhookId", encrypted_body AS "encryptedBody", attempts';

const CUSTOMER_OF_RECORD = `
  CASE d.object WHEN 'customer' THEN d.record_id ELSE (SELECT customer_id FROM cases WHERE id = d.record_id) END`;

const COLUMNS = `
  (push_id, lane, object, record_id, customer_id, change_id, webhook_id, encrypted_body, state, available_at, created_at)`;

/**
 * Of one record, to be sent at once. Its commit need not be flushed to the disk: whoever waits is answered behind one that follows it and
 * is (docs/decisions/0187). The embedded database flushes nothing, and would keep it in the memory of this process.
 */
const CREATE = {
  name: 'create-field-push-deliveries',
  text: `
    WITH relaxed AS MATERIALIZED (
      SELECT set_config('synchronous_commit',
        CASE current_setting('fsync') WHEN 'on' THEN 'off' ELSE current_setting('synchronous_commit') END, true)
    )
    INSERT INTO field_push_deliveries ${COLUMNS}
    SELECT d.push_id, $1, d.object, d.record_id, ${CUSTOMER_OF_RECORD}, NULL, gen_random_uuid(), d.body, 'pending',
      $4::timestamptz, $4::timestamptz
    FROM relaxed CROSS JOIN (
      SELECT push_id, $2::text AS object, $3::bigint AS record_id, body FROM unnest($5::text[], $6::text[]) AS b(push_id, body)
    ) d
    RETURNING ${DELIVERY_COLUMNS}`,
};

/**
 * In the order of the changes. Those of a record that wait are held, also the one that is on its way: whoever concludes it sees the newer
 * one then, or was seen here.
 */
const FOLLOW = {
  name: 'follow-field-push-changes',
  text: `
    WITH made AS (
      SELECT * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[])
        WITH ORDINALITY AS n(push_id, object, record_id, change_id, body, place)
    ),
    waiting AS MATERIALIZED (
      SELECT w.id, w.attempts, w.leased_until FROM field_push_deliveries w
      WHERE w.state = 'pending' AND w.lane = 'durable' AND EXISTS (
        SELECT FROM made n
        WHERE n.push_id = w.push_id AND n.object = w.object AND n.record_id = w.record_id AND n.change_id IS DISTINCT FROM w.change_id)
      FOR UPDATE OF w
    ),
    superseded AS (
      UPDATE field_push_deliveries d SET state = 'superseded' FROM waiting w
      WHERE d.id = w.id AND w.attempts >= ${GIVES_WAY_AFTER} AND NOT coalesce(w.leased_until > $1::timestamptz, false)
    )
    INSERT INTO field_push_deliveries ${COLUMNS}
    SELECT d.push_id, 'durable', d.object, d.record_id, ${CUSTOMER_OF_RECORD}, d.change_id, gen_random_uuid(), d.body, 'pending',
      $1::timestamptz, $1::timestamptz
    FROM made d ORDER BY d.place
    ON CONFLICT (change_id, push_id) DO NOTHING`,
};

/** Its row is held by then, so that nobody makes a newer one that this does not see. */
const GIVE_WAY = {
  name: 'supersede-field-push-delivery',
  text: `
    UPDATE field_push_deliveries d SET state = 'superseded'
    WHERE d.id = $1::bigint AND EXISTS (
      SELECT FROM field_push_deliveries n
      WHERE n.push_id = d.push_id AND n.object = d.object AND n.record_id = d.record_id AND n.id > d.id
        AND n.lane = 'durable' AND n.state IN ('pending', 'delivered'))`,
};

/**
 * Whether it is the turn of a delivery `d`: it is due, and the oldest of its record that is not done, none of which is on its way. With
 * `OFFSET 0` that is asked of each by the index of its record; as a join it is asked of all with all when a table has no statistics.
 */
const IS_NEXT = `
  d.state = 'pending' AND d.lane = 'durable' AND d.available_at <= $1 AND (d.leased_until IS NULL OR d.leased_until <= $1)
    AND NOT EXISTS (
      SELECT FROM field_push_deliveries e
      WHERE e.push_id = d.push_id AND e.state = 'pending' AND e.lane = 'durable' AND e.object = d.object AND e.record_id = d.record_id
        AND (e.id < d.id OR e.leased_until > $1) OFFSET 0)`;

/**
 * The next deliveries that are due: for each push at most as many as it has free places, of each record only the oldest one
 * that is not done and none beside one that is on its way, none of a receiver that is left alone. Of one that has failed too often
 * it is one, to see whether it is back, and whoever claims it takes that from all other processes. A lease that has run out belongs to a
 * process that is gone.
 */
const CLAIM = {
  name: 'claim-field-push-deliveries',
  text: `
    WITH probed AS (
      UPDATE field_push_circuits c SET probed_until = $2
      WHERE c.failures >= ${CIRCUIT_OPENS_AFTER} AND NOT coalesce(greatest(c.open_until, c.asked_until, c.probed_until) > $1, false)
        AND EXISTS (
          SELECT FROM field_push_deliveries d JOIN field_pushes p ON p.id = d.push_id AND p.active
          WHERE d.push_id = c.push_id AND ${IS_NEXT} OFFSET 0)
      RETURNING c.push_id
    )
    UPDATE field_push_deliveries SET leased_until = $2
    WHERE id IN (
      SELECT due.id FROM field_pushes p
      LEFT JOIN field_push_circuits c ON c.push_id = p.id
      CROSS JOIN LATERAL (
        SELECT count(*) AS number FROM field_push_deliveries b
        WHERE b.push_id = p.id AND b.state = 'pending' AND b.lane = 'durable' AND b.leased_until > $1
      ) busy
      CROSS JOIN LATERAL (
        SELECT d.id FROM field_push_deliveries d
        WHERE d.push_id = p.id AND ${IS_NEXT}
        ORDER BY d.available_at, d.id
        LIMIT CASE WHEN c.failures >= ${CIRCUIT_OPENS_AFTER} THEN (SELECT count(*) FROM probed WHERE push_id = p.id)
          ELSE greatest(0, $3::bigint - busy.number) END
        FOR UPDATE SKIP LOCKED
      ) due
      WHERE p.active AND NOT coalesce(greatest(c.open_until, c.asked_until, c.probed_until) > $1, false))
    RETURNING ${DELIVERY_COLUMNS}`,
};

/** An attempt that ended after this one began may have come after it, whichever of the two deliveries is the older one. */
const IS_FOLLOWED = {
  name: 'is-field-push-delivery-followed',
  text: `
    WITH own AS (
      SELECT max(id) AS id, max(started_at) AS started_at FROM field_push_attempts WHERE delivery_id = $1::bigint
    )
    SELECT FROM field_push_deliveries d
    WHERE d.push_id = $2 AND d.object = $3 AND d.record_id = $4::bigint
      AND (d.id > $1::bigint OR (d.state = 'pending' AND d.lane = 'durable') OR (d.id < $1::bigint AND EXISTS (
        SELECT FROM field_push_attempts a CROSS JOIN own
        WHERE a.delivery_id = d.id
          AND (a.id > own.id OR a.started_at + a.duration_ms * interval '1 millisecond' >= own.started_at))))
    LIMIT 1`,
};

/**
 * An attempt that a receiver has answered closes the circuit, but for the rest that it has asked for; one of a receiver that is not
 * there is counted besides.
 */
const FINISH = {
  name: 'finish-field-push-attempt',
  text: `
    WITH held AS MATERIALIZED (
      SELECT id, push_id FROM field_push_deliveries WHERE id = $1::bigint FOR UPDATE
    ),
    closed AS (
      UPDATE field_push_circuits c SET failures = 0, open_until = NULL, probed_until = NULL FROM held h
      WHERE c.push_id = h.push_id AND c.failures > 0 AND $10::boolean
    ),
    attempt AS (
      INSERT INTO field_push_attempts (delivery_id, number, started_at, duration_ms, status, encrypted_error, encrypted_answer)
      SELECT h.id, 1 + (SELECT count(*) FROM field_push_attempts a WHERE a.delivery_id = h.id), $3::timestamptz, $4::integer,
        $5::integer, $6::text, $7::text
      FROM held h
    )
    UPDATE field_push_deliveries d SET state = $8, attempts = $2, available_at = coalesce($9, d.available_at),
      leased_until = NULL
    FROM held h WHERE d.id = h.id
    RETURNING d.id`,
};

/** One change at a time is made deliveries of, so that the deliveries of a record are in the order of its states. */
const EXPANSION_LOCK = 7_263_051;

@Injectable()
export class DeliveryStore {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** Until the end of the transaction nobody else makes deliveries of changes: those of a record keep the order of its changes. */
  async lockExpansion(transaction: Transaction): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [EXPANSION_LOCK]);
  }

  /** One for each push, which the caller sends when it is committed. */
  async create(queryable: Queryable, { lane, object, recordId, bodies, at }: NewDeliveries): Promise<Delivery[]> {
    const sealed = [...bodies.values()].map((body) => this.sealed(body));
    const parameters = [lane, object, recordId, at, [...bodies.keys()], sealed];
    const created = await queryable.query<EncryptedDelivery>(CREATE, parameters);
    return created.map((delivery) => this.opened(delivery));
  }

  /**
   * Makes the deliveries that follow from changes, in their order, but for those that were made before. They take the place of what has
   * failed too often to be waited for.
   */
  async follow(transaction: Transaction, made: readonly FollowingDelivery[], at: Date): Promise<void> {
    if (made.length === 0) return;
    await transaction.query(FOLLOW, [
      at,
      made.map(({ pushId }) => pushId),
      made.map(({ object }) => object),
      made.map(({ recordId }) => recordId),
      made.map(({ changeId }) => changeId),
      made.map(({ body }) => this.sealed(body)),
    ]);
  }

  /** Whether anything came to a receiver about the record after this delivery did, or is still to be sent. */
  async isFollowed(queryable: Queryable, deliveryId: string, pushId: string, record: RecordOfPush): Promise<boolean> {
    return (await queryable.query(IS_FOLLOWED, [deliveryId, pushId, record.object, record.recordId])).length > 0;
  }

  /** Takes what is due until `leasedUntil`, in the order in which it was created. */
  async claim(now: Date, leasedUntil: Date, placesPerPush: number): Promise<Delivery[]> {
    const claimed = await this.database.query<EncryptedDelivery>(CLAIM, [now, leasedUntil, placesPerPush]);
    return claimed.map((delivery) => this.opened(delivery));
  }

  /**
   * Writes an attempt down with what becomes of its delivery, as one statement. False when the delivery is not there any more,
   * because its push was deleted or its customer obfuscated meanwhile.
   */
  async finish(
    queryable: Queryable,
    attempt: Attempt,
    { state, availableAt, isAnswered }: Conclusion,
  ): Promise<boolean> {
    const { deliveryId, attempts, startedAt, durationMs, status } = attempt;
    const [error, answer] = [attempt.error, attempt.answer].map((text) => text && this.sealed(text));
    const written = [deliveryId, attempts, startedAt, durationMs, status, error, answer];
    return (await queryable.query(FINISH, [...written, state, availableAt, isAnswered])).length > 0;
  }

  /** Has one that was concluded with another failure give way to a newer one of its record, if there is one. */
  async giveWay(transaction: Transaction, deliveryId: string): Promise<void> {
    await transaction.query(GIVE_WAY, [deliveryId]);
  }

  /** False when it was switched off already. */
  async switchOff(transaction: Transaction, pushId: string): Promise<boolean> {
    const rows = await transaction.query(
      'UPDATE field_pushes SET active = false WHERE id = $1 AND active RETURNING id',
      [pushId],
    );
    return rows.length > 0;
  }

  /** Gives up what somebody waited for when the process died that sent it: nobody sends it later. */
  async giveUpAbandoned(before: Date): Promise<void> {
    await this.database.query(
      `UPDATE field_push_deliveries SET state = 'failed' WHERE state = 'pending' AND lane <> 'durable' AND created_at < $1`,
      [before],
    );
  }

  private sealed(text: string): string {
    return this.secrets.encrypt(LOG_PURPOSE, text);
  }

  private opened<Row extends { readonly encryptedBody: string }>({
    encryptedBody,
    ...delivery
  }: Row): Omit<Row, 'encryptedBody'> & { readonly body: string } {
    return { ...delivery, body: this.secrets.decrypt(LOG_PURPOSE, encryptedBody) };
  }
}
