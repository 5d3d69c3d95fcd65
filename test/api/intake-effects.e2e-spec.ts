import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTOR_KINDS, type ActorKind } from '#auth/actor.js';
import type { WireTree } from '#wire/tree.js';
import { anActivity, BODY_FORMATS } from '../support/activity.js';
import { createdId, postActivity, WHO } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf } from '../support/stored-activity.js';

const ADDRESSES = 'payload.email.emailAddresses';

/** The worker takes entries out of the outbox as soon as it can, so what was put in is written down besides. */
const LOG_OF_OUTBOX = `
  CREATE TABLE outbox_log (lane text, kind text, object_id text);
  CREATE FUNCTION log_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO outbox_log VALUES (NEW.lane, NEW.kind, NEW.object_id);
    RETURN NEW;
  END $$;
  CREATE TRIGGER log_outbox AFTER INSERT ON outbox_entries FOR EACH ROW EXECUTE FUNCTION log_outbox();`;

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
  await server.database.query(LOG_OF_OUTBOX);
  await server.configure({
    settings: { defaultActivityPriority: '3', defaultLanguage: 'da' },
    departments: [
      {
        name: 'Service',
        aliases: [
          { name: 'Support', emailAddress: 'support@example.com' },
          { name: 'Complaints', emailAddress: 'complaints@example.com', queue: 'Complaints' },
        ],
      },
    ],
  });
});

afterAll(async () => {
  await server.close();
});

async function create(
  actor: ActorKind,
  set: Readonly<Record<string, WireTree>> = {},
  without: readonly string[] = [],
): Promise<string> {
  return createdId(await postActivity(server, WHO[actor], anActivity({ actor, set, without })));
}

/** The rows that an activity has left, without what differs from one activity to the next. */
async function rowsOf(activityId: string): Promise<object | undefined> {
  const [row] = await server.database.query<object>(
    `SELECT to_jsonb(a) - '{id,case_id,created_at,last_modified_at}'::text[] AS activity,
        to_jsonb(e) - '{activity_id}'::text[] AS email,
        to_jsonb(c) - '{id,created_at,last_modified_at}'::text[] AS "case",
        (SELECT jsonb_agg(to_jsonb(u) - '{id,at,object_id,request_id,detail}'::text[]) FROM audit_entries u
          WHERE u.object = 'activity' AND u.object_id = a.id::text) AS audit,
        (SELECT jsonb_agg(jsonb_build_object('lane', o.lane, 'kind', o.kind)) FROM outbox_log o
          WHERE o.object_id = a.id::text) AS outbox
      FROM activities a JOIN activity_emails e ON e.activity_id = a.id JOIN cases c ON c.id = a.case_id
      WHERE a.id = $1::bigint`,
    [activityId],
  );
  return row;
}

async function idOf(table: 'departments' | 'queues' | 'aliases', name: string): Promise<number> {
  const [row] = await server.database.query<{ id: string }>(`SELECT id FROM ${table} WHERE name = $1`, [name]);
  return Number(row?.id);
}

async function shown(activityId: string): Promise<Record<string, unknown>> {
  const path = `/core/casemgr/v3/activity/${activityId}?$attribute=all`;
  const answer = await server.request('GET', path, { as: WHO.client });
  const [activity] = answer.json<{ activity: Record<string, unknown>[] }>().activity;
  return activity ?? {};
}

const EVERYTHING: Readonly<Record<ActorKind, Readonly<Record<string, WireTree>>>> = {
  user: {
    [`${ADDRESSES}.to.address`]: ['to@example.org', 'second@example.org'],
    [`${ADDRESSES}.cc.address`]: ['cc@example.org'],
    secure: true,
  },
  client: {
    [`${ADDRESSES}.to.address`]: ['to@example.org'],
    [`${ADDRESSES}.receiver`]: 'Complaints@example.com',
  },
  customer: { 'issueType.id': 'billing', [`${ADDRESSES}.receiver`]: 'support@example.com' },
};

const FOR_ALL: Readonly<Record<string, WireTree>> = {
  subject: 'Über <b>&amp;</b> 😀',
  'payload.email.content.text': 'line 1\nline 2 & more\ttab',
  'payload.email.content.html': '<p class="a">1 &lt; 2</p>',
  [`${ADDRESSES}.replyTo.address`]: ['reply@example.org'],
  'payload.email.date.date': '2026-05-01T10:00:00.250+02:00',
  'customAttributes.customAttribute': [
    { attribName: 'product', attribValues: { attribValue: [{ value: 'laptop' }] } },
    { attribName: 'topics', attribValues: { attribValue: [{ value: 'a' }, { value: 'c' }] } },
    { attribName: 'quantity', attribValues: { attribValue: [{ value: 12 }] } },
  ],
};

describe('what a success leaves behind', () => {
  it.each(ACTOR_KINDS)('XML-4 is the same in JSON and XML, sent by a %s', async (actor) => {
    const tree = anActivity({ actor, set: { ...FOR_ALL, ...EVERYTHING[actor] } });
    const [json, xml] = await Promise.all(
      BODY_FORMATS.map(async (format) => rowsOf(createdId(await postActivity(server, WHO[actor], tree, { format })))),
    );
    expect(json).toBeDefined();
    expect(xml).toEqual(json);
  });

  it('E-1, E-2, E-3: case, activity, email, audit entry and outbox entry of a client', async () => {
    const id = await create('client', { ...FOR_ALL, ...EVERYTHING.client });
    const [customerId, departmentId] = [
      Number(await customerIdOf(server.database, 'c-ann')),
      await idOf('departments', 'Service'),
    ];
    expect(await rowsOf(id)).toMatchObject({
      activity: {
        department_id: departmentId,
        customer_id: customerId,
        mode: 'inbound',
        type: 'email',
        subtype: 'general',
        status: 'awaiting_assignment',
        substatus: 'ready_for_assignment',
        priority: '3',
        language: 'da',
        secure: false,
        sent_on_behalf: false,
        subject: 'Über <b>&amp;</b> 😀',
        contact_point_data: 'ann@example.org',
        queue_id: await idOf('queues', 'Complaints'),
        alias_id: await idOf('aliases', 'Complaints'),
        message_center_id: null,
        issue_type_id: null,
        custom_attributes: { product: ['laptop'], topics: ['a', 'c'], quantity: ['12'] },
        created_by: { actor: 'client', firstName: 'Registered Client', lastName: 'Application' },
      },
      email: {
        from_address: 'ann@example.org',
        receiver_address: 'Complaints@example.com',
        to_addresses: ['to@example.org'],
        cc_addresses: [],
        reply_to_address: 'reply@example.org',
        content_text: 'line 1\nline 2 & more\ttab',
        content_html: '<p class="a">1 &lt; 2</p>',
      },
      case: {
        department_id: departmentId,
        customer_id: customerId,
        status: 'open',
        severity: 'medium',
        subject: 'Über <b>&amp;</b> 😀',
        originating_channel: 'email',
      },
      audit: [{ action: 'create', object: 'activity', actor: { actor: 'client' } }],
      outbox: [
        { lane: 'intake', kind: 'activity.created' },
        { lane: 'index', kind: 'activity.index' },
      ],
    });
  });

  it('B-12, R-1 is shown as it was sent', async () => {
    const activity = await shown(await create('client', { ...FOR_ALL, ...EVERYTHING.client }));
    expect(activity).toMatchObject({
      mode: { value: 'inbound' },
      type: { value: 'email', subtype: { value: 'general' } },
      status: { value: 'awaiting_assignment', substatus: { value: 'ready_for_assignment' } },
      priority: '3',
      language: { value: 'da' },
      queue: { name: 'Complaints' },
      contactPointData: 'ann@example.org',
      subject: 'Über <b>&amp;</b> 😀',
      payload: {
        email: {
          alias: { value: 'complaints@example.com' },
          messageCenter: null,
          date: { date: '2026-05-01T08:00:00.250Z' },
          content: { text: 'line 1\nline 2 & more\ttab', html: '<p class="a">1 &lt; 2</p>' },
          emailAddresses: { to: { address: ['to@example.org'] }, replyTo: { address: ['reply@example.org'] } },
        },
      },
    });
  });

  it('R-5, E-6 shows message center and issue type, and no alias when none was used', async () => {
    const activity = await shown(await create('customer', { 'issueType.id': 'billing' }));
    expect(activity).toMatchObject({
      secure: true,
      issueType: { id: 'billing', name: 'Billing' },
      queue: { name: 'Service inbox' },
      payload: { email: { messageCenter: { id: 'mc-service' }, alias: null } },
    });
  });

  it.each([
    ['without a subject', {}, ['subject'], null],
    ['with an empty subject', { subject: '' }, [], ''],
  ])('E-3 calls the case of an activity %s "(no subject)"', async (_, set, without, subject) => {
    expect(await rowsOf(await create('client', set, without))).toMatchObject({
      activity: { subject },
      case: { subject: '(no subject)' },
    });
  });

  it('B-12, E-2 is dated now when it says nothing', async () => {
    const before = server.clock.now().getTime();
    const { payload } = (await shown(await create('client'))) as { payload: { email: { date: { date: string } } } };
    const moment = Date.parse(payload.email.date.date);
    expect(moment).toBeGreaterThanOrEqual(before);
    expect(moment).toBeLessThanOrEqual(server.clock.now().getTime());
  });

  it('E-4 is answered with 201, no body and the path of the activity', async () => {
    const answer = await postActivity(server, WHO.client, anActivity({ actor: 'client' }), {
      headers: { accept: 'application/xml' },
    });
    expect([answer.status, answer.text]).toEqual([201, '']);
    expect(answer.headers.get('location')).toMatch(/^\/core\/casemgr\/v3\/activity\/\d+$/);
    expect(answer.headers.get('x-request-id')).not.toBeNull();
  });

  it('E-1 writes the attachments in their order, and where they come from does not matter', async () => {
    const body = { app: 'email', type: 'attachment.inbound', name: 'notes.txt', contentType: 'text/plain', size: 5 };
    const announced = await server.request('POST', '/core/filemgr/v3/assets/preupload', { as: WHO.client, body });
    const { altId, contentUrl } = announced.json<{ altId: string; contentUrl: string }>();
    const headers = { 'content-type': 'application/octet-stream' };
    expect((await server.request('POST', contentUrl, { body: Buffer.from('notes'), headers })).status).toBe(201);
    const id = await create('client', {
      'attachments.attachment': [{ altId: altId.toUpperCase(), inline: true, contentId: 'n' }],
    });
    const rows = await server.database.query(
      'SELECT alt_id, inline, content_id, position FROM attachments WHERE activity_id = $1::bigint',
      [id],
    );
    expect(rows).toEqual([{ alt_id: altId, inline: true, content_id: 'n', position: 1 }]);
    const again = await postActivity(
      server,
      WHO.client,
      anActivity({ actor: 'client', set: { 'attachments.attachment': [{ altId }] } }),
    );
    expect(again.status).toBe(400);
  });

  it('E-1 leaves nothing at all when it is refused', async () => {
    const counts = () =>
      server.database.query(
        `SELECT (SELECT count(*) FROM activities) AS activities, (SELECT count(*) FROM cases) AS cases,
          (SELECT count(*) FROM customers) AS customers, (SELECT count(*) FROM contact_points) AS points,
          (SELECT count(*) FROM audit_entries) AS audit, (SELECT count(*) FROM outbox_log) AS outbox`,
      );
    const customer = { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'New' }] } };
    const set = { [`${ADDRESSES}.from`]: 'nobody-yet@example.org', customer, secure: true };
    await server.configure({ settings: { enableSecureMessaging: false } });
    const before = await counts();
    const answer = await postActivity(server, WHO.client, anActivity({ actor: 'client', set }));
    expect(answer.status).toBe(400);
    expect(await counts()).toEqual(before);
    await server.configure({ settings: { enableSecureMessaging: true } });
  });
});
