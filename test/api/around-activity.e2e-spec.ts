import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Activity, Case } from '@casemgr/client';
import { anActivity, toXml } from '../support/activity.js';
import type { RequestOptions, TestAnswer } from '../support/api-client.js';
import { LOG_PURPOSE } from '#field-push/delivery.store.js';
import { FORM_PURPOSE } from '#field-push/edit-session.store.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { Secrets } from '#runtime/secrets.js';
import { rowsWith } from '../support/every-table.js';
import type { Who } from '../support/partition.js';
import { createdId, postActivity, refusalIn } from '../support/posting.js';
import { fateOf, rawMail, submitMail } from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity, type StoredActivity } from '../support/stored-activity.js';

const CRM: Who = { client: 'crm' };
const SAM: Who = { user: 'sam' };
const KIM: Who = { user: 'kim' };
const ANN: Who = { customer: 'c-ann' };
const BOB: Who = { customer: 'c-bob' };

const ACTIVITY = '/core/casemgr/v3/activity';
const CASE = '/core/casemgr/v3/case';
const UNKNOWN = '987654321';

const ANNS = { customer: 'c-ann', department: 'Service' } as const;
const COMPLETED = { status: 'completed', substatus: 'done' } as const;
const FUTURE = '2999-01-01T00:00:00.000Z';

interface Shown {
  readonly id: string;
  readonly lastModified: string;
  readonly [member: string]: unknown;
}

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    customAttributes: [{ object: 'case', name: 'region', dataType: 'stringList', values: ['north', 'south'] }],
    users: [
      {
        login: 'kim',
        password: 'kim-password-1',
        firstName: 'Kim',
        lastName: 'Far',
        department: 'Sales',
        foreignDepartments: ['Service'],
      },
    ],
  });
});

afterAll(async () => {
  await server.close();
});

const store = (activity: Partial<StoredActivity> = {}) => storeActivity(server.database, { ...ANNS, ...activity });

const send = (method: string, path: string, as: Who, options: RequestOptions = {}): Promise<TestAnswer> =>
  server.request(method, path, { as, ...options });

const patch = (path: string, as: Who, body?: unknown, headers: Record<string, string> = {}): Promise<TestAnswer> =>
  send('PATCH', path, as, { body, headers });

async function activity(ids: string, as: Who = CRM, $attribute?: string): Promise<Activity> {
  const query = $attribute === undefined ? {} : { $attribute };
  const { data } = await server.typed(as).GET('/core/casemgr/v3/activity/{ids}', { params: { path: { ids }, query } });
  return theOnly(data?.activity);
}

async function theCase(ids: string, as: Who = CRM): Promise<Case> {
  const { data } = await server.typed(as).GET('/core/casemgr/v3/case/{ids}', { params: { path: { ids } } });
  return theOnly(data?.case);
}

function theOnly<Item>(items: readonly Item[] = []): Item {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) throw new Error(`${items.length} were shown`);
  return item;
}

function expectCode(answer: TestAnswer, code: string): void {
  const found = answer.text === '' ? '' : answer.json<{ code: string }>().code;
  expect({ status: answer.status, code: found, text: answer.text }).toMatchObject({
    status: Number(code.slice(0, 3)),
    code,
  });
}

function expectDone(answer: TestAnswer, status = 204): void {
  expect({ status: answer.status, text: answer.text }).toEqual({ status, text: '' });
}

const attribute = (attribName: string, ...values: string[]) => ({
  customAttribute: [{ attribName, attribValues: { attribValue: values.map((value) => ({ value })) } }],
});

/** A body with the state that was seen. */
const seen = ({ id, lastModified }: Pick<Activity, 'id' | 'lastModified'>, change: object) => ({
  id,
  lastModified,
  ...change,
});

async function audited(object: string, id: string): Promise<string[]> {
  const rows = await server.database.query<{ action: string }>(
    'SELECT action FROM audit_entries WHERE object = $1 AND object_id = $2 ORDER BY id',
    [object, id],
  );
  return rows.map(({ action }) => action);
}

describe('ACT-2: editing an open activity', () => {
  it('REF §6: is no activity to the customer, who sees when the latest was created', async () => {
    const { id, caseId } = await store();
    const before = (await theCase(caseId, ANN))['recentActivityDate'];
    expect(before).toEqual(expect.any(String));
    expectDone(await patch(ACTIVITY, CRM, seen(await activity(id), { priority: '1' })));
    expect((await theCase(caseId, ANN))['recentActivityDate']).toBe(before);
  });

  it.each([
    ['', 'activity'],
    ['<attribValues/>', 'activity'],
    ['<attribValues><attribValue/></attribValues>', 'activity'],
    ['<attribValues><attribValue><value></value></attribValue></attribValues>', 'activity'],
    ['<attribValues/>', 'case'],
  ])('ACT-3, WR-5: takes a custom attribute away with %j, of one %s', async (values, object) => {
    const { id, caseId } = await store({ customAttributes: { product: ['laptop'] } });
    const [name, path, shown] =
      object === 'case' ? ['region', CASE, await theCase(caseId)] : ['product', ACTIVITY, await activity(id)];
    const sendXml = (attribute: string) => {
      const body = `<${object}><id>${shown.id}</id><customAttributes><customAttribute><attribName>${name}</attribName>${attribute}</customAttribute></customAttributes></${object}>`;
      return send('PATCH', path, CRM, { body, headers: { 'content-type': 'application/xml', 'if-match': '*' } });
    };
    const seenNow = async () => (object === 'case' ? theCase(caseId) : activity(id, CRM, 'all'));
    const value = object === 'case' ? 'north' : 'laptop';
    expectDone(await sendXml(`<attribValues><attribValue><value>${value}</value></attribValue></attribValues>`));
    expect(JSON.stringify((await seenNow())['customAttributes'])).toContain(value);
    expectDone(await sendXml(values));
    expect(JSON.stringify((await seenNow())['customAttributes'])).not.toContain(name);
  });

  it('B-16, R-12: keeps whole numbers and dates in one form, and finds them in any', async () => {
    const { id, caseId } = await store();
    const customAttribute = [
      ...attribute('quantity', '+05').customAttribute,
      ...attribute('wanted', '2030-01-01T01:00:00+01:00').customAttribute,
    ];
    expectDone(await patch(ACTIVITY, CRM, seen(await activity(id), { customAttributes: { customAttribute } })));
    const shown = JSON.stringify((await activity(id, CRM, 'all'))['customAttributes']);
    expect(shown).toContain('"5"');
    expect(shown).toContain('"2030-01-01T00:00:00.000Z"');
    for (const [name, value] of [
      ['quantity', '05'],
      ['quantity', 5],
      ['wanted', '2029-12-31T23:00:00-01:00'],
    ]) {
      const custom = encodeURIComponent(JSON.stringify([{ object: 'activity', name, value }]));
      const found = await send('GET', `${ACTIVITY}?caseID=${caseId}&custom=${custom}`, CRM);
      expect(found.json<{ activity: Shown[] }>().activity.map((one) => one.id)).toEqual([id]);
    }
  });

  it('ACT-3, WR-2: changes what is sent, leaves the rest, and is audited', async () => {
    const { id } = await store({ customAttributes: { reference: ['A-1'] } });
    const before = await activity(id);
    const change = {
      dueDate: FUTURE,
      priority: 7,
      language: { value: 'DE' },
      customAttributes: attribute('topics', 'a', 'b'),
    };
    const answer = await patch(ACTIVITY, CRM, seen(before, change));
    expectDone(answer);
    const after = await activity(id, CRM, 'all');
    expect(after).toMatchObject({ dueDate: FUTURE, priority: '7', language: { value: 'de' }, subject: 'Laptop' });
    expect(JSON.stringify(after['customAttributes'])).toContain('A-1');
    expect(after.lastModified > before.lastModified).toBe(true);
    expect(answer.headers.get('etag')).toBe(`"${Date.parse(after.lastModified)}"`);
    expect(await audited('activity', id)).toEqual(['edit']);

    const cleared = { dueDate: '', customAttributes: attribute('topics') };
    expectDone(await patch(ACTIVITY, CRM, seen(after, cleared)));
    const last = await activity(id, CRM, 'all');
    expect(last).toMatchObject({ dueDate: null, priority: '7' });
    expect(JSON.stringify(last['customAttributes'])).not.toContain('topics');
  });

  it('WR-5: takes XML, and the wrapping of the older platform', async () => {
    const { id } = await store();
    const { lastModified } = await activity(id);
    const xml = `<activity id="${id}"><lastModified date="${lastModified}"/><priority>2</priority></activity>`;
    expectDone(await send('PATCH', ACTIVITY, CRM, { body: xml, headers: { 'content-type': 'application/xml' } }));
    expect(await activity(id)).toMatchObject({ priority: '2' });
    const wrapped = { activity: [seen(await activity(id), { priority: '3' })] };
    expectDone(await patch(ACTIVITY, CRM, wrapped));
    expect(await activity(id)).toMatchObject({ priority: '3' });
  });

  it.each<[string, object, string, string]>([
    ['nothing to change', {}, '400-146', 'dueDate or priority or language or customAttributes'],
    ['a priority beyond 7', { priority: '8' }, '400-152', 'priority'],
    ['a due date in the past', { dueDate: '2020-01-01T00:00:00.000Z' }, '400-152', 'dueDate'],
    ['no date', { dueDate: 'tomorrow' }, '400-152', 'dueDate'],
    ['no language', { language: { value: 'xx' } }, '400-152', 'language.value'],
    ['what is ours to set', { status: { value: 'completed' } }, '400-147', 'status'],
    [
      'ACT-3: an attribute of cases',
      { customAttributes: attribute('caseOnly', 'x') },
      '400-152',
      'customAttributes.customAttribute[0].attribName',
    ],
    [
      'ACT-3: a value that is none',
      { customAttributes: attribute('product', 'car') },
      '400-152',
      'customAttributes.customAttribute[0].attribValues.attribValue',
    ],
  ])('refuses %s', async (_, change, code, name) => {
    const { id } = await store();
    const before = await activity(id, CRM, 'all');
    const answer = await patch(ACTIVITY, CRM, seen(before, change));
    expect(refusalIn(answer)).toMatchObject({ code, attributes: [name] });
    expect(await activity(id, CRM, 'all')).toEqual(before);
  });

  it('ACT-5: is for open ones', async () => {
    const { id } = await store(COMPLETED);
    expectCode(await patch(ACTIVITY, CRM, seen(await activity(id), { priority: '1' })), '400-253');
  });

  it('WR-2: is refused when somebody was faster, and of two at once one wins', async () => {
    const { id } = await store();
    const before = await activity(id);
    const answers = await Promise.all(
      ['1', '2', '3'].map((priority) => patch(ACTIVITY, CRM, seen(before, { priority }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expectCode(await patch(ACTIVITY, CRM, seen(before, { priority: '4' })), '409-100');
  });

  it('WR-3: goes by ETag and If-Match as well', async () => {
    const { id } = await store();
    const read = await send('GET', `${ACTIVITY}/${id}`, CRM);
    const etag = read.headers.get('etag') ?? '';
    expectCode(await patch(ACTIVITY, CRM, { id, priority: '1' }), '400-146');
    expectCode(await patch(ACTIVITY, CRM, { id, priority: '1' }, { 'if-match': '"1"' }), '412-100');
    const edited = await patch(ACTIVITY, CRM, { id, priority: '1' }, { 'if-match': etag });
    expectDone(edited);
    expectCode(await patch(ACTIVITY, CRM, { id, priority: '2' }, { 'if-match': etag }), '412-100');
    expectDone(await patch(ACTIVITY, CRM, { id, priority: '2' }, { 'if-match': edited.headers.get('etag') ?? '' }));
    expectDone(await patch(ACTIVITY, CRM, { id, priority: '3' }, { 'if-match': '*' }));
    expect((await send('GET', `${ACTIVITY}/${id},${(await store()).id}`, CRM)).headers.has('etag')).toBe(false);
  });
});

describe('WR-1: a write that is sent again', () => {
  it('gives the first answer again and changes nothing', async () => {
    const { id } = await store();
    const body = seen(await activity(id), { priority: '1' });
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = await patch(ACTIVITY, CRM, body, headers);
    const second = await patch(ACTIVITY, CRM, body, headers);
    expect([first.status, second.status]).toEqual([204, 204]);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await audited('activity', id)).toEqual(['edit']);
    expectCode(await patch(ACTIVITY, CRM, { ...body, priority: '2' }, headers), '422-101');
    expectCode(await patch(`${ACTIVITY}/mask`, CRM, body, headers), '400-147');
  });

  it('gives the path of the first note again', async () => {
    const { id } = await store();
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const post = () => send('POST', `${ACTIVITY}/${id}/note`, CRM, { body: { content: 'Once' }, headers });
    const answers = [await post(), await post()];
    expect(new Set(answers.map(({ headers: shown }) => shown.get('location'))).size).toBe(1);
    expect(await activity(id)).toMatchObject({ notes: { count: 1 } });
  });

  it('refuses again what was refused, and an unchanged conflict may be tried anew', async () => {
    const { id } = await store(COMPLETED);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = seen(await activity(id), { priority: '1' });
    expectCode(await patch(ACTIVITY, CRM, body, headers), '400-253');
    const again = await patch(ACTIVITY, CRM, body, headers);
    expectCode(again, '400-253');
    expect(again.headers.get('idempotent-replayed')).toBe('true');

    const stale = { ...body, lastModified: '2020-01-01T00:00:00.000Z' };
    const other = { 'idempotency-key': crypto.randomUUID() };
    for (let time = 0; time < 2; time += 1) expectCode(await patch(ACTIVITY, CRM, stale, other), '409-100');
  });
});

describe('WR-3: writes that are asked for by what was seen', () => {
  const STALE = { 'if-match': '"1"' };

  it('close, change the customer and purge only what is as it was seen', async () => {
    const { id, caseId } = await store();
    const done = await store(COMPLETED);
    const bob = await customerIdOf(server.database, 'c-bob');
    const asked: readonly (readonly [method: string, path: string, body?: object])[] = [
      ['PATCH', `${CASE}/${caseId}/changecustomer`, { customer: { id: bob } }],
      ['PATCH', `${CASE}/${caseId}/close`],
      ['DELETE', `${ACTIVITY}/${done.id}/attachment`],
    ];
    for (const [method, path, body] of asked) {
      expectCode(await send(method, path, CRM, { body, headers: STALE }), '412-100');
      const resource = path.slice(0, path.lastIndexOf('/'));
      const etag = (await send('GET', resource, CRM)).headers.get('etag') ?? '';
      expectDone(await send(method, path, CRM, { body, headers: { 'if-match': etag } }));
    }
    expect(await activity(id)).toMatchObject({ customer: { id: bob }, status: { value: 'completed' } });
  });

  it('refuse a condition that they do not look at', async () => {
    const { id } = await store();
    expectCode(await patch(`${ACTIVITY}/${id}/changecase`, CRM, {}, STALE), '400-100');
    expectCode(
      await send('POST', `${ACTIVITY}/${id}/note`, CRM, { body: { content: 'x' }, headers: STALE }),
      '400-100',
    );
  });

  it('I-2: with one Idempotency-Key are another request under another condition, and a failed condition is not kept', async () => {
    const { id } = await store();
    const before = await activity(id);
    const body = { id, priority: 5 };
    const key = { 'idempotency-key': `conditional-${id}` };
    expectCode(await patch(ACTIVITY, CRM, body, { ...key, ...STALE }), '412-100');
    const current = { 'if-match': `"${Date.parse(before.lastModified)}"` };
    expectDone(await patch(ACTIVITY, CRM, body, { ...key, ...current }));
    expectCode(await patch(ACTIVITY, CRM, body, { ...key, 'if-match': '*' }), '422-101');
  });
});

describe('ACT-4: editing a completed activity', () => {
  it('changes content and custom attributes', async () => {
    const { id } = await store(COMPLETED);
    const content = { html: '<p>It does.</p>' };
    const change = { payload: { email: { content } }, customAttributes: attribute('reference', 'B-2') };
    expectDone(await patch(`${ACTIVITY}/completed`, CRM, seen(await activity(id), change)));
    expect(await activity(id, CRM, 'all')).toMatchObject({
      payload: { email: { content: { text: 'It does not start.', html: '<p>It does.</p>' } } },
      customAttributes: attribute('reference', 'B-2'),
    });
    expect(await audited('activity', id)).toEqual(['edit']);
  });

  it.each<[string, Partial<StoredActivity>, object, string]>([
    ['ACT-5: an open one', {}, { customAttributes: attribute('reference', 'B-2') }, 'id'],
    [
      'Z-1: more content than allowed',
      COMPLETED,
      { payload: { email: { content: { text: 'x'.repeat(1024 * 1024 + 1) } } } },
      'payload.email.content',
    ],
  ])('refuses %s', async (_, stored, change, name) => {
    const { id } = await store(stored);
    const answer = await patch(`${ACTIVITY}/completed`, CRM, seen(await activity(id), change));
    expect(refusalIn(answer)).toMatchObject({ code: '400-152', attributes: [name] });
  });

  it('refuses nothing to change, and content that was purged', async () => {
    const { id } = await store(COMPLETED);
    expectCode(await patch(`${ACTIVITY}/completed`, CRM, seen(await activity(id), {})), '400-146');
    await server.database.query('UPDATE activities SET content_purged = true WHERE id = $1', [id]);
    const change = { payload: { email: { content: { text: 'New' } } } };
    expectCode(await patch(`${ACTIVITY}/completed`, CRM, seen(await activity(id), change)), '400-152');
  });
});

describe('ACT-6, ACT-7: what a customer does with its own view', () => {
  it('ACT-6: marks as read and not read, and changes nothing for staff', async () => {
    const [one, two] = [await store(), await store()];
    const before = await activity(one.id);
    for (const [word, read] of [
      ['unread', false],
      ['read', true],
    ] as const) {
      expectDone(await patch(`${ACTIVITY}/${one.id},${two.id}/${word}`, ANN));
      expect((await activity(one.id, ANN))['read']).toBe(read);
      expect((await activity(two.id, ANN))['read']).toBe(read);
    }
    expect(await activity(one.id)).toEqual(before);
    expect(await audited('activity', one.id)).toEqual(['mark unread', 'mark read']);
  });

  it('ACT-7: hides for good, attachments and case included, from itself alone', async () => {
    const { id, caseId } = await store();
    expectDone(await send('DELETE', `${ACTIVITY}/${id}`, ANN));
    for (const path of [`${ACTIVITY}/${id}`, `${ACTIVITY}/${id}/attachment`, `${CASE}/${caseId}`]) {
      expectCode(await send('GET', path, ANN), '404-100');
    }
    expect((await send('GET', `${ACTIVITY}?caseID=${caseId}`, ANN)).status).toBe(204);
    expectCode(await send('DELETE', `${ACTIVITY}/${id}`, ANN), '404-100');
    expect(await activity(id)).toMatchObject({ id });
  });

  it('is of its own, whoever holds a grant, and of all or none', async () => {
    const bobs = await store({ customer: 'c-bob' });
    const bob = await customerIdOf(server.database, 'c-bob');
    expectCode(await patch(`${ACTIVITY}/${bobs.id}/unread?customer=${bob}`, ANN), '400-101');
    expectCode(await send('DELETE', `${ACTIVITY}/${bobs.id}?customer=${bob}`, ANN), '400-101');
    expect(await activity(bobs.id, BOB)).toMatchObject({ id: bobs.id });
    const own = await store();
    expectDone(await patch(`${ACTIVITY}/${own.id}/unread`, ANN));
    expectCode(await patch(`${ACTIVITY}/${own.id},${bobs.id}/read`, ANN), '404-100');
    expect((await activity(own.id, ANN))['read']).toBe(false);
  });

  it('WR-4: with no body', async () => {
    const { id } = await store();
    expectCode(await patch(`${ACTIVITY}/${id}/read`, ANN, { read: true }), '400-203');
    expectCode(await send('DELETE', `${ACTIVITY}/${id}`, ANN, { body: { id } }), '400-203');
  });
});

describe('ACT-8: masking', () => {
  it('hides what the patterns find in subject and content, for good', async () => {
    const { id } = await store({ subject: 'Card 4111 1111 1111 1111', text: 'It is 4111111111111111.' });
    const before = await activity(id);
    expectDone(await patch(`${ACTIVITY}/mask`, CRM, seen(before, {})));
    const after = await activity(id, CRM, 'payload');
    expect(after).toMatchObject({
      subject: 'Card **** **** **** ****',
      payload: { email: { content: { text: 'It is ****************.' } } },
    });
    expectDone(await patch(`${ACTIVITY}/mask`, CRM, seen(after, {})));
    expect(await activity(id, CRM, 'payload')).toEqual(after);
    expect(await audited('activity', id)).toEqual(['mask']);
  });

  it('leaves what it hides in no table: case, index, raw mail, journal, pushes, kept answers', async () => {
    const card = '4111111111111111';
    const mail = await submitMail(
      server,
      rawMail(
        {
          From: 'ann@example.org',
          To: 'support@example.com',
          Subject: `Card ${card}`,
          'Message-ID': '<card@x.example>',
        },
        `It is ${card}.`,
      ),
    );
    const { activity: made, case: its } = await fateOf(server, mail);
    const [id, caseId] = [made?.id ?? '', its?.id ?? ''];
    await server.application.get(OutboxWorker, { strict: false }).drain('index');
    await server.database.query('UPDATE cases SET description = $2, solution = $2 WHERE id = $1', [caseId, card]);
    const secrets = server.application.get(Secrets, { strict: false });
    const pushed = JSON.stringify({ subject: `Card ${card}` });
    await server.database.query(
      `WITH push AS (
          INSERT INTO field_pushes (id, object, fields, url, encrypted_secret, occasions, payload_style, timeout_ms, active)
          VALUES ('log', 'ticket', '{subject}', 'https://example.org', 'x', '{}', 'table', 1000, false) RETURNING id),
        delivery AS (
          INSERT INTO field_push_deliveries (push_id, lane, object, record_id, webhook_id, encrypted_body, state, available_at, created_at)
          SELECT id, 'durable', 'ticket', $1::bigint, gen_random_uuid(), $2, 'delivered', now(), now() FROM push RETURNING id),
        session AS (
          INSERT INTO field_push_sessions (id, actor, object, record_id, encrypted_form, used_at)
          VALUES (gen_random_uuid(), 'user 1000', 'ticket', $1::bigint, $4, now()))
        INSERT INTO field_push_attempts (delivery_id, number, started_at, duration_ms, encrypted_error, encrypted_answer)
        SELECT id, 1, now(), 1, $5, $3 FROM delivery`,
      [
        caseId,
        ...[LOG_PURPOSE, LOG_PURPOSE, FORM_PURPOSE].map((purpose) => secrets.encrypt(purpose, pushed)),
        secrets.encrypt(LOG_PURPOSE, `no ${card}`),
      ],
    );
    await server.database.query(
      `INSERT INTO idempotency_keys (actor, key, fingerprint, holder, claimed_at, expires_at, status, answer)
        VALUES ('client:1', 'card', 'x', gen_random_uuid(), now(), now() + interval '1 day', 400, $1::json)`,
      [JSON.stringify({ details: `not ${card}` })],
    );
    const tablesWith = async (): Promise<string[]> => [
      ...new Set((await rowsWith(server.database, [card])).map((row) => row.split(':')[0] ?? '')),
    ];
    expect(await tablesWith()).toEqual([
      'activities_p0',
      'activity_emails_p0',
      'activity_texts',
      'case_texts',
      'cases',
      'idempotency_keys',
      'mail_messages',
      'raw_mails',
    ]);
    expectDone(await patch(`${ACTIVITY}/mask`, CRM, seen(await activity(id), {})));
    expect(await tablesWith()).toEqual([]);
    await server.application.get(OutboxWorker, { strict: false }).drain('index');
    expect(await tablesWith()).toEqual([]);
    expect(await theCase(caseId)).toMatchObject({ subject: 'Card ****************', solution: '****************' });
    const found = await send('GET', `${ACTIVITY}?text=Card&caseID=${caseId}`, CRM);
    expect(found.json<{ activity: object[] }>().activity).toHaveLength(1);
    const kept = await server.database.query<{ body: string; answer: string; error: string; form: string }>(
      `SELECT d.encrypted_body AS body, a.encrypted_answer AS answer, a.encrypted_error AS error, s.encrypted_form AS form
        FROM field_push_deliveries d JOIN field_push_attempts a ON a.delivery_id = d.id
        JOIN field_push_sessions s ON s.record_id = d.record_id`,
    );
    const opened = kept.map(({ body, answer, error, form }) => [
      secrets.decrypt(LOG_PURPOSE, body),
      secrets.decrypt(LOG_PURPOSE, answer),
      secrets.decrypt(LOG_PURPOSE, error),
      secrets.decrypt(FORM_PURPOSE, form),
    ]);
    const stars = '*'.repeat(card.length);
    const masked = pushed.replace(card, stars);
    expect(opened).toEqual([[masked, masked, `no ${stars}`, masked]]);
    expect(await audited('case', caseId)).toContain('mask');
  });

  it('refuses patterns that are none', async () => {
    const settings = { maskingPatterns: ['\\d+', '(?<=a)b', '('] };
    await expect(server.configure({ settings })).rejects.toThrow(/maskingPatterns/);
  });
});

describe('ACT-9: what is not for the caller to see', () => {
  const edit = (id: string) => ({ id, lastModified: FUTURE, priority: '1' });
  const contactPoint = (id: string) => ({ activity: [{ id, customer: pointing('1') }] });
  const pointing = (id: string) => ({ contacts: { contact: [{ email: [{ id }] }] } });

  it.each<[string, Who, (id: string) => readonly [method: string, path: string, body?: object]]>([
    ['editing', SAM, (id) => ['PATCH', ACTIVITY, edit(id)]],
    [
      'editing when completed',
      SAM,
      (id) => [
        'PATCH',
        `${ACTIVITY}/completed`,
        { id, lastModified: FUTURE, customAttributes: attribute('reference', 'x') },
      ],
    ],
    ['masking', SAM, (id) => ['PATCH', `${ACTIVITY}/mask`, { id, lastModified: FUTURE }]],
    ['changing the case', SAM, (id) => ['PATCH', `${ACTIVITY}/${id}/changecase`, {}]],
    ['changing the customer', SAM, (id) => ['PATCH', `${ACTIVITY}/changecustomer`, contactPoint(id)]],
    ['purging', SAM, (id) => ['DELETE', `${ACTIVITY}/${id}/attachment`]],
    ['adding a note', SAM, (id) => ['POST', `${ACTIVITY}/${id}/note`, { content: 'x' }]],
    ['reading notes', SAM, (id) => ['GET', `${ACTIVITY}/${id}/notes`]],
    ['reading a note', SAM, (id) => ['GET', `${ACTIVITY}/${id}/note/1000`]],
    ['deleting notes', SAM, (id) => ['DELETE', `${ACTIVITY}/${id}/notes/1000`]],
    ['replying', BOB, (id) => ['POST', `${ACTIVITY}/${id}/email/general`, anActivity({ actor: 'customer' })]],
    ['hiding', BOB, (id) => ['DELETE', `${ACTIVITY}/${id}`]],
    ['marking', BOB, (id) => ['PATCH', `${ACTIVITY}/${id}/read`]],
  ])('an activity, is like none: %s', async (_, who, request) => {
    const foreign = who === SAM ? await store({ customer: 'c-sue', department: 'Sales' }) : await store();
    await expectAlike(who, foreign.id, request);
  });

  it.each<[string, (id: string) => readonly [method: string, path: string, body?: object]]>([
    ['editing', (id) => ['PATCH', CASE, { id, lastModified: FUTURE, subject: 'x' }]],
    ['editing when closed', (id) => ['PATCH', `${CASE}/closed`, { id, lastModified: FUTURE, subject: 'x' }]],
    ['closing', (id) => ['PATCH', `${CASE}/${id}/close`]],
    ['changing the customer', (id) => ['PATCH', `${CASE}/${id}/changecustomer`, { customer: { id: '1000' } }]],
    ['adding a note', (id) => ['POST', `${CASE}/${id}/note`, { content: 'x' }]],
    ['reading notes', (id) => ['GET', `${CASE}/${id}/notes`]],
    ['reading a note', (id) => ['GET', `${CASE}/${id}/note/1000`]],
    ['deleting notes', (id) => ['DELETE', `${CASE}/${id}/notes/1000`]],
  ])('a case, is like none: %s', async (_, request) => {
    const { caseId } = await store({ customer: 'c-sue', department: 'Sales' });
    await expectAlike(SAM, caseId, request);
  });

  it('a case to move to, is like none', async () => {
    const own = await store();
    const foreign = await store({ customer: 'c-sue', department: 'Sales' });
    await expectAlike(SAM, foreign.caseId, (id) => ['PATCH', `${ACTIVITY}/${own.id}/changecase`, { id }]);
  });

  async function expectAlike(
    who: Who,
    id: string,
    request: (id: string) => readonly [method: string, path: string, body?: object],
  ): Promise<void> {
    const answers = await Promise.all(
      [id, UNKNOWN].map(async (one) => {
        const [method, path, body] = request(one);
        const answer = await send(method, path, who, { body });
        return { status: answer.status, text: answer.text.replaceAll(one, 'ID') };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.text).toMatch(/40[04]-/);
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
  }

  it('is what a user sees and edits in a department where it is a foreign user, and no other', async () => {
    const service = await store();
    expectDone(await patch(ACTIVITY, KIM, seen(await activity(service.id, KIM), { priority: '6' })));
    const sales = await store({ customer: 'c-sue', department: 'Sales' });
    expect((await send('GET', `${ACTIVITY}/${service.id},${sales.id}`, KIM)).status).toBe(200);
    expectCode(await send('GET', `${ACTIVITY}/${sales.id}`, SAM), '404-100');
    const users = await send('GET', '/core/adminmgr/v3/users', { client: 'test-admin' });
    expect(users.text).toContain('"foreignDepartments":["Service"]');
  });
});

describe('ACT-10: purging attachments', () => {
  async function attach(activityId: string, inline: boolean): Promise<string> {
    const [row] = await server.database.query<{ id: string }>(
      `INSERT INTO attachments (alt_id, app, type, file_name, content_type, size, uploader, activity_id, uploaded_at, inline)
       VALUES (gen_random_uuid(), 'email', 'attachment.inbound', 'a.txt', 'text/plain', 1,
         '{"actor":"client","id":"1","firstName":"","lastName":""}'::jsonb, $1::bigint, now(), $2)
       RETURNING id`,
      [activityId, inline],
    );
    await server.database.query('UPDATE activities SET attachment_count = attachment_count + 1 WHERE id = $1', [
      activityId,
    ]);
    return row?.id ?? '';
  }

  it('takes the files and leaves their number', async () => {
    const { id } = await store(COMPLETED);
    await attach(id, false);
    const inline = await attach(id, true);
    expectDone(await send('DELETE', `${ACTIVITY}/${id}/attachment?preserveInlineAttachment=yes`, CRM));
    expect(await activity(id)).toMatchObject({ attachments: { count: 1, purgedCount: 1 } });
    expect((await send('GET', `${ACTIVITY}/${id}/attachment/${inline}`, CRM)).status).toBe(200);
    expectDone(await send('DELETE', `${ACTIVITY}/${id}/attachment`, CRM));
    expectDone(await send('DELETE', `${ACTIVITY}/${id}/attachment`, CRM));
    expect(await activity(id)).toMatchObject({ attachments: { count: 0, purgedCount: 2 } });
    expect((await send('GET', `${ACTIVITY}/${id}/attachment`, CRM)).status).toBe(204);
    expect(await audited('activity', id)).toEqual(['purge attachments', 'purge attachments']);
  });

  it('takes the bytes from the store as well', async () => {
    const form = new FormData();
    form.set('data-type', 'application/json');
    form.set('data', JSON.stringify(anActivity({ actor: 'client' })));
    form.set('file', new Blob(['secret']), 'secret.txt');
    const id = createdId(await send('POST', `${ACTIVITY}/email/general`, CRM, { body: form }));
    const links = await send('GET', `${ACTIVITY}/${id}/attachment`, CRM);
    const [{ id: attachmentId = '' } = {}] = links.json<{ attachment: { id?: string }[] }>().attachment;
    const one = await send('GET', `${ACTIVITY}/${id}/attachment/${attachmentId}?$attribute=contentUrl`, CRM);
    const [{ contentUrl = '' } = {}] = one.json<{ attachment: { contentUrl?: string }[] }>().attachment;
    expect((await server.request('GET', contentUrl)).text).toBe('secret');
    await server.database.query(`UPDATE activities SET status = 'completed', substatus = 'done' WHERE id = $1`, [id]);
    expectDone(await send('DELETE', `${ACTIVITY}/${id}/attachment`, CRM));
    expect((await server.request('GET', contentUrl)).status).toBe(404);
  });

  it('ACT-5: not while the activity is open, and nothing but yes for the parameter', async () => {
    const { id } = await store();
    expect(refusalIn(await send('DELETE', `${ACTIVITY}/${id}/attachment`, CRM))).toMatchObject({
      code: '400-152',
      attributes: ['ids'],
    });
    expectCode(await send('DELETE', `${ACTIVITY}/${id}/attachment?preserveInlineAttachment=no`, CRM), '400-102');
  });
});

async function emailPointOf(externalId: string): Promise<string> {
  const [row] = await server.database.query<{ id: string }>(
    `SELECT p.id FROM contact_points p JOIN customers c ON c.id = p.customer_id
     WHERE c.external_id = $1 AND p.type = 'email' ORDER BY p.id LIMIT 1`,
    [externalId],
  );
  return row?.id ?? '';
}

const moving = (point: string, ...ids: string[]) => ({
  activity: ids.map((id) => ({ id, customer: { contacts: { contact: [{ email: [{ id: point }] }] } } })),
});

describe('ACT-11: changing the customer of activities', () => {
  const path = `${ACTIVITY}/changecustomer`;

  it('moves them, and the case when nothing of the old customer is left in it', async () => {
    const first = await store();
    const second = await store({ caseId: first.caseId });
    const [point, bob] = [await emailPointOf('c-bob'), await customerIdOf(server.database, 'c-bob')];
    expectDone(await patch(path, CRM, moving(point, first.id)));
    expect(await activity(first.id, CRM, 'contactPointData')).toMatchObject({
      customer: { id: bob, customerName: 'Bob Ray' },
      contactPointData: 'someone@example.org',
    });
    expect(await theCase(first.caseId)).not.toMatchObject({ customer: { id: bob } });
    expectCode(await send('GET', `${ACTIVITY}/${first.id}`, ANN), '404-100');
    const xml = toXml(moving(point, second.id), 'activities');
    expectDone(await send('PATCH', path, CRM, { body: xml, headers: { 'content-type': 'application/xml' } }));
    expect(await theCase(first.caseId)).toMatchObject({ customer: { id: bob } });
    expect(await audited('case', first.caseId)).toEqual(['change customer']);
  });

  it('R-7: shows the new customer its own activity, unread, and nothing of the case of the other', async () => {
    const words = 'Confidential beekeeping';
    const [stays, moved] = [await store({ text: 'Stays with Ann' }), await store({ text: 'Moves to Bob' })];
    await server.database.query('UPDATE activities SET case_id = $1 WHERE id = $2', [stays.caseId, moved.id]);
    const { lastModified } = await theCase(stays.caseId);
    const edit = { id: stays.caseId, lastModified, subject: words, description: words, solution: words };
    expectDone(await patch(CASE, CRM, edit));
    expectDone(await send('PATCH', `${ACTIVITY}/${moved.id}/read`, ANN));
    expectDone(await send('DELETE', `${ACTIVITY}/${moved.id}`, ANN));
    expectDone(await patch(path, CRM, moving(await emailPointOf('c-bob'), moved.id)));

    expect(await activity(moved.id, BOB)).toMatchObject({ id: moved.id, read: false });
    const shown = await send('GET', `${CASE}/${stays.caseId}`, BOB);
    expect(shown.json<{ case: object[] }>().case[0]).toMatchObject({
      status: { value: 'open' },
      unreadActivityCount: 1,
      subject: null,
      description: null,
      solution: null,
      customer: null,
      createdBy: null,
      lastModifiedBy: null,
    });
    const listed = await send('GET', `${ACTIVITY}?caseID=${stays.caseId}`, BOB);
    expect(listed.json<{ activity: Shown[] }>().activity.map(({ id }) => id)).toEqual([moved.id]);
    await server.application.get(OutboxWorker, { strict: false }).drain('index');
    expect((await send('GET', `${CASE}?text=beekeeping`, BOB)).status).toBe(204);
    expect((await send('GET', `${CASE}?text=beekeeping`, ANN)).status).toBe(200);
    expectCode(await send('GET', `${ACTIVITY}/${stays.id}`, BOB), '404-100');
    expect(await theCase(stays.caseId, ANN)).toMatchObject({ subject: words, unreadActivityCount: 1 });
  });

  it.each<[string, () => Promise<object>, string]>([
    ['none', () => Promise.resolve({ activity: [] }), '400-146'],
    ['an unknown activity', async () => moving(await emailPointOf('c-bob'), UNKNOWN), '400-194'],
    ['an unknown contact point', async () => moving(UNKNOWN, (await store()).id), '400-194'],
    ['the customer that it has', async () => moving(await emailPointOf('c-ann'), (await store()).id), '400-126'],
    ['a completed one', async () => moving(await emailPointOf('c-bob'), (await store(COMPLETED)).id), '400-253'],
    [
      'one twice',
      async () => {
        const { id } = await store();
        return moving(await emailPointOf('c-bob'), id, id);
      },
      '400-152',
    ],
    [
      'two customers',
      async () => {
        const [to, other] = [await emailPointOf('c-bob'), await emailPointOf('c-sue')];
        return {
          activity: [...moving(to, (await store()).id).activity, ...moving(other, (await store()).id).activity],
        };
      },
      '400-152',
    ],
    ['no contact point', async () => ({ activity: [{ id: (await store()).id }] }), '400-146'],
  ])('refuses %s', async (_, body, code) => {
    expectCode(await patch(path, CRM, await body()), code);
  });
});

describe('ACT-12, CASE-8: the attribute metadata', () => {
  it('ACT-12: describes types, languages and custom attributes', async () => {
    const answer = await send('GET', `${ACTIVITY}/attributes?$attribute=all`, CRM, {
      headers: { 'accept-language': 'de-DE' },
    });
    const { attribute: found, resource } = answer.json<{ attribute: { name: string }[]; resource: string }>();
    expect(resource).toBe('activity');
    expect(found.map(({ name }) => name)).toEqual([
      'type',
      'language',
      'custom.product',
      'custom.quantity',
      'custom.reference',
      'custom.topics',
      'custom.wanted',
    ]);
    expect(answer.text).toContain('{"value":"fr","displayValue":"Französisch"}');
    expect(found[5]).toEqual({
      name: 'custom.topics',
      attribName: 'topics',
      dataType: 'stringList',
      dataSize: 255,
      options: { multiSelect: true, option: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] },
    });
  });

  it('CASE-8: describes the custom attributes of cases', async () => {
    const answer = await send('GET', `${CASE}/attributes?$attribute=custom`, CRM, {
      headers: { accept: 'application/xml' },
    });
    expect(answer.text).toContain('<attribute><name>custom.caseOnly</name>');
    expect(answer.text).toContain('<resource>case</resource>');
  });

  it.each([
    ['nothing asked for', '', '400-112'],
    ['something else', '?$attribute=color', '400-116'],
  ])('refuse %s', async (_, query, code) => {
    expectCode(await send('GET', `${ACTIVITY}/attributes${query}`, CRM), code);
    expectCode(await send('GET', `${CASE}/attributes${query}`, CRM), code);
  });
});

describe('ACT-13: the reply of a customer', () => {
  const reply = (set: Record<string, string> = {}) =>
    anActivity({ actor: 'customer', set, without: ['payload.email.messageCenter'] });

  it('goes into the case of the original, which is opened again', async () => {
    const original = createdId(await postActivity(server, ANN, anActivity({ actor: 'customer' })));
    const { case: ofOriginal } = await activity(original);
    const caseId = (ofOriginal as { id: string }).id;
    expectDone(await patch(`${CASE}/${caseId}/close`, CRM));
    const id = createdId(await send('POST', `${ACTIVITY}/${original}/email/general`, ANN, { body: reply() }));
    expect(await activity(id, CRM, 'payload')).toMatchObject({
      case: { id: caseId },
      secure: true,
      mode: { value: 'inbound' },
      queue: { name: 'Service inbox' },
      payload: { email: { messageCenter: { id: 'mc-service' } } },
    });
    expect(await theCase(caseId)).toMatchObject({ status: { value: 'open', substatus: { value: 'open' } } });
  });

  it('answers what was sent to the customer, and goes to a receiver that it names', async () => {
    const sent = await store({ mode: 'outbound', ...COMPLETED });
    const path = `${ACTIVITY}/${sent.id}/email/general`;
    const id = createdId(await send('POST', path, ANN, { body: reply() }));
    expect(await activity(id)).toMatchObject({ case: { id: sent.caseId }, queue: { name: 'Service inbox' } });
    const named = reply({ 'payload.email.emailAddresses.receiver': 'support@example.com' });
    const other = createdId(await send('POST', path, ANN, { body: named }));
    expect(await activity(other, CRM, 'payload')).toMatchObject({
      payload: { email: { alias: { value: 'support@example.com' } } },
    });
  });

  it('is written for another by a grant, and only once for one key', async () => {
    const bobs = await store({ customer: 'c-bob' });
    const bob = await customerIdOf(server.database, 'c-bob');
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const post = () =>
      send('POST', `${ACTIVITY}/${bobs.id}/email/general?customer=${bob}`, ANN, { body: reply(), headers });
    const [first, second] = [await post(), await post()];
    expect(createdId(second)).toBe(createdId(first));
    expect(await activity(createdId(first))).toMatchObject({ sentOnBehalf: true, customer: { id: bob } });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['another case', { 'case.id': '1000' }, '400-147', 'case.id'],
    ['secure', { secure: true }, '400-147', 'secure'],
    ['a department', { 'department.name': 'Service' }, '400-147', 'department.name'],
    [
      'a receiver of another department',
      { 'payload.email.emailAddresses.receiver': 'sales@example.com' },
      '400-152',
      'payload.email.emailAddresses.receiver',
    ],
    ['an issue type without a message center', { 'issueType.id': 'billing' }, '400-152', 'issueType.id'],
  ])('refuses %s', async (_, set, code, name) => {
    const { id } = await store();
    const answer = await send('POST', `${ACTIVITY}/${id}/email/general`, ANN, {
      body: reply(set as Record<string, string>),
    });
    expect(refusalIn(answer)).toMatchObject({ code, attributes: [name] });
  });

  it('does not answer what the customer does not see: a draft, several at once', async () => {
    const draft = await store({ mode: 'outbound', status: 'assigned', substatus: 'in_progress' });
    expectCode(await send('POST', `${ACTIVITY}/${draft.id}/email/general`, ANN, { body: reply() }), '404-100');
    const [one, two] = [await store(), await store()];
    expectCode(await send('POST', `${ACTIVITY}/${one.id},${two.id}/email/general`, ANN, { body: reply() }), '400-152');
  });
});

describe('CASE-3: editing an open case', () => {
  it('CASE-2: changes what is sent, and shows it', async () => {
    const { caseId } = await store();
    const change = {
      severity: { value: 'urgent' },
      subject: 'Laptop stays dark',
      description: 'No light',
      solution: 'A new battery',
      dueDate: FUTURE,
      labels: ['vip', 'hardware'],
      language: { value: 'pt-br' },
      externalId: 'order-1',
      customAttributes: attribute('region', 'north'),
      status: { substatus: { value: 'pending' } },
    };
    const answer = await patch(CASE, CRM, seen(await theCase(caseId), change));
    expectDone(answer);
    const after = await theCase(caseId);
    expect(after).toMatchObject({
      status: { value: 'open', substatus: { value: 'pending', displayValue: 'Pending' } },
      severity: { value: 'urgent' },
      subject: 'Laptop stays dark',
      description: 'No light',
      solution: 'A new battery',
      dueDate: FUTURE,
      labels: ['vip', 'hardware'],
      language: { value: 'pt-BR' },
      externalId: 'order-1',
      customAttributes: attribute('region', 'north'),
    });
    expect(answer.headers.get('etag')).toBe(`"${Date.parse(after.lastModified)}"`);
    expect(await audited('case', caseId)).toEqual(['setPending', 'edit']);

    const cleared = { description: '', dueDate: '', externalId: '', language: { value: '' }, labels: [] };
    expectDone(await patch(CASE, CRM, seen(after, cleared)));
    expect(await theCase(caseId)).toMatchObject({
      description: null,
      dueDate: null,
      externalId: null,
      language: null,
      labels: [],
      solution: 'A new battery',
    });

    expectDone(await patch(CASE, CRM, seen(await theCase(caseId), { labels: ['vip'] })));
    const { lastModified } = await theCase(caseId);
    const xml = `<case><id>${caseId}</id><lastModified>${lastModified}</lastModified><labels></labels></case>`;
    expectDone(await send('PATCH', CASE, CRM, { body: xml, headers: { 'content-type': 'application/xml' } }));
    expect(await theCase(caseId)).toMatchObject({ labels: [] });
  });

  it('CASE-1, CASE-2: shows a customer neither the exact status nor what is kept about it', async () => {
    const { caseId } = await store();
    const change = { status: { substatus: { value: 'resolved' } }, labels: ['difficult'], externalId: 'x-9' };
    expectDone(await patch(CASE, CRM, seen(await theCase(caseId), change)));
    const shown = await theCase(caseId, ANN);
    expect(shown['status']).toEqual({ value: 'open', displayValue: 'Open' });
    expect(JSON.stringify(shown)).not.toMatch(/difficult|x-9|notes|resolved/);
  });

  it.each<[string, object, string, string]>([
    [
      'nothing to change',
      {},
      '400-146',
      'severity or subject or description or solution or dueDate or customAttributes or labels or language or externalId or status or relatedCases',
    ],
    ['an empty subject', { subject: '' }, '400-152', 'subject'],
    ['a subject that is too long', { subject: 'x'.repeat(1025) }, '400-152', 'subject'],
    ['no severity', { severity: { value: 'huge' } }, '400-152', 'severity.value'],
    ['closing it', { status: { substatus: { value: 'closed' } } }, '400-152', 'status.substatus.value'],
    ['what is ours to set', { created: FUTURE }, '400-147', 'created'],
    ['a due date in the past', { dueDate: '2020-01-01T00:00:00.000Z' }, '400-152', 'dueDate'],
    [
      'an attribute of activities',
      { customAttributes: attribute('product', 'phone') },
      '400-152',
      'customAttributes.customAttribute[0].attribName',
    ],
  ])('refuses %s', async (_, change, code, name) => {
    const { caseId } = await store();
    const answer = await patch(CASE, CRM, seen(await theCase(caseId), change));
    expect(refusalIn(answer)).toMatchObject({ code, attributes: [name] });
  });

  it('CASE-2: an external id is one of one case', async () => {
    const [one, other] = [await store(), await store()];
    expectDone(await patch(CASE, CRM, seen(await theCase(one.caseId), { externalId: 'unique-1' })));
    const answer = await patch(CASE, CRM, seen(await theCase(other.caseId), { externalId: 'unique-1' }));
    expect(refusalIn(answer)).toMatchObject({ code: '400-152', attributes: ['externalId'] });
  });

  it('CASE-4: a closed one has an edit of its own, and stays closed', async () => {
    const { caseId } = await store();
    const subject = { subject: 'Settled' };
    expect(refusalIn(await patch(`${CASE}/closed`, CRM, seen(await theCase(caseId), subject)))).toMatchObject({
      code: '400-152',
      attributes: ['id'],
    });
    expectDone(await patch(`${CASE}/${caseId}/close`, CRM));
    expectCode(await patch(CASE, CRM, seen(await theCase(caseId), subject)), '400-253');
    expectDone(await patch(`${CASE}/closed`, CRM, seen(await theCase(caseId), subject)));
    expect(await theCase(caseId)).toMatchObject({ subject: 'Settled', status: { value: 'closed' } });
    const reopening = { status: { substatus: { value: 'open' } } };
    expectCode(await patch(`${CASE}/closed`, CRM, seen(await theCase(caseId), reopening)), '400-147');
  });
});

describe('CASE-10: related cases', () => {
  const href = (id: string) => ({ rel: 'case', href: `${CASE}/${id}` });
  const relate = async (id: string, change: object, as: Who = CRM): Promise<TestAnswer> =>
    patch(CASE, as, seen(await theCase(id, as), { relatedCases: change }));

  it('are related both ways, until they are not', async () => {
    const [one, two, three] = [await store(), await store(), await store()].map(({ caseId }) => caseId);
    if (one === undefined || two === undefined || three === undefined) throw new Error('Three cases were stored');
    expectDone(await relate(one, { link: [href(two), href(three)] }));
    expectDone(await relate(two, { link: [href(one)] }));
    expect(await theCase(one)).toMatchObject({ relatedCases: { link: [href(two), href(three)] } });
    expect(await theCase(three)).toMatchObject({ relatedCases: { link: [href(one)] } });
    expect((await theCase(one, ANN))['relatedCases']).toBeNull();
    expectDone(await relate(three, { unlink: [href(one)] }));
    expect(await theCase(one)).toMatchObject({ relatedCases: { link: [href(two)] } });
    expect((await theCase(three))['relatedCases']).toBeNull();
  });

  it('change both cases: each says so, and what changed is on record for each (WR-2, AUD-1)', async () => {
    const [one, two] = [(await store()).caseId, (await store()).caseId];
    const before = await theCase(two);
    expectDone(await relate(one, { link: [href(two)] }));
    expectCode(await patch(CASE, CRM, { ...seen(before, { severity: { value: 'low' } }) }), '409-100');
    expectDone(await relate(one, { link: [href(two)] }));
    expectDone(await relate(one, { unlink: [href(two)] }));
    expectDone(await relate(one, { unlink: [href(two)] }));
    const sql = `SELECT action, detail FROM audit_entries WHERE object = 'case' AND object_id = $1 AND action <> 'edit' ORDER BY id`;
    const trailOf = (id: string) => server.database.query(sql, [id]);
    const trail = (other: string) => ['relate', 'unrelate'].map((action) => ({ action, detail: { with: [other] } }));
    expect(await trailOf(one)).toEqual(trail(two));
    expect(await trailOf(two)).toEqual(trail(one));
  });

  it('are shown and named as far as the caller sees them', async () => {
    const own = await store();
    const foreign = await store({ customer: 'c-sue', department: 'Sales' });
    expectDone(await relate(own.caseId, { link: [href(foreign.caseId)] }));
    expect((await theCase(own.caseId, SAM))['relatedCases']).toBeNull();
    const answers = [await relate(own.caseId, { unlink: [href(foreign.caseId)] }, SAM)];
    answers.push(await relate(own.caseId, { unlink: [href(UNKNOWN)] }, SAM));
    expect(answers.map(({ text }) => text.replaceAll(foreign.caseId, 'ID').replaceAll(UNKNOWN, 'ID'))).toEqual([
      expect.stringContaining('400-194'),
      answers[0]?.text.replaceAll(foreign.caseId, 'ID'),
    ]);
  });

  it.each<[string, (id: string) => object, string]>([
    ['itself', (id) => ({ link: [href(id)] }), 'relatedCases.link[0].href'],
    ['no case', () => ({ link: [{ href: '/nowhere' }] }), 'relatedCases.link[0].href'],
    ['both at once', () => ({ link: [href('1000')], unlink: [href('1000')] }), 'relatedCases.unlink[0].href'],
  ])('refuse %s', async (_, change, name) => {
    const { caseId } = await store();
    expect(refusalIn(await relate(caseId, change(caseId)))).toMatchObject({ code: '400-152', attributes: [name] });
  });

  it('are 75 at most, for the other one as well', async () => {
    const { caseId } = await store();
    const other = await store();
    await server.database.query(
      `WITH made AS (
         INSERT INTO cases (department_id, customer_id, status, severity, subject, originating_channel, created_by, last_modified_by)
         SELECT department_id, customer_id, 'open', 'low', 'Filler', 'email', '{}', '{}' FROM cases, generate_series(1, 75)
         WHERE id = $1::bigint RETURNING id)
       INSERT INTO case_relations (case_id, related_case_id) SELECT $1::bigint, id FROM made`,
      [caseId],
    );
    expect(refusalIn(await relate(other.caseId, { link: [href(caseId)] }))).toMatchObject({
      code: '400-152',
      attributes: ['relatedCases'],
    });
    expect((await theCase(other.caseId))['relatedCases']).toBeNull();
  });
});

describe('CASE-5: closing a case', () => {
  it('CASE-6: completes what is open in it', async () => {
    const { id, caseId } = await store();
    const other = await store({ caseId, status: 'assigned', substatus: 'new' });
    expectDone(await patch(`${CASE}/${caseId}/close`, SAM));
    for (const one of [id, other.id]) {
      expect(await activity(one)).toMatchObject({ status: { value: 'completed', substatus: { value: 'done' } } });
    }
    const closed = await theCase(caseId);
    expect(closed).toMatchObject({ status: { value: 'closed', substatus: { value: 'closed' } } });
    expect(closed['lastClosed']).toEqual(expect.any(String));
    expect(await audited('case', caseId)).toEqual(['close']);
    expect(await audited('activity', id)).toEqual(['complete']);
    expectCode(await patch(`${CASE}/${caseId}/close`, CRM), '400-253');
  });

  it('leaves a case with a reply that is not sent as it is', async () => {
    const { id, caseId } = await store();
    const draft = await store({ caseId, mode: 'outbound', status: 'assigned', substatus: 'in_progress' });
    const answer = await patch(`${CASE}/${caseId}/close`, CRM);
    expect(refusalIn(answer)).toMatchObject({ code: '400-152', attributes: ['ids'] });
    expect(answer.text).toContain(draft.id);
    expect(await activity(id)).toMatchObject({ status: { value: 'awaiting_assignment' } });
  });

  it('WR-4: takes no body and one case', async () => {
    const [one, other] = [await store(), await store()];
    expectCode(await patch(`${CASE}/${one.caseId}/close`, CRM, {}), '400-203');
    expectCode(await patch(`${CASE}/${one.caseId},${other.caseId}/close`, CRM), '400-152');
  });

  it('CASE-1: and an activity that comes in at the same moment never end in a closed case with an open activity', async () => {
    const { caseId } = await store();
    const incoming = anActivity({ actor: 'client', set: { 'case.id': caseId } });
    const answers = await Promise.all([
      patch(`${CASE}/${caseId}/close`, CRM),
      ...Array.from({ length: 5 }, () => postActivity(server, CRM, incoming)),
      patch(`${CASE}/${caseId}/close`, CRM),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    const [{ open } = { open: '' }] = await server.database.query<{ open: string }>(
      `SELECT count(*) AS open FROM activities WHERE case_id = $1 AND status <> 'completed'`,
      [caseId],
    );
    const { status } = await theCase(caseId);
    expect(status).toMatchObject({ value: open === '0' ? 'closed' : 'open' });
  });
});

describe('CASE-7: changing the customer of a case', () => {
  const to = (id: string) => ({ customer: { id } });

  it('moves the case with the activities of its customer', async () => {
    const { id, caseId } = await store();
    const bob = await customerIdOf(server.database, 'c-bob');
    expectDone(await send('PATCH', `${ACTIVITY}/${id}/read`, ANN));
    expectDone(await patch(`${CASE}/${caseId}/changecustomer`, CRM, to(bob)));
    expect(await activity(id, BOB)).toMatchObject({ read: false });
    expect(await theCase(caseId, BOB)).toMatchObject({ id: caseId });
    expect(await activity(id)).toMatchObject({ customer: { id: bob, customerName: 'Bob Ray' } });
    expectCode(await send('GET', `${CASE}/${caseId}`, ANN), '404-100');
    expect(await audited('case', caseId)).toEqual(['change customer']);
    expectCode(await patch(`${CASE}/${caseId}/changecustomer`, CRM, to(bob)), '400-126');
    expectDone(await patch(`${CASE}/${caseId}/close`, CRM));
    expectCode(await patch(`${CASE}/${caseId}/changecustomer`, CRM, to(bob)), '400-253');
  });

  it('refuses a customer that is none, and with departmentalization one of another department', async () => {
    const { caseId } = await store();
    const path = `${CASE}/${caseId}/changecustomer`;
    const sue = await customerIdOf(server.database, 'c-sue');
    expectCode(await patch(path, CRM, to(UNKNOWN)), '400-127');
    expectCode(await patch(path, CRM, {}), '400-146');
    await server.configure({ settings: { customerDepartmentalization: true } });
    try {
      expect(refusalIn(await patch(path, CRM, to(sue)))).toMatchObject({
        code: '400-152',
        attributes: ['customer.id'],
      });
      expectCode(await patch(path, SAM, to(sue)), '400-127');
      expectDone(await patch(path, SAM, to(await customerIdOf(server.database, 'c-shared'))));
    } finally {
      await server.configure({ settings: { customerDepartmentalization: false } });
    }
  });
});

describe('CASE-9: changing the case of activities', () => {
  it('makes a new case, and closes the old one when nothing open is left in it', async () => {
    const first = await store();
    const second = await store({ caseId: first.caseId });
    const changed = await patch(`${ACTIVITY}/${first.id}/changecase`, CRM, {
      severity: { value: 'high' },
      description: 'Another matter',
      customAttributes: attribute('region', 'south'),
    });
    expectDone(changed, 201);
    const location = changed.headers.get('location') ?? '';
    const made = await theCase(location.slice(`${CASE}/`.length));
    expect(made).toMatchObject({
      status: { substatus: { value: 'open' } },
      subject: 'Laptop',
      severity: { value: 'high' },
      description: 'Another matter',
      originatingChannel: { value: 'email' },
      customAttributes: attribute('region', 'south'),
    });
    expect(await activity(first.id)).toMatchObject({ case: { id: made.id } });
    expect(await theCase(first.caseId)).toMatchObject({ status: { value: 'open' } });

    expectDone(await patch(`${ACTIVITY}/${second.id}/changecase`, CRM, { id: made.id }));
    expect(await theCase(first.caseId)).toMatchObject({ status: { value: 'closed' } });
    expect(await audited('activity', second.id)).toEqual(['change case']);
  });

  it('follows the customer of the activities, when they were given to another one than the case has', async () => {
    const [given, stays, bobs] = [await store(), await store(), await store({ customer: 'c-bob' })];
    await server.database.query('UPDATE activities SET case_id = $2, customer_id = $3 WHERE id = $1', [
      given.id,
      stays.caseId,
      await customerIdOf(server.database, 'c-bob'),
    ]);
    expectCode(await patch(`${ACTIVITY}/${given.id}/changecase`, CRM, { id: (await store()).caseId }), '400-152');
    const made = await patch(`${ACTIVITY}/${given.id}/changecase`, CRM, {});
    const shown = await theCase(made.headers.get('location')?.split('/').at(-1) ?? '');
    expect(shown).toMatchObject({ customer: { id: await customerIdOf(server.database, 'c-bob') } });
    expectDone(await patch(`${ACTIVITY}/${given.id}/changecase`, CRM, { id: bobs.caseId }));
    expect(await activity(given.id)).toMatchObject({ case: { id: bobs.caseId } });
  });

  it('opens a closed target again', async () => {
    const [one, target] = [await store(), await store()];
    expectDone(await patch(`${CASE}/${target.caseId}/close`, CRM));
    expectDone(await patch(`${ACTIVITY}/${one.id}/changecase`, CRM, { id: target.caseId }));
    expect(await theCase(target.caseId)).toMatchObject({ status: { substatus: { value: 'open' } } });
  });

  it.each<[string, () => Promise<readonly [ids: string, body: object]>, string]>([
    ['activities of several cases', async () => [`${(await store()).id},${(await store()).id}`, {}], '400-152'],
    ['a completed one', async () => [(await store(COMPLETED)).id, {}], '400-253'],
    ['an unknown one', async () => [`${(await store()).id},${UNKNOWN}`, {}], '404-100'],
    ['an unknown case', async () => [(await store()).id, { id: UNKNOWN }], '400-194'],
    [
      'the case that it has',
      async () => {
        const { id, caseId } = await store();
        return [id, { id: caseId }];
      },
      '400-152',
    ],
    [
      'a case of another customer',
      async () => [(await store()).id, { id: (await store({ customer: 'c-bob' })).caseId }],
      '400-152',
    ],
    [
      'a case of another department',
      async () => [(await store()).id, { id: (await store({ department: 'Sales' })).caseId }],
      '400-152',
    ],
    [
      'an existing case and what a new one is like',
      async () => [(await store()).id, { id: '1000', subject: 'x' }],
      '400-147',
    ],
    [
      '76 activities',
      () => Promise.resolve([Array.from({ length: 76 }, (_, index) => index + 1).join(','), {}]),
      '400-152',
    ],
    ['no body', async () => [(await store()).id, '' as unknown as object], '400-264'],
  ])('refuses %s', async (_, prepare, code) => {
    const [ids, body] = await prepare();
    expectCode(await patch(`${ACTIVITY}/${ids}/changecase`, CRM, body), code);
  });

  it('done by many at once loses no activity and leaves no open activity in a closed case', async () => {
    const [a, b] = [await store(), await store()];
    const more = await Promise.all(Array.from({ length: 4 }, () => store({ caseId: a.caseId })));
    const answers = await Promise.all([
      ...more.map(({ id }) => patch(`${ACTIVITY}/${id}/changecase`, CRM, { id: b.caseId })),
      patch(`${ACTIVITY}/${b.id}/changecase`, CRM, { id: a.caseId }),
      patch(`${CASE}/${a.caseId}/close`, CRM),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    const rows = await server.database.query<{ id: string }>(
      `SELECT s.id FROM cases s JOIN activities a ON a.case_id = s.id AND a.status <> 'completed'
       WHERE s.status = 'closed' AND s.id = ANY($1::bigint[])`,
      [[a.caseId, b.caseId]],
    );
    expect(rows).toEqual([]);
  });
});

describe('NOTE: notes', () => {
  it.each([
    ['NOTE-1, NOTE-2, NOTE-4: an activity', 'activity', async () => `${ACTIVITY}/${(await store()).id}`],
    [
      'NOTE-1: an activity of no customer',
      'activity',
      async () => {
        const { id } = await store();
        await server.database.query('UPDATE activities SET case_id = NULL, customer_id = NULL WHERE id = $1::bigint', [
          id,
        ]);
        return `${ACTIVITY}/${id}`;
      },
    ],
    ['NOTE-1, NOTE-2, NOTE-4: a case', 'case', async () => `${CASE}/${(await store()).caseId}`],
  ])('of %s are added, read and deleted', async (_, noun, prepare) => {
    const path = await prepare();
    expect((await send('GET', `${path}/notes`, CRM)).status).toBe(204);
    const contents = ['Called back, "no answer" <yet>', 'ü'.repeat(1_500)];
    const places: string[] = [];
    for (const content of contents) {
      const added = await send('POST', `${path}/note`, SAM, { body: { content } });
      expectDone(added, 201);
      places.push(added.headers.get('location') ?? '');
    }
    const listed = await send('GET', `${path}/notes`, CRM);
    const { note } = listed.json<{ note: { content: string; id: string; createdBy: object }[] }>();
    expect(note.map(({ content }) => content)).toEqual(contents);
    expect(note[0]).toMatchObject({
      createdBy: { user: { firstName: 'Sam' } },
      link: [{ rel: 'self', href: places[0] }],
    });
    const [last] = (await send('GET', `${path}/notes?$pagesize=1&$pagenum=2`, CRM)).json<{ note: { id: string }[] }>()
      .note;
    expect(last?.id).toBe(note[1]?.id);
    expect((await send('GET', `${path}/notes?$count=yes`, CRM)).json()).toMatchObject({ count: 2 });
    expect((await send('GET', `${path}/notes?$pagenum=2`, CRM)).status).toBe(204);
    const one = await send('GET', places[1] ?? '', CRM, { headers: { accept: 'application/xml' } });
    expect(one.text).toContain(`<content>${'ü'.repeat(1_500)}</content>`);

    const shown = await send('GET', path, CRM);
    expect(shown.json<Record<string, [object]>>()[noun]?.[0]).toMatchObject({ notes: { count: 2 } });

    const [first, second] = note.map(({ id }) => id);
    expectCode(await send('DELETE', `${path}/notes/${first},${UNKNOWN}`, CRM), '400-603');
    expectDone(await send('DELETE', `${path}/notes/${first},${second}`, CRM));
    expectCode(await send('GET', places[0] ?? '', CRM), '400-603');
    expect((await send('GET', `${path}/notes`, CRM)).status).toBe(204);
  });

  it.each<[string, unknown, string]>([
    ['NOTE-1: nothing', { content: ' ' }, '400-387'],
    ['NOTE-1: an empty text', { content: '' }, '400-387'],
    ['NOTE-1: no content', {}, '400-146'],
    ['NOTE-1: too much', { content: 'x'.repeat(1_501) }, '400-152'],
    ['NOTE-1: what XML cannot carry', { content: 'a\u0000b' }, '400-152'],
    ['NOTE-1: something else', { content: 'x', author: 'me' }, '400-147'],
  ])('refuse %s', async (_, body, code) => {
    const { id } = await store();
    expectCode(await send('POST', `${ACTIVITY}/${id}/note`, CRM, { body }), code);
  });

  it('NOTE-2, NOTE-3: are those of one activity, and no customer reads or deletes them', async () => {
    const [one, other] = [await store(), await store()];
    const added = await send('POST', `${ACTIVITY}/${one.id}/note`, CRM, { body: { content: 'Ours' } });
    const noteId = /\d+$/.exec(added.headers.get('location') ?? '')?.[0] ?? '';
    expectCode(await send('GET', `${ACTIVITY}/${other.id}/note/${noteId}`, CRM), '400-603');
    expectCode(await send('DELETE', `${ACTIVITY}/${other.id}/notes/${noteId}`, CRM), '400-603');
    expectCode(await send('GET', `${CASE}/${one.caseId}/note/${noteId}`, CRM), '400-603');
    expectCode(await send('GET', `${ACTIVITY}/${one.id}/notes`, ANN), '403-178');
    expect(JSON.stringify(await activity(one.id, ANN, 'all'))).not.toContain('notes');
    const many = Array.from({ length: 76 }, (_, index) => index + 1).join(',');
    expectCode(await send('DELETE', `${ACTIVITY}/${one.id}/notes/${many}`, CRM), '400-152');
  });
});
