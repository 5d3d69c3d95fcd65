import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { startServer, type TestServer } from '../support/server.js';
import { userToken } from '../support/user-token.js';

const BASE = '/core/recordmgr/v3';
const ADMIN = { client: 'test-admin' } as const;

const ASSET = {
  name: 'asset',
  fields: [
    { name: 'title', type: 'text' },
    { name: 'about', type: 'longText' },
    { name: 'kind', type: 'choice', values: ['laptop', 'phone'] },
    { name: 'requester', type: 'email' },
    { name: 'approver', type: 'email' },
    { name: 'log', type: 'appendOnly' },
    { name: 'history', type: 'appendOnly' },
    { name: 'contract', type: 'link', table: 'other' },
  ],
};

const OTHER = { name: 'other', fields: [{ name: 'title', type: 'text' }] };

type Fields = Readonly<Record<string, unknown>>;

let server: TestServer;
let outbox: OutboxWorker;

beforeAll(async () => {
  server = await startServer();
  outbox = server.application.get(OutboxWorker, { strict: false });
  await server.configure({
    settings: { defaultLanguage: 'en' },
    recordTables: [ASSET, OTHER],
    users: [{ login: 'kim', department: 'Service', privileges: [] }],
    groups: [{ name: 'Readers', users: ['kim'], tables: { asset: { read: true } } }],
  });
});

afterAll(async () => {
  await server.close();
});

async function create(fields: Fields, table = 'asset'): Promise<string> {
  const answer = await server.request('POST', `${BASE}/${table}`, { as: ADMIN, body: { fields } });
  expect([answer.status, answer.text]).toEqual([201, '']);
  await outbox.drain('index');
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

async function edit(id: string, fields: Fields): Promise<void> {
  const answer = await server.request('PATCH', `${BASE}/asset`, {
    as: ADMIN,
    body: { id, fields },
    headers: { 'if-match': '*' },
  });
  expect([answer.status, answer.text]).toEqual([204, '']);
}

async function found(query: Readonly<Record<string, string>>, token?: string, table = 'asset'): Promise<string[]> {
  const path = `${BASE}/${table}?${new URLSearchParams(query).toString()}`;
  const answer = await server.request('GET', path, token === undefined ? { as: ADMIN } : { token });
  if (answer.status === 204) return [];
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  return answer.json<{ record: { id: string }[] }>().record.map(({ id }) => id);
}

describe('RT-19: records are found by their words', () => {
  it('of texts, choices, addresses and entries, in any grammatical form', async () => {
    const id = await create({
      title: 'Broken screens',
      about: 'It fell down.',
      kind: 'phone',
      requester: 'Ann@example.org',
      log: 'Ordered a replacement.',
    });
    for (const text of [
      'screen',
      'falls OR fell',
      'phone',
      'ann@example.org',
      'replacements',
      '"broken screen" phone',
    ]) {
      expect([text, await found({ text })]).toEqual([text, [id]]);
    }
    for (const text of ['screen -phone', 'tablet', 'the', 'screen replacement']) {
      expect([text, await found({ text })]).toEqual([text, []]);
    }
    expect(await found({ text: 'screen', state: 'closed' })).toEqual([]);
    const counted = await server.request('GET', `${BASE}/asset?text=screen&$count=yes`, { as: ADMIN });
    expect(counted.json<object>()).toMatchObject({ count: 1 });
  });

  it('of one table only, by whom reads for a department as well', async () => {
    const id = await create({ title: 'Umbrella' });
    const other = await create({ title: 'Umbrella' }, 'other');
    const kim = await userToken(server, 'kim', ['core.recordmgr.read']);
    expect(await found({ text: 'umbrella' }, kim)).toEqual([id]);
    expect(await found({ text: 'umbrella' }, undefined, 'other')).toEqual([other]);
  });

  it('as they are now: what was changed is gone at once, what was added comes within seconds', async () => {
    const id = await create({ title: 'Stapler', log: 'Asked.' });
    await edit(id, { title: 'Scissors', log: 'Sharpened.' });
    expect(await found({ text: 'stapler' })).toEqual([]);
    await outbox.drain('index');
    expect(await found({ text: 'scissors' })).toEqual([id]);
    expect(await found({ text: 'sharpened' })).toEqual([id]);
    expect(await found({ text: 'asked' })).toContain(id);
  });

  async function eraseEntries(recordId: string): Promise<void> {
    await server.database.transaction(async (transaction) => {
      await transaction.query(`SELECT set_config('casemgr.erasing', 'on', true)`);
      await transaction.query(
        `UPDATE record_entries SET content = '', erased_at = now() WHERE record_id = $1::bigint`,
        [recordId],
      );
    });
  }

  it('not of what was erased while it was being read, within seconds', async () => {
    const id = await create({ log: 'Turquoise.' });
    const [read] = await server.database.query<{ entry: string; document: string }>(
      'SELECT entry_id AS entry, document::text FROM record_texts WHERE record_id = $1::bigint AND entry_id > 0',
      [id],
    );
    await eraseEntries(id);
    await server.database.query(
      `INSERT INTO record_texts (record_id, entry_id, field, document) VALUES ($1::bigint, $2::bigint, 'log', $3::tsvector)`,
      [id, read?.entry, read?.document],
    );
    await outbox.drain('index');
    expect(await found({ text: 'turquoise' })).toEqual([]);
  });

  it('not of what was erased, from that moment', async () => {
    const id = await create({ log: 'Burgundy.' });
    expect(await found({ text: 'burgundy' })).toEqual([id]);
    await eraseEntries(id);
    expect(await found({ text: 'burgundy' })).toEqual([]);
    await outbox.drain('index');
    expect(await found({ text: 'burgundy' })).toEqual([]);
  });

  it('of entries that came with a record that was merged, but not of its values', async () => {
    const [one, other] = [await create({ title: 'Kettle' }), await create({ title: 'Toaster', log: 'Descaled.' })];
    const merged = await server.request('POST', `${BASE}/asset/${other}/merge`, { as: ADMIN, body: { into: one } });
    expect(merged.status).toBe(204);
    expect(await found({ text: 'descaled' })).toEqual([one]);
    expect(await found({ text: 'toaster' })).toEqual([]);
  });

  it('not of deleted records', async () => {
    const id = await create({ title: 'Projector' });
    const deleted = await server.request('DELETE', `${BASE}/asset/${id}`, { as: ADMIN });
    expect(deleted.status).toBe(204);
    expect(await found({ text: 'projector' })).toEqual([]);
  });

  it('of the fields that are in use only', async () => {
    const id = await create({ title: 'Lamp', about: 'Flickering', history: 'Dimmed.' });
    const withFields = (active: boolean): Promise<unknown> =>
      server.configure({
        recordTables: [
          {
            ...ASSET,
            fields: ASSET.fields.map((field) =>
              ['about', 'history'].includes(field.name) ? { ...field, active } : field,
            ),
          },
        ],
      });
    await withFields(false);
    await outbox.drain('index');
    expect(await found({ text: 'flickering' })).toEqual([]);
    expect(await found({ text: 'dimmed' })).toEqual([]);
    expect(await found({ text: 'lamp' })).toEqual([id]);
    await withFields(true);
    await outbox.drain('index');
    expect(await found({ text: 'flickering' })).toEqual([id]);
    expect(await found({ text: 'dimmed' })).toEqual([id]);
  });

  it('where more have a word than are looked up one by one', async () => {
    const values = await create({ title: 'Crowded' });
    const entries = await create({ log: 'Crowded.' });
    const survivor = await create({ title: 'Survivor' });
    const merged = await create({ title: 'Crowded', log: 'Crowded.' });
    await server.request('POST', `${BASE}/asset/${merged}/merge`, { as: ADMIN, body: { into: survivor } });
    await server.database.query(
      `INSERT INTO record_texts (record_id, entry_id, field, document)
        SELECT r.id, -n, 'log', text_document('en', 'crowded', '', '{}') || array_to_tsvector(ARRAY[record_table_term(r.table_id)])
        FROM records r, generate_series(1, 20001) n WHERE r.id = $1::bigint`,
      [await create({ title: 'Nothing' })],
    );
    const many = await found({ text: 'crowded' });
    expect(many).toEqual([values, entries, survivor, expect.anything()]);
    await server.database.query('DELETE FROM record_texts WHERE entry_id < 0');
    expect(await found({ text: 'crowded' })).toEqual([values, entries, survivor]);
  });

  it('with 1 to 400 characters', async () => {
    const answer = await server.request('GET', `${BASE}/asset?text=${'x'.repeat(401)}`, { as: ADMIN });
    expect(answer.json<{ code: string }>().code).toBe('400-244');
  });
});

describe('RT-12: addresses are found by an index', () => {
  const field = (name: string, value: string): Record<string, string> => ({ field: JSON.stringify([{ name, value }]) });

  it('that is right at once, in whatever letters', async () => {
    const id = await create({ requester: 'Bo@Example.org', approver: 'cy@example.org' });
    expect(await found(field('requester', 'bo@example.ORG'))).toEqual([id]);
    expect(await found(field('approver', 'bo@example.org'))).toEqual([]);
    await edit(id, { requester: 'dee@example.org' });
    expect(await found(field('requester', 'bo@example.org'))).toEqual([]);
    expect(await found(field('requester', 'dee@example.org'))).toEqual([id]);
    await edit(id, { requester: '' });
    expect(await found(field('requester', 'dee@example.org'))).toEqual([]);
  });
});
