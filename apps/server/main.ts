import 'reflect-metadata';
import { GracefulStop } from '#http/graceful-stop.js';
import { readDemoCredentials } from '#partition/demo-credentials.js';
import { Clock } from '#runtime/clock.js';
import { createLogger, type Logger } from '#runtime/logger.js';
import {
  ConfigurationFault,
  readServerConfiguration,
  type ServerConfiguration,
} from '#runtime/server-configuration.js';
import { startTracing, stopTracing } from '#runtime/tracing.js';
import { DataFolderInUse } from '#storage/data-folder-lock.js';
import { openEmbeddedDatabase, openPostgres, type OpenDatabase } from '#storage/open-database.js';
import { migrations } from '../../ormconfig.js';
import { createServer } from './create-server.js';
import { greeting } from './greeting.js';
import { keptMasterKey } from './master-key.js';

/** sysexits.h: a fault in the configuration, and a start that failed for another reason. */
const EXIT_CONFIGURATION = 78;
const EXIT_FAILURE = 1;

/** Connections that wait to be accepted; one that finds no place is tried again by its client only after a second. */
const WAITING_CONNECTIONS = 4_096;

/** SIGTERM: what runs is finished within this, in milliseconds (runtime.md §3). */
const STOP_WITHIN_MS = 20_000;

/** What still runs then, in milliseconds, would not end in time: a client that does not send, or does not read. */
const CUT_OFF_AFTER_MS = 18_000;

function openDatabase(configuration: ServerConfiguration, logger: Logger): Promise<OpenDatabase> {
  const { databaseUrl, sessionDatabaseUrl, preparedStatements, dataFolder, allowUnsafeDatabase } = configuration;
  return databaseUrl === undefined
    ? openEmbeddedDatabase({ folder: dataFolder }, migrations)
    : openPostgres(databaseUrl, migrations, {
        allowUnsafe: allowUnsafeDatabase,
        logger,
        sessionUrl: sessionDatabaseUrl,
        preparesStatements: preparedStatements,
      });
}

async function start(): Promise<void> {
  const configuration = readServerConfiguration(process.env);
  const logger = createLogger(configuration.logLevel);
  process.on('unhandledRejection', (error) => {
    logger.error({ err: error }, 'a failure that nobody waited for');
  });
  await startTracing(configuration.traceEndpoint);
  const database = await openDatabase(configuration, logger);
  const masterKey = configuration.masterKey ?? (await keptMasterKey(configuration.dataFolder));
  const server = await createServer({ configuration, masterKey, database, logger, clock: new Clock() });
  await server.listen({ port: configuration.port, host: configuration.host, backlog: WAITING_CONNECTIONS });

  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping: no new work, what runs is finished');
    setTimeout(() => {
      logger.warn({}, 'requests that have not ended by now are cut off');
      server.getHttpServer().closeAllConnections();
    }, CUT_OFF_AFTER_MS).unref();
    setTimeout(() => process.exit(EXIT_FAILURE), STOP_WITHIN_MS).unref();
    void server
      .get(GracefulStop, { strict: false })
      .begin(server.getHttpServer())
      .then(() => server.close())
      .then(() => database.close())
      .then(stopTracing)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'the stop failed');
          process.exit(EXIT_FAILURE);
        },
      );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  const demo = configuration.demo ? await readDemoCredentials(configuration.dataFolder) : undefined;
  process.stdout.write(greeting(configuration, database.kind, demo));
}

start().catch((error: unknown) => {
  const isForPeople = error instanceof ConfigurationFault || error instanceof DataFolderInUse;
  process.stderr.write(`${isForPeople ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(error instanceof ConfigurationFault ? EXIT_CONFIGURATION : EXIT_FAILURE);
});
