/**
 * The record key: which record a mail was sent from, to whom and when, encrypted and authenticated (records-by-email.md RK-2).
 * Encryption with a synthetic IV, after RFC 5297: the IV is a MAC over all that is said and over the carrier, so that it
 * is the proof too, and a key that is altered, or put where another one belongs, opens nowhere.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { addressKey } from '#email-address/email-address.rules.js';

/** Where a key stands; each place has keys of its own. */
export type RecordKeyCarrier = 'header' | 'subject' | 'message-id';

/** Numbers of the built-in tables; those of an admin begin at 16 (docs/records-by-email.md). */
export const CASE_TABLE = 1;
export const CUSTOMER_TABLE = 2;

/** What a key says. */
export interface RecordKeyContent {
  /** 1 to 65535. */
  readonly tableNumber: number;
  readonly recordId: string;
  /** Undefined: nobody in particular. */
  readonly recipient: string | undefined;
}

/** What a key said that is good. */
export interface OpenedRecordKey {
  readonly tableNumber: number;
  readonly recordId: string;
  /** Of the recipient; see `isSentTo`. */
  readonly recipientMark: number;
  /** Midnight, UTC. */
  readonly issuedOn: Date;
}

/** One of the secrets that keys are made with, and when. */
export interface RecordSecret {
  readonly number: number;
  readonly macKey: Buffer;
  readonly cipherKey: Buffer;
  /** Keys say a day from this one on … */
  readonly firstDay: number;
  /** … to this one; undefined: it is in use. */
  readonly lastDay: number | undefined;
}

const VERSION = 1;

/** Version and number of the secret, which have to be read before anything can be decrypted; under the MAC as well. */
const HEAD_BYTES = 1;
const NUMBERS = 64;
const TAG_BYTES = 12;
/** Table 2, record 6, recipient 2, day 2. */
const CONTENT_BYTES = 12;
const KEY_BYTES = HEAD_BYTES + TAG_BYTES + CONTENT_BYTES;

/** Crockford's base 32 in lower case: none of its letters changes when a mail is written in another case or language. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Characters of a key: 25 bytes are 40 of five bits, and none is left over that could be altered. */
export const RECORD_KEY_LENGTH = (KEY_BYTES * 8) / 5;

const LARGEST_RECORD = 2 ** 48 - 1;
const LARGEST_TABLE = 2 ** 16 - 1;

const DAY_MS = 86_400_000;

/** Days that a key is good for: two years. */
const LIFETIME_DAYS = 731;

/** Clocks of senders of ours that run ahead. */
const LEEWAY_DAYS = 1;

/** The number of the day of a moment, UTC. */
export function dayOf(at: Date): number {
  return Math.floor(at.getTime() / DAY_MS);
}

/** What keys are made with, of 32 random bytes. */
export function recordSecretOf(
  number: number,
  secret: Uint8Array,
  days: Pick<RecordSecret, 'firstDay' | 'lastDay'>,
): RecordSecret {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'record-key', purpose, 32));
  return { number, macKey: derive('mac'), cipherKey: derive('cipher'), ...days };
}

/** 40 lower-case characters. */
export function sealRecordKey(
  secret: RecordSecret,
  { tableNumber, recordId, recipient }: RecordKeyContent,
  carrier: RecordKeyCarrier,
  at: Date,
): string {
  const record = Number(recordId);
  if (!(tableNumber > 0 && tableNumber <= LARGEST_TABLE && record > 0 && record <= LARGEST_RECORD)) {
    throw new RangeError(`No key can name record ${recordId} of table ${tableNumber}`);
  }
  const content = Buffer.alloc(CONTENT_BYTES);
  content.writeUInt16BE(tableNumber, 0);
  content.writeUIntBE(record, 2, 6);
  content.writeUInt16BE(recipient === undefined ? 0 : markOf(recipient), 8);
  content.writeUInt16BE(dayOf(at), 10);
  const head = (VERSION << 6) | (secret.number % NUMBERS);
  const tag = tagOf(secret, carrier, head, content);
  const cipher = createCipheriv('aes-256-ctr', secret.cipherKey, ivOf(tag));
  return toText(Buffer.concat([Buffer.of(head), tag, cipher.update(content), cipher.final()]));
}

/** Undefined for whatever is no key of ours, was one elsewhere, or is none any more: nobody learns which (RK-6). */
export function openRecordKey(
  secrets: readonly RecordSecret[],
  text: string,
  carrier: RecordKeyCarrier,
  at: Date,
): OpenedRecordKey | undefined {
  const bytes = toBytes(text.toLowerCase());
  if (!bytes) return undefined;
  const head = bytes.readUInt8(0);
  const tag = bytes.subarray(HEAD_BYTES, HEAD_BYTES + TAG_BYTES);
  for (const secret of secrets) {
    if (head !== ((VERSION << 6) | (secret.number % NUMBERS))) continue;
    const decipher = createDecipheriv('aes-256-ctr', secret.cipherKey, ivOf(tag));
    const content = Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES + TAG_BYTES)), decipher.final()]);
    const isGenuine = timingSafeEqual(tagOf(secret, carrier, head, content), tag);
    const day = content.readUInt16BE(10);
    if (isGenuine && isHonoured(secret, day, dayOf(at))) return readContent(content, day);
  }
  return undefined;
}

/** Whether a key was sent to this address. It is evidence, no proof: one in 65,536 other addresses has the same mark. */
export function isSentTo({ recipientMark }: OpenedRecordKey, address: string): boolean {
  return recipientMark === markOf(address);
}

function isHonoured({ firstDay, lastDay }: RecordSecret, day: number, today: number): boolean {
  const isOfItsTime = day >= firstDay && (lastDay === undefined || day <= lastDay);
  return isOfItsTime && day <= today + LEEWAY_DAYS && day >= today - LIFETIME_DAYS;
}

function readContent(content: Buffer, day: number): OpenedRecordKey {
  return {
    tableNumber: content.readUInt16BE(0),
    recordId: String(content.readUIntBE(2, 6)),
    recipientMark: content.readUInt16BE(8),
    issuedOn: new Date(day * DAY_MS),
  };
}

function tagOf({ macKey }: RecordSecret, carrier: RecordKeyCarrier, head: number, content: Buffer): Buffer {
  const mac = createHmac('sha256', macKey).update(`${carrier}\n`).update(Buffer.of(head)).update(content);
  return mac.digest().subarray(0, TAG_BYTES);
}

function ivOf(tag: Buffer): Buffer {
  return Buffer.concat([tag, Buffer.alloc(16 - TAG_BYTES)]);
}

/** Never 0, which stands for nobody in particular. */
function markOf(address: string): number {
  const digest = createHash('sha256').update(addressKey(address)).digest();
  return digest.readUInt16BE(0) || 1;
}

/** Eight characters are five bytes. */
function toText(bytes: Buffer): string {
  let text = '';
  for (let start = 0; start < KEY_BYTES; start += 5) {
    let bits = bytes.readUIntBE(start, 5);
    let group = '';
    for (let place = 0; place < 8; place++) {
      group = ALPHABET.charAt(bits % 32) + group;
      bits = Math.floor(bits / 32);
    }
    text += group;
  }
  return text;
}

function toBytes(text: string): Buffer | undefined {
  if (text.length !== RECORD_KEY_LENGTH) return undefined;
  const bytes = Buffer.alloc(KEY_BYTES);
  for (let start = 0; start < KEY_BYTES; start += 5) {
    let bits = 0;
    for (const character of text.slice((start * 8) / 5, (start * 8) / 5 + 8)) {
      const value = ALPHABET.indexOf(character);
      if (value === -1) return undefined;
      bits = bits * 32 + value;
    }
    bytes.writeUIntBE(bits, start, 5);
  }
  return bytes;
}
