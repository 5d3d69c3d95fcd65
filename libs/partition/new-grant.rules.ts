import type { AdministeredCustomer } from '#customers/customer-administration.store.js';

type Party = Pick<AdministeredCustomer, 'externalId' | 'type' | 'departmentId'>;

/** Why one customer may not be given a grant on another (casemgr.md C-7), or undefined. Shared customers have no department. */
export function newGrantFault(holder: Party, on: Party, isDepartmentalized: boolean): string | undefined {
  if (holder.externalId === on.externalId) return 'a customer needs no grant on itself';
  if (holder.type !== 'individual') return 'only an individual customer may hold a grant (C-7)';
  if (on.type !== 'individual') return 'a grant may only be given on an individual customer (C-7)';
  const isShared = holder.departmentId === null || on.departmentId === null;
  const isAcross = isDepartmentalized && !isShared && holder.departmentId !== on.departmentId;
  return isAcross ? 'the two customers must be in the same department (C-7)' : undefined;
}
