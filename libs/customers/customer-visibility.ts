/**
 * Which customers a caller may see and change (customers.md CUST-1). Everything that takes the id of a customer from a user, a
 * client application or a customer goes through `visibleCustomers`, so that an id which a caller may not see is one that does
 * not exist.
 */
import { departmentsOf, type Actor } from '#auth/actor.js';
import type { CustomerId, DepartmentId } from '#runtime/ids.js';
import type { SqlParameters } from '#storage/sql-parameters.js';

/** A caller, as far as it decides which customers are visible. */
export type CustomerReader =
  | { readonly kind: 'partition' }
  /** Customers of these departments, and those that all departments share (casemgr.md C-8). */
  | { readonly kind: 'departments'; readonly departmentIds: readonly DepartmentId[] }
  | { readonly kind: 'customer'; readonly customerId: CustomerId };

/** Only departmentalization keeps customers apart; a global user and a client application see all of them all the same. */
export function customerReader(actor: Actor, isDepartmentalized: boolean): CustomerReader {
  if (actor.kind === 'customer') return { kind: 'customer', customerId: actor.id };
  const departmentIds = departmentsOfUser(actor);
  return departmentIds && isDepartmentalized ? { kind: 'departments', departmentIds } : { kind: 'partition' };
}

/** The SQL condition for the customers that a reader may see, on the table alias given. */
export function visibleCustomers(reader: CustomerReader, parameters: SqlParameters, alias: string): string {
  switch (reader.kind) {
    case 'partition':
      return 'true';
    case 'departments':
      return `(${alias}.department_id IS NULL OR ${alias}.department_id = ANY(${parameters.add(reader.departmentIds, 'bigint[]')}))`;
    case 'customer':
      return `${alias}.id = ${parameters.add(reader.customerId, 'bigint')}`;
  }
}

/** The departments that a caller may create customers in; undefined when that is all of them. */
export function departmentsOpenTo(actor: Actor, isDepartmentalized: boolean): readonly DepartmentId[] | undefined {
  const reader = customerReader(actor, isDepartmentalized);
  return reader.kind === 'departments' ? reader.departmentIds : undefined;
}

/** The departments that a user works in; undefined for global users, client applications and customers. */
export function departmentsOfUser(actor: Actor): readonly DepartmentId[] | undefined {
  return actor.kind === 'user' ? departmentsOf(actor) : undefined;
}

/** Whether any of these departments is none that a user works in; `open` is undefined for who works in all of them. */
export function isElsewhere(departmentIds: readonly string[], open: readonly string[] | undefined): boolean {
  return open !== undefined && departmentIds.some((id) => !open.includes(id));
}
