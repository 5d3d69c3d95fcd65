import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { POST_PATH } from '../support/posting.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

const MB = 1024 * 1024;

/** A volume of its own, in memory; undefined where we may not mount one. */
function mountVolume(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'casemgr-volume-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'casemgr-test', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    process.stdout.write('The suite of a full disk is skipped: no volume can be mounted here\n');
    return undefined;
  }
}

const volume = mountVolume();

(volume === undefined ? describe.skip : describe)('a server whose disk is almost full (LIVE-7)', () => {
  let server: ServerProcess;
  const folder = volume ?? '';
  const ballast = join(folder, 'ballast');

  beforeAll(async () => {
    server = await startServerProcess({ CASEMGR_DATA: join(folder, 'data'), CASEMGR_LOG_LEVEL: 'silent' });
  }, 120_000);

  afterAll(async () => {
    await server.stop();
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });

  function post(): Promise<TestAnswer> {
    return server.request('POST', POST_PATH, { as: { client: 'crm' }, body: anActivity({ actor: 'client' }) });
  }

  async function postUntil(status: number): Promise<TestAnswer> {
    for (;;) {
      const answer = await post();
      if (answer.status === status) return answer;
      await wait(50);
    }
  }

  it('refuses to write before the disk is full, goes on reading, and writes again when there is room', async () => {
    expect((await post()).status).toBe(201);

    const { bavail, bsize } = await statfs(folder);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 10 * MB));
    const refused = await postUntil(503);
    expect(refused.headers.get('retry-after')).toMatch(/^[1-5]$/);
    const list = await server.request('GET', '/core/casemgr/v3/activity/1000', { as: { client: 'crm' } });
    expect(list.status).toBe(200);
    expect((await server.request('GET', '/health/live')).status).toBe(200);

    rmSync(ballast);
    await postUntil(201);
  });
});
