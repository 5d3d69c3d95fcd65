import { describe, expect, it } from '@jest/globals';
import { addressFault, isInternal, pushUrlFault } from './push-address.rules.js';

const REFUSED: readonly string[] = [
  ...[
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.8.9.10',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
  ],
  ...['192.0.0.8', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '240.0.0.1'],
  ...['255.255.255.255', '192.88.99.1'],
  ...[
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2001:db8::1',
    '100::1',
    'fec0::1',
    '3fff::1',
    '5f00::1',
  ],
  ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '::ffff:0:127.0.0.1', '::127.0.0.1', '::7f00:1'],
  ...[
    '64:ff9b::10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::8.8.8.8',
    '2002:7f00:1::',
    '2002:808:808::',
    '2001::1',
    '2001:0:7f00:1::',
  ],
  ...['not an address', ''],
];

describe('FN-1: addresses', () => {
  it.each(REFUSED)('refuses %s', (address) => {
    expect(isInternal(address)).toBe(true);
    expect(addressFault(address, '443', [])).toBeDefined();
  });

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '2606:4700::1111',
    '2a00:1450:4001:80b::200e',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
  ])('lets %s through on port 443 only', (address) => {
    expect(addressFault(address, '443', [])).toBeUndefined();
    expect(addressFault(address, '8443', [])).toMatch('the port must be 443');
  });

  it.each([
    ['127.0.0.1', ['127.0.0.0/8'], true],
    ['::ffff:127.0.0.1', ['127.0.0.0/8'], true],
    ['fd00::7', ['10.0.0.0/8', 'fd00::/8'], true],
    ['10.1.2.3', ['10.2.0.0/16'], false],
    ['127.0.0.1', ['::/0'], false],
  ])('judges %s with %j allowed: %s', (address, networks, isAllowed) => {
    expect(addressFault(address, '8443', networks) === undefined).toBe(isAllowed);
  });
});

describe('FP-2: URLs', () => {
  it.each([
    ['http://crm.example/push', 'only https'],
    ['ftp://crm.example/push', 'only https'],
    ['crm.example/push', 'absolute'],
    ['https://user:password@crm.example/push', 'credentials'],
    ['https://user@crm.example/push', 'credentials'],
    ['https://crm.example:8443/push', 'port'],
    ['https://crm.example/push#part', 'fragment'],
    ['https://127.0.0.1/push', 'public internet'],
    ['https://0x7f.1/push', 'public internet'],
    ['https://2130706433/push', 'public internet'],
    ['https://017700000001/push', 'public internet'],
    ['https://127.1/push', 'public internet'],
    ['https://[::ffff:127.0.0.1]/push', 'public internet'],
    ['https://[64:ff9b::a00:1]/push', 'public internet'],
    ['https://１２７.０.０.１/push', 'public internet'],
  ])('refuses %s', (url, reason) => {
    expect(pushUrlFault(url, [])).toContain(reason);
  });

  it.each(['https://crm.example/push', 'https://crm.example:443/push?a=b', 'https://8.8.8.8/push'])(
    'takes %s',
    (url) => {
      expect(pushUrlFault(url, [])).toBeUndefined();
    },
  );

  it('takes another port where networks are allowed, and judges the address when it sends', () => {
    expect(pushUrlFault('https://crm.internal:8443/', ['10.0.0.0/8'])).toBeUndefined();
    expect(pushUrlFault('https://10.0.0.7:8443/', ['10.0.0.0/8'])).toBeUndefined();
    expect(pushUrlFault('https://8.8.8.8:8443/', ['10.0.0.0/8'])).toContain('port');
  });
});
