import type { AliasId } from '#runtime/ids.js';

/** Whose x-desk headers count, by what (mail-gateway.md MX-15). */
export interface HeaderTrust {
  /** Mail that a client application has submitted with its secret. */
  readonly authenticated: boolean;
  /** CIDR. */
  readonly networks: readonly string[];
  /** Signed by one of these, DMARC-aligned, with the headers covered. */
  readonly domains: readonly string[];
  /** `Secrets.encrypt(HMAC_KEY_PURPOSE, …)` of base64; the current key and the one that it replaces. */
  readonly encryptedHmacKeys: readonly string[];
  /** Anybody, as the original did. Unsafe. */
  readonly compat: boolean;
}

export interface AccountHeaders {
  /** Lower case. */
  readonly prefix: string;
  readonly trust: HeaderTrust;
}

/** A mailbox on another server that is followed. */
export interface ImapMailbox {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** `Secrets.encrypt(IMAP_PASSWORD_PURPOSE, …)`. */
  readonly encryptedPassword: string | null;
  readonly folder: string;
  readonly secure: boolean;
}

/** Who may write to an account, and as whom (records-by-email.md RI-5). */
export interface AccountAccess {
  /** Names of groups whose users may create and update, by what their groups may; empty: those of any group. */
  readonly groups: readonly string[];
  /** The login of the user whose rights are those of senders that are nobody here; null: such senders have none. */
  readonly guestUser: string | null;
  /** Mail of senders who are neither users nor customers is discarded. */
  readonly knownUsersOnly: boolean;
  readonly unknownSenderWithKey: 'unverified' | 'hold' | 'new';
}

/** What of a mail goes into which field of a new record; null: nowhere (records-by-email.md RI-6). */
export interface RecordMapping {
  readonly fromName: string | null;
  readonly fromAddress: string | null;
  readonly to: string | null;
  readonly cc: string | null;
  /** Without record keys. */
  readonly subject: string | null;
  readonly date: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: string | null;
  readonly messageId: string | null;
  /** The link field for the customer whose mail it is, who is made where there is none (RI-12). */
  readonly customer: string | null;
  /** What every new record has, by the names of fields, as people write it. */
  readonly fixed: Readonly<Record<string, string>>;
}

/** What a mail adds to a record that is there (RI-7). */
export interface RecordUpdates {
  /** The append-only field that gets what the sender has written. */
  readonly text: string | null;
  readonly attachments: string | null;
  /** Whether lines such as `Field Label: Content` change fields. */
  readonly fieldUpdates: boolean;
}

/** Where `Field Label: Content` is looked for (RI-8). */
export interface FieldParsing {
  /** Lines that it stands between; null: from the first one, to the last one. */
  readonly start: string | null;
  readonly end: string | null;
  readonly separator: string;
}

/** What senders can be told of: what their mail has made, what it was added to, or that nothing has become of it. */
export const ACCOUNT_ANSWERS = ['created', 'updated', 'refused'] as const;

export type AccountAnswer = (typeof ACCOUNT_ANSWERS)[number];

/** Which senders are told what has become of their mail (RO-12). */
export type AccountAnswers = Readonly<Record<AccountAnswer, boolean>>;

/** An answer in words of the account (RO-15). */
export interface AnswerTemplate {
  readonly answer: AccountAnswer;
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  readonly text: string;
}

/** What an account does with records of its table. */
export interface RecordRules {
  readonly mapping: RecordMapping;
  readonly updates: RecordUpdates;
  /** Null: no line is read as a field. */
  readonly parsing: FieldParsing | null;
}

/** The built-in tables. An account that says nothing else opens cases. */
export const CASES = 'case';
export const CUSTOMERS = 'customer';

/** How mail to one alias is taken in. */
export interface AccountRules {
  /** That of an implicit account is the address of its alias. */
  readonly id: string;
  readonly aliasId: AliasId;
  readonly active: boolean;
  /** `case`, `customer`, or the name of a table of records. */
  readonly table: string;
  readonly allowCreate: boolean;
  readonly answers: AccountAnswers;
  /** At most one for each answer and language (RO-15). */
  readonly templates: readonly AnswerTemplate[];
  readonly access: AccountAccess;
  readonly records: RecordRules;
  readonly headers: AccountHeaders;
  readonly imap: ImapMailbox | null;
  readonly authservId: string | null;
  readonly retentionDays: number;
  /** MB of 1024² bytes; null: twice the largest email. */
  readonly maximumSizeMB: number | null;
}

export const HMAC_KEY_PURPOSE = 'mail-header-key';
export const IMAP_PASSWORD_PURPOSE = 'imap-password';

export const DEFAULT_ACCOUNT: Omit<AccountRules, 'id' | 'aliasId'> = {
  active: true,
  table: CASES,
  allowCreate: true,
  answers: { created: false, updated: false, refused: false },
  templates: [],
  access: { groups: [], guestUser: null, knownUsersOnly: false, unknownSenderWithKey: 'unverified' },
  records: {
    mapping: {
      fromName: null,
      fromAddress: null,
      to: null,
      cc: null,
      subject: null,
      date: null,
      text: null,
      html: null,
      attachments: null,
      messageId: null,
      customer: null,
      fixed: {},
    },
    updates: { text: null, attachments: null, fieldUpdates: false },
    parsing: null,
  },
  headers: {
    prefix: 'x-desk-',
    trust: { authenticated: true, networks: [], domains: [], encryptedHmacKeys: [], compat: false },
  },
  imap: null,
  authservId: null,
  retentionDays: 365,
  maximumSizeMB: null,
};
