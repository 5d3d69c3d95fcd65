import { Injectable } from '@nestjs/common';
import { errors, type TokenEndpointGrantContext } from 'oidc-provider';
import type { ClientPrincipal } from '#auth/principal.js';
import { PrincipalStore } from '#auth/principal.store.js';
import { knownScopes } from './client-metadata.rules.js';

/** The client behind a token request, with all that is configured for it. The library has authenticated it. */
@Injectable()
export class RequestingClients {
  constructor(private readonly principals: PrincipalStore) {}

  async of(context: TokenEndpointGrantContext): Promise<ClientPrincipal> {
    const client = await this.principals.findClient(context.oidc.client.clientId);
    if (!client) throw new errors.InvalidClientAuth('client not found');
    return { ...client, scopes: knownScopes(client.scopes) };
  }
}
