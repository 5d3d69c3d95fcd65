import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BlobStore } from '#attachments/blob-store.js';
import { NoteStore } from '#notes/note.store.js';
import { LOG_PURPOSE } from '#field-push/delivery.store.js';
import { FORM_PURPOSE } from '#field-push/edit-session.store.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { Secrets } from '#runtime/secrets.js';
import type { WireObject } from '#wire/tree.js';
import { anActivity, asBody, BODY_FORMATS, type BodyFormat } from '../support/activity.js';
import type { RequestOptions, TestAnswer } from '../support/api-client.js';
import { rowsWith } from '../support/every-table.js';
import { fateOf, rawMail, submitMail } from '../support/mail.js';
import type { Who } from '../support/partition.js';
import { createdId, POST_PATH, postActivity, refusalIn, refusalOf } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';
import { until } from '../support/until.js';

const CRM: Who = { client: 'crm' };
const MANAGER = '/core/customermgr/v3';
const SCOPES = 'core.customermgr.read core.customermgr.manage core.casemgr.read core.casemgr.manage';

interface Contact extends WireObject {
  id: string;
  email: WireObject[];
}

interface Customer extends WireObject {
  id: string;
  lastModified: string;
  contacts: { contact: Contact[] };
}

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.close();
});

async function call(method: string, path: string, options: RequestOptions = {}): Promise<TestAnswer> {
  const { as = CRM, ...rest } = options;
  const url = path.startsWith('/core') ? path : MANAGER + path;
  return server.request(method, url, { token: await server.token(as, SCOPES), ...rest });
}

async function create(body: WireObject, type = 'individual'): Promise<string> {
  const answer = await call('POST', `/${type}/customer`, { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

async function read(id: string): Promise<Customer> {
  const [customer] = (await call('GET', `/customers/${id}`)).json<{ customer: Customer[] }>().customer;
  if (!customer) throw new Error(`no customer ${id}`);
  return customer;
}

function person(firstName: string, email: string, contact: WireObject = {}): WireObject {
  return { contacts: { contact: [{ firstName, email: [{ emailAddress: email }], ...contact }] } };
}

async function post(from: string, set: WireObject = {}): Promise<string> {
  const activity = anActivity({ actor: 'client', set: { 'payload.email.emailAddresses.from': from, ...set } });
  return createdId(await postActivity(server, CRM, activity));
}

interface MergeOptions {
  readonly target?: WireObject;
  readonly format?: BodyFormat;
  readonly preview?: boolean;
  readonly as?: Who;
  readonly headers?: Readonly<Record<string, string>>;
}

async function merge(source: string, target: string, options: MergeOptions = {}): Promise<TestAnswer> {
  const { format = 'json', preview = false, as = CRM, headers = {} } = options;
  const { lastModified } = preview ? {} : await read(target);
  const targetCustomer = { id: target, ...(lastModified !== undefined && { lastModified }), ...options.target };
  const tree = { sourceCustomer: { id: source }, targetCustomer };
  const sent = asBody(tree, format, 'merge');
  const path = preview ? '/customer/merge/preview' : '/customer/merge';
  return call(preview ? 'POST' : 'PUT', path, { as, body: sent.body, headers: { ...sent.headers, ...headers } });
}

describe('merging customers', () => {
  it.each(BODY_FORMATS)(
    'CUST-20, CUST-22, CUST-23: moves everything and records it, as the preview says, in %s',
    async (format) => {
      const [source, target] = [
        await create({
          pin: 'source',
          ...person('Sonja', `sonja.${format}@example.org`, { jobTitle: 'Smith', hobbies: 'chess' }),
        }),
        await create({
          entitlements: 'all',
          ...person('Tanja', `tanja.${format}@example.org`, { jobTitle: 'Tanner' }),
        }),
      ];
      const [first, second] = [await post(`sonja.${format}@example.org`), await post(`sonja.${format}@example.org`)];
      await post(`tanja.${format}@example.org`);
      const bob = await customerIdOf(server.database, 'c-bob');
      const grant = { grantsOn: { customer: [{ id: bob }] }, grantsTo: { customer: [{ id: source }] } };
      expect((await call('POST', '/customer/grant', { body: grant })).status).toBe(201);

      const changes = { target: { contacts: { contact: [{ lastName: `Both${format}` }] } }, format };
      const note = { body: { content: 'Noted' } };
      expect((await call('POST', `/customer/${source}/note`, note)).status).toBe(201);
      const moved = { activity: 2, case: 2, contactPoint: 1, grant: 1, note: 1 };
      const previewed = await merge(source, target, { ...changes, preview: true });
      expect(previewed.json()).toMatchObject({ sourceCustomer: { id: source }, moved });
      expect(await rowsWith(server.database, [`Both${format}`])).toEqual([]);

      const answer = await merge(source, target, changes);
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
      const merged = await read(target);
      expect(answer.headers.get('etag')).toBe((await call('GET', `/customers/${target}`)).headers.get('etag'));
      expect(merged).toMatchObject({
        pin: 'source',
        entitlements: 'all',
        customerName: `Tanja Both${format}`,
        contacts: { contact: [{ jobTitle: 'Tanner', hobbies: 'chess' }] },
      });
      expect(merged.contacts.contact[0]?.email.map(({ emailAddress }) => emailAddress)).toEqual([
        `tanja.${format}@example.org`,
        `sonja.${format}@example.org`,
      ]);
      const { targetCustomer } = previewed.json<{ targetCustomer: Customer }>();
      expect(targetCustomer.contacts).toEqual(merged.contacts);
      expect((await call('GET', `/customer/${target}/grants`)).json()).toMatchObject({
        grantsOn: { customer: [{ id: bob }] },
      });

      const merges = (await call('GET', `/customer/${target}/merges`)).json();
      expect(merges).toMatchObject({ merge: [{ sourceCustomer: { id: source }, moved, mergedBy: { user: {} } }] });
      const moves = (await call('GET', `/customer/${target}/merges/${source}/moves`)).json<{ move: object[] }>().move;
      expect(moves).toEqual(
        expect.arrayContaining([
          { object: 'activity', id: first },
          { object: 'activity', id: second },
        ]),
      );
      expect(moves).toHaveLength(6);
      expect((await call('GET', `/customer/${source}/notes`)).json()).toMatchObject({ note: [{ content: 'Noted' }] });
    },
  );

  it('CUST-21: old ids lead on wherever a customer is named, over several merges', async () => {
    const ids = [];
    for (const name of ['ida', 'ivo', 'ilse']) ids.push(await create(person(name, `${name}@example.org`)));
    const [ida = '', ivo = '', ilse = ''] = ids;
    const activity = await post('ida@example.org');
    expect((await merge(ida, ivo)).status).toBe(204);
    expect((await merge(ivo, ilse)).status).toBe(204);
    for (const old of [ida, ivo]) expect(await read(old)).toMatchObject({ id: ilse });
    expect(
      (await call('GET', `/customers/${ida},${ilse},${ivo}`)).json<{ customer: object[] }>().customer,
    ).toHaveLength(1);
    const found = await call('GET', `/core/casemgr/v3/activity?customerID=${ida}`);
    expect(found.json()).toMatchObject({ activity: [{ id: activity }] });
    expect(await post('ida@example.org').then((id) => activityCustomer(id))).toBe(ilse);
    const [bob, mute] = [await customerIdOf(server.database, 'c-bob'), await customerIdOf(server.database, 'c-mute')];
    const grant = { grantsOn: { customer: [{ id: ida }] }, grantsTo: { customer: [{ id: bob }] } };
    expect((await call('POST', '/customer/grant', { body: grant })).headers.get('location')).toContain(`/${ilse}/`);
    const asBob = await call('GET', `/core/casemgr/v3/activity?customer=${ida}`, { as: { customer: 'c-bob' } });
    expect(asBob.json()).toMatchObject({ activity: [{ id: activity }, {}] });
    const { lastModified } = await read(ivo);
    const edited = await call('PATCH', '/individual/customer', { body: { id: ivo, lastModified, pin: '5' } });
    expect(edited.status).toBe(204);
    expect(mute).not.toBe(bob);
  });

  async function activityCustomer(id: string): Promise<string | undefined> {
    const [row] = await server.database.query<{ id: string }>(
      'SELECT customer_id AS id FROM activities WHERE id = $1',
      [id],
    );
    return row?.id;
  }

  it('CUST-21: who signed in as the source is the target now; the external id leads on, and cannot be made anew', async () => {
    await server.configure({
      customers: [
        {
          externalId: 'c-old',
          firstName: 'Olga',
          login: 'olga',
          password: 'olga-password-1',
          emails: ['olga@example.org'],
        },
        { externalId: 'c-new', firstName: 'Olga', emails: ['olga2@example.org'] },
      ],
    });
    const [old, now] = [await customerIdOf(server.database, 'c-old'), await customerIdOf(server.database, 'c-new')];
    const before = await server.token({ customer: 'c-old' }, 'core.casemgr.read');
    expect((await merge(old, now)).status).toBe(204);
    const profile = await call('GET', '/customer', { as: { customer: 'c-old' } });
    expect(profile.json()).toMatchObject({ customer: [{ id: now }] });
    const [contact] = await server.database.query<{ login: string }>(
      'SELECT login FROM contacts WHERE customer_id = $1',
      [now],
    );
    expect(contact?.login).toBe('olga');
    await until(
      async () => (await server.request('GET', '/core/casemgr/v3/activity', { token: before })).status === 401,
    );
    await expect(server.configure({ customers: [{ externalId: 'c-old', firstName: 'Olga' }] })).rejects.toThrow(
      /merged into/,
    );
  });

  it('CUST-20: makes a person a contact of a company, or one that it has', async () => {
    const company = await create({ customerName: 'Co', contacts: { contact: [{ firstName: 'Clerk' }] } }, 'corp');
    const [one, two] = [
      await create(person('Cora', 'cora@example.org')),
      await create(person('Cleo', 'cleo@example.org')),
    ];
    const activity = await post('cora@example.org');
    expect((await merge(one, company, { target: { contacts: { contact: [{ jobTitle: 'Chief' }] } } })).status).toBe(
      204,
    );
    const clerk = (await read(company)).contacts.contact[0]?.id ?? '';
    expect((await merge(two, company, { target: { contacts: { contact: [{ id: clerk }] } } })).status).toBe(204);
    expect((await read(company)).contacts.contact).toMatchObject([
      { firstName: 'Clerk', email: [{ emailAddress: 'cleo@example.org' }] },
      { firstName: 'Cora', jobTitle: 'Chief', email: [{ emailAddress: 'cora@example.org' }] },
    ]);
    expect(await activityCustomer(activity)).toBe(company);
  });

  it('CUST-20: refuses what cannot be one', async () => {
    const [a, b] = [await create(person('A', 'a.ref@example.org')), await create(person('B', 'b.ref@example.org'))];
    const company = await create({ customerName: 'Ref' }, 'corp');
    const refused = async (source: string, target: string, options: MergeOptions = {}) => {
      const { code, attributes } = refusalIn(await merge(source, target, { ...options, preview: true }));
      return [code, ...attributes];
    };
    expect(await refused(a, a)).toEqual(['400-152', 'targetCustomer.id']);
    expect(await refused(company, a)).toEqual(['400-152', 'sourceCustomer.id']);
    expect(await refused('987654321', a)).toEqual(['400-194', 'sourceCustomer.id']);
    expect(await refused(a, 'x')).toEqual(['400-194', 'targetCustomer.id']);
    expect(await refused(a, b, { target: { colour: 'red' } })).toEqual(['400-147', 'targetCustomer.colour']);
    const bad = { contacts: { contact: [{ email: [{ emailAddress: 'none' }] }] } };
    expect(await refused(a, b, { target: bad })).toEqual([
      '400-152',
      'targetCustomer.contacts.contact[0].email[0].emailAddress',
    ]);
    const stale = await call('PUT', '/customer/merge', {
      body: { sourceCustomer: { id: a }, targetCustomer: { id: b, lastModified: '2020-01-01T00:00:00.000Z' } },
    });
    expect(refusalIn(stale)).toMatchObject({ code: '409-100' });
    const unseen = { sourceCustomer: { id: a }, targetCustomer: { id: b } };
    expect(refusalIn(await call('PUT', '/customer/merge', { body: unseen }))).toEqual(
      refusalOf('400-146', 'targetCustomer.lastModified'),
    );
    expect(await read(a)).toMatchObject({ id: a });
    await post('a.ref@example.org', {
      'department.name': 'Sales',
      'payload.email.emailAddresses.receiver': 'sales@example.com',
    });
    expect(await refused(a, b, { as: { user: 'sam' } })).toEqual(['400-152', 'sourceCustomer.id']);
  });

  it('CUST-20: once for one Idempotency-Key, and once for many at the same time', async () => {
    const [a, b] = [await create(person('Ida', 'i1@example.org')), await create(person('Ira', 'i2@example.org'))];
    const headers = { 'idempotency-key': 'merge-once' };
    const { lastModified } = await read(b);
    const body = { sourceCustomer: { id: a }, targetCustomer: { id: b, lastModified } };
    const first = await call('PUT', '/customer/merge', { body, headers });
    const second = await call('PUT', '/customer/merge', { body, headers });
    expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([204, 204, 'true']);

    const [c, d] = [await create(person('Uma', 'u1@example.org')), await create(person('Ute', 'u2@example.org'))];
    const answers = await Promise.all([merge(c, d), merge(d, c), merge(c, d)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  it('WR-2: moves activities and cases as a change of them', async () => {
    const [a, b] = [await create(person('Moa', 'moa@example.org')), await create(person('Mia', 'mia@example.org'))];
    const moved = await post('moa@example.org');
    const paths = [`/core/casemgr/v3/activity/${moved}`];
    const { case: its } = (await call('GET', paths[0] ?? '')).json<{ activity: [{ case: { id: string } }] }>()
      .activity[0];
    paths.push(`/core/casemgr/v3/case/${its.id}`);
    const tags = () => Promise.all(paths.map(async (path) => (await call('GET', path)).headers.get('etag')));
    const before = await tags();
    expect((await merge(a, b)).status).toBe(204);
    const after = await tags();
    expect(after.filter((tag, index) => tag === before[index])).toEqual([]);
    expect((await call('GET', `${paths[1]}`)).json()).toMatchObject({
      case: [{ lastModifiedBy: { user: { firstName: 'Registered Client' } } }],
    });
  });

  it('CUST-20, CUST-24: loses no note that is written meanwhile', async () => {
    const [a, b] = [await create(person('Nia', 'nia@example.org')), await create(person('Noa', 'noa@example.org'))];
    const noting = Array.from({ length: 10 }, (_, index) =>
      call('POST', `/customer/${a}/note`, { body: { content: `Note ${index}` } }),
    );
    const [merged, ...noted] = await Promise.all([merge(a, b), ...noting]);
    expect([merged.status, ...noted.map(({ status }) => status)]).toEqual([204, ...noted.map(() => 201)]);
    expect((await call('GET', `/customer/${b}/notes`)).json<{ note: object[] }>().note).toHaveLength(10);
    for (const { headers } of noted) {
      expect((await call('GET', headers.get('location') ?? '')).status).toBe(200);
    }
    // One that was let in before the merge, and is written after it.
    const late = await server.database.transaction((transaction) =>
      server.application.get(NoteStore, { strict: false }).create(transaction, 'customer', a, {
        content: 'Late',
        createdBy: { actor: 'user', id: '1', firstName: '', lastName: '' },
        createdAt: new Date(),
      }),
    );
    expect(late).toMatchObject({ objectId: b });
  });

  it('CUST-20, CUST-32: loses nothing that comes in meanwhile', async () => {
    const [a, b] = [await create(person('Mo', 'mo@example.org')), await create(person('Max', 'max@example.org'))];
    const posting = Array.from({ length: 20 }, () => post('mo@example.org'));
    const [merged, ...ids] = await Promise.all([merge(a, b), ...posting]);
    expect(merged.status).toBe(204);
    const owners = await server.database.query<{ id: string }>(
      'SELECT DISTINCT customer_id AS id FROM activities WHERE id = ANY($1::bigint[])',
      [ids],
    );
    expect(owners).toEqual([{ id: b }]);
  });
});

/** Who is going to be forgotten; each text is nowhere else. */
const CANARY = {
  firstName: 'Canaryfirst',
  lastName: 'Canarylast',
  email: 'canary.one@example.org',
  second: 'canary.two@example.org',
  externalId: 'c-canary',
  login: 'canary-login',
  words: 'Canarywords',
};
const TRACES = ['canary', 'Canary', '5550198765'];

describe('obfuscating a customer', () => {
  const attachment = { name: 'canary.txt', contentType: 'text/plain', size: 11 };

  async function upload(as: Who): Promise<string> {
    const announced = await server.request('POST', '/core/filemgr/v3/assets/preupload', {
      as,
      body: { app: 'email', type: 'attachment.inbound', ...attachment },
    });
    const { altId, contentUrl } = announced.json<{ altId: string; contentUrl: string }>();
    const headers = { 'content-type': 'application/octet-stream' };
    await server.request('POST', contentUrl, { body: 'canary text', headers });
    return altId;
  }

  async function blobs(): Promise<string[]> {
    const keys: string[] = [];
    for await (const { key } of server.application.get(BlobStore, { strict: false }).list('')) keys.push(key);
    return keys;
  }

  /** Leaves a trace wherever something of a customer can be. */
  async function live(): Promise<string> {
    const { firstName, lastName, email, second, externalId, login, words } = CANARY;
    await server.configure({
      customers: [
        { externalId, firstName, lastName, emails: [email], login, password: 'canary-password-1', grantsOn: ['c-bob'] },
      ],
    });
    const id = await customerIdOf(server.database, externalId);
    const AS: Who = { customer: externalId };
    const { lastModified } = await read(id);
    const contact = {
      jobTitle: words,
      email: [{ emailAddress: second }],
      phone: [{ type: { value: 'home' }, phoneNo: '555 019 8765' }],
      social: [{ type: { value: 'twitter' }, socialId: 'canarytweets' }],
    };
    const edited = { id, lastModified, pin: words, marketSegment: words, contacts: { contact: [contact] } };
    expect((await call('PATCH', '/individual/customer', { body: edited })).status).toBe(204);
    const set = { subject: words, 'attachments.attachment': [{ altId: await upload(AS) }] };
    const own = anActivity({ actor: 'customer', set: { ...set, 'payload.email.content.text': `${words} text` } });
    const secured = createdId(await postActivity(server, AS, own, { headers: { 'idempotency-key': 'canary-key' } }));
    const path = `/core/casemgr/v3/activity/${secured}`;
    expect((await server.request('GET', `${path}?$attribute=all`, { as: AS })).status).toBe(200);
    const files = await server.request('GET', `${path}/attachment`, { as: AS });
    const [file] = files.json<{ attachment: { id: string }[] }>().attachment;
    await server.request('GET', `${path}/attachment/${file?.id}?$attribute=contentUrl`, { as: AS });
    const other = anActivity({ actor: 'customer', set: { 'attachments.attachment': [{ altId: await upload(AS) }] } });
    const bob = await customerIdOf(server.database, 'c-bob');
    createdId(await postActivity(server, AS, other, { query: `?customer=${bob}` }));
    await upload(AS);
    await post(email, { subject: words, 'payload.email.emailAddresses.cc': { address: ['canary.cc@example.org'] } });
    const refusedBody = anActivity({
      actor: 'client',
      set: { 'payload.email.emailAddresses.from': 'canary.two@example.net' },
    });
    const refused = await postActivity(server, CRM, refusedBody, { headers: { 'idempotency-key': 'refused' } });
    expect(refused.text).toContain('canary.two@example.net');
    const rest = anActivity({
      actor: 'client',
      set: { 'payload.email.emailAddresses.from': 'x@example.net', customer: person('X', second) },
    });
    await postActivity(server, CRM, rest, { headers: { 'idempotency-key': 'refused-2' } });
    const former = await create(person(`${firstName} former`, 'canary.former@example.org'));
    await post('canary.former@example.org', { subject: words });
    await leavePushes(former);
    await leaveUnownedPushes();
    await leaveElsewhere();
    expect((await merge(former, id)).status).toBe(204);
    await server.database.query(
      `WITH push AS (
          INSERT INTO field_pushes (id, object, fields, url, encrypted_secret, occasions, payload_style, timeout_ms, active)
          SELECT 'log2', object, fields, url, encrypted_secret, occasions, payload_style, timeout_ms, active FROM field_pushes RETURNING id)
        INSERT INTO field_push_deliveries (push_id, lane, object, record_id, webhook_id, encrypted_body, state, available_at, created_at)
        SELECT id, 'durable', 'customer', $1, gen_random_uuid(), $2, 'delivered', now(), now() FROM push`,
      [id, sealed(LOG_PURPOSE, words)],
    );
    const noted = await call('POST', `/customer/${id}/note`, { body: { content: `${words} noted` } });
    expect(noted.status).toBe(201);
    await refusedMail();
    const headers = {
      From: `Canary <${email}>`,
      To: 'support@example.com',
      Subject: words,
      'Message-ID': '<canary@mail.example>',
    };
    const fate = await fateOf(server, await submitMail(server, rawMail(headers, `${words} by mail`)));
    await call('POST', `/core/casemgr/v3/activity/${fate.activity?.id}/note`, { body: { content: `${words} noted` } });
    await call('POST', `/core/casemgr/v3/case/${fate.case?.id}/note`, { body: { content: `${words} noted` } });
    return id;
  }

  /** What was pushed about it, before it was merged, and what agents have had in their forms. */
  async function leavePushes(former: string): Promise<void> {
    const { email } = CANARY;
    const sue = await post('sue@example.org');
    await server.database.query(
      `WITH push AS (
          INSERT INTO field_pushes (id, object, fields, url, encrypted_secret, occasions, payload_style, timeout_ms, active)
          VALUES ('log', 'customer', '{email}', 'https://example.org', 'x', '{}', 'table', 1000, false) RETURNING id),
        session AS (
          INSERT INTO field_push_sessions (id, actor, object, record_id, encrypted_form, used_at)
          SELECT gen_random_uuid(), 'user 1000', 'customer', r, $3, now() FROM unnest(ARRAY[$1::bigint, NULL]) AS r),
        delivery AS (
          INSERT INTO field_push_deliveries
            (push_id, lane, object, record_id, customer_id, webhook_id, encrypted_body, state, available_at, created_at)
          SELECT push.id, 'durable', d.object, d.record_id, d.customer_id, gen_random_uuid(), $2, 'delivered', now(), now()
          FROM push, (VALUES ('customer', $1::bigint, $1::bigint),
            ('ticket', (SELECT case_id FROM activities WHERE id = $4::bigint), $1), ('customer', NULL, NULL))
            AS d(object, record_id, customer_id)
          RETURNING id)
        INSERT INTO field_push_attempts (delivery_id, number, started_at, duration_ms, encrypted_answer)
        SELECT id, 1, now(), 1, $2 FROM delivery`,
      [former, sealed(LOG_PURPOSE, email), sealed(FORM_PURPOSE, JSON.stringify({ email })), sue],
    );
  }

  /** Nobody's, and said to be about it only by what receivers have answered, or while an agent waited for it: more than a page. */
  async function leaveUnownedPushes(): Promise<void> {
    const { email } = CANARY;
    await server.database.query(
      `WITH delivery AS (
          INSERT INTO field_push_deliveries (push_id, lane, object, webhook_id, encrypted_body, state, available_at, created_at)
          SELECT 'log', 'interactive', 'customer', gen_random_uuid(),
            CASE n WHEN 250 THEN $1 ELSE $2 END, CASE n WHEN 250 THEN 'pending' ELSE 'delivered' END, now(), now()
          FROM generate_series(1, 250) AS n RETURNING id)
        INSERT INTO field_push_attempts (delivery_id, number, started_at, duration_ms, encrypted_error, encrypted_answer)
        SELECT id, 1, now(), 1, CASE WHEN id % 2 = 0 THEN $3 END, CASE WHEN id % 2 = 1 THEN $1 END FROM delivery`,
      [sealed(LOG_PURPOSE, email), sealed(LOG_PURPOSE, '{}'), sealed(LOG_PURPOSE, email.toUpperCase())],
    );
  }

  const sealed = (purpose: string, text: string): string =>
    server.application.get(Secrets, { strict: false }).encrypt(purpose, text);

  async function pushesLeft(): Promise<number> {
    const [row] = await server.database.query<{ left: number }>(
      `SELECT ((SELECT count(*) FROM field_push_deliveries) + (SELECT count(*) FROM field_push_attempts)
        + (SELECT count(*) FROM field_push_sessions))::integer AS left`,
    );
    return row?.left ?? 0;
  }

  /** In a case that went to somebody else: what it wrote is its own all the same, and so is what nobody has sent it yet. */
  async function leaveElsewhere(): Promise<void> {
    const { words, email, externalId } = CANARY;
    const { caseId } = await storeActivity(server.database, { customer: 'c-bob', department: 'Service' });
    await storeActivity(server.database, { customer: externalId, department: 'Service', caseId, text: words });
    const draft = {
      mode: 'outbound',
      customer: externalId,
      department: 'Service',
      subject: words,
      text: words,
    } as const;
    const { id: sent } = await storeActivity(server.database, draft);
    await server.database.query('UPDATE activity_emails SET to_addresses = ARRAY[$2] WHERE activity_id = $1', [
      sent,
      email,
    ]);
  }

  /** One that has become nothing, from an address that only its envelope says is the customer's. */
  async function refusedMail(): Promise<void> {
    const raw = rawMail({
      From: 'list@lists.example',
      Subject: 'Weekly',
      'Message-ID': '<weekly@lists.example>',
    });
    const { id } = await fateOf(server, await submitMail(server, raw));
    await server.database.query(
      `UPDATE mail_messages SET envelope_from = $2, activity_id = NULL, case_id = NULL, outcome = 'rejected' WHERE id = $1`,
      [id, CANARY.email.toUpperCase()],
    );
  }

  it('CUST-30, CUST-31: leaves nothing of it, in any table, in any file', async () => {
    const id = await live();
    const before = await rowsWith(server.database, TRACES);
    const tables = new Set(before.map((row) => row.split(':')[0]));
    // The control: there is something to be found in each of them.
    for (const table of [
      'customers',
      'contacts',
      'contact_points',
      'activities_p0',
      'activity_emails_p0',
      'cases',
      'attachments',
      'mail_messages',
      'raw_mails',
      'notes',
      'idempotency_keys',
    ]) {
      expect([...tables]).toContain(table);
    }
    expect(before.filter((row) => row.startsWith('audit_entries'))).toEqual([]);
    const files = (await blobs()).length;
    expect(await pushesLeft()).toBe(509);

    const answer = await call('POST', `/customer/${id}/obfuscate`);
    expect(await pushesLeft()).toBe(0);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
    const worker = server.application.get(OutboxWorker, { strict: false });
    await worker.drain('index');
    await worker.drain('maintenance');
    // The address of a refused activity was somebody else's, who never became a customer.
    const left = (await rowsWith(server.database, TRACES)).filter((row) => !row.includes('canary.two@example.net'));
    // What it sent for Bob stays Bob's: a file with the name that it was given.
    expect(left.filter((row) => !(row.startsWith('attachments:') && row.includes('canary.txt')))).toEqual([]);
    expect(left.length).toBeLessThanOrEqual(1);
    expect((await blobs()).length).toBe(files - 2);

    const shown = await read(id);
    expect(shown).toMatchObject({
      obfuscated: true,
      customerName: null,
      externalId: null,
      contacts: { contact: [{ email: [] }] },
    });
    expect((await call('POST', `/customer/${id}/obfuscate`)).status).toBe(204);
    const { lastModified } = shown;
    const edited = await call('PATCH', '/individual/customer', { body: { id, lastModified, pin: '1' } });
    expect(refusalIn(edited)).toMatchObject({ code: '400-152', attributes: ['id'] });
    const activities = await call('GET', `/core/casemgr/v3/activity?customerID=${id}`);
    expect(activities.json<{ activity: object[] }>().activity).toHaveLength(6);
    await create(person('New', CANARY.email));
  });

  it('CUST-30: is 404-100 for nobody', async () => {
    for (const id of ['987654321', 'x']) {
      expect(refusalIn(await call('POST', `/customer/${id}/obfuscate`))).toMatchObject({ code: '404-100' });
    }
    const bob = await customerIdOf(server.database, 'c-bob');
    const withBody = await call('POST', `/customer/${bob}/obfuscate`, { body: { id: bob } });
    expect(refusalIn(withBody)).toMatchObject({ code: '400-203' });
  });

  it('CUST-32: forgets what comes in meanwhile, or never hears of it', async () => {
    const id = await create(person('Rae', 'rae@example.org'));
    const text = { 'payload.email.content.text': 'raewrote this' };
    const posting = Array.from({ length: 20 }, async () => {
      const set = { 'payload.email.emailAddresses.from': 'rae@example.org', ...text };
      return server.request('POST', POST_PATH, { as: CRM, body: anActivity({ actor: 'client', set }) });
    });
    const [obfuscated, ...answers] = await Promise.all([call('POST', `/customer/${id}/obfuscate`), ...posting]);
    expect(obfuscated.status).toBe(204);
    // Too late is: nobody has this address.
    const codes = answers.map((answer) => (answer.status === 201 ? '201' : refusalIn(answer).code));
    expect(codes.filter((code) => code !== '201' && code !== '400-146')).toEqual([]);
    await server.application.get(OutboxWorker, { strict: false }).drain('index');
    expect(await rowsWith(server.database, ['raewrote'])).toEqual([]);
  });
});

describe('obfuscating a list', () => {
  interface Status {
    status: { value: string };
    progress: { total: number; processed: number; successful: number; failed: number };
    failedEntries: {
      entry: { rowNum: number; id: string | null; error: { code: string; developerMessage: string } }[];
    };
    successfulEntries: { entry: { rowNum: number; id: string }[] };
  }

  async function many(count: number, name: string): Promise<string[]> {
    const rows = await server.database.query<{ id: string }>(
      `WITH c AS (INSERT INTO customers (type) SELECT 'individual' FROM generate_series(1, $1::integer) RETURNING id),
        k AS (INSERT INTO contacts (customer_id, first_name) SELECT id, $2 FROM c)
      SELECT id FROM c ORDER BY id`,
      [count, name],
    );
    return rows.map(({ id }) => id);
  }

  async function statusOf(location: string, as: Who = CRM): Promise<Status> {
    return (await call('GET', `${location}?$attribute=all`, { as })).json<Status>();
  }

  async function send(csv: string, as: Who = CRM, headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer> {
    return call('POST', '/customer/obfuscate/csv', {
      as,
      body: csv,
      headers: { 'content-type': 'text/csv', ...headers },
    });
  }

  it('CUST-33, CUST-34, CUST-35: works it off in steps, and says how far it is', async () => {
    const ids = await many(30, 'Listedname');
    const lines = ['name,customerId', ...ids.map((id) => `"x, y",${id}`), 'a,987654321', 'b,listed@example.org'];
    const answer = await send(lines.join('\r\n'));
    expect(answer.status).toBe(202);
    const location = answer.headers.get('location') ?? '';
    expect(answer.json()).toEqual({ link: [{ rel: 'status', href: location }], id: location.split('/').at(-1) });
    const seen: number[] = [];
    await until(async () => {
      const { status, progress } = await statusOf(location);
      seen.push(progress.processed);
      return status.value === 'successful';
    });
    const { progress, failedEntries, successfulEntries } = await statusOf(location);
    expect(progress).toEqual({ total: 32, processed: 32, successful: 30, failed: 2 });
    expect(seen.every((processed) => processed % 20 === 0 || processed === 32)).toBe(true);
    expect(failedEntries.entry).toEqual([
      expect.objectContaining({
        rowNum: 31,
        id: '987654321',
        error: {
          code: '400-5021',
          developerMessage:
            'Could not process the request as no customer was found in the system with customer id 987654321.',
        },
      }),
      expect.objectContaining({ rowNum: 32, id: null }),
    ]);
    expect(successfulEntries.entry[0]).toEqual({ action: 'update', rowNum: 1, id: ids[0] });
    expect(await rowsWith(server.database, ['Listedname', 'listed@example.org'])).toEqual([]);
    const brief = (await call('GET', location)).json();
    expect(brief).not.toHaveProperty('successfulEntries');
    expect((await call('GET', location, { headers: { accept: 'application/xml' } })).text).toContain(
      '<rowNum>31</rowNum>',
    );
  });

  it('CUST-33: takes the list as a part of a form, once for one Idempotency-Key', async () => {
    const [id = ''] = await many(1, 'Formname');
    const form = new FormData();
    form.set('customers', new Blob([`\ufeffID\n${id}\n\n`], { type: 'text/csv' }), 'customers.csv');
    const answer = await call('POST', '/customer/obfuscate/csv', { body: form });
    const location = answer.headers.get('location') ?? '';
    await until(async () => (await statusOf(location)).status.value === 'successful');
    expect((await statusOf(location)).progress).toMatchObject({ total: 1, successful: 1 });
    const headers = { 'idempotency-key': 'list-once' };
    const twice = [await send(`id\n${id}`, CRM, headers), await send(`id\n${id}`, CRM, headers)];
    expect(twice[1]?.headers.get('location')).toBe(twice[0]?.headers.get('location'));
  });

  it.each([
    ['without a column of ids', 'name\nx', '400-146'],
    ['without customers', 'customerId\n', '400-152'],
    ['with too many', `id\n${'1\n'.repeat(10_001)}`, '400-152'],
    ['with a quote that does not end', 'id\n"1', '400-100'],
    ['that is empty', ' ', '400-264'],
  ])('CUST-33: refuses a list %s', async (_, csv, code) => {
    expect(refusalIn(await send(csv))).toMatchObject({ code });
  });

  it('CUST-33: refuses a form without the part, and other media types', async () => {
    const form = new FormData();
    form.set('other', 'x');
    expect(refusalIn(await call('POST', '/customer/obfuscate/csv', { body: form }))).toMatchObject({ code: '400-146' });
    expect((await call('POST', '/customer/obfuscate/csv', { body: { id: 1 } })).status).toBe(415);
  });

  it('CUST-34: is not for everybody to see', async () => {
    const [id = ''] = await many(1, 'Mine');
    const location = (await send(`id\n${id}`, { user: 'sam' })).headers.get('location') ?? '';
    for (const as of [{ user: 'sam' }, { user: 'pat' }, CRM])
      expect((await call('GET', location, { as })).status).toBe(200);
    expect(refusalIn(await call('GET', location, { as: { user: 'lee' } }))).toMatchObject({ code: '404-100' });
    expect(refusalIn(await call('GET', '/customer/obfuscate/csvstatus/x'))).toMatchObject({ code: '404-100' });
  });
});

describe('departments', () => {
  it('CUST-30: nobody takes away what other departments have of a customer', async () => {
    const id = await create(person('Two', 'of-two-departments@example.org'));
    const receiver = { 'payload.email.emailAddresses.receiver': 'sales@example.com' };
    await post('of-two-departments@example.org', { 'department.name': 'Sales', ...receiver });
    const SAM: Who = { user: 'sam' };
    const path = `/customer/${id}/obfuscate`;
    expect(refusalIn(await call('POST', path, { as: SAM }))).toMatchObject({ code: '403-178' });
    const headers = { 'content-type': 'text/csv' };
    const listed = await call('POST', '/customer/obfuscate/csv', { as: SAM, body: `id\n${id}`, headers });
    const status = listed.headers.get('location') ?? '';
    await until(async () => (await call('GET', status, { as: SAM })).text.includes('403-178'));
    expect((await call('GET', status, { as: SAM })).text).toContain(
      'not allowed to perform the following action: Obfuscate a customer of whom other departments have cases or activities.',
    );
    expect((await read(id)).contacts).toMatchObject({ contact: [{ firstName: 'Two' }] });
    expect((await call('POST', path)).status).toBe(204);
  });

  it('CUST-1, CUST-34, AUD-1: a list does what one by one does, and is as well audited', async () => {
    const SAM: Who = { user: 'sam' };
    const id = await create(person('Elsewhere', 'elsewhere@example.org'));
    await server.database.query(
      "UPDATE customers SET department_id = (SELECT id FROM departments WHERE name = 'Sales') WHERE id = $1",
      [id],
    );
    expect((await call('GET', `/customers/${id}`, { as: SAM })).status).toBe(200);
    const listed = await call('POST', '/customer/obfuscate/csv', {
      as: SAM,
      body: `id\n${id}`,
      headers: { 'content-type': 'text/csv' },
    });
    const location = listed.headers.get('location') ?? '';
    await until(async () => (await call('GET', location)).text.includes('"successful","displayValue"'));
    expect((await call('GET', location)).json()).toMatchObject({ progress: { successful: 1, failed: 0 } });
    const entries = await server.database.query(
      `SELECT remote_address AS "remoteAddress", request_id AS "requestId", detail FROM audit_entries
        WHERE object = 'customer' AND object_id = $1 AND action = 'obfuscate'`,
      [id],
    );
    expect(entries).toEqual([
      {
        remoteAddress: '127.0.0.1',
        requestId: listed.headers.get('x-request-id'),
        detail: { jobId: location.split('/').at(-1) },
      },
    ]);
  });

  it('CUST-1, CUST-20, CUST-34: merging and obfuscating stay within the departments of a user', async () => {
    await server.configure({ settings: { customerDepartmentalization: true } });
    const SAM: Who = { user: 'sam' };
    const [sue, bob] = [await customerIdOf(server.database, 'c-sue'), await customerIdOf(server.database, 'c-bob')];
    expect(refusalIn(await merge(sue, bob, { as: SAM, preview: true }))).toMatchObject({ code: '400-194' });
    expect(refusalIn(await merge(sue, bob, { preview: true }))).toMatchObject({
      code: '400-152',
      attributes: ['sourceCustomer.id'],
    });
    expect(refusalIn(await call('POST', `/customer/${sue}/obfuscate`, { as: SAM }))).toMatchObject({ code: '404-100' });
    expect(refusalIn(await call('GET', `/customer/${sue}/merges`, { as: SAM }))).toMatchObject({ code: '404-100' });
    const listed = await call('POST', '/customer/obfuscate/csv', {
      as: SAM,
      body: `id\n${sue}`,
      headers: { 'content-type': 'text/csv' },
    });
    const location = listed.headers.get('location') ?? '';
    await until(async () => (await call('GET', location)).text.includes('"successful","displayValue"'));
    expect((await call('GET', location)).json()).toMatchObject({ progress: { failed: 1 } });
    expect(await read(sue)).toMatchObject({ obfuscated: false });
  });
});
