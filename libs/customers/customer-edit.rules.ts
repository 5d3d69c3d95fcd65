/**
 * The edit of a customer (customers.md CUST-10 to CUST-14): a body becomes a `CustomerEdit`, and with the customer as it is now a
 * `CustomerChange`. What is left out stays; an empty text empties a value; contact points and contacts are added without an id,
 * changed with one.
 */
import { isEmpty } from '#configuration/custom-attributes.rules.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { Refusal, Refusals } from '#runtime/errors/refusal.js';
import { unstorableTexts, UNSTORABLE_REASON } from '#wire/read-body.rules.js';
import { isWireObject, type WireObject, type WireTree } from '#wire/tree.js';
import { CONTACT_POINT_LISTS, EDITED_CUSTOMER_ELEMENT } from './customer-element.js';
import {
  at,
  configurationRefusals,
  customAttributesOf,
  itemsOf,
  textOf,
  withNormalValues,
  type CustomerConfiguration,
} from './customer-settings.rules.js';
import type { ContactPointRow, ContactRow, CustomerRow } from './customer.store.js';
import { isMissing, memberPath, readElement } from './element.rules.js';
import { STAFF_MEMBER_NAMES, staffMemberFaults, withNormalMembers } from './staff-members.rules.js';
import {
  inOrderOfCodes,
  NOT_CONTACT_DETAILS,
  unsupportedByType,
  without,
  type ContactPointType,
  type CustomerType,
} from './new-customer.rules.js';

interface EditedPoint {
  readonly path: string;
  readonly id: string | undefined;
  readonly type: ContactPointType;
  readonly emailAddress: string | undefined;
  readonly details: WireObject;
  readonly isRemoved: boolean;
}

interface EditedContact {
  readonly path: string;
  readonly id: string | undefined;
  readonly names: Readonly<Partial<Record<ContactName, string>>>;
  readonly details: WireObject;
  readonly points: readonly EditedPoint[];
}

/** What an edit says, before it is known whom it is about. */
export interface CustomerEdit {
  readonly id: string | undefined;
  readonly lastModified: string | undefined;
  readonly customerName: string | undefined;
  readonly groupType: string | undefined;
  readonly details: WireObject;
  readonly contacts: readonly EditedContact[];
}

export interface EditContext {
  /** From the path. */
  readonly type: CustomerType;
  /** A customer edits its own contact, and what staff keep about it not at all (CUST-14). */
  readonly isOwnProfile: boolean;
  readonly configuration: CustomerConfiguration;
  /** Of the element that is edited; empty where it is the whole body. */
  readonly path: string;
  /** It may leave everything as it is. */
  readonly mayChangeNothing?: boolean;
}

const CLAUSE = 'CUST-12';

const CONTACT_NAMES = ['firstName', 'middleName', 'lastName'] as const;

type ContactName = (typeof CONTACT_NAMES)[number];

const POINT_TYPES = Object.keys(CONTACT_POINT_LISTS) as ContactPointType[];

/** What staff keep about a customer; it is not the customer's to change. */
const MEMBERS_OF_STAFF = [
  'customerName',
  'level',
  'role',
  'pin',
  'howReferred',
  'industry',
  'marketSegment',
  'entitlements',
  'tokens',
  'customAttributes',
  ...STAFF_MEMBER_NAMES,
] as const;
const CONTACT_MEMBERS_OF_STAFF = ['loginId', 'externalId', 'customAttributes'] as const;
const POINT_MEMBERS_OF_STAFF = ['remove', 'customAttributes'] as const;

export function readCustomerEdit(
  tree: WireTree,
  context: EditContext,
): { readonly edit: CustomerEdit } | { readonly refusals: Refusals } {
  const { path, configuration } = context;
  const unstorable = unstorableTexts(tree, path).map((attribute) => refusal('400-152', attribute, UNSTORABLE_REASON));
  const { value, refusals: structural } = readElement(withPlainDate(tree), EDITED_CUSTOMER_ELEMENT, path, CLAUSE);
  if (!isWireObject(value)) return { refusals: inOrderOfCodes([...unstorable, ...structural]) };
  const refusals = [
    ...unstorable,
    ...structural,
    ...typeRefusals(value, context),
    ...(context.mayChangeNothing ? [] : nothingRefusals(value, context)),
    ...(context.isOwnProfile ? staffMemberRefusals(value, context) : []),
    ...nameRefusals(value, path),
    ...contactsOf(value, path).flatMap(([contact, at]) => contactRefusals(contact, at)),
    ...doubledAddressRefusals(value, path),
    ...configurationRefusals(value, configuration, path, CLAUSE, { mayEmpty: true }),
    ...staffMemberFaults(value, path),
  ];
  return refusals.length > 0
    ? { refusals: inOrderOfCodes(refusals) }
    : { edit: toEdit(withNormalMembers(withNormalValues(value, configuration)), path) };
}

/** CUST-10: an edit changes something. */
function nothingRefusals(customer: WireObject, { isOwnProfile }: EditContext): Refusal[] {
  const members = Object.keys(EDITED_CUSTOMER_ELEMENT.members).filter((name) => !['id', 'lastModified'].includes(name));
  if (members.some((name) => customer[name] !== undefined)) return [];
  const own = isOwnProfile ? members.filter((name) => name === 'contacts') : members;
  return [refusal('400-146', own.join(' or '), 'one of them is required')];
}

/** WR-2: `lastModified` is a date, or an object with one. */
export function withPlainDate(tree: WireTree): WireTree {
  if (!isWireObject(tree) || !isWireObject(tree['lastModified'])) return tree;
  const { date, ...others } = tree['lastModified'];
  return Object.keys(others).length > 0 || date === undefined ? tree : { ...tree, lastModified: date };
}

function typeRefusals(customer: WireObject, { type, configuration, path }: EditContext): Refusal[] {
  const sent = at(customer, 'type.value');
  if (sent !== undefined && sent !== type) {
    return [
      refusal(
        '400-152',
        memberPath(path, 'type.value'),
        `the path says ${type}; the type of a customer does not change`,
      ),
    ];
  }
  const groupType = at(customer, 'type.group.type.value');
  const { groupTypes } = configuration;
  const isGroupTypeWrong = typeof groupType === 'string' && !groupTypes.includes(groupType);
  return [
    ...unsupportedByType(customer, type, path),
    ...(isGroupTypeWrong
      ? [refusal('400-152', memberPath(path, 'type.group.type.value'), `one of ${groupTypes.join(', ')}`)]
      : []),
  ];
}

function staffMemberRefusals(customer: WireObject, { type: ownType, path: base }: EditContext): Refusal[] {
  const refuse = (owner: WireObject, names: readonly string[], path: string): Refusal[] =>
    names
      .filter((name) => owner[name] !== undefined)
      .map((name) => refusal('400-147', `${path}${name}`, 'not for customers to change (CUST-14)'));
  const { type } = customer;
  const top = base === '' ? '' : `${base}.`;
  return [
    ...refuse(customer, MEMBERS_OF_STAFF, top),
    ...(isWireObject(type) ? refuse(type, [ownType], `${top}type.`) : []),
    ...contactsOf(customer, base).flatMap(([contact, path]) => [
      ...refuse(contact, CONTACT_MEMBERS_OF_STAFF, `${path}.`),
      ...pointsOf(contact, path).flatMap(({ point, path: pointPath }) =>
        refuse(point, POINT_MEMBERS_OF_STAFF, `${pointPath}.`),
      ),
    ]),
  ];
}

function nameRefusals(customer: WireObject, path: string): Refusal[] {
  const { customerName } = customer;
  return customerName !== undefined && isMissing(customerName)
    ? [refusal('400-152', memberPath(path, 'customerName'), 'a name cannot be emptied')]
    : [];
}

function contactRefusals(contact: WireObject, path: string): Refusal[] {
  const { firstName } = contact;
  const isEmptied = firstName !== undefined && isMissing(firstName);
  return [
    ...(isEmptied ? [refusal('400-152', `${path}.firstName`, 'a first name cannot be emptied')] : []),
    ...pointsOf(contact, path).flatMap(({ point, type, path: pointPath }) => pointRefusals(point, type, pointPath)),
  ];
}

function pointRefusals(point: WireObject, type: ContactPointType, path: string): Refusal[] {
  const { required } = CONTACT_POINT_LISTS[type];
  if (point['id'] === undefined) {
    if (point['remove'] === true) return [refusal('400-146', `${path}.id`, 'it says what is removed')];
    return required
      .filter((name) => isMissing(valueOf(point[name])))
      .map((name) => refusal('400-146', attributeOf(path, name), 'a new one needs it'));
  }
  return required
    .filter((name) => point[name] !== undefined && isMissing(valueOf(point[name])))
    .map((name) => refusal('400-152', attributeOf(path, name), 'it cannot be emptied; `remove` removes the whole'));
}

/** The value of `{ value: … }`, or of what is no such element. */
function valueOf(tree: WireTree | undefined): WireTree | undefined {
  return isWireObject(tree) ? tree['value'] : tree;
}

function attributeOf(path: string, name: string): string {
  return name === 'type' ? `${path}.type.value` : `${path}.${name}`;
}

function doubledAddressRefusals(customer: WireObject, base: string): Refusal[] {
  const seen = new Set<string>();
  return contactsOf(customer, base).flatMap(([contact, path]) =>
    itemsOf(contact['email']).flatMap(({ emailAddress }, place) => {
      const key = addressKey(textOf(emailAddress) ?? '');
      if (key === '') return [];
      if (seen.has(key))
        return [refusal('400-152', `${path}.email[${place}].emailAddress`, 'the address is there twice')];
      seen.add(key);
      return [];
    }),
  );
}

function contactsOf(customer: WireObject, path: string): [contact: WireObject, path: string][] {
  return itemsOf(at(customer, 'contacts.contact')).map((contact, index) => [
    contact,
    memberPath(path, `contacts.contact[${index}]`),
  ]);
}

function pointsOf(
  contact: WireObject,
  path: string,
): { readonly point: WireObject; readonly type: ContactPointType; readonly path: string }[] {
  return POINT_TYPES.flatMap((type) =>
    itemsOf(contact[type]).map((point, place) => ({ point, type, path: `${path}.${type}[${place}]` })),
  );
}

function toEdit(customer: WireObject, base: string): CustomerEdit {
  const type = customer['type'];
  const typeDetails = isWireObject(type) ? without(type, ['value']) : {};
  return {
    id: textOf(customer['id']) ?? undefined,
    lastModified: textOf(customer['lastModified']) ?? undefined,
    customerName: textOf(customer['customerName']) ?? undefined,
    groupType: textOf(at(customer, 'type.group.type.value')) ?? undefined,
    details: {
      ...without(customer, ['id', 'lastModified', 'type', 'customerName', 'contacts']),
      ...(Object.keys(typeDetails).length > 0 && { type: typeDetails }),
    },
    contacts: contactsOf(customer, base).map(([contact, path]) => toEditedContact(contact, path)),
  };
}

function toEditedContact(contact: WireObject, path: string): EditedContact {
  const names = CONTACT_NAMES.flatMap((name) => {
    const value = textOf(contact[name]);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    path,
    id: textOf(contact['id']) ?? undefined,
    names: Object.fromEntries(names),
    details: without(contact, ['id', ...NOT_CONTACT_DETAILS]),
    points: pointsOf(contact, path).map(({ point, type, path: pointPath }) => ({
      path: pointPath,
      id: textOf(point['id']) ?? undefined,
      type,
      emailAddress: textOf(point['emailAddress']) ?? undefined,
      details: without(point, ['id', 'remove', 'emailAddress']),
      isRemoved: point['remove'] === true,
    })),
  };
}

/** A contact point as it is afterwards. */
export interface PointChange {
  /** Undefined for a new one. */
  readonly id: string | undefined;
  readonly path: string;
  readonly type: ContactPointType;
  readonly emailAddress: string | null;
  readonly isPrimary: boolean;
  readonly isVerified: boolean;
  readonly details: WireObject;
}

/** A contact as it is afterwards, with those of its contact points that change. */
export interface ContactChange {
  /** Undefined for a new one. */
  readonly id: string | undefined;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly details: WireObject;
  readonly points: readonly PointChange[];
}

/** A customer as it is after an edit. */
export interface CustomerChange {
  readonly customerName: string | null;
  readonly groupType: string | null;
  readonly details: WireObject;
  readonly contacts: readonly ContactChange[];
  /** Ids of contact points. */
  readonly removedPoints: readonly string[];
}

/** Who makes an edit, as far as it decides what becomes of it. */
export interface Editor {
  /** The contact of a customer, who edits nobody else; undefined for users and clients. */
  readonly contactId: string | undefined;
}

export function decideCustomerEdit(
  current: CustomerRow,
  edit: CustomerEdit,
  editor: Editor,
): { readonly change: CustomerChange } | { readonly refusals: Refusals } {
  const refusals: Refusal[] = [];
  const contacts = edit.contacts.flatMap((edited) => contactChange(current, edited, editor, refusals) ?? []);
  if (current.type === 'individual' && edit.contacts.length > 1) {
    const reason = `an individual has exactly one contact, ${edit.contacts.length} were sent`;
    refusals.push(refusal('400-152', 'contacts.contact', reason));
  }
  const [first, ...others] = refusals;
  if (first) return { refusals: [first, ...others] };
  return {
    change: {
      customerName: edit.customerName ?? current.customerName,
      groupType: edit.groupType ?? current.groupType,
      details: changedDetails(current.details as WireObject, edit.details),
      contacts,
      removedPoints: edit.contacts.flatMap(({ points }) =>
        points.flatMap(({ id, isRemoved }) => (isRemoved && id !== undefined ? [id] : [])),
      ),
    },
  };
}

function contactChange(
  current: CustomerRow,
  edited: EditedContact,
  editor: Editor,
  refusals: Refusal[],
): ContactChange | undefined {
  const contact = findContact(current, edited, editor);
  if (contact === 'unknown') {
    refusals.push(notFound(`${edited.path}.id`, edited.id ?? '', 'no contact of this customer'));
    return undefined;
  }
  if (!contact && edited.names.firstName === undefined) {
    refusals.push(refusal('400-146', `${edited.path}.firstName`, 'a new contact needs it'));
  }
  const name = (which: ContactName): string | null => {
    const sent = edited.names[which];
    return sent === undefined ? (contact?.[which] ?? null) : sent === '' ? null : sent;
  };
  return {
    id: contact?.id,
    firstName: name('firstName'),
    middleName: name('middleName'),
    lastName: name('lastName'),
    details: changedDetails((contact?.details ?? {}) as WireObject, edited.details),
    points: edited.points.flatMap((point) => pointChange(contact, point, editor, refusals) ?? []),
  };
}

/** Without an id: a customer's own contact, an individual's only one, or a new one of a group or company. */
function findContact({ type, contacts }: CustomerRow, { id }: EditedContact, { contactId }: Editor) {
  const wanted = contactId !== undefined && (id === undefined || id === contactId) ? contactId : id;
  if (contactId !== undefined && wanted !== contactId) return 'unknown';
  if (wanted !== undefined) return contacts.find((contact) => contact.id === wanted) ?? 'unknown';
  return type === 'individual' ? contacts[0] : undefined;
}

function pointChange(
  contact: ContactRow | undefined,
  edited: EditedPoint,
  { contactId }: Editor,
  refusals: Refusal[],
): PointChange | undefined {
  const point = contact?.contactPoints.find(({ id, type }) => id === edited.id && type === edited.type);
  if (edited.id !== undefined && !point) {
    const reason = `no contact point of type ${edited.type} of this contact`;
    refusals.push(notFound(`${edited.path}.id`, edited.id, reason));
    return undefined;
  }
  if (edited.isRemoved) return undefined;
  return {
    id: point?.id,
    path: edited.path,
    type: edited.type,
    emailAddress: edited.emailAddress ?? point?.emailAddress ?? null,
    isPrimary: point?.isPrimary ?? false,
    isVerified: isVerified(point, edited, contactId !== undefined),
    details: changedDetails((point?.details ?? {}) as WireObject, edited.details),
  };
}

/** casemgr.md C-3: an address that a customer enters is a claim, until its mail comes from there. */
function isVerified(point: ContactPointRow | undefined, edited: EditedPoint, isCustomer: boolean): boolean {
  const isAnother =
    edited.emailAddress !== undefined && addressKey(edited.emailAddress) !== addressKey(point?.emailAddress ?? '');
  if (edited.type !== 'email') return true;
  return isAnother ? !isCustomer : (point?.isVerified ?? !isCustomer);
}

/** Details after a change: objects are changed member by member, an empty text takes a member away. */
export function changedDetails(details: WireObject, { customAttributes, ...changes }: WireObject): WireObject {
  // An owner is set as a whole: a user of another group would be an owner that nobody has named.
  const kept = changes['owner'] === undefined ? details : without(details, ['owner']);
  const merged = mergedMembers(kept, changes);
  if (!isWireObject(customAttributes)) return merged;
  const attributes = { ...(isWireObject(details['customAttributes']) ? details['customAttributes'] : {}) };
  for (const { name, values } of customAttributesOf({ customAttributes })) {
    if (isEmpty(values)) Reflect.deleteProperty(attributes, name);
    else attributes[name] = [...values];
  }
  const isAny = Object.keys(attributes).length > 0;
  return { ...without(merged, ['customAttributes']), ...(isAny && { customAttributes: attributes }) };
}

function mergedMembers(current: WireObject, changes: WireObject): WireObject {
  const merged: WireObject = { ...current };
  for (const [name, change] of Object.entries(changes)) {
    const before = merged[name];
    const after = isWireObject(change) ? mergedMembers(isWireObject(before) ? before : {}, change) : change;
    const isGone = after === '' || isEmptyTree(after);
    if (isGone) Reflect.deleteProperty(merged, name);
    else merged[name] = after;
  }
  return merged;
}

function isEmptyTree(tree: WireTree): boolean {
  return typeof tree === 'object' && tree !== null && Object.keys(tree).length === 0;
}

function refusal(code: '400-146' | '400-147' | '400-152', attribute: string, reason: string): Refusal {
  return { code, attribute, reason, clause: CLAUSE };
}

function notFound(attribute: string, id: string, reason: string): Refusal {
  return { code: '400-194', attribute, reason, clause: CLAUSE, id };
}
