import { Injectable } from '@nestjs/common';
import { laterThan } from '#customers/modification.rules.js';
import type { RecordTable } from '#record-tables/record-table.js';
import { Clock } from '#runtime/clock.js';
import { recordAudit, type AuditedBy } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { RecordWriteStore } from './record-write.store.js';
import type { RecordAuthor, StoredRecord } from './record.js';

interface EndedBy {
  readonly author: RecordAuthor;
  readonly by: AuditedBy;
  readonly table: RecordTable;
}

/** How a record ceases to be one of its own: it is deleted, or merged into another (records-by-email.md RT-14, RT-15). */
@Injectable()
export class RecordEnding {
  constructor(
    private readonly store: RecordWriteStore,
    private readonly clock: Clock,
  ) {}

  /** What was in it is kept, so that a late answer to one of its mails is known for what it is; nobody sees it, and no link leads there. */
  async delete(
    transaction: Transaction,
    { id, lastModifiedAt }: StoredRecord,
    { author, by, table }: EndedBy,
  ): Promise<void> {
    const at = laterThan(lastModifiedAt, this.clock.now());
    const linking = await this.store.relink(transaction, { table: table.name, from: id, to: null }, author, at);
    await this.store.markDeleted(transaction, id, author, at);
    recordAudit(transaction, {
      ...by,
      action: 'delete',
      object: 'record',
      objectId: id,
      detail: { table: table.name, links: linking.length },
    });
  }

  /** Both are locked. The values of the record that is left stay as they are; entries, files, activities and links come to it. */
  async merge(
    transaction: Transaction,
    source: StoredRecord,
    target: StoredRecord,
    { author, by, table }: EndedBy,
  ): Promise<Date> {
    const at = laterThan(target.lastModifiedAt, this.clock.now());
    const moved = { table: table.name, from: source.id, to: target.id };
    const linking = await this.store.relink(transaction, moved, author, at);
    await this.store.merge(transaction, source.id, target.id, author, at);
    const detail = { table: table.name, into: target.id, links: linking.length };
    recordAudit(transaction, { ...by, action: 'merge', object: 'record', objectId: source.id, detail });
    return at;
  }
}
