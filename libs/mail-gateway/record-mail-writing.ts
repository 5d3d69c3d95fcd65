import { Injectable } from '@nestjs/common';
import { accountActor } from '#auth/actor.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { CUSTOMERS } from '#inbound-accounts/inbound-account.js';
import type { RecordMailDecision } from '#record-mail/decide-record-mail.rules.js';
import type { RecordTable } from '#record-tables/record-table.js';
import type { LinkReader } from '#records/link-reader.rules.js';
import type { RecordAuthor } from '#records/record.js';
import { RecordWriting, type RecordOutcome, type RecordWrite } from '#records/record-writing.js';
import { Clock } from '#runtime/clock.js';
import type { AuditedBy } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { CustomerMail, type MailOwner } from './customer-mail.js';
import type { ReadMail } from './read-mail.js';

/** What of it cannot be written: the mail is discarded, with the reason, and nothing else is written. */
export class NotWritten extends Error {
  constructor(
    readonly reason: string,
    readonly remarks: readonly string[],
    readonly isKnown: boolean,
  ) {
    super(reason);
    this.name = 'NotWritten';
  }
}

/** What was decided on a mail, and by whose rights it is written. */
export interface RecordMailWrite {
  readonly mail: ReadMail;
  readonly decision: Extract<RecordMailDecision, { readonly table: RecordTable }>;
  /** The user that the sender has proven to be. */
  readonly userId: string | undefined;
  /** Whether the sender is a user or a customer. */
  readonly isKnown: boolean;
  readonly linkReader: LinkReader;
  readonly activityId: string;
  readonly by: AuditedBy;
  readonly snapshot: PartitionSnapshot;
}

export type Refusals = Extract<RecordOutcome, { kind: 'written' }>['refused'];

export interface WrittenRecord {
  readonly id: string;
  /** Whose activity the mail is, when it is about a customer. */
  readonly owner: MailOwner | undefined;
  readonly remarks: readonly string[];
  readonly refused: Refusals;
}

/** Writes what was decided on a mail: a record with its fields, entries and files, a customer, or a link alone. */
@Injectable()
export class RecordMailWriting {
  constructor(
    private readonly records: RecordWriting,
    private readonly customers: CustomerMail,
    private readonly clock: Clock,
  ) {}

  /** In the transaction of the activity; throws `NotWritten`. */
  async write(transaction: Transaction, writing: RecordMailWrite): Promise<WrittenRecord> {
    const { mail, decision, userId, isKnown, linkReader, activityId, by, snapshot } = writing;
    if (decision.table.name === CUSTOMERS) return this.writeCustomer(transaction, writing);
    if (decision.kind === 'link') {
      await this.records.link(transaction, decision.record.id, [activityId]);
      return { id: decision.record.id, remarks: [], refused: [], owner: undefined };
    }
    const { table, grantedFields, filesField, rightsIn, isVerified } = decision;
    const values = await this.valuesOf(transaction, decision, writing);
    const hasFiles = mail.body.attachments.some(({ inline }) => !inline);
    const write: RecordWrite = {
      table,
      rightsIn,
      linkReader,
      snapshot,
      author: authorOf(mail, userId),
      by,
      values,
      grantedFields,
      ...(filesField !== undefined && hasFiles && { filesOfActivity: { field: filesField, activityId } }),
      source: { messageId: mail.messageId, activityId, verified: isVerified },
      activityIds: [activityId],
      ...(decision.kind === 'update' && decision.isReopened && { state: 'open' as const }),
      onRefusal: 'leave out',
    };
    const outcome =
      decision.kind === 'create'
        ? await this.records.create(transaction, write)
        : await this.records.update(transaction, decision.record, write);
    if (outcome.kind !== 'written') throw new NotWritten(reasonOf(outcome, table), decision.remarks, isKnown);
    if (decision.kind === 'create' && decision.follows)
      await this.records.link(transaction, decision.follows.id, [activityId]);
    return { id: outcome.id, owner: undefined, remarks: remarksOn(outcome.refused), refused: outcome.refused };
  }

  /** What is written, with the customer whose mail it is where the account asks for one (RI-12). */
  private async valuesOf(
    transaction: Transaction,
    decision: Extract<RecordMailWrite['decision'], { kind: 'create' | 'update' }>,
    { mail, userId, by, snapshot }: RecordMailWrite,
  ): Promise<ReadonlyMap<string, unknown>> {
    if (decision.kind !== 'create' || decision.customerField === undefined) return decision.values;
    const write = { isOfUser: userId !== undefined, actor: accountActor(mail.account.id), by, snapshot };
    const customerId = await this.customers.ofSender(transaction, mail, { ...write, at: this.clock.now() });
    return customerId === undefined
      ? decision.values
      : new Map(decision.values).set(decision.customerField, customerId);
  }

  private async writeCustomer(
    transaction: Transaction,
    { mail, decision, userId, isKnown, by, snapshot }: RecordMailWrite,
  ): Promise<WrittenRecord> {
    const isOfUser = userId !== undefined;
    if (decision.kind === 'link') {
      const owner = await this.customers.ownerOf(transaction, decision.record, mail);
      return { id: owner.customerId, owner, remarks: [], refused: [] };
    }
    const actor = accountActor(mail.account.id);
    const write = { mail, values: decision.values, actor, by, snapshot, isOfUser, at: this.clock.now() };
    const owner =
      decision.kind === 'create'
        ? await this.customers.create(transaction, write)
        : await this.customers.update(transaction, decision.record, write);
    if (typeof owner === 'string') throw new NotWritten(owner, decision.remarks, isKnown);
    return { id: owner.customerId, owner, remarks: remarksOn(owner.refused), refused: owner.refused };
  }
}

function remarksOn(refused: Refusals): string[] {
  return refused.map(({ field, reason }) => `${field} was left out: ${reason}`);
}

function reasonOf(outcome: Exclude<RecordOutcome, { kind: 'written' }>, { name }: RecordTable): string {
  if (outcome.kind === 'denied') return `records of ${name} may not be written`;
  const lacking = outcome.refused.filter(({ why }) => why === 'required').map(({ field }) => field);
  return lacking.length > 0
    ? `a record of ${name} needs what the mail does not have: ${lacking.join(', ')}`
    : `a record of ${name} takes nothing of what the mail has`;
}

function authorOf({ parties: { author } }: ReadMail, userId: string | undefined): RecordAuthor {
  const { address = '', name = '' } = author ?? {};
  return { actor: 'sender', address, name: name === '' ? null : name, ...(userId !== undefined && { userId }) };
}
