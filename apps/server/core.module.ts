import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from '#auth/auth.module.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { ConfigurationStore } from '#configuration/configuration.store.js';
import { DiskWatch } from '#http/disk-watch.js';
import { GracefulStop } from '#http/graceful-stop.js';
import { Load } from '#http/load.js';
import { RouteTable } from '#http/route-table.js';
import { SlowBodies } from '#http/slow-bodies.js';
import { Clock } from '#runtime/clock.js';
import { Logger } from '#runtime/logger.js';
import { Metrics } from '#runtime/metrics.js';
import { Recurring } from '#runtime/recurring.js';
import { Secrets } from '#runtime/secrets.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { Database } from '#storage/database.js';
import { DatabaseKind } from '#storage/open-database.js';

/** What the process has before any module exists. */
export interface Core {
  readonly configuration: ServerConfiguration;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly databaseKind: DatabaseKind;
  readonly routes: RouteTable;
  readonly metrics: Metrics;
  readonly load: Load;
  readonly gracefulStop: GracefulStop;
}

/** Gives every module what touches the world. */
@Global()
@Module({})
export class CoreModule {
  static of(core: Core): DynamicModule {
    const given = [
      { provide: ServerConfiguration, useValue: core.configuration },
      { provide: Logger, useValue: core.logger },
      { provide: Clock, useValue: core.clock },
      { provide: Secrets, useValue: core.secrets },
      { provide: Database, useValue: core.database },
      { provide: DatabaseKind, useValue: core.databaseKind },
      { provide: RouteTable, useValue: core.routes },
      { provide: Metrics, useValue: core.metrics },
      { provide: Load, useValue: core.load },
      { provide: GracefulStop, useValue: core.gracefulStop },
    ];
    const made = [Recurring, ConfigurationStore, ConfigurationCache, SlowBodies, DiskWatch];
    return {
      module: CoreModule,
      imports: [AuthModule],
      providers: [...given, ...made],
      exports: [...given.map(({ provide }) => provide), ...made, AuthModule],
    };
  }
}
