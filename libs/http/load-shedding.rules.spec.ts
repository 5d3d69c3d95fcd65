import { describe, expect, it } from '@jest/globals';
import {
  nextBound,
  reasonToShed,
  retryAfterSeconds,
  type Caller,
  type LoadNow,
  type SheddingReason,
} from './load-shedding.rules.js';

const LIMITS = { requests: 512, queueMs: 200, bodyBytes: 1_000 };

const IDLE: LoadNow = {
  working: 0,
  receiving: 0,
  bound: 400,
  oldestWaitMs: 0,
  usualWaitMs: 0,
  bodyBytes: 0,
  isDiskFull: false,
};

const ALONE: Caller = { isKnown: true, working: 0, callers: 1, sendsBody: true, mayWrite: true };

describe('reasonToShed', () => {
  const cases: readonly [string, Partial<LoadNow>, Partial<Caller>, SheddingReason | undefined][] = [
    ['lets a request in when nothing is going on', {}, {}, undefined],
    ['lets work wait for a moment', { oldestWaitMs: 2_000 }, {}, undefined],
    ['turns everybody away when work has come to a standstill', { oldestWaitMs: 2_001 }, {}, 'stalled'],
    ['turns writing away before the disk is full', { isDiskFull: true }, {}, 'disk'],
    ['goes on reading when the disk is full', { isDiskFull: true }, { mayWrite: false }, undefined],
    ['turns bodies away when memory is full of them', { bodyBytes: 1_001 }, {}, 'memory'],
    [
      'lets requests without a body in when memory is full of bodies',
      { bodyBytes: 1_001 },
      { sendsBody: false },
      undefined,
    ],
    ['bounds those that wait for their bodies', { receiving: 4_096 }, {}, 'receiving'],
    ['lets one caller have everything', { working: 399 }, { working: 399 }, undefined],
    ['turns the only caller away at the bound', { working: 400 }, { working: 400 }, 'requests'],
    [
      'lets a caller above its share in while it is not crowded',
      { working: 299 },
      { working: 290, callers: 10 },
      undefined,
    ],
    ['turns a greedy caller away when it is crowded', { working: 300 }, { working: 40, callers: 10 }, 'share'],
    ['blames nobody who is not known', { working: 300 }, { working: 40, callers: 10, isKnown: false }, 'requests'],
    ['lets a modest caller in when it is crowded', { working: 399 }, { working: 39, callers: 10 }, undefined],
    ['lets a modest caller in beyond the bound', { working: 599 }, { working: 0, callers: 10 }, undefined],
    ['turns even a modest caller away far beyond the bound', { working: 600 }, { working: 0, callers: 10 }, 'requests'],
  ];

  it.each(cases)('%s', (_, now, caller, reason) => {
    expect(reasonToShed({ ...IDLE, ...now }, { ...ALONE, ...caller }, LIMITS)).toBe(reason);
  });
});

describe('nextBound', () => {
  it('takes less in when work waits too long', () => {
    expect(nextBound({ ...IDLE, oldestWaitMs: 201 }, LIMITS)).toBe(360);
    expect(nextBound({ ...IDLE, usualWaitMs: 201 }, LIMITS)).toBe(360);
  });

  it('never takes in less than a burst', () => {
    expect(nextBound({ ...IDLE, bound: 257, oldestWaitMs: 60_000 }, LIMITS)).toBe(256);
    expect(nextBound({ ...IDLE, bound: 10, oldestWaitMs: 60_000 }, { ...LIMITS, requests: 10 })).toBe(10);
  });

  it('takes more in again, up to the limit', () => {
    expect(nextBound({ ...IDLE, bound: 400, working: 399 }, LIMITS)).toBe(410);
    expect(nextBound({ ...IDLE, bound: 511 }, LIMITS)).toBe(512);
  });

  it('takes more in again at once when the rush is over', () => {
    expect(nextBound({ ...IDLE, bound: 256 }, LIMITS)).toBe(320);
  });
});

describe('retryAfterSeconds', () => {
  it('is from 1 to 5', () => {
    expect([0, 0.2, 0.5, 0.999].map(retryAfterSeconds)).toEqual([1, 2, 3, 5]);
  });
});
