import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { IntentSource } from './intent.js';
import { Ledger, readLedger } from './ledger.js';
import { Random } from './random.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casemgr-ledger-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the ledger', () => {
  it('keeps every intent with what came of each of its sendings; without an answer the end is unknown', async () => {
    const path = join(folder, 'ledger.jsonl');
    const intents = new IntentSource(new Random(1), 'canary');
    const [first, second] = [intents.next(), intents.next()];
    const ledger = await Ledger.create(path);
    await Promise.all([ledger.intend(first), ledger.intend(second)]);
    await ledger.sent(first.id, 1);
    await ledger.answered(first.id, 1, { kind: 'unknown', reason: 'status 503' });
    await ledger.sent(second.id, 1);
    await ledger.sent(first.id, 2);
    await ledger.answered(first.id, 2, { kind: 'acknowledged', activityId: '1000' });
    await ledger.close();

    expect(await readLedger(path)).toEqual([
      {
        intent: first,
        outcomes: [
          { kind: 'unknown', reason: 'status 503' },
          { kind: 'acknowledged', activityId: '1000' },
        ],
      },
      { intent: second, outcomes: [{ kind: 'unknown', reason: 'no answer' }] },
    ]);
  });

  it('makes up the same intents again from the same seed', () => {
    const [left, right] = [new IntentSource(new Random(7), 'c'), new IntentSource(new Random(7), 'c')];
    for (let count = 0; count < 50; count += 1) expect(left.next()).toEqual(right.next());
  });
});
