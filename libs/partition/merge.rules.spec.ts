import { describe, expect, it } from '@jest/globals';
import { merged, type MergeMode } from './merge.rules.js';

const DEFAULTS = { name: 'default', note: null as string | null, active: true, list: ['default'] };
const PREVIOUS = { name: 'old', note: 'old' as string | null, active: false, list: ['old'] };

describe('PART-4: PUT replaces, PATCH merges', () => {
  it.each<{ what: string; mode: MergeMode; given: object; previous: typeof PREVIOUS | undefined; expected: object }>([
    { what: 'PUT of a new item takes defaults', mode: 'replace', given: {}, previous: undefined, expected: DEFAULTS },
    { what: 'PATCH of a new item takes defaults', mode: 'merge', given: {}, previous: undefined, expected: DEFAULTS },
    {
      what: 'PUT sets omitted scalars to defaults and keeps omitted lists',
      mode: 'replace',
      given: {},
      previous: PREVIOUS,
      expected: { ...DEFAULTS, list: ['old'] },
    },
    { what: 'PATCH leaves omitted members', mode: 'merge', given: {}, previous: PREVIOUS, expected: PREVIOUS },
    {
      what: 'a list replaces the old list',
      mode: 'merge',
      given: { list: [] },
      previous: PREVIOUS,
      expected: { ...PREVIOUS, list: [] },
    },
    {
      what: 'false and empty text are values',
      mode: 'replace',
      given: { active: false, name: '' },
      previous: undefined,
      expected: { ...DEFAULTS, active: false, name: '' },
    },
    {
      what: 'null is a value where the default is null',
      mode: 'merge',
      given: { note: null },
      previous: PREVIOUS,
      expected: { ...PREVIOUS, note: null },
    },
    {
      what: 'null means absent elsewhere (B-23)',
      mode: 'merge',
      given: { name: null, list: null },
      previous: PREVIOUS,
      expected: PREVIOUS,
    },
  ])('$what', ({ mode, given, previous, expected }) => {
    expect(merged(mode, given, previous, DEFAULTS)).toEqual(expected);
  });
});
