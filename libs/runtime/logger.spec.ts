import { describe, expect, it } from '@jest/globals';
import { describeError } from './logger.js';

describe('an error in the log', () => {
  it('tells its whole story', () => {
    const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
    expect(describeError(new Error('The database is away', { cause }))).toMatchObject({
      message: 'The database is away',
      stack: expect.stringContaining('logger.spec'),
      cause: { message: 'connection refused', code: 'ECONNREFUSED' },
    });
  });

  it('does not quote the data that PostgreSQL quotes, nor what hangs on the error (ENV-11)', () => {
    const error = Object.assign(new Error('invalid input syntax for type uuid: "a canary"'), {
      code: '22P02',
      params: ['a canary'],
      client: { password: 'a canary' },
    });
    const described = describeError(new Error('no activity', { cause: error }));
    expect(described).toMatchObject({ cause: { code: '22P02', message: 'a value was refused' } });
    expect(JSON.stringify(described)).not.toContain('canary');
  });
});
