import { describe, expect, it } from '@jest/globals';
import { definedClauses, namedClauses } from './clause-coverage.js';

/** Clauses that a test of this suite cannot show, each with what shows it instead. */
const SHOWN_ELSEWHERE: Readonly<Record<string, string>> = {
  'RUN-3': 'it promises that this very suite passes on a fresh machine; .ci/run begins with it',
};

describe('the contract', () => {
  it('defines every clause once', () => {
    const clauses = definedClauses();
    expect(clauses.length).toBeGreaterThan(100);
    expect(clauses.filter((id, index) => clauses.indexOf(id) !== index)).toEqual([]);
  });

  it('has a test for every clause', () => {
    const named = namedClauses();
    expect(definedClauses().filter((id) => !named.has(id) && !(id in SHOWN_ELSEWHERE))).toEqual([]);
  });

  it('knows every clause that a test names', () => {
    const known = new Set(definedClauses());
    const strangers = [...namedClauses()]
      .filter(([id]) => !known.has(id))
      .map(([id, tests]) => `${id} in ${tests.join(', ')}`);
    expect(strangers).toEqual([]);
  });

  it('makes no exception for a clause that is gone or has a test by now', () => {
    const named = namedClauses();
    const known = new Set(definedClauses());
    expect(Object.keys(SHOWN_ELSEWHERE).filter((id) => !known.has(id) || named.has(id))).toEqual([]);
  });
});
