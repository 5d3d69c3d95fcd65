import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { CustomerParts } from '#customers/customer-parts.js';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import type { Who } from '../support/partition.js';
import { postActivity, refusalIn } from '../support/posting.js';
import { ACCEPTED, answering, startReceiver, type Behaviour, type PushReceiver } from '../support/push-receiver.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf } from '../support/stored-activity.js';
import { until } from '../support/until.js';
import { userToken } from '../support/user-token.js';

const ADMIN: Who = { client: 'test-admin' };
const BASE = '/core/fieldpushmgr/v3';
const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, yes').toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.from('another secret of enough bytes').toString('base64')}`;
const UNCONDITIONAL = { 'if-match': '*' };
const DAY_MS = 24 * 60 * 60 * 1_000;

let server: TestServer;
let receiver: PushReceiver;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  receiver = await startReceiver();
  server = await startServer({
    environment: { CASEMGR_PUSH_ALLOW_NETWORKS: '127.0.0.0/8', CASEMGR_LOG_LEVEL: 'silent' },
  });
  await server.configure({
    settings: { customerLevels: ['normal', 'vip'] },
    customAttributes: [
      { object: 'case', name: 'place', dataType: 'stringList', values: ['Beijing', 'Haidian'], multiSelect: true },
      { object: 'customer', name: 'remark', dataType: 'string' },
    ],
  });
  const rows = await server.database.query<{ id: string; name: string }>('SELECT id, name FROM custom_attributes');
  ids = Object.fromEntries(rows.map(({ id, name }) => [name, id]));
}, 60_000);

beforeEach(() => {
  receiver.behaviour = answering(ACCEPTED);
  receiver.received.length = 0;
});

afterEach(async () => {
  await server.database.query('UPDATE field_pushes SET active = false');
  await server.database.query('DELETE FROM field_push_circuits');
  await server.database.query(`UPDATE field_push_deliveries SET state = 'failed' WHERE state = 'pending'`);
});

afterAll(async () => {
  await server.close();
  await receiver.close();
});

interface Outcome {
  readonly pushed: string[];
  readonly applied: Record<string, unknown>;
  readonly skipped: { field: string; reason: string }[];
  readonly error?: string;
}

async function configure(push: object): Promise<void> {
  await server.configure({ fieldPushes: [{ url: receiver.url, secret: SECRET, active: true, ...push }] });
}

function call(method: string, path: string, body?: unknown, as: Who = ADMIN): Promise<TestAnswer> {
  return server.request(method, `${BASE}${path}`, { as, ...(body !== undefined && { body }) });
}

async function open(body: object): Promise<string> {
  const answer = await call('POST', '/session', body);
  expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('id')]);
  return answer.json<{ id: string }>().id;
}

async function change(session: string, values: object): Promise<Outcome> {
  const answer = await call('PATCH', `/session/${session}`, { values });
  expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('pushed')]);
  return answer.json<Outcome>();
}

/** What the receiver was sent, in order. */
const bodies = (): unknown[] => receiver.received.map(({ text }) => JSON.parse(text) as unknown);

interface Logged {
  readonly id: string;
  readonly state: string;
  readonly webhookId: string;
  readonly request: string;
  readonly attempt: { number: number; status: number | null; error: string | null; answer: string | null }[];
}

async function log(query: string): Promise<Logged[]> {
  const answer = await call('GET', `/delivery?${query}`);
  return answer.status === 204 ? [] : answer.json<{ delivery: Logged[] }>().delivery;
}

async function newCase(subject = 'Laptop'): Promise<string> {
  const answer = await postActivity(server, ADMIN, anActivity({ actor: 'client', set: { subject } }));
  expect(answer.status).toBe(201);
  const [row] = await server.database.query<{ id: string }>('SELECT max(id)::text AS id FROM cases');
  return row?.id ?? '';
}

describe('administering pushes', () => {
  it('makes a secret, shows it once, keeps it encrypted, and signs with two while one replaces the other (FP-1, FS-3)', async () => {
    const push = { id: 'made', object: 'ticket', fields: ['subject', 'status_id'], url: receiver.url };
    const created = await call('POST', '/push', push);
    expect(created.status).toBe(201);
    const { secret } = created.json<{ secret: string }>();
    expect(secret).toMatch(/^whsec_/);
    for (const answer of [
      await call('GET', '/push/made'),
      await call('GET', '/push'),
      await call('PATCH', '/push/made', {}),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('whsec_');
      expect(answer.text).toContain('"payloadStyle":"table"');
    }
    const rows = await server.database.query('SELECT * FROM field_pushes');
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect((await call('PATCH', '/push/made', { secret: OTHER_SECRET })).status).toBe(200);
    const tested = await call('POST', '/push/made/test');
    expect(tested.json()).toMatchObject({ delivered: true, status: 200, error: null });
    const [request] = receiver.received;
    for (const known of [secret, OTHER_SECRET]) {
      const body = new Webhook(known).verify(request?.text ?? '', request?.headers as Record<string, string>);
      expect(body).toEqual({ ticket: { subject: 'sample', status_id: 1 } });
    }
  });

  it('takes XML, and answers in it (FP-1)', async () => {
    const body = `<fieldPush><id>xml</id><object>customer</object><fields>email</fields><fields>level</fields><url>${receiver.url}</url></fieldPush>`;
    const headers = { 'content-type': 'application/xml', accept: 'application/xml' };
    const answer = await server.request('POST', `${BASE}/push`, { as: ADMIN, body, headers });
    expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('<fields>level</fields>')]);
  });

  it.each<[string, object]>([
    ['url', { url: 'http://crm.example/push' }],
    ['url', { url: 'https://user:pw@crm.example/push' }],
    ['url', { url: 'https://10.0.0.1/push' }],
    ['url', { url: 'https://[::ffff:169.254.169.254]/' }],
    ['fields[0]', { fields: ['password_hash'] }],
    ['fields[0]', { fields: ['nick_name'] }],
    ['fields[0]', { fields: ['TextField_99999'] }],
    ['fields', { fields: [] }],
    ['secret', { secret: 'whsec_short' }],
    ['timeoutMs', { timeoutMs: 15_001 }],
    ['payloadStyle', { payloadStyle: 'both' }],
  ])('refuses %s of %j (FP-2)', async (attribute, change_) => {
    const push = { id: 'bad', object: 'ticket', fields: ['subject'], url: receiver.url, ...change_ };
    const { status, code, attributes } = refusalIn(await call('POST', '/push', push));
    expect({ status, code, attributes }).toMatchObject({ status: 400, code: '400-152' });
    expect(attributes[0]?.startsWith(attribute)).toBe(true);
  });

  it('forgets what was pushed about customers who are obfuscated (FQ-3)', async () => {
    await configure({ id: 'forgotten', object: 'customer', fields: ['nick_name'] });
    const id = await customerIdOf(server.database, 'c-sue');
    const session = await open({ object: 'customer', id });
    await change(session, { nick_name: 'Sue the Second' });
    expect(await log(`push=forgotten&object=customer&recordID=${id}`)).toHaveLength(1);
    const parts = server.application.get(CustomerParts, { strict: false });
    const person = { customerId: id, contactIds: [], ids: [], emailKeys: [], marks: [] };
    await server.database.transaction(async (transaction) => {
      for (const part of parts.all) if (part.object === 'fieldPush') await part.erase(transaction, person);
    });
    expect(await log('push=forgotten')).toEqual([]);
  });

  it('is nothing for users of a department (FP-1)', async () => {
    const token = await userToken(server, 'sam', ['core.fieldpushmgr.read', 'core.fieldpushmgr.manage']);
    expect((await server.request('GET', `${BASE}/push`, { token })).status).toBe(204);
    expect((await server.request('GET', `${BASE}/delivery`, { token })).status).toBe(403);
    const push = { id: 'sams', object: 'ticket', fields: ['subject'], url: receiver.url };
    expect((await server.request('POST', `${BASE}/push`, { token, body: push })).status).toBe(403);
  });
});

describe('what a receiver may do', () => {
  const endless: Behaviour = (_, response) => {
    response.writeHead(200);
    const more = (): void => {
      if (!response.destroyed) response.write(' '.repeat(65_536), more);
    };
    more();
  };
  const drip: Behaviour = (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => {
      clearInterval(timer);
    });
  };

  it.each<[string, Behaviour, string]>([
    ['redirects', answering('', 302, { location: 'https://169.254.169.254/' }), 'status 302'],
    ['fails', answering({ code: 1000 }, 500), 'status 500'],
    ['says another code', answering({ code: 2000 }), 'code 2000'],
    ['refuses in its own words', answering({ code: 2001, error: 'no <b>such</b> order' }), 'no <b>such</b> order'],
    ['sends something else', answering('<html>'), 'JSON object'],
    ['compresses', answering('x', 200, { 'content-encoding': 'gzip' }), 'compressed'],
    ['never ends', endless, 'larger than 262144 bytes'],
    ['drips', drip, 'no answer within 1000 ms'],
    ['hangs', () => undefined, 'no answer within 1000 ms'],
    ['breaks off', (_, response) => response.destroy(), 'broke off'],
  ])('%s: FR-5, FN-1, FR-4', async (_, behaviour, error) => {
    await configure({ id: 'rude', object: 'ticket', fields: ['subject'], timeoutMs: 1_000 });
    receiver.behaviour = behaviour;
    const answer = (await call('POST', '/push/rude/test')).json<{ delivered: boolean; error: string }>();
    expect(answer).toMatchObject({ delivered: false, error: expect.stringContaining(error) });
  });

  it('is not believed without a certificate, and is sent nothing (FN-1)', async () => {
    const stranger = await startReceiver(undefined, { isUntrusted: true });
    await configure({ id: 'stranger', object: 'ticket', fields: ['subject'], url: stranger.url });
    const answer = (await call('POST', '/push/stranger/test')).json<{ error: string }>();
    expect(answer.error).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(stranger.received).toEqual([]);
    await stranger.close();
  });

  it('leaves nothing in the log of what an internal host says (FN-2)', async () => {
    await configure({ id: 'inner', object: 'ticket', fields: ['subject'] });
    receiver.behaviour = answering('{"internal":"data"}', 404);
    expect((await call('POST', '/push/inner/test')).text).not.toContain('data');
    const [delivery] = await log('push=inner');
    expect(delivery?.attempt).toMatchObject([{ number: 1, status: 404, answer: null }]);
  });
});

describe('edit sessions', () => {
  it('push real changes only, apply what comes back, and are not answered by themselves (FW-1, FR-2, FW-4)', async () => {
    await configure({ id: 'edits', object: 'ticket', fields: ['subject', `SelectField_${ids['place'] ?? ''}`] });
    const caseId = await newCase();
    await until(() => receiver.received.length === 1);
    receiver.received.length = 0;
    const session = await open({ object: 'ticket', id: caseId });
    expect(await change(session, { subject: 'Laptop' })).toEqual({ pushed: [], applied: {}, skipped: [] });
    const field = `SelectField_${ids['place'] ?? ''}`;
    receiver.behaviour = answering({
      code: 1000,
      ticket: { [field]: ['1', '0'], tags: 'vip,late', priority_id: 1, id: 7 },
    });
    expect(await change(session, { subject: 'Broken laptop' })).toEqual({
      pushed: ['edits'],
      applied: { [field]: ['1', '0'], tags: 'vip,late', priority_id: 1 },
      skipped: [{ field: 'id', reason: 'not a field that an answer may set' }],
    });
    expect(bodies()).toEqual([{ ticket: { subject: 'Broken laptop', [field]: [] } }]);
    const [stored] = await server.database.query(
      `SELECT severity, labels, custom_attributes -> 'place' AS place, subject FROM cases WHERE id = $1`,
      [caseId],
    );
    expect(stored).toEqual({
      severity: 'urgent',
      labels: ['vip', 'late'],
      place: ['Haidian', 'Beijing'],
      subject: 'Laptop',
    });
    expect(await change(session, { [field]: ['0', '1'], tags: 'vip,late' })).toMatchObject({ pushed: [] });
    const [entry] = await server.database.query<{ detail: object }>(
      `SELECT detail FROM audit_entries WHERE object = 'case' AND object_id = $1`,
      [caseId],
    );
    expect(entry?.detail).toMatchObject({ source: 'field push', push: 'edits' });
    expect(receiver.received).toHaveLength(1);
  });

  it('work for drafts, and carry the session of instant messages (FW-1, FS-2)', async () => {
    await configure({ id: 'draft', object: 'customer', fields: ['email', 'level'], payloadStyle: 'example' });
    receiver.behaviour = answering({
      code: '1000',
      customer: { level: 'vip', cellphones_attributes: ['15900000001'] },
    });
    const context = { im_sub_session_id: 7, wechat: { appid: 'a', openid: 'o' } };
    const session = await open({ object: 'customer', values: { email: 'ann@example.org' }, context });
    expect(await change(session, { email: 'new@example.org' })).toEqual({
      pushed: ['draft'],
      applied: { level: 'vip', cellphone: ['15900000001'] },
      skipped: [],
    });
    expect(bodies()).toEqual([{ ...context, customer: { email: 'new@example.org', level: null, other_emails: null } }]);
  });

  it('apply to customers what may be, and an answer as a whole or not at all (FR-2)', async () => {
    await configure({ id: 'whole', object: 'customer', fields: ['nick_name'] });
    const id = await customerIdOf(server.database, 'c-bob');
    const session = await open({ object: 'customer', id });
    const remark = `TextField_${ids['remark'] ?? ''}`;
    const good = { nick_name: 'Robert van Dyke', email: 'robert@example.org', [remark]: 'hello', level: 'vip' };
    receiver.behaviour = answering({ code: 1000, customer: { ...good, cellphones_attributes: ['15900000002'] } });
    expect((await change(session, { nick_name: 'B' })).applied).toEqual({ ...good, cellphone: ['15900000002'] });
    const contacts = async (): Promise<unknown> =>
      server.database.query(
        `SELECT k.first_name, k.last_name, array_agg(p.email_address ORDER BY p.is_primary DESC) FILTER (WHERE p.type = 'email') AS emails,
           count(*) FILTER (WHERE p.type = 'phone')::int AS phones
         FROM contacts k JOIN contact_points p ON p.contact_id = k.id WHERE k.customer_id = $1 GROUP BY k.id`,
        [id],
      );
    const expected = [{ first_name: 'Robert', last_name: 'van Dyke', emails: ['robert@example.org'], phones: 1 }];
    expect(await contacts()).toEqual(expected);
    receiver.behaviour = answering({ code: 1000, customer: { nick_name: 'Eve', email: 'ann@example.org' } });
    expect(await change(session, { nick_name: 'C' })).toMatchObject({
      applied: {},
      error: expect.stringContaining('belongs to another customer'),
    });
    receiver.behaviour = answering({ code: 1000, customer: { nick_name: 'Eve', owner_id: 999_999_999 } });
    expect(await change(session, { nick_name: 'D' })).toMatchObject({
      applied: {},
      error: expect.stringContaining('owner_id'),
    });
    receiver.behaviour = answering({ code: 1000, customer: { description: 'x', level: 'gold' } });
    expect(await change(session, { nick_name: 'E' })).toMatchObject({
      applied: {},
      error: expect.stringContaining('level'),
    });
    expect(await contacts()).toEqual(expected);
  });

  it('skip what the agent or somebody else has changed meanwhile, and all of an answer that comes late (FR-3)', async () => {
    await configure({ id: 'late', object: 'ticket', fields: ['subject'], timeoutMs: 10_000 });
    const caseId = await newCase();
    await until(() => receiver.received.length === 1);
    receiver.received.length = 0;
    const session = await open({ object: 'ticket', id: caseId });
    const waiting: (() => void)[] = [];
    receiver.behaviour = (_, response) => {
      const number = receiver.received.length;
      waiting.push(() =>
        response.end(
          JSON.stringify({ code: 1000, ticket: { content: `answer ${number}`, tags: 'late', priority_id: 1 } }),
        ),
      );
    };
    const first = change(session, { subject: 'one' });
    await until(() => waiting.length === 1);
    const second = change(session, { subject: 'two' });
    await until(() => waiting.length === 2);
    expect(await change(session, { tags: 'mine' })).toMatchObject({ pushed: [] });
    await server.database.query(`UPDATE cases SET severity = 'low' WHERE id = $1`, [caseId]);
    for (const answer of waiting) answer();
    expect(await first).toMatchObject({ pushed: ['late'], applied: {}, skipped: [{ field: '*' }] });
    expect(await second).toEqual({
      pushed: ['late'],
      applied: { content: 'answer 2' },
      skipped: [
        { field: 'tags', reason: 'edited since the push was sent' },
        { field: 'priority_id', reason: 'changed elsewhere since the push was sent' },
      ],
    });
  });

  it('show the error of a receiver, and block nothing (FR-4)', async () => {
    await configure({ id: 'error', object: 'ticket', fields: ['subject'] });
    receiver.behaviour = answering({ code: 2, error: 'No such order' });
    const session = await open({ object: 'ticket' });
    expect(await change(session, { subject: 'x' })).toEqual({
      pushed: ['error'],
      applied: {},
      skipped: [],
      error: 'No such order',
    });
  });

  it('are the agent’s own, within what the agent may edit (FR-2)', async () => {
    const scopes = ['core.fieldpushmgr.manage', 'core.casemgr.manage'];
    const sam = await userToken(server, 'sam', scopes);
    const as = (token: string, path: string, method: string, body: object) =>
      server.request(method, `${BASE}${path}`, { token, body });
    const sue = await customerIdOf(server.database, 'c-sue');
    const [sales] = await server.database.query<{ id: string }>(
      `INSERT INTO cases (department_id, customer_id, status, severity, subject, originating_channel, created_by, last_modified_by)
       SELECT d.id, $1::bigint, 'open', 'low', 'Sales only', 'email', '{}', '{}' FROM departments d WHERE d.name = 'Sales' RETURNING id`,
      [sue],
    );
    for (const id of [sales?.id, '987654321', 'x']) {
      expect(refusalIn(await as(sam, '/session', 'POST', { object: 'ticket', id })).code).toBe('400-194');
    }
    expect((await as(sam, '/session', 'POST', { object: 'customer' })).status).toBe(403);
    const session = await open({ object: 'ticket', values: { subject: 'x' } });
    for (const id of [session, 'no-session', crypto.randomUUID()]) {
      expect((await as(sam, `/session/${id}`, 'PATCH', { values: {} })).status).toBe(404);
    }
    const { code, attributes } = refusalIn(await call('PATCH', `/session/${session}`, { values: { nick_name: 'x' } }));
    expect([code, attributes]).toEqual(['400-147', ['values.nick_name']]);
  });
});

describe('occasions', () => {
  it.each([
    ['popup', { phoneNumber: '15900000001', conversation_id: 12 }],
    ['imSession', { web_token: 't', weixins: ['a'], im_sub_session_id: 7, newweibo: { appid: 'a', openid: 'o' } }],
  ])('%s pushes the record with its context, and applies the answer (FW-2, FS-2)', async (kind, context) => {
    await configure({ id: 'occasion', object: 'customer', fields: ['nick_name'], occasions: [kind] });
    receiver.behaviour = answering({ code: 1000, customer: { description: `seen by ${kind}` } });
    const id = await customerIdOf(server.database, 'c-ann');
    const answer = await call('POST', '/occasion', { kind, object: 'customer', id, context });
    expect(answer.json()).toEqual({ pushed: ['occasion'], applied: { description: `seen by ${kind}` }, skipped: [] });
    expect(bodies()).toEqual([{ ...context, customer: { nick_name: 'Ann Lee' } }]);
  });

  it('knows what belongs to which occasion (FS-2)', async () => {
    const context = { web_token: 't' };
    const refused = refusalIn(await call('POST', '/occasion', { kind: 'popup', object: 'customer', context }));
    expect([refused.code, refused.attributes]).toEqual(['400-147', ['context.web_token']]);
  });
});

describe('the durable lane', () => {
  it('pushes what is taken in and what is edited, but for what its edit session has pushed (FW-3, FQ-1, FR-6)', async () => {
    await configure({ id: 'cases', object: 'ticket', fields: ['subject', 'customer.email'] });
    receiver.behaviour = answering({ code: 1000, ticket: { subject: 'never applied' } });
    const caseId = await newCase('Taken in');
    await until(async () => (await log(`push=cases&object=ticket&recordID=${caseId}&state=delivered`)).length === 1);
    expect(bodies()).toEqual([{ ticket: { subject: 'Taken in', 'customer.email': 'ann@example.org' } }]);
    const [stored] = await server.database.query('SELECT subject FROM cases WHERE id = $1', [caseId]);
    expect(stored).toEqual({ subject: 'Taken in' });
    for (const member of [{ severity: { value: 'high' } }, { subject: 'Edited' }]) {
      const body = { id: caseId, ...member };
      expect(
        (await server.request('PATCH', '/core/casemgr/v3/case', { as: ADMIN, body, headers: UNCONDITIONAL })).status,
      ).toBe(204);
    }
    await until(() => receiver.received.length === 2);
    expect(bodies()[1]).toEqual({ ticket: { subject: 'Edited', 'customer.email': 'ann@example.org' } });

    await configure({ id: 'people', object: 'customer', fields: ['other_emails', 'nick_name'] });
    receiver.received.length = 0;
    receiver.behaviour = answering(ACCEPTED);
    const id = await customerIdOf(server.database, 'c-mute');
    const edit = async (contact: object, headers = {}): Promise<void> => {
      const body = { id, contacts: { contact: [contact] } };
      const path = '/core/customermgr/v3/individual/customer';
      const answer = await server.request('PATCH', path, {
        as: ADMIN,
        body,
        headers: { ...UNCONDITIONAL, ...headers },
      });
      expect([answer.status, answer.text]).toEqual([204, '']);
    };
    const session = await open({ object: 'customer', id });
    await change(session, { nick_name: 'Mo Moe' });
    await edit({ firstName: 'Mo' }, { 'edit-session': session });
    await edit({ jobTitle: 'Engineer' });
    await edit({ email: [{ emailAddress: 'mute@example.org' }] });
    await until(async () => (await log('push=people&state=delivered')).length === 2);
    expect(bodies()).toEqual([
      { customer: { other_emails: [], nick_name: 'Mo Moe', email: null } },
      { customer: { other_emails: [], nick_name: 'Mo Moe', email: 'mute@example.org' } },
    ]);
  });

  it('goes through the retry table with one webhook id, in order per record, and is replayed (FQ-2, FQ-3)', async () => {
    await configure({ id: 'table', object: 'ticket', fields: ['subject'] });
    receiver.behaviour = answering({}, 500);
    const caseId = await newCase('Down');
    const attempts = async (): Promise<number> => (await log('push=table'))[0]?.attempt.length ?? 0;
    await until(async () => (await attempts()) === 1);
    await server.database.query(
      `INSERT INTO outbox_entries (lane, kind, object_id, payload) VALUES ('push', 'field-push.changed', 'x', $1::jsonb)`,
      [JSON.stringify({ object: 'ticket', recordId: caseId, fields: ['subject'] })],
    );
    await until(async () => (await log('push=table')).length === 2);
    for (let number = 2; number <= 10; number += 1) {
      if (number === 10) receiver.behaviour = answering('', 404);
      server.clock.forward(27 * 60 * 60 * 1_000);
      await until(async () => (await attempts()) === number);
    }
    const [failed] = await log('push=table');
    expect(failed).toMatchObject({ state: 'failed' });
    expect(failed?.attempt.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const sentIds = receiver.received.slice(0, 10).map(({ headers }) => headers['webhook-id']);
    expect(new Set(sentIds)).toEqual(new Set([failed?.webhookId]));

    receiver.behaviour = answering(ACCEPTED);
    receiver.received.length = 0;
    server.clock.forward(27 * 60 * 60 * 1_000);
    await until(async () => (await log('push=table&state=delivered')).length === 1);
    expect((await call('POST', `/delivery/${failed?.id ?? ''}/replay`)).status).toBe(204);
    await until(async () => (await log('push=table&state=delivered')).length === 2);
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(failed?.webhookId);
    await server.database.query(`UPDATE field_push_deliveries SET state = 'failed' WHERE push_id = 'table'`);
    const since = new Date(Date.now() - DAY_MS).toISOString();
    expect((await call('POST', '/delivery/replay', { since, push: 'table' })).json()).toEqual({ replayed: 2 });
    await until(async () => (await log('push=table&state=delivered')).length === 2);
    expect((await call('POST', '/delivery/987654321/replay')).status).toBe(404);
  });

  it('honours Retry-After, and is switched off by 410 (FQ-2)', async () => {
    await configure({ id: 'gone', object: 'ticket', fields: ['subject'] });
    receiver.behaviour = answering({}, 429, { 'retry-after': '7200' });
    await newCase();
    await until(async () => (await log('push=gone'))[0]?.attempt.length === 1);
    server.clock.forward(60 * 60 * 1_000);
    const [delivery] = await server.database.query<{ rest: number }>(
      `SELECT extract(epoch FROM available_at - $1::timestamptz)::int AS rest FROM field_push_deliveries WHERE push_id = 'gone'`,
      [server.clock.now()],
    );
    expect(delivery?.rest).toBeGreaterThan(3_500);
    receiver.behaviour = answering({}, 410);
    server.clock.forward(60 * 60 * 1_000 + 1_000);
    await until(async () => (await log('push=gone&state=failed')).length === 1);
    expect((await call('GET', '/push/gone')).json()).toMatchObject({ active: false });
  });

  it('takes up what a process that died had begun, under the same webhook id (FQ-4)', async () => {
    await configure({ id: 'died', object: 'ticket', fields: ['subject'] });
    await newCase();
    await until(async () => (await log('push=died&state=delivered')).length === 1);
    const [sent] = await log('push=died');
    await server.database.query(
      `UPDATE field_push_deliveries SET state = 'pending', leased_until = $1::timestamptz + interval '60 s' WHERE push_id = 'died'`,
      [server.clock.now()],
    );
    await call('POST', '/push/died/test');
    expect(receiver.received).toHaveLength(2);
    server.clock.forward(61_000);
    await until(() => receiver.received.length === 3);
    expect(receiver.received[2]?.headers['webhook-id']).toBe(sent?.webhookId);
  });

  it('lets one dead receiver delay no other, and leaves it alone after five failures (FQ-2)', async () => {
    const dead = await startReceiver(() => undefined);
    const push = { object: 'ticket', fields: ['subject'], secret: SECRET, active: true };
    const living = Array.from({ length: 19 }, (_, index) => ({ ...push, id: `living-${index}`, url: receiver.url }));
    await server.configure({ fieldPushes: [...living, { ...push, id: 'dead', url: dead.url, timeoutMs: 1_000 }] });
    for (let count = 0; count < 6; count += 1) await newCase();
    await until(() => receiver.received.length === 6 * 19);
    expect(dead.received.length).toBeLessThanOrEqual(6);
    await until(
      async () =>
        (await server.database.query('SELECT FROM field_push_circuits WHERE open_until IS NOT NULL')).length === 1,
    );
    const session = await open({ object: 'ticket' });
    const outcome = await change(session, { subject: 'quick' });
    expect(outcome.pushed).toHaveLength(20);
    expect(outcome.error).toContain('left alone');
    await dead.close();
  });

  it('signs with the new secret alone a day after it was changed (FS-3)', async () => {
    await configure({ id: 'rotated', object: 'ticket', fields: ['subject'] });
    await configure({ id: 'rotated', object: 'ticket', fields: ['subject'], secret: OTHER_SECRET });
    // The database counts by its own clock, which the tests before have left behind.
    await server.database.query('UPDATE field_pushes SET secret_changed_at = $1', [server.clock.now()]);
    for (const signatures of [2, 1]) {
      await call('POST', '/push/rotated/test');
      expect(String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(signatures);
      server.clock.forward(DAY_MS);
    }
  });
});
