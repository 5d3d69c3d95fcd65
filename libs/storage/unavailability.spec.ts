import { describe, expect, it } from '@jest/globals';
import { isAnswerOverdue, isDatabaseUnavailable } from './unavailability.js';

function errorWith(code: string): Error {
  return Object.assign(new Error('something'), { code });
}

describe('a database that cannot be used for now', () => {
  it.each([
    ['it shuts down', errorWith('57P01')],
    ['it has crashed', errorWith('57P02')],
    ['it is starting', errorWith('57P03')],
    ['it has no connection left', errorWith('53300')],
    ['its disk is full', errorWith('53100')],
    ['it gave a statement up', errorWith('57014')],
    ['a lock was not to be had', errorWith('55P03')],
    ['nobody is there', errorWith('ECONNREFUSED')],
    ['the connection broke', errorWith('ECONNRESET')],
    ['the connection ended', new Error('Connection terminated unexpectedly')],
    ['it does not answer', new Error('Query read timeout')],
    [
      'the pool is closed, because the process is stopping',
      new Error('Cannot use a pool after calling end on the pool'),
    ],
    ['something else says so', new Error('could not commit', { cause: errorWith('57P01') })],
  ])('is recognized when %s', (_why, error) => {
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it.each([
    ['a statement is wrong', errorWith('42601')],
    ['a value is not unique', errorWith('23505')],
    ['a programmer has erred', new TypeError('x is not a function')],
    ['something is no error at all', 'ECONNREFUSED'],
  ])('is not what it is when %s', (_why, error) => {
    expect(isDatabaseUnavailable(error)).toBe(false);
  });

  it('has perhaps done its work when only its answer is overdue', () => {
    expect(isAnswerOverdue(new Error('Query read timeout'))).toBe(true);
    expect(isAnswerOverdue(errorWith('57014'))).toBe(false);
  });
});
