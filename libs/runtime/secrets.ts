import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what the database must keep but not show: signing keys, client secrets (runtime.md §2, `CASEMGR_MASTER_KEY`). */
@Injectable()
export class Secrets {
  /** By purpose, of which the code names a dozen: to derive one, or to take one in as bytes, takes longer than to encrypt a text with it. */
  private readonly keys = new Map<string, KeyObject>();

  constructor(private readonly masterKey: string) {}

  /** The 32-byte key for one purpose, such as signing upload URLs. */
  deriveKey(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.masterKey, 'casemgr', purpose, 32));
  }

  /** Base64 of nonce, tag and ciphertext; only `decrypt` with the same purpose opens it. */
  encrypt(purpose: string, text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.keyFor(purpose), nonce);
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64');
  }

  /** Throws when the text was altered, or encrypted for another purpose or with another master key. */
  decrypt(purpose: string, encrypted: string): string {
    const bytes = Buffer.from(encrypted, 'base64');
    const decipher = createDecipheriv(ALGORITHM, this.keyFor(purpose), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  private keyFor(purpose: string): KeyObject {
    const key = this.keys.get(purpose) ?? createSecretKey(this.deriveKey(purpose));
    this.keys.set(purpose, key);
    return key;
  }
}
