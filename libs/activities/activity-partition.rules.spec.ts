import { describe, expect, it } from '@jest/globals';
import { partitionsNeeded } from './activity-partition.rules.js';

describe('partitionsNeeded', () => {
  it.each([
    ['1000', ['p0', 'p1', 'p2']],
    ['9999999', ['p0', 'p1', 'p2']],
    ['10000000', ['p1', 'p2', 'p3']],
    ['123456789012', ['p12345', 'p12346', 'p12347']],
  ])('after %s they are %j', (lastId, suffixes) => {
    expect(partitionsNeeded(lastId).map(({ suffix }) => suffix)).toEqual(suffixes);
  });

  it('leave no gap and do not overlap', () => {
    const [first, second, third] = partitionsNeeded('1000');
    expect(first).toEqual({ suffix: 'p0', from: '0', to: '10000000' });
    expect(second?.from).toBe(first?.to);
    expect(third?.from).toBe(second?.to);
  });
});
