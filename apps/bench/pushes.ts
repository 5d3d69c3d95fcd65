import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:https';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectFolder } from '#runtime/built-file.js';
import type { BenchServer } from './bench-server.js';
import { drive } from './http-driver.js';
import { addressOf, patchRequest, workloads } from './requests.js';

/** Pushes to receivers on this machine, over TLS. */
export interface PushFigures {
  /** Per second, while nothing else is done. */
  readonly deliveries: number;
  /** Milliseconds of a change of a form that is pushed, answered at once and applied, one after another. */
  readonly interactive: { readonly p50: number; readonly p99: number };
  /** Milliseconds from a commit to nineteen receivers, beside another one that lives, and beside one that never answers. */
  readonly besideLiving: { readonly p50: number; readonly p99: number };
  readonly besideDead: { readonly p50: number; readonly p99: number };
}

const EDITS = 1_000;
const WARM_UP_SECONDS = 2;
const EDIT_SECONDS = 15;
const RECEIVERS = 20;
const CASES_PER_SECOND = 5;
const SETTLE_WITHIN_MS = 120_000;

/** What the server must be started with to push to this receiver, and what it was sent. */
export interface BenchReceiver {
  readonly environment: Readonly<Record<string, string>>;
  readonly url: string;
  onPush: (path: string, text: string, response: ServerResponse) => void;
  close(): Promise<void>;
}

const answer = (response: ServerResponse, body: object = { code: 1000 }): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export async function startBenchReceiver(): Promise<BenchReceiver> {
  const script = join(projectFolder(), 'examples/field-push-receiver/certificate.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  const { privateKey: key, certificate: cert } = JSON.parse(stdout) as { privateKey: string; certificate: string };
  const folder = await mkdtemp(join(tmpdir(), 'casemgr-bench-receiver-'));
  const file = join(folder, 'receiver.pem');
  await writeFile(file, cert);
  const server: Server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      receiver.onPush(request.url ?? '', Buffer.concat(chunks).toString('utf8'), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: BenchReceiver = {
    environment: { NODE_EXTRA_CA_CERTS: file, CASEMGR_PUSH_ALLOW_NETWORKS: '127.0.0.0/8' },
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onPush: (_path, _text, response) => {
      answer(response);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return receiver;
}

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, yes').toString('base64')}`;

export async function measurePushes(
  server: BenchServer,
  receiver: BenchReceiver,
  seconds: number,
  say: (line: string) => void,
): Promise<PushFigures> {
  const deliveries = await deliveryRate(server, receiver, seconds);
  say(`field push: ${deliveries.toFixed(0)} deliveries per second`);
  await untilIdle(server);
  const interactive = await interactiveTimes(server, receiver);
  say(`field push: interactive p50 ${interactive.p50.toFixed(1)} ms, p99 ${interactive.p99.toFixed(1)} ms`);
  const besideLiving = await timesToReceivers(server, receiver, seconds, false);
  const besideDead = await timesToReceivers(server, receiver, seconds, true);
  say(
    `field push: p99 to 19 receivers ${besideLiving.p99.toFixed(0)} ms, beside a dead one ${besideDead.p99.toFixed(0)} ms`,
  );
  return { deliveries, interactive, besideLiving, besideDead };
}

/** Fills the lane by intake at full speed, and counts what goes out once nothing comes in any more. */
async function deliveryRate(server: BenchServer, receiver: BenchReceiver, seconds: number): Promise<number> {
  await configure(server, [{ id: 'rate', object: 'ticket', fields: ['subject'], url: `${receiver.url}/rate` }]);
  let received = 0;
  let lastAt = 0;
  receiver.onPush = (_path, _text, response) => {
    received += 1;
    lastAt = performance.now();
    answer(response);
  };
  const { json } = workloads(server.token, 1, 1);
  if (!json) throw new Error('There is no JSON workload');
  const { answered } = await drive({ port: server.port, connections: 24, seconds, ...json });
  const [before, startedAt] = [received, performance.now()];
  await comesTrue(() => received >= answered);
  await switchOff(server, ['rate']);
  return ((received - before) * 1_000) / (lastAt - startedAt);
}

async function interactiveTimes(server: BenchServer, receiver: BenchReceiver): Promise<PushFigures['interactive']> {
  await configure(server, [
    { id: 'edits', object: 'ticket', fields: ['subject', 'tags'], url: `${receiver.url}/edits` },
  ]);
  let count = 0;
  receiver.onPush = (_path, _text, response) => {
    count += 1;
    answer(response, { code: 1000, ticket: { content: `seen ${count} times` } });
  };
  const shown = await call(server, 'GET', '/core/casemgr/v3/case?customerID=1000&$pagesize=1');
  const [found] = (JSON.parse(shown) as { case: readonly { id: string }[] }).case;
  const session = JSON.parse(
    await call(server, 'POST', '/core/fieldpushmgr/v3/session', { object: 'ticket', id: found?.id }),
  ) as { id: string };
  const path = `/core/fieldpushmgr/v3/session/${session.id}`;
  const edits = Array.from({ length: EDITS }, (_, edit) =>
    patchRequest(path, server.token, { values: { subject: `Edit ${edit}` } }),
  );
  const makeRequest = (index: number): Buffer => edits[index % EDITS] ?? Buffer.alloc(0);
  const run = { port: server.port, connections: 1, expectedStatus: 200, makeRequest };
  // Opens connections, prepares statements, has the code compiled.
  await drive({ ...run, seconds: WARM_UP_SECONDS });
  const { latency, failed } = await drive({ ...run, seconds: EDIT_SECONDS });
  if (failed > 0) throw new Error(`${failed} edits failed`);
  await switchOff(server, ['edits']);
  return latency;
}

async function timesToReceivers(
  server: BenchServer,
  receiver: BenchReceiver,
  seconds: number,
  isOneDead: boolean,
): Promise<PushFigures['besideLiving']> {
  const ids = Array.from({ length: RECEIVERS }, (_, index) => `${isOneDead ? 'dead' : 'living'}-${index}`);
  const push = { object: 'ticket', fields: ['subject'], timeoutMs: 1_000 };
  await configure(
    server,
    ids.map((id) => ({ ...push, id, url: `${receiver.url}/${id}` })),
  );
  const committedAt = new Map<string, number>();
  const arrivals: { readonly subject: string; readonly at: number }[] = [];
  receiver.onPush = (path, text, response) => {
    if (path.endsWith('-0')) {
      if (!isOneDead) answer(response);
      return;
    }
    const { ticket } = JSON.parse(text) as { ticket: { subject: string } };
    arrivals.push({ subject: ticket.subject, at: performance.now() });
    answer(response);
  };
  const cases = CASES_PER_SECOND * seconds * 2;
  for (let number = 0; number < cases; number += 1) {
    const subject = `${isOneDead ? 'Dead' : 'Living'} ${number}`;
    await call(server, 'POST', '/core/casemgr/v3/activity/email/general', activityOf(subject));
    committedAt.set(subject, performance.now());
    await pause(1_000 / CASES_PER_SECOND);
  }
  await comesTrue(() => arrivals.length >= cases * (RECEIVERS - 1));
  await switchOff(server, ids);
  // What is sent may arrive before whoever has caused it is answered.
  return percentiles(arrivals.map(({ subject, at }) => Math.max(0, at - (committedAt.get(subject) ?? at))));
}

function activityOf(subject: string): object {
  const emailAddresses = { from: addressOf(0), receiver: 'support@example.com' };
  return {
    department: { name: 'Service' },
    type: { value: 'email', subtype: { value: 'general' } },
    subject,
    payload: { email: { content: { text: 'It beeps twice.' }, emailAddresses } },
  };
}

async function configure(server: BenchServer, pushes: readonly object[]): Promise<void> {
  const fieldPushes = pushes.map((push) => ({ active: true, secret: SECRET, ...push }));
  await call(server, 'PATCH', '/core/adminmgr/v3/partition', { fieldPushes });
}

async function switchOff(server: BenchServer, ids: readonly string[]): Promise<void> {
  for (const id of ids) await call(server, 'DELETE', `/core/fieldpushmgr/v3/push/${id}`);
}

async function call(server: BenchServer, method: string, path: string, body?: object): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text;
}

/** What follows from the intake before, the text index above all, is not what an agent is to wait for. */
async function untilIdle(server: BenchServer): Promise<void> {
  interface Readiness {
    readonly lanes: Readonly<Record<string, { readonly oldestSeconds: number }>>;
  }
  const end = performance.now() + SETTLE_WITHIN_MS;
  for (;;) {
    const { lanes } = JSON.parse(await call(server, 'GET', '/health/ready')) as Readiness;
    if (Object.values(lanes).every(({ oldestSeconds }) => oldestSeconds === 0)) return;
    if (performance.now() > end) throw new Error('The lanes did not become idle in time');
    await pause(100);
  }
}

async function comesTrue(condition: () => boolean): Promise<void> {
  const end = performance.now() + SETTLE_WITHIN_MS;
  while (!condition()) {
    if (performance.now() > end) throw new Error('Not everything was delivered in time');
    await pause(5);
  }
}

function percentiles(times: readonly number[]): { readonly p50: number; readonly p99: number } {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

export function pushTable({ deliveries, interactive, besideLiving, besideDead }: PushFigures): string {
  const row = (what: string, { p50, p99 }: { p50: number; p99: number }): string =>
    `| ${what} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`;
  return [
    `${deliveries.toFixed(0)} deliveries per second to one receiver on this machine, over TLS.`,
    '',
    '| field push | median ms | p99 ms |',
    '| --- | --- | --- |',
    row('a change of a form that is pushed, answered at once and applied', interactive),
    row('from a commit to 19 receivers, beside another one that lives', besideLiving),
    row('from a commit to 19 receivers, beside one that never answers', besideDead),
  ].join('\n');
}
