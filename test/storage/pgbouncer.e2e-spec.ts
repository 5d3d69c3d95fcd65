import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { PgBouncer } from '../support/pgbouncer.js';
import { ownPostgres } from '../support/postgres.js';
import { POST_PATH } from '../support/posting.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

const CONNECTIONS = 4;

async function prepare(): Promise<Awaited<ReturnType<typeof ownPostgres>>> {
  if (PgBouncer.isInstalled()) return ownPostgres('The suite of PgBouncer');
  process.stdout.write('The suite of PgBouncer is skipped: it is not installed\n');
  return undefined;
}

const cluster = await prepare();

(cluster ? describe : describe.skip)('a server behind PgBouncer in transaction mode', () => {
  let bouncer: PgBouncer;
  let server: ServerProcess;

  beforeAll(async () => {
    const url = cluster?.url ?? '';
    bouncer = await PgBouncer.start(url, CONNECTIONS);
    server = await startServerProcess({
      DATABASE_URL: bouncer.url,
      CASEMGR_SESSION_DATABASE_URL: url,
      CASEMGR_PREPARED_STATEMENTS: 'false',
      CASEMGR_MASTER_KEY: 'a-master-key-of-the-test-of-pgbouncer-0123',
    });
  }, 120_000);

  afterAll(async () => {
    await server.stop();
    await bouncer.stop();
    await cluster?.remove();
  });

  function post(set: Record<string, string> = {}): Promise<TestAnswer> {
    return server.request('POST', POST_PATH, { as: { client: 'crm' }, body: anActivity({ actor: 'client', set }) });
  }

  it('takes activities in, more of them at once than there are connections (ENV-15)', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => post()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const client = new pg.Client({ connectionString: cluster?.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%activities%'`,
    );
    await client.end();
    expect(Number((rows[0] as { count: string }).count)).toBeLessThanOrEqual(CONNECTIONS + 1);
  });

  it('reads what it has written', async () => {
    const location = (await post()).headers.get('location') ?? '';
    const answer = await server.request('GET', `${location}?$attribute=all`, { as: { client: 'crm' } });
    expect(answer.status).toBe(200);
  });

  it('follows a change of the configuration (Z-4)', async () => {
    await server.configure({ settings: { customerDepartmentalization: true } });
    while ((await post({ 'department.name': 'Sales' })).status !== 400) await wait(50);
  });
});
