import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SendMailOptions } from 'nodemailer';
import { CustomerParts } from '#customers/customer-parts.js';
import { inMessageId, inSubject } from '#record-key/find-record-keys.rules.js';
import { CASE_TABLE, CUSTOMER_TABLE, type RecordKeyCarrier } from '#record-key/record-key.rules.js';
import { RecordKeys } from '#record-key/record-keys.js';
import { freePort } from '../support/free-port.js';
import { activityOf, caseOf, fateOf, idIn, rawMail, sendMail, submitMail, type ShownMessage } from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';
import { userToken } from '../support/user-token.js';
import { until } from '../support/until.js';
import { startSmtpSink, type SmtpSink, type SunkMail } from '../support/smtp-sink.js';
import { MAIL_CLIENTS, replyOf } from '../support/mail-clients.js';

const SUPPORT = 'support@example.com';

const REQUESTS = 'requests';
const DANA = 'Dana <dana@desk.example>';

const ASSETS = {
  table: 'asset',
  mapping: { subject: 'title', fromAddress: 'requester', text: 'log', attachments: 'files', fixed: { kind: 'laptop' } },
  updates: { text: 'log', attachments: 'files', fieldUpdates: true },
  parsing: { separator: ':' },
};

const CASE_FIELDS = {
  mapping: { fromName: 'caseOnly', fixed: { labels: 'by mail, Urgent' } },
  updates: { fieldUpdates: true },
  parsing: { separator: ':' },
};

let sink: SmtpSink;
let server: TestServer;
let port: number;
let count = 0;

beforeAll(async () => {
  port = await freePort();
  sink = await startSmtpSink();
  server = await startServer({
    environment: { CASEMGR_SMTP_PORT: String(port), CASEMGR_SMTP_RELAY: sink.url },
  });
  await server.configure({
    departments: [
      {
        name: 'Service',
        aliases: [
          { name: 'Outside', emailAddress: 'outside@example.com' },
          { name: 'Careful', emailAddress: 'careful@example.com' },
          { name: 'Strict', emailAddress: 'strict@example.com' },
          { name: 'Requests', emailAddress: 'requests@example.com' },
          { name: 'Open', emailAddress: 'open@example.com' },
          { name: 'Answering', emailAddress: 'answering@example.com' },
          { name: 'Lacking', emailAddress: 'lacking@example.com' },
          { name: 'Telling', emailAddress: 'telling@example.com' },
          { name: 'Trusting', emailAddress: 'trusting@example.com' },
          { name: 'Closed', emailAddress: 'closed@example.com' },
          { name: 'Triage', emailAddress: 'triage@example.com' },
          { name: 'Internal', emailAddress: 'internal@example.com' },
          { name: 'Members', emailAddress: 'members@example.com' },
        ],
      },
    ],
    users: [
      { login: 'dana', emailAddress: 'dana@desk.example', department: 'Service' },
      { login: 'dora', emailAddress: 'dora@desk.example', department: 'Service' },
      { login: 'max', emailAddress: 'max@desk.example', department: 'Service' },
      { login: 'rob', emailAddress: 'rob@desk.example', department: 'Service' },
      { login: 'guest', department: 'Service' },
      { login: 'tom', emailAddress: 'tom@desk.example', department: 'Service' },
      { login: 'sal', emailAddress: 'sal@desk.example', department: 'Sales' },
    ],
    customAttributes: [
      { object: 'customer', name: 'tier', dataType: 'stringList', values: ['gold', 'silver'] },
      { object: 'customer', name: 'source', dataType: 'string', size: 12 },
    ],
    recordTables: [
      {
        name: 'asset',
        label: 'Asset requests',
        onClosed: 'reopen',
        fields: [
          { name: 'title', label: 'Title', type: 'text', required: true },
          { name: 'amount', label: 'Amount', type: 'number' },
          { name: 'kind', label: 'Kind', type: 'choice', values: ['laptop', 'phone'] },
          { name: 'log', label: 'Log', type: 'appendOnly' },
          { name: 'files', label: 'Files', type: 'files' },
          { name: 'requester', label: 'Requester', type: 'email' },
          { name: 'place', label: 'Place', type: 'link', table: 'place' },
        ],
      },
      { name: 'place', fields: [{ name: 'title', type: 'text' }] },
    ],
    groups: [
      {
        name: 'Staff',
        users: ['dana', 'dora', 'max'],
        tables: { asset: { create: true, read: true, update: true, fields: ['title', 'amount'] } },
      },
      {
        name: 'Guests',
        users: ['guest'],
        tables: {
          asset: { create: true, fields: ['amount'] },
          case: { create: true, fields: ['caseOnly'] },
          customer: { create: true, fields: ['lastName'] },
        },
      },
      {
        name: 'Triage',
        users: ['tom', 'sal'],
        tables: {
          case: { create: true, update: true, fields: ['labels', 'status'] },
          customer: { create: true, update: true, fields: ['firstName', 'lastName', 'emailAddress', 'tier'] },
        },
      },
    ],
    inboundAccounts: [
      { id: 'requests', alias: 'requests@example.com', ...ASSETS, access: { groups: ['Staff'] } },
      { id: 'open', alias: 'open@example.com', ...ASSETS, access: { guestUser: 'guest' } },
      {
        id: 'answering',
        alias: 'answering@example.com',
        ...ASSETS,
        access: { groups: ['Staff'] },
        answers: { created: true, updated: true, refused: true },
      },
      {
        id: 'lacking',
        alias: 'lacking@example.com',
        table: 'asset',
        access: { groups: ['Staff'] },
        answers: { refused: true },
      },
      { id: 'telling', alias: 'telling@example.com', answers: { created: true } },
      { id: 'outside', alias: 'outside@example.com', access: { unknownSenderWithKey: 'unverified' } },
      { id: 'careful', alias: 'careful@example.com', access: { unknownSenderWithKey: 'hold' } },
      { id: 'trusting', alias: 'trusting@example.com', headers: { trust: { compat: true } } },
      { id: 'closed', alias: 'closed@example.com', allowCreate: false },
      { id: 'triage', alias: 'triage@example.com', ...CASE_FIELDS, access: { guestUser: 'guest' } },
      {
        id: 'members',
        alias: 'members@example.com',
        table: 'customer',
        mapping: { subject: 'source' },
        updates: { fieldUpdates: true },
        parsing: { separator: ':' },
        access: { guestUser: 'guest' },
        answers: { created: true },
      },
      { id: 'internal', alias: 'internal@example.com', access: { groups: ['Triage'] } },
      { id: 'strict', alias: 'strict@example.com', access: { unknownSenderWithKey: 'new' } },
    ],
  });
});

afterAll(async () => {
  await server.close();
  await sink.close();
});

function keyOf(
  tableNumber: number,
  recordId: string | undefined,
  carrier: RecordKeyCarrier,
  recipient?: string,
): string {
  return server.application.get(RecordKeys).seal({ tableNumber, recordId: recordId ?? '', recipient }, carrier);
}

function headersOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  count += 1;
  return {
    From: `Nora Neu <nora${count}@new.example>`,
    To: SUPPORT,
    Subject: `Question ${count}`,
    'Message-ID': `<m${count}.${process.pid}@new.example>`,
    Date: new Date().toUTCString(),
    ...headers,
  };
}

/** By HTTP: a client application stands behind the mail. */
async function file(headers: Readonly<Record<string, string>>, body?: string, account = SUPPORT) {
  return fateOf(server, await submitMail(server, rawMail(headersOf(headers), body ?? `Text ${count}.`), account));
}

/** By SMTP, from somebody whom nobody has verified. */
async function fromOutside(
  account: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<ShownMessage> {
  const to = `${account}@example.com`;
  const raw = rawMail(headersOf({ To: to, ...headers }), body ?? `Text ${count}.`);
  const reply = await sendMail(port, { envelope: { from: 'someone@elsewhere.example', to }, raw });
  return fateOf(server, idIn(reply));
}

describe('RU-1: a mail with the key of a case', () => {
  let first: ShownMessage;
  const ANN = 'ann@example.org';

  beforeAll(async () => {
    first = await file({ From: ANN });
  });

  it.each<[string, () => Readonly<Record<string, string>>]>([
    [
      'in a subject that a client has rewritten',
      () => ({ Subject: `AW: Re: it beeps ${inSubject(keyOf(CASE_TABLE, first.case?.id, 'subject'))}` }),
    ],
    ['in the header', () => ({ 'X-Casemgr-Record': keyOf(CASE_TABLE, first.case?.id, 'header') })],
    [
      'in our Message-ID',
      () => ({ References: `<${inMessageId(keyOf(CASE_TABLE, first.case?.id, 'message-id'), 'q')}@desk.example>` }),
    ],
  ])('joins it %s (RK-3)', async (_, headers) => {
    const reply = await file({ From: ANN, ...headers() });
    expect(reply).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
    // The key is for mail programs; nobody sees it.
    expect(`${reply.subject} ${(await activityOf(server, reply)).subject}`).not.toContain('ref:');
    expect((await activityOf(server, reply)).payload.email).toMatchObject({
      foundBy: 'record-key',
      senderVerified: true,
    });
  });

  it('joins it by what it quotes, when headers were stripped and the subject is new (RK-3)', async () => {
    const quoted = `Me too.\n\n> Subject: Question ${inSubject(keyOf(CASE_TABLE, first.case?.id, 'subject'))}\n> It beeps.`;
    expect(await file({ From: ANN, Subject: 'Something' }, quoted)).toMatchObject({ case: { id: first.case?.id } });
  });

  it('opens the case again (RU-5), also from another department', async () => {
    const closed = await file({ From: ANN, 'x-desk-case-status': 'closed' });
    const Subject = inSubject(keyOf(CASE_TABLE, closed.case?.id, 'subject'));
    const reply = await file({ From: ANN, To: 'sales@example.com', Subject }, undefined, 'sales@example.com');
    expect(reply.case?.id).toBe(closed.case?.id);
    expect(await caseOf(server, closed)).toMatchObject({ status: { value: 'open' } });
    expect(await activityOf(server, reply)).toMatchObject({ department: { name: 'Sales' } });
  });

  it('is marked when nobody has verified the sender (RU-4)', async () => {
    const Subject = inSubject(keyOf(CASE_TABLE, first.case?.id, 'subject'));
    const reply = await fromOutside('outside', { From: ANN, Subject });
    expect(reply).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
    expect((await activityOf(server, reply)).payload.email).toMatchObject({
      senderVerified: false,
      remarks: ['nobody has verified that the sender is who it says'],
    });
  });

  it('of a stranger belongs to the customer of the case, and makes the stranger nobody (RU-4, RU-7, RK-7)', async () => {
    const Subject = inSubject(keyOf(CASE_TABLE, first.case?.id, 'subject', ANN));
    const reply = await fromOutside('outside', { From: 'Eve <eve@elsewhere.example>', Subject });
    expect(reply).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
    const activity = await activityOf(server, reply);
    expect(activity.customer.id).toBe((await activityOf(server, first)).customer.id);
    expect(activity.payload.email).toMatchObject({
      senderVerified: false,
      emailAddresses: { from: 'eve@elsewhere.example' },
      remarks: [
        'the sender takes no part in it, but has a key of it',
        'the mail that it answers was sent to somebody else',
      ],
    });
    const points = await server.database.query(
      `SELECT 1 FROM contact_points WHERE email_key = 'eve@elsewhere.example'`,
    );
    expect(points).toEqual([]);
    const again = await fromOutside('strict', { From: 'eve@elsewhere.example', Subject });
    expect(again).toMatchObject({ outcome: 'created', remarks: [`possibly related to case ${first.case?.id}`] });
    expect(JSON.stringify(await caseOf(server, again))).toContain(`/case/${first.case?.id}`);
  });

  it('of a stranger changes nothing by its headers, though the account believes everybody (RU-4)', async () => {
    const opened = await file({ From: ANN });
    const Subject = inSubject(keyOf(CASE_TABLE, opened.case?.id, 'subject'));
    const headers = {
      From: 'eve@elsewhere.example',
      Subject,
      'x-desk-case-status': 'closed',
      'x-desk-case-labels': 'mine',
    };
    const reply = await fromOutside('trusting', headers);
    expect(reply).toMatchObject({ outcome: 'updated', case: { id: opened.case?.id } });
    expect(await caseOf(server, opened)).toMatchObject({ status: { value: 'open' } });
    expect((await activityOf(server, reply)).payload.email).toMatchObject({
      headerOutcomes: expect.arrayContaining([expect.objectContaining({ outcome: 'ignored_untrusted' })]),
    });
  });

  it('is not there in a mail that was discarded, which can be processed later (RU-3)', async () => {
    const mail = await fromOutside('closed', { From: ANN });
    expect(mail).toMatchObject({ outcome: 'discarded' });
    await server.request('POST', `/core/mailmgr/v3/message/${mail.id}/replay?release=yes`, {
      as: { client: 'test-admin' },
      headers: { 'Idempotency-Key': `release-${mail.id}` },
    });
    expect(await fateOf(server, mail.id)).toMatchObject({ outcome: 'created' });
  });

  it('of a stranger is held where the account says so, and added when somebody lets it go (RU-4)', async () => {
    const Subject = inSubject(keyOf(CASE_TABLE, first.case?.id, 'subject'));
    const held = await fromOutside('careful', { From: 'mallory@elsewhere.example', Subject });
    expect(held).toMatchObject({ outcome: 'held', activity: null });
    await server.request('POST', `/core/mailmgr/v3/message/${held.id}/replay?release=yes`, {
      as: { client: 'test-admin' },
      headers: { 'Idempotency-Key': `release-${held.id}` },
    });
    expect(await fateOf(server, held.id)).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
  });

  it('that is not there any more opens a case, with a note (RU-5)', async () => {
    const reply = await file({ From: ANN, Subject: inSubject(keyOf(CASE_TABLE, '999999', 'subject')) });
    expect(reply).toMatchObject({
      outcome: 'created',
      remarks: ['its key names case 999999, which is not there any more'],
    });
  });

  it('is as any other mail when the key is altered: same outcome, nothing said (RK-6)', async () => {
    const key = keyOf(CASE_TABLE, first.case?.id, 'subject');
    const forged = `${key.startsWith('0') ? '1' : '0'}${key.slice(1)}`;
    const reply = await file({ From: ANN, Subject: inSubject(forged) });
    expect(reply).toMatchObject({ outcome: 'created', reason: null, remarks: [] });
  });
});

describe('RU-5: a mail with the key of a customer', () => {
  it('of a stranger comes to the customer, who may have been merged', async () => {
    const [one, other] = [await file({ From: 'old@merged.example' }), await file({ From: 'new@merged.example' })];
    const [old, survivor] = [await activityOf(server, one), await activityOf(server, other)];
    const token = await server.token({ client: 'crm' }, 'core.customermgr.read core.customermgr.manage');
    const read = await server.request('GET', `/core/customermgr/v3/customers/${survivor.customer.id}`, { token });
    const [{ lastModified } = {}] = read.json<{ customer: readonly { lastModified?: string }[] }>().customer;
    const merged = await server.request('PUT', '/core/customermgr/v3/customer/merge', {
      token,
      body: { sourceCustomer: { id: old.customer.id }, targetCustomer: { id: survivor.customer.id, lastModified } },
    });
    expect(merged.status).toBe(204);
    const Subject = inSubject(keyOf(CUSTOMER_TABLE, old.customer.id, 'subject'));
    const mail = await fromOutside('outside', { From: 'friend@elsewhere.example', Subject });
    expect((await activityOf(server, mail)).customer.id).toBe(survivor.customer.id);
  });
});

type ShownRecord = Readonly<Record<string, unknown>> & { readonly id: string };

interface AboutRecord {
  readonly record: { readonly table: string; readonly id: string };
  readonly fieldOutcomes: readonly { readonly field: string; readonly outcome: string }[];
  readonly remarks: readonly string[];
}

/** Its fields, and its id. */
async function recordOf(message: ShownMessage): Promise<ShownRecord> {
  const { record } = await mailOf(message);
  const answer = await server.request('GET', `/core/recordmgr/v3/asset/${record.id}`, { as: { client: 'test-admin' } });
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  const [{ fields }] = answer.json<{ record: readonly [{ fields: object }] }>().record;
  return { ...fields, id: record.id };
}

async function mailOf(message: ShownMessage): Promise<AboutRecord> {
  return (await activityOf(server, message)).payload.email as unknown as AboutRecord;
}

const WITH_FILE = [
  '--b',
  'Content-Type: text/plain',
  '',
  'Amount: 1200',
  'Kind: phone',
  'It is for the new office.',
  '--b',
  'Content-Type: text/csv',
  'Content-Disposition: attachment; filename="offer.csv"',
  '',
  'a,b',
  '--b--',
].join('\n');

describe('RU-2: a mail to an account of a table', () => {
  it('makes a record with what is mapped and parsed, its files, and the mail beside it (RI-6, RI-8, RT-16)', async () => {
    const headers = {
      From: DANA,
      Subject: 'A laptop',
      'Content-Type': 'multipart/mixed; boundary=b',
      'MIME-Version': '1.0',
    };
    const mail = await file(headers, WITH_FILE, REQUESTS);
    expect(mail).toMatchObject({ outcome: 'created', case: null });
    const record = await recordOf(mail);
    expect(record).toMatchObject({ title: 'A laptop', kind: 'laptop', amount: 1200, requester: 'dana@desk.example' });
    expect(JSON.stringify(record)).toContain('Kind: phone\\nIt is for the new office.');
    expect((await mailOf(mail)).fieldOutcomes).toMatchObject([
      { field: 'amount', outcome: 'applied' },
      { field: 'kind', outcome: 'no_right' },
    ]);
    const shown = await server.request('GET', `/core/recordmgr/v3/asset/${record.id}/activity`, {
      as: { client: 'test-admin' },
    });
    expect(shown.text).toContain(`"id":"${mail.activity?.id}"`);
    expect(JSON.stringify(record)).toContain('offer.csv');
    const activity = await server.request('GET', `/core/casemgr/v3/activity/${mail.activity?.id}`, {
      as: { client: 'test-admin' },
    });
    expect(activity.json<{ activity: readonly object[] }>().activity[0]).toMatchObject({ case: null, customer: null });
  });

  it('of a stranger is discarded, and can be processed later (RU-3)', async () => {
    const mail = await fromOutside('requests', { From: 'eve@elsewhere.example' });
    expect(mail).toMatchObject({ outcome: 'discarded', reason: 'the sender may not make records', activity: null });
    await server.request('POST', `/core/mailmgr/v3/message/${mail.id}/replay?release=yes`, {
      as: { client: 'test-admin' },
      headers: { 'Idempotency-Key': `release-${mail.id}` },
    });
    expect(await fateOf(server, mail.id)).toMatchObject({ outcome: 'created' });
  });

  it('of a user whom nobody has verified has no rights of staff; of guests the guest’s (RI-5)', async () => {
    expect(await fromOutside('requests', { From: DANA })).toMatchObject({ outcome: 'discarded' });
    const mail = await fromOutside('open', { From: 'eve@elsewhere.example' }, 'Amount: 7\nTitle: Mine');
    expect(await recordOf(mail)).toMatchObject({ amount: 7 });
    expect((await mailOf(mail)).fieldOutcomes).toMatchObject(
      [
        { field: 'title', outcome: 'no_right' },
        { field: 'amount', outcome: 'applied' },
      ].toReversed(),
    );
  });

  it('links to what the account says, whatever its sender may read (RI-6)', async () => {
    const admin = { client: 'test-admin' };
    const made = await server.request('POST', '/core/recordmgr/v3/place', {
      as: admin,
      body: { fields: { title: 'x' } },
    });
    expect(made.status).toBe(201);
    const [place] = await server.database.query<{ id: string }>(`SELECT max(id)::text AS id FROM records`);
    const changed = await server.request('PATCH', '/core/adminmgr/v3/partition', {
      as: admin,
      body: { inboundAccounts: [{ id: 'open', mapping: { fixed: { place: place?.id } } }] },
    });
    expect([changed.status, changed.text]).toEqual([200, expect.anything()]);
    const mail = await fromOutside('open', { From: 'eve@elsewhere.example' });
    expect(await recordOf(mail)).toMatchObject({ place: expect.anything() });
    expect(mail.remarks).toEqual([]);
  });

  it('is masked in its record as well (ACT-8)', async () => {
    await server.configure({ settings: { maskingPatterns: ['[0-9]{16}'] } });
    const mail = await file(
      { From: DANA, Subject: 'Card 4111111111111111' },
      'It is 4222222222222222, with 12 letters.',
      REQUESTS,
    );
    const masked = await server.request('PATCH', '/core/casemgr/v3/activity/mask', {
      as: { client: 'test-admin' },
      body: { id: mail.activity?.id },
      headers: { 'if-match': '*', 'idempotency-key': crypto.randomUUID() },
    });
    expect([masked.status, masked.text]).toEqual([204, '']);
    const record = await recordOf(mail);
    expect(record).toMatchObject({ title: 'Card ****************' });
    expect(JSON.stringify(record)).toContain('It is ****************, with 12 letters.');
    await expect(server.database.query(`UPDATE record_entries SET content = 'other'`)).rejects.toThrow();
  });

  it('leaves nothing of a person who is to be forgotten (CUST-31)', async () => {
    const mime = { 'Content-Type': 'multipart/mixed; boundary=b', 'MIME-Version': '1.0' };
    const mail = await fromOutside('open', { From: 'Fay <fay@forgotten.example>', ...mime }, WITH_FILE);
    const person = { customerId: '0', ids: ['0'], contactIds: [], marks: [], emailKeys: ['fay@forgotten.example'] };
    await server.database.transaction(async (transaction) => {
      const parts = server.application.get(CustomerParts, { strict: false });
      for (const { object, erase } of parts.all)
        if (object === 'activity' || object === 'mail' || object === 'upload') await erase(transaction, person);
    });
    const [left] = await server.database.query(
      `SELECT e.from_address AS "from", e.content_text AS text, e.mail, a.subject, a.attachment_count AS files,
          (SELECT count(*)::integer FROM attachments f WHERE f.activity_id = a.id) AS "fileRows",
          (SELECT count(*)::integer FROM mail_messages WHERE id = $2::bigint) AS mails
        FROM activities a JOIN activity_emails e ON e.activity_id = a.id WHERE a.id = $1::bigint`,
      [mail.activity?.id, mail.id],
    );
    expect(left).toEqual({ from: null, text: null, mail: null, subject: null, files: 0, fileRows: 0, mails: 0 });
  });

  it.each<[string, number, string]>([
    ['a case that is gone', CASE_TABLE, 'its key names case 999999, which is not there any more'],
    ['a customer who is gone', CUSTOMER_TABLE, 'its key names customer 999999, who is not there any more'],
    ['a table that is gone', 999, ''],
  ])('with a key of %s makes a record, no case and no customer (RU-5)', async (_, tableNumber, remark) => {
    const Subject = `A phone ${inSubject(keyOf(tableNumber, '999999', 'subject'))}`;
    const mail = await file({ From: DANA, Subject }, undefined, REQUESTS);
    expect(mail).toMatchObject({ outcome: 'created', case: null, remarks: remark === '' ? [] : [remark] });
    expect(await recordOf(mail)).toMatchObject({ title: 'A phone' });
  });

  it('joins of the records that a Message-ID leads to the one of its table that the sender takes part in (RU-2)', async () => {
    const References = '<shared@elsewhere.example>';
    const own = await recordOf(await file({ From: DANA, References }, undefined, REQUESTS));
    await server.database.query(
      `INSERT INTO records (table_id, field_values, created_by, created_at, last_modified_by, last_modified_at)
        SELECT table_id, '{"title": "x"}', '{"actor": "sender", "address": "x@x.example"}', now(), last_modified_by, now()
        FROM records WHERE id = $1::bigint`,
      [own.id],
    );
    await server.database.query(
      `INSERT INTO record_message_ids (message_key, record_id, created_at)
        SELECT m.message_key, (SELECT max(id) FROM records), now() FROM record_message_ids m WHERE m.record_id = $1::bigint`,
      [own.id],
    );
    const reply = await file({ From: DANA, References }, undefined, REQUESTS);
    expect((await mailOf(reply)).record).toMatchObject({ id: own.id });
  });

  it('is explained before it comes', async () => {
    const raw = rawMail(headersOf({ From: DANA, Subject: 'Explained' }), 'Amount: 5');
    const answer = await server.request('POST', `/core/mailmgr/v3/message/explain?account=requests`, {
      as: { client: 'test-admin' },
      body: raw,
      headers: { 'content-type': 'message/rfc822' },
    });
    expect(answer.json()).toMatchObject({
      outcome: 'created',
      record: { table: 'asset', id: null, foundBy: 'new' },
      values: { amount: 5 },
    });
  });
});

describe('RU-1: a reply to a mail about a record', () => {
  let record: ShownRecord;
  let tableNumber: number;
  const REQUESTER = 'rita@new.example';

  beforeAll(async () => {
    record = await recordOf(await file({ From: DANA }, `Hello.`, REQUESTS));
    const [table] = await server.database.query<{ id: number }>(`SELECT id FROM record_tables WHERE name = 'asset'`);
    tableNumber = Number(table?.id);
    await server.database.query(
      `UPDATE records SET field_values = field_values || jsonb_build_object('requester', $2::text) WHERE id = $1::bigint`,
      [record.id, REQUESTER],
    );
  });

  it.each<[string, () => Readonly<Record<string, string>>]>([
    [
      'a subject that was rewritten',
      () => ({ Subject: `AW: [EXT] ${inSubject(keyOf(tableNumber, record.id, 'subject'))}` }),
    ],
    [
      'a Message-ID alone, when headers were stripped',
      () => ({ 'In-Reply-To': `<${inMessageId(keyOf(tableNumber, record.id, 'message-id'), 'q')}@desk.example>` }),
    ],
  ])('appends what was written, with %s (RK-3, RI-7)', async (name, headers) => {
    const reply = await file({ From: REQUESTER, ...headers() }, `Any news? ${name}\n\n> Hello.`, REQUESTS);
    expect(reply).toMatchObject({ outcome: 'updated', case: null });
    const text = JSON.stringify(await recordOf(reply));
    expect(text).toContain(`Any news? ${name}`);
    expect(text).not.toContain('> Hello.');
    expect((await mailOf(reply)).record).toMatchObject({ table: 'asset', id: record.id });
  });

  it('changes fields by the rights of its sender only (RI-9), whatever account it comes to (RU-8)', async () => {
    const Subject = inSubject(keyOf(tableNumber, record.id, 'subject'));
    const byStaff = await file({ From: DANA, To: SUPPORT, Subject }, 'Amount: 31');
    expect(byStaff).toMatchObject({ outcome: 'updated', case: null });
    expect(await recordOf(byStaff)).toMatchObject({ amount: 31 });
    // What a user does by mail is known as the user's.
    const [by] = await server.database.query<{ record: string; audit: string; dana: string }>(
      `SELECT r.last_modified_by ->> 'userId' AS record, (SELECT a.detail ->> 'userId' FROM audit_entries a
          WHERE a.object = 'record' AND a.object_id = r.id::text ORDER BY a.id DESC LIMIT 1) AS audit,
          (SELECT id::text FROM users WHERE login = 'dana') AS dana
        FROM records r WHERE id = $1::bigint`,
      [record.id],
    );
    expect(by).toEqual({ record: by?.dana, audit: by?.dana, dana: expect.stringMatching(/^\d+$/) });
    const byRequester = await file({ From: REQUESTER, Subject }, 'Amount: 99', REQUESTS);
    expect(await recordOf(byRequester)).toMatchObject({ amount: 31 });
    expect((await mailOf(byRequester)).fieldOutcomes).toMatchObject([{ field: 'amount', outcome: 'no_right' }]);
  });

  it('of a stranger is added and marked, and changes nothing else (RU-4)', async () => {
    const Subject = inSubject(keyOf(tableNumber, record.id, 'subject', REQUESTER));
    const reply = await fromOutside('requests', { From: 'eve@elsewhere.example', Subject }, 'Amount: 66\nMe too.');
    expect(await recordOf(reply)).toMatchObject({ amount: 31 });
    expect(await mailOf(reply)).toMatchObject({
      remarks: expect.arrayContaining(['the sender takes no part in it, but has a key of it']),
    });
    const entries = await server.database.query(
      `SELECT verified FROM record_entries WHERE record_id = $1::bigint AND content LIKE '%Me too.%'`,
      [record.id],
    );
    expect(entries).toEqual([{ verified: false }]);
  });

  it('opens a closed record again; after it was deleted, makes a new one (RU-5)', async () => {
    const Subject = inSubject(keyOf(tableNumber, record.id, 'subject'));
    await server.database.query('UPDATE records SET closed_at = now() WHERE id = $1::bigint', [record.id]);
    await file({ From: DANA, Subject }, 'Again.', REQUESTS);
    expect(await server.database.query('SELECT closed_at FROM records WHERE id = $1::bigint', [record.id])).toEqual([
      { closed_at: null },
    ]);
    await server.database.query('UPDATE records SET deleted_at = now() WHERE id = $1::bigint', [record.id]);
    const reply = await file({ From: DANA, Subject }, 'Once more.', REQUESTS);
    expect(reply).toMatchObject({ outcome: 'created' });
    expect((await mailOf(reply)).remarks).toEqual([`it leads to record ${record.id} of asset, which was deleted`]);
  });
});

describe('RO-14: an account that answers', () => {
  const ANSWERING = 'answering';
  let made: ShownMessage;
  let record: ShownRecord;
  let answer: SunkMail;

  const keyedSubject = (carried: SunkMail) => `AW: [EXT] ${/\[ref:.*\]/.exec(carried.message.subject)?.[0]}`;

  async function mailsTo(
    address: string,
  ): Promise<readonly { readonly kind: string; readonly record: string | null }[]> {
    return server.database.query(
      'SELECT kind, record_id::text AS record FROM outgoing_mails WHERE $1 = ANY(recipients) ORDER BY id',
      [address],
    );
  }

  beforeAll(async () => {
    made = await file({ From: DANA, Subject: 'My secret wish' }, 'It is for the attic.', ANSWERING);
    record = await recordOf(made);
    answer = await sink.next();
  });

  it('tells whose mail made a record, with the keys of that record, and repeats nothing (RK-1)', async () => {
    const { from, to, message, raw } = answer;
    expect({ from, to }).toEqual({ from: '', to: ['dana@desk.example'] });
    expect(message.automatic).toBe('auto-replied');
    expect(message.subject).toMatch(/^We have recorded your message \[ref:[0-9a-z]{40}\]$/);
    expect(message.messageId).toMatch(/^[0-9a-z]{40}\./);
    expect(message.replyTo[0]?.address).toMatch(/^answering\+[0-9a-z]+@example\.com$/);
    expect(raw).toMatch(/^X-Casemgr-Record: [0-9a-z]{40}\r$/m);
    expect(raw).not.toMatch(/secret|attic/);
    expect(await mailsTo('dana@desk.example')).toEqual([{ kind: 'acknowledgement', record: record.id }]);
  });

  it.each<[string, () => { readonly to: string; readonly headers: Readonly<Record<string, string>> }]>([
    [
      'the subject, which was rewritten',
      () => ({ to: 'answering@example.com', headers: { Subject: keyedSubject(answer) } }),
    ],
    [
      'the address for replies, with another subject and no header of ours',
      () => ({ to: answer.message.replyTo[0]?.address ?? '', headers: { Subject: 'Something else' } }),
    ],
    [
      'the Message-ID that it refers to',
      () => ({
        to: 'answering@example.com',
        headers: { Subject: 'Something else', 'In-Reply-To': `<${answer.message.messageId}>` },
      }),
    ],
  ])('finds the record again when its answer comes back with only %s (RO-13, RK-3)', async (left, carried) => {
    const { to, headers } = carried();
    const raw = rawMail(headersOf({ From: DANA, To: to, ...headers }), `It came back with ${left}.`);
    const reply = await fateOf(
      server,
      idIn(await sendMail(port, { envelope: { from: 'dana@desk.example', to }, raw })),
    );
    expect(reply).toMatchObject({ outcome: 'updated', case: null });
    const shown = await recordOf(reply);
    expect(shown.id).toBe(record.id);
    expect(JSON.stringify(shown)).toContain(`It came back with ${left}.`);
  });

  it('tells whose mail was added to a record; nobody twice on a day, and nobody unverified', async () => {
    const Subject = keyedSubject(answer);
    const byDora = await file({ From: 'dora@desk.example', Subject }, 'And one for me.', ANSWERING);
    expect((await recordOf(byDora)).id).toBe(record.id);
    const told = await sink.next();
    expect(told.to).toEqual(['dora@desk.example']);
    expect(told.message.subject).toMatch(/^Your message has been added \[ref:[0-9a-z]{40}\]$/);
    expect(told.raw).not.toContain('one for me');
    await file({ From: 'dora@desk.example', Subject }, 'And two.', ANSWERING);
    expect(await mailsTo('dora@desk.example')).toEqual([{ kind: 'acknowledgement', record: record.id }]);
    await file({ From: DANA, Subject: 'Another' }, 'Another.', ANSWERING);
    await fromOutside(ANSWERING, { From: 'max@desk.example', Subject });
    expect(await mailsTo('dana@desk.example')).toHaveLength(1);
    expect(await mailsTo('max@desk.example')).toEqual([]);
  });

  it('gives no key to a stranger who has got one (RU-4)', async () => {
    const reply = await file({ From: 'eve@elsewhere.example', Subject: keyedSubject(answer) }, 'Me too.', ANSWERING);
    expect(reply).toMatchObject({ outcome: 'updated' });
    expect(await mailsTo('eve@elsewhere.example')).toEqual([]);
  });

  it('tells a user whose mail was refused in the same words whatever it was; strangers nothing (RK-6)', async () => {
    const key = keyOf(1, '1', 'subject');
    const forged = `${key.startsWith('0') ? '1' : '0'}${key.slice(1)}`;
    const byRob = await file({ From: 'rob@desk.example', Subject: inSubject(forged) }, undefined, ANSWERING);
    expect(byRob).toMatchObject({ outcome: 'discarded', reason: 'the sender may not make records' });
    const refusal = await sink.next();
    expect({ from: refusal.from, to: refusal.to }).toEqual({ from: '', to: ['rob@desk.example'] });
    expect(refusal.message).toMatchObject({ subject: 'We could not accept your message', replyTo: [] });
    expect(refusal.raw).not.toMatch(/\[ref:|X-Casemgr-Record|forged|records/);
    const byMax = await file({ From: 'max@desk.example' }, undefined, 'lacking');
    expect(byMax).toMatchObject({
      outcome: 'discarded',
      reason: 'a record of asset needs what the mail does not have: title',
    });
    const same = await sink.next();
    expect(same.to).toEqual(['max@desk.example']);
    expect([same.message.subject, same.message.text]).toEqual([refusal.message.subject, refusal.message.text]);
    expect(await mailsTo('max@desk.example')).toEqual([{ kind: 'refusal', record: null }]);
    expect(await file({ From: 'eve@elsewhere.example' }, undefined, ANSWERING)).toMatchObject({ outcome: 'discarded' });
    expect(await mailsTo('eve@elsewhere.example')).toEqual([]);
    const list = await server.request('GET', '/core/mailmgr/v3/outgoing', { as: { client: 'test-admin' } });
    expect(list.json<{ mail: readonly object[] }>().mail[0]).toMatchObject({ kind: 'refusal', case: null });
  });

  it('tells also whose mail opened a case (RO-12)', async () => {
    const opened = await file({ From: 'ina@new.example' }, undefined, 'telling');
    const told = await sink.next();
    expect(told.to).toEqual(['ina@new.example']);
    expect(await mailsTo('ina@new.example')).toEqual([{ kind: 'acknowledgement', record: opened.case?.id }]);
  });
});

describe('RU-4: a record number that people have written', () => {
  it('leads nowhere, and is told to who reads the mail', async () => {
    const first = await file({ From: 'ned@new.example' });
    const next = await file({ From: 'ned@new.example', Subject: `Laptop #${first.case?.id}` });
    expect(next).toMatchObject({ outcome: 'created', remarks: [`names case ${first.case?.id}`] });
    const asset = await file({ From: DANA, Subject: 'Laptop (#1234)' }, undefined, REQUESTS);
    expect((await mailOf(asset)).remarks).toEqual(['names record of asset 1234']);
  });
});

describe('RI-10: an account of cases with fields', () => {
  const TOM = 'Tom <tom@desk.example>';
  const caseOnly = (value: string) => ({
    customAttribute: [{ attribName: 'caseOnly', attribValues: { attribValue: [{ value }] } }],
  });

  it('fills a new case by what it maps, and by lines that its sender may write (RI-9)', async () => {
    const opened = await file({ From: TOM }, 'Labels: urgent, Desk\nStatus: Pending\ncaseOnly: 7\nHello.', 'triage');
    expect(opened).toMatchObject({ outcome: 'created' });
    expect(await caseOf(server, opened)).toMatchObject({
      labels: ['urgent', 'Desk', 'by mail'],
      status: { substatus: { value: 'pending' } },
      customAttributes: caseOnly('Tom'),
    });
    expect((await mailOf(opened)).fieldOutcomes).toMatchObject([
      { field: 'labels', outcome: 'applied' },
      { field: 'status', outcome: 'applied' },
      { field: 'caseOnly', outcome: 'no_right' },
    ]);
  });

  it('takes of a stranger what its guest may write, and of the customer no more (RI-5)', async () => {
    const body = 'caseOnly: 12\nStatus: closed';
    const opened = await file({ From: 'zoe@new.example' }, body, 'triage');
    expect(await caseOf(server, opened)).toMatchObject({ customAttributes: caseOnly('12') });
    expect((await mailOf(opened)).fieldOutcomes).toMatchObject([{ outcome: 'applied' }, { outcome: 'no_right' }]);
    const Subject = inSubject(keyOf(CASE_TABLE, opened.case?.id, 'subject'));
    const reply = await file({ From: 'zoe@new.example', Subject }, 'caseOnly: 13', 'triage');
    expect(reply).toMatchObject({ outcome: 'updated', case: { id: opened.case?.id } });
    expect(await caseOf(server, opened)).toMatchObject({ customAttributes: caseOnly('12') });
  });

  it('lets staff change a case of others with a key, and makes no customer of them (RU-4, RU-7)', async () => {
    const opened = await file({ From: 'yan@new.example' }, undefined, 'triage');
    const Subject = inSubject(keyOf(CASE_TABLE, opened.case?.id, 'subject'));
    const reply = await file({ From: TOM, Subject }, 'Status: Resolved', 'triage');
    expect(reply).toMatchObject({ outcome: 'updated', case: { id: opened.case?.id } });
    expect(await caseOf(server, opened)).toMatchObject({ status: { substatus: { value: 'resolved' } } });
    const [first, second] = [await activityOf(server, opened), await activityOf(server, reply)];
    expect(second.customer.id).toBe(first.customer.id);
    // Whoever works in another department is a stranger here.
    const others = await file({ From: 'sal@desk.example', Subject }, 'Status: pending', 'triage');
    expect(await mailOf(others)).toMatchObject({
      fieldOutcomes: [],
      remarks: [expect.stringMatching('takes no part')],
    });
    expect(await caseOf(server, opened)).toMatchObject({ status: { substatus: { value: 'open' } } });
  });

  it('gives an unverified sender no field, and nobody a case whom neither groups nor a guest let (RU-3)', async () => {
    const opened = await file({ From: 'vic@new.example' }, 'caseOnly: 1', 'triage');
    const Subject = inSubject(keyOf(CASE_TABLE, opened.case?.id, 'subject'));
    const forged = await fromOutside('triage', { From: TOM, Subject }, 'Status: closed');
    expect(await mailOf(forged)).toMatchObject({ fieldOutcomes: [] });
    expect(await file({ From: TOM }, undefined, 'internal')).toMatchObject({ outcome: 'created' });
    expect(await file({ From: 'vic@new.example' }, undefined, 'internal')).toMatchObject({
      outcome: 'discarded',
      reason: 'the sender may not open cases',
    });
  });

  it('is explained before it comes', async () => {
    const answer = await server.request('POST', '/core/mailmgr/v3/message/explain?account=triage', {
      as: { client: 'test-admin' },
      body: rawMail(headersOf({ From: TOM }), 'Labels: a'),
      headers: { 'content-type': 'message/rfc822' },
    });
    expect(answer.json()).toMatchObject({
      outcome: 'created',
      fieldOutcomes: [{ field: 'labels', outcome: 'applied' }],
    });
  });
});

describe('RI-11: an account of customers', () => {
  const TOM = 'Tom <tom@desk.example>';
  const MEMBERS = 'members';

  async function customerOf(message: ShownMessage) {
    const activity = await activityOf(server, message);
    const token = await server.token({ client: 'crm' }, 'core.customermgr.read');
    const path = `/core/customermgr/v3/customers/${activity.customer.id}?$attribute=all`;
    const answer = await server.request('GET', path, { token });
    const [customer] = answer.json<{ customer: readonly [{ id: string; contacts: { contact: readonly object[] } }] }>()
      .customer;
    return { ...customer, contact: customer.contacts.contact[0] };
  }

  it('makes of a stranger a customer, by what the account maps and the guest may write, and no case (RU-2)', async () => {
    const raw = { From: 'Mia Moll <mia@new.example>', Subject: 'From the stand at the fair' };
    const mail = await file(raw, 'Last name: Mohl\nFirst name: Maria\nHello.', MEMBERS);
    expect(mail).toMatchObject({ outcome: 'created', case: null });
    const customer = await customerOf(mail);
    expect(customer).toMatchObject({
      contact: { firstName: 'Mia', lastName: 'Mohl', email: [{ emailAddress: 'mia@new.example' }] },
      customAttributes: {
        customAttribute: [{ attribName: 'source', attribValues: { attribValue: [{ value: 'From the sta' }] } }],
      },
    });
    expect(await mailOf(mail)).toMatchObject({
      record: { table: 'customer', id: customer.id },
      fieldOutcomes: [
        { field: 'lastName', outcome: 'applied' },
        { field: 'firstName', outcome: 'no_right' },
      ],
    });
  });

  it('knows a customer by the address, whose own mail changes what the guest may, which is nothing (RU-4)', async () => {
    const first = await file({ From: 'Nils <nils@new.example>' }, undefined, MEMBERS);
    const again = await file({ From: 'nils@new.example' }, 'Last name: Other', MEMBERS);
    expect(again).toMatchObject({ outcome: 'updated', case: null });
    expect((await activityOf(server, again)).customer.id).toBe((await activityOf(server, first)).customer.id);
    expect(await mailOf(again)).toMatchObject({ foundBy: 'address', fieldOutcomes: [{ outcome: 'no_right' }] });
    const forged = await fromOutside(MEMBERS, { From: 'nils@new.example' }, 'Last name: Other');
    expect(await mailOf(forged)).toMatchObject({
      fieldOutcomes: [],
      remarks: ['nobody has verified that the sender is who it says'],
    });
  });

  it('lets staff register a customer, and change one with a key (RI-9)', async () => {
    const lines = 'First name: Olga\nLast name: Ott\nEmail: olga@new.example\ntier: Gold';
    const mail = await file({ From: TOM }, lines, MEMBERS);
    const customer = await customerOf(mail);
    expect(customer).toMatchObject({
      contact: { firstName: 'Olga', lastName: 'Ott', email: [{ emailAddress: 'olga@new.example' }] },
    });
    const Subject = inSubject(keyOf(CUSTOMER_TABLE, customer.id, 'subject'));
    const reply = await file({ From: TOM, Subject }, 'tier: silver\nEmail: other@new.example', MEMBERS);
    expect(reply).toMatchObject({ outcome: 'updated' });
    expect(JSON.stringify(await customerOf(reply))).toContain('silver');
    expect(await mailOf(reply)).toMatchObject({
      fieldOutcomes: [
        { field: 'tier', outcome: 'applied' },
        { field: 'emailAddress', outcome: 'invalid' },
      ],
    });
    // Who has an address is not told to whoever names it.
    expect(await file({ From: TOM }, lines, MEMBERS)).toMatchObject({
      outcome: 'discarded',
      reason: 'a customer has this address already',
    });
  });

  it('of a stranger with a key is added to the customer, and marked (RU-4)', async () => {
    const customer = await customerOf(await file({ From: 'Pia <pia@new.example>' }, undefined, MEMBERS));
    const Subject = inSubject(keyOf(CUSTOMER_TABLE, customer.id, 'subject'));
    const reply = await fromOutside(MEMBERS, { From: 'eve@elsewhere.example', Subject }, 'Last name: Eve');
    expect((await activityOf(server, reply)).customer.id).toBe(customer.id);
    expect(await mailOf(reply)).toMatchObject({ fieldOutcomes: [], remarks: [expect.stringMatching('takes no part')] });
  });

  it('makes one customer of mails that come at once', async () => {
    const mails = await Promise.all(
      Array.from({ length: 5 }, () => file({ From: 'Quinn <quinn@new.example>' }, undefined, MEMBERS)),
    );
    const ids = await Promise.all(mails.map(async (mail) => (await activityOf(server, mail)).customer.id));
    expect(new Set(ids).size).toBe(1);
    expect(mails.map(({ outcome }) => outcome).sort()).toEqual(['created', 'updated', 'updated', 'updated', 'updated']);
  });

  it('answers with the keys of the customer, by which the reply comes back (RO-14)', async () => {
    const mail = await file({ From: 'Rhea <rhea@new.example>' }, undefined, MEMBERS);
    await until(async () => sink.mails.some(({ message }) => JSON.stringify(message.to).includes('rhea@new.example')));
    const [answer] = sink.mails.filter(({ message }) => JSON.stringify(message.to).includes('rhea@new.example'));
    const reply = await file({ From: 'rhea@other.example', Subject: `Re: ${answer?.message.subject}` }, 'Me.', MEMBERS);
    expect((await activityOf(server, reply)).customer.id).toBe((await activityOf(server, mail)).customer.id);
  });

  it('is explained before it comes', async () => {
    const answer = await server.request('POST', '/core/mailmgr/v3/message/explain?account=members', {
      as: { client: 'test-admin' },
      body: rawMail(headersOf({ From: 'new@new.example' }), 'Last name: a'),
      headers: { 'content-type': 'message/rfc822' },
    });
    expect(answer.json()).toMatchObject({
      outcome: 'created',
      record: { table: 'customer', id: null },
      fieldOutcomes: [{ field: 'lastName', outcome: 'applied' }],
    });
  });
});

describe('MN-5: mail about a record that cannot be read', () => {
  const UNREADABLE = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' };
  const BODY = '--b\n\nx\n'.repeat(20_100);

  it('makes the record all the same, of its headers and with the mail as it came', async () => {
    const mail = await file({ From: DANA, Subject: 'A strange one', ...UNREADABLE }, BODY, REQUESTS);
    expect(mail).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('it cannot be read') });
    const record = await recordOf(mail);
    expect(record).toMatchObject({ title: 'A strange one', files: [{ fileName: 'mail.eml' }] });
    expect(await activityOf(server, mail)).toMatchObject({ attachments: { count: 1 } });
    expect(JSON.stringify(record)).toContain('is attached as it came');
  });

  it('is added to the record that its key names, and a copy of it is a duplicate (MN-7)', async () => {
    const record = await recordOf(await file({ From: DANA }, undefined, REQUESTS));
    const [table] = await server.database.query<{ id: number }>(`SELECT id FROM record_tables WHERE name = 'asset'`);
    const Subject = inSubject(keyOf(Number(table?.id), record.id, 'subject'));
    const raw = rawMail(headersOf({ From: DANA, Subject, ...UNREADABLE }), BODY);
    const mail = await fateOf(server, await submitMail(server, raw, REQUESTS));
    expect(mail).toMatchObject({ outcome: 'failed', record: { id: record.id } });
    expect(await fateOf(server, await submitMail(server, raw, REQUESTS))).toMatchObject({ outcome: 'duplicate' });
  });

  it('of somebody who may make none is kept with the reason, and is no activity (RU-3)', async () => {
    const mail = await file({ From: 'una@new.example', ...UNREADABLE }, BODY, REQUESTS);
    expect(mail).toMatchObject({ outcome: 'failed', activity: null });
  });
});

describe('RO-9: an agent writes about a record', () => {
  const COMPOSE = '/core/casemgr/v3/activity/email/compose';
  const SCOPES = ['core.casemgr.read', 'core.casemgr.manage'];
  const RECORDS = ['core.recordmgr.read', 'core.recordmgr.manage'];
  const ROSA = 'rosa@new.example';
  let dana: string;
  let asked: ShownMessage;
  let record: ShownRecord;

  beforeAll(async () => {
    dana = await userToken(server, 'dana', [...SCOPES, ...RECORDS, 'core.customermgr.read']);
    asked = await file({ From: `Rosa <${ROSA}>`, Subject: 'A screen' }, 'A large one.', 'open');
    record = await recordOf(asked);
  });

  async function compose(action: string, body: object, token = dana) {
    return server.request('POST', `${COMPOSE}/${action}`, { token, body });
  }

  async function sentTo(address: string, place: number): Promise<SunkMail> {
    let found: SunkMail | undefined;
    await until(async () => {
      found = sink.mails.filter(({ to }) => to.includes(address))[place];
      return found !== undefined;
    });
    if (!found) throw new Error(`Nothing was sent to ${address}`);
    return found;
  }

  async function activitiesOf({ id }: ShownRecord): Promise<readonly { id: string; status: { value: string } }[]> {
    const answer = await server.request('GET', `/core/recordmgr/v3/asset/${id}/activity?$pagesize=75`, { token: dana });
    return answer.json<{ activity: readonly { id: string; status: { value: string } }[] }>().activity;
  }

  it('who has asked gets the answer with the keys of the record, and the reply is added to it (RK-1, RU-1)', async () => {
    const sent = await compose('send', {
      payload: { email: { inReplyTo: { id: asked.activity?.id }, content: { text: 'How large?' } } },
    });
    expect([sent.status, sent.text]).toEqual([201, '']);
    const mail = await sentTo(ROSA, 0);
    expect(mail.from).toBe('open@example.com');
    expect(mail.message.subject).toMatch(/^Re: A screen \[ref:[0-9a-z]{40}\]$/);
    expect(mail.message.text).toMatch(/^How large\?\n\nOn .* rosa@new\.example wrote:\n> A large one\./);
    await until(async () => (await activitiesOf(record)).every(({ status }) => status.value === 'completed'));
    expect((await activitiesOf(record)).map(({ id }) => `/core/casemgr/v3/activity/${id}`)).toContain(
      sent.headers.get('location'),
    );
    const listed = await server.request('GET', '/core/mailmgr/v3/outgoing?$pagesize=1', {
      as: { client: 'test-admin' },
    });
    const about = { table: 'asset', id: record.id };
    expect(listed.json()).toMatchObject({ mail: [{ case: null, record: about }] });
    const reply = await file({ From: ROSA, Subject: mail.message.subject }, 'Very.', 'open');
    expect(reply).toMatchObject({ record: about });
    expect(reply).toMatchObject({ outcome: 'updated', case: null });
    expect(await recordOf(reply)).toMatchObject({ id: record.id });
    expect(JSON.stringify(await recordOf(reply))).toContain('Very.');
  });

  describe.each(Object.entries(MAIL_CLIENTS))('is answered with %s', (_name, program) => {
    it.each<[string, (reply: SendMailOptions) => SendMailOptions]>([
      ['as it is', (reply) => reply],
      ['without a text', (reply) => ({ ...reply, text: undefined })],
      ['with a blank text', (reply) => ({ ...reply, text: ' ' })],
      ['without html', (reply) => ({ ...reply, html: undefined })],
      ['with another subject', (reply) => ({ ...reply, to: 'open@example.com', subject: 'Screens' })],
      [
        'without the headers of mail programs',
        (reply) => ({ ...reply, to: 'open@example.com', inReplyTo: undefined, references: undefined }),
      ],
      [
        'with nothing but the address that it goes to',
        (reply) => ({ ...reply, subject: 'Screens', inReplyTo: undefined, references: undefined }),
      ],
    ])('%s, and what was written is added to the record, alone (RI-7, RO-13)', async (_how, change) => {
      const content = { text: 'Which one?\nTitle: not yours' };
      const place = sink.mails.filter(({ to }) => to.includes(ROSA)).length;
      const sent = await compose('send', { payload: { email: { inReplyTo: { id: asked.activity?.id }, content } } });
      expect([sent.status, sent.text]).toEqual([201, '']);
      count += 1;
      const mail = await sentTo(ROSA, place);
      const words = `The one on page ${count}, please.`;
      const reply = await fateOf(server, idIn(await sendMail(port, change(replyOf(program, mail, words)))));
      expect(reply).toMatchObject({ outcome: 'updated', record: { table: 'asset', id: record.id } });
      const [entry] = await server.database.query<{ content: string }>(
        'SELECT content FROM record_entries WHERE record_id = $1::bigint ORDER BY id DESC LIMIT 1',
        [record.id],
      );
      expect(entry?.content).toBe(words);
      expect(await recordOf(reply)).toMatchObject({ title: 'A screen' });
    });
  });

  it('to whom it has not heard of yet, by a draft that is sent in the end (RO-11)', async () => {
    const email = {
      emailAddresses: { to: { address: ['shop@seller.example'] } },
      content: { text: 'What does it cost?' },
    };
    const saved = await compose('save', { record: { table: 'asset', id: record.id }, payload: { email } });
    expect([saved.status, saved.text]).toEqual([201, '']);
    const id = (saved.headers.get('location') ?? '').replace('/core/casemgr/v3/activity/', '');
    const [draft] = (await server.request('GET', `/core/casemgr/v3/activity/${id}`, { token: dana })).json<{
      activity: readonly { lastModified: string; case: unknown }[];
    }>().activity;
    expect(draft?.case).toBeNull();
    const sent = await compose('send', { id, lastModified: draft?.lastModified });
    expect([sent.status, sent.text]).toEqual([204, '']);
    expect((await sentTo('shop@seller.example', 0)).message).toMatchObject({
      subject: expect.stringMatching(/^Asset requests \[ref:/),
      text: expect.stringMatching('What does it cost?'),
    });
  });

  it('is for those who may change it, with the scope for records (RI-3)', async () => {
    const body = { record: { table: 'asset', id: record.id }, payload: { email: { content: { text: 'x' } } } };
    const codes = async (login: string, scopes: readonly string[]) =>
      (await compose('save', body, await userToken(server, login, scopes))).json<{ code: string }>().code;
    expect(await codes('rob', [...SCOPES, ...RECORDS])).toBe('404-110');
    expect(await codes('dana', SCOPES)).toBe('403-178');
    expect((await compose('save', { ...body, record: { table: 'asset', id: '999999' } })).text).toContain('record.id');
    const payload = { email: { inReplyTo: { id: asked.activity?.id }, content: { text: 'x' } } };
    const other = await compose('save', { record: { table: 'asset', id: '999999' }, payload });
    expect([other.status, other.text]).toEqual([400, expect.stringContaining('record.id')]);
  });

  it('takes the id of one that was merged for the survivor, alone or beside what is answered (RT-15, RO-9)', async () => {
    const merged = await recordOf(await file({ From: `Rosa <${ROSA}>`, Subject: 'Another' }, 'Small.', 'open'));
    const path = `/core/recordmgr/v3/asset/${merged.id}/merge`;
    const answer = await server.request('POST', path, { as: { client: 'test-admin' }, body: { into: record.id } });
    expect([answer.status, answer.text]).toEqual([204, '']);
    const about = { table: 'asset', id: merged.id };
    const content = { text: 'x' };
    const emails = [{ content }, { inReplyTo: { id: asked.activity?.id }, content }];
    for (const email of emails) {
      const saved = await compose('save', { record: about, payload: { email } });
      expect([saved.status, saved.text]).toEqual([201, '']);
      const location = saved.headers.get('location');
      expect((await activitiesOf(record)).map(({ id }) => `/core/casemgr/v3/activity/${id}`)).toContain(location);
    }
  });

  it('writes to a customer without a case, and the reply comes to the customer', async () => {
    const made = await activityOf(server, await file({ From: 'Sina <sina@new.example>' }, undefined, 'members'));
    const sent = await compose('send', {
      record: { table: 'customer', id: made.customer.id },
      subject: 'Welcome',
      payload: { email: { emailAddresses: { to: { address: ['sina@new.example'] } }, content: { text: 'Hello.' } } },
    });
    expect([sent.status, sent.text]).toEqual([201, '']);
    const mail = await sentTo('sina@new.example', 1);
    expect(mail.from).toBe('members@example.com');
    const reply = await file({ From: 'sina@home.example', Subject: mail.message.subject }, 'Thanks.', 'members');
    expect((await activityOf(server, reply)).customer.id).toBe(made.customer.id);
    expect(reply).toMatchObject({ outcome: 'updated', case: null });
  });
});

describe('RI-4: what an account says about its table', () => {
  it.each<[string, object, string]>([
    ['a table that is not there', { table: 'nothing' }, 'table'],
    ['a field that is not there', { mapping: { subject: 'nothing' } }, 'mapping.subject'],
    ['a field that does not take it', { mapping: { attachments: 'title' } }, 'mapping.attachments'],
    ['text for a field that forgets', { updates: { text: 'title' } }, 'updates.text'],
    ['a fixed value that is none', { mapping: { fixed: { kind: 'car' } } }, 'mapping.fixed.kind'],
    ['a separator of nothing', { parsing: { separator: ' ' } }, 'parsing.separator'],
    ['a group that is not there', { access: { groups: ['Nobody'] } }, 'access.groups[0]'],
    ['a guest who is not there', { access: { guestUser: 'nobody' } }, 'access.guestUser'],
    ['an entry for cases, which have activities', { table: 'case', updates: { text: 'labels' } }, 'updates.text'],
    ['a label of no length', { table: 'case', mapping: { fixed: { labels: ',' } } }, 'mapping.fixed.labels'],
  ])('is refused: %s', async (_, members, attribute) => {
    const answer = await server.request('PATCH', '/core/adminmgr/v3/partition', {
      as: { client: 'test-admin' },
      body: { inboundAccounts: [{ id: 'requests', ...members }] },
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`inboundAccounts[0].${attribute}`);
  });

  it('is read back, without being named again', async () => {
    const answer = await server.request('GET', '/core/adminmgr/v3/partition', { as: { client: 'test-admin' } });
    const { inboundAccounts } = answer.json<{ inboundAccounts: readonly { id: string }[] }>();
    expect(inboundAccounts.find(({ id }) => id === 'requests')).toMatchObject(ASSETS);
  });
});

describe('RK-4, RK-5: new secrets', () => {
  const rotate = (query = '') =>
    server.request('POST', `/core/adminmgr/v3/recordkey/rotate${query}`, {
      as: { client: 'test-admin' },
      headers: { 'Idempotency-Key': `rotate${query}` },
    });
  const open = (key: string) => server.application.get(RecordKeys).open(key, 'subject');

  it('leave keys good, unless those of earlier days are to be rejected', async () => {
    const key = keyOf(CASE_TABLE, '1', 'subject');
    expect((await rotate()).status).toBe(204);
    expect(open(key)).toBeDefined();
    const lastWeek = new Date(server.clock.now().getTime() - 7 * 86_400_000).toISOString();
    await rotate(`?rejectBefore=${lastWeek}`);
    expect(open(key)).toBeDefined();
    expect((await rotate(`?rejectBefore=${server.clock.now().toISOString()}`)).status).toBe(204);
    expect(open(key)).toBeUndefined();
    expect(open(keyOf(CASE_TABLE, '1', 'subject'))).toBeDefined();
    const audited = await server.database.query(`SELECT 1 FROM audit_entries WHERE object = 'recordKeys'`);
    expect(audited).toHaveLength(3);
  });

  it('are not made for a date that is none, or one that is still to come', async () => {
    expect((await rotate('?rejectBefore=yesterday')).json()).toMatchObject({ code: '400-244' });
    const tomorrow = new Date(server.clock.now().getTime() + 86_400_000).toISOString();
    expect((await rotate(`?rejectBefore=${tomorrow}`)).json()).toMatchObject({ code: '400-244' });
    expect(open(keyOf(CASE_TABLE, '1', 'subject'))).toBeDefined();
  });
});
