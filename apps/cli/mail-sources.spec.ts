import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findMailFiles, mailsOf, mailsOfMbox } from './mail-sources.js';

async function* inPieces(text: string, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += length) yield Buffer.from(text.slice(at, at + length));
}

async function mailsIn(text: string, length = text.length + 1): Promise<string[]> {
  const mails: string[] = [];
  for await (const raw of mailsOfMbox(inPieces(text, length))) mails.push(Buffer.from(raw).toString());
  return mails;
}

describe('an mbox file (MD-5)', () => {
  it.each([
    ['one mail', 'From a Fri\nSubject: 1\n\ntext\n', ['Subject: 1\n\ntext\n']],
    ['two mails', 'From a Fri\nA: 1\n\none\n\nFrom b Fri\nA: 2\n\ntwo\n', ['A: 1\n\none\n', 'A: 2\n\ntwo\n']],
    ['CRLF', 'From a Fri\r\nA: 1\r\n\r\none\r\n\r\nFrom b\r\nA: 2\r\n', ['A: 1\r\n\r\none\r\n', 'A: 2\r\n']],
    ['From within a text', 'From a Fri\nA: 1\n\none\nFrom here on\n', ['A: 1\n\none\nFrom here on\n']],
    [
      'quoted From',
      'From a Fri\nA: 1\n\n>From here\n>>From there\n> From\n',
      ['A: 1\n\nFrom here\n>From there\n> From\n'],
    ],
    ['no line end at its end', 'From a Fri\nA: 1\n\none', ['A: 1\n\none']],
    [
      'From at the beginning of a paragraph',
      'From a Fri Nov 20 10:00:00 2026\nA: 1\n\nHello\n\nFrom here on: text.\nmore\n\nFrom b Fri Nov 20 10:00 +0100 2026\n\ntwo\n',
      ['A: 1\n\nHello\n\nFrom here on: text.\nmore\n', '\ntwo\n'],
    ],
    ['an empty mail', 'From a Fri\n\nFrom b Fri\nA: 2\n', ['', 'A: 2\n']],
    ['something before the first mail', 'nonsense\n\nFrom b Fri\nA: 2\n', ['A: 2\n']],
    ['nothing', '', []],
  ])('with %s is taken apart, however it comes', async (_content, text, mails) => {
    expect(await mailsIn(text)).toEqual(mails);
    for (const length of [1, 2, 5]) expect(await mailsIn(text, length)).toEqual(mails);
  });
});

describe('a path to import from (MD-5)', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casemgr-mails-'));
    for (const name of ['box/cur', 'box/new', 'box/tmp', 'box/.Sent/cur', 'mails/below'])
      await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, 'box/cur/1:2,S'), 'A: 1\n\n');
    await writeFile(join(folder, 'box/new/2'), 'A: 2\n\n');
    await writeFile(join(folder, 'box/tmp/3'), 'A: 3\n\n');
    await writeFile(join(folder, 'box/.Sent/cur/4:2,S'), 'A: 7\n\n');
    await writeFile(join(folder, 'mails/Inbox'), 'From a\nA: 8\n');
    await writeFile(join(folder, 'mails/a.eml'), 'A: 4\n\n');
    await writeFile(join(folder, 'mails/below/b.mbox'), 'From a\nA: 5\n\nFrom b\nA: 6\n');
    await writeFile(join(folder, 'mails/notes.txt'), 'no mail');
    await writeFile(join(folder, 'empty.eml'), '');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['box', ['box/.Sent/cur/4:2,S A: 7', 'box/cur/1:2,S A: 1', 'box/new/2 A: 2']],
    ['mails', ['mails/Inbox#1 A: 8', 'mails/a.eml A: 4', 'mails/below/b.mbox#1 A: 5', 'mails/below/b.mbox#2 A: 6']],
    ['mails/below/b.mbox', ['mails/below/b.mbox#1 A: 5', 'mails/below/b.mbox#2 A: 6']],
    ['mails/a.eml', ['mails/a.eml A: 4']],
    ['empty.eml', ['empty.eml ']],
  ])('%s has its mails in the same order every time', async (path, expected) => {
    const found: string[] = [];
    for await (const { name, raw } of mailsOf((await findMailFiles(join(folder, path))).files)) {
      found.push(`${relative(folder, name)} ${Buffer.from(raw).toString().trim()}`);
    }
    expect(found).toEqual(expected);
  });

  it('has files that are no mail named', async () => {
    const leftOut = async (path: string) =>
      (await findMailFiles(join(folder, path))).leftOut.map((name) => relative(folder, name));
    expect(await leftOut('mails')).toEqual(['mails/notes.txt']);
    expect(await leftOut('box')).toEqual(['box/tmp/3']);
  });
});
