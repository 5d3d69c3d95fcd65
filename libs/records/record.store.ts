import { Injectable } from '@nestjs/common';
import type { RecordId, RecordTableId } from '#runtime/ids.js';
import type { Queryable } from '#storage/database.js';
import type { RecordEntry, StoredRecord } from './record.js';

/** The columns of a record `r`. */
export const RECORD_COLUMNS = `r.id, r.table_id::text AS "tableId", r.field_values AS values, r.closed_at AS "closedAt",
  r.deleted_at AS "deletedAt", r.merged_into AS "mergedInto", r.created_by AS "createdBy", r.created_at AS "createdAt",
  r.last_modified_by AS "lastModifiedBy", r.last_modified_at AS "lastModifiedAt"`;

/** Reads records with what belongs to them. Who may read a table is for the caller to say. */
@Injectable()
export class RecordStore {
  /** The records that these ids stand for, deleted ones left out; a merged one is the survivor. */
  async find(
    queryable: Queryable,
    tableId: RecordTableId,
    ids: readonly string[],
  ): Promise<(StoredRecord & { readonly wantedId: string })[]> {
    if (ids.length === 0) return [];
    return queryable.query(
      {
        name: 'find-records',
        text: `SELECT ${RECORD_COLUMNS}, m.id AS "wantedId" FROM records m JOIN records r ON r.id = coalesce(m.merged_into, m.id)
          WHERE m.id = ANY($2::bigint[]) AND m.table_id = $1::integer AND r.deleted_at IS NULL`,
      },
      [tableId, ids],
    );
  }

  /** The entries of records, each with those of the records that were merged into it; in the order of their time. */
  async findEntries(
    queryable: Queryable,
    ids: readonly RecordId[],
  ): Promise<(RecordEntry & { readonly recordId: RecordId })[]> {
    if (ids.length === 0) return [];
    return queryable.query(
      {
        name: 'find-record-entries',
        text: `SELECT coalesce(r.merged_into, r.id) AS "recordId", e.id, e.field, e.content, e.author, e.verified,
            e.message_id AS "messageId", e.activity_id AS "activityId", e.created_at AS "createdAt",
            e.erased_at IS NOT NULL AS "isErased"
          FROM records r JOIN record_entries e ON e.record_id = r.id
          WHERE r.id = ANY($1::bigint[]) OR r.merged_into = ANY($1::bigint[])
          ORDER BY e.created_at, e.id`,
      },
      [ids],
    );
  }
}
