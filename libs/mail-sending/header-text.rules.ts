/**
 * What may stand in a header of a mail (records-by-email.md RO-6). Every text that comes from outside goes through here, so
 * that no field adds a header, ends the headers, or is read as something else by whoever decodes it.
 */
import { domainToASCII } from 'node:url';
import { emailAddressFault } from '#email-address/email-address.rules.js';
import { cleanText, shortened } from '#mail-message/clean-text.rules.js';

/** RFC 2047 §2, in characters with its frame. */
const LONGEST_WORD = 75;
const WORD_FRAME = '=?utf-8?B??='.length;
/** Bytes of one encoded word. */
const WORD_BYTES = Math.floor((LONGEST_WORD - WORD_FRAME) / 4) * 3;

const PLAIN = /^[\x20-\x7e]*$/;

const LONGEST_TEXT = 998;

/** A text as a header holds it: on one line, and encoded when it is not plain ASCII or looks as if it were encoded. */
export function headerText(text: string): string {
  const cleaned = shortened(cleanText(text), LONGEST_TEXT);
  return PLAIN.test(cleaned) && !cleaned.includes('=?') ? cleaned : encodedWords(cleaned);
}

/** A display name, which is put between quotes or encoded by whoever writes the header; nothing in it looks encoded. */
export function displayName(text: string): string {
  return shortened(cleanText(text), LONGEST_TEXT).replaceAll('=?', '= ?');
}

function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}

/** RFC 5322 §3.2.3, and beyond ASCII RFC 6531: what needs no quotes. */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~\-\u{80}-\u{10ffff}]+(?:\.[\w!#$%&'*+/=?^`{|}~\-\u{80}-\u{10ffff}]+)*$/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}])?$/u;

/** Why nobody can be written to at an address, or undefined. Stricter than what is taken in (casemgr.md B-22). */
export function recipientFault(address: string): string | undefined {
  const fault = emailAddressFault(address);
  if (fault !== undefined) return fault;
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const isWritable = LOCAL_PART.test(address.slice(0, at)) && DOMAIN.test(domain) && domainToASCII(domain) !== '';
  return isWritable ? undefined : 'no mail can be sent to an address of this form';
}

/** An address as servers name it to each other: its domain in ASCII and lower case. */
export function envelopeAddress(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + domainToASCII(address.slice(at));
}

/** A Message-ID without `<>`, or undefined for what would be none: those of others are as they chose them. */
export function messageIdText(id: string): string | undefined {
  return /^[\x21-\x3b\x3d\x3f-\x7e]{1,400}$/.test(id) ? id : undefined;
}

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/;

/** A media type without parameters; that of bytes for what is none. */
export function mediaType(text: string): string {
  return MEDIA_TYPE.exec(text)?.[0].toLowerCase() ?? 'application/octet-stream';
}

/** A Content-ID without `<>`, or undefined for one that cannot be in a header. */
export function contentIdText(id: string): string | undefined {
  const bare = id.replace(/^<|>$/g, '');
  return /^[\w.@+=~-]{1,200}$/.test(bare) ? bare : undefined;
}
