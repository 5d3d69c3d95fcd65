import { randomBytes, timingSafeEqual } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';

const COOKIE = 'casemgr_docs_sign_in';

const LIFETIME_SECONDS = 600;

const STATE_BYTES = 24;

/** What a sign-in has to remember until the browser comes back. */
interface Remembered {
  readonly state: string;
  readonly verifier: string;
}

/**
 * Keeps `state` and the PKCE verifier of a sign-in in the browser itself, in an encrypted cookie, so that any node can
 * finish what another has begun. The cookie belongs to the two paths of the sign-in and to nothing else.
 */
export class SignInState {
  constructor(
    private readonly key: Buffer,
    private readonly publicUrl: string,
  ) {}

  /** A new state, and the cookie to set for it. */
  async begin(verifier: string): Promise<{ readonly state: string; readonly cookie: string }> {
    const state = randomBytes(STATE_BYTES).toString('base64url');
    const sealed = await new EncryptJWT({ state, verifier })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .encrypt(this.key);
    return { state, cookie: this.cookie(sealed, LIFETIME_SECONDS) };
  }

  /** The verifier that belongs to a state; undefined when this browser has not begun that sign-in, or too long ago. */
  async verifierFor(state: string | undefined, cookies: string | undefined): Promise<string | undefined> {
    const remembered = await this.open(cookies);
    if (!remembered || state === undefined) return undefined;
    const [given, expected] = [Buffer.from(state), Buffer.from(remembered.state)];
    return given.length === expected.length && timingSafeEqual(given, expected) ? remembered.verifier : undefined;
  }

  /** The cookie that ends a sign-in. */
  end(): string {
    return this.cookie('', 0);
  }

  private async open(cookies: string | undefined): Promise<Remembered | undefined> {
    const [, sealed] = new RegExp(`(?:^|; *)${COOKIE}=([^;]+)`).exec(cookies ?? '') ?? [];
    if (sealed === undefined) return undefined;
    try {
      const { payload } = await jwtDecrypt<{ state: string; verifier: string }>(sealed, this.key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return payload;
    } catch {
      return undefined;
    }
  }

  private cookie(value: string, maxAgeSeconds: number): string {
    const { protocol, pathname } = new URL(`${this.publicUrl}/docs`);
    const secure = protocol === 'https:' ? '; Secure' : '';
    return `${COOKIE}=${value}; Path=${pathname}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
  }
}
