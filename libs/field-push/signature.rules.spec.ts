import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { signedHeaders } from './signature.rules.js';

const OLD = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const NEW = `whsec_${Buffer.alloc(64, 2).toString('base64')}`;
const BODY = '{"ticket":{"subject":"größer ✓"}}';

describe('FS-3: signatures, judged by the reference implementation', () => {
  const headers = signedHeaders('msg-1', new Date(), BODY, [NEW, OLD]);

  it.each([OLD, NEW])('convinces who knows %s', (secret) => {
    expect(new Webhook(secret).verify(BODY, { ...headers })).toEqual(JSON.parse(BODY));
  });

  it('convinces nobody of another body, id or time, or with another secret', () => {
    const other = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
    expect(() => new Webhook(other).verify(BODY, { ...headers })).toThrow();
    expect(() => new Webhook(NEW).verify(`${BODY} `, { ...headers })).toThrow();
    expect(() => new Webhook(NEW).verify(BODY, { ...headers, 'webhook-id': 'msg-2' })).toThrow();
    expect(() => new Webhook(NEW).verify(BODY, { ...signedHeaders('msg-1', new Date(0), BODY, [NEW]) })).toThrow();
  });
});
