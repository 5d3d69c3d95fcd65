import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultPoint } from '#runtime/fault-point.js';
import { Random } from '../../apps/torture/random.js';
import { ServerProcess } from '../../apps/torture/server-process.js';
import { anActivity } from '../support/activity.js';
import { ApiClient, type TestAnswer } from '../support/api-client.js';
import { freePort } from '../support/free-port.js';
import { TEST_PARTITION, TEST_SECRET } from '../support/partition.js';
import { answering, startReceiver, type PushReceiver } from '../support/push-receiver.js';

/** Between every two steps of a durable delivery. */
const DURABLE: readonly FaultPoint[] = [
  'before-commit',
  'after-commit-before-answer',
  'push-made-before-commit',
  'push-leased-before-sending',
  'push-answered-before-recording',
];

/** Between every two steps of what an agent waits for, behind those of sending. */
const INTERACTIVE: readonly FaultPoint[] = [
  'push-answered-before-recording',
  'push-applied-before-commit',
  'push-applied-before-answer',
];

/** Kills at places and passes that the seed decides. */
const RANDOM_KILLS = process.env['SWEEP'] === 'full' ? 100 : 8;

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** Longer than the lease of a process that has died. */
const SETTLED_WITHIN_MS = 150_000;

/** The first one of the test partition. */
const CUSTOMER_ID = '1000';

const ADMIN = { client: 'test-admin' };
const BASE = '/core/fieldpushmgr/v3';

let folder: string;
let receiver: PushReceiver;
let server: ServerProcess;
let client: ApiClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casemgr-push-kill-'));
  receiver = await startReceiver();
  const partitionFile = join(folder, 'partition.json');
  const push = { url: receiver.url, active: true, secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` };
  const fieldPushes = [
    { ...push, id: 'durable', object: 'ticket', fields: ['subject'], occasions: ['change'] },
    { ...push, id: 'interactive', object: 'customer', fields: ['nick_name'], occasions: ['change'] },
  ];
  await writeFile(partitionFile, JSON.stringify({ ...TEST_PARTITION, fieldPushes }));
  await writeFile(join(folder, 'receiver.pem'), receiver.certificate);
  const port = await freePort();
  const environment = {
    PORT: String(port),
    CASEMGR_SMTP_PORT: '0',
    CASEMGR_DATA: join(folder, 'data'),
    CASEMGR_DEMO: 'false',
    CASEMGR_LOG_LEVEL: 'warn',
    CASEMGR_PARTITION_FILE: partitionFile,
    CASEMGR_ADMIN_CLIENT_ID: 'test-admin',
    CASEMGR_ADMIN_CLIENT_SECRET: TEST_SECRET,
    CASEMGR_PUSH_ALLOW_NETWORKS: '127.0.0.0/8',
    NODE_EXTRA_CA_CERTS: join(folder, 'receiver.pem'),
  };
  server = new ServerProcess(port, environment, folder);
  client = new ApiClient(server.url);
});

beforeEach(() => {
  receiver.received.length = 0;
  receiver.behaviour = answering({ code: 1000 });
});

afterEach(() => server.kill());

afterAll(async () => {
  await receiver.close();
  await rm(folder, { recursive: true, force: true });
});

/** Undefined when the process died before it answered. */
async function ask(method: string, path: string, body?: unknown): Promise<TestAnswer | undefined> {
  return client.request(method, path, { as: ADMIN, ...(body !== undefined && { body }) }).catch(() => undefined);
}

async function isTakenIn(subject: string): Promise<boolean> {
  const activity = anActivity({ actor: 'client', set: { subject } });
  const answer = await ask('POST', '/core/casemgr/v3/activity/email/general', activity);
  return answer?.status === 201;
}

/** What the receiver was sent of a subject: the ids, one for each request. */
function idsOf(subject: string): string[] {
  const ofSubject = receiver.received.filter(({ text }) => text.includes(`"${subject}"`));
  return ofSubject.map(({ headers }) => String(headers['webhook-id']));
}

async function pending(): Promise<number> {
  const answer = await ask('GET', `${BASE}/delivery?state=pending&push=durable&$count=yes`);
  return answer ? Number(/"count":\s*"?(\d+)/.exec(answer.text)?.[1] ?? Number.NaN) : Number.NaN;
}

async function settle(subjects: readonly string[]): Promise<void> {
  await server.start();
  const end = performance.now() + SETTLED_WITHIN_MS;
  const isDone = async () => subjects.every((subject) => idsOf(subject).length > 0) && (await pending()) === 0;
  while (!(await isDone())) {
    if (performance.now() > end)
      throw new Error(`Not delivered: ${subjects.filter((one) => idsOf(one).length === 0).join()}`);
    await pause(500);
  }
}

describe('FQ-4: kill -9 between every two steps of a delivery', () => {
  it('loses nothing that was committed, and sends each of it under one webhook id', async () => {
    const subjects: string[] = [];
    for (const point of DURABLE) {
      await server.start({ point, pass: 1 });
      const subject = `killed ${point}`;
      if (server.isRunning && (await isTakenIn(subject))) subjects.push(subject);
      if (!(await server.dies(20_000))) throw new Error(`The process did not come to ${point}`);
    }
    await settle(subjects);
    expect(subjects.length).toBeGreaterThan(0);
    for (const subject of subjects) expect(new Set(idsOf(subject)).size).toBe(1);
    await server.kill();
    expect(server.crashes).toEqual([]);
  }, 300_000);

  it(`nor at ${RANDOM_KILLS} random places (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const subjects: string[] = [];
    for (let kill = 0; kill < RANDOM_KILLS; kill += 1) {
      await server.start({ point: random.pick(DURABLE), pass: random.between(1, 3) });
      for (let count = 0; count < 4 && server.isRunning; count += 1) {
        const subject = `random ${kill} ${count}`;
        if (await isTakenIn(subject)) subjects.push(subject);
      }
      await server.dies(3_000);
      await server.kill();
    }
    await settle(subjects);
    for (const subject of subjects) expect(new Set(idsOf(subject)).size).toBe(1);
    await server.kill();
    expect(server.crashes).toEqual([]);
  }, 600_000);
});

describe('FQ-4, FR-3: kill -9 while an agent waits', () => {
  it.each(INTERACTIVE)(
    'at %s applies an answer at most once',
    async (point) => {
      await server.start();
      const opened = await ask('POST', `${BASE}/session`, { object: 'customer', id: CUSTOMER_ID });
      expect(opened?.status).toBe(201);
      const path = `${BASE}/session/${opened?.json<{ id: string }>().id ?? ''}`;
      await server.kill();
      await server.start({ point, pass: 1 });
      receiver.behaviour = answering({ code: 1000, customer: { tags: point } });
      const values = { nick_name: `Name at ${point}` };
      expect(await ask('PATCH', path, { values })).toBeUndefined();
      expect(await server.dies(10_000)).toBe(true);
      await server.start();
      const before = receiver.received.length;
      const again = await ask('PATCH', path, { values });
      expect(again?.json()).toMatchObject({ pushed: [], applied: {} });
      expect(receiver.received).toHaveLength(before);
      const audit = await ask('GET', `/core/adminmgr/v3/audit?object=customer&objectID=${CUSTOMER_ID}`);
      const entries = audit?.status === 200 ? audit.text.split('"field push"').length - 1 : 0;
      const earlier = INTERACTIVE.slice(0, INTERACTIVE.indexOf(point)).length;
      expect(entries).toBeLessThanOrEqual(earlier + 1);
      expect(entries > 0).toBe(point === 'push-applied-before-answer');
      await server.kill();
      expect(server.crashes).toEqual([]);
    },
    120_000,
  );
});
