import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveryCustomerStore } from '#field-push/delivery-customer.store.js';
import { DeliveryLogStore } from '#field-push/delivery-log.store.js';
import { DeliveryStore, LOG_PURPOSE } from '#field-push/delivery.store.js';
import { FORM_PURPOSE } from '#field-push/edit-session.store.js';
import { Secrets } from '#runtime/secrets.js';
import type { Database, Transaction } from '#storage/database.js';
import { startPushServer, type PushServer } from '../support/push-server.js';

const DELIVERIES = 20_000;

let pushing: PushServer;

beforeAll(async () => {
  pushing = await startPushServer();
  await pushing.configure({ id: 'log', object: 'ticket', fields: ['subject'], active: false });
  const { database, application } = pushing.server;
  const secrets = application.get(Secrets, { strict: false });
  const sealed = [LOG_PURPOSE, FORM_PURPOSE].map((purpose) => secrets.encrypt(purpose, '{}'));
  await database.query(
    `INSERT INTO field_push_deliveries
        (push_id, lane, object, record_id, customer_id, webhook_id, encrypted_body, state, available_at, created_at)
      SELECT 'log', 'durable', 'ticket', n / 4, n / 8, gen_random_uuid(), $1, 'delivered', now(), now()
      FROM generate_series(1, ${DELIVERIES}) AS n`,
    [sealed[0]],
  );
  await database.query(
    `INSERT INTO field_push_attempts (delivery_id, number, started_at, duration_ms, status, encrypted_answer)
      SELECT id, 1, now(), 5, 200, encrypted_body FROM field_push_deliveries`,
  );
  await database.query(
    `INSERT INTO field_push_sessions (id, actor, object, record_id, encrypted_form, used_at)
      SELECT gen_random_uuid(), 'user 1', 'ticket', n, $1, now() FROM generate_series(1, ${DELIVERIES}) AS n`,
    [sealed[1]],
  );
  await database.query('ANALYZE field_push_deliveries, field_push_attempts, field_push_sessions');
});

afterAll(() => pushing.close());

/** How the database goes about the statements of `work`. */
async function plansOf(work: (transaction: Transaction) => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  await pushing.server.database.transaction(async (transaction) => {
    const explaining: Transaction = {
      ...transaction,
      query: async (sql, params) => {
        const text = typeof sql === 'string' ? sql : sql.text;
        const plan = await transaction.query<Record<string, string>>(`EXPLAIN ${text}`, params);
        lines.push(...plan.map((row) => row['QUERY PLAN'] ?? ''));
        return transaction.query(sql, params);
      },
    };
    await work(explaining);
  });
  expect(lines.length).toBeGreaterThan(0);
  return lines;
}

describe('the log of pushes is not read as a whole', () => {
  const get = <Store>(store: new (...parts: never[]) => Store): Store =>
    pushing.server.application.get<Store>(store, { strict: false });

  it.each<[string, (transaction: Transaction) => Promise<unknown>]>([
    ['to mask a case', (transaction) => get(DeliveryCustomerStore).mask(transaction, '77', (text) => text)],
    [
      'to forget a customer',
      (transaction) =>
        get(DeliveryCustomerStore).erase(transaction, {
          customerId: '77',
          ids: ['78'],
          contactIds: [],
          emailKeys: [],
          marks: ['somebody'],
        }),
    ],
    ['to send one again', (transaction) => get(DeliveryLogStore).replay(transaction, '77', new Date())],
    [
      'to see what came after a delivery',
      (transaction) => get(DeliveryStore).isFollowed(transaction, '77', 'log', { object: 'ticket', recordId: '19' }),
    ],
  ])('%s (FQ-3)', async (_, work) => {
    expect((await plansOf(work)).filter((line) => line.includes('Seq Scan on field_push_'))).toEqual([]);
  });

  it('to claim what is due: each is compared with those of its record, not all with all (FQ-2)', async () => {
    const plan = await plansOf((transaction) =>
      new DeliveryStore(transaction as unknown as Database, get(Secrets)).claim(new Date(), new Date(), 4),
    );
    const ofAll = /Anti Join|Semi Join|Group Key: d_/;
    expect(plan.filter((line) => ofAll.test(line))).toEqual([]);
    expect(plan.filter((line) => line.includes('SubPlan'))).not.toEqual([]);
  });
});
