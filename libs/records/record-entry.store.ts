import { Injectable } from '@nestjs/common';
import type { RecordId } from '#runtime/ids.js';
import type { Queryable } from '#storage/database.js';
import type { RecordEntry } from './record.js';

/** Entries of a field that one answer shows. */
export const MOST_ENTRIES = 50;

/** Octets of text in the entries of one answer: those of a few very long ones, of hundreds of usual ones. */
const MOST_OCTETS = 2_000_000;

/** Beyond every id, so that the statement compares with a number in any case, and its plan uses the index on every page. */
const HIGHEST_ID = '9223372036854775807';

/** The newest entries of one field of one record, as far as they are shown; in the order in which they were added. */
export interface ShownEntries {
  readonly recordId: RecordId;
  readonly field: string;
  readonly entries: readonly RecordEntry[];
  /** There are older ones. */
  readonly hasOlder: boolean;
}

interface EntryRange {
  /** The most of each field. */
  readonly limit: number;
  /** Only entries that are older than this one. */
  readonly beforeId?: string | undefined;
}

// How long a text is is known without reading it. The newest of each field come first, so that a field with long entries does not
// take the place of the others.
const NEWEST = {
  name: 'find-newest-record-entries',
  text: `
    WITH candidates AS (
      SELECT r.id AS record_id, f.name AS field, e.id, e.octets,
        row_number() OVER (PARTITION BY r.id, f.name ORDER BY e.id DESC) AS place
      FROM unnest($1::bigint[]) AS r(id) CROSS JOIN unnest($2::text[]) AS f(name)
      CROSS JOIN LATERAL (
        SELECT n.id, n.octets FROM records m
        CROSS JOIN LATERAL (
          SELECT e.id, octet_length(e.content) AS octets FROM record_entries e
          WHERE e.record_id = m.id AND e.field = f.name AND e.id < $4::bigint
          ORDER BY e.id DESC LIMIT $3::integer + 1
        ) n
        WHERE m.id = r.id OR m.merged_into = r.id
        ORDER BY n.id DESC LIMIT $3::integer + 1
      ) e
    ), measured AS (
      SELECT c.*, c.place <= $3::integer AND sum(c.octets) OVER (ORDER BY c.place, c.record_id, c.field) <= ${MOST_OCTETS} AS is_shown
      FROM candidates c
    )
    SELECT m.record_id AS "recordId", m.field, m.is_shown AS "isShown", m.id, e.content, e.author, e.verified,
      e.message_id AS "messageId", e.activity_id AS "activityId", e.created_at AS "createdAt", e.erased_at IS NOT NULL AS "isErased"
    FROM measured m LEFT JOIN record_entries e ON e.id = m.id AND m.is_shown
    ORDER BY m.id`,
};

/** Reads the entries of append-only fields. Who may read a table is for the caller to say. */
@Injectable()
export class RecordEntryStore {
  /** The newest entries of these fields, each record with those of the records that were merged into it (RT-18). */
  async findNewest(
    queryable: Queryable,
    recordIds: readonly RecordId[],
    fields: readonly string[],
    { limit, beforeId }: EntryRange,
  ): Promise<ShownEntries[]> {
    if (recordIds.length === 0 || fields.length === 0) return [];
    type Row = RecordEntry & { readonly recordId: RecordId; readonly isShown: boolean };
    const rows = await queryable.query<Row>(NEWEST, [recordIds, fields, limit, beforeId ?? HIGHEST_ID]);
    const byPlace = Map.groupBy(rows, ({ recordId, field }) => `${recordId} ${field}`);
    return [...byPlace.values()].flatMap((ofField) => {
      const [first] = ofField;
      if (!first) return [];
      const entries = ofField.filter(({ isShown }) => isShown);
      return { recordId: first.recordId, field: first.field, entries, hasOlder: entries.length < ofField.length };
    });
  }
}
