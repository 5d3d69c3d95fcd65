import { Module } from '@nestjs/common';
import { Authenticator } from './authenticator.js';
import { PrincipalCache } from './principal-cache.js';
import { PrincipalStore } from './principal.store.js';
import { RevokedTokenStore } from './revoked-token.store.js';
import { RevokedTokens } from './revoked-tokens.js';
import { SigningKeyStore } from './signing-key.store.js';
import { SigningKeys } from './signing-keys.js';
import { TokenAuthenticator } from './token-authenticator.js';
import { TokenVerifier } from './token-verifier.js';
import { TrustedIssuerKeys } from './trusted-issuer-keys.js';

/** Who calls: signing keys, verification of access tokens, principals. */
@Module({
  providers: [
    { provide: Authenticator, useClass: TokenAuthenticator },
    PrincipalCache,
    PrincipalStore,
    RevokedTokenStore,
    RevokedTokens,
    SigningKeyStore,
    SigningKeys,
    TokenVerifier,
    TrustedIssuerKeys,
  ],
  exports: [Authenticator, PrincipalStore, RevokedTokens, SigningKeys, TokenVerifier],
})
export class AuthModule {}
