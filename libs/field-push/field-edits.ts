import { Injectable } from '@nestjs/common';
import type { Actor } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { Occasion, PushedObject } from '#field-pushes/field-push.js';
import type { SigningFieldPush } from '#field-pushes/field-push.store.js';
import { readPushedRecord } from '#field-pushes/push-record.store.js';
import { changedFields, type FieldValues, type PushedRecord } from '#field-pushes/push-value.js';
import { watchedFields } from '#field-pushes/push-field.rules.js';
import type { RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Metrics } from '#runtime/metrics.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { Database, type Queryable, type Transaction } from '#storage/database.js';
import { pathIdsNotFound } from '#wire/path-ids.js';
import type { EditInput } from './edit-input.rules.js';
import { EditRecords } from './edit-records.js';
import { EditSessionStore, type EditSession } from './edit-session.store.js';
import { InteractiveLane, type Replied } from './interactive-lane.js';
import { withEdited, withTaken, type TakenPush } from './known-values.rules.js';
import type { Skipped } from './write-back.rules.js';
import { WriteBack, type Modified, type WrittenBack } from './write-back.js';

/** What came of pushing while an agent waits. */
export interface PushOutcome {
  readonly pushed: readonly string[];
  readonly applied: FieldValues;
  readonly skipped: readonly Skipped[];
  readonly error: string | undefined;
  readonly modified: Modified | undefined;
}

interface Changed {
  readonly session: EditSession;
  /** As it is stored; of a draft nothing. */
  readonly stored: FieldValues;
  /** With what the form holds. */
  readonly record: PushedRecord;
  /** Those that watch what is different. */
  readonly pushes: readonly SigningFieldPush[];
}

const NOTHING_PUSHED: PushOutcome = { pushed: [], applied: {}, skipped: [], error: undefined, modified: undefined };

/** Characters of the text that an agent is shown (field-push.md FR-4). */
const LONGEST_ERROR = 500;

/** Edit sessions and occasions: values go out while an agent works, and answers come back into the form (field-push.md FW-1, FW-2). */
@Injectable()
export class FieldEdits {
  constructor(
    private readonly sessions: EditSessionStore,
    private readonly records: EditRecords,
    private readonly lane: InteractiveLane,
    private readonly writeBack: WriteBack,
    private readonly configuration: ConfigurationCache,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /** Remembers what a form begins with; answers with the id of the session. */
  async open(
    transaction: Transaction,
    { actor }: RequestContext,
    { object, recordId, values, context }: EditInput,
  ): Promise<string> {
    this.records.authorize(actor, object);
    const record = await this.recordOf(transaction, actor, object, recordId);
    const session = { object, recordId, values: { ...record.values, ...values }, context };
    return this.sessions.create(transaction, { ...session, actor: ownerOf(actor), at: this.clock.now() });
  }

  /** Whose object a session is about; 404-100 when it is not the caller's. */
  async objectOf({ actor }: RequestContext, id: string): Promise<PushedObject> {
    const { object } = await this.subjectOf(this.database, actor, id);
    this.records.authorize(actor, object);
    return object;
  }

  /** Pushes what is different from what the form held before, and applies what comes back. */
  async change(context: RequestContext, id: string, values: FieldValues): Promise<PushOutcome> {
    return this.timed(() => this.pushChange(context, id, values));
  }

  /** Pushes a record, or a draft, because of something that happened around it. */
  async occur(context: RequestContext, input: EditInput & { readonly kind: Occasion }): Promise<PushOutcome> {
    return this.timed(() => this.pushOccasion(context, input));
  }

  private async timed(push: () => Promise<PushOutcome>): Promise<PushOutcome> {
    const startedAt = performance.now();
    const outcome = await push();
    if (outcome.pushed.length > 0) this.metrics.interactivelyPushed((performance.now() - startedAt) / 1_000);
    return outcome;
  }

  private async pushChange(context: RequestContext, id: string, values: FieldValues): Promise<PushOutcome> {
    const changed = await this.database.transaction((transaction) =>
      this.accept(transaction, context.actor, id, values),
    );
    const { session, record, pushes } = changed;
    if (pushes.length === 0) return NOTHING_PUSHED;
    const { object, recordId } = session;
    const push = { pushes, object, recordId, record, context: session.context };
    return this.settle(context, changed, await this.lane.send(push));
  }

  private async pushOccasion(
    context: RequestContext,
    input: EditInput & { readonly kind: Occasion },
  ): Promise<PushOutcome> {
    const { object, recordId, kind, values } = input;
    this.records.authorize(context.actor, object);
    const stored = await this.database.transaction((transaction) =>
      this.recordOf(transaction, context.actor, object, recordId),
    );
    const record = { ...stored, values: { ...stored.values, ...values } };
    const pushes = await this.lane.pushesOn(this.database, kind, object);
    if (pushes.length === 0) return NOTHING_PUSHED;
    const replies = await this.lane.send({ pushes, object, recordId, record, context: input.context });
    const written = await this.writeBack.apply({
      context,
      object,
      recordId,
      atSending: recordId === null ? record.values : stored.values,
      draft: record.values,
      answers: answersOf(replies),
      isEditedSince: () => false,
    });
    return outcomeOf(replies, written);
  }

  /**
   * Takes the new values in, under the number of a change, which is that of what is sent because of it. Records are locked
   * before their sessions, here as by whoever masks or obfuscates them.
   */
  private async accept(transaction: Transaction, actor: Actor, id: string, values: FieldValues): Promise<Changed> {
    const { object, recordId } = await this.subjectOf(transaction, actor, id);
    const stored = await this.recordOf(transaction, actor, object, recordId);
    const session = await this.lockSession(transaction, actor, id);
    const next = { ...session.values, ...values };
    const fields = watchedFields(changedFields(session.values, next));
    if (fields.length === 0) return { session, stored: stored.values, record: stored, pushes: [] };
    const pushes = await this.lane.pushesOn(transaction, 'change', session.object, fields);
    const sequence = session.sequence + 1;
    const marks = Object.fromEntries(fields.map((field) => [field, sequence]));
    const accepted = {
      ...session,
      values: next,
      sequence,
      fieldSequences: { ...session.fieldSequences, ...marks },
      known: withEdited(session.known, fields),
      pushSequences: { ...session.pushSequences, ...Object.fromEntries(pushes.map((push) => [push.id, sequence])) },
    };
    await this.sessions.save(transaction, accepted, this.clock.now());
    return {
      session: accepted,
      stored: stored.values,
      record: { ...stored, values: { ...stored.values, ...next } },
      pushes,
    };
  }

  /**
   * Applies the answers that are not late (field-push.md FR-3). The session takes the applied values in, so that the form
   * sending them back is no change: a push does not answer itself (FW-4).
   */
  private async settle(context: RequestContext, changed: Changed, replies: readonly Replied[]): Promise<PushOutcome> {
    const { id, object, recordId, sequence } = changed.session;
    const now = await this.database.transaction((transaction) => this.lockSession(transaction, context.actor, id));
    const isLate = (pushId: string): boolean => (now.pushSequences[pushId] ?? 0) > sequence;
    const late = answersOf(replies).filter(({ pushId }) => isLate(pushId));
    const written = await this.writeBack.apply({
      context,
      object,
      recordId,
      atSending: recordId === null ? changed.session.values : changed.stored,
      draft: now.values,
      answers: answersOf(replies).filter(({ pushId }) => !isLate(pushId)),
      isEditedSince: (field) => (now.fieldSequences[field] ?? 0) > sequence,
    });
    await this.database.transaction((transaction) =>
      this.takeIn(transaction, context.actor, changed, replies, written),
    );
    const skipped = late.map(({ pushId }) => ({
      field: '*',
      reason: `the answer of ${pushId} came after a later change`,
    }));
    return outcomeOf(replies, { ...written, skipped: [...written.skipped, ...skipped] });
  }

  private async takeIn(
    transaction: Transaction,
    actor: Actor,
    { session: { id, sequence }, record }: Changed,
    replies: readonly Replied[],
    { values }: WrittenBack,
  ): Promise<void> {
    const session = await this.lockSession(transaction, actor, id);
    const unedited = Object.fromEntries(
      Object.entries(values).filter(([field]) => (session.fieldSequences[field] ?? 0) <= sequence),
    );
    const known = withTaken(session.known, takenOf(replies), record.values, unedited);
    await this.sessions.save(
      transaction,
      { ...session, values: { ...session.values, ...unedited }, known },
      this.clock.now(),
    );
  }

  private async subjectOf(queryable: Queryable, actor: Actor, id: string) {
    const subject = UUID.test(id)
      ? await this.sessions.subjectOf(queryable, id, ownerOf(actor), this.clock.now())
      : undefined;
    if (!subject) throw pathIdsNotFound([id]);
    return subject;
  }

  private async lockSession(transaction: Transaction, actor: Actor, id: string): Promise<EditSession> {
    const session = await this.sessions.lock(transaction, id, ownerOf(actor), this.clock.now());
    if (!session) throw pathIdsNotFound([id]);
    return session;
  }

  /** 400-194 when the caller does not see it. */
  private async recordOf(
    transaction: Transaction,
    actor: Actor,
    object: PushedObject,
    recordId: string | null,
  ): Promise<PushedRecord> {
    if (recordId === null) return { object, values: {}, phoneIds: {} };
    const { customAttributes } = this.configuration.snapshot();
    const held = await this.records.lock(transaction, actor, object, recordId);
    const record = held ? await readPushedRecord(transaction, object, recordId, customAttributes) : undefined;
    if (record) return record;
    const reason = `no ${object} that the caller may see`;
    throw failureOf([{ code: '400-194', attribute: 'id', reason, clause: 'FW-1', id: recordId }]);
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function ownerOf(actor: Actor): string {
  return `${actor.kind} ${actor.id}`;
}

function answersOf(replies: readonly Replied[]) {
  return replies.flatMap(({ pushId, verdict }) => (verdict.isSuccess ? [{ pushId, answer: verdict.answer }] : []));
}

function takenOf(replies: readonly Replied[]): TakenPush[] {
  return replies.flatMap(({ pushId, fields, deliveryId, verdict }) =>
    verdict.isSuccess && deliveryId !== undefined ? [{ pushId, fields, deliveryId }] : [],
  );
}

function outcomeOf(replies: readonly Replied[], { values, skipped, faults, modified }: WrittenBack): PushOutcome {
  const errors = replies.flatMap(({ verdict }) => (verdict.isSuccess ? [] : [verdict.error]));
  const error = [...errors, ...faults].join('; ');
  return {
    pushed: replies.map(({ pushId }) => pushId),
    applied: values,
    skipped,
    error: error === '' ? undefined : error.slice(0, LONGEST_ERROR).toWellFormed(),
    modified,
  };
}
