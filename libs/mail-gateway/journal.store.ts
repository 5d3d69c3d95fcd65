import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { MailAccount } from '#configuration/mail-account.rules.js';
import type { Releaser } from '#record-mail/decide-record-mail.rules.js';
import type { ActivityId } from '#runtime/ids.js';
import { Database, type Queryable, type Transaction } from '#storage/database.js';
import { Gatherer, type Waiting } from '#storage/gatherer.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { Fate, Handover, JournalEntry, JournalRow, Outcome } from './journal.js';

/** A mail that was received, and the accounts that it came for. */
export interface ReceivedMail {
  readonly sha256: string;
  readonly size: number;
  /** One of both: the bytes themselves, or where they are. */
  readonly content: Buffer | undefined;
  readonly blobKey: string | undefined;
  readonly handover: Handover;
  readonly recipients: readonly { readonly account: MailAccount; readonly envelopeTo: string | undefined }[];
  readonly receivedAt: Date;
}

export interface RecordedMail {
  /** Of the journal rows, in the order of the recipients. */
  readonly ids: readonly string[];
  /** Where the bytes are: not where this one's were written when the same mail had come before. */
  readonly blobKey: string | null;
}

/** A mail as it came, for whoever wants to see it. */
export interface StoredRawMail extends JournalEntry {
  /** What it shows; of a duplicate, what the mail shows that it repeats. */
  readonly activityId: ActivityId | undefined;
}

/** The journal is read by who may see all of it, or what came for some departments. */
export interface JournalReader {
  readonly departmentIds: readonly string[] | undefined;
}

export interface JournalFilter {
  readonly outcome: Outcome | 'unprocessed' | undefined;
  readonly reason: string | undefined;
  readonly account: string | undefined;
  readonly receivedBefore: Date | undefined;
  readonly receivedAfter: Date | undefined;
  /** Only rows that are older than this one. */
  readonly beforeId: string | undefined;
}

/**
 * `$1` is a JSON list of mails, so that one flush to disk makes many durable; `$2` the bytes of the small ones, one after the other,
 * because bytes within JSON would be written and read several times. A mail that came before keeps the bytes that
 * are there: the update of its row holds it against the sweep until the journal row refers to it.
 */
const RECORD = {
  name: 'record-mails',
  text: `
    WITH input AS MATERIALIZED (
      SELECT * FROM json_to_recordset($1::json) AS m(ordinal integer, sha256 text, size bigint, content_start integer, blob_key text,
        door text, envelope_from text, remote_address text, client_name text, submitted_by jsonb, belated boolean, received_at timestamptz,
        recipients json)
    ),
    raw AS (
      INSERT INTO raw_mails (sha256, size, content, blob_key, created_at)
      SELECT sha256, size, substring($2::bytea FROM content_start FOR size::integer), blob_key, received_at FROM input ORDER BY sha256
      ON CONFLICT (sha256) DO UPDATE SET size = excluded.size
      RETURNING sha256, blob_key
    ),
    recipient AS MATERIALIZED (
      SELECT i.ordinal, r.position, nextval('mail_messages_id_seq') AS id, r.value AS recipient
      FROM input i, json_array_elements(i.recipients) WITH ORDINALITY AS r(value, position)
      ORDER BY i.ordinal, r.position
    ),
    journal AS (
      INSERT INTO mail_messages (id, account, department_id, door, envelope_from, envelope_to, remote_address, client_name,
        submitted_by, belated, sha256, received_at, due_at)
      SELECT r.id, r.recipient ->> 'account', (r.recipient ->> 'departmentId')::bigint, i.door, i.envelope_from,
        r.recipient ->> 'envelopeTo', i.remote_address, i.client_name, i.submitted_by, i.belated, i.sha256, i.received_at, i.received_at
      FROM recipient r JOIN input i ON i.ordinal = r.ordinal
    )
    SELECT i.ordinal, raw.blob_key AS "blobKey",
      (SELECT jsonb_agg(r.id::text ORDER BY r.position) FROM recipient r WHERE r.ordinal = i.ordinal) AS ids
    FROM input i JOIN raw ON raw.sha256 = i.sha256
    ORDER BY i.ordinal`,
};

/** Of a row and its bytes, whatever a mail is worked on with, but for the content. */
const RECEIVED = `
  m.id, m.account, m.department_id AS "departmentId", m.door, m.envelope_from AS "envelopeFrom", m.envelope_to AS "envelopeTo",
  m.remote_address AS "remoteAddress", m.client_name AS "clientName", m.submitted_by AS "submittedBy", m.belated AS "isBelated",
  m.sha256, r.size, r.blob_key AS "blobKey", m.received_at AS "receivedAt", m.attempts, m.released,
  m.released_by::text AS "releasedBy", m.holder`;

/**
 * SKIP LOCKED lets any number of workers take different rows; a holder that does not settle its row in time loses it. `$6` are the
 * mails whose bytes are not asked for.
 */
const TAKE = {
  name: 'take-mails',
  text: `
    WITH due AS MATERIALIZED (
      SELECT d.id, d.sha256 FROM mail_messages d
      WHERE d.outcome IS NULL AND d.due_at <= $2::timestamptz AND (d.attempts > 0) = $5::boolean
      ORDER BY d.due_at, d.id LIMIT $4 FOR UPDATE SKIP LOCKED
    )
    UPDATE mail_messages m SET holder = $1::uuid, due_at = $3::timestamptz, attempts = m.attempts + 1
    FROM due CROSS JOIN LATERAL (SELECT * FROM raw_mails WHERE sha256 = due.sha256 OFFSET 0) r
    WHERE m.id = due.id
    RETURNING ${RECEIVED}, CASE WHEN m.sha256 = ANY($6::text[]) THEN NULL ELSE r.content END AS content`,
};

const PUT_BACK = `
  UPDATE mail_messages SET holder = NULL, due_at = $3::timestamptz, attempts = attempts - $4::integer
  WHERE id = $1::bigint AND holder = $2::uuid AND outcome IS NULL`;

const RELEASE_ALL = 'UPDATE mail_messages SET holder = NULL, due_at = $1 WHERE outcome IS NULL AND due_at > $1';

/** Only what has become nothing is looked at again; the rest is what it is (MN-4). */
const REPLAY = `
  UPDATE mail_messages SET outcome = NULL, reason = NULL, remarks = '{}', dedup_key = NULL, original_activity_id = NULL, processed_at = NULL, holder = NULL,
    attempts = 0, due_at = $2::timestamptz, released = released OR $3::boolean,
    released_by = CASE WHEN $3::boolean THEN $4::bigint ELSE released_by END
  WHERE id = $1::bigint AND activity_id IS NULL AND outcome IS NOT NULL
  RETURNING id`;

const COLUMNS = `
  m.id, m.account, m.department_id AS "departmentId", m.door, m.envelope_from AS "envelopeFrom",
  m.envelope_to AS "envelopeTo", m.remote_address AS "remoteAddress", m.submitted_by AS "submittedBy", r.size, m.sha256,
  m.received_at AS "receivedAt", m.attempts, m.outcome, m.reason, m.remarks, m.message_id AS "messageId", m.subject, m.sender,
  m.activity_id AS "activityId", m.case_id AS "caseId", m.processed_at AS "processedAt",
  (SELECT e.mail -> 'record' FROM activity_emails e WHERE e.activity_id = m.activity_id) AS record`;

/** Content that was edited, masked or purged is in the raw mail still, and in every copy of it (around-activity.md ACT-4, ACT-8, ACT-10). */
const IS_CENSORED = `
  EXISTS (SELECT FROM audit_entries a WHERE a.object = 'activity' AND a.object_id = coalesce(m.activity_id, m.original_activity_id)::text
    AND (a.action IN ('mask', 'purge attachments') OR a.detail -> 'members' ?| ARRAY['text', 'html']))`;

const FROM = 'FROM mail_messages m JOIN raw_mails r ON r.sha256 = m.sha256';

/**
 * Rows whose time is over, then bytes that no row refers to; rows that others work on are left alone. What a later copy is
 * recognised by is kept (MN-7).
 */
const FORGET_ROWS = `
  WITH gone AS (
    DELETE FROM mail_messages WHERE id IN (
      SELECT id FROM mail_messages WHERE account = $1 AND outcome IS NOT NULL AND received_at < $2::timestamptz
      ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING id, account, dedup_key, activity_id
  ),
  kept AS (
    INSERT INTO forgotten_mails (account, dedup_key, message_id, activity_id)
    SELECT account, dedup_key, id, activity_id FROM gone WHERE dedup_key IS NOT NULL
    ON CONFLICT DO NOTHING
  )
  SELECT id FROM gone`;

const FORGET_BYTES = `
  DELETE FROM raw_mails r WHERE r.sha256 IN (
    SELECT w.sha256 FROM raw_mails w
    WHERE w.created_at < $1::timestamptz AND NOT EXISTS (SELECT FROM mail_messages m WHERE m.sha256 = w.sha256)
    LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING blob_key AS "blobKey"`;

/** Mails in one transaction, and bytes of them. */
const MOST_IN_A_BATCH = 64;
const MOST_BYTES_IN_A_BATCH = 4 * 1024 * 1024;
const WRITERS = 2;

/** Of mails that this process has received and nobody has taken yet, so many, and so many bytes, are kept at hand. */
const MOST_AT_HAND = 500;
const MOST_BYTES_AT_HAND = 8 * 1024 * 1024;

type Nullable<Row> = { readonly [Member in keyof Row]: Exclude<Row[Member], undefined> | null };

type TakenRow = Omit<Nullable<JournalEntry>, 'size'> & { readonly size: string };

@Injectable()
export class JournalStore {
  private readonly recorder = new Gatherer<ReceivedMail, RecordedMail>({
    atOnce: WRITERS,
    choose: chooseBatch,
    run: async (mails) => {
      const contents = Buffer.concat(mails.flatMap(({ content }) => content ?? []));
      const rows = await this.database.query<RecordedMail>(RECORD, [JSON.stringify(toRows(mails)), contents]);
      return rows.map((value) => ({ status: 'fulfilled', value }));
    },
  });

  /** What was just written need not be read back; by SHA-256. */
  private readonly atHand = new LRUCache<string, Buffer>({
    max: MOST_AT_HAND,
    maxSize: MOST_BYTES_AT_HAND,
    sizeCalculation: ({ length }) => length + 1,
  });

  constructor(private readonly database: Database) {}

  /** How long the oldest mail waits to be recorded, in milliseconds. */
  get oldestWaitMs(): number {
    return this.recorder.oldestWaitMs;
  }

  /** Durable when it returns. Mails that come at the same time share a transaction. */
  async record(mail: ReceivedMail): Promise<RecordedMail> {
    const recorded = await this.recorder.add(mail);
    if (mail.content) this.atHand.set(mail.sha256, mail.content);
    return recorded;
  }

  /**
   * Takes up to `limit` mails that nobody works on, for `leaseMs`, the longest due first: those that are tried for the first
   * time, or the others, any of which may be what ended a process.
   */
  async take(
    holder: string,
    now: Date,
    { leaseMs, limit, isRetry }: { readonly leaseMs: number; readonly limit: number; readonly isRetry: boolean },
  ): Promise<JournalEntry[]> {
    const until = new Date(now.getTime() + leaseMs);
    const atHand = new Map(this.atHand.entries());
    const known = [...atHand.keys()];
    const rows = await this.database.query<TakenRow>(TAKE, [holder, now, until, limit, isRetry, known]);
    const entries = rows
      .map(toEntry)
      .map((entry) => ({ ...entry, content: entry.content ?? atHand.get(entry.sha256) }));
    for (const { sha256 } of entries) this.atHand.delete(sha256);
    return entries.sort((left, right) => (BigInt(left.id) < BigInt(right.id) ? -1 : 1));
  }

  /** Gives a mail back, to be taken up again from a moment on. `counts`: whether that was an attempt that failed. */
  async putBack({ id, holder }: JournalEntry, from: Date, counts: boolean): Promise<void> {
    await this.database.query(PUT_BACK, [id, holder, from, counts ? 0 : 1]);
  }

  /** Makes every mail that is not settled due: for the only process there is, whose predecessor has ended. */
  async releaseAll(now: Date): Promise<void> {
    await this.database.query(RELEASE_ALL, [now]);
  }

  /** Settles a mail that becomes no activity of a case. False when another has settled or taken it meanwhile. */
  async settle(
    transaction: Queryable,
    { id, holder }: JournalEntry,
    fate: Fate,
    now: Date,
    activityId?: string,
  ): Promise<boolean> {
    const rows = await transaction.query(
      {
        name: 'settle-mail',
        text: `
          UPDATE mail_messages SET outcome = $3, reason = $4, remarks = $5::text[], message_id = $6, subject = $7, sender = $8,
            content_hash = $9, body_hash = $10, dedup_key = $11, processed_at = $12::timestamptz, account = $13,
            department_id = $14::bigint, activity_id = $15::bigint, customer_key = $16, original_activity_id = $17::bigint, holder = NULL
          WHERE id = $1::bigint AND holder = $2::uuid AND outcome IS NULL RETURNING id`,
      },
      [
        id,
        holder,
        fate.outcome,
        fate.reason ?? null,
        fate.remarks,
        fate.messageId ?? null,
        fate.subject ?? null,
        fate.sender ?? null,
        fate.contentHash ?? null,
        fate.bodyHash ?? null,
        fate.dedupKey ?? null,
        now,
        fate.account,
        fate.departmentId,
        activityId ?? null,
        fate.customerKey ?? null,
        fate.originalActivityId ?? null,
      ],
    );
    return rows.length > 0;
  }

  /** False when it has become an activity, or is being worked on. `release`: it is let go, with the rights of whoever does that. */
  async replay(transaction: Transaction, id: string, release: Releaser | undefined, now: Date): Promise<boolean> {
    const parameters = [id, now, release !== undefined, release?.userId ?? null];
    return (await transaction.query(REPLAY, parameters)).length > 0;
  }

  async find(reader: JournalReader, id: string): Promise<JournalRow | undefined> {
    const parameters = new SqlParameters();
    const text = `SELECT ${COLUMNS} ${FROM} WHERE m.id = ${parameters.add(id, 'bigint')} ${visible(reader, parameters)}`;
    const [row] = await this.database.query<JournalRow & { readonly size: string }>(text, parameters.values);
    return row && { ...row, size: Number(row.size) };
  }

  /** Where the bytes of a mail are, and of which activity; undefined also when what they show was taken from that activity. */
  async findRaw(reader: JournalReader, id: string): Promise<StoredRawMail | undefined> {
    const parameters = new SqlParameters();
    const text = `
      SELECT ${RECEIVED}, r.content, coalesce(m.activity_id, m.original_activity_id) AS "activityId" ${FROM}
      WHERE m.id = ${parameters.add(id, 'bigint')} ${visible(reader, parameters)} AND NOT ${IS_CENSORED}`;
    const [row] = await this.database.query<TakenRow & { readonly activityId: ActivityId | null }>(
      text,
      parameters.values,
    );
    return row && { ...toEntry(row), activityId: row.activityId ?? undefined };
  }

  /** Newest first. */
  async list(reader: JournalReader, filter: JournalFilter, limit: number): Promise<JournalRow[]> {
    const parameters = new SqlParameters();
    const conditions = [
      filter.outcome === 'unprocessed' ? 'm.outcome IS NULL' : equal('m.outcome', filter.outcome, parameters),
      equal('m.reason', filter.reason, parameters),
      equal('m.account', filter.account, parameters),
      ...(filter.receivedBefore ? [`m.received_at < ${parameters.add(filter.receivedBefore, 'timestamptz')}`] : []),
      ...(filter.receivedAfter ? [`m.received_at >= ${parameters.add(filter.receivedAfter, 'timestamptz')}`] : []),
      ...(filter.beforeId === undefined ? [] : [`m.id < ${parameters.add(filter.beforeId, 'bigint')}`]),
    ];
    const text = `
      SELECT ${COLUMNS} ${FROM} WHERE ${conditions.join(' AND ')} ${visible(reader, parameters)}
      ORDER BY m.id DESC LIMIT ${parameters.add(limit, 'integer')}`;
    const rows = await this.database.query<JournalRow & { readonly size: string }>(text, parameters.values);
    return rows.map((row) => ({ ...row, size: Number(row.size) }));
  }

  /** When the oldest mail came in that is not settled, null when there is none; and how many mails have failed. */
  async state(): Promise<{ readonly oldest: Date | null; readonly failed: number }> {
    const [row] = await this.database.query<{ oldest: Date | null; failed: number }>({
      name: 'mail-state',
      text: `SELECT (SELECT min(received_at) FROM mail_messages WHERE outcome IS NULL) AS oldest,
        (SELECT count(*)::integer FROM mail_messages WHERE outcome = 'failed') AS failed`,
    });
    return row ?? { oldest: null, failed: 0 };
  }

  /** The accounts that mails came for, those that are not configured any more included. */
  async accounts(): Promise<string[]> {
    const rows = await this.database.query<{ account: string }>('SELECT DISTINCT account FROM mail_messages');
    return rows.map(({ account }) => account);
  }

  /** Forgets at most `limit` settled mails of an account that came before a moment; answers with how many. */
  async forgetRows(account: string, before: Date, limit: number): Promise<number> {
    return (await this.database.query(FORGET_ROWS, [account, before, limit])).length;
  }

  /** Forgets bytes that no row refers to; answers with the blobs that are nobody's any more. */
  async forgetBytes(before: Date, limit: number): Promise<(string | null)[]> {
    const rows = await this.database.query<{ blobKey: string | null }>(FORGET_BYTES, [before, limit]);
    return rows.map(({ blobKey }) => blobKey);
  }

  /** Those of the keys that are blobs of raw mails. */
  async findBlobKeys(queryable: Queryable, keys: readonly string[]): Promise<Set<string>> {
    const sql = 'SELECT blob_key AS "blobKey" FROM raw_mails WHERE blob_key = ANY($1::text[])';
    const rows = await queryable.query<{ blobKey: string }>(sql, [keys]);
    return new Set(rows.map(({ blobKey }) => blobKey));
  }
}

function equal(column: string, value: string | undefined, parameters: SqlParameters): string {
  return value === undefined ? 'true' : `${column} = ${parameters.add(value, 'text')}`;
}

function visible({ departmentIds }: JournalReader, parameters: SqlParameters): string {
  return departmentIds === undefined ? '' : `AND m.department_id = ANY(${parameters.add(departmentIds, 'bigint[]')})`;
}

function toRows(mails: readonly ReceivedMail[]): object[] {
  let start = 1;
  return mails.map((mail, ordinal) => {
    const row = { ...toRow(mail, ordinal), content_start: mail.content && start };
    start += mail.content?.length ?? 0;
    return row;
  });
}

function toRow(mail: ReceivedMail, ordinal: number): object {
  const { sha256, size, blobKey, handover, recipients, receivedAt } = mail;
  return {
    ordinal,
    sha256,
    size,
    blob_key: blobKey,
    door: handover.door,
    envelope_from: handover.envelopeFrom,
    remote_address: handover.remoteAddress,
    client_name: handover.clientName,
    submitted_by: handover.submittedBy,
    belated: handover.isBelated,
    received_at: receivedAt.toISOString(),
    recipients: recipients.map(({ account, envelopeTo }) => ({
      account: account.id,
      departmentId: account.alias.departmentId,
      envelopeTo,
    })),
  };
}

function toEntry(row: TakenRow): JournalEntry {
  return {
    ...(Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value ?? undefined]),
    ) as unknown as JournalEntry),
    size: Number(row.size),
  };
}

/** The oldest first, no content twice: its row can be written once only by one statement. */
function chooseBatch(waiting: readonly Waiting<ReceivedMail>[]): ReadonlySet<number> {
  const chosen = new Set<number>();
  const contents = new Set<string>();
  let bytes = 0;
  for (const [place, { item }] of waiting.entries()) {
    if (chosen.size === MOST_IN_A_BATCH || bytes > MOST_BYTES_IN_A_BATCH) break;
    if (contents.has(item.sha256)) continue;
    contents.add(item.sha256);
    chosen.add(place);
    bytes += item.content?.length ?? 0;
  }
  return chosen;
}
