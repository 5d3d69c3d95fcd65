/** What a write makes of the values that it is given (records-by-email.md RT-5, RI-3): pure, field by field. */
import { findField, type RecordField, type RecordTable } from '#record-tables/record-table.js';
import { readFieldValue } from './field-value.rules.js';
import { mayWrite, type RecordRights } from './record-rights.rules.js';
import type { FieldValue } from './record.js';

/** Why a field was not written. */
export interface FieldRefusal {
  readonly field: string;
  readonly why: 'unknown field' | 'no right' | 'bad value' | 'required' | 'not found';
  /** English, with the limit where there is one. */
  readonly reason: string;
  /** The id that was not found. */
  readonly id?: string;
}

/** What is to be done to a record, as far as its values alone can tell. */
export interface DecidedValues {
  /** Values to be set; null takes one away. */
  readonly values: ReadonlyMap<string, FieldValue | null>;
  readonly entries: readonly { readonly field: string; readonly content: string }[];
  readonly files: readonly { readonly field: string; readonly altIds: readonly string[] }[];
  /** Values that name a record of another table: whether it is there is still to be found out. */
  readonly links: readonly { readonly field: string; readonly table: string; readonly id: string }[];
  readonly refused: readonly FieldRefusal[];
}

export function decideValues(
  table: RecordTable,
  rights: RecordRights,
  given: ReadonlyMap<string, unknown>,
): DecidedValues {
  const values = new Map<string, FieldValue | null>();
  const entries: { field: string; content: string }[] = [];
  const files: { field: string; altIds: readonly string[] }[] = [];
  const links: { field: string; table: string; id: string }[] = [];
  const refused: FieldRefusal[] = [];
  for (const [name, value] of given) {
    const field = findField(table, name);
    const refusal = refusalOf(field, name, rights);
    if (refusal || !field) {
      if (refusal) refused.push(refusal);
      continue;
    }
    const read = readFieldValue(field, value);
    if (read.kind === 'fault') refused.push({ field: name, why: 'bad value', reason: read.reason });
    else if (read.kind === 'entry') entries.push({ field: name, content: read.content });
    else if (read.kind === 'files') files.push({ field: name, altIds: read.altIds });
    else if (read.kind === 'value') {
      values.set(name, read.value);
      if (field.type === 'link') links.push({ field: name, table: field.table ?? '', id: String(read.value) });
    } else if (field.required) refused.push(missing(field));
    else values.set(name, null);
  }
  return { values, entries, files, links, refused };
}

/** Why a field cannot be written at all, whatever the value. */
export function refusalOf(
  field: RecordField | undefined,
  name: string,
  rights: RecordRights,
): FieldRefusal | undefined {
  if (!field) return { field: name, why: 'unknown field', reason: 'there is no such field' };
  if (!mayWrite(rights, name)) return { field: name, why: 'no right', reason: 'the caller may not write this field' };
  return undefined;
}

/** The fields that a new record must have and has not; those refused for another reason are named already. */
export function missingFields(
  table: RecordTable,
  { decided, refused }: { readonly decided: DecidedValues; readonly refused: readonly FieldRefusal[] },
): FieldRefusal[] {
  const named = new Set(refused.map(({ field }) => field));
  return absentFields(table, decided)
    .filter(({ name }) => !named.has(name))
    .map((field) => missing(field));
}

/** Whether a record can be made although fields were refused: what is required must be there. */
export function hasAllRequired(table: RecordTable, decided: DecidedValues): boolean {
  return absentFields(table, decided).length === 0;
}

function absentFields(table: RecordTable, { values, entries }: DecidedValues): RecordField[] {
  const there = new Set([...values.keys(), ...entries.map(({ field }) => field)]);
  return table.fields.filter(({ name, required, active }) => required && active && !there.has(name));
}

function missing({ name }: RecordField): FieldRefusal {
  return { field: name, why: 'required', reason: 'it is required' };
}
