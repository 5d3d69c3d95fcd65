/**
 * Where in a mail a record key may stand, and in which order places count (records-by-email.md RK-3): what the sender has just
 * written, then what the mail says of itself, then what it quotes. Nothing is opened here.
 */
import { RECORD_KEY_LENGTH, type RecordKeyCarrier } from './record-key.rules.js';

/** The header that carries the key. */
export const RECORD_KEY_HEADER = 'X-Casemgr-Record';

export type RecordKeyPlace = 'text' | 'subject' | 'header' | 'message-id' | 'quoted';

/** What looks like a key. */
export interface PossibleRecordKey {
  readonly place: RecordKeyPlace;
  readonly carrier: RecordKeyCarrier;
  readonly key: string;
}

/** What of a mail is looked at. */
export interface KeyedMessage {
  /** All of it, and without what it quotes. */
  readonly text?: string | undefined;
  readonly unquotedText?: string | undefined;
  readonly html?: string | undefined;
  readonly subject: string;
  /** Values of `X-Casemgr-Record`, from top to bottom. */
  readonly recordKeys: readonly string[];
  /** Message-IDs, without `<>`. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
}

const CHARACTER = '[0-9a-hjkmnp-tv-z]';

/** In between: what lines are broken with, marks of quoting, and what no reader sees. */
const BREAK = String.raw`[\s>\u00AD\u200B-\u200D\uFEFF]{0,8}`;

/** `[ref:…]`, also without the brackets, in capitals, and across a broken line. */
const REFERENCE = new RegExp(
  String.raw`\bref${BREAK}:${BREAK}(${CHARACTER}(?:${BREAK}${CHARACTER}){${RECORD_KEY_LENGTH - 1}})`,
  'gi',
);

const IN_MESSAGE_ID = new RegExp(`^(${CHARACTER}{${RECORD_KEY_LENGTH}})\\.`, 'i');

const IN_HEADER = new RegExp(`^${CHARACTER}{${RECORD_KEY_LENGTH}}$`, 'i');

/** A text is looked at this far, and this many keys of a mail are tried: each costs some microseconds. */
const LONGEST_TEXT = 1024 * 1024;
const MOST_KEYS = 100;

/** How a key is written into a subject (RK-1). */
export function inSubject(key: string): string {
  return `[ref:${key}]`;
}

/** A subject without its keys, and without the space around them. */
export function withoutRecordKeys(subject: string): string {
  const within = new RegExp(String.raw`\s*[[(]?${REFERENCE.source}[\])]?\s*`, 'gi');
  return subject.replace(within, ' ').trim();
}

/** The left part of a Message-ID that carries a key; `random` tells mails of the same day apart. */
export function inMessageId(key: string, random: string): string {
  return `${key}.${random}`;
}

/** In the order in which they count, each once. */
export function findRecordKeys(message: KeyedMessage): PossibleRecordKey[] {
  const { unquotedText, subject, recordKeys, inReplyTo, references } = message;
  const found = [
    ...referencesIn(unquotedText).map((key) => possible('text', 'subject', key)),
    ...referencesIn(subject).map((key) => possible('subject', 'subject', key)),
    ...recordKeys
      .map((value) => value.replace(/\s/g, ''))
      .filter((value) => IN_HEADER.test(value))
      .map((key) => possible('header', 'header', key)),
    ...[...inReplyTo, ...references.toReversed()].flatMap(keyOfMessageId),
    ...[...referencesIn(message.text), ...referencesIn(wordsOf(message.html))].map((key) =>
      possible('quoted', 'subject', key),
    ),
  ];
  const seen = new Set<string>();
  return found
    .filter(({ carrier, key }) => !seen.has(`${carrier} ${key}`) && seen.add(`${carrier} ${key}`))
    .slice(0, MOST_KEYS);
}

function possible(place: RecordKeyPlace, carrier: RecordKeyCarrier, key: string): PossibleRecordKey {
  return { place, carrier, key: key.toLowerCase() };
}

function keyOfMessageId(id: string): PossibleRecordKey[] {
  const [, key] = IN_MESSAGE_ID.exec(id) ?? [];
  return key === undefined ? [] : [possible('message-id', 'message-id', key)];
}

function referencesIn(text = ''): string[] {
  const matches = text.slice(0, LONGEST_TEXT).matchAll(REFERENCE);
  return [...matches].map(([, key = '']) => key.replace(/[^0-9a-z]/gi, ''));
}

/** Of html, what may stand inside of words left out, all other marks being spaces. */
function wordsOf(html = ''): string {
  return html
    .slice(0, LONGEST_TEXT)
    .replace(/<(?:wbr|\/?(?:span|font|b|i))\b[^<>]*>/gi, '')
    .replace(/<[^<>]*>/g, ' ');
}
