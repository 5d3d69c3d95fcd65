import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readDemoCredentials } from '#partition/demo-credentials.js';
import { PartitionAdministration } from '#partition/partition-administration.js';
import { PartitionAtStart } from '#partition/partition-at-start.js';
import { PartitionStores } from '#partition/partition-stores.js';
import { createLogger } from '#runtime/logger.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { startServer, type TestServer } from '../support/server.js';

const PARTITION = '/core/adminmgr/v3/partition';

let server: TestServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function token(form: Record<string, string>): Promise<Response> {
  return fetch(`${server?.url ?? ''}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
}

describe('ENV-6: CASEMGR_DEMO', () => {
  it('loads the demo partition on first start, with secrets that only the installation knows', async () => {
    server = await startServer({ partition: null, environment: { CASEMGR_DEMO: 'true' } });
    const credentials = await readDemoCredentials(server.dataFolder);
    const file = join(server.dataFolder, 'demo.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const crm = { client_id: 'crm', client_secret: credentials?.crmSecret ?? '' };
    expect((await token({ ...crm, grant_type: 'client_credentials' })).status).toBe(200);
    const onBehalf = { ...crm, grant_type: 'password', subject_email: 'ann@example.org', scope: 'core.casemgr.manage' };
    expect((await token(onBehalf)).status).toBe(200);
    expect((await token({ ...crm, client_secret: 'guessed', grant_type: 'client_credentials' })).status).toBe(401);

    const before = await readFile(file, 'utf8');
    await server.request('PATCH', PARTITION, {
      as: { client: 'test-admin' },
      body: { departments: [{ name: 'Sales', active: false }] },
    });
    await server.application.get(PartitionAtStart, { strict: false }).onApplicationBootstrap();
    expect(await readFile(file, 'utf8')).toBe(before);
    const partition = await server.request('GET', PARTITION, { as: { client: 'test-admin' } });
    expect(partition.json()).toMatchObject({ departments: [{ name: 'Service' }, { name: 'Sales', active: false }] });
  });

  it('leaves a partition alone when it is off', async () => {
    server = await startServer({ partition: null });
    expect(await readDemoCredentials(server.dataFolder)).toBeUndefined();
  });
});

describe('ENV-8: CASEMGR_PARTITION_FILE', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casemgr-partition-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function fileOf(text: string): Promise<string> {
    const path = join(folder, 'partition.yaml');
    await writeFile(path, text);
    return path;
  }

  it('is applied before the server listens', async () => {
    const path = await fileOf('departments:\n  - name: From a file\n');
    server = await startServer({ partition: null, environment: { CASEMGR_PARTITION_FILE: path } });
    const answer = await server.request('GET', PARTITION, { as: { client: 'test-admin' } });
    expect(answer.json()).toMatchObject({ departments: [{ name: 'From a file' }] });
  });

  it.each([
    { what: 'of another shape', text: '{"departments":[{}]}', fault: /departments\[0\]\.name/ },
    {
      what: 'that the rules refuse',
      text: '{"users":[{"login":"x","department":"None"}]}',
      fault: /users\[0\]\.department/,
    },
  ])('stops the start and names the fault of a document $what', async ({ text, fault }) => {
    server = await startServer({ partition: null });
    const { application, database } = server;
    const injected = <Type>(type: new (...parts: never[]) => Type): Type =>
      application.get<Type>(type, { strict: false });
    const configuration = Object.assign(new ServerConfiguration(), { demo: false, partitionFile: await fileOf(text) });
    const parts = [
      injected(PartitionAdministration),
      injected(PartitionStores),
      database,
      createLogger('silent'),
    ] as const;
    await expect(new PartitionAtStart(configuration, ...parts).onApplicationBootstrap()).rejects.toThrow(fault);
  });
});
