import { execFile, spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** A PostgreSQL to measure on, and the folder of its programs (pgbench). */
export interface BenchPostgres {
  /** URL of a new, empty database. */
  readonly url: string;
  readonly programs: string;
  close(): Promise<void>;
}

/** Where PostgreSQL's programs are; Debian keeps them out of the path. */
async function findPrograms(): Promise<string | undefined> {
  const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
  const folders = versions
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(DEBIAN_FOLDER, version, 'bin'));
  for (const folder of [...folders, ...(process.env['PATH'] ?? '').split(':')]) {
    const names = await readdir(folder).catch(() => [] as string[]);
    if (names.includes('pgbench') && names.includes('initdb')) return folder;
  }
  return undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** PostgreSQL refuses to run as root; then its programs run as the user that the package made. */
async function serverCommand(program: string, args: readonly string[]): Promise<[string, readonly string[]]> {
  const isRoot = process.getuid?.() === 0;
  return isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];
}

/** A cluster of its own, with fsync on, that ends and vanishes with the run. */
async function startCluster(programs: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'casemgr-bench-'));
  if (process.getuid?.() === 0) {
    const { stdout } = await run('id', ['-u', 'postgres']);
    await chown(folder, Number(stdout), Number(stdout));
  }
  const data = join(folder, 'data');
  const [initdb, initdbArgs] = await serverCommand(join(programs, 'initdb'), [
    '-D',
    data,
    '-U',
    'bench',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
  ]);
  await run(initdb, [...initdbArgs]);
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'max_wal_size=4GB',
    'shared_buffers=512MB',
  ];
  const [postgres, postgresArgs] = await serverCommand(join(programs, 'postgres'), [
    '-D',
    data,
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  const server = spawn(postgres, [...postgresArgs], { stdio: 'ignore' });
  const url = `postgresql://bench@127.0.0.1:${port}/postgres`;
  await untilAnswers(url);
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      const [pgCtl, stopArgs] = await serverCommand(join(programs, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w']);
      await run(pgCtl, [...stopArgs]);
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilAnswers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The PostgreSQL of DATABASE_URL, else a temporary one; a database of its own on it in both cases. */
export async function openBenchPostgres(): Promise<BenchPostgres> {
  const programs = await findPrograms();
  if (programs === undefined) throw new Error('The benchmark needs pgbench and initdb (Debian: package postgresql)');
  const given = process.env['DATABASE_URL'];
  const cluster = given ? undefined : await startCluster(programs);
  const serverUrl = given ?? cluster?.url ?? '';
  const name = `casemgr_bench_${process.pid}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    programs,
    async close() {
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await cluster?.stop();
    },
  };
}
