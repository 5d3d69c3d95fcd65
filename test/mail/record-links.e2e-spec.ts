import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activityOf, fateOf, rawMail, submitMail, type ShownMessage } from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';

const ADMIN = { client: 'test-admin' };
const DANA = 'Dana <dana@desk.example>';

let server: TestServer;
let count = 0;

beforeAll(async () => {
  server = await startServer();
  await server.configure({
    settings: { customerDepartmentalization: true },
    departments: [{ name: 'Service', aliases: [{ name: 'requests', emailAddress: 'requests@example.com' }] }],
    customers: [{ externalId: 'c-sue', type: 'individual', department: 'Sales', firstName: 'Sue' }],
    users: [{ login: 'dana', emailAddress: 'dana@desk.example', department: 'Service' }],
    recordTables: [
      {
        name: 'asset',
        fields: [
          { name: 'title', label: 'Title', type: 'text' },
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
    ],
    inboundAccounts: [
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
async function file(from: string, body: string, account = 'requests'): Promise<ShownMessage> {
  count += 1;
  const headers = {
    From: from,
    To: `${account}@example.com`,
    Subject: `Request ${count}`,
    'Message-ID': `<links${count}.${process.pid}@new.example>`,
    Date: new Date().toUTCString(),
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
});
