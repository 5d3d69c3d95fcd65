import { describe, expect, it } from '@jest/globals';
import type { MailAccount } from '#configuration/mail-account.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { isDaemon, partiesOf, recipientAccount } from './parties.rules.js';

const ALIASES = ['support@desk.example', 'sales@desk.example'].map((emailAddress, index) => ({
  id: String(index),
  emailAddress,
  departmentId: String(index),
}));

const SNAPSHOT = {
  findAlias: (address: string) => ALIASES.find(({ emailAddress }) => emailAddress === address),
  isOwnAddress: (address: string) => ALIASES.some(({ emailAddress }) => emailAddress === address),
  findMailAccountByAddress: (address: string) => {
    const alias = ALIASES.find(({ emailAddress }) => emailAddress === address);
    return alias && { alias };
  },
} as unknown as PartitionSnapshot;

const ACCOUNT = { alias: ALIASES[0] } as unknown as MailAccount;

const at = (address: string, name = '') => ({ name, address });

const MAIL = {
  from: [at('ann@x.example', 'Ann Lee')],
  replyTo: [at('reply@x.example')],
  to: [at('support@desk.example')],
  cc: [],
};

describe('MM-2, MX-1, MX-8: whose mail it is', () => {
  it.each([
    ['that of From', MAIL, {}, false, 'ann@x.example'],
    ['that of From, whatever an untrusted Reply-To says', MAIL, {}, false, 'ann@x.example'],
    ['that of Reply-To of a trusted mail', MAIL, {}, true, 'reply@x.example'],
    ['that of the header', MAIL, { customer: { address: 'joe@x.example' } }, true, 'joe@x.example'],
    ['nobody without From', { ...MAIL, from: [], replyTo: [] }, {}, false, undefined],
    [
      'nobody with two authors',
      { ...MAIL, from: [at('a@x.example'), at('b@x.example')], replyTo: [] },
      {},
      false,
      undefined,
    ],
    [
      'the first one outside of a mail that goes out',
      { ...MAIL, to: [at('sales@desk.example'), at('bob@x.example')] },
      { direction: 'out' as const },
      true,
      'bob@x.example',
    ],
    ['nobody when a mail goes out to ourselves only', MAIL, { direction: 'out' as const }, true, undefined],
  ])('is %s', (_, mail, values, isTrusted, customer) => {
    expect(partiesOf(mail, values, isTrusted, SNAPSHOT).customer?.address).toBe(customer);
  });

  it('knows who is one of us', () => {
    const parties = partiesOf({ ...MAIL, from: [at('support@desk.example')] }, {}, false, SNAPSHOT);
    expect(parties.isAuthorOurs).toBe(true);
  });
});

describe('MM-1: the account that a mail came for', () => {
  const message = { deliveredTo: [], to: [at('bob@x.example')], cc: [] };
  it.each([
    ['the envelope', 'sales@desk.example', { ...message, to: [at('support@desk.example')] }, 'sales@desk.example'],
    ['the account when the envelope is none of ours', 'x@y.example', message, 'support@desk.example'],
    [
      'Delivered-To without an envelope',
      undefined,
      { ...message, deliveredTo: ['sales@desk.example'] },
      'sales@desk.example',
    ],
    [
      'To after Delivered-To',
      undefined,
      { ...message, deliveredTo: ['x@y.example'], cc: [at('sales@desk.example')] },
      'sales@desk.example',
    ],
    [
      'the account when both are addressed',
      undefined,
      { ...message, to: [at('sales@desk.example'), at('support@desk.example')] },
      'support@desk.example',
    ],
    ['the account for a blind copy', undefined, message, 'support@desk.example'],
  ])('is that of %s', (_, envelopeTo, mail, address) => {
    expect(recipientAccount(ACCOUNT, envelopeTo, mail, SNAPSHOT).alias.emailAddress).toBe(address);
  });
});

describe('ML-1: an address that nobody reads', () => {
  it.each([
    ['MAILER-DAEMON@x.example', true],
    ['no-reply@x.example', true],
    ['ann@x.example', false],
  ])('%s: %s', (address, expected) => {
    expect(isDaemon(address)).toBe(expected);
  });
});
