import { PARTY } from '#activities/activity.schema.js';
import {
  atLeast,
  collection,
  DATE,
  exactly,
  ID,
  listing,
  listOf,
  named,
  nullable,
  NUMBER,
  TEXT,
} from '#http/answer-schema.js';

const DISPLAYED = named('DisplayedValue');
const LINKS = listOf(named('Link'));

/** A case as `caseView` shows it. */
const CASE = atLeast(
  {
    link: LINKS,
    activities: exactly({ link: LINKS }),
    status: DISPLAYED,
    severity: DISPLAYED,
    subject: nullable(TEXT),
    originatingChannel: DISPLAYED,
    customer: nullable(PARTY),
    created: DATE,
    createdBy: nullable(named('Person')),
    lastModified: DATE,
    lastModifiedBy: nullable(named('Person')),
    lastClosed: nullable(DATE),
    dueDate: nullable(DATE),
    solution: nullable(TEXT),
    description: nullable(TEXT),
    id: ID,
  },
  {
    department: named('NamedId'),
    owner: nullable(
      exactly({
        user: nullable(exactly({ id: ID, firstName: nullable(TEXT), lastName: nullable(TEXT) })),
        group: nullable(named('NamedId')),
      }),
    ),
    language: nullable(DISPLAYED),
    relatedCases: nullable(exactly({ link: LINKS })),
    notes: exactly({ count: NUMBER, link: named('Link') }),
    labels: listOf(TEXT),
    externalId: nullable(TEXT),
    customAttributes: nullable(named('CustomAttributes')),
    recentActivityDate: nullable(DATE),
    unreadActivityCount: NUMBER,
  },
);

export const CASE_SCHEMAS = { Case: CASE };
export const CASES = listing('case', named('Case'));
export const CASE_COLLECTION = collection('case', named('Case'));
