import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import type { CustomAttributeChange } from '#configuration/custom-attributes.rules.js';
import type { Transaction } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { MailDetails } from './mail-details.js';
import { visibleActivities, type Reader } from './activity-visibility.js';

/** An activity that is locked until the end of the transaction. */
export interface LockedActivity {
  readonly id: string;
  /** Null for mail about a record of a table of its own, which may be no customer's either. */
  readonly caseId: string | null;
  readonly departmentId: string;
  readonly customerId: string | null;
  readonly mode: string;
  readonly type: string;
  readonly status: string;
  readonly substatus: string;
  readonly isContentPurged: boolean;
  readonly lastModifiedAt: Date;
}

/** What is written over; what is left out stays. */
export interface ActivityUpdate {
  readonly dueAt?: Date | null;
  readonly priority?: string;
  readonly language?: string;
  readonly subject?: string | null;
  readonly status?: string;
  readonly substatus?: string;
  readonly caseId?: string;
  readonly customerId?: string;
  readonly contactId?: string | null;
  readonly customAttributes?: CustomAttributeChange;
}

const COLUMNS = {
  dueAt: ['due_at', 'timestamptz'],
  priority: ['priority', 'text'],
  language: ['language', 'text'],
  subject: ['subject', 'text'],
  status: ['status', 'text'],
  substatus: ['substatus', 'text'],
  caseId: ['case_id', 'bigint'],
  customerId: ['customer_id', 'bigint'],
  contactId: ['contact_id', 'bigint'],
} as const satisfies Partial<Record<keyof ActivityUpdate, readonly [column: string, type: string]>>;

export interface EmailContent {
  readonly text: string | null;
  readonly html: string | null;
}

export interface WrittenEmail extends EmailContent {
  readonly subject: string | null;
  readonly mail: MailDetails | null;
}

/** Who makes a change, and when. */
export interface Modification {
  readonly by: ActorRecord;
  readonly at: Date;
}

/** Changes activities that exist; every statement that finds them by what a caller sent carries the reader's visibility. */
@Injectable()
export class ActivityChangeStore {
  /** The visible ones among these ids, oldest first, locked. */
  async lock(transaction: Transaction, reader: Reader, ids: readonly string[]): Promise<LockedActivity[]> {
    const parameters = new SqlParameters();
    const text = `
      SELECT a.id, a.case_id AS "caseId", a.department_id AS "departmentId", a.customer_id AS "customerId", a.mode, a.type,
        a.status, a.substatus, a.content_purged AS "isContentPurged", a.last_modified_at AS "lastModifiedAt"
      FROM activities a
      WHERE a.id = ANY(${parameters.add(ids, 'bigint[]')}) AND ${visibleActivities(reader, parameters, 'a')}
      ORDER BY a.id FOR UPDATE OF a`;
    return transaction.query<LockedActivity>({ name: `lock-activities-${reader.kind}`, text }, parameters.values);
  }

  /** The case of each visible one among these ids. */
  async findCases(
    transaction: Transaction,
    reader: Reader,
    ids: readonly string[],
  ): Promise<readonly { readonly id: string; readonly caseId: string | null }[]> {
    const parameters = new SqlParameters();
    const text = `
      SELECT a.id, a.case_id AS "caseId" FROM activities a
      WHERE a.id = ANY(${parameters.add(ids, 'bigint[]')}) AND ${visibleActivities(reader, parameters, 'a')}`;
    return transaction.query({ name: `find-cases-of-activities-${reader.kind}`, text }, parameters.values);
  }

  /**
   * Writes the same over each of these activities. The last modification is later than the one before even within one
   * millisecond, because callers take it for the version; answers with it, by id.
   */
  async change(
    transaction: Transaction,
    ids: readonly string[],
    changes: ActivityUpdate,
    { by, at }: Modification,
  ): Promise<ReadonlyMap<string, Date>> {
    const parameters = new SqlParameters();
    const assignments = Object.entries(COLUMNS).flatMap(([member, [column, type]]) => {
      const value = changes[member as keyof typeof COLUMNS];
      return value === undefined ? [] : [`${column} = ${parameters.add(value, type)}`];
    });
    const { customAttributes, customerId } = changes;
    // Another customer has neither read nor hidden anything yet (ACT-11, CASE-7).
    if (customerId !== undefined) assignments.push('read_by_customer = false', 'hidden_from_customer = false');
    if (customAttributes) {
      const set = parameters.add(JSON.stringify(customAttributes.set), 'jsonb');
      const remove = parameters.add(customAttributes.remove, 'text[]');
      assignments.push(`custom_attributes = (custom_attributes || ${set}) - ${remove}`);
    }
    const text = `
      UPDATE activities SET ${[
        ...assignments,
        `last_modified_by = ${parameters.add(JSON.stringify(by), 'jsonb')}`,
        `last_modified_at = greatest(${parameters.add(at, 'timestamptz')},
          date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')`,
      ].join(', ')}
      WHERE id = ANY(${parameters.add(ids, 'bigint[]')})
      RETURNING id, last_modified_at AS "lastModifiedAt"`;
    const rows = await transaction.query<{ id: string; lastModifiedAt: Date }>(text, parameters.values);
    return new Map(rows.map(({ id, lastModifiedAt }) => [id, lastModifiedAt]));
  }

  /** Subject and content of an email, and what is known of its mail; undefined when there is none. */
  async readContent(transaction: Transaction, id: string): Promise<WrittenEmail | undefined> {
    const [row] = await transaction.query<WrittenEmail>(
      `SELECT a.subject, e.content_text AS text, e.content_html AS html, e.mail
       FROM activities a JOIN activity_emails e ON e.activity_id = a.id WHERE a.id = $1::bigint`,
      [id],
    );
    return row;
  }

  /** What is undefined stays. */
  async writeContent(transaction: Transaction, id: string, content: Partial<EmailContent>): Promise<void> {
    await transaction.query(
      `UPDATE activity_emails SET
         content_text = CASE WHEN $2 THEN $3::text ELSE content_text END,
         content_html = CASE WHEN $4 THEN $5::text ELSE content_html END
       WHERE activity_id = $1::bigint`,
      [id, content.text !== undefined, content.text ?? null, content.html !== undefined, content.html ?? null],
    );
  }

  async writeMailDetails(transaction: Transaction, id: string, mail: MailDetails): Promise<void> {
    await transaction.query('UPDATE activity_emails SET mail = $2::jsonb WHERE activity_id = $1::bigint', [
      id,
      JSON.stringify(mail),
    ]);
  }

  /** What a customer does with its own view of activities; for staff nothing has changed. */
  async setCustomerView(
    transaction: Transaction,
    ids: readonly string[],
    view: { readonly isRead?: boolean; readonly isHidden?: true },
  ): Promise<void> {
    await transaction.query(
      `UPDATE activities SET read_by_customer = coalesce($2::boolean, read_by_customer),
         hidden_from_customer = hidden_from_customer OR $3::boolean
       WHERE id = ANY($1::bigint[])`,
      [ids, view.isRead ?? null, view.isHidden ?? false],
    );
  }

  /** Counts attachments that are gone. */
  async countPurged(transaction: Transaction, id: string, number: number): Promise<void> {
    await transaction.query(
      `UPDATE activities SET attachment_count = attachment_count - $2,
         purged_attachment_count = purged_attachment_count + $2
       WHERE id = $1::bigint`,
      [id, number],
    );
  }
}
