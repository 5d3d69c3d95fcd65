import { Choice, Flag, Item, Items, Key, ScalarsByName, Text, TextList, WholeNumber } from '#wire/body-members.js';
import { LONGEST_TEMPLATE, MOST_TEMPLATES } from './answer-template.rules.js';
import { ACCOUNT_ANSWERS, type AccountAnswer } from './inbound-account.js';

const BASE64 = { pattern: /^[A-Za-z0-9+/]{22,}={0,2}$/, reason: 'it must be at least 16 bytes in base64' };

const NETWORK = { pattern: /^[0-9A-Fa-f.:]+\/\d{1,3}$/, reason: 'it must be a network such as 10.0.0.0/8' };

const DOMAIN = { pattern: /^[^\s@]+\.[^\s@.]+$/, reason: 'it must be a domain such as shop.example' };

/** Who is believed when a mail sets x-desk headers (mail-gateway.md MX-15); any one of them is enough. */
export class HeaderTrustBody {
  @Flag()
  authenticated?: boolean | null;

  @TextList(100, 50, NETWORK)
  networks?: string[] | null;

  @TextList(100, 253, DOMAIN)
  domains?: string[] | null;

  /** Two, so that one can replace the other. Written, never read back. */
  @TextList(2, 1_024, BASE64)
  hmacKeys?: string[] | null;

  @Flag()
  compat?: boolean | null;
}

export class AccountHeadersBody {
  @Text(50, {
    rule: { pattern: /^[a-z][a-z0-9-]*-$/i, reason: 'it must be the beginning of a header name, with - at its end' },
  })
  prefix?: string | null;

  @Item(() => HeaderTrustBody)
  trust?: HeaderTrustBody | null;
}

/** The mailbox that an account follows (mail-gateway.md MD-2). */
export class ImapBody {
  @Text(253)
  host?: string | null;

  @WholeNumber(1, 65_535)
  port?: number | null;

  @Text(255)
  user?: string | null;

  /** Written, never read back. */
  @Text(1_024)
  password?: string | null;

  @Text(255)
  folder?: string | null;

  /** TLS from the first byte. Off: STARTTLS, or for a server on this machine nothing. */
  @Flag()
  secure?: boolean | null;
}

/** Who may write to the account, and as whom (records-by-email.md RI-5). */
export class AccountAccessBody {
  /** Names of groups whose users may create and update, by what their groups may; none: those of any group. */
  @TextList(100, 255)
  groups?: string[] | null;

  /** The login of the user whose rights are those of senders who are nobody here. */
  @Text(255)
  guestUser?: string | null;

  /** Mail of senders who are neither users nor customers is discarded. */
  @Flag()
  knownUsersOnly?: boolean | null;

  @Choice(['unverified', 'hold', 'new'])
  unknownSenderWithKey?: 'unverified' | 'hold' | 'new' | null;
}

/** Which parts of a mail go into which fields of a new record (records-by-email.md RI-6). */
export class RecordMappingBody {
  @Text(255)
  fromName?: string | null;

  @Text(255)
  fromAddress?: string | null;

  @Text(255)
  to?: string | null;

  @Text(255)
  cc?: string | null;

  /** Without record keys. */
  @Text(255)
  subject?: string | null;

  @Text(255)
  date?: string | null;

  @Text(255)
  text?: string | null;

  @Text(255)
  html?: string | null;

  @Text(255)
  attachments?: string | null;

  @Text(255)
  messageId?: string | null;

  /** A link to `customer`. */
  @Text(255)
  customer?: string | null;

  /** What every new record has, by the names of fields. */
  @ScalarsByName(200, 4_000)
  fixed?: ReadonlyMap<string, string> | null;
}

/** What a mail adds to a record that is there (records-by-email.md RI-7). */
export class RecordUpdatesBody {
  /** An append-only field. */
  @Text(63)
  text?: string | null;

  /** A field of files. */
  @Text(63)
  attachments?: string | null;

  /** Whether lines such as `Field Label: Content` change fields. */
  @Flag()
  fieldUpdates?: boolean | null;
}

/** Where `Field Label: Content` is looked for (records-by-email.md RI-8). */
export class FieldParsingBody {
  /** The line before. */
  @Text(255)
  start?: string | null;

  /** The line after. */
  @Text(255)
  end?: string | null;

  @Text(10)
  separator?: string | null;
}

/** Which senders are told what has become of their mail (records-by-email.md RO-12). */
export class AccountAnswersBody {
  @Flag()
  created?: boolean | null;

  @Flag()
  updated?: boolean | null;

  @Flag()
  refused?: boolean | null;
}

const ONE_LINE = {
  pattern: (text: string) => /\S/.test(text) && !/[\p{Cc}\u2028\u2029]/u.test(text),
  reason: 'it must be one line that is not blank, without control characters',
};

const PLAIN_TEXT = {
  pattern: (text: string) => /\S/.test(text) && !/(?![\n\r\t])\p{Cc}/u.test(text),
  reason: 'it must not be blank, nor have control characters other than tabs and line ends',
};

/** An answer in words of one's own (records-by-email.md RO-15). */
export class AnswerTemplateBody {
  @Choice(ACCOUNT_ANSWERS, { isRequired: true })
  answer!: AccountAnswer;

  @Text(35, { isRequired: true })
  language!: string;

  @Text(255, { isRequired: true, rule: ONE_LINE })
  subject!: string;

  @Text(LONGEST_TEMPLATE, { isRequired: true, rule: PLAIN_TEXT })
  text!: string;
}

/** An inbound account, recognised by its id (mail-gateway.md §7). It replaces the implicit account of its alias. */
export class InboundAccountBody {
  @Key(100, {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    reason: 'it must be letters, digits, dots, dashes and underscores',
  })
  id!: string;

  /** The address of an alias. */
  @Text(255)
  alias?: string | null;

  /** `case`, `customer`, or the name of a table of records. */
  @Text(63)
  table?: string | null;

  @Flag()
  active?: boolean | null;

  /** Whether mail that belongs to no case opens one, or makes a record or a customer. */
  @Flag()
  allowCreate?: boolean | null;

  @Item(() => AccountAccessBody)
  access?: AccountAccessBody | null;

  @Item(() => RecordMappingBody)
  mapping?: RecordMappingBody | null;

  @Item(() => RecordUpdatesBody)
  updates?: RecordUpdatesBody | null;

  /** Null: no line is read as a field. */
  @Item(() => FieldParsingBody)
  parsing?: FieldParsingBody | null;

  @Item(() => AccountAnswersBody)
  answers?: AccountAnswersBody | null;

  /** One for each answer and language. */
  @Items(() => AnswerTemplateBody, MOST_TEMPLATES)
  templates?: AnswerTemplateBody[] | null;

  @Item(() => AccountHeadersBody)
  headers?: AccountHeadersBody | null;

  @Item(() => ImapBody)
  imap?: ImapBody | null;

  /** The authserv-id whose Authentication-Results count (mail-gateway.md MM-7). */
  @Text(253)
  authservId?: string | null;

  /** Days that raw mails are kept. */
  @WholeNumber(1, 36_500)
  retentionDays?: number | null;

  @WholeNumber(1, 1_024)
  maximumSizeMB?: number | null;
}
