import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';

const CRM = { client: 'crm' };
const MANAGER = '/core/customermgr/v3';
const CUSTOMERS = 60;

/** The start of a process takes its time on a busy machine. */
const LIMIT_MS = 120_000;

interface Status {
  readonly status: { readonly value: string };
  readonly progress: { readonly total: number; readonly processed: number; readonly successful: number };
}

describe('a process that is killed in the middle of a list', () => {
  let killed: ServerProcess;
  let next: ServerProcess | undefined;

  beforeAll(async () => {
    killed = await startServerProcess();
  }, LIMIT_MS);

  afterAll(async () => {
    await next?.stop();
    await rm(killed.dataFolder, { recursive: true, force: true });
  });

  async function create(index: number): Promise<string> {
    const body = { contacts: { contact: [{ firstName: `Nobody${index}` }] } };
    const answer = await killed.request('POST', `${MANAGER}/individual/customer`, { as: CRM, body });
    return answer.headers.get('location')?.split('/').at(-1) ?? '';
  }

  it(
    'CUST-35: has it finished when it comes back, each customer once',
    async () => {
      const ids: string[] = [];
      for (let index = 0; index < CUSTOMERS; index += 1) ids.push(await create(index));
      const body = ['id', ...ids].join('\n');
      const headers = { 'content-type': 'text/csv' };
      const sent = await killed.request('POST', `${MANAGER}/customer/obfuscate/csv`, { as: CRM, body, headers });
      const location = sent.headers.get('location') ?? '';
      const statusAt = async (server: ServerProcess) =>
        (await server.request('GET', location, { as: CRM })).json<Status>();

      await until(async () => (await statusAt(killed)).progress.processed > 0);
      process.kill(killed.pid, 'SIGKILL');
      await until(() =>
        killed.request('GET', '/health/live').then(
          () => false,
          () => true,
        ),
      );

      next = await startServerProcess({ CASEMGR_DATA: killed.dataFolder });
      const server = next;
      await until(async () => (await statusAt(server)).status.value === 'successful');
      expect((await statusAt(server)).progress).toMatchObject({
        total: CUSTOMERS,
        processed: CUSTOMERS,
        successful: CUSTOMERS,
      });
      const read = await server.request('GET', `${MANAGER}/customers/${ids.join(',')}`, { as: CRM });
      const customers = read.json<{ customer: { obfuscated: boolean; customerName: string | null }[] }>().customer;
      expect(customers).toHaveLength(CUSTOMERS);
      expect(customers.every(({ obfuscated, customerName }) => obfuscated && customerName === null)).toBe(true);
    },
    LIMIT_MS,
  );
});
