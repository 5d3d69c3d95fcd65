import { describe, expect, it } from '@jest/globals';
import { remarksOnNumber } from './named-number.rules.js';

describe('RU-4: a record number in a subject is a hint', () => {
  it.each([
    ['#1234', '1234'],
    ['Re: Laptop #1234', '1234'],
    ['It beeps (#1234), still', '1234'],
    ['Laptop [#1234] and #5678', '1234'],
    ['Case:#123456789012345678', '123456789012345678'],
  ])('of %s', (subject, number) => {
    expect(remarksOnNumber(subject, 'case', undefined)).toEqual([`names case ${number}`]);
  });

  it.each([
    '',
    'We are #1',
    'Order 1234',
    'page.html#1234',
    '#1234abc',
    '#2026-11-22',
    '#01234',
    '#1234567890123456789',
  ])('and there is none in %s', (subject) => {
    expect(remarksOnNumber(subject, 'case', undefined)).toEqual([]);
  });

  it('that says nothing new about what the mail leads to anyway', () => {
    expect(remarksOnNumber('Re: #1234', 'case', '1234')).toEqual([]);
    expect(remarksOnNumber('Re: #1234', 'record of asset', '1235')).toEqual(['names record of asset 1234']);
  });
});
