import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { MessageUnreadable, type ReadMessage } from './message.js';
import { MessageReader } from './message-reader.js';

/** Raw mails by hazard, each with what it is there for and what is to be read from it beside it. */
const CORPUS = 'test/corpus/mail';

interface Expectation {
  readonly why: string;
  /** Members of what is read; null stands for one that must not be there. */
  readonly expect: Record<string, unknown>;
}

function mailsOf(hazard: string): [name: string, why: string, raw: Buffer, expectation: Expectation][] {
  return readdirSync(join(CORPUS, hazard))
    .filter((file) => file.endsWith('.eml'))
    .map((file) => {
      const path = join(CORPUS, hazard, file);
      const expectation = JSON.parse(readFileSync(path.replace(/\.eml$/, '.json'), 'utf8')) as Expectation;
      return [file.replace(/\.eml$/, ''), expectation.why, readFileSync(path), expectation];
    });
}

/** What is compared: JSON, attachments by their size. */
function asExpected(message: ReadMessage): Record<string, unknown> {
  return {
    ...message,
    date: message.date?.toISOString(),
    attachments: message.attachments.map(({ content, ...attachment }) => ({ ...attachment, bytes: content.length })),
    deskCount: message.desk.length,
    deskFaults: message.desk.flatMap(({ fault }) => fault ?? []),
  };
}

const reader = new MessageReader();

afterAll(() => reader.close());

async function read(raw: Uint8Array): Promise<Record<string, unknown>> {
  try {
    const message = await reader.read(raw, { prefix: 'x-desk-', ownMark: 'mark' });
    return asExpected({ ...message, ...(await reader.wordsOf(message)) });
  } catch (error) {
    if (error instanceof MessageUnreadable) return { unreadable: error.reason };
    throw error;
  }
}

async function expectToBeRead(raw: Uint8Array, { expect: wanted }: Expectation): Promise<void> {
  const message = await read(raw);
  for (const [member, value] of Object.entries(wanted)) {
    const found = message[member];
    if (value === null) expect([member, found]).toEqual([member, undefined]);
    else if (typeof value === 'object' && member !== 'defects')
      expect({ [member]: found }).toMatchObject({ [member]: value });
    else expect({ [member]: found }).toEqual({ [member]: value });
  }
}

it('has an outcome beside every mail of the corpus, and a mail beside every outcome', () => {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((file) => dirname(file) !== '.');
  const without = (extension: string): string[] =>
    files.filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length));
  expect(without('.eml').length).toBeGreaterThan(70);
  expect(without('.eml').sort()).toEqual(without('.json').sort());
});

describe('a mail of a usual program (MM-4)', () => {
  it.each(mailsOf('clients'))('reads %s: %s', (_name, _why, raw, expectation) => expectToBeRead(raw, expectation));
});

describe('the charset of a mail (MM-6)', () => {
  it.each(mailsOf('charsets'))('reads %s: %s', (_name, _why, raw, expectation) => expectToBeRead(raw, expectation));
});

describe('what Outlook packs (MM-4)', () => {
  it.each(mailsOf('tnef'))('unpacks %s: %s', (_name, _why, raw, expectation) => expectToBeRead(raw, expectation));
});

describe('a bounce (ML-2)', () => {
  it.each(mailsOf('bounces'))('reads %s: %s', (_name, _why, raw, expectation) => expectToBeRead(raw, expectation));
});

describe('an automatic mail (ML-1), and one that goes round (ML-3)', () => {
  it.each(mailsOf('automatic'))('knows %s: %s', (_name, _why, raw, expectation) => expectToBeRead(raw, expectation));
});

describe('a mail that is not as it should be (MN-5)', () => {
  it.each(mailsOf('malformed'))('reads %s: %s', (_name, _why, raw, expectation) => expectToBeRead(raw, expectation));
});

describe('a mail that means harm (MN-5, MX-10, MX-13)', () => {
  it.each(mailsOf('hostile'))('stands %s: %s', (_name, _why, raw, expectation) => expectToBeRead(raw, expectation));
});
