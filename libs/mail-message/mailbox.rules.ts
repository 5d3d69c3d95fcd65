/**
 * Addresses of a header, RFC 5322 §3.4 with what people write besides. One reader for whom a mail is from, whom it is for and
 * whom a desk header names, so that no two of them disagree. What is ambiguous names nobody: a quoted, commented or encoded
 * address never counts as one. Takes time in proportion to the length.
 */
import { emailAddressFault } from '#email-address/email-address.rules.js';
import { decodedText, shortened } from './clean-text.rules.js';
import type { MailAddress } from './message.js';

const LONGEST_NAME = 255;
const MOST_MAILBOXES = 2000;

export interface Mailboxes {
  readonly mailboxes: readonly MailAddress[];
  /** What names nobody, with the reason. */
  readonly faults: readonly string[];
}

export function readMailboxes(text: string): Mailboxes {
  const mailboxes: MailAddress[] = [];
  const faults: string[] = [];
  for (const entry of entriesOf(text)) {
    if (mailboxes.length + faults.length >= MOST_MAILBOXES) {
      faults.push(`more than ${MOST_MAILBOXES} addresses`);
      break;
    }
    const result = readEntry(entry);
    if (typeof result === 'string') faults.push(result);
    else mailboxes.push(result);
  }
  return { mailboxes, faults };
}

interface Word {
  readonly text: string;
  /** Whether any of it was quoted. */
  readonly quoted: boolean;
}

interface Entry {
  words: Word[];
  comments: string[];
  angles: string[];
}

function emptyEntry(): Entry {
  return { words: [], comments: [], angles: [] };
}

/** Splits at commas, semicolons and group names, outside of quotes, comments and angle brackets. */
function entriesOf(text: string): Entry[] {
  const entries: Entry[] = [];
  let entry = emptyEntry();
  let word = '';
  let quoted = false;
  const endWord = (): void => {
    if (word !== '' || quoted) entry.words.push({ text: word, quoted });
    word = '';
    quoted = false;
  };
  const endEntry = (): void => {
    endWord();
    if (entry.words.length > 0 || entry.comments.length > 0 || entry.angles.length > 0) entries.push(entry);
    entry = emptyEntry();
  };
  const lastQuote = text.lastIndexOf('"');
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    switch (character) {
      case '"': {
        if (at >= lastQuote) break;
        const [content, end] = readQuoted(text, at + 1);
        word += content;
        quoted = true;
        at = end;
        break;
      }
      case '(': {
        endWord();
        const [content, end] = readComment(text, at + 1);
        entry.comments.push(content);
        at = end;
        break;
      }
      case '<': {
        endWord();
        const end = text.indexOf('>', at);
        entry.angles.push(text.slice(at + 1, end === -1 ? text.length : end));
        at = end === -1 ? text.length : end;
        break;
      }
      case ':':
        // The name of a group; its members follow.
        endWord();
        entry = emptyEntry();
        break;
      case ',':
      case ';':
        endEntry();
        break;
      case ' ':
      case '\t':
        endWord();
        break;
      default:
        word += character;
    }
  }
  endEntry();
  return entries;
}

/** The content up to the closing quote, and where that is. */
function readQuoted(text: string, from: number): [string, number] {
  let content = '';
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return [content, at];
    content += character === '\\' ? text.charAt(++at) : character;
  }
  return [content, text.length];
}

/** The content up to the closing parenthesis, with those within, and where that is. */
function readComment(text: string, from: number): [string, number] {
  let content = '';
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '(') depth++;
    if (character === ')' && --depth === 0) return [content, at];
    content += character === '\\' ? text.charAt(++at) : character;
  }
  return [content, text.length];
}

/** The mailbox, or why it is none. */
function readEntry({ words, comments, angles }: Entry): MailAddress | string {
  const [angle, ...moreAngles] = angles;
  if (moreAngles.length > 0) return 'two addresses without a comma between them';
  if (angle !== undefined) return mailbox(angle, words.length > 0 ? textOf(words) : comments.join(' '));
  const addresses = words.filter(({ text, quoted }) => !quoted && text.includes('@'));
  const [only, ...others] = addresses;
  if (!only) return 'no address';
  if (others.length > 0) return 'two addresses without a comma between them';
  const names = words.filter((word) => word !== only);
  return mailbox(only.text, names.length > 0 ? textOf(names) : comments.join(' '));
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}

function mailbox(written: string, name: string): MailAddress | string {
  // `@relay,@relay:` before an address was a route once.
  const address = written
    .replace(/^\s*@[^:]{0,1000}:/, '')
    .trim()
    .normalize('NFC');
  const fault = address.includes('=?') ? 'an email address is not encoded' : emailAddressFault(address);
  return fault ?? { name: shortened(nameOf(name), LONGEST_NAME), address };
}

/** Some programs put the name into apostrophes, or single quotes. */
function nameOf(text: string): string {
  return decodedText(text).replace(/^(?:'(.*)'|[\u2018\u2039](.*)[\u2019\u203A])$/, '$1$2');
}
