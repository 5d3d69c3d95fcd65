/** The shapes that answers are made of, for the OpenAPI document; what is shared has a name there. */
import type { JsonSchema } from '#wire/json-schema.js';

export const TEXT: JsonSchema = { type: 'string' };
export const FLAG: JsonSchema = { type: 'boolean' };
export const NUMBER: JsonSchema = { type: 'integer' };
/** ISO 8601 in UTC, with milliseconds. */
export const DATE: JsonSchema = { type: 'string', format: 'date-time' };
/** 64-bit, so a text (casemgr.md B-20). */
export const ID: JsonSchema = { type: 'string', pattern: '^[0-9]+$' };
/** What this server knows nothing of. */
export const NOTHING: JsonSchema = { type: 'null' };
/** What a custom attribute or a field can hold. */
export const FIELD_VALUE: JsonSchema = {
  type: ['string', 'number', 'boolean', 'array', 'null'],
  items: { type: ['string', 'number', 'boolean'] },
};

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

/** An object whose members have names that nobody can know here. */
export function mapOf(values: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: values };
}

/** How an answer shows what a body sets: the same members, nothing of them required, and none of what is only ever written. */
export function shownAs(body: JsonSchema, written: readonly string[] = []): JsonSchema {
  const { type, enum: choices, format, items, properties } = body;
  return {
    ...(type !== undefined && { type }),
    ...(choices && { enum: choices }),
    ...(format !== undefined && { format }),
    ...(items && { items: shownAs(items, written) }),
    ...(properties && {
      type: ['object', 'null'],
      properties: Object.fromEntries(
        Object.entries(properties).flatMap(([name, schema]) =>
          written.includes(name) ? [] : [[name, shownAs(schema, written)] as const],
        ),
      ),
    }),
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
export const ATTRIBUTE_LISTING = exactly({ resource: TEXT, attribute: listOf(named('AttributeMetadata')) });

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
  AttributeMetadata: atLeast(
    { name: TEXT, dataType: TEXT },
    {
      object: TEXT,
      dataSize: nullable(NUMBER),
      defaultValue: nullable(TEXT),
      options: nullable(exactly({ multiSelect: FLAG, option: listOf(named('AttributeOption')) })),
      attribName: TEXT,
    },
  ),
  AttributeOption: exactly({ value: TEXT }, { displayValue: TEXT, subtype: listOf(named('DisplayedValue')) }),
  NamedId: exactly({ name: nullable(TEXT), id: TEXT }),
  Person: exactly({ user: exactly({ id: TEXT }, { firstName: nullable(TEXT), lastName: nullable(TEXT) }) }),
  CustomAttributes: exactly({
    customAttribute: listOf(
      exactly({ attribName: TEXT, attribValues: exactly({ attribValue: listOf(exactly({ value: TEXT })) }) }),
    ),
  }),
};
