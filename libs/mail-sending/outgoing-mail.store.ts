import { Injectable } from '@nestjs/common';
import type { Masker } from '#activities/masking.rules.js';
import { messageKey } from '#mail-message/message-key.js';
import { CASE_TABLE } from '#record-key/record-key.rules.js';
import { Database, type Queryable, type Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { Conclusion } from './next-attempt.rules.js';
import {
  maskedContent,
  type AddressedRecord,
  type MailContent,
  type MailKind,
  type MailRecord,
} from './outgoing-mail.js';

export const MAIL_STATES = ['waiting', 'sent', 'failed'] as const;

export type MailState = (typeof MAIL_STATES)[number];

/** A mail that is ready to be kept. */
export interface QueuedMail {
  readonly kind: MailKind;
  readonly record: MailRecord | undefined;
  readonly activityId: string | null;
  readonly departmentId: string;
  readonly aliasId: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly content: MailContent;
  /** Null where the mail has no address of its own for replies. */
  readonly replyTokenHash: string | null;
  readonly recipientKeys: readonly string[];
  readonly at: Date;
}

/** A mail that this process sends now. */
export interface ClaimedMail {
  readonly id: string;
  readonly holder: string;
  readonly aliasId: string;
  readonly sender: string;
  readonly pending: readonly string[];
  readonly refused: readonly string[];
  readonly content: MailContent;
  /** This one included. */
  readonly attempts: number;
  readonly firstAttemptAt: Date;
}

/** A mail as it is listed. */
export interface ListedMail {
  readonly id: string;
  readonly kind: MailKind;
  /** Null, both: the mail is about no record. */
  readonly table: number | null;
  readonly recordId: string | null;
  readonly activityId: string | null;
  readonly departmentId: string;
  readonly aliasId: string;
  readonly messageId: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly pending: readonly string[];
  readonly refused: readonly string[];
  readonly state: MailState;
  readonly attempts: number;
  readonly availableAt: Date;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** Who reads: undefined sees the mails of all departments. */
export interface MailReader {
  readonly departmentIds: readonly string[] | undefined;
}

export interface MailFilter {
  readonly id?: string | undefined;
  readonly state?: MailState | undefined;
  readonly activityId?: string | undefined;
  /** Only older ones than this. */
  readonly beforeId?: string | undefined;
}

/** What happens when a mail is settled: the activity that it is follows. */
export const MAIL_SETTLED = 'mail.settled';

/** The mail, its address for replies, and its Message-ID, by which replies find the case (mail-gateway.md MF-1). */
const QUEUE = {
  name: 'queue-outgoing-mail',
  text: `
    WITH mail AS (
      INSERT INTO outgoing_mails (kind, table_number, record_id, activity_id, department_id, alias_id, message_id, sender,
        recipients, pending, content, state, available_at, created_at)
      VALUES ($1, $2::integer, $3::bigint, $4::bigint, $5::bigint, $6::bigint, $7, $8, $9::text[], $9::text[], $10::jsonb,
        'waiting', $11::timestamptz, $11::timestamptz)
      RETURNING id
    ),
    reply_address AS (
      INSERT INTO reply_addresses (token_hash, mail_id, table_number, record_id, recipient_keys, created_at)
      SELECT $12, mail.id, $2::integer, $3::bigint, $13::text[], $11::timestamptz FROM mail WHERE $12::text IS NOT NULL
    ),
    message_id AS (
      INSERT INTO message_ids (message_key, case_id, origin, created_at)
      SELECT $14, $3::bigint, 'sent', $11::timestamptz WHERE $2::integer = ${CASE_TABLE}
    )
    SELECT id FROM mail`,
};

/** SKIP LOCKED lets any number of workers take different mails; whoever held a lease that has run out is gone. */
const CLAIM = {
  name: 'claim-outgoing-mails',
  text: `
    WITH due AS MATERIALIZED (
      SELECT id FROM outgoing_mails
      WHERE state = 'waiting' AND available_at <= $2::timestamptz AND (leased_until IS NULL OR leased_until <= $2::timestamptz)
      ORDER BY available_at, id LIMIT $4 FOR UPDATE SKIP LOCKED
    )
    UPDATE outgoing_mails m SET holder = $1::uuid, leased_until = $3::timestamptz, attempts = m.attempts + 1,
      first_attempt_at = coalesce(m.first_attempt_at, $2::timestamptz)
    FROM due WHERE m.id = due.id
    RETURNING m.id, m.holder, m.alias_id AS "aliasId", m.sender, m.pending, m.refused, m.content, m.attempts,
      m.first_attempt_at AS "firstAttemptAt"`,
};

const RENEW = `UPDATE outgoing_mails SET leased_until = $3 WHERE id = $1::bigint AND holder = $2::uuid AND state = 'waiting'`;

const CONCLUDE = {
  name: 'conclude-outgoing-mail',
  text: `
    WITH concluded AS (
      UPDATE outgoing_mails SET state = $3, pending = $4::text[], refused = refused || $5::text[],
        available_at = coalesce($6::timestamptz, available_at), last_error = $7, holder = NULL, leased_until = NULL,
        settled_at = CASE WHEN $3 <> 'waiting' THEN $8::timestamptz END,
        content = CASE WHEN $3 = 'sent' THEN NULL ELSE content END
      WHERE id = $1::bigint AND holder = $2::uuid AND state = 'waiting'
      RETURNING activity_id, state
    )
    INSERT INTO outbox_entries (lane, kind, object_id, created_at, available_at)
    SELECT 'replies', '${MAIL_SETTLED}', activity_id::text, $8::timestamptz, $8::timestamptz
    FROM concluded WHERE activity_id IS NOT NULL AND state <> 'waiting'`,
};

const RELEASE_ALL = `UPDATE outgoing_mails SET leased_until = NULL WHERE state = 'waiting' AND leased_until IS NOT NULL`;

/** Those who have refused it get it again, under the same Message-ID. */
const REPLAY = `
  UPDATE outgoing_mails SET state = 'waiting', pending = pending || refused, refused = '{}', attempts = 0,
    first_attempt_at = NULL, available_at = $2, last_error = NULL, settled_at = NULL
  WHERE id = $1::bigint AND state = 'failed' RETURNING activity_id AS "activityId"`;

@Injectable()
export class OutgoingMailStore {
  constructor(private readonly database: Database) {}

  async queue(transaction: Transaction, mail: QueuedMail): Promise<string> {
    const { kind, record, activityId, departmentId, aliasId, sender, recipients, content, at } = mail;
    const rows = await transaction.query<{ id: string }>(QUEUE, [
      kind,
      record?.table ?? null,
      record?.id ?? null,
      activityId,
      departmentId,
      aliasId,
      content.messageId,
      sender,
      recipients,
      JSON.stringify(content),
      at,
      mail.replyTokenHash,
      mail.recipientKeys,
      messageKey(content.messageId),
    ]);
    return onlyRow(rows).id;
  }

  /** Up to `limit` mails that are due, held until `leasedUntil`. */
  async claim(holder: string, now: Date, leasedUntil: Date, limit: number): Promise<ClaimedMail[]> {
    return this.database.query<ClaimedMail>(CLAIM, [holder, now, leasedUntil, limit]);
  }

  async renew({ id, holder }: ClaimedMail, leasedUntil: Date): Promise<void> {
    await this.database.query(RENEW, [id, holder, leasedUntil]);
  }

  /** Nothing happens when another holds it by now. */
  async conclude({ id, holder }: ClaimedMail, conclusion: Conclusion, at: Date): Promise<void> {
    const { state, pending, refused, availableAt, error } = conclusion;
    await this.database.query(CONCLUDE, [id, holder, state, pending, refused, availableAt, error, at]);
  }

  /** Of the mails of an activity, and of those that answer it, what is still kept. */
  async mask(transaction: Transaction, activityId: string, mask: Masker): Promise<void> {
    const rows = await transaction.query<{ id: string; content: MailContent }>(
      `SELECT id, content FROM outgoing_mails WHERE content IS NOT NULL AND activity_id IN (
         SELECT $1::bigint UNION ALL SELECT activity_id FROM composed_emails WHERE answered_activity_id = $1::bigint)
       ORDER BY id FOR UPDATE`,
      [activityId],
    );
    for (const { id, content } of rows) {
      await transaction.query('UPDATE outgoing_mails SET content = $2::jsonb WHERE id = $1::bigint', [
        id,
        JSON.stringify(maskedContent(content, mask)),
      ]);
    }
  }

  /** Gives back what a process held that is gone; only where there is no other. */
  async releaseAll(): Promise<void> {
    await this.database.query(RELEASE_ALL);
  }

  /** The states of the mails that an activity is sent as. */
  async statesOf(transaction: Transaction, activityId: string): Promise<MailState[]> {
    const rows = await transaction.query<{ state: MailState }>(
      'SELECT state FROM outgoing_mails WHERE activity_id = $1::bigint',
      [activityId],
    );
    return rows.map(({ state }) => state);
  }

  /** The Message-IDs of the latest mails about a record, the oldest first. */
  async latestMessageIds(transaction: Transaction, { table, id }: MailRecord, limit: number): Promise<string[]> {
    const rows = await transaction.query<{ messageId: string }>(
      `SELECT message_id AS "messageId" FROM outgoing_mails
       WHERE table_number = $1::integer AND record_id = $2::bigint ORDER BY id DESC LIMIT $3`,
      [table, id, limit],
    );
    return rows.map(({ messageId }) => messageId).toReversed();
  }

  /** The newest first. */
  async list(reader: MailReader, filter: MailFilter, limit: number): Promise<ListedMail[]> {
    const parameters = new SqlParameters();
    const { id, state, activityId, beforeId } = filter;
    const conditions = [
      reader.departmentIds && `m.department_id = ANY(${parameters.add(reader.departmentIds, 'bigint[]')})`,
      id !== undefined && `m.id = ${parameters.add(id, 'bigint')}`,
      state && `m.state = ${parameters.add(state, 'text')}`,
      activityId !== undefined && `m.activity_id = ${parameters.add(activityId, 'bigint')}`,
      beforeId !== undefined && `m.id < ${parameters.add(beforeId, 'bigint')}`,
    ].filter((condition) => typeof condition === 'string');
    return this.database.query<ListedMail>(
      `SELECT m.id, m.kind, m.table_number AS "table", m.record_id AS "recordId", m.activity_id AS "activityId",
          m.department_id AS "departmentId", m.alias_id AS "aliasId", m.message_id AS "messageId", m.sender, m.recipients,
          m.pending, m.refused, m.state, m.attempts, m.available_at AS "availableAt", m.last_error AS "lastError",
          m.created_at AS "createdAt", m.settled_at AS "settledAt"
        FROM outgoing_mails m WHERE ${conditions.join(' AND ') || 'true'}
        ORDER BY m.id DESC LIMIT ${parameters.add(limit, 'integer')}`,
      parameters.values,
    );
  }

  /** The activity of a mail that had failed and is sent again; undefined when it had not. */
  async replay(transaction: Transaction, id: string, now: Date): Promise<{ activityId: string | null } | undefined> {
    const [row] = await transaction.query<{ activityId: string | null }>(REPLAY, [id, now]);
    return row;
  }

  /** Whether the mail had an address for replies that was in force. */
  async revokeReplyAddress(transaction: Transaction, mailId: string, now: Date): Promise<boolean> {
    const rows = await transaction.query(
      'UPDATE reply_addresses SET revoked_at = $2 WHERE mail_id = $1::bigint AND revoked_at IS NULL RETURNING mail_id',
      [mailId, now],
    );
    return rows.length > 0;
  }

  /** The first of these that is in force. */
  async findReplyAddress(queryable: Queryable, hashes: readonly string[]): Promise<AddressedRecord | undefined> {
    const [row] = await queryable.query<AddressedRecord>(
      {
        name: 'find-reply-address',
        text: `SELECT table_number AS "tableNumber", record_id AS "recordId", recipient_keys AS "recipientKeys"
          FROM reply_addresses WHERE token_hash = ANY($1::text[]) AND revoked_at IS NULL
          ORDER BY array_position($1::text[], token_hash) LIMIT 1`,
      },
      [hashes],
    );
    return row;
  }

  /** How many mails wait, since when the oldest does, and how many have failed. */
  async state(): Promise<{ readonly waiting: number; readonly oldest: Date | null; readonly failed: number }> {
    const rows = await this.database.query<{ waiting: number; oldest: Date | null; failed: number }>({
      name: 'outgoing-mail-state',
      text: `SELECT count(*)::integer AS waiting, min(created_at) AS oldest,
          (SELECT count(*)::integer FROM outgoing_mails WHERE state = 'failed') AS failed
        FROM outgoing_mails WHERE state = 'waiting'`,
    });
    return onlyRow(rows);
  }

  /** Removes what was sent or has failed before one time, addresses for replies given out before another, and days that are over. */
  async sweep(settledBefore: Date, repliesBefore: Date): Promise<void> {
    await this.database.query(`DELETE FROM outgoing_mails WHERE state <> 'waiting' AND settled_at < $1`, [
      settledBefore,
    ]);
    await this.database.query('DELETE FROM reply_addresses WHERE created_at < $1', [repliesBefore]);
    await this.database.query('DELETE FROM acknowledgements WHERE day < $1::date', [settledBefore]);
  }
}
