import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { BenchServer } from './bench-server.js';
import { drive } from './http-driver.js';
import { addressOf, workloads } from './requests.js';
import { driveSmtp } from './smtp-driver.js';

const CONNECTIONS = 24;
const MAIL_BYTES = 10 * 1024;
const LARGE_BYTES = 25 * 1024 * 1024;
const RECIPIENT = 'support@example.com';
const LOOK_EVERY_MS = 20;
const MEGABYTE = 1024 * 1024;

/** 10 KB, as most mails have when they quote one before. */
const LINES = 'The laptop beeps twice and stays dark, whatever I do with it.\r\n'
  .repeat(200)
  .slice(0, MAIL_BYTES - 400);

/** Rates of the same rounds, per second. */
export interface MailFigures {
  readonly json: readonly number[];
  readonly http: readonly number[];
  readonly smtp: readonly number[];
  /** By how much the process grew at most while it took in and processed one mail of 25 MB, in MB. */
  readonly largeGrowthMB: number;
}

let count = 0;

function makeMail(): Buffer {
  count += 1;
  const from = addressOf(count);
  const headers = [
    `From: Customer ${count} <${from}>`,
    `To: ${RECIPIENT}`,
    `Subject: Laptop does not start (${count})`,
    `Message-ID: <bench-${process.pid}-${count}@example.org>`,
    'Date: Sat, 21 Nov 2026 12:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
  ];
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${count}\r\n${LINES}\r\n`);
}

/** JSON, mail by HTTP and mail by SMTP in turn. A mail counts when its activity is committed, however early it was acknowledged. */
export async function measureMails(
  server: BenchServer,
  databaseUrl: string,
  rounds: number,
  seconds: number,
  say: (line: string) => void,
): Promise<MailFigures> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const figures = { json: [] as number[], http: [] as number[], smtp: [] as number[] };
    for (let round = 1; round <= rounds; round += 1) {
      figures.json.push(await jsonRate(server, seconds));
      figures.http.push(await mailRate(client, () => sendByHttp(server, seconds)));
      figures.smtp.push(await mailRate(client, () => sendBySmtp(server, seconds)));
      const line = Object.entries(figures).map(([name, rates]) => `${name} ${Math.round(rates.at(-1) ?? 0)}`);
      say(`mail, round ${round} of ${rounds}: ${line.join(', ')}`);
    }
    return { ...figures, largeGrowthMB: await largeGrowth(server, client) };
  } finally {
    await client.end();
  }
}

async function jsonRate(server: BenchServer, seconds: number): Promise<number> {
  const { json } = workloads(server.token, 1, 1);
  if (!json) throw new Error('There is no JSON workload');
  return (await drive({ port: server.port, connections: CONNECTIONS, seconds, ...json })).rate;
}

async function mailRate(client: pg.Client, send: () => Promise<number>): Promise<number> {
  const startedAt = performance.now();
  const sent = await send();
  await drained(client);
  return (sent * 1000) / (performance.now() - startedAt);
}

async function sendBySmtp(server: BenchServer, seconds: number): Promise<number> {
  const run = { port: server.smtpPort, connections: CONNECTIONS, seconds, makeMail };
  const { answered, failed } = await driveSmtp({ ...run, sender: 'bench@example.org', recipient: RECIPIENT });
  if (failed > 0) throw new Error(`${failed} mails were not taken in`);
  return answered;
}

async function sendByHttp(server: BenchServer, seconds: number): Promise<number> {
  const makeRequest = (): Buffer => submission(server.token, makeMail());
  const run = { port: server.port, connections: CONNECTIONS, seconds, expectedStatus: 201, makeRequest };
  const { answered, failed } = await drive(run);
  if (failed > 0) throw new Error(`${failed} mails were not taken in`);
  return answered;
}

function submission(token: string, mail: Buffer): Buffer {
  const head = [
    `POST /core/mailmgr/v3/message?account=${encodeURIComponent(RECIPIENT)} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    'Content-Type: message/rfc822',
    `Content-Length: ${mail.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), mail]);
}

async function drained(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ left: boolean }>(
      'SELECT EXISTS (SELECT FROM mail_messages WHERE outcome IS NULL) AS left',
    );
    if (rows[0]?.left !== true) return;
    await pause(LOOK_EVERY_MS);
  }
}

async function largeGrowth(server: BenchServer, client: pg.Client): Promise<number> {
  const before = await server.residentBytes();
  let most = before;
  const done = new AbortController();
  const watch = (async () => {
    while (!done.signal.aborted) {
      most = Math.max(most, await server.residentBytes());
      await pause(LOOK_EVERY_MS);
    }
  })();
  const attachment = Buffer.alloc(Math.floor((LARGE_BYTES * 3) / 4), 'casemgr').toString('base64');
  const mail = [
    ...(makeMail()
      .toString()
      .split('\r\n\r\n')[0]
      ?.replace('text/plain; charset=utf-8', 'multipart/mixed; boundary=b')
      .split('\r\n') ?? []),
    '',
    '--b',
    '',
    'See the file.',
    '--b',
    'Content-Type: application/octet-stream; name="large.bin"',
    'Content-Transfer-Encoding: base64',
    '',
    attachment.replaceAll(/(.{76})/g, '$1\r\n'),
    '--b--',
    '',
  ];
  const body = Buffer.from(mail.join('\r\n'));
  const isTaken = await driveSmtp({
    port: server.smtpPort,
    connections: 1,
    seconds: 0.001,
    makeMail: () => body,
    sender: 'bench@example.org',
    recipient: RECIPIENT,
  });
  if (isTaken.answered !== 1) throw new Error('The large mail was not taken in');
  await drained(client);
  done.abort();
  await watch;
  return (most - before) / MEGABYTE;
}

export function mailTable({ json, http, smtp, largeGrowthMB }: MailFigures): string {
  const row = (name: string, rates: readonly number[]): string => {
    const ratios = rates.map((rate, round) => rate / (json[round] ?? Number.NaN));
    return `| ${name} | ${middle(rates).toFixed(0)} | ${middle(ratios).toFixed(2)} |`;
  };
  return [
    '| what | per second, median | ÷ JSON of the same round |',
    '| --- | --- | --- |',
    row('POST JSON', json),
    row('mail of 10 KB by HTTP, to its activity', http),
    row('mail of 10 KB by SMTP on kept connections, to its activity', smtp),
    '',
    `One mail of 25 MB makes the process grow by at most ${largeGrowthMB.toFixed(0)} MB.`,
  ].join('\n');
}

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
