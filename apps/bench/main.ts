import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '#runtime/built-file.js';
import { startBenchServer, type BenchServer } from './bench-server.js';
import { drive, type RunResult } from './http-driver.js';
import { mailTable, measureMails } from './mails.js';
import { pgbench } from './pgbench.js';
import { openBenchPostgres, type BenchPostgres } from './postgres-cluster.js';
import { LARGE, preload } from './preload.js';
import { measurePushes, pushTable, startBenchReceiver } from './pushes.js';
import { preloadRecords, RECORD_SEARCHES } from './records.js';
import { reportMarkdown, searchTable, type Figures, type Series } from './report.js';
import { workloads, type Workload } from './requests.js';
import { measureSearches, SEARCHES, type SearchFigures } from './searches.js';

const CONNECTIONS = 48;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    large: { type: 'boolean', default: false },
    search: { type: 'boolean', default: false },
    records: { type: 'boolean', default: false },
    mail: { type: 'boolean', default: false },
    push: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const rounds = Number(options.rounds);
const seconds = Number(options.seconds);

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function measure(server: BenchServer, workload: Workload, ratePerSecond?: number): Promise<RunResult> {
  const result = await drive({ port: server.port, connections: CONNECTIONS, seconds, ratePerSecond, ...workload });
  if (result.failed > 0)
    say(
      `  ${workload.name}: ${result.failed} not answered with ${workload.expectedStatus}: ${JSON.stringify(result.statuses)}`,
    );
  return result;
}

/** Rounds in which everything takes its turn, so that what else the machine does hits all of them alike. */
async function measureRounds(postgres: BenchPostgres, server: BenchServer, title: string): Promise<Series[]> {
  const ids = await activityIds(server);
  const all = workloads(server.token, ids.first, ids.last);
  const rates = new Map<string, number[]>([
    ['pgbench', []],
    ...Object.keys(all).map((key): [string, number[]] => [key, []]),
  ]);
  for (let round = 1; round <= rounds; round += 1) {
    rates.get('pgbench')?.push(await pgbench(postgres, seconds));
    for (const [key, workload] of Object.entries(all)) {
      rates.get(key)?.push((await measure(server, workload)).rate);
    }
    const line = [...rates].map(([key, list]) => `${key} ${Math.round(list.at(-1) ?? 0)}`).join(', ');
    say(`${title}, round ${round} of ${rounds}: ${line}`);
  }
  const opponent = rates.get('pgbench') ?? [];
  return [...rates].map(([key, list]) => ({
    name: all[key]?.name ?? 'pgbench, one transaction per activity, 16 clients',
    rates: list,
    ratios: list.map((rate, round) => rate / (opponent[round] ?? Number.NaN)),
  }));
}

/** A few activities to read, and the range of their ids. */
async function activityIds(server: BenchServer): Promise<{ first: number; last: number }> {
  const { json } = workloads(server.token, 1, 1);
  if (!json) throw new Error('There is no JSON workload');
  await drive({ port: server.port, connections: 8, seconds: 1, ...json });
  const answer = await fetch(
    `http://127.0.0.1:${server.port}/core/casemgr/v3/activity?customerID=1000&$sort=id&$order=desc&$pagesize=75`,
    { headers: { authorization: `Bearer ${server.token}` } },
  );
  const { activity } = (await answer.json()) as { activity: readonly { readonly id: string }[] };
  const ids = activity.map(({ id }) => Number(id));
  return { first: Math.min(...ids), last: Math.max(...ids) };
}

async function main(): Promise<void> {
  const postgres = await openBenchPostgres();
  try {
    const first = await startBenchServer(postgres.url);
    await first.stop();
    // The second start is the one of an existing database.
    const receiver = await startBenchReceiver();
    const server = await startBenchServer(postgres.url, receiver.environment);
    try {
      if (options.push) {
        const pushes = await measurePushes(server, receiver, seconds, say);
        process.stdout.write(`${pushTable(pushes)}\n`);
        if (options.write) await write({ ...(await writtenFigures()), pushes });
        return;
      }
      if (options.search) {
        await preload(postgres.url);
        const searches = await measureSearches(server, SEARCHES, seconds);
        process.stdout.write(`${searchTable(searches)}\n`);
        if (options.write) await write({ ...(await writtenFigures()), searches });
        return;
      }
      if (options.records) {
        await preloadRecords(postgres.url);
        process.stdout.write(`${searchTable(await measureSearches(server, RECORD_SEARCHES, seconds))}\n`);
        return;
      }
      if (options.mail) {
        const mails = await measureMails(server, postgres.url, rounds, seconds, say);
        process.stdout.write(`${mailTable(mails)}\n`);
        if (options.write) await write({ ...(await writtenFigures()), mails });
        return;
      }
      const idleBytes = await server.residentBytes();
      const small = await measureRounds(postgres, server, 'few rows');
      const loadedBytes = await server.residentBytes();
      const ids = await activityIds(server);
      const { json } = workloads(server.token, ids.first, ids.last);
      if (!json) throw new Error('There is no JSON workload');
      const capacity = median(small[1]?.rates ?? []);
      const halfLoad = await measure(server, json, capacity / 2);
      const before = await server.processorSeconds();
      const counted = await measure(server, json);
      const processorMs = ((await server.processorSeconds()) - before) * (1_000 / counted.answered);
      let large: Series[] | undefined;
      let searches: readonly SearchFigures[] | undefined;
      if (options.large) {
        await preload(postgres.url);
        searches = await measureSearches(server, SEARCHES, seconds);
        large = await measureRounds(postgres, server, `${LARGE.activities} activities`);
      }
      const figures: Figures = {
        machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
        node: process.version,
        rounds,
        seconds,
        connections: CONNECTIONS,
        small,
        large,
        searches,
        mails: await measureMails(server, postgres.url, rounds, seconds, say),
        pushes: await measurePushes(server, receiver, seconds, say),
        halfLoad: { rate: halfLoad.rate, ...halfLoad.latency },
        readyAfterMs: server.readyAfterMs,
        idleBytes,
        loadedBytes,
        processorMs,
      };
      process.stdout.write(reportMarkdown(figures));
      if (options.write) await write(figures);
    } finally {
      await server.stop();
      await receiver.close();
    }
  } finally {
    await postgres.close();
  }
}

const FIGURES = join(projectFolder(), 'docs/benchmarks.json');

async function writtenFigures(): Promise<Figures> {
  return JSON.parse(await readFile(FIGURES, 'utf8')) as Figures;
}

async function write(figures: Figures): Promise<void> {
  await writeFile(FIGURES, `${JSON.stringify(figures, undefined, 2)}\n`);
  await writeFile(join(projectFolder(), 'docs/benchmarks.md'), reportMarkdown(figures));
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
