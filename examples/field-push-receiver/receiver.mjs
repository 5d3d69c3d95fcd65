// A receiver of field pushes: node examples/field-push-receiver/receiver.mjs
// It verifies the signature, shows what came, and answers with a field, so that both directions can be seen.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { makeCertificate } from './certificate.mjs';

const LARGEST_BODY = 1024 * 1024;
const port = Number(process.env.PORT ?? 8443);
const secret =
  process.env.PUSH_SECRET ?? `whsec_${Buffer.from('only for trying it out, never for real').toString('base64')}`;
const { privateKey, certificate } = makeCertificate();
const certificateFile = join(await mkdtemp(join(tmpdir(), 'field-push-')), 'certificate.pem');
await writeFile(certificateFile, certificate);

// A webhook id is the same on every attempt: what was done for it once is not done again.
const seen = new Set();

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

const server = createServer({ key: privateKey, cert: certificate }, async (request, response) => {
  try {
    const body = new Webhook(secret).verify(await readText(request), request.headers);
    const id = request.headers['webhook-id'];
    console.log(seen.has(id) ? 'again' : 'new', id, JSON.stringify(body, null, 2));
    seen.add(id);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(body)));
  } catch (error) {
    console.log('refused:', error.message);
    response
      .writeHead(401, { 'content-type': 'application/json' })
      .end(JSON.stringify({ code: 2001, error: 'not signed' }));
  }
});

server.listen(port, '127.0.0.1', () => {
  console.log(`Listening on https://localhost:${server.address().port}/push
Start casemgr with
  NODE_EXTRA_CA_CERTS=${certificateFile} CASEMGR_PUSH_ALLOW_NETWORKS=127.0.0.0/8 npm start
and configure, as fieldPushes of the partition document,
  {"id": "example", "object": "ticket", "fields": ["subject", "status_id"], "url": "https://127.0.0.1:${server.address().port}/push", "secret": "${secret}"}`);
});
