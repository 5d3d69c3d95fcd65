import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UploadSweep } from '#attachments/upload-sweep.js';
import { readingFor, type ReaderScope } from '#storage/reader-wall.js';
import { MailRetention } from '#mail-gateway/mail-retention.js';
import { caseOf, activityOf, fateOf, rawMail, submitMail, type ShownMessage } from '../support/mail.js';
import { TEST_SECRET } from '../support/partition.js';
import { startServer, type TestServer } from '../support/server.js';
import { storeActivity } from '../support/stored-activity.js';
import { userToken } from '../support/user-token.js';

let server: TestServer;

const ADMIN = { client: 'test-admin' };
const SUPPORT = 'support@example.com';

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    customAttributes: [
      { object: 'case', name: 'ordernumber', dataType: 'string' },
      { object: 'customer', name: 'tier', dataType: 'stringList', values: ['gold', 'silver'] },
    ],
    departments: [
      {
        name: 'Service',
        aliases: [
          { name: 'Closed', emailAddress: 'closed@example.com' },
          { name: 'Strangers', emailAddress: 'strangers@example.com' },
          { name: 'Off', emailAddress: 'off@example.com' },
          { name: 'Trusting', emailAddress: 'trusting@example.com' },
        ],
      },
    ],
    inboundAccounts: [
      { id: 'closed', alias: 'closed@example.com', allowCreate: false },
      {
        id: 'strangers',
        alias: 'strangers@example.com',
        headers: { prefix: 'x-shop-', trust: { authenticated: false } },
      },
      { id: 'off', alias: 'off@example.com', active: false },
      { id: 'trusting', alias: 'trusting@example.com', headers: { trust: { compat: true } } },
    ],
  });
});

afterAll(async () => {
  await server.close();
});

let count = 0;

/** Headers of a mail that no other mail has. */
function headersOf(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  count += 1;
  return {
    From: `Nora Neu <nora${count}@new.example>`,
    To: SUPPORT,
    Subject: `Question ${count}`,
    'Message-ID': `<${count}@new.example>`,
    Date: new Date().toUTCString(),
    ...headers,
  };
}

async function process(
  headers: Readonly<Record<string, string>> = {},
  body = `Good day ${count}.`,
  account = SUPPORT,
  envelope: Readonly<Record<string, string>> = {},
): Promise<ShownMessage> {
  return fateOf(server, await submitMail(server, rawMail(headersOf(headers), body), account, envelope));
}

const emailOf = async (message: ShownMessage) => (await activityOf(server, message)).payload.email;

describe('MM-2: the customer of a mail', () => {
  it('is the one who has the address', async () => {
    const message = await process({ From: 'ann@example.org' });
    const { customer } = await activityOf(server, message);
    expect(customer.contacts.contact[0]).toMatchObject({ firstName: 'Ann', lastName: 'Lee' });
  });

  it.each([
    ['"Neu, Nora" <neu1@new.example>', 'Nora', 'Neu'],
    ['Nora van Neu <neu2@new.example>', 'Nora', 'van Neu'],
    ['neu3@new.example', null, null],
  ])('is created from %s, also without a name', async (from, firstName, lastName) => {
    const { customer } = await activityOf(server, await process({ From: from }));
    expect(customer.contacts.contact[0]).toMatchObject({ firstName, lastName });
  });

  it('is nobody when nobody or more than one has written it: the mail is held', async () => {
    expect(await process({ From: '' })).toMatchObject({ outcome: 'held', activity: null });
    expect(await process({ From: 'a@new.example, b@new.example' })).toMatchObject({
      outcome: 'held',
      reason: 'it does not say who it is from',
    });
  });

  it('takes over an address that another one merely claims', async () => {
    await server.database.query(
      `INSERT INTO contact_points (customer_id, contact_id, type, email_address, email_key, verified)
       SELECT k.id, c.id, 'email', 'claimed@new.example', 'claimed@new.example', false
       FROM customers k JOIN contacts c ON c.customer_id = k.id WHERE k.external_id = 'c-bob'`,
    );
    const { customer } = await activityOf(server, await process({ From: 'Cleo <claimed@new.example>' }));
    expect(customer.contacts.contact[0]).toMatchObject({ firstName: 'Cleo' });
    const points = await server.database.query(
      `SELECT p.customer_id AS id, p.verified FROM contact_points p WHERE p.email_key = 'claimed@new.example'`,
    );
    expect(points).toEqual([{ id: customer.id, verified: true }]);
    const [audited] = await server.database.query(
      `SELECT count(*)::int AS count FROM audit_entries WHERE action = 'takeOver' AND object = 'contactPoint'`,
    );
    expect(audited).toEqual({ count: 1 });
  });
});

describe('MM-1: the department', () => {
  it('is that of the alias in the envelope', async () => {
    const message = await process({}, 'Hello.', SUPPORT, { 'x-envelope-to': 'sales@example.com' });
    expect((await activityOf(server, message)).department).toMatchObject({ name: 'Sales' });
  });

  it('is taken in as the account of that alias says, not the one that it was handed to (MX-15)', async () => {
    const envelope = { 'x-envelope-to': 'strangers@example.com' };
    const message = await process(
      { 'x-shop-case-labels': 'vip', 'x-desk-case-labels': 'vip' },
      'Hello.',
      SUPPORT,
      envelope,
    );
    expect(message).toMatchObject({ account: { id: 'strangers' } });
    expect((await emailOf(message)).headerOutcomes).toEqual([
      expect.objectContaining({ header: 'x-shop-case-labels', outcome: 'ignored_untrusted' }),
    ]);
    const toClosed = await process({}, 'Hello.', SUPPORT, { 'x-envelope-to': 'closed@example.com' });
    expect(toClosed).toMatchObject({ outcome: 'discarded', account: { id: 'closed' } });
  });

  it('and the account of fetched mail are those of whom it is addressed to, and so is its row in the journal', async () => {
    const raw = rawMail(headersOf({ To: 'strangers@example.com', 'x-desk-case-labels': 'vip' }), `Fetched ${count}.`);
    const [row] = await server.database.query<{ id: string }>(
      `WITH raw AS (INSERT INTO raw_mails (sha256, size, content) VALUES (md5($1), length($1), convert_to($1, 'UTF8')) RETURNING sha256)
       INSERT INTO mail_messages (account, department_id, door, sha256, received_at, due_at)
       SELECT 'trusting', d.id, 'imap', raw.sha256, now(), to_timestamp(0) FROM raw, departments d
       WHERE d.name = 'Sales' RETURNING id`,
      [raw],
    );
    const message = await fateOf(server, row?.id ?? '');
    expect(message).toMatchObject({ outcome: 'created', account: { id: 'strangers' } });
    expect((await activityOf(server, message)).department).toMatchObject({ name: 'Service' });
    expect(await caseOf(server, message)).toMatchObject({ labels: [] });
    const [stored] = await server.database.query(
      `SELECT d.name FROM mail_messages m JOIN departments d ON d.id = m.department_id WHERE m.id = $1`,
      [message.id],
    );
    expect(stored).toEqual({ name: 'Service' });
  });

  it('is that of the account, whatever the mail says, when there is no envelope', async () => {
    const message = await process({ To: SUPPORT }, 'Hello.', 'sales@example.com');
    expect((await activityOf(server, message)).department).toMatchObject({ name: 'Sales' });
  });
});

describe('MM-3: a mail that belongs to no case', () => {
  it('opens one', async () => {
    const message = await process();
    expect(message.outcome).toBe('created');
    expect(await caseOf(server, message)).toMatchObject({ status: { value: 'open' } });
  });

  it('is discarded by an account that opens none, and can be processed again later (MN-4)', async () => {
    const message = await process({}, 'Hello.', 'closed');
    expect(message).toMatchObject({
      outcome: 'discarded',
      reason: 'it belongs to no case, and the account opens none',
      activity: null,
    });
    await server.configure({ inboundAccounts: [{ id: 'closed', allowCreate: true }] });
    const replayed = await server.request('POST', `/core/mailmgr/v3/message/${message.id}/replay`, { as: ADMIN });
    expect(replayed.status).toBe(202);
    expect(await fateOf(server, message.id)).toMatchObject({ outcome: 'created' });
  });
});

describe('MM-4: the activity of a mail', () => {
  it('has text, html, addresses, date and files', async () => {
    const boundary = 'b1';
    const body = [
      `--${boundary}`,
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Look: <img src="cid:pic"></p>',
      `--${boundary}`,
      'Content-Type: image/png; name="a.png"',
      'Content-ID: <pic>',
      'Content-Disposition: inline; filename="a.png"',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      `--${boundary}--`,
    ].join('\n');
    const message = await process(
      {
        Cc: 'friend@new.example',
        Date: 'Fri, 20 Nov 2026 10:00:00 +0100',
        'MIME-Version': '1.0',
        'Content-Type': `multipart/related; boundary=${boundary}`,
      },
      body,
    );
    const email = await emailOf(message);
    expect(email).toMatchObject({
      content: { html: expect.stringContaining('cid:pic') as unknown },
      emailAddresses: { receiver: SUPPORT, to: { address: [SUPPORT] }, cc: { address: ['friend@new.example'] } },
      date: { date: '2026-11-20T09:00:00.000Z' },
    });
    const answer = await server.request('GET', `/core/casemgr/v3/activity/${message.activity?.id}/attachment`, {
      as: ADMIN,
    });
    expect(JSON.stringify(answer.json())).toContain('a.png');
  });
});

describe('MM-5: a mail that is too much', () => {
  it('loses its attachments beyond the largest email, and files of blocked types, and says so', async () => {
    await server.configure({ settings: { maximumEmailSizeForRetrieverMB: 1 } });
    const file = (name: string, size: number) =>
      [
        '--b',
        `Content-Disposition: attachment; filename="${name}"`,
        '',
        'x'
          .repeat(70)
          .concat('\n')
          .repeat(size / 71),
      ].join('\n');
    const mime = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' };
    const text = '--b\nContent-Type: text/plain\n\nSee the files.\n';
    const large = await process(mime, `${text}${file('large.txt', 1_100_000)}\n--b--`);
    expect(large.remarks.join()).toContain('its attachments were left out');
    expect(await activityOf(server, large)).toMatchObject({
      attachments: { count: 0 },
      subject: expect.anything() as unknown,
    });
    const blocked = await process(mime, `${text}${file('virus.exe', 100)}\n${file('fine.txt', 100)}\n--b--`);
    expect(blocked.remarks.join()).toContain('virus.exe');
    expect(await activityOf(server, blocked)).toMatchObject({ attachments: { count: 1 } });
  });

  it('has content that is too long cut, and attached as it was', async () => {
    await server.configure({ settings: { maximumBodySizeForRetrieverKB: 1 } });
    const message = await process({}, 'ä'.repeat(40).concat('\n').repeat(50));
    await server.configure({ settings: { maximumBodySizeForRetrieverKB: 1024 } });
    const activity = await activityOf(server, message);
    expect(Buffer.byteLength(activity.payload.email.content?.text ?? '')).toBeLessThanOrEqual(1024);
    expect(activity.attachments).toMatchObject({ count: 1 });
  });
});

describe('MN-7: a mail that came before', () => {
  it('is a duplicate, and one with its Message-ID and another content is not', async () => {
    const headers = headersOf();
    const send = async (body: string) => fateOf(server, await submitMail(server, rawMail(headers, body)));
    const [first, second, third] = [await send('One.'), await send('One.'), await send('Two.')];
    expect([first.outcome, second.outcome, third.outcome]).toEqual(['created', 'duplicate', 'created']);
    expect(second).toMatchObject({ reason: `of message ${first.id}`, activity: null });
    expect(third.remarks).toContain('its Message-ID was used before, with another content');
  });

  it('is recognised without a Message-ID', async () => {
    const { 'Message-ID': _, ...headers } = headersOf();
    const raw = rawMail(headers, 'No id.');
    expect((await fateOf(server, await submitMail(server, raw))).outcome).toBe('created');
    expect((await fateOf(server, await submitMail(server, raw))).outcome).toBe('duplicate');
  });

  it('makes one activity when it comes ten times at once', async () => {
    const raw = rawMail(headersOf(), 'At once.');
    const ids = await Promise.all(Array.from({ length: 10 }, () => submitMail(server, raw)));
    const fates = await Promise.all(ids.map((id) => fateOf(server, id)));
    expect(fates.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(fates.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(9);
  });

  it('is none when a newsletter gives the copies for many customers one Message-ID', async () => {
    const headers = headersOf({
      From: 'shop@shop.example',
      'x-desk-interaction-direction': 'out',
      To: 'list@shop.example',
    });
    const copies = await Promise.all(
      ['ann@example.org', 'bob@example.org'].map(async (customer) => {
        const raw = rawMail({ ...headers, 'x-desk-customer-email': customer }, 'News.');
        return fateOf(server, await submitMail(server, raw));
      }),
    );
    expect(copies.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
  });
});

describe('MF-1: the case of a mail', () => {
  it('is found by In-Reply-To, then by References from the last to the first', async () => {
    const first = await process({ From: 'ann@example.org', 'Message-ID': '<first@here.example>' });
    const other = await process({ From: 'ann@example.org', 'Message-ID': '<other@here.example>' });
    const direct = await process({ From: 'ann@example.org', 'In-Reply-To': '<first@here.example>' });
    expect(direct).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
    expect(await emailOf(direct)).toMatchObject({ foundBy: 'in-reply-to' });
    const byReferences = await process({
      From: 'ann@example.org',
      References: '<first@here.example> <unknown@here.example> <other@here.example> <nobody@here.example>',
    });
    expect(byReferences).toMatchObject({ outcome: 'updated', case: { id: other.case?.id } });
    expect(await emailOf(byReferences)).toMatchObject({ foundBy: 'references' });
  });

  it('is found by the Message-ID of a mail that never came here', async () => {
    const first = await process({ From: 'ann@example.org', References: '<never@here.example>' });
    const second = await process({ From: 'ann@example.org', 'In-Reply-To': '<never@here.example>' });
    expect(second.case).toEqual(first.case);
  });

  it('is the one of its external id, whatever it replies to (MX-5)', async () => {
    const id = (value: string) => ({ From: 'ann@example.org', 'x-desk-case-external-id': value });
    const first = await process({ ...id('mf-one'), 'Message-ID': '<ext-one@here.example>' });
    const reply = { ...id('mf-two'), 'In-Reply-To': '<ext-one@here.example>' };
    const second = await process(reply);
    expect(second).toMatchObject({
      outcome: 'created',
      remarks: [`possibly related to case ${first.case?.id}, which has another external id`],
    });
    expect(await caseOf(server, second)).toMatchObject({ externalId: 'mf-two' });
    expect(await process(reply)).toMatchObject({ outcome: 'updated', case: { id: second.case?.id } });
    const without = await process({ From: 'ann@example.org', 'Message-ID': '<ext-none@here.example>' });
    const named = await process({ ...id('mf-three'), 'In-Reply-To': '<ext-none@here.example>' });
    expect(named).toMatchObject({ outcome: 'updated', case: { id: without.case?.id } });
    expect(await caseOf(server, named)).toMatchObject({ externalId: 'mf-three' });
  });

  it('is never that of another department, nor that of a number in the subject', async () => {
    const first = await process({ From: 'shared@example.org', 'Message-ID': '<dept@here.example>' });
    const elsewhere = await process(
      { From: 'shared@example.org', 'In-Reply-To': '<dept@here.example>' },
      'Hi.',
      'sales@example.com',
    );
    expect(elsewhere.outcome).toBe('created');
    const byNumber = await process({ From: 'shared@example.org', Subject: `Re: [Case ${first.case?.id}]` });
    expect(byNumber.outcome).toBe('created');
  });

  it('opens again when a customer answers, unless it was found by its external id', async () => {
    const resolved = { 'x-desk-case-status': 'resolved' };
    const byReply = await process({ From: 'ann@example.org', 'Message-ID': '<again@here.example>', ...resolved });
    await process({ From: 'ann@example.org', 'In-Reply-To': '<again@here.example>' });
    expect(await caseOf(server, byReply)).toMatchObject({ status: { substatus: { value: 'open' } } });
    const id = { From: 'ann@example.org', 'x-desk-case-external-id': 'stays-resolved' };
    const byId = await process({ ...id, ...resolved });
    await process(id);
    expect(await caseOf(server, byId)).toMatchObject({ status: { substatus: { value: 'resolved' } } });
  });
});

describe('MX-4, CASE-5: a mail that closes its case', () => {
  const closing = { From: 'ann@example.org', 'x-desk-case-status': 'closed' };

  const stateOf = async (message: ShownMessage): Promise<unknown> => {
    const activities = await server.database.query<{ status: string; mode: string }>(
      'SELECT mode, status FROM activities WHERE case_id = $1 ORDER BY id',
      [message.case?.id],
    );
    const { status } = (await caseOf(server, message)) as { status: { substatus: { value: string } } };
    return [status.substatus.value, ...activities.map((row) => `${row.mode} ${row.status}`)];
  };

  it('completes whatever is open in it, and audits that', async () => {
    const first = await process({ From: 'ann@example.org', 'Message-ID': '<open@here.example>' });
    const last = await process({ ...closing, 'In-Reply-To': '<open@here.example>' });
    expect(last.case).toEqual(first.case);
    expect(await stateOf(first)).toEqual(['closed', 'inbound completed', 'inbound completed']);
    const audited = await server.database.query(
      `SELECT actor ->> 'actor' AS by FROM audit_entries WHERE action = 'complete' AND object_id = $1`,
      [first.activity?.id],
    );
    expect(audited).toEqual([{ by: 'inboundAccount' }]);
  });

  it('leaves a case with a reply that is not sent resolved, and the reply as it is', async () => {
    const first = await process({ From: 'ann@example.org', 'Message-ID': '<draft@here.example>' });
    const draft = { customer: 'c-ann', department: 'Service', mode: 'outbound', caseId: first.case?.id ?? '' } as const;
    await storeActivity(server.database, draft);
    await process({ ...closing, 'In-Reply-To': '<draft@here.example>' });
    expect(await stateOf(first)).toEqual([
      'resolved',
      'inbound awaiting_assignment',
      'outbound awaiting_assignment',
      'inbound completed',
    ]);
    expect(await caseOf(server, first)).toMatchObject({ lastClosed: null });
  });

  it('also when the reply is begun while the mail waits for the case', async () => {
    const first = await process({ From: 'ann@example.org', 'Message-ID': '<race@here.example>' });
    const caseId = first.case?.id ?? '';
    const { closed } = await server.database.transaction(async (transaction) => {
      await transaction.query('SELECT FROM cases WHERE id = $1 FOR UPDATE', [caseId]);
      const going = process({ ...closing, 'In-Reply-To': '<race@here.example>' });
      await new Promise((resolve) => setTimeout(resolve, 500));
      await storeActivity(transaction, { customer: 'c-ann', department: 'Service', mode: 'outbound', caseId });
      return { closed: going };
    });
    await closed;
    expect((await stateOf(first)) as string[]).toContain('outbound awaiting_assignment');
    expect(await caseOf(server, first)).toMatchObject({
      lastClosed: null,
      status: { substatus: { value: 'resolved' } },
    });
  });
});

describe('MF-2: whether a sender may add to the case that was found', () => {
  const STRANGERS = 'strangers';
  const asStranger = async (headers: Readonly<Record<string, string>>) => {
    const raw = rawMail(headersOf({ To: 'strangers@example.com', ...headers }), `Text ${count}.`);
    const rows = await server.database.query<{ id: string }>(
      `WITH raw AS (INSERT INTO raw_mails (sha256, size, content) VALUES (md5($1), length($1), convert_to($1, 'UTF8')) RETURNING sha256)
       INSERT INTO mail_messages (account, department_id, door, envelope_to, sha256, received_at, due_at)
       SELECT 'strangers', d.id, 'smtp', 'strangers@example.com', raw.sha256, now(), to_timestamp(0) FROM raw, departments d
       WHERE d.name = 'Service' RETURNING id`,
      [raw],
    );
    return fateOf(server, rows[0]?.id ?? '');
  };

  it('lets nobody join who is not authenticated, by a Message-ID that is not ours', async () => {
    const first = await process({ From: 'ann@example.org', 'Message-ID': '<mf2@here.example>' }, 'One.', STRANGERS);
    const reply = await asStranger({ From: 'ann@example.org', 'In-Reply-To': '<mf2@here.example>' });
    expect(reply).toMatchObject({ outcome: 'created' });
    expect(reply.remarks).toContain(`possibly related to case ${first.case?.id}`);
  });

  it('lets whoever takes part reply to a mail that was sent to them, flagged (MX-14), and nobody else', async () => {
    const sent = await process({
      From: 'shop@shop.example',
      To: 'ann@example.org',
      'Message-ID': '<sent@shop.example>',
      'x-desk-interaction-direction': 'out',
    });
    const reply = await asStranger({ From: 'ann@example.org', 'In-Reply-To': '<sent@shop.example>' });
    expect(reply).toMatchObject({ outcome: 'updated', case: { id: sent.case?.id } });
    expect(reply.remarks).toContain('nobody has verified that the sender is who it says');
    const intruder = await asStranger({ From: 'eve@evil.example', 'In-Reply-To': '<sent@shop.example>' });
    expect(intruder).toMatchObject({ outcome: 'created' });
  });

  it('lets everybody who got a newsletter reply into their own case, though all copies have one Message-ID', async () => {
    const headers = {
      From: 'shop@shop.example',
      To: 'list@shop.example',
      'Message-ID': '<news@shop.example>',
      'x-desk-interaction-direction': 'out',
    };
    const copies: ShownMessage[] = [];
    for (const customer of ['ann@example.org', 'bob@example.org', 'cat@news.example'])
      copies.push(await process({ ...headers, 'x-desk-customer-email': customer }, 'News of all.'));
    const [ofAnn] = copies;
    const reply = await asStranger({ From: 'ann@example.org', 'In-Reply-To': '<news@shop.example>' });
    expect(reply).toMatchObject({ outcome: 'updated', case: { id: ofAnn?.case?.id } });
    const intruder = await asStranger({ From: 'eve@evil.example', 'In-Reply-To': '<news@shop.example>' });
    expect(intruder).toMatchObject({ outcome: 'created' });
  });
});

describe('ML-1: automatic mail', () => {
  it('is noted where it belongs, reopens nothing, and makes no customer of a mailer-daemon', async () => {
    const first = await process({
      From: 'ann@example.org',
      'Message-ID': '<auto@here.example>',
      'x-desk-case-status': 'resolved',
    });
    const away = await process({
      From: 'ann@example.org',
      'In-Reply-To': '<auto@here.example>',
      'Auto-Submitted': 'auto-replied',
    });
    expect(away).toMatchObject({ outcome: 'noted', case: { id: first.case?.id } });
    expect(await caseOf(server, first)).toMatchObject({ status: { substatus: { value: 'resolved' } } });
    const daemon = await process({ From: 'MAILER-DAEMON@far.example', 'Auto-Submitted': 'auto-generated' });
    expect(daemon).toMatchObject({ outcome: 'noted', activity: null });
    const known = await server.database.query(
      `SELECT 1 FROM contact_points WHERE email_key = 'mailer-daemon@far.example'`,
    );
    expect(known).toEqual([]);
  });

  it('ML-4: is answered by nothing, as no mail is', async () => {
    const rows = await server.database.query(`SELECT 1 FROM outbox_entries WHERE lane = 'replies'`);
    expect(rows).toEqual([]);
  });
});

describe('ML-2: a bounce', () => {
  const report = (original: string) =>
    [
      '--r',
      'Content-Type: text/plain',
      '',
      'It could not be delivered.',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.far.example',
      '',
      'Final-Recipient: rfc822; bob@example.org',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--r',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${original}>`,
      '',
      '--r--',
    ].join('\n');
  const headers = {
    From: 'MAILER-DAEMON@mx.far.example',
    'MIME-Version': '1.0',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary=r',
  };

  it('is filed with the mail that it is about, and marks the address', async () => {
    const sent = await process({
      From: 'shop@shop.example',
      To: 'bob@example.org',
      'Message-ID': '<gone@shop.example>',
      'x-desk-interaction-direction': 'out',
    });
    const bounce = await process(headers, report('gone@shop.example'), SUPPORT, { 'x-envelope-from': '<>' });
    expect(bounce).toMatchObject({ outcome: 'noted', reason: 'a bounce', case: { id: sent.case?.id } });
    expect(await activityOf(server, bounce)).toMatchObject({ status: { value: 'completed' } });
    const [point] = await server.database.query<{ details: object }>(
      `SELECT details FROM contact_points WHERE email_key = 'bob@example.org'`,
    );
    expect(point?.details).toHaveProperty('undeliverableSince');
  });

  it('says nothing of the address any more once verified mail has come from it', async () => {
    const marked = async () => {
      const rows = await server.database.query<{ marked: boolean; changed: string }>(
        `SELECT p.details ? 'undeliverableSince' AS marked, u.last_modified_at::text AS changed
          FROM contact_points p JOIN customers u ON u.id = p.customer_id WHERE p.email_key = 'bob@example.org'`,
      );
      return rows[0];
    };
    const before = await marked();
    expect(before?.marked).toBe(true);
    const message = await process({ From: 'bob@example.org' });
    const after = await marked();
    expect(after?.marked).toBe(false);
    expect(after?.changed).not.toBe(before?.changed);
    await process({ From: 'bob@example.org' });
    expect(await marked()).toEqual(after);
    const audited = await server.database.query(
      `SELECT detail FROM audit_entries WHERE object = 'customer' AND action = 'edit' AND request_id = $1`,
      [`mail-${message.id}`],
    );
    expect(audited).toEqual([{ detail: { members: ['contacts'] } }]);
  });

  it('marks nothing when nobody vouches for it: a mail that only looks like one is filed (ML-2)', async () => {
    await process({
      From: 'shop@shop.example',
      To: 'cat@bounce.example',
      'Message-ID': '<alive@shop.example>',
      'x-desk-interaction-direction': 'out',
    });
    const body = report('alive@shop.example').replace('bob@example.org', 'cat@bounce.example');
    const bounce = await process({ ...headers, 'Return-Path': '<>' }, body);
    expect(bounce).toMatchObject({ outcome: 'noted', reason: 'a bounce' });
    const [point] = await server.database.query<{ details: object }>(
      `SELECT details FROM contact_points WHERE email_key = 'cat@bounce.example'`,
    );
    expect(point?.details).not.toHaveProperty('undeliverableSince');
  });

  it('opens no case when nobody knows that mail', async () => {
    const bounce = await process(headers, report('unknown@nowhere.example'), SUPPORT, { 'x-envelope-from': '<>' });
    expect(bounce).toMatchObject({ outcome: 'noted', activity: null, case: null });
  });
});

describe('ML-3: a loop', () => {
  it('is held: from an address of ours, or the same text three times', async () => {
    expect(await process({ From: 'sales@example.com' })).toMatchObject({
      outcome: 'held',
      reason: 'loop: it is from an address of ours',
    });
    const round = async (number: number, from = 'loop@loop.example') =>
      process(
        { From: from, Subject: `${'Re: '.repeat(number)}Away`, To: 'strangers@example.com' },
        'Round.',
        'strangers',
      );
    const fates = [await round(1), await round(2), await round(3)];
    expect(fates.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'held']);
    const hops = Array.from({ length: 31 }, (_, hop) => [
      `Received`,
      `from a${hop} by b${hop}; ${new Date().toUTCString()}`,
    ]);
    const raw = [...hops, ...Object.entries(headersOf())].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const long = await fateOf(server, await submitMail(server, `${raw}\r\nHops.\r\n`));
    expect(long).toMatchObject({ outcome: 'held' });
  });

  it('is held also when all of it comes at once, from somebody who is known', async () => {
    const fates = await Promise.all(
      Array.from({ length: 12 }, async (_, place) =>
        process(
          {
            From: 'bob@example.org',
            Subject: 'Away',
            To: 'strangers@example.com',
            Date: `Thu, 1 Jan 2026 00:00:${10 + place} +0000`,
          },
          'All at once.',
          'strangers',
        ),
      ),
    );
    // Two writers may each file one that does not know of the other's.
    expect(fates.filter(({ outcome }) => outcome === 'created').length).toBeLessThanOrEqual(3);
    expect(fates.filter(({ outcome }) => outcome === 'held').length).toBeGreaterThanOrEqual(9);
  });

  it('is nothing that a trusted system says three times, nor what an import brings', async () => {
    const alarm = { From: 'alarm@shop.example', Subject: 'Disk full' };
    const outcomes: (string | null)[] = [];
    for (let time = 0; time < 4; time += 1) outcomes.push((await process(alarm, 'A disk is full.')).outcome);
    const old = { From: 'old@old.example', Subject: 'Same', To: 'strangers@example.com' };
    for (let time = 0; time < 4; time += 1)
      outcomes.push((await process(old, 'As ever.', 'strangers', { 'x-mail-door': 'import' })).outcome);
    expect(outcomes).toEqual(Array<string>(8).fill('created'));
  });

  it('MN-4: is processed all the same when it is released', async () => {
    const held = await process({ From: 'sales@example.com' });
    const answer = await server.request('POST', `/core/mailmgr/v3/message/${held.id}/replay?release=yes`, {
      as: ADMIN,
    });
    expect(answer.status).toBe(202);
    const released = await fateOf(server, held.id);
    expect(released).toMatchObject({ outcome: 'created' });
    const again = await server.request('POST', `/core/mailmgr/v3/message/${held.id}/replay?release=yes`, { as: ADMIN });
    expect(again.status).toBe(200);
    expect(again.json()).toMatchObject({ activity: { id: released.activity?.id } });
  });
});

describe('the x-desk headers', () => {
  it('MX-1, MX-2, MX-3, MX-4, MX-5, MX-6, MX-7, MX-9, MX-17: set what they say, and can be read back', async () => {
    const message = await process({
      From: 'form@shop.example',
      'x-desk-customer-email': '“Joe Customer" <joe@customer.example>',
      'x-desk-customer-custom-tier': 'gold',
      'x-desk-case-labels': 'vip, refund',
      'x-desk-case-status': 'Pending',
      'x-desk-case-external-id': 'order-17',
      'x-desk-case-custom-ordernumber': '17',
      'x-desk-case-custom-order_number': '17',
      'x-desk-case-language': 'ES',
      'x-desk-interaction-ip-address': '192.0.2.7',
      'x-desk-interaction-lat': '48.1',
      'x-desk-interaction-lng': '11.5',
      'x-desk-interaction-city': 'Munich',
      'x-desk-interaction-country-code': 'de',
      'x-desk-nonsense': '1',
    });
    const activity = await activityOf(server, message);
    expect(activity.customer.contacts.contact[0]).toMatchObject({ firstName: 'Joe', lastName: 'Customer' });
    expect(activity.payload.email).toMatchObject({
      reported: { ipAddress: '192.0.2.7', lat: 48.1, lng: 11.5, city: 'Munich', countryCode: 'DE' },
    });
    const outcomes = Object.fromEntries(
      (activity.payload.email.headerOutcomes ?? []).map(({ header, outcome }) => [header, outcome]),
    );
    expect(outcomes).toMatchObject({
      'x-desk-customer-email': 'applied',
      'x-desk-case-custom-order_number': 'unsupported_key',
      'x-desk-nonsense': 'unknown',
    });
    expect(await caseOf(server, message)).toMatchObject({
      labels: ['vip', 'refund'],
      language: { value: 'es' },
      externalId: 'order-17',
      status: { value: 'open', substatus: { value: 'pending' } },
      customAttributes: {
        customAttribute: [{ attribName: 'ordernumber', attribValues: { attribValue: [{ value: '17' }] } }],
      },
    });
    const customer = await server.request('GET', `/core/customermgr/v3/customers/${activity.customer.id}`, {
      as: ADMIN,
    });
    expect(JSON.stringify(customer.json())).toContain('gold');
  });

  it('MX-3, MX-5: add labels to the case of the same external id, whose customer stays', async () => {
    const first = await process({
      From: 'ann@example.org',
      'x-desk-case-external-id': 'same',
      'x-desk-case-labels': 'one',
    });
    const second = await process({
      From: 'bob@example.org',
      'x-desk-case-external-id': 'same',
      'x-desk-case-labels': 'ONE, two',
    });
    expect(second).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
    expect(await caseOf(server, first)).toMatchObject({
      labels: ['one', 'two'],
      customer: { contacts: { contact: [{ firstName: 'Ann' }] } },
    });
    expect((await emailOf(second)).headerOutcomes).toContainEqual({
      header: 'x-desk-case-external-id',
      outcome: 'conflict',
      reason: 'the case belongs to another customer, and stays with it',
    });
  });

  it('MX-2: all count when several mails of one customer come at once', async () => {
    const names = ['north', 'south', 'east', 'west'];
    await server.configure({
      customAttributes: names.map((name) => ({ object: 'customer', name, dataType: 'string' })),
    });
    const [mail] = await Promise.all(
      names.map((name) => process({ From: 'bob@example.org', [`x-desk-customer-custom-${name}`]: `is ${name}` })),
    );
    if (!mail) throw new Error('There is no mail');
    const { customer } = await activityOf(server, mail);
    const [stored] = await server.database.query(
      `SELECT details -> 'customAttributes' AS attributes FROM customers WHERE id = $1`,
      [customer.id],
    );
    expect(stored).toMatchObject({
      attributes: Object.fromEntries(names.map((name) => [name, [`is ${name}`]])),
    });
  });

  it('MX-5: make one case of three mails at the same instant, on two nodes', async () => {
    const other = await server.startNode();
    const fates = await Promise.all(
      [server, other, server].map(async (node) => {
        const raw = rawMail(headersOf({ 'x-desk-case-external-id': 'instant' }), 'Now.');
        return fateOf(node, await submitMail(node, raw));
      }),
    );
    await other.close();
    expect(new Set(fates.map((fate) => fate.case?.id)).size).toBe(1);
    expect(fates.map(({ outcome }) => outcome).sort()).toEqual(['created', 'updated', 'updated']);
  });

  it('MX-4: complete the activity with the case, so that no agent sees it waiting', async () => {
    const message = await process({ 'x-desk-case-status': 'closed' });
    expect(await caseOf(server, message)).toMatchObject({
      status: { value: 'closed' },
      lastClosed: expect.any(String) as unknown,
    });
    expect(await activityOf(server, message)).toMatchObject({
      status: { value: 'completed', substatus: { value: 'done' } },
    });
  });

  it('MX-8, MX-14: put the copy of an outbound mail into the history of the customer', async () => {
    const message = await process({
      From: 'support@example.com',
      To: 'Ann <ann@example.org>',
      'Auto-Submitted': 'auto-generated',
      Precedence: 'bulk',
      'x-desk-interaction-direction': 'out',
      'x-desk-case-status': 'resolved',
    });
    expect(message.outcome).toBe('created');
    const activity = await activityOf(server, message);
    expect(activity).toMatchObject({
      mode: { value: 'outbound' },
      status: { value: 'completed' },
      queue: null,
      customer: { contacts: { contact: [{ firstName: 'Ann' }] } },
    });
    expect(await caseOf(server, message)).toMatchObject({ status: { substatus: { value: 'resolved' } } });
    const nobody = await process({ From: SUPPORT, To: SUPPORT, 'x-desk-interaction-direction': 'out' });
    expect(nobody).toMatchObject({ outcome: 'held', reason: 'it names no customer whom it was sent to' });
  });

  it('MX-11, MX-12, MX-15: count by the prefix and the trust of the account', async () => {
    const message = await process({ 'x-shop-case-labels': 'vip', 'x-desk-case-labels': 'no' }, 'Hi.', 'strangers');
    expect((await emailOf(message)).headerOutcomes).toEqual([
      expect.objectContaining({ header: 'x-shop-case-labels', outcome: 'ignored_untrusted' }),
    ]);
    expect(await caseOf(server, message)).toMatchObject({ labels: [] });
  });

  it('MX-17: are for those who work with the mail, not for customers', async () => {
    const message = await process({ From: 'ann@example.org', 'x-desk-interaction-city': 'Munich' });
    const answer = await server.request('GET', `/core/casemgr/v3/activity/${message.activity?.id}?$attribute=all`, {
      as: { customer: 'c-ann' },
    });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('headerOutcomes');
    expect(answer.text).not.toContain('Munich');
  });
});

describe('MD-3: the HTTP door', () => {
  const post = (query: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
    server.request('POST', `/core/mailmgr/v3/message${query}`, {
      as: ADMIN,
      body,
      headers: { 'content-type': 'message/rfc822', ...headers },
    });

  it.each([
    ['no account', '', 'x', {}, 400, '400-112'],
    ['an unknown account', '?account=nobody', 'x', {}, 400, '400-244'],
    ['an account that is switched off', '?account=off', 'x', {}, 400, '400-244'],
    ['an empty body', `?account=${SUPPORT}`, '', {}, 400, '400-264'],
    ['another type', `?account=${SUPPORT}`, 'x', { 'content-type': 'text/plain' }, 415, '415-100'],
    ['a recipient that is no address', `?account=${SUPPORT}`, 'x', { 'x-envelope-to': 'a b' }, 400, '400-152'],
  ])('refuses %s', async (_, query, body, headers, status, code) => {
    const answer = await post(query, body, headers);
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  it.each([
    ['', ''],
    [' <> ', ''],
    ['ann@example.org', 'ann@example.org'],
    ['"Lee, Ann" <ann@example.org>', 'ann@example.org'],
    [Buffer.from('jörg@example.org').toString('latin1'), 'jörg@example.org'],
    ['no address', 'no address'],
    ['x'.repeat(400), 'x'.repeat(320)],
  ])('takes a mail whatever its sender is called: %j', async (from, kept) => {
    const message = await process({}, 'Hello.', SUPPORT, {
      'x-envelope-from': from,
      'x-envelope-to': `Us <${SUPPORT}>`,
    });
    expect(message).toMatchObject({ envelope: { from: kept, to: SUPPORT } });
  });

  it('refuses what is larger than the account takes', async () => {
    const answer = await post(`?account=${SUPPORT}`, 'x'.repeat(2 * 1024 * 1024 + 1));
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([413, '413-100']);
  });

  it('MN-1: keeps a mail before it answers, byte by byte', async () => {
    const raw = Buffer.from(rawMail(headersOf(), 'Bytes: \u00e4').replace('ä', '\u00e4'), 'latin1');
    const id = await submitMail(server, raw);
    const [row] = await server.database.query<{ content: Uint8Array }>(
      'SELECT r.content FROM mail_messages m JOIN raw_mails r ON r.sha256 = m.sha256 WHERE m.id = $1',
      [id],
    );
    expect(Buffer.from(row?.content ?? []).equals(raw)).toBe(true);
    await fateOf(server, id);
  });
});

describe('MD-6: explaining a mail', () => {
  it('tells what would become of it, and writes nothing', async () => {
    const rows = async () =>
      server.database.query('SELECT (SELECT count(*) FROM mail_messages) AS m, (SELECT count(*) FROM cases) AS c');
    const before = await rows();
    const raw = rawMail(headersOf({ From: 'ann@example.org', 'x-desk-case-labels': 'vip' }), 'What if?');
    const answer = await server.request('POST', `/core/mailmgr/v3/message/explain?account=${SUPPORT}`, {
      as: ADMIN,
      body: raw,
      headers: { 'content-type': 'message/rfc822' },
    });
    expect(answer.json()).toMatchObject({
      outcome: 'created',
      trusted: true,
      customer: { outcome: 'found' },
      case: { foundBy: 'new', outcome: 'created' },
      headerOutcomes: [{ header: 'x-desk-case-labels', outcome: 'applied' }],
    });
    expect(await rows()).toEqual(before);
    const became = await fateOf(server, await submitMail(server, raw));
    expect(became.outcome).toBe('created');
  });
});

describe('MN-3: the journal', () => {
  it('lists by outcome, account and age, page by page without doubling or skipping', async () => {
    const all: string[] = [];
    let path: string | undefined = '/core/mailmgr/v3/message?outcome=created&$pagesize=5';
    while (path !== undefined) {
      const answer = await server.request('GET', path, { as: ADMIN });
      const page = answer.json<{ message: ShownMessage[]; link: { href: string }[] }>();
      all.push(...page.message.map(({ id }) => id));
      path = page.link[0]?.href;
    }
    const expected = await server.database.query<{ id: string }>(
      `SELECT id FROM mail_messages WHERE outcome = 'created' ORDER BY id DESC`,
    );
    expect(all).toEqual(expected.map(({ id }) => id));
    const future = new Date(Date.now() + 60_000).toISOString();
    const none = await server.request('GET', `/core/mailmgr/v3/message?receivedAfter=${future}`, { as: ADMIN });
    expect(none.status).toBe(204);
    const bad = await server.request('GET', '/core/mailmgr/v3/message?outcome=lost', { as: ADMIN });
    expect(bad.json()).toMatchObject({ code: '400-102' });
  });

  it('shows users of a department what came for it, and nothing else', async () => {
    const forSales = await process({}, 'Hello.', 'sales@example.com');
    const forService = await process();
    const token = await userToken(server, 'sam', ['core.mailmgr.manage']);
    const seen = async (path: string) => server.request('GET', `/core/mailmgr/v3/message${path}`, { token });
    expect((await seen(`/${forService.id}`)).status).toBe(200);
    for (const id of [forSales.id, '987654321'])
      expect((await seen(`/${id}`)).json()).toMatchObject({ code: '404-100' });
    const replay = await server.request('POST', `/core/mailmgr/v3/message/${forSales.id}/replay`, { token });
    expect(replay.json()).toMatchObject({ code: '404-100' });
    const listed = (await seen('?$pagesize=75')).json<{ message: ShownMessage[] }>().message.map(({ id }) => id);
    expect(listed).toContain(forService.id);
    expect(listed).not.toContain(forSales.id);
  });

  it('RLS-1: is behind the second wall as well', async () => {
    const [sales] = await server.database.query<{ id: string }>(`SELECT id FROM departments WHERE name = 'Sales'`);
    const tables = ['mail_messages', 'raw_mails', 'message_ids'];
    for (const table of tables) {
      const countFor = async (reader: ReaderScope) =>
        readingFor(reader, async () => (await server.database.query(`SELECT 1 FROM ${table}`)).length);
      const all = (await server.database.query(`SELECT 1 FROM ${table}`)).length;
      const ofSales = await countFor(`department:${sales?.id}`);
      expect(ofSales).toBeGreaterThan(0);
      expect(ofSales).toBeLessThan(all);
      expect(await countFor('department:999999')).toBe(0);
    }
  });

  const rawOf = (id: string, token?: string) =>
    server.request('GET', `/core/mailmgr/v3/message/${id}/raw`, token === undefined ? { as: ADMIN } : { token });

  it('MN-4: gives a mail as it came to those who see what became of it, and puts that on record', async () => {
    const raw = rawMail(headersOf({ From: 'ann@example.org' }), 'As it came.');
    const message = await fateOf(server, await submitMail(server, raw));
    const answer = await rawOf(message.id);
    expect([answer.status, answer.text]).toEqual([200, raw]);
    expect(answer.headers.get('content-type')).toBe('message/rfc822');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename=mail-${message.id}.eml`);
    const [audited] = await server.database.query(
      `SELECT actor ->> 'actor' AS actor, detail FROM audit_entries WHERE object = 'mailMessage' AND object_id = $1 AND action = 'read'`,
      [message.id],
    );
    expect(audited).toEqual({ actor: 'client', detail: { activityId: message.activity?.id } });
    const large = rawMail(headersOf(), 'large\n'.repeat(30_000));
    const ofBlob = await rawOf((await fateOf(server, await submitMail(server, large))).id);
    expect(ofBlob.text).toBe(large);
    const forSales = await process({}, 'Hello.', 'sales@example.com');
    const token = await userToken(server, 'sam', ['core.mailmgr.manage']);
    expect((await rawOf(message.id, token)).status).toBe(200);
    for (const id of [forSales.id, '987654321', 'x'])
      expect((await rawOf(id, token)).json()).toMatchObject({ code: '404-100' });
  });

  it('MN-4: does not show by the raw mail what was masked of its activity', async () => {
    await server.configure({ settings: { maskingPatterns: ['[0-9]{16}'] } });
    const message = await process({}, 'My card is 4111111111111111.');
    await mask(message);
    expect((await rawOf(message.id)).json()).toMatchObject({ code: '404-100' });
  });

  const mask = async ({ activity }: ShownMessage): Promise<void> => {
    const masked = await server.request('PATCH', '/core/casemgr/v3/activity/mask', {
      as: ADMIN,
      body: { id: activity?.id },
      headers: { 'if-match': '*', 'idempotency-key': crypto.randomUUID() },
    });
    expect([masked.status, masked.text]).toEqual([204, '']);
  };

  it('MN-7: knows a mail again that was masked, and a copy of it by another way shows no more (ACT-8, MN-4)', async () => {
    const raw = rawMail(headersOf(), 'My other card is 4222222222222222.');
    const first = await fateOf(server, await submitMail(server, raw));
    const before = await fateOf(server, await submitMail(server, `Received: from a by b; 1 Jan 2026\r\n${raw}`));
    expect((await rawOf(before.id)).status).toBe(200);
    await mask(first);
    expect((await rawOf(before.id)).json()).toMatchObject({ code: '404-100' });
    const [left] = await server.database.query(
      `SELECT count(*)::integer AS rows FROM mail_messages WHERE id = ANY($1::bigint[])`,
      [[first.id, before.id]],
    );
    expect(left).toEqual({ rows: 0 });
    const again = await fateOf(server, await submitMail(server, `Received: from c by d; 2 Jan 2026\r\n${raw}`));
    expect(again).toMatchObject({ outcome: 'duplicate', reason: `of message ${first.id}` });
    expect((await rawOf(again.id)).json()).toMatchObject({ code: '404-100' });
  });

  it('ACT-8: leaves a mail as it is in which nothing was to be masked, and takes it when only its header was', async () => {
    const plain = await process({}, 'No card at all.');
    await mask(plain);
    expect((await rawOf(plain.id)).status).toBe(200);
    const hidden = await process({ 'X-Card': '4333333333333333' }, 'No card here.');
    await mask(hidden);
    expect((await rawOf(hidden.id)).json()).toMatchObject({ code: '404-100' });
    const again = await process({ From: 'ann@example.org' }, 'No card at all.');
    expect((await rawOf(again.id)).status).toBe(200);
  });

  it('ACT-8: takes the whole of a content that was cut, when it was masked', async () => {
    await server.configure({ settings: { maximumBodySizeForRetrieverKB: 1 } });
    const message = await process({}, `My card is 4111111111111111. ${'word '.repeat(400)}`);
    await server.configure({ settings: { maximumBodySizeForRetrieverKB: 1024 } });
    expect(await activityOf(server, message)).toMatchObject({ attachments: { count: 1 } });
    await mask(message);
    expect(await activityOf(server, message)).toMatchObject({ attachments: { count: 0, purgedCount: 1 } });
  });

  it('CUST-31: forgets what another one sent about the person, though nothing became of it', async () => {
    const headers = headersOf({
      From: 'form@shop.example',
      'x-desk-interaction-direction': 'out',
      'x-desk-customer-email': 'gone@forgotten.example',
    });
    const first = await fateOf(server, await submitMail(server, rawMail(headers, 'News.')));
    const copy = await fateOf(server, await submitMail(server, rawMail(headers, 'News.')));
    const late = await fateOf(
      server,
      await submitMail(server, `Received: from a by b; 1 Jan 2026\r\n${rawMail(headers, 'News.')}`),
    );
    const closed = await process({ From: 'sales@example.com', 'x-desk-customer-email': 'gone@forgotten.example' });
    expect([first, copy, late, closed].map(({ outcome }) => outcome)).toEqual([
      'created',
      'duplicate',
      'duplicate',
      'held',
    ]);
    const { customer } = await activityOf(server, first);
    const answer = await server.request('POST', `/core/customermgr/v3/customer/${customer.id}/obfuscate`, {
      as: ADMIN,
      headers: { 'idempotency-key': crypto.randomUUID() },
    });
    expect([answer.status, answer.text]).toEqual([204, '']);
    const left = await server.database.query(
      `SELECT m.outcome FROM mail_messages m JOIN raw_mails r ON r.sha256 = m.sha256 WHERE m.id = ANY($1::bigint[])`,
      [[first, copy, late, closed].map(({ id }) => id)],
    );
    expect(left).toEqual([]);
  });

  const MIME = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' };

  it('MN-5: makes an activity with the mail as it came of what cannot be read', async () => {
    const raw = rawMail(
      headersOf({ From: 'ann@example.org', Subject: 'Unreadable', ...MIME }),
      '--b\n\nx\n'.repeat(20_100),
    );
    const explained = await server.request('POST', `/core/mailmgr/v3/message/explain?account=${SUPPORT}`, {
      as: ADMIN,
      body: raw,
      headers: { 'content-type': 'message/rfc822' },
    });
    expect(explained.json()).toMatchObject({ outcome: 'failed', customer: { outcome: 'found' } });
    const message = await fateOf(server, await submitMail(server, raw));
    expect(message).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('it cannot be read') as unknown,
    });
    const activity = await activityOf(server, message);
    expect(activity).toMatchObject({
      subject: 'Unreadable',
      attachments: { count: 1 },
      customer: { contacts: { contact: [{ firstName: 'Ann' }] } },
    });
    expect(activity.payload.email.content?.text).toContain('is attached as it came');
    const [file] = await server.database.query(
      `SELECT file_name AS name, size::int AS size, content_type AS type FROM attachments WHERE activity_id = $1`,
      [message.activity?.id],
    );
    expect(file).toEqual({ name: 'mail.eml', size: raw.length, type: 'message/rfc822' });
    expect(await fateOf(server, await submitMail(server, raw))).toMatchObject({ outcome: 'duplicate' });
    const unknown = await process({ From: '', ...MIME }, '--b\n\nx\n'.repeat(20_100));
    expect(unknown).toMatchObject({ outcome: 'failed', activity: null });
  });

  it('MN-5: tries what has ended the process again and again by its headers alone', async () => {
    const { id } = await process({ Subject: 'Deadly' });
    await server.database.query(
      `UPDATE mail_messages SET outcome = NULL, activity_id = NULL, attempts = 5, due_at = to_timestamp(0), dedup_key = NULL
       WHERE id = $1`,
      [id],
    );
    const message = await fateOf(server, id);
    expect(message).toMatchObject({
      outcome: 'failed',
      reason: 'the process has ended 5 times while it was worked on',
    });
    expect(await activityOf(server, message)).toMatchObject({ subject: 'Deadly', attachments: { count: 1 } });
  });

  it('MN-5: says why a mail cannot be read, and goes on with the next', async () => {
    const rows = await server.database.query<{ id: string }>(
      `UPDATE mail_messages SET outcome = NULL, activity_id = NULL, attempts = 9, due_at = to_timestamp(0), dedup_key = NULL
       WHERE id = (SELECT max(id) FROM mail_messages) RETURNING id`,
    );
    expect(await fateOf(server, rows[0]?.id ?? '')).toMatchObject({
      outcome: 'failed',
      reason: 'the process has ended 5 times while it was worked on',
    });
    expect((await process()).outcome).toBe('created');
  });
});

describe('MA-2: inbound accounts of the partition document', () => {
  it('are exported without secrets, and change nothing when they are applied again', async () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const document = {
      inboundAccounts: [
        {
          id: 'strangers',
          alias: 'strangers@example.com',
          headers: { trust: { authenticated: false, networks: ['192.0.2.0/24'], hmacKeys: [key] } },
          imap: { host: 'imap.example', user: 'u', password: TEST_SECRET },
        },
      ],
    };
    await server.configure(document);
    const again = await server.request('PATCH', '/core/adminmgr/v3/partition', { as: ADMIN, body: document });
    expect(again.json<{ unchanged: object }>().unchanged).toMatchObject({ inboundAccounts: ['strangers'] });
    const exported = await server.request('GET', '/core/adminmgr/v3/partition', { as: ADMIN });
    expect(exported.text).not.toContain(key);
    expect(exported.text).not.toContain(TEST_SECRET);
    const put = await server.request('PUT', '/core/adminmgr/v3/partition', { as: ADMIN, body: exported.json() });
    expect([put.status, put.json<{ changed: object }>().changed]).toEqual([200, {}]);
  });

  it.each([
    ['an alias that does not exist', { id: 'x', alias: 'nobody@example.com' }, 'inboundAccounts[0].alias'],
    ['an alias that has one', { id: 'x', alias: 'closed@example.com' }, 'inboundAccounts[0].alias'],
    ['another table', { id: 'x', alias: SUPPORT, table: 'asset' }, 'inboundAccounts[0].table'],
    [
      'a network that is none',
      { id: 'x', alias: SUPPORT, headers: { trust: { networks: ['300.0.0.0/8'] } } },
      'inboundAccounts[0].headers.trust.networks[0]',
    ],
  ])('refuse %s', async (_, account, attribute) => {
    const answer = await server.request('PATCH', '/core/adminmgr/v3/partition', {
      as: ADMIN,
      body: { inboundAccounts: [account] },
    });
    expect(answer.status).toBe(400);
    expect(answer.json<{ details: { key: string }[] }>().details[0]?.key).toBe(attribute);
  });
});

describe('MN-4: retention', () => {
  it('forgets mail and bytes when their time is over, and the sweep of blobs leaves the others', async () => {
    const large = rawMail(headersOf(), 'large\n'.repeat(30_000));
    const kept = await submitMail(server, large);
    await fateOf(server, kept);
    const [raw] = await server.database.query<{ key: string }>(
      'SELECT r.blob_key AS key FROM mail_messages m JOIN raw_mails r ON r.sha256 = m.sha256 WHERE m.id = $1',
      [kept],
    );
    expect(raw?.key).toEqual(expect.any(String));
    const isThere = async () =>
      (await server.database.query('SELECT 1 FROM mail_messages WHERE id = $1', [kept])).length > 0;
    const sweep = async () => {
      await server.application.get(MailRetention, { strict: false }).sweep();
      await server.application.get(UploadSweep, { strict: false }).sweep();
    };
    const file = join(
      server.dataFolder,
      'blobs',
      raw?.key.slice(0, 2) ?? '',
      raw?.key.slice(2, 4) ?? '',
      raw?.key ?? '',
    );
    server.clock.forward(2 * 60 * 60 * 1000);
    await sweep();
    expect([await isThere(), existsSync(file)]).toEqual([true, true]);
    server.clock.forward(366 * 24 * 60 * 60 * 1000);
    await sweep();
    expect([await isThere(), existsSync(file)]).toEqual([false, false]);
    expect((await server.database.query('SELECT 1 FROM raw_mails')).length).toBe(0);
    // MN-7: a copy is known for one all the same. Tokens would be over by then.
    server.clock.forward(-367 * 24 * 60 * 60 * 1000);
    const again = await submitMail(server, large);
    expect(await fateOf(server, again)).toMatchObject({ outcome: 'duplicate', reason: `of message ${kept}` });
  });
});
