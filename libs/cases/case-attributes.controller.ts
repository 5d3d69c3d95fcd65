import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { customAttributeMetadata } from '#configuration/attribute-metadata.view.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { readRequiredAttributes } from '#wire/attribute-query.js';
import { ATTRIBUTE_LISTING } from '#http/answer-schema.js';

const READ = ['core.casemgr.read'];

/** `GET /core/casemgr/v3/case/attributes` (around-activity.md CASE-8). */
@Controller('core/casemgr/v3/case/attributes')
export class CaseAttributesController {
  constructor(private readonly configuration: ConfigurationCache) {}

  @Get()
  @Operation({
    id: 'getCaseAttributes',
    summary: 'Describe the custom attributes of cases.',
    tag: 'Case',
    action: 'View case attributes',
    actors: { user: READ, client: READ },
    query: [{ name: '$attribute', description: 'Required: all or custom.' }],
    answers: [
      { status: 200, description: '`{ "attribute": [ … ], "resource": "case" }`', schema: ATTRIBUTE_LISTING },
      { status: 204, description: 'There are none.' },
    ],
    errors: ['400-112', '400-116', '400-244'],
  })
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const { query, answerFormat } = contextOf(request);
    readRequiredAttributes(query, ['custom']);
    const attribute = this.configuration.snapshot().customAttributesOf('case').map(customAttributeMetadata);
    if (attribute.length === 0) return sendNothing(reply);
    return sendTree(reply, answerFormat, 200, 'attributes', { attribute, resource: 'case' });
  }
}
