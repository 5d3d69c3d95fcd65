import type { JsonSchema } from '#wire/json-schema.js';
import { glossaryEntry } from './attribute-glossary.js';

type Resolve = (schema: JsonSchema) => JsonSchema;

/** The same schema, with the glossary's words for every attribute that has none of its own. */
export function describedSchema(schema: JsonSchema, owner: string): JsonSchema {
  const { properties, items, anyOf, oneOf, additionalProperties } = schema;
  const inside = (inner: JsonSchema): JsonSchema => describedSchema(inner, owner);
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, described(name, inner, owner)]),
      ),
    }),
    ...(items && { items: inside(items) }),
    ...(anyOf && { anyOf: anyOf.map(inside) }),
    ...(oneOf && { oneOf: oneOf.map(inside) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: inside(additionalProperties) }),
  };
}

function described(name: string, schema: JsonSchema, owner: string): JsonSchema {
  const inner = describedSchema(schema, name);
  if (inner.description !== undefined) return inner;
  const { says } = glossaryEntry(name, owner);
  return says === undefined ? inner : { ...inner, description: says };
}

/** A value that a schema allows: what the glossary has for the attribute, or what the schema itself tells. */
export function exampleOf(schema: JsonSchema, resolve: Resolve, owner: string): unknown {
  return new ExampleMaker(resolve).valueOf(schema, '', owner);
}

const DEEPEST = 12;

class ExampleMaker {
  constructor(private readonly resolve: Resolve) {}

  valueOf(given: JsonSchema, name: string, owner: string, depth = 0): unknown {
    const schema = this.chosen(given);
    const inside = name === '' ? owner : name;
    if (schema.properties) return depth > DEEPEST ? {} : this.objectOf(schema, inside, depth);
    const { example } = glossaryEntry(name, owner);
    if (example !== undefined && fits(example, schema)) return example;
    if (schema.items && isOf(schema, 'array')) return [this.valueOf(schema.items, name, owner, depth + 1)];
    return simpleValue(schema);
  }

  /** The first that is not null, of what a schema can be. */
  private chosen(given: JsonSchema): JsonSchema {
    const schema = this.resolve(given);
    const choices = schema.anyOf ?? schema.oneOf;
    const [first] = choices?.filter(({ type }) => type !== 'null') ?? [];
    return first ? this.chosen(first) : schema;
  }

  private objectOf({ properties = {} }: JsonSchema, owner: string, depth: number): object {
    return Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, this.valueOf(schema, name, owner, depth + 1)]),
    );
  }
}

function isOf({ type }: JsonSchema, wanted: string): boolean {
  return [type].flat().includes(wanted);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Whether the glossary's example is one of this schema; the same name can be a text here and a list there. */
function fits(value: unknown, schema: JsonSchema): boolean {
  const { enum: choices, type, pattern, maxLength, format, items } = schema;
  if (choices) return choices.includes(value);
  const kind = typeName(value);
  const kinds = [type].flat();
  if (type !== undefined && !kinds.includes(kind) && !(kind === 'integer' && kinds.includes('number'))) return false;
  if (Array.isArray(value)) return !items || value.every((item) => fits(item, items));
  if (typeof value !== 'string') return true;
  if (format === 'date-time' && Number.isNaN(Date.parse(value))) return false;
  if (maxLength !== undefined && value.length > maxLength) return false;
  return pattern === undefined || new RegExp(pattern, 'u').test(value);
}

const DATE_EXAMPLE = '2026-11-02T09:30:00.000Z';

function simpleValue(schema: JsonSchema): unknown {
  const { enum: choices, const: only, format, pattern, minimum = 1, default: usual, examples } = schema;
  if (examples?.[0] !== undefined) return examples[0];
  if (usual !== undefined) return usual;
  if (only !== undefined) return only;
  if (choices) return choices.find((choice) => choice !== null) ?? null;
  if (format === 'date-time') return DATE_EXAMPLE;
  if (isOf(schema, 'string')) return pattern !== undefined && new RegExp(pattern, 'u').test('1000') ? '1000' : 'text';
  if (isOf(schema, 'boolean')) return true;
  if (isOf(schema, 'integer') || isOf(schema, 'number')) return minimum;
  if (isOf(schema, 'array')) return [];
  return isOf(schema, 'object') ? {} : null;
}
