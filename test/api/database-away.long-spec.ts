import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { ownPostgres } from '../support/postgres.js';
import { POST_PATH } from '../support/posting.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

const UNAVAILABLE_WITHIN_MS = 2_000;
const RECOVERED_WITHIN_MS = 5_000;

const cluster = await ownPostgres('The suite of a database that goes away');

(cluster ? describe : describe.skip)('a server whose database goes away', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await startServerProcess({
      DATABASE_URL: cluster?.url ?? '',
      CASEMGR_MASTER_KEY: 'a-master-key-of-the-test-of-databases-that-go-away',
      CASEMGR_LOG_LEVEL: 'silent',
    });
    expect((await post()).status).toBe(201);
  }, 120_000);

  afterAll(async () => {
    await server.stop();
    await cluster?.remove();
  });

  function post(): Promise<TestAnswer> {
    return server.request('POST', POST_PATH, { as: { client: 'crm' }, body: anActivity({ actor: 'client' }) });
  }

  async function isReady(): Promise<boolean> {
    return (await server.request('GET', '/health/ready')).status === 200;
  }

  it.each(['fast', 'immediate'] as const)(
    'says so within 2 s and recovers within 5 s, without a restart, when the database stops (%s)',
    async (mode) => {
      await cluster?.stop(mode);
      const startedAt = performance.now();
      const answer = await post();
      expect(performance.now() - startedAt).toBeLessThan(UNAVAILABLE_WITHIN_MS);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toMatch(/^[1-5]$/);
      expect(await isReady()).toBe(false);
      expect((await server.request('GET', '/health/live')).status).toBe(200);
      expect(server.exitCode).toBeUndefined();

      await cluster?.start();
      const backAt = performance.now();
      while (!(await isReady()) || (await post()).status !== 201) await wait(50);
      expect(performance.now() - backAt).toBeLessThan(RECOVERED_WITHIN_MS);
    },
    60_000,
  );

  it('goes on when its connections are ended', async () => {
    await cluster?.terminateBackends();
    while ((await post()).status !== 201) await wait(50);
    expect(server.exitCode).toBeUndefined();
  });
});
