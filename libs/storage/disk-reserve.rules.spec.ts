import { describe, expect, it } from '@jest/globals';
import { isReserveTouched } from './disk-reserve.rules.js';

const MB = 1024 * 1024;

describe('isReserveTouched', () => {
  it.each([
    ['a large volume keeps 64 MB', 63, 100_000, true],
    ['a large volume with more than 64 MB may be written to', 64, 100_000, false],
    ['a small volume keeps 5 %', 4, 100, true],
    ['a small volume with more than 5 % may be written to', 5, 100, false],
  ])('%s', (_, freeMB, sizeMB, isTouched) => {
    expect(isReserveTouched({ bavail: freeMB, blocks: sizeMB, bsize: MB })).toBe(isTouched);
  });
});
