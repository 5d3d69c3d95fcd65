import type { FastifyRequest } from 'fastify';
import { dtoSchema } from '#http/dto-schema.js';
import type { OperationDescription } from '#http/operation.js';
import { JSON_TYPE, readTree, XML_TYPE } from '#http/request-body.js';
import { failureOf } from '#runtime/errors/refusal.js';
import type { BodyType } from '#wire/body-members.js';
import { readBody, shapeOf } from '#wire/read-body.rules.js';
import { isWireObject, type WireTree } from '#wire/tree.js';

const MAXIMUM_BYTES = 1024 * 1024;

/** How the body of a write is laid out. */
export interface WriteBodyLayout<Body extends object> {
  readonly type: BodyType<Body>;
  /** Name of the XML document element; in JSON the body may be wrapped in a member of this name. */
  readonly root: string;
  readonly clause: string;
  readonly maximumBytes?: number;
}

/** A body as it was sent, which tells one request from another, and as it was understood. */
export interface WriteBody<Body> {
  readonly tree: WireTree;
  readonly body: Body;
}

/** Reads a body into its class, or throws what is wrong with it (casemgr.md O-1, up to the structure). */
export async function readWriteBody<Body extends object>(
  request: FastifyRequest,
  { type, root, clause, maximumBytes = MAXIMUM_BYTES }: WriteBodyLayout<Body>,
): Promise<WriteBody<Body>> {
  const tree = unwrapped(await readTree(request, { root, shape: shapeOf(type), maximumBytes }), root);
  const outcome = readBody(type, tree, clause);
  if ('refusals' in outcome) throw failureOf(outcome.refusals);
  return { tree, body: outcome.body };
}

/** What an operation declares of such a body. */
export function describeWriteBody(
  { type, root }: WriteBodyLayout<object>,
  examples?: Readonly<Record<string, unknown>>,
): NonNullable<OperationDescription['body']> {
  return { mediaTypes: [JSON_TYPE, XML_TYPE], root, schema: dtoSchema(type), ...(examples && { examples }) };
}

/** The platform modelled on wraps what is edited, `{ "activity": [ { … } ] }`; a list of one is that one. */
export function unwrapped(tree: WireTree, root: string): WireTree {
  if (!isWireObject(tree) || Object.keys(tree).length !== 1) return tree;
  const inner = tree[root];
  if (isWireObject(inner)) return inner;
  const [only] = Array.isArray(inner) ? inner : [];
  return Array.isArray(inner) && inner.length === 1 && isWireObject(only) ? only : tree;
}
