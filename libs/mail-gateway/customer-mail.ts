import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { addressScopeOf } from '#customers/customer-create.rules.js';
import { CustomerWriteStore } from '#customers/customer-write.store.js';
import type { NewCustomer } from '#customers/new-customer.rules.js';
import { laterThan } from '#customers/modification.rules.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { recordFieldChanges, recordingFieldChanges } from '#field-pushes/field-change.store.js';
import { CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import type { FieldRefusal } from '#records/record-write.rules.js';
import type { FieldValue, StoredRecord } from '#records/record.js';
import type { ContactId, CustomerId, DepartmentId, RecordId, RecordTableId } from '#runtime/ids.js';
import { recordAudit, type AuditedBy } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { Collision } from '#writes/writes.js';
import { CustomerMailStore, type MailedCustomer, type TakenClaim } from './customer-mail.store.js';
import { newCustomerOf, splitValues, ADDRESS_FIELD } from './customer-mail.rules.js';
import { reachedKey, type ReadMail } from './read-mail.js';

/** Whose activity a mail is. */
export interface MailOwner {
  readonly customerId: CustomerId;
  readonly contactId: ContactId | null;
}

/** What became of the fields that a mail names. */
export interface WrittenCustomer extends MailOwner {
  readonly refused: readonly FieldRefusal[];
}

interface CustomerWrite {
  readonly mail: ReadMail;
  readonly values: ReadonlyMap<string, unknown>;
  /** Whether the sender is a user, whose mail is about somebody else. */
  readonly isOfUser: boolean;
  readonly actor: ActorRecord;
  readonly by: AuditedBy;
  readonly snapshot: PartitionSnapshot;
  readonly at: Date;
}

/** Where shared customers have their addresses (casemgr.md C-8). */
const SHARED_SCOPE = '0';

/** Customers as records that mail makes and changes (records-by-email.md RI-11). */
@Injectable()
export class CustomerMail {
  constructor(
    private readonly store: CustomerMailStore,
    private readonly customers: CustomerWriteStore,
  ) {}

  /** The customer whom a key names, locked. */
  async lock(transaction: Transaction, id: string, senderKey: string): Promise<StoredRecord | undefined> {
    const customer = await this.store.lock(transaction, id, senderKey);
    return customer && toRecord(customer);
  }

  /** The customer whose address the sender has, locked. */
  async lockSender(
    transaction: Transaction,
    senderKey: string,
    departmentId: DepartmentId,
    { settings }: PartitionSnapshot,
  ): Promise<StoredRecord | undefined> {
    const id = await this.findSender(transaction, senderKey, departmentId, settings);
    return id === undefined ? undefined : this.lock(transaction, id, senderKey);
  }

  /** The customer whose mail it is: one is made of whoever is nobody here yet; a user becomes none (RI-12). */
  async ofSender(
    transaction: Transaction,
    mail: ReadMail,
    write: Omit<CustomerWrite, 'mail' | 'values'>,
  ): Promise<CustomerId | undefined> {
    const { author } = mail.parties;
    if (!author) return undefined;
    const { departmentId } = mail.account.alias;
    const found = await this.findSender(transaction, addressKey(author.address), departmentId, write.snapshot.settings);
    if (found !== undefined || write.isOfUser) return found;
    const made = await this.create(transaction, { ...write, mail, values: new Map() });
    return typeof made === 'string' ? undefined : made.customerId;
  }

  private async findSender(
    transaction: Transaction,
    senderKey: string,
    departmentId: DepartmentId,
    { customerDepartmentalization }: PartitionSnapshot['settings'],
  ): Promise<CustomerId | undefined> {
    const scopes = customerDepartmentalization ? [departmentId, SHARED_SCOPE] : [SHARED_SCOPE];
    return this.store.findByAddress(transaction, senderKey, scopes);
  }

  /**
   * Throws `Collision` when the sender's address has become a customer's meanwhile: what was decided on has changed. Answers
   * with the reason when it cannot be written; then nothing of this transaction must be committed.
   */
  async create(
    transaction: Transaction,
    { mail, values, isOfUser, actor, by, snapshot, at }: CustomerWrite,
  ): Promise<WrittenCustomer | string> {
    const { departmentId: own } = mail.account.alias;
    const departmentId = snapshot.settings.customerDepartmentalization ? own : null;
    const scope = addressScopeOf(departmentId, snapshot);
    const customer = newCustomerOf(mail, values, isOfUser);
    if (!customer) return 'it does not say what address the customer has';
    const senderKey = addressKey(mail.parties.author?.address ?? '');
    const claim = isOfSender(customer, senderKey) && (await this.store.takeClaim(transaction, senderKey, scope));
    const place = { departmentId, addressScope: scope };
    const { id, takenAddresses } = await this.customers.create(transaction, customer, place, { by: actor, at });
    if (takenAddresses.includes(senderKey)) throw new Collision();
    if (takenAddresses.length > 0) return 'a customer has this address already';
    if (claim) await this.noteTakeOver(transaction, claim, id, by, at);
    await recordFieldChanges(transaction, { object: 'customer', recordIds: [id], fields: undefined }, at);
    const detail = { type: customer.type };
    recordAudit(transaction, { ...by, action: 'create', object: 'customer', objectId: id, detail });
    return { customerId: id, contactId: await this.store.firstContact(transaction, id), refused: [] };
  }

  /** `current`: as `lock` has found it. An address is not changed by mail: it is what the customer is known by. */
  async update(
    transaction: Transaction,
    current: StoredRecord,
    { mail, values, actor, by, at }: CustomerWrite,
  ): Promise<WrittenCustomer> {
    const owner = await this.ownerOf(transaction, current, mail);
    const { customerId: id, contactId } = owner;
    const changes = new Map([...values].filter(([name]) => name !== ADDRESS_FIELD));
    const refused: FieldRefusal[] = values.has(ADDRESS_FIELD)
      ? [{ field: ADDRESS_FIELD, why: 'no right', reason: 'mail does not change addresses' }]
      : [];
    if (changes.size === 0) return { ...owner, refused };
    const modified = laterThan(current.lastModifiedAt, at);
    await recordingFieldChanges(
      transaction,
      { object: 'customer', recordIds: [id], editSessionId: undefined, at: modified },
      () => this.store.change(transaction, { id, contactId }, splitValues(changes), { actor, at: modified }),
    );
    const detail = { members: [...changes.keys()] };
    recordAudit(transaction, { ...by, action: 'edit', object: 'customer', objectId: id, detail });
    return { ...owner, refused };
  }

  /** Whose activity the mail is when nothing is changed. */
  async ownerOf(transaction: Transaction, { id }: StoredRecord, mail: ReadMail): Promise<MailOwner> {
    const { author } = mail.parties;
    const customer = await this.store.lock(transaction, id, addressKey(author?.address ?? ''));
    if (!customer) throw new Collision();
    return { customerId: customer.id, contactId: customer.contactId };
  }

  /** What a bounce has said of the sender's address is over (mail-gateway.md ML-2). */
  async noteReached(
    transaction: Transaction,
    { mail, actor, by, at }: Pick<CustomerWrite, 'mail' | 'actor' | 'by' | 'at'>,
  ): Promise<void> {
    const key = reachedKey(mail);
    if (key === undefined) return;
    for (const objectId of await this.store.clearUndeliverable(transaction, key, { actor, at })) {
      const detail = { members: ['contacts'] };
      recordAudit(transaction, { ...by, action: 'edit', object: 'customer', objectId, detail });
    }
  }

  private async noteTakeOver(
    transaction: Transaction,
    { pointId, customerId: former }: TakenClaim,
    customerId: CustomerId,
    by: AuditedBy,
    at: Date,
  ): Promise<void> {
    const fields = ['email', 'other_emails'];
    await recordFieldChanges(transaction, { object: 'customer', recordIds: [former], fields }, at);
    const detail = { customerId };
    recordAudit(transaction, { ...by, action: 'takeOver', object: 'contactPoint', objectId: pointId, detail });
  }
}

function isOfSender({ contacts: [{ contactPoints }] }: NewCustomer, senderKey: string): boolean {
  return contactPoints.some(({ emailAddress = '' }) => addressKey(emailAddress) === senderKey);
}

function toRecord({ id, address, firstName, lastName, createdAt, lastModifiedAt }: MailedCustomer): StoredRecord {
  const values: Record<string, FieldValue> = {
    ...(address !== null && { [ADDRESS_FIELD]: address }),
    ...(firstName !== null && { firstName }),
    ...(lastName !== null && { lastName }),
  };
  const nobody = { actor: 'sender', address: '', name: null } as const;
  return {
    id: id as string as RecordId,
    tableId: String(CUSTOMER_TABLE) as RecordTableId,
    values,
    closedAt: null,
    deletedAt: null,
    mergedInto: null,
    createdBy: nobody,
    createdAt,
    lastModifiedBy: nobody,
    lastModifiedAt,
  };
}
