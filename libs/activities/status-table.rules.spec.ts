import { describe, expect, it } from '@jest/globals';
import {
  ACTIVITY_TABLE,
  assertSoundTables,
  CASE_TABLE,
  caseState,
  nextState,
  startsOf,
  tableFaults,
  type ActivityState,
  type CaseState,
  type StatusTable,
} from './status-table.rules.js';

describe('ACT-1: an activity', () => {
  it.each<[string, ActivityState | undefined, ActivityState | undefined]>([
    ['receive', undefined, 'awaiting_assignment:ready_for_assignment'],
    ['record', undefined, 'completed:done'],
    ['receive', 'completed:done', undefined],
    ['complete', 'awaiting_assignment:ready_for_assignment', 'completed:done'],
    ['complete', 'in_workflow:error', 'completed:done'],
    ['complete', 'assigned:in_progress', 'completed:done'],
    ['complete', 'completed:done', undefined],
    ['pull', 'awaiting_assignment:ready_for_assignment', 'assigned:new'],
    ['pull', 'assigned:new', undefined],
    ['transfer', 'assigned:in_progress', 'awaiting_assignment:ready_for_assignment'],
    ['send', 'assigned:in_progress', 'in_workflow:ready_for_outbound_workflow'],
    ['send', undefined, 'in_workflow:ready_for_outbound_workflow'],
    ['failSending', 'in_workflow:ready_for_outbound_workflow', 'in_workflow:error'],
    ['sendAgain', 'in_workflow:error', 'in_workflow:ready_for_outbound_workflow'],
    ['unheard of', 'assigned:new', undefined],
  ])('by %s comes from %s to %s', (operation, from, to) => {
    expect(nextState(ACTIVITY_TABLE, operation, from)).toBe(to);
  });
});

describe('CASE-1: a case', () => {
  it.each<[string, CaseState | undefined, CaseState | undefined]>([
    ['create', undefined, 'open:open'],
    ['continue', 'closed:closed', 'open:open'],
    ['continue', 'open:resolved', 'open:open'],
    ['continue', 'open:pending', 'open:pending'],
    ['close', 'open:resolved', 'closed:closed'],
    ['close', 'closed:closed', undefined],
    ['setPending', 'closed:closed', 'open:pending'],
  ])('by %s comes from %s to %s', (operation, from, to) => {
    expect(nextState(CASE_TABLE, operation, from)).toBe(to);
  });

  it.each([
    ['new', 'open:new'],
    ['resolved', 'open:resolved'],
    ['closed', 'closed:closed'],
  ])('stored as %s is in the state %s', (substatus, state) => {
    expect(caseState(substatus)).toBe(state);
  });

  it('can be closed from every state but closed', () => {
    expect(startsOf(CASE_TABLE, 'close')).toEqual(['open:new', 'open:open', 'open:pending', 'open:resolved']);
  });
});

describe('the check at the start', () => {
  const table = (change: Partial<StatusTable<string>>): StatusTable<string> => ({
    states: ['a:a', 'b:b', 'z:z'],
    ends: ['z:z'],
    transitions: [
      { operation: 'make', to: 'a:a' },
      { operation: 'end', from: ['a:a'], to: 'z:z' },
    ],
    ...change,
  });
  const withTransition = (transition: StatusTable<string>['transitions'][number]) =>
    table({ transitions: [...table({}).transitions, transition] });

  it('finds nothing wrong with the tables in use', () => {
    expect(assertSoundTables).not.toThrow();
    expect(tableFaults(table({}))).toEqual([]);
  });

  it.each<[string, StatusTable<string>]>([
    ['c:c is not declared', withTransition({ operation: 'go', from: ['a:a'], to: 'c:c' })],
    ['end a:a leads two ways', withTransition({ operation: 'end', from: ['a:a'], to: 'a:a' })],
    ['b:b never ends', withTransition({ operation: 'go', from: ['a:a'], to: 'b:b' })],
  ])('finds that %s', (fault, wrong) => {
    expect(tableFaults(wrong)).toContain(fault);
  });
});
