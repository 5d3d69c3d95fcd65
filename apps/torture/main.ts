import 'reflect-metadata';
import { readOptions, type TortureOptions } from './options.js';
import { torture, type TortureResult } from './run.js';

/** sysexits.h: the command line is wrong. */
const EXIT_USAGE = 64;

const EXIT_VIOLATIONS = 1;

const EXIT_INTERRUPTED = 130;

const MOST_VIOLATIONS_SHOWN = 50;

function report(result: TortureResult): string {
  const { violations, faults } = result;
  return [
    '',
    'Faults injected:',
    ...Object.entries(faults).map(([name, count]) => `  ${String(count).padStart(4)}  ${name}`),
    `Acknowledged ${result.acknowledged} (${result.replayed} of them replayed), refused ${result.refused}, ` +
      `unknown ${result.unknown}`,
    `Starts of the server ${result.restarts + 1}, ready after (p95) ${result.readyP95Ms} ms, ` +
      `serving again after the database was back (p95) ${result.recoveryP95Ms} ms`,
    `Violations ${violations.length}`,
    ...violations.slice(0, MOST_VIOLATIONS_SHOWN).map((text) => `  ${text}`),
    ...(violations.length > 0 ? [`Everything is still in ${result.folder}`] : []),
    '',
  ].join('\n');
}

function optionsOrExit(): TortureOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    process.exit(EXIT_USAGE);
  }
}

// An interrupted run ends what it has started: `exit` listeners do it.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(EXIT_INTERRUPTED));

const options = optionsOrExit();
console.log(`Torture for ${options.seconds} s, seed ${options.seed}, database ${options.database}`);
const result = await torture(options);
console.log(report(result));
process.exitCode = result.violations.length > 0 ? EXIT_VIOLATIONS : 0;
