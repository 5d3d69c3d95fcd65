import { readFileSync } from 'node:fs';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Failure } from '#runtime/errors/failure.js';
import { PublicOperation } from './operation.js';

const FOLDER = new URL('./docs-page/', import.meta.url);

const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' } as const;

function asset(name: string, kind: keyof typeof TYPES): [string, { type: string; bytes: Buffer }] {
  const file = `${name}.${kind}`;
  return [file, { type: `${TYPES[kind]}; charset=utf-8`, bytes: readFileSync(new URL(file, FOLDER)) }];
}

/** Only files of this server run, and nothing is inline. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The reference of the API for people (runtime.md §3), with everything it needs served from here. */
@Controller('docs')
export class DocsPageController {
  private readonly page = readFileSync(new URL('docs-page.html', FOLDER), 'utf8');

  /** All that the page may load; nothing else of the folder can be reached. */
  private readonly assets = new Map([
    asset('docs-page', 'css'),
    asset('icon', 'svg'),
    ...['docs-page', 'description', 'elements', 'operation-view', 'schema-view', 'session', 'try-it'].map((name) =>
      asset(name, 'js'),
    ),
  ]);

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
    const found = this.assets.get(name);
    if (!found) throw new Failure('404-110', { name });
    reply
      .type(found.type)
      .headers({ 'cache-control': 'public, max-age=3600', 'x-content-type-options': 'nosniff' })
      .send(found.bytes);
  }
}
