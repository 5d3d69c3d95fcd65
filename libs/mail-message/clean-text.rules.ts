/** Text of a mail that is shown outside of it: names, subjects, values of headers. */
import { decodeWords } from './encoded-words.rules.js';

/** Control characters, halves of characters, and what turns the direction of text around (MX-13). */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\uFFFE\uFFFF]+/gu;

/** Without what must not be shown; white space of any kind and length is one space. */
export function cleanText(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(UNSAFE, '').trim();
}

/** RFC 2047 words decoded, then cleaned; decoding comes last, so that no decoded character means anything to a parser. */
export function decodedText(text: string): string {
  return cleanText(decodeWords(text)).normalize('NFC');
}

/** The first characters of a text, as people count them. */
export function shortened(text: string, characters: number): string {
  return text.length <= characters ? text : Array.from(text).slice(0, characters).join('');
}
