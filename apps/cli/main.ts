import { verifyAudit } from './audit.js';
import { deliver } from './deliver.js';
import { demo } from './demo.js';
import { CommandFailure, EXIT } from './exit.js';
import { importMails } from './import-mails.js';
import { ServerUnreachable } from './server-client.js';

const EXIT_FAILURE = 1;

interface Command {
  readonly run: (args: readonly string[]) => Promise<void>;
  readonly help: string;
  /** What it ends with when something happens that nobody has thought of; 1 unless set. */
  readonly exitCode?: number;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'audit verify': {
    run: async () => {
      const isIntact = await verifyAudit(process.env, (line) => {
        process.stdout.write(`${line}\n`);
      });
      if (!isIntact) process.exitCode = EXIT_FAILURE;
    },
    help: 'compare the audit trail of a running server with its seals',
  },
  demo: { run: demo, help: 'post one activity for each actor to a running server with the demo partition' },
  deliver: {
    run: deliver,
    help: '--account ID [--from ADDRESS] [--to ADDRESS] < MAIL   hand one mail over',
    // A mail server returns the mail for any other code, so that a mistake of ours would lose it (mail-gateway.md MN-2).
    exitCode: EXIT.again,
  },
  import: {
    run: importMails,
    help: 'PATH --account ID   hand over a Maildir, an mbox file, or a folder of both or of .eml',
  },
};

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { help }]) => `  ${name.padEnd(14)} ${help}`);
  return `usage: casemgr COMMAND\n\n${lines.join('\n')}\n`;
}

function exitCodeOf(error: unknown, { exitCode = EXIT_FAILURE }: Command): number {
  if (error instanceof CommandFailure) return error.exitCode;
  return error instanceof ServerUnreachable ? EXIT.again : exitCode;
}

function fail(error: unknown, command: Command): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodeOf(error, command);
}

const words = process.argv.slice(2);
const named = Object.entries(COMMANDS).find(([name]) => name === words.slice(0, name.split(' ').length).join(' '));
if (!named) {
  process.stderr.write(usage());
  process.exitCode = EXIT.usage;
} else {
  const [name, command] = named;
  process.on('uncaughtException', (error) => {
    fail(error, command);
    process.exit();
  });
  command.run(words.slice(name.split(' ').length)).catch((error: unknown) => {
    fail(error, command);
  });
}
