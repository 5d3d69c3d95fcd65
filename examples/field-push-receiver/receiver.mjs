// A receiver of field pushes: node examples/field-push-receiver/receiver.mjs
// It verifies the signature, shows what came, and answers with a field, so that both directions can be seen.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { makeCertificate } from './certificate.mjs';

const LARGEST_BODY = 1024 * 1024;
const secret =
  process.env.PUSH_SECRET ?? `whsec_${Buffer.from('only for trying it out, never for real').toString('base64')}`;

function answerTo({ ticket, customer }) {
  if (ticket) return { code: 1000, error: '', ticket: { tags: 'seen by the receiver' } };
  if (customer) return { code: 1000, error: '', customer: { level: 'vip' } };
  return { code: 2000, error: 'neither a ticket nor a customer' };
}

async function readText(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LARGEST_BODY) throw new Error('too large');
  }
  return text;
}

export async function startReceiver(port) {
  const { privateKey, certificate } = makeCertificate();
  const folder = await mkdtemp(join(tmpdir(), 'field-push-'));
  const certificateFile = join(folder, 'certificate.pem');
  await writeFile(certificateFile, certificate);
  // A webhook id is the same on every attempt: what was done for it once is not done again.
  const seen = new Set();
  const waiting = [];

  async function receive(request, response) {
    const answer = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.method !== 'POST') return answer(405, { code: 2002, error: 'pushes are sent by POST' });
    try {
      const body = new Webhook(secret).verify(await readText(request), request.headers);
      const id = request.headers['webhook-id'];
      console.log(seen.has(id) ? 'again' : 'new', id, JSON.stringify(body, null, 2));
      seen.add(id);
      answer(200, answerTo(body));
      waiting.splice(0).forEach((resolve) => resolve());
    } catch (error) {
      console.log('refused:', error.message);
      answer(401, { code: 2001, error: 'not signed' });
    }
  }

  const server = createServer({ key: privateKey, cert: certificate }, receive);
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${server.address().port}/push`;
  return {
    certificateFile,
    push: { id: 'example', object: 'ticket', fields: ['subject', 'status_id'], url, secret, active: true },
    nextPush: () => new Promise((resolve) => waiting.push(resolve)),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { certificateFile, push } = await startReceiver(Number(process.env.PORT ?? 8443));
  console.log(`Listening on ${push.url}
Start casemgr with
  NODE_EXTRA_CA_CERTS=${certificateFile} CASEMGR_PUSH_ALLOW_NETWORKS=127.0.0.0/8 npm start
and configure, as one of the fieldPushes of the partition document,
  ${JSON.stringify(push)}`);
}
