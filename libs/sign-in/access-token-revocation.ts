import { Injectable } from '@nestjs/common';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { RevokedTokens } from '#auth/revoked-tokens.js';
import { TokenVerifier } from '#auth/token-verifier.js';

/**
 * Revocation of access tokens (RFC 7009). The library authenticates the client and revokes refresh tokens, but refuses
 * JWTs with `unsupported_token_type`; what it has refused for that reason is revoked here by its `jti`.
 */
@Injectable()
export class AccessTokenRevocation {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly revokedTokens: RevokedTokens,
  ) {}

  async finish(context: KoaContextWithOIDC): Promise<void> {
    const { body } = context as { body?: { error?: unknown } };
    const { client, params } = context.oidc;
    if (body?.error !== 'unsupported_token_type' || !client || typeof params?.['token'] !== 'string') return;
    const token = await this.verifier.verifyOwn(params['token']);
    if (token && token.clientId !== client.clientId) {
      const { statusCode, error, error_description: description } = notIssuedTo();
      context.status = statusCode;
      context.body = { error, error_description: description };
      return;
    }
    // A token that is not valid any more needs no revoking, and RFC 7009 §2.2 wants the same answer.
    if (token?.jti !== undefined) {
      await this.revokedTokens.revoke({ jti: token.jti, expiresAt: new Date(token.expiresAt * 1000) });
    }
    context.status = 200;
    context.body = '';
  }
}

/** RFC 7009 §2.1: the request is refused and the client is told why. */
export function notIssuedTo(): errors.InvalidRequest {
  return new errors.InvalidRequest('the token was not issued to this client');
}
