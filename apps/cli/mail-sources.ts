import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A mail of a folder or file. */
export interface StoredMail {
  /** Where it is: the path of its file, in an mbox with the number of the mail. */
  readonly name: string;
  readonly raw: Uint8Array<ArrayBuffer>;
}

/** A file with one mail, or with many. */
interface MailFile {
  readonly path: string;
  readonly size: number;
  readonly isMbox: boolean;
}

/** More than any account takes; what is larger is no mail but a file that was taken for one. */
const LARGEST_MAIL = 512 * 1024 * 1024;

/**
 * The files of a Maildir (its `cur` and `new`), of a folder with `.eml` and `.mbox` files at any depth, or the one file; with
 * their bytes. In the order of their names, so that a second time goes the same way.
 */
export async function findMailFiles(path: string): Promise<readonly MailFile[]> {
  if (!(await stat(path)).isDirectory()) return [await describe(path)];
  const names = await readdir(path);
  const isMaildir = names.includes('cur') && names.includes('new');
  const found = isMaildir ? await filesOfMaildir(path) : await filesBelow(path);
  return Promise.all(found.sort().map(describe));
}

async function filesOfMaildir(path: string): Promise<string[]> {
  const folders = await Promise.all(
    ['cur', 'new'].map(async (folder) => (await readdir(join(path, folder))).map((name) => join(path, folder, name))),
  );
  return folders.flat();
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:eml|mbox)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function describe(path: string): Promise<MailFile> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0);
    return { path, size, isMbox: buffer.toString('latin1', 0, bytesRead) === 'From ' };
  } finally {
    await file.close();
  }
}

export async function* mailsOf(files: readonly MailFile[]): AsyncGenerator<StoredMail> {
  for (const { path, isMbox } of files) {
    if (!isMbox) {
      yield { name: path, raw: new Uint8Array(await readFile(path)) };
      continue;
    }
    let number = 0;
    for await (const raw of mailsOfMbox(createReadStream(path))) yield { name: `${path}#${(number += 1)}`, raw };
  }
}

/**
 * The mails of an mbox (RFC 4155): each begins at a line `From …` that is the first one or follows an empty one. That line is no
 * part of it, and a `>` that was put before such a line in its text is taken away again.
 */
export async function* mailsOfMbox(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let lines: Uint8Array[] = [];
  let size = 0;
  let isAfterEmpty = true;
  let hasBegun = false;
  for await (const line of linesOf(chunks)) {
    if (isAfterEmpty && startsWith(line, 'From ')) {
      if (hasBegun) yield withoutLastEmpty(lines);
      [lines, size, isAfterEmpty, hasBegun] = [[], 0, false, true];
      continue;
    }
    isAfterEmpty = line.length === 1 || (line.length === 2 && line[0] === 0x0d);
    const kept = isQuotedFrom(line) ? line.subarray(1) : line;
    size += kept.length;
    if (size > LARGEST_MAIL) throw new Error(`a mail of more than ${LARGEST_MAIL} bytes; is this an mbox?`);
    lines.push(kept);
  }
  if (hasBegun) yield withoutLastEmpty(lines);
}

/** The empty line before the next mail belongs to the file. */
function withoutLastEmpty(lines: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const last = lines.at(-1);
  const isEmpty = last !== undefined && Buffer.from(last).toString('latin1').trim() === '';
  return new Uint8Array(Buffer.concat(isEmpty ? lines.slice(0, -1) : lines));
}

function isQuotedFrom(line: Uint8Array): boolean {
  return line[0] === 0x3e && /^>+From /.test(Buffer.from(line.subarray(0, 100)).toString('latin1'));
}

function startsWith(line: Uint8Array, text: string): boolean {
  return Buffer.from(line.subarray(0, text.length)).toString('latin1') === text;
}

/** With their line feeds. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let feed = chunk.indexOf(0x0a); feed !== -1; feed = chunk.indexOf(0x0a, start)) {
      const end = chunk.subarray(start, feed + 1);
      yield rest.length === 0 ? end : Buffer.concat([...rest, end]);
      rest = [];
      start = feed + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
