import { describe, expect, it } from '@jest/globals';
import type { PartitionSnapshot } from './partition-snapshot.js';
import { ownerFault } from './owner.rules.js';

const GROUPS = [
  { id: '7', name: 'First line', userIds: ['1', '2'], tables: [] },
] as unknown as PartitionSnapshot['groups'];

describe('CASE-3, FR-2: who may work on a case', () => {
  it.each([
    [null, null, true, undefined],
    ['1', null, true, undefined],
    ['3', null, true, undefined],
    [null, '7', true, undefined],
    ['1', '7', true, undefined],
    ['3', '7', true, 'user'],
    ['1', '8', true, 'group'],
    [null, '8', true, 'group'],
    ['1', null, false, 'user'],
    ['1', '7', false, 'user'],
  ])('user %s in group %s, a user: %s: wrong is %s', (assigneeId, agentGroupId, isUser, part) => {
    expect(ownerFault({ assigneeId, agentGroupId }, isUser, GROUPS)?.part).toBe(part);
  });
});
