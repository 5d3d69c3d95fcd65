import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Failure } from '#runtime/errors/failure.js';
import { PublicOperation } from './operation.js';

const OWN_FOLDER = new URL('./docs-page/', import.meta.url);

const SWAGGER_FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

interface Asset {
  readonly path: string | URL;
  readonly type: string;
}

const CSS = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

/** All that the page may load; nothing else of the two folders can be reached. */
const ASSETS: ReadonlyMap<string, Asset> = new Map([
  ['docs-page.css', { path: new URL('docs-page.css', OWN_FOLDER), type: CSS }],
  ['docs-page.js', { path: new URL('docs-page.js', OWN_FOLDER), type: SCRIPT }],
  ['swagger-ui.css', { path: join(SWAGGER_FOLDER, 'swagger-ui.css'), type: CSS }],
  ['swagger-ui-bundle.js', { path: join(SWAGGER_FOLDER, 'swagger-ui-bundle.js'), type: SCRIPT }],
  ['favicon-32x32.png', { path: join(SWAGGER_FOLDER, 'favicon-32x32.png'), type: 'image/png' }],
]);

/** Only files of this server run; styles may be inline because Swagger UI sets them on elements. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The reference of the API for people (runtime.md §3), with everything it needs served from here. */
@Controller('docs')
export class DocsPageController {
  private readonly page = readFileSync(new URL('docs-page.html', OWN_FOLDER), 'utf8');

  @Get()
  @PublicOperation({ id: 'showDocs', why: 'it describes the API to those who do not have a token yet' })
  showPage(@Res() reply: FastifyReply): void {
    reply
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .send(this.page);
  }

  @Get('assets/:name')
  @PublicOperation({ id: 'loadDocsAsset', why: 'it is the same public file for everybody' })
  sendAsset(@Param('name') name: string, @Res() reply: FastifyReply): void {
    const asset = ASSETS.get(name);
    if (!asset) throw new Failure('404-110', { name });
    reply
      .type(asset.type)
      .headers({ 'cache-control': 'public, max-age=3600', 'x-content-type-options': 'nosniff' })
      .send(createReadStream(asset.path));
  }
}
