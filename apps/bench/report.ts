import { mailTable, type MailFigures } from './mails.js';
import { LARGE } from './preload.js';
import { pushTable, type PushFigures } from './pushes.js';
import type { SearchFigures } from './searches.js';

/** One workload over all rounds: its rates, and each divided by pgbench's of the same round. */
export interface Series {
  readonly name: string;
  /** Per second. */
  readonly rates: readonly number[];
  readonly ratios: readonly number[];
}

export interface Figures {
  readonly machine: string;
  readonly node: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly small: readonly Series[];
  readonly large: readonly Series[] | undefined;
  /** With as many rows as `large`. */
  readonly searches: readonly SearchFigures[] | undefined;
  readonly mails?: MailFigures | undefined;
  readonly pushes?: PushFigures | undefined;
  /** Milliseconds from the scheduled start, at half of the median rate, open loop. */
  readonly halfLoad: { readonly rate: number; readonly p50: number; readonly p99: number; readonly p999: number };
  readonly readyAfterMs: number;
  readonly idleBytes: number;
  readonly loadedBytes: number;
  /** Of the server process for one JSON activity. */
  readonly processorMs: number;
}

const MEGABYTE = 1024 * 1024;

function spread(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((left, right) => left - right);
  const show = (value: number | undefined): string => (value ?? 0).toFixed(digits);
  return `${show(sorted[Math.floor(sorted.length / 2)])} (${show(sorted[0])}–${show(sorted.at(-1))})`;
}

function table(series: readonly Series[]): string {
  const rows = series.map(({ name, rates, ratios }) => `| ${name} | ${spread(rates, 0)} | ${spread(ratios, 2)} |`);
  return ['| what | per second: median (min–max) | ÷ pgbench of the same round |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

export function searchTable(searches: readonly SearchFigures[]): string {
  const rows = searches.map(
    ({ name, rate, p50, p95, p99 }) =>
      `| ${name} | ${rate.toFixed(0)} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${p99.toFixed(1)} |`,
  );
  return [
    '| search, 4 at a time | per second | median ms | p95 ms | p99 ms |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** docs/benchmarks.md. */
export function reportMarkdown(figures: Figures): string {
  const { halfLoad, large, mails, pushes } = figures;
  const mailPart = mails ? `\n## Mail\n\n${mailTable(mails)}\n` : '';
  const pushPart = pushes ? `\n## Field push\n\n${pushTable(pushes)}\n` : '';
  const largePart = large
    ? `\n## With ${LARGE.activities.toLocaleString('en')} activities, ${LARGE.customers.toLocaleString('en')} customers, ${LARGE.cases.toLocaleString('en')} cases\n\n${table(large)}\n\n${searchTable(figures.searches ?? [])}\n`
    : '';
  return `# Benchmarks

Measured by \`npm run bench\` (\`-- --large --write\` for everything and for this page); the figures as JSON are in
\`benchmarks.json\`. Absolute figures belong to one machine on one day; compare the ratios within a run. Server, PostgreSQL and
load driver share the machine: ${figures.machine}, Node ${figures.node}; PostgreSQL with fsync on. ${figures.rounds} alternating rounds of
${figures.seconds} s for each line, ${figures.connections} kept connections, every request with a bearer token.

pgbench writes the rows that one activity leaves (case, activity, email, audit entry, outbox entry) in one prepared statement and
one transaction each, 16 clients. The aims, and where the time goes: [performance](performance.md).

## Rates

${table(figures.small)}
${largePart}
## Latency at half load

Open loop: JSON activities on a fixed schedule of ${halfLoad.rate.toFixed(0)} per second, measured from the scheduled start:
median ${halfLoad.p50.toFixed(1)} ms, p99 ${halfLoad.p99.toFixed(1)} ms, p99.9 ${halfLoad.p999.toFixed(1)} ms.
${mailPart}${pushPart}
## Process

| what | figure |
| --- | --- |
| start to ready on an existing database | ${(figures.readyAfterMs / 1000).toFixed(2)} s |
| resident memory after the start | ${(figures.idleBytes / MEGABYTE).toFixed(0)} MB |
| resident memory under load | ${(figures.loadedBytes / MEGABYTE).toFixed(0)} MB |
| processor time of the server for one JSON activity | ${figures.processorMs.toFixed(2)} ms |
`;
}
