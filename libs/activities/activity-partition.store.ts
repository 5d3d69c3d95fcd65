import { Injectable } from '@nestjs/common';
import { onlyRow } from '#storage/item-store.js';
import type { Transaction } from '#storage/database.js';
import type { ActivityPartition } from './activity-partition.rules.js';

/** Any number that no other advisory lock of ours has. */
const PARTITION_MAKING_LOCK = 7_263_400_004;

/** Making a partition waits for what runs on its table, and lets nothing else begin meanwhile: for a moment, or not now. */
const LOCK_TIMEOUT = '2s';

/** The partitioned tables, with the column that says where a row belongs. */
const TABLES = [
  { name: 'activities', key: 'id' },
  { name: 'activity_emails', key: 'activity_id' },
] as const;

@Injectable()
export class ActivityPartitionStore {
  /** False when another worker is at it. */
  async lock(transaction: Transaction): Promise<boolean> {
    await transaction.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
    const sql = 'SELECT pg_try_advisory_xact_lock($1) AS "isMine"';
    return onlyRow(await transaction.query<{ isMine: boolean }>(sql, [PARTITION_MAKING_LOCK])).isMine;
  }

  /** The id that was given out last; the first one when there is none yet. */
  async lastId(transaction: Transaction): Promise<string> {
    return onlyRow(await transaction.query<{ id: string }>('SELECT last_value AS id FROM activities_id_seq')).id;
  }

  async exists(transaction: Transaction, { suffix }: ActivityPartition): Promise<boolean> {
    const sql = `SELECT to_regclass($1) IS NOT NULL AS exists`;
    return onlyRow(await transaction.query<{ exists: boolean }>(sql, [`activities_${suffix}`])).exists;
  }

  /** Whether activities had to be put where no partition was made for them; then it cannot be made any more. */
  async isLate(transaction: Transaction, { from, to }: ActivityPartition): Promise<boolean> {
    const sql = 'SELECT EXISTS (SELECT FROM activities_default WHERE id >= $1::bigint AND id < $2::bigint) AS "isLate"';
    return onlyRow(await transaction.query<{ isLate: boolean }>(sql, [from, to])).isLate;
  }

  /** Made apart and then attached, which keeps nobody from reading and writing the other partitions. */
  async make(transaction: Transaction, { suffix, from, to }: ActivityPartition): Promise<void> {
    for (const { name } of TABLES) {
      await transaction.query(`CREATE TABLE ${name}_${suffix} (LIKE ${name} INCLUDING DEFAULTS INCLUDING COMPRESSION)`);
      // Read by its own name it shows readers nothing (docs/row-level-security.md).
      await transaction.query(`ALTER TABLE ${name}_${suffix} ENABLE ROW LEVEL SECURITY`);
      await transaction.query(
        `ALTER TABLE ${name} ATTACH PARTITION ${name}_${suffix} FOR VALUES FROM (${from}) TO (${to})`,
      );
    }
  }
}
