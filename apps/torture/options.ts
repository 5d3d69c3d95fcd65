import { parseArgs } from 'node:util';

export type DatabaseChoice = 'embedded' | 'postgres';

export interface TortureOptions {
  /** How long requests are sent and faults injected; starting and checking come on top. */
  readonly seconds: number;
  /** Chooses the requests and the faults. What happens in between is up to the machine. */
  readonly seed: number;
  readonly database: DatabaseChoice;
}

const LONGEST_SECONDS = 24 * 60 * 60;

/** Reads the command line; throws an Error that says what is wrong with it. */
export function readOptions(args: readonly string[]): TortureOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      database: { type: 'string', default: 'embedded' },
    },
  });
  const { database } = values;
  if (database !== 'embedded' && database !== 'postgres') throw new Error('--database must be embedded or postgres');
  return { seconds: wholeNumber('seconds', values.seconds), seed: wholeNumber('seed', values.seed), database };
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= LONGEST_SECONDS * 1000) return value;
  throw new Error(`--${name} must be a whole number above 0`);
}
