import { describe, expect, it } from '@jest/globals';
import { Flights } from './flights.js';

/** Flights whose statements answer with their own text, but for `fails`, and what went together. */
function start(): { readonly flights: Flights; readonly gone: string[][] } {
  const gone: string[][] = [];
  const flights = new Flights((statements) => {
    const texts = statements.map(({ text }) => text);
    gone.push(texts);
    if (texts.includes('fails')) return Promise.reject(new Error('it fails'));
    return Promise.resolve(texts.map((text) => [text]));
  });
  return { flights, gone };
}

describe('flights of a transaction', () => {
  it('take what is waited for one after the other', async () => {
    const { flights, gone } = start();
    expect(await flights.query({ text: 'a' })).toEqual(['a']);
    expect(await flights.query({ text: 'b' })).toEqual(['b']);
    expect(gone).toEqual([['a'], ['b']]);
  });

  it('take together what nobody waits for in between, each with its own answer', async () => {
    const { flights, gone } = start();
    flights.send({ text: 'begin' });
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => flights.query({ text })));
    flights.send({ text: 'd' });
    expect(await flights.query({ text: 'commit' })).toEqual(['commit']);
    expect(answers).toEqual([['a'], ['b'], ['c']]);
    expect(gone).toEqual([
      ['begin', 'a', 'b', 'c'],
      ['d', 'commit'],
    ]);
  });

  it('keep the order of what is asked while one is under way', async () => {
    const { flights, gone } = start();
    const first = flights.query({ text: 'a' });
    await Promise.resolve();
    await Promise.all([first, flights.query({ text: 'b' }), flights.query({ text: 'c' })]);
    expect(gone).toEqual([['a'], ['b', 'c']]);
  });

  it('fail together, and what comes later with them, until the transaction returns to a savepoint', async () => {
    const { flights, gone } = start();
    flights.send({ text: 'fails' });
    await expect(flights.query({ text: 'a' })).rejects.toThrow('it fails');
    flights.send({ text: 'lost' });
    await expect(flights.query({ text: 'b' })).rejects.toThrow('it fails');
    await flights.query({ text: 'ROLLBACK TO one' });
    expect(await flights.query({ text: 'c' })).toEqual(['c']);
    expect(gone).toEqual([['fails', 'a'], ['ROLLBACK TO one'], ['c']]);
  });

  it('give up what has not been sent', async () => {
    const { flights, gone } = start();
    const first = flights.query({ text: 'a' });
    await Promise.resolve();
    const second = flights.query({ text: 'b' });
    const ended = flights.giveUp({ text: 'rollback' }, new Error('given up'));
    expect(await first).toEqual(['a']);
    await expect(second).rejects.toThrow('given up');
    await ended;
    expect(gone).toEqual([['a'], ['rollback']]);
  });

  it('take nothing any more when they have ended', async () => {
    const { flights, gone } = start();
    flights.send({ text: 'a' });
    const ended = flights.end({ text: 'commit' });
    await expect(flights.query({ text: 'b' })).rejects.toThrow('has ended');
    expect(() => {
      flights.send({ text: 'c' });
    }).toThrow('has ended');
    await ended;
    expect(gone).toEqual([['a', 'commit']]);
  });
});
