import { DATE, exactly, FLAG, ID, listOf, mapOf, named, nullable, NUMBER, TEXT } from '#http/answer-schema.js';

const ACTOR = exactly({
  kind: nullable(TEXT),
  id: nullable(TEXT),
  firstName: nullable(TEXT),
  lastName: nullable(TEXT),
  contactId: nullable(TEXT),
  clientId: nullable(TEXT),
  actingClientId: nullable(TEXT),
});

const ENTRY = exactly({
  at: DATE,
  actor: ACTOR,
  action: TEXT,
  object: TEXT,
  objectId: TEXT,
  remoteAddress: nullable(TEXT),
  requestId: nullable(TEXT),
  detail: nullable({
    ...mapOf({ type: ['string', 'number', 'boolean', 'array', 'object', 'null'] }),
    description: 'What the action was about, by names of its own.',
  }),
  id: ID,
});

export const AUDIT_ENTRIES = { anyOf: [exactly({ auditEntry: listOf(ENTRY), hasNext: FLAG }), named('Count')] };

export const VERIFICATION = exactly({
  seals: NUMBER,
  entries: NUMBER,
  fault: listOf(exactly({ seal: TEXT, entry: nullable(TEXT), fault: TEXT })),
  last: nullable(exactly({ seal: ID, hash: TEXT, sealed: DATE })),
  next: nullable(ID),
  unsealed: nullable(NUMBER),
});
