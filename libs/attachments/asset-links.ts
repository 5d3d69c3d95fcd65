import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { Secrets } from '#runtime/secrets.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';

const ASSETS_PATH = '/core/filemgr/v3/assets';

/** How long a link works, in milliseconds (casemgr.md T-1). */
const LINK_LIFETIME_MS = 30 * 60 * 1000;

const ALGORITHM = 'HS256';

/** A link for one purpose is of no use for the other. */
type Purpose = 'upload' | 'download';

interface AssetLink {
  /** Absolute. */
  readonly contentUrl: string;
  readonly expiresAt: Date;
}

/** Signed links: whoever has one may upload or download one file for 30 minutes, without a token (casemgr.md T-1, T-2, T-6). */
@Injectable()
export class AssetLinks {
  private readonly key: Buffer;

  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly clock: Clock,
    secrets: Secrets,
  ) {
    this.key = secrets.deriveKey('asset-urls');
  }

  async create(purpose: Purpose, altId: string): Promise<AssetLink> {
    const { publicUrl } = this.configuration;
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + LINK_LIFETIME_MS);
    const signature = await new SignJWT({ altId, purpose })
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(publicUrl)
      .setIssuedAt(now)
      .setExpirationTime(expiresAt)
      .sign(this.key);
    return { contentUrl: `${publicUrl}${ASSETS_PATH}/${purpose}?signature=${signature}`, expiresAt };
  }

  /** The altId that a link is for; 401-101 for one that is altered, expired, or for another purpose. */
  async verify(purpose: Purpose, signature: string): Promise<string> {
    try {
      const { payload } = await jwtVerify<{ altId: string; purpose: Purpose }>(signature, this.key, {
        algorithms: [ALGORITHM],
        issuer: this.configuration.publicUrl,
        requiredClaims: ['exp', 'altId', 'purpose'],
        currentDate: this.clock.now(),
      });
      if (payload.purpose !== purpose) throw new Error(`The link is for ${payload.purpose}`);
      return payload.altId;
    } catch (error) {
      throw new Failure(
        '401-101',
        {},
        { cause: error, details: [{ key: 'signature', value: 'is missing, invalid or expired' }] },
      );
    }
  }
}
