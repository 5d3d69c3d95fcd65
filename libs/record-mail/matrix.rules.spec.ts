import { describe, expect, it } from '@jest/globals';
import { rule, type Evidence, type Standing, type UnknownSenderWithKey } from './matrix.rules.js';

/** In words: what is ruled with each setting of the account. */
type Row = readonly [Evidence, Standing, Readonly<Record<UnknownSenderWithKey, string>>];

const always = (what: string): Row[2] => ({ unverified: what, hold: what, new: what });

const MATRIX: readonly Row[] = [
  ['key', 'verified', always('update')],
  ['key', 'unverified', always('update, limited')],
  ['key', 'unknown', { unverified: 'update, limited', hold: 'hold', new: 'new' }],
  ['own-message-id', 'verified', always('update')],
  ['own-message-id', 'unverified', always('update, limited')],
  ['own-message-id', 'unknown', { unverified: 'new', hold: 'hold', new: 'new' }],
  ['foreign-message-id', 'verified', always('update')],
  ['foreign-message-id', 'unverified', always('new')],
  ['foreign-message-id', 'unknown', always('new')],
];

describe('RU-4: what a sender may do with the record that its mail leads to', () => {
  it.each(
    MATRIX.flatMap(([evidence, standing, bySetting]) =>
      Object.entries(bySetting).map(
        ([setting, expected]) => [evidence, standing, setting as UnknownSenderWithKey, expected] as const,
      ),
    ),
  )('with %s, %s, and the setting %s: %s', (evidence, standing, setting, expected) => {
    const ruling = rule(evidence, standing, setting, false);
    expect(ruling.kind === 'update' && ruling.limited ? 'update, limited' : ruling.kind).toBe(expected);
  });

  it.each<[Evidence, Standing, UnknownSenderWithKey, string]>([
    ['key', 'unknown', 'hold', 'update'],
    ['own-message-id', 'unknown', 'hold', 'update'],
    ['foreign-message-id', 'unknown', 'hold', 'new'],
    ['key', 'unknown', 'new', 'new'],
    ['own-message-id', 'unknown', 'unverified', 'new'],
  ])('when somebody has let the mail go, with %s, %s, and %s: %s', (evidence, standing, setting, expected) => {
    const ruling = rule(evidence, standing, setting, true);
    expect(ruling.kind).toBe(expected);
    expect(ruling.kind !== 'update' || ruling.limited).toBe(true);
  });
});
