import { describe, expect, it } from '@jest/globals';
import type { CustomerPrincipal, UserPrincipal } from '#auth/principal.js';
import { decideScopes, scopesOfPerson, scopesOnBehalf } from './granted-scopes.rules.js';

const CLIENT = ['core.casemgr.read', 'core.casemgr.manage', 'core.adminmgr.manage'];

describe('runtime.md §5: the scopes of a token', () => {
  it.each([
    ['nothing', undefined, CLIENT, []],
    ['an empty text', '', CLIENT, []],
    ['.default', '.default', CLIENT, []],
    ['.default and a name', '.default core.casemgr.read', CLIENT, []],
    ['one of the scopes, twice', 'core.casemgr.read core.casemgr.read', ['core.casemgr.read'], []],
    ['two in another order', 'core.casemgr.manage core.casemgr.read', ['core.casemgr.read', 'core.casemgr.manage'], []],
    ['one it does not have', 'core.casemgr.read core.mailmgr.manage', ['core.casemgr.read'], ['core.mailmgr.manage']],
    ['another case', 'CORE.casemgr.read', [], ['CORE.casemgr.read']],
  ])('when %s is asked for', (_, requested, granted, refused) => {
    expect(decideScopes(requested, CLIENT)).toEqual({ granted, refused });
  });

  it('on behalf of another never administer', () => {
    expect(scopesOnBehalf(CLIENT)).toEqual(['core.casemgr.read', 'core.casemgr.manage']);
  });

  it('of a person who signs in administer only with the privilege Manage partition resources', () => {
    const user = { kind: 'user', privileges: ['Manage partition resources'] } as unknown as UserPrincipal;
    const agent = { kind: 'user', privileges: ['Manage knowledge'] } as unknown as UserPrincipal;
    const customer = { kind: 'customer' } as CustomerPrincipal;
    expect(scopesOfPerson(CLIENT, user)).toContain('core.adminmgr.manage');
    expect(scopesOfPerson(CLIENT, agent)).not.toContain('core.adminmgr.manage');
    expect(scopesOfPerson(CLIENT, customer)).not.toContain('core.adminmgr.manage');
  });
});
