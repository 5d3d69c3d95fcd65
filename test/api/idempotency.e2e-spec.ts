import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WireTree } from '#wire/tree.js';
import { anActivity, asBody, BODY_FORMATS } from '../support/activity.js';
import { ApiClient, type TestAnswer } from '../support/api-client.js';
import type { Who } from '../support/partition.js';
import { createdId, POST_PATH, postActivity, WHO } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';

const { client: CRM, customer: ANN } = WHO;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let server: TestServer;
/** Each test has a key of its own. */
let key: string;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.close();
});

beforeEach(() => {
  key = crypto.randomUUID();
});

interface PostOptions {
  readonly as?: Who;
  readonly query?: string;
  readonly at?: TestServer;
  readonly headers?: Readonly<Record<string, string>>;
}

function post(tree: WireTree = anActivity({ actor: 'client' }), options: PostOptions = {}): Promise<TestAnswer> {
  const { as = CRM, query = '', at = server, headers = {} } = options;
  return postActivity(at, as, tree, { query, headers: { 'idempotency-key': key, ...headers } });
}

function sendBody(body: string | FormData, headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer> {
  return server.request('POST', POST_PATH, { as: CRM, body, headers: { 'idempotency-key': key, ...headers } });
}

const isReplayed = (answer: TestAnswer): boolean => answer.headers.get('idempotent-replayed') === 'true';

function expectCode(answer: TestAnswer, code: string): void {
  expect({ status: answer.status, code: answer.json()['code'] }).toEqual({ status: Number(code.slice(0, 3)), code });
}

async function activityCount(): Promise<number> {
  const [row] = await server.database.query<{ count: string }>('SELECT count(*) FROM activities');
  return Number(row?.count);
}

describe('I-1: a request that is sent again', () => {
  it('returns the 201 again, and says so, without creating anything', async () => {
    const first = await post();
    const before = await activityCount();
    const second = await post();
    expect(createdId(second)).toBe(createdId(first));
    expect([isReplayed(first), isReplayed(second)]).toEqual([false, true]);
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(await activityCount()).toBe(before);
  });

  it('creates a second activity when it has no key', async () => {
    const tree = anActivity({ actor: 'client' });
    const ids = [createdId(await postActivity(server, CRM, tree)), createdId(await postActivity(server, CRM, tree))];
    expect(new Set(ids).size).toBe(2);
  });

  it('is another request when another actor sends it', async () => {
    const answers = [
      await post(),
      await post(anActivity({ actor: 'user' }), { as: WHO.user }),
      await post(anActivity({ actor: 'user' }), { as: { user: 'sam' } }),
      await post(anActivity({ actor: 'customer' }), { as: ANN }),
      await post(anActivity({ actor: 'customer' }), { as: { customer: 'c-bob' } }),
    ];
    expect(new Set(answers.map(createdId)).size).toBe(5);
    expect(answers.map(isReplayed)).toEqual([false, false, false, false, false]);
  });

  it.each([
    ['one character', 'k'],
    ['255 characters', 'k'.repeat(255)],
    ['all printable ASCII', Array.from({ length: 93 }, (_, index) => String.fromCharCode(index + 0x21)).join('')],
    ['a space inside', 'a b'],
  ])('may have a key of %s', async (_, text) => {
    const first = await post(undefined, { headers: { 'idempotency-key': text } });
    const second = await post(undefined, { headers: { 'idempotency-key': text } });
    expect([createdId(second), isReplayed(second)]).toEqual([createdId(first), true]);
  });

  it.each([
    ['an empty key', ''],
    ['a key of 256 characters', 'k'.repeat(256)],
    ['a key with a tab', 'a\tb'],
    ['a key with umlauts', 'schlüssel'],
  ])('is 400-100 with %s, and creates nothing', async (_, text) => {
    const before = await activityCount();
    expectCode(await post(undefined, { headers: { 'idempotency-key': text } }), '400-100');
    expect(await activityCount()).toBe(before);
  });

  it('tells keys apart by case', async () => {
    const first = await post(undefined, { headers: { 'idempotency-key': `${key}a` } });
    const second = await post(undefined, { headers: { 'idempotency-key': `${key}A` } });
    expect(createdId(second)).not.toBe(createdId(first));
  });

  it('is a new request after 24 hours', async () => {
    const first = await post();
    server.clock.forward(DAY_MS - MINUTE_MS);
    try {
      const later = { at: nodeWithFreshTokens() };
      expect(isReplayed(await post(undefined, later))).toBe(true);
      server.clock.forward(2 * MINUTE_MS);
      const last = await post(undefined, { at: nodeWithFreshTokens() });
      expect([createdId(last) === createdId(first), isReplayed(last)]).toEqual([false, false]);
    } finally {
      server.clock.forward(-DAY_MS - MINUTE_MS);
    }
  });
});

/** The server seen by somebody who has just signed in: tokens from before do not last a day. */
function nodeWithFreshTokens(): TestServer {
  const fresh = new ApiClient(server.url);
  return Object.assign(Object.create(server) as TestServer, { request: fresh.request.bind(fresh) });
}

describe('I-2: what makes it the same request', () => {
  const everything = anActivity({
    actor: 'client',
    set: {
      subject: 'Ünïcode & <markup>',
      secure: true,
      'payload.email.emailAddresses.to.address': ['one@example.org', 'two@example.org'],
      'payload.email.emailAddresses.replyTo.address': ['three@example.org'],
      'payload.email.date.date': '2026-01-31T09:30:00.000Z',
      'customAttributes.customAttribute': [{ attribName: 'quantity', attribValues: { attribValue: [{ value: 5 }] } }],
    },
  });
  const fromStranger = (): WireTree => {
    const from = `${crypto.randomUUID()}@example.org`;
    const contact = [{ firstName: 'Cleo', phone: [{ type: { value: 'home' }, phoneNo: 5550100 }] }];
    const customer = { type: { value: 'individual' }, contacts: { contact } };
    return anActivity({ actor: 'client', set: { 'payload.email.emailAddresses.from': from, customer } });
  };

  it.each<[string, () => WireTree]>([
    ['a small activity', () => anActivity({ actor: 'client' })],
    ['one with everything', () => everything],
    ['one that creates a customer', fromStranger],
    ['one that is refused', () => anActivity({ actor: 'client', set: { secure: 'maybe', 'case.id': 5 } })],
  ])('XML-4: JSON and XML of %s are', async (_, make) => {
    const tree = make();
    const answers: TestAnswer[] = [];
    for (const format of [...BODY_FORMATS, ...BODY_FORMATS]) {
      answers.push(await postActivity(server, CRM, tree, { format, headers: { 'idempotency-key': key } }));
    }
    expect(answers.map(isReplayed)).toEqual([false, true, true, true]);
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.get('location')}`)).size).toBe(1);
  });

  it('spaces, the order of members, null and the spelling of characters make no difference', async () => {
    const { type, subject, department, payload } = anActivity({ actor: 'client' });
    const first = await sendBody(JSON.stringify({ department, type, subject, payload }), {
      'content-type': 'application/json',
    });
    const other = JSON.stringify({ payload, subject, type, department, secure: null }, undefined, 2);
    const second = await sendBody(other.replace('Laptop', '\\u004captop'), { 'content-type': 'application/json' });
    expect([createdId(second), isReplayed(second)]).toEqual([createdId(first), true]);
  });

  it('the way in which the body is packed makes no difference', async () => {
    const data = JSON.stringify(anActivity({ actor: 'client' }));
    const form = new FormData();
    form.set('data', data);
    form.set('data-type', 'application/json');
    const first = await post();
    const answers = [
      await sendBody(form),
      await sendBody(new URLSearchParams({ data, 'data-type': 'application/json' }).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
      }),
      await sendBody(data, { 'content-type': 'text/plain' }),
    ];
    expect(answers.map(createdId)).toEqual(Array(3).fill(createdId(first)));
    expect(answers.map(isReplayed)).toEqual([true, true, true]);
  });

  it.each<[string, WireTree]>([
    ['another subject', anActivity({ actor: 'client', set: { subject: 'Phone' } })],
    ['a member more', anActivity({ actor: 'client', set: { secure: true } })],
    ['a member less', anActivity({ actor: 'client', without: ['subject'] })],
    ['something that is refused', anActivity({ actor: 'client', set: { subject: 5 } })],
  ])('422-101: with %s it is another one', async (_, tree) => {
    createdId(await post());
    const before = await activityCount();
    const answer = await post(tree);
    expectCode(answer, '422-101');
    expect(isReplayed(answer)).toBe(false);
    expect(await activityCount()).toBe(before);
  });

  it('422-101: for another customer it is another one', async () => {
    const [bob] = await server.database.query<{ id: string }>("SELECT id FROM customers WHERE external_id = 'c-bob'");
    const tree = anActivity({ actor: 'customer' });
    createdId(await post(tree, { as: ANN }));
    expectCode(await post(tree, { as: ANN, query: `?customer=${bob?.id}` }), '422-101');
  });

  it('422-101: the first request keeps its answer', async () => {
    const first = await post();
    await post(anActivity({ actor: 'client', set: { subject: 'Phone' } }));
    const again = await post();
    expect([createdId(again), isReplayed(again)]).toEqual([createdId(first), true]);
  });

  it('the bytes of files count, in their order, and files of a replay are not kept', async () => {
    const form = (...files: readonly string[]): FormData => {
      const parts = new FormData();
      parts.set('data', JSON.stringify(anActivity({ actor: 'client' })));
      parts.set('data-type', 'application/json');
      files.forEach((text, index) => {
        parts.set(`file${index}`, new Blob([text]), `${index}.txt`);
      });
      return parts;
    };
    const first = await sendBody(form('one', 'two', 'x'.repeat(200_000)));
    createdId(first);
    const kept = await blobs();
    const second = await sendBody(form('one', 'two', 'x'.repeat(200_000)));
    expect([createdId(second), isReplayed(second)]).toEqual([createdId(first), true]);
    for (const other of [
      form('one', 'two', 'y'.repeat(200_000)),
      form('two', 'one', 'x'.repeat(200_000)),
      form('one', 'two'),
    ]) {
      expectCode(await sendBody(other), '422-101');
    }
    expect(await blobs()).toEqual(kept);
  });
});

async function blobs(): Promise<string[]> {
  const entries = await readdir(join(server.dataFolder, 'blobs'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

describe('I-3: a request that is still running', () => {
  /** As it is while the first request is being worked on, or after its process has died. */
  async function makeRunning(): Promise<void> {
    await server.database.query('UPDATE idempotency_keys SET status = NULL, answer = NULL WHERE key = $1', [key]);
  }

  it('is 409-101 with Retry-After for the second, and 422-101 for another request', async () => {
    const first = await post();
    await makeRunning();
    const second = await post();
    expectCode(second, '409-101');
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expectCode(await post(anActivity({ actor: 'client', set: { subject: 'Phone' } })), '422-101');
    expect(createdId(first)).toBeDefined();
  });

  it('is forgotten after 60 seconds, when its process has died', async () => {
    const first = await post();
    await makeRunning();
    server.clock.forward(MINUTE_MS - 2_000);
    try {
      expectCode(await post(), '409-101');
      server.clock.forward(3_000);
      const second = await post();
      expect([createdId(second) === createdId(first), isReplayed(second)]).toEqual([false, false]);
      expect(createdId(await post())).toBe(createdId(second));
    } finally {
      server.clock.forward(-MINUTE_MS - 1_000);
    }
  });

  it('creates one activity when a hundred come at once, on two nodes', async () => {
    const other = await server.startNode();
    const before = await activityCount();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => post(undefined, { at: index % 2 === 0 ? server : other })),
    );
    expect(await activityCount()).toBe(before + 1);
    const created = answers.filter(({ status }) => status === 201);
    expect(new Set(created.map(createdId)).size).toBe(1);
    expect(created.filter((answer) => !isReplayed(answer))).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) expectCode(answer, '409-101');
    await other.close();
  });
});

describe('I-4: what is kept', () => {
  it.each<[string, string, WireTree]>([
    ['structural', '400-146', anActivity({ actor: 'client', without: ['department'] })],
    ['structural', '400-147', anActivity({ actor: 'client', set: { colour: 'red' } })],
    ['about a reference', '400-152', anActivity({ actor: 'client', set: { 'department.name': 'Nowhere' } })],
    ['about a reference', '400-194', anActivity({ actor: 'client', set: { 'case.id': 99_999_999 } })],
    [
      'about the customer',
      '400-146',
      anActivity({ actor: 'client', set: { 'payload.email.emailAddresses.from': 'x@y.z' } }),
    ],
  ])('is a refusal %s: %s', async (_, code, tree) => {
    const first = await post(tree);
    expectCode(first, code);
    const second = await post(tree);
    expect(second.text).toBe(first.text);
    expect([second.status, isReplayed(first), isReplayed(second)]).toEqual([400, false, true]);
  });

  it('is a refusal although its reason has gone', async () => {
    const tree = anActivity({
      actor: 'client',
      set: { 'department.name': 'Claims', 'payload.email.emailAddresses.receiver': 'claims@example.com' },
    });
    expectCode(await post(tree), '400-152');
    const alias = { name: 'Claims', emailAddress: 'claims@example.com', active: true };
    await server.configure({
      departments: [{ name: 'Claims', queues: [{ name: 'Claims', default: true }], aliases: [alias] }],
    });
    const again = await post(tree);
    expectCode(again, '400-152');
    expect(isReplayed(again)).toBe(true);
    createdId(await post(tree, { headers: { 'idempotency-key': `${key}-2` } }));
  });

  it('is a refusal for a date that would be allowed by now', async () => {
    const tooLate = new Date(server.clock.now().getTime() + DAY_MS + 10 * MINUTE_MS).toISOString();
    const tree = anActivity({ actor: 'client', set: { 'payload.email.date.date': tooLate } });
    expectCode(await post(tree), '400-152');
    server.clock.forward(30 * MINUTE_MS);
    try {
      const again = await post(tree);
      expect({ status: again.status, isReplayed: isReplayed(again) }).toEqual({ status: 400, isReplayed: true });
      createdId(await post(tree, { headers: { 'idempotency-key': `${key}-2` } }));
    } finally {
      server.clock.forward(-30 * MINUTE_MS);
    }
  });

  it('is given again in the format and the language of the one who asks again', async () => {
    const tree = anActivity({ actor: 'client', set: { subject: 5 } });
    await post(tree, { headers: { 'accept-language': 'en-US' } });
    const again = await post(tree, { headers: { accept: 'application/xml', 'accept-language': 'de-DE' } });
    expect(isReplayed(again)).toBe(true);
    expect(again.headers.get('content-type')).toContain('application/xml');
    expect(again.text).toContain('<code>400-152</code>');
    expect(again.text).toMatch(/„subject“/);
  });

  it.each<[string, string, () => Promise<TestAnswer>]>([
    [
      '401',
      '401-101',
      () => server.request('POST', POST_PATH, { token: 'x', headers: { 'idempotency-key': key }, body: {} }),
    ],
    ['a body that is no activity at all', '400-100', () => sendBody('{', { 'content-type': 'application/json' })],
    ['413', '413-100', () => sendBody(JSON.stringify('x'.repeat(9_000_000)), { 'content-type': 'application/json' })],
  ])('is not: %s', async (_, code, send) => {
    expectCode(await send(), code);
    const answer = await post();
    createdId(answer);
    expect(isReplayed(answer)).toBe(false);
  });

  it('WR-3, I-2: is no 412, so that the state that is there now may be sent with the same key', async () => {
    const id = createdId(await post());
    const edit = async (ifMatch: string, body: object = { id, priority: '2' }): Promise<TestAnswer> =>
      server.request('PATCH', '/core/casemgr/v3/activity', {
        as: CRM,
        body,
        headers: { 'idempotency-key': `${key}-edit`, 'if-match': ifMatch },
      });
    expectCode(await edit('"1"'), '412-100');
    const read = await server.request('GET', `/core/casemgr/v3/activity/${id}`, { as: CRM });
    const etag = read.headers.get('etag') ?? '';
    expect([(await edit(etag)).status, isReplayed(await edit(etag))]).toEqual([204, true]);
    expectCode(await edit('*'), '422-101');
  });

  it.each(['json', 'xml'])('I-1: has its members in the order of the first answer, in %s', async (format) => {
    const answers: string[] = [];
    for (const _ of [1, 2]) {
      const answer = await server.request('POST', '/core/filemgr/v3/assets/preupload', {
        as: ANN,
        body: { app: 'email', type: 'attachment.inbound', name: 'a.txt', contentType: 'text/plain', size: 1 },
        headers: { 'idempotency-key': `${key}-file`, accept: `application/${format}` },
      });
      expect(answer.status).toBe(200);
      answers.push(answer.text);
    }
    expect(answers[1]).toBe(answers[0]);
  });

  it('is never a 5xx, which leaves nothing behind', async () => {
    const before = await activityCount();
    await server.database.query('ALTER TABLE outbox_entries RENAME TO outbox_entries_gone');
    try {
      expectCode(await post(), '500-100');
    } finally {
      await server.database.query('ALTER TABLE outbox_entries_gone RENAME TO outbox_entries');
    }
    expect(await activityCount()).toBe(before);
    const answer = await post();
    createdId(answer);
    expect(isReplayed(answer)).toBe(false);
  });

  it('survives a restart, and holds on every node', async () => {
    const first = await post();
    const node = await server.startNode();
    const second = await post(undefined, { at: node });
    expect([createdId(second), isReplayed(second)]).toEqual([createdId(first), true]);
    await node.close();
  });
});

it('X-1: explain takes the header, and keeps nothing', async () => {
  const { body, headers } = asBody(anActivity({ actor: 'client' }), 'json');
  const explain = (text: string): Promise<TestAnswer> =>
    server.request('POST', `${POST_PATH}/explain`, { as: CRM, body, headers: { ...headers, 'idempotency-key': text } });
  expect((await explain(key)).json()).toMatchObject({ decision: 'accept' });
  expect((await explain('')).json()).toMatchObject({ decision: 'refuse', status: 400, code: '400-100' });
  expect(isReplayed(await post())).toBe(false);
});
