import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { CustomerParts } from '#customers/customer-parts.js';
import type { Who } from '../support/partition.js';
import { anActivity } from '../support/activity.js';
import { postActivity, refusalIn } from '../support/posting.js';
import { ACCEPTED, answering } from '../support/push-receiver.js';
import { startPushServer, type PushServer } from '../support/push-server.js';
import { DeliveryLogStore } from '#field-push/delivery-log.store.js';
import { DeliveryStore } from '#field-push/delivery.store.js';
import { DurableLane } from '#field-push/durable-lane.js';
import { recordFieldChanges } from '#field-pushes/field-change.store.js';
import { rowsWith } from '../support/every-table.js';
import { customerIdOf } from '../support/stored-activity.js';
import { until } from '../support/until.js';
import { userToken } from '../support/user-token.js';

const ADMIN: Who = { client: 'test-admin' };
const BASE = '/core/fieldpushmgr/v3';
const OTHER_SECRET = `whsec_${Buffer.from('another secret of enough bytes').toString('base64')}`;
const DAY_MS = 24 * 60 * 60 * 1_000;
const UNCONDITIONAL = { 'if-match': '*' };

/** Waits until all changes were made deliveries. */
const followed = (): Promise<void> =>
  until(async () => {
    const text = `SELECT FROM outbox_entries WHERE kind = 'field-push.changed'`;
    return (await pushing.server.database.query(text)).length === 0;
  });

let pushing: PushServer;

beforeAll(async () => {
  pushing = await startPushServer();
});

afterEach(() => pushing.reset());

afterAll(() => pushing.close());

describe('administering pushes', () => {
  it('makes a secret, shows it once, keeps it encrypted, and signs with two while one replaces the other (FP-1, FS-3)', async () => {
    const push = { id: 'made', object: 'ticket', fields: ['subject', 'status_id'], url: pushing.receiver.url };
    const created = await pushing.call('POST', '/push', push);
    expect(created.status).toBe(201);
    const { secret } = created.json<{ secret: string }>();
    expect(secret).toMatch(/^whsec_/);
    for (const answer of [
      await pushing.call('GET', '/push/made'),
      await pushing.call('GET', '/push'),
      await pushing.call('PATCH', '/push/made', {}),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('whsec_');
      expect(answer.text).toContain('"payloadStyle":"table"');
    }
    const rows = await pushing.server.database.query('SELECT * FROM field_pushes');
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect((await pushing.call('PATCH', '/push/made', { secret: OTHER_SECRET })).status).toBe(200);
    const tested = await pushing.call('POST', '/push/made/test');
    expect(tested.json()).toMatchObject({ delivered: true, status: 200, error: null });
    const [request] = pushing.receiver.received;
    for (const known of [secret, OTHER_SECRET]) {
      const body = new Webhook(known).verify(request?.text ?? '', request?.headers as Record<string, string>);
      expect(body).toEqual({ ticket: { subject: 'sample', status_id: 1 } });
    }
  });

  it('takes XML, and answers in it (FP-1)', async () => {
    const body = `<fieldPush><id>xml</id><object>customer</object><fields>email</fields><fields>level</fields><url>${pushing.receiver.url}</url></fieldPush>`;
    const headers = { 'content-type': 'application/xml', accept: 'application/xml' };
    const answer = await pushing.server.request('POST', `${BASE}/push`, { as: ADMIN, body, headers });
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
    const push = { id: 'bad', object: 'ticket', fields: ['subject'], url: pushing.receiver.url, ...change_ };
    const { status, code, attributes } = refusalIn(await pushing.call('POST', '/push', push));
    expect({ status, code, attributes }).toMatchObject({ status: 400, code: '400-152' });
    expect(attributes[0]?.startsWith(attribute)).toBe(true);
  });

  it('forgets what was pushed about customers who are obfuscated (FQ-3)', async () => {
    await pushing.configure({ id: 'forgotten', object: 'customer', fields: ['nick_name'] });
    const id = await customerIdOf(pushing.server.database, 'c-sue');
    const session = await pushing.open({ object: 'customer', id });
    await pushing.change(session, { nick_name: 'Sue the Second' });
    expect(await pushing.log(`push=forgotten&object=customer&recordID=${id}`)).toHaveLength(1);
    const parts = pushing.server.application.get(CustomerParts, { strict: false });
    const person = { customerId: id, contactIds: [], ids: [], emailKeys: [], marks: [] };
    await pushing.server.database.transaction(async (transaction) => {
      for (const part of parts.all) if (part.object === 'fieldPush') await part.erase(transaction, person);
    });
    expect(await pushing.log('push=forgotten')).toEqual([]);
  });

  it('keeps what is sent and answered encrypted, and forgets it with the customer, also after a merge (FQ-3)', async () => {
    const word = 'Unmistakable';
    await pushing.configure({ id: 'kept', object: 'customer', fields: ['nick_name'], occasions: ['change', 'popup'] });
    await pushing.configure({ id: 'of-tickets', object: 'ticket', fields: ['customer.email', 'subject'] });
    const newCustomer = async (firstName: string) => {
      const contacts = { contact: [{ firstName, email: [{ emailAddress: `${firstName}@example.org` }] }] };
      const path = '/core/customermgr/v3/individual/customer';
      const answer = await pushing.server.request('POST', path, { as: ADMIN, body: { contacts } });
      return (answer.headers.get('location') ?? '').split('/').at(-1) ?? '';
    };
    const [id, target] = [await newCustomer('una'), await newCustomer('ulf')];
    pushing.receiver.behaviour = answering({ code: 1000, customer: { description: word } });
    const session = await pushing.open({ object: 'customer', id });
    await pushing.change(session, { nick_name: word });
    const stored = async () => rowsWith(pushing.server.database, [word.toLowerCase()]);
    expect((await stored()).filter((row) => row.startsWith('field_push'))).toEqual([]);
    // The durable lane tells of the new customers at the same time, before or after.
    const requests = (await pushing.log('push=kept&object=customer')).map(({ request }) => request);
    expect(requests.join('\n')).toContain(word);
    const shown = await pushing.server.request('GET', `/core/customermgr/v3/customers/${target}`, { as: ADMIN });
    const { lastModified } = shown.json<{ customer: [{ lastModified: string }] }>().customer[0];
    const merge = { sourceCustomer: { id }, targetCustomer: { id: target, lastModified } };
    const merged = await pushing.server.request('PUT', '/core/customermgr/v3/customer/merge', {
      as: ADMIN,
      body: merge,
    });
    expect(merged.status).toBe(204);
    const obfuscated = await pushing.server.request('POST', `/core/customermgr/v3/customer/${target}/obfuscate`, {
      as: ADMIN,
    });
    expect(obfuscated.status).toBe(204);
    const left = await pushing.server.database.query(
      `SELECT FROM field_push_deliveries WHERE customer_id = ANY($1::bigint[]) AND created_at < (
        SELECT max(obfuscated_at) FROM customers)`,
      [[id, target]],
    );
    expect([left, await stored()]).toEqual([[], []]);
  });

  it('is deleted with its log, and what waits is sent no more (FP-3)', async () => {
    pushing.receiver.behaviour = answering({}, 503);
    await pushing.configure({ id: 'deleted', object: 'ticket', fields: ['subject'] });
    await pushing.newCase();
    await until(async () => (await pushing.log('push=deleted'))[0]?.attempt.length === 1);
    const hanging: (() => void)[] = [];
    pushing.receiver.behaviour = (_, response) => hanging.push(() => response.writeHead(500).end());
    pushing.server.clock.forward(6_000);
    await until(() => hanging.length === 1);
    const text = (await pushing.server.request('GET', '/metrics')).text;
    expect(text).toMatch(/casemgr_field_push_oldest_seconds [6-9]/);
    expect(text).toContain('casemgr_field_push_duration_seconds_count{lane="durable",outcome="failed"}');
    const ready = await pushing.server.request('GET', '/health/ready');
    expect(ready.json()).toMatchObject({
      lanes: { fieldPush: { oldestSeconds: expect.any(Number), dead: expect.any(Number) } },
    });
    expect((await pushing.call('DELETE', '/push/deleted')).status).toBe(204);
    for (const answer of hanging) answer();
    expect((await pushing.call('GET', '/push/deleted')).status).toBe(404);
    expect((await pushing.call('DELETE', '/push/deleted')).status).toBe(404);
    expect(await pushing.log('push=deleted')).toEqual([]);
    const [audited] = await pushing.server.database.query(
      `SELECT action FROM audit_entries WHERE object = 'fieldPush' AND object_id = 'deleted' ORDER BY id DESC LIMIT 1`,
    );
    expect(audited).toEqual({ action: 'delete' });
    await pushing.configure({ id: 'deleted', object: 'ticket', fields: ['subject'] });
    expect(pushing.receiver.received).toHaveLength(2);
  });

  it('is nothing for users of a department (FP-1)', async () => {
    const token = await userToken(pushing.server, 'sam', ['core.fieldpushmgr.read', 'core.fieldpushmgr.manage']);
    expect((await pushing.server.request('GET', `${BASE}/push`, { token })).status).toBe(204);
    expect((await pushing.server.request('GET', `${BASE}/delivery`, { token })).status).toBe(403);
    const push = { id: 'sams', object: 'ticket', fields: ['subject'], url: pushing.receiver.url };
    expect((await pushing.server.request('POST', `${BASE}/push`, { token, body: push })).status).toBe(403);
  });
});

describe('the log', () => {
  const store = () => pushing.server.application.get(DeliveryLogStore, { strict: false });

  it('keeps what receivers say of errors encrypted, and without secrets (FQ-3)', async () => {
    await pushing.configure({ id: 'says', object: 'ticket', fields: ['subject'] });
    const error = `canary@example.org ${OTHER_SECRET} is not known`;
    pushing.receiver.behaviour = answering({ code: 2000, error });
    expect((await pushing.call('POST', '/push/says/test')).text).toContain('canary@example.org');
    expect(
      (await rowsWith(pushing.server.database, ['canary@'])).filter((row) => row.startsWith('field_push')),
    ).toEqual([]);
    const [logged] = await pushing.log('push=says');
    expect(logged?.attempt[0]?.error).toBe('canary@example.org [removed] is not known');
  });

  it('forgets within a day what was pushed for drafts, and within a month what was about records (FQ-3)', async () => {
    await pushing.configure({ id: 'drafts', object: 'ticket', fields: ['subject'] });
    const caseId = await pushing.newCase();
    await until(() => pushing.receiver.received.length === 1);
    await pushing.change(await pushing.open({ object: 'ticket' }), { subject: 'Draft' });
    await until(async () => (await pushing.log('push=drafts&state=delivered')).length === 2);
    const later = Date.now() + 60_000;
    await store().sweep(new Date(later - 30 * DAY_MS), new Date(later));
    expect(await pushing.log('push=drafts')).toMatchObject([{ recordId: caseId }]);
    await store().sweep(new Date(later), new Date(later));
    expect(await pushing.log('push=drafts')).toEqual([]);
  });

  it('holds nothing for longer because its push is off, which alarms nobody (FQ-3)', async () => {
    await pushing.configure({ id: 'off', object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = answering({}, 503);
    await pushing.newCase();
    await until(async () => (await pushing.log('push=off&state=pending'))[0]?.attempt.length === 1);
    expect((await store().state()).oldest).not.toBeNull();
    const later = new Date(Date.now() + 60_000);
    await store().sweep(later, later);
    expect(await pushing.log('push=off')).toHaveLength(1);
    await pushing.call('PATCH', '/push/off', { active: false });
    expect((await store().state()).oldest).toBeNull();
    await store().sweep(later, later);
    expect(await pushing.log('push=off')).toEqual([]);
  });

  it('says that what an agent waited for failed when the process that sent it has died, and sends it again when asked (FQ-3)', async () => {
    await pushing.configure({ id: 'abandoned', object: 'ticket', fields: ['subject'] });
    await pushing.change(await pushing.open({ object: 'ticket' }), { subject: 'Draft' });
    await pushing.server.database.query(
      `UPDATE field_push_deliveries SET state = 'pending' WHERE push_id = 'abandoned'`,
    );
    const [pending] = await pushing.log('push=abandoned');
    expect(pending).toMatchObject({ state: 'pending', nextAttempt: null });
    await pushing.server.application
      .get(DeliveryStore, { strict: false })
      .giveUpAbandoned(new Date(Date.now() + 60_000));
    expect(await pushing.log('push=abandoned')).toMatchObject([{ state: 'failed' }]);
    await pushing.call('POST', `/delivery/${pending?.id ?? ''}/replay`);
    await until(() => pushing.receiver.received.length === 2);
    await until(async () => (await pushing.log('push=abandoned&state=delivered')).length === 1);
    expect((await pushing.log('push=abandoned'))[0]?.attempt.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('has what waits sent at once, though the receiver asked to be left alone (FQ-3, FQ-2)', async () => {
    await pushing.configure({ id: 'waits', object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = answering({}, 429, { 'retry-after': '600' });
    await pushing.newCase('First');
    await until(async () => (await pushing.log('push=waits&state=pending'))[0]?.attempt.length === 1);
    await pushing.newCase('Second');
    await until(async () => (await pushing.log('push=waits')).length === 2);
    const session = await pushing.open({ object: 'ticket' });
    expect(await pushing.change(session, { subject: 'x' })).toMatchObject({
      pushed: [],
      error: expect.stringContaining('left alone'),
    });
    expect(pushing.receiver.received).toHaveLength(1);
    pushing.receiver.behaviour = answering(ACCEPTED);
    const since = new Date(Date.now() - DAY_MS).toISOString();
    expect((await pushing.call('POST', '/delivery/replay', { since, push: 'waits' })).json()).toEqual({
      replayed: 1,
      superseded: 0,
    });
    await until(async () => (await pushing.log('push=waits&state=delivered')).length === 2);
  });

  it('is replayed without one delivery of a record beside another (FQ-2)', async () => {
    await pushing.configure({ id: 'order', object: 'ticket', fields: ['subject', 'priority_id'] });
    const caseId = await pushing.newCase();
    await until(async () => (await pushing.log('push=order&state=delivered')).length === 1);
    const [first] = await pushing.log('push=order');
    let finish: (() => void) | undefined;
    const besides: boolean[] = [];
    pushing.receiver.behaviour = (_, response) => {
      besides.push(finish !== undefined);
      const end = (): void => {
        finish = undefined;
        response.end(ACCEPTED);
      };
      if (besides.length === 1) finish = end;
      else end();
    };
    await recordFieldChangesOf(caseId);
    await until(() => finish !== undefined);
    await pushing.call('POST', `/delivery/${first?.id ?? ''}/replay`);
    await pushing.server.application.get(DurableLane, { strict: false }).look();
    // By now a request that was begun would have come.
    await pushing.configure({
      id: 'other',
      object: 'ticket',
      fields: ['tags'],
      occasions: ['popup'],
      url: pushing.receiver.url.replace(/\d+$/, '0'),
    });
    await pushing.call('POST', '/push/other/test');
    finish?.();
    await until(() => besides.length === 2);
    expect(besides).toEqual([false, false]);
  });
});

const recordFieldChangesOf = (caseId: string): Promise<void> =>
  pushing.server.database.transaction((transaction) =>
    recordFieldChanges(transaction, { object: 'ticket', recordIds: [caseId], fields: ['priority_id'] }),
  );

describe('edit sessions', () => {
  it('send what is stored by now, with what the agent has entered over it (FS-2)', async () => {
    await pushing.configure({
      id: 'now',
      object: 'ticket',
      fields: ['subject', 'priority_id', 'tags'],
      occasions: ['change'],
    });
    const caseId = await pushing.newCase();
    await until(() => pushing.receiver.received.length === 1);
    const session = await pushing.open({ object: 'ticket', id: caseId, values: { tags: 'entered' } });
    await pushing.server.database.query(`UPDATE cases SET severity = 'urgent' WHERE id = $1`, [caseId]);
    pushing.receiver.behaviour = answering({ code: 1000, ticket: { priority_id: 3, tags: '' } });
    expect(await pushing.change(session, { subject: 'v2' })).toMatchObject({ applied: { priority_id: 3, tags: null } });
    expect(pushing.bodies().at(-1)).toEqual({ ticket: { subject: 'v2', priority_id: 1, tags: 'entered' } });
  });

  it('push real changes only, apply what comes back, and are not answered by themselves (FW-1, FR-2, FW-4)', async () => {
    await pushing.configure({
      id: 'edits',
      object: 'ticket',
      fields: ['subject', `SelectField_${pushing.ids['place'] ?? ''}`],
    });
    const caseId = await pushing.newCase();
    await until(() => pushing.receiver.received.length === 1);
    pushing.receiver.received.length = 0;
    const session = await pushing.open({ object: 'ticket', id: caseId });
    expect(await pushing.change(session, { subject: 'Laptop' })).toEqual({ pushed: [], applied: {}, skipped: [] });
    const field = `SelectField_${pushing.ids['place'] ?? ''}`;
    pushing.receiver.behaviour = answering({
      code: 1000,
      ticket: { [field]: ['1', '0'], tags: 'vip,late', priority_id: 1, id: 7 },
    });
    expect(await pushing.change(session, { subject: 'Broken laptop' })).toEqual({
      pushed: ['edits'],
      applied: { [field]: ['1', '0'], tags: 'vip,late', priority_id: 1 },
      skipped: [{ field: 'id', reason: 'not a field that an answer may set' }],
      lastModified: { before: expect.any(String), after: expect.any(String) },
    });
    expect(pushing.bodies()).toEqual([{ ticket: { subject: 'Broken laptop', [field]: [] } }]);
    const [stored] = await pushing.server.database.query(
      `SELECT severity, labels, custom_attributes -> 'place' AS place, subject FROM cases WHERE id = $1`,
      [caseId],
    );
    expect(stored).toEqual({
      severity: 'urgent',
      labels: ['vip', 'late'],
      place: ['Haidian', 'Beijing'],
      subject: 'Laptop',
    });
    expect(await pushing.change(session, { [field]: ['0', '1'], tags: 'vip,late' })).toMatchObject({ pushed: [] });
    const [entry] = await pushing.server.database.query<{ detail: object }>(
      `SELECT detail FROM audit_entries WHERE object = 'case' AND object_id = $1 ORDER BY id DESC LIMIT 1`,
      [caseId],
    );
    expect(entry?.detail).toMatchObject({ source: 'field push', push: 'edits' });
    expect(pushing.receiver.received).toHaveLength(1);
  });

  it('work for drafts, and carry the session of instant messages (FW-1, FS-2)', async () => {
    await pushing.configure({ id: 'draft', object: 'customer', fields: ['email', 'level'], payloadStyle: 'example' });
    pushing.receiver.behaviour = answering({
      code: '1000',
      customer: { level: 'vip', cellphones_attributes: ['15900000001'] },
    });
    const context = { im_sub_session_id: 7, wechat: { appid: 'a', openid: 'o' } };
    const session = await pushing.open({ object: 'customer', values: { email: 'ann@example.org' }, context });
    expect(await pushing.change(session, { email: 'new@example.org' })).toEqual({
      pushed: ['draft'],
      applied: { level: 'vip', cellphone: ['15900000001'] },
      skipped: [],
    });
    expect(pushing.bodies()).toEqual([
      { ...context, customer: { email: 'new@example.org', level: null, other_emails: [] } },
    ]);
  });

  it('apply to customers what may be, and an answer as a whole or not at all (FR-2)', async () => {
    await pushing.configure({ id: 'whole', object: 'customer', fields: ['nick_name'] });
    const id = await customerIdOf(pushing.server.database, 'c-bob');
    const session = await pushing.open({ object: 'customer', id });
    const remark = `TextField_${pushing.ids['remark'] ?? ''}`;
    const good = { nick_name: 'Robert van Dyke', email: 'robert@example.org', [remark]: 'hello', level: 'vip' };
    pushing.receiver.behaviour = answering({
      code: 1000,
      customer: { ...good, cellphones_attributes: ['15900000002'] },
    });
    expect((await pushing.change(session, { nick_name: 'B' })).applied).toEqual({
      ...good,
      cellphone: ['15900000002'],
    });
    const contacts = async (): Promise<unknown> =>
      pushing.server.database.query(
        `SELECT k.first_name, k.last_name, array_agg(p.email_address ORDER BY p.is_primary DESC) FILTER (WHERE p.type = 'email') AS emails,
           count(*) FILTER (WHERE p.type = 'phone')::int AS phones
         FROM contacts k JOIN contact_points p ON p.contact_id = k.id WHERE k.customer_id = $1 GROUP BY k.id`,
        [id],
      );
    const expected = [{ first_name: 'Robert', last_name: 'van Dyke', emails: ['robert@example.org'], phones: 1 }];
    expect(await contacts()).toEqual(expected);
    pushing.receiver.behaviour = answering({ code: 1000, customer: { nick_name: 'Eve', email: 'ann@example.org' } });
    expect(await pushing.change(session, { nick_name: 'C' })).toMatchObject({
      applied: {},
      error: expect.stringContaining('belongs to another customer'),
    });
    pushing.receiver.behaviour = answering({ code: 1000, customer: { nick_name: 'Eve', owner_id: 999_999_999 } });
    expect(await pushing.change(session, { nick_name: 'D' })).toMatchObject({
      applied: {},
      error: expect.stringContaining('owner_id'),
    });
    pushing.receiver.behaviour = answering({ code: 1000, customer: { description: 'x', level: 'gold' } });
    expect(await pushing.change(session, { nick_name: 'E' })).toMatchObject({
      applied: {},
      error: expect.stringContaining('level'),
    });
    expect(await contacts()).toEqual(expected);
  });

  it('skip what the agent or somebody else has changed meanwhile, and all of an answer that comes late (FR-3)', async () => {
    await pushing.configure({ id: 'late', object: 'ticket', fields: ['subject'], timeoutMs: 10_000 });
    const caseId = await pushing.newCase();
    await until(() => pushing.receiver.received.length === 1);
    pushing.receiver.received.length = 0;
    const session = await pushing.open({ object: 'ticket', id: caseId });
    const waiting: (() => void)[] = [];
    pushing.receiver.behaviour = (_, response) => {
      const number = pushing.receiver.received.length;
      waiting.push(() =>
        response.end(
          JSON.stringify({ code: 1000, ticket: { content: `answer ${number}`, tags: 'late', priority_id: 1 } }),
        ),
      );
    };
    const first = pushing.change(session, { subject: 'one' });
    await until(() => waiting.length === 1);
    const second = pushing.change(session, { subject: 'two' });
    await until(() => waiting.length === 2);
    expect(await pushing.change(session, { tags: 'mine' })).toMatchObject({ pushed: [] });
    await pushing.server.database.query(`UPDATE cases SET severity = 'low' WHERE id = $1`, [caseId]);
    for (const answer of waiting) answer();
    expect(await first).toMatchObject({ pushed: ['late'], applied: {}, skipped: [{ field: '*' }] });
    expect(await second).toEqual({
      pushed: ['late'],
      applied: { content: 'answer 2' },
      skipped: [
        { field: 'tags', reason: 'edited since the push was sent' },
        { field: 'priority_id', reason: 'changed elsewhere since the push was sent' },
      ],
      lastModified: { before: expect.any(String), after: expect.any(String) },
    });
  });

  it('apply the answer to the last change that was sent, though a later one found the receiver left alone (FR-3)', async () => {
    await pushing.configure({ id: 'rests', object: 'ticket', fields: ['subject'], timeoutMs: 10_000 });
    const session = await pushing.open({ object: 'ticket' });
    let answer: (() => void) | undefined;
    pushing.receiver.behaviour = (_, response) => {
      answer = () => response.end(JSON.stringify({ code: 1000, ticket: { tags: 'answered' } }));
    };
    const first = pushing.change(session, { subject: 'one' });
    await until(() => answer !== undefined);
    await pushing.server.database.query(
      `INSERT INTO field_push_circuits (push_id, failures, open_until) VALUES ('rests', 5, '2999-01-01')`,
    );
    expect(await pushing.change(session, { subject: 'two' })).toMatchObject({ pushed: [] });
    answer?.();
    expect(await first).toMatchObject({ applied: { tags: 'answered' }, skipped: [] });
  });

  it('live on while they are used, also without a change (FW-1)', async () => {
    const session = await pushing.open({ object: 'ticket', values: { subject: 'x' } });
    const later = async (hours: number) => {
      await pushing.server.database.query(
        `UPDATE field_push_sessions SET used_at = used_at - make_interval(hours => $2) WHERE id = $1::uuid`,
        [session, hours],
      );
      return (await pushing.call('PATCH', `/session/${session}`, { values: { subject: 'x' } })).status;
    };
    expect([await later(23), await later(23), await later(25)]).toEqual([200, 200, 404]);
  });

  it('go on when the database ends one of two writes that wait for each other, and send nothing twice (FW-1)', async () => {
    await pushing.configure({ id: 'collides', object: 'customer', fields: ['nick_name'] });
    pushing.receiver.behaviour = answering({ code: 1000, customer: { tags: 'seen' } });
    const session = await pushing.open({ object: 'customer', values: {} });
    // Each first look at the session is ended: that of the change, and that of what came back.
    await pushing.server.database.query(`
      CREATE SEQUENCE collisions;
      CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('collisions') % 2 = 1 THEN RAISE 'deadlock detected' USING ERRCODE = '40P01'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER collide BEFORE UPDATE ON field_push_sessions FOR EACH ROW EXECUTE FUNCTION collide()`);
    try {
      expect(await pushing.change(session, { nick_name: 'Ann' })).toMatchObject({ applied: { tags: 'seen' } });
    } finally {
      await pushing.server.database.query('DROP FUNCTION collide CASCADE; DROP SEQUENCE collisions');
    }
    expect(pushing.receiver.received).toHaveLength(1);
    const [logged] = await pushing.log('push=collides&state=delivered');
    expect(logged?.attempt).toHaveLength(1);
  });

  const onPostgres = process.env['TEST_DATABASE_URL'] === undefined ? it.skip : it;

  onPostgres('go on after a deadlock (FW-1)', async () => {
    await pushing.configure({ id: 'deadlock', object: 'ticket', fields: ['subject'], occasions: ['popup'] });
    const caseId = await pushing.newCase();
    const session = await pushing.open({ object: 'ticket', id: caseId });
    const { database } = pushing.server;
    const change = await database.transaction(async (transaction) => {
      await transaction.query(`SET LOCAL deadlock_timeout = '1 min'`);
      await transaction.query('SELECT FROM field_push_sessions WHERE id = $1::uuid FOR UPDATE', [session]);
      const changing = pushing.call('PATCH', `/session/${session}`, { values: { subject: 'Locked' } });
      await until(async () => (await database.query('SELECT FROM pg_locks WHERE NOT granted')).length > 0);
      await transaction.query('SELECT FROM cases WHERE id = $1::bigint FOR UPDATE', [caseId]);
      return { changing };
    });
    expect((await change.changing).status).toBe(200);
  });

  it('show the error of a receiver, and block nothing (FR-4)', async () => {
    await pushing.configure({ id: 'error', object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = answering({ code: 2, error: 'No such order' });
    const session = await pushing.open({ object: 'ticket' });
    expect(await pushing.change(session, { subject: 'x' })).toEqual({
      pushed: ['error'],
      applied: {},
      skipped: [],
      error: 'No such order',
    });
  });

  it('that fail at the same time leave a receiver alone for the shortest rest (FQ-2)', async () => {
    await pushing.configure({ id: 'down', object: 'ticket', fields: ['subject'] });
    const open: (() => void)[] = [];
    pushing.receiver.behaviour = (_, response) => open.push(() => response.writeHead(503).end());
    const sessions = await Promise.all(Array.from({ length: 8 }, () => pushing.open({ object: 'ticket' })));
    const changes = sessions.map((session) => pushing.change(session, { subject: 'x' }));
    await until(() => open.length === 8);
    for (const answer of open) answer();
    await Promise.all(changes);
    const [circuit] = await pushing.server.database.query<{ failures: number; openUntil: Date }>(
      'SELECT failures, open_until AS "openUntil" FROM field_push_circuits',
    );
    expect(circuit?.failures).toBe(5);
    expect((circuit?.openUntil.getTime() ?? 0) - pushing.server.clock.now().getTime()).toBeLessThanOrEqual(30_000);
  });

  it('are the agent’s own, within what the agent may edit (FR-2)', async () => {
    const scopes = ['core.fieldpushmgr.edit', 'core.casemgr.manage'];
    const sam = await userToken(pushing.server, 'sam', scopes);
    const as = (token: string, path: string, method: string, body: object) =>
      pushing.server.request(method, `${BASE}${path}`, { token, body });
    const sue = await customerIdOf(pushing.server.database, 'c-sue');
    const [sales] = await pushing.server.database.query<{ id: string }>(
      `INSERT INTO cases (department_id, customer_id, status, severity, subject, originating_channel, created_by, last_modified_by)
       SELECT d.id, $1::bigint, 'open', 'low', 'Sales only', 'email', '{}', '{}' FROM departments d WHERE d.name = 'Sales' RETURNING id`,
      [sue],
    );
    for (const id of [sales?.id, '987654321', 'x']) {
      expect(refusalIn(await as(sam, '/session', 'POST', { object: 'ticket', id })).code).toBe('400-194');
    }
    expect((await as(sam, '/session', 'POST', { object: 'customer' })).status).toBe(403);
    const session = await pushing.open({ object: 'ticket', values: { subject: 'x' } });
    for (const id of [session, 'no-session', crypto.randomUUID()]) {
      expect((await as(sam, `/session/${id}`, 'PATCH', { values: {} })).status).toBe(404);
    }
    const { code, attributes } = refusalIn(
      await pushing.call('PATCH', `/session/${session}`, { values: { nick_name: 'x' } }),
    );
    expect([code, attributes]).toEqual(['400-147', ['values.nick_name']]);
  });
});

describe('an answer', () => {
  const theCase = async (id: string) => {
    const answer = await pushing.server.request('GET', `/core/casemgr/v3/case/${id}`, { as: ADMIN });
    interface Shown {
      lastModified: string;
      status: { substatus: { value: string } };
    }
    return answer.json<{ case: [Shown] }>().case[0];
  };

  it('closes a case as every case is closed, with what is open in it (FR-2)', async () => {
    await pushing.configure({ id: 'closing', object: 'ticket', fields: ['subject'] });
    const id = await pushing.newCase();
    const session = await pushing.open({ object: 'ticket', id });
    const answer = async (status: number, subject: string) => {
      pushing.receiver.behaviour = answering({ code: 1000, ticket: { status_id: status, tags: subject } });
      const { applied } = await pushing.change(session, { subject });
      expect(applied).toEqual({ status_id: status, tags: subject });
      return (await theCase(id)).status.substatus.value;
    };
    expect(await answer(4, 'waits')).toBe('pending');
    expect(await answer(1, 'opened')).toBe('open');
    expect(await answer(3, 'closed')).toBe('closed');
    const activities = await pushing.server.database.query('SELECT status FROM activities WHERE case_id = $1', [id]);
    expect(activities).toEqual([{ status: 'completed' }]);
    const audited = await pushing.server.database.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE object = 'case' AND object_id = $1 ORDER BY id`,
      [id],
    );
    expect(audited.map(({ action }) => action)).toEqual([
      'create',
      'setPending',
      'edit',
      'setOpen',
      'edit',
      'close',
      'edit',
    ]);
    await until(
      async () => (await pushing.log(`push=closing&object=ticket&recordID=${id}&state=delivered`)).length === 4,
    );
    const noted = await pushing.server.database.query(`SELECT FROM outbox_entries WHERE kind = 'field-push.changed'`);
    expect(noted).toEqual([]);
  });

  it('sets of a closed case what its edit does, and is refused with a status or another customer (FR-2, CASE-4)', async () => {
    await pushing.configure({ id: 'closed', object: 'ticket', fields: ['subject', 'status_id'] });
    const id = await pushing.newCase();
    const path = `/core/casemgr/v3/case/${id}/close`;
    expect((await pushing.server.request('PATCH', path, { as: ADMIN })).status).toBe(204);
    const session = await pushing.open({ object: 'ticket', id });
    const answer = async (ticket: object, subject: string) => {
      pushing.receiver.behaviour = answering({ code: 1000, ticket });
      return pushing.change(session, { subject });
    };
    const bob = Number(await customerIdOf(pushing.server.database, 'c-bob'));
    const refused = (field: string) => ({
      applied: {},
      error: `${field} in the answer cannot be set: the case is closed`,
    });
    expect(await answer({ status_id: 1, tags: 'x' }, 'one')).toMatchObject(refused('status_id'));
    expect(await answer({ customer_id: bob, tags: 'x' }, 'two')).toMatchObject(refused('customer_id'));
    expect(await answer({ status_id: 3, tags: 'seen' }, 'three')).toMatchObject({
      applied: { tags: 'seen' },
      skipped: [],
    });
    expect((await theCase(id)).status.substatus.value).toBe('closed');
  });

  it('gives a case to another customer as an agent does, with the activities of the one before (FR-2, CASE-7, FW-4)', async () => {
    await pushing.configure({ id: 'giving', object: 'ticket', fields: ['subject', 'customer.email'] });
    const id = await pushing.newCase();
    await until(() => pushing.receiver.received.length === 1);
    const session = await pushing.open({ object: 'ticket', id });
    const bob = Number(await customerIdOf(pushing.server.database, 'c-bob'));
    const answer = async (customerId: unknown, subject: string) => {
      pushing.receiver.behaviour = answering({ code: 1000, ticket: { customer_id: customerId } });
      return pushing.change(session, { subject });
    };
    const error = 'customer_id in the answer is not a customer';
    expect(await answer(999_999_999, 'nobody')).toMatchObject({ applied: {}, error });
    expect(await answer('', 'none')).toMatchObject({ applied: {}, error });
    expect(await answer(bob, 'given')).toMatchObject({ applied: { customer_id: bob }, skipped: [] });
    expect(await answer(String(bob), 'still')).toEqual({ pushed: ['giving'], applied: {}, skipped: [] });
    const owners = await pushing.server.database.query(
      `SELECT s.customer_id::integer AS customer, a.customer_id::integer AS "ofActivity", a.contact_id AS contact
        FROM cases s JOIN activities a ON a.case_id = s.id WHERE s.id = $1`,
      [id],
    );
    expect(owners).toEqual([{ customer: bob, ofActivity: bob, contact: null }]);
    const audited = await pushing.server.database.query<{ action: string; object: string }>(
      `SELECT object, action FROM audit_entries WHERE action IN ('change customer', 'edit') AND (object = 'activity'
        OR object_id = $1) AND id > (SELECT max(id) FROM audit_entries WHERE object = 'case' AND action = 'create') ORDER BY id`,
      [id],
    );
    expect(audited.map(({ object, action }) => `${action} of ${object}`)).toEqual([
      'change customer of case',
      'change customer of activity',
      'edit of case',
    ]);
    await followed();
    expect(pushing.receiver.received).toHaveLength(5);
  });

  it('gives a draft to a customer whom the agent sees (FR-2)', async () => {
    await pushing.configure({ id: 'drafted-for', object: 'ticket', fields: ['subject'] });
    const session = await pushing.open({ object: 'ticket' });
    const bob = Number(await customerIdOf(pushing.server.database, 'c-bob'));
    for (const [customerId, outcome] of [
      [bob, { applied: { customer_id: bob } }],
      [999_999_999, { applied: {}, error: 'customer_id in the answer is not a customer' }],
    ] as const) {
      pushing.receiver.behaviour = answering({ code: 1000, ticket: { customer_id: customerId } });
      expect(await pushing.change(session, { subject: `for ${customerId}` })).toMatchObject(outcome);
    }
  });

  it('is refused as a whole when it closes a case with a reply that is not sent (FR-2)', async () => {
    await pushing.configure({ id: 'drafted', object: 'ticket', fields: ['subject'] });
    const id = await pushing.newCase();
    await pushing.server.database.query(`UPDATE activities SET mode = 'outbound' WHERE case_id = $1`, [id]);
    const session = await pushing.open({ object: 'ticket', id });
    pushing.receiver.behaviour = answering({ code: 1000, ticket: { status_id: 3, tags: 'x' } });
    expect(await pushing.change(session, { subject: 'x' })).toMatchObject({
      applied: {},
      error: 'the case has replies that are not sent',
    });
  });

  it('says what it made of the last modification, by which the form saves on (FR-7)', async () => {
    await pushing.configure({ id: 'modifying', object: 'ticket', fields: ['subject'] });
    const id = await pushing.newCase();
    const { lastModified } = await theCase(id);
    const session = await pushing.open({ object: 'ticket', id });
    pushing.receiver.behaviour = answering({ code: 1000, ticket: { tags: 'vip' } });
    const outcome = await pushing.change(session, { subject: 'Saved on' });
    expect(outcome.lastModified).toEqual({ before: lastModified, after: (await theCase(id)).lastModified });
    const save = (at: string | undefined) =>
      pushing.server.request('PATCH', '/core/casemgr/v3/case', {
        as: ADMIN,
        body: { id, subject: 'Saved on', lastModified: at },
      });
    expect((await save(lastModified)).status).toBe(409);
    expect((await save(outcome.lastModified?.after)).status).toBe(204);
  });

  it('that says what was sent sets nothing: what the form holds is the agent’s to save (FW-4, FR-3)', async () => {
    const fields = [
      'subject',
      'content',
      'status_id',
      'priority_id',
      'tags',
      `SelectField_${pushing.ids['place'] ?? ''}`,
    ];
    await pushing.configure({ id: 'echo', object: 'ticket', fields });
    const id = await pushing.newCase();
    await until(() => pushing.receiver.received.length === 1);
    const session = await pushing.open({ object: 'ticket', id });
    pushing.receiver.behaviour = ({ text }, response) => {
      answering({ code: 1000, ...(JSON.parse(text) as object) })({ text, headers: {} }, response, response.req);
    };
    for (const subject of ['echo one', 'echo two']) {
      expect(await pushing.change(session, { subject })).toEqual({ pushed: ['echo'], applied: {}, skipped: [] });
    }
    const [stored] = await pushing.server.database.query('SELECT subject FROM cases WHERE id = $1', [id]);
    expect(stored).toEqual({ subject: 'Laptop' });
    expect(pushing.receiver.received).toHaveLength(3);
  });

  it('of one push is no change for another: two that set each other’s fields are sent once (FW-4)', async () => {
    await pushing.configure({ id: 'ping', object: 'ticket', fields: ['subject'] });
    await pushing.configure({ id: 'pong', object: 'ticket', fields: ['tags'] });
    const id = await pushing.newCase();
    await until(() => pushing.receiver.received.length === 2);
    const session = await pushing.open({ object: 'ticket', id });
    let count = 0;
    pushing.receiver.behaviour = ({ text }, response, raw) => {
      count += 1;
      const ticket = text.includes('"tags"') ? { subject: `pong ${count}` } : { tags: `ping ${count}` };
      answering({ code: 1000, ticket })({ text, headers: {} }, response, raw);
    };
    const first = await pushing.change(session, { subject: 'go' });
    expect([first.pushed, first.applied]).toEqual([['ping'], { tags: 'ping 1' }]);
    expect((await pushing.change(session, { ...first.applied, subject: 'go' })).pushed).toEqual([]);
    const save = { id, subject: 'go', labels: ['ping 1'] };
    const saved = await pushing.server.request('PATCH', '/core/casemgr/v3/case', {
      as: ADMIN,
      body: save,
      headers: { ...UNCONDITIONAL, 'edit-session': session },
    });
    expect(saved.status).toBe(204);
    await followed();
    expect([await pushing.log('push=ping&state=pending'), count]).toEqual([[], 1]);
  });

  it('is given again to the same Idempotency-Key, without a second push (WR-1)', async () => {
    await pushing.configure({ id: 'again', object: 'customer', fields: ['nick_name'], occasions: ['change', 'popup'] });
    const id = await customerIdOf(pushing.server.database, 'c-shared');
    const twice = async (method: string, path: string, body: object) => {
      const headers = { 'idempotency-key': crypto.randomUUID() };
      const [first, second] = [
        await pushing.call(method, path, body, headers),
        await pushing.call(method, path, body, headers),
      ];
      expect([first.status < 300, second.status, second.json()]).toEqual([true, first.status, first.json()]);
      expect(second.headers.get('idempotent-replayed')).toBe('true');
      return second;
    };
    const session = (await twice('POST', '/session', { object: 'customer', id })).json<{ id: string }>();
    pushing.receiver.behaviour = answering({ code: 1000, customer: { description: 'first' } });
    const changed = await twice('PATCH', `/session/${session.id}`, { values: { nick_name: 'Shay the Red' } });
    expect(changed.json()).toMatchObject({ pushed: ['again'], applied: { description: 'first' } });
    expect(pushing.receiver.received).toHaveLength(1);
    const context = { phoneNumber: '15900000001' };
    await twice('POST', '/occasion', { kind: 'popup', object: 'customer', id, context });
    expect(pushing.receiver.received).toHaveLength(2);
  });
});

describe('what hangs on a value', () => {
  it('goes with what the agent has entered, and not with what is stored (FS-1)', async () => {
    await pushing.server.configure({
      groups: [{ name: 'Keepers', users: ['sam'] }],
      customers: [{ externalId: 'c-corp', type: 'corporate', customerName: 'Corp Two' }],
    });
    const [ids] = await pushing.server.database.query<{ user: number; group: number; company: string }>(
      `SELECT g.user_ids[1]::integer AS user, (SELECT min(id)::integer FROM groups WHERE g.user_ids[1] = ANY(user_ids)) AS group,
          (SELECT id::text FROM customers WHERE external_id = 'c-corp') AS company
        FROM groups g WHERE g.name = 'Keepers'`,
    );
    const fields = ['organization_id', 'organization', 'owner_id', 'owner_group_id'];
    await pushing.configure({ id: 'hangs', object: 'customer', fields });
    const session = await pushing.open({
      object: 'customer',
      id: await customerIdOf(pushing.server.database, 'c-ann'),
    });
    await pushing.change(session, { organization_id: ids?.company, owner_id: ids?.user, owner_group_id: ids?.group });
    expect(pushing.bodies().at(-1)).toEqual({
      customer: {
        organization_id: ids?.company,
        organization: 'Corp Two',
        owner_id: ids?.user,
        owner_group_id: ids?.group,
      },
    });
  });
});

describe('the owner of a case', () => {
  it('is set by an edit and by answers, within the group, and pushed (CASE-3, FS-1, FR-2)', async () => {
    await pushing.server.configure({
      groups: [
        { name: 'First line', users: ['sam'] },
        { name: 'Nobody', users: [] },
      ],
    });
    const [ids] = await pushing.server.database.query<{ user: number; group: number; other: number }>(
      `SELECT user_ids[1]::integer AS user, id::integer AS group, (SELECT id::integer FROM groups WHERE name = 'Nobody') AS other
        FROM groups WHERE name = 'First line'`,
    );
    const { user = 0, group = 0, other = 0 } = ids ?? {};
    await pushing.configure({ id: 'owned', object: 'ticket', fields: ['assignee_id', 'agent_group_id'] });
    const caseId = await pushing.newCase();
    await until(() => pushing.receiver.received.length === 1);
    const edit = (owner: object) =>
      pushing.server.request('PATCH', '/core/casemgr/v3/case', {
        as: ADMIN,
        headers: UNCONDITIONAL,
        body: { id: caseId, owner },
      });
    for (const [owner, attribute] of [
      [{ user: { id: '999999' } }, 'owner.user.id'],
      [{ group: { id: '999999' } }, 'owner.group.id'],
      [{ user: { id: String(user) }, group: { id: String(other) } }, 'owner.user.id'],
    ] as const) {
      expect(refusalIn(await edit(owner))).toMatchObject({
        status: 400,
        code: '400-152',
        attributes: [expect.stringContaining(attribute)],
      });
    }
    expect((await edit({ user: { id: String(user) } })).status).toBe(204);
    await until(() => pushing.receiver.received.length === 2);
    const session = await pushing.open({ object: 'ticket', id: caseId });
    pushing.receiver.behaviour = answering({ code: 1000, ticket: { agent_group_id: other } });
    expect(await pushing.change(session, { agent_group_id: null, assignee_id: null })).toMatchObject({
      applied: {},
      error: expect.stringContaining('assignee_id in the answer does not belong to the group'),
    });
    pushing.receiver.behaviour = answering({ code: 1000, ticket: { agent_group_id: group, assignee_id: user } });
    await pushing.change(session, { assignee_id: user });
    expect(await pushing.change(session, { assignee_id: null })).toMatchObject({ applied: { assignee_id: user } });
    const shown = await pushing.server.request('GET', `/core/casemgr/v3/case/${caseId}`, { as: ADMIN });
    expect(shown.json()).toMatchObject({
      case: [{ owner: { user: { id: String(user) }, group: { id: String(group), name: 'First line' } } }],
    });
    expect(pushing.bodies().slice(0, 2)).toEqual([
      { ticket: { assignee_id: null, agent_group_id: null } },
      { ticket: { assignee_id: user, agent_group_id: null } },
    ]);
  });
});

describe('occasions', () => {
  it.each([
    ['popup', { phoneNumber: '15900000001', conversation_id: 12 }],
    ['imSession', { web_token: 't', weixins: ['a'], im_sub_session_id: 7, newweibo: { appid: 'a', openid: 'o' } }],
  ])('%s pushes the record with its context, and applies the answer (FW-2, FS-2)', async (kind, context) => {
    await pushing.configure({ id: 'occasion', object: 'customer', fields: ['nick_name'], occasions: [kind] });
    pushing.receiver.behaviour = answering({ code: 1000, customer: { description: `seen by ${kind}` } });
    const id = await customerIdOf(pushing.server.database, 'c-ann');
    const answer = await pushing.call('POST', '/occasion', { kind, object: 'customer', id, context });
    expect(answer.json()).toEqual({
      pushed: ['occasion'],
      applied: { description: `seen by ${kind}` },
      skipped: [],
      lastModified: { before: expect.any(String), after: expect.any(String) },
    });
    expect(pushing.bodies()).toEqual([{ ...context, customer: { nick_name: 'Ann Lee' } }]);
  });

  it('set the owner of a customer, within the group (FS-1, FR-2, CUST-25)', async () => {
    await pushing.server.configure({
      groups: [
        { name: 'Owners', users: ['sam'] },
        { name: 'Idle', users: [] },
      ],
    });
    const [ids] = await pushing.server.database.query<{ owner: number; group: number; idle: number }>(
      `SELECT o.user_ids[1]::integer AS owner, o.id::integer AS group, (SELECT id::integer FROM groups WHERE name = 'Idle') AS idle
        FROM groups o WHERE o.name = 'Owners'`,
    );
    const { owner = 0, group = 0, idle = 0 } = ids ?? {};
    const fields = ['owner_id', 'owner_group_id'];
    await pushing.configure({ id: 'owners', object: 'customer', fields, occasions: ['popup'] });
    const id = await customerIdOf(pushing.server.database, 'c-ann');
    const occur = async (customer: object) => {
      pushing.receiver.behaviour = answering({ code: 1000, customer });
      return (await pushing.call('POST', '/occasion', { kind: 'popup', object: 'customer', id })).json();
    };
    expect(await occur({ owner_id: owner, owner_group_id: idle })).toMatchObject({
      applied: {},
      error: 'owner_id in the answer does not belong to the group',
    });
    const both = { owner_id: owner, owner_group_id: group };
    expect(await occur(both)).toMatchObject({ applied: both, skipped: [] });
    expect(await occur(both)).toMatchObject({ applied: {}, skipped: [] });
    expect(pushing.bodies()).toEqual([
      { customer: { owner_id: null, owner_group_id: null } },
      { customer: { owner_id: null, owner_group_id: null } },
      { customer: both },
    ]);
  });

  it('knows what belongs to which occasion (FS-2)', async () => {
    const context = { web_token: 't' };
    const refused = refusalIn(await pushing.call('POST', '/occasion', { kind: 'popup', object: 'customer', context }));
    expect([refused.code, refused.attributes]).toEqual(['400-147', ['context.web_token']]);
  });
});

describe('the tokens of a customer', () => {
  it('are set as its other members are, and go along with its tickets (FS-1)', async () => {
    const contacts = { contact: [{ firstName: 'Wei', email: [{ emailAddress: 'wei@example.org' }] }] };
    const tokens = { web_token: 'w-1', weixin_openid: 'o-1' };
    const created = await pushing.server.request('POST', '/core/customermgr/v3/individual/customer', {
      as: ADMIN,
      body: { contacts, tokens },
    });
    const id = (created.headers.get('location') ?? '').split('/').at(-1) ?? '';
    const edited = await pushing.server.request('PATCH', '/core/customermgr/v3/individual/customer', {
      as: ADMIN,
      body: { id, tokens: { sdk_token: 's-1', weixin_openid: '' } },
      headers: UNCONDITIONAL,
    });
    expect(edited.status).toBe(204);
    const shown = await pushing.server.request('GET', `/core/customermgr/v3/customers/${id}`, { as: ADMIN });
    expect(shown.json<{ customer: object[] }>().customer).toMatchObject([
      { tokens: { web_token: 'w-1', sdk_token: 's-1' } },
    ]);
    const fields = ['customer.web_token', 'customer.sdk_token', 'customer.weixin_openid', 'customer.email'];
    await pushing.configure({ id: 'tokens', object: 'ticket', fields });
    const set = { 'payload.email.emailAddresses.from': 'wei@example.org' };
    expect((await postActivity(pushing.server, ADMIN, anActivity({ actor: 'client', set }))).status).toBe(201);
    await until(() => pushing.receiver.received.length === 1);
    expect(pushing.bodies()).toEqual([
      {
        ticket: {
          'customer.web_token': 'w-1',
          'customer.sdk_token': 's-1',
          'customer.weixin_openid': null,
          'customer.email': 'wei@example.org',
        },
      },
    ]);
  });
});

describe('a save that names its edit session', () => {
  const PATH = '/core/customermgr/v3/individual/customer';

  async function openCustomer(person: string) {
    const id = await customerIdOf(pushing.server.database, person);
    const session = await pushing.open({ object: 'customer', id });
    const save = async (firstName: string): Promise<void> => {
      const contacts = { contact: [{ firstName, lastName: 'Doe' }] };
      const headers = { ...UNCONDITIONAL, 'edit-session': session };
      const options = { as: ADMIN, body: { id, contacts }, headers };
      expect((await pushing.server.request('PATCH', PATH, options)).status).toBe(204);
      await followed();
    };
    return { session, save };
  }

  it('pushes what the receiver has not said yes to, and another value than it was sent (FW-3)', async () => {
    await pushing.configure({ id: 'half', object: 'customer', fields: ['nick_name'] });
    await pushing.configure({ id: 'whole', object: 'customer', fields: ['nick_name', 'lang'] });
    const { session, save } = await openCustomer('c-shared');
    pushing.receiver.behaviour = (push, response, raw) => {
      answering(ACCEPTED, push.text.includes('lang') ? 200 : 503)(push, response, raw);
    };
    await pushing.change(session, { nick_name: 'Known Doe' });
    pushing.receiver.behaviour = answering(ACCEPTED);
    pushing.receiver.received.length = 0;
    await save('Known');
    await until(() => pushing.receiver.received.length > 0);
    expect(pushing.bodies()).toEqual([{ customer: { nick_name: 'Known Doe' } }]);
    await save('Unheard');
    await until(() => pushing.receiver.received.length === 3);
    await pushing.change(session, { nick_name: 'Once more Doe' });
    pushing.receiver.received.length = 0;
    await save('Once more');
    await save('Last');
    await until(() => pushing.receiver.received.length === 2);
    expect(JSON.stringify(pushing.bodies())).not.toContain('Once more');
  });

  it('pushes what a receiver that was left alone has missed, and what was sent around the session (FW-3)', async () => {
    await pushing.configure({ id: 'missing', object: 'customer', fields: ['nick_name'] });
    const { session, save } = await openCustomer('c-ann');
    await pushing.change(session, { nick_name: 'First Doe' });
    await pushing.server.database.query(
      `INSERT INTO field_push_circuits (push_id, failures, open_until) VALUES ('missing', 5, '2999-01-01')`,
    );
    await pushing.change(session, { nick_name: 'Second Doe' });
    await pushing.server.database.query('DELETE FROM field_push_circuits');
    await save('Second');
    await until(() => pushing.receiver.received.length === 2);
    await pushing.change(session, { nick_name: 'Third Doe' });
    const other = await openCustomer('c-ann');
    await pushing.change(other.session, { nick_name: 'Fourth Doe' });
    await save('Third');
    await until(() => pushing.receiver.received.length === 5);
    expect(pushing.bodies().at(-1)).toEqual({ customer: { nick_name: 'Third Doe' } });
  });

  it('creates a record that no push is to be told of twice, and every other one is (FW-3)', async () => {
    await pushing.configure({ id: 'told', object: 'customer', fields: ['nick_name', 'email'] });
    await pushing.configure({ id: 'untold', object: 'customer', fields: ['email', 'level'] });
    const session = await pushing.open({ object: 'customer', values: { email: 'new@example.org' } });
    expect((await pushing.change(session, { nick_name: 'New' })).pushed).toEqual(['told']);
    pushing.receiver.received.length = 0;
    const contacts = { contact: [{ firstName: 'New', email: [{ emailAddress: 'new@example.org' }] }] };
    const options = { as: ADMIN, body: { contacts }, headers: { 'edit-session': session } };
    expect((await pushing.server.request('POST', PATH, options)).status).toBe(201);
    await followed();
    await until(() => pushing.receiver.received.length > 0);
    expect(pushing.bodies()).toEqual([{ customer: { email: 'new@example.org', level: null, other_emails: [] } }]);
  });

  it('takes an activity in that no push is to be told of twice, and goes on with the case (FW-3, FW-1)', async () => {
    await pushing.configure({ id: 'drafted', object: 'ticket', fields: ['subject'] });
    await pushing.configure({ id: 'undrafted', object: 'ticket', fields: ['priority_id'] });
    const session = await pushing.open({ object: 'ticket', values: { priority_id: 3 } });
    pushing.receiver.behaviour = answering({ code: 1000, ticket: { tags: 'seen' } });
    expect((await pushing.change(session, { subject: 'Drafted' })).pushed).toEqual(['drafted']);
    pushing.receiver.behaviour = answering(ACCEPTED);
    pushing.receiver.received.length = 0;
    const activity = anActivity({ actor: 'client', set: { subject: 'Drafted' } });
    const posted = await postActivity(pushing.server, ADMIN, activity, { headers: { 'edit-session': session } });
    expect(posted.status).toBe(201);
    await followed();
    await until(() => pushing.receiver.received.length > 0);
    expect(pushing.bodies()).toEqual([{ ticket: { priority_id: 3 } }]);
    expect((await pushing.change(session, { subject: 'Drafted', status_id: 1 })).pushed).toEqual([]);
    pushing.receiver.behaviour = answering({ code: 1000, ticket: { priority_id: 1 } });
    expect(await pushing.change(session, { subject: 'Saved' })).toMatchObject({
      applied: { priority_id: 1 },
      lastModified: { before: expect.any(String) },
    });
    const [row] = await pushing.server.database.query('SELECT severity, subject FROM cases ORDER BY id DESC LIMIT 1');
    expect(row).toEqual({ severity: 'urgent', subject: 'Drafted' });
  });

  it('creates a customer, and goes on with it; the session of somebody else goes on with nobody (FW-1)', async () => {
    await pushing.configure({ id: 'tied', object: 'customer', fields: ['nick_name'] });
    const open = () => pushing.open({ object: 'customer' });
    const create = async (session: string, name: string, token?: string) => {
      const body = { contacts: { contact: [{ firstName: name }] } };
      const options = {
        body,
        headers: { 'edit-session': session },
        ...(token === undefined ? { as: ADMIN } : { token }),
      };
      const created = await pushing.server.request('POST', PATH, options);
      expect(created.status).toBe(201);
      return (created.headers.get('location') ?? '').split('/').at(-1) ?? '';
    };
    const levelOf = async (id: string) => {
      const [row] = await pushing.server.database.query<{ level: string }>(
        `SELECT details #>> '{level,value}' AS level FROM customers WHERE id = $1`,
        [id],
      );
      return row?.level;
    };
    pushing.receiver.behaviour = answering({ code: 1000, customer: { level: 'vip' } });
    const [session, others] = [await open(), await open()];
    const id = await create(session, 'Tied');
    expect(await pushing.change(session, { nick_name: 'Tied up' })).toMatchObject({ applied: { level: 'vip' } });
    const pat = await userToken(pushing.server, 'pat', ['core.customermgr.manage']);
    const untied = await create(others, 'Untied', pat);
    await pushing.change(others, { nick_name: 'Untied still' });
    expect([await levelOf(id), await levelOf(untied)]).toEqual(['vip', null]);
  });

  it('gives a case to another customer, or merges customers, without telling a receiver twice (FW-3)', async () => {
    const mergePath = '/core/customermgr/v3/customer/merge';
    const newCustomer = async (firstName: string): Promise<string> => {
      const body = { contacts: { contact: [{ firstName, email: [{ emailAddress: `${firstName}@example.org` }] }] } };
      const created = await pushing.server.request('POST', PATH, { as: ADMIN, body });
      return (created.headers.get('location') ?? '').split('/').at(-1) ?? '';
    };
    const [source, target] = [await newCustomer('goes'), await newCustomer('stays')];
    const caseId = await pushing.newCase();
    await pushing.configure({ id: 'merged', object: 'customer', fields: ['description', 'nick_name'] });
    await pushing.configure({ id: 'given', object: 'ticket', fields: ['customer.email', 'subject'] });
    await pushing.server.database.query(
      `UPDATE customers SET details = '{"description": "from source"}' WHERE id = $1`,
      [source],
    );
    const session = await pushing.open({ object: 'customer', id: target });
    await pushing.change(session, { description: 'from source' });
    const headers = { ...UNCONDITIONAL, 'edit-session': session };
    const body = { sourceCustomer: { id: source }, targetCustomer: { id: target } };
    expect((await pushing.server.request('PUT', mergePath, { as: ADMIN, body, headers })).status).toBe(204);
    await followed();
    expect(pushing.bodies()).toEqual([{ customer: { description: 'from source', nick_name: 'stays' } }]);
    const ofCase = await pushing.open({ object: 'ticket', id: caseId });
    const moved = await pushing.server.request('PATCH', `/core/casemgr/v3/case/${caseId}/changecustomer`, {
      as: ADMIN,
      body: { customer: { id: target } },
      headers: { 'edit-session': ofCase },
    });
    expect(moved.status).toBe(204);
    await until(() => pushing.receiver.received.length === 2);
    expect(pushing.bodies()[1]).toEqual({ ticket: { 'customer.email': 'stays@example.org', subject: 'Laptop' } });
  });

  it('is refused where nothing is saved (FW-3)', async () => {
    const headers = { 'edit-session': await pushing.open({ object: 'ticket' }) };
    for (const [method, path] of [
      ['GET', '/core/casemgr/v3/case/1'],
      ['POST', `${BASE}/session`],
      ['POST', '/core/customermgr/v3/customer/merge/preview'],
      ['POST', '/core/casemgr/v3/activity/email/general/explain'],
    ] as const) {
      const options = { as: ADMIN, headers, ...(method === 'POST' && { body: {} }) };
      const { status, code } = refusalIn(await pushing.server.request(method, path, options));
      expect([path, status, code]).toEqual([path, 400, '400-100']);
    }
  });
});

describe('the durable lane', () => {
  it('pushes what is taken in and what is edited, but for what its edit session has pushed (FW-3, FQ-1, FR-6)', async () => {
    await pushing.configure({ id: 'cases', object: 'ticket', fields: ['subject', 'customer.email'] });
    pushing.receiver.behaviour = answering({ code: 1000, ticket: { subject: 'never applied' } });
    const caseId = await pushing.newCase('Taken in');
    await until(
      async () => (await pushing.log(`push=cases&object=ticket&recordID=${caseId}&state=delivered`)).length === 1,
    );
    expect(pushing.bodies()).toEqual([{ ticket: { subject: 'Taken in', 'customer.email': 'ann@example.org' } }]);
    const [stored] = await pushing.server.database.query('SELECT subject FROM cases WHERE id = $1', [caseId]);
    expect(stored).toEqual({ subject: 'Taken in' });
    for (const member of [{ severity: { value: 'high' } }, { subject: 'Edited' }]) {
      const body = { id: caseId, ...member };
      expect(
        (await pushing.server.request('PATCH', '/core/casemgr/v3/case', { as: ADMIN, body, headers: UNCONDITIONAL }))
          .status,
      ).toBe(204);
    }
    await until(() => pushing.receiver.received.length === 2);
    expect(pushing.bodies()[1]).toEqual({ ticket: { subject: 'Edited', 'customer.email': 'ann@example.org' } });

    await pushing.configure({ id: 'people', object: 'customer', fields: ['other_emails', 'nick_name'] });
    pushing.receiver.received.length = 0;
    pushing.receiver.behaviour = answering(ACCEPTED);
    const id = await customerIdOf(pushing.server.database, 'c-mute');
    const edit = async (contact: object, headers = {}): Promise<void> => {
      const body = { id, contacts: { contact: [contact] } };
      const path = '/core/customermgr/v3/individual/customer';
      const answer = await pushing.server.request('PATCH', path, {
        as: ADMIN,
        body,
        headers: { ...UNCONDITIONAL, ...headers },
      });
      expect([answer.status, answer.text]).toEqual([204, '']);
    };
    const session = await pushing.open({ object: 'customer', id });
    await pushing.change(session, { nick_name: 'Mo Moe' });
    await edit({ firstName: 'Mo' }, { 'edit-session': session });
    await edit({ jobTitle: 'Engineer' });
    await edit({ email: [{ emailAddress: 'mute@example.org' }] });
    await until(async () => (await pushing.log('push=people&state=delivered')).length === 2);
    expect(pushing.bodies()).toEqual([
      { customer: { other_emails: [], nick_name: 'Mo Moe', email: null } },
      { customer: { other_emails: [], nick_name: 'Mo Moe', email: 'mute@example.org' } },
    ]);
  });
});
