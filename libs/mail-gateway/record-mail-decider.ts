import { Injectable } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { CUSTOMERS } from '#inbound-accounts/inbound-account.js';
import { messageKey } from '#mail-message/message-key.js';
import {
  decideRecordMail,
  type FoundRecord,
  type RecordAccount,
  type RecordMail,
  type RecordMailDecision,
  type RecordMailFacts,
} from '#record-mail/decide-record-mail.rules.js';
import { remarksOnNumber } from '#record-mail/named-number.rules.js';
import { RecordMailStore } from '#record-mail/record-mail.store.js';
import { addressFieldsOf, type RecordTable } from '#record-tables/record-table.js';
import { linkReaderOfUser, SEES_NONE, type LinkReader } from '#records/link-reader.rules.js';
import { RecordLinks, type LinkWrite } from '#records/record-links.js';
import { RecordWriting } from '#records/record-writing.js';
import type { StoredRecord } from '#records/record.js';
import { rightsOfSender } from '#record-mail/sender-rights.rules.js';
import { Database, type Transaction } from '#storage/database.js';
import { CustomerMail } from './customer-mail.js';
import { referencedIds } from './find-case.rules.js';
import type { ReadMail } from './read-mail.js';
import { accountOf, isRecordMail, tableOfKey, toRecordAccount, toRecordMail } from './record-mail.rules.js';

/** What was decided on a mail about records, and by what it was found. */
export interface RecordMailRuling {
  readonly decision: RecordMailDecision;
  readonly foundBy: 'record-key' | 'references' | 'address' | 'new';
  /** The user that the sender has proven to be. */
  readonly userId: string | undefined;
  /** Whether the sender is a user or a customer. */
  readonly isKnown: boolean;
  /** Which cases and customers the sender may link to. */
  readonly linkReader: LinkReader;
}

const NONE: ReadonlySet<string> = new Set();

/** A record that a mail leads to, before it is known who else there is. */
type Found = Omit<FoundRecord, 'guestId' | 'merged'>;

/** Finds out what a mail about a record is about and who has sent it, and has it decided on (records-by-email.md RU). */
@Injectable()
export class RecordMailDecider {
  constructor(
    private readonly store: RecordMailStore,
    private readonly writing: RecordWriting,
    private readonly links: RecordLinks,
    private readonly customers: CustomerMail,
    private readonly configuration: ConfigurationCache,
    private readonly database: Database,
  ) {}

  isFor(mail: ReadMail): boolean {
    return isRecordMail(mail, this.configuration.snapshot());
  }

  /** What would become of it; nothing is written. */
  async explain(mail: ReadMail, handed: readonly string[]): Promise<RecordMailRuling> {
    return this.database.transaction((transaction) =>
      this.decide(transaction, mail, this.configuration.snapshot(), handed),
    );
  }

  /** Decides with the record locked that it is about. `handed`: remarks of whoever looked at the mail before. */
  async decide(
    transaction: Transaction,
    mail: ReadMail,
    snapshot: PartitionSnapshot,
    handed: readonly string[],
  ): Promise<RecordMailRuling> {
    const { author } = mail.parties;
    const remarks: string[] = [...handed];
    if (!author) {
      const decision = { kind: 'hold', reason: 'it does not say who it is from', remarks } as const;
      return { decision, foundBy: 'new', userId: undefined, isKnown: false, linkReader: SEES_NONE };
    }
    const account = toRecordAccount(mail, snapshot);
    // Of the mails that are the same, whichever comes first is looked at by the others.
    await this.store.holdMessage(transaction, mail.messageId);
    const keyed = await this.keyed(transaction, mail, snapshot, remarks);
    const { table } = account;
    const { userId, departmentIds, guestId, foundGuestId, isCustomer, threadId } = await this.store.read(transaction, {
      senderKey: addressKey(author.address),
      guestUser: account.access.guestUser,
      foundGuestUser: (keyed?.access ?? account.access).guestUser,
      messageKeys: keyed ? [] : referencedIds(mail.message).map(messageKey),
      tableId: table?.id ?? null,
      addressFields: table ? addressFieldsOf(table) : [],
    });
    // Customers are their departments', as records are not (decision 81).
    const isOfDepartment = (keyed?.table ?? table)?.name === CUSTOMERS;
    const worksThere = !isOfDepartment || (departmentIds?.includes(mail.account.alias.departmentId) ?? true);
    const sender = {
      userId: (worksThere && userId) || undefined,
      guestId: guestId ?? undefined,
      groups: snapshot.groups,
    };
    const read = toRecordMail(mail, author.address);
    // Whoever may register customers does not write as one.
    const isStaff =
      table && sender.userId && read.isProven && rightsOfSender(table, read, account.access, sender).create;
    const isOwn = table?.name === CUSTOMERS && !isStaff;
    const found =
      keyed ??
      (isOwn ? await this.customerOf(transaction, mail, account, snapshot) : undefined) ??
      (await this.threaded(transaction, account, threadId));
    const kind = `record of ${found?.table.name ?? mail.account.table}`;
    remarks.push(...remarksOnNumber(mail.message.subject, kind, found?.record.id));
    const facts: RecordMailFacts = {
      ...sender,
      found: found && {
        ...found,
        guestId: foundGuestId ?? undefined,
        merged: found.table.name === CUSTOMERS ? [] : await this.store.findMerged(transaction, found.record.id),
      },
      copy: await this.copyOf(transaction, mail, found?.table ?? table, snapshot),
      isCustomer,
      customAttributes: snapshot.customAttributes,
      unseenLinks: NONE,
      remarks,
    };
    const provenId = read.isProven ? facts.userId : undefined;
    const isUser = userId !== null && read.isProven;
    const { customerDepartmentalization } = snapshot.settings;
    const linkReader = isUser ? linkReaderOfUser(departmentIds ?? undefined, customerDepartmentalization) : SEES_NONE;
    return {
      decision: await this.decideOn(transaction, read, account, facts, { linkReader, snapshot }),
      foundBy: keyed ? 'record-key' : found?.evidence === 'address' ? 'address' : found ? 'references' : 'new',
      userId: provenId,
      isKnown: isCustomer || provenId !== undefined,
      linkReader,
    };
  }

  /** A line that links to what the sender does not see is no field: it stays text, and what the account gives stands (RI-9). */
  private async decideOn(
    transaction: Transaction,
    read: RecordMail,
    account: RecordAccount,
    facts: RecordMailFacts,
    links: Pick<LinkWrite, 'linkReader' | 'snapshot'>,
  ): Promise<RecordMailDecision> {
    const decision = decideRecordMail(read, account, facts);
    if (!('values' in decision)) return decision;
    const unseenLinks = await this.links.findUnseen(transaction, { ...decision, ...links });
    return unseenLinks.size === 0 ? decision : decideRecordMail(read, account, { ...facts, unseenLinks });
  }

  private async keyed(
    transaction: Transaction,
    mail: ReadMail,
    snapshot: PartitionSnapshot,
    remarks: string[],
  ): Promise<Found | undefined> {
    const { reference } = mail;
    const table = tableOfKey(mail, snapshot);
    if (!reference || !table) return undefined;
    const record = await this.lock(transaction, mail, table, reference.recordId);
    if (!record) {
      remarks.push(`its key names record ${reference.recordId} of ${table.name}, which is not there any more`);
      return undefined;
    }
    if (mail.account.table !== table.name)
      remarks.push(`its key is of another table than the account's: ${table.name}`);
    const { evidence, isForwarded } = reference;
    const written = accountOf(table, mail, snapshot);
    return {
      table,
      record,
      evidence,
      isForwarded: isForwarded === true,
      rules: written?.records,
      allowCreate: written?.allowCreate === true,
      access: (written ?? mail.account).access,
    };
  }

  private async lock(
    transaction: Transaction,
    { parties: { author } }: ReadMail,
    table: RecordTable,
    id: string,
  ): Promise<StoredRecord | undefined> {
    if (table.name !== CUSTOMERS) return this.writing.lock(transaction, table, id);
    return this.customers.lock(transaction, id, addressKey(author?.address ?? ''));
  }

  /** Without a key, a customer is known by the address. */
  private async customerOf(
    transaction: Transaction,
    mail: ReadMail,
    { table, ...account }: RecordAccount,
    snapshot: PartitionSnapshot,
  ): Promise<Found | undefined> {
    const { author } = mail.parties;
    if (!table || !author) return undefined;
    const { departmentId } = mail.account.alias;
    const record = await this.customers.lockSender(transaction, addressKey(author.address), departmentId, snapshot);
    return record && { table, record, evidence: 'address', isForwarded: false, ...account };
  }

  /** Where the same mail went for another account; customers are not written twice by it, as their values are the same. */
  private async copyOf(
    transaction: Transaction,
    { account, messageId, message, isAuthenticated }: ReadMail,
    table: RecordTable | undefined,
    { mailAccounts }: PartitionSnapshot,
  ): Promise<RecordMailFacts['copy']> {
    if (!table || table.name === CUSTOMERS) return undefined;
    const accounts = mailAccounts.filter(({ id }) => id !== account.id).map(({ id }) => id);
    const copy = { accounts, messageId, contentHash: message.contentHash, isVerified: isAuthenticated };
    const id = await this.store.findCopy(transaction, table.id, copy);
    const record = id === undefined ? undefined : await this.writing.lock(transaction, table, id);
    return record && { table, record };
  }

  /** By a Message-ID that somebody else has made: within the account's own table. */
  private async threaded(
    transaction: Transaction,
    { table, ...account }: RecordAccount,
    threadId: string | null,
  ): Promise<Found | undefined> {
    if (!table || threadId === null) return undefined;
    const record = await this.writing.lock(transaction, table, threadId);
    return record && { table, record, evidence: 'foreign-message-id', isForwarded: false, ...account };
  }
}
