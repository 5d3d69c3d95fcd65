import {
  atLeast,
  collection,
  DATE,
  exactly,
  FLAG,
  ID,
  listing,
  listOf,
  named,
  NOTHING,
  nullable,
  NUMBER,
  TEXT,
} from '#http/answer-schema.js';

const DISPLAYED = named('DisplayedValue');
const LINKS = listOf(named('Link'));
const ADDRESSES = nullable(exactly({ address: listOf(TEXT) }));

/** A contact of a customer as activities and cases name it: customers see no more than the names. */
const CONTACT = atLeast(
  {},
  {
    firstName: nullable(TEXT),
    lastName: nullable(TEXT),
    email: listOf(atLeast({ emailAddress: TEXT })),
    id: ID,
  },
);

/** The customer of an activity or case: with everything for staff, with names for customers. */
export const PARTY = atLeast(
  { contacts: nullable(exactly({ contact: listOf(CONTACT) })) },
  { link: LINKS, customerName: nullable(TEXT), id: ID },
);

const EMAIL = atLeast(
  { id: ID, date: exactly({ date: DATE }) },
  {
    alias: nullable(exactly({ name: TEXT, value: TEXT, id: ID })),
    messageCenter: nullable(exactly({ id: TEXT })),
    content: nullable(exactly({ text: nullable(TEXT), html: nullable(TEXT) })),
    emailAddresses: exactly({
      from: nullable(TEXT),
      receiver: nullable(TEXT),
      to: ADDRESSES,
      cc: ADDRESSES,
      replyTo: ADDRESSES,
    }),
    sentBy: nullable(exactly({ customer: PARTY })),
  },
);

/** An activity as `activityView` shows it: its summary, and what `$attribute` asks for. */
const ACTIVITY = atLeast(
  {
    link: LINKS,
    case: nullable(exactly({ link: LINKS, id: ID })),
    mode: DISPLAYED,
    type: atLeast({ value: TEXT, displayValue: TEXT, subtype: DISPLAYED }),
    secure: FLAG,
    sentOnBehalf: FLAG,
    status: DISPLAYED,
    priority: TEXT,
    lastModified: DATE,
    lastModifiedBy: named('Person'),
    dueDate: nullable(DATE),
    subject: nullable(TEXT),
    customer: nullable(PARTY),
    attachments: exactly({ count: NUMBER, purgedCount: NUMBER, link: named('Link') }),
    issueType: nullable(named('NamedId')),
    contentPurged: FLAG,
    id: ID,
  },
  {
    department: named('NamedId'),
    read: FLAG,
    queue: nullable(named('NamedId')),
    notes: exactly({ count: NUMBER, link: named('Link') }),
    created: DATE,
    createdBy: named('Person'),
    language: DISPLAYED,
    contactPointData: nullable(TEXT),
    lastDepartment: NOTHING,
    userLastWorked: NOTHING,
    classifications: NOTHING,
    payload: exactly({ email: nullable(EMAIL) }),
    customAttributes: nullable(named('CustomAttributes')),
    virtualAssistant: NOTHING,
    channel: NOTHING,
  },
);

export const ACTIVITY_SCHEMAS = { Activity: ACTIVITY };
export const ACTIVITIES = listing('activity', named('Activity'));
export const ACTIVITY_COLLECTION = collection('activity', named('Activity'));
