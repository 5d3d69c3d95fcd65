/** The shapes that answers are made of, for the OpenAPI document; what is shared has a name there. */
import type { JsonSchema } from '#wire/json-schema.js';

export const TEXT: JsonSchema = { type: 'string' };
export const FLAG: JsonSchema = { type: 'boolean' };
export const NUMBER: JsonSchema = { type: 'integer' };
/** ISO 8601 in UTC, with milliseconds. */
export const DATE: JsonSchema = { type: 'string', format: 'date-time' };
/** 64-bit, so a text (casemgr.md B-20). */
export const ID: JsonSchema = { type: 'string', pattern: '^[0-9]+$' };
/** Whatever a tree can be. */
export const ANYTHING: JsonSchema = {};

export function nullable(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] };
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

type Members = Readonly<Record<string, JsonSchema>>;

/** An object with exactly these members; `optional` ones need not be there. */
export function exactly(members: Members, optional: Members = {}): JsonSchema {
  return { ...atLeast(members, optional), additionalProperties: false };
}

/** An object with these members, and perhaps others. */
export function atLeast(members: Members, optional: Members = {}): JsonSchema {
  const required = Object.keys(members);
  return {
    type: 'object',
    properties: { ...members, ...optional },
    ...(required.length > 0 && { required }),
  };
}

export function named(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** `{ member: [ … ] }`. */
export function listing(member: string, item: JsonSchema): JsonSchema {
  return exactly({ [member]: listOf(item) });
}

/** A page of a collection, or with `$count=yes` its number. */
export function collection(member: string, item: JsonSchema, others: Members = {}): JsonSchema {
  return {
    anyOf: [exactly({ [member]: listOf(item), paginationInfo: named('PaginationInfo') }, others), named('Count')],
  };
}

/** What is configured of an object, and its custom attributes. */
export const ATTRIBUTE_LISTING = atLeast({ resource: TEXT }, { attribute: listOf(atLeast({})) });

/** In every OpenAPI document. */
export const SHARED_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Link: exactly({
    rel: { type: 'string', pattern: '^[a-zA-Z]+$', maxLength: 50 },
    href: { type: 'string', maxLength: 9_000 },
  }),
  DisplayedValue: {
    ...atLeast({ value: TEXT, displayValue: { ...TEXT, description: 'In the language of the caller.' } }),
  },
  PaginationInfo: exactly(
    { count: NUMBER, link: listOf(named('Link')) },
    {
      countIsAtLeast: { ...FLAG, description: 'There are more than `count`.' },
      pagenum: NUMBER,
      pagesize: NUMBER,
      rangestart: NUMBER,
      rangesize: NUMBER,
    },
  ),
  Count: exactly({ link: listOf(named('Link')), count: NUMBER }),
  NamedId: exactly({ name: nullable(TEXT), id: TEXT }),
  Person: exactly({ user: exactly({ id: TEXT }, { firstName: nullable(TEXT), lastName: nullable(TEXT) }) }),
  CustomAttributes: exactly({
    customAttribute: listOf(
      exactly({ attribName: TEXT, attribValues: exactly({ attribValue: listOf(exactly({ value: TEXT })) }) }),
    ),
  }),
};
