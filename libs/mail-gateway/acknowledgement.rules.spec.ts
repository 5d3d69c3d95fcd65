import { describe, expect, it } from '@jest/globals';
import { isAcknowledged } from './acknowledgement.rules.js';
import type { Outcome } from './journal.js';

type Mail = Parameters<typeof isAcknowledged>[0];

/** As a mail that is acknowledged, but for what a row says. */
function mail(change: {
  readonly account?: object;
  readonly entry?: object;
  readonly message?: object;
  readonly parties?: object;
  readonly isAuthenticated?: boolean;
}): Mail {
  return {
    account: { acknowledge: true, ...change.account },
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
    expect(isAcknowledged(mail({}), 'created')).toBe(true);
    expect(isAcknowledged(mail({ entry: { envelopeFrom: undefined } }), 'created')).toBe(true);
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
    expect(isAcknowledged(one, outcome)).toBe(false);
  });
});
