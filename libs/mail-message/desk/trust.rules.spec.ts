import { describe, expect, it } from '@jest/globals';
import { readMessageHeaders } from '../read-headers.rules.js';
import { isInNetworks, networkFault } from '../sender/networks.js';
import type { DkimEvidence, SenderEvidence } from '../sender/sender-evidence.js';
import { canonicalForm, signDeskHeaders } from './desk-signature.js';
import { trustOfMessage, type TrustEvidence, type TrustPolicy } from './trust.rules.js';

const KEY = Buffer.from('the key that both sides know ....').toString('base64');
const OLD_KEY = Buffer.from('the key of the year before ......').toString('base64');
const NOBODY: TrustPolicy = { authenticated: false, networks: [], domains: [], hmacKeys: [], compat: false };
const NO_EVIDENCE: SenderEvidence = { source: 'none', dkim: [] };
const RECEIVED_AT = new Date('2026-11-21T10:00:00Z');

const HEADERS = [
  'From: Shop <news@shop.example>',
  'Message-ID: <news.77@shop.example>',
  'Date: Sat, 21 Nov 2026 09:59:00 +0000',
  'X-Desk-Customer-Email: "Joe Customer" <joe@example.org>',
  'x-desk-case-status: resolved',
];

function evidence(lines: readonly string[] = HEADERS, overrides: Partial<TrustEvidence> = {}): TrustEvidence {
  const message = readMessageHeaders(Buffer.from(`${lines.join('\r\n')}\r\n\r\nbody\r\n`), { prefix: 'x-desk-' });
  return {
    isAuthenticated: false,
    sender: NO_EVIDENCE,
    message,
    receivedAt: RECEIVED_AT,
    isSignatureSeen: false,
    ...overrides,
  };
}

const SIGNED = {
  messageId: '<news.77@shop.example>',
  date: 'Sat, 21 Nov 2026 09:59:00 +0000',
  headers: [
    ['x-desk-case-status', 'resolved'],
    ['x-desk-customer-email', '"Joe Customer" <joe@example.org>'],
  ],
} as const;

function withSignature(signature: string, lines: readonly string[] = HEADERS): string[] {
  return [...lines, `X-Desk-Auth: ${signature}`];
}

describe('trust in the desk headers of a mail (MX-15)', () => {
  it.each<[string, Partial<TrustEvidence>, Partial<TrustPolicy>, string | undefined]>([
    ['a client application that submits it', { isAuthenticated: true }, { authenticated: true }, 'authenticated'],
    ['a client application where that does not count', { isAuthenticated: true }, {}, undefined],
    ['a listed network', { remoteAddress: '10.1.2.3' }, { networks: ['10.0.0.0/8'] }, 'network'],
    ['a listed network, mapped', { remoteAddress: '::ffff:10.1.2.3' }, { networks: ['10.0.0.0/8'] }, 'network'],
    ['a listed network of IPv6', { remoteAddress: '2001:db8::5' }, { networks: ['2001:db8::/32'] }, 'network'],
    ['another network', { remoteAddress: '11.1.2.3' }, { networks: ['10.0.0.0/8', '2001:db8::/32'] }, undefined],
    ['no network at all, as it was fetched', {}, { networks: ['0.0.0.0/0', '::/0'] }, undefined],
    ['anyone, where that is switched on', {}, { compat: true }, 'compat'],
    ['anyone', {}, {}, undefined],
  ])('comes from %s or not', (_who, found, policy, by) => {
    const trust = trustOfMessage(evidence(HEADERS, found), { ...NOBODY, ...policy });
    expect([trust.trusted, trust.by]).toEqual([by !== undefined, by]);
    if (!trust.trusted) expect(trust.reason).toBe('no rule of the account makes this mail trusted');
  });

  const DKIM: DkimEvidence = {
    result: 'pass',
    domain: 'shop.example',
    aligned: true,
    covers: ['from', 'x-desk-customer-email', 'x-desk-case-status'],
    bodyLimited: false,
  };

  it.each<[string, readonly DkimEvidence[], string | undefined]>([
    ['covers every desk header', [DKIM], undefined],
    ['is one good one beside bad ones', [{ ...DKIM, result: 'fail' }, DKIM], undefined],
    ['is of another domain', [{ ...DKIM, domain: 'evil.example' }], 'no rule of the account makes this mail trusted'],
    ['is of a domain below', [{ ...DKIM, domain: 'x.shop.example' }], 'no rule of the account makes this mail trusted'],
    ['fails', [{ ...DKIM, result: 'fail' }], 'the DKIM signature of shop.example is no pass but fail'],
    [
      'is not of the author',
      [{ ...DKIM, aligned: false }],
      'the DKIM signature of shop.example is not of the domain of From',
    ],
    [
      'ends before the body does',
      [{ ...DKIM, bodyLimited: true }],
      'the DKIM signature of shop.example covers a part of the body only (l=)',
    ],
    [
      'leaves a desk header out',
      [{ ...DKIM, covers: ['from', 'x-desk-customer-email'] }],
      'the DKIM signature of shop.example does not cover every x-desk-case-status (h=)',
    ],
    [
      'was checked by another server, which does not say what it covers',
      [{ ...DKIM, covers: [], aligned: false }],
      expect.any(String) as never,
    ],
  ])('by a DKIM signature that %s', (_case, dkim, reason) => {
    const sender: SenderEvidence = { source: 'checked', dkim };
    const trust = trustOfMessage(evidence(HEADERS, { sender }), { ...NOBODY, domains: ['Shop.example'] });
    expect(trust).toEqual(reason === undefined ? { trusted: true, by: 'dkim' } : { trusted: false, reason });
  });

  it('a DKIM signature covers one header of a name, a second one is from somebody else', () => {
    const sender: SenderEvidence = { source: 'checked', dkim: [DKIM] };
    const policy = { ...NOBODY, domains: ['shop.example'] };
    const added = ['x-desk-case-status: closed', ...HEADERS];
    expect(trustOfMessage(evidence(added, { sender }), policy).trusted).toBe(false);
    const twice = { ...sender, dkim: [{ ...DKIM, covers: [...DKIM.covers, 'x-desk-case-status'] }] };
    expect(trustOfMessage(evidence(added, { sender: twice }), policy).trusted).toBe(true);
  });

  it('a DKIM signature says nothing where a mail has two authors', () => {
    const sender: SenderEvidence = { source: 'checked', dkim: [DKIM] };
    const trust = trustOfMessage(evidence(['From: x@evil.example', ...HEADERS], { sender }), {
      ...NOBODY,
      domains: ['shop.example'],
    });
    expect(trust).toEqual({ trusted: false, reason: 'the mail does not have exactly one author' });
  });

  it.each<[string, string[], Partial<TrustPolicy>, Partial<TrustEvidence>, string | undefined]>([
    ['of the key', withSignature(signDeskHeaders(SIGNED, KEY)), {}, {}, undefined],
    ['of the key before', withSignature(signDeskHeaders(SIGNED, OLD_KEY)), {}, {}, undefined],
    [
      'whose headers were folded, in other case and in another order on the way',
      withSignature(signDeskHeaders(SIGNED, KEY), [
        ...HEADERS.slice(0, 3),
        'X-DESK-CASE-STATUS:   resolved ',
        'x-desk-customer-email:',
        '\t"Joe Customer"',
        ' <joe@example.org>',
      ]),
      {},
      {},
      undefined,
    ],
    ['of a key that is gone', withSignature(signDeskHeaders(SIGNED, OLD_KEY)), { hmacKeys: [KEY] }, {}, 'is of no key'],
    ['for an account without keys', withSignature(signDeskHeaders(SIGNED, KEY)), { hmacKeys: [] }, {}, 'no key'],
    [
      'of fewer headers',
      withSignature(signDeskHeaders({ ...SIGNED, headers: SIGNED.headers.slice(1) }, KEY)),
      {},
      {},
      'is of no key',
    ],
    [
      'of another value',
      withSignature(signDeskHeaders(SIGNED, KEY), [...HEADERS.slice(0, 4), 'x-desk-case-status: open']),
      {},
      {},
      'is of no key',
    ],
    [
      'of another Message-ID',
      withSignature(signDeskHeaders({ ...SIGNED, messageId: '<1@x>' }, KEY)),
      {},
      {},
      'is of no key',
    ],
    ['of another Date', withSignature(signDeskHeaders({ ...SIGNED, date: 'x' }, KEY)), {}, {}, 'is of no key'],
    ['of another form', withSignature('v2,abc'), {}, {}, 'is of no key'],
    ['twice', [...withSignature(signDeskHeaders(SIGNED, KEY)), 'x-desk-auth: v1,a'], {}, {}, '2 signatures'],
    [
      'without a Message-ID',
      withSignature(signDeskHeaders(SIGNED, KEY), [...HEADERS.slice(0, 1), ...HEADERS.slice(2)]),
      {},
      {},
      'needs a Message-ID',
    ],
    ['with two Dates', withSignature(signDeskHeaders(SIGNED, KEY), [...HEADERS, 'Date: x']), {}, {}, 'one Date'],
    [
      'a day and a minute ago',
      withSignature(signDeskHeaders(SIGNED, KEY)),
      {},
      { receivedAt: new Date('2026-11-22T10:00:00Z') },
      '24 hours',
    ],
    [
      'almost a day ago',
      withSignature(signDeskHeaders(SIGNED, KEY)),
      {},
      { receivedAt: new Date('2026-11-22T09:58:00Z') },
      undefined,
    ],
    [
      'that is ten minutes ahead',
      withSignature(signDeskHeaders(SIGNED, KEY)),
      {},
      { receivedAt: new Date('2026-11-21T09:49:00Z') },
      'ahead',
    ],
    ['that came before', withSignature(signDeskHeaders(SIGNED, KEY)), {}, { isSignatureSeen: true }, 'another mail'],
  ])('by a signature %s', (_case, lines, policy, found, fault) => {
    const trust = trustOfMessage(evidence(lines, found), { ...NOBODY, hmacKeys: [KEY, OLD_KEY], ...policy });
    if (fault === undefined) expect(trust).toEqual({ trusted: true, by: 'hmac' });
    else {
      expect(trust).toEqual({
        trusted: false,
        reason: trust.signatureFault,
        signatureFault: expect.stringContaining(fault),
      });
    }
  });

  it('signs the form and the example that docs/mail.md shows', () => {
    expect(canonicalForm(SIGNED)).toBe(
      'v1\nmessage-id:<news.77@shop.example>\ndate:Sat, 21 Nov 2026 09:59:00 +0000\n' +
        'x-desk-case-status:resolved\nx-desk-customer-email:"Joe Customer" <joe@example.org>\n',
    );
    expect(signDeskHeaders(SIGNED, KEY)).toBe('v1,KEQ9B+yrMQ5rf6tudfEY4s7FcGhN2ed4gHoa0LgViO4=');
  });
});

describe('a network of an account (MX-15)', () => {
  it.each(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::1', '0.0.0.0/0'])('may be %s', (network) => {
    expect(networkFault(network)).toBeUndefined();
  });

  it.each(['10.0.0.0/33', '2001:db8::/129', 'localhost', '10.0.0/8', '', '10.0.0.0/8 '])(
    'may not be "%s"',
    (network) => {
      expect(networkFault(network)).toEqual(expect.any(String));
      expect(isInNetworks('10.0.0.1', [network])).toBe(false);
    },
  );
});
