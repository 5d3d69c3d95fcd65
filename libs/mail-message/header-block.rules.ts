/**
 * The header block of a raw mail, read by ourselves: who wrote it and what its desk headers say must not depend on how a
 * parser treats doubled, folded or undecodable headers (mail-gateway.md MX-10).
 */
import { decodeText } from './charset.rules.js';

const LONGEST_BLOCK = 256 * 1024;
const MOST_FIELDS = 2000;

export interface HeaderField {
  /** In lower case. */
  readonly name: string;
  /** Unfolded and trimmed, 8-bit bytes decoded, encoded words not. */
  readonly value: string;
  /** Bytes of the unfolded value. */
  readonly size: number;
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Where the body begins; the length of the mail when it has none. */
  readonly bodyStart: number;
  readonly defects: readonly string[];
}

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;

/** RFC 5322 §2.2: printable ASCII but the colon. Anything else, such as a name after a no-break space, is no header. */
const NAME = /^[!-9;-~]{1,200}$/;

export function readHeaderBlock(raw: Uint8Array): HeaderBlock {
  const defects = new Set<string>();
  const { lines, bodyStart } = splitLines(raw, defects);
  const fields: HeaderField[] = [];
  for (const [index, line] of unfold(lines).entries()) {
    if (fields.length >= MOST_FIELDS) {
      defects.add(`more than ${MOST_FIELDS} headers`);
      break;
    }
    const field = readField(line);
    if (field) fields.push(field);
    else if (index > 0 || !startsLikeMbox(line)) defects.add('a header line that is no header');
  }
  return { fields, bodyStart, defects: [...defects] };
}

/** Lines end at LF; CRs before it go with it. */
function splitLines(raw: Uint8Array, defects: Set<string>): { lines: Uint8Array[]; bodyStart: number } {
  const lines: Uint8Array[] = [];
  let start = 0;
  while (start < raw.length) {
    const feed = raw.indexOf(LF, start);
    const next = feed === -1 ? raw.length : feed + 1;
    if (next > LONGEST_BLOCK) {
      defects.add(`headers beyond ${LONGEST_BLOCK / 1024} KiB`);
      return { lines, bodyStart: endOfBlock(raw, start) };
    }
    let end = feed === -1 ? raw.length : feed;
    while (end > start && raw[end - 1] === CR) end--;
    if (end === start) return { lines, bodyStart: next };
    lines.push(raw.subarray(start, end));
    start = next;
  }
  return { lines, bodyStart: raw.length };
}

function endOfBlock(raw: Uint8Array, from: number): number {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const ends = ['\r\n\r\n', '\n\n'].map((gap) => [bytes.indexOf(gap, from), gap.length] as const);
  return Math.min(...ends.map(([at, length]) => (at === -1 ? raw.length : at + length)));
}

/** The bytes of each header: only space and tab continue one. */
function unfold(lines: readonly Uint8Array[]): Uint8Array[] {
  const headers: Uint8Array[][] = [];
  for (const line of lines) {
    const isContinued = line[0] === SPACE || line[0] === TAB;
    if (isContinued) headers.at(-1)?.push(line);
    else headers.push([line]);
  }
  return headers.map((parts) => (parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)));
}

function readField(line: Uint8Array): HeaderField | undefined {
  const colon = line.indexOf(COLON);
  if (colon === -1) return undefined;
  const name = asciiOf(line.subarray(0, colon)).replace(/[ \t]{1,200}$/, '');
  if (!NAME.test(name)) return undefined;
  const bytes = line.subarray(colon + 1);
  const value = decodeText(bytes)
    .text.replace(/[\r\n\0]+/g, ' ')
    .trim();
  return { name: name.toLowerCase(), value, size: bytes.length };
}

function asciiOf(bytes: Uint8Array): string {
  return bytes.length > 400 ? '' : Buffer.from(bytes).toString('latin1');
}

/** `From joe@example.com Sat Nov 21 …`, which a mailbox file puts before each mail. */
function startsLikeMbox(line: Uint8Array): boolean {
  return asciiOf(line.subarray(0, 5)) === 'From ' || asciiOf(line.subarray(0, 6)) === '>From ';
}

/** The values of all headers of a name, from top to bottom. */
export function valuesOf(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value);
}
