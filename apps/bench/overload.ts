/**
 * `npm run bench:overload`: what the server does when more comes than it can do (docs/overload.md). It measures its capacity,
 * offers twice and five times as much on a schedule that does not wait for answers, then lets one of ten callers be greedy.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { startBenchServer, type BenchServer } from './bench-server.js';
import { drive } from './http-driver.js';
import { percentile, sendOnSchedule, type Sender, type Tally } from './open-loop.js';
import { openBenchPostgres } from './postgres-cluster.js';
import { createRequest } from './requests.js';

const SECONDS = 10;
const CALLERS = 10;
const SECRET = 'bench-secret-of-callers-0123456789-0123456789';
const LOOK_AT_HEALTH_EVERY_MS = 100;

interface Round {
  readonly name: string;
  readonly senders: readonly Sender[];
}

/** How health answered during a round. */
interface Health {
  readonly answers: number;
  readonly failures: number;
  readonly p99Ms: number;
}

async function addCallers(server: BenchServer): Promise<string[]> {
  const clients = Array.from({ length: CALLERS }, (_, index) => ({
    clientId: `caller-${index}`,
    secret: SECRET,
    name: `Caller ${index}`,
    scopes: ['core.casemgr.manage'],
    grantTypes: ['client_credentials'],
  }));
  const answer = await fetch(`http://127.0.0.1:${server.port}/core/adminmgr/v3/partition`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ clients }),
  });
  if (answer.status !== 200) throw new Error(`The callers were refused: ${answer.status} ${await answer.text()}`);
  return Promise.all(clients.map(({ clientId }) => tokenOf(server.port, clientId)));
}

async function tokenOf(port: number, clientId: string): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: SECRET };
  const answer = await fetch(`http://127.0.0.1:${port}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function watchHealth(port: number, isOver: () => boolean): Promise<Health> {
  const elapsedMs: number[] = [];
  let failures = 0;
  while (!isOver()) {
    for (const path of ['/health/live', '/health/ready']) {
      const start = performance.now();
      const isFine = await fetch(`http://127.0.0.1:${port}${path}`).then(
        async (answer) => (await answer.text()) !== '' && answer.ok,
        () => false,
      );
      elapsedMs.push(performance.now() - start);
      if (!isFine) failures += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AT_HEALTH_EVERY_MS));
  }
  return { answers: elapsedMs.length, failures, p99Ms: percentile(elapsedMs, 0.99) };
}

async function run({ name, senders }: Round, port: number, capacity: number): Promise<void> {
  let isOver = false;
  const health = watchHealth(port, () => isOver);
  const tallies = await sendOnSchedule(port, senders, SECONDS);
  isOver = true;
  console.log(`\n${name}`);
  console.table({
    ...(senders.length > 1 &&
      Object.fromEntries([...tallies].map(([sender, tally]) => [sender, rowOf([tally], capacity)]))),
    all: rowOf([...tallies.values()], capacity),
  });
  const { answers, failures, p99Ms } = await health;
  console.log(`health: ${answers} answers, ${failures} not 200, p99 ${p99Ms.toFixed(0)} ms`);
}

function rowOf(tallies: readonly Tally[], capacity: number): Record<string, number | string> {
  const accepted = tallies.flatMap(({ acceptedMs }) => acceptedMs);
  const refused = tallies.flatMap(({ refusedMs }) => refusedMs);
  const count = (status: string): number => tallies.reduce((sum, { statuses }) => sum + (statuses[status] ?? 0), 0);
  const sum = (key: 'notSent' | 'refusedWithoutRetryAfter'): number =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  return {
    'offered/s': Math.round((accepted.length + refused.length + sum('notSent')) / SECONDS),
    'accepted/s': Math.round(accepted.length / SECONDS),
    'of capacity': `${Math.round((accepted.length / SECONDS / capacity) * 100)} %`,
    'accepted p50 ms': Math.round(percentile(accepted, 0.5)),
    'accepted p99 ms': Math.round(percentile(accepted, 0.99)),
    503: count('503'),
    429: count('429'),
    other: refused.length - count('503') - count('429'),
    'refused p99 ms': Math.round(percentile(refused, 0.99)),
    'no Retry-After': sum('refusedWithoutRetryAfter'),
    'not sent': sum('notSent'),
  };
}

/**
 * Keeps this process, and what it starts from now on, to some processors. A driver that sends five times what the server can do
 * needs a processor for itself; sharing one with the server and the database, it would measure itself.
 */
function keepTo(processors: string): void {
  execFileSync('taskset', ['-a', '-p', '-c', processors, String(process.pid)], { stdio: 'ignore' });
}

async function main(): Promise<void> {
  const last = availableParallelism() - 1;
  if (last === 0) throw new Error('The driver needs a processor of its own, and there is only one');
  keepTo(`0-${last - 1}`);
  const postgres = await openBenchPostgres();
  const server = await startBenchServer(postgres.url);
  keepTo(String(last));
  console.log(`server and PostgreSQL on processors 0-${last - 1}, driver on ${last}`);
  try {
    const requests = (await addCallers(server)).map((token) => createRequest(token));
    const makeRequest = (index: number): Buffer => requests[index % CALLERS] ?? Buffer.alloc(0);
    const closedLoop = { port: server.port, connections: 64, expectedStatus: 201, makeRequest };
    await drive({ ...closedLoop, seconds: 3 });
    const { rate: capacity, latency } = await drive({ ...closedLoop, seconds: SECONDS });
    console.log(
      `capacity: ${Math.round(capacity)} activities/s with 64 connections, p99 ${Math.round(latency.p99)} ms`,
    );

    const evenly = (factor: number): Sender[] =>
      requests.map((request, index) => ({
        name: `caller-${index}`,
        request,
        ratePerSecond: (capacity * factor) / CALLERS,
      }));
    const oneGreedy = evenly(0.5).map((sender, index) =>
      index === 0 ? { ...sender, name: 'greedy', ratePerSecond: capacity * 3 } : sender,
    );
    const rounds: Round[] = [
      { name: '2 × capacity, ten equal callers', senders: evenly(2) },
      { name: '5 × capacity, ten equal callers', senders: evenly(5) },
      { name: 'one greedy caller with 3 × capacity, nine with 0.05 × capacity each', senders: oneGreedy },
      { name: 'afterwards: 0.5 × capacity, ten equal callers', senders: evenly(0.5) },
    ];
    for (const round of rounds) await run(round, server.port, capacity);
  } finally {
    await server.stop();
    await postgres.close();
  }
}

await main();
