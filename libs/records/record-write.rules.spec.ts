import { describe, expect, it } from '@jest/globals';
import type { RecordField, RecordTable } from '#record-tables/record-table.js';
import { ALL_RIGHTS, type RecordRights } from './record-rights.rules.js';
import { decideValues, hasAllRequired, missingFields } from './record-write.rules.js';

function field(name: string, type: RecordField['type'], more: Partial<RecordField> = {}): RecordField {
  return { name, label: name, type, required: false, values: [], table: null, active: true, ...more };
}

const TABLE = {
  id: '16',
  name: 'asset',
  label: 'Assets',
  onClosed: 'append',
  active: true,
  fields: [
    field('title', 'text', { required: true }),
    field('amount', 'number'),
    field('log', 'appendOnly', { required: true }),
    field('files', 'files'),
    field('parent', 'link', { table: 'asset' }),
    field('old', 'text', { active: false, required: true }),
  ],
} as unknown as RecordTable;

const ONLY_AMOUNT: RecordRights = { create: true, read: true, update: true, fields: new Set(['amount']) };

function decide(values: Readonly<Record<string, unknown>>, rights: RecordRights = ALL_RIGHTS) {
  return decideValues(TABLE, rights, new Map(Object.entries(values)));
}

describe('RT-5: what a write makes of values', () => {
  it('sets, takes away, appends, and names files and links', () => {
    const decided = decide({ title: 'Laptop', amount: '', log: 'Asked.', files: ['a'], parent: '7' });
    expect([...decided.values]).toEqual([
      ['title', 'Laptop'],
      ['amount', null],
      ['parent', '7'],
    ]);
    expect(decided).toMatchObject({
      entries: [{ field: 'log', content: 'Asked.' }],
      files: [{ field: 'files', altIds: ['a'] }],
      links: [{ field: 'parent', table: 'asset', id: '7' }],
      refused: [],
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a field that is not there', { colour: 'red' }, 'unknown field'],
    ['one that is switched off', { old: 'x' }, 'unknown field'],
    ['one that every object has', { toString: 'x' }, 'unknown field'],
    ['a value that does not fit', { amount: 'many' }, 'bad value'],
    ['taking away what is required', { title: '' }, 'required'],
  ])('refuses %s', (_, values, why) => {
    expect(decide(values)).toMatchObject({ refused: [{ field: Object.keys(values)[0], why }] });
  });

  it('goes on with the other fields', () => {
    const decided = decide({ amount: 'many', title: 'Laptop' });
    expect([[...decided.values.keys()], decided.refused.length]).toEqual([['title'], 1]);
  });
});

describe('RI-3: a field without the right to write it', () => {
  it('is refused by itself, before its value is looked at', () => {
    const decided = decide({ amount: 1, title: '', log: 'x' }, ONLY_AMOUNT);
    expect([...decided.values]).toEqual([['amount', 1]]);
    expect(decided.refused.map(({ field: name, why }) => [name, why])).toEqual([
      ['title', 'no right'],
      ['log', 'no right'],
    ]);
  });
});

describe('RT-5: a new record', () => {
  it.each<[Readonly<Record<string, unknown>>, string[], boolean]>([
    [{ title: 'a', log: 'b' }, [], true],
    [{}, ['title', 'log'], false],
    [{ title: 'a' }, ['log'], false],
    // Refused already, so it is not missing besides.
    [{ title: 'two\nlines', log: 'b' }, [], false],
  ])('of %j lacks %j', (values, missing, isWhole) => {
    const decided = decide(values);
    const { refused } = decided;
    expect(missingFields(TABLE, { decided, refused }).map(({ field: name }) => name)).toEqual(missing);
    expect(hasAllRequired(TABLE, decided)).toBe(isWhole);
  });
});
