import { describe, expect, it } from '@jest/globals';
import type { CustomerId } from '#runtime/ids.js';
import { grantHolds, requestedCustomer, type GrantParty } from './grant.rules.js';

const CALLER = '1000' as CustomerId;

function party(changes: Partial<GrantParty> = {}): GrantParty {
  return { type: 'individual', isActive: true, departmentId: '1', ...changes };
}

describe('Q-3, Q-4 for whom a customer asks', () => {
  it.each<[string, readonly string[]]>([
    ['the parameter is left out', []],
    ['it is empty', ['']],
    ['it is the caller', ['1000']],
  ])('is the caller when %s', (_, values) => {
    expect(requestedCustomer(CALLER, values)).toEqual({ kind: 'self' });
  });

  it('is the customer that is named', () => {
    expect(requestedCustomer(CALLER, ['1001'])).toEqual({ kind: 'other', id: '1001' });
  });

  it.each([
    [['abc']],
    [['01000']],
    [[' 1001']],
    [['-1']],
    [['1001,1002']],
    [['9223372036854775808']],
    [['1001', '1001']],
    [['', '']],
  ])('is refused with 400-244 for %j', (values) => {
    expect(requestedCustomer(CALLER, values)).toMatchObject({ kind: 'refused', refusal: { code: '400-244' } });
  });
});

describe('C-7 when a grant holds', () => {
  it.each<[string, boolean, boolean, GrantParty, GrantParty]>([
    ['within a department', true, true, party(), party()],
    ['across departments', false, true, party(), party({ departmentId: '2' })],
    ['across departments while departmentalization is off', true, false, party(), party({ departmentId: '2' })],
    ['on a shared customer', true, true, party(), party({ departmentId: undefined })],
    ['by a shared customer', true, true, party({ departmentId: undefined }), party()],
    ['on a group', false, false, party(), party({ type: 'group' })],
    ['by a company', false, false, party({ type: 'corporate' }), party()],
    ['on a customer who is switched off', false, false, party(), party({ isActive: false })],
    ['by a customer who is switched off', false, false, party({ isActive: false }), party()],
  ])('%s: %s', (_, holds, isDepartmentalized, holder, on) => {
    expect(grantHolds({ holder, on }, isDepartmentalized)).toBe(holds);
  });
});
