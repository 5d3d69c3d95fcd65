/** What an inbound account says about the records of its table, and what the table says to that (records-by-email.md RI-4, RI-6, RI-7). */
import {
  CASES,
  CUSTOMERS,
  DEFAULT_ACCOUNT,
  type FieldParsing,
  type RecordMapping,
  type RecordRules,
  type RecordUpdates,
} from '#inbound-accounts/inbound-account.js';
import type {
  FieldParsingBody,
  InboundAccountBody,
  RecordMappingBody,
} from '#inbound-accounts/inbound-account.body.js';
import type { StoredInboundAccount } from '#inbound-accounts/inbound-account.store.js';
import { FIELD_TYPES_OF_PARTS } from '#record-mail/mapping.rules.js';
import { readerOf, type FieldReader } from '#record-mail/built-in-tables.rules.js';
import { findField, linkedNounOf, type RecordFieldType, type RecordTable } from '#record-tables/record-table.js';
import { merged, type MergeMode } from '../merge.rules.js';
import type { Editing } from './kind.js';
import { attributesOf, namedTable } from './named-table.js';

type Refuse = Editing<StoredInboundAccount>['refuse'];

const DEFAULTS = DEFAULT_ACCOUNT.records;

/** The table that the account serves. */
export function tableOf(
  { table }: InboundAccountBody,
  { mode, previous, state, refuse }: Editing<StoredInboundAccount>,
): string {
  const named = merged(mode, { table }, previous && { table: previous.table }, { table: CASES }).table;
  if (!namedTable(state, named)) refuse('table', 'there is no table of this name');
  return named;
}

export function recordRulesOf(
  body: InboundAccountBody,
  tableName: string,
  { mode, previous, state, refuse }: Editing<StoredInboundAccount>,
): RecordRules {
  const kept = previous?.records;
  const rules = {
    mapping: mappingOf(body.mapping, mode, kept?.mapping),
    updates: merged<RecordUpdates>(mode, body.updates ?? {}, kept?.updates, DEFAULTS.updates),
    parsing: parsingOf(body.parsing, mode, kept?.parsing),
  };
  // What stands around a label is not looked at, so that such a separator would never be found.
  if (rules.parsing?.separator.trim() === '') refuse('parsing.separator', 'it must be more than spaces');
  const table = namedTable(state, tableName);
  if (table) refuseUnfit(rules, table, readerOf(table, attributesOf(state)), refuse);
  return rules;
}

function mappingOf(
  body: RecordMappingBody | null | undefined,
  mode: MergeMode,
  kept: RecordMapping | undefined,
): RecordMapping {
  const { fixed, ...parts } = body ?? {};
  const { fixed: _, ...defaults } = DEFAULTS.mapping;
  const isKept = !fixed && kept !== undefined && mode === 'merge';
  return {
    ...merged<Omit<RecordMapping, 'fixed'>>(mode, parts, kept, defaults),
    fixed: isKept ? kept.fixed : Object.fromEntries(fixed ?? []),
  };
}

function parsingOf(
  body: FieldParsingBody | null | undefined,
  mode: MergeMode,
  kept: FieldParsing | null | undefined,
): FieldParsing | null {
  if (body === null) return null;
  if (body === undefined) return mode === 'merge' ? (kept ?? null) : null;
  return merged<FieldParsing>(mode, body, kept ?? undefined, { start: null, end: null, separator: ':' });
}

/** Refuses what an account puts into fields that are not there, not in use, or do not take it. */
export function refuseUnfit(
  { mapping, updates }: Pick<RecordRules, 'mapping' | 'updates'>,
  table: RecordTable,
  read: FieldReader,
  refuse: Refuse,
): void {
  const { fixed, customer: _, ...parts } = mapping;
  for (const [part, types] of Object.entries(FIELD_TYPES_OF_PARTS)) {
    refuseField(`mapping.${part}`, parts[part as keyof typeof parts], types, table, refuse);
  }
  refuseField('mapping.customer', mapping.customer, ['link'], table, refuse);
  const customer = mapping.customer === null ? undefined : findField(table, mapping.customer);
  if (customer?.type === 'link' && linkedNounOf(customer) !== CUSTOMERS)
    refuse('mapping.customer', 'the field links to something else than a customer');
  refuseField('updates.text', updates.text, ['appendOnly'], table, refuse);
  refuseField('updates.attachments', updates.attachments, ['files'], table, refuse);
  for (const [name, value] of Object.entries(fixed)) {
    const field = findField(table, name);
    const judged = field && read(field, value);
    if (!judged) refuse(`mapping.fixed.${name}`, 'the table has no field of this name');
    else if (judged.kind === 'fault') refuse(`mapping.fixed.${name}`, `it must be ${judged.reason}`);
  }
}

function refuseField(
  member: string,
  name: string | null,
  types: readonly RecordFieldType[],
  table: RecordTable,
  refuse: Refuse,
): void {
  if (name === null) return;
  const field = findField(table, name);
  if (!field) refuse(member, 'the table has no field of this name');
  else if (!types.includes(field.type))
    refuse(member, `the field is of type ${field.type}, it must be ${types.join(' or ')}`);
}
