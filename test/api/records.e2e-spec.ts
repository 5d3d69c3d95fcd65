import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SEES_NONE } from '#records/link-reader.rules.js';
import { rightsOfActor } from '#records/record-rights.rules.js';
import { RecordWriting, type RecordWrite } from '#records/record-writing.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { UploadSweep } from '#attachments/upload-sweep.js';
import { readingFor } from '#storage/reader-wall.js';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';
import { storeActivity } from '../support/stored-activity.js';
import { userToken } from '../support/user-token.js';

const BASE = '/core/recordmgr/v3';
const ADMIN = { client: 'test-admin' } as const;

const ASSET = {
  name: 'asset',
  label: 'Asset requests',
  fields: [
    { name: 'title', label: 'Title', type: 'text', required: true },
    { name: 'amount', type: 'number' },
    { name: 'urgent', type: 'boolean' },
    { name: 'due', type: 'date' },
    { name: 'kind', type: 'choice', values: ['laptop', 'phone'] },
    { name: 'tags', type: 'multiChoice', values: ['a', 'b', 'c'] },
    { name: 'requester', type: 'email' },
    { name: 'contract', type: 'link', table: 'contract' },
    { name: 'log', type: 'appendOnly' },
    { name: 'files', type: 'files' },
  ],
};

const CONTRACT = {
  name: 'contract',
  fields: [
    { name: 'number', type: 'text' },
    { name: 'next', type: 'link', table: 'asset' },
  ],
};

type Token = 'admin' | 'lee' | 'sam' | 'pat';

type Fields = Readonly<Record<string, unknown>>;

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly fields: Fields;
  readonly lastModified: string;
}

let server: TestServer;
let tokens: Readonly<Record<Token, string>>;

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    recordTables: [ASSET, CONTRACT, { name: 'secret', fields: [{ name: 'x', type: 'text' }] }],
    users: [{ login: 'lee' }, { login: 'kim', department: 'Service', privileges: [] }],
    groups: [
      {
        name: 'Staff',
        users: ['lee'],
        tables: {
          asset: {
            create: true,
            read: true,
            update: true,
            fields: ['title', 'amount', 'tags', 'contract', 'log', 'files', 'kind'],
          },
        },
      },
      { name: 'Readers', users: ['sam'], tables: { asset: { read: true } } },
    ],
  });
  const scopes = [
    'core.recordmgr.read',
    'core.recordmgr.manage',
    'core.casemgr.read',
    'core.filemgr.manage',
    'core.filemgr.read',
  ];
  const [admin, lee, sam, pat] = await Promise.all([
    server.token(ADMIN),
    userToken(server, 'lee', scopes),
    userToken(server, 'sam', scopes),
    userToken(server, 'pat', scopes),
  ]);
  tokens = { admin, lee, sam, pat };
});

afterAll(async () => {
  await server.close();
});

function call(as: Token, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
  return server.request(method, BASE + path, { token: tokens[as], body, headers });
}

function idOf(answer: TestAnswer): string {
  expect([answer.status, answer.text]).toEqual([201, '']);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

async function create(fields: Fields, as: Token = 'admin', table = 'asset'): Promise<string> {
  return idOf(await call(as, 'POST', `/${table}`, { fields }));
}

async function read(id: string, as: Token = 'admin', table = 'asset'): Promise<Shown> {
  const answer = await call(as, 'GET', `/${table}/${id}`);
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  return answer.json<{ record: [Shown] }>().record[0];
}

async function edit(id: string, body: object, as: Token = 'admin', table = 'asset'): Promise<TestAnswer> {
  return call(as, 'PATCH', `/${table}`, { id, ...body }, { 'if-match': '*' });
}

function fault(answer: TestAnswer): string {
  const { code, details } = answer.json<{ code: string; details?: { key: string }[] }>();
  return `${code} ${(details ?? []).map(({ key }) => key).join(' ')}`.trim();
}

/** An upload of somebody, ready to be put somewhere. */
async function upload(as: Token, name = 'quote.pdf'): Promise<string> {
  const announced = await server.request('POST', '/core/filemgr/v3/assets/preupload', {
    token: tokens[as],
    body: { app: 'email', type: 'attachment.inbound', name, contentType: 'application/pdf', size: 3 },
  });
  const { altId, contentUrl } = announced.json<{ altId: string; contentUrl: string }>();
  const put = await server.request('POST', contentUrl, { body: new Uint8Array([1, 2, 3]) });
  expect(put.status).toBeLessThan(300);
  return altId;
}

describe('tables', () => {
  const put = (document: object): Promise<TestAnswer> =>
    server.request('PATCH', '/core/adminmgr/v3/partition', { as: ADMIN, body: document });

  it('RT-1: are resources, with a number from 16 on as their id', async () => {
    const answer = await call('admin', 'POST', '/table', { name: 'desk', fields: [{ name: 'place', type: 'text' }] });
    expect(answer.status).toBe(201);
    const table = answer.json<{ id: string }>();
    expect(table).toMatchObject({ name: 'desk', label: 'desk', onClosed: 'append', active: true });
    expect(Number(table.id)).toBeGreaterThanOrEqual(16);
    expect((await call('admin', 'GET', `/table/${table.id}`)).json<object>()).toEqual(table);
    const edited = await call('admin', 'PATCH', `/table/${table.id}`, { label: 'Desks', onClosed: 'reopen' });
    expect(edited.json<object>()).toMatchObject({ name: 'desk', label: 'Desks', onClosed: 'reopen' });
    expect(fault(await call('admin', 'PATCH', `/table/${table.id}`, { name: 'desks' }))).toBe('400-152 name');
  });

  it('PART-6: come out of the export as they went in, and groups with them', async () => {
    const exported = (await server.request('GET', '/core/adminmgr/v3/partition', { as: ADMIN })).json<{
      recordTables: object[];
      groups: object[];
    }>();
    const { recordTables, groups } = exported;
    expect(recordTables[0]).toMatchObject({ name: 'asset', label: 'Asset requests' });
    expect(groups[0]).toMatchObject({ name: 'Staff', users: ['lee'], tables: { asset: { create: true, read: true } } });
    const again = await put({ recordTables, groups });
    expect(again.json<object>()).toMatchObject({ created: {}, changed: {} });
  });

  it.each<[string, object, string]>([
    ['RT-1: of a name that is taken', { name: 'case', fields: [{ name: 'a', type: 'text' }] }, 'name'],
    ['RT-1: of a name that is none', { name: 'My table', fields: [{ name: 'a', type: 'text' }] }, 'name'],
    ['RT-2: without fields', { name: 'new' }, 'fields'],
    ['RT-2: with a type that is none', { name: 'new', fields: [{ name: 'a', type: 'blob' }] }, 'fields[0].type'],
    ['RT-2: with a choice of nothing', { name: 'new', fields: [{ name: 'a', type: 'choice' }] }, 'fields[0].values'],
    [
      'RT-2: with values without a choice',
      { name: 'new', fields: [{ name: 'a', type: 'text', values: ['x'] }] },
      'fields[0].values',
    ],
    [
      'RT-2: with a label twice',
      { name: 'new', fields: ['a', 'b'].map((name) => ({ name, label: 'Same', type: 'text' })) },
      'fields[1].label',
    ],
    ['RT-2: with a link to nowhere', { name: 'new', fields: [{ name: 'a', type: 'link' }] }, 'fields[0].table'],
    [
      'RT-2: with a link to no table',
      { name: 'new', fields: [{ name: 'a', type: 'link', table: 'x' }] },
      'fields[0].table',
    ],
    [
      'RT-2: with required files',
      { name: 'new', fields: [{ name: 'a', type: 'files', required: true }] },
      'fields[0].required',
    ],
    [
      'RT-2: with a field twice',
      {
        name: 'new',
        fields: [
          { name: 'a', type: 'text' },
          { name: 'a', type: 'text' },
        ],
      },
      'fields[1].name',
    ],
  ])('%s are refused', async (_, table, attribute) => {
    expect(fault(await put({ recordTables: [table] }))).toBe(`400-152 recordTables[0].${attribute}`);
  });

  it('RT-3: with records keep their fields and types; a field can be switched off', async () => {
    const fields = [
      { name: 'a', type: 'text' },
      { name: 'b', type: 'number' },
    ];
    await server.configure({ recordTables: [{ name: 'used', fields }] });
    await server.configure({ recordTables: [{ name: 'used', fields: [fields[0], { name: 'b', type: 'text' }] }] });
    const id = await create({ b: 'x' }, 'admin', 'used');
    expect(fault(await put({ recordTables: [{ name: 'used', fields }] }))).toBe(
      '400-152 recordTables[0].fields[1].type',
    );
    expect(fault(await put({ recordTables: [{ name: 'used', fields: [fields[0]] }] }))).toBe(
      '400-152 recordTables[0].fields',
    );
    await server.configure({
      recordTables: [{ name: 'used', fields: [fields[0], { name: 'b', type: 'text', active: false }] }],
    });
    expect((await read(id, 'admin', 'used')).fields).toEqual({ a: null });
  });

  it('RT-3: keep the fields that a group may write', async () => {
    const fields = ASSET.fields.filter(({ name }) => name !== 'amount');
    expect(fault(await put({ recordTables: [{ ...ASSET, fields }] }))).toContain('400-152 recordTables[0].fields');
  });

  it('RT-4: describe their fields, and say which may be written', async () => {
    const { attribute } = (await call('lee', 'GET', '/asset/attributes')).json<{
      attribute: { name: string; writable: boolean }[];
    }>();
    const of = (name: string) => attribute.find((field) => field.name === name);
    expect(of('kind')).toEqual({
      name: 'kind',
      label: 'kind',
      dataType: 'choice',
      required: false,
      writable: true,
      table: null,
      options: { multiSelect: false, option: [{ value: 'laptop' }, { value: 'phone' }] },
    });
    expect([of('requester')?.writable, of('contract')]).toEqual([false, undefined]);
    const forSam = (await call('sam', 'GET', '/asset/attributes')).json<{ attribute: { writable: boolean }[] }>();
    expect(forSam.attribute.some(({ writable }) => writable)).toBe(false);
  });
});

describe('groups', () => {
  it.each<[string, object, string]>([
    ['user', { users: ['nobody'] }, 'users[0]'],
    ['table', { tables: { nothing: { read: true } } }, 'tables.nothing'],
    ['field of a built-in table', { tables: { case: { fields: ['colour'] } } }, 'tables.case.fields[0]'],
    ['field', { tables: { asset: { fields: ['title', 'colour'] } } }, 'tables.asset.fields[1]'],
  ])('RI-1: name no unknown %s', async (_, group, attribute) => {
    const answer = await server.request('POST', '/core/adminmgr/v3/groups', {
      as: ADMIN,
      body: { name: 'G', ...group },
    });
    expect(fault(answer)).toBe(`400-152 ${attribute}`);
  });

  it('RI-1: are read from XML as from JSON', async () => {
    const body = `<group><name>Buyers</name><users>kim</users><tables><asset><read>true</read><fields>title</fields></asset></tables></group>`;
    const answer = await server.request('POST', '/core/adminmgr/v3/groups', {
      as: ADMIN,
      body,
      headers: { 'content-type': 'application/xml' },
    });
    expect(answer.json<object>()).toMatchObject({
      users: ['kim'],
      tables: { asset: { create: false, read: true, update: false, fields: ['title'] } },
    });
  });
});

describe('rights', () => {
  it('RI-2: are those of the own groups', async () => {
    const id = await create({ title: 'Laptop', log: 'Asked.' }, 'lee');
    expect((await read(id, 'sam')).fields).toMatchObject({ title: 'Laptop' });
    expect(fault(await call('sam', 'POST', '/asset', { fields: { title: 'x' } }))).toBe('403-178');
    expect(fault(await edit(id, { fields: { title: 'x' } }, 'sam'))).toBe('403-178');
    expect(fault(await call('sam', 'DELETE', `/asset/${id}`))).toBe('403-178');
  });

  it('RT-11: a table without any right is like one that does not exist', async () => {
    for (const table of ['secret', 'nothing', 'case', 'toString']) {
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/1000'],
        ['GET', '/attributes'],
        ['GET', '/1000/activity'],
        ['DELETE', '/1000'],
      ] as const) {
        expect([table, path, fault(await call('lee', method, `/${table}${path}`))]).toEqual([
          table,
          path,
          method === 'DELETE' ? '403-178' : '404-110',
        ]);
      }
    }
    expect(fault(await call('admin', 'GET', '/nothing'))).toBe('404-110');
  });

  it('RI-3: client applications and global administrators have all of them, administrators of departments have not', async () => {
    expect((await call('pat', 'GET', '/secret')).status).toBe(204);
    expect((await call('admin', 'GET', '/secret')).status).toBe(204);
    expect(fault(await call('sam', 'GET', '/secret'))).toBe('404-110');
  });

  it('RI-3: a field without the right is refused, and nothing is written', async () => {
    const refused = await call('lee', 'POST', '/asset', { fields: { title: 'Mine', requester: 'a@example.org' } });
    expect(fault(refused)).toBe('403-178 fields.requester');
    const filter = encodeURIComponent(JSON.stringify([{ name: 'title', value: 'Mine' }]));
    expect((await call('admin', 'GET', `/asset?field=${filter}`)).status).toBe(204);
    const id = await create({ title: 'Ours', requester: 'a@example.org' });
    expect(fault(await edit(id, { fields: { amount: 1, requester: '' } }, 'lee'))).toBe('403-178 fields.requester');
    expect((await read(id)).fields).toMatchObject({ amount: null, requester: 'a@example.org' });
  });
});

describe('creating and editing', () => {
  it('RT-5, RT-6: takes JSON and XML alike', async () => {
    const fields = {
      title: 'Laptop & bag',
      amount: 2.5,
      urgent: true,
      due: '2026-03-01',
      kind: 'laptop',
      tags: ['c', 'a'],
    };
    const [fromJson, fromXml] = [
      await create({ ...fields, log: 'Asked.' }),
      idOf(
        await call(
          'admin',
          'POST',
          '/asset',
          `<record><fields><title>Laptop &amp; bag</title><amount>2.5</amount><urgent>true</urgent><due>2026-03-01</due>
            <kind>laptop</kind><tags>c</tags><tags>a</tags><log>Asked.</log></fields></record>`,
          { 'content-type': 'application/xml' },
        ),
      ),
    ];
    for (const id of [fromJson, fromXml]) {
      expect(await read(id)).toMatchObject({
        state: 'open',
        table: 'asset',
        fields: {
          ...fields,
          tags: ['a', 'c'],
          requester: null,
          log: [{ content: 'Asked.', verified: true }],
          files: [],
        },
      });
    }
    const xml = await call('admin', 'GET', `/asset/${fromXml}`, undefined, { accept: 'application/xml' });
    expect(xml.text).toContain('<amount>2.5</amount>');
    expect(xml.text).toContain('<tags>a</tags><tags>c</tags>');
  });

  it.each<[string, Fields, string]>([
    ['a required field is missing', { amount: 1 }, '400-146 fields.title'],
    ['a field is unknown', { title: 'x', colour: 'red' }, '400-147 fields.colour'],
    ['values do not fit', { title: 'x', amount: 'many', kind: 'tablet' }, '400-152 fields.amount fields.kind'],
    ['a link leads nowhere', { title: 'x', contract: '999999' }, '400-194 fields.contract'],
    ['a file is nobody’s', { title: 'x', files: ['00000000-0000-4000-8000-000000000000'] }, '400-194 fields.files'],
  ])('RT-5: refuses when %s', async (_, fields, expected) => {
    expect(fault(await call('admin', 'POST', '/asset', { fields }))).toBe(expected);
  });

  it('RT-5: refuses other members, and fields that are no object', async () => {
    expect(fault(await call('admin', 'POST', '/asset', { title: 'x' }))).toBe('400-147 title');
    expect(fault(await call('admin', 'POST', '/asset', { fields: ['x'] }))).toBe('400-152 fields');
  });

  it('RT-10: keeps what is left out, and asks for the state that it is about', async () => {
    const id = await create({ title: 'Laptop', amount: 1, kind: 'phone' });
    const { lastModified } = await read(id);
    expect(fault(await call('admin', 'PATCH', '/asset', { id, fields: { amount: 2 } }))).toBe('400-146 lastModified');
    const done = await call('admin', 'PATCH', '/asset', { id, lastModified, fields: { amount: 2, kind: '' } });
    expect([done.status, done.text]).toEqual([204, '']);
    expect((await read(id)).fields).toMatchObject({ title: 'Laptop', amount: 2, kind: null });
    expect(fault(await call('admin', 'PATCH', '/asset', { id, lastModified, fields: { amount: 3 } }))).toBe(
      '409-100 lastModified',
    );
    const stale = await call('admin', 'PATCH', '/asset', { id, fields: { amount: 3 } }, { 'if-match': '"1"' });
    expect(fault(stale)).toBe('412-100 If-Match');
    const tagged = await call(
      'admin',
      'PATCH',
      '/asset',
      { id, fields: { amount: 3 } },
      { 'if-match': done.headers.get('etag') ?? '' },
    );
    expect(tagged.status).toBe(204);
    expect(fault(await edit('999999', { fields: {} }))).toBe('400-194 id');
    expect(fault(await edit(id, { fields: {} }, 'admin', 'contract'))).toBe('400-194 id');
    expect(fault(await edit(id, { fields: { title: '' } }))).toBe('400-146 fields.title');
  });

  it('RT-10: a closed record only opens again', async () => {
    const id = await create({ title: 'Done' });
    expect((await edit(id, { state: 'closed' })).status).toBe(204);
    expect((await read(id)).state).toBe('closed');
    expect(fault(await edit(id, { fields: { amount: 1 } }))).toBe('400-253');
    expect((await edit(id, { state: 'open', fields: { amount: 1 } })).status).toBe(204);
    expect(await read(id)).toMatchObject({ state: 'open', fields: { amount: 1 } });
  });

  it('RT-17: repeats the first answer for a key, and audits fields without values', async () => {
    const body = { fields: { title: 'Very secret title', log: 'Very secret entry' } };
    const first = await call('lee', 'POST', '/asset', body, { 'idempotency-key': 'record-1' });
    const again = await call('lee', 'POST', '/asset', body, { 'idempotency-key': 'record-1' });
    expect(idOf(again)).toBe(idOf(first));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    await edit(idOf(first), { state: 'closed' }, 'lee');
    const entries = await server.database.query<{ action: string; detail: unknown }>(
      `SELECT action, detail FROM audit_entries WHERE object = 'record' AND object_id = $1 ORDER BY id`,
      [idOf(first)],
    );
    expect(entries).toEqual([
      { action: 'create', detail: { table: 'asset', members: ['title', 'log'] } },
      { action: 'edit', detail: { table: 'asset', members: ['state'] } },
    ]);
  });
});

describe('RT-7: an append-only field', () => {
  it('grows, with author and time', async () => {
    const id = await create({ title: 'Laptop', log: 'Asked.' }, 'lee');
    await edit(id, { fields: { log: 'Ordered.' } }, 'pat');
    const { fields } = await read(id);
    expect(fields['log']).toMatchObject([
      { content: 'Asked.', author: { user: { firstName: 'Lee' } }, messageId: null, activity: null },
      { content: 'Ordered.', author: { user: { firstName: 'Pat' } }, created: expect.stringMatching(/Z$/) },
    ]);
    expect(fault(await edit(id, { fields: { log: '' } }))).toBe('400-152 fields.log');
  });

  it.each([
    `UPDATE record_entries SET content = 'x'`,
    `UPDATE record_entries SET content = '', erased_at = now()`,
    `UPDATE record_entries SET created_at = now()`,
    'DELETE FROM record_entries',
    'TRUNCATE record_entries',
  ])('cannot be changed in the database: %s', async (sql) => {
    await create({ title: 'Laptop', log: 'Asked.' });
    await expect(server.database.query(sql)).rejects.toMatchObject({ code: '23001' });
  });

  it('cannot be changed but for what is erased, whoever says so', async () => {
    const erasing = (sql: string): Promise<unknown> =>
      server.database.transaction(async (transaction) => {
        await transaction.query(`SELECT set_config('casemgr.erasing', 'on', true)`);
        return transaction.query(sql);
      });
    await expect(erasing(`UPDATE record_entries SET content = 'x', erased_at = now()`)).rejects.toMatchObject({
      code: '23001',
    });
    await expect(erasing('DELETE FROM record_entries')).rejects.toMatchObject({ code: '23001' });
  });

  it('is masked character by character, and becomes nothing else', async () => {
    const id = await create({ title: 'Laptop', log: 'I agree to pay 100 €.' });
    const masking = (content: string): Promise<unknown> =>
      server.database.transaction(async (transaction) => {
        await transaction.query(`SELECT set_config('casemgr.masking', 'on', true)`);
        return transaction.query('UPDATE record_entries SET content = $2 WHERE record_id = $1::bigint', [id, content]);
      });
    for (const content of ['I agree to pay 999 €.', 'I agree to pay ** €.', '*', '']) {
      await expect(masking(content)).rejects.toMatchObject({ code: '23001' });
    }
    await masking('I agree to pay *** €.');
    expect((await read(id)).fields).toMatchObject({ log: [{ content: 'I agree to pay *** €.' }] });
    await expect(masking('I agree to pay 100 €.')).rejects.toMatchObject({ code: '23001' });
  });
});

describe('RT-8: files', () => {
  it('come from uploads of the caller, are shown and downloaded, and go when they are left out', async () => {
    const [one, two] = [await upload('lee'), await upload('lee', 'other.exe'.replace('.exe', '.txt'))];
    expect(fault(await call('pat', 'POST', '/asset', { fields: { title: 'x', files: [one] } }))).toBe(
      '400-194 fields.files',
    );
    const id = await create({ title: 'Laptop', files: [one, two] }, 'lee');
    expect(fault(await call('lee', 'POST', '/asset', { fields: { title: 'x', files: [one] } }))).toBe(
      '400-194 fields.files',
    );
    const files = (await read(id, 'sam')).fields['files'] as {
      id: string;
      altId: string;
      fileName: string;
      size: number;
    }[];
    expect(files).toMatchObject([{ altId: one, fileName: 'quote.pdf', size: 3, blocked: false }, { altId: two }]);
    const path = `/asset/${id}/attachment/${files[0]?.id}`;
    const shown = (await call('sam', 'GET', path)).json<{ attachment: [{ contentUrl: string }] }>();
    expect((await server.request('GET', shown.attachment[0].contentUrl)).text).toHaveLength(3);
    expect(fault(await call('lee', 'GET', `/secret/${id}/attachment/${files[0]?.id}`))).toBe('404-110');
    expect(fault(await call('admin', 'GET', `/asset/${await create({ title: 'x' })}/attachment/${files[0]?.id}`))).toBe(
      '404-100 ids',
    );
    expect((await edit(id, { fields: { files: [two] } }, 'pat')).status).toBe(204);
    expect((await read(id)).fields['files']).toMatchObject([{ altId: two }]);
    expect(fault(await call('sam', 'GET', path))).toBe('404-100 ids');
    expect(await server.database.query('SELECT FROM attachments WHERE alt_id = $1', [one])).toEqual([]);
  });

  it('stay when uploads that were never used are swept', async () => {
    const [used, unused] = [await upload('lee'), await upload('lee')];
    await create({ title: 'Laptop', files: [used] }, 'lee');
    await server.database.query(
      `UPDATE attachments SET created_at = created_at - interval '3 days' WHERE alt_id = ANY($1::uuid[])`,
      [[used, unused]],
    );
    await server.application.get(UploadSweep, { strict: false }).sweep();
    const left = await server.database.query<{ altId: string }>(
      'SELECT alt_id AS "altId" FROM attachments WHERE alt_id = ANY($1::uuid[])',
      [[used, unused]],
    );
    expect(left).toEqual([{ altId: used }]);
  });
});

describe('RT-9: links', () => {
  it('are to records that the caller may read, and are shown to no one else', async () => {
    const contract = await create({ number: 'K-1' }, 'admin', 'contract');
    const id = await create({ title: 'Leased', contract });
    expect((await read(id)).fields).toMatchObject({ contract });
    expect((await read(id, 'lee')).fields).not.toHaveProperty('contract');
    // Lee may write the field, but may not see whether there is such a contract.
    for (const target of [contract, '999999']) {
      expect(fault(await call('lee', 'POST', '/asset', { fields: { title: 'x', contract: target } }))).toBe(
        '400-194 fields.contract',
      );
    }
    const filter = encodeURIComponent(JSON.stringify([{ name: 'contract', value: contract }]));
    expect(fault(await call('lee', 'GET', `/asset?field=${filter}`))).toBe('400-244 field');
    expect(fault(await call('lee', 'GET', '/asset?$sort=field.contract'))).toBe('400-102 $sort');
    expect((await call('admin', 'GET', `/asset?field=${filter}`)).json<object>()).toMatchObject({ record: [{ id }] });
  });

  it('follow a record that is merged, and are gone with one that is deleted (RT-14, RT-15)', async () => {
    const [source, target] = [await create({ title: 'source' }), await create({ title: 'target' })];
    const linking = await create({ number: 'K-2', next: source }, 'admin', 'contract');
    const before = await read(linking, 'admin', 'contract');
    expect((await call('admin', 'POST', `/asset/${source}/merge`, { into: target })).status).toBe(204);
    const after = await read(linking, 'admin', 'contract');
    expect(after.fields).toMatchObject({ next: target });
    expect(after.lastModified > before.lastModified).toBe(true);
    for (const value of [source, target]) {
      const filter = encodeURIComponent(JSON.stringify([{ name: 'next', value }]));
      const found = (await call('admin', 'GET', `/contract?field=${filter}`)).json<object>();
      expect(found).toMatchObject({ record: [{ id: linking }] });
    }
    expect((await call('admin', 'DELETE', `/asset/${target}`)).status).toBe(204);
    expect((await read(linking, 'admin', 'contract')).fields).toMatchObject({ next: null });
  });
});

describe('finding', () => {
  beforeAll(async () => {
    await server.configure({ recordTables: [{ ...ASSET, name: 'thing' }] });
    for (const [title, amount, tags] of [
      ['one', 10, ['a']],
      ['two', 9, ['a', 'b']],
      ['three', undefined, []],
      ['four', 100, ['b']],
    ] as const) {
      await create(
        { title, amount: amount ?? null, tags: [...tags], requester: `${title}@New.example` },
        'admin',
        'thing',
      );
    }
  });

  async function titles(query: string): Promise<unknown[]> {
    const answer = await call('admin', 'GET', `/thing?${query}`);
    if (answer.status === 204) return [];
    return answer.json<{ record: { fields: Fields }[] }>().record.map(({ fields }) => fields['title']);
  }

  const field = (...filters: object[]): string => `field=${encodeURIComponent(JSON.stringify(filters))}`;

  it.each<[string, string[]]>([
    [field({ name: 'title', value: 'two' }), ['two']],
    [field({ name: 'amount', value: '10' }), ['one']],
    [field({ name: 'tags', value: 'a' }), ['one', 'two']],
    [field({ name: 'tags', value: ['b', 'a'] }), ['two']],
    [field({ name: 'tags', value: 'a' }, { name: 'amount', value: 9 }), ['two']],
    [field({ name: 'title', value: 'five' }), []],
    [field({ name: 'requester', value: 'Two@new.example' }), ['two']],
    ['state=closed', []],
    ['created=[2100-01-01T00:00:00Z,]', []],
    ['created=[2000-01-01T00:00:00Z,]', ['one', 'two', 'three', 'four']],
  ])('RT-12: by %s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it.each([
    'x',
    '[]',
    '[{"name":"colour","value":"x"}]',
    '[{"name":"amount","value":"x"}]',
    '[{"name":"log","value":"x"}]',
    '[{"name":"title","value":""}]',
  ])('RT-12: refuses %s', async (filter) => {
    expect(fault(await call('admin', 'GET', `/thing?field=${encodeURIComponent(filter)}`))).toBe('400-244 field');
  });

  it('RT-12: shows entries and files only when asked', async () => {
    const shown = async (query: string): Promise<Fields> =>
      (await call('admin', 'GET', `/thing?$pagesize=1${query}`)).json<{ record: [{ fields: Fields }] }>().record[0]
        .fields;
    expect(await shown('')).not.toHaveProperty('log');
    expect(await shown('&$attribute=entries')).toMatchObject({ log: [] });
    expect(await shown('&$attribute=all')).toMatchObject({ log: [], files: [] });
  });

  it.each<[string, string[]]>([
    ['$sort=field.amount', ['two', 'one', 'four', 'three']],
    ['$sort=field.amount&$order=desc', ['four', 'one', 'two', 'three']],
    ['$sort=field.title', ['four', 'one', 'three', 'two']],
    ['$sort=created&$order=desc', ['four', 'three', 'two', 'one']],
    ['$sort=lastModified', ['one', 'two', 'three', 'four']],
  ])('RT-13: sorts by %s, in one page and page by page', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
    const found: unknown[] = [];
    let path: string | undefined = `${BASE}/thing?${query}&$pagesize=1`;
    while (path !== undefined) {
      const answer: TestAnswer = await server.request('GET', path, { as: ADMIN });
      const { record, paginationInfo } = answer.json<{
        record: { fields: Fields }[];
        paginationInfo: { count: number; link: { rel: string; href: string }[] };
      }>();
      expect(paginationInfo.count).toBe(4);
      found.push(...record.map(({ fields }) => fields['title']));
      path = paginationInfo.link.find(({ rel }) => rel === 'next')?.href;
    }
    expect(found).toEqual(expected);
  });

  it('RT-13: counts', async () => {
    expect((await call('admin', 'GET', '/thing?$count=yes')).json<object>()).toMatchObject({ count: 4 });
    expect(fault(await call('admin', 'GET', '/thing?$sort=field.log'))).toBe('400-102 $sort');
  });
});

describe('RT-14: a deleted record', () => {
  it('is not there any more', async () => {
    const id = await create({ title: 'Gone' });
    const other = await create({ number: 'x', next: id }, 'admin', 'contract');
    expect((await call('pat', 'DELETE', `/asset/${id}`)).status).toBe(204);
    expect(fault(await call('admin', 'GET', `/asset/${id}`))).toBe('404-100 ids');
    expect(fault(await call('admin', 'GET', `/asset/${id}/activity`))).toBe('404-100 ids');
    expect(fault(await call('admin', 'DELETE', `/asset/${id}`))).toBe('404-100 ids');
    expect(fault(await edit(id, { fields: { amount: 1 } }))).toBe('400-194 id');
    expect(fault(await edit(other, { fields: { next: id } }, 'admin', 'contract'))).toBe('400-194 fields.next');
    expect(
      await server.database.query('SELECT FROM records WHERE id = $1 AND deleted_at IS NOT NULL', [id]),
    ).toHaveLength(1);
  });
});

describe('RT-15: a merged record', () => {
  it('gives entries, files and activities to the other one, which stands for it', async () => {
    const [a, b, c] = [
      await create({ title: 'A', log: 'first' }),
      await create({ title: 'B', log: 'second', files: [await upload('admin')] }),
      await create({ title: 'C' }),
    ];
    expect((await call('admin', 'POST', `/asset/${b}/merge`, { into: a })).status).toBe(204);
    expect((await call('admin', 'POST', `/asset/${a}/merge`, { into: c })).status).toBe(204);
    for (const id of [a, b, c]) {
      expect(await read(id)).toMatchObject({
        id: c,
        fields: { title: 'C', log: [{ content: 'first' }, { content: 'second' }], files: [{ fileName: 'quote.pdf' }] },
      });
    }
    expect(fault(await call('admin', 'DELETE', `/asset/${a}`))).toBe('404-100 ids');
    expect(fault(await call('admin', 'POST', `/asset/${c}/merge`, { into: b }))).toBe('400-194 into');
    expect(fault(await call('admin', 'POST', `/asset/${c}/merge`, { into: c }))).toBe('400-152 into');
    expect((await edit(b, { fields: { amount: 7 } })).status).toBe(204);
    expect((await read(c)).fields).toMatchObject({ amount: 7 });
  });
});

/** What a mail does to a record, through the one way of writing. */
async function byMail(more: Partial<RecordWrite>) {
  const writing = server.application.get(RecordWriting, { strict: false });
  const snapshot = server.application.get(ConfigurationCache, { strict: false }).snapshot();
  const table = snapshot.findRecordTable('asset');
  if (!table) throw new Error('There is no table');
  const client = { kind: 'client' } as Parameters<typeof rightsOfActor>[0];
  const write: RecordWrite = {
    table,
    rightsIn: (other) => rightsOfActor(client, other, snapshot.groups),
    linkReader: SEES_NONE,
    snapshot,
    author: { actor: 'sender', address: 'Ann@example.org', name: 'Ann Lee' },
    by: { actor: { actor: 'inboundAccount', id: 'requests' }, remoteAddress: null, requestId: null },
    values: new Map(),
    onRefusal: 'leave out',
    ...more,
  };
  return server.database.transaction((transaction) => writing.create(transaction, write));
}

describe('what a mail writes', () => {
  it('RT-5: leaves out the fields that are refused, and says so', async () => {
    const values = new Map<string, unknown>([
      ['title', 'By mail'],
      ['amount', 'many'],
      ['colour', 'red'],
      ['contract', '1'],
    ]);
    const outcome = await byMail({ values });
    expect(outcome).toMatchObject({ kind: 'written', fields: ['title'] });
    expect('refused' in outcome && outcome.refused.map(({ field, why }) => `${field}: ${why}`)).toEqual([
      'amount: bad value',
      'colour: unknown field',
      'contract: not found',
    ]);
    expect(await byMail({ values: new Map([['amount', 1]]) })).toMatchObject({
      kind: 'refused',
      refused: [{ field: 'title', why: 'required' }],
    });
    expect(
      await byMail({ values, rightsIn: () => ({ create: false, read: true, update: true, fields: 'all' }) }),
    ).toEqual({ kind: 'denied' });
  });

  it('RT-16: is linked to the record with its files, and the activity is shown to who may see it', async () => {
    const { id: activityId } = await storeActivity(server.database, {
      customer: 'c-sue',
      department: 'Sales',
      subject: 'Asset',
    });
    const [attachment] = await server.database.query<{ id: string }>(
      `INSERT INTO attachments (alt_id, app, type, file_name, content_type, size, uploader, activity_id, uploaded_at)
        VALUES (gen_random_uuid(), 'email', 'attachment.inbound', 'a.txt', 'text/plain', 1, '{}', $1::bigint, now()) RETURNING id`,
      [activityId],
    );
    const outcome = await byMail({
      values: new Map([
        ['title', 'By mail'],
        ['log', 'Please!'],
      ]),
      filesOfActivity: { field: 'files', activityId },
      activityIds: [activityId],
      source: { messageId: '<1@example.org>', activityId, verified: false },
    });
    const id = 'id' in outcome ? outcome.id : '';
    const entry = { content: 'Please!', verified: false, messageId: '<1@example.org>', activity: { id: activityId } };
    expect((await read(id)).fields).toMatchObject({
      log: [{ ...entry, author: { sender: { address: 'Ann@example.org', name: 'Ann Lee', user: null } } }],
      files: [{ id: attachment?.id }],
    });
    const listed = await call('admin', 'GET', `/asset/${id}/activity`);
    expect(listed.json<object>()).toMatchObject({
      activity: [{ id: activityId, subject: 'Asset' }],
      paginationInfo: { count: 1 },
    });
    expect((await call('admin', 'GET', `/asset/${id}/activity?$count=yes`)).json<object>()).toMatchObject({ count: 1 });
    // Sam reads the table, but not what is in Sales; the file is the record's by now.
    expect((await call('sam', 'GET', `/asset/${id}/activity`)).status).toBe(204);
    expect((await read(id, 'sam')).fields['files']).toMatchObject([{ id: attachment?.id }]);
    const onlyRecords = await userToken(server, 'lee', ['core.recordmgr.read']);
    const withoutScope = await server.request('GET', `${BASE}/asset/${id}/activity`, { token: onlyRecords });
    expect(fault(withoutScope)).toBe('403-178');
  });

  it('RT-7, CUST-30: is taken out of its entry when the person is to be forgotten', async () => {
    const outcome = await byMail({
      values: new Map([
        ['title', 'A wish of Zoe Example'],
        ['log', 'I am Zoe Example'],
        ['requester', 'zoe@example.net'],
      ]),
      author: { actor: 'sender', address: 'Zoe@example.net', name: 'Zoe Example' },
    });
    const id = 'id' in outcome ? outcome.id : '';
    const token = await server.token(ADMIN);
    const created = await server.request('POST', '/core/customermgr/v3/individual/customer', {
      token,
      body: {
        contacts: {
          contact: [{ firstName: 'Zoe', lastName: 'Example', email: [{ emailAddress: 'zoe@example.net' }] }],
        },
      },
    });
    const customerId = created.headers.get('location')?.split('/').at(-1) ?? '';
    expect([created.status, created.text]).toEqual([201, '']);
    const obfuscated = await server.request('POST', `/core/customermgr/v3/customer/${customerId}/obfuscate`, { token });
    expect([obfuscated.status, obfuscated.text]).toEqual([204, '']);
    expect((await read(id)).fields).toMatchObject({
      requester: null,
      log: [{ content: null, author: { sender: { address: '', name: null, user: null } } }],
    });
    expect(JSON.stringify(await read(id))).not.toMatch(/example/i);
  });
});

describe('RLS-1: the database itself shows records', () => {
  it('to the staff, and to no customer', async () => {
    await create({ title: 'x', log: 'y' });
    const count = async (reader: 'department:1000' | 'customer:1000', table: string): Promise<number> =>
      (await readingFor(reader, () => server.database.query(`SELECT FROM ${table}`))).length;
    for (const table of ['records', 'record_entries', 'record_files', 'record_activities']) {
      expect([table, await count('customer:1000', table)]).toEqual([table, 0]);
    }
    expect(await count('department:1000', 'records')).toBeGreaterThan(0);
  });
});
