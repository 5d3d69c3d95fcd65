import { describe, expect, it } from '@jest/globals';
import { customAttributeFault, normalValue } from './custom-attribute-value.rules.js';
import type { CustomAttribute } from './partition-snapshot.js';

const STRING: CustomAttribute = {
  id: '1',
  object: 'activity',
  name: 'reference',
  dataType: 'string',
  allowedValues: [],
  multiSelect: false,
  size: 10,
  active: true,
};
const INTEGER: CustomAttribute = { ...STRING, dataType: 'integer', size: 255 };
const DATE: CustomAttribute = { ...STRING, dataType: 'datetime', size: 255 };
const CHOICE: CustomAttribute = { ...STRING, dataType: 'stringList', allowedValues: ['laptop', 'phone'], size: 255 };
const CHOICES: CustomAttribute = { ...CHOICE, multiSelect: true };
const NO_CHOICE: CustomAttribute = { ...CHOICE, allowedValues: [] };

describe('B-16: the values of a custom attribute', () => {
  it.each([
    ['a text of the configured size', STRING, ['0123456789']],
    ['a size in characters, not UTF-16 units', STRING, ['😀😀😀😀😀😀😀😀😀😀']],
    ['an empty text', STRING, ['']],
    ['an integer', INTEGER, ['-12']],
    ['the largest integers that are stored', INTEGER, ['999999999999999999']],
    ['a date', DATE, ['2026-01-31T09:30:00.000Z']],
    ['a predefined value', CHOICE, ['phone']],
    ['several predefined values of a multi-select', CHOICES, ['phone', 'laptop']],
  ])('may be %s', (_, attribute, values) => {
    expect(customAttributeFault(attribute, values)).toBeUndefined();
  });

  it.each([
    ['there is no such attribute', undefined, ['x'], 'is not a configured custom attribute'],
    ['it is switched off', { ...STRING, active: false }, ['x'], 'is not a configured custom attribute'],
    ['a text is too long', STRING, ['01234567890'], 'must have at most 10 characters'],
    ['it is not predefined', CHOICE, ['tablet'], 'must be one of laptop, phone'],
    ['it is predefined in another case', CHOICE, ['Phone'], 'must be one of laptop, phone'],
    ['one of several is not predefined', CHOICES, ['phone', 'tablet'], 'must be one of laptop, phone'],
    ['nothing is predefined', NO_CHOICE, ['laptop'], 'must be one of '],
    ['there are several', CHOICE, ['phone', 'laptop'], 'takes one value only'],
    ['there are several texts', STRING, ['a', 'b'], 'takes one value only'],
    ['it is no integer', INTEGER, ['1.5'], 'must be an integer'],
    ['it is no integer at all', INTEGER, [''], 'must be an integer'],
    ['it is larger than 64 bits', INTEGER, ['9'.repeat(19)], 'must be an integer'],
    ['it is no date', DATE, ['tomorrow'], 'must be an ISO 8601 date and time with a zone'],
  ])('are refused when %s', (_, attribute, values, reason) => {
    expect(customAttributeFault(attribute, values)).toBe(reason);
  });
});

describe('B-16: a value is kept in one form', () => {
  it.each([
    [INTEGER, '+05', '5'],
    [INTEGER, '-0', '0'],
    [INTEGER, '-999999999999999999', '-999999999999999999'],
    [INTEGER, 'five', 'five'],
    [DATE, '2026-01-31T09:30:00+01:00', '2026-01-31T08:30:00.000Z'],
    [DATE, 'tomorrow', 'tomorrow'],
    [STRING, '05', '05'],
    [{ ...INTEGER, allowedValues: ['05'] }, '05', '05'],
  ])('%j: %s as %s', (attribute, value, kept) => {
    expect(normalValue(attribute, value)).toBe(kept);
  });
});
