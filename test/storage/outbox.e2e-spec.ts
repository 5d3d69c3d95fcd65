import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { LANES, type Lane } from '#outbox/lane.js';
import { Recurring } from '#runtime/recurring.js';
import { startServer, type TestServer } from '../support/server.js';

interface EntryRow {
  readonly objectId: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly isDead: boolean;
}

describe('the outbox', () => {
  let server: TestServer;
  let worker: OutboxWorker;

  beforeAll(async () => {
    server = await startServer({ environment: { CASEMGR_LOG_LEVEL: 'silent' } });
    // The test drains by hand, so that it knows when.
    await server.application.get(Recurring, { strict: false }).onApplicationShutdown();
    worker = server.application.get(OutboxWorker, { strict: false });
  });

  afterAll(async () => {
    await server.close();
  });

  async function write(lane: Lane, kind: string, objectIds: readonly string[]): Promise<void> {
    await server.database.query(
      `INSERT INTO outbox_entries (lane, kind, object_id, created_at, available_at)
       SELECT $1, $2, o, $4::timestamptz, $4::timestamptz FROM unnest($3::text[]) AS o`,
      [lane, kind, objectIds, server.clock.now()],
    );
  }

  async function entries(lane: Lane): Promise<EntryRow[]> {
    return server.database.query<EntryRow>(
      `SELECT object_id AS "objectId", attempts, last_error AS "lastError", dead_at IS NOT NULL AS "isDead"
       FROM outbox_entries WHERE lane = $1 ORDER BY id`,
      [lane],
    );
  }

  async function laneHealth(lane: Lane): Promise<unknown> {
    const ready = await server.request('GET', '/health/ready');
    return ready.json<{ lanes: Record<string, unknown> }>().lanes[lane];
  }

  it('shows every lane in /health/ready (LIVE-2)', async () => {
    const ready = await server.request('GET', '/health/ready');
    expect(ready.json()).toMatchObject({
      lanes: Object.fromEntries(['mail', 'sending', ...LANES].map((lane) => [lane, { oldestSeconds: 0, dead: 0 }])),
    });
    await write('push', 'old', ['1']);
    server.clock.forward(90_000);
    expect(await laneHealth('push')).toEqual({ oldestSeconds: 90, dead: 0 });
    expect(await laneHealth('index')).toEqual({ oldestSeconds: 0, dead: 0 });
    await worker.drain('push');
    expect(await entries('push')).toEqual([]);
  });

  it('works off more than one batch', async () => {
    const followed: string[] = [];
    worker.on('many', async (_, { objectId }) => {
      followed.push(objectId);
    });
    await write(
      'index',
      'many',
      Array.from({ length: 450 }, (_, index) => String(index)),
    );
    await worker.drain('index');
    expect(new Set(followed).size).toBe(450);
    expect(followed).toHaveLength(450);
    expect(await entries('index')).toEqual([]);
  });

  it('undoes what a failed entry did, and does the others all the same', async () => {
    worker.on('poisoned', async (transaction, { objectId }) => {
      await transaction.query('INSERT INTO settings (name, value) VALUES ($1, $2::jsonb)', [
        `followed-${objectId}`,
        'true',
      ]);
      if (objectId === 'poison') await transaction.query('SELECT 1 / 0');
    });
    await write('replies', 'poisoned', ['1', 'poison', '2']);
    await worker.drain('replies');
    expect(await entries('replies')).toEqual([
      { objectId: 'poison', attempts: 1, lastError: 'division by zero', isDead: false },
    ]);
    const written = await server.database.query<{ name: string }>(
      `SELECT name FROM settings WHERE name LIKE 'followed-%' ORDER BY name`,
    );
    expect(written.map(({ name }) => name)).toEqual(['followed-1', 'followed-2']);
  });

  it('does many together, and each by itself when one of them cannot be done', async () => {
    const sizes: number[] = [];
    worker.onTogether('together', async (transaction, taken) => {
      sizes.push(taken.length);
      for (const { objectId } of taken) {
        const name = `together-${objectId}`;
        await transaction.query('INSERT INTO settings (name, value) VALUES ($1, $2::jsonb)', [name, 'true']);
        if (objectId === 'poison') await transaction.query('SELECT 1 / 0');
      }
    });
    await write('push', 'together', ['1', '2']);
    await worker.drain('push');
    expect(sizes).toEqual([2]);
    await write('push', 'together', ['3', 'poison', '4']);
    await worker.drain('push');
    expect(sizes).toEqual([2, 3, 1, 1, 1]);
    expect(await entries('push')).toMatchObject([{ objectId: 'poison', attempts: 1 }]);
    const written = await server.database.query<{ name: string }>(
      `SELECT name FROM settings WHERE name LIKE 'together-%' ORDER BY name`,
    );
    expect(written.map(({ name }) => name)).toEqual(['together-1', 'together-2', 'together-3', 'together-4']);
    expect(() => worker.onTogether('together', () => Promise.resolve())).toThrow('followed together already');
  });

  it('tries again later and later, gives up in the end, and never blocks the lane', async () => {
    await worker.drain('replies');
    expect(await entries('replies')).toMatchObject([{ attempts: 1 }]);
    for (let attempt = 2; attempt <= 11; attempt += 1) {
      server.clock.forward(10 * 3_600_000);
      await write('replies', 'poisoned', [`beside-${attempt}`]);
      await worker.drain('replies');
      expect(await entries('replies')).toMatchObject([
        { objectId: 'poison', attempts: attempt, isDead: attempt === 11 },
      ]);
    }
    server.clock.forward(10 * 3_600_000);
    await worker.drain('replies');
    expect(await entries('replies')).toMatchObject([{ attempts: 11, isDead: true }]);
    expect(await laneHealth('replies')).toEqual({ oldestSeconds: 0, dead: 1 });
    const { text } = await server.request('GET', '/metrics');
    expect(text).toContain('casemgr_outbox_dead{lane="replies"} 1');
  });
});
