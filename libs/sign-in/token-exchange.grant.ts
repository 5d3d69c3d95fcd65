import { Injectable } from '@nestjs/common';
import { errors, type TokenEndpointGrantContext } from 'oidc-provider';
import { PrincipalStore } from '#auth/principal.store.js';
import { TokenVerifier } from '#auth/token-verifier.js';
import { Failure } from '#runtime/errors/failure.js';
import { AccessTokens } from './access-tokens.js';
import type { Person } from './account.js';
import { TOKEN_EXCHANGE_GRANT } from './client-metadata.rules.js';
import { assertMayActFor, refuseScopes, temporarilyUnavailable } from './grant-refusals.js';
import { decideScopes, scopesOnBehalf } from './granted-scopes.rules.js';
import { RequestingClients } from './requesting-clients.js';

/** RFC 8693 §3: the two names for a token of a trusted issuer that is a JWT. */
const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';
const SUBJECT_TOKEN_TYPES = [ACCESS_TOKEN_TYPE, 'urn:ietf:params:oauth:token-type:jwt'];

/** RFC 8693: a JWT of a trusted issuer against an access token of ours, on the terms of acting on behalf (runtime.md §5). */
@Injectable()
export class TokenExchangeGrant {
  constructor(
    private readonly clients: RequestingClients,
    private readonly verifier: TokenVerifier,
    private readonly principals: PrincipalStore,
    private readonly tokens: AccessTokens,
  ) {}

  readonly parameters = ['scope', 'subject_token', 'subject_token_type', 'requested_token_type'];

  readonly handle = async (context: TokenEndpointGrantContext): Promise<void> => {
    const client = await this.clients.of(context);
    if (client.mayActFor.length === 0) throw new errors.UnauthorizedClient('this client may not act for others');
    const person = await this.findSubject(subjectTokenOf(context.oidc.params));
    assertMayActFor(client, person.kind);
    const { granted, refused } = decideScopes(context.oidc.params.scope, scopesOnBehalf(client.scopes));
    refuseScopes(refused);
    await this.tokens.answer(context, { grantType: TOKEN_EXCHANGE_GRANT, person, scopes: granted });
    Object.assign(context.body as object, { issued_token_type: ACCESS_TOKEN_TYPE });
  };

  private async findSubject(token: string): Promise<Person> {
    const accepted = await this.verify(token);
    const principal = accepted && (await this.principals.find(accepted.subject));
    if (!principal || principal.kind === 'client') throw new errors.InvalidGrant('the subject token is not accepted');
    return principal;
  }

  private async verify(token: string): ReturnType<TokenVerifier['verifyTrusted']> {
    try {
      return await this.verifier.verifyTrusted(token);
    } catch (error) {
      if (error instanceof Failure) throw temporarilyUnavailable(error);
      throw error;
    }
  }
}

function subjectTokenOf(params: Readonly<Record<string, unknown>>): string {
  const { subject_token: token, subject_token_type: type, requested_token_type: requested } = params;
  if (typeof token !== 'string') throw new errors.InvalidRequest('subject_token must be provided');
  if (typeof type !== 'string' || !SUBJECT_TOKEN_TYPES.includes(type)) {
    throw new errors.InvalidRequest(`subject_token_type must be one of ${SUBJECT_TOKEN_TYPES.join(', ')}`);
  }
  if (requested !== undefined && requested !== ACCESS_TOKEN_TYPE) {
    throw new errors.InvalidRequest(`requested_token_type can only be ${ACCESS_TOKEN_TYPE}`);
  }
  return token;
}
