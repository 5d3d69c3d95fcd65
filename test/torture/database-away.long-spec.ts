import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TcpProxy } from '../../apps/torture/tcp-proxy.js';
import { comesTrue } from '../../apps/torture/wait.js';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { createOwnDatabase, type OwnDatabase } from '../support/own-database.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

/** `npm run test:postgres` names it; the embedded database has no network that could fail. */
const serverUrl = process.env['TEST_DATABASE_URL'];

/** More than the server's pool has connections, so that some wait for one. */
const AT_ONCE = 40;

(serverUrl === undefined ? describe.skip : describe)('a database that goes away', () => {
  let own: OwnDatabase;
  let proxy: TcpProxy;
  let server: ServerProcess;

  beforeAll(async () => {
    own = await createOwnDatabase(serverUrl ?? '');
    const url = new URL(own.url);
    proxy = await TcpProxy.listen(Number(url.port || 5432), url.hostname);
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    server = await startServerProcess({
      DATABASE_URL: url.href,
      CASEMGR_MASTER_KEY: 'm'.repeat(32),
      CASEMGR_ALLOW_UNSAFE_DATABASE: 'true',
      CASEMGR_LOG_LEVEL: 'silent',
    });
    await server.token({ client: 'crm' });
  });

  afterAll(async () => {
    await server.stop();
    await proxy.close();
    await own.drop();
  });

  /** The same process serves again. */
  afterEach(async () => {
    expect(await comesTrue(async () => (await create()).status === 201, 5_000)).toBe(true);
    expect(server.exitCode).toBeUndefined();
  });

  function create(): Promise<TestAnswer> {
    const body = anActivity({ actor: 'client' });
    return server.request('POST', '/core/casemgr/v3/activity/email/general', { as: { client: 'crm' }, body });
  }

  /** A transaction of several statements, unlike the intake, which is one. */
  function announceFile(): Promise<TestAnswer> {
    const body = { app: 'email', type: 'attachment.inbound', name: 'a.txt', contentType: 'text/plain', size: 1 };
    return server.request('POST', '/core/filemgr/v3/assets/preupload', { as: { client: 'crm' }, body });
  }

  async function expectUnavailable(withinMs: number): Promise<void> {
    const start = performance.now();
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, create));
    expect(performance.now() - start).toBeLessThan(withinMs);
    expect(new Set(answers.map(({ status, text }) => `${status} ${/"code":"([^"]+)"/.exec(text)?.[1] ?? ''}`))).toEqual(
      new Set(['503 503-100']),
    );
    expect(answers.every(({ headers }) => headers.has('retry-after'))).toBe(true);
  }

  it('does not end the process when connections break, idle, in a statement or between two of a transaction', async () => {
    let isOver = false;
    const load = Array.from({ length: 8 }, async () => {
      while (!isOver) expect([200, 503]).toContain((await announceFile()).status);
    });
    for (let count = 0; count < 30; count += 1) {
      await comesTrue(() => false, 40);
      proxy.reset();
    }
    isOver = true;
    await Promise.all(load);
  });

  it('is 503-100 with Retry-After within 2 s when nobody is at its address', async () => {
    await proxy.refuse();
    await expectUnavailable(2_000);
    expect((await server.request('GET', '/health/ready')).status).toBe(503);
    await proxy.accept();
  });

  it('is 503-100 within 2 s when it takes connections and says nothing, however long that lasts', async () => {
    proxy.stall();
    for (let time = 0; time < 3; time += 1) await expectUnavailable(2_000);
    proxy.open();
  }, 30_000);
});
