import { PGlite } from '@electric-sql/pglite';
import { DataSource } from 'typeorm';
import { pglitePool } from '#storage/pglite-driver.js';
import { entities, migrations } from '../../ormconfig.js';
import { createOwnDatabase } from './own-database.js';

export interface EmptyDataSource {
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

const OPTIONS = { type: 'postgres', entities, migrations, synchronize: false, logging: false } as const;

/**
 * A TypeORM data source on a database without any table: embedded and in memory, or a new one on the PostgreSQL of
 * TEST_DATABASE_URL, dropped when it is closed.
 */
export async function openEmptyDataSource(): Promise<EmptyDataSource> {
  const serverUrl = process.env['TEST_DATABASE_URL'];
  return serverUrl ? openOnPostgres(serverUrl) : openEmbedded();
}

async function openEmbedded(): Promise<EmptyDataSource> {
  const engine = await PGlite.create();
  const dataSource = await new DataSource({ ...OPTIONS, driver: { Pool: pglitePool(engine) } }).initialize();
  return {
    dataSource,
    async close() {
      await dataSource.destroy();
      await engine.close();
    },
  };
}

async function openOnPostgres(serverUrl: string): Promise<EmptyDataSource> {
  const own = await createOwnDatabase(serverUrl);
  const dataSource = await new DataSource({ ...OPTIONS, url: own.url }).initialize();
  return {
    dataSource,
    async close() {
      await dataSource.destroy();
      await own.drop();
    },
  };
}
