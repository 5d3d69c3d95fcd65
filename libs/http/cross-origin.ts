import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#auth/actor.js';
import { AllowedOrigins } from './allowed-origins.js';
import { RouteTable } from './route-table.js';

const ALLOW_ORIGIN = 'access-control-allow-origin';

/** What programs in browsers may send, besides what every page may. */
const REQUEST_HEADERS = [
  'Accept-Language',
  'Authorization',
  'Content-Type',
  'Edit-Session',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Traceparent',
  'X-egain-error-message',
].join(', ');

/** What they may read, besides what every page may. */
const ANSWER_HEADERS = [
  'Content-Disposition',
  'ETag',
  'Idempotent-Replayed',
  'Location',
  'Retry-After',
  'WWW-Authenticate',
  'X-Casemgr-Undeliverable',
  'X-Request-Id',
].join(', ');

/** For how long browsers need not ask again, in seconds. */
const MAXIMUM_AGE = '600';

declare module 'fastify' {
  interface FastifyRequest {
    /** The client applications that have pages where this request comes from; undefined when it does not say so. */
    clientsAtOrigin: ReadonlySet<string> | undefined;
  }
}

/**
 * Lets pages of other origins read answers: those that a client application names, and no others (API-4). Never with
 * credentials: cookies are for the login page alone. The authorization server decides for itself, by the client of the request.
 */
@Injectable()
export class CrossOrigin implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
    private readonly origins: AllowedOrigins,
    private readonly routes: RouteTable,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance();
    fastify.decorateRequest('clientsAtOrigin', undefined);
    fastify.addHook('onRequest', (request, reply) => this.judge(request, reply));
  }

  private async judge(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { origin } = request.headers;
    const { url } = request;
    if (url.startsWith('/oauth2/') || url.startsWith('/.well-known/')) return undefined;
    // Also what is the same for all today: a cache must not give the answer for one origin to another.
    reply.header('vary', 'Origin');
    if (origin === undefined) return undefined;
    const clients = await this.origins.clientsAt(origin);
    request.clientsAtOrigin = clients;
    if (clients.size === 0) return undefined;
    reply.headers({ [ALLOW_ORIGIN]: origin, 'access-control-expose-headers': ANSWER_HEADERS });
    const isPreflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
    const methods = isPreflight ? this.routes.methodsAt(url) : [];
    if (methods.length === 0) return undefined;
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': REQUEST_HEADERS,
        'access-control-max-age': MAXIMUM_AGE,
      })
      .send();
  }
}

/** Once it is known who asks: a page may use the tokens of its own client application only. */
export function judgeClientAtOrigin(request: FastifyRequest, reply: FastifyReply, { viaClientId }: Actor): void {
  const { clientsAtOrigin } = request;
  if (clientsAtOrigin && (viaClientId === undefined || !clientsAtOrigin.has(viaClientId)))
    reply.removeHeader(ALLOW_ORIGIN);
}
