/** Which cases and customers somebody sees, as far as records link to them (records-by-email.md RT-20). */
import { staffReader, type Reader } from '#activities/activity-visibility.js';
import type { Actor } from '#auth/actor.js';
import { customerReader, type CustomerReader } from '#customers/customer-visibility.js';
import type { DepartmentId } from '#runtime/ids.js';

/** Undefined: none of them, and that there are any is none of the reader's business. */
export interface LinkReader {
  readonly case: Reader | undefined;
  readonly customer: CustomerReader | undefined;
}

export const SEES_ALL: LinkReader = { case: { kind: 'partition' }, customer: { kind: 'partition' } };

export const SEES_NONE: LinkReader = { case: undefined, customer: undefined };

/** A caller of the API sees what it may read itself. */
export function linkReaderOf(actor: Actor, isDepartmentalized: boolean): LinkReader {
  if (actor.kind === 'customer') return SEES_NONE;
  return {
    case: actor.scopes.has('core.casemgr.read') ? staffReader(actor) : undefined,
    customer: actor.scopes.has('core.customermgr.read') ? customerReader(actor, isDepartmentalized) : undefined,
  };
}

/** A user who writes by mail sees what is of the departments that it works in; `undefined` stands for all of them. */
export function linkReaderOfUser(
  departmentIds: readonly DepartmentId[] | undefined,
  isDepartmentalized: boolean,
): LinkReader {
  if (departmentIds === undefined) return SEES_ALL;
  return {
    case: { kind: 'department', departmentIds },
    customer: isDepartmentalized ? { kind: 'departments', departmentIds } : { kind: 'partition' },
  };
}
