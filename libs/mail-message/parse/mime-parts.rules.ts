/**
 * The parts of a mail (RFC 2046). They are slices of the raw mail, decoded when they are asked for, so that a large mail is
 * held once and the bytes of a file are those that were sent (docs/decisions/0030-the-parts-of-a-mail.md).
 */
import { readHeaderBlock, valuesOf, type HeaderBlock, type HeaderField } from '../header-block.rules.js';
import { MessageUnreadable } from '../message.js';
import { decodeBase64, decodeQuotedPrintable } from '../transfer-encoding.rules.js';
import { readStructuredHeader, type StructuredHeader } from './structured-header.rules.js';

export interface MimePart {
  /** In lower case, such as `text/plain`. */
  readonly type: string;
  /** Of the content type, by lower-case name, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
  /** In lower case; empty when there is none. */
  readonly disposition: string;
  /** As written; undefined when the part has none. */
  readonly fileName?: string;
  /** Without `<>`. */
  readonly contentId?: string;
  /** Decodes the content, anew with each call; empty for a part that has children. */
  readonly content: () => Uint8Array<ArrayBuffer>;
  readonly children: readonly MimePart[];
}

const DEEPEST = 100;
const MOST_PARTS = 20_000;

/** Bytes, of the headers of all parts. */
const MOST_HEADERS = 2 * 1024 * 1024;

/** RFC 2046 §5.1.1 allows 70; some programs write more. */
const LONGEST_BOUNDARY = 200;

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;

/** A part while its end is looked for. */
interface OpenPart {
  readonly fields: readonly HeaderField[];
  readonly type: StructuredHeader;
  /** Of a multipart. */
  readonly boundary?: string;
  readonly parent?: OpenPart;
  readonly depth: number;
  /** Of the content, in the raw mail. */
  readonly start: number;
  end: number;
  readonly children: OpenPart[];
}

/** The whole mail as a part; throws `MessageUnreadable` for a structure that passes the limits. */
export function readParts(raw: Uint8Array<ArrayBuffer>, { fields, bodyStart }: HeaderBlock): MimePart {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const root = openPart(fields, bodyStart, bytes.length);
  split(bytes, root);
  return toPart(raw, root);
}

/** Goes from delimiter to delimiter: in contents, only lines that begin with `--` are looked at. */
function split(bytes: Buffer, root: OpenPart): void {
  let current: OpenPart | undefined = root;
  let at = root.start;
  let parts = 0;
  let headerBytes = 0;
  while (current) {
    const delimiter = nextDelimiter(bytes, at, current);
    if (!delimiter) return;
    const { multipart, lineStart, next } = delimiter;
    for (let open: OpenPart | undefined = current; open && open !== multipart; open = open.parent) {
      open.end = Math.max(contentEnd(bytes, lineStart), open.start);
    }
    at = next;
    if (delimiter.isLast) {
      multipart.end = lineStart;
      current = multipart.parent;
      continue;
    }
    const start = endOfHeaders(bytes, next, multipart);
    parts += 1;
    headerBytes += start - next;
    if (parts > MOST_PARTS) throw unreadable(`the mail has more than ${MOST_PARTS} parts`);
    if (headerBytes > MOST_HEADERS) throw unreadable(`the headers of its parts have more than ${MOST_HEADERS} bytes`);
    if (multipart.depth >= DEEPEST) throw unreadable(`its parts are more than ${DEEPEST} deep`);
    current = openPart(readHeaderBlock(bytes.subarray(next, start)).fields, start, bytes.length, multipart);
    multipart.children.push(current);
    at = start;
  }
}

function unreadable(message: string): MessageUnreadable {
  return new MessageUnreadable('structure', message);
}

interface Delimiter {
  readonly multipart: OpenPart;
  /** Whether it ends the multipart. */
  readonly isLast: boolean;
  readonly lineStart: number;
  /** Where the line after it begins. */
  readonly next: number;
}

/** The first line from a beginning of a line on that delimits an open multipart. */
function nextDelimiter(bytes: Buffer, from: number, current: OpenPart): Delimiter | undefined {
  let lineStart = from;
  while (lineStart < bytes.length) {
    const delimiter = delimiterAt(bytes, lineStart, current);
    if (delimiter) return delimiter;
    const found = bytes.indexOf('\n--', lineStart);
    if (found === -1) return undefined;
    lineStart = found + 1;
  }
  return undefined;
}

function delimiterAt(bytes: Buffer, lineStart: number, current: OpenPart): Delimiter | undefined {
  if (bytes[lineStart] !== DASH || bytes[lineStart + 1] !== DASH) return undefined;
  const next = lineAfter(bytes, lineStart);
  if (next - lineStart > LONGEST_BOUNDARY) return undefined;
  const text = bytes.toString('utf8', lineStart + 2, next).trimEnd();
  for (let open: OpenPart | undefined = current; open; open = open.parent) {
    if (open.boundary === undefined) continue;
    const isLast = text === `${open.boundary}--`;
    if (isLast || text === open.boundary) return { multipart: open, isLast, lineStart, next };
  }
  return undefined;
}

function lineAfter(bytes: Buffer, from: number): number {
  const feed = bytes.indexOf(LF, from);
  return feed === -1 ? bytes.length : feed + 1;
}

/** The line end before a delimiter belongs to it. */
function contentEnd(bytes: Buffer, lineStart: number): number {
  const end = lineStart - 1;
  return bytes[end - 1] === CR ? end - 1 : end;
}

/** Where the content of a part begins: after an empty line, or at the next delimiter where that line is missing. */
function endOfHeaders(bytes: Buffer, from: number, multipart: OpenPart): number {
  let at = from;
  while (at < bytes.length) {
    if (at - from > MOST_HEADERS || delimiterAt(bytes, at, multipart)) return at;
    const next = lineAfter(bytes, at);
    const isEmpty = next - at === 1 || (next - at === 2 && bytes[at] === CR);
    if (isEmpty) return next;
    at = next;
  }
  return at;
}

function openPart(fields: readonly HeaderField[], start: number, end: number, parent?: OpenPart): OpenPart {
  const isOfDigest = parent?.type.value === 'multipart/digest';
  const type = readStructuredHeader(valuesOf(fields, 'content-type')[0] ?? '');
  const value = type.value === '' ? (isOfDigest ? 'message/rfc822' : 'text/plain') : type.value;
  const boundary = value.startsWith('multipart/') ? type.parameters.get('boundary') : undefined;
  return {
    fields,
    type: { ...type, value },
    ...(boundary !== undefined && boundary !== '' && { boundary: boundary.trimEnd() }),
    ...(parent && { parent }),
    depth: (parent?.depth ?? 0) + 1,
    start,
    end,
    children: [],
  };
}

function toPart(raw: Uint8Array<ArrayBuffer>, open: OpenPart): MimePart {
  const { fields, type, start, end, children } = open;
  const disposition = readStructuredHeader(valuesOf(fields, 'content-disposition')[0] ?? '');
  const fileName = disposition.parameters.get('filename') ?? type.parameters.get('name');
  const contentId = valuesOf(fields, 'content-id')[0]?.replace(/[<>\s]/g, '');
  const encoding = /[\w-]+/.exec(valuesOf(fields, 'content-transfer-encoding')[0] ?? '')?.[0].toLowerCase();
  return {
    type: type.value,
    parameters: type.parameters,
    disposition: disposition.value,
    ...(fileName !== undefined && fileName !== '' && { fileName }),
    ...(contentId !== undefined && contentId !== '' && { contentId }),
    content: () => decoded(raw.subarray(start, children.length > 0 ? start : end), encoding),
    children: children.map((child) => toPart(raw, child)),
  };
}

/** A multipart is never encoded as a whole (RFC 2045 §6.4), and one without parts is shown as it came. */
function decoded(content: Uint8Array<ArrayBuffer>, encoding: string | undefined): Uint8Array<ArrayBuffer> {
  if (encoding === 'base64') return decodeBase64(content);
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(content) : content;
}
