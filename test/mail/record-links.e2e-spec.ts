import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { rowsWith } from '../support/every-table.js';
import { activityOf, fateOf, rawMail, submitMail, type ShownMessage } from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';

const ADMIN = { client: 'test-admin' };
const ACCOUNTS = ['requests', 'owned', 'staffed'];
const DANA = 'Dana <dana@desk.example>';

let server: TestServer;
let count = 0;

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    settings: { customerDepartmentalization: true },
    departments: [
      { name: 'Service', aliases: ACCOUNTS.map((name) => ({ name, emailAddress: `${name}@example.com` })) },
    ],
    customers: [
      { externalId: 'c-sue', type: 'individual', department: 'Sales', firstName: 'Sue' },
      { externalId: 'c-off', type: 'individual', firstName: 'Off', emails: ['off@new.example'], active: false },
    ],
    users: [
      { login: 'dana', emailAddress: 'dana@desk.example', department: 'Service' },
      { login: 'guest', department: 'Service' },
    ],
    recordTables: [
      {
        name: 'asset',
        fields: [
          { name: 'title', label: 'Title', type: 'text' },
          { name: 'log', label: 'Log', type: 'appendOnly' },
          { name: 'ticket', label: 'Ticket', type: 'link', table: 'case' },
          { name: 'owner', label: 'Owner', type: 'link', table: 'customer' },
        ],
      },
    ],
    groups: [
      {
        name: 'Staff',
        users: ['dana'],
        tables: { asset: { create: true, read: true, update: true, fields: ['title', 'ticket', 'owner'] } },
      },
      { name: 'Guests', users: ['guest'], tables: { asset: { create: true, fields: ['owner'] } } },
    ],
    inboundAccounts: [
      {
        id: 'owned',
        alias: 'owned@example.com',
        table: 'asset',
        access: { guestUser: 'guest' },
        mapping: { subject: 'title', text: 'log', customer: 'owner' },
        parsing: { separator: ':' },
        answers: { created: true },
      },
      {
        id: 'staffed',
        alias: 'staffed@example.com',
        table: 'asset',
        access: { groups: ['Staff'] },
        mapping: { customer: 'owner' },
      },
      {
        id: 'requests',
        alias: 'requests@example.com',
        table: 'asset',
        access: { groups: ['Staff'] },
        mapping: { subject: 'title' },
        parsing: { separator: ':' },
      },
    ],
  });
});

afterAll(async () => {
  await server.close();
});

/** By HTTP: a client application stands behind the mail. */
async function file(
  from: string,
  body: string,
  account = 'requests',
  more: Readonly<Record<string, string>> = {},
): Promise<ShownMessage> {
  count += 1;
  const headers = {
    From: from,
    To: `${account}@example.com`,
    Subject: `Request ${count}`,
    'Message-ID': `<links${count}.${process.pid}@new.example>`,
    Date: new Date().toUTCString(),
    ...more,
  };
  return fateOf(server, await submitMail(server, rawMail(headers, body), account));
}

interface AboutRecord {
  readonly record: { readonly id: string };
  readonly fieldOutcomes: readonly { readonly field: string; readonly outcome: string; readonly reason?: string }[];
}

async function aboutOf(message: ShownMessage): Promise<AboutRecord> {
  return (await activityOf(server, message)).payload.email as unknown as AboutRecord;
}

async function fieldsOf(id: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await server.request('GET', `/core/recordmgr/v3/asset/${id}`, { as: ADMIN });
  return answer.json<{ record: [{ fields: Readonly<Record<string, unknown>> }] }>().record[0].fields;
}

describe('RT-20: links to cases and customers in mail', () => {
  it('are written by a line with the id, of what the sender sees', async () => {
    const { caseId } = await storeActivity(server.database, { customer: 'c-ann', department: 'Service' });
    const owner = await customerIdOf(server.database, 'c-ann');
    const about = await aboutOf(await file(DANA, `Ticket: ${caseId}\nOwner: ${owner}`));
    expect(about.fieldOutcomes).toMatchObject([{ outcome: 'applied' }, { outcome: 'applied' }]);
    expect(await fieldsOf(about.record.id)).toMatchObject({ ticket: caseId, owner });
  });

  it('are refused to what the sender does not see as to what is not there', async () => {
    const foreign = await storeActivity(server.database, { customer: 'c-sue', department: 'Sales' });
    const sue = await customerIdOf(server.database, 'c-sue');
    const [hidden, missing] = [
      await aboutOf(await file(DANA, `Ticket: ${foreign.caseId}\nOwner: ${sue}`)),
      await aboutOf(await file(DANA, 'Ticket: 999999\nOwner: 999999')),
    ];
    expect(hidden.fieldOutcomes).toMatchObject([{ outcome: 'invalid' }, { outcome: 'invalid' }]);
    expect(hidden.fieldOutcomes).toEqual(missing.fieldOutcomes);
    expect(await fieldsOf(hidden.record.id)).toMatchObject({ ticket: null, owner: null });
  });

  it('RI-9: stay text where they are refused, and what the account gives for the field stands', async () => {
    const nora = await file('Nora <nora@new.example>', 'Owner: 999999\nIt beeps.', 'owned');
    const { record, fieldOutcomes } = await aboutOf(nora);
    expect(fieldOutcomes).toMatchObject([{ field: 'owner', outcome: 'invalid' }]);
    const { owner, log } = await fieldsOf(record.id);
    expect(log).toMatchObject([{ content: 'Owner: 999999\nIt beeps.' }]);
    expect(owner).toMatch(/^\d+$/);
  });
});

describe('RI-12: the customer whose mail has made a record', () => {
  async function ownerOf(message: ShownMessage): Promise<unknown> {
    expect(message).toMatchObject({ outcome: 'created' });
    const { customer, payload } = await activityOf(server, message);
    expect(customer).toBeNull();
    const { record } = payload.email as unknown as AboutRecord;
    return (await fieldsOf(record.id))['owner'];
  }

  async function countOf(email: string): Promise<number> {
    return (await server.database.query('SELECT FROM contact_points WHERE email_key = $1', [email])).length;
  }

  it('is made in the department of the alias, once, and found from then on', async () => {
    const owner = await ownerOf(await file('Nina Neu <nina@new.example>', 'Hello.', 'owned'));
    const answer = await server.request('GET', `/core/customermgr/v3/customers/${String(owner)}`, { as: ADMIN });
    expect(answer.text).toContain('Nina');
    expect(await ownerOf(await file('nina@NEW.example', 'Again.', 'owned'))).toBe(owner);
    expect(await countOf('nina@new.example')).toBe(1);
    const [place] = await server.database.query<{ name: string }>(
      'SELECT d.name FROM customers c JOIN departments d ON d.id = c.department_id WHERE c.id = $1::bigint',
      [owner],
    );
    expect(place?.name).toBe('Service');
    const audited = await server.database.query(
      `SELECT FROM audit_entries WHERE action = 'create' AND object = 'customer' AND object_id = $1`,
      [owner],
    );
    expect(audited).toHaveLength(1);
  });

  it('is the one who has the address already', async () => {
    const ann = await customerIdOf(server.database, 'c-ann');
    expect(await ownerOf(await file('ann.second@example.org', 'Hello.', 'owned'))).toBe(ann);
  });

  it('is the one who has the address also when it is switched off, and whom an agent may name as well (RT-20)', async () => {
    const off = await customerIdOf(server.database, 'c-off');
    expect(await ownerOf(await file('off@new.example', 'Hello.', 'owned'))).toBe(off);
    const body = { fields: { owner: off } };
    const answer = await server.request('POST', '/core/recordmgr/v3/asset', { as: ADMIN, body });
    expect([answer.status, answer.text]).toEqual([201, '']);
  });

  it('is none where the account asks for none, and no user and no program becomes one', async () => {
    expect(await ownerOf(await file(DANA, 'Hello.', 'requests'))).toBeNull();
    expect(await ownerOf(await file(DANA, 'Hello.', 'staffed'))).toBeNull();
    const robot = await file('robot@new.example', 'Down.', 'owned', { 'Auto-Submitted': 'auto-generated' });
    expect(await fieldsOf((await aboutOf(robot)).record.id)).toMatchObject({ owner: null });
    for (const email of ['dana@desk.example', 'robot@new.example'])
      expect([email, await countOf(email)]).toEqual([email, 0]);
  });

  it('CUST-31: is forgotten wherever its mail has left something, in what it was answered too', async () => {
    const texts = ['fern.canary@new.example', 'Fernanda', 'quetzal'];
    const message = await file(
      'Fernanda <fern.canary@new.example>',
      'Requester: fern.canary@new.example\nA quetzal.',
      'owned',
      {
        Subject: 'Fernanda and her quetzal',
      },
    );
    const owner = await ownerOf(message);
    await server.application.get(OutboxWorker, { strict: false }).drain('index');
    const answers = await server.database.query(`SELECT FROM outgoing_mails WHERE recipients = $1::text[]`, [
      [texts[0]],
    ]);
    expect(answers).toHaveLength(1);
    const path = `/core/customermgr/v3/customer/${String(owner)}/obfuscate`;
    expect((await server.request('POST', path, { as: ADMIN })).status).toBe(204);
    await server.application.get(OutboxWorker, { strict: false }).drain('index');
    expect(await rowsWith(server.database, texts)).toEqual([]);
  });

  it('is not made by mail that makes no record', async () => {
    expect(await file('Otto <otto@new.example>', 'Hello.', 'staffed')).toMatchObject({ outcome: 'discarded' });
    expect(await countOf('otto@new.example')).toBe(0);
  });

  it.each([
    ['a field that is not there', { mapping: { customer: 'nothing' } }],
    ['a field of another type', { mapping: { customer: 'title' } }],
    ['a link to something else', { mapping: { customer: 'ticket' } }],
  ])('is refused with %s (RI-4)', async (_, more) => {
    const account = { id: 'owned', alias: 'owned@example.com', table: 'asset', ...more };
    const body = { inboundAccounts: [account] };
    const answer = await server.request('PATCH', '/core/adminmgr/v3/partition', { as: ADMIN, body });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('mapping.customer')]);
  });
});
