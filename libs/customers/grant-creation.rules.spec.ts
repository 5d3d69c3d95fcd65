import { describe, expect, it } from '@jest/globals';
import { decideGrants, readGrantRequest, type GrantRequest, type PartyFacts } from './grant-creation.rules.js';

function party(id: string, members: Partial<PartyFacts> = {}): PartyFacts {
  return { id, type: 'individual', isActive: true, departmentId: '1', held: 0, holderIds: [], ...members };
}

const REQUEST: GrantRequest = {
  on: { path: 'grantsOn.customer[0]', sentId: '1' },
  to: [
    { path: 'grantsTo.customer[0]', sentId: '2' },
    { path: 'grantsTo.customer[1]', sentId: '3' },
  ],
};

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => String(1000 + index));

function outcomeOf(parties: Readonly<Record<string, PartyFacts>>, isDepartmentalized = false): unknown {
  const decided = decideGrants(REQUEST, new Map(Object.entries(parties)), isDepartmentalized);
  return 'refusals' in decided ? decided.refusals.map(({ code, attribute }) => `${code} ${attribute}`) : decided.grants;
}

const ALL = { 1: party('1'), 2: party('2'), 3: party('3') };

describe('new grants', () => {
  it('GRANT-1: are on one customer, to each of the others once', () => {
    expect(outcomeOf(ALL)).toEqual({ onId: '1', holderIds: ['2', '3'] });
    // Both ids mean the same customer, one of them since a merge.
    expect(outcomeOf({ ...ALL, 3: party('2') })).toEqual({ onId: '1', holderIds: ['2'] });
  });

  it.each<[string, Readonly<Record<string, PartyFacts>>, string[]]>([
    ['on nobody', { 2: party('2'), 3: party('3') }, ['400-194 grantsOn.customer[0].id']],
    ['to nobody', { 1: party('1'), 2: party('2') }, ['400-194 grantsTo.customer[1].id']],
    ['on itself', { ...ALL, 3: party('1') }, ['400-152 grantsTo.customer[1].id']],
    ['to a company', { ...ALL, 2: party('2', { type: 'corporate' }) }, ['400-152 grantsTo.customer[0].id']],
    [
      'to one that is switched off',
      { ...ALL, 2: party('2', { isActive: false }) },
      ['400-152 grantsTo.customer[0].id'],
    ],
  ])('GRANT-2: are refused %s', (_, parties, refusals) => {
    expect(outcomeOf(parties)).toEqual(refusals);
  });

  it.each<[string, string | undefined, boolean, boolean]>([
    ['in one department', '1', true, true],
    ['across departments', '2', true, false],
    ['across departments without departmentalization', '2', false, true],
    ['to a shared customer', undefined, true, true],
  ])('GRANT-2: %s', (_, departmentId, isDepartmentalized, isGranted) => {
    const outcome = outcomeOf({ ...ALL, 2: party('2', { departmentId }) }, isDepartmentalized);
    expect(Array.isArray(outcome)).toBe(!isGranted);
  });

  it.each<[string, Readonly<Record<string, PartyFacts>>, unknown]>([
    ['up to 75 on one', { ...ALL, 1: party('1', { holderIds: many(73) }) }, { onId: '1', holderIds: ['2', '3'] }],
    ['not 76 on one', { ...ALL, 1: party('1', { holderIds: many(74) }) }, ['400-152 grantsTo.customer']],
    [
      'what is there counts once',
      { ...ALL, 1: party('1', { holderIds: ['2', '3', ...many(73)] }) },
      { onId: '1', holderIds: ['2', '3'] },
    ],
    ['up to 75 of one', { ...ALL, 2: party('2', { held: 74 }) }, { onId: '1', holderIds: ['2', '3'] }],
    ['not 76 of one', { ...ALL, 2: party('2', { held: 75 }) }, ['400-152 grantsTo.customer[0].id']],
    [
      '75 of one that holds this one',
      { ...ALL, 1: party('1', { holderIds: ['2'] }), 2: party('2', { held: 75 }) },
      { onId: '1', holderIds: ['2', '3'] },
    ],
  ])('GRANT-3: %s', (_, parties, outcome) => {
    expect(outcomeOf(parties)).toEqual(outcome);
  });

  it.each<[string, Parameters<typeof readGrantRequest>[0], string]>([
    ['says nothing', {}, '400-146'],
    ['is on two', { grantsOn: { customer: [{ id: 1 }, { id: 2 }] }, grantsTo: { customer: [{ id: 3 }] } }, '400-152'],
    [
      'has another member',
      { grantsOn: { customer: [{ id: 1, name: 'x' }] }, grantsTo: { customer: [{ id: 3 }] } },
      '400-147',
    ],
    ['is a list', [], '400-152'],
  ])('GRANT-1: a body that %s is refused', (_, tree, code) => {
    expect(readGrantRequest(tree)).toMatchObject({
      refusals: expect.arrayContaining([expect.objectContaining({ code })]),
    });
  });
});
