import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { CommandFailure, EXIT } from './exit.js';
import { MailSubmitter } from './mail-submission.js';

/** Hands the mail on standard input over; ends with 0 only when it is kept (mail-gateway.md MD-4, MN-1). */
export async function deliver(args: readonly string[]): Promise<void> {
  const { account, from, to } = readArguments(args);
  const raw = new Uint8Array(await buffer(process.stdin));
  const answer = await new MailSubmitter().submit(raw, { account, door: 'pipe', from, to });
  if ('refused' in answer) throw new CommandFailure(answer.exitCode, answer.refused);
  if ('again' in answer) throw new CommandFailure(EXIT.again, answer.again);
  process.stdout.write(`Kept as message ${answer.kept}\n`);
}

function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { account: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
    });
    const { account, from, to } = values;
    if (account !== undefined) return { account, from, to };
  } catch (error) {
    throw new CommandFailure(EXIT.usage, error instanceof Error ? error.message : String(error));
  }
  throw new CommandFailure(EXIT.usage, 'usage: casemgr deliver --account ID [--from ADDRESS] [--to ADDRESS] < MAIL');
}
