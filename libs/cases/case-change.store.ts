import { Injectable } from '@nestjs/common';
import type { Modification } from '#activities/activity-change.store.js';
import type { Reader } from '#activities/activity-visibility.js';
import type { CaseSubstatus } from '#activities/status-table.rules.js';
import type { CustomAttributeChange } from '#configuration/custom-attributes.rules.js';
import { recordFieldChanges, recordingFieldChanges } from '#field-pushes/field-change.store.js';
import type { Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import { visibleCases } from './case-visibility.js';

/** A case that is locked until the end of the transaction. */
export interface LockedCase {
  readonly id: string;
  readonly departmentId: string;
  readonly customerId: string;
  readonly substatus: CaseSubstatus;
  readonly subject: string;
  readonly originatingChannel: string;
  readonly lastModifiedAt: Date;
}

/** What people write into a case. */
export interface CaseTexts {
  readonly subject: string;
  readonly description: string | null;
  readonly solution: string | null;
}

/** What is written over; what is left out stays. */
export interface CaseUpdate {
  readonly substatus?: CaseSubstatus;
  readonly lastClosedAt?: Date;
  readonly customerId?: string;
  readonly severity?: string;
  readonly subject?: string;
  readonly description?: string | null;
  readonly solution?: string | null;
  readonly dueAt?: Date | null;
  readonly labels?: readonly string[];
  readonly language?: string | null;
  readonly externalId?: string | null;
  readonly customAttributes?: CustomAttributeChange;
  readonly assigneeId?: string | null;
  readonly agentGroupId?: string | null;
}

const COLUMNS = {
  substatus: ['status', 'text'],
  lastClosedAt: ['last_closed_at', 'timestamptz'],
  customerId: ['customer_id', 'bigint'],
  severity: ['severity', 'text'],
  subject: ['subject', 'text'],
  description: ['description', 'text'],
  solution: ['solution', 'text'],
  dueAt: ['due_at', 'timestamptz'],
  labels: ['labels', 'text[]'],
  language: ['language', 'text'],
  externalId: ['external_id', 'text'],
  assigneeId: ['assignee_id', 'bigint'],
  agentGroupId: ['agent_group_id', 'bigint'],
} as const satisfies Partial<Record<keyof CaseUpdate, readonly [column: string, type: string]>>;

/** What another case is made of. */
export interface NewCase {
  readonly like: LockedCase;
  readonly update: CaseUpdate;
}

/**
 * Changes cases that exist, and notes what pushes may watch of them (field-push.md FW-3). Whoever locks cases and activities locks the cases first, each by id: so does the intake, and
 * nobody waits for somebody who waits for him.
 */
@Injectable()
export class CaseChangeStore {
  /** The visible ones among these ids, oldest first, locked. */
  async lock(transaction: Transaction, reader: Reader, ids: readonly string[]): Promise<LockedCase[]> {
    const parameters = new SqlParameters();
    const text = `
      SELECT s.id, s.department_id AS "departmentId", s.customer_id AS "customerId", s.status AS substatus, s.subject,
        s.originating_channel AS "originatingChannel", s.last_modified_at AS "lastModifiedAt"
      FROM cases s
      WHERE s.id = ANY(${parameters.add(ids, 'bigint[]')}) AND ${visibleCases(reader, parameters, 's')}
      ORDER BY s.id FOR UPDATE OF s`;
    return transaction.query<LockedCase>({ name: `lock-cases-${reader.kind}`, text }, parameters.values);
  }

  /** For who sees an activity of it and need not see the case itself. */
  async lockUnseen(transaction: Transaction, id: string): Promise<void> {
    await transaction.query('SELECT FROM cases WHERE id = $1::bigint FOR UPDATE', [id]);
  }

  async readTexts(transaction: Transaction, id: string): Promise<CaseTexts> {
    const rows = await transaction.query<CaseTexts>(
      'SELECT subject, description, solution FROM cases WHERE id = $1::bigint',
      [id],
    );
    return onlyRow(rows);
  }

  /** Answers with the last modification, which is later than the one before even within one millisecond. */
  async change(transaction: Transaction, id: string, update: CaseUpdate, modification: Modification): Promise<Date> {
    const watched = { object: 'ticket', recordIds: [id], at: modification.at } as const;
    return recordingFieldChanges(transaction, watched, () => this.write(transaction, id, update, modification));
  }

  /** For cases of which nothing is written over, and that are no longer as they were seen. */
  async touch(transaction: Transaction, ids: readonly string[], { by, at }: Modification): Promise<void> {
    if (ids.length === 0) return;
    await transaction.query(
      `UPDATE cases SET last_modified_by = $2::jsonb,
         last_modified_at = greatest($3::timestamptz, date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')
       WHERE id = ANY($1::bigint[])`,
      [ids, JSON.stringify(by), at],
    );
  }

  private async write(
    transaction: Transaction,
    id: string,
    update: CaseUpdate,
    { by, at }: Modification,
  ): Promise<Date> {
    const parameters = new SqlParameters();
    const assignments = Object.entries(COLUMNS).flatMap(([member, [column, type]]) => {
      const value = update[member as keyof typeof COLUMNS];
      return value === undefined ? [] : [`${column} = ${parameters.add(value, type)}`];
    });
    const { customAttributes } = update;
    if (customAttributes) {
      const set = parameters.add(JSON.stringify(customAttributes.set), 'jsonb');
      const remove = parameters.add(customAttributes.remove, 'text[]');
      assignments.push(`custom_attributes = (custom_attributes || ${set}) - ${remove}`);
    }
    const text = `
      UPDATE cases SET ${[
        ...assignments,
        `last_modified_by = ${parameters.add(JSON.stringify(by), 'jsonb')}`,
        `last_modified_at = greatest(${parameters.add(at, 'timestamptz')},
          date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')`,
      ].join(', ')}
      WHERE id = ${parameters.add(id, 'bigint')}
      RETURNING last_modified_at AS "lastModifiedAt"`;
    return onlyRow(await transaction.query<{ lastModifiedAt: Date }>(text, parameters.values)).lastModifiedAt;
  }

  /** A new open case of the same department, customer and channel; answers with its id. */
  async create(transaction: Transaction, { like, update }: NewCase, { by, at }: Modification): Promise<string> {
    const rows = await transaction.query<{ id: string }>(
      `INSERT INTO cases (department_id, customer_id, status, severity, subject, originating_channel, description, solution,
         due_at, custom_attributes, created_by, created_at, last_modified_by, last_modified_at)
       VALUES ($1::bigint, $2::bigint, 'open', $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11, $10::jsonb, $11)
       RETURNING id`,
      [
        like.departmentId,
        like.customerId,
        update.severity ?? 'medium',
        update.subject ?? like.subject,
        like.originatingChannel,
        update.description ?? null,
        update.solution ?? null,
        update.dueAt ?? null,
        JSON.stringify(update.customAttributes?.set ?? {}),
        JSON.stringify(by),
        at,
      ],
    );
    const { id } = onlyRow(rows);
    await recordFieldChanges(transaction, { object: 'ticket', recordIds: [id], fields: undefined }, at);
    return id;
  }

  /** What is not completed of a case, oldest first, locked. The case has to be locked before, so that nothing is added. */
  async lockOpenActivities(
    transaction: Transaction,
    caseId: string,
  ): Promise<readonly { readonly id: string; readonly mode: string }[]> {
    return transaction.query(
      {
        name: 'lock-open-activities',
        text: `SELECT id, mode FROM activities WHERE case_id = $1::bigint AND status <> 'completed' ORDER BY id FOR UPDATE`,
      },
      [caseId],
    );
  }

  /** The activities of a case that belong to a customer, oldest first, locked. */
  async lockActivitiesOf(transaction: Transaction, caseId: string, customerId: string): Promise<readonly string[]> {
    const rows = await transaction.query<{ id: string }>(
      'SELECT id FROM activities WHERE case_id = $1::bigint AND customer_id = $2::bigint ORDER BY id FOR UPDATE',
      [caseId, customerId],
    );
    return rows.map(({ id }) => id);
  }

  /** The customers that the activities of a case belong to; two are enough to know that they are several. */
  async customersOf(transaction: Transaction, caseId: string): Promise<readonly string[]> {
    const rows = await transaction.query<{ id: string }>(
      'SELECT DISTINCT customer_id AS id FROM activities WHERE case_id = $1::bigint LIMIT 2',
      [caseId],
    );
    return rows.map(({ id }) => id);
  }
}
