/** Whose activity it is: casemgr.md §3.4, clauses C-1 to C-6. */
import type { CustomerActor } from '#auth/actor.js';
import type { Department } from '#configuration/partition-snapshot.js';
import { customerConfiguration } from '#customers/customer-settings.rules.js';
import { addressesInCustomer, readNewCustomer } from '#customers/new-customer.rules.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { DepartmentId } from '#runtime/ids.js';
import { ELEMENTS, rankOf } from './activity-elements.js';
import type { Checklist } from './checklist.js';
import type { Ownership } from './decision.js';
import type { Facts, KnownAddress } from './facts.js';
import type { IncomingEmail } from './incoming-email.js';

/** The owner, and the sender's address that the activity shows. */
export interface Owned {
  readonly ownership: Ownership;
  readonly from: string;
}

/** Addresses of shared customers are unique in the scope 0, and so are all addresses without departmentalization (C-6). */
function addressScope(departmentId: DepartmentId | null, facts: Facts): string {
  return facts.snapshot.settings.customerDepartmentalization ? (departmentId ?? '0') : '0';
}

function known(address: KnownAddress): Owned {
  const { customerId, contactId, emailAddress } = address;
  return { ownership: { kind: 'known', customerId, contactId }, from: emailAddress };
}

/** C-1, C-2: for a user or client the sender's address says who the customer is. */
export function findOwnerBySender(
  email: IncomingEmail,
  department: Department,
  facts: Facts,
  checks: Checklist,
): Owned | undefined {
  const from = email.from ?? '';
  const [owner] = facts.owners.get(addressKey(from)) ?? [];
  if (owner) {
    checks.pass('C-1', ELEMENTS.from.path);
    checks.skip('C-2', 'the customer is known');
    return known(owner);
  }
  checks.skip('C-1', 'the address is not known');
  if (email.customer === undefined) {
    const reason = `is required, because no customer has the address ${from}`;
    checks.refuse({ code: '400-146', attribute: 'customer', reason, clause: 'C-2' }, rankOf('customer'));
    return undefined;
  }
  return createOwner(email, from, department, facts, checks);
}

function createOwner(
  email: IncomingEmail,
  from: string,
  department: Department,
  facts: Facts,
  checks: Checklist,
): Owned | undefined {
  const { settings } = facts.snapshot;
  const read = readNewCustomer(email.customer ?? null, customerConfiguration(facts.snapshot));
  if ('refusals' in read) {
    for (const refusal of read.refusals) checks.refuse(refusal, rankOf('customer'));
    return undefined;
  }
  for (const { path, address } of addressesInCustomer(email.customer)) {
    if (!facts.owners.has(addressKey(address))) continue;
    const reason = 'belongs to another customer';
    checks.refuse({ code: '400-152', attribute: path, reason, clause: 'C-6' }, rankOf('customer'));
  }
  checks.pass('C-2', 'customer');
  checks.pass('C-5', 'customer');
  const departmentId = settings.customerDepartmentalization ? department.id : null;
  const scope = addressScope(departmentId, facts);
  return { ownership: { kind: 'new-customer', customer: read.customer, departmentId, addressScope: scope }, from };
}

/** C-3, C-4: a customer creates for itself, or for one who granted it. */
export function findOwnerByActor(
  email: IncomingEmail,
  actor: CustomerActor,
  isOnBehalf: boolean,
  facts: Facts,
  checks: Checklist,
): Owned | undefined {
  if (isOnBehalf) return pickAddress(facts.customer?.addresses ?? [], '400-152', 'C-4', checks);
  const own = (facts.customer?.addresses ?? []).filter(({ contactId }) => contactId === actor.contactId);
  if (email.from === undefined) return pickAddress(own, '400-146', 'C-3', checks);

  const owners = facts.owners.get(addressKey(email.from)) ?? [];
  const mine = owners.find(({ contactId }) => contactId === actor.contactId);
  if (mine) {
    checks.pass('C-3', ELEMENTS.from.path);
    return known(mine);
  }
  if (owners.length > 0) {
    const reason = 'does not belong to the contact who is logged in';
    checks.refuse({ code: '400-152', attribute: ELEMENTS.from.path, reason, clause: 'C-3' }, rankOf('from'));
    return undefined;
  }
  checks.pass('C-3', ELEMENTS.from.path);
  const { id: customerId, contactId } = actor;
  const scope = addressScope(facts.customer?.departmentId ?? null, facts);
  return { ownership: { kind: 'new-address', customerId, contactId, addressScope: scope }, from: email.from };
}

/** The primary address, else the oldest. */
function pickAddress(
  addresses: readonly KnownAddress[],
  code: '400-146' | '400-152',
  clause: string,
  checks: Checklist,
): Owned | undefined {
  const [address] = addresses;
  if (address) {
    checks.pass(clause, ELEMENTS.from.path);
    return known(address);
  }
  const reason =
    clause === 'C-4' ? 'the customer has no email address' : 'is required, because the contact has no address';
  checks.refuse({ code, attribute: ELEMENTS.from.path, reason, clause }, rankOf('from'));
  return undefined;
}
