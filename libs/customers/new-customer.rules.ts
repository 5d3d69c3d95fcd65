/**
 * The customer that an activity from an unknown address creates (casemgr.md C-2, C-5): the element `customer` of a request
 * becomes a `NewCustomer`. The addresses in it are not looked up here, and `from` is added by whoever creates the customer.
 */
import { addressKey } from '#email-address/email-address.rules.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import { isWireObject, type Shape, type WireObject, type WireTree } from '#wire/tree.js';
import { CONTACT_POINT_LISTS, CUSTOMER_ELEMENT } from './customer-element.js';
import {
  at,
  configurationRefusals,
  customAttributesOf,
  itemsOf,
  textOf,
  withNormalValues,
  type CustomerConfiguration,
} from './customer-settings.rules.js';
import { isMissing, memberPath, readElement, shapeOf, type ElementRule } from './element.rules.js';
import { referencesIn, staffMemberFaults, withNormalMembers } from './staff-members.rules.js';

export type CustomerType = 'individual' | 'group' | 'corporate';

export type ContactPointType = keyof typeof CONTACT_POINT_LISTS;

export interface NewContactPoint {
  readonly type: ContactPointType;
  /** Only of type email, as written. */
  readonly emailAddress?: string;
  readonly details: WireObject;
}

export interface NewContact {
  /** Null for the nameless contact of a group or company that was sent without one. */
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly details: WireObject;
  readonly contactPoints: readonly NewContactPoint[];
}

export interface NewCustomer {
  readonly type: CustomerType;
  /** Null for an individual, who is called by its contact's name. */
  readonly customerName: string | null;
  readonly groupType: string | null;
  /** The other members as they were sent; custom attributes by name in `customAttributes`. */
  readonly details: WireObject;
  readonly contacts: readonly [NewContact, ...NewContact[]];
}

/** How the element is laid out in XML. */
export const NEW_CUSTOMER_SHAPE: Shape = shapeOf(CUSTOMER_ELEMENT);

const PATH = 'customer';
const CLAUSE = 'C-5';

/** `path` is that of the element itself, empty where it is the whole body. */
export function readNewCustomer(
  tree: WireTree,
  configuration: CustomerConfiguration,
  path = PATH,
  element: ElementRule = CUSTOMER_ELEMENT,
): { readonly customer: NewCustomer } | { readonly refusals: readonly [Refusal, ...Refusal[]] } {
  const { value, refusals: structural } = readElement(tree, element, path, CLAUSE);
  if (!isWireObject(value)) return { refusals: inOrderOfCodes(structural) };
  const refusals = [
    ...structural,
    ...typeRefusals(value, configuration, path),
    ...addressRefusals(value, path),
    ...configurationRefusals(value, configuration, path, CLAUSE),
    ...staffMemberFaults(value, path),
  ];
  return refusals.length > 0
    ? { refusals: inOrderOfCodes(refusals) }
    : { customer: toNewCustomer(withNormalMembers(withNormalValues(value, configuration))) };
}

/** The email addresses in the element, each with its path, whatever else may be wrong with it. */
export function addressesInCustomer(
  tree: WireTree | undefined,
  path = PATH,
): { readonly path: string; readonly address: string }[] {
  if (!isWireObject(tree)) return [];
  return itemsOf(at(tree, 'contacts.contact')).flatMap((contact, index) =>
    itemsOf(contact['email']).flatMap(({ emailAddress }, place) => {
      const attribute = memberPath(path, `contacts.contact[${index}].email[${place}].emailAddress`);
      return typeof emailAddress === 'string' ? [{ path: attribute, address: emailAddress }] : [];
    }),
  );
}

/** C-5: what customers of a type cannot have. */
export function unsupportedByType(customer: WireObject, type: CustomerType, path: string): Refusal[] {
  return NOT_OF_TYPE[type]
    .filter((attribute) => at(customer, attribute) !== undefined)
    .map((attribute) =>
      refusal('400-147', memberPath(path, attribute), `not an attribute of customers of type ${type}`),
    );
}

const NOT_OF_TYPE: Readonly<Record<CustomerType, readonly string[]>> = {
  individual: ['customerName', 'type.group', 'type.corporate'],
  group: ['type.corporate'],
  corporate: ['type.group'],
};

/** C-5: what each type of customer must and must not have. */
function typeRefusals(customer: WireObject, { groupTypes }: CustomerConfiguration, path: string): Refusal[] {
  const type = typeOf(customer);
  if (type === undefined) return [];
  const unsupported = unsupportedByType(customer, type, path);
  switch (type) {
    case 'individual':
      return [...unsupported, ...contactRefusals(customer, path)];
    case 'group':
      return [...unsupported, ...nameRefusals(customer, type, path), ...groupTypeRefusals(customer, groupTypes, path)];
    case 'corporate':
      return [...unsupported, ...nameRefusals(customer, type, path)];
  }
}

function nameRefusals(customer: WireObject, type: CustomerType, path: string): Refusal[] {
  return isMissing(customer['customerName'])
    ? [refusal('400-146', memberPath(path, 'customerName'), `a customer of type ${type} needs a name`)]
    : [];
}

function groupTypeRefusals(customer: WireObject, groupTypes: readonly string[], path: string): Refusal[] {
  const groupType = at(customer, 'type.group.type.value');
  const attribute = memberPath(path, 'type.group.type.value');
  if (isMissing(groupType)) {
    // Present but empty has been reported as missing already.
    return at(customer, 'type.group.type') === undefined
      ? [refusal('400-146', attribute, 'a customer of type group needs it')]
      : [];
  }
  return typeof groupType === 'string' && !groupTypes.includes(groupType)
    ? [refusal('400-152', attribute, `one of ${groupTypes.join(', ')}`)]
    : [];
}

function contactRefusals(customer: WireObject, path: string): Refusal[] {
  const contacts = at(customer, 'contacts.contact');
  const attribute = memberPath(path, 'contacts.contact');
  if (isMissing(contacts)) return [refusal('400-146', `${attribute}[0].firstName`, 'an individual needs one contact')];
  return Array.isArray(contacts) && contacts.length > 1
    ? [refusal('400-152', attribute, `an individual has exactly one contact, ${contacts.length} were sent`)]
    : [];
}

/** C-6: an address belongs to one contact point, so it is there once. */
function addressRefusals(customer: WireObject, path: string): Refusal[] {
  const seen = new Set<string>();
  return itemsOf(at(customer, 'contacts.contact')).flatMap((contact, index) =>
    itemsOf(contact['email']).flatMap((point, place) => {
      const key = addressKey(textOf(point['emailAddress']) ?? '');
      if (key !== '' && seen.has(key)) {
        const attribute = memberPath(path, `contacts.contact[${index}].email[${place}].emailAddress`);
        return [refusal('400-152', attribute, 'the address is there twice')];
      }
      seen.add(key);
      return [];
    }),
  );
}

const RANKS = ['400-147', '400-146', '400-152'];

/** §3.6: what is not allowed before what is missing before what is wrong. */
export function inOrderOfCodes(refusals: readonly Refusal[]): readonly [Refusal, ...Refusal[]] {
  const [first, ...others] = refusals.toSorted((one, other) => RANKS.indexOf(one.code) - RANKS.indexOf(other.code));
  if (!first) throw new Error('Only refusals are put in order');
  return [first, ...others];
}

function refusal(code: '400-146' | '400-147' | '400-152', attribute: string, reason: string): Refusal {
  return { code, attribute, reason, clause: CLAUSE };
}

function toNewCustomer(customer: WireObject): NewCustomer {
  const typeDetails = isWireObject(customer['type']) ? without(customer['type'], ['value']) : {};
  const [first = NAMELESS_CONTACT, ...more] = itemsOf(at(customer, 'contacts.contact')).map(toNewContact);
  return {
    type: typeOf(customer) ?? 'individual',
    customerName: textOf(customer['customerName']),
    groupType: textOf(at(customer, 'type.group.type.value')),
    details: {
      ...withoutEmptyMembers(withNamedAttributes(without(customer, ['type', 'customerName', 'contacts']))),
      ...(Object.keys(typeDetails).length > 0 && { type: typeDetails }),
    },
    contacts: [first, ...more],
  };
}

const NAMELESS_CONTACT: NewContact = {
  firstName: null,
  middleName: null,
  lastName: null,
  details: {},
  contactPoints: [],
};

/** The answer to the secret question is not kept: nothing here asks for it, and what is not kept cannot leak. */
export const NOT_CONTACT_DETAILS = [
  'firstName',
  'middleName',
  'lastName',
  'secretAnswer',
  ...Object.keys(CONTACT_POINT_LISTS),
];

function toNewContact(contact: WireObject): NewContact {
  return {
    firstName: textOf(contact['firstName']),
    middleName: textOf(contact['middleName']),
    lastName: textOf(contact['lastName']),
    details: withNamedAttributes(without(contact, NOT_CONTACT_DETAILS)),
    contactPoints: (Object.keys(CONTACT_POINT_LISTS) as ContactPointType[]).flatMap((type) =>
      itemsOf(contact[type]).map((point) => toNewContactPoint(type, point)),
    ),
  };
}

function toNewContactPoint(type: ContactPointType, { emailAddress, ...members }: WireObject): NewContactPoint {
  const details = withNamedAttributes(members);
  return typeof emailAddress === 'string' ? { type, emailAddress, details } : { type, details };
}

/** Custom attributes are stored as values by name. */
function withNamedAttributes(owner: WireObject): WireObject {
  const attributes = customAttributesOf(owner).map(({ name, values }): [string, string[]] => [name, [...values]]);
  return {
    ...without(owner, ['customAttributes']),
    ...(attributes.length > 0 && { customAttributes: Object.fromEntries(attributes) }),
  };
}

/** Nothing is kept of a member of staff's that says nothing. */
function withoutEmptyMembers(details: WireObject): WireObject {
  const { organizationId, assigneeId, agentGroupId } = referencesIn(details);
  const empty = [
    ...(details['description'] === '' ? ['description'] : []),
    ...(at(details, 'language.value') === '' ? ['language'] : []),
    ...(Array.isArray(details['labels']) && details['labels'].length === 0 ? ['labels'] : []),
    ...(organizationId === null ? ['organization'] : []),
    ...(assigneeId === null && agentGroupId === null ? ['owner'] : []),
  ];
  return without(details, empty);
}

export function without(tree: WireObject, names: readonly string[]): WireObject {
  return Object.fromEntries(Object.entries(tree).filter(([name]) => !names.includes(name)));
}

function typeOf(customer: WireObject): CustomerType | undefined {
  const type = at(customer, 'type.value');
  return type === 'individual' || type === 'group' || type === 'corporate' ? type : undefined;
}
