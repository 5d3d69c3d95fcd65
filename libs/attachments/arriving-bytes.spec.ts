import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { arrivingBytes, BodyBroken } from './arriving-bytes.js';

const SILENCE_LIMIT_MS = 50;

/** Sends bytes of a body that announces ten, over a connection that stays open, to `receive`; gives back what was answered. */
async function answerTo(sent: string, receive: (request: IncomingMessage) => Promise<string>): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('connection', 'close');
    void receive(request).then((answer) => response.end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<string>((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n${sent}`);
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.once('close', () => {
      resolve(received);
    });
  });
  server.close();
  return answer;
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of arrivingBytes(request, SILENCE_LIMIT_MS)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('T-2 the bytes of an upload', () => {
  it('are those that were sent', async () => {
    expect(await answerTo('0123456789', readAll)).toMatch(/\r\n\r\n0123456789$/);
  });

  it('are given up when fewer come than the length says, and the client is told', async () => {
    const receive = (request: IncomingMessage) =>
      readAll(request).catch((error: unknown) => (error instanceof BodyBroken ? 'broken' : 'unexpected'));
    expect(await answerTo('01234', receive)).toMatch(/\r\n\r\nbroken$/);
  });
});
