import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inMessageId, inSubject } from '#record-key/find-record-keys.rules.js';
import type { RecordKeyCarrier } from '#record-key/record-key.rules.js';
import { RecordKeys } from '#record-key/record-keys.js';
import { activityOf, fateOf, idIn, rawMail, sendMail, submitMail, type ShownMessage } from '../support/mail.js';
import { freePort } from '../support/free-port.js';
import { startServer, type TestServer } from '../support/server.js';
import { userToken } from '../support/user-token.js';

const ADMIN = { client: 'test-admin' };
const DANA = 'Dana <dana@desk.example>';
const RITA = 'rita@new.example';
const EVE = 'eve@elsewhere.example';

const ASSET_FIELDS = [
  { name: 'title', label: 'Title', type: 'text', required: true },
  { name: 'amount', label: 'Amount', type: 'number' },
  { name: 'kind', label: 'Kind', type: 'choice', values: ['laptop', 'phone'] },
  { name: 'log', label: 'Log', type: 'appendOnly' },
  { name: 'files', label: 'Files', type: 'files' },
  { name: 'requester', label: 'Requester', type: 'email' },
  { name: 'contact', label: 'Contact', type: 'email' },
];

const ASSETS = {
  table: 'asset',
  mapping: { subject: 'title', fromAddress: 'requester', text: 'log', attachments: 'files' },
  updates: { text: 'log', attachments: 'files', fieldUpdates: true },
  parsing: { separator: ':' },
};

let server: TestServer;
let port: number;
let count = 0;
let tables: ReadonlyMap<string, number>;

beforeAll(async () => {
  port = await freePort();
  server = await startServer({ environment: { CASEMGR_SMTP_PORT: String(port) } });
  const names = ['requests', 'second', 'guests', 'careful', 'tickets'];
  await server.configure({
    departments: [{ name: 'Service', aliases: names.map((name) => ({ name, emailAddress: `${name}@example.com` })) }],
    users: [
      { login: 'dana', emailAddress: 'dana@desk.example', department: 'Service' },
      { login: 'guest', department: 'Service' },
      { login: 'mia', department: 'Service', privileges: ['Manage partition resources'] },
    ],
    recordTables: [
      { name: 'asset', onClosed: 'reopen', fields: ASSET_FIELDS },
      {
        name: 'ticket',
        onClosed: 'new',
        fields: [
          { name: 'title', label: 'Title', type: 'text', required: true },
          { name: 'log', label: 'Log', type: 'appendOnly' },
          { name: 'requester', label: 'Requester', type: 'email' },
        ],
      },
    ],
    groups: [
      {
        name: 'Staff',
        users: ['dana'],
        tables: {
          asset: { create: true, read: true, update: true, fields: ['title', 'amount', 'log'] },
          ticket: { create: true, read: true, update: true },
        },
      },
      { name: 'Guests', users: ['guest'], tables: { asset: { create: true } } },
    ],
    inboundAccounts: [
      { id: 'requests', alias: 'requests@example.com', ...ASSETS, access: { groups: ['Staff'] } },
      { id: 'second', alias: 'second@example.com', ...ASSETS, access: { groups: ['Staff'] } },
      { id: 'guests', alias: 'guests@example.com', ...ASSETS, access: { guestUser: 'guest' } },
      { id: 'careful', alias: 'careful@example.com', ...ASSETS, access: { unknownSenderWithKey: 'hold' } },
      {
        id: 'tickets',
        alias: 'tickets@example.com',
        table: 'ticket',
        access: { groups: ['Staff'] },
        mapping: { subject: 'title', fromAddress: 'requester', text: 'log' },
        updates: { text: 'log' },
      },
    ],
  });
  const rows = await server.database.query<{ id: string; name: string }>('SELECT id, name FROM record_tables');
  tables = new Map(rows.map(({ id, name }) => [name, Number(id)]));
});

afterAll(async () => {
  await server.close();
});

/** A record of the API. */
async function made(fields: object, table = 'asset'): Promise<string> {
  const answer = await server.request('POST', `/core/recordmgr/v3/${table}`, { as: ADMIN, body: { fields } });
  const id = answer.headers.get('location')?.split('/').at(-1);
  if (answer.status !== 201 || id === undefined) throw new Error(`${answer.status} ${answer.text}`);
  return id;
}

interface ShownRecord {
  readonly id: string;
  readonly state: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

async function shown(id: string, table = 'asset'): Promise<ShownRecord> {
  const answer = await server.request('GET', `/core/recordmgr/v3/${table}/${id}`, { as: ADMIN });
  return answer.json<{ record: readonly [ShownRecord] }>().record[0];
}

function keyOf(recordId: string, carrier: RecordKeyCarrier, table = 'asset', recipient?: string): string {
  const tableNumber = tables.get(table) ?? 0;
  return server.application.get(RecordKeys).seal({ tableNumber, recordId, recipient }, carrier);
}

/** The header that leads to a record. */
const keyed = (id: string, table?: string) => ({ Subject: inSubject(keyOf(id, 'subject', table)) });

const answering = (id: string) => ({ 'In-Reply-To': `<${inMessageId(keyOf(id, 'message-id'), 'q')}@example.com>` });

type Headers = Readonly<Record<string, string>>;

function mail(headers: Headers, body: string): string {
  count += 1;
  const named = {
    From: RITA,
    To: 'requests@example.com',
    Subject: `Question ${count}`,
    'Message-ID': `<m${count}.${process.pid}@new.example>`,
    Date: new Date().toUTCString(),
  };
  return rawMail({ ...named, ...headers }, body);
}

/** By HTTP: a client application stands behind the mail. */
async function file(headers: Headers, body = 'Hello.', account = 'requests'): Promise<ShownMessage> {
  return fateOf(server, await submitMail(server, mail(headers, body), account));
}

/** By SMTP, from somebody whom nobody has verified. */
async function received(headers: Headers, body = 'Hello.', account = 'requests', from = EVE): Promise<ShownMessage> {
  const to = `${account}@example.com`;
  return fateOf(
    server,
    idIn(await sendMail(port, { envelope: { from, to }, raw: mail({ To: to, ...headers }, body) })),
  );
}

interface AboutRecord {
  readonly record: { readonly table: string; readonly id: string };
  readonly fieldOutcomes: readonly { readonly field: string; readonly outcome: string }[];
  readonly remarks: readonly string[];
  readonly senderVerified: boolean;
}

async function aboutOf(message: ShownMessage): Promise<AboutRecord> {
  return (await activityOf(server, message)).payload.email as unknown as AboutRecord;
}

const HTML = { 'MIME-Version': '1.0', 'Content-Type': 'text/html; charset=utf-8' };

describe('RI-8: lines that are quoted are no fields, whoever sends them', () => {
  it.each<[string, Headers, string]>([
    [
      'Outlook',
      {},
      '________________________________\nFrom: Desk <requests@example.com>\nSent: Monday\nTo: Rita\nSubject: x\n\nAmount: 77',
    ],
    [
      'Outlook in html',
      HTML,
      '<div style="border-top:solid #E1E1E1 1.0pt"><b>From:</b> Desk<br><b>Sent:</b> x</div><p>Amount: 77</p>',
    ],
    ['Outlook on the web', HTML, '<hr><div id="divRplyFwdMsg">From: Desk</div><div>Amount: 77</div>'],
    ['Apple', HTML, '<blockquote type="cite"><div>Amount: 77</div></blockquote>'],
    ['Gmail', {}, 'On Mon, Jan 1, 2026 at 10:00 Desk <requests@example.com> wrote:\n\n> Amount: 77'],
    ['Gmail in html', HTML, '<div class="gmail_quote">On 1 Jan, Desk wrote:<blockquote>Amount: 77</blockquote></div>'],
    [
      'Gmail passing on',
      {},
      '---------- Forwarded message ---------\nFrom: Mallory <m@evil.example>\nSubject: x\n\nAmount: 77',
    ],
    ['somebody who hides them', HTML, '<div style="display:none">Amount: 77</div>'],
  ])('by %s', async (_, headers, quoted) => {
    const id = await made({ title: 'quoted', amount: 1 });
    const reply = await file({ From: DANA, ...keyed(id), ...headers }, `My answer.\n\n${quoted}`);
    expect(reply.outcome).toBe('updated');
    expect((await aboutOf(reply)).fieldOutcomes).toEqual([]);
    expect((await shown(id)).fields).toMatchObject({ amount: 1, log: [{ content: 'My answer.' }] });
  });

  it('and they are not cut from a new record, which has the whole text (RI-7)', async () => {
    const html = '<p>Please see below.</p><blockquote>Amount: 77</blockquote>';
    const { record } = await aboutOf(await file({ From: DANA, ...HTML }, html));
    const { fields } = await shown(record.id);
    expect(fields).toMatchObject({ log: [{ content: 'Please see below.\nAmount: 77' }] });
    expect(fields).not.toMatchObject({ amount: 77 });
  });
});

const AWAY = { 'Auto-Submitted': 'auto-replied', Subject: 'Out of office' };

async function linkedTo(id: string): Promise<readonly string[]> {
  const rows = await server.database.query<{ id: string }>(
    'SELECT activity_id::text AS id FROM record_activities WHERE record_id = $1::bigint ORDER BY 1',
    [id],
  );
  return rows.map((row) => row.id);
}

describe('RU-4: who takes part in a record', () => {
  it('is who took part in one that was merged into it', async () => {
    const merged = await made({ title: 'a', requester: RITA });
    const survivor = await made({ title: 'b', requester: 'bob@new.example' });
    const path = `/core/recordmgr/v3/asset/${merged}/merge`;
    expect((await server.request('POST', path, { as: ADMIN, body: { into: survivor } })).status).toBe(204);
    for (const headers of [keyed(merged), answering(merged)]) {
      const about = await aboutOf(await file(headers, 'Still waiting.'));
      expect(about).toMatchObject({ record: { id: survivor }, senderVerified: true, remarks: [] });
    }
    expect((await shown(survivor)).fields).toMatchObject({ log: [{ verified: true }, { verified: true }] });
  });

  it('is nobody whom a field names that is switched off (RT-3)', async () => {
    const id = await made({ title: 'c', contact: 'gone@new.example' });
    const offered = (active: boolean) => ({
      recordTables: [{ name: 'asset', fields: ASSET_FIELDS.map((f) => (f.name === 'contact' ? { ...f, active } : f)) }],
    });
    await server.configure(offered(false));
    const about = await aboutOf(await file({ From: 'gone@new.example', ...keyed(id) }));
    expect(about.remarks).toEqual(['the sender takes no part in it, but has a key of it']);
    await server.configure(offered(true));
  });
});

describe('T-4: a mail that comes for two accounts', () => {
  it('is in its record once, and shown there for each', async () => {
    const id = await made({ title: 'two', requester: RITA });
    const raw = mail({ From: DANA, ...keyed(id) }, 'Amount: 5\nOnly once.');
    const both = [await submitMail(server, raw, 'requests'), await submitMail(server, raw, 'second')];
    const fates = await Promise.all(both.map((one) => fateOf(server, one)));
    expect(fates.map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
    expect((await shown(id)).fields).toMatchObject({ amount: 5, log: [{ content: 'Only once.' }] });
    expect(await linkedTo(id)).toHaveLength(2);
  });

  it('makes one record', async () => {
    const raw = mail({ From: DANA, To: 'requests@example.com, second@example.com' }, 'A new one.');
    const both = [await submitMail(server, raw, 'requests'), await submitMail(server, raw, 'second')];
    const fates = await Promise.all(both.map((one) => fateOf(server, one)));
    const [one, other] = await Promise.all(fates.map(aboutOf));
    expect(other?.record).toEqual(one?.record);
    expect((await shown(one?.record.id ?? '')).fields).toMatchObject({ log: [{ content: 'A new one.' }] });
  });

  it('is taken again when nobody had verified the first', async () => {
    const id = await made({ title: 'forged', requester: RITA });
    const raw = mail({ From: DANA, To: 'second@example.com', ...keyed(id) }, 'Amount: 6');
    const envelope = { from: EVE, to: 'second@example.com' };
    await fateOf(server, idIn(await sendMail(port, { envelope, raw })));
    await fateOf(server, await submitMail(server, raw, 'requests'));
    expect((await shown(id)).fields).toMatchObject({ amount: 6 });
  });
});

describe('RU-5: a record that is closed', () => {
  it.each(['tickets', 'requests'])(
    'is followed by a new one in its own table, where that says so, whatever account it comes to: %s (RU-8)',
    async (account) => {
      const id = await made({ title: 'closed', requester: 'dana@desk.example' }, 'ticket');
      await server.database.query('UPDATE records SET closed_at = now() WHERE id = $1::bigint', [id]);
      const reply = await file({ From: DANA, ...keyed(id, 'ticket') }, 'Not yet.', account);
      const { record, remarks } = await aboutOf(reply);
      expect(record).toMatchObject({ table: 'ticket' });
      expect(remarks).toContain(`follows record ${id}, which is closed`);
      expect((await shown(record.id, 'ticket')).fields).toMatchObject({ log: [{ content: 'Not yet.' }] });
      expect(await shown(id, 'ticket')).toMatchObject({ state: 'closed' });
      expect((await shown(id, 'ticket')).fields).toMatchObject({ log: [] });
      expect(await linkedTo(id)).toEqual(await linkedTo(record.id));
    },
  );

  it('is opened by a stranger as well, where its table says so: what is said must be seen', async () => {
    const id = await made({ title: 'closed', requester: RITA });
    await server.database.query('UPDATE records SET closed_at = now() WHERE id = $1::bigint', [id]);
    await received({ From: EVE, ...keyed(id) }, 'Amount: 9\nMe too.');
    expect(await shown(id)).toMatchObject({ state: 'open', fields: { log: [{ content: 'Amount: 9\nMe too.' }] } });
  });
});

describe('ML-1, ML-2: what programs send', () => {
  it('makes no record when it answers a mail, whoever the sender is', async () => {
    for (const from of ['', EVE]) {
      const note = await received({ From: EVE, ...AWAY }, 'Away.', 'guests', from);
      expect(note).toMatchObject({ outcome: 'noted', activity: null });
    }
    expect(await file({ From: DANA, ...AWAY }, 'Away.')).toMatchObject({ outcome: 'noted', activity: null });
  });

  it('makes one when a program has sent it by itself, which the guest may do', async () => {
    const alarm = { From: 'alarm@plant.example', 'Auto-Submitted': 'auto-generated' };
    expect(await aboutOf(await received(alarm, 'Too hot.', 'guests'))).toMatchObject({ record: { table: 'asset' } });
  });

  it.each([
    ['by our Message-ID', answering],
    ['by a key', keyed],
  ])(
    'is shown at the record that it leads to %s, and changes nothing, whatever account it comes to',
    async (_, lead) => {
      const id = await made({ title: 'away', requester: RITA });
      for (const account of ['requests', 'careful']) {
        const note = await received({ From: 'rita2@new.example', ...AWAY, ...lead(id) }, 'Away.', account, '');
        expect(note).toMatchObject({ outcome: 'noted' });
        expect((await aboutOf(note)).record).toMatchObject({ table: 'asset', id });
      }
      expect((await shown(id)).fields).toMatchObject({ log: [] });
    },
  );

  it('is shown at the record whose mail did not arrive', async () => {
    const id = await made({ title: 'bounced', requester: RITA });
    const report = {
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
    };
    const body = [
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; rita@new.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: ${answering(id)['In-Reply-To']}`,
      '',
      '--b--',
    ].join('\n');
    for (const account of ['requests', 'careful']) {
      const bounce = await received({ From: 'MAILER-DAEMON@mx.example', ...report }, body, account, '');
      expect(bounce).toMatchObject({ outcome: 'noted' });
      expect((await aboutOf(bounce)).record).toMatchObject({ table: 'asset', id });
    }
  });
});

describe('RU-3: a mail that was held or discarded', () => {
  const release = (id: string, as: object) =>
    server.request('POST', `/core/mailmgr/v3/message/${id}/replay?release=yes`, as);

  it('says which record it is about, and what else is known (MN-3)', async () => {
    const id = await made({ title: 'held', requester: RITA });
    const held = await received({ From: EVE, ...keyed(id) }, 'Me too.', 'careful');
    expect(held).toMatchObject({ outcome: 'held', remarks: [`it is about record ${id} of asset`] });
    const gone = await made({ title: 'gone' });
    await server.request('DELETE', `/core/recordmgr/v3/asset/${gone}`, { as: ADMIN });
    const discarded = await received({ From: EVE, ...keyed(gone) }, 'Me too.', 'careful');
    const remarks = [`it leads to record ${gone} of asset, which was deleted`];
    expect(discarded).toMatchObject({ outcome: 'discarded', remarks });
    const named = await received({ From: EVE, Subject: 'about #1000' });
    expect(named).toMatchObject({ outcome: 'discarded', remarks: ['names record of asset 1000'] });
  });

  it.each([
    ['a key', keyed],
    ['our Message-ID', answering],
  ])('is added to the record that %s names, once it is let go (RU-4)', async (_, lead) => {
    const id = await made({ title: 'held', requester: RITA });
    const held = await received({ From: EVE, ...lead(id) }, 'Me too.', 'careful');
    expect(held.outcome).toBe('held');
    expect((await release(held.id, { as: ADMIN })).status).toBe(202);
    expect(await fateOf(server, held.id)).toMatchObject({ outcome: 'updated' });
    expect((await shown(id)).fields).toMatchObject({ log: [{ content: 'Me too.', verified: false }] });
  });

  it('is let go with the rights of whoever does that, and by nobody without any (RI-3)', async () => {
    const token = await userToken(server, 'mia', ['core.mailmgr.manage', 'core.recordmgr.manage']);
    const mail = await received({ From: EVE }, 'Make me.', 'careful');
    expect(mail.outcome).toBe('discarded');
    expect((await release(mail.id, { token })).text).toContain('403-178');
    const group = (rights: object) => ({ groups: [{ name: 'Mail', users: ['mia'], tables: { asset: rights } }] });
    await server.configure(group({ update: true }));
    expect((await release(mail.id, { token })).status).toBe(202);
    expect(await fateOf(server, mail.id)).toMatchObject({ outcome: 'discarded' });
    await server.configure(group({ create: true }));
    expect((await release(mail.id, { token })).status).toBe(202);
    expect(await fateOf(server, mail.id)).toMatchObject({ outcome: 'created' });
  });
});

describe('RI-4: a table whose fields an account writes', () => {
  const edited = (name: string, more: object) => ({
    name: 'asset',
    fields: ASSET_FIELDS.map((field) => (field.name === name ? { ...field, ...more } : field)),
  });

  const put = async (table: object) => {
    const { status, text } = await server.request('PATCH', '/core/adminmgr/v3/partition', {
      as: ADMIN,
      body: { recordTables: [table] },
    });
    return [status, text];
  };

  it.each([
    ['log', 'mapping.text: the table has no field of this name'],
    ['files', 'mapping.attachments: the table has no field of this name'],
  ])('keeps %s in use', async (name, reason) => {
    const refusal = expect.stringContaining(`the account requests needs them, ${reason}`);
    expect(await put(edited(name, { active: false }))).toEqual([400, refusal]);
  });

  it('keeps the choices that an account gives, unless the account is changed with it', async () => {
    const fixed = (kind: string) => ({ id: 'second', mapping: { ...ASSETS.mapping, fixed: { kind } } });
    await server.configure({ inboundAccounts: [fixed('phone')] });
    const table = edited('kind', { values: ['laptop', 'tablet'] });
    const refusal = expect.stringContaining('the account second needs them, mapping.fixed.kind');
    expect(await put(table)).toEqual([400, refusal]);
    await server.configure({ recordTables: [table], inboundAccounts: [fixed('tablet')] });
  });
});
