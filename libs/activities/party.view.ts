import type { ActorRecord } from '#auth/actor.js';
import { customerNameOf, customerPath, type ContactName } from '#customers/customer.view.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import type { Reader } from './activity-visibility.js';

/** A person, as `createdBy` and `lastModifiedBy` show one. */
export function personView({ firstName, lastName, id }: ActorRecord): AnswerTree {
  return { user: { firstName, lastName, id } };
}

/** Links of a customer who acts for another lead on to what it may see for that customer. */
export function linkFor(
  reader: Reader,
): (rel: string, path: string) => { readonly rel: string; readonly href: string } {
  const suffix = reader.kind === 'customer' && reader.isOnBehalf ? `?customer=${reader.customerId}` : '';
  return (rel, path) => ({ rel, href: `${path}${suffix}` });
}

/** The customer of an activity or case for staff. */
export function customerSummary(
  customer: ContactName & {
    readonly id: string;
    readonly customerName: string | null;
    readonly contactId: string | null;
  },
): AnswerTree {
  return {
    link: [{ rel: 'customer', href: customerPath(customer.id) }],
    customerName: customerNameOf(customer.customerName, customer),
    contacts: customer.contactId === null ? null : { contact: [{ ...nameView(customer), id: customer.contactId }] },
    id: customer.id,
  };
}

/** The customer of an activity or case for customers, who see names only. */
export function customerNames(customer: ContactName): AnswerTree {
  return { contacts: { contact: [nameView(customer)] } };
}

export function nameView({ firstName, middleName, lastName }: ContactName) {
  return { firstName, middleName, lastName };
}
