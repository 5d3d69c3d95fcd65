/**
 * casemgr.md §3.2 as data: which element who may send, in the contract's order. Reading, the layout of XML, the OpenAPI
 * schema and the table-driven tests all come from here.
 */
import type { ActorKind } from '#auth/actor.js';
import { NEW_CUSTOMER_SHAPE } from '#customers/new-customer.rules.js';
import type { JsonSchema } from '#wire/json-schema.js';
import type { Shape } from '#wire/tree.js';
import {
  address,
  addresses,
  attachments,
  customAttributes,
  date,
  flag,
  id,
  oneAddress,
  only,
  text,
  tree,
  type ElementKind,
} from './element-kinds.rules.js';

/** R required, O optional, – not allowed. */
export type Permission = 'R' | 'O' | '–';

export interface Element<Value> {
  readonly path: string;
  /** The path, taken apart once. */
  readonly segments: readonly string[];
  /** Its place in the contract's table: what is named first when several things are wrong (§3.6). */
  readonly rank: number;
  readonly kind: ElementKind<Value>;
  /** For user, client and customer, as the columns of the contract. */
  readonly actors: Readonly<Record<ActorKind, Permission>>;
  readonly clause: string;
}

let rows = 0;

function element<Value>(
  path: string,
  kind: ElementKind<Value>,
  columns: `${Permission} ${Permission} ${Permission}`,
  clause: string,
): Element<Value> {
  const [user, client, customer] = columns.split(' ') as [Permission, Permission, Permission];
  const rank = rows;
  rows += 1;
  return { path, segments: path.split('.'), rank, kind, actors: { user, client, customer }, clause };
}

const email = 'payload.email';

export const ELEMENTS = {
  departmentName: element('department.name', text(), 'R R –', 'B-1'),
  type: element('type.value', only('email'), 'R R R', 'B-2'),
  subtype: element('type.subtype.value', only('general'), 'R R R', 'B-3'),
  subject: element('subject', text(255), 'O O O', 'B-4'),
  attachments: element('attachments.attachment', attachments, 'O O O', 'T-3'),
  text: element(`${email}.content.text`, text(), 'O O O', 'B-5'),
  html: element(`${email}.content.html`, text(), 'O O O', 'B-5'),
  from: element(`${email}.emailAddresses.from`, address, 'R R O', 'B-6'),
  receiver: element(`${email}.emailAddresses.receiver`, address, 'R R O', 'B-7'),
  messageCenterId: element(`${email}.messageCenter.id`, id, '– – O', 'B-8'),
  issueTypeId: element('issueType.id', id, '– – O', 'B-9'),
  to: element(`${email}.emailAddresses.to.address`, addresses, 'O O –', 'B-10'),
  cc: element(`${email}.emailAddresses.cc.address`, addresses, 'O O –', 'B-10'),
  replyTo: element(`${email}.emailAddresses.replyTo.address`, oneAddress, 'O O O', 'B-11'),
  date: element(`${email}.date.date`, date, 'O O O', 'B-12'),
  secure: element('secure', flag, 'O O O', 'B-13'),
  customer: element(
    'customer',
    tree(NEW_CUSTOMER_SHAPE, { type: 'object', description: 'The element of customer creation (B-14, C-5).' }),
    'O O –',
    'B-14',
  ),
  caseId: element('case.id', id, 'O O O', 'B-15'),
  customAttributes: element('customAttributes.customAttribute', customAttributes, 'O O O', 'B-16'),
} as const;

export type ElementName = keyof typeof ELEMENTS;

export const ELEMENT_NAMES = Object.keys(ELEMENTS) as ElementName[];

export function rankOf(name: ElementName): number {
  return ELEMENTS[name].rank;
}

/** Where attributes come that no row names (B-19). */
export const LAST_RANK = ELEMENT_NAMES.length;

interface MutableShape {
  members: Record<string, MutableShape | Shape>;
}

function buildShape(): Shape {
  const root: MutableShape = { members: {} };
  for (const { path, segments, kind } of Object.values(ELEMENTS)) {
    const last = segments.at(-1) ?? path;
    let parent = root;
    for (const segment of segments.slice(0, -1)) {
      parent.members[segment] ??= { members: {} };
      parent = parent.members[segment] as MutableShape;
    }
    parent.members[last] = kind.shape;
  }
  return root;
}

/** How an activity is laid out; what it does not name is unsupported (B-19, B-24). */
export const ACTIVITY_SHAPE: Shape = buildShape();

interface MutableSchema {
  type: string;
  properties: Record<string, MutableSchema | JsonSchema>;
  additionalProperties: boolean;
}

function buildSchema(): JsonSchema {
  const objectSchema = (): MutableSchema => ({ type: 'object', properties: {}, additionalProperties: false });
  const root = objectSchema();
  for (const { path, segments, kind, actors, clause } of Object.values(ELEMENTS)) {
    const last = segments.at(-1) ?? path;
    let parent = root;
    for (const segment of segments.slice(0, -1)) {
      parent.properties[segment] ??= objectSchema();
      parent = parent.properties[segment] as MutableSchema;
    }
    const columns = `user ${actors.user}, client ${actors.client}, customer ${actors.customer}`;
    parent.properties[last] = {
      ...kind.schema,
      description:
        `${kind.schema.description ?? ''} ${clause}: ${columns} (R required, O optional, – not allowed).`.trim(),
    };
  }
  return root;
}

export const ACTIVITY_SCHEMA: JsonSchema = buildSchema();
