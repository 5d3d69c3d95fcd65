import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';

const PARTITION = '/core/adminmgr/v3/partition';

const ADMIN = { client: 'test-admin' } as const;

interface Outcome {
  readonly departments: Record<string, string>;
  readonly queues: Record<string, string>;
  readonly aliases: Record<string, string>;
  readonly customers: Record<string, string>;
  readonly clients: Record<string, string>;
  readonly created: Record<string, string[]>;
  readonly changed: Record<string, string[]>;
  readonly unchanged: Record<string, string[]>;
}

interface ErrorBody {
  readonly code: string;
  readonly developerMessage: string;
  readonly details: readonly { key: string; value: string }[];
}

const DOCUMENT = {
  settings: { customerDepartmentalization: false, blockedFileExtensions: ['exe', 'bat'] },
  departments: [
    {
      name: 'Service',
      settings: { enableSecureMessaging: true },
      queues: [{ name: 'Service inbox', default: true }, { name: 'Calls' }],
      aliases: [{ name: 'Support', emailAddress: 'support@example.com', active: true, queue: 'Calls' }],
      messageCenters: [
        { id: 'mc-service', name: 'Service center', active: true, issueTypes: [{ id: 'billing', name: 'Billing' }] },
      ],
    },
    { name: 'Sales', aliases: [{ emailAddress: 'sales@example.com' }] },
  ],
  customAttributes: [
    {
      object: 'activity',
      name: 'product',
      dataType: 'stringList',
      values: ['laptop', 'phone'],
      multiSelect: false,
      size: 255,
    },
  ],
  users: [
    {
      login: 'pat',
      password: 'correct horse battery',
      firstName: 'Pat',
      lastName: 'Doe',
      department: null,
      privileges: ['Manage partition resources'],
      active: true,
    },
  ],
  clients: [
    {
      clientId: 'crm',
      secret: 'a secret of the crm, long enough',
      name: 'CRM',
      scopes: ['core.casemgr.manage', 'core.casemgr.read'],
      grantTypes: ['client_credentials'],
      redirectUris: [],
      mayActFor: ['user', 'customer'],
      active: true,
    },
  ],
  customers: [
    {
      externalId: 'c-ann',
      type: 'individual',
      department: 'Service',
      firstName: 'Ann',
      lastName: 'Lee',
      emails: ['ann@example.org'],
      login: 'ann',
      password: 'the password of ann',
      grantsOn: ['c-bob'],
    },
    { externalId: 'c-bob', type: 'individual', firstName: 'Bob', emails: ['bob@example.org'] },
  ],
};

describe('the partition document (runtime.md §4)', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ partition: null });
  });

  afterAll(() => server.close());

  const send = (method: string, body: unknown): Promise<TestAnswer> =>
    server.request(method, PARTITION, { as: ADMIN, body });

  const apply = async (method: 'PUT' | 'PATCH', body: unknown): Promise<Outcome> => {
    const answer = await send(method, body);
    expect({ status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({
      status: 200,
      text: '',
    });
    return answer.json<Outcome>();
  };

  const refusal = async (method: 'PUT' | 'PATCH', body: unknown): Promise<ErrorBody> => {
    const answer = await send(method, body);
    expect(answer.status).toBe(400);
    return answer.json<ErrorBody>();
  };

  const exported = async (): Promise<typeof DOCUMENT> => (await send('GET', undefined)).json<typeof DOCUMENT>();

  const count = async (sql: string): Promise<number> =>
    Number((await server.database.query<{ count: string }>(sql))[0]?.count);

  it('PART-1, PART-5: creates everything that it names and maps natural keys to ids', async () => {
    const outcome = await apply('PUT', DOCUMENT);
    expect(outcome.departments).toEqual({
      Service: expect.stringMatching(/^\d+$/),
      Sales: expect.stringMatching(/^\d+$/),
    });
    expect(Object.keys(outcome.aliases)).toEqual(['support@example.com', 'sales@example.com']);
    expect(Object.keys(outcome.customers)).toEqual(['c-ann', 'c-bob']);
    expect(outcome.created['users']).toEqual(['pat']);
  });

  it('PART-1, PART-4: changes nothing when it is applied again, passwords and secrets included', async () => {
    const entries = await count('SELECT count(*) FROM audit_entries');
    const outcome = await apply('PUT', DOCUMENT);
    expect(outcome.created).toEqual({});
    expect(outcome.changed).toEqual({});
    expect(outcome.unchanged['customers']).toEqual(['c-ann', 'c-bob']);
    expect(await count('SELECT count(*) FROM audit_entries')).toBe(entries);
  });

  it('gives every department a default queue (E-2)', async () => {
    const { departments } = await exported();
    const sales = departments.find(({ name }) => name === 'Sales');
    expect(sales?.queues).toEqual([{ name: 'Sales inbox', default: true, active: true, externalId: null }]);
  });

  it('PART-6: exports no secret, and the export applied again changes nothing', async () => {
    const answer = await send('GET', undefined);
    expect(answer.text).not.toMatch(/password|secret|hash/i);
    for (const method of ['PUT', 'PATCH'] as const) {
      const outcome = await apply(method, answer.json());
      expect(outcome.created).toEqual({});
      expect(outcome.changed).toEqual({});
    }
  });

  it('PART-8: without settings, departmentalization is off and secure messaging on', async () => {
    const { settings } = await exported();
    expect(settings).toMatchObject({ customerDepartmentalization: false, enableSecureMessaging: true });
  });

  it('is in force on the snapshot as soon as it is answered (Z-4)', async () => {
    await apply('PATCH', { settings: { maximumAttachmentsPerActivity: 7 } });
    const { settings } = await exported();
    expect(settings).toMatchObject({ maximumAttachmentsPerActivity: 7, blockedFileExtensions: ['exe', 'bat'] });
  });

  it('PART-3, PART-4: PUT sets omitted scalars of a named item to their defaults, keeps omitted lists, and leaves omitted items alone', async () => {
    await apply('PATCH', { clients: [{ clientId: 'crm', active: false }] });
    const outcome = await apply('PUT', { clients: [{ clientId: 'crm' }] });
    expect(outcome.changed).toEqual({ clients: ['crm'] });
    const { clients, users } = await exported();
    expect(clients.find(({ clientId }) => clientId === 'crm')).toMatchObject({
      name: 'crm',
      active: true,
      scopes: ['core.casemgr.manage', 'core.casemgr.read'],
    });
    expect(users.map(({ login }) => login)).toContain('pat');
  });

  it('PART-4: PATCH leaves omitted scalars and replaces a list that is sent', async () => {
    await apply('PATCH', { clients: [{ clientId: 'crm', name: 'CRM', scopes: ['core.casemgr.read'] }] });
    const { clients } = await exported();
    expect(clients.find(({ clientId }) => clientId === 'crm')).toMatchObject({
      name: 'CRM',
      scopes: ['core.casemgr.read'],
      mayActFor: ['user', 'customer'],
    });
  });

  it('PART-4: an omitted secret stays good', async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'crm',
      client_secret: 'a secret of the crm, long enough',
    });
    const answer = await fetch(`${server.url}/oauth2/token`, { method: 'POST', body: form });
    expect(answer.status).toBe(200);
  });

  it('PART-2: is all or nothing', async () => {
    const entries = await count('SELECT count(*) FROM audit_entries');
    const document = {
      departments: [{ name: 'Half done' }],
      customers: [{ externalId: 'c-new', firstName: 'New', department: 'Nowhere' }],
    };
    const { code, developerMessage } = await refusal('PUT', document);
    expect(code).toBe('400-152');
    expect(developerMessage).toContain("'customers[0].department'");
    expect((await exported()).departments.map(({ name }) => name)).toEqual(['Service', 'Sales']);
    expect(await count('SELECT count(*) FROM audit_entries')).toBe(entries);
  });

  it.each<{ why: string; document: object; code: string; path: string }>([
    { why: 'an unknown part', document: { teams: [] }, code: '400-147', path: 'teams' },
    {
      why: 'an unknown member',
      document: { users: [{ login: 'a', admin: true }] },
      code: '400-147',
      path: 'users[0].admin',
    },
    { why: 'an id', document: { departments: [{ name: 'X', id: '1' }] }, code: '400-147', path: 'departments[0].id' },
    { why: 'a missing key', document: { clients: [{ name: 'x' }] }, code: '400-146', path: 'clients[0].clientId' },
    {
      why: 'a missing first name',
      document: { customers: [{ externalId: 'x' }] },
      code: '400-146',
      path: 'customers[0].firstName',
    },
    {
      why: 'a corporate customer without a name',
      document: { customers: [{ externalId: 'x', type: 'corporate' }] },
      code: '400-146',
      path: 'customers[0].customerName',
    },
    { why: 'a list that is none', document: { departments: {} }, code: '400-152', path: 'departments' },
    { why: 'an item that is none', document: { departments: ['x'] }, code: '400-152', path: 'departments[0]' },
    { why: 'a list as an item', document: { departments: [[]] }, code: '400-152', path: 'departments[0]' },
    { why: 'null as an item', document: { departments: [null] }, code: '400-152', path: 'departments[0]' },
    { why: 'a list as settings', document: { settings: [{}] }, code: '400-152', path: 'settings' },
    { why: 'a document that is a list', document: [], code: '400-152', path: 'body' },
    {
      why: 'a size above its limit (Z-3)',
      document: { settings: { maximumEmailSizeForRetrieverMB: 151 } },
      code: '400-152',
      path: 'settings.maximumEmailSizeForRetrieverMB',
    },
    {
      why: 'a size below its limit (Z-3)',
      document: { settings: { maximumBodySizeForRetrieverKB: 0 } },
      code: '400-152',
      path: 'settings.maximumBodySizeForRetrieverKB',
    },
    {
      why: 'a bad item of a list of texts',
      document: { settings: { blockedFileExtensions: ['exe', '.bat'] } },
      code: '400-152',
      path: 'settings.blockedFileExtensions[1]',
    },
    {
      why: 'two default queues',
      document: {
        departments: [
          {
            name: 'X',
            queues: [
              { name: 'a', default: true },
              { name: 'b', default: true },
            ],
          },
        ],
      },
      code: '400-152',
      path: 'departments[0].queues[1].default',
    },
    {
      why: 'an inactive default queue',
      document: { departments: [{ name: 'X', queues: [{ name: 'a', default: true, active: false }] }] },
      code: '400-152',
      path: 'departments[0].queues[0].active',
    },
    {
      why: 'a queue of another department',
      document: { departments: [{ name: 'Sales', aliases: [{ emailAddress: 'x@example.com', queue: 'Calls' }] }] },
      code: '400-152',
      path: 'departments[0].aliases[0].queue',
    },
    {
      why: 'an alias address that is none (B-22)',
      document: { departments: [{ name: 'X', aliases: [{ emailAddress: 'nobody' }] }] },
      code: '400-152',
      path: 'departments[0].aliases[0].emailAddress',
    },
    {
      why: 'one alias twice (E-6)',
      document: {
        departments: [{ name: 'X', aliases: [{ emailAddress: 'x@example.com' }, { emailAddress: 'X@example.com' }] }],
      },
      code: '400-152',
      path: 'departments[0].aliases[1].emailAddress',
    },
    {
      why: 'one department twice',
      document: { departments: [{ name: 'X' }, { name: 'x' }] },
      code: '400-152',
      path: 'departments[1].name',
    },
    {
      why: 'an unknown department',
      document: { users: [{ login: 'x', department: 'No' }] },
      code: '400-152',
      path: 'users[0].department',
    },
    {
      why: 'values of an attribute that is not enumerated',
      document: { customAttributes: [{ object: 'activity', name: 'x', values: ['a'] }] },
      code: '400-152',
      path: 'customAttributes[0].values',
    },
    {
      why: 'a grant on an unknown customer',
      document: { customers: [{ externalId: 'c-ann', grantsOn: ['c-bob', 'c-nobody'] }] },
      code: '400-152',
      path: 'customers[0].grantsOn[1]',
    },
    {
      why: 'a grant on itself',
      document: { customers: [{ externalId: 'c-ann', grantsOn: ['c-ann'] }] },
      code: '400-152',
      path: 'customers[0].grantsOn[0]',
    },
    {
      why: 'a grant on a group (C-7)',
      document: {
        customers: [
          { externalId: 'g', type: 'group', customerName: 'G' },
          { externalId: 'c-ann', grantsOn: ['g'] },
        ],
      },
      code: '400-152',
      path: 'customers[1].grantsOn[0]',
    },
    {
      why: 'another customer’s address (C-6)',
      document: { customers: [{ externalId: 'c-new', firstName: 'N', emails: ['n@example.org', 'ANN@example.org'] }] },
      code: '400-152',
      path: 'customers[0].emails[1]',
    },
    {
      why: 'another customer’s login',
      document: { customers: [{ externalId: 'c-new', firstName: 'N', login: 'ANN' }] },
      code: '400-152',
      path: 'customers[0].login',
    },
    {
      why: 'one customer twice',
      document: {
        customers: [
          { externalId: 'c-x', firstName: 'X' },
          { externalId: 'c-x', firstName: 'X' },
        ],
      },
      code: '400-152',
      path: 'customers[1].externalId',
    },
    {
      why: 'a NUL (B-23)',
      document: { departments: [{ name: 'a\u0000b' }] },
      code: '400-152',
      path: 'departments[0].name',
    },
    {
      why: 'half a surrogate pair (B-23)',
      document: { departments: [{ name: 'a\ud800' }] },
      code: '400-152',
      path: 'departments[0].name',
    },
  ])('refuses $why: $code $path', async ({ document, code, path }) => {
    const error = await refusal('PATCH', document);
    expect({ code: error.code, path: error.details[0]?.key }).toEqual({ code, path });
    expect(error.developerMessage).toContain(`'${path}'`);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
    'refuses the member %s as any unknown one',
    async (member) => {
      const body = `{"users":[{"login":"x","${member}":{"active":true}}]}`;
      const answer = await server.request('PATCH', PARTITION, {
        as: ADMIN,
        body,
        headers: { 'content-type': 'application/json' },
      });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ code: '400-147', details: [{ key: `users[0].${member}` }] });
    },
  );

  it('PART-2: judges constraints by the end state: two customers swap addresses and logins', async () => {
    await apply('PATCH', { customers: [{ externalId: 'c-bob', login: 'bob' }] });
    await apply('PATCH', {
      customers: [
        { externalId: 'c-ann', emails: ['bob@example.org'], login: 'bob' },
        { externalId: 'c-bob', emails: ['ann@example.org'], login: 'ann' },
      ],
    });
    const { customers } = await exported();
    expect(customers.map(({ externalId, emails, login }) => ({ externalId, emails, login }))).toEqual([
      { externalId: 'c-ann', emails: ['bob@example.org'], login: 'bob' },
      { externalId: 'c-bob', emails: ['ann@example.org'], login: 'ann' },
    ]);
  });

  it('the list of emails replaces the old one, its first address being the primary one', async () => {
    await apply('PATCH', { customers: [{ externalId: 'c-bob', emails: ['second@example.org', 'ann@example.org'] }] });
    const points = await server.database.query(
      'SELECT email_address AS address, is_primary AS "isPrimary", address_scope AS scope FROM contact_points WHERE email_key LIKE $1 ORDER BY id',
      ['%n%@example.org'],
    );
    expect(points).toContainEqual({ address: 'second@example.org', isPrimary: true, scope: '0' });
    expect(points).toContainEqual({ address: 'ann@example.org', isPrimary: false, scope: '0' });
  });

  it('a new default queue takes over from the old one', async () => {
    const outcome = await apply('PATCH', {
      departments: [{ name: 'Service', queues: [{ name: 'Calls', default: true }] }],
    });
    expect(outcome.changed['queues']?.toSorted()).toEqual(['Calls', 'Service inbox']);
  });

  it('an alias that another department names moves there, without its old queue', async () => {
    const alias = { emailAddress: 'support@example.com' };
    await apply('PATCH', { departments: [{ name: 'Sales', aliases: [alias] }] });
    const { departments } = await exported();
    expect(departments[1]?.aliases).toContainEqual({ name: 'Support', ...alias, active: true, queue: null });
    expect(departments[0]?.aliases).toEqual([]);
  });

  it('at most 75 customers hold a grant on one (C-7)', async () => {
    const holders = Array.from({ length: 75 }, (_, index) => ({
      externalId: `h-${index}`,
      firstName: 'H',
      grantsOn: ['c-bob'],
    }));
    const { details } = await refusal('PATCH', { customers: holders });
    expect(details[0]?.key).toMatch(/^customers\[\d+\]\.grantsOn\[0\]$/);
    await apply('PATCH', { customers: holders.slice(1) });
  });

  it('a customer cannot hold 76 grants (C-7)', async () => {
    const grantsOn = Array.from({ length: 76 }, (_, index) => `h-${index}`);
    const { code, details } = await refusal('PATCH', { customers: [{ externalId: 'c-ann', grantsOn }] });
    expect({ code, path: details[0]?.key }).toEqual({ code: '400-152', path: 'customers[0].grantsOn' });
  });

  describe('customer departmentalization (C-8)', () => {
    const scopeOf = async (address: string): Promise<string[]> => {
      const rows = await server.database.query<{ scope: string }>(
        'SELECT address_scope AS scope FROM contact_points WHERE email_key = $1 ORDER BY scope',
        [address],
      );
      return rows.map(({ scope }) => scope);
    };

    it('switched on, gives every address the scope of its customer’s department', async () => {
      const { departments } = await apply('PATCH', {
        settings: { customerDepartmentalization: true },
        departments: [{ name: 'Service' }],
      });
      expect(await scopeOf('bob@example.org')).toEqual([departments['Service']]);
      expect(await scopeOf('second@example.org')).toEqual(['0']);
    });

    it('switched on, two departments may have one address, and one department may not', async () => {
      const shared = { firstName: 'S', emails: ['shared@example.org'] };
      await apply('PATCH', {
        customers: [
          { ...shared, externalId: 'c-service', department: 'Service' },
          { ...shared, externalId: 'c-sales', department: 'Sales' },
        ],
      });
      const { details } = await refusal('PATCH', { customers: [{ externalId: 'c-sales', department: 'Service' }] });
      expect(details[0]?.key).toBe('customers[0].emails[0]');
    });

    it('refuses a new grant across departments (C-7)', async () => {
      const { details } = await refusal('PATCH', { customers: [{ externalId: 'c-sales', grantsOn: ['c-service'] }] });
      expect(details[0]?.key).toBe('customers[0].grantsOn[0]');
    });

    it('cannot be switched off while customers share an address, which is named', async () => {
      const { code, details } = await refusal('PATCH', { settings: { customerDepartmentalization: false } });
      expect({ code, path: details[0]?.key }).toEqual({
        code: '400-152',
        path: 'settings.customerDepartmentalization',
      });
      expect(details[0]?.value).toContain('shared@example.org');
    });

    it('can be switched off by a document that ends the sharing, and keeps the departments of customers (PART-8)', async () => {
      await apply('PATCH', {
        settings: { customerDepartmentalization: false },
        customers: [{ externalId: 'c-sales', emails: [] }],
      });
      expect(await scopeOf('shared@example.org')).toEqual(['0']);
      const { customers } = await exported();
      expect(customers.find(({ externalId }) => externalId === 'c-sales')).toMatchObject({ department: 'Sales' });
    });
  });

  it('writes an audit entry for every change, with the actor and without any value', async () => {
    await apply('PATCH', { users: [{ login: 'pat', password: 'another password' }] });
    const [entry] = await server.database.query<{ object: string; actor: object; detail: object }>(
      'SELECT object, actor, detail FROM audit_entries ORDER BY id DESC LIMIT 1',
    );
    expect(entry).toMatchObject({
      object: 'user',
      actor: { actor: 'client' },
      detail: { name: 'pat', members: ['passwordHash'] },
    });
  });

  it('is read and answered as XML, too', async () => {
    const body =
      '<partition><departments><name>Xml</name><active>true</active><queues><name>Only</name><default>true</default></queues></departments></partition>';
    const headers = { 'content-type': 'application/xml', accept: 'application/xml' };
    const answer = await server.request('PATCH', PARTITION, { as: ADMIN, body, headers });
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/<departments><item><key>Xml<\/key><id>\d+<\/id><\/item><\/departments>/);
  });

  it('PART-2: two documents at the same time leave one default queue and no failure', async () => {
    const documents = ['one', 'two', 'three'].map((name) => ({
      departments: [{ name: 'Busy', queues: [{ name, default: true }] }],
      customers: [{ externalId: `c-${name}`, firstName: name, emails: [`${name}@example.org`] }],
    }));
    const answers = await Promise.all(documents.map((document) => send('PATCH', document)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const busy = (await exported()).departments.find(({ name }) => name === 'Busy');
    expect(busy?.queues?.filter((queue) => queue.default)).toHaveLength(1);
  });
});
