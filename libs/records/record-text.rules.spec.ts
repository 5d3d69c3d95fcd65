import { describe, expect, it } from '@jest/globals';
import { INDEXED_LENGTH } from '#activities/activity-text.rules.js';
import type { RecordField, RecordFieldType } from '#record-tables/record-table.js';
import { entryToIndex, valuesToIndex } from './record-text.rules.js';

function field(name: string, type: RecordFieldType, active = true): RecordField {
  return { name, label: name, type, required: false, values: [], table: null, active };
}

describe('RT-19: the words of a record', () => {
  it('are those of its texts, choices and addresses, the short ones first', () => {
    const fields = [
      field('about', 'longText'),
      field('title', 'text'),
      field('kind', 'choice'),
      field('tags', 'multiChoice'),
      field('requester', 'email'),
      field('amount', 'number'),
      field('due', 'date'),
      field('contract', 'link'),
    ];
    const values = {
      about: 'It beeps.',
      title: 'Laptop',
      kind: 'new',
      tags: ['a', 'b'],
      requester: 'ann@example.org',
      amount: 7,
      due: '2026-01-31',
      contract: '1000',
    };
    expect(valuesToIndex(fields, values)).toBe('Laptop\nnew\na\nb\nann@example.org\nIt beeps.');
  });

  it('are not those of a field that is switched off', () => {
    expect(valuesToIndex([field('title', 'text', false)], { title: 'Laptop' })).toBe('');
  });

  it('are no more than are indexed, and a long text takes no place from a short one', () => {
    const fields = [field('about', 'longText'), field('title', 'text')];
    const text = valuesToIndex(fields, { about: 'x '.repeat(INDEXED_LENGTH), title: 'Laptop' });
    expect(text).toHaveLength(INDEXED_LENGTH);
    expect(text.startsWith('Laptop\n')).toBe(true);
  });

  it('are told apart where nothing stands between them', () => {
    expect(entryToIndex('我的电脑坏了')).toMatch(/^我的? ?.*电脑/);
  });
});
