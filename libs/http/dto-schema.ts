import { getMetadataStorage } from 'class-validator';
import { membersOf, type BodyType, type MemberLayout } from '#wire/body-members.js';
import type { JsonSchema } from '#wire/json-schema.js';

/** What one check of a member says in JSON Schema; checks that it cannot say are left to the answer 400-152. */
const SCHEMA_OF_CHECK: Readonly<Record<string, (constraint: unknown) => JsonSchema>> = {
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isIn: (choices) => ({ enum: choices as readonly unknown[] }),
  isMoment: () => ({ type: 'string', format: 'date-time' }),
  min: (limit) => ({ minimum: limit as number }),
  max: (limit) => ({ maximum: limit as number }),
  minLength: (limit) => ({ minLength: limit as number }),
  maxLength: (limit) => ({ maxLength: limit as number }),
  arrayMaxSize: (limit) => ({ maxItems: limit as number }),
  matches: (pattern) => ({ pattern: (pattern as RegExp).source }),
};

/** The JSON Schema of a body class, derived from the very checks that it is validated with. */
export function dtoSchema(type: BodyType): JsonSchema {
  const checks = checksOf(type);
  const members = [...membersOf(type)];
  const required = members
    .map(([name]) => name)
    .filter((name) => checks.some((c) => c.member === name && c.name === 'isDefined'));
  return {
    type: 'object',
    properties: Object.fromEntries(
      members.map(([name, layout]) => [
        name,
        orAbsent(
          memberSchema(
            layout,
            checks.filter(({ member }) => member === name),
          ),
          required.includes(name),
        ),
      ]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** What is not required may be null, which means absent (casemgr.md B-23). */
function orAbsent(schema: JsonSchema, isRequired: boolean): JsonSchema {
  if (isRequired) return schema;
  if (schema.enum) return { ...schema, enum: [...schema.enum, null] };
  return typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] } : schema;
}

interface Check {
  readonly member: string;
  readonly name: string;
  /** It is about each item of a list, not about the list. */
  readonly isOfItems: boolean;
  readonly constraint: unknown;
}

function checksOf(type: BodyType): Check[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(type, '', false, false)
    .map(({ propertyName, name, type: kind, each, constraints }) => ({
      member: propertyName,
      name: name ?? kind,
      isOfItems: each,
      constraint: (constraints as readonly unknown[] | undefined)?.[0],
    }));
}

function memberSchema({ isList, isByName, itemType }: MemberLayout, checks: readonly Check[]): JsonSchema {
  if (isByName && itemType) return { type: 'object', additionalProperties: dtoSchema(itemType()) };
  if (isByName) return { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };
  if (!isList) return itemType ? dtoSchema(itemType()) : schemaOf(checks);
  return {
    type: 'array',
    ...schemaOf(checks.filter(({ isOfItems }) => !isOfItems)),
    items: itemType ? dtoSchema(itemType()) : schemaOf(checks.filter(({ isOfItems }) => isOfItems)),
  };
}

function schemaOf(checks: readonly Check[]): JsonSchema {
  return Object.assign(
    {},
    ...checks.map(({ name, constraint }) => SCHEMA_OF_CHECK[name]?.(constraint) ?? {}),
  ) as JsonSchema;
}
