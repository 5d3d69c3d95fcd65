import { describe, expect, it } from '@jest/globals';
import { Gatherer, oldest } from './gatherer.js';

function fulfilled<Value>(values: readonly Value[]): PromiseSettledResult<Value>[] {
  return values.map((value) => ({ status: 'fulfilled', value }));
}

describe('a gatherer', () => {
  it('runs together what is added in one turn of the event loop', async () => {
    const batches: number[][] = [];
    const gatherer = new Gatherer<number, number>({
      atOnce: 1,
      choose: oldest(10),
      run: (items) => {
        batches.push([...items]);
        return Promise.resolve(fulfilled(items.map((item) => item * 2)));
      },
    });
    expect(await Promise.all([1, 2, 3].map((item) => gatherer.add(item)))).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('gathers what comes while it is busy, and never exceeds a batch', async () => {
    const sizes: number[] = [];
    const gatherer = new Gatherer<number, number>({
      atOnce: 1,
      choose: oldest(4),
      run: async (items) => {
        sizes.push(items.length);
        await new Promise((resolve) => setImmediate(resolve));
        return fulfilled(items);
      },
    });
    await Promise.all(Array.from({ length: 10 }, (_, item) => gatherer.add(item)));
    expect(sizes).toEqual([4, 4, 2]);
    expect(gatherer.length).toBe(0);
  });

  it('gives each item its own outcome', async () => {
    const gatherer = new Gatherer<number, number>({
      atOnce: 1,
      choose: oldest(10),
      run: (items) =>
        Promise.resolve(
          items.map((item) =>
            item === 2 ? { status: 'rejected', reason: new Error('two') } : { status: 'fulfilled', value: item },
          ),
        ),
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => gatherer.add(item)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails all items of a batch that fails, and goes on with the next', async () => {
    let runs = 0;
    const gatherer = new Gatherer<number, number>({
      atOnce: 1,
      choose: oldest(2),
      run: (items) => {
        runs += 1;
        return runs === 1 ? Promise.reject(new Error('first')) : Promise.resolve(fulfilled(items));
      },
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => gatherer.add(item)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});
