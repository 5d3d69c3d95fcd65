import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityChangeStore } from '#activities/activity-change.store.js';
import { ACTIVITY_TABLE, activityState, columnsOfState, nextState, startsOf } from '#activities/status-table.rules.js';
import { CaseChangeStore } from '#cases/case-change.store.js';
import { CaseLifecycle } from '#cases/case-lifecycle.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { Clock } from '#runtime/clock.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { Collision } from '#writes/writes.js';
import { MAIL_SETTLED, OutgoingMailStore } from './outgoing-mail.store.js';
import { OUTGOING_MAIL_ACTOR } from './system-actor.js';

const EVERYBODY = { kind: 'partition' } as const;

/** An automatic answer is completed from the start. */
const ON_ITS_WAY = startsOf(ACTIVITY_TABLE, 'failSending');

/** What becomes of an activity when its mails were sent, or were given up (records-by-email.md RO-2, RO-9). */
@Injectable()
export class MailSettlement implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxWorker,
    private readonly store: OutgoingMailStore,
    private readonly activities: ActivityChangeStore,
    private readonly cases: CaseChangeStore,
    private readonly lifecycle: CaseLifecycle,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.on(MAIL_SETTLED, (transaction, { objectId }) => this.settle(transaction, objectId));
  }

  private async settle(transaction: Transaction, activityId: string): Promise<void> {
    const states = await this.store.statesOf(transaction, activityId);
    if (states.includes('waiting')) return;
    const [named] = await this.activities.findCases(transaction, EVERYBODY, [activityId]);
    if (!named) return;
    const { caseId } = named;
    // The case first, as everybody does who locks both.
    const [found] = caseId === null ? [] : await this.cases.lock(transaction, EVERYBODY, [caseId]);
    const [activity] = await this.activities.lock(transaction, EVERYBODY, [activityId]);
    if (activity?.caseId !== (found?.id ?? null)) throw new Collision();
    if (!ON_ITS_WAY.includes(activityState(activity))) return;
    const audited = { actor: OUTGOING_MAIL_ACTOR, remoteAddress: null, requestId: null };
    const modification = { by: OUTGOING_MAIL_ACTOR, at: this.clock.now(), audited };
    // What an obfuscated customer was to get has no mail any more: nothing is left to be done about it.
    const action = states.includes('failed') ? 'failSending' : 'complete';
    const next = nextState(ACTIVITY_TABLE, action, activityState(activity));
    if (next === undefined) return;
    if (found && action === 'complete') {
      await this.lifecycle.completeActivities(transaction, found, [activityId], modification);
      return;
    }
    await this.activities.change(transaction, [activityId], columnsOfState(next), modification);
    recordAudit(transaction, {
      ...audited,
      action,
      object: 'activity',
      objectId: activityId,
      detail: { caseId },
    });
  }
}
