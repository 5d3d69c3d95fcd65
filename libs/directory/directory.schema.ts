import { collection, DATE, exactly, FLAG, ID, listing, listOf, named, nullable, TEXT } from '#http/answer-schema.js';

const LINKS = listOf(named('Link'));

const QUEUE = exactly({
  link: LINKS,
  name: TEXT,
  department: named('NamedId'),
  default: FLAG,
  active: FLAG,
  externalId: nullable(TEXT),
  created: DATE,
  id: ID,
});

const USER = exactly({
  link: LINKS,
  loginId: TEXT,
  firstName: nullable(TEXT),
  lastName: nullable(TEXT),
  department: nullable(named('NamedId')),
  status: { type: 'string', enum: ['enabled', 'disabled'] },
  group: listOf(named('NamedId')),
  externalId: nullable(TEXT),
  created: DATE,
  id: ID,
});

export const DEPARTMENT_COLLECTION = collection(
  'department',
  exactly({ name: TEXT, id: ID }, { description: nullable(TEXT), created: DATE, externalId: nullable(TEXT) }),
);
export const QUEUE_SCHEMAS = { Queue: QUEUE };
export const QUEUES = listing('queue', named('Queue'));
export const QUEUE_COLLECTION = collection('queue', named('Queue'));
export const USER_SCHEMAS = { User: USER };
export const USERS = listing('user', named('User'));
export const USER_COLLECTION = collection('user', named('User'));
export const ROLE_COLLECTION = collection('role', exactly({ name: TEXT, id: TEXT }));
export const GROUP_COLLECTION = collection('group', named('NamedId'));
export const ISSUE_TYPES = listing(
  'issueType',
  exactly(
    { id: TEXT, name: nullable(TEXT), allowUserCreatedSubject: FLAG },
    { subjects: exactly({ subject: listOf(exactly({ id: TEXT, name: TEXT })) }) },
  ),
);
export const ABOUT = exactly({
  product: listOf(exactly({ name: TEXT, version: TEXT, license: TEXT })),
  apiVersion: TEXT,
});
