import { execFile, spawnSync } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.js';

const run = promisify(execFile);

/** Where packages put programs that are not on the path. */
const PROGRAM_FOLDER = '/usr/lib/postgresql';

/** PostgreSQL refuses to run as root; this is who it runs as then. */
const SYSTEM_USER = 'postgres';

const DATABASE_NAME = 'casemgr';

/** The longest that a start or a stop may take, in seconds. */
const LIMIT_SECONDS = '60';

interface Programs {
  readonly initdb: string;
  readonly pgCtl: string;
}

/** A PostgreSQL of our own: made below a temporary folder, on a free port, gone at the end. */
export class PostgresCluster {
  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly programs: Programs,
  ) {}

  /** Throws when there is no PostgreSQL on the machine. */
  static async create(): Promise<PostgresCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'casemgr-torture-pg-'));
    const cluster = new PostgresCluster(folder, await freePort(), await findPrograms());
    if (isRoot()) await chown(folder, ...(await idsOf(SYSTEM_USER)));
    process.once('exit', cluster.stopAtExit);
    await cluster.program(cluster.programs.initdb, [
      '-D',
      cluster.dataFolder,
      '-U',
      SYSTEM_USER,
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
    ]);
    await cluster.start();
    await cluster.query(`CREATE DATABASE ${DATABASE_NAME}`, 'postgres');
    return cluster;
  }

  urlAt(port: number): string {
    return `postgresql://${SYSTEM_USER}@127.0.0.1:${port}/${DATABASE_NAME}`;
  }

  /** Without the proxy. */
  get url(): string {
    return this.urlAt(this.port);
  }

  async start(): Promise<void> {
    const options = `-p ${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
    const log = join(this.folder, 'postgres.log');
    await this.program(this.programs.pgCtl, [
      'start',
      '-w',
      '-t',
      LIMIT_SECONDS,
      '-D',
      this.dataFolder,
      '-l',
      log,
      '-o',
      options,
    ]);
  }

  /** `immediate` is a crash: what is not in the log on disk is gone, and the next start recovers. */
  async stop(mode: 'fast' | 'immediate'): Promise<void> {
    await this.program(this.programs.pgCtl, ['stop', '-w', '-t', LIMIT_SECONDS, '-D', this.dataFolder, '-m', mode]);
  }

  /** Ends every connection of the server, as an administrator may. */
  async terminateBackends(): Promise<void> {
    await this.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${DATABASE_NAME}'`,
      'postgres',
    );
  }

  async remove(): Promise<void> {
    process.off('exit', this.stopAtExit);
    await this.stop('immediate').catch(() => undefined);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Nothing that we have started outlives us. */
  private readonly stopAtExit = (): void => {
    const args = ['stop', '-D', this.dataFolder, '-m', 'immediate'];
    const [command, commandArgs] = asSystemUser(this.programs.pgCtl, args);
    spawnSync(command, commandArgs, { cwd: this.folder });
  };

  private get dataFolder(): string {
    return join(this.folder, 'data');
  }

  private async query(sql: string, database: string): Promise<void> {
    const client = new pg.Client({ host: '127.0.0.1', port: this.port, user: SYSTEM_USER, database });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  private async program(path: string, args: readonly string[]): Promise<void> {
    const [command, commandArgs] = asSystemUser(path, args);
    await run(command, commandArgs, { cwd: this.folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function idsOf(user: string): Promise<[number, number]> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, user])).stdout)),
  );
  return [uid ?? 0, gid ?? 0];
}

/** The programs of the newest version that is installed; those on the path when packages have installed none. */
async function findPrograms(): Promise<Programs> {
  const versions = (await readdir(PROGRAM_FOLDER).catch(() => [])).sort((left, right) => Number(right) - Number(left));
  const [newest] = versions;
  const pathOf = (name: string): string => (newest === undefined ? name : join(PROGRAM_FOLDER, newest, 'bin', name));
  return { initdb: pathOf('initdb'), pgCtl: pathOf('pg_ctl') };
}

function asSystemUser(program: string, args: readonly string[]): [string, string[]] {
  return isRoot() ? ['runuser', ['-u', SYSTEM_USER, '--', program, ...args]] : [program, [...args]];
}
