import { describe, expect, it } from '@jest/globals';
import { CustomerBody } from '#customers/customer-administration.body.js';
import type { AdministeredCustomer } from '#customers/customer-administration.store.js';
import type { ContactId, CustomerId } from '#runtime/ids.js';
import { DEFAULT_SETTINGS } from '#settings/settings.js';
import { draftCustomer } from './customer-draft.rules.js';

const ANN: AdministeredCustomer = {
  id: '1000' as CustomerId,
  externalId: 'c-ann',
  type: 'individual',
  departmentId: null,
  customerName: null,
  groupType: null,
  active: true,
  contactId: '1000' as ContactId,
  firstName: 'Ann',
  lastName: 'Lee',
  login: 'ann',
  passwordHash: 'hash',
  emails: ['a@x.org', 'b@x.org', 'c@x.org'],
  grantsOn: ['c-bob'],
  description: 'Likes tea',
  labels: ['vip'],
  language: 'en',
  organization: 'c-corp',
  owner: { user: 'sam', group: null },
};

function draft(body: Partial<CustomerBody>, previous?: AdministeredCustomer, mode: 'replace' | 'merge' = 'replace') {
  const refused: string[] = [];
  const result = draftCustomer(Object.assign(new CustomerBody(), { externalId: 'c-ann', ...body }), {
    mode,
    previous,
    settings: DEFAULT_SETTINGS,
    departmentId: undefined,
    refuse: (member, _reason, code = '400-152') => refused.push(`${code} ${member}`),
  });
  return { result, refused };
}

describe('C-5: what a customer of the document needs', () => {
  it.each<{ what: string; body: Partial<CustomerBody>; refused: string[] }>([
    { what: 'an individual with a first name', body: { firstName: 'Ann' }, refused: [] },
    { what: 'an individual without', body: {}, refused: ['400-146 firstName'] },
    { what: 'a corporate customer without a name', body: { type: 'corporate' }, refused: ['400-146 customerName'] },
    { what: 'a group of the first group type', body: { type: 'group', customerName: 'G' }, refused: [] },
    {
      what: 'a group of an unknown type',
      body: { type: 'group', customerName: 'G', groupType: 'band' },
      refused: ['400-152 groupType'],
    },
    {
      what: 'a bad address (B-22)',
      body: { firstName: 'A', emails: ['a@x.org', 'a@x'] },
      refused: ['400-152 emails[1]'],
    },
    {
      what: 'one address in two spellings',
      body: { firstName: 'A', emails: ['a@x.org', 'A@X.org'] },
      refused: ['400-152 emails[1]'],
    },
  ])('$what', ({ body, refused }) => {
    expect(draft(body).refused).toEqual(refused);
  });
});

describe('PART-4: what PUT leaves of a customer', () => {
  it('keeps what has no default, the lists and the password, and clears the rest', () => {
    const { result, refused } = draft({}, ANN);
    expect(refused).toEqual([]);
    expect(result).toEqual({ ...ANN, lastName: null, login: null });
  });

  it('takes addresses in another order for the same list, as long as the primary one stays', () => {
    expect(draft({ emails: ['a@x.org', 'c@x.org', 'b@x.org'] }, ANN, 'merge').result.emails).toBe(ANN.emails);
    expect(draft({ emails: ['b@x.org', 'a@x.org', 'c@x.org'] }, ANN, 'merge').result.emails[0]).toBe('b@x.org');
    expect(draft({ emails: ['a@x.org', 'b@x.org'] }, ANN, 'merge').result.emails).toHaveLength(2);
  });
});

describe('CUST-25: what staff keep of a customer', () => {
  it.each<{ what: string; body: Partial<CustomerBody>; mode: 'replace' | 'merge'; expected: object }>([
    {
      what: 'stays when it is left out',
      body: {},
      mode: 'replace',
      expected: { description: 'Likes tea', labels: ['vip'], language: 'en', organization: 'c-corp' },
    },
    {
      what: 'goes when it is empty',
      body: { description: '', labels: [], language: '', organization: '', owner: {} },
      mode: 'merge',
      expected: { description: null, labels: [], language: null, organization: null, owner: null },
    },
    {
      what: 'is replaced, the owner as a whole',
      body: { labels: ['a', 'a'], language: 'pt-br', owner: { group: 'Keepers' } },
      mode: 'merge',
      expected: { labels: ['a'], language: 'pt-BR', owner: { user: null, group: 'Keepers' } },
    },
  ])('$what', ({ body, mode, expected }) => {
    expect(draft({ firstName: 'Ann', ...body }, ANN, mode).result).toMatchObject(expected);
  });

  it('has labels in the form in which staff set them', () => {
    const { result } = draft({ firstName: 'Ann', labels: [' vip ', 'vip', ' ', 'with, comma '] }, ANN);
    expect(result.labels).toEqual(['vip', 'with, comma']);
  });

  it('has a language that is one', () => {
    expect(draft({ firstName: 'Ann', language: 'Klingon!' }, ANN).refused).toEqual(['400-152 language']);
  });
});
