import type { Secrets } from '#runtime/secrets.js';

/** Carried by all mail that an installation sends, with its mark, so that it knows its own wherever it comes back from (ML-3). */
export const OWN_HEADER = 'X-Casemgr-Mail';

/** Of this installation: another one's mail is no loop. Tells nothing about the master key. */
export function ownMarkOf(secrets: Secrets): string {
  return secrets.deriveKey('own-mail').toString('hex').slice(0, 24);
}
