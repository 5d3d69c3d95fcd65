import { Injectable } from '@nestjs/common';
import type { Actor } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { RecordField, RecordTable } from '#record-tables/record-table.js';
import { Failure } from '#runtime/errors/failure.js';
import { linkReaderOf, type LinkReader } from './link-reader.rules.js';
import { readableFields, rightsOfActor, type RecordRights } from './record-rights.rules.js';

/** A table as a caller of the API works with it. */
export interface OpenTable {
  readonly table: RecordTable;
  readonly rights: RecordRights;
  readonly rightsIn: (table: RecordTable) => RecordRights;
  /** Which cases and customers the caller sees. */
  readonly linkReader: LinkReader;
  /** The fields that the caller may know of. */
  readonly fields: readonly RecordField[];
}

type Deed = 'create' | 'read' | 'update';

const NAMES: Readonly<Record<Deed, string>> = { create: 'Create', read: 'View', update: 'Edit' };

/** Opens tables to callers of the API (records-by-email.md RI-3, RT-11). */
@Injectable()
export class RecordAccess {
  constructor(private readonly configuration: ConfigurationCache) {}

  /** A table in which the caller may do nothing at all is like one that does not exist (404-110). */
  open(actor: Actor, name: string, deed: Deed, snapshot: PartitionSnapshot = this.configuration.snapshot()): OpenTable {
    const table = snapshot.findRecordTable(name);
    const rightsIn = (other: RecordTable): RecordRights => rightsOfActor(actor, other, snapshot.groups);
    const rights = table && rightsIn(table);
    if (!rights || !(rights.create || rights.read || rights.update)) throw new Failure('404-110', { name });
    if (!rights[deed]) throw deniedIn(table, deed);
    const linkReader = linkReaderOf(actor, snapshot.settings.customerDepartmentalization);
    return {
      table,
      rights,
      rightsIn,
      linkReader,
      fields: readableFields(table, rightsIn, (linked) => snapshot.findRecordTable(linked), linkReader),
    };
  }
}

export function deniedIn({ name }: RecordTable, deed: Deed): Failure {
  return new Failure('403-178', { action_name: `${NAMES[deed]} records of ${name}` });
}
