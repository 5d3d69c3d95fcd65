import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { XMLParser } from 'fast-xml-parser';
import type { OpenApiDocument } from '#http/openapi.js';
import type { JsonSchema } from '#wire/json-schema.js';
import { apiDocument } from '../../apps/server/api-document.js';

interface DescribedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly {
    readonly $ref?: string;
    readonly in?: string;
    readonly name?: string;
    readonly description?: string;
  }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
}

interface OAuthScheme {
  readonly flows: Readonly<Record<string, { readonly scopes: Readonly<Record<string, string>> }>>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

function membersNamed(name: string, node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === name && typeof value === 'string' ? [value] : membersNamed(name, value),
  );
}

interface Content {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly $ref?: string; readonly value?: unknown }>>;
}

interface Exchanged {
  readonly place: string;
  readonly mediaType: string;
  readonly content: Content;
}

/** Every body and every answer, by the media types that they come in. */
function exchanged(document: object, place: string, described: DescribedOperation): Exchanged[] {
  const parts = [
    ...(described.requestBody ? [['body', described.requestBody] as const] : []),
    ...Object.entries(described.responses),
  ];
  return parts.flatMap(([part, given]) => {
    const { $ref } = given as { readonly $ref?: string };
    const { content = {} } = ($ref === undefined ? given : resolvePointer(document, $ref)) as {
      readonly content?: Readonly<Record<string, Content>>;
    };
    return Object.entries(content).map(([mediaType, ofType]) => ({
      place: `${place}, ${part}`,
      mediaType,
      content: ofType,
    }));
  });
}

function examplesOf(document: object, { example, examples }: Content): unknown[] {
  if (example !== undefined) return [example];
  return Object.values(examples ?? {}).map(({ $ref, value }) =>
    $ref === undefined ? value : (resolvePointer(document, $ref) as { readonly value: unknown }).value,
  );
}

/** Paths of attributes without a description. */
function undescribed(schema: JsonSchema, path: string): string[] {
  const { properties = {}, items, anyOf, oneOf, additionalProperties } = schema;
  const inner = [items, ...(anyOf ?? []), ...(oneOf ?? []), additionalProperties].filter(
    (part): part is JsonSchema => typeof part === 'object',
  );
  return [
    ...inner.flatMap((part) => undescribed(part, path)),
    ...Object.entries(properties).flatMap(([name, part]) => [
      ...(part.description === undefined ? [`${path}.${name}`] : []),
      ...undescribed(part, `${path}.${name}`),
    ]),
  ];
}

/** Paths of what can be anything: neither a type nor choices, or an object of which nothing is said. */
function loose(schema: JsonSchema, path: string): string[] {
  const { $ref, type, properties, items, anyOf, oneOf, enum: choices, const: only, additionalProperties } = schema;
  const isUntyped = [$ref, type, properties, anyOf, oneOf, choices, only].every((part) => part === undefined);
  const isUnsaid = type === 'object' && !properties && typeof additionalProperties !== 'object';
  return [
    ...(isUntyped || isUnsaid || additionalProperties === true ? [path] : []),
    ...(items ? loose(items, `${path}[]`) : []),
    ...[...(anyOf ?? []), ...(oneOf ?? [])].flatMap((part) => loose(part, path)),
    ...(typeof additionalProperties === 'object' ? loose(additionalProperties, `${path}.*`) : []),
    ...Object.entries(properties ?? {}).flatMap(([name, part]) => loose(part, `${path}.${name}`)),
  ];
}

function resolvePointer(document: object, reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((node, segment) => (node as Record<string, unknown> | undefined)?.[segment], document);
}

describe('LIVE-4: the OpenAPI document', () => {
  let document: OpenApiDocument;
  let operations: { readonly place: string; readonly path: string; readonly described: DescribedOperation }[];

  beforeAll(async () => {
    document = await apiDocument('http://127.0.0.1:8080');
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, described]) => ({
        place: `${method} ${path}`,
        path,
        described: described as DescribedOperation,
      })),
    );
  });

  it('is OpenAPI 3.1 and describes the main operation for all three actors', () => {
    expect(document.openapi).toBe('3.1.0');
    const main = operations.find(({ place }) => place === 'post /core/casemgr/v3/activity/email/general');
    expect(main?.described.security.flatMap(Object.keys)).toEqual(['oAuthUser', 'oAuthClient', 'oAuthCustomer']);
    expect(Object.keys(main?.described.responses ?? {})).toEqual(expect.arrayContaining(['201', '400', '401', '403']));
  });

  it('has no reference that leads nowhere', () => {
    const references = membersNamed('$ref', document) as string[];
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((reference) => resolvePointer(document, reference) === undefined)).toEqual([]);
  });

  it('gives every operation an id of its own, a summary, a security and a success', () => {
    expect(operations.length).toBeGreaterThan(10);
    const ids = operations.map(({ described }) => described.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { place, described } of operations) {
      expect({ place, hasMethod: METHODS.includes(place.split(' ', 1)[0] ?? '') }).toEqual({ place, hasMethod: true });
      expect({ place, summary: described.summary }).toEqual({ place, summary: expect.stringMatching(/\S/) });
      expect({ place, security: described.security }).toEqual({ place, security: expect.any(Array) });
      expect({ place, statuses: Object.keys(described.responses) }).toEqual({
        place,
        statuses: expect.arrayContaining([expect.stringMatching(/^2\d\d$/)]),
      });
    }
  });

  it('declares every parameter of a path, and no other', () => {
    for (const { place, path, described } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = described.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect({ place, declared }).toEqual({ place, declared: named });
    }
  });

  it('asks only for scopes that the security scheme has', () => {
    const schemes = document.components['securitySchemes'] as Record<string, OAuthScheme>;
    for (const { place, described } of operations) {
      for (const [scheme, scopes] of described.security.flatMap((alternative) => Object.entries(alternative))) {
        const offered = Object.values(schemes[scheme]?.flows ?? {}).flatMap((flow) => Object.keys(flow.scopes));
        expect({ place, missing: scopes.filter((scope) => !offered.includes(scope)) }).toEqual({ place, missing: [] });
      }
    }
  });

  it('API-1: gives every answer that has a body a schema, and every error its envelope', () => {
    for (const { place, described } of operations) {
      for (const [status, answer] of Object.entries(described.responses)) {
        const { $ref, content } = answer as { $ref?: string; content?: Record<string, { schema?: object }> };
        const bodies = Object.values(content ?? {});
        expect({ place, status, withoutSchema: bodies.filter(({ schema }) => !schema).length }).toEqual({
          place,
          status,
          withoutSchema: 0,
        });
        if (Number(status) >= 400)
          expect({ place, status, isDescribed: $ref !== undefined || bodies.length > 0 }).toEqual({
            place,
            status,
            isDescribed: true,
          });
      }
    }
  });

  it('API-3: has an example of every body and answer, in JSON and XML', () => {
    const without = operations.flatMap(({ place, described }) =>
      exchanged(document, place, described)
        .filter(({ mediaType }) => mediaType === 'application/json' || mediaType === 'application/xml')
        .filter(({ content }) => examplesOf(document, content).length === 0)
        .map(({ place: where, mediaType }) => `${where}, ${mediaType}`),
    );
    expect(without).toEqual([]);
  });

  it('API-3: says of every body that is neither JSON nor XML what it is', () => {
    const without = operations.filter(({ described }) => {
      const { description, content = {} } = (described.requestBody ?? {}) as { description?: string; content?: object };
      return description === undefined && Object.keys(content).some((type) => !/\/(json|xml|octet-stream)$/.test(type));
    });
    expect(without.map(({ place }) => place)).toEqual([]);
  });

  it('API-3: has examples that are what their schemas allow, and the same in XML', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(document, 'api');
    const faults = operations.flatMap(({ place, described }) =>
      exchanged(document, place, described).flatMap(({ place: where, mediaType, content }) =>
        examplesOf(document, content).flatMap((example) => {
          if (mediaType === 'application/xml') {
            const elements = rootsOf(String(example));
            return elements.length === 1 ? [] : [`${where}: ${elements.join(', ')}`];
          }
          const pointer = content.schema?.$ref ?? '';
          const validate = ajv.getSchema(`api${pointer}`);
          if (!validate) return [`${where}: no schema ${pointer}`];
          if (validate(example) === true) return [];
          const [error] = validate.errors ?? [];
          return [`${where}: ${error?.instancePath ?? ''} ${error?.message ?? ''} ${JSON.stringify(error?.params)}`];
        }),
      ),
    );
    expect(faults).toEqual([]);
  });

  it('API-3: describes every parameter and every attribute', () => {
    const parameters = operations.flatMap(({ place, described }) =>
      described.parameters
        .filter(({ $ref, description }) => $ref === undefined && !/\S/.test(description ?? ''))
        .map(({ name }) => `${place}: ${name ?? ''}`),
    );
    const schemas = document.components['schemas'] as Readonly<Record<string, JsonSchema>>;
    const attributes = Object.entries(schemas).flatMap(([name, schema]) => undescribed(schema, name));
    expect([...parameters, ...attributes]).toEqual([]);
  });

  it('API-3: leaves nothing of an answer open', () => {
    const schemas = document.components['schemas'] as Readonly<Record<string, JsonSchema>>;
    const ofAnswers = Object.entries(schemas).filter(([name]) => !name.endsWith('.body'));
    expect(ofAnswers.flatMap(([name, schema]) => loose(schema, name))).toEqual([]);
  });

  it('API-3: names the errors of every operation, with the text and, where there is one, the attribute and the reason', () => {
    for (const { place, described } of operations) {
      const errors = exchanged(document, place, described).filter(({ place: where }) => /, [45]\d\d$/.test(where));
      const codes = errors.flatMap(({ content }) => Object.keys(content.examples ?? {}));
      const needsToken = described.security.length > 0;
      expect({ place, codes }).toEqual({
        place,
        codes: expect.arrayContaining(needsToken ? ['401-101', '403-178', '500-100', '503-100'] : []),
      });
    }
  });

  it('is the same text every time', async () => {
    expect(JSON.stringify(await apiDocument('http://127.0.0.1:8080'))).toBe(JSON.stringify(document));
  });
});

/** The elements that an XML text consists of; what is wrong with it when it is none. */
function rootsOf(xml: string): string[] {
  try {
    const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the parser of this version still brings its validator
    return Object.keys(parser.parse(xml, true) as object).filter((name) => name !== '?xml');
  } catch (error) {
    return ['it is no XML', (error as Error).message];
  }
}
