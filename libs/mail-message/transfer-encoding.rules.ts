/**
 * Content-Transfer-Encoding (RFC 2045 §6). Over bytes, because a mail of 25 MB as a string, and that once more decoded, would
 * be several times as large.
 */

const NEITHER = 0xff;

function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(256).fill(NEITHER);
  for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value;
  return values;
}

const BASE64 = valuesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const HEX = valuesOf('0123456789ABCDEF');
for (const [place, letter] of Buffer.from('abcdef').entries()) HEX[letter] = 10 + place;

const EQUALS = 0x3d;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** What is not of the alphabet is skipped; an equals sign ends a run, so that pieces encoded one by one can follow each other. */
export function decodeBase64(encoded: Uint8Array): Uint8Array<ArrayBuffer> {
  const decoded = new Uint8Array(Math.ceil((encoded.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const byte of encoded) {
    const value = BASE64[byte] ?? NEITHER;
    if (value === NEITHER) {
      if (byte === EQUALS) held = 0;
      continue;
    }
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    decoded[length++] = (bits >> held) & 0xff;
  }
  return decoded.subarray(0, length);
}

/** What is no valid escape stays as it is. */
export function decodeQuotedPrintable(encoded: Uint8Array): Uint8Array<ArrayBuffer> {
  const decoded = new Uint8Array(encoded.length);
  let length = 0;
  for (let at = 0; at < encoded.length; at++) {
    const byte = encoded[at] ?? 0;
    if (byte !== EQUALS) {
      decoded[length++] = byte;
      continue;
    }
    const afterBreak = softBreakEnd(encoded, at + 1);
    if (afterBreak !== undefined) {
      at = afterBreak - 1;
      continue;
    }
    const high = HEX[encoded[at + 1] ?? 0] ?? NEITHER;
    const low = HEX[encoded[at + 2] ?? 0] ?? NEITHER;
    if (high === NEITHER || low === NEITHER) decoded[length++] = byte;
    else {
      decoded[length++] = high * 16 + low;
      at += 2;
    }
  }
  return decoded.subarray(0, length);
}

/** Where the next line begins, when nothing but white space follows on this one. */
function softBreakEnd(bytes: Uint8Array, from: number): number | undefined {
  let at = from;
  while (bytes[at] === SPACE || bytes[at] === TAB) at++;
  if (at >= bytes.length) return at;
  if (bytes[at] === CR && bytes[at + 1] === LF) return at + 2;
  return bytes[at] === LF ? at + 1 : undefined;
}
