import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import type { MailDetails } from '#activities/mail-details.js';
import type { AliasId, ContactId, CustomerId, DepartmentId, RecordTableId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import type { StoredRecord } from '#records/record.js';
import { onlyRow } from '#storage/item-store.js';
import { DEPARTMENTS_OF_USER } from './sender.store.js';

/** What is looked up for a mail about records. */
export interface RecordMailQuestion {
  readonly senderKey: string;
  readonly guestUser: string | null;
  /** The guest of the account of the table that the mail leads to. */
  readonly foundGuestUser: string | null;
  /** Keys of the Message-IDs that it refers to, in the order in which they count. */
  readonly messageKeys: readonly string[];
  /** The table that these may lead to, with the names of its fields of type email. */
  readonly tableId: RecordTableId | null;
  readonly addressFields: readonly string[];
}

export interface RecordMailAnswer {
  readonly userId: string | null;
  /** Where that user works; null: everywhere. */
  readonly departmentIds: readonly DepartmentId[] | null;
  readonly guestId: string | null;
  readonly foundGuestId: string | null;
  readonly isCustomer: boolean;
  /** The record that the first known Message-ID is about: one that the sender takes part in before others, the newest. */
  readonly threadId: string | null;
}

/** A mail that may have come for other accounts, too. */
export interface MailCopy {
  readonly accounts: readonly string[];
  readonly messageId: string;
  readonly contentHash: string;
  /** Whether the sender is verified: then what nobody has verified is not the same. */
  readonly isVerified: boolean;
}

/** Any number that no other advisory lock on a text has. */
const MESSAGE_LOCK = 1;

/** The email activity that shows a mail at a record. */
export interface RecordActivity {
  /** The customer that it is about; null: a record of another table. */
  readonly customerId: CustomerId | null;
  readonly contactId: ContactId | null;
  readonly id: string;
  readonly departmentId: DepartmentId;
  readonly aliasId: AliasId;
  readonly subject: string | null;
  readonly from: string | null;
  readonly receiver: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly date: Date;
  readonly priority: string;
  readonly language: string;
  readonly attachmentCount: number;
  readonly details: MailDetails;
  readonly actor: ActorRecord;
  readonly at: Date;
}

export interface RecordMailFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly blobKey: string;
  readonly inline: boolean;
  readonly contentId: string | undefined;
}

/** What mail about records needs of the database besides the records themselves. */
@Injectable()
export class RecordMailStore {
  async read(
    queryable: Queryable,
    { senderKey, guestUser, foundGuestUser, messageKeys, tableId, addressFields }: RecordMailQuestion,
  ): Promise<RecordMailAnswer> {
    const rows = await queryable.query<RecordMailAnswer>(
      {
        name: 'read-record-mail-facts',
        text: `
          SELECT
            (SELECT u.id::text FROM users u WHERE lower(u.email_address) = $1 AND u.active) AS "userId",
            (SELECT ${DEPARTMENTS_OF_USER} FROM users u WHERE lower(u.email_address) = $1 AND u.active) AS "departmentIds",
            (SELECT u.id::text FROM users u WHERE lower(u.login) = lower($2) AND u.active) AS "guestId",
            EXISTS (SELECT FROM contact_points p WHERE p.email_key = $1 AND p.verified) AS "isCustomer",
            (SELECT u.id::text FROM users u WHERE lower(u.login) = lower($4) AND u.active) AS "foundGuestId",
            (SELECT c.id::text
              FROM (
                SELECT r.id, w.position, EXISTS (
                    SELECT FROM records s
                    WHERE (s.id = r.id OR s.merged_into = r.id)
                      AND ((s.created_by->>'actor' = 'sender' AND lower(s.created_by->>'address') = $1)
                        OR EXISTS (SELECT FROM unnest($6::text[]) f WHERE lower(s.field_values->>f) = $1))
                  ) AS is_participant
                FROM unnest($3::text[]) WITH ORDINALITY AS w(key, position)
                JOIN record_message_ids m ON m.message_key = w.key
                JOIN records o ON o.id = m.record_id AND o.table_id = $5::integer
                JOIN records r ON r.id = coalesce(o.merged_into, o.id) AND r.deleted_at IS NULL
              ) c
              ORDER BY c.position, c.is_participant DESC NULLS LAST, c.id DESC LIMIT 1) AS "threadId"`,
      },
      [senderKey, guestUser, messageKeys, foundGuestUser, tableId, addressFields],
    );
    return onlyRow(rows);
  }

  /** Until the transaction ends, nobody else decides on a mail with this Message-ID. */
  async holdMessage(transaction: Transaction, messageId: string): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [messageId, MESSAGE_LOCK]);
  }

  /** The record of a table that shows the same mail already, as it came for other accounts. */
  async findCopy(
    transaction: Transaction,
    tableId: RecordTableId,
    { accounts, messageId, contentHash, isVerified }: MailCopy,
  ): Promise<string | undefined> {
    const [row] = await transaction.query<{ id: string }>(
      {
        name: 'find-mail-copy',
        text: `
          SELECT s.id::text FROM mail_messages m
          JOIN activity_emails e ON e.activity_id = m.activity_id
          JOIN record_activities l ON l.activity_id = m.activity_id
          JOIN records r ON r.id = l.record_id AND r.table_id = $1::integer
          JOIN records s ON s.id = coalesce(r.merged_into, r.id) AND s.deleted_at IS NULL
          WHERE m.account = ANY($2::text[]) AND m.message_id = $3 AND m.content_hash = $4
            AND (NOT $5::boolean OR (e.mail->>'senderVerified')::boolean)
          ORDER BY s.id DESC LIMIT 1`,
      },
      [tableId, accounts, messageId, contentHash, isVerified],
    );
    return row?.id;
  }

  /** Records that were merged into one. */
  async findMerged(transaction: Transaction, id: string): Promise<Pick<StoredRecord, 'createdBy' | 'values'>[]> {
    return transaction.query(
      {
        name: 'find-merged-records',
        text: `SELECT created_by AS "createdBy", field_values AS values FROM records WHERE merged_into = $1::bigint`,
      },
      [id],
    );
  }

  async newActivityId(transaction: Transaction): Promise<string> {
    const rows = await transaction.query<{ id: string }>(`SELECT nextval('activities_id_seq')::text AS id`);
    return onlyRow(rows).id;
  }

  /** Before the record, which may be given them. */
  async insertFiles(
    transaction: Transaction,
    activityId: string,
    files: readonly RecordMailFile[],
    { departmentId, actor, at }: Pick<RecordActivity, 'departmentId' | 'actor' | 'at'>,
  ): Promise<void> {
    if (files.length === 0) return;
    await transaction.query(
      `INSERT INTO attachments (alt_id, app, type, file_name, content_type, size, sha256, blob_key, uploader, department_id,
          activity_id, position, inline, content_id, created_at, uploaded_at)
        SELECT gen_random_uuid(), 'email', 'attachment.inbound', f."fileName", f."contentType", f.size, f.sha256, f."blobKey",
          $2::jsonb, $3::bigint, $1::bigint, f.position, f.inline, f."contentId", $4, $4
        FROM ROWS FROM (json_to_recordset($5::json) AS ("fileName" text, "contentType" text, size bigint, sha256 text,
            "blobKey" text, inline boolean, "contentId" text))
          WITH ORDINALITY AS f("fileName", "contentType", size, sha256, "blobKey", inline, "contentId", position)`,
      [activityId, JSON.stringify(actor), departmentId, at, JSON.stringify(files)],
    );
  }

  /** Nobody has to work on it: it says what came to the record. */
  async insertActivity(transaction: Transaction, activity: RecordActivity): Promise<void> {
    const { id, departmentId, aliasId, subject, from, details, actor, at } = activity;
    await transaction.query(
      `INSERT INTO activities (id, department_id, mode, type, subtype, status, substatus, priority, language, secure,
          sent_on_behalf, subject, contact_point_data, alias_id, attachment_count, read_by_customer, custom_attributes,
          created_by, created_at, last_modified_by, last_modified_at, customer_id, contact_id)
        VALUES ($1::bigint, $2::bigint, 'inbound', 'email', 'general', 'completed', 'done', $3, $4, false,
          false, $5, $6, $7::bigint, $8, true, '{}', $9::jsonb, $10, $9::jsonb, $10, $11::bigint, $12::bigint)`,
      [
        id,
        departmentId,
        activity.priority,
        activity.language,
        subject,
        from,
        aliasId,
        activity.attachmentCount,
        JSON.stringify(actor),
        at,
        activity.customerId,
        activity.contactId,
      ],
    );
    await transaction.query(
      `INSERT INTO activity_emails (activity_id, sent_at, from_address, receiver_address, to_addresses, cc_addresses,
          reply_to_address, content_text, content_html, mail)
        VALUES ($1::bigint, $2, $3, $4, $5::text[], $6::text[], $7, $8, $9, $10::jsonb)`,
      [
        id,
        activity.date.toISOString(),
        from,
        activity.receiver,
        activity.to,
        activity.cc,
        activity.replyTo,
        activity.text,
        activity.html,
        JSON.stringify(details),
      ],
    );
  }

  /** What answers to this mail, and to those that it refers to, will be about. */
  async rememberMessageIds(
    transaction: Transaction,
    recordId: string,
    messageKeys: readonly string[],
    at: Date,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO record_message_ids (message_key, record_id, created_at)
        SELECT DISTINCT k, $1::bigint, $3::timestamptz FROM unnest($2::text[]) AS k ON CONFLICT DO NOTHING`,
      [recordId, messageKeys, at],
    );
  }
}
