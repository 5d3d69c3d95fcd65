/** What a mail says of a customer, by the fields of the table `customer`: records-by-email.md RI-11. */
import type { NewCustomer } from '#customers/new-customer.rules.js';
import { namesOf } from '#mail-message/desk/decide-desk-headers.rules.js';
import type { MailedChange } from './customer-mail.store.js';
import type { ReadMail } from './read-mail.js';

/** The address that a customer is known by. */
export const ADDRESS_FIELD = 'emailAddress';

const LONGEST_NAME = 124;

/** The values of the table's fields as customers have them. */
export function splitValues(values: ReadonlyMap<string, unknown>): MailedChange {
  const { firstName, lastName, [ADDRESS_FIELD]: _, ...customAttributes } = Object.fromEntries(values);
  return {
    firstName: nameOf(firstName),
    lastName: nameOf(lastName),
    customAttributes: customAttributes as MailedChange['customAttributes'],
  };
}

/**
 * Named as the fields say, else as the sender calls itself; of the address that a field names, else of the sender's. Undefined
 * when a user names no address: the user's own is not the customer's.
 */
export function newCustomerOf(
  { parties: { author } }: ReadMail,
  values: ReadonlyMap<string, unknown>,
  isOfUser: boolean,
): NewCustomer | undefined {
  const named = values.get(ADDRESS_FIELD);
  if (isOfUser && typeof named !== 'string') return undefined;
  const senderAddress = author?.address ?? '';
  const emailAddress = typeof named === 'string' ? named : senderAddress;
  // The sender's name is nobody else's.
  const own = emailAddress.toLowerCase() === senderAddress.toLowerCase() ? namesOf(author?.name ?? '') : {};
  const { firstName, lastName, customAttributes } = splitValues(values);
  const hasAttributes = Object.keys(customAttributes).length > 0;
  return {
    type: 'individual',
    customerName: null,
    groupType: null,
    details: hasAttributes ? { customAttributes: toWire(customAttributes) } : {},
    contacts: [
      {
        firstName: firstName ?? nameOf(own.firstName),
        middleName: null,
        lastName: lastName ?? nameOf(own.lastName),
        details: {},
        contactPoints: [{ type: 'email', emailAddress, details: {} }],
      },
    ],
  };
}

function toWire(attributes: MailedChange['customAttributes']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(attributes).map(([name, values]) => [name, [...values]]));
}

/** As long as the API lets a name be. */
function nameOf(text: unknown): string | null {
  return typeof text === 'string' && text !== '' ? Array.from(text).slice(0, LONGEST_NAME).join('') : null;
}
