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

/** What is taken in for a mail that its server does not give: it says nothing about its sender, so it is held. */
export function skippedNoticeOf({ uid, folder, tries }: { uid: number; folder: string; tries: number }): Buffer {
  const name = JSON.stringify(folder).replace(/[^\x20-\x7e]/g, '?');
  const text =
    `The server of the mailbox did not give this mail in ${tries} tries, while it gave others. ` +
    `It is left in the folder ${JSON.stringify(folder)}, with the UID ${uid}.`;
  return Buffer.from(
    `Subject: Mail ${uid} of the folder ${name} could not be fetched\r\n` +
      `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n`,
  );
}

/** Each header with the lines that continue it. */
function unfoldedLines(block: string): string[] {
  return block.split(/\r?\n(?![ \t])/).filter((line) => line.trim() !== '');
}
