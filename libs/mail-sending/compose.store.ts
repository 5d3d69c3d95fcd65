import { Injectable } from '@nestjs/common';
import type { Modification } from '#activities/activity-change.store.js';
import { visibleActivities, type Reader } from '#activities/activity-visibility.js';
import type { StoredState } from '#activities/status-table.rules.js';
import { visibleCustomers, type CustomerReader } from '#customers/customer-visibility.js';
import { CASE_TABLE, CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import type { Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { AnsweredActivity, ChosenAttachment, Composition } from './compose.rules.js';
import type { AnsweredMail } from './history.rules.js';
import type { MailFile, MailRecord } from './outgoing-mail.js';

/** A draft as it is stored. */
export interface StoredDraft extends Omit<Composition, 'attachments'> {
  readonly answeredId: string | null;
}

/** Where a new mail of an agent belongs. */
export interface NewComposition {
  readonly composition: Composition;
  readonly state: StoredState;
  /** Null: it is about a record of a table, or a customer. */
  readonly caseId: string | null;
  readonly departmentId: string;
  readonly customerId: string | null;
  readonly contactId: string | null;
  readonly answeredId: string | null;
  /** Null: nobody has written it. */
  readonly userId: string | null;
  readonly from: string;
}

/** What is quoted of the mail that is answered, and how it is referred to. */
export interface AnsweredContent extends AnsweredMail {
  /** Without `<>`; null for what never was a mail. */
  readonly messageId: string | null;
}

/** What an activity is about, besides a case. */
export interface ActivityTopic {
  readonly recordId: string | null;
  readonly tableId: string | null;
  readonly customerId: string | null;
}

const PARTICIPANTS: Readonly<Record<number, string>> = {
  [CASE_TABLE]: `
    SELECT p.email_key AS key FROM contact_points p JOIN cases c ON c.id = $1::bigint
    WHERE p.email_key = ANY($2::text[]) AND p.verified AND (p.customer_id = c.customer_id
      OR EXISTS (SELECT FROM activities a WHERE a.case_id = c.id AND a.customer_id = p.customer_id))`,
  [CUSTOMER_TABLE]: `
    SELECT email_key AS key FROM contact_points
    WHERE customer_id = $1::bigint AND email_key = ANY($2::text[]) AND verified`,
};

const PARTICIPANTS_OF_RECORD = `
  SELECT k.key FROM unnest($2::text[]) AS k(key)
  WHERE EXISTS (SELECT FROM records r WHERE (r.id = $1::bigint OR r.merged_into = $1::bigint)
    AND ((r.created_by ->> 'actor' = 'sender' AND lower(r.created_by ->> 'address') = k.key)
      OR EXISTS (SELECT FROM unnest($3::text[]) AS f WHERE lower(r.field_values ->> f) = k.key)))`;

/** The mails that agents write, as activities. */
@Injectable()
export class ComposeStore {
  /** An email activity that the reader sees. */
  async findAnswered(transaction: Transaction, reader: Reader, id: string): Promise<AnsweredActivity | undefined> {
    const parameters = new SqlParameters();
    const text = `
      SELECT a.id, a.case_id AS "caseId", a.department_id AS "departmentId", a.mode, a.alias_id AS "aliasId", a.subject,
        a.secure AS "isSecure", a.language, a.priority, a.contact_id AS "contactId", e.from_address AS "from",
        e.reply_to_address AS "replyTo", e.to_addresses AS "to"
      FROM activities a JOIN activity_emails e ON e.activity_id = a.id
      WHERE a.id = ${parameters.add(id, 'bigint')} AND a.type = 'email' AND ${visibleActivities(reader, parameters, 'a')}`;
    const [row] = await transaction.query<AnsweredActivity>(text, parameters.values);
    return row;
  }

  /** What an activity without a case is about: a record, the latest one that it is linked to, or a customer. */
  async findTopic(transaction: Transaction, activityId: string): Promise<ActivityTopic | undefined> {
    const [row] = await transaction.query<ActivityTopic>(
      `SELECT r.id::text AS "recordId", r.table_id::text AS "tableId", a.customer_id::text AS "customerId"
        FROM activities a
        LEFT JOIN LATERAL (SELECT r.id, r.table_id FROM record_activities l JOIN records r ON r.id = l.record_id
          WHERE l.activity_id = a.id ORDER BY r.id DESC LIMIT 1) r ON true
        WHERE a.id = $1::bigint`,
      [activityId],
    );
    return row;
  }

  async readAnswered(transaction: Transaction, id: string): Promise<AnsweredContent | undefined> {
    const [row] = await transaction.query<AnsweredContent>(
      `SELECT coalesce(e.from_address, '') AS sender, e.sent_at AS "sentAt", e.content_text AS text, e.content_html AS html,
          coalesce(e.mail ->> 'internetMessageId',
            (SELECT m.message_id FROM outgoing_mails m WHERE m.activity_id = e.activity_id ORDER BY m.id LIMIT 1)) AS "messageId"
        FROM activity_emails e WHERE e.activity_id = $1::bigint`,
      [id],
    );
    return row;
  }

  async findDraft(transaction: Transaction, id: string): Promise<StoredDraft | undefined> {
    const [row] = await transaction.query<StoredDraft>(
      `SELECT a.alias_id AS "aliasId", e.to_addresses AS "to", e.cc_addresses AS cc, c.bcc_addresses AS bcc,
          coalesce(a.subject, '') AS subject, e.content_text AS text, e.content_html AS html, a.secure AS "isSecure",
          a.priority, a.language, a.custom_attributes AS "customAttributes", c.answered_activity_id AS "answeredId"
        FROM activities a JOIN activity_emails e ON e.activity_id = a.id JOIN composed_emails c ON c.activity_id = a.id
        WHERE a.id = $1::bigint`,
      [id],
    );
    return row;
  }

  async create(transaction: Transaction, mail: NewComposition, { by, at }: Modification): Promise<string> {
    const { composition, state, caseId, departmentId, customerId, contactId, answeredId, userId, from } = mail;
    const { aliasId, to, cc, bcc, subject, text, html, isSecure, priority, language, customAttributes } = composition;
    const rows = await transaction.query<{ id: string }>(
      `WITH activity AS (
        INSERT INTO activities (case_id, department_id, customer_id, contact_id, mode, type, subtype, status, substatus, priority,
          language, secure, sent_on_behalf, subject, contact_point_data, alias_id, assigned_user_id, custom_attributes,
          created_by, created_at, last_modified_by, last_modified_at)
        VALUES ($1::bigint, $2::bigint, $3::bigint, $4::bigint, 'outbound', 'email', 'general', $5, $6, $7, $8, $9, false, $10,
          $11, $12::bigint, $13::bigint, $14::jsonb, $15::jsonb, $16::timestamptz, $15::jsonb, $16::timestamptz)
        RETURNING id
      ), email AS (
        INSERT INTO activity_emails (activity_id, sent_at, from_address, to_addresses, cc_addresses, content_text, content_html)
        SELECT id, $16::timestamptz, $17, $18::text[], $19::text[], $20, $21 FROM activity
      ), composed AS (
        INSERT INTO composed_emails (activity_id, answered_activity_id, bcc_addresses)
        SELECT id, $22::bigint, $23::text[] FROM activity
      )
      SELECT id FROM activity`,
      [
        caseId,
        departmentId,
        customerId,
        contactId,
        state.status,
        state.substatus,
        priority,
        language,
        isSecure,
        subject,
        to[0] ?? null,
        aliasId,
        userId,
        JSON.stringify(customAttributes),
        JSON.stringify(by),
        at,
        from,
        to,
        cc,
        text,
        html,
        answeredId,
        bcc,
      ],
    );
    return onlyRow(rows).id;
  }

  /** Writes over a draft; answers with its last modification, later than the one before even within one millisecond. */
  async rewrite(
    transaction: Transaction,
    id: string,
    { composition, state, from }: Pick<NewComposition, 'composition' | 'state' | 'from'>,
    { by, at }: Modification,
  ): Promise<Date> {
    const { aliasId, to, cc, bcc, subject, text, html, isSecure, priority, language, customAttributes } = composition;
    await transaction.query(
      `UPDATE activity_emails SET sent_at = $2, from_address = $3, to_addresses = $4::text[], cc_addresses = $5::text[],
         content_text = $6, content_html = $7 WHERE activity_id = $1::bigint`,
      [id, at, from, to, cc, text, html],
    );
    await transaction.query('UPDATE composed_emails SET bcc_addresses = $2::text[] WHERE activity_id = $1::bigint', [
      id,
      bcc,
    ]);
    const rows = await transaction.query<{ lastModifiedAt: Date }>(
      `UPDATE activities SET status = $2, substatus = $3, alias_id = $4::bigint, subject = $5, secure = $6, priority = $7,
         language = $8, custom_attributes = $9::jsonb, contact_point_data = $10, last_modified_by = $11::jsonb,
         last_modified_at = greatest($12::timestamptz, date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')
       WHERE id = $1::bigint RETURNING last_modified_at AS "lastModifiedAt"`,
      [
        id,
        state.status,
        state.substatus,
        aliasId,
        subject,
        isSecure,
        priority,
        language,
        JSON.stringify(customAttributes),
        to[0] ?? null,
        JSON.stringify(by),
        at,
      ],
    );
    return onlyRow(rows).lastModifiedAt;
  }

  /**
   * Makes exactly these the files of a mail, in this order. False when one of them is not free any more; else the blobs of
   * those that are on it no more, which are nobody's then.
   */
  async setAttachments(
    transaction: Transaction,
    activityId: string,
    departmentId: string,
    chosen: readonly ChosenAttachment[],
  ): Promise<readonly string[] | false> {
    const removed = await transaction.query<{ blobKey: string | null }>(
      `DELETE FROM attachments WHERE activity_id = $1::bigint AND id <> ALL($2::bigint[]) RETURNING blob_key AS "blobKey"`,
      [activityId, chosen.map(({ id }) => id)],
    );
    const claimed = await transaction.query(
      `UPDATE attachments a SET activity_id = $1::bigint, department_id = $2::bigint, position = n.position,
         inline = n.inline, content_id = n."contentId"
       FROM ROWS FROM (jsonb_to_recordset($3::jsonb) AS (id bigint, inline boolean, "contentId" text))
         WITH ORDINALITY AS n(id, inline, "contentId", position)
       WHERE a.id = n.id AND a.uploaded_at IS NOT NULL AND (a.activity_id IS NULL OR a.activity_id = $1::bigint)
       RETURNING a.id`,
      [activityId, departmentId, JSON.stringify(chosen)],
    );
    if (claimed.length !== chosen.length) return false;
    await transaction.query('UPDATE activities SET attachment_count = $2 WHERE id = $1::bigint', [
      activityId,
      chosen.length,
    ]);
    return removed.flatMap(({ blobKey }) => blobKey ?? []);
  }

  async filesOf(transaction: Transaction, activityId: string): Promise<MailFile[]> {
    const rows = await transaction.query<MailFile & { readonly size: string }>(
      `SELECT file_name AS "fileName", content_type AS "contentType", CASE WHEN inline THEN content_id END AS "contentId",
         blob_key AS "blobKey", size, sha256
       FROM attachments WHERE activity_id = $1::bigint ORDER BY position, id`,
      [activityId],
    );
    return rows.map((row) => ({ ...row, size: Number(row.size) }));
  }

  /** Those of these keys at which customers whom the reader sees were not reached (mail-gateway.md ML-2). */
  async undeliverable(
    transaction: Transaction,
    reader: CustomerReader,
    keys: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const parameters = new SqlParameters();
    const rows = await transaction.query<{ key: string }>(
      `SELECT DISTINCT p.email_key AS key FROM contact_points p JOIN customers u ON u.id = p.customer_id
        WHERE p.email_key = ANY(${parameters.add(keys, 'text[]')}) AND p.details ? 'undeliverableSince'
          AND ${visibleCustomers(reader, parameters, 'u')}`,
      parameters.values,
    );
    return new Set(rows.map(({ key }) => key));
  }

  /**
   * Those of these keys whose owners take part in what a mail is about (mail-gateway.md MF-2, RU-4); an address that is only claimed
   * does not. `addressFields`: the fields of a record's table that hold addresses.
   */
  async participants(
    transaction: Transaction,
    { table, id }: MailRecord,
    keys: readonly string[],
    addressFields: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const isAddressed = table === CASE_TABLE || table === CUSTOMER_TABLE;
    const rows = await transaction.query<{ key: string }>(
      PARTICIPANTS[table] ?? PARTICIPANTS_OF_RECORD,
      isAddressed ? [id, keys] : [id, keys, addressFields],
    );
    return new Set(rows.map(({ key }) => key));
  }
}
