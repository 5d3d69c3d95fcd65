import { Injectable } from '@nestjs/common';
import type { Masker } from '#activities/masking.rules.js';
import type { Transaction } from '#storage/database.js';

/** Fields of records whose values are free text; others would not be of their type any more. */
const TEXT_TYPES = ['text', 'longText'];

/** What activities that are masked have left in records. */
@Injectable()
export class RecordMaskingStore {
  /** Masks the entries that the mail of an activity has added; answers with how many were changed. */
  async maskEntries(transaction: Transaction, activityId: string, mask: Masker): Promise<number> {
    const entries = await transaction.query<{ id: string; content: string }>(
      `SELECT id, content FROM record_entries WHERE activity_id = $1::bigint AND erased_at IS NULL`,
      [activityId],
    );
    const masked = entries
      .map(({ id, content }) => ({ id, before: content, content: mask(content) }))
      .filter(({ before, content }) => content !== before);
    if (masked.length === 0) return 0;
    await transaction.query(`SELECT set_config('casemgr.masking', 'on', true)`);
    await transaction.query(
      `UPDATE record_entries e SET content = m.content
        FROM json_to_recordset($1::json) AS m(id bigint, content text) WHERE e.id = m.id`,
      [JSON.stringify(masked)],
    );
    await transaction.query(`SELECT set_config('casemgr.masking', 'off', true)`);
    return masked.length;
  }

  /** Masks the texts of the records that an activity is linked to; answers with how many records were changed. */
  async maskValues(transaction: Transaction, activityId: string, mask: Masker): Promise<number> {
    const values = await transaction.query<{ id: string; name: string; value: string }>(
      `SELECT r.id, f ->> 'name' AS name, r.field_values ->> (f ->> 'name') AS value
        FROM record_activities l JOIN records r ON r.id = l.record_id JOIN record_tables t ON t.id = r.table_id,
          jsonb_array_elements(t.fields) AS f
        WHERE l.activity_id = $1::bigint AND f ->> 'type' = ANY($2::text[]) AND r.field_values ? (f ->> 'name')
        ORDER BY r.id FOR UPDATE OF r`,
      [activityId, TEXT_TYPES],
    );
    const masked = values
      .map(({ id, name, value }) => ({ id, name, before: value, value: mask(value) }))
      .filter(({ before, value }) => value !== before);
    if (masked.length === 0) return 0;
    await transaction.query(
      `UPDATE records r SET field_values = r.field_values || m.masked,
          last_modified_at = greatest(now(), date_trunc('milliseconds', last_modified_at) + interval '1 millisecond')
        FROM (SELECT id, jsonb_object_agg(name, value) AS masked
          FROM json_to_recordset($1::json) AS v(id bigint, name text, value text) GROUP BY id) m
        WHERE r.id = m.id`,
      [JSON.stringify(masked)],
    );
    return masked.length;
  }
}
