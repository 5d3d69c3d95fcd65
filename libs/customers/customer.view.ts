import type { ActorRecord } from '#auth/actor.js';
import { displayed } from '#runtime/display-values/display-value.js';
import type { Locale } from '#runtime/locale.js';
import type { WireObject } from '#wire/tree.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { CONTACT_POINT_LISTS } from './customer-element.js';
import type { ContactPointRow, ContactRow, CustomerRow, Details, NamedReferences } from './customer.store.js';
import { referencesIn } from './staff-members.rules.js';

/** The parts of a name that are there, in the order in which they are written. */
export interface ContactName {
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
}

export function customerPath(id: string): string {
  return `/core/customermgr/v3/customers/${id}`;
}

/** What a customer is called: its name, or that of its contact for an individual. */
export function customerNameOf(customerName: string | null, contact: ContactName | undefined): string | null {
  if (customerName !== null) return customerName;
  const parts = [contact?.firstName, contact?.middleName, contact?.lastName].filter(
    (part) => typeof part === 'string' && part !== '',
  );
  return parts.length > 0 ? parts.join(' ') : null;
}

/** A customer as users and client applications see it (casemgr.md R-8, C-5, customers.md CUST-17). */
export function customerView(row: CustomerRow, locale: Locale, isDepartmentalized: boolean): AnswerTree {
  const { customAttributes, type: typeDetails, ...details } = row.details;
  return {
    link: [{ rel: 'self', href: customerPath(row.id) }],
    cases: { link: [{ rel: 'case', href: `/core/casemgr/v3/case?customerID=${row.id}` }] },
    type: { ...displayed('customerType', row.type, locale), ...typeMembers(typeDetails) },
    customerName: customerNameOf(row.customerName, row.contacts[0]),
    externalId: row.externalId,
    // Without departmentalization a customer belongs to the whole partition, whatever was configured before.
    ...(isDepartmentalized && {
      department: row.departmentId === null ? null : { name: row.departmentName, id: row.departmentId },
    }),
    created: row.createdAt.toISOString(),
    createdBy: personOf(row.createdBy),
    lastModified: row.lastModifiedAt.toISOString(),
    lastModifiedBy: personOf(row.lastModifiedBy),
    ...asTree(details),
    ...referencesView(details, row.named),
    contacts: { contact: row.contacts.map(contactView) },
    customAttributes: customAttributesView(customAttributes),
    obfuscated: row.isObfuscated,
    id: row.id,
  };
}

/** Whom a customer belongs to and who works for it, with their names. */
function referencesView(details: Details, named: NamedReferences | undefined): Readonly<Record<string, AnswerTree>> {
  const { organizationId, assigneeId, agentGroupId } = referencesIn(details as WireObject);
  const withName = (id: string | null, known: { readonly id: string } | null | undefined): AnswerTree =>
    id === null ? null : { ...(known?.id === id ? known : { id }) };
  return {
    ...(organizationId !== null && { organization: withName(organizationId, named?.organization) }),
    ...((assigneeId !== null || agentGroupId !== null) && {
      owner: { user: withName(assigneeId, named?.user), group: withName(agentGroupId, named?.group) },
    }),
  };
}

/** A customer as it sees itself: its own contact, and nothing of what staff keep about it (customers.md CUST-16). */
export function profileView(row: CustomerRow, contactId: string, locale: Locale): AnswerTree {
  const own = row.contacts.filter(({ id }) => id === contactId);
  return {
    link: [{ rel: 'self', href: '/core/customermgr/v3/customer' }],
    type: displayed('customerType', row.type, locale),
    customerName: customerNameOf(row.customerName, own[0]),
    created: row.createdAt.toISOString(),
    lastModified: row.lastModifiedAt.toISOString(),
    contacts: { contact: own.map(withoutMembersOfStaff).map(contactView) },
    id: row.id,
  };
}

function withoutMembersOfStaff(contact: ContactRow): ContactRow {
  const { loginId: _login, externalId: _external, customAttributes: _attributes, ...details } = contact.details;
  const contactPoints = contact.contactPoints.map(({ details: pointDetails, ...point }) => {
    const { customAttributes: _ofPoint, ...shown } = pointDetails;
    return { ...point, details: shown };
  });
  return { ...contact, details, contactPoints };
}

export function personOf(by: ActorRecord | null): AnswerTree {
  return by && { user: { firstName: by.firstName, lastName: by.lastName, id: by.id } };
}

/** Custom attributes on the wire; null when there are none (casemgr.md B-16). */
export function customAttributesView(stored: unknown, only?: ReadonlySet<string>): AnswerTree {
  const attributes = Object.entries((stored ?? {}) as Record<string, readonly string[]>).filter(
    ([name]) => only === undefined || only.has(name),
  );
  if (attributes.length === 0) return null;
  return {
    customAttribute: attributes.map(([attribName, values]) => ({
      attribName,
      attribValues: { attribValue: values.map((value) => ({ value })) },
    })),
  };
}

function typeMembers(stored: unknown): Readonly<Record<string, AnswerTree>> {
  return asTree((stored ?? {}) as Details);
}

function contactView({ id, firstName, middleName, lastName, details, contactPoints }: ContactRow): AnswerTree {
  const lists = Object.keys(CONTACT_POINT_LISTS).map((type) => [
    type,
    contactPoints.filter((point) => point.type === type).map(contactPointView),
  ]);
  return {
    firstName,
    middleName,
    lastName,
    ...detailsView(details),
    ...(Object.fromEntries(lists) as Record<string, AnswerTree>),
    id,
  };
}

/** `verified` is false for an address that a customer merely claims (casemgr.md C-3). */
function contactPointView({ id, type, emailAddress, isVerified, details }: ContactPointRow): AnswerTree {
  return { ...(type === 'email' && { emailAddress, verified: isVerified }), ...detailsView(details), id };
}

function detailsView({ customAttributes, ...details }: Details): Readonly<Record<string, AnswerTree>> {
  return {
    ...asTree(details),
    ...(customAttributes !== undefined && { customAttributes: customAttributesView(customAttributes) }),
  };
}

/** What was stored came from a tree and is one. */
function asTree(details: Details): Readonly<Record<string, AnswerTree>> {
  return details as Readonly<Record<string, AnswerTree>>;
}
