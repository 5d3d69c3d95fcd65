import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';

export interface ReceivedPush {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export type Behaviour = (request: ReceivedPush, response: ServerResponse, raw: IncomingMessage) => unknown;

/** A receiver of field pushes on a free port of 127.0.0.1, over real TLS. */
export interface PushReceiver {
  readonly url: string;
  /** For who is to trust it, in a process of its own. */
  readonly certificate: string;
  /** In the order in which they came to this URL. */
  readonly received: ReceivedPush[];
  behaviour: Behaviour;
  /** Begins anew under another URL: what still comes to the one before is taken and forgotten. */
  renew(): void;
  close(): Promise<void>;
}

export const ACCEPTED = JSON.stringify({ code: 1000, error: '' });

/** Answers with JSON of a status. */
export function answering(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (_, response) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  };
}

interface Certificate {
  readonly privateKey: string;
  readonly certificate: string;
}

/** Made in a process of its own: the library does not work inside of Jest's. */
async function makeCertificate(): Promise<Certificate> {
  const { stdout } = await promisify(execFile)(process.execPath, ['examples/field-push-receiver/certificate.mjs']);
  return JSON.parse(stdout) as Certificate;
}

let trusted: Promise<Certificate> | undefined;

/** One per process, which trusts it from then on. */
async function trustedCertificate(): Promise<Certificate> {
  trusted ??= makeCertificate().then((made) => {
    setDefaultCACertificates([...getCACertificates('default'), made.certificate]);
    return made;
  });
  return trusted;
}

interface ReceiverOptions {
  /** Its certificate is one that nobody trusts. */
  readonly isUntrusted?: boolean;
}

export async function startReceiver(
  behaviour: Behaviour = answering(ACCEPTED),
  { isUntrusted = false }: ReceiverOptions = {},
): Promise<PushReceiver> {
  const { privateKey: key, certificate: cert } = await (isUntrusted ? makeCertificate() : trustedCertificate());
  const received: ReceivedPush[] = [];
  let life = 1;
  const path = (): string => `/push/${life}`;
  const server: Server = createServer({ key, cert }, (raw, response) => {
    const chunks: Buffer[] = [];
    raw.on('data', (chunk: Buffer) => chunks.push(chunk));
    raw.on('end', () => {
      if (raw.url !== path()) {
        response.end(ACCEPTED);
        return;
      }
      const push = { headers: raw.headers, text: Buffer.concat(chunks).toString('utf8') };
      received.push(push);
      receiver.behaviour(push, response, raw);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: PushReceiver = {
    get url() {
      return `https://127.0.0.1:${port}${path()}`;
    },
    certificate: cert,
    received,
    behaviour,
    renew: () => {
      life += 1;
      received.length = 0;
      receiver.behaviour = behaviour;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
