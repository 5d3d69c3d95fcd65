import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { emailAddressFault } from './email-address.rules.js';
import { readReplyAddress, replyAddress, replyToken } from './reply-address.rules.js';

describe('RO-4: an address that a reply comes back to', () => {
  it('is an address, and tells alias and token whatever becomes of its case', () => {
    const token = replyToken(randomBytes(20));
    const address = replyAddress('Support+eu@desk.example', token) ?? '';
    expect(emailAddressFault(address)).toBeUndefined();
    expect(readReplyAddress(address)).toEqual({ alias: 'Support+eu@desk.example', token });
    expect(readReplyAddress(address.toUpperCase())).toEqual({ alias: 'SUPPORT+EU@DESK.EXAMPLE', token });
  });

  it('is none where the part before the @ would be longer than 64 octets', () => {
    const token = replyToken(randomBytes(20));
    expect(replyAddress(`${'a'.repeat(43)}@desk.example`, token)).toBeDefined();
    expect(replyAddress(`${'a'.repeat(44)}@desk.example`, token)).toBeUndefined();
    expect(replyAddress(`${'ä'.repeat(22)}@desk.example`, token)).toBeUndefined();
  });

  it.each(['support@desk.example', 'support+sales@desk.example', `+${'0'.repeat(20)}@desk.example`, 'nonsense'])(
    'is not %s',
    (address) => {
      expect(readReplyAddress(address)).toBeUndefined();
    },
  );

  it('has a token of 100 bits, each letter as likely as another', () => {
    const tokens = new Set(Array.from({ length: 1_000 }, () => replyToken(randomBytes(20))));
    expect(tokens.size).toBe(1_000);
    expect(new Set([...tokens].join('')).size).toBe(32);
  });
});
