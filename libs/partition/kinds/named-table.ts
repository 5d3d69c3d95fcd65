import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { builtInTable } from '#record-mail/built-in-tables.rules.js';
import type { RecordTable } from '#record-tables/record-table.js';
import type { PartitionState } from '../partition-state.js';

/** A table that groups and accounts may name: one of an administrator, `case` or `customer`. */
export function namedTable(state: PartitionState, name: string): RecordTable | undefined {
  return state.recordTables.find(name) ?? builtInTable(name, attributesOf(state));
}

/** As the configuration has them. */
export function attributesOf(state: PartitionState): CustomAttribute[] {
  return state.customAttributes.all().map(({ values, ...attribute }) => ({ ...attribute, allowedValues: values }));
}
