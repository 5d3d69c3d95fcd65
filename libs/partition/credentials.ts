import { randomBytes } from 'node:crypto';
import { hashPassword, verifyPassword } from '#auth/password.js';
import type { Secrets } from '#runtime/secrets.js';

const SECRET_BYTES = 32;

/** What a secret is for, as `Secrets` tells them apart, and how a new one is written. */
export interface SecretKind {
  readonly purpose: string;
  readonly fromBytes: (bytes: Buffer) => string;
}

export const CLIENT_SECRET: SecretKind = {
  purpose: 'client-secret',
  fromBytes: (bytes) => bytes.toString('base64url'),
};

/**
 * Turns passwords and secrets of one change into what is stored. One that is left out stays, and one that is sent again
 * stays as it is stored, so that applying the same document twice changes nothing (runtime.md §4).
 */
export class Credentials {
  private readonly hashes = new Map<string, Promise<string>>();
  private readonly generated = new Map<string, string>();

  constructor(private readonly secrets: Secrets) {}

  /** Hashing takes long on purpose; asking before the transaction makes the answer ready inside it. */
  async passwordHash(password: string | null | undefined, current: string | null): Promise<string | null> {
    if (password === null || password === undefined) return current;
    const question = `${current ?? ''}\n${password}`;
    const known = this.hashes.get(question) ?? this.hashUnlessCurrent(password, current);
    this.hashes.set(question, known);
    return known;
  }

  /** `purpose` as `Secrets` takes it; that of a client's secret when left out. */
  encryptedSecret(
    secret: string | null | undefined,
    current: string | null,
    purpose = CLIENT_SECRET.purpose,
  ): string | null {
    if (secret === null || secret === undefined) return current;
    return this.clearText(current, purpose) === secret ? current : this.secrets.encrypt(purpose, secret);
  }

  newEncryptedSecret({ purpose, fromBytes }: SecretKind, owner: string): string {
    const secret = fromBytes(randomBytes(SECRET_BYTES));
    this.generated.set(owner, secret);
    return this.secrets.encrypt(purpose, secret);
  }

  /** The secret that was made for a client or push in this change, to be shown once. */
  generatedSecret(owner: string): string | undefined {
    return this.generated.get(owner);
  }

  /** Undefined also for a secret of another master key, so that sending it again repairs the client. */
  private clearText(encrypted: string | null, purpose: string): string | undefined {
    try {
      return encrypted === null ? undefined : this.secrets.decrypt(purpose, encrypted);
    } catch {
      return undefined;
    }
  }

  private async hashUnlessCurrent(password: string, current: string | null): Promise<string> {
    if (current !== null && (await verifyPassword(password, current))) return current;
    return hashPassword(password);
  }
}
