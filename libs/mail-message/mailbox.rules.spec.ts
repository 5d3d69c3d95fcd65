import { describe, expect, it } from '@jest/globals';
import { readMailboxes } from './mailbox.rules.js';
import { readMessageDate } from './message-date.rules.js';

function written(text: string): string[] {
  const { mailboxes, faults } = readMailboxes(text);
  return [...mailboxes.map(({ name, address }) => `${name} <${address}>`), ...faults];
}

describe('an address of a header (MX-10)', () => {
  it.each([
    ['a bare one', 'joe@example.org', [' <joe@example.org>']],
    ['one with a name', 'Joe Customer <joe@example.org>', ['Joe Customer <joe@example.org>']],
    ['a quoted name', '"Customer, Joe" <joe@example.org>', ['Customer, Joe <joe@example.org>']],
    ['escapes in a quoted name', '"Joe \\"J\\" C" <joe@example.org>', ['Joe "J" C <joe@example.org>']],
    ['a name in apostrophes', "'Joe C' <joe@example.org>", ['Joe C <joe@example.org>']],
    ['a name with a dot', 'Joe C. <joe@example.org>', ['Joe C. <joe@example.org>']],
    ['a name in a comment', 'joe@example.org (Joe (the) Customer)', ['Joe (the) Customer <joe@example.org>']],
    ['a name beside', 'Joe joe@example.org', ['Joe <joe@example.org>']],
    ['an encoded name', '=?utf-8?Q?J=C3=B6e?= <joe@example.org>', ['Jöe <joe@example.org>']],
    [
      'an encoded name with a comma',
      '=?utf-8?Q?C=2C_Joe?= <joe@example.org>, a@example.org',
      ['C, Joe <joe@example.org>', ' <a@example.org>'],
    ],
    ['a list with gaps', ', joe@example.org,, a@example.org;', [' <joe@example.org>', ' <a@example.org>']],
    [
      'a group',
      'Team: joe@example.org, Ann <a@example.org>;, b@example.org',
      [' <joe@example.org>', 'Ann <a@example.org>', ' <b@example.org>'],
    ],
    [
      'mailto',
      '<mailto:joe@example.org>',
      ['an email address contains none of ( ) [ ] : ; < > ", space or control characters'],
    ],
    ['an open bracket', 'Joe <joe@example.org', ['Joe <joe@example.org>']],
    ['an open quote', '"Joe <joe@example.org>', ['Joe <joe@example.org>']],
    ['nothing in the brackets', '"Joe Customer" <>', ['an email address must not be empty']],
    ['an address in quotes', '"admin@example.org" joe@example.org', ['admin@example.org <joe@example.org>']],
    ['a quoted local part', '"admin@example.org x"@example.org', ['no address']],
    ['an encoded address', '=?utf-8?Q?joe=40example.org?=', ['no address']],
    ['an encoded address in brackets', '<=?utf-8?Q?joe?=@example.org>', ['an email address is not encoded']],
    ['two in one place', 'a@example.org b@example.org', ['two addresses without a comma between them']],
    ['two pairs of brackets', '<a@example.org> <b@example.org>', ['two addresses without a comma between them']],
    [
      'a line break in a name',
      'Joe\r\n<b@example.org> <joe@example.org>',
      ['two addresses without a comma between them'],
    ],
    ['text', 'undisclosed recipients', ['no address']],
    ['nothing', '', []],
  ])('is read from %s', (_form, text, expected) => {
    expect(written(text)).toEqual(expected);
  });
});

describe('the date of a mail (MM-4)', () => {
  it.each([
    ['Fri, 20 Nov 2026 10:30:00 +0100', '2026-11-20T09:30:00.000Z'],
    ['20 Nov 2026 10:30 -0000', '2026-11-20T10:30:00.000Z'],
    ['Fri, 20 Nov 2026 10:30:60 GMT (comment)', '2026-11-20T10:30:59.000Z'],
    ['Fri, 20 Nov 26 10:30:00 EST', '2026-11-20T15:30:00.000Z'],
    ['Sat, 1 Jan 99 00:00:00 +0000', '1999-01-01T00:00:00.000Z'],
    ['20 Nov 2026 25:30:00 +0000', undefined],
    ['20 Nov 2026 10:61:00 +0000', undefined],
    ['31 Dec 1969 10:00:00 +0000', undefined],
    ['99 Nov 2026 10:00:00 +0000', undefined],
    ['2026', undefined],
    ['', undefined],
  ])('in %s is %s', (text, expected) => {
    expect(readMessageDate(text)?.toISOString()).toBe(expected);
  });
});
