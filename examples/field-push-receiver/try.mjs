// Both directions at once: npm run build && node examples/field-push-receiver/try.mjs
// Starts a receiver and a casemgr of its own, with a case whose subject an agent edits; keeps both running until Ctrl-C.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReceiver } from './receiver.mjs';

const CLIENT = { id: 'try', secret: 'only-for-trying-out-0123456789-0123456789' };

const PARTITION = {
  departments: [
    {
      name: 'Service',
      queues: [{ name: 'Inbox', default: true }],
      aliases: [{ name: 'Support', emailAddress: 'support@example.com' }],
    },
  ],
  customers: [{ externalId: 'ann', type: 'individual', firstName: 'Ann', emails: ['ann@example.org'] }],
};

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startCasemgr({ certificateFile, push }) {
  const folder = await mkdtemp(join(tmpdir(), 'field-push-casemgr-'));
  const partitionFile = join(folder, 'partition.json');
  await writeFile(partitionFile, JSON.stringify({ ...PARTITION, fieldPushes: [push] }));
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/apps/server/main.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      CASEMGR_DATA: join(folder, 'data'),
      CASEMGR_DEMO: 'false',
      CASEMGR_SMTP_PORT: '0',
      CASEMGR_LOG_LEVEL: 'warn',
      CASEMGR_PARTITION_FILE: partitionFile,
      CASEMGR_ADMIN_CLIENT_ID: CLIENT.id,
      CASEMGR_ADMIN_CLIENT_SECRET: CLIENT.secret,
      CASEMGR_PUSH_ALLOW_NETWORKS: '127.0.0.0/8',
      NODE_EXTRA_CA_CERTS: certificateFile,
    },
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${port}`, child, stop };
}

async function untilReady({ url, child }) {
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('casemgr did not start; was it built (npm run build)?');
}

async function caller(url) {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: CLIENT.id,
    client_secret: CLIENT.secret,
  });
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body: form });
  const { access_token: token } = await answer.json();
  return async (method, path, body) => {
    const response = await fetch(`${url}/core/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

const receiver = await startReceiver(0);
const casemgr = await startCasemgr(receiver);
try {
  await untilReady(casemgr);
  const call = await caller(casemgr.url);
  console.log(`\n1. A mail opens a case; the receiver is told a moment later.`);
  await call('POST', 'casemgr/v3/activity/email/general', {
    department: { name: 'Service' },
    type: { value: 'email', subtype: { value: 'general' } },
    subject: 'The laptop does not start',
    payload: {
      email: {
        content: { text: 'It beeps.' },
        emailAddresses: { from: 'ann@example.org', receiver: 'support@example.com' },
      },
    },
  });
  await receiver.nextPush();
  const [found] = (await call('GET', 'casemgr/v3/case?customerID=1000')).case;
  console.log(`\n2. An agent edits the subject of case ${found.id}; the receiver is asked at once.`);
  const { id } = await call('POST', 'fieldpushmgr/v3/session', { object: 'ticket', id: found.id });
  const outcome = await call('PATCH', `fieldpushmgr/v3/session/${id}`, { values: { subject: 'Laptop: no start' } });
  console.log('\n3. What the agent’s form is told, and what is stored now:');
  console.log(JSON.stringify(outcome, null, 2));
  const [shown] = (await call('GET', `casemgr/v3/case/${found.id}?$attribute=all`)).case;
  console.log(
    JSON.stringify({ subject: shown.subject, labels: shown.labels, lastModified: shown.lastModified }, null, 2),
  );
  console.log(`\ncasemgr: ${casemgr.url}, client ${CLIENT.id}, secret ${CLIENT.secret}. Ctrl-C ends both.`);
  if (!process.argv.includes('--once')) await new Promise((resolve) => process.once('SIGINT', resolve));
} finally {
  await casemgr.stop();
  await receiver.stop();
}
