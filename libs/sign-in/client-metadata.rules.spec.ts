import { describe, expect, it } from '@jest/globals';
import type { ClientPrincipal } from '#auth/principal.js';
import { toClientMetadata } from './client-metadata.rules.js';

const CLIENT = {
  kind: 'client',
  clientId: 'crm',
  name: 'CRM',
  scopes: ['core.casemgr.read', 'core.unheard-of'],
  grantTypes: ['client_credentials'],
  redirectUris: [],
  mayActFor: [],
} as unknown as ClientPrincipal;

const CALLBACK = 'https://portal.example/callback';

describe('runtime.md §4: a registered client at the authorization server', () => {
  it('authenticates with its secret, and has only scopes that exist', () => {
    expect(toClientMetadata(CLIENT, 's3cret')).toMatchObject({
      client_secret: 's3cret',
      token_endpoint_auth_method: 'client_secret_basic',
      response_types: [],
      scope: 'core.casemgr.read',
    });
  });

  it('is public without a secret, and can then do nothing but sign people in', () => {
    const grantTypes = ['authorization_code', 'client_credentials', 'refresh_token'];
    const metadata = toClientMetadata({ ...CLIENT, grantTypes, redirectUris: [CALLBACK] }, undefined);
    expect(metadata.token_endpoint_auth_method).toBe('none');
    expect(metadata.grant_types).toEqual(['authorization_code', 'refresh_token']);
  });

  it.each([
    ['the grant type is missing', ['client_credentials'], [CALLBACK]],
    ['no redirect address is registered', ['authorization_code'], []],
  ])('signs nobody in when %s', (_, grantTypes, redirectUris) => {
    const metadata = toClientMetadata({ ...CLIENT, grantTypes, redirectUris }, 's3cret');
    expect(metadata.response_types).toEqual([]);
    expect(metadata.grant_types).not.toContain('authorization_code');
  });

  it('is a native application when it is called back outside the web', () => {
    const client = { ...CLIENT, grantTypes: ['authorization_code'], redirectUris: ['com.example.app:/callback'] };
    expect(toClientMetadata(client, undefined).application_type).toBe('native');
  });
});
