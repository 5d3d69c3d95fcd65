import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BlobStore } from '#attachments/blob-store.js';
import type { Database, Queryable, Transaction } from '#storage/database.js';
import { checkDatabase } from '../../apps/torture/check.js';
import { LedgeredServer } from '../support/torture.js';

/** When the failing call fails: before it has had an effect, or after, so that only its answer is lost. */
type Moment = 'before' | 'after';

/** More calls than the scenario can make; a sweep that comes this far does not end by itself. */
const MOST_CALLS = 300;

/** Lets one call fail, once. */
class FailingCall {
  private passed = 0;
  private failsAt = 0;
  private moment: Moment = 'before';

  constructor(private readonly makeError: () => Error) {}

  arm(call: number, moment: Moment): void {
    this.passed = 0;
    this.failsAt = call;
    this.moment = moment;
  }

  /** Whether the armed call was reached. */
  get hasFailed(): boolean {
    return this.failsAt > 0 && this.passed >= this.failsAt;
  }

  async run<Value>(call: () => Promise<Value>): Promise<Value> {
    this.passed += 1;
    const fails = this.passed === this.failsAt;
    if (fails && this.moment === 'before') throw this.makeError();
    const value = await call();
    if (fails) throw this.makeError();
    return value;
  }
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

function brokenDisk(): Error {
  return Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
}

/** Every statement counts, also within a transaction, and so do its beginning and its commit. */
function wrapDatabase(database: Database, failing: FailingCall): void {
  const query: Queryable['query'] = database.query.bind(database);
  const transaction = database.transaction.bind(database);
  Object.assign(database, {
    query: (...call: Parameters<Queryable['query']>) => failing.run(() => query(...call)),
    transaction: <Value>(work: (inner: Transaction) => Promise<Value>) =>
      failing.run(() =>
        transaction(async (inner) => {
          let sent = Promise.resolve();
          const value = await work({
            isTransaction: true,
            announce: (topic) => {
              inner.announce(topic);
            },
            query: async <Row>(...call: Parameters<Queryable['query']>) => {
              await sent;
              return failing.run(() => inner.query<Row>(...call));
            },
            send: (...call) => {
              sent = sent.then(() =>
                failing.run(async () => {
                  inner.send(...call);
                  return Promise.resolve();
                }),
              );
              sent.catch(() => undefined);
            },
          });
          await sent;
          return value;
        }),
      ),
  });
}

function wrapBlobs(blobs: BlobStore, failing: FailingCall): void {
  const write = blobs.write.bind(blobs);
  const remove = blobs.delete.bind(blobs);
  Object.assign(blobs, {
    write: (...call: Parameters<BlobStore['write']>) => failing.run(() => write(...call)),
    delete: (key: string) => failing.run(() => remove(key)),
  });
}

/** Every way in: both formats, files both ways, known and new senders, all actors, with and without a key, and a refusal. */
async function playScenario(ledgered: LedgeredServer): Promise<void> {
  await ledgered.send(
    { idempotencyKey: `key ${crypto.randomUUID()}` },
    { format: 'xml', actor: 'user', sender: `${crypto.randomUUID()}@new.example`, customer: undefined },
    {
      format: 'multipart',
      contents: [Buffer.from('one'), Buffer.from('two')],
      idempotencyKey: `key ${crypto.randomUUID()}`,
    },
    { format: 'multipart', contents: [Buffer.from('three')] },
    {
      actor: 'customer',
      isUploadedFirst: true,
      contents: [Buffer.from('ahead')],
      idempotencyKey: `key ${crypto.randomUUID()}`,
    },
    {
      format: 'multipart',
      contents: [Buffer.from('in vain')],
      fault: 'unknown receiver',
      idempotencyKey: `key ${crypto.randomUUID()}`,
    },
  );
}

/** Calls fail before and after their effect in turn; `SWEEP=full` tries each of them both ways (docs/torture.md). */
const isFull = process.env['SWEEP'] === 'full';
const SWEEPS = isFull ? (['before', 'after'] as const) : (['before and after'] as const);

describe('the n-th call fails once, n = 1, 2, 3, … until a run is clean', () => {
  let ledgered: LedgeredServer;
  let database: FailingCall;
  let blobs: FailingCall;

  beforeEach(async () => {
    ledgered = await LedgeredServer.start();
    database = new FailingCall(connectionReset);
    blobs = new FailingCall(brokenDisk);
    wrapDatabase(ledgered.server.database, database);
    wrapBlobs(ledgered.server.application.get(BlobStore, { strict: false }), blobs);
  });

  afterEach(async () => {
    await ledgered.close();
  });

  async function sweep(failing: FailingCall, moments: (typeof SWEEPS)[number]): Promise<number> {
    const environment = { CASEMGR_DATA: ledgered.server.dataFolder, CASEMGR_DEMO: 'false' };
    for (let call = 1; call <= MOST_CALLS; call += 1) {
      const moment = moments === 'before and after' ? alternating(call) : moments;
      failing.arm(call, moment);
      await playScenario(ledgered);
      const { hasFailed } = failing;
      failing.arm(0, moment);
      const found = await checkDatabase(ledgered.server.database, environment, await ledgered.entries());
      expect({ call, moment, found }).toEqual({ call, moment, found: [] });
      if (!hasFailed) return call;
    }
    return MOST_CALLS;
  }

  /** A broken disk is 500-100, which torture proper never accepts; everything else it has to say holds here as well. */
  function unexpectedAnswers(): unknown[] {
    return ledgered.observations.violations.filter(({ what }) => !what.includes('"code":"500-100"'));
  }

  it.each(SWEEPS)(
    'of the database, %s it has had its effect',
    async (moments) => {
      const calls = await sweep(database, moments);
      expect(calls).toBeGreaterThan(15);
      expect(calls).toBeLessThan(MOST_CALLS);
      expect(ledgered.observations.violations).toEqual([]);
      expect(ledgered.observations.unknown).toBeGreaterThan(isFull ? 10 : 5);
    },
    300_000,
  );

  it.each(SWEEPS)(
    'of the blob store, %s it has had its effect',
    async (moments) => {
      const calls = await sweep(blobs, moments);
      expect(calls).toBeGreaterThan(5);
      expect(calls).toBeLessThan(MOST_CALLS);
      expect(unexpectedAnswers()).toEqual([]);
    },
    300_000,
  );
});

function alternating(call: number): Moment {
  return call % 2 === 0 ? 'before' : 'after';
}
