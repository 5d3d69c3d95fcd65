import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FieldParsing } from '#inbound-accounts/inbound-account.js';
import type { RecordField, RecordTable } from '#record-tables/record-table.js';
import { RECORD_FIELD_TYPES } from '#record-tables/record-table.js';
import { ALL_RIGHTS, NO_RIGHTS, type RecordRights } from '#records/record-rights.rules.js';
import type { RecordTableId } from '#runtime/ids.js';
import { parseFields } from './parse-fields.rules.js';

function field(name: string, label: string, type: RecordField['type'], more: Partial<RecordField> = {}): RecordField {
  return { name, label, type, required: false, values: [], table: null, active: true, ...more };
}

const ASSET: RecordTable = {
  id: '16' as RecordTableId,
  name: 'asset',
  label: 'Asset requests',
  onClosed: 'append',
  active: true,
  fields: [
    field('title', 'Title', 'text'),
    field('titleShort', 'Title (short)', 'text'),
    field('amount', 'Amount', 'number'),
    field('kind', 'Kind', 'choice', { values: ['laptop', 'phone'] }),
    field('why', 'Grund', 'longText'),
    field('log', 'Log', 'appendOnly'),
    field('files', 'Files', 'files'),
    field('gone', 'Gone', 'text', { active: false }),
  ],
};
const PARSING: FieldParsing = { start: null, end: null, separator: ':' };

function parse(text: string, parsing: Partial<FieldParsing> = {}, rights: RecordRights = ALL_RIGHTS) {
  const { values, outcomes, rest } = parseFields(text, { ...PARSING, ...parsing }, ASSET, rights);
  return { values: Object.fromEntries(values), outcomes: outcomes.map((one) => `${one.field} ${one.outcome}`), rest };
}

describe('RI-8: lines such as `Field Label: Content`', () => {
  it.each<[string, string, Partial<FieldParsing>, object, string]>([
    ['are read by exact labels', 'Title: A laptop\nAmount : 12.50', {}, { title: 'A laptop', amount: 12.5 }, ''],
    ['are text when nobody knows the label', 'Titles: x\nHello: you', {}, {}, 'Titles: x\nHello: you'],
    ['count by the longest label', 'Title (short): L\nTitle: Long', {}, { titleShort: 'L', title: 'Long' }, ''],
    ['are the sender’s words: choices in any case of letters', 'Kind: Laptop', {}, { kind: 'laptop' }, ''],
    [
      'have more lines where the field does, until the next label',
      'Grund: a\n\nb\nAmount: 1',
      {},
      { why: 'a\n\nb', amount: 1 },
      '',
    ],
    ['have one line where the field has one', 'Title: a\nb', {}, { title: 'a' }, 'b'],
    [
      'stand between the delimiters',
      'Title: no\n--- form\nTitle: yes\n--- end\nAmount: 1',
      { start: '--- form', end: '--- end' },
      { title: 'yes' },
      'Title: no\n--- form\n--- end\nAmount: 1',
    ],
    ['are none when there is no beginning', 'Title: no', { start: '--- form' }, {}, 'Title: no'],
    ['have the separator of the account', 'Title = x', { separator: '=' }, { title: 'x' }, ''],
    ['stand above the signature', 'Amount: 1\n\n-- \nPat\nTitle: Head', {}, { amount: 1 }, '\n-- \nPat\nTitle: Head'],
    ['stand above a signature whose space was lost', 'Fine.\n--\nTitle: Head', {}, {}, 'Fine.\n--\nTitle: Head'],
    [
      'stand wherever an end says so',
      '-- \nTitle: a\nend\nAmount: 1',
      { end: 'end' },
      { title: 'a' },
      '-- \nend\nAmount: 1',
    ],
    ['do not name what is no field any more, nor files', 'Gone: x\nFiles: y', {}, {}, 'Gone: x\nFiles: y'],
  ])('%s', (_, text, parsing, values, rest) => {
    expect(parse(text, parsing)).toMatchObject({ values, rest });
  });

  it.each<[string, string, RecordRights, string[]]>([
    [
      'says which were applied, and which were not',
      'Title: a\nAmount: much',
      ALL_RIGHTS,
      ['title applied', 'amount invalid'],
    ],
    ['the first of two counts', 'Title: a\nTitle: b', ALL_RIGHTS, ['title applied', 'title duplicate']],
    ['nothing is taken away by a line that says nothing', 'Amount:', ALL_RIGHTS, ['amount empty']],
    [
      'by the rights of the sender alone',
      'Title: a\nAmount: 1',
      { ...NO_RIGHTS, update: true, fields: new Set(['amount']) },
      ['title no_right', 'amount applied'],
    ],
  ])('RI-9: %s', (_, text, rights, outcomes) => {
    expect(parse(text, {}, rights).outcomes).toEqual(outcomes);
  });

  it('RI-9: what was not applied stays text', () => {
    expect(parse('Title: a\nAmount: much\nSee you.').rest).toBe('Amount: much\nSee you.');
  });

  it('RI-9: never throws, and never writes what the sender may not write', () => {
    const names = ASSET.fields.map(({ name }) => name);
    const line = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom(...ASSET.fields.map(({ label }) => label)), fc.string())
        .map(([label, text]) => `${label}: ${text}`),
    );
    fc.assert(
      fc.property(
        fc.array(line).map((lines) => lines.join('\n')),
        fc.subarray(names),
        fc.constantFrom(...RECORD_FIELD_TYPES),
        fc.option(fc.string({ minLength: 1 })),
        fc.string({ minLength: 1 }),
        (text, allowed, type, delimiter, separator) => {
          const table = { ...ASSET, fields: [...ASSET.fields, field('more', 'More', type)] };
          const rights = { ...NO_RIGHTS, update: true, fields: new Set(allowed) };
          const parsing = { start: delimiter, end: delimiter, separator };
          const { values, outcomes, rest } = parseFields(text, parsing, table, rights);
          expect([...values.keys()].filter((name) => !rights.fields.has(name))).toEqual([]);
          expect(outcomes.filter(({ outcome }) => outcome === 'applied')).toHaveLength(values.size);
          expect(rest.length).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  it('looks at ten thousand lines of a megabyte, and at the beginning of each', () => {
    expect(parse('Title: a\n'.repeat(100_000)).outcomes).toHaveLength(10_000);
    expect(parse(`${'Title'.repeat(200_000)}: x`).outcomes).toEqual([]);
  });
});
