import { Module, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocsPageController } from './docs-page.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { assertEveryRouteDeclared, routesOf } from './route-operations.js';

/** `GET /openapi.json` and `GET /docs`; the start fails when a route of any module declares no operation. */
@Module({ controllers: [OpenApiController, DocsPageController] })
export class DocumentationModule implements OnModuleInit {
  constructor(private readonly modules: ModulesContainer) {}

  onModuleInit(): void {
    assertEveryRouteDeclared(routesOf(this.modules));
  }
}
