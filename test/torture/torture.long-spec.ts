import { describe, expect, it } from '@jest/globals';
import { torture } from '../../apps/torture/run.js';

describe('a server that is killed again and again', () => {
  it('loses nothing, doubles nothing, leaves nothing half (E-1, E-5)', async () => {
    const result = await torture({ seconds: 5, seed: 2, database: 'embedded' });
    expect(result.violations).toEqual([]);
    expect(result.acknowledged).toBeGreaterThan(0);
    expect(result.restarts).toBeGreaterThan(1);
  }, 300_000);
});
