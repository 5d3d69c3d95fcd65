/**
 * Reads an element of a request by a description of it: which members it may have, which it must have, what their values may
 * be (casemgr.md §3.6, stage structure: 400-147, 400-146, 400-152). The same description says how the element is laid out in
 * XML, so that JSON and XML of one element are read alike.
 */
import { emailAddressFault } from '#email-address/email-address.rules.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import type { JsonSchema } from '#wire/json-schema.js';
import { isWireObject, type Shape, type WireObject, type WireTree } from '#wire/tree.js';

export interface ObjectRule {
  readonly kind: 'object';
  readonly members: Readonly<Record<string, ElementRule>>;
  readonly required: readonly string[];
  /** Second spellings of members. */
  readonly aliases: Readonly<Record<string, string>>;
}

export type LeafRule = Exclude<ElementRule, { readonly kind: 'object' | 'list' | 'clearable' }>;

export type ElementRule =
  | { readonly kind: 'text'; readonly longest: number }
  /** A text that JSON may also send as a number. */
  | { readonly kind: 'figure'; readonly longest: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'whole number' }
  | { readonly kind: 'date' }
  | { readonly kind: 'email address' }
  /** The id of something that exists. JSON may send it as a number. */
  | { readonly kind: 'id' }
  /** A value that an edit may also empty, by sending an empty text (customers.md CUST-12). */
  | { readonly kind: 'clearable'; readonly value: LeafRule }
  | { readonly kind: 'list'; readonly item: ElementRule }
  | ObjectRule;

/** What was read; meaningful only without refusals. */
export interface ElementReading {
  readonly value: WireTree;
  readonly refusals: readonly Refusal[];
}

export function readElement(tree: WireTree, rule: ElementRule, path: string, clause: string): ElementReading {
  const refusals: Refusal[] = [];
  const refuse: Refuse = (code, attribute, reason) => {
    refusals.push({ code, attribute, reason, clause });
  };
  return { value: read(tree, rule, path, refuse), refusals };
}

/** How an element that follows `rule` is laid out in XML. */
export function shapeOf(rule: ElementRule): Shape {
  switch (rule.kind) {
    case 'list':
      return { list: shapeOf(rule.item) };
    case 'object':
      return { members: Object.fromEntries(memberShapes(rule)) };
    default:
      return 'value';
  }
}

/** How an element that follows `rule` looks in OpenAPI. */
export function schemaOf(rule: ElementRule): JsonSchema {
  switch (rule.kind) {
    case 'list':
      return { type: 'array', items: schemaOf(rule.item) };
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(rule.members).map(([name, member]) => [name, schemaOf(member)])),
        ...(rule.required.length > 0 && { required: rule.required }),
      };
    case 'clearable':
      return { ...schemaOf(rule.value), description: 'An empty text empties it.' };
    default:
      return leafSchema(rule);
  }
}

function leafSchema(rule: LeafRule): JsonSchema {
  switch (rule.kind) {
    case 'text':
      return { type: 'string', maxLength: rule.longest };
    case 'figure':
      return { type: ['string', 'number'], maxLength: rule.longest };
    case 'choice':
      return { type: 'string', examples: rule.choices };
    case 'flag':
      return { type: ['boolean', 'string'], description: '`true` or `false`' };
    case 'whole number':
      return { type: ['integer', 'string'] };
    case 'date':
      return { type: 'string', description: 'An ISO 8601 date.' };
    case 'email address':
      return { type: 'string', maxLength: 255 };
    case 'id':
      return { type: ['string', 'integer'] };
  }
}

function memberShapes({ members, aliases }: ObjectRule): [string, Shape][] {
  const spellings = Object.entries(aliases).map(([alias, name]): [string, ElementRule | undefined] => [
    alias,
    members[name],
  ]);
  return [...Object.entries(members), ...spellings].flatMap(([name, rule]): [string, Shape][] =>
    rule ? [[name, shapeOf(rule)]] : [],
  );
}

/** Whether a required member counts as missing: absent, null, blank or without items. */
export function isMissing(tree: WireTree | undefined): boolean {
  return (
    tree === undefined ||
    tree === null ||
    (typeof tree === 'string' && tree.trim() === '') ||
    (Array.isArray(tree) && tree.length === 0)
  );
}

type Refuse = (code: '400-146' | '400-147' | '400-152', attribute: string, reason: string) => void;

function read(tree: WireTree, rule: ElementRule, path: string, refuse: Refuse): WireTree {
  if (rule.kind === 'object') return readObject(tree, rule, path, refuse);
  if (rule.kind === 'list') return readList(tree, rule.item, path, refuse);
  if (rule.kind === 'clearable') return tree === '' ? '' : read(tree, rule.value, path, refuse);
  const leaf = readLeaf(tree, rule);
  if ('value' in leaf) return leaf.value;
  refuse('400-152', path, leaf.fault);
  return null;
}

function readObject(tree: WireTree, rule: ObjectRule, path: string, refuse: Refuse): WireTree {
  if (!isWireObject(tree)) {
    refuse('400-152', path === '' ? 'body' : path, 'an element with members');
    return null;
  }
  const members = readMembers(tree, rule, path, refuse);
  for (const name of rule.required) {
    if (isMissing(members[name])) refuse('400-146', missingPath(rule, name, path), 'it is required');
  }
  return members;
}

/** The value that is missing, not the element around it: `type.value` when there is no `type`. */
function missingPath(rule: ObjectRule, name: string, path: string): string {
  const member = rule.members[name];
  const [only] = member?.kind === 'object' ? member.required : [];
  return member?.kind === 'object' && only !== undefined
    ? missingPath(member, only, memberPath(path, name))
    : memberPath(path, name);
}

/** The path of a member; that of the whole body is empty. */
export function memberPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function readMembers(tree: WireObject, rule: ObjectRule, path: string, refuse: Refuse): WireObject {
  const members = Object.create(null) as WireObject;
  for (const [spelling, child] of Object.entries(tree)) {
    const attribute = memberPath(path, spelling);
    const name = Object.hasOwn(rule.aliases, spelling) ? (rule.aliases[spelling] ?? spelling) : spelling;
    const memberRule = Object.hasOwn(rule.members, name) ? rule.members[name] : undefined;
    if (!memberRule) refuse('400-147', attribute, 'not an attribute of this element');
    else if (child === null) continue;
    else if (name in members) refuse('400-152', attribute, `the same as ${name}, which is there too`);
    else if (rule.required.includes(name) && isMissing(child)) continue;
    else members[name] = readPresent(child, memberRule, attribute, refuse);
  }
  return members;
}

/** A value that was refused stays visible, so that its member is not reported as missing as well. */
function readPresent(child: WireTree, rule: ElementRule, attribute: string, refuse: Refuse): WireTree {
  return read(child, rule, attribute, refuse) ?? child;
}

function readList(tree: WireTree, item: ElementRule, path: string, refuse: Refuse): WireTree {
  if (!Array.isArray(tree)) {
    refuse('400-152', path, 'a list');
    return null;
  }
  return tree.map((child, index) => read(child, item, `${path}[${index}]`, refuse));
}

type Leaf = { readonly value: string | number | boolean } | { readonly fault: string };

function readLeaf(tree: WireTree, rule: LeafRule): Leaf {
  switch (rule.kind) {
    case 'text':
      return typeof tree === 'string' ? within(tree, rule.longest) : { fault: 'a text' };
    case 'figure':
      return typeof tree === 'string' || typeof tree === 'number'
        ? within(String(tree), rule.longest)
        : { fault: 'a text or a number' };
    case 'choice':
      return typeof tree === 'string' && rule.choices.includes(tree)
        ? { value: tree }
        : { fault: `one of ${rule.choices.join(', ')}` };
    case 'flag':
      return tree === true || tree === 'true'
        ? { value: true }
        : tree === false || tree === 'false'
          ? { value: false }
          : { fault: 'true or false' };
    case 'whole number':
      return (typeof tree === 'string' || typeof tree === 'number') && /^-?\d{1,9}$/.test(String(tree))
        ? { value: Number(tree) }
        : { fault: 'a whole number of at most 9 digits' };
    case 'date':
      return typeof tree === 'string' && isDate(tree) ? { value: tree } : { fault: 'an ISO 8601 date' };
    case 'id':
      return typeof tree === 'string' || typeof tree === 'number' ? { value: String(tree) } : { fault: 'an id' };
    case 'email address': {
      if (typeof tree !== 'string') return { fault: 'an email address' };
      const fault = emailAddressFault(tree);
      return fault === undefined ? { value: tree } : { fault };
    }
  }
}

/** Characters as people count them, not UTF-16 units, which are at least as many. */
function within(text: string, longest: number): Leaf {
  const length = text.length <= longest ? text.length : Array.from(text).length;
  return length <= longest ? { value: text } : { fault: `at most ${longest} characters, ${length} were sent` };
}

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A day of the calendar, with or without a time: JavaScript alone would take 31 February for 3 March. */
function isDate(text: string): boolean {
  if (!DATE.test(text) || Number.isNaN(Date.parse(text))) return false;
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
