/**
 * What is taken in of a mail that is larger than its account takes: a mailbox cannot be told to refuse it, and leaving it out
 * would hide it (mail-gateway.md MN-3). Its headers, so that it finds its case, and where the rest is.
 */
export function noticeOf(
  headers: Buffer,
  { uid, folder, size, limit }: { uid: number; folder: string; size: number; limit: number },
): Buffer {
  const kept = unfoldedLines(headers.toString('latin1')).filter((line) => !/^(?:content-|mime-version:)/i.test(line));
  const text =
    `This mail has ${size} bytes, more than the ${limit} that this account takes. ` +
    `It is left in the folder ${JSON.stringify(folder)} of the mailbox, with the UID ${uid}.`;
  return Buffer.concat([
    Buffer.from(kept.map((line) => `${line}\r\n`).join(''), 'latin1'),
    Buffer.from(`MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`),
  ]);
}

/** Each header with the lines that continue it. */
function unfoldedLines(block: string): string[] {
  return block.split(/\r?\n(?![ \t])/).filter((line) => line.trim() !== '');
}
