import { describe, expect, it } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { readOwnClaims, readTrustedClaims } from './access-token.rules.js';

const OWN: JWTPayload = {
  jti: 'j',
  client_id: 'crm',
  exp: 2_000_000_000,
  scope: 'core.casemgr.read core.casemgr.manage',
};

describe('runtime.md §5: the claims of our own token', () => {
  it.each([
    ['a user', { actor: 'user', sub: 'user:1000' }, { by: 'user', value: '1000' }],
    ['a customer', { actor: 'customer', sub: 'customer:1000', contact: '1002' }, { by: 'contact', value: '1002' }],
    ['a client', { actor: 'client', sub: 'crm' }, { by: 'clientId', value: 'crm' }],
  ])('name %s', (_, claims, subject) => {
    expect(readOwnClaims({ ...OWN, ...claims })).toMatchObject({
      subject,
      actor: claims.actor,
      scopes: ['core.casemgr.read', 'core.casemgr.manage'],
      clientId: 'crm',
      isOnBehalf: false,
    });
  });

  it('say with `act` that a client acts for the subject', () => {
    const claims = { ...OWN, actor: 'user', sub: 'user:1000', act: { sub: 'crm' } };
    expect(readOwnClaims(claims)?.isOnBehalf).toBe(true);
  });

  it.each([
    ['without an actor', { sub: 'user:1000' }],
    ['with an unknown actor', { actor: 'admin', sub: 'user:1000' }],
    ['of a user whose subject is a customer', { actor: 'user', sub: 'customer:1000' }],
    ['of a customer without a contact', { actor: 'customer', sub: 'customer:1000' }],
    ['without a subject', { actor: 'client' }],
    ['without jti, by which it could not be revoked', { actor: 'client', sub: 'crm', jti: undefined }],
    ['without the client it was issued to', { actor: 'client', sub: 'crm', client_id: undefined }],
  ])('%s are not believed', (_, claims) => {
    expect(readOwnClaims({ ...OWN, ...claims })).toBeUndefined();
  });
});

describe("runtime.md §2: the claims of a trusted issuer's token", () => {
  const issuer = { issuer: 'https://idp', audience: 'api', actorClaim: 'kind', subjectClaim: 'name' };

  it.each([
    ['user', 'login'],
    ['client', 'clientId'],
    ['customer', 'externalId'],
  ])('name a %s by %s', (kind, by) => {
    const claims = { kind, name: 'ann', exp: 2_000_000_000, scp: ['core.casemgr.read'] };
    expect(readTrustedClaims(claims, issuer)).toEqual({
      actor: kind,
      subject: { by, value: 'ann' },
      scopes: ['core.casemgr.read'],
      expiresAt: 2_000_000_000,
      isOnBehalf: false,
    });
  });

  it.each([
    ['without the actor claim', { name: 'ann' }],
    ['without the subject claim', { kind: 'user', sub: 'ann' }],
    ['with a subject that is no text', { kind: 'user', name: 7 }],
  ])('%s are not believed', (_, claims) => {
    expect(readTrustedClaims({ exp: 2_000_000_000, ...claims }, issuer)).toBeUndefined();
  });

  it('cannot act on behalf of somebody or be taken for ours', () => {
    const claims = { kind: 'user', name: 'pat', exp: 2_000_000_000, act: { sub: 'crm' }, jti: 'j', client_id: 'crm' };
    const token = readTrustedClaims(claims, issuer);
    expect(token?.isOnBehalf).toBe(false);
    expect(token?.clientId).toBeUndefined();
  });
});
