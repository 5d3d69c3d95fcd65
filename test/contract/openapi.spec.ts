import { beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenApiDocument } from '#http/openapi.js';
import { apiDocument } from '../../apps/server/api-document.js';

interface DescribedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly { readonly in?: string; readonly name?: string }[];
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

  it('is the same text every time', async () => {
    expect(JSON.stringify(await apiDocument('http://127.0.0.1:8080'))).toBe(JSON.stringify(document));
  });
});
