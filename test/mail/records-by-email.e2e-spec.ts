import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inMessageId, inSubject } from '#record-key/find-record-keys.rules.js';
import { CASE_TABLE, CUSTOMER_TABLE, type RecordKeyCarrier } from '#record-key/record-key.rules.js';
import { RecordKeys } from '#record-key/record-keys.js';
import { activityOf, caseOf, fateOf, rawMail, submitMail, type ShownMessage } from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';

const SUPPORT = 'support@example.com';

let server: TestServer;
let count = 0;

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    departments: [
      {
        name: 'Service',
        aliases: [
          { name: 'Outside', emailAddress: 'outside@example.com' },
          { name: 'Careful', emailAddress: 'careful@example.com' },
          { name: 'Strict', emailAddress: 'strict@example.com' },
        ],
      },
    ],
    inboundAccounts: [
      { id: 'outside', alias: 'outside@example.com', access: { unknownSenderWithKey: 'unverified' } },
      { id: 'careful', alias: 'careful@example.com', access: { unknownSenderWithKey: 'hold' } },
      { id: 'strict', alias: 'strict@example.com', access: { unknownSenderWithKey: 'new' } },
    ],
  });
}, 60_000);

afterAll(async () => {
  await server.close();
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

/** As by SMTP from somebody whom nobody has verified. */
async function fromOutside(account: string, headers: Readonly<Record<string, string>>): Promise<ShownMessage> {
  const raw = rawMail(headersOf({ To: `${account}@example.com`, ...headers }), `Text ${count}.`);
  const [row] = await server.database.query<{ id: string }>(
    `WITH raw AS (INSERT INTO raw_mails (sha256, size, content) VALUES (md5($1), length($1), convert_to($1, 'UTF8')) RETURNING sha256)
     INSERT INTO mail_messages (account, department_id, door, envelope_to, sha256, received_at, due_at)
     SELECT $2, d.id, 'smtp', $2 || '@example.com', raw.sha256, now(), to_timestamp(0) FROM raw, departments d
     WHERE d.name = 'Service' RETURNING id`,
    [raw, account],
  );
  return fateOf(server, row?.id ?? '');
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
