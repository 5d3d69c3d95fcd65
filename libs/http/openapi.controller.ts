import { Controller, Get, Res } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { openApiDocument } from './openapi.js';
import { PublicOperation } from './operation.js';
import { routesOf } from './route-operations.js';

/** The machine-readable description of the API (runtime.md §3). */
@Controller()
export class OpenApiController {
  private text: string | undefined;

  constructor(
    private readonly modules: ModulesContainer,
    private readonly configuration: ServerConfiguration,
  ) {}

  @Get('openapi.json')
  @PublicOperation({ id: 'describeApi', why: 'it describes the API to those who do not have a token yet' })
  describeApi(@Res() reply: FastifyReply): void {
    this.text ??= JSON.stringify(openApiDocument(routesOf(this.modules), this.configuration.publicUrl));
    reply.type('application/json; charset=utf-8').send(this.text);
  }
}
