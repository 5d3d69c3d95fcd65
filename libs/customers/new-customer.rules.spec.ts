import { describe, expect, it } from '@jest/globals';
import type { WireObject, WireTree } from '#wire/tree.js';
import type { CustomerConfiguration } from './customer-settings.rules.js';
import { NEW_CUSTOMER_SHAPE, readNewCustomer } from './new-customer.rules.js';

const ATTRIBUTE = { id: '1', name: 'x', multiSelect: false, size: 255, active: true };
const TIERS = { dataType: 'stringList', allowedValues: ['gold'] } as const;
const SEATS = { dataType: 'integer', allowedValues: [] } as const;

const CONTEXT: CustomerConfiguration = {
  groupTypes: ['household', 'association'],
  vocabularies: { level: ['premium'], industry: [], contactType: [], identificationType: [] },
  findCustomAttribute: (object, name) =>
    name === 'tier' || name === 'seats' ? { ...ATTRIBUTE, object, ...(name === 'tier' ? TIERS : SEATS) } : undefined,
};

const ANN = { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'Ann' }] } };

function ann(contact: WireTree): WireObject {
  return { type: { value: 'individual' }, contacts: { contact: [contact] } };
}

function refusalsOf(tree: WireTree): string[] {
  const reading = readNewCustomer(tree, CONTEXT);
  return 'refusals' in reading ? reading.refusals.map(({ code, attribute }) => `${code} ${attribute}`) : [];
}

describe('C-5 a new customer', () => {
  it('is an individual with one contact', () => {
    expect(readNewCustomer(ANN, CONTEXT)).toEqual({
      customer: {
        type: 'individual',
        customerName: null,
        groupType: null,
        details: {},
        contacts: [{ firstName: 'Ann', middleName: null, lastName: null, details: {}, contactPoints: [] }],
      },
    });
  });

  it('is a group with a name, a configured group type and a nameless contact', () => {
    const group = { type: { value: 'group', group: { type: { value: 'household' } } }, customerName: 'The Lees' };
    expect(readNewCustomer(group, CONTEXT)).toMatchObject({
      customer: { type: 'group', customerName: 'The Lees', groupType: 'household', contacts: [{ firstName: null }] },
    });
  });

  it('is a company with a name', () => {
    const company = { type: { value: 'corporate', corporate: { sector: 'steel' } }, customerName: 'Lee & Co' };
    expect(readNewCustomer(company, CONTEXT)).toMatchObject({
      customer: { type: 'corporate', customerName: 'Lee & Co', details: { type: { corporate: { sector: 'steel' } } } },
    });
  });

  it('keeps the contact points in the order of their types, and not the answer to the secret question', () => {
    const reading = readNewCustomer(
      ann({
        firstName: 'Ann',
        lastName: 'Lee',
        smoker: 'false',
        contactOrder: '2',
        secretQuestion: 'Pet?',
        secretAnswer: 'Rex',
        phone: [{ type: { value: 'mobile' }, phoneNo: '5551234', availability: { days: { value: 'any_day' } } }],
        email: [{ emailAddress: 'Ann@Example.org', priority: { value: 'high' } }],
        postal: [{ type: { value: 'home' }, address1: '1 High Street' }],
      }),
      CONTEXT,
    );
    expect(reading).toMatchObject({
      customer: {
        contacts: [
          {
            details: { smoker: false, contactOrder: 2, secretQuestion: 'Pet?' },
            contactPoints: [
              { type: 'email', emailAddress: 'Ann@Example.org', details: { priority: { value: 'high' } } },
              { type: 'phone', details: { phoneNo: '5551234' } },
              { type: 'postal', details: { address_1: '1 High Street' } },
            ],
          },
        ],
      },
    });
    expect(JSON.stringify(reading)).not.toContain('Rex');
  });

  it('keeps custom attributes by name', () => {
    const customAttributes = {
      customAttribute: [{ attribName: 'tier', attribValues: { attribValue: [{ value: 'gold' }] } }],
    };
    expect(readNewCustomer({ ...ANN, customAttributes }, CONTEXT)).toMatchObject({
      customer: { details: { customAttributes: { tier: ['gold'] } } },
    });
  });

  it('keeps the values of custom attributes in one form (B-16), those of contacts and contact points too', () => {
    const customAttributes = {
      customAttribute: [{ attribName: 'seats', attribValues: { attribValue: [{ value: '+05' }] } }],
    };
    const phone = [{ type: { value: 'home' }, phoneNo: '1', customAttributes }];
    const tree = { ...ann({ firstName: 'Ann', customAttributes, phone }), customAttributes };
    const kept = { customAttributes: { seats: ['5'] } };
    expect(readNewCustomer(tree, CONTEXT)).toMatchObject({
      customer: { details: kept, contacts: [{ details: kept, contactPoints: [{ details: kept }] }] },
    });
  });

  it.each<[string, WireTree, string[]]>([
    ['is no element', 'Ann', ['400-152 customer']],
    ['is empty', {}, ['400-146 customer.type.value']],
    ['has a type without a value', { type: {} }, ['400-146 customer.type.value']],
    ['has an unknown type', { ...ANN, type: { value: 'person' } }, ['400-152 customer.type.value']],
    ['names a department', { ...ANN, department: { name: 'Service' } }, ['400-147 customer.department']],
    ['has an unknown member', { ...ANN, colour: 'red' }, ['400-147 customer.colour']],
    ['has a member named like a prototype', { ...ANN, constructor: 'x' }, ['400-147 customer.constructor']],
    [
      'is an individual without contact',
      { type: { value: 'individual' } },
      ['400-146 customer.contacts.contact[0].firstName'],
    ],
    ['has a contact without first name', ann({ lastName: 'Lee' }), ['400-146 customer.contacts.contact[0].firstName']],
    ['has a blank first name', ann({ firstName: ' ' }), ['400-146 customer.contacts.contact[0].firstName']],
    ['has a null first name', ann({ firstName: null }), ['400-146 customer.contacts.contact[0].firstName']],
    [
      'is an individual with two contacts',
      { ...ANN, contacts: { contact: [{ firstName: 'Ann' }, { firstName: 'Bob' }] } },
      ['400-152 customer.contacts.contact'],
    ],
    ['is an individual with a customer name', { ...ANN, customerName: 'Ann' }, ['400-147 customer.customerName']],
    ['is a company without a name', { type: { value: 'corporate' } }, ['400-146 customer.customerName']],
    [
      'is a company with too long a name',
      { type: { value: 'corporate' }, customerName: 'x'.repeat(125) },
      ['400-152 customer.customerName'],
    ],
    [
      'is a group without group type',
      { type: { value: 'group' }, customerName: 'Lees' },
      ['400-146 customer.type.group.type.value'],
    ],
    [
      'is a group with an empty group type',
      { type: { value: 'group', group: { type: {} } }, customerName: 'Lees' },
      ['400-146 customer.type.group.type.value'],
    ],
    [
      'is a group of a type that is not configured',
      { type: { value: 'group', group: { type: { value: 'club' } } }, customerName: 'Lees' },
      ['400-152 customer.type.group.type.value'],
    ],
    [
      'has an unknown salutation',
      ann({ firstName: 'Ann', salutation: 'Dr.' }),
      ['400-152 customer.contacts.contact[0].salutation'],
    ],
    [
      'has a date that does not exist',
      ann({ firstName: 'Ann', dateOfBirth: '2001-02-31' }),
      ['400-152 customer.contacts.contact[0].dateOfBirth'],
    ],
    [
      'has a bad address',
      ann({ firstName: 'Ann', email: [{ emailAddress: 'ann' }] }),
      ['400-152 customer.contacts.contact[0].email[0].emailAddress'],
    ],
    [
      'has an address twice',
      ann({ firstName: 'Ann', email: [{ emailAddress: 'a@b.c' }, { emailAddress: 'A@B.C' }] }),
      ['400-152 customer.contacts.contact[0].email[1].emailAddress'],
    ],
    [
      'has a phone without type',
      ann({ firstName: 'Ann', phone: [{ phoneNo: '1' }] }),
      ['400-146 customer.contacts.contact[0].phone[0].type.value'],
    ],
    [
      'has both spellings of an address line',
      ann({
        firstName: 'Ann',
        postal: [{ type: { value: 'home' }, address_1: 'a', address1: 'b' }],
      }),
      ['400-152 customer.contacts.contact[0].postal[0].address1'],
    ],
    [
      'has one contact point where a list belongs',
      ann({ firstName: 'Ann', email: { emailAddress: 'a@b.c' } }),
      ['400-152 customer.contacts.contact[0].email'],
    ],
    [
      'has a custom attribute that is not configured',
      {
        ...ANN,
        customAttributes: { customAttribute: [{ attribName: 'x', attribValues: { attribValue: [{ value: '1' }] } }] },
      },
      ['400-152 customer.customAttributes.customAttribute[0]'],
    ],
    [
      'has several faults, reported in the order of §3.6',
      { type: { value: 'corporate' }, pin: 'x'.repeat(256), department: {} },
      ['400-147 customer.department', '400-146 customer.customerName', '400-152 customer.pin'],
    ],
  ])('is refused when it %s', (_, tree, refusals) => {
    expect(refusalsOf(tree)).toEqual(refusals);
  });

  it('has its lists in the XML shape', () => {
    expect(NEW_CUSTOMER_SHAPE).toMatchObject({
      members: { contacts: { members: { contact: { list: { members: { email: { list: { members: {} } } } } } } } },
    });
  });
});
