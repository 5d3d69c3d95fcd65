import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApiClient } from './api-client.js';
import { freePort } from './free-port.js';
import { TEST_PARTITION, TEST_SECRET } from './partition.js';

/** A server as `npm start` runs it: a process of its own, of compiled files, on an embedded database in a folder. */
export interface ServerProcess extends ApiClient {
  readonly port: number;
  readonly pid: number;
  readonly dataFolder: string;
  /** Undefined while the process runs. */
  readonly exitCode: number | undefined;
  /** All that it has written so far, to either output. */
  readonly output: string;
  /** A number that the process tells Prometheus about itself (runtime.md §3). */
  metric(name: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startServerProcess(environment: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'casemgr-process-'));
  const partitionFile = join(dataFolder, 'partition.json');
  await writeFile(partitionFile, JSON.stringify(TEST_PARTITION));
  await unpackSnapshot(join(dataFolder, 'database'));
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/apps/server/main.js'], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      CASEMGR_DATA: dataFolder,
      CASEMGR_DEMO: 'false',
      CASEMGR_SMTP_PORT: '0',
      CASEMGR_LOG_LEVEL: 'error',
      CASEMGR_PARTITION_FILE: partitionFile,
      CASEMGR_ADMIN_CLIENT_ID: 'test-admin',
      CASEMGR_ADMIN_CLIENT_SECRET: TEST_SECRET,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = new RunningProcess(`http://127.0.0.1:${port}`, port, child, dataFolder);
  await server.started();
  return server;
}

/** Making an embedded database takes seconds; how a server does that is the business of `start.e2e-spec.ts`. */
async function unpackSnapshot(folder: string): Promise<void> {
  const snapshot = process.env['TEST_DATABASE_SNAPSHOT'];
  if (snapshot === undefined) return;
  await mkdir(folder);
  await promisify(execFile)('tar', ['-xf', snapshot, '-C', folder]);
}

class RunningProcess extends ApiClient implements ServerProcess {
  private readonly ended: Promise<unknown>;
  private readonly written: Buffer[] = [];

  constructor(
    url: string,
    readonly port: number,
    private readonly child: ChildProcess,
    readonly dataFolder: string,
  ) {
    super(url);
    this.ended = once(child, 'close');
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => this.written.push(chunk));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get exitCode(): number | undefined {
    return this.child.exitCode ?? undefined;
  }

  get output(): string {
    return Buffer.concat(this.written).toString();
  }

  /** It greets when it listens. */
  async started(): Promise<void> {
    const { stdout } = this.child;
    if (!stdout) throw new Error('The output of the process is not piped');
    await Promise.race([once(stdout, 'data'), this.ended]);
    if (this.exitCode !== undefined) throw new Error(`The server ended with ${this.exitCode}:\n${this.output}`);
  }

  async metric(name: string): Promise<number> {
    const { text } = await this.request('GET', '/metrics');
    const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (value === undefined) throw new Error(`There is no metric ${name}`);
    return Number(value);
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
    await rm(this.dataFolder, { recursive: true, force: true });
  }
}
