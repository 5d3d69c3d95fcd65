import { Injectable } from '@nestjs/common';
import type {
  Configuration,
  JWTStructured,
  KoaContextWithOIDC,
  ResourceServer,
  TokenEndpointGrantContext,
} from 'oidc-provider';
import { subjectClaims } from '#auth/access-token.rules.js';
import { SIGNING_ALGORITHM } from '#auth/signing-keys.js';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '#auth/signing-key.rules.js';
import { Clock } from '#runtime/clock.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { toAccount, type Person, type PersonAccount } from './account.js';

type JwtCustomizer = NonNullable<NonNullable<NonNullable<Configuration['formats']>['customizers']>['jwt']>;
type IssuedToken = Parameters<JwtCustomizer>[1];

/** What a grant of ours has decided. */
export interface GrantDecision {
  readonly grantType: string;
  /** Undefined: the client itself. */
  readonly person?: Person;
  readonly scopes: readonly string[];
}

/** The shape of our access tokens: JWTs of RFC 9068 for the API, whoever asks for them (runtime.md §5). */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly clock: Clock,
  ) {}

  /** The API as the resource that tokens are good for. */
  resource(scopes: readonly string[]): ResourceServer {
    return {
      audience: this.configuration.publicUrl,
      scope: scopes.join(' '),
      accessTokenTTL: ACCESS_TOKEN_LIFETIME_SECONDS,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: SIGNING_ALGORITHM } },
    };
  }

  /** Answers a token request of one of our own grants, with the members that RFC 6749 §5.1 names. */
  async answer(context: TokenEndpointGrantContext, { grantType, person, scopes }: GrantDecision): Promise<void> {
    const { client, provider } = context.oidc;
    const resourceServer = new provider.ResourceServer(this.configuration.publicUrl, this.resource(scopes));
    const account = person && toAccount(person);
    if (account) context.oidc.entity('Account', account);
    const common = { client, resourceServer, scope: scopes.join(' ') };
    const token = account
      ? new provider.AccessToken({ ...common, accountId: account.accountId, grantId: '', gty: grantType })
      : new provider.ClientCredentials(common);
    context.body = {
      access_token: await token.save(),
      expires_in: token.expiration,
      token_type: token.tokenType,
      scope: common.scope,
    };
  }

  /**
   * Adds who the subject is, and the client that acts for the subject without having signed the subject in. Times are those
   * of our clock, by which tokens are verified; the library knows only the machine's.
   */
  readonly customize = (context: KoaContextWithOIDC, token: IssuedToken, { payload }: JWTStructured): void => {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    Object.assign(payload, { iat: issuedAt, exp: issuedAt + ACCESS_TOKEN_LIFETIME_SECONDS });
    if (token.kind === 'ClientCredentials') {
      payload['actor'] = 'client';
      return;
    }
    const account = context.oidc.account as PersonAccount | undefined;
    if (account?.accountId !== token.accountId) throw new Error('A token is about somebody else than its account');
    Object.assign(payload, subjectClaims(account.person));
    const signedIn = token.gty.startsWith('authorization_code');
    if (!signedIn) payload['act'] = { sub: token.clientId };
  };
}
