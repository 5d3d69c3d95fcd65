import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AttachmentStore } from '#attachments/attachment.store.js';
import { BlobOwners } from '#attachments/blob-owners.js';
import { FileBlobStore } from '#attachments/file-blob-store.js';
import { UploadSweep } from '#attachments/upload-sweep.js';
import { Clock } from '#runtime/clock.js';
import { createLogger } from '#runtime/logger.js';
import { Recurring } from '#runtime/recurring.js';
import { readServerConfiguration } from '#runtime/server-configuration.js';
import type { Database } from '#storage/database.js';
import type { Installation } from './installation.js';
import { findViolations } from './invariants.js';
import type { LedgerEntry } from './ledger.js';
import type { Violation } from './observations.js';
import { readStoredState } from './stored-state.store.js';

/** Later than now by more than the hour for which the sweep spares a file without a row. */
class TwoHoursLater extends Clock {
  override now(): Date {
    return new Date(Date.now() + 2 * 60 * 60 * 1000);
  }
}

/** Opens what the server has left, sweeps it, and compares it with the ledger. The server must have ended. */
export async function checkInstallation(
  installation: Installation,
  ledger: readonly LedgerEntry[],
): Promise<Violation[]> {
  const opened = await installation.openDatabase();
  try {
    return await checkDatabase(opened.database, installation.environment, ledger);
  } finally {
    await opened.close();
  }
}

/** The same for a database that is open, and of which no request makes use for the moment. */
export async function checkDatabase(
  database: Database,
  environment: Readonly<Record<string, string>>,
  ledger: readonly LedgerEntry[],
): Promise<Violation[]> {
  await sweep(database, environment);
  return findViolations(ledger, await readStoredState(database, join(environment['CASEMGR_DATA'] ?? '', 'blobs')));
}

/** The server's own sweep, with its grace over. */
async function sweep(database: Database, environment: Readonly<Record<string, string>>): Promise<void> {
  const configuration = readServerConfiguration(environment);
  const clock = new TwoHoursLater();
  const blobs = new FileBlobStore(configuration, clock);
  const recurring = new Recurring(createLogger('error'), configuration);
  await new UploadSweep(database, new AttachmentStore(), blobs, new BlobOwners(), clock, recurring).sweep();
}

/** I8: what must never be logged. */
export async function findLeaks(logFile: string, secrets: readonly string[]): Promise<Violation[]> {
  const log = await readFile(logFile, 'utf8');
  return secrets
    .filter((secret) => log.includes(secret))
    .map((secret) => ({ invariant: 'I8 no leaks', what: `the log contains '${secret.slice(0, 16)}…'` }));
}
