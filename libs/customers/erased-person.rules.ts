import { addressKey } from '#email-address/email-address.rules.js';
import type { ErasedPerson } from './customer-parts.js';
import type { CustomerRow } from './customer.store.js';

/** Shorter texts are in everything. */
const SHORTEST_MARK = 4;

/** Who a customer is, for whoever has to find what is left of it elsewhere. */
export function erasedPerson(customer: CustomerRow, formerIds: readonly string[]): ErasedPerson {
  const { id, externalId, customerName, contacts } = customer;
  const texts = [
    externalId,
    customerName,
    ...contacts.flatMap((contact) => [
      contact.firstName,
      contact.middleName,
      contact.lastName,
      ...contact.contactPoints.flatMap(({ emailAddress, details }) => [
        emailAddress,
        ...['phoneNo', 'socialId', 'url', 'address_1'].map((name) => details[name]),
      ]),
    ]),
  ];
  const marks = texts
    .filter((text) => typeof text === 'string')
    .map((text) => text.trim().toLowerCase())
    .filter((text) => text.length >= SHORTEST_MARK);
  const addresses = contacts.flatMap(({ contactPoints }) => contactPoints.flatMap((point) => point.emailAddress ?? []));
  return {
    customerId: id,
    ids: [id, ...formerIds],
    contactIds: contacts.map((contact) => contact.id),
    emailKeys: addresses.map(addressKey),
    marks: [...new Set(marks)],
  };
}
