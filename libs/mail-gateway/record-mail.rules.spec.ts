import { describe, expect, it } from '@jest/globals';
import type { ReadMail } from './read-mail.js';
import { toRecordMail } from './record-mail.rules.js';

describe('RI-7: what was just written', () => {
  function writtenOf(unquotedText: string | undefined, text: string | undefined): string | undefined {
    const mail = {
      message: { to: [], cc: [], subject: '', date: new Date(0), unquotedText },
      body: { text },
      entry: {},
      parties: {},
      values: {},
    } as unknown as ReadMail;
    return toRecordMail(mail, 'nora@new.example').writtenText;
  }

  it.each([
    ['is without what cannot be stored', 'a\f\u0000\u001Bb', 'a b\n> c', 'ab'],
    ['is not known when what is quoted could not be told', undefined, 'a\n> Amount: 3', undefined],
    ['is nothing in a mail without a text', undefined, undefined, ''],
  ])('%s', (_, unquotedText, text, written) => {
    expect(writtenOf(unquotedText, text)).toBe(written);
  });
});
