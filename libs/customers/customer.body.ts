import type { FastifyRequest } from 'fastify';
import type { OperationDescription } from '#http/operation.js';
import { JSON_TYPE, readTree, XML_TYPE } from '#http/request-body.js';
import type { WireTree } from '#wire/tree.js';
import { unwrapped } from '#writes/write-body.js';
import { CREATED_CUSTOMER_ELEMENT, EDITED_CUSTOMER_ELEMENT, GRANT_ELEMENT, MERGE_ELEMENT } from './customer-element.js';
import { schemaOf, shapeOf, type ElementRule } from './element.rules.js';

/** The largest body of one customer, in bytes: hundreds of contacts with everything that they may have. */
const MAXIMUM_BYTES = 1024 * 1024;

/** A body that is described by an element. */
interface ElementBody {
  readonly element: ElementRule;
  /** Name of the XML document element; in JSON the body may be wrapped in a member of this name. */
  readonly root: string;
}

export const CREATION_BODY: ElementBody = { element: CREATED_CUSTOMER_ELEMENT, root: 'customer' };
export const EDIT_BODY: ElementBody = { element: EDITED_CUSTOMER_ELEMENT, root: 'customer' };
export const MERGE_BODY: ElementBody = { element: MERGE_ELEMENT, root: 'merge' };
export const GRANT_BODY: ElementBody = { element: GRANT_ELEMENT, root: 'grants' };

/** The tree of such a body; what is in it is for its rules to judge. */
export async function readElementBody(request: FastifyRequest, { element, root }: ElementBody): Promise<WireTree> {
  const tree = await readTree(request, { root, shape: shapeOf(element), maximumBytes: MAXIMUM_BYTES });
  return unwrapped(tree, root);
}

/** What an operation declares of such a body. */
export function describeElementBody({ element, root }: ElementBody): NonNullable<OperationDescription['body']> {
  return { mediaTypes: [JSON_TYPE, XML_TYPE], root, schema: schemaOf(element) };
}
