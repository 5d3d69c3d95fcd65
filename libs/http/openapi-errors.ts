import { CATALOGUE, ERROR_CODES, fillText, type ErrorCode } from '#runtime/errors/catalogue.js';
import type { FailureDetail } from '#runtime/errors/failure.js';
import type { JsonSchema } from '#wire/json-schema.js';
import { writeXml } from '#wire/xml-writer.js';
import type { OperationDescription } from './operation.js';

/** The error envelope of casemgr.md §6. */
export const ERROR_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'In XML the document element is `error`, with the same children.',
  properties: {
    code: { type: 'string', description: 'One of the codes listed with each answer.', enum: ERROR_CODES },
    developerMessage: { type: 'string', maxLength: 255, description: 'What is wrong, in English.' },
    details: {
      type: 'array',
      maxItems: 30,
      description: 'Everything that is wrong, in the order in which it was found.',
      items: {
        type: 'object',
        properties: {
          key: { type: 'string', description: 'The attribute, as a dotted path with `[n]` for list items.' },
          value: { type: 'string', description: 'Why it was refused, with the limit where there is one.' },
        },
        required: ['key', 'value'],
      },
    },
    userMessage: {
      type: 'string',
      description:
        'For people, in their language; sent with an Accept-Language header or `X-egain-error-message: yes`.',
    },
  },
  required: ['code', 'developerMessage'],
};

/** What any request to an operation with a token can be answered. */
const CODES_OF_EVERY_REQUEST: readonly ErrorCode[] = [
  '400-101',
  '401-101',
  '403-178',
  '406-100',
  '406-101',
  '429-100',
  '500-100',
  '503-100',
];

const CODES_OF_EVERY_BODY: readonly ErrorCode[] = ['400-100', '400-264', '413-100', '415-100'];

const CODES_OF_IDEMPOTENCY: readonly ErrorCode[] = ['409-101', '422-101'];

const CODES_OF_PRECONDITIONS: readonly ErrorCode[] = ['409-100', '412-100'];

const CODES_OF_EVERY_PUBLIC_REQUEST: readonly ErrorCode[] = ['500-100', '503-100'];

/** All codes an operation can answer with, in the order of the catalogue. */
export function errorCodesOf(
  operation: Pick<OperationDescription, 'body' | 'errors' | 'takesIdempotencyKey' | 'takesIfMatch'>,
  isPublic: boolean,
): ErrorCode[] {
  const codes = new Set<ErrorCode>([
    ...(isPublic ? CODES_OF_EVERY_PUBLIC_REQUEST : CODES_OF_EVERY_REQUEST),
    ...(operation.body && !isPublic ? CODES_OF_EVERY_BODY : []),
    ...(operation.takesIdempotencyKey ? CODES_OF_IDEMPOTENCY : []),
    ...(operation.takesIfMatch ? CODES_OF_PRECONDITIONS : []),
    ...(operation.errors ?? []),
  ]);
  return ERROR_CODES.filter((code) => codes.has(code));
}

/** One answer per status, with an example for each code that has it. */
export function errorAnswers(codes: readonly ErrorCode[]): Record<string, object> {
  const byStatus = new Map<string, ErrorCode[]>();
  for (const code of codes) {
    const status = String(CATALOGUE[code].status);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, ofStatus]) => [status, errorAnswer(ofStatus)]));
}

function errorAnswer(codes: readonly ErrorCode[]): object {
  const [code, ...others] = codes;
  return others.length === 0 ? { $ref: `#/components/responses/${code ?? ''}` } : describeErrors(codes);
}

function describeErrors(codes: readonly ErrorCode[]): object {
  const schema = { $ref: '#/components/schemas/Error' };
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  const inXml = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}.xml` }]));
  return {
    description: codes.map((code) => `\`${code}\` ${CATALOGUE[code].text}`).join('\n\n'),
    headers: { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } },
    content: { 'application/json': { schema, examples }, 'application/xml': { schema, examples: inXml } },
  };
}

/** The answers, each of one code, that `errorAnswers` refers to. */
export function errorResponses(): Record<string, object> {
  return Object.fromEntries(ERROR_CODES.map((code) => [code, describeErrors([code])]));
}

/** What the placeholders of the texts are in examples. */
const EXAMPLE_PARAMS: Readonly<Record<string, string>> = {
  reason: 'unexpected end of the document at offset 17',
  query_parameter: 'colour',
  query_parameter_list: 'customerID, department, status',
  allowed_values: 'asc, desc',
  $attribute_value: 'colour',
  supported_attribute_list: 'all, created, payload',
  attribute_name: 'payload.email.emailAddresses.receiver',
  action_name: 'Manage partition resources',
  resource: 'activity',
  resource_id: '1000',
  customer_id: '1000',
  id: '1000',
  ID: 'Note id 7',
  name: 'chat',
  method: 'PUT',
  limit: '1048576',
  content_type: 'text/html',
};

/** The attribute that an error is about, and the reason, for the codes that have `details`. */
const EXAMPLE_DETAILS: Partial<Readonly<Record<ErrorCode, FailureDetail>>> = {
  '400-146': { key: 'payload.email.emailAddresses.receiver', value: '400-146 it is required (O-1)' },
  '400-147': { key: 'payload.email.emailAddresses.receiver', value: '400-147 this actor may not send it (B-19)' },
  '400-152': {
    key: 'payload.email.emailAddresses.receiver',
    value: '400-152 it must be the address of an active alias (B-11)',
  },
  '400-194': { key: 'case.id', value: '400-194 there is no such case (B-15)' },
  '400-244': { key: 'colour', value: '400-244 it must be one of the configured values (Q-3)' },
};

/** The examples that `errorAnswers` refers to, in JSON and XML. */
export function errorExamples(): Record<string, object> {
  return Object.fromEntries(
    ERROR_CODES.flatMap((code): [string, object][] => {
      const detail = EXAMPLE_DETAILS[code];
      const developerMessage = fillText(CATALOGUE[code].text, EXAMPLE_PARAMS);
      const value = { code, developerMessage, ...(detail && { details: [{ ...detail }] }) };
      return [
        [code, { value }],
        [`${code}.xml`, { value: writeXml('error', value) }],
      ];
    }),
  );
}
