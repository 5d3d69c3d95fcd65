import { Injectable } from '@nestjs/common';
import type { AttachmentId, RecordId, RecordTableId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import type { FieldValue, RecordAuthor, RecordFile, StoredRecord } from './record.js';
import { RECORD_COLUMNS } from './record.store.js';

interface NewRecord {
  readonly tableId: RecordTableId;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly author: RecordAuthor;
  readonly closedAt: Date | null;
  readonly at: Date;
}

interface RecordUpdate {
  /** null takes a value away. */
  readonly values: Readonly<Record<string, FieldValue | null>>;
  readonly author: RecordAuthor;
  readonly closedAt: Date | null;
  readonly at: Date;
}

interface EntrySource {
  readonly author: RecordAuthor;
  readonly verified: boolean;
  readonly messageId: string | null;
  readonly activityId: string | null;
  readonly at: Date;
}

/** Writes records with what belongs to them. */
@Injectable()
export class RecordWriteStore {
  /** A merged record is the one that stands for it, also when it is merged while somebody waits for it. */
  async lock(transaction: Transaction, tableId: RecordTableId, id: string): Promise<StoredRecord | undefined> {
    const [row] = await transaction.query<StoredRecord>(
      `SELECT ${RECORD_COLUMNS} FROM records r
        WHERE r.table_id = $1::integer
          AND r.id = (SELECT coalesce(m.merged_into, m.id) FROM records m WHERE m.id = $2::bigint AND m.table_id = $1::integer)
        FOR UPDATE`,
      [tableId, id],
    );
    return row && row.mergedInto !== null ? this.lock(transaction, tableId, row.mergedInto) : row;
  }

  /** The id of the record that an id stands for, unless it is deleted; it is neither deleted nor merged until the transaction ends. */
  async findLive(queryable: Queryable, tableId: RecordTableId, id: string): Promise<RecordId | undefined> {
    const [row] = await queryable.query<{ id: RecordId }>(
      `SELECT r.id FROM records m JOIN records r ON r.id = coalesce(m.merged_into, m.id)
        WHERE m.id = $2::bigint AND m.table_id = $1::integer AND r.deleted_at IS NULL AND r.merged_into IS NULL
        FOR KEY SHARE OF r`,
      [tableId, id],
    );
    return row?.id;
  }

  /** Links to what is not one of its own any more lead to the other one, or to none; answers with the records that have changed. */
  async relink(
    transaction: Transaction,
    { table, from, to }: { readonly table: string; readonly from: string; readonly to: string | null },
    author: RecordAuthor,
    at: Date,
  ): Promise<string[]> {
    const changed = await transaction.query<{ id: string }>(
      `UPDATE records r SET field_values = jsonb_strip_nulls(r.field_values || l.links), last_modified_by = $4::jsonb,
          last_modified_at = greatest($5::timestamptz, date_trunc('milliseconds', r.last_modified_at) + interval '1 millisecond')
        FROM (
          SELECT k.id, jsonb_object_agg(f ->> 'name', $3::text) AS links
          FROM record_tables t CROSS JOIN LATERAL jsonb_array_elements(t.fields) f
          JOIN records k ON k.table_id = t.id AND k.field_values @> jsonb_build_object(f ->> 'name', $2::text)
          WHERE f ->> 'type' = 'link' AND f ->> 'table' = $1
          GROUP BY k.id
        ) l
        WHERE r.id = l.id
        RETURNING r.id`,
      [table, from, to, JSON.stringify(author), at],
    );
    return changed.map(({ id }) => id);
  }

  async create(transaction: Transaction, { tableId, values, author, closedAt, at }: NewRecord): Promise<RecordId> {
    const rows = await transaction.query<{ id: RecordId }>(
      `INSERT INTO records (table_id, field_values, closed_at, created_by, created_at, last_modified_by, last_modified_at)
        VALUES ($1::integer, $2::jsonb, $3, $4::jsonb, $5, $4::jsonb, $5) RETURNING id`,
      [tableId, JSON.stringify(values), closedAt, JSON.stringify(author), at],
    );
    return onlyRow(rows).id;
  }

  async update(transaction: Transaction, id: RecordId, { values, author, closedAt, at }: RecordUpdate): Promise<void> {
    await transaction.query(
      `UPDATE records SET field_values = jsonb_strip_nulls(field_values || $2::jsonb), closed_at = $3,
          last_modified_by = $4::jsonb, last_modified_at = $5 WHERE id = $1::bigint`,
      [id, JSON.stringify(values), closedAt, JSON.stringify(author), at],
    );
  }

  async append(
    transaction: Transaction,
    id: RecordId,
    entries: readonly { readonly field: string; readonly content: string }[],
    { author, verified, messageId, activityId, at }: EntrySource,
  ): Promise<void> {
    if (entries.length === 0) return;
    await transaction.query(
      `INSERT INTO record_entries (record_id, field, content, author, verified, message_id, activity_id, created_at)
        SELECT $1::bigint, e.field, e.content, $3::jsonb, $4, $5, $6::bigint, $7
        FROM json_to_recordset($2::json) AS e(field text, content text)`,
      [id, JSON.stringify(entries), JSON.stringify(author), verified, messageId, activityId, at],
    );
  }

  /** Takes all files but these out of a field; answers with the blobs of those that are nowhere else. */
  async removeFiles(
    transaction: Transaction,
    id: RecordId,
    field: string,
    keptIds: readonly AttachmentId[],
  ): Promise<string[]> {
    const removed = await transaction.query<{ attachmentId: string }>(
      `DELETE FROM record_files WHERE record_id = $1::bigint AND field = $2 AND NOT attachment_id = ANY($3::bigint[])
        RETURNING attachment_id AS "attachmentId"`,
      [id, field, keptIds],
    );
    if (removed.length === 0) return [];
    const rows = await transaction.query<{ blobKey: string | null }>(
      `DELETE FROM attachments a WHERE a.id = ANY($1::bigint[]) AND a.activity_id IS NULL
          AND NOT EXISTS (SELECT FROM record_files f WHERE f.attachment_id = a.id)
        RETURNING a.blob_key AS "blobKey"`,
      [removed.map(({ attachmentId }) => attachmentId)],
    );
    return rows.flatMap(({ blobKey }) => blobKey ?? []);
  }

  /** False when one of the uploads was taken for something else meanwhile. */
  async addUploads(
    transaction: Transaction,
    id: RecordId,
    uploads: readonly { readonly field: string; readonly attachmentId: AttachmentId }[],
  ): Promise<boolean> {
    if (uploads.length === 0) return true;
    const claimed = await transaction.query(
      `UPDATE attachments SET record_id = $1::bigint
        WHERE id = ANY($2::bigint[]) AND activity_id IS NULL AND record_id IS NULL AND uploaded_at IS NOT NULL RETURNING id`,
      [id, uploads.map(({ attachmentId }) => attachmentId)],
    );
    if (claimed.length < uploads.length) return false;
    await transaction.query(
      `INSERT INTO record_files (record_id, field, attachment_id)
        SELECT $1::bigint, u.field, u."attachmentId" FROM json_to_recordset($2::json) AS u(field text, "attachmentId" bigint)`,
      [id, JSON.stringify(uploads)],
    );
    return true;
  }

  /** Adds the attachments of an activity, without those that are shown in its text; answers with how many there were. */
  async addFilesOfActivity(
    transaction: Transaction,
    id: RecordId,
    { field, activityId }: { readonly field: string; readonly activityId: string },
  ): Promise<number> {
    const rows = await transaction.query(
      `INSERT INTO record_files (record_id, field, attachment_id)
        SELECT $1::bigint, $2, a.id FROM attachments a WHERE a.activity_id = $3::bigint AND NOT a.inline
        ON CONFLICT DO NOTHING RETURNING attachment_id`,
      [id, field, activityId],
    );
    return rows.length;
  }

  async linkActivities(
    transaction: Transaction,
    id: RecordId,
    activityIds: readonly string[],
    at: Date,
  ): Promise<void> {
    if (activityIds.length === 0) return;
    await transaction.query(
      `INSERT INTO record_activities (record_id, activity_id, linked_at)
        SELECT $1::bigint, a, $3 FROM unnest($2::bigint[]) AS a ON CONFLICT DO NOTHING`,
      [id, activityIds, at],
    );
  }

  async markDeleted(transaction: Transaction, id: RecordId, author: RecordAuthor, at: Date): Promise<void> {
    await transaction.query(
      `UPDATE records SET deleted_at = $2, last_modified_by = $3::jsonb, last_modified_at = $2 WHERE id = $1::bigint`,
      [id, at, JSON.stringify(author)],
    );
  }

  /** Records that were merged into the source are merged into the target now. Entries stay where they are: nothing moves them. */
  async merge(
    transaction: Transaction,
    sourceId: RecordId,
    targetId: RecordId,
    author: RecordAuthor,
    at: Date,
  ): Promise<void> {
    await transaction.query(
      `UPDATE records SET merged_into = $2::bigint WHERE id = $1::bigint OR merged_into = $1::bigint`,
      [sourceId, targetId],
    );
    await transaction.query(
      `UPDATE records SET last_modified_by = $2::jsonb, last_modified_at = $3 WHERE id = $1::bigint`,
      [targetId, JSON.stringify(author), at],
    );
    await transaction.query(
      `INSERT INTO record_files (record_id, field, attachment_id)
        SELECT $2::bigint, field, attachment_id FROM record_files WHERE record_id = $1::bigint ON CONFLICT DO NOTHING`,
      [sourceId, targetId],
    );
    await transaction.query(`DELETE FROM record_files WHERE record_id = $1::bigint`, [sourceId]);
    await transaction.query(
      `INSERT INTO record_activities (record_id, activity_id, linked_at)
        SELECT $2::bigint, activity_id, linked_at FROM record_activities WHERE record_id = $1::bigint ON CONFLICT DO NOTHING`,
      [sourceId, targetId],
    );
    await transaction.query(`DELETE FROM record_activities WHERE record_id = $1::bigint`, [sourceId]);
  }

  async findFiles(queryable: Queryable, id: RecordId): Promise<RecordFile[]> {
    return queryable.query(
      `SELECT field, attachment_id AS "attachmentId" FROM record_files WHERE record_id = $1::bigint`,
      [id],
    );
  }
}
