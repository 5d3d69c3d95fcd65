import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inSubject } from '#record-key/find-record-keys.rules.js';
import type { RecordKeyCarrier } from '#record-key/record-key.rules.js';
import { RecordKeys } from '#record-key/record-keys.js';
import { activityOf, fateOf, rawMail, submitMail, type ShownMessage } from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';

const ADMIN = { client: 'test-admin' };
const DANA = 'Dana <dana@desk.example>';
const RITA = 'rita@new.example';

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
let count = 0;
let tables: ReadonlyMap<string, number>;

beforeAll(async () => {
  server = await startServer();
  const names = ['requests', 'second', 'guests', 'careful', 'tickets'];
  await server.configure({
    departments: [{ name: 'Service', aliases: names.map((name) => ({ name, emailAddress: `${name}@example.com` })) }],
    users: [
      { login: 'dana', emailAddress: 'dana@desk.example', department: 'Service' },
      { login: 'guest', department: 'Service' },
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
}, 60_000);

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
