import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '#runtime/errors/failure.js';
import { faultPoint } from '#runtime/fault-point.js';
import type { Metrics } from '#runtime/metrics.js';
import { inRequest } from '#storage/reader-wall.js';
import { answerBrokenRequest, refuseTunnel, refuseUnreadablePath } from './broken-request.js';
import { closeAfterAnswer, isBodyLeftHalfRead } from './close-after-answer.js';
import { createHttpServer } from './http-server.js';
import type { Gate } from './load-shedding.js';
import { traceRequests } from './request-tracing.js';
import type { RouteTable } from './route-table.js';

/** 75 ids of 19 digits and their commas fit. */
const LONGEST_PATH_PARAMETER = 2_000;

/**
 * Fastify as casemgr wants it: bodies are left unread until a controller asks for them, because authentication, permission
 * and headers come first (casemgr.md §3.6); every answer carries its request id.
 */
export function createFastifyAdapter(routes: RouteTable, metrics: Metrics, gate: Gate): FastifyAdapter {
  const adapter = new FastifyAdapter({
    genReqId: () => randomUUID(),
    logger: false,
    forceCloseConnections: 'idle',
    // What comes on open connections during the stop is served (graceful-stop.ts).
    return503OnClosing: false,
    routerOptions: { maxParamLength: LONGEST_PATH_PARAMETER },
    serverFactory: (serve: RequestListener) => createHttpServer(serve, gate),
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: refuseUnreadablePath,
  });
  const fastify = adapter.getInstance();
  fastify.server.on('connect', (_request, socket: Socket) => {
    refuseTunnel(socket);
  });
  // A request that expects what nobody knows is served all the same; Node would answer 417 by itself.
  fastify.server.on('checkExpectation', (request, response) => fastify.server.emit('request', request, response));
  fastify.decorateRequest('sentContentType', undefined);
  fastify.decorateRequest('context', undefined);
  fastify.addHook('onRoute', ({ method, url }) => {
    routes.add([method].flat(), url);
  });
  fastify.addHook('onRequest', (_request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    inRequest(done);
  });
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: (error?: Failure) => void) => {
    reply.header('x-request-id', request.id);
    // One entity tag stands for JSON, XML and every locale, and what is secure is to be on no disk; files and pages say otherwise.
    reply.header('cache-control', 'no-store');
    // RFC 9112 §3.2 asks for this refusal; Node's own would have no envelope.
    if (request.raw.httpVersion === '1.1' && request.raw.headers.host === undefined) {
      done(new Failure('400-100', { reason: "the header 'Host' is missing" }));
      return;
    }
    // Fastify would answer 415 before anybody was authenticated; admission judges the type in its turn.
    request.sentContentType = request.raw.headers['content-type'];
    if (!request.url.startsWith('/oauth2/')) delete request.raw.headers['content-type'];
    done();
  });
  fastify.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, _payload: unknown, done: () => void) => {
    if (isBodyLeftHalfRead(request.raw)) closeAfterAnswer(request.raw);
    if (request.raw.closesConnection) reply.header('connection', 'close');
    done();
  });
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    faultPoint('after-answer');
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requestServed(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  traceRequests(fastify);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => {
    done(null, payload);
  });
  return adapter;
}
