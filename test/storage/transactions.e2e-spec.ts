import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readingFor } from '#storage/reader-wall.js';
import type { Transaction } from '#storage/database.js';
import { startServer, type TestServer } from '../support/server.js';

const INSERT = {
  name: 'test-insert-note',
  text: 'INSERT INTO transaction_notes (id) VALUES ($1::bigint) RETURNING id',
};
const COUNT = { name: 'test-count-notes', text: 'SELECT count(*)::int AS number FROM transaction_notes' };

describe('a transaction', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({});
    await server.database.query('CREATE TABLE transaction_notes (id bigint PRIMARY KEY)');
  });

  beforeEach(async () => {
    await server.database.query('TRUNCATE transaction_notes');
  });

  afterAll(async () => {
    await server.close();
  });

  async function notes(): Promise<string[]> {
    const rows = await server.database.query<{ id: string }>('SELECT id FROM transaction_notes ORDER BY id');
    return rows.map(({ id }) => id);
  }

  async function failing(work: (transaction: Transaction) => Promise<unknown>): Promise<unknown> {
    return server.database.transaction(work).then(
      () => 'committed',
      (error: unknown) => (error as { code?: string }).code ?? String(error),
    );
  }

  it('answers each statement of a round trip with its own rows', async () => {
    const answers = await server.database.transaction(async (transaction) =>
      Promise.all([
        transaction.query(INSERT, ['1']),
        transaction.query("SELECT 'x' AS letter WHERE false"),
        transaction.query(INSERT, ['2']),
        transaction.query(COUNT),
        transaction.query('SELECT $1::jsonb AS tree, $2::text[] AS list, $3::timestamptz AS at, $4::text AS nothing', [
          { a: [1] },
          ['p', 'q,"'],
          new Date(1_000),
          null,
        ]),
      ]),
    );
    const values = { tree: { a: [1] }, list: ['p', 'q,"'], at: new Date(1_000), nothing: null };
    expect(answers).toEqual([[{ id: '1' }], [], [{ id: '2' }], [{ number: 2 }], [values]]);
    expect(await notes()).toEqual(['1', '2']);
  });

  it('does what is only sent before what is asked next, and before the commit', async () => {
    const count = await server.database.transaction(async (transaction) => {
      transaction.send(INSERT, ['1']);
      const found = await transaction.query(COUNT);
      transaction.send(INSERT, ['2']);
      transaction.send(INSERT, ['3']);
      return found;
    });
    expect(count).toEqual([{ number: 1 }]);
    expect(await notes()).toEqual(['1', '2', '3']);
  });

  it('commits nothing when what goes with the commit fails', async () => {
    const outcome = await failing(async (transaction) => {
      await transaction.query(INSERT, ['1']);
      transaction.send(INSERT, ['1']);
      transaction.send(INSERT, ['2']);
    });
    expect(outcome).toBe('23505');
    expect(await notes()).toEqual([]);
  });

  it('commits nothing when what goes with the beginning fails, and asks nothing more', async () => {
    const outcome = await failing(async (transaction) => {
      await Promise.all([transaction.query('SELECT 1 / $1::int', [0]), transaction.query(INSERT, ['1'])]);
    });
    expect(outcome).toBe('22012');
    expect(await notes()).toEqual([]);
  });

  it('says that it has failed also to whoever has let a failure pass', async () => {
    const outcome = await failing(async (transaction) => {
      await transaction.query(INSERT, ['1']);
      await transaction.query(INSERT, ['1']).catch(() => undefined);
    });
    expect(outcome).toBe('23505');
    expect(await notes()).toEqual([]);
  });

  it('never begins when its first statement cannot be sent, whoever lets that pass', async () => {
    const endless: Record<string, unknown> = {};
    endless['itself'] = endless;
    const outcome = await failing(async (transaction) => {
      await transaction.query('SELECT $1::jsonb', [endless]).catch(() => undefined);
      transaction.send(INSERT, ['1']);
      await transaction.query(INSERT, ['2']).catch(() => undefined);
    });
    expect(outcome).toMatch(/circular/i);
    expect(await notes()).toEqual([]);
  });

  it('takes nothing in from what goes on when it has failed', async () => {
    const late: { outcome?: Promise<unknown> } = {};
    const outcome = await failing(async (transaction) => {
      const goesOn = async (): Promise<unknown> => {
        await pause(20);
        return transaction.query(INSERT, ['1']);
      };
      late.outcome = goesOn().catch(String);
      await transaction.query('SELECT 1 / $1::int', [0]);
    });
    expect([outcome, await late.outcome]).toEqual(['22012', 'Error: The transaction has ended']);
    expect(await notes()).toEqual([]);
  });

  it('leaves every connection fit for statements that were skipped', async () => {
    const skipped = { name: 'test-skipped', text: 'SELECT $1::int AS skipped' };
    const fails = { name: 'test-fails', text: 'SELECT 1 / $1::int AS quotient' };
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, () =>
        failing(async (transaction) => {
          transaction.send(fails, [0]);
          await transaction.query(skipped, [1]);
        }),
      ),
    );
    expect(new Set(outcomes)).toEqual(new Set(['22012']));
    const again = await Promise.all(
      Array.from({ length: 16 }, () =>
        server.database.transaction(async (transaction) =>
          Promise.all([
            transaction.query(skipped, [1]),
            transaction.query(fails, [1]),
            transaction.query(skipped, [2]),
          ]),
        ),
      ),
    );
    expect(again).toEqual(Array.from({ length: 16 }, () => [[{ skipped: 1 }], [{ quotient: 1 }], [{ skipped: 2 }]]));
  });

  it('refuses a statement whose name has another text, where names are kept', async () => {
    const outcome = await failing(async (transaction) => {
      const texts = ['one', 'other'].map((text) => ({ name: 'test-name', text: `SELECT '${text}' AS text` }));
      const answers = await Promise.all(texts.map((statement) => transaction.query(statement)));
      expect(answers).toEqual([[{ text: 'one' }], [{ text: 'other' }]]);
    });
    const areKept = process.env['TEST_DATABASE_URL'] !== undefined;
    expect(outcome).toBe(areKept ? 'Error: Two statements have the name test-name' : 'committed');
  });

  it('goes on behind a savepoint that it returns to', async () => {
    await server.database.transaction(async (transaction) => {
      transaction.send('SAVEPOINT one');
      transaction.send(INSERT, ['1']);
      await expect(transaction.query(INSERT, ['1'])).rejects.toThrow('duplicate key');
      await transaction.query('ROLLBACK TO SAVEPOINT one');
      transaction.send(INSERT, ['2']);
    });
    expect(await notes()).toEqual(['2']);
  });

  it('sends nothing of a round trip in which a value cannot be sent', async () => {
    const endless: Record<string, unknown> = {};
    endless['itself'] = endless;
    const outcome = await failing(async (transaction) => {
      transaction.send(INSERT, ['1']);
      await transaction.query('SELECT $1::jsonb', [endless]);
    });
    expect(outcome).toMatch(/circular/i);
    expect(await notes()).toEqual([]);
    expect(await failing(async (transaction) => transaction.query(INSERT, ['2']))).toBe('committed');
  });

  it('is for its reader from the first statement on', async () => {
    const reader = { name: 'test-reader', text: "SELECT current_setting('casemgr.reader', true) AS reader" };
    const read = async (): Promise<unknown> =>
      server.database.transaction(async (transaction) => transaction.query(reader));
    expect(await readingFor('department:1', read)).toEqual([{ reader: 'department:1' }]);
    // Nobody's: never set on this connection, or set until the end of a transaction before.
    expect([[{ reader: null }], [{ reader: '' }]]).toContainEqual(await read());
  });

  it('keeps no look-up waiting longer than it may, also for a connection', async () => {
    const over = Promise.withResolvers<undefined>();
    // As many as there are connections, or more.
    const held = Array.from({ length: 16 }, () =>
      server.database.transaction(async (transaction) => {
        await transaction.query('SELECT 1');
        await over.promise;
      }),
    );
    const lookUp = server.database.query({ name: 'test-look-up', text: 'SELECT 1', answerWithinMs: 200 });
    await expect(lookUp).rejects.toThrow('Query read timeout');
    over.resolve(undefined);
    await Promise.all(held);
  });

  it('that asks nothing commits nothing', async () => {
    expect(await server.database.transaction(async () => Promise.resolve('done'))).toBe('done');
  });
});
