import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';
import type { AccountRules } from './inbound-account.js';

export type StoredInboundAccount = AccountRules;

@Injectable()
export class InboundAccountStore implements ItemStore<StoredInboundAccount> {
  async list(queryable: Queryable): Promise<StoredInboundAccount[]> {
    return queryable.query(
      `SELECT id, alias_id AS "aliasId", active, allow_create AS "allowCreate", answers, templates,
          table_name AS "table", access, records, headers, imap, authserv_id AS "authservId",
          retention_days AS "retentionDays", maximum_size_mb AS "maximumSizeMB"
        FROM inbound_accounts ORDER BY id`,
    );
  }

  async save(transaction: Transaction, account: Draft<StoredInboundAccount>): Promise<string> {
    const rows = await transaction.query<{ id: string }>(
      `INSERT INTO inbound_accounts
          (id, alias_id, active, allow_create, answers, access, headers, imap, authserv_id, retention_days,
            maximum_size_mb, table_name, records, templates)
        VALUES ($1, $2::bigint, $3, $4, $5::jsonb, $6::jsonb, $7::jsonb, $8::jsonb, $9, $10, $11, $12, $13::jsonb, $14::jsonb)
        ON CONFLICT (id) DO UPDATE SET alias_id = excluded.alias_id, active = excluded.active,
          allow_create = excluded.allow_create, answers = excluded.answers, access = excluded.access,
          headers = excluded.headers, imap = excluded.imap,
          authserv_id = excluded.authserv_id, retention_days = excluded.retention_days,
          maximum_size_mb = excluded.maximum_size_mb, table_name = excluded.table_name, records = excluded.records,
          templates = excluded.templates
        RETURNING id`,
      [
        account.id ?? null,
        account.aliasId,
        account.active,
        account.allowCreate,
        JSON.stringify(account.answers),
        JSON.stringify(account.access),
        JSON.stringify(account.headers),
        account.imap === null ? null : JSON.stringify(account.imap),
        account.authservId,
        account.retentionDays,
        account.maximumSizeMB,
        account.table,
        JSON.stringify(account.records),
        JSON.stringify(account.templates),
      ],
    );
    return onlyRow(rows).id;
  }
}
