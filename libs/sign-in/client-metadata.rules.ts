import type { ClientMetadata } from 'oidc-provider';
import type { ClientPrincipal } from '#auth/principal.js';
import { ALL_SCOPES } from '#auth/scopes.js';

export const ON_BEHALF_GRANT = 'password';

export const TOKEN_EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** What the library keeps for us with a client. */
export const ALLOWED_ORIGINS = 'allowed_origins';

/**
 * Grants that every client with a secret may call: the grant itself decides, and refuses with `unauthorized_client`, which
 * RFC 6749 §5.2 asks for and the library's own check does not say.
 */
const DECIDED_BY_GRANT = ['client_credentials', ON_BEHALF_GRANT, TOKEN_EXCHANGE_GRANT];

/** A registered client application as the authorization server's library describes one (RFC 7591). */
export function toClientMetadata(client: ClientPrincipal, secret: string | undefined): ClientMetadata {
  const { clientId, name, redirectUris, allowedOrigins, grantTypes, scopes } = client;
  const signsIn = grantTypes.includes('authorization_code') && redirectUris.length > 0;
  const isWeb = redirectUris.every((uri) => /^https?:/i.test(uri));
  return {
    client_id: clientId,
    client_name: name,
    ...(secret !== undefined && { client_secret: secret }),
    token_endpoint_auth_method: secret === undefined ? 'none' : 'client_secret_basic',
    application_type: isWeb ? 'web' : 'native',
    redirect_uris: signsIn ? redirectUris : [],
    [ALLOWED_ORIGINS]: allowedOrigins,
    response_types: signsIn ? ['code'] : [],
    grant_types: [
      ...(signsIn ? ['authorization_code'] : []),
      ...(signsIn && grantTypes.includes('refresh_token') ? ['refresh_token'] : []),
      ...(secret === undefined ? [] : DECIDED_BY_GRANT),
    ],
    scope: knownScopes(scopes).join(' '),
  };
}

/** The library takes a client with a scope that it does not know for a broken one. */
export function knownScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => ALL_SCOPES.some((known) => known === scope));
}
