import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { AuthorizationServer } from './authorization-server.js';
import { handOver } from './hand-over.js';

/** What the authorization server answers; any other path below /oauth2 is not found, like everywhere. */
const ROUTES: readonly { readonly url: string; readonly methods: HTTPMethods[] }[] = [
  { url: '/.well-known/openid-configuration', methods: ['GET', 'OPTIONS'] },
  { url: '/.well-known/oauth-authorization-server', methods: ['GET', 'OPTIONS'] },
  { url: '/oauth2/jwks', methods: ['GET', 'OPTIONS'] },
  { url: '/oauth2/authorize', methods: ['GET'] },
  { url: '/oauth2/authorize/:uid', methods: ['GET'] },
  { url: '/oauth2/login/:uid', methods: ['GET', 'POST'] },
  { url: '/oauth2/token', methods: ['POST', 'OPTIONS'] },
  { url: '/oauth2/revoke', methods: ['POST', 'OPTIONS'] },
];

/** Puts the authorization server behind Fastify. Its library works on the raw request and response, bodies unread. */
@Injectable()
export class OAuthRoutes implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
    private readonly server: AuthorizationServer,
    private readonly configuration: ServerConfiguration,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance();
    for (const { url, methods } of ROUTES) {
      fastify.route({ url, method: methods, handler: (request, reply) => this.serve(request, reply) });
    }
  }

  /**
   * The library takes addresses from forwarded headers. They are overwritten with what is true: the public address is
   * configured, not claimed by a client, and Fastify knows who calls.
   */
  private async serve(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { protocol, host, pathname } = new URL(this.configuration.publicUrl);
    Object.assign(request.raw.headers, {
      'x-forwarded-proto': protocol.slice(0, -1),
      'x-forwarded-host': host,
      'x-forwarded-for': request.ip,
    });
    Object.assign(request.raw, { baseUrl: pathname === '/' ? '' : pathname });
    const handle = this.server.provider().callback();
    await handle(request.raw, handOver(reply));
  }
}
