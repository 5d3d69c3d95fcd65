import type { DemoCredentials } from '#partition/demo-credentials.js';
import type { ServerConfiguration } from '#runtime/server-configuration.js';
import type { DatabaseKind } from '#storage/open-database.js';
import { demoRequests, type DemoRequest } from './demo-requests.js';

const DURABILITY: Readonly<Record<DatabaseKind['kind'], string>> = {
  embedded:
    'embedded. What is acknowledged survives a kill of the process, but not a power loss; for that set DATABASE_URL.',
  postgresql: 'PostgreSQL. What is acknowledged survives a crash of the process, the database and the machine.',
};

/** What the server prints when it listens (runtime.md §1): where it is, what it guarantees, and what to try. */
export function greeting(
  configuration: ServerConfiguration,
  kind: DatabaseKind['kind'],
  demo: DemoCredentials | undefined,
): string {
  const { publicUrl } = configuration;
  const lines = [
    `casemgr listens on ${publicUrl}`,
    `  In a browser: ${publicUrl}/docs`,
    `  Database: ${DURABILITY[kind]}`,
    ...mailLines(configuration),
  ];
  if (demo) lines.push('', ...demoLines(configuration, demo));
  return `${lines.join('\n')}\n`;
}

/** Where mail is received, if it is received by this process at all. */
function mailLines({ roles, host, smtpPort, lmtpPort }: ServerConfiguration): string[] {
  if (!roles.includes('gateway')) return [];
  const doors = [
    ['SMTP', smtpPort],
    ['LMTP', lmtpPort],
  ] as const;
  const open = doors.filter(([, port]) => port !== 0).map(([name, port]) => `${name} on ${host}:${port}`);
  return open.length === 0 ? [] : [`  Mail: ${open.join(', ')}`];
}

/** `curl` speaks SMTP wherever it is; the x-desk headers count because the demo believes this machine. */
function mailCommands({ roles, host, smtpPort }: ServerConfiguration): string[] {
  if (!roles.includes('gateway') || smtpPort === 0) return [];
  const mail =
    'From: Nora Neu <nora@new.example>\\nTo: support@example.com\\nSubject: The laptop stays dark\\n' +
    'x-desk-case-labels: laptop\\n\\nIt beeps twice.\\n';
  return [
    '',
    '# The same by mail; a moment later it is the newest activity (read it back as below, one id further)',
    `printf '${mail}' | curl -s --crlf smtp://${host}:${smtpPort} --mail-from nora@new.example --mail-rcpt support@example.com -T -`,
  ];
}

function demoLines(configuration: ServerConfiguration, demo: DemoCredentials): string[] {
  const { publicUrl } = configuration;
  return [
    'Demo partition. Paste a line; the answer is 201 with the Location of the new activity:',
    ...demoRequests(demo).flatMap((request) => [
      '',
      `# ${request.title}, JSON`,
      postCommand(publicUrl, request, 'json'),
      `# ${request.title}, XML`,
      postCommand(publicUrl, request, 'xml'),
    ]),
    ...mailCommands(configuration),
    '',
    '# Read it back (put the Location behind the address)',
    readCommand(publicUrl, demo),
    '',
    `Sign-in at ${publicUrl}/docs: user pat, password ${demo.patPassword}; customer ann, password ${demo.annPassword}`,
    'All three at once: npm run demo',
  ];
}

/** A shell substitution that gets a token, so that a line pasted hours later works as well. */
function tokenOf(publicUrl: string, form: Readonly<Record<string, string>>): string {
  const fields = Object.entries(form).map(([name, value]) => `-d ${name}=${encodeURIComponent(value)}`);
  return `$(curl -s ${publicUrl}/oauth2/token ${fields.join(' ')} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`;
}

function postCommand(publicUrl: string, { tokenForm, json, xml }: DemoRequest, format: 'json' | 'xml'): string {
  const body = format === 'json' ? json : xml;
  return (
    `curl -si ${publicUrl}/core/casemgr/v3/activity/email/general ` +
    `-H "Authorization: Bearer ${tokenOf(publicUrl, tokenForm)}" ` +
    `-H 'Content-Type: application/${format}' -H 'Accept: application/${format}' -d '${body}'`
  );
}

function readCommand(publicUrl: string, demo: DemoCredentials): string {
  const [client] = demoRequests(demo);
  const token = tokenOf(publicUrl, client?.tokenForm ?? {});
  return `curl -s -H "Authorization: Bearer ${token}" '${publicUrl}/core/casemgr/v3/activity/1000?$attribute=all'`;
}
