import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';

const run = promisify(execFile);

const ACTORS = 3;
const FORMATS = 2;

let server: ServerProcess;
let dataFolder: string;

/** A first start as `npm start` does it: no partition file, the demo loaded. */
beforeAll(async () => {
  server = await startServerProcess({
    CASEMGR_DEMO: 'true',
    CASEMGR_PARTITION_FILE: '',
    CASEMGR_SMTP_PORT: String(await freePort()),
  });
  dataFolder = server.dataFolder;
});

afterAll(async () => {
  await server.stop();
});

describe('a first start', () => {
  it('RUN-1 E-5 says where the server is and what the database guarantees', () => {
    expect(server.output).toContain(`casemgr listens on ${server.url}`);
    expect(server.output).toContain('not a power loss');
    expect(server.output).toContain(`${server.url}/docs`);
  });

  it('RUN-2 prints a curl for each actor and format that works as it stands', async () => {
    const commands = server.output.split('\n').filter((line) => line.startsWith('curl -si'));
    expect(commands).toHaveLength(ACTORS * FORMATS);
    for (const command of commands) {
      const { stdout } = await run('bash', ['-c', command]);
      expect(stdout).toMatch(/^HTTP\/1.1 201 Created/);
      const [, location = ''] = /^location: (\S+)/m.exec(stdout) ?? [];
      const token = await demoToken();
      const read = await server.request('GET', location, { token });
      expect(read.status).toBe(200);
    }
  });

  it('RUN-2, MD-1, MA-1 prints a line that sends a mail, whose headers are believed', async () => {
    const command = server.output.split('\n').find((line) => line.includes('smtp://')) ?? '';
    const before = await newestCase();
    await run('bash', ['-c', command]);
    await until(async () => (await newestCase())?.id !== before?.id);
    expect(await newestCase()).toMatchObject({ subject: 'The laptop stays dark', labels: ['laptop'] });
  });

  it('RUN-2, MN-3, MD-6 has a client for what docs/mail.md says of the journal and of explaining', async () => {
    const text = await readFile('docs/mail.md', 'utf8');
    const [block = ''] = [...text.matchAll(/```sh\n([^`]*explain[^`]*)```/g)].map(([, shell = '']) => shell);
    const { crmSecret } = JSON.parse(await readFile(join(dataFolder, 'demo.json'), 'utf8')) as {
      crmSecret: string;
    };
    const script = block.replace('http://127.0.0.1:8080', server.url).replace('secret=…', `secret='${crmSecret}'`);
    const { stdout } = await run('bash', ['-c', script]);
    expect(stdout).toContain('"outcome":"created","reason":null');
    expect(stdout).toContain('x-desk-case-status');
  });

  it('LIVE-1 LIVE-2 tells that it lives, that it is ready, and how old the oldest work of each lane is', async () => {
    expect((await server.request('GET', '/health/live')).status).toBe(200);
    const ready = await server.request('GET', '/health/ready');
    expect(ready.status).toBe(200);
    const body = ready.json<{ database: { kind: string; durability: string }; lanes: Record<string, unknown> }>();
    expect(body.database.kind).toBe('embedded');
    expect(body.database.durability).toContain('not a power loss');
    expect(Object.keys(body.lanes)).toContain('intake');
    expect(body).toMatchObject({ mailboxes: { followed: 0, troubled: 0 } });
  });
});

describe('npm run demo', () => {
  it('RUN-4 creates one activity for each actor and shows what came of it', async () => {
    const environment = { PATH: process.env['PATH'], CASEMGR_URL: server.url, CASEMGR_DATA: dataFolder };
    const { stdout } = await run(process.execPath, ['dist/apps/cli/main.js', 'demo'], { env: environment });
    for (const actor of ['client', 'user', 'customer']) expect(stdout).toMatch(new RegExp(`'${actor}'.*'201'`));
  });

  it('RUN-4 exits with 75 when no server answers', async () => {
    const environment = { PATH: process.env['PATH'], CASEMGR_URL: 'http://127.0.0.1:1', CASEMGR_DATA: dataFolder };
    const failed = run(process.execPath, ['dist/apps/cli/main.js', 'demo'], { env: environment });
    await expect(failed).rejects.toMatchObject({ code: 75 });
  });
});

interface ShownCase {
  readonly id: string;
  readonly subject: string;
  readonly labels: readonly string[];
}

/** Ids count up, so the last one that is found is the newest. */
async function newestCase(): Promise<ShownCase | undefined> {
  const token = await demoToken();
  let newest: ShownCase | undefined;
  for (let id = 1000; ; id += 1) {
    const answer = await server.request('GET', `/core/casemgr/v3/case/${id}`, { token });
    if (answer.status !== 200) return newest;
    newest = answer.json<{ case: ShownCase[] }>().case[0];
  }
}

/** The token that the printed commands get, for reading back what they created. */
async function demoToken(): Promise<string> {
  const [, form = ''] = /oauth2\/token ([^|]*grant_type=client_credentials[^|]*)\|/.exec(server.output) ?? [];
  const body = form.replaceAll('-d ', '').trim().split(/\s+/).join('&');
  const answer = await fetch(`${server.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(body) });
  return ((await answer.json()) as { access_token: string }).access_token;
}
