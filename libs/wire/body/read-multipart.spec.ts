import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MalformedBody } from './malformed.js';
import { readMultipart, type PartHead } from './read-multipart.js';

const TYPE = 'multipart/form-data; boundary=xx';

interface ReadPart extends PartHead {
  readonly text: string;
}

async function* inChunks(body: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < body.length; start += size) yield body.subarray(start, start + size);
}

async function read(body: string | Buffer, contentType = TYPE, chunkSize = 65_536): Promise<ReadPart[]> {
  const parts: ReadPart[] = [];
  await readMultipart(inChunks(Buffer.from(body), chunkSize), contentType, 5, async (head, bytes) => {
    const chunks = await bytes.toArray();
    parts.push({ ...head, text: Buffer.concat(chunks as Buffer[]).toString() });
  });
  return parts;
}

function part(head: string, text = '{}'): string {
  return `--xx\r\n${head}\r\n\r\n${text}\r\n`;
}

const DATA = part('Content-Disposition: form-data; name="data"');
const END = '--xx--\r\n';

describe('H-4: a multipart body', () => {
  it('has fields and files, read in their order', async () => {
    const photo = part(
      'Content-Disposition: form-data; name="photo"; filename="p.png"\r\nContent-Type: image/png\r\nContent-ID: <p@x>',
      'bytes\r\n--x',
    );
    expect(await read(DATA + photo + END)).toEqual([
      { name: 'data', fileName: undefined, contentType: undefined, contentId: undefined, text: '{}' },
      { name: 'photo', fileName: 'p.png', contentType: 'image/png', contentId: 'p@x', text: 'bytes\r\n--x' },
    ]);
  });

  it.each([
    ['in UTF-8, as browsers send it', 'filename="Übung.txt"', 'Übung.txt'],
    ['with quotes, as browsers send them', 'filename="a%22b.txt"', 'a"b.txt'],
    ['in the extended notation', "filename*=UTF-8''%e2%82%ac.txt", '€.txt'],
    ['in the extended notation, within Latin-1', "filename*=UTF-8''%C3%BC.txt", 'ü.txt'],
  ])('may have a file name %s', async (_, parameter, fileName) => {
    const [file] = await read(part(`Content-Disposition: form-data; name="f"; ${parameter}`) + END);
    expect(file?.fileName).toBe(fileName);
  });

  it('may arrive byte by byte, with a preamble and an epilogue', async () => {
    const parts = await read(`preamble\r\n${DATA}${END}epilogue`, TYPE, 1);
    expect(parts.map(({ name, text }) => [name, text])).toEqual([['data', '{}']]);
  });

  it('is read one part after the other, however long each takes', async () => {
    const log: string[] = [];
    const parts = ['a', 'b', 'c'].map((name) => part(`Content-Disposition: form-data; name="${name}"`)).join('');
    await readMultipart(inChunks(Buffer.from(parts + END), 1_000), TYPE, 5, async ({ name }, bytes) => {
      log.push(`${name} begins`);
      await bytes.toArray();
      log.push(`${name} ends`);
    });
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('may be large: a part is read as it arrives', async () => {
    const text = 'a\r\n'.repeat(1_000_000);
    const [file] = await read(part('Content-Disposition: form-data; name="f"', text) + END);
    expect(file?.text === text).toBe(true);
  });
});

describe('ERR-9: a multipart body that is not well-formed', () => {
  it.each([
    ['is no multipart body', 'hello', TYPE],
    ['has no end', DATA, TYPE],
    ['has no boundary', DATA, 'multipart/form-data'],
    ['has an empty boundary', DATA, 'multipart/form-data; boundary=""'],
    ['has a boundary of 71 characters', DATA, `multipart/form-data; boundary=${'x'.repeat(71)}`],
    ['has another boundary', DATA + END, 'multipart/form-data; boundary=yy'],
    ['has a part without head', '--xx\r\n\r\n{}\r\n--xx--\r\n', TYPE],
    ['has a part without disposition', part('Content-Type: text/plain') + END, TYPE],
    ['has a part that is no form data', part('Content-Disposition: attachment; name="a"') + END, TYPE],
    ['has a part without name', part('Content-Disposition: form-data') + END, TYPE],
    ['has a disposition that cannot be read', part('Content-Disposition: ;;=') + END, TYPE],
    ['has more parts than allowed', DATA.repeat(6) + END, TYPE],
  ])('is refused when it %s', async (_, body, contentType) => {
    await expect(read(body, contentType)).rejects.toThrow(MalformedBody);
  });

  it('is refused wherever it is cut', async () => {
    const whole = DATA + part('Content-Disposition: form-data; name="f"; filename="f"', 'x'.repeat(50)) + END;
    const complete = whole.indexOf('--xx--') + '--xx--'.length;
    for (let length = 1; length < complete; length += 1) {
      await expect(read(whole.slice(0, length))).rejects.toThrow(MalformedBody);
    }
  });

  it('ends neither the process nor the wait, whatever comes', async () => {
    const piece = fc.constantFrom(
      '--xx',
      '--xx--',
      '\r\n',
      '\r\n\r\n',
      '\n',
      'Content-Disposition: form-data; name="a"',
      ':',
      ';',
      '\u0000',
      'x',
    );
    const body = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(body, fc.integer({ min: 1, max: 30 }), async (text, chunkSize) => {
        const outcome = await read(text, TYPE, chunkSize).catch((error: unknown) => error);
        expect(Array.isArray(outcome) || outcome instanceof MalformedBody).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('gives up as soon as a part cannot be read', async () => {
    const failing = readMultipart(inChunks(Buffer.from(DATA.repeat(2) + END), 10), TYPE, 5, () =>
      Promise.reject(new Error('the disk is full')),
    );
    await expect(failing).rejects.toThrow('the disk is full');
  });
});
