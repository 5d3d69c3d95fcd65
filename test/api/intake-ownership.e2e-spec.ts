import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WireTree } from '#wire/tree.js';
import { anActivity, BODY_FORMATS } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import type { Who } from '../support/partition.js';
import { createdId, NOT_GRANTED, POST_PATH, postActivity, refusalIn, refusalOf, WHO } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf } from '../support/stored-activity.js';

const FROM = 'payload.email.emailAddresses.from';
const RECEIVER = 'payload.email.emailAddresses.receiver';
const CENTER = 'payload.email.messageCenter.id';
const SUE: Who = { customer: 'c-sue' };
const SHARED: Who = { customer: 'c-shared' };
const CUSTOMER: WireTree = {
  type: { value: 'individual' },
  contacts: { contact: [{ firstName: 'New', lastName: 'One' }] },
};

let server: TestServer;
let addresses = 0;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.close();
});

/** An address that nobody has. */
function unknownAddress(): string {
  addresses += 1;
  return `Unknown-${addresses}@example.org`;
}

function sent(from: string, set: Readonly<Record<string, WireTree>> = {}, who: Who = WHO.client): Promise<TestAnswer> {
  return postActivity(server, who, anActivity({ actor: 'client', set: { [FROM]: from, ...set } }));
}

function sentBy(who: Who, set: Readonly<Record<string, WireTree>> = {}, query = ''): Promise<TestAnswer> {
  return postActivity(server, who, anActivity({ actor: 'customer', set }), { query });
}

interface Owner {
  readonly externalId: string | null;
  readonly customerId: string;
  readonly departmentId: string | null;
  readonly from: string;
  readonly sentOnBehalf: boolean;
  readonly sentBy: string | null;
}

async function ownerOf(answer: TestAnswer): Promise<Owner | undefined> {
  const [row] = await server.database.query<Owner>(
    `SELECT c.external_id AS "externalId", c.id AS "customerId", c.department_id AS "departmentId",
        e.from_address AS "from", a.sent_on_behalf AS "sentOnBehalf", s.external_id AS "sentBy"
      FROM activities a JOIN activity_emails e ON e.activity_id = a.id JOIN customers c ON c.id = a.customer_id
      LEFT JOIN customers s ON s.id = a.sent_by_customer_id
      WHERE a.id = $1::bigint`,
    [createdId(answer)],
  );
  return row;
}

interface Point {
  readonly customerId: string;
  readonly emailAddress: string;
  readonly isPrimary: boolean;
  readonly verified: boolean;
}

function pointsOf(address: string): Promise<Point[]> {
  return server.database.query<Point>(
    `SELECT customer_id AS "customerId", email_address AS "emailAddress", is_primary AS "isPrimary", verified
      FROM contact_points WHERE email_key = lower($1)`,
    [address],
  );
}

async function departmentId(name: string): Promise<string> {
  const [row] = await server.database.query<{ id: string }>('SELECT id FROM departments WHERE name = $1', [name]);
  return row?.id ?? '';
}

async function onBehalfOf(externalId: string): Promise<string> {
  return `?customer=${await customerIdOf(server.database, externalId)}`;
}

describe.each([false, true])('with departmentalization %s', (customerDepartmentalization) => {
  beforeAll(async () => {
    await server.configure({ settings: { customerDepartmentalization } });
  });

  it('C-1 finds the customer by the sender, whatever the case', async () => {
    expect(await ownerOf(await sent('ANN@Example.org'))).toMatchObject({
      externalId: 'c-ann',
      from: 'ann@example.org',
    });
    expect(await ownerOf(await sent('ann.second@example.org', {}, WHO.user))).toMatchObject({ externalId: 'c-ann' });
  });

  it('C-1 finds the customer of another department only without departmentalization', async () => {
    const answer = await sent('sue@example.org');
    if (customerDepartmentalization) expect(refusalIn(answer)).toEqual(refusalOf('400-146', 'customer'));
    else expect(await ownerOf(answer)).toMatchObject({ externalId: 'c-sue' });
  });

  it('C-8 finds a shared customer in every department', async () => {
    const sales = { 'department.name': 'Sales', [RECEIVER]: 'sales@example.com' };
    expect(await ownerOf(await sent('shared@example.org'))).toMatchObject({ externalId: 'c-shared' });
    expect(await ownerOf(await sent('shared@example.org', sales))).toMatchObject({ externalId: 'c-shared' });
  });

  it.each(BODY_FORMATS)('C-2 makes a customer of an unknown sender, in %s', async (format) => {
    const from = unknownAddress();
    const tree = anActivity({ actor: 'client', set: { [FROM]: from, customer: CUSTOMER } });
    const owner = await ownerOf(await postActivity(server, WHO.client, tree, { format }));
    expect(owner).toMatchObject({
      from,
      departmentId: customerDepartmentalization ? await departmentId('Service') : null,
    });
    expect(await pointsOf(from)).toEqual([
      { customerId: owner?.customerId, emailAddress: from, isPrimary: true, verified: true },
    ]);
    expect(await ownerOf(await sent(from.toUpperCase()))).toMatchObject({ customerId: owner?.customerId });
  });

  it('C-2 demands the customer of an unknown sender', async () => {
    expect(refusalIn(await sent(unknownAddress()))).toEqual(refusalOf('400-146', 'customer'));
  });

  it.each([
    ['C-5 no type', { contacts: { contact: [{ firstName: 'A' }] } }, refusalOf('400-146', 'customer.type.value')],
    ['C-5 another type', { type: { value: 'robot' } }, refusalOf('400-152', 'customer.type.value')],
    [
      'C-5 no first name',
      { type: { value: 'individual' }, contacts: { contact: [{ lastName: 'A' }] } },
      refusalOf('400-146', 'customer.contacts.contact[0].firstName'),
    ],
    ['C-5 a company without a name', { type: { value: 'corporate' } }, refusalOf('400-146', 'customer.customerName')],
    [
      'C-5 a group of an unknown kind',
      { type: { value: 'group', group: { type: { value: 'mob' } } }, customerName: 'G' },
      refusalOf('400-152', 'customer.type.group.type.value'),
    ],
    [
      'B-14 a department',
      { ...(CUSTOMER as object), department: { name: 'Service' } },
      refusalOf('400-147', 'customer.department'),
    ],
  ])('refuses for an unknown sender %s', async (_, customer, refusal) => {
    const from = unknownAddress();
    expect(refusalIn(await sent(from, { customer }))).toEqual(refusal);
    expect(await pointsOf(from)).toEqual([]);
  });

  it.each<WireTree>([
    { type: { value: 'corporate' }, customerName: 'Company' },
    { type: { value: 'group', group: { type: { value: 'household' } } }, customerName: 'Family' },
  ])('C-5 makes a customer of %j', async (customer) => {
    expect((await sent(unknownAddress(), { customer })).status).toBe(201);
  });

  it('C-6 gives a new customer no address that somebody has', async () => {
    const contact = [{ firstName: 'New', email: [{ emailAddress: 'Bob@example.org' }] }];
    const customer = { type: { value: 'individual' }, contacts: { contact } };
    expect(refusalIn(await sent(unknownAddress(), { customer }))).toEqual(
      refusalOf('400-152', 'customer.contacts.contact[0].email[0].emailAddress'),
    );
  });

  it('C-3 picks the primary address of the contact who is logged in', async () => {
    expect(await ownerOf(await sentBy(WHO.customer))).toMatchObject({
      externalId: 'c-ann',
      from: 'ann@example.org',
      sentOnBehalf: false,
      sentBy: null,
    });
  });

  it('C-3 takes another address of the contact, but nobody else’s', async () => {
    const own = await ownerOf(await sentBy(WHO.customer, { [FROM]: 'ann.second@example.org' }));
    expect(own).toMatchObject({ externalId: 'c-ann', from: 'ann.second@example.org' });
    expect(refusalIn(await sentBy(WHO.customer, { [FROM]: 'bob@example.org' }))).toEqual(refusalOf('400-152', FROM));
    expect(refusalIn(await sentBy(WHO.customer, { [FROM]: 'shared@example.org' }))).toEqual(refusalOf('400-152', FROM));
  });

  it('C-3 makes an unknown address an unverified one of the contact, which C-1 then finds', async () => {
    const from = unknownAddress();
    expect(await ownerOf(await sentBy(WHO.customer, { [FROM]: from }))).toMatchObject({ externalId: 'c-ann', from });
    const customerId = await customerIdOf(server.database, 'c-ann');
    expect(await pointsOf(from)).toEqual([{ customerId, emailAddress: from, isPrimary: false, verified: false }]);
    expect(await ownerOf(await sent(from))).toMatchObject({ externalId: 'c-ann' });
  });

  it('C-4 makes it the other customer’s, and says who sent it', async () => {
    const answer = await sentBy(WHO.customer, {}, await onBehalfOf('c-bob'));
    expect(await ownerOf(answer)).toMatchObject({
      externalId: 'c-bob',
      from: 'bob@example.org',
      sentOnBehalf: true,
      sentBy: 'c-ann',
    });
    const path = `${answer.headers.get('location') ?? ''}?$attribute=payload`;
    const { activity } = (await server.request('GET', path, { as: WHO.client })).json<{
      activity: [{ sentOnBehalf: boolean; payload: { email: { sentBy: { customer: { id: string } } } } }];
    }>();
    expect(activity[0].sentOnBehalf).toBe(true);
    expect(activity[0].payload.email.sentBy.customer.id).toBe(await customerIdOf(server.database, 'c-ann'));
  });

  it('C-4 forbids from, and demands an address of the other customer', async () => {
    const withFrom = await sentBy(WHO.customer, { [FROM]: 'bob@example.org' }, await onBehalfOf('c-bob'));
    expect(refusalIn(withFrom)).toEqual(refusalOf('400-147', FROM));
    expect(refusalIn(await sentBy(WHO.customer, {}, await onBehalfOf('c-mute')))).toEqual(refusalOf('400-152', FROM));
  });

  it.each([
    ['an alias', { [RECEIVER]: 'sales@example.com', [CENTER]: null }, RECEIVER],
    ['a message center', { [CENTER]: 'mc-sales' }, CENTER],
  ])('B-21 binds a customer to %s of its department, a shared one (C-8) to none', async (_, set, attribute) => {
    const answer = await sentBy(WHO.customer, set);
    if (customerDepartmentalization) expect(refusalIn(answer)).toEqual(refusalOf('400-152', attribute));
    else expect(answer.status).toBe(201);
    expect((await sentBy(SUE, set)).status).toBe(201);
    expect((await sentBy(SHARED, set)).status).toBe(201);
  });
});

describe('on behalf', () => {
  it.each([
    ['a customer who granted nothing', () => onBehalfOf('c-sue')],
    ['an unknown customer', () => Promise.resolve('?customer=999999')],
    ['what is no id', () => Promise.resolve('?customer=abc')],
    ['SQL', () => Promise.resolve('?customer=1%27%20OR%20true--')],
    ['what is too large for an id', () => Promise.resolve(`?customer=${'9'.repeat(40)}`)],
    ['two customers (Q-4)', async () => `${await onBehalfOf('c-bob')}&customer=1`],
    ['two empty customers (Q-4)', () => Promise.resolve('?customer=&customer=')],
  ])('Q-3 refuses %s with one and the same answer', async (_, query) => {
    expect(refusalIn(await sentBy(WHO.customer, {}, await query()))).toEqual(NOT_GRANTED);
  });

  it.each(['?customer=', '?customer', 'self'])('Q-3, Q-4: %s is the customer itself', async (query) => {
    const self = await onBehalfOf('c-ann');
    const answer = await sentBy(WHO.customer, { [FROM]: 'ann@example.org' }, query === 'self' ? self : query);
    expect(await ownerOf(answer)).toMatchObject({ externalId: 'c-ann', sentOnBehalf: false });
  });

  it.each(['user', 'client'] as const)('Q-2 is not for a %s, not even empty', async (actor) => {
    for (const query of ['?customer=', '?customer=1000']) {
      expect(refusalIn(await postActivity(server, WHO[actor], anActivity({ actor }), { query }))).toEqual({
        status: 400,
        code: '400-101',
        developerMessage: "Unsupported query parameter(s) supplied: 'customer'.",
        attributes: [],
      });
    }
  });

  it('Q-1 names all parameters that there are not', async () => {
    const answer = await sentBy(WHO.customer, {}, '?a=1&customer=&$b=2&a=3');
    expect(refusalIn(answer)).toMatchObject({
      code: '400-101',
      developerMessage: "Unsupported query parameter(s) supplied: 'a, $b'.",
    });
  });

  it('O-1 is judged before the body is looked at', async () => {
    const answer = await server.request('POST', `${POST_PATH}?customer=999999`, { as: WHO.customer, body: '{' });
    expect(refusalIn(answer)).toEqual(NOT_GRANTED);
  });

  it('C-7 is over with the request after the grant was taken away', async () => {
    const query = await onBehalfOf('c-bob');
    await server.configure({ customers: [{ externalId: 'c-ann', grantsOn: ['c-mute'] }] });
    expect(refusalIn(await sentBy(WHO.customer, {}, query))).toEqual(NOT_GRANTED);
    await server.configure({ customers: [{ externalId: 'c-ann', grantsOn: ['c-bob', 'c-mute'] }] });
    expect((await sentBy(WHO.customer, {}, query)).status).toBe(201);
  });

  it('C-7 rests across departments while departmentalization is on', async () => {
    const isDepartmentalized = (customerDepartmentalization: boolean) =>
      server.configure({ settings: { customerDepartmentalization } });
    await isDepartmentalized(false);
    await server.configure({ customers: [{ externalId: 'c-ann', grantsOn: ['c-bob', 'c-mute', 'c-sue'] }] });
    const query = await onBehalfOf('c-sue');
    expect((await sentBy(WHO.customer, {}, query)).status).toBe(201);
    await isDepartmentalized(true);
    expect(refusalIn(await sentBy(WHO.customer, {}, query))).toEqual(NOT_GRANTED);
    await isDepartmentalized(false);
    expect((await sentBy(WHO.customer, {}, query)).status).toBe(201);
  });
});

describe('many at once', () => {
  beforeEach(async () => {
    await server.configure({ settings: { customerDepartmentalization: false } });
  });

  it('C-6 makes one customer of 200 simultaneous first activities from one unknown address', async () => {
    const from = unknownAddress();
    const answers = await Promise.all(Array.from({ length: 200 }, () => sent(from, { customer: CUSTOMER })));
    expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(201));
    expect(await pointsOf(from)).toHaveLength(1);
    const owners = await Promise.all(answers.map(ownerOf));
    expect(new Set(owners.map((owner) => owner?.customerId)).size).toBe(1);
    const [row] = await server.database.query('SELECT count(*) FROM customers WHERE id = $1::bigint', [
      owners[0]?.customerId,
    ]);
    expect(row).toEqual({ count: '1' });
  });

  it('C-8 creates nothing under the old rule while departmentalization is switched', async () => {
    const from = unknownAddress();
    const posts = Array.from({ length: 20 }, () => sent(from, { customer: CUSTOMER }));
    await server.configure({ settings: { customerDepartmentalization: true } });
    for (const { status } of await Promise.all(posts)) expect(status).toBe(201);
    expect(await pointsOf(from)).toHaveLength(1);
    const scopes = await server.database.query(
      `SELECT p.id FROM contact_points p JOIN customers c ON c.id = p.customer_id
        WHERE p.email_key IS NOT NULL AND p.address_scope <> coalesce(c.department_id, 0)`,
    );
    expect(scopes).toEqual([]);
  });
});
