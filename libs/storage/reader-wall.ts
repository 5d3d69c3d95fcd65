/**
 * The second wall around departments and customers: whom the statements of a request read for. A request that only reads sets
 * it once; every statement that follows from it is sent in a role for which the database itself hides the other rows
 * (docs/row-level-security.md). What no request stands behind, and what writes, is not restricted.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** As the policies know it; departments are separated by commas. Global users and client applications see everything, so they have none. */
export type ReaderScope = `department:${string}` | `customer:${string}`;

interface RequestScope {
  reader: ReaderScope | undefined;
}

const requests = new AsyncLocalStorage<RequestScope>();

/** Runs a request, whose reader is not known yet. */
export function inRequest<Value>(work: () => Value): Value {
  return requests.run({ reader: undefined }, work);
}

/** From here on the statements of this request see what this reader may see. */
export function restrictRequest(reader: ReaderScope): void {
  const request = requests.getStore();
  if (request) request.reader = reader;
}

/** Runs work that reads for somebody. */
export function readingFor<Value>(reader: ReaderScope, work: () => Value): Value {
  return requests.run({ reader }, work);
}

export function currentReader(): ReaderScope | undefined {
  return requests.getStore()?.reader;
}

/** Ends with the transaction. */
export const ENTER_WALL = `SELECT set_config('role', 'casemgr_reader', true), set_config('casemgr.reader', $1, true)`;

/** Whether the role is there and the application may take it. */
export const HAS_WALL = `
  SELECT coalesce((SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = 'casemgr_reader'), false) AS "hasWall"`;
