import { Injectable } from '@nestjs/common';
import type { Actor } from '#auth/actor.js';
import { ownerOf } from '#field-pushes/edit-session-tie.store.js';
import type { Occasion } from '#field-pushes/field-push.js';
import type { SigningFieldPush } from '#field-pushes/field-push.store.js';
import { changedFields, type FieldValues, type PushedRecord } from '#field-pushes/push-value.js';
import { watchedFields } from '#field-pushes/push-field.rules.js';
import type { RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { faultPoint } from '#runtime/fault-point.js';
import { Metrics } from '#runtime/metrics.js';
import { Database, type Transaction } from '#storage/database.js';
import { pathIdsNotFound } from '#wire/path-ids.js';
import { Collision, retryingCollisions } from '#writes/writes.js';
import type { EditInput, FormChange } from './edit-input.rules.js';
import { EditRecords, type HeldRecord } from './edit-records.js';
import { EditSessionStore, enteredIn, withApplied, type EditSession, type EditSubject } from './edit-session.store.js';
import { InteractiveLane, pushesOn, type PreparedPush, type Replied } from './interactive-lane.js';
import { pushesToTryAgain, withEdited, withHeard, withSent, withTaken } from './known-values.rules.js';
import { answersOf, NOTHING_PUSHED, outcomeOf, takenOf, type PushOutcome } from './push-outcome.rules.js';
import { WriteBack, type ReadAnswers } from './write-back.js';

interface Changed {
  readonly session: EditSession;
  /** As it is stored; of a draft nothing. */
  readonly stored: FieldValues;
  /** As it was sent: stored, entered, and what hangs on that. */
  readonly sent: FieldValues;
  /** To those that watch what is different. */
  readonly prepared: readonly PreparedPush[];
}

interface Accepting {
  readonly session: EditSession;
  readonly stored: PushedRecord;
  /** All that are configured. */
  readonly pushes: readonly SigningFieldPush[];
  readonly form: FormChange;
}

interface Settling {
  readonly context: RequestContext;
  readonly changed: Changed;
  readonly held: HeldRecord | undefined;
  readonly isConfigurationHeld: boolean;
  readonly session: EditSession;
  readonly replies: readonly Replied[];
  readonly answers: ReadAnswers;
}

/** Edit sessions and occasions: values go out while an agent works, and answers come back into the form (field-push.md FW-1, FW-2). */
@Injectable()
export class FieldEdits {
  constructor(
    private readonly sessions: EditSessionStore,
    private readonly records: EditRecords,
    private readonly lane: InteractiveLane,
    private readonly writeBack: WriteBack,
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
    const record = await this.records.read(transaction, actor, { object, recordId });
    const fieldSequences = Object.fromEntries(Object.keys(values).map((field) => [field, 0]));
    const session = { object, recordId, values: { ...record.values, ...values }, context, fieldSequences };
    return this.sessions.create(transaction, { ...session, actor: ownerOf(actor), at: this.clock.now() });
  }

  /** What a session is about; 404-100 when it is not the caller's. */
  async subjectOf({ actor }: RequestContext, id: string): Promise<EditSubject> {
    const subject = UUID.test(id)
      ? await this.sessions.subjectOf(this.database, id, ownerOf(actor), this.clock.now())
      : undefined;
    if (!subject) throw pathIdsNotFound([id]);
    this.records.authorize(actor, subject.object);
    return subject;
  }

  /** Pushes what is different from what the form held before, and applies what comes back. */
  async change(context: RequestContext, subject: EditSubject, form: FormChange): Promise<PushOutcome> {
    return this.timed(() => this.pushChange(context, subject, form));
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

  private async pushChange(context: RequestContext, known: EditSubject, form: FormChange): Promise<PushOutcome> {
    const { actor } = context;
    const changed = await this.transaction(async (transaction) => {
      const subject = await this.subjectByNow(transaction, actor, known);
      const [stored, session, pushes] = await Promise.all([
        this.records.read(transaction, actor, subject),
        this.findSession(transaction, actor, subject),
        this.lane.pushes(transaction),
      ]);
      if (!session) throw pathIdsNotFound([subject.id]);
      return this.accept(transaction, context, { session, stored, pushes, form });
    });
    if (changed.prepared.length === 0) return NOTHING_PUSHED;
    return this.settle(context, changed, await this.lane.send(changed.prepared));
  }

  private async pushOccasion(
    context: RequestContext,
    input: EditInput & { readonly kind: Occasion },
  ): Promise<PushOutcome> {
    const { object, recordId, kind, values } = input;
    this.records.authorize(context.actor, object);
    const { stored, record, prepared } = await this.transaction(async (transaction) => {
      const [stored, pushes] = await Promise.all([
        this.records.read(transaction, context.actor, input),
        this.lane.pushes(transaction),
      ]);
      const record = await this.records.withEntered(transaction, context.actor, stored, values);
      const push = { pushes: pushesOn(pushes, kind, object), object, recordId, record, context: input.context };
      return { stored, record, prepared: await this.lane.prepare(transaction, push) };
    });
    if (prepared.length === 0) return NOTHING_PUSHED;
    const replies = await this.lane.send(prepared);
    const known = { sent: record.values, stored: stored.values };
    const answers = this.writeBack.read(object, answersOf(replies), known);
    const written = await this.applying(async (transaction) => {
      const [held, isConfigurationHeld] = await Promise.all([
        this.records.hold(transaction, context.actor, input),
        this.conclude(transaction, input, replies, answers),
      ]);
      return this.writeBack.apply(transaction, {
        context,
        object,
        recordId,
        held,
        isConfigurationHeld,
        atSending: recordId === null ? record.values : stored.values,
        draft: record.values,
        answers,
        isEditedSince: () => false,
      });
    });
    return outcomeOf(replies, written);
  }

  /** Takes the new values in, under the number of a change, which is that of what is sent because of it. */
  private async accept(
    transaction: Transaction,
    { actor }: RequestContext,
    { session, stored, pushes: all, form }: Accepting,
  ): Promise<Changed> {
    const { values, context = session.context } = form;
    // A session that began as a draft's knows nothing of what the record has besides.
    const before = { ...stored.values, ...session.values };
    const next = { ...before, ...values };
    const fields = watchedFields(changedFields(before, next));
    const at = this.clock.now();
    const again = pushesToTryAgain(session.known, watchedFields(Object.keys(values)), at);
    if (fields.length === 0 && again.length === 0) {
      const unchanged = { session: { ...session, context }, stored: stored.values, sent: stored.values, prepared: [] };
      this.sessions.save(transaction, unchanged.session, at);
      return unchanged;
    }
    const { object, recordId } = session;
    const pushes = pushesOn(all, 'change', object, fields, again);
    const sequence = session.sequence + 1;
    const marks = Object.fromEntries(fields.map((field) => [field, sequence]));
    const edited = { ...session, values: next, fieldSequences: { ...session.fieldSequences, ...marks } };
    const record = await this.records.withEntered(transaction, actor, stored, enteredIn(edited));
    const prepared = await this.lane.prepare(transaction, { pushes, object, recordId, record, context });
    // A receiver that is left alone now may still answer what it was sent before.
    const sent = prepared.flatMap(({ push, delivery }) => (delivery ? [[push.id, sequence] as const] : []));
    const accepted = {
      ...edited,
      context,
      sequence,
      known: withSent(withEdited(session.known, fields), pushes, fields, { sequence, at }),
      pushSequences: { ...session.pushSequences, ...Object.fromEntries(sent) },
    };
    this.sessions.save(transaction, accepted, at);
    return { session: accepted, stored: stored.values, sent: record.values, prepared };
  }

  /** Writes down what was sent, and applies what came back, in one transaction. */
  private async settle(context: RequestContext, changed: Changed, replies: readonly Replied[]): Promise<PushOutcome> {
    const answers = this.writeBack.read(changed.session.object, answersOf(replies), changed);
    const outcome = await this.applying(async (transaction) => {
      const subject = await this.subjectByNow(transaction, context.actor, changed.session);
      const [held, session, isConfigurationHeld] = await Promise.all([
        this.records.hold(transaction, context.actor, subject),
        this.findSession(transaction, context.actor, subject),
        this.conclude(transaction, subject, replies, answers),
      ]);
      return (
        session && this.take(transaction, { context, changed, held, isConfigurationHeld, session, replies, answers })
      );
    });
    // What was sent is written down also where nobody is left to take the answers in.
    if (!outcome) throw pathIdsNotFound([changed.session.id]);
    return outcome;
  }

  /**
   * Applies the answers that are not late (field-push.md FR-3), with the session held, so that no edit comes in between. The
   * session takes the applied values in, so that the form sending them back is no change: a push does not answer itself (FW-4).
   */
  private async take(
    transaction: Transaction,
    { context, changed, held, isConfigurationHeld, session, replies, answers }: Settling,
  ): Promise<PushOutcome> {
    const { sequence, recordId: recordIdThen } = changed.session;
    const { object, recordId } = session;
    const isLate = ({ pushId }: { readonly pushId: string }): boolean =>
      (session.pushSequences[pushId] ?? 0) > sequence;
    const written = await this.writeBack.apply(transaction, {
      context,
      object,
      recordId,
      held,
      isConfigurationHeld,
      atSending: recordIdThen === null ? changed.session.values : changed.stored,
      draft: enteredIn(session),
      answers: { ...answers, all: answers.all.filter((answered) => !isLate(answered)) },
      isEditedSince: (field) => (session.fieldSequences[field] ?? 0) > sequence,
    });
    const heard = replies.map(({ pushId, verdict }) => ({ pushId, isSuccess: verdict.isSuccess }));
    const taken = withTaken(session.known, takenOf(replies), changed.sent, written.values);
    const known = withHeard(taken, heard, sequence);
    this.sessions.save(transaction, { ...withApplied(session, written.values), known }, this.clock.now());
    const late = answers.all.filter(isLate).map(({ pushId }) => ({
      field: '*',
      reason: `the answer of ${pushId} came after a later change`,
    }));
    return outcomeOf(replies, { ...written, skipped: [...written.skipped, ...late] });
  }

  /** Writes down what was sent; whether the configuration is held by which the answers were read, which a draft does not ask for. */
  private async conclude(
    transaction: Transaction,
    { recordId }: Pick<EditSubject, 'recordId'>,
    replies: readonly Replied[],
    answers: ReadAnswers,
  ): Promise<boolean> {
    const concluded = this.lane.conclude(transaction, replies);
    // What follows from a failure is locked before the configuration, as by whoever changes pushes.
    if (replies.some(({ verdict }) => !verdict.isSuccess)) await concluded;
    const [, isHeld] = await Promise.all([
      concluded,
      recordId !== null && this.writeBack.holdConfiguration(transaction, answers),
    ]);
    return isHeld;
  }

  /** What was sent, what answers set, and what follows from that, is one transaction. */
  private async applying<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value> {
    const value = await this.transaction(async (transaction) => {
      const done = await work(transaction);
      faultPoint('push-applied-before-commit');
      return done;
    });
    faultPoint('push-applied-before-answer');
    return value;
  }

  private async transaction<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value> {
    return retryingCollisions(() => this.database.transaction(work));
  }

  /** A draft that was sent may have been saved meanwhile: then it is the record that an answer changes (docs/decisions/0181). */
  private async subjectByNow(transaction: Transaction, actor: Actor, known: EditSubject): Promise<EditSubject> {
    if (known.recordId !== null) return known;
    return (await this.sessions.subjectOf(transaction, known.id, ownerOf(actor), this.clock.now())) ?? known;
  }

  /** Holds it; records are held before their sessions, so a draft that has become a record in between is tried again. */
  private async findSession(
    transaction: Transaction,
    actor: Actor,
    { id, recordId }: EditSubject,
  ): Promise<EditSession | undefined> {
    const session = await this.sessions.lock(transaction, id, ownerOf(actor), this.clock.now());
    if (session && session.recordId !== recordId) throw new Collision();
    return session;
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
