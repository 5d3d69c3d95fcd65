import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { customAttributeMetadata } from '#configuration/attribute-metadata.view.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { displayed } from '#runtime/display-values/display-value.js';
import type { Locale } from '#runtime/locale.js';
import { readRequiredAttributes } from '#wire/attribute-query.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { MANAGER, READ_CUSTOMERS } from './customer-operations.js';
import { ATTRIBUTE_LISTING } from '#http/answer-schema.js';

/** The vocabularies that an installation configures, by the path of the element that has them. */
const VOCABULARIES = {
  groupType: 'type.group.type',
  level: 'level',
  industry: 'industry',
  contactType: 'contacts.contact.type',
  identificationType: 'contacts.contact.identification.type',
} as const;

type Vocabulary = keyof typeof VOCABULARIES;

const ATTRIBUTES = ['type', ...(Object.keys(VOCABULARIES) as Vocabulary[]), 'custom'] as const;

const CUSTOM_OBJECTS = ['customer', 'contact', 'contactPoint'] as const;

/** `GET /core/customermgr/v3/customer/attributes` (customers.md CUST-18). */
@Controller(MANAGER)
export class CustomerAttributesController {
  constructor(private readonly configuration: ConfigurationCache) {}

  @Get('customer/attributes')
  @Operation({
    ...READ_CUSTOMERS,
    id: 'getCustomerAttributes',
    summary: 'Describe what a customer can have: types, configured vocabularies, custom attributes.',
    query: [{ name: '$attribute', description: `Required: all, or some of ${ATTRIBUTES.join(', ')}.` }],
    answers: [
      { status: 200, description: '`{ "attribute": [ … ], "resource": "customer" }`', schema: ATTRIBUTE_LISTING },
      { status: 204, description: 'There is nothing of what was asked for.' },
    ],
    errors: ['400-112', '400-116', '400-244'],
  })
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const { query, locale, answerFormat } = contextOf(request);
    const asked = readRequiredAttributes(query, ATTRIBUTES);
    const snapshot = this.configuration.snapshot();
    const attribute: AnswerTree[] = [
      ...(asked.includes('type') ? [typeMetadata(locale)] : []),
      ...(Object.keys(VOCABULARIES) as Vocabulary[])
        .filter((name) => asked.includes(name))
        .flatMap((name) => vocabularyMetadata(name, snapshot)),
      ...(asked.includes('custom') ? customMetadata(snapshot) : []),
    ];
    if (attribute.length === 0) return sendNothing(reply);
    return sendTree(reply, answerFormat, 200, 'attributes', { attribute, resource: 'customer' });
  }
}

function typeMetadata(locale: Locale): AnswerTree {
  const option = ['individual', 'group', 'corporate'].map((type) => displayed('customerType', type, locale));
  return { name: 'type', dataType: 'stringList', options: { multiSelect: false, option } };
}

/** One that is not configured takes any text, and is not shown. */
function vocabularyMetadata(name: Vocabulary, { settings }: PartitionSnapshot): AnswerTree[] {
  const values: Readonly<Record<Vocabulary, readonly string[]>> = {
    groupType: settings.customerGroupTypes,
    level: settings.customerLevels,
    industry: settings.customerIndustries,
    contactType: settings.contactTypes,
    identificationType: settings.identificationTypes,
  };
  const option = values[name].map((value) => ({ value }));
  if (option.length === 0) return [];
  return [{ name: VOCABULARIES[name], dataType: 'stringList', options: { multiSelect: false, option } }];
}

function customMetadata(snapshot: PartitionSnapshot): AnswerTree[] {
  return CUSTOM_OBJECTS.flatMap((object) =>
    snapshot.customAttributesOf(object).map((attribute) => ({ object, ...customAttributeMetadata(attribute) })),
  );
}
