import {
  ANYTHING,
  atLeast,
  collection,
  DATE,
  exactly,
  FLAG,
  ID,
  listing,
  listOf,
  named,
  nullable,
  TEXT,
} from '#http/answer-schema.js';

const LINKS = listOf(named('Link'));

/** A customer as `customerView` shows it to staff, and `profileView` to itself. */
const CUSTOMER = atLeast(
  {
    link: LINKS,
    type: named('DisplayedValue'),
    customerName: nullable(TEXT),
    created: DATE,
    lastModified: DATE,
    contacts: exactly({
      contact: listOf(atLeast({ id: ID }, { firstName: nullable(TEXT), lastName: nullable(TEXT) })),
    }),
    id: ID,
  },
  {
    cases: exactly({ link: LINKS }),
    externalId: nullable(TEXT),
    department: nullable(named('NamedId')),
    createdBy: nullable(named('Person')),
    lastModifiedBy: nullable(named('Person')),
    customAttributes: nullable(named('CustomAttributes')),
    obfuscated: FLAG,
  },
);

export const CUSTOMER_SCHEMAS = { Customer: CUSTOMER };
export const CUSTOMERS = listing('customer', named('Customer'));
/** Staff find many; a customer finds its own profile. */
export const CUSTOMER_COLLECTION = { anyOf: [collection('customer', named('Customer'), { link: LINKS }), CUSTOMERS] };
const GRANTED = atLeast({ customer: listOf(atLeast({ id: ID })) });
export const GRANTS = atLeast({}, { grantsOn: nullable(GRANTED), grantsTo: nullable(GRANTED) });
export const MERGES = listing('merge', atLeast({}));
export const MERGE_MOVES = atLeast({ move: listOf(atLeast({ object: TEXT, id: TEXT })) }, { paginationInfo: ANYTHING });
export const MERGE_PREVIEW = atLeast({ sourceCustomer: ANYTHING, targetCustomer: ANYTHING, moved: ANYTHING });
export const OBFUSCATION_JOB = atLeast({});
