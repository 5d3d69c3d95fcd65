import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { faultPoint } from '#runtime/fault-point.js';
import type { Logger } from '#runtime/logger.js';
import { lockDataFolder } from './data-folder-lock.js';
import { Database, type Listen } from './database.js';
import { HAS_WALL } from './reader-wall.js';
import { fly } from './postgres-flight.js';
import { postgresListen } from './postgres-listen.js';

/** Any number that no other application on the same PostgreSQL takes; held while migrations run. */
const MIGRATION_LOCK = 7_263_400_001;

const POOL_SIZE = 16;

/** The database gives a statement up after this, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 5_000;

/** A database that says nothing at all, not even that, to what it was sent together, is given up after this, in milliseconds. */
const ANSWER_TIMEOUT_MS = 6_000;

const CONNECT_TIMEOUT_MS = 1_500;

/** A migration, and the wait for that of another node, may take longer than a request, whatever the role is set to. */
const UNLIMITED = '-c statement_timeout=0 -c lock_timeout=0';

/**
 * Statements that take milliseconds: to compile one takes hundreds, and so does waiting for processes to share it, while others
 * wait for the processor. Nearly all of what they read is in memory, where a row by an index costs little more than the next one.
 */
const STATEMENT_OPTIONS = '-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1';

type Migrations = NonNullable<DataSourceOptions['migrations']>;

/** Which database serves this process. Injected by its class. */
export class DatabaseKind {
  constructor(readonly kind: 'embedded' | 'postgresql') {}
}

export interface OpenDatabase {
  readonly database: Database;
  readonly kind: DatabaseKind['kind'];
  close(): Promise<void>;
}

/** Without entities: stores write their SQL themselves, and to know every table takes TypeORM memory and time at every start. */
const DATA_SOURCE = {
  type: 'postgres',
  synchronize: false,
  migrationsRun: false,
  migrationsTransactionMode: 'each',
  logging: false,
} satisfies DataSourceOptions;

async function migrate(dataSource: DataSource): Promise<void> {
  await dataSource.initialize();
  for (const migration of dataSource.migrations) passFaultPointIn(migration);
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

/** A migration may die when its work is done and not yet committed. */
function passFaultPointIn(migration: MigrationInterface): void {
  const up = migration.up.bind(migration);
  migration.up = async (runner) => {
    await up(runner);
    faultPoint('in-migration');
  };
}

/**
 * Opens the database below a folder, or in memory when there is none, and migrates it.
 * It survives a kill of the process, not a power loss: its file layer never syncs (casemgr.md E-5).
 */
export async function openEmbeddedDatabase(
  source: { readonly folder?: string; readonly snapshot?: Blob },
  migrations: Migrations,
): Promise<OpenDatabase & { readonly engine: PGlite }> {
  const unlock = source.folder === undefined ? undefined : await lockDataFolder(source.folder);
  // Loaded only where it serves.
  const { PGlite } = await import('@electric-sql/pglite');
  const { flyEmbedded, pglitePool } = await import('./pglite-driver.js');
  const engine = await PGlite.create({
    ...(source.folder !== undefined && { dataDir: join(source.folder, 'database') }),
    ...(source.snapshot && { loadDataDir: source.snapshot }),
  });
  const driver = { Pool: pglitePool(engine) };
  await migrate(new DataSource({ ...DATA_SOURCE, migrations, driver }));
  const dataSource = await new DataSource({ ...DATA_SOURCE, driver }).initialize();
  const listen: Listen = async (channel, onNotify) => engine.listen(channel, onNotify);
  return {
    database: new Database(
      dataSource,
      listen,
      flyEmbedded,
      true,
      (await hasWall(dataSource)) ? 'by transaction' : 'none',
    ),
    kind: 'embedded',
    engine,
    async close() {
      await dataSource.destroy();
      await engine.close();
      await unlock?.();
    },
  };
}

async function hasWall(dataSource: DataSource): Promise<boolean> {
  const [row]: { hasWall: boolean }[] = await dataSource.query(HAS_WALL);
  return row?.hasWall === true;
}

/** A PostgreSQL that may lose committed data is refused (casemgr.md E-5), unless the operator insists. */
async function assertDurable(client: pg.Client, allowUnsafe: boolean, logger: Logger): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes']) {
    const { rows } = await client.query<{ value: string }>('SELECT current_setting($1) AS value', [setting]);
    if (rows[0]?.value === 'on') continue;
    const message = `This PostgreSQL runs with ${setting} off and loses committed data in a power cut`;
    if (!allowUnsafe) throw new Error(`${message}. Set CASEMGR_ALLOW_UNSAFE_DATABASE=true to start all the same.`);
    logger.warn({ setting }, message);
  }
}

interface PostgresOptions {
  readonly allowUnsafe: boolean;
  readonly logger: Logger;
  /** Where a connection is a session, when the other URL leads to a pooler that gives one out per transaction. */
  readonly sessionUrl?: string | undefined;
  /** False for a pooler that cannot keep prepared statements apart. */
  readonly preparesStatements?: boolean;
}

/** Opens a PostgreSQL; nodes that start together migrate it one after another. */
export async function openPostgres(
  url: string,
  migrations: Migrations,
  options: PostgresOptions,
): Promise<OpenDatabase> {
  const { sessionUrl = url, preparesStatements = true } = options;
  const session = new pg.Client({
    connectionString: sessionUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: UNLIMITED,
  });
  await session.connect();
  try {
    await assertDurable(session, options.allowUnsafe, options.logger);
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(new DataSource({ ...DATA_SOURCE, migrations, url: sessionUrl, extra: { options: UNLIMITED } }));
  } finally {
    await session.end();
  }
  const dataSource = await new DataSource({
    ...DATA_SOURCE,
    url,
    poolSize: POOL_SIZE,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: {
      query_timeout: ANSWER_TIMEOUT_MS,
      // A pooler takes no settings from its clients: behind one they are those of the database role (docs/pgbouncer.md).
      ...(sessionUrl === url && {
        statement_timeout: STATEMENT_TIMEOUT_MS,
        lock_timeout: STATEMENT_TIMEOUT_MS,
        options: STATEMENT_OPTIONS,
      }),
    },
    // Without a listener an idle connection that breaks would end the process.
    poolErrorHandler: (error: unknown) => {
      options.logger.warn({ err: error }, 'an idle database connection broke');
    },
  }).initialize();
  const isWalled = await hasWall(dataSource);
  if (!isWalled) options.logger.warn({}, 'row-level security is off: see docs/row-level-security.md');
  const listen = postgresListen(sessionUrl, options.logger);
  return {
    database: new Database(dataSource, listen, fly, preparesStatements, isWalled ? 'by statement' : 'none'),
    kind: 'postgresql',
    close: () => dataSource.destroy(),
  };
}
