import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CommandFailure, EXIT } from './exit.js';
import { showProgress } from './import-progress.js';
import { findMailFiles, mailsOf, type StoredMail } from './mail-sources.js';
import { MailSubmitter, type SubmissionAnswer } from './mail-submission.js';
import { ServerUnreachable } from './server-client.js';

/** Mails on their way at the same time; the server's own batches make more of them than one. */
const AT_ONCE = 8;

/** How long a server in trouble is waited for. */
const PATIENCE_MS = 5 * 60_000;

const UNREACHABLE_AFTER_MS = 2_000;
const MOST_REASONS = 20;

const AGAIN = 'Run the same command again: what has come already is recognised as a duplicate.';

/** Hands over all mails of a Maildir, an mbox file or a folder (mail-gateway.md MD-5). */
export async function importMails(args: readonly string[]): Promise<void> {
  const { path, account } = readArguments(args);
  const { files, leftOut } = await findMailFiles(path).catch((error: unknown) => {
    throw new CommandFailure(EXIT.usage, error instanceof Error ? error.message : String(error));
  });
  tell(leftOut.map((name) => `${name}: left out, it is no mail, mbox or file of a Maildir`));
  if (files.length === 0) throw new CommandFailure(EXIT.noInput, `there is no mail in ${path}`);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const shown = showProgress(`${files.length} files, ${(bytes / 1_000_000).toFixed(1)} MB, for ${account}`, bytes);
  const submitter = new MailSubmitter();
  const refusals: { name: string; reason: string }[] = [];
  let kept = 0;

  const handOver = async ({ name, raw }: StoredMail): Promise<void> => {
    const answer = await patiently(() => submitter.submit(raw, { account, door: 'import' }));
    if ('kept' in answer) kept += 1;
    else if (answer.exitCode === EXIT.noUser) throw new CommandFailure(answer.exitCode, answer.refused);
    else refusals.push({ name, reason: answer.refused });
    shown.advance(raw.length, `${kept} kept, ${refusals.length} refused`);
  };
  try {
    await forEach(mailsOf(files), AT_ONCE, handOver);
  } catch (error) {
    shown.stop(`stopped after ${kept} mails. ${AGAIN}`);
    throw error;
  }
  shown.stop(`${kept} mails are kept, ${refusals.length} were refused`);
  tell(refusals.map(({ name, reason }) => `${name}: ${reason}`));
  if (refusals.length > 0) throw new CommandFailure(EXIT.data, `${refusals.length} mails were refused`);
}

/** Names the first ones, and says how many more there are. */
function tell(lines: readonly string[]): void {
  for (const line of lines.slice(0, MOST_REASONS)) process.stderr.write(`${line}\n`);
  if (lines.length > MOST_REASONS) process.stderr.write(`… and ${lines.length - MOST_REASONS} more\n`);
}

/** Tries again while the server says so, or does not answer, and ends with 75 when that takes too long. */
async function patiently(
  submit: () => Promise<SubmissionAnswer>,
): Promise<Exclude<SubmissionAnswer, { readonly again: string }>> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await submit().catch((error: unknown) => {
      if (!(error instanceof ServerUnreachable)) throw error;
      return { again: error.message, afterMs: UNREACHABLE_AFTER_MS };
    });
    if (!('again' in answer)) return answer;
    if (Date.now() + answer.afterMs > giveUpAt) throw new CommandFailure(EXIT.again, answer.again);
    await wait(answer.afterMs);
  }
}

/** Works on a few items at a time, and ends with the first error when those that have begun have ended. */
async function forEach<Item>(
  items: AsyncGenerator<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const workers = Array.from({ length: atOnce }, async () => {
    for (let next = await items.next(); next.done !== true; next = await items.next()) {
      try {
        await work(next.value);
      } catch (error) {
        await items.return(undefined);
        throw error;
      }
    }
  });
  const results = await Promise.allSettled(workers);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

function readArguments(args: readonly string[]): { path: string; account: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { account: { type: 'string' } },
      allowPositionals: true,
    });
    const [path] = positionals;
    if (path !== undefined && positionals.length === 1 && values.account !== undefined) {
      return { path, account: values.account };
    }
  } catch (error) {
    throw new CommandFailure(EXIT.usage, error instanceof Error ? error.message : String(error));
  }
  throw new CommandFailure(EXIT.usage, 'usage: casemgr import PATH --account ID');
}
