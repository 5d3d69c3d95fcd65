import { createPrivateKey } from 'node:crypto';
import { Key, Text } from '#wire/body-members.js';

/** A domain that mail is sent from, with the key that it is signed with (records-by-email.md RO-8). */
export class MailDomainBody {
  @Key(253, { pattern: /^[^\s@]+\.[^\s@.]+$/, reason: 'it must be a domain such as desk.example' })
  domain!: string;

  /** Where in the DNS the public key is: `SELECTOR._domainkey.DOMAIN`. */
  @Text(63, {
    rule: { pattern: /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, reason: 'it must be a name in the DNS' },
  })
  dkimSelector?: string | null;

  /** PEM. Written, never read back. */
  @Text(16_384, {
    rule: { pattern: isSigningKey, reason: 'it must be a private RSA key of at least 1024 bits, in PEM' },
  })
  dkimKey?: string | null;
}

function isSigningKey(text: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(text);
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 1_024;
  } catch {
    return false;
  }
}
