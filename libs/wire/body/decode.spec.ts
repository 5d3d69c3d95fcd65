import { describe, expect, it } from '@jest/globals';
import type { Shape } from '../tree.js';
import { decodeBody, type BodyFormat } from './decode.js';
import { UnexpectedRoot } from './decode-xml.js';
import { MalformedBody } from './malformed.js';

const SHAPE: Shape = { members: { subject: 'value' } };
const LARGE = 'é'.repeat(200_000);

function decode(format: BodyFormat, text: string | Uint8Array): ReturnType<typeof decodeBody> {
  return decodeBody({ format, bytes: Buffer.from(text), root: 'activity', shape: SHAPE });
}

describe('a body of any size', () => {
  it.each([
    ['json', '{"subject":"é"}', 'é'],
    ['xml', '<activity><subject>é</subject></activity>', 'é'],
    ['json', `{"subject":"${LARGE}"}`, LARGE],
    ['xml', `<activity><subject>${LARGE}</subject></activity>`, LARGE],
  ] as const)('is decoded from %s to the same tree', async (format, text, subject) => {
    const tree = await decode(format, text);
    expect(Object.getPrototypeOf(tree)).toBeNull();
    expect({ ...(tree as object) }).toEqual({ subject });
  });

  it('may begin with a byte order mark', async () => {
    expect(await decode('json', '\ufeff{"subject":"a"}')).toMatchObject({ subject: 'a' });
    expect(await decode('xml', '\ufeff<activity><subject>a</subject></activity>')).toMatchObject({ subject: 'a' });
  });

  it.each(['{"subject":1,', `{"filler":"${LARGE}",`])('ERR-9 is refused with its place', async (text) => {
    await expect(decode('json', text)).rejects.toMatchObject({ line: 1, column: text.length + 1 });
  });

  it.each(['', LARGE])('B-18 is refused under another root', async (filler) => {
    await expect(decode('xml', `<other>${filler}</other>`)).rejects.toThrow(UnexpectedRoot);
  });

  it('H-3 is refused when it is not UTF-8', async () => {
    await expect(decode('json', Buffer.from('{"subject":"é"}', 'latin1'))).rejects.toThrow(MalformedBody);
  });

  it('has members of any name, and none of them is special', async () => {
    const tree = await decode('json', '{"__proto__":{"subject":"a"},"constructor":1}');
    expect(Object.keys(tree as object)).toEqual(['__proto__', 'constructor']);
    expect((tree as Record<string, unknown>)['subject']).toBeUndefined();
  });
});
