/** A whole mail, read on the thread that calls; `MessageReader` calls it on one that can be given up. */
import { createHash } from 'node:crypto';
import { decodedText } from '../clean-text.rules.js';
import { readHeaderBlock, valuesOf, type HeaderBlock } from '../header-block.rules.js';
import type { MessageAttachment, MessageOptions, ReadMessage } from '../message.js';
import { headersOf } from '../read-headers.rules.js';
import { MOST_ATTACHMENTS, readAttachments } from './attachments.js';
import { readBody } from './body.rules.js';
import { readBounce } from './delivery-status.rules.js';
import { readParts, type MimePart } from './mime-parts.rules.js';

/** Takes the buffer and may hand parts of it out; throws `MessageUnreadable` for a structure that passes the limits. */
export async function parseMessage(raw: ArrayBuffer, options: MessageOptions): Promise<ReadMessage> {
  const bytes = new Uint8Array(raw);
  const block = readHeaderBlock(bytes);
  const headers = headersOf(block, options);
  const contentHash = hashOf(Buffer.from(raw), block, options.prefix);
  const root = readParts(bytes, block);
  const body = readBody(root);
  const unpacked = await readAttachments(body.attached, body.html);
  const defects = [...headers.defects];
  if (body.guessed) defects.push('the charset is guessed');
  const count = body.attached.length;
  if (count > MOST_ATTACHMENTS) defects.push(`${count} attachments, the first ${MOST_ATTACHMENTS} are read`);
  const bounce = readBounce(leavesOf(root), block.fields);
  return {
    ...headers,
    defects,
    contentHash,
    text: body.text ?? unpacked.text,
    html: body.html ?? unpacked.html,
    attachments: unpacked.attachments,
    ...(unpacked.attachments.length > 0 && { filesHash: hashOfFiles(unpacked.attachments) }),
    ...(bounce && { bounce }),
  };
}

function leavesOf(part: MimePart): MimePart[] {
  return part.children.length === 0 ? [part] : part.children.flatMap(leavesOf);
}

const HASHED_HEADERS = ['from', 'to', 'cc', 'subject', 'date'];

/** Bytes of a body, so that a large one is not in memory twice. */
const HASHED_AT_ONCE = 64 * 1024;

/** MN-7. Hops add headers, and change line ends and what follows the last line; none of that is content. */
function hashOf(bytes: Buffer, { fields, bodyStart }: HeaderBlock, prefix: string): string {
  const hash = createHash('sha256');
  const own = fields.filter(
    ({ name }) => name.startsWith(prefix.toLowerCase()) && name !== `${prefix.toLowerCase()}auth`,
  );
  const hashed = [
    ...HASHED_HEADERS.flatMap((name) => valuesOf(fields, name).map((value) => ({ name, value }))),
    ...own,
  ];
  for (const { name, value } of hashed) hash.update(`${name}:${decodedText(value)}\n`);
  hash.update('\n');
  let end = bytes.length;
  while (end > bodyStart && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end--;
  for (let start = bodyStart; start < end;) {
    let stop = Math.min(start + HASHED_AT_ONCE, end);
    // It may belong to a line end that is not whole yet.
    if (stop < end && bytes[stop - 1] === CR) stop--;
    hash.update(bytes.toString('latin1', start, stop).replaceAll('\r\n', '\n'), 'latin1');
    start = stop;
  }
  if (end > bodyStart) hash.update('\n');
  return hash.digest('hex');
}

function hashOfFiles(files: readonly MessageAttachment[]): string {
  const hash = createHash('sha256');
  for (const { content } of files) hash.update(`${content.length}:`).update(content);
  return hash.digest('hex');
}

const LF = 0x0a;
const CR = 0x0d;
