import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anActivity, asBody, BODY_FORMATS, type BodyFormat } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import type { Who } from '../support/partition.js';
import { postActivity, refusalIn } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf } from '../support/stored-activity.js';
import type { WireObject } from '#wire/tree.js';

const ADMIN: Who = { client: 'test-admin' };
const MANAGER = '/core/customermgr/v3';
const STAFF_MEMBERS = ['description', 'labels', 'language', 'organization', 'owner'] as const;

let server: TestServer;
let ids: { readonly sam: string; readonly lee: string; readonly group: string; readonly company: string };

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    groups: [{ name: 'Keepers', users: ['sam'] }],
    customers: [{ externalId: 'c-employer', type: 'corporate', customerName: 'Employer' }],
  });
  const [row] = await server.database.query<typeof ids>(
    `SELECT (SELECT id::text FROM users WHERE login = 'sam') AS sam, (SELECT id::text FROM users WHERE login = 'lee') AS lee,
      (SELECT id::text FROM groups WHERE name = 'Keepers') AS group,
      (SELECT id::text FROM customers WHERE external_id = 'c-employer') AS company`,
  );
  if (!row) throw new Error('nobody is configured');
  ids = row;
});

afterAll(() => server.close());

const send = (method: string, path: string, body: WireObject, format: BodyFormat = 'json'): Promise<TestAnswer> => {
  const sent = format === 'json' ? { body, headers: {} } : asBody(body, format, 'customer');
  const headers = { ...sent.headers, 'if-match': '*' };
  return server.request(method, MANAGER + path, { as: ADMIN, body: sent.body, headers });
};

async function create(members: WireObject, format?: BodyFormat): Promise<string> {
  const body = { contacts: { contact: [{ firstName: 'Ann' }] }, ...members };
  const answer = await send('POST', '/individual/customer', body, format);
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.headers.get('location') ?? '').split('/').at(-1) ?? '';
}

const edit = (id: string, members: WireObject, format?: BodyFormat): Promise<TestAnswer> =>
  send('PATCH', '/individual/customer', { id, ...members }, format);

async function shown(id: string): Promise<Record<string, unknown>> {
  const answer = await server.request('GET', `${MANAGER}/customers/${id}`, { as: ADMIN });
  const [customer] = answer.json<{ customer: Record<string, unknown>[] }>().customer;
  return Object.fromEntries(
    STAFF_MEMBERS.flatMap((name) => (customer?.[name] === undefined ? [] : [[name, customer[name]]])),
  );
}

const all = () => ({
  description: 'Likes tea',
  labels: ['vip', ' with, comma ', 'vip', ''],
  language: { value: 'pt-br' },
  organization: { id: ids.company },
  owner: { user: { id: ids.sam }, group: { id: ids.group } },
});

const allShown = () => ({
  description: 'Likes tea',
  labels: ['vip', 'with, comma'],
  language: { value: 'pt-BR' },
  organization: { id: ids.company, customerName: 'Employer' },
  owner: {
    user: { id: ids.sam, firstName: 'Sam', lastName: 'Ray' },
    group: { id: ids.group, name: 'Keepers' },
  },
});

describe('CUST-25: what staff know of a customer', () => {
  it.each(BODY_FORMATS)(
    'is created, shown and edited in %s, the owner as a whole, and empty values take it away',
    async (format) => {
      const id = await create(all(), format);
      expect(await shown(id)).toEqual(allShown());
      const changed = await edit(
        id,
        { labels: ['new'], owner: { user: { id: ids.lee } }, language: { value: 'de' } },
        format,
      );
      expect(changed.status).toBe(204);
      expect(await shown(id)).toEqual({
        ...allShown(),
        labels: ['new'],
        language: { value: 'de' },
        owner: { user: { id: ids.lee, firstName: 'Lee', lastName: 'Kim' }, group: null },
      });
      const emptied = {
        ...{ description: '', labels: [''], language: { value: '' }, organization: { id: '' } },
        owner: { user: { id: '' }, group: { id: '' } },
      };
      expect((await edit(id, emptied, format)).status).toBe(204);
      expect(await shown(id)).toEqual({});
    },
  );

  it('is found with the customer, and on record by the names of its members', async () => {
    const id = await create(all());
    const name = `Employed ${id}`;
    await edit(id, { contacts: { contact: [{ firstName: name }] }, description: 'Known' });
    const found = await server.request('GET', `${MANAGER}/customer?customerName=${encodeURIComponent(name)}`, {
      as: ADMIN,
    });
    expect(found.json<{ customer: object[] }>().customer).toMatchObject([{ ...allShown(), description: 'Known' }]);
    const [entry] = await server.database.query<{ detail: object }>(
      `SELECT detail FROM audit_entries WHERE object = 'customer' AND object_id = $1 ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(entry?.detail).toEqual({ members: ['contacts', 'description'] });
  });

  it.each<[string, () => WireObject]>([
    ['language.value', () => ({ language: { value: 'Klingon!' } })],
    ['labels', () => ({ labels: Array.from({ length: 76 }, (_, place) => `label ${place}`) })],
    ['labels[0]', () => ({ labels: ['x'.repeat(101)] })],
    ['description', () => ({ description: 'x'.repeat(1_025) })],
    ['organization.id', () => ({ organization: { id: '999999999' } })],
    ['organization.id', () => ({ organization: { id: 'x' } })],
    ['owner.user.id', () => ({ owner: { user: { id: '999999999' } } })],
    ['owner.group.id', () => ({ owner: { group: { id: '999999999' } } })],
    ['owner.user.id', () => ({ owner: { user: { id: ids.lee }, group: { id: ids.group } } })],
  ])('is refused at %s when it is not fit', async (attribute, members) => {
    const id = await create({});
    const body = { contacts: { contact: [{ firstName: 'Ann' }] }, ...members() };
    for (const answer of [await edit(id, members()), await send('POST', '/individual/customer', body)]) {
      const { code, attributes } = refusalIn(answer);
      expect({ code, attributes }).toEqual({ code: '400-152', attributes: [attribute] });
    }
    expect(await shown(id)).toEqual({});
  });

  it('belongs to a company that is one, and to no individual', async () => {
    const id = await create({});
    const { code, attributes } = refusalIn(await edit(id, { organization: { id } }));
    expect([code, attributes]).toEqual(['400-152', ['organization.id']]);
  });

  it('does not show the name of a company that the reader does not see (CUST-1)', async () => {
    const departmentOf = `(SELECT id FROM departments WHERE name = $2)`;
    const id = await create({ organization: { id: ids.company } });
    await server.configure({ settings: { customerDepartmentalization: true } });
    await server.database.query(`UPDATE customers SET department_id = ${departmentOf} WHERE id = $1`, [
      ids.company,
      'Sales',
    ]);
    const readBy = async (who: Who) => {
      const token = await server.token(who, 'core.customermgr.read');
      const answer = await server.request('GET', `${MANAGER}/customers/${id}`, { token });
      return answer.json<{ customer: { organization: object }[] }>().customer[0]?.organization;
    };
    expect(await readBy(ADMIN)).toEqual({ id: ids.company, customerName: 'Employer' });
    expect(await readBy({ user: 'sam' })).toEqual({ id: ids.company });
    await server.database.query('UPDATE customers SET department_id = NULL WHERE id = $1', [ids.company]);
    await server.configure({ settings: { customerDepartmentalization: false } });
  });

  it('loses no label in a merge, and gains the owner as a whole', async () => {
    const source = await create(all());
    const target = await create({ labels: ['own', 'vip'], owner: { user: { id: ids.lee } } });
    const bare = await create({});
    const merge = (body: WireObject) => send('PUT', '/customer/merge', body);
    const refused = await merge({
      sourceCustomer: { id: source },
      targetCustomer: { id: target, owner: { user: { id: ids.lee }, group: { id: ids.group } } },
    });
    expect(refusalIn(refused).attributes).toEqual(['targetCustomer.owner.user.id']);
    expect((await merge({ sourceCustomer: { id: source }, targetCustomer: { id: target } })).status).toBe(204);
    expect(await shown(target)).toEqual({
      ...allShown(),
      labels: ['own', 'vip', 'with, comma'],
      owner: { user: { id: ids.lee, firstName: 'Lee', lastName: 'Kim' }, group: null },
    });
    expect((await merge({ sourceCustomer: { id: target }, targetCustomer: { id: bare } })).status).toBe(204);
    expect((await shown(bare))['owner']).toEqual({
      user: { id: ids.lee, firstName: 'Lee', lastName: 'Kim' },
      group: null,
    });
  });

  it('is not the customer’s to change or to see, and goes with an obfuscation', async () => {
    const sue = await customerIdOf(server.database, 'c-sue');
    expect((await edit(sue, all())).status).toBe(204);
    const own = { token: await server.token({ customer: 'c-sue' }, 'core.customermgr.read core.customermgr.manage') };
    const profile = await server.request('GET', `${MANAGER}/customer`, own);
    expect(profile.text).toContain(sue);
    for (const word of ['Likes tea', 'Employer', 'Keepers', 'pt-BR']) expect(profile.text).not.toContain(word);
    const { code } = refusalIn(
      await server.request('PATCH', `${MANAGER}/individual/customer`, {
        ...own,
        body: { owner: {} },
        headers: { 'if-match': '*' },
      }),
    );
    expect(code).toBe('400-147');
    const obfuscated = await server.request('POST', `${MANAGER}/customer/${sue}/obfuscate`, { as: ADMIN });
    expect([obfuscated.status, await shown(sue)]).toEqual([204, {}]);
  });

  it('is nothing that an activity of somebody unknown brings along (C-5)', async () => {
    const set = {
      'payload.email.emailAddresses.from': 'unknown@example.org',
      customer: { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'New' }] }, description: 'x' },
    };
    const answer = await postActivity(server, ADMIN, anActivity({ actor: 'client', set }));
    expect(refusalIn(answer)).toMatchObject({ code: '400-147', attributes: ['customer.description'] });
  });

  it('is in the partition document, by names, and what a document leaves out stays (CUST-25)', async () => {
    const members = {
      ...{
        description: 'Likes tea',
        labels: ['vip', 'with, comma'],
        language: 'pt-BR',
        organization: 'c-new-employer',
      },
      owner: { user: 'sam', group: 'Keepers' },
    };
    const company = { externalId: 'c-new-employer', type: 'corporate', customerName: 'New Employer' };
    const employee = { externalId: 'c-employee', firstName: 'Emma', ...members };
    await server.configure({ customers: [employee, company] });
    const exported = async () => {
      const answer = await server.request('GET', '/core/adminmgr/v3/partition', { as: ADMIN });
      return answer
        .json<{ customers: { externalId: string }[] }>()
        .customers.find(({ externalId }) => externalId === 'c-employee');
    };
    expect(await exported()).toMatchObject(members);
    const id = await customerIdOf(server.database, 'c-employee');
    expect(await shown(id)).toMatchObject({ ...allShown(), organization: { customerName: 'New Employer' } });
    await server.configure({ customers: [{ externalId: 'c-employee', firstName: 'Emma', description: '' }] });
    expect(await exported()).toMatchObject({ ...members, description: null });
  });

  it.each([
    ['organization', { organization: 'c-ann' }],
    ['owner.user', { owner: { user: 'nobody' } }],
    ['owner.group', { owner: { group: 'Nobodies' } }],
    ['owner.user', { owner: { user: 'lee', group: 'Keepers' } }],
  ])('is refused in a partition document at %s when there is no such one', async (attribute, members) => {
    const body = { customers: [{ externalId: 'c-refused', firstName: 'Rita', ...members }] };
    const answer = await server.request('PUT', '/core/adminmgr/v3/partition', { as: ADMIN, body });
    expect(refusalIn(answer)).toMatchObject({ code: '400-152', attributes: [`customers[0].${attribute}`] });
  });
});
