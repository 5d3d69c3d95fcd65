import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer } from '../../apps/server/create-server.js';
import { createLogger } from '#runtime/logger.js';
import { readServerConfiguration } from '#runtime/server-configuration.js';
import type { Database } from '#storage/database.js';
import type { OpenDatabase } from '#storage/open-database.js';
import { ApiClient, type RequestOptions, type TestAnswer } from './api-client.js';
import { openTestDatabase } from './database.js';
import { MovableClock } from './clock.js';
import { freePort } from './free-port.js';
import { TEST_PARTITION, TEST_SECRET, type Who } from './partition.js';

export type { TestAnswer } from './api-client.js';

export interface TestServer {
  readonly url: string;
  readonly application: NestFastifyApplication;
  readonly database: Database;
  readonly clock: MovableClock;
  readonly dataFolder: string;
  /** A bearer token: of a client application, or on behalf of a user or customer (runtime.md §5). */
  token(who: Who, scope?: string): Promise<string>;
  request(method: string, path: string, options?: RequestOptions): Promise<TestAnswer>;
  /** The client that applications use (API-2). */
  typed(who: Who, scope?: string): ReturnType<ApiClient['typed']>;
  /** PATCHes the partition document. */
  configure(document: object): Promise<void>;
  /** Another node on the same database, with the same clock and issuer; close it before this one. */
  startNode(): Promise<TestServer>;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Applied after start; the standard test partition when left out, nothing when null. */
  readonly partition?: object | null;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What the nodes of one server share. */
interface Installation {
  readonly opened: OpenDatabase;
  readonly masterKey: string;
  readonly clock: MovableClock;
  readonly dataFolder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts the whole server in this process on a free port, on a migrated database of its own. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'casemgr-test-'));
  const opened = await openTestDatabase();
  const installation = {
    opened,
    masterKey: randomUUID(),
    clock: new MovableClock(),
    dataFolder,
    environment: options.environment ?? {},
  };
  const server = await startNode(installation, async () => {
    await opened.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
  if (options.partition !== null) {
    await server.configure(options.partition ?? TEST_PARTITION);
  }
  return server;
}

async function startNode(installation: Installation, afterClose: () => Promise<void>): Promise<TestServer> {
  const { opened, masterKey, clock, dataFolder, environment } = installation;
  const port = await freePort();
  const configuration = readServerConfiguration({
    PORT: String(port),
    CASEMGR_DATA: dataFolder,
    CASEMGR_DEMO: 'false',
    CASEMGR_SMTP_PORT: '0',
    CASEMGR_LOG_LEVEL: 'error',
    CASEMGR_ADMIN_CLIENT_ID: 'test-admin',
    CASEMGR_ADMIN_CLIENT_SECRET: TEST_SECRET,
    ...environment,
  });
  const logger = createLogger(configuration.logLevel);
  const application = await createServer({ configuration, masterKey, database: opened, logger, clock });
  await application.listen(port, '127.0.0.1');
  return new RunningServer(`http://127.0.0.1:${port}`, application, installation, afterClose);
}

class RunningServer extends ApiClient implements TestServer {
  constructor(
    url: string,
    readonly application: NestFastifyApplication,
    private readonly installation: Installation,
    private readonly afterClose: () => Promise<void>,
  ) {
    super(url);
    installation.clock.onForward = () => {
      this.forgetTokens();
    };
  }

  get database(): Database {
    return this.installation.opened.database;
  }

  get clock(): MovableClock {
    return this.installation.clock;
  }

  get dataFolder(): string {
    return this.installation.dataFolder;
  }

  async startNode(): Promise<TestServer> {
    const environment = { CASEMGR_PUBLIC_URL: this.url, ...this.installation.environment };
    return startNode({ ...this.installation, environment }, () => Promise.resolve());
  }

  async close(): Promise<void> {
    await this.application.close();
    await this.afterClose();
  }
}
