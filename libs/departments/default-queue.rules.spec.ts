import { describe, expect, it } from '@jest/globals';
import { departmentsWithoutDefaultQueue, inboxName } from './default-queue.rules.js';

describe('E-2: every department has a default queue', () => {
  it('finds the departments that have none', () => {
    const queues = [
      { departmentId: '1', isDefault: true },
      { departmentId: '2', isDefault: false },
    ];
    expect(departmentsWithoutDefaultQueue([{ id: '1' }, { id: '2' }, { id: '3' }], queues)).toEqual([
      { id: '2' },
      { id: '3' },
    ]);
  });

  it('names the one that is added after the department, within the limit of a name', () => {
    expect(inboxName('Service')).toBe('Service inbox');
    expect(inboxName('x'.repeat(255)).length).toBeLessThanOrEqual(255);
  });
});
