import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createFastifyAdapter } from '#http/fastify-adapter.js';
import { GracefulStop } from '#http/graceful-stop.js';
import { Load } from '#http/load.js';
import { Gate } from '#http/load-shedding.js';
import { RouteTable } from '#http/route-table.js';
import type { Clock } from '#runtime/clock.js';
import type { Logger } from '#runtime/logger.js';
import { Metrics } from '#runtime/metrics.js';
import { Secrets } from '#runtime/secrets.js';
import type { ServerConfiguration } from '#runtime/server-configuration.js';
import { DatabaseKind, type OpenDatabase } from '#storage/open-database.js';
import type { Core } from './core.module.js';
import { ServerModule } from './server.module.js';

/** What a server is made of; the caller opens and closes the database. */
export interface ServerParts {
  readonly configuration: ServerConfiguration;
  readonly masterKey: string;
  readonly database: Pick<OpenDatabase, 'database' | 'kind'>;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** A server that is ready to listen. */
export async function createServer(parts: ServerParts): Promise<NestFastifyApplication> {
  const { configuration, masterKey, database, logger, clock } = parts;
  const routes = new RouteTable();
  const metrics = new Metrics();
  const load = new Load({
    requests: configuration.maximumRequests,
    queueMs: configuration.maximumQueueMs,
    bodyBytes: configuration.maximumBodyMemoryMB * 1024 * 1024,
  });
  const gracefulStop = new GracefulStop(load);
  const gate = new Gate({ load, metrics, gracefulStop, servesApi: configuration.roles.includes('api') });
  const core: Core = {
    configuration,
    database: database.database,
    databaseKind: new DatabaseKind(database.kind),
    logger,
    clock,
    routes,
    metrics,
    load,
    gracefulStop,
    secrets: new Secrets(masterKey),
  };
  const application = await NestFactory.create<NestFastifyApplication>(
    ServerModule.of(core),
    createFastifyAdapter(routes, metrics, gate),
    { logger: false, bodyParser: false, abortOnError: false },
  );
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return application;
}
