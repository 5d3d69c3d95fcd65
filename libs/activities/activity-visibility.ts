/**
 * Which activities a caller may see (casemgr.md §4). Everything that reads activities, their cases, their attachments or
 * their number goes through `visibleActivities`, so that an id which a caller may not see is one that does not exist.
 */
import { departmentsOf, type Actor } from '#auth/actor.js';
import type { CustomerId, DepartmentId } from '#runtime/ids.js';
import type { SqlParameters } from '#storage/sql-parameters.js';

/** A caller, as far as it decides what is visible. */
export type Reader =
  | { readonly kind: 'partition' }
  /** A user of departments: its own, and those in which it is a foreign user. */
  | { readonly kind: 'department'; readonly departmentIds: readonly DepartmentId[] }
  /** `isOnBehalf`: the customer is not the caller, who holds a grant on it. */
  | { readonly kind: 'customer'; readonly customerId: CustomerId; readonly isOnBehalf: boolean };

/** The reader behind a user or client application; a customer's depends on whom it acts for. */
export function staffReader(actor: Exclude<Actor, { kind: 'customer' }>): Reader {
  const departmentIds = actor.kind === 'user' ? departmentsOf(actor) : undefined;
  return departmentIds ? { kind: 'department', departmentIds } : { kind: 'partition' };
}

/**
 * The SQL condition for the activities that a reader may see, on the table alias given. A customer sees the mail it sent, and
 * the mail sent to it once that is completed, unless it has hidden them; drafts, tasks and the like are the staff's.
 */
export function visibleActivities(reader: Reader, parameters: SqlParameters, alias: string): string {
  switch (reader.kind) {
    case 'partition':
      return 'true';
    case 'department':
      return `${alias}.department_id = ANY(${parameters.add(reader.departmentIds, 'bigint[]')})`;
    case 'customer':
      return `(${alias}.customer_id = ${parameters.add(reader.customerId, 'bigint')} AND NOT ${alias}.hidden_from_customer
        AND (${alias}.mode = 'inbound' OR (${alias}.mode = 'outbound' AND ${alias}.status = 'completed')))`;
  }
}
