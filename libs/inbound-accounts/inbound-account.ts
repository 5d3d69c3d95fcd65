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

/** How mail to one alias is taken in. */
export interface AccountRules {
  /** That of an implicit account is the address of its alias. */
  readonly id: string;
  readonly aliasId: AliasId;
  readonly active: boolean;
  readonly allowCreate: boolean;
  /** Whether those who open a case by mail get an acknowledgement (records-by-email.md RO-12). */
  readonly acknowledge: boolean;
  readonly access: AccountAccess;
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
  allowCreate: true,
  acknowledge: false,
  access: { groups: [], guestUser: null, knownUsersOnly: false, unknownSenderWithKey: 'unverified' },
  headers: {
    prefix: 'x-desk-',
    trust: { authenticated: true, networks: [], domains: [], encryptedHmacKeys: [], compat: false },
  },
  imap: null,
  authservId: null,
  retentionDays: 365,
  maximumSizeMB: null,
};
