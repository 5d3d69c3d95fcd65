import { Injectable } from '@nestjs/common';
import { actorRecord } from '#auth/actor.js';
import { CaseChangeStore, type LockedCase } from '#cases/case-change.store.js';
import { CustomerChanges } from '#cases/customer-changes.js';
import { CaseLifecycle } from '#cases/case-lifecycle.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { ConfigurationStore } from '#configuration/configuration.store.js';
import { withoutNoting } from '#field-pushes/field-change.store.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { STATUSES } from '#field-pushes/push-record.rules.js';
import type { FieldValues } from '#field-pushes/push-value.js';
import type { RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import type { WireObject } from '#wire/tree.js';
import { auditedBy } from '#writes/audited-by.js';
import { AnswerRights } from './answer-rights.js';
import { EditRecords, type HeldRecord } from './edit-records.js';
import { RefusedAnswer } from './refused-answer.js';
import {
  applicable,
  closedCaseFault,
  readAnswerFields,
  type AnswerReading,
  type ReadAnswer,
  type Situation,
  type Skipped,
} from './write-back.rules.js';
import { WriteBackStore, type Writing } from './write-back.store.js';
import { caseUpdateOf, withLabels } from './written-values.rules.js';

/** One answer that said yes. */
export interface Answered {
  readonly pushId: string;
  readonly answer: WireObject;
}

/** Answers as they are read before anything is locked, by the configuration that they are applied under. */
export interface ReadAnswers {
  readonly snapshot: PartitionSnapshot;
  readonly all: readonly { readonly pushId: string; readonly read: ReadAnswer }[];
}

/** When a record was last changed before and after what was written into it: who knows the former may go on with the latter. */
export interface Modified {
  readonly before: Date;
  readonly after: Date;
}

export interface WrittenBack {
  readonly values: FieldValues;
  readonly skipped: readonly Skipped[];
  /** Why an answer was refused as a whole. */
  readonly faults: readonly string[];
  /** Undefined when nothing was stored. */
  readonly modified: Modified | undefined;
}

export interface WriteBackRequest {
  readonly context: RequestContext;
  readonly object: PushedObject;
  /** Null for a draft, of which nothing is stored but in its edit session. */
  readonly recordId: string | null;
  /** Undefined for a draft, and for a record that is not the agent's any more. */
  readonly held: HeldRecord | undefined;
  /** What `holdConfiguration` has said. */
  readonly isConfigurationHeld: boolean;
  readonly atSending: FieldValues;
  /** What the agent has entered by now. */
  readonly draft: FieldValues;
  readonly answers: ReadAnswers;
  readonly isEditedSince: Situation['isEditedSince'];
}

const NOTHING_WRITTEN: WrittenBack = { values: {}, skipped: [], faults: [], modified: undefined };

/** The exact status that takes a case to its end, with what is open in it. */
const CLOSED = 'closed';

/**
 * Applies what receivers answered, within the rights of the agent, each answer as a whole or not at all (field-push.md FR-2).
 * What is written here is not noted as a change: no push follows from a push (FW-4).
 */
@Injectable()
export class WriteBack {
  constructor(
    private readonly records: EditRecords,
    private readonly store: WriteBackStore,
    private readonly cases: CaseChangeStore,
    private readonly lifecycle: CaseLifecycle,
    private readonly rights: AnswerRights,
    private readonly customers: CustomerChanges,
    private readonly configuration: ConfigurationCache,
    private readonly configurationStore: ConfigurationStore,
    private readonly clock: Clock,
  ) {}

  /** Reading makes HTML safe, which takes its time: nothing is locked meanwhile. */
  read(object: PushedObject, answers: readonly Answered[], known: Pick<AnswerReading, 'sent' | 'stored'>): ReadAnswers {
    const snapshot = this.configuration.snapshot();
    const reading = {
      ...known,
      findAttribute: (id: string) => snapshot.findCustomAttributeById(id),
      levels: snapshot.settings.customerLevels,
    };
    const all = answers.map(({ pushId, answer }) => ({ pushId, read: readAnswerFields(object, answer, reading) }));
    return { snapshot, all };
  }

  /** Whether the configuration is still what answers were read by; then it stays so until the end of the transaction. */
  async holdConfiguration(transaction: Transaction, { snapshot, all }: ReadAnswers): Promise<boolean> {
    return all.length > 0 && this.configurationStore.holdRevision(transaction, snapshot.revision);
  }

  async apply(transaction: Transaction, request: WriteBackRequest): Promise<WrittenBack> {
    const { snapshot, all: answers } = request.answers;
    if (answers.length === 0) return NOTHING_WRITTEN;
    const obstacle = obstacleTo(request);
    if (obstacle !== undefined) return { ...NOTHING_WRITTEN, faults: answers.map(() => obstacle) };
    let all = NOTHING_WRITTEN;
    for (const answered of answers) {
      // What an answer has written is what the next one finds.
      const held = all.modified ? await this.records.hold(transaction, request.context.actor, request) : request.held;
      const one = await this.applyOne(transaction, { ...request, held }, answered, all.values, snapshot);
      all = {
        values: { ...all.values, ...one.values },
        skipped: [...all.skipped, ...one.skipped],
        faults: [...all.faults, ...one.faults],
        modified: joined(all.modified, one.modified),
      };
    }
    return all;
  }

  /** `applied`: by the answers before, which two pushes that answer each other must not undo. */
  private async applyOne(
    transaction: Transaction,
    request: WriteBackRequest,
    { pushId, read }: ReadAnswers['all'][number],
    applied: FieldValues,
    snapshot: PartitionSnapshot,
  ): Promise<WrittenBack> {
    if ('fault' in read) return { ...NOTHING_WRITTEN, faults: [read.fault] };
    transaction.send('SAVEPOINT answer');
    try {
      const written = await this.write(transaction, request, { pushId, values: read.values, applied }, snapshot);
      transaction.send('RELEASE SAVEPOINT answer');
      return { ...written, skipped: [...read.skipped, ...written.skipped], faults: [] };
    } catch (error) {
      if (!(error instanceof RefusedAnswer)) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT answer');
      return { ...NOTHING_WRITTEN, faults: [error.message] };
    }
  }

  private async write(
    transaction: Transaction,
    { context, object, recordId, held, atSending, draft, isEditedSince }: WriteBackRequest,
    { pushId, values, applied }: { pushId: string; values: FieldValues; applied: FieldValues },
    { customAttributes: attributes, settings }: PartitionSnapshot,
  ): Promise<Omit<WrittenBack, 'faults'>> {
    const record = held?.record;
    const current = record?.values ?? { ...draft, ...applied };
    const form = recordId === null ? {} : draft;
    const situation = { current, form, atSending, isEditedSince };
    const labels = record?.labels ?? [];
    const answered = await this.rights.withCustomer(transaction, context.actor, withLabels(values, labels), current);
    const { stored, ...decided } = applicable(answered, situation);
    const closed = held?.case?.substatus === CLOSED ? closedCaseFault(stored) : undefined;
    if (closed !== undefined) throw new RefusedAnswer(closed);
    await this.rights.refuseStrangers(transaction, context.actor, decided.values);
    await this.rights.refuseOwner(transaction, object, decided.values, current, held);
    const members = Object.keys(stored);
    if (recordId === null || !held || members.length === 0) return { ...decided, modified: undefined };
    const writing = {
      id: recordId,
      values: stored,
      attributes,
      labels,
      current,
      by: actorRecord(context.actor),
      at: this.clock.now(),
      isDepartmentalized: settings.customerDepartmentalization,
    };
    const after = await withoutNoting(transaction, object, recordId, () =>
      held.case
        ? this.writeCase(transaction, context, held.case, writing)
        : this.store.writeCustomer(transaction, writing),
    );
    recordAudit(transaction, {
      ...auditedBy(context),
      action: 'edit',
      object: object === 'ticket' ? 'case' : 'customer',
      objectId: recordId,
      detail: { source: 'field push', push: pushId, members },
    });
    return { ...decided, modified: { before: held.lastModifiedAt, after } };
  }

  /** The status goes the way of every case: who closes one completes what is open in it (around-activity.md CASE-5). */
  private async writeCase(
    transaction: Transaction,
    context: RequestContext,
    found: LockedCase,
    { id, values, attributes, labels, by, at }: Writing,
  ): Promise<Date> {
    const modification = { by, at, audited: auditedBy(context) };
    const { customer_id: customerId = null } = values;
    if (customerId !== null) {
      await this.customers
        .moveCaseTo(transaction, context.actor, found, String(customerId), modification)
        .catch(refusing('customer_id in the answer is a customer of another department'));
    }
    const status = STATUSES[Number(values['status_id'])];
    if (status === CLOSED) {
      await this.lifecycle
        .close(transaction, found, modification)
        .catch(refusing('the case has replies that are not sent'));
    } else if (status !== undefined) await this.lifecycle.set(transaction, found, status, modification);
    return this.cases.change(transaction, id, caseUpdateOf(values, attributes, labels), modification);
  }
}

/** Why no answer can be applied to a record. */
function obstacleTo({ recordId, held, isConfigurationHeld }: WriteBackRequest): string | undefined {
  if (recordId === null) return undefined;
  if (!held) return 'the record is not there any more';
  return isConfigurationHeld ? undefined : 'the configuration has changed; send the values again';
}

/** What other operations refuse as well, in words for whoever reads the answer. */
function refusing(reason: string) {
  return (error: unknown): never => {
    throw error instanceof Failure ? new RefusedAnswer(reason) : error;
  };
}

/** One modification after another; with one of somebody else between them, whoever knew the first does not know the last. */
function joined(one: Modified | undefined, next: Modified | undefined): Modified | undefined {
  if (!one || !next) return next ?? one;
  return one.after.getTime() === next.before.getTime() ? { before: one.before, after: next.after } : next;
}
