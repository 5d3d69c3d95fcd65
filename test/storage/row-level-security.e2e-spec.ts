import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Reader } from '#activities/activity-visibility.js';
import type { CustomerReader } from '#customers/customer-visibility.js';
import { readingFor, type ReaderScope } from '#storage/reader-wall.js';
import type { Who } from '../support/partition.js';
import type { TestAnswer, TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';
import { userToken } from '../support/user-token.js';

// The application's own checks are switched off: whoever asks is shown what there is.
jest.unstable_mockModule('#activities/activity-visibility.js', () => ({
  staffReader: (): Reader => ({ kind: 'partition' }),
  visibleActivities: () => 'true',
}));

jest.unstable_mockModule('#cases/case-visibility.js', () => ({ visibleCases: () => 'true' }));
jest.unstable_mockModule('#customers/customer-visibility.js', () => ({
  customerReader: (): CustomerReader => ({ kind: 'partition' }),
  visibleCustomers: () => 'true',
  departmentsOpenTo: () => undefined,
  departmentsOfUser: () => undefined,
  isElsewhere: () => false,
}));

const { startServer } = await import('../support/server.js');

const SAM: Who = { user: 'sam' };
const ANN: Who = { customer: 'c-ann' };
const BOB: Who = { customer: 'c-bob' };

/** Whose is what: of Ann and Bob in Service, of Sue in Sales. */
const OWNERS = ['ann', 'bob', 'sue'] as const;

type Owner = (typeof OWNERS)[number];

let server: TestServer;
let ids: Record<Owner, { customer: string; activity: string; caseId: string; attachment: string }>;
let service: string;
let sales: string;

beforeAll(async () => {
  server = await startServer();
  const found: [Owner, (typeof ids)[Owner]][] = [];
  for (const owner of OWNERS) {
    const department = owner === 'sue' ? 'Sales' : 'Service';
    const { id, caseId } = await storeActivity(server.database, { customer: `c-${owner}`, department, subject: owner });
    const [attachment] = await server.database.query<{ id: string }>(
      `INSERT INTO attachments (alt_id, app, type, file_name, content_type, size, uploader, activity_id, uploaded_at)
       VALUES (gen_random_uuid(), 'email', 'attachment.inbound', 'a.txt', 'text/plain', 1, '{}', $1::bigint, now())
       RETURNING id`,
      [id],
    );
    const customer = await customerIdOf(server.database, `c-${owner}`);
    await server.database.query(
      `INSERT INTO notes (object, object_id, content, created_by)
       VALUES ('activity', $1::bigint, $4, '{}'), ('case', $2::bigint, $4, '{}'), ('customer', $3::bigint, $4, '{}')`,
      [id, caseId, customer, owner],
    );
    found.push([owner, { customer, activity: id, caseId, attachment: attachment?.id ?? '' }]);
  }
  ids = Object.fromEntries(found) as typeof ids;
  const departments = await server.database.query<{ id: string }>(
    `SELECT id FROM departments WHERE name IN ('Service', 'Sales') ORDER BY name DESC`,
  );
  [service = '', sales = ''] = departments.map(({ id }) => id);
});

afterAll(async () => {
  await server.close();
});

async function ownersIn(reader: ReaderScope, sql: string): Promise<string[]> {
  const rows = await readingFor(reader, () => server.database.query<{ owner: string }>(sql));
  return [...new Set(rows.map(({ owner }) => owner))].sort();
}

/** Every table that has rows of departments and customers, as whose each row is. */
const TABLES: Readonly<Record<string, string>> = {
  activities: 'SELECT subject AS owner FROM activities',
  'activities, by words': `SELECT a.subject AS owner FROM activities a WHERE a.custom_attributes @> '{}'`,
  activity_emails: `SELECT 'activity ' || activity_id AS owner FROM activity_emails`,
  attachments: `SELECT 'activity ' || activity_id AS owner FROM attachments`,
  cases: `SELECT 'customer ' || customer_id AS owner FROM cases`,
  customers: `SELECT 'customer ' || id AS owner FROM customers`,
  contacts: `SELECT 'customer ' || customer_id AS owner FROM contacts`,
  contact_points: `SELECT 'customer ' || customer_id AS owner FROM contact_points`,
};

function ownerNames(values: readonly string[]): Owner[] {
  const isOf = (owner: Owner): boolean => {
    const { customer, activity } = ids[owner];
    return [owner as string, `customer ${customer}`, `activity ${activity}`].some((value) => values.includes(value));
  };
  return OWNERS.filter(isOf);
}

describe.each(Object.entries(TABLES))('RLS-1: the database itself shows of %s', (_table, sql) => {
  it.each<[string, () => ReaderScope, Owner[]]>([
    ['a user of Service what is in Service', () => `department:${service}`, ['ann', 'bob']],
    ['a user of both what is in both', () => `department:${service},${sales}`, ['ann', 'bob', 'sue']],
    ['Bob what is Bob’s', () => `customer:${ids.bob.customer}`, ['bob']],
    ['Ann what is hers and Bob’s, on whom she holds a grant', () => `customer:${ids.ann.customer}`, ['ann', 'bob']],
    ['a department that is not there nothing', () => 'department:999999', []],
    ['a customer that is not there nothing', () => 'customer:999999', []],
    ['no reader at all nothing', () => '' as ReaderScope, []],
    ['a list that is none nothing', () => `department:${service},`, []],
    ['a reader that is none nothing', () => `department:1 OR true`, []],
  ])('%s', async (_who, reader, expected) => {
    const isOfCustomers = /customers|contacts|contact_points/.test(sql) && reader().startsWith('department:');
    if (isOfCustomers) await server.configure({ settings: { customerDepartmentalization: true } });
    try {
      expect(ownerNames(await ownersIn(reader(), sql))).toEqual(expected);
    } finally {
      if (isOfCustomers) await server.configure({ settings: { customerDepartmentalization: false } });
    }
  });

  it('everything to what has no reader', async () => {
    const rows = await server.database.query<{ owner: string }>(sql);
    expect(ownerNames(rows.map(({ owner }) => owner))).toEqual(['ann', 'bob', 'sue']);
  });
});

describe('RLS-1, NOTE-4: the database itself shows of notes', () => {
  it.each<[string, () => ReaderScope, Owner[]]>([
    ['a user of Service those of what is in Service', () => `department:${service}`, ['ann', 'bob']],
    ['a customer none, not even about itself', () => `customer:${ids.bob.customer}`, []],
    ['no reader at all none', () => '' as ReaderScope, []],
  ])('%s', async (_who, reader, expected) => {
    await server.configure({ settings: { customerDepartmentalization: true } });
    try {
      expect(await ownersIn(reader(), 'SELECT content AS owner FROM notes')).toEqual(expected);
    } finally {
      await server.configure({ settings: { customerDepartmentalization: false } });
    }
  });
});

describe('RLS-2: a reader', () => {
  const reader = (): ReaderScope => `department:${service}`;

  it.each([
    'SELECT FROM signing_keys',
    'SELECT FROM oidc_payloads',
    'SELECT FROM idempotency_keys',
    `UPDATE activities SET subject = 'x'`,
    'DELETE FROM activities',
    `INSERT INTO settings (name, value) VALUES ('x', '1')`,
    'DELETE FROM audit_entries',
  ])('may not %s', async (sql) => {
    await expect(readingFor(reader(), () => server.database.query(sql))).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['activities_p0', 'activity_emails_p0'])('sees nothing of %s by its own name', async (partition) => {
    expect(await readingFor(reader(), () => server.database.query(`SELECT FROM ${partition}`))).toEqual([]);
  });

  it('is no reader any more for the next statement on its connection', async () => {
    const statements = Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0
        ? readingFor(reader(), () => server.database.query('SELECT FROM activities'))
        : server.database.query('SELECT FROM activities'),
    );
    const sizes = (await Promise.all(statements)).map((rows) => rows.length);
    expect(new Set(sizes.filter((_, index) => index % 2 === 0))).toEqual(new Set([2]));
    expect(new Set(sizes.filter((_, index) => index % 2 === 1))).toEqual(new Set([3]));
    await expect(readingFor(reader(), () => server.database.query('SELECT 1/0'))).rejects.toMatchObject({
      code: '22012',
    });
    const [role] = await server.database.query<{ role: string }>('SELECT current_user AS role');
    expect(role?.role).not.toBe('casemgr_reader');
  });

  it('stays one in a transaction', async () => {
    const rows = await readingFor(reader(), () =>
      server.database.transaction((transaction) => transaction.query('SELECT FROM activities')),
    );
    expect(rows).toHaveLength(2);
  });

  it('reads with values and named statements as everybody does', async () => {
    const statement = { name: 'read-one-subject', text: 'SELECT subject FROM activities WHERE id = $1::bigint' };
    const read = (id: string) => server.database.query<{ subject: string }>(statement, [id]);
    expect(await read(ids.sue.activity)).toEqual([{ subject: 'sue' }]);
    expect(await readingFor(reader(), () => read(ids.sue.activity))).toEqual([]);
    expect(await readingFor(reader(), () => read(ids.ann.activity))).toEqual([{ subject: 'ann' }]);
    expect(await read(ids.sue.activity)).toEqual([{ subject: 'sue' }]);
  });
});

describe('RLS-3: with the checks of the application switched off nothing leaks', () => {
  const get = (as: Who, path: string): Promise<TestAnswer> => server.request('GET', `/core/casemgr/v3/${path}`, { as });

  async function subjects(as: Who): Promise<Owner[]> {
    const answer = await get(as, 'activity');
    return ownerNames(answer.json<{ activity: { id: string }[] }>().activity.map(({ id }) => `activity ${id}`));
  }

  it('the checks are off', async () => {
    expect(await subjects({ user: 'pat' })).toEqual(['ann', 'bob', 'sue']);
  });

  it('from lists', async () => {
    expect([await subjects(SAM), await subjects(BOB), await subjects(ANN)]).toEqual([
      ['ann', 'bob'],
      ['bob'],
      ['ann', 'bob'],
    ]);
    expect((await get(BOB, 'activity?$count=yes')).json<object>()).toMatchObject({ count: 1 });
  });

  it.each<[Who, Owner]>([
    [SAM, 'sue'],
    [ANN, 'sue'],
    [BOB, 'ann'],
    [BOB, 'sue'],
  ])('to %j of %s: activities, cases, attachments', async (who, owner) => {
    const { activity, caseId, attachment } = ids[owner];
    for (const path of [
      `activity/${activity}`,
      `activity/${activity}?$attribute=all`,
      `case/${caseId}`,
      `activity/${activity}/attachment`,
      `activity/${activity}/attachment/${attachment}`,
    ]) {
      const answer = await get(who, path);
      expect([path, answer.status === 204 ? 404 : answer.status]).toEqual([path, 404]);
    }
  });

  it.each<[Who, Owner]>([
    [SAM, 'ann'],
    [SAM, 'bob'],
    [BOB, 'bob'],
  ])('but %j still reads what is theirs of %s', async (who, owner) => {
    const { activity, caseId, attachment } = ids[owner];
    for (const path of [
      `activity/${activity}?$attribute=all`,
      `case/${caseId}`,
      `activity/${activity}/attachment/${attachment}`,
    ]) {
      expect([path, (await get(who, path)).status]).toEqual([path, 200]);
    }
  });

  it('from look-ups and from customers', async () => {
    const found = await server.request('POST', '/core/casemgr/v3/case/lookup', {
      as: SAM,
      body: { customer: { id: ids.sue.customer } },
    });
    expect(found.status).toBe(204);
    await server.configure({ settings: { customerDepartmentalization: true } });
    const token = await userToken(server, 'sam', ['core.customermgr.read']);
    const read = (id: string) => server.request('GET', `/core/customermgr/v3/customers/${id}`, { token });
    expect([(await read(ids.sue.customer)).status, (await read(ids.ann.customer)).status]).toEqual([404, 200]);
    await server.configure({ settings: { customerDepartmentalization: false } });
  });

  /** Things of Sue’s and of her department that a user of Service asks for, wherever they are read. */
  const BEYOND: readonly (readonly [path: string, scope: string])[] = [
    ['/core/casemgr/v3/activity/:activity/notes', 'core.casemgr.read'],
    ['/core/casemgr/v3/case/:case/notes', 'core.casemgr.read'],
    ['/core/customermgr/v3/customer/:customer/notes', 'core.customermgr.read'],
    ['/core/customermgr/v3/customer?email=sue@example.org', 'core.customermgr.read'],
    ['/core/casemgr/v3/case?customerID=:customer', 'core.casemgr.read'],
  ];

  it.each(BEYOND)('from %s', async (path, scope) => {
    await server.configure({ settings: { customerDepartmentalization: true } });
    const { activity, caseId, customer } = ids.sue;
    const url = path.replace(':activity', activity).replace(':case', caseId).replace(':customer', customer);
    const statuses = [];
    for (const login of ['pat', 'sam']) {
      const answer = await server.request('GET', url, { token: await userToken(server, login, [scope]) });
      statuses.push(answer.status === 204 ? 404 : answer.status);
    }
    await server.configure({ settings: { customerDepartmentalization: false } });
    expect(statuses).toEqual([200, 404]);
  });

  it('GRANT-4: from grants across departments', async () => {
    await server.configure({ settings: { customerDepartmentalization: true } });
    await server.database.query(
      'INSERT INTO customer_grants (holder_customer_id, on_customer_id) VALUES ($1, $2), ($2, $1)',
      [ids.ann.customer, ids.sue.customer],
    );
    const token = await userToken(server, 'sam', ['core.customermgr.read']);
    const answer = await server.request('GET', `/core/customermgr/v3/customer/${ids.ann.customer}/grants`, { token });
    await server.configure({ settings: { customerDepartmentalization: false } });
    expect(answer.text).toContain('Bob');
    expect(answer.text).not.toContain('Sue');
  });
});
