import { describe, expect, it } from '@jest/globals';
import { ACCOUNT_ANSWERS } from '#inbound-accounts/inbound-account.js';
import { LOCALES } from '#runtime/locale.js';
import { recipientFault } from './header-text.rules.js';
import { textOfHtml, withHistory } from './history.rules.js';
import { nextAttemptAt, TRIED_FOR_MS } from './next-attempt.rules.js';
import { automaticAnswer, localeOfLanguage, notification } from './notices.rules.js';
import { NOTICE_TEXTS } from './notice-texts.js';
import { judgeFailure, judgeSent, judgeUnmade } from './smtp-outcome.rules.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const MINUTE_MS = 60_000;

describe('RO-2: a mail that could not be sent', () => {
  it('rests longer and longer, and is given up after five days', () => {
    let at = NOW;
    let attempts = 0;
    const rests: number[] = [];
    for (;;) {
      attempts += 1;
      const next = nextAttemptAt(attempts, NOW, at, 0);
      if (!next) break;
      rests.push(next.getTime() - at.getTime());
      at = next;
    }
    expect(rests[0]).toBe(MINUTE_MS);
    expect(Math.max(...rests)).toBe(240 * MINUTE_MS);
    expect(at.getTime() - NOW.getTime()).toBe(TRIED_FOR_MS);
  });

  it('is spread in time', () => {
    expect(nextAttemptAt(1, NOW, NOW, 1)?.getTime()).toBe(NOW.getTime() + 1.2 * MINUTE_MS);
  });

  const failure = (members: object): Error => Object.assign(new Error('no'), members);

  it.each([
    ['no connection', failure({ code: 'ECONNECTION', command: 'CONN' }), 'deferred'],
    ['a greeting that refuses', failure({ responseCode: 554, command: 'CONN' }), 'deferred'],
    ['a login that is wrong', failure({ code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }), 'deferred'],
    ['a temporary reply', failure({ code: 'EENVELOPE', responseCode: 451, command: 'RCPT TO' }), 'deferred'],
    ['a temporary reply to the message', failure({ code: 'EMESSAGE', responseCode: 452, command: 'DATA' }), 'deferred'],
    ['a refused sender', failure({ code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' }), 'refused'],
    ['a refused message', failure({ code: 'EMESSAGE', responseCode: 554, command: 'DATA' }), 'refused'],
    ['a message that is too large', failure({ code: 'EMESSAGE', command: 'MAIL FROM' }), 'refused'],
    ['an address that cannot be said', failure({ code: 'EENVELOPE', command: 'API' }), 'refused'],
    ['whatever else', new TypeError('no'), 'deferred'],
  ])('is tried again or not as the server says: %s', (_, error, expected) => {
    const outcome = judgeFailure(['a@x.example'], error);
    expect(outcome).toMatchObject({
      accepted: [],
      refused: [],
      deferred: [],
      [expected]: ['a@x.example'],
      reason: 'no',
    });
  });

  it('is refused for everybody when it cannot be made', () => {
    expect(judgeUnmade(['a@x.example'], new TypeError('no'))).toEqual({
      accepted: [],
      refused: ['a@x.example'],
      deferred: [],
      reason: 'no',
    });
  });

  it('goes on with those recipients only that were put off', () => {
    const rejectedErrors = [
      { recipient: 'b@X.example', responseCode: 550, command: 'RCPT TO', message: '550 unknown' },
      { recipient: 'c@x.example', responseCode: 450, command: 'RCPT TO', message: '450 later' },
    ];
    const recipients = ['a@x.example', 'b@x.example', 'c@x.example'];
    expect(judgeSent(recipients, { rejectedErrors })).toEqual({
      accepted: ['a@x.example'],
      refused: ['b@x.example'],
      deferred: ['c@x.example'],
      reason: '550 unknown',
    });
    expect(judgeSent(recipients, {}).reason).toBeNull();
  });
});

describe('RO-6: an address to write to', () => {
  it.each(['a@b.example', "o'neil+x@b.example", 'jörg@bücher.example', 'A.B@sub.b.example'])('may be %s', (address) => {
    expect(recipientFault(address)).toBeUndefined();
  });

  it.each([
    '',
    'a',
    'a@b',
    'a,b@c.example',
    'a\\b@c.example',
    '.a@c.example',
    'a..b@c.example',
    'a@-c.example',
    'a@c_d.example',
  ])('is not %s', (address) => {
    expect(recipientFault(address)).toBeDefined();
  });
});

describe('RO-5: what an answer quotes', () => {
  const answered = {
    sender: 'ann@example.org',
    sentAt: NOW,
    text: 'It beeps.\n> Does it beep?',
    html: '<img src="http://evil.example/track"><script>alert(1)</script>',
  };

  it('stands below it, as text, in both of its forms', () => {
    const { text, html } = withHistory({ text: 'Try again.', html: '<p>Try again.</p>' }, answered, 'de-DE');
    expect(text).toBe(
      'Try again.\n\nAm 22. November 2026 um 10:00 UTC schrieb ann@example.org:\n> It beeps.\n>> Does it beep?\n',
    );
    expect(html).toContain('<blockquote type="cite">It beeps.<br>\n&gt; Does it beep?</blockquote>');
    expect(html).not.toContain('evil.example');
  });

  it('is the words of a mail that has html only', () => {
    const { text } = withHistory({ text: 'Yes.', html: undefined }, { ...answered, text: null }, 'en-US');
    expect(text).toBe('Yes.');
    expect(textOfHtml('<p>One &amp; <b>two</b></p><div>three<br>four</div><style>p{}</style>')).toBe(
      'One & two\nthree\nfour',
    );
  });
});

describe('RO-7, RO-12: what the server writes itself', () => {
  it.each(LOCALES)('is in the language of whom it is for: %s', (locale) => {
    const link = 'https://portal.example/1';
    expect(notification(locale, link).text).toContain(link);
    expect(NOTICE_TEXTS[locale].quoted).toMatch(/<date>.*<sender>|<sender>.*<date>/);
    const others = LOCALES.filter((other) => other !== locale).map((other) => NOTICE_TEXTS[other]);
    const { notification: text, created, updated, refused } = NOTICE_TEXTS[locale];
    const foreign = others.flatMap((other) => [other.notification, other.created, other.updated, other.refused]);
    expect(foreign.filter((one) => [text, created, updated, refused].includes(one))).toEqual([]);
    const answers = ACCOUNT_ANSWERS.map((answer) => automaticAnswer(locale, answer, false));
    const texts = [...answers, automaticAnswer(locale, 'created', true)];
    expect(new Set(texts.flatMap(({ subject, text: said }) => [subject, said])).size).toBe(8);
  });

  it.each([
    ['de', 'de-DE'],
    ['fr-CA', 'fr-CA'],
    ['pt-AO', 'pt-BR'],
    ['tlh', 'en-US'],
  ])('takes %s for %s', (language, locale) => {
    expect(localeOfLanguage(language)).toBe(locale);
  });
});
