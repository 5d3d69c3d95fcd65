/**
 * `x-desk-auth`, with which a system that can prove itself by no other means signs its desk headers (mail-gateway.md MX-15).
 * This file needs nothing but Node, so that such a system can take it as it is; docs/mail.md shows the form and an example.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedHeaders {
  /** As in the header, with its `<>`. */
  readonly messageId: string;
  /** As in the header. */
  readonly date: string;
  /** Names and values of the headers with the prefix, `x-desk-auth` left out; in any order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The value of `x-desk-auth`; the key is the base64 text that the account is configured with. */
export function signDeskHeaders(signed: SignedHeaders, key: string): string {
  return `v1,${macOf(signed, key).toString('base64')}`;
}

/** Whether a value of `x-desk-auth` was made with any of the keys. */
export function isSignedWith(signature: string, signed: SignedHeaders, keys: readonly string[]): boolean {
  const [, written] = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(signature.trim()) ?? [];
  if (written === undefined) return false;
  const mac = Buffer.from(written, 'base64');
  return keys.some((key) => timingSafeEqual(macOf(signed, key), mac));
}

function macOf(signed: SignedHeaders, key: string): Buffer {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(canonicalForm(signed), 'utf8').digest();
}

/** Lines `name:value`, each ended by a line feed: `v1`, Message-ID, Date, then the headers sorted by their bytes. */
export function canonicalForm({ messageId, date, headers }: SignedHeaders): string {
  const sorted = headers
    .map(([name, value]) => line(name, value))
    .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return `v1\n${[line('message-id', messageId), line('date', date), ...sorted].join('\n')}\n`;
}

/** Names in lower case; each run of spaces, tabs and line ends in a value is one space, and none is at its ends. */
function line(name: string, value: string): string {
  return `${name.trim().toLowerCase()}:${value.replace(/[ \t\r\n]+/g, ' ').trim()}`;
}
