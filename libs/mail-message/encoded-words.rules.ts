import { decodeText } from './charset.rules.js';
import { decodeBase64, decodeQuotedPrintable } from './transfer-encoding.rules.js';

/** RFC 2047 §2; the language of RFC 2231 §5 after the charset counts for nothing. */
const WORD = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,40})?\?([QqBb])\?([^?]*)\?=/g;

interface Word {
  readonly charset: string;
  readonly bytes: Uint8Array[];
}

/**
 * A text with its encoded words decoded (RFC 2047). White space between two of them is dropped; the bytes of neighbours of one
 * charset are decoded together, because many programs split a character between two words.
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  let decoded = '';
  let word: Word | undefined;
  let end = 0;
  const finish = (): void => {
    if (word) decoded += decodeText(Buffer.concat(word.bytes), word.charset).text;
    word = undefined;
  };
  for (const { 0: whole, 1: charset = '', 2: encoding = '', 3: content = '', index } of text.matchAll(WORD)) {
    const between = text.slice(end, index);
    end = index + whole.length;
    const bytes = bytesOf(encoding, content);
    if (word && /^\s*$/.test(between)) {
      if (word.charset === charset.toLowerCase()) {
        word.bytes.push(bytes);
        continue;
      }
      finish();
    } else {
      finish();
      decoded += between;
    }
    word = { charset: charset.toLowerCase(), bytes: [bytes] };
  }
  finish();
  return decoded + text.slice(end);
}

function bytesOf(encoding: string, content: string): Uint8Array {
  if (/b/i.test(encoding)) return decodeBase64(Buffer.from(content));
  return decodeQuotedPrintable(Buffer.from(content.replaceAll('_', '=20')));
}
