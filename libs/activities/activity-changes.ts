import { Injectable } from '@nestjs/common';
import { actorRecord } from '#auth/actor.js';
import type { RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { isDatabaseKey } from '#runtime/ids.js';
import type { Transaction } from '#storage/database.js';
import { inPathOrder, possibleKeys } from '#wire/path-ids.js';
import { requireUnchanged, type Precondition } from '#writes/precondition.rules.js';
import { ActivityChangeStore, type LockedActivity, type Modification } from './activity-change.store.js';
import type { Reader } from './activity-visibility.js';
import { activityState, ACTIVITY_TABLE, nextState } from './status-table.rules.js';

/** Finds the activities that a caller means to change, as far as it sees them, and holds them for the transaction. */
@Injectable()
export class ActivityChanges {
  constructor(
    private readonly store: ActivityChangeStore,
    private readonly clock: Clock,
  ) {}

  /** The activity that a body names, unchanged since the caller saw it; else 400-194, 409-100, 412-100. */
  async lockNamed(
    transaction: Transaction,
    reader: Reader,
    id: string,
    precondition: Precondition,
  ): Promise<LockedActivity> {
    const [activity] = isDatabaseKey(id) ? await this.store.lock(transaction, reader, [id]) : [];
    if (!activity) {
      throw failureOf([{ code: '400-194', attribute: 'id', reason: 'is not an activity', clause: 'ACT-9', id }]);
    }
    requireUnchanged(precondition, { kind: 'activity', ...activity });
    return activity;
  }

  /** The activities that a path names, in its order; 404-100 unless all of them are visible. */
  async lockInPath(
    transaction: Transaction,
    reader: Reader,
    ids: readonly string[],
  ): Promise<readonly LockedActivity[]> {
    return inPathOrder(ids, await this.store.lock(transaction, reader, possibleKeys(ids)));
  }

  /** The cases of the activities that a path names, null for those of none, without locking anything yet; 404-100 unless all of them are visible. */
  async casesInPath(
    transaction: Transaction,
    reader: Reader,
    ids: readonly string[],
  ): Promise<readonly (string | null)[]> {
    const found = await this.findCases(transaction, reader, possibleKeys(ids));
    const rows = [...found].map(([id, caseId]) => ({ id, caseId }));
    return inPathOrder(ids, rows).map(({ caseId }) => caseId);
  }

  /** The case of each visible one among these activities. */
  async findCases(
    transaction: Transaction,
    reader: Reader,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string | null>> {
    const rows = await this.store.findCases(transaction, reader, ids);
    return new Map(rows.map(({ id, caseId }) => [id, caseId]));
  }

  modification({ actor }: RequestContext): Modification {
    return { by: actorRecord(actor), at: this.clock.now() };
  }
}

function isOpen(activity: LockedActivity): boolean {
  return nextState(ACTIVITY_TABLE, 'complete', activityState(activity)) !== undefined;
}

/** 400-253, naming those that are completed (around-activity.md ACT-5). */
export function requireOpen(activities: readonly LockedActivity[]): void {
  const completed = activities.filter((activity) => !isOpen(activity));
  if (completed.length === 0) return;
  throw new Failure('400-253', { resource: 'activity', resource_id: completed.map(({ id }) => id).join(', ') });
}

/** 400-152 on `attribute`, for what is only done to completed ones (around-activity.md ACT-5). */
export function requireCompleted(activity: LockedActivity, attribute: string): void {
  if (!isOpen(activity)) return;
  throw failureOf([{ code: '400-152', attribute, reason: 'is not completed', clause: 'ACT-5' }]);
}
