import { expect, it } from '@jest/globals';
import { erasedPerson } from './erased-person.rules.js';

it('CUST-30: a person is known by its addresses, names and numbers, not by what everything has in it', () => {
  const point = { id: '9', isPrimary: true, isVerified: true };
  const person = erasedPerson(
    {
      id: '1',
      externalId: 'Crm-77',
      type: 'individual',
      departmentId: null,
      departmentName: null,
      customerName: null,
      groupType: null,
      details: {},
      createdAt: new Date(0),
      createdBy: null,
      lastModifiedAt: new Date(0),
      lastModifiedBy: null,
      isObfuscated: false,
      contacts: [
        {
          id: '5',
          firstName: 'Ann',
          middleName: null,
          lastName: ' Leeward ',
          details: {},
          contactPoints: [
            { ...point, type: 'email', emailAddress: 'Ann@Example.org', details: {} },
            { ...point, type: 'phone', emailAddress: null, details: { phoneNo: '555 0100' } },
          ],
        },
      ],
    },
    ['8', '9'],
  );
  expect(person).toEqual({
    customerId: '1',
    ids: ['1', '8', '9'],
    contactIds: ['5'],
    emailKeys: ['ann@example.org'],
    marks: ['crm-77', 'leeward', 'ann@example.org', '555 0100'],
  });
});
