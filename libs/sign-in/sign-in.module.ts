import { Module } from '@nestjs/common';
import { ClientStore } from '#clients/client.store.js';
import { CustomersModule } from '#customers/customers.module.js';
import { AccessTokenRevocation } from './access-token-revocation.js';
import { AccessTokens } from './access-tokens.js';
import { AuthorizationPolicy } from './authorization-policy.js';
import { AuthorizationServer } from './authorization-server.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import { CredentialStore } from './credential.store.js';
import { DocsSignInController } from './docs-sign-in.controller.js';
import { DocsSignIn } from './docs-sign-in.js';
import { LoginAttempts } from './login-attempts.js';
import { LoginPage } from './login-page.js';
import { OAuthRoutes } from './oauth-routes.js';
import { OidcPayloadStore } from './oidc-payload.store.js';
import { OidcStorage } from './oidc-storage.js';
import { OnBehalfGrant } from './on-behalf.grant.js';
import { ProviderSettings } from './provider-settings.js';
import { RegisteredClients } from './registered-clients.js';
import { RequestingClients } from './requesting-clients.js';
import { SignInsOfCustomers } from './sign-ins-of-customers.js';
import { TokenExchangeGrant } from './token-exchange.grant.js';
import { TokenGrants } from './token-grants.js';

/** The embedded authorization server, its login page, and the browser sign-in of the API reference. */
@Module({
  imports: [CustomersModule],
  controllers: [DocsSignInController],
  providers: [
    AccessTokenRevocation,
    AccessTokens,
    AuthorizationPolicy,
    AuthorizationServer,
    ClientCredentialsGrant,
    ClientStore,
    CredentialStore,
    DocsSignIn,
    LoginAttempts,
    LoginPage,
    OAuthRoutes,
    OidcPayloadStore,
    OidcStorage,
    OnBehalfGrant,
    ProviderSettings,
    RegisteredClients,
    RequestingClients,
    SignInsOfCustomers,
    TokenExchangeGrant,
    TokenGrants,
  ],
})
export class SignInModule {}
