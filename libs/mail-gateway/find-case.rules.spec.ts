import { describe, expect, it } from '@jest/globals';
import type { CaseId, CustomerId, DepartmentId } from '#runtime/ids.js';
import { findCase, referencedIds } from './find-case.rules.js';
import type { CandidateCase, MailFacts, Thread } from './mail-facts.js';
import { messageKey } from './message-key.js';

function aCase(id: string): CandidateCase {
  return {
    id: id as CaseId,
    customerId: '50' as CustomerId,
    departmentId: '10' as DepartmentId,
    contactId: null,
    address: null,
    externalId: null,
  };
}

function factsOf(thread: Partial<Thread> | undefined, externalCase?: CandidateCase): MailFacts {
  const found = thread && {
    key: messageKey('a'),
    origin: 'received',
    isParticipant: true,
    case: aCase('1'),
    ...thread,
  };
  return { thread: found, externalCase } as unknown as MailFacts;
}

describe('MF-1: the finders', () => {
  const references = { inReplyTo: ['a'], references: ['b', 'c'] };

  it.each([
    ['the external id before everything', {}, aCase('9'), 'external-id', '9'],
    ['what In-Reply-To names', {}, undefined, 'in-reply-to', '1'],
    ['what References name', { key: messageKey('b') }, undefined, 'references', '1'],
    ['nothing for what nobody has seen', undefined, undefined, 'new', undefined],
  ])('take %s', (_, thread, external, by, caseId) => {
    const found = findCase(references, undefined, true, factsOf(thread, external));
    expect([found.by, found.case?.id]).toEqual([by, caseId]);
  });

  it.each([
    [
      'a case with another external id is only named',
      'other',
      undefined,
      ['possibly related to case 1, which has another external id'],
    ],
    ['a case without one gets it', null, '1', []],
  ])('of a mail with an external id that no case has: %s', (_, externalId, caseId, remarks) => {
    const facts = factsOf({ case: { ...aCase('1'), externalId } });
    const found = findCase(references, 'mine', true, facts);
    expect([found.case?.id, found.remarks]).toEqual([caseId, remarks]);
  });

  it('ask for each Message-ID once, in the order in which it counts', () => {
    expect(referencedIds({ inReplyTo: ['c'], references: ['a', 'b', 'c'] })).toEqual(['c', 'b', 'a']);
  });
});

describe('MF-2: who may add to a case that was found by a Message-ID', () => {
  it.each([
    ['sent', true, true, 'joins', []],
    ['sent', true, false, 'joins', ['nobody has verified that the sender is who it says']],
    ['sent', false, true, 'opens', ['possibly related to case 1']],
    ['sent', false, false, 'opens', ['possibly related to case 1']],
    ['received', true, true, 'joins', []],
    ['received', true, false, 'opens', ['possibly related to case 1']],
    ['received', false, true, 'opens', ['possibly related to case 1']],
    ['referenced', true, true, 'joins', []],
    ['referenced', true, false, 'opens', ['possibly related to case 1']],
    ['referenced', false, false, 'opens', ['possibly related to case 1']],
  ] as const)('%s, participant %s, authenticated %s: %s', (origin, isParticipant, isAuthenticated, what, remarks) => {
    const facts = factsOf({ origin, isParticipant });
    const found = findCase({ inReplyTo: ['a'], references: [] }, undefined, isAuthenticated, facts);
    expect([found.case === undefined ? 'opens' : 'joins', found.remarks]).toEqual([what, remarks]);
  });
});
