import { describe, expect, it } from '@jest/globals';
import { FAULT_POINTS, mayHaveFaultPoint, readFaultPoint } from './fault-point.js';

describe('a fault point', () => {
  it.each(FAULT_POINTS)('is armed by its name and the number of the pass: %s', (point) => {
    expect(readFaultPoint(`${point}:3`)).toEqual({ point, pass: 3 });
  });

  it.each([
    '',
    'before-commit',
    'before-commit:0',
    'before-commit:-1',
    'before-commit:1.5',
    'before-lunch:1',
    ' before-commit:1',
  ])('is not armed by %j', (text) => {
    expect(readFaultPoint(text)).toBeUndefined();
  });

  it.each([[{}], [{ NODE_ENV: 'production' }], [{ NODE_ENV: 'development' }]])(
    'exists in tests only, not in %j',
    (environment) => {
      expect(mayHaveFaultPoint(environment)).toBe(false);
    },
  );
});
