import { describe, expect, it } from '@jest/globals';
import { redacted } from './redaction.rules.js';

describe('FQ-3: what the log keeps', () => {
  it.each([
    ['{"a":"whsec_aGVsbG8="}', '{"a":"[removed]"}'],
    ['{"customer.web_token":"t0k\\"en","subject":"x"}', '{"customer.web_token":"[removed]","subject":"x"}'],
    ['{"openid" : "o","Password":"p"}', '{"openid":"[removed]","Password":"[removed]"}'],
    [
      '{"password":12345,"tokens":["abc"],"web_token":null}',
      '{"password":"[removed]","tokens":"[removed]","web_token":null}',
    ],
    [String.raw`{"pass\u0077ord":"x"}`, '{"password":"[removed]"}'],
    [JSON.stringify({ a: JSON.stringify({ password: 'x' }) }), JSON.stringify({ a: '{"password":"[removed]"}' })],
    ['{"weixins":["openid1"],"phoneNumber":"159"}', '{"weixins":"[removed]","phoneNumber":"159"}'],
    ['not ok: whsec_aGVsbG8= and "password":"hunter2"', 'not ok: [removed] and "password":"[removed]"'],
    ['{"secret":"cut off', '{"secret":"[removed]"'],
    ['plain', 'plain'],
  ])('of %s is %s', (text, kept) => {
    expect(redacted(text)).toBe(kept);
  });

  it('is at most 4,096 characters, also of what takes long to read', () => {
    expect(redacted('x'.repeat(300_000))).toHaveLength(4_096);
    expect(redacted(`"${'a.'.repeat(100_000)}`).length).toBe(4_096);
    expect(redacted('['.repeat(300_000))).toHaveLength(4_096);
    expect(redacted(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toHaveLength(4_096);
  });
});
