/** `Field Label: Content` in a mail: records-by-email.md RI-8, RI-9. Pure, and in time that grows with the text. */
import type { FieldOutcome } from '#activities/mail-details.js';
import type { FieldParsing } from '#inbound-accounts/inbound-account.js';
import type { RecordField, RecordTable } from '#record-tables/record-table.js';
import { readWrittenValue } from '#records/field-value.rules.js';
import { mayWrite, type RecordRights } from '#records/record-rights.rules.js';
import type { FieldReader } from './built-in-tables.rules.js';

export interface ParsedFields {
  /** What may be written, as JSON has it. */
  readonly values: ReadonlyMap<string, unknown>;
  /** What became of each line that begins with a label. */
  readonly outcomes: readonly FieldOutcome[];
  /** The text without what was taken out of it. */
  readonly rest: string;
}

/** What a sender wrote behind a label. */
interface Written {
  readonly field: RecordField;
  readonly content: string;
  /** Its lines, from and to, the latter not included. */
  readonly from: number;
  readonly to: number;
}

/** The types whose content may have more than one line. */
const LONG_TYPES = new Set(['longText', 'appendOnly']);

/** Lines that are looked at; what is beyond stays text. */
const MOST_LINES = 10_000;

/** `text`: what the sender has just written, without what it quotes. `read` judges what is written for a field. */
export function parseFields(
  text: string,
  parsing: FieldParsing,
  table: RecordTable,
  rights: RecordRights,
  read: FieldReader = readWrittenValue,
): ParsedFields {
  const lines = text.split(/\r\n|\n|\r/);
  const values = new Map<string, unknown>();
  const outcomes: FieldOutcome[] = [];
  const taken = new Set<number>();
  const seen = new Set<string>();
  for (const written of writtenFields(lines, parsing, table)) {
    const { field, from, to } = written;
    const judged = seen.has(field.name) ? DUPLICATE : judge(written, rights, read);
    seen.add(field.name);
    outcomes.push({ field: field.name, label: field.label, outcome: judged.outcome, reason: judged.reason });
    if (judged.outcome !== 'applied') continue;
    values.set(field.name, judged.value);
    for (let line = from; line < to; line++) taken.add(line);
  }
  const rest = lines.filter((_, line) => !taken.has(line)).join('\n');
  return { values, outcomes, rest };
}

interface Judged {
  readonly outcome: FieldOutcome['outcome'];
  readonly reason?: string;
  readonly value?: unknown;
}

const DUPLICATE: Judged = { outcome: 'duplicate', reason: 'only the first one counts' };

function judge({ field, content }: Written, rights: RecordRights, readValue: FieldReader): Judged {
  if (!mayWrite(rights, field.name)) return { outcome: 'no_right', reason: 'the sender may not write it' };
  if (content.trim() === '') return { outcome: 'empty', reason: 'nothing is written there' };
  const read = readValue(field, content);
  switch (read.kind) {
    case 'value':
      return { outcome: 'applied', value: read.value };
    case 'entry':
      return { outcome: 'applied', value: read.content };
    case 'nothing':
    case 'files':
      return { outcome: 'empty', reason: 'nothing is written there' };
    case 'fault':
      return { outcome: 'invalid', reason: `it must be ${read.reason}` };
  }
}

function writtenFields(lines: readonly string[], parsing: FieldParsing, table: RecordTable): Written[] {
  const region = regionOf(lines, parsing);
  const fields = readableFields(table);
  const found: Written[] = [];
  for (let line = region.from; line < region.to; line++) {
    const begun = fieldOf(lines[line] ?? '', parsing.separator, fields);
    if (!begun) continue;
    let to = line + 1;
    if (LONG_TYPES.has(begun.field.type)) {
      while (to < region.to && !fieldOf(lines[to] ?? '', parsing.separator, fields)) to++;
    }
    const content = [begun.content, ...lines.slice(line + 1, to)].join('\n').trim();
    found.push({ field: begun.field, content, from: line, to });
    line = to - 1;
  }
  return found;
}

/** What stands above a signature (RFC 3676 §4.3), also where its space at the end was lost on the way. */
const SIGNATURE = /^-- ?$/;

/**
 * Between the delimiters; nothing, when there is to be one before and there is none. Without one behind, it ends at a signature: the
 * `Title: …` of the sender is none of the record.
 */
function regionOf(
  lines: readonly string[],
  { start, end }: FieldParsing,
): { readonly from: number; readonly to: number } {
  const isLine = (delimiter: string) => (line: string) => line.trim() === delimiter.trim();
  const last = Math.min(lines.length, MOST_LINES);
  const begin = start === null ? -1 : lines.findIndex(isLine(start));
  if (start !== null && begin === -1) return { from: 0, to: 0 };
  const from = begin + 1;
  const isEnd = end === null ? (line: string) => SIGNATURE.test(line) : isLine(end);
  const length = lines.slice(from).findIndex(isEnd);
  return { from, to: length === -1 ? last : Math.min(from + length, last) };
}

/** A field by the label that it is written with. */
interface LabelledField {
  readonly field: RecordField;
  readonly label: string;
}

/** The longest label first, so that `Title (short)` is not read as `Title`. */
function readableFields({ fields }: RecordTable): LabelledField[] {
  return fields
    .filter(({ active, type, label }) => active && type !== 'files' && label.trim() !== '')
    .map((field) => ({ field, label: field.label.trim().normalize('NFC') }))
    .toSorted((one, other) => other.label.length - one.label.length);
}

function fieldOf(
  line: string,
  separator: string,
  fields: readonly LabelledField[],
): { readonly field: RecordField; readonly content: string } | undefined {
  const written = line.trimStart().normalize('NFC');
  if (!written.includes(separator)) return undefined;
  for (const { field, label } of fields) {
    if (!written.startsWith(label)) continue;
    const behind = written.slice(label.length).trimStart();
    if (behind.startsWith(separator)) return { field, content: behind.slice(separator.length).trim() };
  }
  return undefined;
}
