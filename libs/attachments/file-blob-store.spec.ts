import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FileInstallation, openFileStore } from '../../test/support/blob-installation.js';

const MINUTE_MS = 60 * 1000;

let blobs: FileInstallation;

beforeEach(async () => {
  blobs = await FileInstallation.create();
});

afterEach(async () => {
  await blobs.close();
});

describe('what a process has left unfinished', () => {
  it('is gone after the next start, when there is one process only', async () => {
    await blobs.leaveUnfinished(1000);
    await openFileStore(blobs.folder);
    expect(await blobs.kept()).toEqual([]);
  });

  it('is left to other nodes for an hour, when there may be some', async () => {
    await blobs.leaveUnfinished(59 * MINUTE_MS);
    await openFileStore(blobs.folder, 'postgresql://db/casemgr');
    expect(await blobs.kept()).toHaveLength(1);
    await blobs.leaveUnfinished(61 * MINUTE_MS);
    await openFileStore(blobs.folder, 'postgresql://db/casemgr');
    expect(await blobs.kept()).toEqual([]);
  });
});
