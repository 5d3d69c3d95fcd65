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
  type RecordMailDecision,
  type RecordMailFacts,
} from '#record-mail/decide-record-mail.rules.js';
import { remarksOnNumber } from '#record-mail/named-number.rules.js';
import { RecordMailStore } from '#record-mail/record-mail.store.js';
import type { RecordTable } from '#record-tables/record-table.js';
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
}

/** Finds out what a mail about a record is about and who has sent it, and has it decided on (records-by-email.md RU). */
@Injectable()
export class RecordMailDecider {
  constructor(
    private readonly store: RecordMailStore,
    private readonly writing: RecordWriting,
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
    if (!author)
      return { decision: { kind: 'hold', reason: 'it does not say who it is from' }, foundBy: 'new', userId: undefined };
    const account = toRecordAccount(mail, snapshot);
    const remarks: string[] = [...handed];
    const keyed = await this.keyed(transaction, mail, snapshot, remarks);
    const { table } = account;
    const { userId, departmentIds, guestId, foundGuestId, isCustomer, threadId } = await this.store.read(transaction, {
      senderKey: addressKey(author.address),
      guestUser: account.access.guestUser,
      foundGuestUser: (keyed?.access ?? account.access).guestUser,
      messageKeys: keyed ? [] : referencedIds(mail.message).map(messageKey),
      tableId: table?.id ?? null,
      addressFields: (table?.fields ?? []).flatMap(({ type, name }) => (type === 'email' ? [name] : [])),
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
      found: found && { ...found, guestId: foundGuestId ?? undefined },
      isCustomer,
      customAttributes: snapshot.customAttributes,
      remarks,
    };
    const decision = decideRecordMail(read, account, facts);
    return {
      decision,
      foundBy: keyed ? 'record-key' : found?.evidence === 'address' ? 'address' : found ? 'references' : 'new',
      userId: read.isProven ? facts.userId : undefined,
    };
  }

  private async keyed(
    transaction: Transaction,
    mail: ReadMail,
    snapshot: PartitionSnapshot,
    remarks: string[],
  ): Promise<Omit<FoundRecord, 'guestId'> | undefined> {
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
      isForwarded,
      rules: written?.records,
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
    { table, rules, access }: RecordAccount,
    snapshot: PartitionSnapshot,
  ): Promise<Omit<FoundRecord, 'guestId'> | undefined> {
    const { author } = mail.parties;
    if (!table || !author) return undefined;
    const { departmentId } = mail.account.alias;
    const record = await this.customers.lockSender(transaction, addressKey(author.address), departmentId, snapshot);
    return record && { table, record, evidence: 'address', isForwarded: false, rules, access };
  }

  /** By a Message-ID that somebody else has made: within the account's own table. */
  private async threaded(
    transaction: Transaction,
    { table, rules, access }: RecordAccount,
    threadId: string | null,
  ): Promise<Omit<FoundRecord, 'guestId'> | undefined> {
    if (!table || threadId === null) return undefined;
    const record = await this.writing.lock(transaction, table, threadId);
    return record && { table, record, evidence: 'foreign-message-id', isForwarded: false, rules, access };
  }
}
