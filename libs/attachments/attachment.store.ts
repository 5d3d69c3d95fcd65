import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import type { AttachmentId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { isAltId } from './alt-id.js';
import type { StoredBlob } from './blob-store.js';

/** A file as the database knows it: announced, then uploaded, then on an activity or in a record. */
export interface StoredAttachment {
  readonly id: AttachmentId;
  /** In lower case, however it was asked for. */
  readonly altId: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Bytes: as announced, and once uploaded, as they are. */
  readonly size: number;
  readonly state: 'announced' | 'uploaded';
  readonly uploader: ActorRecord;
  /** It is on an activity or in a record. */
  readonly isAttached: boolean;
  readonly activityId: string | null;
  readonly inline: boolean;
  readonly contentId: string | null;
  readonly createdAt: Date;
  /** Null until uploaded. */
  readonly sha256: string | null;
  readonly blobKey: string | null;
}

/** What `preupload` reserves. */
interface NewAttachment {
  readonly altId: string;
  readonly app: string;
  readonly type: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
  readonly uploader: ActorRecord;
  readonly departmentId: string | undefined;
  readonly createdAt: Date;
}

type AttachmentRow = Omit<StoredAttachment, 'size'> & { readonly size: string };

const COLUMNS = `id, alt_id AS "altId", file_name AS "fileName", content_type AS "contentType", size,
  CASE WHEN uploaded_at IS NULL THEN 'announced' ELSE 'uploaded' END AS state, uploader,
  (activity_id IS NOT NULL OR record_id IS NOT NULL) AS "isAttached", activity_id AS "activityId", inline, content_id AS "contentId",
  created_at AS "createdAt", sha256, blob_key AS "blobKey"`;

const FIND_BY_ALT_IDS = {
  name: 'find-attachments-by-alt-ids',
  text: `SELECT ${COLUMNS} FROM attachments WHERE alt_id = ANY($1::uuid[])`,
};

const FIND_ON_ACTIVITIES = {
  name: 'find-attachments-on-activities',
  text: `SELECT ${COLUMNS} FROM attachments WHERE activity_id = ANY($1::bigint[]) ORDER BY activity_id, position, id`,
};

const FIND_ON_ACTIVITY = {
  name: 'find-attachment-on-activity',
  text: `SELECT ${COLUMNS} FROM attachments WHERE activity_id = ANY($1::bigint[]) AND id = $2::bigint`,
};

const ANNOUNCE = {
  name: 'announce-attachment',
  text: `
    INSERT INTO attachments (alt_id, app, type, file_name, content_type, size, uploader, department_id, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)`,
};

/** On condition, so that of two uploads of one altId one counts, and none after the sweep has taken the row. */
const MARK_UPLOADED = {
  name: 'mark-attachment-uploaded',
  text: `
    UPDATE attachments SET blob_key = $2, sha256 = $3, uploaded_at = $4
    WHERE alt_id = $1 AND uploaded_at IS NULL AND activity_id IS NULL
    RETURNING id`,
};

const PURGE = {
  name: 'purge-attachments',
  text: `
    DELETE FROM attachments WHERE activity_id = $1::bigint AND NOT ($2 AND inline)
    RETURNING alt_id AS "altId", blob_key AS "blobKey"`,
};

/** Rows that are being claimed for an activity, or swept by another node, are locked: they are left alone. */
const DELETE_UNATTACHED_BEFORE = `
  DELETE FROM attachments
  WHERE activity_id IS NULL AND record_id IS NULL AND id IN (
    SELECT id FROM attachments WHERE activity_id IS NULL AND record_id IS NULL AND created_at < $1
    ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING blob_key AS "blobKey"`;

@Injectable()
export class AttachmentStore {
  /** Those that exist, in no order; texts that are no altIds find nothing. */
  async findByAltIds(queryable: Queryable, altIds: readonly string[]): Promise<StoredAttachment[]> {
    const possible = altIds.filter(isAltId);
    if (possible.length === 0) return [];
    return (await queryable.query<AttachmentRow>(FIND_BY_ALT_IDS, [possible])).map(toAttachment);
  }

  /** In the order of the activities' ids, and of the attachments as they were sent. */
  async findOnActivities(queryable: Queryable, activityIds: readonly string[]): Promise<StoredAttachment[]> {
    return (await queryable.query<AttachmentRow>(FIND_ON_ACTIVITIES, [activityIds])).map(toAttachment);
  }

  /** One of them; undefined when these activities have none such. */
  async findOnActivity(
    queryable: Queryable,
    activityIds: readonly string[],
    id: string,
  ): Promise<StoredAttachment | undefined> {
    const [row] = await queryable.query<AttachmentRow>(FIND_ON_ACTIVITY, [activityIds, id]);
    return row && toAttachment(row);
  }

  async announce(transaction: Transaction, attachment: NewAttachment): Promise<void> {
    const { altId, app, type, fileName, contentType, size, uploader, departmentId, createdAt } = attachment;
    const values = [altId, app, type, fileName, contentType, size, JSON.stringify(uploader), departmentId, createdAt];
    await transaction.query(
      ANNOUNCE,
      values.map((value) => value ?? null),
    );
  }

  /** False when it is gone or has been uploaded before; the blob is then nobody's. */
  async markUploaded(transaction: Transaction, altId: string, blob: StoredBlob, at: Date): Promise<boolean> {
    return (await transaction.query(MARK_UPLOADED, [altId, blob.key, blob.sha256, at])).length > 0;
  }

  /** False when it has come onto an activity or into a record, or is gone. */
  async deleteUnattached(transaction: Transaction, id: AttachmentId): Promise<boolean> {
    const sql = 'DELETE FROM attachments WHERE id = $1 AND activity_id IS NULL AND record_id IS NULL RETURNING id';
    return (await transaction.query(sql, [id])).length > 0;
  }

  /** Removes the attachments of an activity, all or those that are not inline; their bytes may go once that is committed. */
  async purge(
    transaction: Transaction,
    activityId: string,
    options: { readonly keepsInline: boolean },
  ): Promise<readonly { readonly altId: string; readonly blobKey: string | null }[]> {
    return transaction.query(PURGE, [activityId, options.keepsInline]);
  }

  /** At most `limit` of those announced before a moment; answers with their blob keys, null where nothing was uploaded. */
  async deleteUnattachedBefore(transaction: Transaction, before: Date, limit: number): Promise<(string | null)[]> {
    const rows = await transaction.query<{ blobKey: string | null }>(DELETE_UNATTACHED_BEFORE, [before, limit]);
    return rows.map(({ blobKey }) => blobKey);
  }

  /** Those of the keys that belong to a row. */
  async findBlobKeys(queryable: Queryable, keys: readonly string[]): Promise<Set<string>> {
    const sql = 'SELECT blob_key AS "blobKey" FROM attachments WHERE blob_key = ANY($1::text[])';
    const rows = await queryable.query<{ blobKey: string }>(sql, [keys]);
    return new Set(rows.map(({ blobKey }) => blobKey));
  }
}

/** The bytes of an attachment, once it is uploaded. */
export function blobOf({ blobKey, sha256, size }: StoredAttachment): StoredBlob | undefined {
  return blobKey === null || sha256 === null ? undefined : { key: blobKey, sha256, size };
}

function toAttachment(row: AttachmentRow): StoredAttachment {
  return { ...row, size: Number(row.size) };
}
