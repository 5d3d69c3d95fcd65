import { Injectable } from '@nestjs/common';
import type { RecordTableId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';
import type { RecordTable } from './record-table.js';

@Injectable()
export class RecordTableStore implements ItemStore<RecordTable> {
  async list(queryable: Queryable): Promise<RecordTable[]> {
    return queryable.query(
      `SELECT id::text AS id, name, label, on_closed AS "onClosed", fields, active FROM record_tables ORDER BY record_tables.id`,
    );
  }

  /** The tables that have a record, or have had one. */
  async listUsed(queryable: Queryable): Promise<RecordTableId[]> {
    const rows = await queryable.query<{ id: RecordTableId }>(
      `SELECT id::text AS id FROM record_tables t WHERE EXISTS (SELECT FROM records r WHERE r.table_id = t.id)`,
    );
    return rows.map(({ id }) => id);
  }

  async save(transaction: Transaction, table: Draft<RecordTable>): Promise<RecordTableId> {
    const rows = await transaction.query<{ id: RecordTableId }>(
      `INSERT INTO record_tables (id, name, label, on_closed, fields, active)
        VALUES (coalesce($1::integer, nextval(pg_get_serial_sequence('record_tables', 'id'))), $2, $3, $4, $5::jsonb, $6)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, label = excluded.label, on_closed = excluded.on_closed,
          fields = excluded.fields, active = excluded.active
        RETURNING id::text AS id`,
      [table.id ?? null, table.name, table.label, table.onClosed, JSON.stringify(table.fields), table.active],
    );
    return onlyRow(rows).id;
  }
}
