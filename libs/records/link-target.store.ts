import { Injectable } from '@nestjs/common';
import { visibleCases } from '#cases/case-visibility.js';
import { visibleCustomers } from '#customers/customer-visibility.js';
import { linkedNounOf, type LinkedNoun, type RecordField } from '#record-tables/record-table.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import type { LinkReader } from './link-reader.rules.js';
import type { StoredRecord } from './record.js';

/** The ids among links that their reader may see. */
export type SeenLinks = Readonly<Record<LinkedNoun, ReadonlySet<string>>>;

/** The cases and customers that records link to (records-by-email.md RT-20). Links to customers follow when these are merged. */
@Injectable()
export class LinkTargetStore {
  /** What an id means now, if the reader sees it; it stays there until the transaction ends. */
  async hold(transaction: Transaction, noun: LinkedNoun, id: string, reader: LinkReader): Promise<string | undefined> {
    const parameters = new SqlParameters();
    const named = parameters.add(id, 'bigint');
    // Whoever is forgotten is nobody any more; whoever is only switched off goes on to be seen.
    const text =
      noun === 'customer'
        ? `${seenOnes(noun, `current_customer(${named})`, reader, parameters)} AND l.obfuscated_at IS NULL FOR SHARE`
        : `${seenOnes(noun, named, reader, parameters)} FOR KEY SHARE`;
    const [row] = await transaction.query<{ id: string }>(text, parameters.values);
    return row?.id;
  }

  /** Of what records link to, what the reader sees. */
  async findSeen(
    queryable: Queryable,
    records: readonly StoredRecord[],
    fields: readonly RecordField[],
    reader: LinkReader,
  ): Promise<SeenLinks> {
    const find = async (noun: LinkedNoun): Promise<ReadonlySet<string>> => {
      const names = fields.filter((field) => linkedNounOf(field) === noun).map(({ name }) => name);
      const ids = records.flatMap(({ values }) => names.flatMap((name) => values[name] ?? []));
      if (ids.length === 0) return new Set();
      const parameters = new SqlParameters();
      const text = seenOnes(noun, `ANY(${parameters.add(ids, 'bigint[]')})`, reader, parameters);
      const rows = await queryable.query<{ id: string }>(text, parameters.values);
      return new Set(rows.map(({ id }) => id));
    };
    return { case: await find('case'), customer: await find('customer') };
  }
}

/** The statement for the ids of those cases or customers that the reader sees; `wanted`: what stands behind `id =`. */
export function seenOnes(noun: LinkedNoun, wanted: string, reader: LinkReader, parameters: SqlParameters): string {
  const isSeen =
    noun === 'case'
      ? reader.case && visibleCases(reader.case, parameters, 'l')
      : reader.customer && visibleCustomers(reader.customer, parameters, 'l');
  return `SELECT l.id::text FROM ${noun}s l WHERE l.id = ${wanted} AND ${isSeen ?? 'false'}`;
}
