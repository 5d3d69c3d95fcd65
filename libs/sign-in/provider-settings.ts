import { Injectable } from '@nestjs/common';
import { errors, type Configuration, type ErrorOut, type KoaContextWithOIDC } from 'oidc-provider';
import { ALL_SCOPES } from '#auth/scopes.js';
import { SIGNING_ALGORITHM, type SigningKeySet } from '#auth/signing-keys.js';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '#auth/signing-key.rules.js';
import { Secrets } from '#runtime/secrets.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { notIssuedTo } from './access-token-revocation.js';
import { AccessTokens } from './access-tokens.js';
import { AuthorizationPolicy, scopesOf } from './authorization-policy.js';
import { ALLOWED_ORIGINS } from './client-metadata.rules.js';
import { OidcStorage } from './oidc-storage.js';
import { escapeHtml, renderPage } from './page.js';

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;

/** However often it is renewed, a sign-in has to be repeated after this time. */
const SIGN_IN_LIFETIME_SECONDS = 14 * DAY_SECONDS;

export const REVOCATION_PATH = '/oauth2/revoke';

/** What the library behind the authorization server is told: which of its many features we use, and how. */
@Injectable()
export class ProviderSettings {
  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly storage: OidcStorage,
    private readonly policy: AuthorizationPolicy,
    private readonly tokens: AccessTokens,
    private readonly secrets: Secrets,
  ) {}

  of({ privateKeys }: SigningKeySet): Configuration {
    const { publicUrl } = this.configuration;
    return {
      adapter: this.storage.adapter,
      jwks: { keys: privateKeys },
      scopes: ALL_SCOPES,
      responseTypes: ['code'],
      clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
      clientDefaults: { id_token_signed_response_alg: SIGNING_ALGORITHM },
      enabledJWA: { idTokenSigningAlgValues: [SIGNING_ALGORITHM] },
      pkce: { required: () => true },
      routes: {
        authorization: '/oauth2/authorize',
        token: '/oauth2/token',
        jwks: '/oauth2/jwks',
        revocation: REVOCATION_PATH,
        end_session: '/oauth2/logout',
      },
      cookies: {
        keys: [this.secrets.deriveKey('cookies').toString('base64url')],
        long: { httpOnly: true, sameSite: 'lax', signed: true },
        short: { httpOnly: true, sameSite: 'lax', signed: true },
      },
      ttl: {
        AccessToken: ACCESS_TOKEN_LIFETIME_SECONDS,
        ClientCredentials: ACCESS_TOKEN_LIFETIME_SECONDS,
        AuthorizationCode: MINUTE_SECONDS,
        IdToken: ACCESS_TOKEN_LIFETIME_SECONDS,
        Interaction: 10 * MINUTE_SECONDS,
        Session: 10 * MINUTE_SECONDS,
        RefreshToken: SIGN_IN_LIFETIME_SECONDS,
        Grant: SIGN_IN_LIFETIME_SECONDS,
      },
      features: {
        devInteractions: { enabled: false },
        dPoP: { enabled: false },
        pushedAuthorizationRequests: { enabled: false },
        rpInitiatedLogout: { enabled: false },
        userinfo: { enabled: false },
        clientCredentials: { enabled: true },
        revocation: {
          enabled: true,
          allowedPolicy: (_context, client, token) => {
            if (token.clientId !== client.clientId) throw notIssuedTo();
            return true;
          },
        },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => publicUrl,
          useGrantedResource: () => true,
          getResourceServerInfo: (_context, resource, client) => {
            if (resource !== publicUrl) throw new errors.InvalidTarget();
            return this.tokens.resource(scopesOf(client));
          },
        },
      },
      formats: { customizers: { jwt: this.tokens.customize } },
      extraParams: this.policy.extraParameters,
      interactions: {
        policy: this.policy.interactions,
        url: (_context, { uid }) => `${publicUrl}/oauth2/login/${uid}`,
      },
      findAccount: this.policy.findAccount,
      loadExistingGrant: this.policy.grant,
      expiresWithSession: () => false,
      issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
      rotateRefreshToken: true,
      extraClientMetadata: { properties: [ALLOWED_ORIGINS] },
      // Where the code goes, it may be redeemed.
      clientBasedCORS: (_context, origin, client) =>
        (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin) ||
        (client[ALLOWED_ORIGINS] as readonly string[] | undefined)?.includes(origin) === true,
      renderError,
    };
  }
}

function renderError(context: KoaContextWithOIDC, { error, error_description: description }: ErrorOut): void {
  const page = renderPage({
    title: 'Sign-in is not possible',
    content: `<p role="alert">${escapeHtml(description ?? error)} <code>(${escapeHtml(error)})</code></p>`,
  });
  context.set(page.headers);
  context.body = page.body;
}
