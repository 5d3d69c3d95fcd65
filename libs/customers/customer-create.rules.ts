/** The body that creates a customer (customers.md CUST-2 to CUST-6). */
import type { Department, PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { Refusal, Refusals } from '#runtime/errors/refusal.js';
import type { DepartmentId } from '#runtime/ids.js';
import { unstorableTexts, UNSTORABLE_REASON } from '#wire/read-body.rules.js';
import { isWireObject, type WireObject, type WireTree } from '#wire/tree.js';
import { NEW_CUSTOMER_ELEMENT } from './customer-element.js';
import { at, customerConfiguration } from './customer-settings.rules.js';
import { isMissing } from './element.rules.js';
import {
  addressesInCustomer,
  inOrderOfCodes,
  readNewCustomer,
  without,
  type CustomerType,
  type NewCustomer,
} from './new-customer.rules.js';

/** A customer that is to be created. */
export interface CustomerCreation {
  readonly customer: NewCustomer;
  readonly departmentId: DepartmentId | null;
}

interface CreationContext {
  /** From the path. */
  readonly type: CustomerType;
  readonly snapshot: PartitionSnapshot;
  /** The departments of the user who creates it; undefined when that is all of them. */
  readonly departmentIds: readonly DepartmentId[] | undefined;
}

export function readCustomerCreation(
  tree: WireTree,
  context: CreationContext,
): { readonly creation: CustomerCreation } | { readonly refusals: Refusals } {
  if (!isWireObject(tree)) return { refusals: [refusal('400-152', 'body', 'one customer is expected', 'CUST-2')] };
  const { type, snapshot } = context;
  const department = judgeDepartment(tree['department'], context);
  const element = withType(without(tree, ['department']), type);
  const read = readNewCustomer(element, customerConfiguration(snapshot), '', NEW_CUSTOMER_ELEMENT);
  const refusals = [
    ...unstorableTexts(tree, '').map((path) => refusal('400-152', path, UNSTORABLE_REASON, 'CUST-2')),
    ...department.refusals,
    ...typeRefusals(tree, type),
    ...('refusals' in read ? read.refusals : []),
  ];
  if ('refusals' in read || refusals.length > 0) return { refusals: inOrderOfCodes(refusals) };
  return { creation: { customer: read.customer, departmentId: department.id } };
}

/** CUST-6: an address that somebody has already, the very contact perhaps, by the key that the database knows it by. */
export function takenAddressRefusals(tree: WireTree, takenKeys: readonly string[]): Refusals | undefined {
  const [first, ...others] = addressesInCustomer(tree, '')
    .filter(({ address }) => takenKeys.includes(addressKey(address)))
    .map(({ path }) => refusal('400-152', path, 'a contact has this address already', 'CUST-6'));
  return first && [first, ...others];
}

/** casemgr.md C-6: where the addresses of a customer must be unique. */
export function addressScopeOf(departmentId: string | null, { settings }: PartitionSnapshot): string {
  return settings.customerDepartmentalization ? (departmentId ?? '0') : '0';
}

/** The path says the type already; the body may say it again. */
function withType(tree: WireObject, type: CustomerType): WireObject {
  const sent = tree['type'];
  return { ...tree, type: { ...(isWireObject(sent) ? sent : {}), value: type } };
}

function typeRefusals(tree: WireObject, type: CustomerType): Refusal[] {
  const sent = tree['type'];
  if (sent !== undefined && sent !== null && !isWireObject(sent)) {
    return [refusal('400-152', 'type', 'an element with members', 'CUST-2')];
  }
  const value = at(tree, 'type.value') ?? type;
  return value === type ? [] : [refusal('400-152', 'type.value', `the path says ${type}`, 'CUST-2')];
}

/** CUST-5. A department that the caller may not work in is like one that does not exist. */
function judgeDepartment(
  sent: WireTree | undefined,
  { snapshot, departmentIds }: CreationContext,
): { readonly id: DepartmentId | null; readonly refusals: Refusal[] } {
  const refuse = (code: '400-146' | '400-147' | '400-152', attribute: string, reason: string) => ({
    id: null,
    refusals: [refusal(code, attribute, reason, 'CUST-5')],
  });
  if (!snapshot.settings.customerDepartmentalization) {
    return sent === undefined || sent === null
      ? { id: null, refusals: [] }
      : refuse('400-147', 'department', 'customers belong to no department while departmentalization is off');
  }
  if (sent !== undefined && sent !== null && !isWireObject(sent))
    return refuse('400-152', 'department', 'an element with members');
  const name = isWireObject(sent) ? sent['name'] : undefined;
  const others = isWireObject(sent) ? Object.keys(sent).filter((member) => member !== 'name') : [];
  if (others[0] !== undefined) return refuse('400-147', `department.${others[0]}`, 'not an attribute of this element');
  if (isMissing(name)) return refuse('400-146', 'department.name', 'a customer belongs to a department');
  const department = typeof name === 'string' ? snapshot.findDepartment(name) : undefined;
  return department && isOpenTo(department, departmentIds)
    ? { id: department.id, refusals: [] }
    : refuse('400-152', 'department.name', 'there is no such department');
}

function isOpenTo({ id }: Department, departmentIds: readonly DepartmentId[] | undefined): boolean {
  return departmentIds === undefined || departmentIds.includes(id);
}

function refusal(code: '400-146' | '400-147' | '400-152', attribute: string, reason: string, clause: string): Refusal {
  return { code, attribute, reason, clause };
}
