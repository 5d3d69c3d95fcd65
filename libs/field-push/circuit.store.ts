import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import { CIRCUIT_OPENS_AFTER } from './retry.rules.js';

/** What was on its way when its receiver was left alone says nothing new. */
const FAIL = {
  name: 'count-field-push-failure',
  text: `
    INSERT INTO field_push_circuits AS c (push_id, failures) VALUES ($1, 1)
    ON CONFLICT (push_id) DO UPDATE SET failures = c.failures + 1, probed_until = NULL
      WHERE c.open_until IS NULL OR c.open_until <= $2
    RETURNING failures`,
};

const PROBE = {
  name: 'probe-field-push-receiver',
  text: `
    UPDATE field_push_circuits c SET probed_until = CASE WHEN c.failures >= ${CIRCUIT_OPENS_AFTER} THEN $3::timestamptz END
    WHERE c.push_id = $1 AND NOT coalesce(greatest(c.open_until, c.asked_until, c.probed_until) > $2, false)
    RETURNING push_id`,
};

/** How often in a row receivers have failed, and until when they are left alone (field-push.md FQ-2). */
@Injectable()
export class CircuitStore {
  constructor(private readonly database: Database) {}

  /** How often in a row it has failed now; undefined while it is left alone because it did. */
  async countFailure(transaction: Transaction, pushId: string, now: Date): Promise<number | undefined> {
    return (await transaction.query<{ failures: number }>(FAIL, [pushId, now]))[0]?.failures;
  }

  async open(transaction: Transaction, pushId: string, until: Date): Promise<void> {
    await transaction.query('UPDATE field_push_circuits SET open_until = $2 WHERE push_id = $1', [pushId, until]);
  }

  /** Leaves a receiver alone until it is there again by its own words, which is no failure, and which no success takes back. */
  async putOff(transaction: Transaction, pushId: string, until: Date): Promise<void> {
    await transaction.query(
      `INSERT INTO field_push_circuits AS c (push_id, failures, asked_until) VALUES ($1, 0, $2::timestamptz)
        ON CONFLICT (push_id) DO UPDATE SET asked_until = greatest(c.asked_until, excluded.asked_until), probed_until = NULL`,
      [pushId, until],
    );
  }

  /**
   * Takes the one request that shows whether a receiver is back, until it is concluded, at the latest at `until`; false when
   * somebody else, in whichever process, has it.
   */
  async probe(transaction: Transaction, pushId: string, now: Date, until: Date): Promise<boolean> {
    return (await transaction.query(PROBE, [pushId, now, until])).length > 0;
  }

  /** How many receivers are left alone at the time. */
  async countOpen(now: Date): Promise<number> {
    const text = `SELECT count(*)::integer AS number FROM field_push_circuits WHERE greatest(open_until, asked_until) > $1`;
    return onlyRow(await this.database.query<{ number: number }>(text, [now])).number;
  }
}
