/**
 * The kinds of element that an activity is made of: how each is read from the tree, laid out in XML and described in the
 * OpenAPI document. A reader reports what is wrong and returns undefined; `null` never reaches it (B-23).
 */
import { emailAddressFault } from '#email-address/email-address.rules.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import type { JsonSchema } from '#wire/json-schema.js';
import { isWireObject, type Shape, type WireTree } from '#wire/tree.js';
import { readDateTime } from '#wire/date-time.rules.js';
import type { NamedAttachment, NamedAttribute } from './incoming-email.js';

/** What is wrong with a value; the row that it belongs to adds the clause. */
export type Fault = Omit<Refusal, 'clause'>;

/** What a reader may need besides the value. */
export interface ReadingContext {
  readonly now: Date;
  readonly report: (fault: Fault) => void;
}

export interface ElementKind<Value> {
  read(tree: WireTree, path: string, context: ReadingContext): Value | undefined;
  readonly shape: Shape;
  readonly schema: JsonSchema;
}

function invalid(context: ReadingContext, attribute: string, reason: string): undefined {
  context.report({ code: '400-152', attribute, reason });
}

function missing(context: ReadingContext, attribute: string): undefined {
  context.report({ code: '400-146', attribute, reason: 'is required' });
}

/** Characters as people count them, not UTF-16 units. */
function characterCount(text: string): number {
  return text.length <= 1 ? text.length : Array.from(text).length;
}

function readText(tree: WireTree, path: string, context: ReadingContext, limit?: number): string | undefined {
  if (typeof tree !== 'string') return invalid(context, path, 'must be a string');
  if (limit !== undefined && tree.length > limit) {
    const length = characterCount(tree);
    if (length > limit) return invalid(context, path, `must have at most ${limit} characters, has ${length}`);
  }
  return tree;
}

export function text(limit?: number): ElementKind<string> {
  return {
    read: (tree, path, context) => readText(tree, path, context, limit),
    shape: 'value',
    schema: { type: 'string', ...(limit !== undefined && { maxLength: limit }) },
  };
}

/** B-2, B-3: one value and no other. */
export function only(value: string): ElementKind<string> {
  return {
    read: (tree, path, context) => (tree === value ? value : invalid(context, path, `must be '${value}'`)),
    shape: 'value',
    schema: { const: value },
  };
}

/** B-20: a JSON number or a string; whether it names anything is for the facts to say. */
export const id: ElementKind<string> = {
  read: (tree, path, context) =>
    typeof tree === 'string' || typeof tree === 'number'
      ? String(tree)
      : invalid(context, path, 'must be an id, a string or a number'),
  shape: 'value',
  schema: { type: ['string', 'integer'] },
};

/** B-13: JSON's booleans and their names. */
export const flag: ElementKind<boolean> = {
  read: readFlag,
  shape: 'value',
  schema: { oneOf: [{ type: 'boolean' }, { enum: ['true', 'false'] }] },
};

function readFlag(tree: WireTree, path: string, context: ReadingContext): boolean | undefined {
  if (tree === true || tree === 'true') return true;
  if (tree === false || tree === 'false') return false;
  return invalid(context, path, 'must be true or false');
}

/** B-6, B-7, B-22. */
export const address: ElementKind<string> = {
  read: readAddress,
  shape: 'value',
  schema: { type: 'string', maxLength: 255, description: 'One email address.' },
};

function readAddress(tree: WireTree, path: string, context: ReadingContext): string | undefined {
  if (typeof tree !== 'string') return invalid(context, path, 'must be one email address');
  const fault = emailAddressFault(tree);
  return fault === undefined ? tree : invalid(context, path, fault);
}

/** B-10: every address valid. */
export const addresses: ElementKind<readonly string[]> = {
  read(tree, path, context) {
    if (!Array.isArray(tree)) return invalid(context, path, 'must be a list of email addresses');
    return tree.flatMap((item, index) => readAddress(item, `${path}[${index}]`, context) ?? []);
  },
  shape: { list: 'value' },
  schema: { type: 'array', items: { type: 'string', maxLength: 255 } },
};

/** B-11: a list of exactly one address. */
export const oneAddress: ElementKind<string> = {
  read(tree, path, context) {
    if (!Array.isArray(tree)) return invalid(context, path, 'must be a list of one email address');
    const [item] = tree;
    if (item === undefined || tree.length > 1) {
      return invalid(context, path, `must hold exactly one email address, holds ${tree.length}`);
    }
    return readAddress(item, `${path}[0]`, context);
  },
  shape: { list: 'value' },
  schema: { type: 'array', items: { type: 'string', maxLength: 255 }, minItems: 1, maxItems: 1 },
};

const DAY_MS = 86_400_000;

/** B-12. */
export const date: ElementKind<Date> = {
  read(tree, path, context) {
    const moment = typeof tree === 'string' ? readDateTime(tree) : undefined;
    if (!moment)
      return invalid(context, path, 'must be an ISO 8601 date and time with a zone, such as 2026-01-31T09:30:00.000Z');
    if (moment.getTime() > context.now.getTime() + DAY_MS) {
      return invalid(context, path, 'must not be more than 24 hours in the future');
    }
    return moment;
  },
  shape: 'value',
  schema: { type: 'string', format: 'date-time' },
};

/** B-14: kept as it is until it is needed. */
export function tree(shape: Shape, schema: JsonSchema): ElementKind<WireTree> {
  return { read: (value) => value, shape, schema };
}

const LONGEST_CONTENT_ID = 255;

/** T-3. */
export const attachments: ElementKind<readonly NamedAttachment[]> = {
  read(tree, path, context) {
    if (!Array.isArray(tree)) return invalid(context, path, 'must be a list of attachments');
    return tree.flatMap((item, index) => readAttachment(item, `${path}[${index}]`, context) ?? []);
  },
  shape: { list: { members: { altId: 'value', inline: 'value', contentId: 'value' } } },
  schema: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        altId: { type: 'string', description: 'The altId of an upload, or the name of a part of the same request.' },
        inline: flag.schema,
        contentId: { type: 'string', maxLength: LONGEST_CONTENT_ID, description: 'Required for an inline attachment.' },
      },
      required: ['altId'],
      additionalProperties: false,
    },
  },
};

function readAttachment(item: WireTree, path: string, context: ReadingContext): NamedAttachment | undefined {
  if (!isWireObject(item)) return invalid(context, path, 'must be an attachment');
  const { altId, inline, contentId } = item;
  const isInline = inline === undefined || inline === null ? false : readFlag(inline, `${path}.inline`, context);
  const label =
    contentId === undefined || contentId === null
      ? undefined
      : readText(contentId, `${path}.contentId`, context, LONGEST_CONTENT_ID)?.replace(/^<(.*)>$/s, '$1');
  if (isInline === true && (label === undefined || label === '')) return missing(context, `${path}.contentId`);
  if (altId === undefined || altId === null) return missing(context, `${path}.altId`);
  if (typeof altId !== 'string') return invalid(context, `${path}.altId`, 'must be a string');
  return { altId, inline: isInline === true, contentId: label };
}

const attributeValueShape: Shape = { members: { value: 'value' } };

/** B-16: the form only; names and values are judged against the configuration later. */
export const customAttributes: ElementKind<readonly NamedAttribute[]> = {
  read(tree, path, context) {
    if (!Array.isArray(tree)) return invalid(context, path, 'must be a list of custom attributes');
    return tree.flatMap((item, index) => readCustomAttribute(item, `${path}[${index}]`, context) ?? []);
  },
  shape: {
    list: {
      members: { attribName: 'value', attribValues: { members: { attribValue: { list: attributeValueShape } } } },
    },
  },
  schema: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        attribName: { type: 'string' },
        attribValues: {
          type: 'object',
          properties: {
            attribValue: {
              type: 'array',
              items: {
                type: 'object',
                properties: { value: { type: ['string', 'number', 'boolean'] } },
                required: ['value'],
                additionalProperties: false,
              },
            },
          },
          required: ['attribValue'],
          additionalProperties: false,
        },
      },
      required: ['attribName', 'attribValues'],
      additionalProperties: false,
    },
  },
};

function readCustomAttribute(item: WireTree, path: string, context: ReadingContext): NamedAttribute | undefined {
  if (!isWireObject(item)) return invalid(context, path, 'must be a custom attribute');
  const { attribName, attribValues } = item;
  if (attribName === undefined || attribName === null) return missing(context, `${path}.attribName`);
  if (typeof attribName !== 'string') return invalid(context, `${path}.attribName`, 'must be a string');
  const valuesPath = `${path}.attribValues.attribValue`;
  if (attribValues === undefined || attribValues === null) return missing(context, valuesPath);
  if (!isWireObject(attribValues)) return invalid(context, `${path}.attribValues`, 'must be an object');
  const { attribValue } = attribValues;
  if (attribValue === undefined || attribValue === null) return missing(context, valuesPath);
  if (!Array.isArray(attribValue)) return invalid(context, valuesPath, 'must be a list of values');
  if (attribValue.length === 0) return missing(context, valuesPath);
  const values = attribValue.flatMap(
    (value, index) => readAttributeValue(value, `${valuesPath}[${index}]`, context) ?? [],
  );
  return { name: attribName, values };
}

function readAttributeValue(item: WireTree, path: string, context: ReadingContext): string | undefined {
  if (!isWireObject(item)) return invalid(context, path, 'must be an object with a value');
  const { value } = item;
  if (value === undefined || value === null) return missing(context, `${path}.value`);
  if (typeof value === 'object') return invalid(context, `${path}.value`, 'must be a single value');
  return String(value);
}
