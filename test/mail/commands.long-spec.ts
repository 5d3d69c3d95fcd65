import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activityOf, fateOf, idIn, rawMail } from '../support/mail.js';
import { TEST_SECRET } from '../support/partition.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'casemgr-import-'));
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command line as a mail server does. */
async function casemgr(args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['dist/apps/cli/main.js', ...args], {
    env: {
      PATH: process.env['PATH'],
      CASEMGR_URL: server.url,
      CASEMGR_CLIENT_ID: 'test-admin',
      CASEMGR_CLIENT_SECRET: TEST_SECRET,
      ...environment,
    },
  });
  const written = { output: '', errors: '' };
  child.stdout.on('data', (data: Buffer) => (written.output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (written.errors += data.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...written };
}

let count = 0;

function mail(subject: string): string {
  count += 1;
  return rawMail({ From: `nora${count}@new.example`, Subject: subject, 'Message-ID': `<c.${count}@new.example>` });
}

const SUPPORT = ['--account', 'support@example.com'];

describe('casemgr deliver (MD-4)', () => {
  it('ends with 0 when the mail is kept, with its envelope', async () => {
    const ended = await casemgr(
      ['deliver', ...SUPPORT, '--from', 'x@new.example', '--to', 'sales@example.com'],
      mail('piped'),
    );
    expect(ended).toMatchObject({ code: 0, errors: '' });
    const message = await fateOf(server, idIn(ended.output));
    expect(message).toMatchObject({
      outcome: 'created',
      door: 'pipe',
      envelope: { from: 'x@new.example', to: 'sales@example.com' },
    });
    expect(await activityOf(server, message)).toMatchObject({ subject: 'piped', department: { name: 'Sales' } });
  });

  it('hands the null return path over, so that a bounce is known for one', async () => {
    const { code, output } = await casemgr(['deliver', ...SUPPORT, '--from', ''], mail('returned'));
    expect(code).toBe(0);
    expect(await fateOf(server, idIn(output))).toMatchObject({ envelope: { from: '' }, outcome: 'noted' });
  });

  it.each([
    ['"Lee, Ann" <ann@new.example>', 'ann@new.example'],
    ['jörg@new.example', 'jörg@new.example'],
    ['<>', ''],
    ['no address\n', 'no address'],
  ])('takes a mail whatever its sender is called: %j', async (from, kept) => {
    const { code, output } = await casemgr(['deliver', ...SUPPORT, '--from', from], mail('odd sender'));
    expect(code).toBe(0);
    expect(await fateOf(server, idIn(output))).toMatchObject({ envelope: { from: kept } });
  });

  it.each<[string, string[], string, NodeJS.ProcessEnv, number, string]>([
    ['there is no such account', ['--account', 'nobody@example.com'], mail('x'), {}, 67, '400-244'],
    ['nothing is on standard input', SUPPORT, '', {}, 65, '400'],
    ['no account is named', [], mail('x'), {}, 64, 'usage: casemgr deliver'],
    ['an option is unknown', [...SUPPORT, '--nonsense'], mail('x'), {}, 64, '--nonsense'],
    ['the secret is wrong', SUPPORT, mail('x'), { CASEMGR_CLIENT_SECRET: 'wrong' }, 75, 'invalid_client'],
    ['there is no secret', SUPPORT, mail('x'), { CASEMGR_CLIENT_SECRET: '' }, 75, 'CASEMGR_CLIENT_SECRET'],
    ['no server answers', SUPPORT, mail('x'), { CASEMGR_URL: 'http://127.0.0.1:1' }, 75, 'No server answers'],
  ])('says why it fails when %s', async (_trouble, args, input, environment, code, text) => {
    const ended = await casemgr(['deliver', ...args], input, environment);
    expect(ended).toEqual({ code, output: '', errors: expect.stringContaining(text) });
  });

  it.each([
    [503, { 'retry-after': '1' }, 75],
    [500, {}, 75],
    [429, {}, 75],
    [403, {}, 75],
    [404, {}, 75],
    [400, {}, 75],
    [413, {}, 75],
  ])('answers %i of a server as mail servers expect', async (status, headers, code) => {
    const answering: RequestListener = (request, response) => {
      request.resume();
      if (request.url === '/oauth2/token') response.end('{"access_token":"t"}');
      else response.writeHead(status, headers).end('<html>');
    };
    const other = createServer(answering).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const ended = await casemgr(['deliver', ...SUPPORT], mail('x'), { CASEMGR_URL: url });
    other.close();
    expect(ended).toEqual({ code, output: '', errors: expect.stringContaining(String(status)) });
  });
});

describe('casemgr deliver, when something happens that nobody has thought of (MD-4)', () => {
  const answeredBy = async (answering: RequestListener): Promise<Ended> => {
    const other = createServer(answering).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const ended = await casemgr(['deliver', ...SUPPORT], mail('x'), { CASEMGR_URL: url });
    other.closeAllConnections();
    other.close();
    return ended;
  };

  it.each<[string, (response: ServerResponse) => void]>([
    [
      'an answer that breaks off',
      (response) => response.writeHead(400, { 'content-length': 99 }).end('x', () => response.destroy()),
    ],
    ['a login that is answered with a page', (response) => response.end('<html>')],
    ['a connection that is closed', (response) => response.destroy()],
  ])('ends with 75 for %s', async (_what, answer) => {
    expect(
      await answeredBy((request, response) => {
        request.resume();
        if (request.url === '/oauth2/token' && _what.startsWith('an answer')) response.end('{"access_token":"t"}');
        else answer(response);
      }),
    ).toMatchObject({ code: 75, output: '' });
  });

  it('ends with 75 for a URL that is none, and for a mistake of its own', async () => {
    expect(await casemgr(['deliver', ...SUPPORT], mail('x'), { CASEMGR_URL: 'no url' })).toMatchObject({ code: 75 });
    const broken = {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent('globalThis.fetch=()=>{setTimeout(()=>{throw new Error("bug")});return new Promise(()=>{})}')}`,
    };
    expect(await casemgr(['deliver', ...SUPPORT], mail('x'), broken)).toMatchObject({ code: 75 });
  });
});

describe('casemgr import (MD-5)', () => {
  const rowsOf = async (): Promise<{ outcome: string | null }[]> =>
    server.database.query(`SELECT outcome FROM mail_messages WHERE door = 'import' ORDER BY id`);

  it('hands over all mails of a Maildir and of an mbox, and those that have come are duplicates the second time', async () => {
    await mkdir(join(folder, 'box/cur'), { recursive: true });
    await mkdir(join(folder, 'box/new'), { recursive: true });
    for (let index = 0; index < 20; index++)
      await writeFile(join(folder, 'box/cur', String(index)), mail(`old ${index}`));
    const ended = await casemgr(['import', join(folder, 'box'), ...SUPPORT]);
    expect(ended).toMatchObject({
      code: 0,
      errors: '',
      output: expect.stringContaining('20 mails are kept, 0 were refused'),
    });
    const mbox = [mail('one'), mail('two')].map((raw) => `From a Fri\n${raw}\n`).join('');
    await writeFile(join(folder, 'more.mbox'), mbox);
    expect(await casemgr(['import', join(folder, 'more.mbox'), ...SUPPORT])).toMatchObject({ code: 0 });
    expect(await casemgr(['import', join(folder, 'more.mbox'), ...SUPPORT])).toMatchObject({ code: 0 });
    await until(async () => (await rowsOf()).every(({ outcome }) => outcome !== null));
    const outcomes = (await rowsOf()).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(22);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(2);
  });

  it('goes on after a mail that is refused, names it, and ends with 65', async () => {
    await mkdir(join(folder, 'mixed'), { recursive: true });
    await writeFile(join(folder, 'mixed/a.eml'), '');
    await writeFile(join(folder, 'mixed/b.eml'), mail('after a refused one'));
    const ended = await casemgr(['import', join(folder, 'mixed'), ...SUPPORT]);
    expect(ended).toMatchObject({ code: 65, output: expect.stringContaining('1 mails are kept, 1 were refused') });
    expect(ended.errors).toContain(join(folder, 'mixed/a.eml'));
  });

  it.each([
    ['a path that is not there', ['/nowhere', ...SUPPORT], 64],
    ['no path', [...SUPPORT], 64],
    ['no account', ['/tmp'], 64],
  ])('ends with %s at once', async (_trouble, args, code) => {
    expect((await casemgr(['import', ...args])).code).toBe(code);
  });

  it('stops at an account that is not there, with 67, and says how to go on', async () => {
    const ended = await casemgr(['import', join(folder, 'box'), '--account', 'nobody@example.com']);
    expect(ended).toMatchObject({ code: 67, output: expect.stringContaining('Run the same command again') });
  });
});
