import { Injectable } from '@nestjs/common';
import { visibleActivities, type Reader } from '#activities/activity-visibility.js';
import type { RecordId, RecordTableId } from '#runtime/ids.js';
import type { Queryable } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { CollectionQuery } from '#wire/collection-query.js';
import type { StoredRecord } from './record.js';
import type { ShownFile } from './record.view.js';

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

  /** The files of records, in the order in which they came to be. */
  async findFiles(
    queryable: Queryable,
    ids: readonly RecordId[],
  ): Promise<(ShownFile & { readonly recordId: RecordId; readonly activityId: string | null })[]> {
    if (ids.length === 0) return [];
    type Row = Omit<ShownFile, 'size'> & {
      readonly recordId: RecordId;
      readonly activityId: string | null;
      readonly size: string;
    };
    const rows = await queryable.query<Row>(
      {
        name: 'find-record-files',
        text: `SELECT f.record_id AS "recordId", f.field, a.id, a.alt_id AS "altId", a.file_name AS "fileName",
            a.content_type AS "contentType", a.size, a.activity_id AS "activityId"
          FROM record_files f JOIN attachments a ON a.id = f.attachment_id
          WHERE f.record_id = ANY($1::bigint[]) ORDER BY a.id`,
      },
      [ids],
    );
    return rows.map((row) => ({ ...row, size: Number(row.size) }));
  }

  /** One page of the activities that are linked to a record and visible to a reader, newest last, with how many there are. */
  async findActivities(
    queryable: Queryable,
    id: RecordId,
    reader: Reader,
    { limit, offset, isDescending }: Pick<CollectionQuery<string>, 'limit' | 'offset' | 'isDescending'>,
  ): Promise<{ readonly ids: readonly string[]; readonly total: number }> {
    const parameters = new SqlParameters();
    const from = `record_activities l JOIN activities a ON a.id = l.activity_id
      WHERE l.record_id = ${parameters.add(id, 'bigint')} AND ${visibleActivities(reader, parameters, 'a')}`;
    const [counted] = await queryable.query<{ total: string }>(
      `SELECT count(*) AS total FROM ${from}`,
      parameters.values,
    );
    const rows = await queryable.query<{ id: string }>(
      `SELECT a.id FROM ${from} ORDER BY a.id ${isDescending ? 'DESC' : 'ASC'} LIMIT ${limit} OFFSET ${offset}`,
      parameters.values,
    );
    return { ids: rows.map((row) => row.id), total: Number(counted?.total ?? 0) };
  }
}
