import { describe, expect, it } from '@jest/globals';
import { Failure } from '#runtime/errors/failure.js';
import { etagOf, readConditionalHeader, requireUnchanged } from './precondition.rules.js';

const MODIFIED_AT = new Date('2026-03-01T10:00:00.123Z');
const RESOURCE = { kind: 'activity', id: '1000', lastModifiedAt: MODIFIED_AT };
const TAG = etagOf(MODIFIED_AT);

function outcomeOf(ifMatch: string | undefined, lastModified: Date | undefined): string {
  try {
    requireUnchanged({ ...readConditionalHeader(ifMatch), lastModified }, RESOURCE);
    return 'holds';
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

describe('a precondition', () => {
  it.each<[string, string | undefined, Date | undefined, string]>([
    ['WR-2: nothing', undefined, undefined, 'holds'],
    ['WR-2: the last modification', undefined, MODIFIED_AT, 'holds'],
    ['WR-2: another last modification', undefined, new Date(MODIFIED_AT.getTime() + 1), '409-100'],
    ['WR-3: the tag', TAG, undefined, 'holds'],
    ['WR-3: any', ' * ', undefined, 'holds'],
    ['WR-3: the tag among others', `"1", ${TAG}`, undefined, 'holds'],
    ['WR-3: another tag', '"1"', undefined, '412-100'],
    ['WR-3: a weak tag, which never matches', `W/${TAG}`, undefined, '412-100'],
    ['WR-3: the tag, but another last modification', TAG, new Date(0), '409-100'],
    ['WR-3: another tag, but the last modification', '"1"', MODIFIED_AT, '412-100'],
    ['WR-3: no quotes', '123', undefined, '400-100'],
    ['WR-3: an empty header', '', undefined, '400-100'],
  ])('%s', (_, ifMatch, lastModified, outcome) => {
    expect(outcomeOf(ifMatch, lastModified)).toBe(outcome);
  });
});
