import { Injectable } from '@nestjs/common';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { linkedNounOf, type RecordTable } from '#record-tables/record-table.js';
import type { Transaction } from '#storage/database.js';
import { SEES_ALL, type LinkReader } from './link-reader.rules.js';
import { LinkTargetStore } from './link-target.store.js';
import type { RecordRights } from './record-rights.rules.js';
import { decideValues, type DecidedValues, type FieldRefusal } from './record-write.rules.js';
import { RecordWriteStore } from './record-write.store.js';

/** Values that are to be written, and what their author may link to. */
export interface LinkWrite {
  readonly table: RecordTable;
  /** What the author may do, in any table. */
  readonly rightsIn: (table: RecordTable) => RecordRights;
  /** Which cases and customers the author sees. */
  readonly linkReader: LinkReader;
  /** The configuration that is held for the transaction. */
  readonly snapshot: PartitionSnapshot;
  /** New values by the names of fields, as JSON has them: texts to append, altIds for files; an empty text takes a value away. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Fields whose links need no right of the author, because an administrator has said what they are. */
  readonly grantedFields?: ReadonlySet<string>;
}

type NamedLink = DecidedValues['links'][number];

/** What the links of a write lead to (records-by-email.md RT-9, RT-20). */
@Injectable()
export class RecordLinks {
  constructor(
    private readonly store: RecordWriteStore,
    private readonly targets: LinkTargetStore,
  ) {}

  /** A link is to what the author may see; of what was merged the survivor is stored. */
  async resolve(
    transaction: Transaction,
    write: LinkWrite,
    { links, values }: Pick<DecidedValues, 'links' | 'values'>,
  ) {
    const linked = new Map(values);
    const refused: FieldRefusal[] = [];
    for (const link of links) {
      const { field, id } = link;
      const target = await this.findTarget(transaction, write, link);
      if (target === undefined) {
        linked.delete(field);
        refused.push({ field, why: 'not found', reason: 'no record that the caller may read', id });
      } else linked.set(field, target);
    }
    return { values: linked, refused };
  }

  /** The fields whose links lead to nothing that the author may see; nothing is written. */
  async findUnseen(transaction: Transaction, write: LinkWrite): Promise<ReadonlySet<string>> {
    const decided = decideValues(write.table, write.rightsIn(write.table), write.values);
    const { refused } = await this.resolve(transaction, write, decided);
    return new Set(refused.map(({ field }) => field));
  }

  private async findTarget(
    transaction: Transaction,
    { rightsIn, linkReader, snapshot, grantedFields }: LinkWrite,
    { field, table: name, id }: NamedLink,
  ): Promise<string | undefined> {
    const isGranted = grantedFields?.has(field) === true;
    const noun = linkedNounOf({ type: 'link', table: name });
    if (noun) return this.targets.hold(transaction, noun, id, isGranted ? SEES_ALL : linkReader);
    const table = snapshot.findRecordTable(name);
    const isReadable = table?.active === true && (isGranted || rightsIn(table).read);
    return isReadable ? this.store.findLive(transaction, table.id, id) : undefined;
  }
}
