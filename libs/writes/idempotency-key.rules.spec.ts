import { describe, expect, it } from '@jest/globals';
import { Failure } from '#runtime/errors/failure.js';
import { readIdempotencyKey } from './idempotency-key.rules.js';

describe('I-1: the idempotency key', () => {
  it('is optional', () => {
    expect(readIdempotencyKey(undefined)).toBeUndefined();
  });

  it.each(['a', 'order 4711 ~!', 'x'.repeat(255)])('may be %j', (key) => {
    expect(readIdempotencyKey(key)).toBe(key);
  });

  it.each([[''], ['x'.repeat(256)], ['schlüssel'], ['a\tb'], ['a\u007f'], [['a', 'b']]])(
    'is refused when it is %j',
    (key) => {
      expect(() => readIdempotencyKey(key)).toThrow(
        new Failure('400-100', { reason: "'Idempotency-Key' must have 1 to 255 printable ASCII characters" }),
      );
    },
  );
});
