import {
  collection,
  DATE,
  exactly,
  FLAG,
  ID,
  listing,
  listOf,
  named,
  nullable,
  NUMBER,
  TEXT,
} from '#http/answer-schema.js';
import type { JsonSchema } from '#wire/json-schema.js';
import { RECORD_FIELD_TYPES } from '#record-tables/record-table.js';

const LINKS = listOf(named('Link'));

const SENDER = exactly({ address: TEXT, name: nullable(TEXT), user: nullable(exactly({ id: ID })) });

const AUTHOR: JsonSchema = {
  anyOf: [named('Person'), exactly({ sender: SENDER })],
  description: 'A person who signed in, or whoever a mail says it is from.',
};

const FILE = exactly(
  {
    link: LINKS,
    altId: { type: 'string', format: 'uuid' },
    fileName: TEXT,
    contentType: TEXT,
    size: NUMBER,
    blocked: FLAG,
    id: ID,
  },
  { contentUrl: { type: 'string', format: 'uri' } },
);

const ENTRY: JsonSchema = exactly({
  content: { ...nullable(TEXT), description: 'Null when it was erased.' },
  author: named('RecordAuthor'),
  verified: FLAG,
  created: DATE,
  messageId: nullable(TEXT),
  activity: nullable(exactly({ id: ID })),
  id: ID,
});

/** One value, several of a choice, the entries of a field that only grows, or files. */
const VALUE: JsonSchema = {
  anyOf: [
    { type: ['string', 'number', 'boolean', 'null'] },
    listOf(TEXT),
    listOf(named('RecordEntry')),
    listOf(named('RecordFile')),
  ],
};

const OLDER_ENTRIES: JsonSchema = {
  ...listOf(exactly({ field: TEXT, link: LINKS })),
  description: 'The append-only fields of which the oldest entries are not shown, with the way to them.',
};

const RECORD = exactly(
  {
    link: LINKS,
    table: TEXT,
    state: { type: 'string', enum: ['open', 'closed'] },
    fields: {
      type: 'object',
      additionalProperties: VALUE,
      description: 'By the names of fields; null or an empty list where there is no value.',
    },
    created: DATE,
    createdBy: named('RecordAuthor'),
    lastModified: DATE,
    lastModifiedBy: named('RecordAuthor'),
    id: ID,
  },
  { olderEntries: OLDER_ENTRIES },
);

export const RECORD_SCHEMAS = { Record: RECORD, RecordAuthor: AUTHOR, RecordEntry: ENTRY, RecordFile: FILE };

export const RECORDS = listing('record', named('Record'));

export const RECORD_COLLECTION = collection('record', named('Record'));

export const RECORD_FIELDS = exactly({
  attribute: listOf(
    exactly({
      name: TEXT,
      label: TEXT,
      dataType: { type: 'string', enum: RECORD_FIELD_TYPES },
      required: FLAG,
      writable: FLAG,
      table: nullable(TEXT),
      options: nullable(exactly({ multiSelect: FLAG, option: listOf(exactly({ value: TEXT })) })),
    }),
  ),
  resource: TEXT,
});

export const RECORD_ENTRIES = exactly({ entry: listOf(named('RecordEntry')), link: LINKS });

export const RECORD_FILES = listing('attachment', named('RecordFile'));
