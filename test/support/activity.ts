import type { components } from '@casemgr/client';
import type { ActorKind } from '#auth/actor.js';
import { isWireObject, type WireObject, type WireTree } from '#wire/tree.js';

/** What the OpenAPI document says that a creation may be (API-2). */
export type NewActivity = components['schemas']['create-incoming-email-activity.body'];

interface ActivityOptions {
  readonly actor: ActorKind;
  /** Values by dotted path, in place of or beside what the activity has already. */
  readonly set?: Readonly<Record<string, WireTree>>;
  /** Dotted paths that it must not have. */
  readonly without?: readonly string[];
}

export type BodyFormat = 'json' | 'xml';

export const BODY_FORMATS: readonly BodyFormat[] = ['json', 'xml'];

const TYPE = { value: 'email', subtype: { value: 'general' } } as const;
const CONTENT = { text: 'It beeps twice and stays dark.' };

/** An activity that the test partition accepts from this kind of actor: from Ann, or by a customer to `mc-service`. */
export function anActivity(options: Pick<ActivityOptions, 'actor'>): NewActivity & WireObject;
export function anActivity(options: ActivityOptions): WireObject;
export function anActivity({ actor, set = {}, without = [] }: ActivityOptions): WireObject {
  const activity: WireObject = structuredClone(actor === 'customer' ? OF_CUSTOMER : OF_STAFF);
  for (const [path, value] of Object.entries(set)) put(activity, path.split('.'), value);
  for (const path of without) remove(activity, path.split('.'));
  return activity;
}

const OF_STAFF = {
  department: { name: 'Service' },
  type: TYPE,
  subject: 'Laptop',
  payload: {
    email: {
      content: CONTENT,
      emailAddresses: { from: 'ann@example.org', receiver: 'support@example.com' },
    },
  },
} satisfies NewActivity;

const OF_CUSTOMER = {
  type: TYPE,
  subject: 'Laptop',
  payload: { email: { content: CONTENT, messageCenter: { id: 'mc-service' } } },
} satisfies NewActivity;

function put(tree: WireObject, [name = '', ...below]: readonly string[], value: WireTree): void {
  if (below.length === 0) {
    tree[name] = value;
    return;
  }
  const child = tree[name];
  const parent = isWireObject(child) ? child : {};
  tree[name] = parent;
  put(parent, below, value);
}

function remove(tree: WireObject, [name = '', ...below]: readonly string[]): void {
  const child = tree[name];
  if (below.length > 0 && isWireObject(child)) remove(child, below);
  if (below.length === 0) Reflect.deleteProperty(tree, name);
}

/** The same activity as XML: lists by repeated elements; what is null is left out. */
export function toXml(tree: WireTree, root = 'activity'): string {
  if (Array.isArray(tree)) return tree.map((item) => toXml(item, root)).join('');
  if (tree === null) return '';
  return `<${root}>${isWireObject(tree) ? membersToXml(tree) : escape(String(tree))}</${root}>`;
}

function membersToXml(tree: WireObject): string {
  return Object.entries(tree)
    .map(([name, value]) => toXml(value, name))
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

/** A tree as the body of a request in either format. */
export function asBody(
  tree: WireTree,
  format: BodyFormat,
  root = 'activity',
): { readonly body: string; readonly headers: Readonly<Record<string, string>> } {
  return {
    body: format === 'json' ? JSON.stringify(tree) : toXml(tree, root),
    headers: { 'content-type': `application/${format}` },
  };
}
