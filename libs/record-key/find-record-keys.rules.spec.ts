import { describe, expect, it } from '@jest/globals';
import {
  findRecordKeys,
  inMessageId,
  inSubject,
  withoutRecordKeys,
  type KeyedMessage,
} from './find-record-keys.rules.js';

const [FIRST, SECOND, THIRD, FOURTH, FIFTH] = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(40)) as [
  string,
  string,
  string,
  string,
  string,
];

function message(parts: Partial<KeyedMessage>): KeyedMessage {
  return { subject: '', recordKeys: [], inReplyTo: [], references: [], ...parts };
}

function keysOf(parts: Partial<KeyedMessage>): string[] {
  return findRecordKeys(message(parts)).map(({ key }) => key);
}

describe('where a record key is looked for (RK-3)', () => {
  it('is what was just written, the subject, the headers, and last what is quoted', () => {
    const found = findRecordKeys(
      message({
        unquotedText: `About ${inSubject(FIRST)} and this.`,
        text: `About ${inSubject(FIRST)} and this.\n> Subject: ${inSubject(FIFTH)}\n`,
        subject: `Re: Printer ${inSubject(SECOND)}`,
        recordKeys: [THIRD],
        references: ['other@elsewhere.example', `${inMessageId(FOURTH, 'x7')}@desk.example`],
      }),
    );
    expect(found).toEqual([
      { place: 'text', carrier: 'subject', key: FIRST },
      { place: 'subject', carrier: 'subject', key: SECOND },
      { place: 'header', carrier: 'header', key: THIRD },
      { place: 'message-id', carrier: 'message-id', key: FOURTH },
      { place: 'quoted', carrier: 'subject', key: FIFTH },
    ]);
  });

  it('is In-Reply-To, then References from the last to the first', () => {
    const id = (key: string): string => `${inMessageId(key, 'x')}@desk.example`;
    expect(keysOf({ inReplyTo: [id(FIRST)], references: [id(THIRD), id(SECOND)] })).toEqual([FIRST, SECOND, THIRD]);
  });

  it.each<[string, Partial<KeyedMessage>]>([
    ['rewritten by a client', { subject: `AW: RE: [EXT] Re: [ref:${FIRST}] (was: Printer)` }],
    ['in capitals', { subject: `RE: [REF:${FIRST.toUpperCase()}]` }],
    ['broken by folding', { subject: `Re: [ref:${FIRST.slice(0, 20)} ${FIRST.slice(20)}]` }],
    ['without its brackets', { subject: `Re ref:${FIRST}` }],
    ['in other brackets', { subject: `Re: (ref: ${FIRST})` }],
    ['quoted, and broken by quoting', { text: `> > Subject: [ref:${FIRST.slice(0, 7)}\n> > ${FIRST.slice(7)}]` }],
    ['in html alone', { html: `<p>Subject: [ref:${FIRST.slice(0, 7)}<wbr>${FIRST.slice(7)}]</p>` }],
    ['in a header that was folded', { recordKeys: [`${FIRST.slice(0, 9)} ${FIRST.slice(9)}`] }],
    ['with characters that nobody sees', { text: `[ref:${FIRST.slice(0, 30)}\u200B${FIRST.slice(30)}]` }],
    ['in a Message-ID in capitals', { inReplyTo: [`${FIRST.toUpperCase()}.X@DESK.EXAMPLE`] }],
  ])('finds a key %s', (_, parts) => {
    expect(keysOf(parts)).toEqual([FIRST]);
  });

  it.each<[string, Partial<KeyedMessage>]>([
    ['the number of a case', { subject: 'Re: [ref:1042] case 1042' }],
    ['a key that lacks a character', { subject: `[ref:${FIRST.slice(1)}]` }],
    ['a Message-ID of others', { references: [`${FIRST}@elsewhere.example`, 'a.b@c.example'] }],
    ['a header with more than a key', { recordKeys: [`${FIRST} ${SECOND}`] }],
  ])('takes %s for none', (_, parts) => {
    expect(keysOf(parts)).toEqual([]);
  });

  it('takes a thousand for a hundred, and a megabyte of almost keys for one at most', () => {
    const many = Array.from({ length: 1_000 }, (_, place) => inSubject(String(place).padStart(40, '0'))).join(' ');
    expect(keysOf({ text: many })).toHaveLength(100);
    for (const almost of ['[ref:', 'ref: ', `ref:${'a '.repeat(39)}`, '<', `ref:${' '.repeat(9)}`]) {
      const text = almost.repeat(1_000_000 / almost.length);
      expect(keysOf({ text, html: text }).length).toBeLessThan(2);
    }
  });
});

describe('a subject without its keys (RK-1)', () => {
  it.each([
    [`Re: Printer ${inSubject(FIRST)}`, 'Re: Printer'],
    [`${inSubject(FIRST)} Printer ${inSubject(SECOND)} beeps`, 'Printer beeps'],
    ['Printer [ref:12]', 'Printer [ref:12]'],
  ])('%j is %j', (subject, expected) => {
    expect(withoutRecordKeys(subject)).toBe(expected);
  });
});
