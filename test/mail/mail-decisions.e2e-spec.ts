import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signDeskHeaders } from '#mail-message/desk/desk-signature.js';
import { inSubject } from '#record-key/find-record-keys.rules.js';
import { CASE_TABLE } from '#record-key/record-key.rules.js';
import { RecordKeys } from '#record-key/record-keys.js';
import { freePort } from '../support/free-port.js';
import {
  activityOf,
  caseOf,
  fateOf,
  idIn,
  rawMail,
  sendMail,
  submitMail,
  type ShownActivity,
  type ShownMessage,
} from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';
import { userToken } from '../support/user-token.js';

const ADMIN = { client: 'test-admin' };
const SUPPORT = 'support@example.com';
const HMAC_KEY = Buffer.alloc(32, 3).toString('base64');

let server: TestServer;
let port: number;
let count = 0;

beforeAll(async () => {
  port = await freePort();
  server = await startServer({ environment: { CASEMGR_SMTP_PORT: String(port), CASEMGR_LOG_LEVEL: 'silent' } });
  const signed = { authenticated: false, hmacKeys: [HMAC_KEY] };
  await server.configure({
    customAttributes: [{ object: 'customer', name: 'tier', dataType: 'string' }],
    departments: [
      {
        name: 'Service',
        aliases: ['near', 'trusting', 'signed', 'signed-too', 'outside'].map((name) => ({
          name,
          emailAddress: `${name}@example.com`,
        })),
      },
    ],
    inboundAccounts: [
      { id: 'near', alias: 'near@example.com', headers: { trust: { networks: ['127.0.0.0/8', '::1/128'] } } },
      { id: 'trusting', alias: 'trusting@example.com', headers: { trust: { compat: true, authenticated: false } } },
      { id: 'signed', alias: 'signed@example.com', headers: { trust: signed } },
      { id: 'signed-too', alias: 'signed-too@example.com', headers: { trust: signed } },
      { id: 'outside', alias: 'outside@example.com', headers: { trust: { authenticated: false } } },
    ],
  });
});

afterAll(async () => {
  await server.close();
});

type Headers = Readonly<Record<string, string>>;

function headersOf(headers: Headers = {}): Record<string, string> {
  count += 1;
  return {
    From: `Nora Neu <nora${count}@new.example>`,
    To: SUPPORT,
    Subject: `Question ${count}`,
    'Message-ID': `<d${count}@new.example>`,
    Date: new Date().toUTCString(),
    ...headers,
  };
}

/** By HTTP: a client application stands behind the mail, unless its door says otherwise. */
async function submit(
  headers: Headers,
  account = SUPPORT,
  envelope: Headers = {},
  body?: string,
): Promise<ShownMessage> {
  const raw = rawMail(headersOf(headers), body ?? `Good day ${count}.`);
  return fateOf(server, await submitMail(server, raw, account, envelope));
}

/** By SMTP, without a login: nobody stands behind the mail. */
async function send(to: string, headers: Headers, body?: string): Promise<ShownMessage> {
  const raw = rawMail(headersOf({ To: to, ...headers }), body ?? `Good day ${count}.`);
  const reply = await sendMail(port, { envelope: { from: 'mta@far.example', to }, raw });
  return fateOf(server, idIn(reply));
}

async function outcomesOf(message: ShownMessage): Promise<Readonly<Record<string, string>>> {
  const { payload } = await activityOf(server, message);
  return Object.fromEntries((payload.email.headerOutcomes ?? []).map(({ header, outcome }) => [header, outcome]));
}

function keyOfCase(message: ShownMessage): string {
  const key = { tableNumber: CASE_TABLE, recordId: message.case?.id ?? '', recipient: undefined };
  return inSubject(server.application.get(RecordKeys).seal(key, 'subject'));
}

async function tierOf({ customer }: ShownActivity): Promise<unknown> {
  const [row] = await server.database.query<{ tier: unknown }>(
    `SELECT details #> '{customAttributes,tier}' AS tier FROM customers WHERE id = $1`,
    [customer.id],
  );
  return row?.tier;
}

describe('MX-15: whose word counts', () => {
  it.each(['pipe', 'import'])('is not told by the address of who passes a mail on: %s', async (door) => {
    const headers = { From: 'vip@bank.example', 'x-desk-case-status': 'closed' };
    const message = await submit(headers, 'near', { 'x-mail-door': door });
    expect(await outcomesOf(message)).toEqual({ 'x-desk-case-status': 'ignored_untrusted' });
    expect(await activityOf(server, message)).toMatchObject({
      payload: { email: { senderVerified: false, authentication: { trusted: false } } },
    });
  });

  it('is anybody’s where compat is on, which is counted as unsafe', async () => {
    expect((await server.request('GET', '/metrics')).text).toContain('casemgr_mail_accounts_unsafe 1');
  });

  it('is that of a peer in a listed network', async () => {
    const message = await send('near@example.com', { 'x-desk-case-status': 'closed' });
    expect(await outcomesOf(message)).toEqual({ 'x-desk-case-status': 'applied' });
  });
});

describe('MX-5, MF-1: an external id and a key that lead to different cases', () => {
  const outcome = { 'x-desk-case-external-id': 'conflict' };

  it.each([
    ['which is that of another case', 'of-another', undefined, outcome],
    ['while the case of the key has one', 'of-nobody', 'of-this', outcome],
    ['which is that of another case, while the case of the key has one', 'of-another', 'of-this-too', outcome],
    ['that is free', 'free', undefined, { 'x-desk-case-external-id': 'applied' }],
    ['that the case has', 'same', 'same', { 'x-desk-case-external-id': 'applied' }],
  ])('go to the case of the key: an id %s', async (_, written, own, expected) => {
    await submit({ From: 'bob@example.org', 'x-desk-case-external-id': 'of-another' });
    const first = await submit({
      From: 'ann@example.org',
      ...(own !== undefined && { 'x-desk-case-external-id': own }),
    });
    const mail = { From: 'ann@example.org', Subject: `Re: ${keyOfCase(first)}`, 'x-desk-case-external-id': written };
    const second = await submit(mail);
    expect(second).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
    expect(await outcomesOf(second)).toEqual(expected);
    const kept = own ?? (written === 'free' ? 'free' : null);
    expect(await caseOf(server, first)).toMatchObject({ externalId: kept });
  });
});

describe('MF-1: of the cases in which a Message-ID was seen', () => {
  it('the one that the mail is in comes before those that refer to it', async () => {
    const mine = { From: 'ann@example.org' };
    const first = await submit({ ...mine, 'Message-ID': '<in@here.example>', 'x-desk-case-external-id': 'in-one' });
    const second = await submit({
      ...mine,
      'In-Reply-To': '<in@here.example>',
      'x-desk-case-external-id': 'in-two',
    });
    expect(second.case?.id).not.toBe(first.case?.id);
    const reply = await submit({ ...mine, 'In-Reply-To': '<in@here.example>' });
    expect(reply).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
  });

  it('ML-2: a bounce goes to the one that the mail was sent from, whoever has referred to it', async () => {
    const sent = await submit({
      From: 'shop@shop.example',
      To: 'joe@bounce.example',
      'Message-ID': '<sent@shop.example>',
      'x-desk-interaction-direction': 'out',
    });
    const eve = await send('outside@example.com', { From: 'eve@evil.example', 'In-Reply-To': '<sent@shop.example>' });
    expect(eve).toMatchObject({ outcome: 'created' });
    const parts = [
      ['Content-Type: text/plain', '', 'It could not be delivered.'],
      [
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.far.example',
        '',
        'Final-Recipient: rfc822; joe@bounce.example',
        'Action: failed',
        'Status: 5.1.1',
      ],
      ['Content-Type: text/rfc822-headers', '', 'Message-ID: <sent@shop.example>', ''],
    ];
    const body = `${parts.map((lines) => ['--r', ...lines].join('\n')).join('\n')}\n--r--`;
    const headers = {
      From: 'eve@evil.example',
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=r',
    };
    const bounce = await submit(headers, SUPPORT, { 'x-envelope-from': '<>' }, body);
    expect(bounce).toMatchObject({ outcome: 'noted', case: { id: sent.case?.id } });
    const [point] = await server.database.query<{ details: object }>(
      `SELECT details FROM contact_points WHERE email_key = 'joe@bounce.example'`,
    );
    expect(point?.details).toHaveProperty('undeliverableSince');
  });
});

describe('RU-4: who has only a key', () => {
  it('MX-8: says neither that we have written a mail nor whose it is', async () => {
    const first = await submit({ From: 'ann@example.org' });
    const message = await send('trusting@example.com', {
      From: 'Eve <eve@evil.example>',
      Subject: `Re: ${keyOfCase(first)}`,
      'x-desk-interaction-direction': 'out',
      'x-desk-customer-email': 'bob@example.org',
    });
    expect(message).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
    expect(await activityOf(server, message)).toMatchObject({
      mode: { value: 'inbound' },
      status: { value: 'awaiting_assignment' },
      customer: { contacts: { contact: [{ firstName: 'Ann' }] } },
    });
    expect(await outcomesOf(message)).toEqual({
      'x-desk-interaction-direction': 'ignored_untrusted',
      'x-desk-customer-email': 'ignored_untrusted',
    });
  });

  it('ML-3: is a loop when it comes from an address of ours, whatever its direction says', async () => {
    const first = await submit({ From: 'ann@example.org' });
    const message = await send('trusting@example.com', {
      From: SUPPORT,
      To: 'eve@evil.example',
      Subject: `Re: ${keyOfCase(first)}`,
      'x-desk-interaction-direction': 'out',
    }).catch((error: unknown) => error);
    expect(message).toMatchObject({ outcome: 'held', reason: 'loop: it is from an address of ours' });
  });

  it('MX-1, MX-2: writes nothing of another customer to the one whom the case belongs to', async () => {
    const first = await submit({ From: 'ann@example.org' });
    const message = await submit({
      From: 'system@shop.example',
      Subject: `Re: ${keyOfCase(first)}`,
      'x-desk-customer-email': 'robert@new.example',
      'x-desk-customer-custom-tier': 'of robert',
    });
    expect(message).toMatchObject({ outcome: 'updated', case: { id: first.case?.id } });
    expect(await outcomesOf(message)).toEqual({
      'x-desk-customer-email': 'conflict',
      'x-desk-customer-custom-tier': 'conflict',
    });
    expect(await tierOf(await activityOf(server, message))).not.toEqual(['of robert']);
  });
});

describe('ML-3: a loop of automatic mail', () => {
  it.each([
    ['Precedence', 'bulk'],
    ['Auto-Submitted', 'auto-replied'],
  ])('is held as any other: %s', async (name, value) => {
    const outcomes: (string | null)[] = [];
    for (let round = 0; round < 4; round += 1) {
      const mail = { From: `away-${value}@loop.example`, Subject: 'Away', [name]: value };
      outcomes.push((await send('outside@example.com', mail, 'I am away.')).outcome);
    }
    expect(outcomes).toEqual(['noted', 'noted', 'held', 'held']);
  });
});

describe('MX-15: a signature of desk headers', () => {
  function signedHeaders(): Record<string, string> {
    const { 'Message-ID': messageId = '', Date: date = '', ...rest } = headersOf({ From: 'shop@shop.example' });
    const desk = { 'x-desk-customer-email': 'ann@example.org' };
    const auth = signDeskHeaders({ messageId, date, headers: Object.entries(desk) }, HMAC_KEY);
    return { ...rest, 'Message-ID': messageId, Date: date, ...desk, 'x-desk-auth': auth };
  }

  const trustOf = async (message: ShownMessage): Promise<unknown> =>
    ((await activityOf(server, message)).payload.email as { authentication?: { trusted: boolean } }).authentication
      ?.trusted;

  it('is good for one mail, also when its copies come at once', async () => {
    const headers = signedHeaders();
    const bodies = Array.from({ length: 6 }, (_, place) => `Body ${place}.`);
    const copies = await Promise.all(bodies.map((body) => send('signed@example.com', headers, body)));
    const trusted = await Promise.all(copies.map(trustOf));
    expect(trusted.filter((isTrusted) => isTrusted === true)).toHaveLength(1);
  });

  it('is good for one mail, also of an account with the same key', async () => {
    const headers = signedHeaders();
    expect(await trustOf(await send('signed@example.com', headers, 'Mine.'))).toBe(true);
    expect(await trustOf(await send('signed-too@example.com', headers, 'Not mine.'))).toBe(false);
    expect(await trustOf(await send('signed-too@example.com', headers, 'Mine.'))).toBe(true);
  });

  it('is not used up by being explained, nor by a copy that came later (MN-4, MD-6)', async () => {
    const headers = signedHeaders();
    const explain = async (body: string) =>
      server.request('POST', '/core/mailmgr/v3/message/explain?account=signed', {
        as: ADMIN,
        body: rawMail(headers, body),
        headers: { 'content-type': 'message/rfc822' },
      });
    expect((await explain('A copy.')).json()).toMatchObject({ trusted: true });
    expect(await trustOf(await send('signed@example.com', headers, 'The mail.'))).toBe(true);
    expect((await explain('A copy.')).json()).toMatchObject({ trusted: false });
  });
});

describe('MM-2, C-3: an address that somebody merely claims', () => {
  const claim = (address: string) =>
    server.database.query<{ id: string }>(
      `INSERT INTO contact_points (customer_id, contact_id, type, email_address, email_key, verified)
       SELECT k.id, c.id, 'email', $1, $1, false
       FROM customers k JOIN contacts c ON c.customer_id = k.id WHERE k.external_id = 'c-bob' RETURNING customer_id AS id`,
      [address],
    );

  it('goes to a customer of its own with the first mail, and the activity says from whom, and whether that is proven', async () => {
    const [bob] = await claim('claimed@new.example');
    const taken = `its address was claimed by customer ${bob?.id}, and goes to the one of this mail`;
    const forged = await send('outside@example.com', { From: 'claimed@new.example' });
    expect(forged.remarks).toContain(`${taken}; nobody has verified that the sender is who it says`);
    await claim('proven@new.example');
    expect((await submit({ From: 'proven@new.example' })).remarks).toContain(taken);
  });
});

describe('AUD-1, WR-2: what headers change of a case and a customer', () => {
  const trail = (object: string, id: string, message: ShownMessage) =>
    server.database.query(
      `SELECT action, detail FROM audit_entries
       WHERE object = $1 AND object_id = $2 AND request_id = $3 AND actor ->> 'actor' = 'inboundAccount' ORDER BY id`,
      [object, id, `mail-${message.id}`],
    );

  const customerState = async (id: string) =>
    (await server.request('GET', `/core/customermgr/v3/customers/${id}`, { as: ADMIN })).headers.get('etag') ?? '';

  it('is on record with the names of the members, and makes it another state', async () => {
    const from = { From: 'ann@example.org' };
    const first = await submit({ ...from, 'Message-ID': '<audited@here.example>' });
    const { customer } = await activityOf(server, first);
    const before = await customerState(customer.id);
    const second = await submit({
      ...from,
      'In-Reply-To': '<audited@here.example>',
      'x-desk-case-status': 'resolved',
      'x-desk-case-labels': 'vip',
      'x-desk-case-language': 'es',
      'x-desk-customer-custom-tier': 'gold',
    });
    expect(await trail('case', first.case?.id ?? '', second)).toEqual([
      { action: 'setResolved', detail: { from: 'open', to: 'resolved' } },
      { action: 'edit', detail: { members: ['labels', 'language'] } },
    ]);
    expect(await trail('customer', customer.id, second)).toEqual([
      { action: 'edit', detail: { members: ['customAttributes'] } },
    ]);
    expect(await customerState(customer.id)).not.toBe(before);
    const edit = await server.request('PATCH', '/core/customermgr/v3/individual/customer', {
      as: ADMIN,
      body: { id: customer.id, pin: '1' },
      headers: { 'if-match': before, 'idempotency-key': crypto.randomUUID() },
    });
    expect(edit.status).toBe(412);
  });

  it('also of the customer whose address another one takes over', async () => {
    const [bob] = await server.database.query<{ id: string }>(
      `INSERT INTO contact_points (customer_id, contact_id, type, email_address, email_key, verified)
       SELECT k.id, c.id, 'email', 'lost@new.example', 'lost@new.example', false
       FROM customers k JOIN contacts c ON c.customer_id = k.id WHERE k.external_id = 'c-bob' RETURNING customer_id AS id`,
    );
    const id = bob?.id ?? '';
    const before = await customerState(id);
    const message = await submit({ From: 'lost@new.example' });
    expect(await trail('customer', id, message)).toEqual([{ action: 'edit', detail: { members: ['contacts'] } }]);
    expect(await customerState(id)).not.toBe(before);
  });
});

describe('MD-6: explaining a mail that came in', () => {
  const explained = (id: string, by: Parameters<TestServer['request']>[2] = { as: ADMIN }) =>
    server.request('POST', `/core/mailmgr/v3/message/${id}/explain`, by);

  it('goes by its own door and sender, and writes nothing', async () => {
    const message = await send('support@example.com', { 'x-desk-case-status': 'closed' });
    const rows = () => server.database.query('SELECT outcome, processed_at, holder FROM mail_messages ORDER BY id');
    const before = await rows();
    expect((await explained(message.id)).json()).toMatchObject({
      outcome: 'created',
      trusted: false,
      authenticated: false,
      customer: { outcome: 'found' },
      headerOutcomes: [{ header: 'x-desk-case-status', outcome: 'ignored_untrusted' }],
    });
    expect(await rows()).toEqual(before);
  });

  it('tells why a mail was held', async () => {
    const message = await send('support@example.com', { From: SUPPORT });
    expect(message.outcome).toBe('held');
    expect((await explained(message.id)).json()).toMatchObject({ outcome: 'held', reason: message.reason });
  });

  it('is for those who may see the mail', async () => {
    const message = await submit({}, 'sales@example.com');
    const token = await userToken(server, 'sam', ['core.mailmgr.manage']);
    expect((await explained(message.id, { token })).json()).toMatchObject({ code: '404-100' });
    for (const id of ['987654321', 'x']) expect((await explained(id)).json()).toMatchObject({ code: '404-100' });
  });
});
