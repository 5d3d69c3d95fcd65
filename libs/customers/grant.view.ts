import type { AnswerTree } from '#wire/xml-writer.js';
import { customerNameOf, customerPath } from './customer.view.js';
import { grantHolds } from './grant.rules.js';
import type { CustomerGrants, GrantedCustomer } from './grant.store.js';

/** All grants of a customer, for users and client applications; `inForce` is false for one that is suspended (casemgr.md C-7). */
export function grantsView(grants: CustomerGrants, isDepartmentalized: boolean): AnswerTree {
  const shown = (customers: readonly GrantedCustomer[], holds: (other: GrantedCustomer) => boolean): AnswerTree =>
    customers.length === 0
      ? null
      : {
          customer: customers.map((other) => ({
            link: [{ rel: 'customer', href: customerPath(other.id) }],
            ...namesOf(other),
            inForce: holds(other),
            id: other.id,
          })),
        };
  const { on, to } = rulesOf(grants, isDepartmentalized);
  return { grantsOn: shown(grants.on, on), grantsTo: shown(grants.to, to) };
}

/** The customers for whom the one who asks may act now; undefined when there are none. */
export function ownGrantsView(grants: CustomerGrants, isDepartmentalized: boolean): AnswerTree | undefined {
  const on = grants.on.filter(rulesOf(grants, isDepartmentalized).on);
  if (on.length === 0) return undefined;
  return { grantsOn: { customer: on.map((other) => ({ ...namesOf(other), id: other.id })) } };
}

function rulesOf({ customer }: CustomerGrants, isDepartmentalized: boolean) {
  return {
    on: ({ party }: GrantedCustomer) => grantHolds({ holder: customer, on: party }, isDepartmentalized),
    to: ({ party }: GrantedCustomer) => grantHolds({ holder: party, on: customer }, isDepartmentalized),
  };
}

function namesOf(other: GrantedCustomer) {
  return { customerName: customerNameOf(other.customerName, other) };
}
