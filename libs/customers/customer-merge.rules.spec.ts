import { describe, expect, it } from '@jest/globals';
import type { WireObject } from '#wire/tree.js';
import { decideMerge, filledUp, readMergeRequest, type MergeFacts } from './customer-merge.rules.js';
import type { ContactPointRow, CustomerRow } from './customer.store.js';

function customer(
  id: string,
  members: Partial<CustomerRow> = {},
  points: readonly ContactPointRow[] = [],
): CustomerRow {
  return {
    id,
    externalId: null,
    type: 'individual',
    departmentId: '10',
    departmentName: 'Service',
    customerName: null,
    groupType: null,
    details: {},
    createdAt: new Date(0),
    createdBy: null,
    lastModifiedAt: new Date(0),
    lastModifiedBy: null,
    isObfuscated: false,
    contacts: [
      { id: `${id}0`, firstName: `F${id}`, middleName: null, lastName: null, details: {}, contactPoints: points },
    ],
    ...members,
  };
}

const phone = (id: string, phoneNo: string, more: object = {}): ContactPointRow => ({
  id,
  type: 'phone',
  emailAddress: null,
  isPrimary: false,
  isVerified: true,
  details: { type: { value: 'home' }, phoneNo, ...more },
});

const FACTS: MergeFacts = {
  source: customer('1'),
  target: customer('2'),
  isDepartmentalized: true,
  configuration: {
    groupTypes: [],
    vocabularies: { level: [], industry: [], contactType: [], identificationType: [] },
    findCustomAttribute: () => ({
      id: '1',
      object: 'customer',
      name: 'any',
      dataType: 'string',
      allowedValues: [],
      multiSelect: true,
      size: 255,
      active: true,
    }),
  },
  isElsewhereToo: false,
  grantsHeld: 75,
  grantsGiven: 75,
};

function decide(facts: Partial<MergeFacts> = {}, target: WireObject = {}) {
  const read = readMergeRequest({ sourceCustomer: { id: 1 }, targetCustomer: { id: '2', ...target } });
  if ('refusals' in read) throw new Error(JSON.stringify(read.refusals));
  return decideMerge(read.request, { ...FACTS, ...facts });
}

function decided(facts: Partial<MergeFacts> = {}, target: WireObject = {}) {
  const outcome = decide(facts, target);
  if ('refusals' in outcome) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.decision;
}

describe('CUST-20: a merge', () => {
  it('makes the contact of an individual the other one, and leaves out what both have', () => {
    const source = customer('1', {}, [phone('11', '123', { priority: { value: 'low' } }), phone('12', '456')]);
    const target = customer('2', {}, [phone('21', '123')]);
    const { contact, doubledPointIds, result } = decided({ source, target });
    expect(contact).toEqual({ fromId: '10', toId: '20' });
    expect(doubledPointIds).toEqual(['11']);
    expect(result.contacts).toMatchObject([{ id: '20', firstName: 'F2', contactPoints: [{ id: '21' }, { id: '12' }] }]);
  });

  it('makes the contact one more of a company, unless one is named', () => {
    const target = customer('2', { type: 'corporate', customerName: 'Co' });
    expect(decided({ target }).contact).toBeUndefined();
    expect(decided({ target }).result.contacts.map(({ id }) => id)).toEqual(['20', '10']);
    const named = { contacts: { contact: [{ id: '20', jobTitle: 'Boss' }] } };
    expect(decided({ target }, named).contact).toEqual({ fromId: '10', toId: '20' });
    const about = { contacts: { contact: [{ jobTitle: 'Boss' }] } };
    expect(decided({ target }, about).result.contacts[1]).toMatchObject({ id: '10', details: { jobTitle: 'Boss' } });
  });

  it.each<[string, Partial<MergeFacts>, string[]]>([
    ['of a customer with itself', { target: customer('1') }, ['400-152 targetCustomer.id']],
    ['of a company', { source: customer('1', { type: 'corporate' }) }, ['400-152 sourceCustomer.id']],
    ['of one that was obfuscated', { source: customer('1', { isObfuscated: true }) }, ['400-152 sourceCustomer.id']],
    ['into one that was obfuscated', { target: customer('2', { isObfuscated: true }) }, ['400-152 targetCustomer.id']],
    ['across departments', { source: customer('1', { departmentId: null }) }, ['400-152 sourceCustomer.id']],
    ['with what is in departments of others', { isElsewhereToo: true }, ['400-152 sourceCustomer.id']],
    ['with too many grants', { grantsGiven: 76 }, ['400-152 sourceCustomer.id']],
    [
      'of nobody with nobody',
      { source: undefined, target: undefined },
      ['400-194 sourceCustomer.id', '400-194 targetCustomer.id'],
    ],
  ])('%s is refused', (_, facts, refusals) => {
    const outcome = decide(facts);
    expect('refusals' in outcome && outcome.refusals.map(({ code, attribute }) => `${code} ${attribute}`)).toEqual(
      refusals,
    );
  });

  it('does not count grants into a company, which has none', () => {
    expect(decide({ target: customer('2', { type: 'corporate' }), grantsHeld: 100 })).toHaveProperty('decision');
  });
});

describe('CUST-22: the target of a merge', () => {
  it('keeps, gets and is changed', () => {
    const source = customer('1', { externalId: 'e1', details: { pin: '1', role: { value: 'Partner' } } });
    const target = customer('2', { details: { pin: '2' } });
    const { change, result } = decided({ source, target }, { marketSegment: 'new' });
    expect(change.details).toEqual({ pin: '2', role: { value: 'Partner' }, marketSegment: 'new' });
    expect(result).toMatchObject({ externalId: 'e1', details: change.details });
  });

  it.each<[WireObject, WireObject, WireObject]>([
    [{ a: '1' }, { a: '2', b: '3' }, { a: '1', b: '3' }],
    [{ level: { value: 'x' } }, { level: { value: 'y' } }, { level: { value: 'x' } }],
    [
      { customAttributes: { s: ['1'] } },
      { customAttributes: { s: ['2'], t: ['3'] } },
      { customAttributes: { s: ['1'], t: ['3'] } },
    ],
  ])('has of %j and %j', (kept, gained, filled) => {
    expect(filledUp(kept, gained)).toEqual(filled);
  });
});
