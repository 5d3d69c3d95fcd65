/**
 * On whose behalf a customer acts: `?customer=ID` (casemgr.md) and the grants that allow it (C-7). Creating and
 * reading follow the same rules.
 */
import { isDatabaseKey, type CustomerId } from '#runtime/ids.js';
import type { Refusal } from '#runtime/errors/refusal.js';

/** One side of a grant, as far as its validity depends on it. */
export interface GrantParty {
  readonly type: string;
  readonly isActive: boolean;
  /** Undefined for a customer that all departments share. */
  readonly departmentId: string | undefined;
}

/** A grant as it is stored; whether it holds is `grantHolds`. */
export interface Grant {
  readonly holder: GrantParty;
  readonly on: GrantParty;
}

/** For whom a request is meant, before anybody asked whether it is allowed. */
export type RequestedCustomer =
  | { readonly kind: 'self' }
  | { readonly kind: 'other'; readonly id: CustomerId }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** the values of `customer` as they were sent, none of them when the parameter was left out. */
export function requestedCustomer(callerId: CustomerId, values: readonly string[]): RequestedCustomer {
  const [value = ''] = values;
  if (values.length > 1) return { kind: 'refused', refusal: refusalOf('it is sent once', 'Q-4') };
  if (value === '' || value === callerId) return { kind: 'self' };
  return isDatabaseKey(value) ? { kind: 'other', id: value as CustomerId } : { kind: 'refused', refusal: notGranted() };
}

/**
 * C-7: only between individual customers that are both active; while departmentalization is on, a grant across departments
 * is suspended unless one of the two is shared.
 */
export function grantHolds({ holder, on }: Grant, isDepartmentalized: boolean): boolean {
  const areIndividual = holder.type === 'individual' && on.type === 'individual';
  const isShared = holder.departmentId === undefined || on.departmentId === undefined;
  const isWithinDepartment = isShared || holder.departmentId === on.departmentId;
  return areIndividual && holder.isActive && on.isActive && (!isDepartmentalized || isWithinDepartment);
}

/** no grant, unknown and malformed get the same answer, so that ids cannot be probed. */
export function notGranted(): Refusal {
  return refusalOf('the id of a customer who has granted the caller access', 'Q-3');
}

function refusalOf(reason: string, clause: string): Refusal {
  return { code: '400-244', attribute: 'customer', reason, clause };
}
