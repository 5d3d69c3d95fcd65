import { readFile } from 'node:fs/promises';
import { migrations } from '../../ormconfig.js';
import { createLogger } from '#runtime/logger.js';
import { openEmbeddedDatabase, openPostgres, type OpenDatabase } from '#storage/open-database.js';
import { createOwnDatabase } from './own-database.js';

/**
 * A migrated, empty database of its own: embedded and in memory, or a new database on the PostgreSQL of TEST_DATABASE_URL,
 * dropped when it is closed.
 */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const serverUrl = process.env['TEST_DATABASE_URL'];
  return serverUrl ? openOnPostgres(serverUrl) : openEmbedded();
}

/** From the snapshot that `database-snapshot.js` has made for all suites. */
async function openEmbedded(): Promise<OpenDatabase> {
  const path = process.env['TEST_DATABASE_SNAPSHOT'];
  const source = path === undefined ? {} : { snapshot: new Blob([await readFile(path)]) };
  return openEmbeddedDatabase(source, migrations);
}

async function openOnPostgres(serverUrl: string): Promise<OpenDatabase> {
  const own = await createOwnDatabase(serverUrl);
  const opened = await openPostgres(own.url, migrations, { allowUnsafe: true, logger: createLogger('error') });
  return {
    ...opened,
    async close() {
      await opened.close();
      await own.drop();
    },
  };
}
