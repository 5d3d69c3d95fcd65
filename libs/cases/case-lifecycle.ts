import { Injectable } from '@nestjs/common';
import { ActivityChangeStore, type Modification } from '#activities/activity-change.store.js';
import {
  ACTIVITY_TABLE,
  CASE_TABLE,
  caseState,
  columnsOfState,
  nextState,
  type CaseOperation,
  type CaseSubstatus,
} from '#activities/status-table.rules.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { recordAudit, recordAudits, type AuditedBy } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { CaseChangeStore, type LockedCase } from './case-change.store.js';

/** Who changes something, when, and by which request. */
export interface CaseModification extends Modification {
  readonly audited: AuditedBy;
}

/** From whatever open state, the table completes to one and the same. */
const COMPLETED = columnsOfState(nextState(ACTIVITY_TABLE, 'complete', 'assigned:in_progress') ?? '');

const SETTING: Readonly<Record<CaseSubstatus, CaseOperation>> = {
  new: 'setNew',
  open: 'setOpen',
  pending: 'setPending',
  resolved: 'setResolved',
  closed: 'setClosed',
};

/**
 * How cases go on: whatever completes activities, moves them, or sets the status of a case does it here, by the one table.
 * Every method wants the case locked (`CaseChangeStore.lock`).
 */
@Injectable()
export class CaseLifecycle {
  constructor(
    private readonly cases: CaseChangeStore,
    private readonly activities: ActivityChangeStore,
  ) {}

  /** Completes open activities of a case; with the last one the case is closed (around-activity.md CASE-6). */
  async completeActivities(
    transaction: Transaction,
    found: LockedCase,
    activityIds: readonly string[],
    modification: CaseModification,
  ): Promise<void> {
    await this.complete(transaction, found.id, activityIds, modification);
    await this.closeWhenDone(transaction, found, modification);
  }

  /** Closes a case in which nothing is open, unless it is closed already. */
  async closeWhenDone(transaction: Transaction, found: LockedCase, modification: CaseModification): Promise<void> {
    const open = await this.cases.lockOpenActivities(transaction, found.id);
    if (open.length === 0) await this.take(transaction, found, 'close', modification);
  }

  /** Closes an open case and completes what is open in it; 400-253 when it is closed, 400-152 when a reply is not sent yet. */
  async close(transaction: Transaction, found: LockedCase, modification: CaseModification): Promise<void> {
    requireOpenCase(found);
    const open = await this.cases.lockOpenActivities(transaction, found.id);
    const drafts = open.filter(({ mode }) => mode === 'outbound').map(({ id }) => id);
    if (drafts.length > 0) {
      // Completed, it would look to the customer as if it had been sent.
      const reason = `has replies that are not sent: ${drafts.join(', ')}`;
      throw failureOf([{ code: '400-152', attribute: 'ids', reason, clause: 'CASE-5' }]);
    }
    await this.complete(
      transaction,
      found.id,
      open.map(({ id }) => id),
      modification,
    );
    await this.take(transaction, found, 'close', modification);
  }

  /** Completes what is open in a case that a mail has closed; a reply that is not sent keeps a case from being closed. */
  async completeRest(transaction: Transaction, caseId: string, modification: CaseModification): Promise<void> {
    const open = await this.cases.lockOpenActivities(transaction, caseId);
    if (open.some(({ mode }) => mode === 'outbound')) return;
    await this.complete(
      transaction,
      caseId,
      open.map(({ id }) => id),
      modification,
    );
  }

  /** An activity comes in or is moved in: whoever is done takes the matter up again (CASE-1). */
  async continue(transaction: Transaction, found: LockedCase, modification: CaseModification): Promise<void> {
    await this.take(transaction, found, 'continue', modification);
  }

  /** Sets the exact status, whatever it was. */
  async set(
    transaction: Transaction,
    found: LockedCase,
    substatus: CaseSubstatus,
    modification: CaseModification,
  ): Promise<void> {
    await this.take(transaction, found, SETTING[substatus], modification);
  }

  private async complete(
    transaction: Transaction,
    caseId: string,
    activityIds: readonly string[],
    modification: CaseModification,
  ): Promise<void> {
    if (activityIds.length === 0) return;
    await this.activities.change(transaction, activityIds, COMPLETED, modification);
    const entry = { ...modification.audited, action: 'complete', object: 'activity', detail: { caseId } };
    recordAudits(
      transaction,
      activityIds.map((objectId) => ({ ...entry, objectId })),
    );
  }

  /** Goes the way that the table has for an operation; there may be none, and then nothing happens. */
  private async take(
    transaction: Transaction,
    { id, substatus }: LockedCase,
    operation: CaseOperation,
    modification: CaseModification,
  ): Promise<void> {
    const next = nextState(CASE_TABLE, operation, caseState(substatus));
    const exact = next && (columnsOfState(next).substatus as CaseSubstatus);
    if (exact === undefined || exact === substatus) return;
    const closing = exact === 'closed' && { lastClosedAt: modification.at };
    await this.cases.change(transaction, id, { substatus: exact, ...closing }, modification);
    const detail = { from: substatus, to: exact };
    recordAudit(transaction, {
      ...modification.audited,
      action: operation,
      object: 'case',
      objectId: id,
      detail,
    });
  }
}

/** 400-253 for a case that is closed (around-activity.md CASE-3). */
export function requireOpenCase({ id, substatus }: LockedCase): void {
  if (substatus === 'closed') throw new Failure('400-253', { resource: 'case', resource_id: id });
}
