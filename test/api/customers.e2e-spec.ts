import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WireObject } from '#wire/tree.js';
import { anActivity, asBody, BODY_FORMATS, type BodyFormat } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import type { Who } from '../support/partition.js';
import { POST_PATH, refusalIn, refusalOf } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf } from '../support/stored-activity.js';

const CRM: Who = { client: 'crm' };
const MANAGER = '/core/customermgr/v3';
const SCOPES = 'core.customermgr.read core.customermgr.manage';

interface Point extends WireObject {
  id: string;
}

interface Contact extends WireObject {
  id: string;
  email: Point[];
  phone: Point[];
}

interface Customer extends WireObject {
  id: string;
  lastModified: string;
  contacts: { contact: Contact[] };
}

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    settings: { customerLevels: ['Gold', 'Silver'], contactTypes: ['Billing'] },
    customAttributes: [
      { object: 'customer', name: 'tier', dataType: 'stringList', values: ['a', 'b'], multiSelect: true },
      { object: 'contact', name: 'shoeSize', dataType: 'integer' },
      { object: 'contactPoint', name: 'floor', dataType: 'string', size: 5 },
    ],
  });
});

afterAll(async () => {
  await server.close();
});

interface SendOptions {
  readonly as?: Who;
  readonly format?: BodyFormat;
  readonly headers?: Readonly<Record<string, string>>;
  readonly root?: string;
}

async function send(method: string, path: string, body: WireObject, options: SendOptions = {}): Promise<TestAnswer> {
  const { as = CRM, format = 'json', headers = {}, root = 'customer' } = options;
  const sent = format === 'json' ? { body: JSON.stringify(body), headers: {} } : asBody(body, format, root);
  return server.request(method, MANAGER + path, {
    token: await server.token(as, SCOPES),
    body: sent.body,
    headers: { 'content-type': 'application/json', ...sent.headers, ...headers },
  });
}

async function get(path: string, as: Who = CRM): Promise<TestAnswer> {
  return server.request('GET', MANAGER + path, { token: await server.token(as, SCOPES) });
}

async function create(type: string, body: WireObject, options: SendOptions = {}): Promise<string> {
  const answer = await send('POST', `/${type}/customer`, body, options);
  const id = /\/customers\/(\d+)$/.exec(answer.headers.get('location') ?? '')?.[1];
  if (answer.status !== 201 || id === undefined) throw new Error(`Not created: ${answer.status} ${answer.text}`);
  return id;
}

async function read(id: string): Promise<Customer> {
  const answer = await get(`/customers/${id}`);
  const [customer] = answer.json<{ customer: Customer[] }>().customer;
  if (!customer) throw new Error(answer.text);
  return customer;
}

async function contactOf(id: string): Promise<Contact> {
  const [contact] = (await read(id)).contacts.contact;
  if (!contact) throw new Error(`${id} has no contact`);
  return contact;
}

async function edit(id: string, changes: WireObject, type = 'individual', as: Who = CRM): Promise<TestAnswer> {
  const { lastModified } = await read(id);
  return send('PATCH', `/${type}/customer`, { id, lastModified, ...changes }, { as });
}

function person(firstName: string, contact: WireObject = {}): WireObject {
  return { contacts: { contact: [{ firstName, ...contact }] } };
}

const WHOLE_CONTACT: WireObject = {
  salutation: 'Ms.',
  firstName: 'Wanda',
  middleName: 'W.',
  lastName: 'Whole',
  loginId: 'wanda',
  gender: { value: 'female' },
  identification: { type: 'passport', value: 'X1' },
  suffix: { value: 'jr.' },
  jobTitle: 'Engineer',
  hasDirectMailingConsent: true,
  dateOfBirth: '1990-02-28',
  maritalStatus: { value: 'single' },
  type: { value: 'Billing' },
  smoker: false,
  contactOrder: 1,
  customAttributes: { customAttribute: [{ attribName: 'shoeSize', attribValues: { attribValue: [{ value: '38' }] } }] },
  email: [{ emailAddress: 'Wanda@Example.org', priority: { value: 'high' } }],
  phone: [
    {
      type: { value: 'mobile' },
      countryCode: '44',
      areaCode: '(0)7700',
      phoneNo: '900-123',
      extension: '7',
      availability: { days: { value: 'weekdays' }, times: { value: 'mornings' } },
      customAttributes: { customAttribute: [{ attribName: 'floor', attribValues: { attribValue: [{ value: '3' }] } }] },
    },
  ],
  postal: [{ type: { value: 'home' }, address_1: '1 Street', city: 'Town', zip: '12345' }],
  website: [{ url: 'https://wanda.example' }],
  social: [{ type: { value: 'twitter' }, socialId: 'WandaW' }],
};

describe('creating a customer', () => {
  it.each(BODY_FORMATS)('CUST-2, CUST-4, CUST-17: keeps everything that was sent, in %s', async (format) => {
    const own = { emailAddress: `wanda.${format}@example.org`, priority: { value: 'high' } };
    const body = {
      type: { value: 'individual' },
      level: { value: 'Gold' },
      role: { value: 'Partner' },
      pin: '0121',
      marketSegment: 'Medicine',
      customAttributes: {
        customAttribute: [{ attribName: 'tier', attribValues: { attribValue: [{ value: 'a' }, { value: 'b' }] } }],
      },
      contacts: { contact: [{ ...WHOLE_CONTACT, email: [own] }] },
    };
    const id = await create('individual', body, { format });
    const shown = await read(id);
    expect(shown).toMatchObject({
      ...body,
      type: { value: 'individual', displayValue: 'Individual' },
      customerName: 'Wanda W. Whole',
      createdBy: { user: { firstName: 'Registered Client' } },
      obfuscated: false,
      id,
    });
    expect(shown.contacts.contact[0]?.email).toEqual([{ ...own, verified: true, id: expect.stringMatching(/^\d+$/) }]);
  });

  it('CUST-2: makes companies and groups with any number of contacts', async () => {
    const contacts = { contact: [{ firstName: 'One' }, { firstName: 'Two' }] };
    const corporate = await create('corp', {
      customerName: 'Acme',
      type: { corporate: { sector: 'Steel' } },
      contacts,
    });
    expect(await read(corporate)).toMatchObject({
      type: { value: 'corporate', corporate: { sector: 'Steel' } },
      customerName: 'Acme',
      contacts,
    });
    const group = { customerName: 'The Lees', type: { group: { type: { value: 'household' } } } };
    expect(await read(await create('group', group))).toMatchObject({ type: { value: 'group', ...group.type } });
  });

  it('CUST-2: answers with an ETag that an edit can name', async () => {
    const answer = await send('POST', '/individual/customer', person('Etta'));
    const id = answer.headers.get('location')?.split('/').at(-1) ?? '';
    const headers = { 'if-match': answer.headers.get('etag') ?? 'none' };
    const edited = await send('PATCH', '/individual/customer', { id, ...person('Etta II') }, { headers });
    expect(edited.status).toBe(204);
    expect(edited.headers.get('etag')).toBe((await get(`/customers/${id}`)).headers.get('etag'));
  });

  const CUSTOM_OF_CONTACT = {
    customAttribute: [{ attribName: 'tier', attribValues: { attribValue: [{ value: 'a' }] } }],
  };

  it.each<[string, string, WireObject, ReturnType<typeof refusalOf>]>([
    [
      'CUST-2: says another type than the path',
      'corp',
      { type: { value: 'group' }, customerName: 'A' },
      refusalOf('400-152', 'type.value'),
    ],
    [
      'CUST-2: is an individual without a first name',
      'individual',
      { contacts: { contact: [{ lastName: 'X' }] } },
      refusalOf('400-146', 'contacts.contact[0].firstName'),
    ],
    [
      'CUST-2: is a group without a type of group',
      'group',
      { customerName: 'A' },
      refusalOf('400-146', 'type.group.type.value'),
    ],
    ['CUST-2: has an unknown member', 'individual', { ...person('A'), colour: 'red' }, refusalOf('400-147', 'colour')],
    [
      'CUST-2: has a text that cannot be stored',
      'individual',
      person('A\u0007'),
      refusalOf('400-152', 'contacts.contact[0].firstName'),
    ],
    [
      'CUST-3: has a level that is not configured',
      'individual',
      { ...person('A'), level: { value: 'Tin' } },
      refusalOf('400-152', 'level.value'),
    ],
    [
      'CUST-3: has a type of contact that is not configured',
      'individual',
      person('A', { type: { value: 'Boss' } }),
      refusalOf('400-152', 'contacts.contact[0].type.value'),
    ],
    [
      'CUST-4: has an attribute of customers on a contact',
      'individual',
      person('A', { customAttributes: CUSTOM_OF_CONTACT }),
      refusalOf('400-152', 'contacts.contact[0].customAttributes.customAttribute[0]'),
    ],
    [
      'CUST-5: names a department although there is no departmentalization',
      'individual',
      { ...person('A'), department: { name: 'Service' } },
      refusalOf('400-147', 'department'),
    ],
    [
      'CUST-6: has an address of somebody else',
      'individual',
      person('A', { email: [{ emailAddress: 'BOB@example.org' }] }),
      refusalOf('400-152', 'contacts.contact[0].email[0].emailAddress'),
    ],
    [
      'CUST-6: has an address twice',
      'individual',
      person('A', { email: [{ emailAddress: 'x@y.org' }, { emailAddress: 'X@y.org' }] }),
      refusalOf('400-152', 'contacts.contact[0].email[1].emailAddress'),
    ],
  ])('%s: refused', async (_, type, body, refusal) => {
    expect(refusalIn(await send('POST', `/${type}/customer`, body))).toEqual(refusal);
  });

  it('CUST-2: is 404-110 below another word than a type', async () => {
    expect(refusalIn(await send('POST', '/person/customer', person('A')))).toMatchObject({ code: '404-110' });
  });

  it('CUST-6: makes one customer of one address, however many ask at once', async () => {
    const body = person('Race', { email: [{ emailAddress: 'race@example.org' }] });
    const answers = await Promise.all(Array.from({ length: 12 }, () => send('POST', '/individual/customer', body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 11 }, () => 400)]);
    expect((await get('/customer?email=race@example.org&$count=yes')).json()).toMatchObject({ count: 1 });
  });

  it('CUST-6: shares addresses with what comes in by mail', async () => {
    const customer = { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'Mia' }] } };
    const set = { customer, 'payload.email.emailAddresses.from': 'mia@example.org' };
    const posted = await server.request('POST', POST_PATH, { as: CRM, body: anActivity({ actor: 'client', set }) });
    expect(posted.status).toBe(201);
    const second = await send(
      'POST',
      '/individual/customer',
      person('Mia', { email: [{ emailAddress: 'mia@example.org' }] }),
    );
    expect(refusalIn(second)).toMatchObject({ code: '400-152' });
  });

  it('CUST-2: does it once for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'create-once' };
    const [first, second] = [
      await send('POST', '/individual/customer', person('Once'), { headers }),
      await send('POST', '/individual/customer', person('Once'), { headers }),
    ];
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('writes an audit entry that names nobody', async () => {
    const id = await create('individual', person('Secretia', { lastName: 'Sole' }));
    await edit(id, person('Secretia', { jobTitle: 'Spy' }));
    const entries = await server.database.query<{ action: string }>(
      `SELECT * FROM audit_entries WHERE object = 'customer' AND object_id = $1 ORDER BY id`,
      [id],
    );
    expect(entries.map(({ action }) => action)).toEqual(['create', 'edit']);
    expect(JSON.stringify(entries)).not.toMatch(/Secretia|Spy|Sole/);
  });
});

describe('editing a customer', () => {
  it('CUST-11, CUST-12: changes what is sent and leaves the rest', async () => {
    const id = await create('individual', {
      level: { value: 'Gold' },
      pin: '1',
      ...person('Eve', {
        jobTitle: 'Engineer',
        gender: { value: 'female' },
        email: [{ emailAddress: 'eve@example.org' }],
      }),
    });
    const contact = await contactOf(id);
    const changes: WireObject = {
      level: { value: '' },
      pin: '2',
      contacts: {
        contact: [
          {
            lastName: 'Ning',
            jobTitle: '',
            email: [
              { id: contact.email[0]?.id ?? '', emailAddress: 'eve.ning@example.org' },
              { emailAddress: 'eve2@example.org' },
            ],
            phone: [{ type: { value: 'home' }, phoneNo: 12345 }],
          },
        ],
      },
    };
    expect((await edit(id, changes)).status).toBe(204);
    const edited = await read(id);
    expect(edited).not.toHaveProperty('level');
    expect(edited).toMatchObject({ pin: '2', customerName: 'Eve Ning' });
    const [after] = edited.contacts.contact;
    expect(after).not.toHaveProperty('jobTitle');
    expect(after).toMatchObject({ id: contact.id, firstName: 'Eve', gender: { value: 'female' } });
    expect(after?.email.map(({ emailAddress }) => emailAddress)).toEqual(['eve.ning@example.org', 'eve2@example.org']);
    expect(after?.email[0]?.id).toBe(contact.email[0]?.id);
    expect(after?.phone).toMatchObject([{ phoneNo: '12345' }]);
  });

  it('CUST-12: removes contact points, and lets two addresses change places', async () => {
    const emails = ['p@example.org', 'q@example.org', 'r@example.org'].map((emailAddress) => ({ emailAddress }));
    const id = await create('individual', person('Pia', { email: emails }));
    const [p, q, r] = (await contactOf(id)).email.map((point) => point.id);
    const email: WireObject[] = [
      { id: p ?? '', emailAddress: 'q@example.org' },
      { id: q ?? '', emailAddress: 'p@example.org' },
      { id: r ?? '', remove: true },
    ];
    expect((await edit(id, { contacts: { contact: [{ email }] } })).status).toBe(204);
    const after = (await contactOf(id)).email;
    expect(after.map((point) => [point.id, point['emailAddress']])).toEqual([
      [p, 'q@example.org'],
      [q, 'p@example.org'],
    ]);
    await create('individual', person('Rob', { email: [{ emailAddress: 'r@example.org' }] }));
  });

  it('CUST-12: sets and takes away custom attributes one by one', async () => {
    const tier = (...values: readonly string[]) => ({
      customAttributes: {
        customAttribute: [{ attribName: 'tier', attribValues: { attribValue: values.map((value) => ({ value })) } }],
      },
    });
    const id = await create('individual', { ...person('Cus'), ...tier('a') });
    await edit(id, tier('b'));
    expect(await read(id)).toMatchObject(tier('b'));
    await edit(id, tier());
    expect(await read(id)).toMatchObject({ customAttributes: null });
  });

  it('CUST-11: adds contacts to companies', async () => {
    const id = await create('corp', { customerName: 'Grow', contacts: { contact: [{ firstName: 'One' }] } });
    expect((await edit(id, { contacts: { contact: [{ firstName: 'Two' }] } }, 'corp')).status).toBe(204);
    expect((await read(id)).contacts.contact.map((contact) => contact['firstName'])).toEqual(['One', 'Two']);
    const refused = await edit(id, { contacts: { contact: [{ lastName: 'Three' }] } }, 'corp');
    expect(refusalIn(refused)).toEqual(refusalOf('400-146', 'contacts.contact[0].firstName'));
  });

  it('CUST-10: refuses what was seen before somebody else changed it', async () => {
    const id = await create('individual', person('Lock'));
    const { lastModified } = await read(id);
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((pin) => send('PATCH', '/individual/customer', { id, lastModified, pin })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409, 409]);
    const headers = { 'if-match': '"1"' };
    const stale = await send('PATCH', '/individual/customer', { id, pin: 'E' }, { headers });
    expect(refusalIn(stale)).toMatchObject({ code: '412-100' });
    expect(refusalIn(await send('PATCH', '/individual/customer', { id, pin: 'E' }))).toMatchObject({
      code: '400-146',
      attributes: ['lastModified'],
    });
  });

  it('CUST-10: knows whom it is about', async () => {
    const id = await create('individual', person('Whom'));
    const { lastModified } = await read(id);
    const answer = (body: WireObject, type = 'individual') =>
      send('PATCH', `/${type}/customer`, { lastModified, ...body });
    expect(refusalIn(await answer({ pin: '1' }))).toMatchObject({ code: '400-146', attributes: ['id'] });
    expect(refusalIn(await answer({ id: '987654321', pin: '1' }))).toMatchObject({
      code: '400-194',
      attributes: ['id'],
    });
    expect(refusalIn(await answer({ id: 'x', pin: '1' }))).toMatchObject({ code: '400-194', attributes: ['id'] });
    expect(refusalIn(await answer({ id, pin: '1' }, 'corp'))).toMatchObject({ code: '400-152', attributes: ['id'] });
  });

  it.each<[string, WireObject, string, string]>([
    ['CUST-11: an unknown contact', { contact: [{ id: '1', firstName: 'X' }] }, '400-194', 'contacts.contact[0].id'],
    [
      'CUST-11: two contacts of an individual',
      { contact: [{ jobTitle: 'X' }, { jobTitle: 'Y' }] },
      '400-152',
      'contacts.contact',
    ],
    [
      'CUST-11: an unknown contact point',
      { contact: [{ email: [{ id: '1' }] }] },
      '400-194',
      'contacts.contact[0].email[0].id',
    ],
    [
      'CUST-11: a new phone without type',
      { contact: [{ phone: [{ phoneNo: '1' }] }] },
      '400-146',
      'contacts.contact[0].phone[0].type.value',
    ],
    ['CUST-12: an empty first name', { contact: [{ firstName: '' }] }, '400-152', 'contacts.contact[0].firstName'],
    [
      'CUST-12: a removal of nothing',
      { contact: [{ email: [{ remove: true }] }] },
      '400-146',
      'contacts.contact[0].email[0].id',
    ],
    [
      'CUST-6: an address of somebody else',
      { contact: [{ email: [{ emailAddress: 'bob@example.org' }] }] },
      '400-152',
      'contacts.contact[0].email[0].emailAddress',
    ],
  ])('%s: refused', async (_, contacts, code, attribute) => {
    const id = await create('individual', person('Ref'));
    expect(refusalIn(await edit(id, { contacts }))).toMatchObject({ code, attributes: [attribute] });
  });
});

describe('a customer of its own', () => {
  const ANN: Who = { customer: 'c-ann' };

  async function profile(): Promise<Customer> {
    const answer = await get('/customer', ANN);
    return answer.json<{ customer: [Customer] }>().customer[0];
  }

  it('CUST-16, CUST-17: sees its profile, and nothing of what staff keep', async () => {
    const id = await customerIdOf(server.database, 'c-ann');
    expect((await edit(id, { pin: '77', entitlements: 'free' })).status).toBe(204);
    const shown = await profile();
    expect(shown).toMatchObject({ id, customerName: 'Ann Lee', contacts: { contact: [{ firstName: 'Ann' }] } });
    for (const hidden of ['pin', 'entitlements', 'externalId', 'department', 'createdBy']) {
      expect(shown).not.toHaveProperty(hidden);
    }
    expect((await get('/customer', ANN)).headers.get('etag')).toMatch(/^"\d+"$/);
    expect((await get('/customer?email=bob@example.org', ANN)).status).toBe(400);
  });

  it('CUST-13, CUST-14: edits it; its addresses are claims until they are proved', async () => {
    const { lastModified, contacts } = await profile();
    const [first] = contacts.contact[0]?.email ?? [];
    const body = {
      lastModified,
      contacts: { contact: [{ jobTitle: 'Boss', email: [{ emailAddress: 'ann.new@example.org' }] }] },
    };
    expect((await send('PATCH', '/individual/customer', body, { as: ANN })).status).toBe(204);
    const after = await profile();
    expect(after.contacts.contact[0]).toMatchObject({ jobTitle: 'Boss' });
    expect(after.contacts.contact[0]?.email).toContainEqual(
      expect.objectContaining({ emailAddress: 'ann.new@example.org', verified: false }),
    );
    expect(after.contacts.contact[0]?.email).toContainEqual(expect.objectContaining({ id: first?.id, verified: true }));
    const changed = { id: first?.id ?? '', emailAddress: 'ann.changed@example.org' };
    await send(
      'PATCH',
      '/individual/customer',
      { lastModified: after.lastModified, contacts: { contact: [{ email: [changed] }] } },
      { as: ANN },
    );
    expect((await profile()).contacts.contact[0]?.email).toContainEqual(
      expect.objectContaining({ ...changed, verified: false }),
    );
  });

  it.each<[string, WireObject, string, string]>([
    ['its pin', { pin: '1' }, '400-147', 'pin'],
    ['its login', person('Ann', { loginId: 'x' }), '400-147', 'contacts.contact[0].loginId'],
    ['another contact', { contacts: { contact: [{ id: '1', firstName: 'X' }] } }, '400-194', 'contacts.contact[0].id'],
    ['another customer', { id: '999', ...person('Ann') }, '400-194', 'id'],
    [
      'what it cannot remove',
      { contacts: { contact: [{ email: [{ id: '1', remove: true }] }] } },
      '400-147',
      'contacts.contact[0].email[0].remove',
    ],
  ])('CUST-14: does not edit %s', async (_, changes, code, attribute) => {
    const { lastModified } = await profile();
    const answer = await send('PATCH', '/individual/customer', { lastModified, ...changes }, { as: ANN });
    expect(refusalIn(answer)).toMatchObject({ code, attributes: [attribute] });
  });
});

describe('finding customers', () => {
  let wanda: string;

  beforeAll(async () => {
    const attributes = [{ attribName: 'tier', attribValues: { attribValue: [{ value: 'b' }] } }];
    const body = { contacts: { contact: [WHOLE_CONTACT] }, customAttributes: { customAttribute: attributes } };
    wanda = await create('individual', body);
    await create('corp', { customerName: "O'Neill & Söhne GmbH" });
  });

  async function idsBy(query: string, as: Who = CRM): Promise<string[]> {
    const answer = await get(`/customer?${query}`, as);
    if (answer.status === 204) return [];
    return answer.json<{ customer: Customer[] }>().customer.map(({ id }) => id);
  }

  it.each([
    'email=WANDA@example.ORG',
    'phone=900123',
    'phone=%2B44%20(0)7700%20900123',
    'phone=440770090012307'.replace('0012307', '001237'),
    'phone=%2B44%207700%20900123',
    'phone=00447700900123',
    'phone=4477009001237',
    'phone=7700900123',
    'type=individual&department=Service&$sort=created&$order=desc&$pagesize=75',
    'twitterId=wandaw',
    'customerName=wand%20who&email=wanda@example.org',
    `custom=${encodeURIComponent('[{"object":"customer","name":"tier","value":"b"}]')}&email=wanda@example.org`,
    'created=[2020-01-01T00:00:00.000Z,]&type=individual&phone=900123',
  ])('CUST-15: by %s', async (query) => {
    expect(await idsBy(query)).toContain(wanda);
  });

  it.each([
    'email=anda@example.org',
    'phone=90012',
    'twitterId=wanda',
    'customerName=anda',
    'created=[,2020-01-01T00:00:00.000Z]',
  ])('CUST-15: not by %s, which is a part or another time', async (query) => {
    expect(await idsBy(query)).not.toContain(wanda);
  });

  it('CUST-15: by the beginnings of words of the name of a company', async () => {
    expect(await idsBy("customerName=o'nei%20s%C3%B6h")).toHaveLength(1);
    expect(await idsBy('customerName=nobodyofthisname')).toEqual([]);
  });

  it.each([
    ['nothing', '', '400-245'],
    ['a type alone', 'type=group', '400-614'],
    ['an unknown type', 'type=person&phone=1', '400-102'],
    ['no digits', 'phone=abc', '400-244'],
    ['no letters', 'customerName=%20%25', '400-244'],
    ['a range that is none', 'created=yesterday', '400-244'],
    [
      'an attribute that is not configured',
      `custom=${encodeURIComponent('[{"object":"customer","name":"x","value":"b"}]')}`,
      '400-244',
    ],
    ['an unknown parameter', 'shoe=1', '400-101'],
  ])('CUST-15: by %s is refused', async (_, query, code) => {
    expect(refusalIn(await get(`/customer?${query}`))).toMatchObject({ code });
  });

  it('CUST-17: sorts, counts and pages', async () => {
    const names = ['Zoe', 'Yves', 'Xena'];
    for (const name of names) await create('individual', person(name, { lastName: 'Sortable' }));
    const answer = await get('/customer?customerName=sortable&$sort=customerName&$order=desc&$pagesize=2');
    expect(answer.json()).toMatchObject({
      link: [{ rel: 'self', href: expect.stringContaining('customerName=sortable') }],
      customer: [{ customerName: 'Zoe Sortable' }, { customerName: 'Yves Sortable' }],
      paginationInfo: { count: 3, pagenum: 1, pagesize: 2, link: [{ rel: 'next' }] },
    });
    expect((await get('/customer?customerName=sortable&$count=yes')).json()).toMatchObject({ count: 3 });
  });
});

describe('what a customer can have', () => {
  it('CUST-18: is described, as far as somebody asks', async () => {
    const names = async (query: string) =>
      (await get(`/customer/attributes${query}`))
        .json<{ attribute: { name: string }[] }>()
        .attribute.map(({ name }) => name);
    expect(await names('?$attribute=all')).toEqual([
      'type',
      'type.group.type',
      'level',
      'contacts.contact.type',
      'custom.tier',
      'custom.shoeSize',
      'custom.floor',
    ]);
    expect((await get('/customer/attributes?$attribute=level')).json()).toEqual({
      attribute: [
        {
          name: 'level',
          dataType: 'stringList',
          options: { multiSelect: false, option: [{ value: 'Gold' }, { value: 'Silver' }] },
        },
      ],
      resource: 'customer',
    });
    expect((await get('/customer/attributes?$attribute=industry')).status).toBe(204);
    expect(refusalIn(await get('/customer/attributes'))).toMatchObject({ code: '400-112' });
    expect(refusalIn(await get('/customer/attributes?$attribute=shoe'))).toMatchObject({ code: '400-116' });
  });

  it('CUST-19: the aliases of a department are listed, by either manager', async () => {
    const departments = await server.database.query<{ id: string; name: string }>('SELECT id, name FROM departments');
    const idOf = (name: string) => departments.find((department) => department.name === name)?.id ?? '';
    const path = `/department/${idOf('Service')}/aliases`;
    const answer = await get(`${path}?$sort=name&$attribute=sendEmailTo`);
    expect(answer.json()).toMatchObject({
      alias: [
        { name: 'Closed center', active: false, secure: true, sendEmailTo: null, id: 'mc-closed' },
        { name: 'Old support', emailAddress: 'old-support@example.com', active: false, secure: false },
        { name: 'Service center', active: true, secure: true, id: 'mc-service' },
        { name: 'Support', emailAddress: 'support@example.com', active: true, secure: false, sendEmailTo: null },
      ],
      paginationInfo: { count: 4 },
    });
    const token = await server.token({ client: 'test-admin' });
    const same = await server.request('GET', `/core/departmentmgr/v3${path}?$sort=name&$attribute=sendEmailTo`, {
      token,
    });
    expect(same.json<{ alias: object[] }>().alias).toEqual(answer.json<{ alias: object[] }>().alias);
    const SAM: Who = { user: 'sam' };
    expect((await get(path, SAM)).status).toBe(200);
    for (const id of [idOf('Sales'), '987654321', 'x']) {
      expect(refusalIn(await get(`/department/${id}/aliases`, SAM))).toMatchObject({ code: '404-100' });
    }
  });

  it.each(BODY_FORMATS)('CUST-24: notes are kept, in %s', async (format) => {
    const id = await create('individual', person('Noted'));
    const created = await send(
      'POST',
      `/customer/${id}/note`,
      { content: 'Prefers mornings' },
      { format, root: 'note' },
    );
    expect(created.status).toBe(201);
    const location = created.headers.get('location') ?? '';
    expect((await get(`/customer/${id}/notes`)).json()).toMatchObject({ note: [{ content: 'Prefers mornings' }] });
    const note = location.split('/').at(-1) ?? '';
    expect((await get(`/customer/${id}/note/${note}`)).json()).toMatchObject({
      note: [{ content: 'Prefers mornings' }],
    });
    const removed = await server.request('DELETE', `${MANAGER}/customer/${id}/notes/${note}`, { as: CRM });
    expect(removed.status).toBe(204);
    expect((await get(`/customer/${id}/notes`)).status).toBe(204);
    expect(refusalIn(await get('/customer/987654321/notes'))).toMatchObject({ code: '404-100' });
  });
});

describe('grants', () => {
  const ids = new Map<string, string>();

  beforeAll(async () => {
    for (const name of ['Gina', 'Hugo', 'Iris']) ids.set(name, await create('individual', person(name)));
    ids.set('Corp', await create('corp', { customerName: 'Granted' }));
  });

  const idOf = (name: string): string => ids.get(name) ?? name;

  async function grant(on: string, to: readonly string[], format: BodyFormat = 'json'): Promise<TestAnswer> {
    const body = {
      grantsOn: { customer: [{ id: idOf(on) }] },
      grantsTo: { customer: to.map((name) => ({ id: idOf(name) })) },
    };
    return send('POST', '/customer/grant', body, { format, root: 'grants' });
  }

  it.each(BODY_FORMATS)('GRANT-1, GRANT-4: lets customers act for another, in %s, and shows it', async (format) => {
    const answer = await grant('Gina', ['Hugo', 'Iris'], format);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 201, text: '' });
    expect(answer.headers.get('location')).toBe(`${MANAGER}/customer/${idOf('Gina')}/grants`);
    expect((await get(`/customer/${idOf('Gina')}/grants`)).json()).toEqual({
      grantsOn: null,
      grantsTo: {
        customer: [
          expect.objectContaining({ id: idOf('Hugo'), customerName: 'Hugo', inForce: true }),
          expect.objectContaining({ id: idOf('Iris'), customerName: 'Iris', inForce: true }),
        ],
      },
    });
    expect((await get(`/customer/${idOf('Hugo')}/grants`)).json()).toMatchObject({
      grantsOn: { customer: [{ id: idOf('Gina') }] },
    });
    expect((await get(`/customer/${idOf('Corp')}/grants`)).status).toBe(204);
  });

  it('GRANT-5: shows a customer its own', async () => {
    expect((await get('/customer/grants', { customer: 'c-ann' })).json()).toEqual({
      grantsOn: {
        customer: [
          { customerName: 'Bob Ray', id: expect.any(String) },
          { customerName: 'Mute Moe', id: expect.any(String) },
        ],
      },
    });
    expect((await get('/customer/grants', { customer: 'c-sue' })).status).toBe(204);
  });

  it('GRANT-6: takes one back, from the next request on', async () => {
    const [ann, bob] = [await customerIdOf(server.database, 'c-ann'), await customerIdOf(server.database, 'c-bob')];
    const asAnn = () =>
      server.request('GET', `/core/casemgr/v3/activity?customer=${bob}`, { as: { customer: 'c-ann' } });
    expect((await asAnn()).status).toBeLessThan(300);
    const path = `${MANAGER}/customer/${bob}/grantedcustomer/${ann}`;
    expect((await server.request('DELETE', path, { as: CRM })).status).toBe(204);
    expect((await asAnn()).status).toBe(400);
    expect(refusalIn(await server.request('DELETE', path, { as: CRM }))).toMatchObject({ code: '404-100' });
  });

  it.each<[string, string, readonly string[], string, string]>([
    ['GRANT-2: on itself', 'Gina', ['Gina'], '400-152', 'grantsTo.customer[0].id'],
    ['GRANT-2: to a company', 'Gina', ['Hugo', 'Corp'], '400-152', 'grantsTo.customer[1].id'],
    ['GRANT-2: on a company', 'Corp', ['Gina'], '400-152', 'grantsTo.customer[0].id'],
    ['GRANT-2: to nobody who exists', 'Gina', ['987654321'], '400-194', 'grantsTo.customer[0].id'],
    ['GRANT-2: on nobody who exists', 'what', ['Gina'], '400-194', 'grantsOn.customer[0].id'],
    ['GRANT-1: to nobody', 'Gina', [], '400-146', 'grantsTo.customer'],
    [
      'GRANT-3: to more than 75',
      'Gina',
      Array.from({ length: 76 }, (_, index) => String(index + 1)),
      '400-152',
      'grantsTo.customer',
    ],
  ])('%s: refused', async (_, on, to, code, attribute) => {
    expect(refusalIn(await grant(on, to))).toMatchObject({ code, attributes: [attribute] });
  });

  it('GRANT-3: holds the limits both ways, when many ask at the same time', async () => {
    await server.database.query(
      `WITH many AS (INSERT INTO customers (id, type) SELECT 800000 + i, 'individual' FROM generate_series(1, 160) i RETURNING id)
       INSERT INTO customer_grants (holder_customer_id, on_customer_id)
       SELECT CASE WHEN id <= 800073 THEN $1::bigint ELSE id END, CASE WHEN id <= 800073 THEN id ELSE $2::bigint END
       FROM many WHERE id <= 800073 OR id BETWEEN 800081 AND 800153`,
      [idOf('Iris'), idOf('Hugo')],
    );
    const held = await Promise.all(['800074', '800075', '800076', '800077'].map((id) => grant(id, ['Iris'])));
    // Iris holds one on Gina already.
    expect(held.map(({ status }) => status).toSorted()).toEqual([201, 400, 400, 400]);
    const given = await Promise.all(['800074', '800075', '800076', '800077'].map((id) => grant('Hugo', [id])));
    expect(given.map(({ status }) => status).toSorted()).toEqual([201, 201, 400, 400]);
    const [counts] = await server.database.query<{ held: string; given: string }>(
      `SELECT (SELECT count(*) FROM customer_grants WHERE holder_customer_id = $1) AS held,
        (SELECT count(*) FROM customer_grants WHERE on_customer_id = $2) AS given`,
      [idOf('Iris'), idOf('Hugo')],
    );
    expect(counts).toEqual({ held: '75', given: '75' });
  });
});

describe('departmentalization', () => {
  const SAM: Who = { user: 'sam' };
  let sue: string;

  beforeAll(async () => {
    await server.configure({ settings: { customerDepartmentalization: true } });
    sue = await customerIdOf(server.database, 'c-sue');
  });

  it('CUST-5: a customer belongs to a department that its creator may work in', async () => {
    const inSales = { ...person('Dep'), department: { name: 'sales' } };
    expect(refusalIn(await send('POST', '/individual/customer', person('Dep')))).toEqual(
      refusalOf('400-146', 'department.name'),
    );
    expect(refusalIn(await send('POST', '/individual/customer', inSales, { as: SAM }))).toEqual(
      refusalOf('400-152', 'department.name'),
    );
    const id = await create('individual', inSales);
    expect(await read(id)).toMatchObject({ department: { name: 'Sales' } });
    const twice = (department: string) =>
      create('individual', {
        ...person('Dup', { email: [{ emailAddress: 'dup@example.org' }] }),
        department: { name: department },
      });
    await Promise.all([twice('Service'), twice('Sales')]);
    await expect(twice('Sales')).rejects.toThrow(/400-152/);
  });

  it('CUST-1: what another department has does not exist', async () => {
    const lastModified = '2026-01-01T00:00:00.000Z';
    expect(refusalIn(await get(`/customers/${sue}`, SAM))).toMatchObject({ code: '404-100' });
    expect(refusalIn(await get(`/customer/${sue}/grants`, SAM))).toMatchObject({ code: '404-100' });
    expect(refusalIn(await get(`/customer/${sue}/notes`, SAM))).toMatchObject({ code: '404-100' });
    expect(refusalIn(await send('POST', `/customer/${sue}/note`, { content: 'x' }, { as: SAM }))).toMatchObject({
      code: '404-100',
    });
    const edited = await send('PATCH', '/individual/customer', { id: sue, lastModified, pin: '1' }, { as: SAM });
    expect(refusalIn(edited)).toMatchObject({ code: '400-194' });
    const granted = { grantsOn: { customer: [{ id: sue }] }, grantsTo: { customer: [{ id: sue }] } };
    expect(refusalIn(await send('POST', '/customer/grant', granted, { as: SAM }))).toMatchObject({ code: '400-194' });
    expect((await get('/customer?email=sue@example.org', SAM)).status).toBe(204);
    expect((await get('/customer?email=bob@example.org', SAM)).status).toBe(200);
    expect((await get('/customer?email=shared@example.org', SAM)).status).toBe(200);
  });

  it('CUST-16: a client application says where it looks', async () => {
    expect(refusalIn(await get('/customer?email=sue@example.org'))).toMatchObject({ code: '400-112' });
    expect((await get('/customer?email=sue@example.org&department=SALES')).status).toBe(200);
    expect((await get('/customer?email=sue@example.org&department=Service')).status).toBe(204);
    expect((await get('/customer?email=sue@example.org&department=Nowhere')).status).toBe(204);
  });

  it('GRANT-2, GRANT-4: grants stay within a department, and are suspended across', async () => {
    const bob = await customerIdOf(server.database, 'c-bob');
    const body = { grantsOn: { customer: [{ id: sue }] }, grantsTo: { customer: [{ id: bob }] } };
    expect(refusalIn(await send('POST', '/customer/grant', body))).toMatchObject({ code: '400-152' });
    await server.database.query('INSERT INTO customer_grants (holder_customer_id, on_customer_id) VALUES ($1, $2)', [
      bob,
      sue,
    ]);
    expect((await get(`/customer/${sue}/grants`)).json()).toMatchObject({
      grantsTo: { customer: [{ id: bob, inForce: false }] },
    });
  });
});
