/**
 * Values of fields as agents' clients and receivers write them (field-push.md FW-1, FR-2), brought into the one form in which
 * they are compared, and judged by what the field takes.
 */
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { customAttributeFault, normalValue } from '#configuration/custom-attribute-value.rules.js';
import { emailAddressFault } from '#email-address/email-address.rules.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { attributeFieldName, attributeFieldOf, attributeObjectOf } from '#field-pushes/push-field.rules.js';
import { STATUSES } from '#field-pushes/push-record.rules.js';
import type { FieldValue, FieldValues } from '#field-pushes/push-value.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { languageTag } from '#runtime/language.js';
import type { WireTree } from '#wire/tree.js';
import { isEcho, itemKey, itemsOf } from './echo.rules.js';
import { safeContent } from './html.rules.js';
import { tagsOf } from './written-values.rules.js';

interface TextField {
  readonly form: 'text' | 'html';
  readonly longest: number;
  /** Why a text that is not empty is not allowed. */
  readonly fault?: (text: string) => string | undefined;
  readonly isRequired?: true;
  /** The record may hold what an answer must not set: a form holds it as it is. */
  readonly isKeptFreely?: true;
  /** Brings it into the form in which it is stored. */
  readonly stored?: (text: string) => string;
}

interface NumberField {
  readonly form: 'number';
  readonly fault: (value: number) => string | undefined;
  /** No record is without it. */
  readonly isRequired?: true;
}

type FieldForm =
  | TextField
  | NumberField
  | {
      readonly form: 'list';
      readonly fault: (item: string) => string | undefined;
      readonly isKeptFreely?: true;
    };

const LONGEST_TEXT = 1_024;
const MOST_ITEMS = 100;
const LONGEST_ITEM = 4_000;

const oneOf = (values: readonly string[]) => (text: string) =>
  values.includes(text) ? undefined : `must be one of ${values.join(', ')}`;

const isKnownNumber = (values: Readonly<Record<number, unknown>>) => (value: number) =>
  value in values ? undefined : `must be one of ${Object.keys(values).join(', ')}`;

/** Those of the installation, where it has any. */
const levelFault = (levels: readonly string[]) => oneOf(levels.length > 0 ? levels : ['normal', 'vip']);

const PRIORITIES = { 1: 'urgent', 2: 'high', 3: 'medium', 4: 'low' };

/** As receivers write it, in small letters. */
const languageIn = (text: string): string | undefined => languageTag(text.replaceAll('_', '-'))?.toLowerCase();

const phoneFault = (text: string): string | undefined =>
  /^\+?[0-9][0-9 ()./-]{2,38}$/.test(text) ? undefined : 'must be a phone number of at most 40 characters';

/** First, middle and last name, with the spaces between them. */
const LONGEST_NAME = 3 * 124 + 2;

const keyFault = (value: number): string | undefined =>
  Number.isSafeInteger(value) && value > 0 ? undefined : 'must be an id';

const MOST_TAGS = 75;
const LONGEST_TAG = 100;

const tagsFault = (text: string): string | undefined => {
  const tags = tagsOf(text);
  const isFit = tags.length <= MOST_TAGS && tags.every((tag) => Array.from(tag).length <= LONGEST_TAG);
  return isFit ? undefined : `must be at most ${MOST_TAGS} tags of at most ${LONGEST_TAG} characters`;
};

const TAGS: TextField = {
  form: 'text',
  longest: MOST_TAGS * (LONGEST_TAG + 1),
  fault: tagsFault,
  stored: (text) => tagsOf(text).join(','),
};
const ID: FieldForm = { form: 'number', fault: keyFault };

/** What an answer may set, and so what an edit session may hold: the receivable fields of the original's page. */
const FORMS: Readonly<Record<PushedObject, Readonly<Record<string, FieldForm>>>> = {
  ticket: {
    subject: { form: 'text', longest: LONGEST_TEXT, isRequired: true },
    content: { form: 'html', longest: LONGEST_TEXT },
    customer_id: ID,
    priority_id: { form: 'number', fault: isKnownNumber(PRIORITIES), isRequired: true },
    status_id: { form: 'number', fault: isKnownNumber(STATUSES), isRequired: true },
    tags: TAGS,
    agent_group_id: ID,
    assignee_id: ID,
  },
  customer: {
    nick_name: {
      form: 'text',
      longest: LONGEST_NAME,
      isRequired: true,
      isKeptFreely: true,
      stored: (text) => text.trim().replace(/\s+/g, ' '),
    },
    cellphone: { form: 'list', fault: phoneFault, isKeptFreely: true },
    email: { form: 'text', longest: 255, fault: emailAddressFault },
    other_emails: { form: 'list', fault: emailAddressFault },
    description: { form: 'text', longest: LONGEST_TEXT },
    organization_id: {
      form: 'text',
      longest: 19,
      fault: (text) => (isDatabaseKey(text) ? undefined : 'must be the id of a corporate customer'),
    },
    tags: TAGS,
    lang: {
      form: 'text',
      longest: 35,
      fault: (text) => (languageIn(text) === undefined ? 'must be a language such as en or zh-cn' : undefined),
      stored: (text) => languageIn(text) ?? text,
    },
    owner_group_id: ID,
    owner_id: ID,
    level: { form: 'text', longest: 255, isKeptFreely: true },
  },
};

/** On the wire phones have two names. */
export function canonicalName(field: string): string {
  return field === 'cellphones_attributes' ? 'cellphone' : field;
}

export type FindAttribute = (id: string) => CustomAttribute | undefined;

/** What became of one member: a value of a field, a fault of it, or nothing that could be set. */
export type FieldInput =
  | { readonly field: string; readonly value: FieldValue }
  | { readonly field: string; readonly fault: string }
  | { readonly field: string; readonly isUnknown: true };

/** What fields take, as it is configured. */
export interface FieldRules {
  readonly findAttribute: FindAttribute;
  /** The levels of customers that the installation has; none: `normal` and `vip`. */
  readonly levels: readonly string[];
}

interface Reading extends FieldRules {
  /** What the record held when a receiver was told of it; undefined for what an agent has entered. */
  readonly known?: FieldValues;
}

/**
 * Reads one member of a draft or an answer. What a receiver writes is made safe and judged, but for what the record held
 * anyhow; what an agent writes is compared and sent to the letter.
 */
export function readField(object: PushedObject, name: string, tree: WireTree, reading: Reading): FieldInput {
  const field = canonicalName(name);
  const read = readerOf(object, field, reading);
  if (!read) return { field, isUnknown: true };
  const held = reading.known?.[field];
  return { field, ...(held !== undefined && isEcho(field, tree, held) ? { value: held } : read(tree)) };
}

/** Undefined when nobody can set such a field. */
function readerOf(object: PushedObject, field: string, reading: Reading): ((tree: WireTree) => Read) | undefined {
  const form = Object.hasOwn(FORMS[object], field) ? FORMS[object][field] : undefined;
  if (form) return (tree) => readForm(field, form, tree, reading);
  const named = attributeFieldOf(field);
  const attribute = named && reading.findAttribute(named.id);
  const isOwn =
    attribute?.object === attributeObjectOf(object) && attributeFieldName(attribute.id, attribute) === field;
  if (!isOwn || !attribute.active) return undefined;
  return (tree) => (named?.isChoice ? readChoice(tree, attribute) : readAttributeText(tree, attribute));
}

type Read = { readonly value: FieldValue } | { readonly fault: string };

const EMPTY = { fault: 'must not be empty' };

function readForm(field: string, form: FieldForm, tree: WireTree, { known, levels }: Reading): Read {
  switch (form.form) {
    case 'number':
      return readNumber(tree, form, known !== undefined);
    case 'list':
      return readList(field, tree, form.isKeptFreely && !known ? () => undefined : form.fault, known?.[field] ?? null);
    case 'text':
    case 'html':
      return readText(tree, field === 'level' ? { ...form, fault: levelFault(levels) } : form, known !== undefined);
  }
}

function readText(tree: WireTree, field: TextField, isAnswer: boolean): Read {
  const { form, longest, fault, isRequired, isKeptFreely, stored } = field;
  if (tree !== null && typeof tree !== 'string' && typeof tree !== 'number') return { fault: 'must be a text' };
  const sent = tree === null ? '' : String(tree);
  // What is too long is not even looked at: making it safe takes its time.
  if (isLonger(sent, longest)) return { fault: `must have at most ${longest} characters` };
  if (!isStorable(sent)) return { fault: 'must be well-formed text without the character NUL' };
  const text = form === 'html' && isAnswer ? safeContent(sent) : sent;
  // A form may be empty while an agent works on it.
  if (text.trim() === '') return isRequired && isAnswer ? EMPTY : { value: null };
  if (isLonger(text, longest)) return { fault: `must have at most ${longest} characters` };
  const reason = isKeptFreely && !isAnswer ? undefined : fault?.(text);
  if (reason !== undefined) return { fault: reason };
  const value = stored && (isAnswer || !isKeptFreely) ? stored(text) : text;
  return { value: value === '' ? null : value };
}

/** In characters, which are not more than its UTF-16 units and at least half as many. */
function isLonger(text: string, longest: number): boolean {
  return text.length > 2 * longest || (text.length > longest && Array.from(text).length > longest);
}

function readNumber(tree: WireTree, { fault, isRequired }: NumberField, isAnswer: boolean): Read {
  if (tree === null || tree === '') return isRequired && isAnswer ? EMPTY : { value: null };
  const isNumeric = typeof tree === 'number' || (typeof tree === 'string' && /^\d{1,16}$/.test(tree));
  const value = isNumeric ? Number(tree) : Number.NaN;
  if (!Number.isSafeInteger(value)) return { fault: 'must be a whole number' };
  const reason = fault(value);
  return reason === undefined ? { value } : { fault: reason };
}

/** What the record held already stays in its own spelling. */
function readList(field: string, tree: WireTree, fault: (item: string) => string | undefined, known: FieldValue): Read {
  const items = textsOf(tree);
  if (!items) return { fault: `must be a list of at most ${MOST_ITEMS} texts` };
  const held = new Map((Array.isArray(known) ? (known as string[]) : []).map((item) => [itemKey(field, item), item]));
  for (const item of items) {
    const reason = held.has(itemKey(field, item)) ? undefined : fault(item);
    if (reason !== undefined) return { fault: reason };
  }
  return { value: [...new Set(items.map((item) => held.get(itemKey(field, item)) ?? item))] };
}

/** Ids of options; the form with texts beside them is understood as well. */
function readChoice(tree: WireTree, attribute: CustomAttribute): Read {
  const texts = textsOf(tree);
  if (!texts) return { fault: 'must be a list of option ids' };
  const ids = [...new Set(texts)];
  const values = ids.map((id) => (/^(0|[1-9]\d{0,3})$/.test(id) ? attribute.allowedValues[Number(id)] : undefined));
  if (values.includes(undefined)) {
    return { fault: `must be option ids from 0 to ${attribute.allowedValues.length - 1}` };
  }
  if (ids.length > 1 && !attribute.multiSelect) return { fault: 'takes one option only' };
  return { value: ids };
}

function readAttributeText(tree: WireTree, attribute: CustomAttribute): Read {
  const read = readText(tree, { form: 'text', longest: LONGEST_ITEM }, false);
  if ('fault' in read || typeof read.value !== 'string') return read;
  const fault = customAttributeFault(attribute, [read.value]);
  return fault === undefined ? { value: normalValue(attribute, read.value) } : { fault };
}

/** Undefined when there are too many, or one that is no text or too long. */
function textsOf(tree: WireTree): readonly string[] | undefined {
  const items = itemsOf(tree);
  const isFit = items.length <= MOST_ITEMS && items.every((item) => item !== '' && item.length <= LONGEST_ITEM);
  return isFit && items.every(isStorable) ? items : undefined;
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}
