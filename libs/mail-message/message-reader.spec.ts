import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MessageUnreadable, type ReadMessage } from './message.js';
import { MessageReader, READING_LIMITS, type ReadingLimits } from './message-reader.js';

const OPTIONS = { prefix: 'x-desk-' };
const SMALL = Buffer.from('From: ann@example.org\r\nSubject: small\r\n\r\nstill read\r\n');

/** What takes time that grows with the square of a mail takes longer, on any machine. */
const PATIENT = { timeMs: 60_000 };

const readers: MessageReader[] = [];

function startReader(limits: Partial<ReadingLimits> = {}, threads = 1): MessageReader {
  const reader = new MessageReader(threads, { ...READING_LIMITS, ...limits });
  readers.push(reader);
  return reader;
}

afterAll(async () => {
  await Promise.all(readers.map((reader) => reader.close()));
});

async function reasonOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
    return 'read';
  } catch (error) {
    if (error instanceof MessageUnreadable) return error.reason;
    throw error;
  }
}

function multipart(parts: readonly string[]): Buffer {
  const body = parts.map((part) => `--b\r\n${part}\r\n`).join('');
  return Buffer.from(`From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${body}--b--\r\n`);
}

/** Lines that begin as delimiters do, below as many open multiparts as are allowed. */
function endlessDashes(bytes: number): Buffer {
  const nested = Array.from(
    { length: 98 },
    (_, depth) => `--b${depth}\r\nContent-Type: multipart/mixed; boundary=b${depth + 1}\r\n\r\n`,
  );
  const head = `Content-Type: multipart/mixed; boundary=b0\r\n\r\n${nested.join('')}`;
  return Buffer.concat([Buffer.from(head), Buffer.alloc(bytes, '--b\n')]);
}

describe('the reader of mails', () => {
  it('ends a mail that takes too long, and reads the next one on another thread (MN-5)', async () => {
    const reader = startReader({ timeMs: 300 });
    const hanging = reasonOf(reader.read(endlessDashes(60_000_000), OPTIONS));
    const next = reader.read(SMALL, OPTIONS);
    expect(await hanging).toBe('time');
    expect((await next).subject).toBe('small');
  });

  it('ends what takes too long to tell apart, and reads the mails that went to the thread with it (MN-5)', async () => {
    const reader = startReader();
    const before = reader.read(SMALL, OPTIONS);
    const hanging = reasonOf(reader.wordsOf({ text: '在\n'.repeat(30_000) }));
    const after = reader.read(SMALL, OPTIONS);
    expect(await hanging).toBe('time');
    expect([(await before).subject, (await after).subject]).toEqual(['small', 'small']);
  });

  it('tells apart what a text, or else an html, quotes (RK-3)', async () => {
    const reader = startReader();
    const text = 'It works.\n\nOn Monday, Joe <joe@example.org> wrote:\n> Does it?\n';
    expect(await reader.wordsOf({ text, html: '<p>Never</p>' })).toEqual({ unquotedText: 'It works.' });
    expect(await reader.wordsOf({ html: '<p>It <b>works</b>.</p>' })).toEqual({
      htmlText: 'It works.',
      unquotedText: 'It works.',
    });
    expect(await reader.wordsOf({ text: 'x'.repeat(64 * 1024 + 1) })).toEqual({ unquotedText: undefined });
  });

  it('ends a mail that takes too much memory, and reads the next one (MN-5)', async () => {
    const reader = startReader({ ...PATIENT, memoryMB: 24 });
    const parts = Array.from(
      { length: 19_000 },
      (_, index) => `X-A: ${'a'.repeat(60)}${index}\r\n\r\n${'b'.repeat(500)}`,
    );
    expect(await reasonOf(reader.read(multipart(parts), OPTIONS))).toBe('memory');
    expect((await reader.read(SMALL, OPTIONS)).text).toBe('still read\n');
  });

  it('does not find a mail unreadable because no thread began in time (MN-5)', async () => {
    const reader = startReader({ startingMs: 0 }, 8);
    const files = Array.from({ length: 8 * 32 }, () => reader.read(SMALL, OPTIONS));
    const reasons = (await Promise.allSettled(files)).flatMap((read) =>
      read.status === 'rejected' ? [read.reason as unknown] : [],
    );
    expect(reasons).toContainEqual(new Error('no thread began to read within 0 ms'));
    expect(reasons.filter((reason) => reason instanceof MessageUnreadable)).toEqual([]);
  });

  it('refuses a mail that is larger than it may be before a thread sees it (MN-5)', async () => {
    const reader = startReader({ maximumBytes: 50 });
    expect(await reasonOf(reader.read(Buffer.alloc(51), OPTIONS))).toBe('size');
  });

  it.each([
    ['10,000 parts', multipart(Array.from({ length: 10_000 }, () => '\r\nx')), 'read'],
    ['20,001 parts', multipart(Array.from({ length: 20_001 }, () => '\r\nx')), 'structure'],
    [
      '3 MB of headers of parts',
      multipart(Array.from({ length: 300 }, () => `A: ${'a'.repeat(10_000)}\r\n\r\nx`)),
      'structure',
    ],
    ['3 MB of one header', Buffer.from(`From: a@example.org\r\nA: ${'a'.repeat(3_000_000)}\r\n\r\nx`), 'read'],
    ['100,000 headers', Buffer.from(`${'A: b\r\n'.repeat(100_000)}\r\nx`), 'read'],
    ['a From of 200 KB', Buffer.from(`From: ${'<"(,'.repeat(50_000)}\r\n\r\nx`), 'read'],
    ['50,000 encoded words', Buffer.from(`Subject: ${'=?a?q?b?= '.repeat(25_000)}\r\n\r\nx`), 'read'],
    ['quotes that never end', Buffer.from(`To: ${'"a '.repeat(80_000)}\r\n\r\nx`), 'read'],
    ['a tag that never ends', Buffer.from(`Content-Type: text/html\r\n\r\n${'<a '.repeat(200_000)}`), 'read'],
    ['only line feeds', Buffer.alloc(2_000_000, '\n'), 'read'],
    ['only zeros', Buffer.alloc(2_000_000), 'read'],
  ])('is not stopped by %s (MN-5)', async (_name, raw, outcome) => {
    const reader = startReader(PATIENT);
    expect(await reasonOf(reader.read(raw, OPTIONS))).toBe(outcome);
  });

  it('keeps the first 1,000 files of a mail and says how many there were (MN-5)', async () => {
    const files = Array.from({ length: 1_200 }, () => 'Content-Disposition: attachment\r\n\r\nx');
    const { attachments, defects } = await startReader().read(multipart(files), OPTIONS);
    expect(attachments).toHaveLength(1_000);
    expect(defects).toEqual(['1200 attachments, the first 1000 are read']);
  });

  it('reads as many mails at once as it has threads, and leaves the bytes to the caller', async () => {
    const reader = startReader({}, 2);
    const messages = await Promise.all(Array.from({ length: 20 }, () => reader.read(SMALL, OPTIONS)));
    expect(new Set(messages.map(({ contentHash }) => contentHash)).size).toBe(1);
    expect(SMALL.toString()).toContain('still read');
  });

  it('rejects what it is reading when it is closed, and what comes after', async () => {
    const reader = startReader();
    const reading = reader.read(endlessDashes(20_000_000), OPTIONS);
    const closing = reader.close();
    await expect(reading).rejects.toThrow('is closed');
    await closing;
    await expect(reader.read(SMALL, OPTIONS)).rejects.toThrow('is closed');
  });
});

describe('the same content (MN-7)', () => {
  const MAIL = 'From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nx-desk-case-labels: a\r\n\r\none\r\ntwo\r\n';
  const reader = startReader();
  const hashOf = async (mail: string): Promise<string> => (await reader.read(Buffer.from(mail), OPTIONS)).contentHash;

  it.each([
    ['another way here', `Received: by x\r\nDelivered-To: b@example.org\r\n${MAIL}`],
    ['another Message-ID', `Message-ID: <1@x>\r\n${MAIL}`],
    ['other line ends', MAIL.replaceAll('\r\n', '\n')],
    ['empty lines at its end', `${MAIL}\r\n\r\n`],
    ['no line end at its end', MAIL.trimEnd()],
    ['a folded header', MAIL.replace('Subject: x', 'Subject:\r\n x')],
    ['a signature of its headers', `x-desk-auth: v1,a\r\n${MAIL}`],
  ])('is there with %s', async (_difference, mail) => {
    expect(await hashOf(mail)).toBe(await hashOf(MAIL));
  });

  it.each([
    ['author', MAIL.replace('a@example.org', 'c@example.org')],
    ['recipient', MAIL.replace('b@example.org', 'c@example.org')],
    ['subject', MAIL.replace('Subject: x', 'Subject: y')],
    ['desk header', MAIL.replace('labels: a', 'labels: b')],
    ['text', MAIL.replace('two', 'three')],
    ['line', MAIL.replace('one\r\ntwo', 'one\r\n\r\ntwo')],
  ])('is not there with another %s', async (_difference, mail) => {
    expect(await hashOf(mail)).not.toBe(await hashOf(MAIL));
  });
});

describe('any mail', () => {
  const CORPUS = 'test/corpus/mail';
  const mails = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.eml'))
    .map((file) => readFileSync(join(CORPUS, file)));

  /** Cuts, repeats, swaps and damages bytes of mails of the corpus. */
  const mutations = fc
    .record({
      mail: fc.constantFrom(...mails),
      other: fc.constantFrom(...mails),
      edits: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          length: fc.nat(60),
          kind: fc.constantFrom('cut', 'repeat', 'splice', 'noise'),
          noise: fc.uint8Array({ maxLength: 12 }),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    })
    .map(({ mail, other, edits }) =>
      edits.reduce((bytes, { at, length, kind, noise }) => {
        const from = Math.floor(at * bytes.length);
        const [before, touched, after] = [
          bytes.subarray(0, from),
          bytes.subarray(from, from + length),
          bytes.subarray(from + length),
        ];
        const into = {
          cut: [],
          repeat: Array<Buffer>(20).fill(touched),
          splice: [other.subarray(0, length * 20)],
          noise: [noise],
        };
        return Buffer.concat([before, ...into[kind], after]);
      }, mail),
    );

  it('is read, or unreadable, but never an error of another kind, and in time (MN-5)', async () => {
    const reader = startReader(PATIENT);
    const check = fc.asyncProperty(mutations, async (raw) => {
      const message: ReadMessage | undefined = await reader.read(raw, OPTIONS).catch((error: unknown) => {
        expect(error).toBeInstanceOf(MessageUnreadable);
        expect((error as MessageUnreadable).reason).toBe('structure');
        return undefined;
      });
      if (!message) return;
      for (const { address, name } of [...message.from, ...message.to, ...message.cc]) {
        expect(address).toMatch(/^[^\s<>"]+@[^\s<>"]+$/);
        expect(name).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }
      for (const { name, contentType } of message.attachments) {
        expect(name).toMatch(/^[^/\\]{1,255}$/su);
        expect(contentType).toMatch(/^[^\s/]+\/[^\s/]+$/);
      }
      expect(message.subject).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    });
    await fc.assert(check, { seed: 20_261_121, numRuns: 1_000 });
  });
});
