import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { dkimSign, type DNSResolver } from 'mailauth';
import { readMessageHeaders } from '../read-headers.rules.js';
import { trustOfMessage } from '../desk/trust.rules.js';
import { checkSender, type SenderCheck } from './check-sender.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const ZONE: Readonly<Record<string, string>> = {
  'key._domainkey.shop.example': `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`,
  '_dmarc.shop.example': 'v=DMARC1; p=reject',
  'shop.example': 'v=spf1 ip4:192.0.2.0/24 -all',
};

const resolver: DNSResolver = (name, type) => {
  const text = type === 'TXT' ? ZONE[name] : undefined;
  if (text !== undefined) return Promise.resolve([[text]]);
  return Promise.reject(Object.assign(new Error(`no ${type} of ${name}`), { code: 'ENOTFOUND' }));
};

const BORDER: SenderCheck = {
  connection: { remoteAddress: '192.0.2.7', helo: 'mail.shop.example', mailFrom: 'news@shop.example' },
  hostName: 'mx.desk.example',
  resolver,
};

const MAIL = [
  'From: Shop <news@shop.example>',
  'To: joe@example.org',
  'Subject: Sale',
  'Date: Sat, 21 Nov 2026 09:59:00 +0000',
  'Message-ID: <news.77@shop.example>',
  'x-desk-case-status: resolved',
  '',
  'Winter sale',
  '',
].join('\r\n');

const SIGNER = { signingDomain: 'shop.example', selector: 'key', privateKey };

async function signed(mail: string, headerList: string[], maxBodyLength?: number): Promise<Buffer> {
  const { signatures } = await dkimSign(mail, {
    ...SIGNER,
    signatureData: [{ ...SIGNER, ...(maxBodyLength !== undefined && { maxBodyLength }) }],
    headerList: headerList.join(':'),
    ...(maxBodyLength !== undefined && { maxBodyLength }),
  });
  return Buffer.from(signatures + mail);
}

const ALL = ['from', 'to', 'subject', 'date', 'message-id', 'x-desk-case-status'];

function isTrusted(raw: Buffer, sender: Awaited<ReturnType<typeof checkSender>>): string {
  const message = readMessageHeaders(raw, { prefix: 'x-desk-' });
  const trust = trustOfMessage(
    { isAuthenticated: false, sender, message, receivedAt: new Date('2026-11-21T10:00:00Z'), isSignatureSeen: false },
    { authenticated: false, networks: [], domains: ['shop.example'], hmacKeys: [], compat: false },
  );
  return trust.by ?? trust.reason ?? '';
}

describe('the sender of a mail, checked by us (MM-7)', () => {
  it('passes SPF, DKIM and DMARC, and is trusted for what its signature covers (MX-15)', async () => {
    const raw = await signed(MAIL, ALL);
    const sender = await checkSender(raw, BORDER);
    expect(sender).toMatchObject({
      source: 'checked',
      spf: { result: 'pass', domain: 'shop.example' },
      dkim: [{ result: 'pass', domain: 'shop.example', aligned: true, bodyLimited: false }],
      dmarc: { result: 'pass', domain: 'shop.example', policy: 'reject' },
    });
    expect(sender.dkim[0]?.covers).toEqual(expect.arrayContaining(ALL));
    expect(isTrusted(raw, sender)).toBe('dkim');
  });

  it('is checked for its signature also when nobody connected, as for mail that is fetched', async () => {
    const raw = await signed(MAIL, ALL);
    const sender = await checkSender(raw, { hostName: 'mx.desk.example', resolver });
    expect(sender.spf).toBeUndefined();
    expect(isTrusted(raw, sender)).toBe('dkim');
  });

  it.each<[string, (raw: string) => string, string]>([
    [
      'a header added after it was signed',
      (raw) => `x-desk-case-status: closed\r\n${raw}`,
      'does not cover every x-desk-case-status',
    ],
    ['another header added', (raw) => `x-desk-case-labels: vip\r\n${raw}`, 'does not cover every x-desk-case-labels'],
    ['a changed header', (raw) => raw.replace('resolved', 'closed'), 'no pass but fail'],
    ['a changed body', (raw) => raw.replace('Winter', 'Summer'), 'no pass but neutral'],
    ['a second author', (raw) => `From: admin@shop.example\r\n${raw}`, 'exactly one author'],
  ])('is not trusted with %s (MX-15)', async (_change, change, reason) => {
    const raw = Buffer.from(change((await signed(MAIL, ALL)).toString()));
    expect(isTrusted(raw, await checkSender(raw, BORDER))).toContain(reason);
  });

  it('is not trusted by a signature that leaves desk headers out, or the end of the body (MX-15)', async () => {
    const partly = await signed(MAIL, ['from', 'subject']);
    expect(isTrusted(partly, await checkSender(partly, BORDER))).toContain('(h=)');
    const limited = await signed(MAIL, ALL, 5);
    expect(isTrusted(limited, await checkSender(limited, BORDER))).toContain('(l=)');
  });

  it('fails SPF from another network, and DMARC without a signature', async () => {
    const connection = { remoteAddress: '198.51.100.1', helo: 'x', mailFrom: 'news@shop.example' };
    const sender = await checkSender(Buffer.from(MAIL), { ...BORDER, connection });
    expect(sender).toMatchObject({ spf: { result: 'fail' }, dkim: [], dmarc: { result: 'fail' } });
  });

  it.each([
    [
      'more signatures than anybody needs',
      `${'DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=a; h=from; bh=a; b=a\r\n'.repeat(11)}${MAIL}`,
      '11 signatures',
    ],
    ['a signature of 9 KB', `DKIM-Signature: v=1; h=${'from:'.repeat(1_900)}\r\n${MAIL}`, 'too long'],
    ['3,000 headers', `${'A: b\r\n'.repeat(3_000)}${MAIL}`, 'too many headers'],
  ])('is not checked with %s', async (_name, mail, reason) => {
    const sender = await checkSender(Buffer.from(mail), BORDER);
    expect(sender).toEqual({ source: 'none', dkim: [], reason: expect.stringContaining(reason) });
  });

  it('is unknown while names cannot be resolved, and no error', async () => {
    const away: DNSResolver = () => Promise.reject(Object.assign(new Error('away'), { code: 'ESERVFAIL' }));
    const sender = await checkSender(await signed(MAIL, ALL), { ...BORDER, resolver: away });
    expect(sender.dkim[0]?.result).toBe('temperror');
    expect(sender.spf?.result).toBe('temperror');
  });
});

describe('the sender of a mail, checked by a border server of ours (MM-7)', () => {
  const told = (lines: readonly string[]): ReturnType<typeof checkSender> =>
    checkSender(Buffer.from(`${lines.join('\r\n')}\r\n${MAIL}`), {
      authservId: 'mx.ours.example',
      hostName: 'x',
      resolver,
    });
  const OURS =
    'Authentication-Results: mx.ours.example 1; spf=pass (sender "ip"; ok) smtp.mailfrom=news@shop.example;\r\n' +
    ' dkim=pass header.d=shop.example header.s=key; dmarc=pass (p=reject) header.from=shop.example; arc=none';

  it('is as the header says that is topmost and the only one of its name', async () => {
    expect(await told([OURS, 'Authentication-Results: other.example; spf=fail'])).toEqual({
      source: 'authentication-results',
      spf: { result: 'pass', domain: 'shop.example' },
      dkim: [{ result: 'pass', domain: 'shop.example', aligned: false, covers: [], bodyLimited: false }],
      dmarc: { result: 'pass', domain: 'shop.example' },
      arc: { result: 'none' },
    });
  });

  it.each([
    ['is twice', [OURS, OURS], 'claim to be of'],
    ['is below another', ['Authentication-Results: other.example; spf=fail', OURS], 'stands above'],
    ['has another name', [OURS.replace('mx.ours', 'mx.theirs')], 'no Authentication-Results of'],
    ['has another version', [OURS.replace('example 1;', 'example 2;')], 'no Authentication-Results of'],
    [
      'has the name in a comment',
      [OURS.replace('mx.ours.example 1;', '(mx.ours.example) x.example;')],
      'no Authentication-Results of',
    ],
  ])('is not believed when that header %s', async (_case, lines, reason) => {
    const sender = await told(lines);
    expect(sender).toMatchObject({ source: 'checked', dkim: [], reason: expect.stringContaining(reason) });
    expect(sender.spf).toBeUndefined();
  });

  it('is never trusted for desk headers by that header alone (MX-15)', async () => {
    const raw = Buffer.from(`${OURS}\r\n${MAIL}`);
    expect(isTrusted(raw, await told([OURS]))).toContain('is not of the domain of From');
  });
});
