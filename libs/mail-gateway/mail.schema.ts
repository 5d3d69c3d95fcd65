import { atLeast, DATE, exactly, ID, FLAG, listOf, mapOf, named, nullable, NUMBER, TEXT } from '#http/answer-schema.js';

const LINKS = listOf(named('Link'));
const LINKED = nullable(exactly({ link: LINKS, id: ID }));

/** A mail of the journal. */
export const MAIL = atLeast(
  {
    link: LINKS,
    account: exactly({ id: TEXT }),
    door: TEXT,
    received: DATE,
    size: NUMBER,
    attempts: NUMBER,
    outcome: nullable(TEXT),
    reason: nullable(TEXT),
    remarks: listOf(TEXT),
    activity: LINKED,
    case: LINKED,
    record: nullable(exactly({ table: TEXT, link: LINKS, id: ID })),
    processed: nullable(DATE),
    id: ID,
  },
  {
    department: exactly({ id: ID }),
    envelope: exactly({ from: nullable(TEXT), to: nullable(TEXT) }),
    remoteAddress: nullable(TEXT),
    submittedBy: nullable({
      ...mapOf(exactly({ id: TEXT })),
      description: 'The kind of actor who handed it over, with its id.',
    }),
    sha256: TEXT,
    internetMessageId: nullable(TEXT),
    subject: nullable(TEXT),
    sender: nullable(TEXT),
  },
);

export const MAILS = exactly({ message: listOf(MAIL) }, { link: nullable(LINKS) });

/** The mailboxes that are followed. */
export const MAILBOXES = exactly({
  mailbox: listOf(
    exactly({
      account: exactly({ id: TEXT }),
      department: exactly({ id: ID }),
      name: TEXT,
      state: { type: 'string', enum: ['followed', 'waiting', 'troubled'] },
      trouble: nullable(TEXT),
      failures: NUMBER,
      retryAt: nullable(DATE),
      uidValidity: nullable(TEXT),
      uid: nullable(TEXT),
      notGiven: nullable(exactly({ uid: TEXT, tries: NUMBER })),
    }),
  ),
});

export const MAIL_EXPLANATION = atLeast(
  { outcome: nullable(TEXT), reason: nullable(TEXT) },
  {
    remarks: listOf(TEXT),
    account: exactly({ id: TEXT }),
    department: nullable(TEXT),
    internetMessageId: nullable(TEXT),
    direction: TEXT,
    automatic: nullable(TEXT),
    trusted: FLAG,
    authenticated: FLAG,
    authentication: nullable({
      ...mapOf({ type: ['string', 'number', 'boolean', 'array', 'object', 'null'] }),
      description: 'What was found out about the author.',
    }),
    headerOutcomes: listOf(exactly({ header: TEXT, outcome: TEXT, reason: nullable(TEXT) })),
    values: nullable({
      ...mapOf({ type: ['string', 'number', 'boolean', 'array', 'object', 'null'] }),
      description: 'What the desk headers say.',
    }),
    customer: atLeast({ outcome: TEXT }, { emailAddress: TEXT, id: ID }),
    case: atLeast({ outcome: TEXT }, { foundBy: TEXT, id: ID }),
    activity: {
      ...mapOf({ type: ['string', 'number', 'boolean', 'array', 'object', 'null'] }),
      description: 'What the activity would be, and its number of `attachments`.',
    },
  },
);
