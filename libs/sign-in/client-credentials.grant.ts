import { Injectable } from '@nestjs/common';
import { errors, type TokenEndpointGrantContext } from 'oidc-provider';
import { AccessTokens } from './access-tokens.js';
import { refuseScopes } from './grant-refusals.js';
import { decideScopes } from './granted-scopes.rules.js';
import { RequestingClients } from './requesting-clients.js';

export const CLIENT_CREDENTIALS_GRANT = 'client_credentials';

/** RFC 6749 §4.4, with `.default` for all scopes of the client (casemgr.md A-2). */
@Injectable()
export class ClientCredentialsGrant {
  constructor(
    private readonly clients: RequestingClients,
    private readonly tokens: AccessTokens,
  ) {}

  readonly parameters = ['scope'];

  readonly handle = async (context: TokenEndpointGrantContext): Promise<void> => {
    const client = await this.clients.of(context);
    if (!client.grantTypes.includes(CLIENT_CREDENTIALS_GRANT)) throw new errors.UnauthorizedClient();
    const { granted, refused } = decideScopes(context.oidc.params.scope, client.scopes);
    refuseScopes(refused);
    await this.tokens.answer(context, { grantType: CLIENT_CREDENTIALS_GRANT, scopes: granted });
  };
}
