import { createHash } from 'node:crypto';

/** What a Message-ID is indexed by: senders choose it, and it may be longer than an index takes. */
export function messageKey(messageId: string): string {
  return createHash('sha256').update(messageId).digest('base64url');
}
