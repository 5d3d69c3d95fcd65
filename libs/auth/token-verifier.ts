import { Injectable } from '@nestjs/common';
import { decodeJwt, errors, jwtVerify, type JWTVerifyOptions } from 'jose';
import { LRUCache } from 'lru-cache';
import { Clock } from '#runtime/clock.js';
import { ServerConfiguration, type TrustedIssuer } from '#runtime/server-configuration.js';
import { readOwnClaims, readTrustedClaims, type AcceptedToken } from './access-token.rules.js';
import { RevokedTokens } from './revoked-tokens.js';
import { SIGNING_ALGORITHM, SigningKeys } from './signing-keys.js';
import { TrustedIssuerKeys } from './trusted-issuer-keys.js';

const TRUSTED_ALGORITHMS = ['RS256', 'ES256', 'PS256', 'EdDSA', 'Ed25519'];

const CLOCK_TOLERANCE_SECONDS = 5;

const CACHED_TOKENS = 10_000;

/** A key that has been withdrawn stops working within this time, in milliseconds. */
const CACHED_MS = 60_000;

/**
 * Verifies access tokens: our own, and those of trusted issuers (casemgr.md A-1). The issuer decides which keys and which
 * algorithms count; nothing in the token does (RFC 8725). A verified token is remembered, because a signature costs
 * more than the rest of a request; its expiry and its revocation are looked at every time.
 */
@Injectable()
export class TokenVerifier {
  private readonly accepted = new LRUCache<string, AcceptedToken>({ max: CACHED_TOKENS, ttl: CACHED_MS });

  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly signingKeys: SigningKeys,
    private readonly trustedIssuerKeys: TrustedIssuerKeys,
    private readonly revokedTokens: RevokedTokens,
    private readonly clock: Clock,
  ) {}

  /** What the token says, or undefined when it is not to be believed. Throws 503-100 when its issuer cannot be reached. */
  async verify(token: string): Promise<AcceptedToken | undefined> {
    const accepted = this.accepted.get(token) ?? (await this.verifyAnew(token));
    if (!accepted) return undefined;
    if (!this.accepted.has(token)) this.accepted.set(token, accepted);
    const isExpired = this.clock.now().getTime() / 1000 >= accepted.expiresAt + CLOCK_TOLERANCE_SECONDS;
    const isRevoked = accepted.jti !== undefined && this.revokedTokens.has(accepted.jti);
    return isExpired || isRevoked ? undefined : accepted;
  }

  /** As `verify`, but only for tokens of trusted issuers, which can be exchanged for ours (RFC 8693). */
  async verifyTrusted(token: string): Promise<AcceptedToken | undefined> {
    return issuerOf(token) === this.configuration.publicUrl ? undefined : this.verify(token);
  }

  /** As `verify`, but only for tokens that were issued here, which can be revoked. */
  async verifyOwn(token: string): Promise<AcceptedToken | undefined> {
    return issuerOf(token) === this.configuration.publicUrl ? this.verify(token) : undefined;
  }

  private async verifyAnew(token: string): Promise<AcceptedToken | undefined> {
    try {
      const issuer = issuerOf(token);
      if (issuer === this.configuration.publicUrl) return await this.checkOwn(token);
      const trusted = this.configuration.trustedIssuers.find((candidate) => candidate.issuer === issuer);
      return trusted && (await this.checkTrusted(token, trusted));
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  private async checkOwn(token: string): Promise<AcceptedToken | undefined> {
    const { publicUrl } = this.configuration;
    const { payload } = await jwtVerify(token, this.signingKeys.current().verify, {
      ...this.options(publicUrl, publicUrl),
      algorithms: [SIGNING_ALGORITHM],
      typ: 'at+jwt',
    });
    return readOwnClaims(payload);
  }

  private async checkTrusted(token: string, trusted: TrustedIssuer): Promise<AcceptedToken | undefined> {
    const { payload } = await jwtVerify(token, this.trustedIssuerKeys.of(trusted), {
      ...this.options(trusted.issuer, trusted.audience),
      algorithms: TRUSTED_ALGORITHMS,
    });
    return readTrustedClaims(payload, trusted);
  }

  private options(issuer: string, audience: string): JWTVerifyOptions {
    return {
      issuer,
      audience,
      currentDate: this.clock.now(),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp'],
    };
  }
}

/** What the token claims about its issuer, before anything is verified: only good for choosing what to verify it with. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
