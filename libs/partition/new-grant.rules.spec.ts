import { describe, expect, it } from '@jest/globals';
import type { DepartmentId } from '#runtime/ids.js';
import { newGrantFault } from './new-grant.rules.js';

const service = '1' as DepartmentId;
const sales = '2' as DepartmentId;

const ann = { externalId: 'ann', type: 'individual', departmentId: service } as const;
const bob = { externalId: 'bob', type: 'individual', departmentId: service } as const;

describe('C-7: who may be given a grant on whom', () => {
  it.each([
    { what: 'two individuals of one department', holder: ann, on: bob, departmentalized: true, allowed: true },
    {
      what: 'individuals of two departments',
      holder: ann,
      on: { ...bob, departmentId: sales },
      departmentalized: true,
      allowed: false,
    },
    {
      what: 'the same while departmentalization is off',
      holder: ann,
      on: { ...bob, departmentId: sales },
      departmentalized: false,
      allowed: true,
    },
    { what: 'a shared holder', holder: { ...ann, departmentId: null }, on: bob, departmentalized: true, allowed: true },
    {
      what: 'on a shared customer',
      holder: ann,
      on: { ...bob, departmentId: null },
      departmentalized: true,
      allowed: true,
    },
    {
      what: 'a group as holder',
      holder: { ...ann, type: 'group' } as const,
      on: bob,
      departmentalized: false,
      allowed: false,
    },
    {
      what: 'on a corporate customer',
      holder: ann,
      on: { ...bob, type: 'corporate' } as const,
      departmentalized: false,
      allowed: false,
    },
    { what: 'on itself', holder: ann, on: ann, departmentalized: false, allowed: false },
  ])('$what: $allowed', ({ holder, on, departmentalized, allowed }) => {
    expect(newGrantFault(holder, on, departmentalized) === undefined).toBe(allowed);
  });
});
