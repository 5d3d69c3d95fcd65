import {
  atLeast,
  collection,
  DATE,
  exactly,
  FLAG,
  ID,
  listing,
  listOf,
  mapOf,
  named,
  nullable,
  NUMBER,
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
    description: TEXT,
    labels: listOf(TEXT),
    language: exactly({ value: TEXT }),
    organization: exactly({ id: ID }, { customerName: nullable(TEXT) }),
    owner: exactly({
      user: nullable(exactly({ id: ID }, { firstName: nullable(TEXT), lastName: nullable(TEXT) })),
      group: nullable(exactly({ id: ID }, { name: TEXT })),
    }),
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
const MOVED = {
  ...mapOf(NUMBER),
  description: 'How much moved, by what it is: `activity`, `case`, `contactPoint` and the like.',
};
export const MERGES = listing(
  'merge',
  exactly({
    link: LINKS,
    sourceCustomer: exactly({ id: ID, externalId: nullable(TEXT) }),
    merged: DATE,
    mergedBy: nullable(named('Person')),
    moved: MOVED,
  }),
);
export const MERGE_MOVES = exactly({
  move: listOf(exactly({ object: TEXT, id: TEXT })),
  paginationInfo: named('PaginationInfo'),
});
export const MERGE_PREVIEW = exactly({
  sourceCustomer: exactly({ id: ID }),
  targetCustomer: named('Customer'),
  moved: MOVED,
});
export const OBFUSCATION_STARTED = exactly({ link: LINKS, id: TEXT });
const DONE = { rowNum: NUMBER, id: nullable(TEXT) };
export const OBFUSCATION_JOB = exactly(
  {
    status: named('DisplayedValue'),
    progress: exactly({ total: NUMBER, processed: NUMBER, successful: NUMBER, failed: NUMBER }),
    failedEntries: exactly({
      entry: listOf(exactly({ ...DONE, error: exactly({ code: TEXT, developerMessage: TEXT }) })),
    }),
    created: DATE,
    finished: nullable(DATE),
    resource: TEXT,
    id: TEXT,
  },
  { successfulEntries: exactly({ entry: listOf(exactly({ ...DONE, action: TEXT })) }) },
);
