import { describe, expect, it } from '@jest/globals';
import type { ClientActor, UserActor } from '#auth/actor.js';
import type { DepartmentId } from '#runtime/ids.js';
import { linkReaderOf, linkReaderOfUser, SEES_ALL } from './link-reader.rules.js';

const SERVICE = '1000' as DepartmentId;

function user(scopes: readonly string[], departmentId?: DepartmentId): UserActor {
  return { kind: 'user', scopes: new Set(scopes), departmentId, privileges: new Set() } as unknown as UserActor;
}

describe('RT-20: who sees what a record links to', () => {
  it('is whoever may read it, by scope and by department', () => {
    const both = ['core.casemgr.read', 'core.customermgr.read'];
    expect(linkReaderOf(user(both), true)).toEqual(SEES_ALL);
    expect(linkReaderOf({ kind: 'client', scopes: new Set(both) } as unknown as ClientActor, true)).toEqual(SEES_ALL);
    expect(linkReaderOf(user(['core.recordmgr.read']), true)).toEqual({ case: undefined, customer: undefined });
    expect(linkReaderOf(user(both, SERVICE), true)).toEqual({
      case: { kind: 'department', departmentIds: [SERVICE] },
      customer: { kind: 'departments', departmentIds: [SERVICE] },
    });
    expect(linkReaderOf(user(both, SERVICE), false).customer).toEqual({ kind: 'partition' });
  });

  it('is by mail a user of the departments that it works in', () => {
    expect(linkReaderOfUser(undefined, true)).toEqual(SEES_ALL);
    expect(linkReaderOfUser([SERVICE], false)).toEqual({
      case: { kind: 'department', departmentIds: [SERVICE] },
      customer: { kind: 'partition' },
    });
    expect(linkReaderOfUser([], true).customer).toEqual({ kind: 'departments', departmentIds: [] });
  });
});
