import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

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

/** What a path has of mail, and the files that are none, in the order of their names: a second time goes the same way. */
export interface FoundMailFiles {
  readonly files: readonly MailFile[];
  readonly leftOut: readonly string[];
}

/**
 * The one file; or of a folder, at any depth, what is in `cur` and `new` of a Maildir, `.eml` files, and every mbox, which
 * begins with `From ` and may have any name.
 */
export async function findMailFiles(path: string): Promise<FoundMailFiles> {
  if (!(await stat(path)).isDirectory()) return { files: [await describe(path)], leftOut: [] };
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files: MailFile[] = [];
  const leftOut: string[] = [];
  for (const found of paths.sort()) {
    const file = await describe(found);
    if (file.isMbox || /\.(?:eml|mbox)$/i.test(found) || MAILDIR_FOLDERS.has(folderOf(found))) files.push(file);
    else leftOut.push(found);
  }
  return { files, leftOut };
}

/** In `tmp` a Maildir has what has not arrived yet. */
const MAILDIR_FOLDERS = new Set(['cur', 'new']);

function folderOf(path: string): string {
  return basename(dirname(path));
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
 * The mails of an mbox (RFC 4155): each begins at a line `From …` that is the first one, or follows an empty one and has a date
 * or a header after it, because not every program puts a `>` before such a line of a text. That line is no part of the mail, and
 * the `>` is taken away again.
 */
export async function* mailsOfMbox(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let lines: Uint8Array[] = [];
  let size = 0;
  let isAfterEmpty = true;
  let hasBegun = false;
  for await (const [line, next] of withNext(linesOf(chunks))) {
    if (isAfterEmpty && startsWith(line, 'From ') && (!hasBegun || hasDate(line) || isHeader(next))) {
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
  return line[0] === 0x3e && /^>+From /.test(beginningOf(line, 100));
}

function startsWith(line: Uint8Array, text: string): boolean {
  return beginningOf(line, text.length) === text;
}

/** As `asctime` writes it: `Fri Nov 20 10:00:00 2026`, a zone or not. */
function hasDate(line: Uint8Array): boolean {
  return /\b\d{1,2}:\d{2}(?::\d{2})? .{0,20}\b\d{4}\b/.test(beginningOf(line, 500));
}

function isHeader(line: Uint8Array | undefined): boolean {
  return line !== undefined && /^[!-9;-~]+:/.test(beginningOf(line, 100));
}

function beginningOf(line: Uint8Array, length: number): string {
  return Buffer.from(line.subarray(0, length)).toString('latin1');
}

async function* withNext<Item>(items: AsyncIterable<Item>): AsyncGenerator<[Item, Item | undefined]> {
  let before: { readonly item: Item } | undefined;
  for await (const item of items) {
    if (before) yield [before.item, item];
    before = { item };
  }
  if (before) yield [before.item, undefined];
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
