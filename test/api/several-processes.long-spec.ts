import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { TEST_SECRET, type Who } from '../support/partition.js';
import { ownPostgres } from '../support/postgres.js';
import { POST_PATH } from '../support/posting.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

const CRM: Who = { client: 'crm' };

/** Every change holds everywhere within this (Z-4, A-5, TOK-7). */
const EVERYWHERE_WITHIN_MS = 5_000;

const cluster = await ownPostgres('The suite of several processes');

const SHARED = {
  DATABASE_URL: cluster?.url ?? '',
  CASEMGR_PUBLIC_URL: 'http://casemgr.example.com',
  CASEMGR_MASTER_KEY: 'a-master-key-of-the-test-of-several-processes',
};

(cluster ? describe : describe.skip)('two api processes and a worker on one PostgreSQL', () => {
  let one: ServerProcess;
  let other: ServerProcess;
  let worker: ServerProcess;
  let database: pg.Client;

  beforeAll(async () => {
    const roles = (roles: string) => ({ ...SHARED, CASEMGR_ROLES: roles });
    // Together: they migrate one after another.
    [one, other] = await Promise.all([startServerProcess(roles('api')), startServerProcess(roles('api'))]);
    database = new pg.Client({ connectionString: SHARED.DATABASE_URL });
    await database.connect();
  }, 180_000);

  afterAll(async () => {
    await Promise.all([one, other, worker].map((server) => server.stop()));
    await database.end();
    await cluster?.remove();
  }, 120_000);

  function post(
    server: ServerProcess,
    from: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<TestAnswer> {
    const customer = { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'Nora' }] } };
    const set = { 'payload.email.emailAddresses.from': from, customer };
    return server.request('POST', POST_PATH, { as: CRM, body: anActivity({ actor: 'client', set }), headers });
  }

  async function count(sql: string): Promise<number> {
    const { rows } = await database.query<{ count: string }>(`SELECT count(*) FROM ${sql}`);
    return Number(rows[0]?.count);
  }

  /** Asks until an answer has this status, and tells how long that took, in milliseconds. */
  async function timeUntil(ask: () => Promise<TestAnswer>, status: number): Promise<number> {
    const start = performance.now();
    while ((await ask()).status !== status) await wait(50);
    return performance.now() - start;
  }

  it('leave what follows from a commit to the worker, which serves nothing but health and metrics (ENV-4)', async () => {
    expect((await post(one, 'first@example.net')).status).toBe(201);
    expect(await count('outbox_entries')).toBeGreaterThan(0);

    worker = await startServerProcess({ ...SHARED, CASEMGR_ROLES: 'worker,gateway' });
    while ((await count('outbox_entries')) > 0) await wait(50);
    expect((await worker.request('GET', '/health/ready')).status).toBe(200);
    expect((await worker.request('GET', '/metrics')).status).toBe(200);
    for (const path of ['/openapi.json', '/docs', '/core/casemgr/v3/activity/1000', '/oauth2/token']) {
      const answer = await worker.request('GET', path, { token: 'any' });
      expect(answer.status).toBe(404);
      expect(answer.json()).toMatchObject({ code: '404-100' });
    }
  }, 120_000);

  it('make one customer of 200 simultaneous first activities from one address (C-6)', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => post(index % 2 === 0 ? one : other, 'crowd@example.net')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await count(`contact_points WHERE email_key = 'crowd@example.net'`)).toBe(1);
    expect(await count(`activities WHERE contact_point_data = 'crowd@example.net'`)).toBe(200);
  });

  it('give the first answer again for an Idempotency-Key that the other one has seen (I-1)', async () => {
    const key = { 'idempotency-key': 'on-both-nodes' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => post(index % 2 === 0 ? one : other, 'twice@example.net', key)),
    );
    const created = answers.filter(({ status }) => status === 201);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(new Set(created.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await count(`activities WHERE contact_point_data = 'twice@example.net'`)).toBe(1);
    const again = await post(other, 'twice@example.net', key);
    expect(again.headers.get('location')).toBe(created[0]?.headers.get('location'));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('have the same configuration within 5 s (Z-4)', async () => {
    const toNewDepartment = {
      set: { 'department.name': 'Returns', 'payload.email.emailAddresses.receiver': 'returns@example.com' },
    };
    const ask = (server: ServerProcess) =>
      server.request('POST', POST_PATH, { as: CRM, body: anActivity({ actor: 'client', ...toNewDepartment }) });
    expect((await ask(other)).status).toBe(400);
    await one.configure({
      departments: [
        {
          name: 'Returns',
          queues: [{ name: 'Returns inbox', default: true }],
          aliases: [{ name: 'Returns', emailAddress: 'returns@example.com' }],
        },
      ],
    });
    expect((await ask(one)).status).toBe(201);
    expect(await timeUntil(() => ask(other), 201)).toBeLessThan(EVERYWHERE_WITHIN_MS);
  });

  it('accept each other’s tokens, and refuse within 5 s those that the other one has revoked (TOK-7)', async () => {
    // A token of its own: revoking must not disturb the others.
    const token = await one.token({ client: 'reader' }, 'core.casemgr.read');
    const read = (server: ServerProcess) => server.request('GET', '/core/casemgr/v3/activity/1', { token });
    expect([(await read(one)).status, (await read(other)).status]).toEqual([404, 404]);

    const body = new URLSearchParams({ client_id: 'reader', client_secret: TEST_SECRET, token });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const revocation = await other.request('POST', '/oauth2/revoke', { body: body.toString(), headers });
    expect(revocation.status).toBe(200);
    expect((await read(other)).status).toBe(401);
    expect(await timeUntil(() => read(one), 401)).toBeLessThan(EVERYWHERE_WITHIN_MS);
  });
});
