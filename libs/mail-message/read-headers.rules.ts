/** What the header block of a mail says about it; also for mails whose body is too large or too broken to be read. */
import { RECORD_KEY_HEADER } from '#record-key/find-record-keys.rules.js';
import { decodedText, shortened } from './clean-text.rules.js';
import { readDeskHeaders } from './desk/desk-header.rules.js';
import { readHeaderBlock, valuesOf, type HeaderBlock, type HeaderField } from './header-block.rules.js';
import { readMailboxes } from './mailbox.rules.js';
import type { AutomaticReason, MailAddress, MessageHeaders, MessageOptions, RawDeskHeader } from './message.js';
import { readMessageDate } from './message-date.rules.js';
import { OWN_HEADER } from './own-mark.js';

const MOST_RECORD_KEYS = 10;

const LONGEST_MESSAGE_ID = 998;
const MOST_REFERENCES = 100;
const MOST_RECEIVED = 30;
const MOST_DEFECTS = 20;
const LONGEST_SUBJECT = 2000;

/** Takes time in proportion to the first 256 KiB, so it needs no thread of its own. */
export function readMessageHeaders(raw: Uint8Array, options: MessageOptions): MessageHeaders {
  return headersOf(readHeaderBlock(raw), options);
}

export function headersOf(block: HeaderBlock, { prefix, envelopeFrom, ownMark }: MessageOptions): MessageHeaders {
  const { fields } = block;
  const defects = [...block.defects];
  const addresses = (name: string): readonly MailAddress[] => {
    const { mailboxes, faults } = readMailboxes(valuesOf(fields, name).join(', '));
    for (const fault of new Set(faults)) defects.push(`${name}: ${fault}`);
    return mailboxes;
  };
  for (const name of ['from', 'sender', 'message-id', 'date', 'subject', 'content-type']) {
    const { length } = valuesOf(fields, name);
    if (length > 1) defects.push(`${length} ${name} headers`);
  }
  if (fields.length === 0) defects.push('no headers');
  const [date] = valuesOf(fields, 'date');
  const [sender] = addresses('sender');
  const receivedCount = valuesOf(fields, 'received').length;
  const desk = readDeskHeaders(fields, prefix);
  const deskSignature = signatureOf(desk, fields);
  return {
    messageId: messageIds(valuesOf(fields, 'message-id').slice(0, 1))[0],
    inReplyTo: messageIds(valuesOf(fields, 'in-reply-to')),
    references: messageIds(valuesOf(fields, 'references')),
    from: addresses('from'),
    sender,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    deliveredTo: deliveredTo(fields),
    subject: shortened(decodedText(valuesOf(fields, 'subject')[0] ?? ''), LONGEST_SUBJECT),
    date: date === undefined ? undefined : readMessageDate(date),
    automatic: automaticReason(fields, envelopeFrom),
    loop: loopOf(fields, receivedCount, ownMark),
    receivedCount,
    isSigned: fields.some(({ name }) => name === 'dkim-signature' || name === 'arc-seal'),
    defects: defects.slice(0, MOST_DEFECTS),
    desk,
    recordKeys: valuesOf(fields, RECORD_KEY_HEADER.toLowerCase()).slice(0, MOST_RECORD_KEYS),
    ...(deskSignature && { deskSignature }),
  };
}

/** MX-15: every desk header but the signature itself is under it, those that are not in force too. */
function signatureOf(desk: readonly RawDeskHeader[], fields: readonly HeaderField[]): MessageHeaders['deskSignature'] {
  const [signature, ...more] = desk.filter(({ field }) => field === 'auth');
  if (!signature || more.length > 0) return undefined;
  const signed = {
    messageId: valuesOf(fields, 'message-id')[0] ?? '',
    date: valuesOf(fields, 'date')[0] ?? '',
    headers: desk.filter((header) => header !== signature).map(({ name, raw }) => [name, raw] as const),
  };
  return { written: signature.raw, signed };
}

/** What stands in `<>`, or all of it where nothing does; the last 100. */
function messageIds(values: readonly string[]): string[] {
  const text = values.join(' ').slice(0, 256 * 1024);
  const inAngles = [...text.matchAll(/<\s*([^<>\s]{1,998})\s*>/g)].map(([, id = '']) => id);
  const ids = inAngles.length > 0 ? inAngles : text.split(/\s+/).filter((id) => id.includes('@') && !/[<>]/.test(id));
  return [...new Set(ids)].filter((id) => id.length <= LONGEST_MESSAGE_ID).slice(-MOST_REFERENCES);
}

/** MM-1: where a mail went that was delivered to a mailbox. */
function deliveredTo(fields: readonly HeaderField[]): string[] {
  const values = fields.filter(({ name }) => name === 'delivered-to' || name === 'x-original-to');
  const all = values.flatMap(({ value }) => readMailboxes(value).mailboxes.map(({ address }) => address));
  return [...new Set(all)];
}

/**
 * ML-1, RFC 3834 §2. X-Auto-Response-Suppress is no sign: it asks others not to answer, and is on mail of people too.
 * Precedence list, or any List- header of RFC 2369 and 2919.
 */
function automaticReason(fields: readonly HeaderField[], envelopeFrom?: string): AutomaticReason | undefined {
  const submitted = valuesOf(fields, 'auto-submitted').map((value) => /^[^;\s(]*/.exec(value)?.[0].toLowerCase());
  if (submitted.includes('auto-replied')) return 'auto-replied';
  if (submitted.some((value) => value !== '' && value !== 'no')) return 'auto-submitted';
  const returnPath = envelopeFrom ?? valuesOf(fields, 'return-path')[0];
  if (returnPath !== undefined && /^(?:<\s*>)?$/.test(returnPath)) return 'null-return-path';
  const precedence = valuesOf(fields, 'precedence').map((value) => value.toLowerCase());
  if (precedence.includes('list') || fields.some(({ name }) => LIST_HEADERS.has(name))) return 'list';
  return precedence.some((value) => value === 'bulk' || value === 'junk') ? 'bulk' : undefined;
}

const LIST_HEADERS = new Set([
  'list-id',
  'list-help',
  'list-unsubscribe',
  'list-subscribe',
  'list-post',
  'list-owner',
  'list-archive',
]);

/** ML-3: what one mail shows alone. */
function loopOf(
  fields: readonly HeaderField[],
  receivedCount: number,
  ownMark: string | undefined,
): { reason: string } | undefined {
  const marks = valuesOf(fields, OWN_HEADER.toLowerCase());
  if (marks.some((mark) => mark.trim() === ownMark)) return { reason: `has the header ${OWN_HEADER} of our own mail` };
  if (receivedCount <= MOST_RECEIVED) return undefined;
  return { reason: `has ${receivedCount} Received headers, at most ${MOST_RECEIVED} are taken` };
}
