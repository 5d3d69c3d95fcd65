import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';
import { userToken } from '../support/user-token.js';

const BASE = '/core/recordmgr/v3';
const ADMIN = { client: 'test-admin' } as const;

interface Entry {
  readonly id: string;
  readonly content: string;
}

interface Link {
  readonly rel: string;
  readonly href: string;
}

interface Shown {
  readonly id: string;
  readonly fields: Readonly<Record<string, readonly Entry[]>>;
  readonly olderEntries: readonly { readonly field: string; readonly link: readonly Link[] }[];
}

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
  const fields = [
    { name: 'log', type: 'appendOnly' },
    { name: 'history', type: 'appendOnly' },
    { name: 'contract', type: 'text' },
  ];
  await server.configure({
    recordTables: [
      { name: 'asset', fields },
      { name: 'secret', fields },
    ],
    groups: [{ name: 'Readers', users: ['sam'], tables: { asset: { read: true } } }],
  });
});

afterAll(async () => {
  await server.close();
});

const get = (path: string): Promise<TestAnswer> => server.request('GET', path, { as: ADMIN });

async function create(table = 'asset'): Promise<string> {
  const answer = await server.request('POST', `${BASE}/${table}`, { as: ADMIN, body: { fields: {} } });
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

/** As many entries as a record gets in years, each `<field> 1` and so on, made as long as is wanted. */
async function grow(id: string, field: string, count: number, length = 0): Promise<void> {
  await server.database.query(
    `INSERT INTO record_entries (record_id, field, content, author, created_at)
      SELECT $1::bigint, $2, rpad($2 || ' ' || n, greatest($4::integer, length($2 || ' ' || n)), '.'),
        '{"actor": "client", "id": "1", "name": "x"}', now() FROM generate_series(1, $3::integer) AS n ORDER BY n`,
    [id, field, count, length],
  );
}

async function read(path: string): Promise<readonly Shown[]> {
  const answer = await get(`${BASE}/${path}`);
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  return answer.json<{ record: Shown[] }>().record;
}

const numbered = (field: string, first: number, last: number): string[] =>
  Array.from({ length: Math.abs(last - first) + 1 }, (_, n) => `${field} ${first + (first < last ? n : -n)}`);

const contents = (entries: readonly Entry[] = []): string[] => entries.map(({ content }) => content);

async function walk(start: string): Promise<{ readonly found: string[]; readonly pages: number }> {
  const found: string[] = [];
  let pages = 0;
  for (let path: string | undefined = start; path !== undefined; pages += 1) {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    const { entry, link } = answer.json<{ entry: Entry[]; link: Link[] }>();
    found.push(...contents(entry));
    path = link.find(({ rel }) => rel === 'next')?.href;
  }
  return { found, pages };
}

describe('RT-18: an append-only field that has grown', () => {
  it('is shown with its newest 50 entries, and leads to the older ones', async () => {
    const id = await create();
    await grow(id, 'log', 120);
    await grow(id, 'history', 50);
    const [record] = await read(`asset/${id}`);
    expect(contents(record?.fields['log'])).toEqual(numbered('log', 71, 120));
    expect(contents(record?.fields['history'])).toEqual(numbered('history', 1, 50));
    const oldest = record?.fields['log']?.[0]?.id ?? '';
    expect(record?.olderEntries).toEqual([
      { field: 'log', link: [{ rel: 'next', href: `${BASE}/asset/${id}/entry/log?before=${oldest}` }] },
    ]);
    const { found } = await walk(record?.olderEntries[0]?.link[0]?.href ?? '');
    expect(found).toEqual(numbered('log', 70, 1));
  });

  it('says so in lists, too, but only where entries are asked for', async () => {
    const id = await create();
    await grow(id, 'log', 51);
    const last = `asset?$sort=id&$order=desc&$pagesize=1`;
    expect((await read(`${last}&$attribute=entries`))[0]?.olderEntries).toMatchObject([{ field: 'log' }]);
    expect((await read(last))[0]).not.toHaveProperty('olderEntries');
  });

  it('has all its entries in pages, the newest first', async () => {
    const id = await create();
    await grow(id, 'log', 60);
    const path = `${BASE}/asset/${id}/entry/log`;
    expect(await walk(path)).toEqual({ found: numbered('log', 60, 1), pages: 3 });
    expect(await walk(`${path}?$pagesize=30`)).toEqual({ found: numbered('log', 60, 1), pages: 2 });
    expect(await get(`${BASE}/asset/${id}/entry/history`)).toMatchObject({ status: 204 });
    expect((await get(`${path}?before=x`)).json()).toMatchObject({ code: '400-244' });
  });

  it('is read in XML as in JSON', async () => {
    const id = await create();
    await grow(id, 'log', 2);
    const path = `${BASE}/asset/${id}/entry/log?$pagesize=1`;
    const answer = await server.request('GET', path, { as: ADMIN, headers: { accept: 'application/xml' } });
    expect(answer.text).toMatch(/<entries[^>]*><entry><content>log 2<\/content>.*<rel>next<\/rel>/s);
  });

  it('has the entries of the records that were merged into it, in the order in which they were added', async () => {
    const [one, other] = [await create(), await create()];
    await grow(one, 'log', 30);
    await grow(other, 'log', 40);
    const merged = await server.request('POST', `${BASE}/asset/${other}/merge`, { as: ADMIN, body: { into: one } });
    expect(merged.status).toBe(204);
    const expected = [...numbered('log', 40, 1), ...numbered('log', 30, 1)];
    const { found } = await walk(`${BASE}/asset/${other}/entry/log`);
    expect(found).toEqual(expected);
    const [record] = await read(`asset/${one}`);
    expect(contents(record?.fields['log'])).toEqual(expected.slice(0, 50).toReversed());
  });

  it('is never more than 2 MB of text in one answer, and the newest of every field come first', async () => {
    const ids = [await create(), await create()];
    for (const id of ids) {
      await grow(id, 'log', 50, 100_000);
      await grow(id, 'history', 3);
    }
    const answer = await get(`${BASE}/asset/${ids.join(',')}`);
    expect(answer.text.length).toBeLessThan(2_100_000);
    const { record } = answer.json<{ record: Shown[] }>();
    for (const { fields, olderEntries } of record) {
      expect(contents(fields['history'])).toEqual(numbered('history', 1, 3));
      expect(fields['log']?.length).toBeGreaterThan(5);
      expect(olderEntries).toMatchObject([{ field: 'log' }]);
    }
    const { found, pages } = await walk(`${BASE}/asset/${ids[0] ?? ''}/entry/log?$pagesize=75`);
    expect(found.map((content) => content.replace(/\.+$/, ''))).toEqual(numbered('log', 50, 1));
    expect(pages).toBe(3);
  });

  it('is there for whoever may read the table, and no other name is', async () => {
    const id = await create();
    await grow(id, 'log', 1);
    const hidden = await create('secret');
    await grow(hidden, 'log', 1);
    const sam = await userToken(server, 'sam', ['core.recordmgr.read']);
    const status = async (path: string): Promise<string> => {
      const answer = await server.request('GET', `${BASE}/${path}`, { token: sam });
      return answer.status === 200 ? '200' : answer.json<{ code: string }>().code;
    };
    expect(await status(`asset/${id}/entry/log`)).toBe('200');
    expect(await status(`asset/${id}/entry/contract`)).toBe('404-110');
    expect(await status(`asset/${id}/entry/nothing`)).toBe('404-110');
    expect(await status(`asset/${hidden}/entry/log`)).toBe('404-100');
    expect(await status(`secret/${hidden}/entry/log`)).toBe('404-110');
  });
});
