import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '#runtime/built-file.js';
import { DEPARTMENTS } from './preload.js';
import { RECORD_TABLES } from './records.js';
import { addressOf, CUSTOMERS } from './requests.js';

const CLIENT_ID = 'bench';
const CLIENT_SECRET = 'bench-secret-0123456789-0123456789';

const PARTITION = {
  departments: DEPARTMENTS.map((name) => ({
    name,
    queues: [{ name: 'Inbox', default: true }],
    aliases: [{ name: 'Support', emailAddress: name === 'Service' ? 'support@example.com' : `${name}@example.com` }],
  })),
  customAttributes: [{ object: 'activity', name: 'reference', dataType: 'string' }],
  recordTables: RECORD_TABLES,
  customers: Array.from({ length: CUSTOMERS }, (_, customer) => ({
    externalId: `c-${customer}`,
    type: 'individual',
    firstName: `Ann ${customer}`,
    lastName: 'Lee',
    emails: [addressOf(customer)],
  })),
};

/** The built server as a process of its own. */
export interface BenchServer {
  readonly port: number;
  readonly smtpPort: number;
  readonly token: string;
  /** Milliseconds from the start of the process until it was ready. */
  readonly readyAfterMs: number;
  /** Bytes of memory that the process holds. */
  residentBytes(): Promise<number>;
  /** Seconds of processor time that the process has used. */
  processorSeconds(): Promise<number>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilReady(port: number): Promise<void> {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    const isReady = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('The server did not become ready');
}

async function requestToken(port: number): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: CLIENT_ID, client_secret: CLIENT_SECRET };
  const answer = await fetch(`http://127.0.0.1:${port}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** What `npm start` gives to Node. */
async function startArguments(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(projectFolder(), 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return scripts.start.split(' ').slice(1);
}

/** `environment`: what it is told besides. */
export async function startBenchServer(
  databaseUrl: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'casemgr-bench-server-'));
  const partitionFile = join(folder, 'partition.json');
  await writeFile(partitionFile, JSON.stringify(PARTITION));
  const port = await freePort();
  const smtpPort = await freePort();
  const startedAt = performance.now();
  const server = spawn(process.execPath, await startArguments(), {
    cwd: projectFolder(),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      CASEMGR_DATA: folder,
      CASEMGR_MASTER_KEY: 'a-master-key-for-benchmarks-only-0123456789',
      CASEMGR_PARTITION_FILE: partitionFile,
      CASEMGR_ADMIN_CLIENT_ID: CLIENT_ID,
      CASEMGR_ADMIN_CLIENT_SECRET: CLIENT_SECRET,
      CASEMGR_LOG_LEVEL: 'warn',
      CASEMGR_SMTP_PORT: String(smtpPort),
      ...environment,
    },
  });
  await untilReady(port);
  const readyAfterMs = performance.now() - startedAt;
  const proc = `/proc/${server.pid ?? 0}`;
  return {
    port,
    smtpPort,
    token: await requestToken(port),
    readyAfterMs,
    async residentBytes() {
      const [, resident] = (await readFile(`${proc}/statm`, 'utf8')).split(' ');
      return Number(resident) * 4096;
    },
    async processorSeconds() {
      const fields = (await readFile(`${proc}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
