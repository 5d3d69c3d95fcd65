/**
 * Cases and customers as mail sees them: tables with fields, like those that an administrator defines (records-by-email.md RI-10).
 * The fields of a case are what the x-desk headers can say of one, by the same judge (mail-gateway.md MX-3, MX-4, MX-6, MX-7).
 */
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { CASES, CUSTOMERS } from '#inbound-accounts/inbound-account.js';
import { readCustomValue } from '#mail-message/desk/custom-value.rules.js';
import { CASE_MEMBERS, readCaseMember, STATUSES } from '#mail-message/desk/decide-desk-headers.rules.js';
import { CASE_TABLE, CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import type { RecordField, RecordFieldType, RecordTable } from '#record-tables/record-table.js';
import { readFieldValue, readWrittenValue, type ReadValue } from '#records/field-value.rules.js';
import type { RecordTableId } from '#runtime/ids.js';

/** Reads what a person wrote for a field. */
export type FieldReader = (field: RecordField, written: string) => ReadValue;

type CustomAttributes = readonly CustomAttribute[];

/** `case` or `customer`, with the custom attributes that are in use; undefined for any other name. */
export function builtInTable(name: string, attributes: CustomAttributes): RecordTable | undefined {
  switch (name) {
    case CASES:
      return table(CASES, CASE_TABLE, [
        field('labels', 'Labels', 'text'),
        field('status', 'Status', 'choice', STATUSES),
        field('language', 'Language', 'text'),
        ...customFields(CASES, attributes),
      ]);
    case CUSTOMERS:
      return table(CUSTOMERS, CUSTOMER_TABLE, [
        field('firstName', 'First name', 'text'),
        field('lastName', 'Last name', 'text'),
        field('emailAddress', 'Email', 'email'),
        ...customFields(CUSTOMERS, attributes),
      ]);
    default:
      return undefined;
  }
}

/** Names and addresses are texts, everything else is a list of them. */
function builtInReader({ name: object }: RecordTable, attributes: CustomAttributes): FieldReader {
  return (field, written) => {
    const text = written.trim();
    const attribute = attributes.find((known) => known.object === object && known.name === field.name);
    const member = CASE_MEMBERS.find((known) => object === CASES && known === field.name);
    const read = member ? readCaseMember(member, text) : attribute && readCustomValue(attribute, text);
    if (!read) return readFieldValue(field, text);
    if ('reason' in read) return { kind: 'fault', reason: read.reason.replace(/^must be /, '') };
    return { kind: 'value', value: read.values };
  };
}

/** How values for a table are read, of whatever kind it is. */
export function readerOf(table: RecordTable, attributes: CustomAttributes): FieldReader {
  return isBuiltIn(table) ? builtInReader(table, attributes) : readWrittenValue;
}

/** As above, for what an account maps: a mail loses parts where the API refuses (RI-6). */
export function fittingReader(table: RecordTable, attributes: CustomAttributes): FieldReader {
  const read = readerOf(table, attributes);
  return (field, written) => {
    const attribute = attributes.find((known) => known.object === table.name && known.name === field.name);
    const isFree = attribute?.dataType === 'string' && attribute.allowedValues.length === 0;
    return read(field, isFree ? Array.from(written.trim()).slice(0, attribute.size).join('') : written);
  };
}

function isBuiltIn({ name }: RecordTable): boolean {
  return name === CASES || name === CUSTOMERS;
}

function table(name: string, number: number, fields: readonly RecordField[]): RecordTable {
  const isFirst = ({ name: own }: RecordField, index: number): boolean =>
    fields.findIndex((other) => other.name === own) === index;
  return {
    id: String(number) as RecordTableId,
    name,
    label: name,
    onClosed: 'reopen',
    fields: fields.filter(isFirst),
    active: true,
  };
}

function customFields(object: string, attributes: CustomAttributes): RecordField[] {
  return attributes
    .filter((attribute) => attribute.object === object && attribute.active)
    .map((attribute) => field(attribute.name, attribute.name, typeOf(attribute), attribute.allowedValues));
}

function typeOf({ dataType, allowedValues, multiSelect }: CustomAttribute): RecordFieldType {
  if (allowedValues.length > 0 || dataType === 'stringList') return multiSelect ? 'multiChoice' : 'choice';
  return ({ string: 'text', integer: 'number', datetime: 'datetime' } as const)[dataType];
}

function field(name: string, label: string, type: RecordFieldType, values: readonly string[] = []): RecordField {
  return { name, label, type, required: false, values, table: null, active: true };
}
