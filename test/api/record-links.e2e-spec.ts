import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';
import { userToken } from '../support/user-token.js';

const BASE = '/core/recordmgr/v3';
const CRM = { client: 'crm' } as const;

const NOUNS = ['core.casemgr.read', 'core.customermgr.read'];
const RECORDS = ['core.recordmgr.read', 'core.recordmgr.manage'];

type Fields = Readonly<Record<string, unknown>>;

let server: TestServer;
let cases: { readonly service: string; readonly sales: string };
let customers: { readonly ann: string; readonly sue: string };
/** Of all departments, of one department, and of whoever may not read cases and customers at all. */
let tokens: { readonly pat: string; readonly sam: string; readonly bare: string };

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    settings: { customerDepartmentalization: true },
    customers: [{ externalId: 'c-sue', type: 'individual', department: 'Sales', firstName: 'Sue' }],
    recordTables: [
      {
        name: 'asset',
        fields: [
          { name: 'title', type: 'text' },
          { name: 'ticket', label: 'Ticket', type: 'link', table: 'case' },
          { name: 'owner', label: 'Owner', type: 'link', table: 'customer' },
        ],
      },
    ],
    groups: [
      {
        name: 'Staff',
        users: ['sam'],
        tables: { asset: { create: true, read: true, update: true, fields: ['title', 'ticket', 'owner'] } },
      },
    ],
  });
  const { database } = server;
  const [service, sales] = [
    await storeActivity(database, { customer: 'c-ann', department: 'Service' }),
    await storeActivity(database, { customer: 'c-sue', department: 'Sales' }),
  ];
  cases = { service: service.caseId, sales: sales.caseId };
  customers = { ann: await customerIdOf(database, 'c-ann'), sue: await customerIdOf(database, 'c-sue') };
  tokens = {
    pat: await userToken(server, 'pat', [...RECORDS, ...NOUNS]),
    sam: await userToken(server, 'sam', [...RECORDS, ...NOUNS]),
    bare: await userToken(server, 'pat', RECORDS),
  };
});

afterAll(async () => {
  await server.close();
});

function call(as: keyof typeof tokens, method: string, path: string, body?: object): Promise<TestAnswer> {
  return server.request(method, `${BASE}/asset${path}`, { token: tokens[as], body, headers: { 'if-match': '*' } });
}

async function create(fields: Fields, as: keyof typeof tokens = 'pat'): Promise<string> {
  const answer = await call(as, 'POST', '', { fields });
  expect([answer.status, answer.text]).toEqual([201, '']);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

async function fieldsOf(id: string, as: keyof typeof tokens): Promise<Fields> {
  const answer = await call(as, 'GET', `/${id}`);
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  return answer.json<{ record: [{ fields: Fields }] }>().record[0].fields;
}

async function found(as: keyof typeof tokens, name: string, value: string): Promise<string[] | string> {
  const answer = await call(as, 'GET', `?field=${encodeURIComponent(JSON.stringify([{ name, value }]))}`);
  if (answer.status === 204) return [];
  if (answer.status !== 200) return answer.json<{ code: string }>().code;
  return answer.json<{ record: { id: string }[] }>().record.map(({ id }) => id);
}

function fault(answer: TestAnswer): unknown {
  const { code, details, ...message } = answer.json<{ code: string; details: unknown }>();
  return { code, details, message };
}

describe('RT-20: links to cases and customers', () => {
  it('are to those that the writer sees, and to no others: the answer is that for what is not there', async () => {
    await create({ ticket: cases.service, owner: customers.ann }, 'sam');
    for (const [field, foreign] of [
      ['ticket', cases.sales],
      ['owner', customers.sue],
    ] as const) {
      const answers = await Promise.all(
        [foreign, '999999'].map((id) => call('sam', 'POST', '', { fields: { [field]: id } })),
      );
      const [hidden, missing] = answers.map((answer) => JSON.stringify(fault(answer)));
      expect(hidden).toContain('400-194');
      expect(hidden?.replaceAll(foreign, 'ID')).toBe(missing?.replaceAll('999999', 'ID'));
      await create({ [field]: foreign });
    }
    expect(fault(await call('pat', 'POST', '', { fields: { ticket: 'x' } }))).toMatchObject({ code: '400-152' });
  });

  it('are shown to whoever sees what they lead to', async () => {
    const id = await create({ title: 'Foreign', ticket: cases.sales, owner: customers.sue });
    expect(await fieldsOf(id, 'pat')).toMatchObject({ ticket: cases.sales, owner: customers.sue });
    expect(await fieldsOf(id, 'sam')).toEqual({ title: 'Foreign', ticket: null, owner: null });
    expect(await fieldsOf(id, 'bare')).toEqual({ title: 'Foreign' });
    const own = await create({ ticket: cases.service, owner: customers.ann });
    expect(await fieldsOf(own, 'sam')).toMatchObject({ ticket: cases.service, owner: customers.ann });
  });

  it('stay when somebody edits the record who does not see them', async () => {
    const id = await create({ ticket: cases.sales });
    expect((await call('sam', 'PATCH', '', { id, fields: { title: 'Changed' } })).status).toBe(204);
    expect(await fieldsOf(id, 'pat')).toMatchObject({ title: 'Changed', ticket: cases.sales });
  });

  it('are found by those who see what they lead to, and sorted by nobody', async () => {
    const [ticket, owner] = [
      await storeActivity(server.database, { customer: 'c-sue', department: 'Sales' }),
      await storeActivity(server.database, { customer: 'c-ann', department: 'Service' }),
    ].map(({ caseId }) => caseId) as [string, string];
    const [foreign, own] = [await create({ ticket }), await create({ ticket: owner })];
    expect(await found('pat', 'ticket', ticket)).toEqual([foreign]);
    expect(await found('sam', 'ticket', ticket)).toEqual([]);
    expect(await found('sam', 'ticket', owner)).toEqual([own]);
    expect(await found('bare', 'ticket', ticket)).toBe('400-244');
    expect(await found('sam', 'owner', customers.sue)).toEqual([]);
    expect(await found('pat', 'owner', customers.sue)).not.toEqual([]);
    expect((await call('pat', 'GET', '?$sort=field.ticket')).json()).toMatchObject({ code: '400-102' });
  });

  it('follow a customer who is merged, as the preview and the merge say', async () => {
    const made = async (firstName: string): Promise<string> => {
      const body = { department: { name: 'Service' }, contacts: { contact: [{ firstName }] } };
      const path = '/core/customermgr/v3/individual/customer';
      const answer = await server.request('POST', path, { as: CRM, body });
      expect([answer.status, answer.text]).toEqual([201, '']);
      return answer.headers.get('location')?.split('/').at(-1) ?? '';
    };
    const [source, target] = [await made('Sonja'), await made('Tanja')];
    const id = await create({ owner: source });
    const answer = await server.request('GET', `/core/customermgr/v3/customers/${target}`, { as: CRM });
    const { lastModified } = answer.json<{ customer: [{ lastModified: string }] }>().customer[0];
    const body = { sourceCustomer: { id: source }, targetCustomer: { id: target } };
    const preview = await server.request('POST', '/core/customermgr/v3/customer/merge/preview', { as: CRM, body });
    expect(preview.json()).toMatchObject({ moved: { record: 1 } });
    const merged = await server.request('PUT', '/core/customermgr/v3/customer/merge', {
      as: CRM,
      body: { ...body, targetCustomer: { id: target, lastModified } },
    });
    expect([merged.status, merged.text]).toEqual([204, '']);
    expect(await fieldsOf(id, 'sam')).toMatchObject({ owner: target });
    expect(await found('sam', 'owner', source)).toEqual([id]);
    const later = await create({ owner: source }, 'sam');
    expect(await fieldsOf(later, 'sam')).toMatchObject({ owner: target });
  });

  it('are described by what they lead to', async () => {
    const answer = await call('sam', 'GET', '/attributes');
    expect(answer.json()).toMatchObject({
      attribute: [{ name: 'title' }, { name: 'ticket', table: 'case' }, { name: 'owner', table: 'customer' }],
    });
  });
});
