import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { projectFolder } from '#runtime/built-file.js';
import { ABOUT } from './directory.schema.js';

const READ = ['core.infomgr.read'];

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** `GET /core/infomgr/v3/about` (search-and-audit.md MGR-6). */
@Controller('core/infomgr/v3/about')
export class AboutController {
  private readonly product = JSON.parse(readFileSync(join(projectFolder(), 'package.json'), 'utf8')) as Package;

  @Get()
  @Operation({
    id: 'applicationDetails',
    summary: 'What this server is.',
    tag: 'About',
    actors: { user: READ, client: READ },
    action: 'View application details',
    answers: [
      {
        status: 200,
        description: '`{ "product": [ { "name", "version", "license" } ], "apiVersion": "v3" }`.',
        root: 'about',
        schema: ABOUT,
      },
    ],
  })
  about(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const { name, version, license } = this.product;
    return sendTree(reply, contextOf(request).answerFormat, 200, 'about', {
      product: [{ name, version, license }],
      apiVersion: 'v3',
    });
  }
}
