import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { openApiDocument } from './openapi.js';
import { PublicOperation } from './operation.js';
import { routesOf } from './route-operations.js';

interface WrittenDocument {
  readonly text: string;
  readonly compressed: Buffer;
  readonly entityTag: string;
}

/** The machine-readable description of the API (runtime.md §3). */
@Controller()
export class OpenApiController {
  private document: WrittenDocument | undefined;

  constructor(
    private readonly modules: ModulesContainer,
    private readonly configuration: ServerConfiguration,
  ) {}

  /** It only changes with the server, so a browser that has it is told so, and it is compressed once. */
  @Get('openapi.json')
  @PublicOperation({ id: 'describeApi', why: 'it describes the API to those who do not have a token yet' })
  describeApi(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.document ??= this.write();
    const { text, compressed, entityTag } = this.document;
    reply.headers({ etag: entityTag, 'cache-control': 'no-cache', vary: 'Origin, Accept-Encoding' });
    if (request.headers['if-none-match'] === entityTag) {
      reply.code(304).send();
      return;
    }
    reply.type('application/json; charset=utf-8');
    const takesGzip = new Negotiator(request.raw).encoding(['gzip', 'identity']) === 'gzip';
    if (takesGzip) reply.header('content-encoding', 'gzip').send(compressed);
    else reply.send(text);
  }

  private write(): WrittenDocument {
    const text = JSON.stringify(openApiDocument(routesOf(this.modules), this.configuration.publicUrl));
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    return { text, compressed: gzipSync(text), entityTag: `W/"${hash}"` };
  }
}
