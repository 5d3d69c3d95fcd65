import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { customAttributeMetadata } from '#configuration/attribute-metadata.view.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { displayed, displayedLanguage } from '#runtime/display-values/display-value.js';
import { LANGUAGES } from '#runtime/language.js';
import type { Locale } from '#runtime/locale.js';
import { readRequiredAttributes } from '#wire/attribute-query.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { ATTRIBUTE_LISTING } from '#http/answer-schema.js';

const READ = ['core.casemgr.read'];

const ATTRIBUTES = ['type', 'language', 'custom'] as const;

/** `GET /core/casemgr/v3/activity/attributes` (around-activity.md ACT-12). */
@Controller('core/casemgr/v3/activity/attributes')
export class ActivityAttributesController {
  constructor(private readonly configuration: ConfigurationCache) {}

  @Get()
  @Operation({
    id: 'getActivityAttributes',
    summary: 'Describe what an activity can have: types, languages, custom attributes.',
    tag: 'Activity',
    action: 'View activity attributes',
    actors: { user: READ, client: READ },
    query: [{ name: '$attribute', description: `Required: all, or some of ${ATTRIBUTES.join(', ')}.` }],
    answers: [
      { status: 200, description: '`{ "attribute": [ … ], "resource": "activity" }`', schema: ATTRIBUTE_LISTING },
      { status: 204, description: 'There is nothing of what was asked for.' },
    ],
    errors: ['400-112', '400-116', '400-244'],
  })
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const { query, locale, answerFormat } = contextOf(request);
    const asked = readRequiredAttributes(query, ATTRIBUTES);
    const custom = this.configuration.snapshot().customAttributesOf('activity');
    const attribute: AnswerTree[] = [
      ...(asked.includes('type') ? [typeMetadata(locale)] : []),
      ...(asked.includes('language') ? [languageMetadata(locale)] : []),
      ...(asked.includes('custom') ? custom.map(customAttributeMetadata) : []),
    ];
    if (attribute.length === 0) return sendNothing(reply);
    return sendTree(reply, answerFormat, 200, 'attributes', { attribute, resource: 'activity' });
  }
}

function typeMetadata(locale: Locale): AnswerTree {
  const email = { ...displayed('type', 'email', locale), subtype: [displayed('subtype', 'general', locale)] };
  return { name: 'type', dataType: 'stringList', options: { multiSelect: false, option: [email] } };
}

function languageMetadata(locale: Locale): AnswerTree {
  const option = LANGUAGES.map((code) => displayedLanguage(code, locale));
  return { name: 'language', dataType: 'stringList', options: { multiSelect: false, option } };
}
