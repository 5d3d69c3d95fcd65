import { describe, expect, it } from '@jest/globals';
import { isTold } from './automatic-answer.rules.js';
import type { Outcome } from './journal.js';

type Mail = Parameters<typeof isTold>[0];

const NO_ANSWERS = { created: false, updated: false, refused: false };
const ALL_ANSWERS = { created: true, updated: true, refused: true };

/** As a mail to an account that answers everything, but for what a row says. */
function mail(change: {
  readonly answers?: object;
  readonly entry?: object;
  readonly message?: object;
  readonly parties?: object;
  readonly isAuthenticated?: boolean;
}): Mail {
  return {
    account: { answers: { ...ALL_ANSWERS, ...change.answers } },
    entry: { envelopeFrom: 'ann@example.org', isBelated: false, ...change.entry },
    message: { ...change.message },
    parties: {
      author: { name: '', address: 'ann@example.org' },
      isAuthorOurs: false,
      customer: undefined,
      direction: 'in',
      ...change.parties,
    },
    isAuthenticated: change.isAuthenticated ?? true,
  } as Mail;
}

const ANSWERED: readonly [Outcome, keyof typeof ALL_ANSWERS][] = [
  ['created', 'created'],
  ['updated', 'updated'],
  ['discarded', 'refused'],
  ['held', 'refused'],
];

describe('RO-12: the sender of a mail', () => {
  it.each(ANSWERED)('is told that it was %s where the account wants it, and nowhere else', (outcome, answer) => {
    expect(isTold(mail({ answers: { ...NO_ANSWERS, [answer]: true } }), outcome, true)).toBe(true);
    expect(isTold(mail({ answers: { [answer]: false } }), outcome, true)).toBe(false);
  });

  it.each(ANSWERED)('is not told that it was %s when that is nothing for it to know', (outcome) => {
    expect(isTold(mail({}), outcome, false)).toBe(false);
  });

  it.each<Outcome>(['duplicate', 'noted', 'failed'])('is told nothing of a mail that is %s', (outcome) => {
    expect(isTold(mail({}), outcome, true)).toBe(false);
  });

  describe.each(ANSWERED)('of a mail that was %s', (outcome) => {
    it('is told also where the door has no envelope', () => {
      expect(isTold(mail({ entry: { envelopeFrom: undefined } }), outcome, true)).toBe(true);
    });

    it.each<[string, Mail]>([
      ['somebody whom nobody has verified', mail({ isAuthenticated: false })],
      ['the null return path', mail({ entry: { envelopeFrom: '' } })],
      ['a program', mail({ message: { automatic: 'auto-submitted' } })],
      ['a list', mail({ message: { automatic: 'list' } })],
      ['a bounce', mail({ message: { bounce: { recipients: [] } } })],
      ['an address of ours', mail({ parties: { isAuthorOurs: true } })],
      ['nobody', mail({ parties: { author: undefined } })],
      ['an address that nobody reads', mail({ parties: { author: { name: '', address: 'no-reply@a.example' } } })],
      ['one of our systems', mail({ parties: { direction: 'out' } })],
      ['mail of long ago', mail({ entry: { isBelated: true } })],
    ])('is told nothing when it is %s', (_, one) => {
      expect(isTold(one, outcome, true)).toBe(false);
    });
  });
});
