import { NestFactory } from '@nestjs/core';
import { openApiDocument, type OpenApiDocument } from '#http/openapi.js';
import { listOperations } from '#http/route-operations.js';
import type { Core } from './core.module.js';
import { ServerModule } from './server.module.js';

/** The OpenAPI document without a running server: the modules are looked at, nothing of them is started. */
export async function apiDocument(publicUrl: string): Promise<OpenApiDocument> {
  const nothing = {} as Core;
  const preview = await NestFactory.createApplicationContext(ServerModule.of(nothing), {
    preview: true,
    logger: false,
  });
  return openApiDocument(listOperations(preview), publicUrl);
}
