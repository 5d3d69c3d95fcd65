import { Injectable } from '@nestjs/common';
import { ActivityChangeStore, type LockedActivity } from '#activities/activity-change.store.js';
import { staffReader, type Reader } from '#activities/activity-visibility.js';
import { ACTIVITY_TABLE, activityState, nextState } from '#activities/status-table.rules.js';
import { departmentsOf, type UserActor } from '#auth/actor.js';
import { authorize } from '#auth/authorize.js';
import { CaseChangeStore, type LockedCase } from '#cases/case-change.store.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { CustomerTargetStore } from '#customers/customer-target.store.js';
import { customerReader } from '#customers/customer-visibility.js';
import { CUSTOMERS } from '#inbound-accounts/inbound-account.js';
import { CASE_TABLE, CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import { RecordAccess } from '#records/record-access.js';
import { RecordWriting } from '#records/record-writing.js';
import type { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { isDatabaseKey, type RecordId } from '#runtime/ids.js';
import type { Transaction } from '#storage/database.js';
import { requireUnchanged, type Precondition } from '#writes/precondition.rules.js';
import { Collision } from '#writes/writes.js';
import type { ComposeBody } from './compose.body.js';
import type { AnsweredActivity } from './compose.rules.js';
import { ComposeStore, type StoredDraft } from './compose.store.js';
import type { MailRecord } from './outgoing-mail.js';

const EVERYBODY = { kind: 'partition' } as const;

/** What a mail is about: a case, a record of a table, or a customer. */
export interface MailTopic {
  readonly record: MailRecord;
  /** The case, locked; undefined when it is about something else. */
  readonly case: LockedCase | undefined;
  readonly customerId: string | null;
  readonly departmentId: string;
  readonly subject: string;
  /** What mail about it usually comes from. */
  readonly aliasId: string | undefined;
}

/** What a mail is written in, and what it answers or goes on with. */
export interface Place {
  readonly topic: MailTopic;
  readonly answered: AnsweredActivity | undefined;
  /** Also when what the draft was written to answer is elsewhere by now. */
  readonly isAnsweredSecurely: boolean;
  readonly draft: { readonly activity: LockedActivity; readonly stored: StoredDraft } | undefined;
}

/** Who writes, and what. */
export interface Writer {
  readonly actor: UserActor;
  readonly body: ComposeBody;
  readonly snapshot: PartitionSnapshot;
}

/** What names a topic, before it is known whether the caller may write there. */
interface NamedTopic {
  /** `case`, `customer`, or a table. */
  readonly table: string;
  readonly id: string;
  /** The member that named it. */
  readonly attribute: string;
}

/** Finds what an agent's mail is about, and says whether the agent may write there (records-by-email.md RO-9, RO-11). */
@Injectable()
export class ComposePlaces {
  constructor(
    private readonly activityStore: ActivityChangeStore,
    private readonly cases: CaseChangeStore,
    private readonly customers: CustomerTargetStore,
    private readonly access: RecordAccess,
    private readonly records: RecordWriting,
    private readonly store: ComposeStore,
  ) {}

  /** `precondition`: with it, the body names a draft to go on with. */
  async find(transaction: Transaction, writer: Writer, precondition: Precondition | undefined): Promise<Place> {
    const { body, actor } = writer;
    const reader = staffReader(actor);
    const answeredId = body.payload?.email?.inReplyTo?.id;
    if (body.id && precondition) {
      const moved = answeredId ? 'payload.email.inReplyTo' : body.case ? 'case' : body.record ? 'record' : undefined;
      if (moved !== undefined)
        throw failureOf([{ code: '400-147', attribute: moved, reason: 'a draft stays where it is', clause: 'RO-11' }]);
      return this.findDraft(transaction, writer, reader, body.id, precondition);
    }
    if (body.case && body.record) throw notOf('record.id', 'is not what the mail is about');
    const answered = answeredId === undefined ? undefined : await this.findAnswered(transaction, reader, answeredId);
    const named = answered ? await this.topicOf(transaction, answered, writer.snapshot) : namedTopic(body);
    if (!named && answered) throw notOf('payload.email.inReplyTo.id', 'is about nothing that mail could be written in');
    if (!named) {
      const attribute = 'payload.email.inReplyTo.id, case.id or record.id';
      throw failureOf([{ code: '400-146', attribute, reason: 'one of them is required', clause: 'RO-9' }]);
    }
    const topic = await this.open(transaction, writer, named, answered);
    if (answered) await this.refuseOther(transaction, writer, topic, answered);
    return { topic, answered, isAnsweredSecurely: answered?.isSecure === true, draft: undefined };
  }

  private async findDraft(
    transaction: Transaction,
    writer: Writer,
    reader: Reader,
    id: string,
    precondition: Precondition,
  ): Promise<Place> {
    const refusal = () =>
      failureOf([{ code: '400-194', attribute: 'id', reason: 'is not a draft', clause: 'RO-11', id }]);
    const [known] = await this.activityStore.findCases(transaction, reader, isDatabaseKey(id) ? [id] : []);
    const named = known && (await this.topicOf(transaction, known, writer.snapshot));
    const topic = named && (await this.open(transaction, writer, named, undefined));
    // What it is about is locked before its activities, as everybody does who locks both.
    const [activity] = known ? await this.activityStore.lock(transaction, reader, [known.id]) : [];
    const stored = activity && (await this.store.findDraft(transaction, activity.id));
    if (!activity || !stored || !topic) throw refusal();
    if (activity.caseId !== (topic.case?.id ?? null)) throw new Collision();
    requireUnchanged(precondition, { kind: 'activity', ...activity });
    if (nextState(ACTIVITY_TABLE, 'send', activityState(activity)) === undefined)
      throw notOf('id', 'is no draft any more', 'RO-11');
    const { answeredId } = stored;
    const find = async (by: Reader) =>
      answeredId === null ? undefined : this.store.findAnswered(transaction, by, answeredId);
    const seen = await find(reader);
    const isAnsweredSecurely = (seen ?? (await find(EVERYBODY)))?.isSecure === true;
    // Of what has been moved to another case nothing may be quoted: it may be of another customer.
    const answered = seen?.caseId === activity.caseId ? seen : undefined;
    const place = { ...topic, departmentId: activity.departmentId };
    return { topic: place, answered, isAnsweredSecurely, draft: { activity, stored } };
  }

  private async findAnswered(transaction: Transaction, reader: Reader, id: string): Promise<AnsweredActivity> {
    const answered = isDatabaseKey(id) ? await this.store.findAnswered(transaction, reader, id) : undefined;
    if (answered) return answered;
    const attribute = 'payload.email.inReplyTo.id';
    throw failureOf([{ code: '400-194', attribute, reason: 'is not an email activity', clause: 'RO-9', id }]);
  }

  /** What an activity is about. */
  private async topicOf(
    transaction: Transaction,
    { id, caseId }: { readonly id: string; readonly caseId: string | null },
    snapshot: PartitionSnapshot,
  ): Promise<NamedTopic | undefined> {
    const attribute = 'payload.email.inReplyTo.id';
    if (caseId !== null) return { table: 'case', id: caseId, attribute };
    const about = await this.store.findTopic(transaction, id);
    if (about?.recordId) {
      const table = snapshot.findRecordTableById(about.tableId ?? '');
      return table && { table: table.name, id: about.recordId, attribute };
    }
    return about?.customerId ? { table: CUSTOMERS, id: about.customerId, attribute } : undefined;
  }

  private async open(
    transaction: Transaction,
    writer: Writer,
    named: NamedTopic,
    answered: AnsweredActivity | undefined,
  ): Promise<MailTopic> {
    if (named.table === 'case') return this.openCase(transaction, writer, named);
    return named.table === CUSTOMERS
      ? this.openCustomer(transaction, writer, named, answered)
      : this.openRecord(transaction, writer, named, answered);
  }

  /** What the body names besides what it answers is the same, by whichever of its ids. */
  private async refuseOther(
    transaction: Transaction,
    writer: Writer,
    { record }: MailTopic,
    answered: AnsweredActivity,
  ): Promise<void> {
    const named = namedTopic(writer.body);
    if (!named) return;
    const { record: other } = await this.open(transaction, writer, named, answered);
    if (other.table !== record.table || other.id !== record.id) throw notOf(named.attribute, 'is not what is answered');
  }

  private async openCase(
    transaction: Transaction,
    { actor }: Writer,
    { id, attribute }: NamedTopic,
  ): Promise<MailTopic> {
    const [found] = isDatabaseKey(id) ? await this.cases.lock(transaction, staffReader(actor), [id]) : [];
    if (!found) throw unknown(attribute, id, 'is not a case');
    const { departmentId, customerId, subject } = found;
    const record = { table: CASE_TABLE, id: found.id };
    return { record, case: found, customerId, departmentId, subject, aliasId: undefined };
  }

  /** To write to somebody takes no more than to see the customer: no case is needed to begin with (RO-9). */
  private async openCustomer(
    transaction: Transaction,
    writer: Writer,
    { id, attribute }: NamedTopic,
    answered: AnsweredActivity | undefined,
  ): Promise<MailTopic> {
    const { actor, snapshot } = writer;
    authorize(actor, { actors: { user: ['core.customermgr.read'] }, action: 'Compose email' });
    const reader = customerReader(actor, snapshot.settings.customerDepartmentalization);
    const customer = isDatabaseKey(id) ? await this.customers.find(transaction, reader, id) : undefined;
    if (!customer) throw unknown(attribute, id, 'is not a customer');
    const record = { table: CUSTOMER_TABLE, id: customer.id };
    const from = senderOf(writer, CUSTOMERS, answered, customer.departmentId ?? undefined);
    return { record, case: undefined, customerId: customer.id, subject: '', ...from };
  }

  /** Who may change a record may write in it (RI-3). */
  private async openRecord(
    transaction: Transaction,
    writer: Writer,
    { table: name, id, attribute }: NamedTopic,
    answered: AnsweredActivity | undefined,
  ): Promise<MailTopic> {
    const { actor, snapshot } = writer;
    authorize(actor, { actors: { user: ['core.recordmgr.manage'] }, action: 'Compose email' });
    const { table } = this.access.open(actor, name, 'update', snapshot);
    const found = await this.records.lock(transaction, table, id);
    if (found?.deletedAt !== null) throw unknown(attribute, id, `is not a record of ${name}`);
    const record = { table: Number(table.id), id: found.id };
    const from = senderOf(writer, name, answered, undefined);
    return { record, case: undefined, customerId: null, subject: table.label, ...from };
  }

  /** Shows an activity at what it is about. */
  async link(transaction: Transaction, { record }: Pick<MailTopic, 'record'>, activityId: string): Promise<void> {
    if (record.table === CASE_TABLE || record.table === CUSTOMER_TABLE) return;
    await this.records.link(transaction, record.id as RecordId, [activityId]);
  }
}

function namedTopic({ case: inCase, record }: ComposeBody): NamedTopic | undefined {
  if (inCase) return { table: 'case', id: inCase.id, attribute: 'case.id' };
  return record ? { table: record.table, id: record.id, attribute: 'record.id' } : undefined;
}

/**
 * The department that writes, and the alias that it writes from when none is named: what is answered says so, else the account of
 * the table, else where the customer or the caller belongs.
 */
function senderOf(
  { actor, body, snapshot }: Writer,
  table: string,
  answered: AnsweredActivity | undefined,
  usual: string | undefined,
): Pick<MailTopic, 'departmentId' | 'aliasId'> {
  const open = departmentsOf(actor) as readonly string[] | undefined;
  const isOpen = (departmentId: string | undefined): departmentId is string =>
    departmentId !== undefined && (open?.includes(departmentId) ?? true);
  const named = body.payload?.email?.emailAddresses?.from;
  const account = snapshot.mailAccounts.find((one) => one.table === table && isOpen(one.alias.departmentId));
  const departmentIds = named
    ? [snapshot.findAlias(named)?.departmentId]
    : [answered?.departmentId, account?.alias.departmentId, usual, actor.departmentId];
  const departmentId = departmentIds.find(isOpen);
  const attribute = 'payload.email.emailAddresses.from';
  if (departmentId !== undefined) return { departmentId, aliasId: account?.alias.id };
  if (named) throw notOf(attribute, 'is not the address of an active alias of a department of the caller', 'RO-10');
  const reason = 'is required: nothing says which department writes';
  throw failureOf([{ code: '400-146', attribute, reason, clause: 'RO-10' }]);
}

function unknown(attribute: string, id: string, reason: string): Failure {
  return failureOf([{ code: '400-194', attribute, reason, clause: 'RO-9', id: id.slice(0, 100) }]);
}

function notOf(attribute: string, reason: string, clause = 'RO-9'): Failure {
  return failureOf([{ code: '400-152', attribute, reason, clause }]);
}
