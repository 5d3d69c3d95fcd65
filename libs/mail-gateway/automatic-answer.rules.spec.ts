import { describe, expect, it } from '@jest/globals';
import { isAnswered } from './automatic-answer.rules.js';
import type { Outcome } from './journal.js';

type Mail = Parameters<typeof isAnswered>[0];

const NO_ANSWERS = { created: false, updated: false, refused: false };

/** As a mail that is acknowledged, but for what a row says. */
function mail(change: {
  readonly account?: object;
  readonly entry?: object;
  readonly message?: object;
  readonly parties?: object;
  readonly isAuthenticated?: boolean;
}): Mail {
  return {
    account: { acknowledge: true, records: { answers: NO_ANSWERS }, ...change.account },
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

describe('RO-12: an acknowledgement', () => {
  it('is for who opens a case', () => {
    expect(isAnswered(mail({}), 'created')).toBe(true);
    expect(isAnswered(mail({ entry: { envelopeFrom: undefined } }), 'created')).toBe(true);
  });

  it.each<[string, Mail, Outcome]>([
    ['an account that does not want it', mail({ account: { acknowledge: false } }), 'created'],
    ['an answer', mail({}), 'updated'],
    ['a mail that is only noted', mail({}), 'noted'],
    ['a sender whom nobody has verified', mail({ isAuthenticated: false }), 'created'],
    ['the null return path', mail({ entry: { envelopeFrom: '' } }), 'created'],
    ['automatic mail', mail({ message: { automatic: 'auto-submitted' } }), 'created'],
    ['a list', mail({ message: { automatic: 'list' } }), 'created'],
    ['a bounce', mail({ message: { bounce: { recipients: [] } } }), 'created'],
    ['an address of ours', mail({ parties: { isAuthorOurs: true } }), 'created'],
    ['nobody', mail({ parties: { author: undefined } }), 'created'],
    [
      'an address that nobody reads',
      mail({ parties: { author: { name: '', address: 'no-reply@a.example' } } }),
      'created',
    ],
    ['what our systems have sent', mail({ parties: { direction: 'out' } }), 'created'],
    ['mail of long ago', mail({ entry: { isBelated: true } }), 'created'],
  ])('is not for %s', (_, one, outcome) => {
    expect(isAnswered(one, outcome)).toBe(false);
  });
});

describe('RO-14: an answer of an account', () => {
  const answering = (answers: object) => ({ acknowledge: false, records: { answers: { ...NO_ANSWERS, ...answers } } });
  const ALL = answering({ created: true, updated: true, refused: true });

  it.each<[string, Outcome, object]>([
    ['made something', 'created', { created: true }],
    ['was added to something', 'updated', { updated: true }],
    ['was refused', 'discarded', { refused: true }],
  ])('is for mail that %s, where the account wants it', (_, outcome, answers) => {
    expect(isAnswered(mail({ account: answering(answers) }), outcome)).toBe(true);
    expect(isAnswered(mail({ account: answering({}) }), outcome)).toBe(false);
  });

  it.each<[string, Mail, Outcome]>([
    ['held mail', mail({ account: ALL }), 'held'],
    ['a duplicate', mail({ account: ALL }), 'duplicate'],
    ['mail that is only noted', mail({ account: ALL }), 'noted'],
    ['mail that failed', mail({ account: ALL }), 'failed'],
    ['a refused sender whom nobody has verified', mail({ account: ALL, isAuthenticated: false }), 'discarded'],
    ['refused automatic mail', mail({ account: ALL, message: { automatic: 'auto-submitted' } }), 'discarded'],
    ['an update by the null return path', mail({ account: ALL, entry: { envelopeFrom: '' } }), 'updated'],
  ])('is not for %s', (_, one, outcome) => {
    expect(isAnswered(one, outcome)).toBe(false);
  });
});
