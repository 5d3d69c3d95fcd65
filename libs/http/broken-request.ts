import { randomUUID } from 'node:crypto';
import { maxHeaderSize, STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '#runtime/errors/failure.js';
import { sendFailure } from './error-envelope.js';
import { tooLarge } from './read-bytes.js';

/** How long a connection is kept for the client to read why it ends, in milliseconds. */
const LINGER_MS = 2_000;

/** What Node's HTTP parser and its timeouts report; `reason` says what the parser stumbled over. */
interface ConnectionError extends Error {
  readonly code?: string;
  readonly reason?: string;
}

/** Answers what is no HTTP request, or did not become one in time; there is no reply object to do it with. */
export function answerBrokenRequest(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET') socket.destroy();
  else answerAndClose(socket, failureOfConnection(error));
}

/** A method that asks for a tunnel, which is not served. */
export function refuseTunnel(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  answerAndClose(socket, new Failure('400-100', { reason: 'the method CONNECT is not served' }));
}

/** A path that no router can read: it is refused before there is a route, and so before any hook. */
export function refuseUnreadablePath(
  error: { readonly code: string },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const path = (request.raw.url ?? '').split('?', 1)[0] ?? '';
  const failure =
    error.code === 'FST_ERR_BAD_URL'
      ? new Failure('400-100', { reason: 'the path is not well-formed' })
      : new Failure('404-100', { resource_id: path.slice(0, 150) });
  reply.header('x-request-id', request.id);
  sendFailure(request, reply, failure);
}

function failureOfConnection({ code, reason }: ConnectionError): Failure {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return tooLarge(maxHeaderSize);
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Failure('400-100', { reason: 'it did not arrive in time' });
    default:
      return new Failure('400-100', { reason: `it is not HTTP (${reason ?? 'unreadable'})` });
  }
}

/** The connections that are about to be closed: whatever else is wrong with them does not matter any more. */
const refused = new WeakSet<Socket>();

/** A request that came whole gets its answer first; into an answer that has begun nothing is written. */
function answerAndClose(socket: Socket, failure: Failure): void {
  if (refused.has(socket)) return;
  refused.add(socket);
  const answer = answerUnderWay(socket);
  if (!answer) writeAndClose(socket, failure);
  else if (answer.req.complete) answer.once('finish', () => writeAndClose(socket, failure));
  else if (answer.headersSent) socket.destroy();
  else writeAndClose(socket, failure);
}

/** Node keeps on the socket which answer is being written to it, and decides by it as well. */
function answerUnderWay(socket: Socket): ServerResponse | undefined {
  return (socket as { _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;
}

function writeAndClose(socket: Socket, failure: Failure): void {
  const { code, message: developerMessage, details, status } = failure;
  const body = JSON.stringify({ code, developerMessage, ...(details.length > 0 && { details }) });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${randomUUID()}`,
    `date: ${new Date().toUTCString()}`,
    'connection: close',
  ];
  if (socket.writable) socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
