import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { unavailable } from '#runtime/errors/failure.js';
import type { TrustedIssuer } from '#runtime/server-configuration.js';

const FETCH_TIMEOUT_MS = 3_000;

/** How long the clients of an issuer that cannot be reached are asked to wait. */
const RETRY_AFTER_SECONDS = 5;

/** What is wrong with a token rather than with the issuer. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

/** RFC 8414 and OpenID Connect Discovery: the address of the keys, in a document that names the very issuer asked. */
async function discoverJwksUri(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown } | null;
  if (document?.issuer !== issuer || typeof document.jwks_uri !== 'string') {
    throw new Error(`${address} does not describe ${issuer}`);
  }
  return document.jwks_uri;
}

/**
 * The public keys of the issuers that the operator trusts. Their addresses come from the configuration and from what it
 * names, never from a token. An issuer that cannot be reached makes 503-100: its tokens may well be good.
 */
@Injectable()
export class TrustedIssuerKeys {
  private readonly keySets = new Map<string, Promise<RemoteJWKSet>>();

  of(issuer: TrustedIssuer): JWTVerifyGetKey {
    return async (header, token) => {
      try {
        const keySet = await this.keySetOf(issuer);
        return await keySet(header, token);
      } catch (error) {
        if (isAboutToken(error)) throw error;
        throw unavailable(error, RETRY_AFTER_SECONDS);
      }
    };
  }

  private keySetOf(issuer: TrustedIssuer): Promise<RemoteJWKSet> {
    const known = this.keySets.get(issuer.issuer);
    if (known) return known;
    const found = this.find(issuer);
    this.keySets.set(issuer.issuer, found);
    found.catch(() => this.keySets.delete(issuer.issuer));
    return found;
  }

  private async find({ issuer, jwksUri }: TrustedIssuer): Promise<RemoteJWKSet> {
    const address = jwksUri ?? (await discoverJwksUri(issuer));
    return createRemoteJWKSet(new URL(address), { timeoutDuration: FETCH_TIMEOUT_MS });
  }
}
