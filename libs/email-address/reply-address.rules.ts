/**
 * Addresses at which replies come back: that of an alias with a token behind a plus sign, `support+TOKEN@desk.example`
 * (records-by-email.md RO-4). Lower case throughout, because mail servers may change the case.
 */

/** RFC 5321 §4.5.3.1.1, in octets. */
const LONGEST_LOCAL_PART = 64;

/** 100 bits, five in each letter. */
const TOKEN_LENGTH = 20;

/** Crockford's base 32: none of i, l, o, u. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

const REPLY_ADDRESS = new RegExp(`^(.+)\\+([${LETTERS}]{${TOKEN_LENGTH}})(@[^@]+)$`, 'i');

/** A token of random bytes, of which the first 20 are used. */
export function replyToken(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, TOKEN_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** Undefined where the part before the @ would be longer than mail servers take. */
export function replyAddress(alias: string, token: string): string | undefined {
  const at = alias.lastIndexOf('@');
  const localPart = `${alias.slice(0, at)}+${token}`;
  return Buffer.byteLength(localPart) > LONGEST_LOCAL_PART ? undefined : `${localPart}${alias.slice(at)}`;
}

/** The alias and the token of an address that looks like one of ours; whether either exists is for others to say. */
export function readReplyAddress(address: string): { readonly alias: string; readonly token: string } | undefined {
  const [, localPart, token, domain] = REPLY_ADDRESS.exec(address) ?? [];
  if (localPart === undefined || token === undefined || domain === undefined) return undefined;
  return { alias: `${localPart}${domain}`, token: token.toLowerCase() };
}
