import { describe, expect, it } from '@jest/globals';
import type { CaseId, CustomerId, DepartmentId } from '#runtime/ids.js';
import { findCase, referencedIds, type Sender } from './find-case.rules.js';
import type { RecordReference } from '#record-mail/record-reference.rules.js';
import type { CandidateCase, MailFacts, Thread } from './mail-facts.js';
import { messageKey } from '#mail-message/message-key.js';

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

function sender(isAuthenticated: boolean, reference?: Partial<RecordReference>): Sender {
  const found = reference && ({ tableNumber: 1, recordId: '7', evidence: 'key', by: 'subject', ...reference } as const);
  return {
    externalId: undefined,
    departmentId: '10' as DepartmentId,
    reference: found && { isForwarded: false, ...found },
    isAuthenticated,
    isStaffOf: () => false,
    unknownSenderWithKey: 'unverified',
    isReleased: false,
  };
}

describe('MF-1: the finders', () => {
  const references = { inReplyTo: ['a'], references: ['b', 'c'] };

  it.each([
    ['the external id before everything', {}, aCase('9'), 'external-id', '9'],
    ['what In-Reply-To names', {}, undefined, 'in-reply-to', '1'],
    ['what References name', { key: messageKey('b') }, undefined, 'references', '1'],
    ['nothing for what nobody has seen', undefined, undefined, 'new', undefined],
  ])('take %s', (_, thread, external, by, caseId) => {
    const found = findCase(references, sender(true), factsOf(thread, external));
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
    const found = findCase(references, { ...sender(true), externalId: 'mine' }, facts);
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
    const found = findCase({ inReplyTo: ['a'], references: [] }, sender(isAuthenticated), facts);
    expect([found.case === undefined ? 'opens' : 'joins', found.remarks]).toEqual([what, remarks]);
  });
});

describe('RU-1, RU-4: a record key', () => {
  const references = { inReplyTo: ['a'], references: [] };
  const keyed = (isParticipant: boolean): MailFacts => ({
    ...factsOf({}, aCase('9')),
    keyedCase: { case: aCase('7'), isParticipant },
  });

  it('finds its case before everything else', () => {
    expect(findCase(references, sender(true, {}), keyed(true))).toMatchObject({ by: 'record-key', case: { id: '7' } });
  });

  it.each([
    ['of a participant who is verified', true, true, {}, [], false],
    ['of a participant', true, false, {}, ['nobody has verified that the sender is who it says'], false],
    ['of a stranger', false, true, {}, ['the sender takes no part in it, but has a key of it'], true],
    [
      'that was passed on',
      true,
      true,
      { isForwarded: true },
      ['the mail that it answers was sent to somebody else'],
      false,
    ],
  ] as const)('%s adds to the case', (_, isParticipant, isAuthenticated, reference, remarks, isOfStranger) => {
    const found = findCase(references, sender(isAuthenticated, reference), keyed(isParticipant));
    expect(found).toMatchObject({ by: 'record-key', case: { id: '7' }, remarks, isOfStranger });
    expect(found.isLimitedByKey).toBe(!isParticipant || !isAuthenticated);
  });

  it('of a stranger opens a case, or is held, as the account says', () => {
    const stranger = (unknownSenderWithKey: Sender['unknownSenderWithKey']): Sender => ({
      ...sender(true, {}),
      unknownSenderWithKey,
    });
    const related = { case: undefined, remarks: ['possibly related to case 7'] };
    expect(findCase(references, stranger('new'), keyed(false))).toEqual({
      by: 'new',
      ...related,
      relatedCaseId: '7',
    });
    expect(findCase(references, stranger('hold'), keyed(false))).toMatchObject({ ...related, hold: expect.anything() });
  });

  it('of a stranger adds to the case once somebody has let the mail go (RU-3)', () => {
    for (const evidence of ['key', 'own-message-id'] as const) {
      const released = { ...sender(true, { evidence }), unknownSenderWithKey: 'hold', isReleased: true } as const;
      const found = findCase(references, released, keyed(false));
      expect(found).toMatchObject({ case: { id: '7' }, isOfStranger: true, isLimitedByKey: true });
    }
  });

  it('of a Message-ID alone is no key for a stranger', () => {
    const byId = sender(true, { evidence: 'own-message-id' });
    expect(findCase(references, byId, keyed(false))).toMatchObject({ case: undefined });
    expect(findCase(references, byId, keyed(true))).toMatchObject({ case: { id: '7' } });
  });

  it('leads into another department, a Message-ID of ours does not', () => {
    const elsewhere = (evidence: RecordReference['evidence']): Sender => ({
      ...sender(true, { evidence }),
      departmentId: '11' as DepartmentId,
    });
    expect(findCase(references, elsewhere('key'), keyed(true))).toMatchObject({ case: { id: '7' } });
    expect(findCase(references, elsewhere('own-message-id'), keyed(true))).toMatchObject({ by: 'external-id' });
  });

  it('of a case that is not there leaves the other finders their turn', () => {
    expect(findCase(references, sender(true, {}), factsOf({}, aCase('9')))).toMatchObject({ by: 'external-id' });
  });
});
