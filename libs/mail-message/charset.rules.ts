/** What text bytes of a mail are: declared, by byte order mark, valid UTF-8, detected, windows-1252 (mail-gateway.md MM-6). */
import { isAscii } from 'node:buffer';
import { detect } from 'chardet';

/** Detection looks at no more than this. */
const DETECTION_BYTES = 16 * 1024;

/** Names in use that the Encoding Standard lacks; UTF-7 is refused, because it hides what it says from every scanner. */
const ALIASES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'iso-8859-8-e': 'iso-8859-8',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  'x-gbk': 'gbk',
  utf8mb4: 'utf-8',
};

/** 7-bit bytes mean other characters in these, so their declaration is looked at also when every byte is ASCII. */
const SEVEN_BIT = new Set(['iso-2022-jp', 'utf-16le', 'utf-16be']);

const ASCII = 'us-ascii';

export interface DecodedText {
  readonly text: string;
  /** Whether the declaration was missing or wrong and another way had to be found. */
  readonly guessed: boolean;
}

export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const label = declared === undefined ? undefined : knownLabel(declared);
  if (label !== undefined && (label !== ASCII || isAscii(bytes))) {
    const text = decodeAs(bytes, label);
    if (text !== undefined) return { text, guessed: false };
  }
  if (isAscii(bytes) && !SEVEN_BIT.has(label ?? '')) {
    const text = bytes.includes(0x1b) ? decodeAs(bytes, 'iso-2022-jp') : undefined;
    return { text: text ?? decodeLoosely(bytes, 'windows-1252'), guessed: text !== undefined };
  }
  const marked = byteOrderMark(bytes);
  const text = (marked && decodeAs(bytes, marked)) ?? decodeAs(bytes, 'utf-8') ?? decodeDetected(bytes);
  return { text: text ?? decodeLoosely(bytes, 'windows-1252'), guessed: true };
}

/** The Encoding Standard's name of a charset, or undefined for one that nobody knows. */
function knownLabel(declared: string): string | undefined {
  const label = declared.trim().toLowerCase();
  if (/^(?:us-)?ascii$|^ansi_x3\.4/.test(label)) return ASCII;
  const name = ALIASES[label] ?? label;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}

function decodeAs(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label === ASCII ? 'windows-1252' : label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeLoosely(bytes: Uint8Array, label: string): string {
  return new TextDecoder(label).decode(bytes);
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

function decodeDetected(bytes: Uint8Array): string | undefined {
  const detected = detect(bytes.subarray(0, DETECTION_BYTES));
  const label = detected === null ? undefined : knownLabel(detected);
  return label === undefined ? undefined : decodeAs(bytes, label);
}
