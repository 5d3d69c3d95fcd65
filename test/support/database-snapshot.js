// Before all suites: one migrated, empty embedded database as a file, which every suite starts from. Migrating anew takes
// seconds each time. Runs on the compiled code that `pretest` has built.
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedDatabase } from '../../dist/libs/storage/open-database.js';
import { migrations } from '../../dist/ormconfig.js';

export default async function makeSnapshot() {
  const opened = await openEmbeddedDatabase({}, migrations);
  const snapshot = await opened.engine.dumpDataDir('none');
  await opened.close();
  const path = join(tmpdir(), `casemgr-test-${process.pid}.tar`);
  await writeFile(path, Buffer.from(await snapshot.arrayBuffer()));
  process.env.TEST_DATABASE_SNAPSHOT = path;
  globalThis.removeDatabaseSnapshot = () => rm(path, { force: true });
}
