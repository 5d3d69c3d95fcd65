import { Injectable } from '@nestjs/common';
import type { Provider } from 'oidc-provider';
import { CLIENT_CREDENTIALS_GRANT, ClientCredentialsGrant } from './client-credentials.grant.js';
import { ON_BEHALF_GRANT, TOKEN_EXCHANGE_GRANT } from './client-metadata.rules.js';
import { OnBehalfGrant } from './on-behalf.grant.js';
import { TokenExchangeGrant } from './token-exchange.grant.js';

/** The grants of the token endpoint that are decided here and not by the library. */
@Injectable()
export class TokenGrants {
  constructor(
    private readonly clientCredentials: ClientCredentialsGrant,
    private readonly onBehalf: OnBehalfGrant,
    private readonly tokenExchange: TokenExchangeGrant,
  ) {}

  register(provider: Provider): void {
    const grants = {
      [CLIENT_CREDENTIALS_GRANT]: this.clientCredentials,
      [ON_BEHALF_GRANT]: this.onBehalf,
      [TOKEN_EXCHANGE_GRANT]: this.tokenExchange,
    };
    for (const [name, { handle, parameters }] of Object.entries(grants)) {
      provider.registerGrantType(name, handle, parameters);
    }
  }
}
