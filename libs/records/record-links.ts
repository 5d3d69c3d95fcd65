import { Injectable } from '@nestjs/common';
import { linkedNounOf } from '#record-tables/record-table.js';
import type { Transaction } from '#storage/database.js';
import { SEES_ALL } from './link-reader.rules.js';
import { LinkTargetStore } from './link-target.store.js';
import { decideValues, type DecidedValues, type FieldRefusal } from './record-write.rules.js';
import { RecordWriteStore } from './record-write.store.js';
import type { RecordWrite } from './record-writing.js';

/** Who writes links, and what that author sees. */
type LinkWrite = Pick<RecordWrite, 'rightsIn' | 'linkReader' | 'snapshot' | 'grantedFields'>;

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
  async findUnseen(
    transaction: Transaction,
    write: LinkWrite & Pick<RecordWrite, 'table' | 'values'>,
  ): Promise<ReadonlySet<string>> {
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
