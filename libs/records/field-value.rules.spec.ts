import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordField, RecordFieldType } from '#record-tables/record-table.js';
import { LONGEST_LONG_TEXT, LONGEST_TEXT, MOST_FILES, readFieldValue, readWrittenValue } from './field-value.rules.js';

function field(type: RecordFieldType): RecordField {
  const values = type === 'choice' || type === 'multiChoice' ? ['Laptop', 'phone', 'tab, big'] : [];
  return {
    name: 'f',
    label: 'F',
    type,
    required: false,
    values,
    table: type === 'link' ? 'asset' : null,
    active: true,
  };
}

const value = (stored: unknown) => ({ kind: 'value', value: stored });
const nothing = { kind: 'nothing' };
const fault = { kind: 'fault' };

describe('RT-6: a value', () => {
  it.each<[RecordFieldType, unknown, object]>([
    ['text', 'Laptop', value('Laptop')],
    ['text', 4711, value('4711')],
    ['text', '', nothing],
    ['text', 'x'.repeat(LONGEST_TEXT), value('x'.repeat(LONGEST_TEXT))],
    ['text', 'x'.repeat(LONGEST_TEXT + 1), fault],
    ['text', 'two\nlines', fault],
    ['text', 'a\u0000b', fault],
    ['text', '\ud800', fault],
    ['text', true, fault],
    ['text', { value: 'x' }, fault],
    ['text', ['x'], fault],
    ['longText', 'two\nlines', value('two\nlines')],
    ['longText', 'x'.repeat(LONGEST_LONG_TEXT + 1), fault],
    ['number', 3, value(3)],
    ['number', '-3.25', value(-3.25)],
    ['number', '-0', value(0)],
    ['number', '0.1', value(0.1)],
    ['number', '123456789012345', value(123456789012345)],
    ['number', '1234567890123456', fault],
    ['number', '1234567890.123456', fault],
    ['number', 1e21, fault],
    ['number', Number.NaN, fault],
    ['number', '1,5', fault],
    ['number', '', nothing],
    ['boolean', true, value(true)],
    ['boolean', 'false', value(false)],
    ['boolean', 'yes', fault],
    ['boolean', 1, fault],
    ['date', '2026-02-28', value('2026-02-28')],
    ['date', '2026-02-30', fault],
    ['date', '2026-02-28T00:00:00Z', fault],
    ['datetime', '2026-02-28T10:00:00+01:00', value('2026-02-28T09:00:00.000Z')],
    ['datetime', '2026-02-28', fault],
    ['choice', 'phone', value('phone')],
    ['choice', 'Phone', fault],
    ['choice', '', nothing],
    ['multiChoice', ['phone', 'Laptop'], value(['Laptop', 'phone'])],
    ['multiChoice', ['phone', 'phone'], fault],
    ['multiChoice', ['tablet'], fault],
    ['multiChoice', [1], fault],
    ['multiChoice', [], nothing],
    ['multiChoice', [''], nothing],
    ['multiChoice', 'phone', fault],
    ['email', 'Ann@example.org', value('Ann@example.org')],
    ['email', 'Ann <ann@example.org>', fault],
    ['link', '1000', value('1000')],
    ['link', 1000, value('1000')],
    ['link', '-1', fault],
    ['link', '99999999999999999999', fault],
  ])('RT-6: of a %s field: %j', (type, given, read) => {
    expect(readFieldValue(field(type), given)).toMatchObject(read);
  });

  it.each<[unknown, object]>([
    ['Ordered.', { kind: 'entry', content: 'Ordered.' }],
    ['', fault],
    [' \n', fault],
    ['x'.repeat(LONGEST_LONG_TEXT + 1), fault],
    [['Ordered.'], fault],
  ])('RT-7: of an append-only field is one more entry: %j', (given, read) => {
    expect(readFieldValue(field('appendOnly'), given)).toMatchObject(read);
  });

  it.each<[unknown, object]>([
    [['A', 'a', 'b'], { kind: 'files', altIds: ['a', 'b'] }],
    [[], { kind: 'files', altIds: [] }],
    ['', { kind: 'files', altIds: [] }],
    [Array.from({ length: MOST_FILES + 1 }, (_, index) => String(index)), fault],
    ['a', fault],
  ])('RT-8: of a files field is the list of its altIds: %j', (given, read) => {
    expect(readFieldValue(field('files'), given)).toMatchObject(read);
  });
});

describe('RT-6: a value that a person wrote', () => {
  it.each<[RecordFieldType, string, object]>([
    ['boolean', ' Yes ', value(true)],
    ['boolean', 'NO', value(false)],
    ['boolean', 'perhaps', fault],
    ['choice', 'laptop', value('Laptop')],
    ['choice', 'tablet', fault],
    ['multiChoice', 'Phone, laptop', value(['Laptop', 'phone'])],
    ['multiChoice', '', nothing],
    ['number', ' 3 ', value(3)],
    ['text', ' Laptop ', value('Laptop')],
    ['appendOnly', 'Ordered.', { kind: 'entry', content: 'Ordered.' }],
    ['files', 'a', fault],
  ])('RT-6: in a %s field: %j', (type, written, read) => {
    expect(readWrittenValue(field(type), written)).toMatchObject(read);
  });
});

const TYPES: RecordFieldType[] = [
  'text',
  'longText',
  'number',
  'boolean',
  'date',
  'datetime',
  'choice',
  'email',
  'link',
];

describe('RT-6: reading a value', () => {
  it('never throws, and what it has read it reads again as the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES, 'multiChoice' as const), fc.anything(), (type, given) => {
        const read = readFieldValue(field(type), given);
        if (read.kind === 'value') expect(readFieldValue(field(type), read.value)).toEqual(read);
        expect(['value', 'nothing', 'fault']).toContain(read.kind);
      }),
    );
  });

  it('takes a text and its JSON value for the same', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(readFieldValue(field('number'), String(number))).toEqual(readFieldValue(field('number'), number));
      }),
    );
  });

  it('never throws over what a person wrote', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES, 'multiChoice' as const), fc.string(), (type, written) => {
        expect(['value', 'nothing', 'fault']).toContain(readWrittenValue(field(type), written).kind);
      }),
    );
  });
});
