import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, chmod, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.js';

/** PgBouncer refuses to run as root; this is who it runs as then. */
const SYSTEM_USER = 'postgres';

/** A PgBouncer in transaction mode before a PostgreSQL. */
export class PgBouncer {
  private constructor(
    /** Leads through it. */
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  static isInstalled(): boolean {
    try {
      execFileSync('pgbouncer', ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }

  /** `connections`: how many it keeps to the database. */
  static async start(databaseUrl: string, connections: number): Promise<PgBouncer> {
    const { hostname, port: databasePort, username, pathname } = new URL(databaseUrl);
    const folder = await mkdtemp(join(tmpdir(), 'casemgr-pgbouncer-'));
    await chmod(folder, 0o755);
    const port = await freePort();
    const users = join(folder, 'users.txt');
    const settings = join(folder, 'pgbouncer.ini');
    await writeFile(users, `"${username}" ""\n`);
    await writeFile(
      settings,
      [
        '[databases]',
        `* = host=${hostname} port=${databasePort}`,
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${port}`,
        'unix_socket_dir =',
        'auth_type = trust',
        `auth_file = ${users}`,
        'pool_mode = transaction',
        `default_pool_size = ${connections}`,
        'max_client_conn = 500',
      ].join('\n'),
    );
    const isRoot = process.getuid?.() === 0;
    const [program, args] = isRoot
      ? ['runuser', ['-u', SYSTEM_USER, '--', 'pgbouncer', settings]]
      : ['pgbouncer', [settings]];
    const child = spawn(program, args, { stdio: 'ignore' });
    const bouncer = new PgBouncer(`postgresql://${username}@127.0.0.1:${port}${pathname}`, child, folder);
    await bouncer.untilItAnswers();
    return bouncer;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  private async untilItAnswers(): Promise<void> {
    for (;;) {
      const client = new pg.Client({ connectionString: this.url });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        if (this.child.exitCode !== null) throw error;
        await wait(50);
      }
    }
  }
}
