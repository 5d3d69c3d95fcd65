import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';
import type { CUSTOM_ATTRIBUTE_OBJECTS, CUSTOM_ATTRIBUTE_TYPES } from './custom-attribute.body.js';

export interface StoredCustomAttribute {
  readonly id: string;
  readonly object: (typeof CUSTOM_ATTRIBUTE_OBJECTS)[number];
  readonly name: string;
  readonly dataType: (typeof CUSTOM_ATTRIBUTE_TYPES)[number];
  /** The predefined values of an enumeration; empty for free values. */
  readonly values: readonly string[];
  readonly multiSelect: boolean;
  /** Characters of one value. */
  readonly size: number;
  readonly active: boolean;
}

@Injectable()
export class CustomAttributeStore implements ItemStore<StoredCustomAttribute> {
  async list(queryable: Queryable): Promise<StoredCustomAttribute[]> {
    return queryable.query(
      `SELECT id, object, name, data_type AS "dataType", allowed_values AS "values", multi_select AS "multiSelect", size, active
        FROM custom_attributes ORDER BY id`,
    );
  }

  async save(transaction: Transaction, attribute: Draft<StoredCustomAttribute>): Promise<string> {
    const rows = await transaction.query<{ id: string }>(
      `INSERT INTO custom_attributes (id, object, name, data_type, allowed_values, multi_select, size, active)
        VALUES (coalesce($1::bigint, nextval(pg_get_serial_sequence('custom_attributes', 'id'))),
          $2, $3, $4, $5::text[], $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET object = excluded.object, name = excluded.name, data_type = excluded.data_type,
          allowed_values = excluded.allowed_values, multi_select = excluded.multi_select, size = excluded.size,
          active = excluded.active
        RETURNING id`,
      [
        attribute.id ?? null,
        attribute.object,
        attribute.name,
        attribute.dataType,
        [...attribute.values],
        attribute.multiSelect,
        attribute.size,
        attribute.active,
      ],
    );
    return onlyRow(rows).id;
  }
}
