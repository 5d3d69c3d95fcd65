import { describe, expect, it } from '@jest/globals';
import { LANES } from './lane.js';
import { restAfter } from './rest.rules.js';

describe('between two batches', () => {
  it('the text index leaves most of the time to those who wait for an answer', () => {
    expect(restAfter('index', 20, 0)).toBe(60);
    expect(restAfter('index', 20, 30_000)).toBe(60);
  });

  it('it works on without a rest when it is half a minute behind', () => {
    expect(restAfter('index', 20, 30_001)).toBe(0);
  });

  it.each(LANES.filter((lane) => lane !== 'index'))('the lane %s goes on at once', (lane) => {
    expect(restAfter(lane, 20, 0)).toBe(0);
  });
});
