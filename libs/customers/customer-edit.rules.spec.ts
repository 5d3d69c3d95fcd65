import { describe, expect, it } from '@jest/globals';
import type { WireObject, WireTree } from '#wire/tree.js';
import { changedDetails, decideCustomerEdit, readCustomerEdit, type EditContext } from './customer-edit.rules.js';
import type { ContactPointRow, CustomerRow } from './customer.store.js';

const CONTEXT: EditContext = {
  type: 'individual',
  isOwnProfile: false,
  path: '',
  configuration: {
    groupTypes: ['household'],
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
};

const EMAIL: ContactPointRow = {
  id: '7',
  type: 'email',
  emailAddress: 'ann@example.org',
  isPrimary: true,
  isVerified: true,
  details: { priority: { value: 'high' } },
};

const ANN: CustomerRow = {
  id: '1',
  externalId: null,
  type: 'individual',
  departmentId: null,
  departmentName: null,
  customerName: null,
  groupType: null,
  details: { pin: '1', customAttributes: { tier: ['a'], size: ['9'] } },
  createdAt: new Date(0),
  createdBy: null,
  lastModifiedAt: new Date(0),
  lastModifiedBy: null,
  isObfuscated: false,
  contacts: [
    {
      id: '5',
      firstName: 'Ann',
      middleName: 'B.',
      lastName: 'Lee',
      details: { jobTitle: 'Boss' },
      contactPoints: [EMAIL],
    },
  ],
};

function editOf(tree: WireTree, context: Partial<EditContext> = {}) {
  const read = readCustomerEdit(tree, { ...CONTEXT, ...context });
  if ('refusals' in read) throw new Error(JSON.stringify(read.refusals));
  return read.edit;
}

function changeOf(tree: WireTree, context: Partial<EditContext> & { readonly contactId?: string } = {}) {
  const { contactId, ...others } = context;
  const decided = decideCustomerEdit(ANN, editOf(tree, others), { contactId });
  if ('refusals' in decided) throw new Error(JSON.stringify(decided.refusals));
  return decided.change;
}

const contact = (members: WireObject): WireObject => ({ contacts: { contact: [members] } });

describe('the edit of a customer', () => {
  it.each([
    [{}, /^type or customerName or .* or contacts or customAttributes or .* or owner$/],
    [{ isOwnProfile: true }, /^contacts$/],
  ])('CUST-10: is refused when it says nothing, %j', (context, attribute) => {
    expect(readCustomerEdit({ id: '1', pin: null }, { ...CONTEXT, ...context })).toMatchObject({
      refusals: [{ code: '400-146', attribute: expect.stringMatching(attribute) }],
    });
  });

  it('CUST-22: of a merge changes nothing when it says nothing', () => {
    expect(changeOf({ id: '1', pin: null }, { mayChangeNothing: true })).toEqual({
      customerName: null,
      groupType: null,
      details: ANN.details,
      contacts: [],
      removedPoints: [],
    });
  });

  it('CUST-11: finds the contact of an individual by itself, and its contact points by their ids', () => {
    const { contacts } = changeOf(contact({ lastName: '', email: [{ id: 7, priority: { value: '' } }] }));
    expect(contacts).toEqual([
      {
        id: '5',
        firstName: 'Ann',
        middleName: 'B.',
        lastName: null,
        details: { jobTitle: 'Boss' },
        points: [{ ...EMAIL, path: 'contacts.contact[0].email[0]', details: {} }],
      },
    ]);
  });

  it.each<[string, WireObject, string | undefined, boolean]>([
    ['added by staff', { emailAddress: 'new@example.org' }, undefined, true],
    ['changed by staff', { id: '7', emailAddress: 'new@example.org' }, undefined, true],
    ['added by the customer', { emailAddress: 'new@example.org' }, '5', false],
    ['changed by the customer', { id: '7', emailAddress: 'new@example.org' }, '5', false],
    ['written in other letters by the customer', { id: '7', emailAddress: 'ANN@example.org' }, '5', true],
    ['left as it is by the customer', { id: '7' }, '5', true],
  ])('CUST-13: an address that was %s', (_, point, contactId, isVerified) => {
    expect(
      changeOf(contact({ email: [point] }), contactId === undefined ? {} : { contactId }).contacts[0]?.points,
    ).toMatchObject([{ isVerified }]);
  });

  it('CUST-14: of a customer stays with its own contact', () => {
    const decided = decideCustomerEdit(ANN, editOf(contact({ id: '5', firstName: 'X' })), { contactId: '6' });
    expect(decided).toMatchObject({ refusals: [{ code: '400-194', attribute: 'contacts.contact[0].id' }] });
  });

  it.each([
    ['group', { income: '1' }],
    ['corporate', { sector: 'x' }],
  ] as const)('CUST-14: of a customer leaves what staff keep of a %s', (type, members) => {
    const context = { ...CONTEXT, type, isOwnProfile: true };
    const read = readCustomerEdit({ type: { value: type, [type]: members } }, context);
    expect(read).toMatchObject({ refusals: [{ code: '400-147', attribute: `type.${type}` }] });
    expect(readCustomerEdit({ type: { value: type } }, context)).toHaveProperty('edit');
  });

  it('WR-2: takes lastModified as a date and as an object with one', () => {
    expect(editOf({ lastModified: 'x', pin: '' }).lastModified).toBe('x');
    expect(editOf({ lastModified: { date: 'y' }, pin: '' }).lastModified).toBe('y');
  });

  it('names attributes from where the element is', () => {
    const read = readCustomerEdit({ colour: 'red', ...contact({ firstName: '' }) }, { ...CONTEXT, path: 'target' });
    expect(read).toMatchObject({
      refusals: [{ attribute: 'target.colour' }, { attribute: 'target.contacts.contact[0].firstName' }],
    });
  });
});

describe('CUST-12: details after a change', () => {
  it.each<[string, WireObject, WireObject, WireObject]>([
    ['keep what is not named', { a: '1', b: '2' }, { b: '3' }, { a: '1', b: '3' }],
    ['lose what is emptied', { a: '1', b: '2' }, { b: '' }, { a: '1' }],
    [
      'lose a value within an element, and the element with it',
      { level: { value: 'x' } },
      { level: { value: '' } },
      {},
    ],
    [
      'keep the rest of an element',
      { type: { group: { region: 'a', income: '1' } } },
      { type: { group: { income: '' } } },
      { type: { group: { region: 'a' } } },
    ],
    ['keep false and 0', {}, { smoker: false, contactOrder: 0 }, { smoker: false, contactOrder: 0 }],
  ])('%s', (_, details, changes, after) => {
    expect(changedDetails(details, changes)).toEqual(after);
  });

  it.each<[string, readonly string[], WireObject]>([
    ['set one', ['b', 'c'], { tier: ['b', 'c'], size: ['9'] }],
    ['take one away', [], { size: ['9'] }],
    ['take one away with an empty value', [''], { size: ['9'] }],
  ])('%s of the custom attributes', (_, values, after) => {
    const attribValues = { attribValue: values.map((value) => ({ value })) };
    const customAttributes = { customAttribute: [{ attribName: 'tier', attribValues }] };
    expect(changedDetails(ANN.details as WireObject, { customAttributes })).toEqual({
      pin: '1',
      customAttributes: after,
    });
  });
});
