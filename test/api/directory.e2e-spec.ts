import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Who } from '../support/partition.js';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';
import { signedToken, userToken } from '../support/user-token.js';

const ADMIN: Who = { client: 'test-admin' };

let server: TestServer;
let department: Record<string, string>;
let user: Record<string, string>;
let queue: Record<string, string>;

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    departments: [{ name: 'Shut', active: false, queues: [{ name: 'Shut inbox', default: true }] }],
  });
  const idsBy = async (sql: string): Promise<Record<string, string>> => {
    const rows = await server.database.query<{ name: string; id: string }>(sql);
    return Object.fromEntries(rows.map(({ name, id }) => [name, id]));
  };
  department = await idsBy('SELECT name, id FROM departments');
  user = await idsBy('SELECT login AS name, id FROM users');
  queue = await idsBy('SELECT name, id FROM queues');
});

afterAll(async () => {
  await server.close();
});

const get = (path: string, token?: string): Promise<TestAnswer> =>
  server.request('GET', path, token === undefined ? { as: ADMIN } : { token });

const asSam = (scope: string): Promise<string> => userToken(server, 'sam', [scope]);

async function namesOf(answer: Promise<TestAnswer>, member: string, name = 'name'): Promise<unknown[]> {
  const { status, text } = await answer;
  if (status === 204) return [];
  expect([status, text.slice(0, 300)]).toEqual([200, expect.any(String)]);
  const items = (JSON.parse(text) as Record<string, Record<string, unknown>[]>)[member] ?? [];
  return items.map((item) => item[name]);
}

async function codeOf(answer: Promise<TestAnswer>): Promise<string> {
  const { status, text } = await answer;
  return status < 300 ? String(status) : (JSON.parse(text) as { code: string }).code;
}

describe('MGR-2: departments', () => {
  const PATH = '/core/departmentmgr/v3/department';

  it.each<[string, string[]]>([
    ['', ['Sales', 'Service']],
    ['?filterText=SERV', ['Service']],
    ['?filterText=nowhere', []],
    ['?filterText=%25', []],
    ['?$sort=name&$order=desc', ['Service', 'Sales']],
    ['?$pagesize=1&$pagenum=2', ['Service']],
    ['?$pagenum=9', []],
  ])('are listed by %s', async (query, names) => {
    expect(await namesOf(get(PATH + query), 'department')).toEqual(names);
  });

  it('have what $attribute asks for besides', async () => {
    const answer = await get(`${PATH}?filterText=sales&$attribute=all`);
    expect(answer.json<object>()).toEqual({
      department: [
        {
          name: 'Sales',
          description: null,
          created: expect.stringMatching(/Z$/),
          externalId: null,
          id: department['Sales'],
        },
      ],
      paginationInfo: { count: 1, pagenum: 1, pagesize: 25, link: [] },
    });
    expect((await get(`${PATH}?$count=yes`)).json<object>()).toEqual({ link: [{ rel: 'self', href: PATH }], count: 2 });
  });

  it('are XML where that is asked for', async () => {
    const answer = await server.request('GET', PATH, { as: ADMIN, headers: { accept: 'application/xml' } });
    expect(answer.text).toMatch(/<departments[^>]*><department><name>Sales<\/name>/);
  });

  it('MGR-1: are their own for users of one', async () => {
    expect(await namesOf(get(PATH, await asSam('core.departmentmgr.read')), 'department')).toEqual(['Service']);
  });

  it.each([`filterText=${'x'.repeat(125)}`, 'filterText=', '$pagesize=0'])('refuse %s', async (query) => {
    expect(await codeOf(get(`${PATH}?${query}`))).toBe('400-244');
  });
});

describe('MGR-3: queues', () => {
  const BASE = '/core/workassignmentmgr/v3';

  it('are listed by department and read by id', async () => {
    const listed = get(`${BASE}/department/${department['Service']}/queues`);
    expect(await namesOf(listed, 'queue')).toEqual(['Service inbox', 'Complaints']);
    const read = await get(`${BASE}/queues/${queue['Sales inbox']},${queue['Complaints']}`);
    expect(read.json<object>()).toMatchObject({
      queue: [
        { name: 'Sales inbox', department: { name: 'Sales' }, default: true, active: true, id: queue['Sales inbox'] },
        { name: 'Complaints', department: { name: 'Service' }, default: false },
      ],
    });
    expect((await get(`${BASE}/queue/attributes?$attribute=all`)).status).toBe(204);
    expect(await codeOf(get(`${BASE}/queue/attributes`))).toBe('400-112');
  });

  it('are read by the id that another system knows them by, all of them', async () => {
    const known = { name: 'Complaints', externalId: 'ext/1' };
    await server.configure({
      departments: [
        { name: 'Service', queues: [known] },
        { name: 'Sales', queues: [{ name: 'Sales inbox', externalId: 'ext/1' }] },
      ],
    });
    const path = `${BASE}/queue/ext-id/${encodeURIComponent('ext/1')}`;
    expect(await namesOf(get(path), 'queue')).toEqual(['Complaints', 'Sales inbox']);
    const sam = await asSam('core.workassignmentmgr.read');
    expect(await namesOf(get(path, sam), 'queue')).toEqual(['Complaints']);
    for (const id of ['EXT%2F1', 'a%00b', '999'])
      expect(await codeOf(get(`${BASE}/queue/ext-id/${id}`))).toBe('404-100');
  });

  it('MGR-1: of other departments are like unknown ones', async () => {
    const sam = await asSam('core.workassignmentmgr.read');
    for (const path of [`department/${department['Sales']}/queues`, `queues/${queue['Sales inbox']}`]) {
      expect(await codeOf(get(`${BASE}/${path}`, sam))).toBe('404-100');
      expect(await codeOf(get(`${BASE}/${path.replace(/\d+/, '999999')}`))).toBe('404-100');
    }
    expect(await codeOf(get(`${BASE}/department/${department['Shut']}/queues`))).toBe('404-100');
    expect(await codeOf(get(`${BASE}/queues/x`))).toBe('404-100');
  });
});

describe('MGR-3, MGR-4: $attribute', () => {
  it('asks for nothing more, which is all there is', async () => {
    for (const path of [
      `workassignmentmgr/v3/department/${department['Service']}/queues`,
      `workassignmentmgr/v3/queues/${queue['Complaints']}`,
      `usermgr/v3/department/${department['Service']}/users`,
      `usermgr/v3/users/${user['sam']}`,
      `usermgr/v3/user/${user['sam']}/role`,
    ]) {
      expect((await get(`/core/${path}?$attribute=all`)).json<object>()).toEqual((await get(`/core/${path}`)).json());
      expect(await codeOf(get(`/core/${path}?$attribute=colour`))).toBe('400-116');
    }
  });
});

describe('MGR-4: users', () => {
  const BASE = '/core/usermgr/v3';

  it('are listed by department, read by id and by login, without what signs them in', async () => {
    expect(await namesOf(get(`${BASE}/department/${department['Service']}/users`), 'user', 'loginId')).toEqual(['sam']);
    expect(await namesOf(get(`${BASE}/department/${department['Sales']}/users`), 'user')).toEqual([]);
    expect(await namesOf(get(`${BASE}/users/${user['pat']},${user['sam']}`), 'user', 'loginId')).toEqual([
      'pat',
      'sam',
    ]);
    expect((await get(`${BASE}/user/login/SAM`)).json<object>()).toEqual({
      user: [
        {
          link: [{ rel: 'self', href: `${BASE}/users/${user['sam']}` }],
          loginId: 'sam',
          firstName: 'Sam',
          lastName: 'Ray',
          department: { name: 'Service', id: department['Service'] },
          status: 'enabled',
          group: [],
          externalId: null,
          created: expect.stringMatching(/Z$/),
          id: user['sam'],
        },
      ],
    });
    expect((await get(`${BASE}/user/attributes?$attribute=custom`)).status).toBe(204);
    expect(await codeOf(get(`${BASE}/user/attributes`))).toBe('400-112');
  });

  it('have a role for each privilege, and the groups that they are in', async () => {
    expect((await get(`${BASE}/user/${user['pat']}/role`)).json<object>()).toEqual({
      role: [{ name: 'Manage partition resources', id: 'manage-partition-resources' }],
      paginationInfo: { count: 1, pagenum: 1, pagesize: 25, link: [] },
    });
    expect((await get(`${BASE}/user/${user['lee']}/role`)).status).toBe(204);
    expect((await get(`${BASE}/user/${user['pat']}/group`)).status).toBe(204);
    await server.configure({ groups: [{ name: 'Stores', users: ['pat', 'sam'] }] });
    const group = [{ name: 'Stores', id: expect.stringMatching(/^\d+$/) }];
    expect((await get(`${BASE}/user/${user['pat']}/group`)).json<object>()).toMatchObject({ group });
    expect((await get(`${BASE}/users/${user['pat']}`)).json<object>()).toMatchObject({ user: [{ group }] });
    expect((await get(`${BASE}/department/${department['Service']}/groups`)).json<object>()).toMatchObject({ group });
    expect((await get(`${BASE}/department/${department['Sales']}/groups`)).status).toBe(204);
    expect((await get(`${BASE}/user/${user['lee']}/group`)).status).toBe(204);
    for (const path of [`user/${user['sam']}/group`, `department/${department['Service']}/groups`]) {
      expect((await get(`${BASE}/${path}?$count=yes`)).json<object>()).toMatchObject({ count: 1 });
      expect((await get(`${BASE}/${path}?$pagesize=1&$pagenum=2`)).status).toBe(204);
    }
  });

  it('are read by the id that another system knows them by, all of them', async () => {
    await server.configure({ users: ['pat', 'sam'].map((login) => ({ login, externalId: 'hr-7' })) });
    expect(await namesOf(get(`${BASE}/user/ext-id/hr-7`), 'user', 'loginId')).toEqual(['pat', 'sam']);
    const sam = await asSam('core.usermgr.read');
    expect(await namesOf(get(`${BASE}/user/ext-id/hr-7`, sam), 'user', 'loginId')).toEqual(['sam']);
    for (const id of ['HR-7', 'a%00b', '999']) expect(await codeOf(get(`${BASE}/user/ext-id/${id}`))).toBe('404-100');
  });

  it('MGR-1: of other departments are like unknown ones', async () => {
    const sam = await asSam('core.usermgr.read');
    const paths = [
      `users/${user['pat']}`,
      `user/${user['pat']}/role`,
      `user/${user['pat']}/group`,
      'user/login/pat',
      `department/${department['Sales']}/users`,
      `department/${department['Sales']}/groups`,
    ];
    for (const path of paths) expect([path, await codeOf(get(`${BASE}/${path}`, sam))]).toEqual([path, '404-100']);
    expect(await codeOf(get(`${BASE}/users/${user['sam']}`, sam))).toBe('200');
    expect(await codeOf(get(`${BASE}/user/login/a%00b`))).toBe('404-100');
  });

  it('MGR-1: a user sees the departments in which it is a foreign user as its own', async () => {
    const fay = { login: 'fay', password: 'fay-password-1', department: 'Sales', privileges: [] };
    await server.configure({ users: [{ ...fay, foreignDepartments: ['Service'] }] });
    const token = (scope: string): Promise<string> => userToken(server, 'fay', [scope]);
    const departments = get('/core/departmentmgr/v3/department', await token('core.departmentmgr.read'));
    expect(await namesOf(departments, 'department')).toEqual(['Sales', 'Service']);
    const queues = await token('core.workassignmentmgr.read');
    const both = `${queue['Service inbox']},${queue['Sales inbox']}`;
    expect(await codeOf(get(`/core/workassignmentmgr/v3/queues/${both}`, queues))).toBe('200');
    const users = await token('core.usermgr.read');
    for (const path of [`users/${user['sam']}`, 'user/login/sam', `user/${user['sam']}/role`]) {
      expect([path, await codeOf(get(`${BASE}/${path}`, users))]).toEqual([path, '200']);
    }
    expect(await codeOf(get(`${BASE}/users/${user['pat']}`, users))).toBe('404-100');
  });
});

describe('MGR-5: issue types', () => {
  const PATH = '/conversation/securemessagingmgr/v3/messagecenter';

  async function asCustomer(externalId: string): Promise<string> {
    const [row] = await server.database.query<{ customer: string; contact: string }>(
      `SELECT k.id AS customer, c.id AS contact FROM customers k JOIN contacts c ON c.customer_id = k.id WHERE k.external_id = $1`,
      [externalId],
    );
    return signedToken(server, {
      actor: 'customer',
      sub: `customer:${row?.customer}`,
      contact: row?.contact,
      scope: 'conversation.securemessagingmgr.read',
    });
  }

  it('are listed in their order', async () => {
    const ann = await asCustomer('c-ann');
    expect((await get(`${PATH}/mc-service/issuetype?$attribute=subjects`, ann)).json<object>()).toEqual({
      issueType: [
        { id: 'billing', name: 'Billing', allowUserCreatedSubject: true, subjects: { subject: [] } },
        { id: 'delivery', name: 'Delivery', allowUserCreatedSubject: true, subjects: { subject: [] } },
      ],
    });
    expect(await namesOf(get(`${PATH}/mc-sales/issuetype`, ann), 'issueType')).toEqual(['Offer']);
    for (const id of ['mc-closed', 'mc-unknown'])
      expect(await codeOf(get(`${PATH}/${id}/issuetype`, ann))).toBe('404-100');
  });

  it('of a center without any are 204', async () => {
    await server.configure({
      departments: [{ name: 'Sales', messageCenters: [{ id: 'mc-bare', name: 'Bare', issueTypes: [] }] }],
    });
    expect((await get(`${PATH}/mc-bare/issuetype`, await asCustomer('c-ann'))).status).toBe(204);
  });

  it('are those of the own department with departmentalization', async () => {
    await server.configure({ settings: { customerDepartmentalization: true } });
    const [ann, shared] = [await asCustomer('c-ann'), await asCustomer('c-shared')];
    expect(await codeOf(get(`${PATH}/mc-service/issuetype`, ann))).toBe('200');
    expect(await codeOf(get(`${PATH}/mc-sales/issuetype`, ann))).toBe('404-100');
    expect(await codeOf(get(`${PATH}/mc-sales/issuetype`, shared))).toBe('200');
    await server.configure({ settings: { customerDepartmentalization: false } });
  });
});

it('MGR-6: the server says what it is', async () => {
  expect((await get('/core/infomgr/v3/about')).json<object>()).toEqual({
    product: [{ name: 'casemgr', version: expect.stringMatching(/^\d+\.\d+\.\d+/), license: 'Apache-2.0' }],
    apiVersion: 'v3',
  });
});

describe('MGR-7: logging out', () => {
  it.each<[string, Who]>([
    ['a user', { user: 'pat' }],
    ['a customer', { customer: 'c-bob' }],
  ])('ends the session of %s on every node, and no other', async (_, who) => {
    const [token, other] = [await server.token(who, 'core.casemgr.read'), await server.token(who)];
    expect((await get('/core/casemgr/v3/activity', token)).status).toBe(204);
    expect((await server.request('DELETE', '/core/authmgr/v3/logout', { token })).status).toBe(204);
    expect(await codeOf(get('/core/casemgr/v3/activity', token))).toBe('401-101');
    expect((await get('/core/casemgr/v3/activity', other)).status).toBe(204);
    const [kept] = await server.database.query('SELECT FROM revoked_tokens');
    expect(kept).toBeDefined();
  });
});
