import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';
import { userToken } from '../support/user-token.js';

const BASE = '/core/adminmgr/v3';

const ADMIN = { client: 'test-admin' } as const;

const SCOPES = ['core.adminmgr.read', 'core.adminmgr.manage'];

type View = Readonly<Record<string, unknown>>;

type RequestOptions = NonNullable<Parameters<TestServer['request']>[2]>;

/** What is not shown again, or shown with more than was sent. */
const NOT_ECHOED = ['password', 'secret', 'issueTypes'];

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.close());

function call(method: string, path: string, options: RequestOptions = {}): Promise<TestAnswer> {
  return server.request(method, BASE + path, options.token === undefined ? { as: ADMIN, ...options } : options);
}

/** The location of a newly created item. */
async function create(resource: string, body: object): Promise<string> {
  const answer = await call('POST', `/${resource}`, { body });
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 });
  const location = answer.headers.get('location') ?? '';
  expect(location).toBe(`${BASE}/${resource}/${answer.json<{ id: string }>().id}`);
  return location.slice(BASE.length);
}

async function read(path: string): Promise<View> {
  const answer = await call('GET', path);
  expect(answer.status).toBe(200);
  return answer.json<View>();
}

function firstFault(answer: TestAnswer): { code: string; path: string | undefined } {
  const { code, details } = answer.json<{ code: string; details?: { key: string }[] }>();
  return { code, path: details?.[0]?.key };
}

describe('PART-7: resources of the administration', () => {
  it.each<{ resource: string; body: object; view: object; edit: object }>([
    {
      resource: 'departments',
      body: { name: 'Returns' },
      view: { active: true, settings: { enableSecureMessaging: null } },
      edit: { name: 'Returns and repairs' },
    },
    {
      resource: 'queues',
      body: { department: 'Sales', name: 'Offers' },
      view: { default: false, active: true },
      edit: { active: false },
    },
    {
      resource: 'aliases',
      body: { department: 'Sales', emailAddress: 'offers@example.com' },
      view: { name: 'offers@example.com', active: true, queue: null },
      edit: { queue: 'Sales inbox', active: false },
    },
    {
      resource: 'messagecenters',
      body: { department: 'Sales', id: 'mc-new', issueTypes: [{ id: 'offer' }] },
      view: { name: 'mc-new', issueTypes: [{ id: 'offer', name: 'Offer' }] },
      edit: { name: 'New', issueTypes: [] },
    },
    { resource: 'issuetypes', body: { id: 'refund', name: 'Refund' }, view: {}, edit: { name: 'Refunds' } },
    {
      resource: 'customattributes',
      body: { object: 'activity', name: 'colour' },
      view: { dataType: 'string', values: [], multiSelect: false, size: 255, active: true },
      edit: { size: 10 },
    },
    {
      resource: 'users',
      body: { login: 'kim', password: 'the password of kim', department: 'Sales' },
      view: { firstName: null, privileges: [], active: true },
      edit: { firstName: 'Kim', active: false },
    },
    {
      resource: 'clients',
      body: { clientId: 'portal', secret: 'the secret of the portal' },
      view: { name: 'portal', grantTypes: ['client_credentials'] },
      edit: { scopes: ['core.casemgr.read'] },
    },
  ])('$resource: what is created is read, edited and listed', async ({ resource, body, view, edit }) => {
    const path = await create(resource, body);
    const created = await read(path);
    const visible = Object.entries(body).filter(([member]) => !NOT_ECHOED.includes(member));
    expect(created).toMatchObject({ ...Object.fromEntries(visible), ...view });
    const answer = await call('PATCH', path, { body: edit });
    expect({ status: answer.status, body: answer.json() }).toEqual({ status: 200, body: { ...created, ...edit } });
    const list = (await call('GET', `/${resource}?$pagesize=75`)).json<Record<string, unknown[]>>();
    expect(Object.values(list)[0]).toContainEqual({ ...created, ...edit });
  });

  it('never shows a password or secret again', async () => {
    for (const resource of ['users', 'clients', 'partition']) {
      const { text } = await call('GET', `/${resource}`);
      expect(text).not.toMatch(/scrypt|"password|secret/i);
    }
  });

  it('makes a secret for a confidential client that has none, and shows it once', async () => {
    const answer = await call('POST', '/clients', { body: { clientId: 'made', scopes: ['core.casemgr.read'] } });
    const { id, secret } = answer.json<{ id: string; secret: string }>();
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'made', client_secret: secret });
    expect((await fetch(`${server.url}/oauth2/token`, { method: 'POST', body })).status).toBe(200);
    expect(await read(`/clients/${id}`)).not.toHaveProperty('secret');
  });

  it('makes no secret for a public client', async () => {
    const client = {
      clientId: 'app',
      grantTypes: ['authorization_code'],
      redirectUris: ['https://app.example/callback'],
    };
    const answer = await call('POST', '/clients', { body: client });
    expect(answer.json()).not.toHaveProperty('secret');
  });

  it('refuses a natural key that is in use, when creating and when renaming', async () => {
    const again = await call('POST', '/aliases', {
      body: { department: 'Sales', emailAddress: 'SUPPORT@example.com' },
    });
    expect(firstFault(again)).toEqual({ code: '400-152', path: 'emailAddress' });
    const path = await create('aliases', { department: 'Sales', emailAddress: 'renamed@example.com' });
    const renamed = await call('PATCH', path, { body: { emailAddress: 'support@example.com' } });
    expect(firstFault(renamed)).toEqual({ code: '400-152', path: 'emailAddress' });
  });

  it.each([
    {
      what: 'a missing department',
      resource: 'aliases',
      body: { emailAddress: 'x@example.com' },
      code: '400-146',
      path: 'department',
    },
    {
      what: 'an unknown department',
      resource: 'aliases',
      body: { emailAddress: 'x@example.com', department: 'X' },
      code: '400-152',
      path: 'department',
    },
    { what: 'an unknown member', resource: 'users', body: { login: 'x', id: '1' }, code: '400-147', path: 'id' },
    { what: 'a missing key', resource: 'clients', body: {}, code: '400-146', path: 'clientId' },
    {
      what: 'an unknown queue',
      resource: 'aliases',
      body: { emailAddress: 'x@example.com', department: 'Sales', queue: 'X' },
      code: '400-152',
      path: 'queue',
    },
  ])('refuses $what: $code', async ({ resource, body, code, path }) => {
    expect(firstFault(await call('POST', `/${resource}`, { body }))).toEqual({ code, path });
  });

  it('answers 400-264 without a body, 404-100 for an unknown id, 204 for a page beyond the end, 400-101 for an unknown query', async () => {
    expect((await call('POST', '/users')).json()).toMatchObject({ code: '400-264' });
    for (const id of ['999999', 'x', '%00', '1e3']) {
      expect((await call('GET', `/users/${id}`)).status).toBe(404);
      expect((await call('PATCH', `/users/${id}`, { body: { firstName: 'X' } })).status).toBe(404);
    }
    expect((await call('GET', '/users?$pagenum=9')).status).toBe(204);
    expect((await call('GET', '/users?name=x')).json()).toMatchObject({ code: '400-101' });
  });

  it('pages lists', async () => {
    const answer = await call('GET', '/departments?$pagesize=1&$pagenum=2');
    expect(answer.json()).toMatchObject({
      department: [{ name: 'Sales' }],
      paginationInfo: { pagenum: 2, pagesize: 1 },
    });
    expect((await call('GET', '/departments?$count=yes')).json()).toMatchObject({ count: expect.any(Number) });
  });

  it('speaks XML', async () => {
    const headers = { 'content-type': 'application/xml', accept: 'application/xml' };
    const body =
      '<messageCenter><department>Sales</department><id>mc-xml</id><active>false</active><issueTypes><id>offer</id></issueTypes></messageCenter>';
    const answer = await call('POST', '/messagecenters', { body, headers });
    expect(answer.status).toBe(201);
    expect(answer.text).toContain('<active>false</active>');
    expect(await read('/messagecenters/mc-xml')).toMatchObject({
      active: false,
      issueTypes: [{ id: 'offer', name: 'Offer' }],
    });
  });

  it('settings are read and edited as one (Z-3)', async () => {
    const answer = await call('PATCH', '/settings', { body: { defaultActivityPriority: 3 } });
    expect(answer.json()).toMatchObject({ defaultActivityPriority: '3', enableSecureMessaging: true });
    const refused = await call('PATCH', '/settings', { body: { maximumBodySizeForRetrieverKB: 10_241 } });
    expect(firstFault(refused)).toEqual({ code: '400-152', path: 'maximumBodySizeForRetrieverKB' });
    expect(await read('/settings')).toMatchObject({ maximumBodySizeForRetrieverKB: 1024 });
  });

  it('the department’s default queue stays until another one takes over (E-2)', async () => {
    const { queue } = (await call('GET', '/queues?$pagesize=75')).json<{
      queue: { id: string; name: string; default: boolean }[];
    }>();
    const inbox = queue.find(({ name }) => name === 'Sales inbox');
    expect((await call('PATCH', `/queues/${inbox?.id}`, { body: { default: false } })).json()).toMatchObject({
      default: true,
    });
    const path = await create('queues', { department: 'Sales', name: 'Leads', default: true });
    expect(await read(path)).toMatchObject({ default: true });
    expect(await read(`/queues/${inbox?.id}`)).toMatchObject({ default: false });
  });
});

describe('who may administer (A-2, A-3, A-4)', () => {
  const RESOURCES = [
    'settings',
    'departments',
    'queues',
    'aliases',
    'messagecenters',
    'issuetypes',
    'customattributes',
    'users',
    'clients',
    'partition',
  ];

  it.each(RESOURCES)(
    '%s: nobody without a token, no customer, no client without the scope, no user without the privilege',
    async (resource) => {
      expect((await server.request('GET', `${BASE}/${resource}`)).status).toBe(401);
      expect((await call('GET', `/${resource}`, { as: { customer: 'c-ann' } })).json()).toMatchObject({
        code: '403-178',
      });
      expect((await call('GET', `/${resource}`, { as: { client: 'reader' } })).json()).toMatchObject({
        code: '403-178',
      });
      const token = await userToken(server, 'lee', SCOPES);
      expect((await call('GET', `/${resource}`, { token })).json()).toMatchObject({ code: '403-178' });
      expect((await call('GET', `/${resource}`, { token: await userToken(server, 'pat', SCOPES) })).status).toBe(200);
    },
  );

  it('a user with the read scope only does not write', async () => {
    const token = await userToken(server, 'pat', ['core.adminmgr.read']);
    expect((await call('PATCH', '/settings', { token, body: {} })).json()).toMatchObject({ code: '403-178' });
  });

  describe('a department user', () => {
    let token: string;
    let ids: Record<string, string>;

    beforeAll(async () => {
      token = await userToken(server, 'sam', SCOPES);
      const { alias } = (await call('GET', '/aliases?$pagesize=75')).json<{
        alias: { id: string; emailAddress: string }[];
      }>();
      ids = Object.fromEntries(alias.map(({ id, emailAddress }) => [emailAddress, id]));
    });

    it('sees what belongs to the own department and nothing else', async () => {
      const department = (await call('GET', '/departments', { token })).json<{ department: View[] }>().department;
      expect(department.map(({ name }) => name)).toEqual(['Service']);
      const alias = (await call('GET', '/aliases', { token })).json<{ alias: View[] }>().alias;
      expect(new Set(alias.map((item) => item['department']))).toEqual(new Set(['Service']));
      expect((await call('GET', `/aliases/${ids['sales@example.com']}`, { token })).json()).toMatchObject({
        code: '404-100',
      });
      for (const resource of ['users', 'clients', 'customattributes', 'issuetypes']) {
        expect((await call('GET', `/${resource}`, { token })).status).toBe(204);
      }
    });

    it('edits what belongs to the own department', async () => {
      const answer = await call('PATCH', `/aliases/${ids['old-support@example.com']}`, {
        token,
        body: { active: true },
      });
      expect(answer.json()).toMatchObject({ active: true, department: 'Service' });
      const created = await call('POST', '/queues', { token, body: { name: 'Sam’s queue' } });
      expect(created.json()).toMatchObject({ department: 'Service' });
    });

    it.each<{ what: string; method: string; path: string; body: object }>([
      { what: 'settings', method: 'PATCH', path: '/settings', body: { enableSecureMessaging: false } },
      { what: 'a new department', method: 'POST', path: '/departments', body: { name: 'Mine' } },
      {
        what: 'a user',
        method: 'POST',
        path: '/users',
        body: { login: 'evil', privileges: ['Manage partition resources'] },
      },
      { what: 'a client', method: 'POST', path: '/clients', body: { clientId: 'evil', scopes: SCOPES } },
      { what: 'an issue type', method: 'POST', path: '/issuetypes', body: { id: 'evil' } },
      {
        what: 'an alias of another department',
        method: 'POST',
        path: '/aliases',
        body: { department: 'Sales', emailAddress: 'e@example.com' },
      },
      {
        what: 'an alias of an unknown department',
        method: 'POST',
        path: '/aliases',
        body: { department: 'None', emailAddress: 'e@example.com' },
      },
      {
        what: 'a new issue type by way of a message center',
        method: 'POST',
        path: '/messagecenters',
        body: { id: 'mc-e', issueTypes: [{ id: 'evil' }] },
      },
      { what: 'the partition document', method: 'PATCH', path: '/partition', body: {} },
    ])('does not write $what: 403-178', async ({ method, path, body }) => {
      expect((await call(method, path, { token, body })).json()).toMatchObject({ code: '403-178' });
    });

    it('does not find the items of others, nor give its own away', async () => {
      const foreign = await call('PATCH', `/aliases/${ids['sales@example.com']}`, { token, body: { active: false } });
      expect(foreign.json()).toMatchObject({ code: '404-100' });
      const away = await call('PATCH', `/aliases/${ids['support@example.com']}`, {
        token,
        body: { department: 'Sales' },
      });
      expect(away.json()).toMatchObject({ code: '403-178' });
    });
  });
});
