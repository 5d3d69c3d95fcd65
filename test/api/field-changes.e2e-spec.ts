import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerId } from '#runtime/ids.js';
import { apiDocument } from '../../apps/server/api-document.js';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { guardFieldChanges, takeNoted } from '../support/field-change-guard.js';
import { fateOf, rawMail, submitMail } from '../support/mail.js';
import type { Who } from '../support/partition.js';
import { postActivity } from '../support/posting.js';
import { PUSH_SECRET } from '../support/push-server.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';
import { until } from '../support/until.js';
import { userToken } from '../support/user-token.js';

const ADMIN: Who = { client: 'test-admin' };
const CASE = '/core/casemgr/v3/case';
const ACTIVITY = '/core/casemgr/v3/activity';
const CUSTOMER = '/core/customermgr/v3';
const UNCONDITIONAL = { 'if-match': '*' };
const SERVICE = { department: 'Service' } as const;

let server: TestServer;

beforeAll(async () => {
  server = await startServer({ environment: { CASEMGR_LOG_LEVEL: 'silent' } });
  await server.configure({
    settings: { customerLevels: ['normal', 'vip'] },
    customAttributes: [
      { object: 'case', name: 'place', dataType: 'stringList', values: ['Beijing', 'Haidian'] },
      { object: 'customer', name: 'remark', dataType: 'string' },
    ],
  });
  const attributes = await server.database.query<{ object: string; name: string }>(
    `SELECT CASE object WHEN 'case' THEN 'ticket' ELSE object END AS object, field_push_name(a) AS name
      FROM custom_attributes a WHERE object <> 'activity'`,
  );
  const push = (object: string, fields: readonly string[]) => ({
    id: `all-of-${object}`,
    object,
    fields: [...fields, ...attributes.filter((attribute) => attribute.object === object).map(({ name }) => name)],
    url: 'https://receiver.invalid/',
    secret: PUSH_SECRET,
    active: true,
  });
  const ticket = ['subject', 'content', 'customer.email', 'customer.cellphone', 'priority_id', 'status_id', 'tags'];
  const customer = ['nick_name', 'cellphone', 'email', 'description', 'organization_id', 'tags', 'level', 'lang'];
  await server.configure({ fieldPushes: [push('ticket', ticket), push('customer', [...customer, 'owner_id'])] });
  await guardFieldChanges(server.database);
});

afterAll(async () => {
  await server.close();
});

const send = (method: string, path: string, body?: unknown, headers = {}): Promise<TestAnswer> =>
  server.request(method, path, { as: ADMIN, ...(body !== undefined && { body }), headers });

async function newCase(customer = 'c-ann'): Promise<{ readonly id: string; readonly caseId: string }> {
  const stored = await storeCaseNoted(customer);
  await takeNoted(server.database);
  return stored;
}

/** What tests write by themselves they note by themselves. */
async function storeCaseNoted(customer: string): Promise<{ readonly id: string; readonly caseId: string }> {
  await server.database.query('ALTER TABLE cases DISABLE TRIGGER cases_watched');
  const stored = await storeActivity(server.database, { ...SERVICE, customer });
  await server.database.query('ALTER TABLE cases ENABLE TRIGGER cases_watched');
  return stored;
}

let people = 0;

const person = (phoneNo = '5550001') => {
  people += 1;
  const email = [{ emailAddress: `person-${people}@example.org` }];
  const phone = [{ type: { value: 'mobile' }, countryCode: '1', phoneNo }];
  return { contacts: { contact: [{ firstName: 'Per', lastName: 'Son', email, phone }] } };
};

async function newCustomer(): Promise<CustomerId> {
  const answer = await send('POST', `${CUSTOMER}/individual/customer`, person());
  expect([answer.status, answer.text]).toEqual([201, '']);
  await takeNoted(server.database);
  return (answer.headers.get('location') ?? '').split('/').at(-1) as CustomerId;
}

async function caseOf(customerId: string): Promise<string> {
  const { id, caseId } = await newCase();
  await server.database.query('ALTER TABLE cases DISABLE TRIGGER cases_watched');
  await server.database.query('UPDATE cases SET customer_id = $2 WHERE id = $1', [caseId, customerId]);
  await server.database.query('UPDATE activities SET customer_id = $2 WHERE id = $1', [id, customerId]);
  await server.database.query('ALTER TABLE cases ENABLE TRIGGER cases_watched');
  return caseId;
}

/** A write that changes what is pushed, and the objects that it has to note; throws when it is refused. */
type Example = () => Promise<readonly string[]>;

async function done(answering: Promise<TestAnswer>): Promise<void> {
  const answer = await answering;
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
}

async function close(caseId: string): Promise<void> {
  await done(send('PATCH', `${CASE}/${caseId}/close`));
  await takeNoted(server.database);
}

const newestCase = async (): Promise<string> => {
  const [row] = await server.database.query<{ id: string }>('SELECT max(id)::text AS id FROM cases');
  return row?.id ?? '';
};

const ofCustomer = (externalId: string): Promise<string> => customerIdOf(server.database, externalId);

async function mail(headers: Readonly<Record<string, string>>): Promise<void> {
  const complete = { To: 'support@example.com', Subject: 'Hello', 'Message-ID': `<${crypto.randomUUID()}@x.example>` };
  const fate = await fateOf(server, await submitMail(server, rawMail({ ...complete, ...headers })));
  expect(fate.activity).not.toBeNull();
}

const EXAMPLES: Readonly<Record<string, Readonly<Record<string, Example>>>> = {
  editCase: {
    'with a status, which is one change': async () => {
      const { caseId: id } = await newCase();
      const status = { substatus: { value: 'pending' } };
      const [sam] = await server.database.query<{ id: string }>(`SELECT id FROM users WHERE login = 'sam'`);
      const owner = { user: { id: sam?.id } };
      const body = { id, subject: 'Edited', severity: { value: 'high' }, status, labels: ['vip'], owner };
      await done(send('PATCH', CASE, body, UNCONDITIONAL));
      return [`ticket:${id}`];
    },
  },
  editClosedCase: {
    'of a closed case': async () => {
      const { caseId: id } = await newCase();
      await close(id);
      await done(send('PATCH', `${CASE}/closed`, { id, description: 'Done with' }, UNCONDITIONAL));
      return [`ticket:${id}`];
    },
  },
  closeCase: {
    'with its activities': async () => {
      const { caseId } = await newCase();
      await done(send('PATCH', `${CASE}/${caseId}/close`));
      return [`ticket:${caseId}`];
    },
  },
  changeCaseOfActivities: {
    'to a new one, which leaves the old one done': async () => {
      const { id, caseId } = await newCase();
      await done(send('PATCH', `${ACTIVITY}/${id}/changecase`, {}));
      return [`ticket:${await newestCase()}`, `ticket:${caseId}`];
    },
    'to a closed one': async () => {
      const target = await newCase();
      await close(target.caseId);
      const { id, caseId } = await newCase();
      await done(send('PATCH', `${ACTIVITY}/${id}/changecase`, { id: target.caseId }));
      return [`ticket:${target.caseId}`, `ticket:${caseId}`];
    },
  },
  composeEmailActivity: {
    'in a closed case': async () => {
      const { caseId } = await newCase();
      await close(caseId);
      const token = await userToken(server, 'pat', ['core.casemgr.manage']);
      const body = { case: { id: caseId } };
      await done(server.request('POST', `${ACTIVITY}/email/compose/save`, { token, body }));
      return [`ticket:${caseId}`];
    },
  },
  changeCustomerOfCase: {
    'to another customer': async () => {
      const { caseId } = await newCase();
      const body = { customer: { id: await ofCustomer('c-bob') } };
      await done(send('PATCH', `${CASE}/${caseId}/changecustomer`, body));
      return [`ticket:${caseId}`];
    },
  },
  changeCustomerOfActivities: {
    'of all in a case': async () => {
      const { id, caseId } = await newCase();
      const [point] = await server.database.query<{ id: string }>(
        `SELECT id::text FROM contact_points WHERE email_key = 'bob@example.org'`,
      );
      const customer = { contacts: { contact: [{ email: [{ id: point?.id }] }] } };
      await done(send('PATCH', `${ACTIVITY}/changecustomer`, { activity: [{ id, customer }] }));
      return [`ticket:${caseId}`];
    },
  },
  'create-incoming-email-activity': {
    'of a stranger': async () => {
      const customer = { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'Stran' }] } };
      const set = { 'payload.email.emailAddresses.from': 'stranger@example.org', customer };
      await done(postActivity(server, ADMIN, anActivity({ actor: 'client', set })));
      const [row] = await server.database.query<{ id: string }>('SELECT max(id)::text AS id FROM customers');
      return [`customer:${row?.id ?? ''}`, `ticket:${await newestCase()}`];
    },
  },
  submitMessage: {
    'with headers that fill the data of a case and of a customer': async () => {
      await mail({ From: 'ann@example.org', 'x-desk-case-labels': 'vip', 'x-desk-customer-custom-remark': 'hello' });
      return [`customer:${await ofCustomer('c-ann')}`, `ticket:${await newestCase()}`];
    },
    'with headers that fill the data of a case that was there': async () => {
      const headers = { From: 'bob@example.org', 'x-desk-case-external-id': 'one' };
      await mail(headers);
      await takeNoted(server.database);
      await mail({ ...headers, 'x-desk-case-custom-place': 'Haidian', 'x-desk-case-status': 'pending' });
      return [`ticket:${await newestCase()}`];
    },
    'that takes an address over': async () => {
      const id = await newCustomer();
      await server.database.query(
        `UPDATE contact_points SET verified = false WHERE type = 'email' AND customer_id = $1`,
        [id],
      );
      const [point] = await server.database.query<{ address: string }>(
        `SELECT email_address AS address FROM contact_points WHERE type = 'email' AND customer_id = $1`,
        [id],
      );
      await mail({ From: `Cleo <${point?.address ?? ''}>` });
      const [row] = await server.database.query<{ id: string }>('SELECT max(id)::text AS id FROM customers');
      return [`customer:${id}`, `customer:${row?.id ?? ''}`, `ticket:${await newestCase()}`];
    },
  },
  createCustomer: {
    'with addresses and phones': async () => {
      const answer = await send('POST', `${CUSTOMER}/individual/customer`, person());
      return [`customer:${(answer.headers.get('location') ?? '').split('/').at(-1) ?? ''}`];
    },
  },
  editCustomer: {
    'its name and addresses': async () => {
      const id = await newCustomer();
      const body = { id, contacts: { contact: [{ firstName: 'New', email: [{ emailAddress: 'new@example.org' }] }] } };
      await done(send('PATCH', `${CUSTOMER}/individual/customer`, body, UNCONDITIONAL));
      return [`customer:${id}`];
    },
  },
  mergeCustomer: {
    'with addresses and cases': async () => {
      const [source, target] = [await newCustomer(), await newCustomer()];
      const caseId = await caseOf(source);
      const shown = await send('GET', `${CUSTOMER}/customers/${target}`);
      const [customer] = shown.json<{ customer: { lastModified: string }[] }>().customer;
      const body = {
        sourceCustomer: { id: source },
        targetCustomer: { id: target, lastModified: customer?.lastModified },
      };
      await done(send('PUT', `${CUSTOMER}/customer/merge`, body));
      return [`customer:${target}`, `ticket:${caseId}`];
    },
  },
  obfuscateCustomer: {
    'with its cases': async () => {
      const id = await newCustomer();
      const caseId = await caseOf(id);
      await done(send('POST', `${CUSTOMER}/customer/${id}/obfuscate`));
      return [`customer:${id}`, `ticket:${caseId}`];
    },
  },
  initiatebulkcustomeroperation: {
    'in the background': async () => {
      const id = await newCustomer();
      const headers = { 'content-type': 'text/csv' };
      await done(send('POST', `${CUSTOMER}/customer/obfuscate/csv`, `name,customerId\r\nx,${id}`, headers));
      await until(async () => {
        const rows = await server.database.query('SELECT FROM customers WHERE id = $1 AND obfuscated_at IS NOT NULL', [
          id,
        ]);
        return rows.length === 1;
      });
      return [`customer:${id}`];
    },
  },
  mergePartition: {
    'that renames a customer and adds another one': async () => {
      const added = { externalId: 'c-new', type: 'individual', firstName: 'Nora', emails: ['nora@example.org'] };
      await server.configure({
        customers: [{ externalId: 'c-sue', firstName: 'Susan', emails: ['sue@example.net', 'sue@example.org'] }, added],
      });
      return [`customer:${await ofCustomer('c-sue')}`, `customer:${await ofCustomer('c-new')}`];
    },
  },
};

const OTHER_NOUN = 'it is about something that is not pushed';
const SAME_CODE = 'what it does is what another operation of this test does';
const MARKS = 'it changes activities, of which nothing is pushed';

/** Reviewed: what changes something and nothing that is pushed. */
const UNWATCHED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'Alias',
      'Client',
      'CustomAttribute',
      'Department',
      'FieldPush',
      'InboundAccount',
      'IssueType',
      'MailDomain',
      'MessageCenter',
      'Queue',
      'User',
    ]
      .flatMap((noun) => [`create${noun}`, `edit${noun}`])
      .map((id) => [id, OTHER_NOUN]),
  ),
  applyPartition: SAME_CODE,
  replayMessage: SAME_CODE,
  replayOutgoingMail: OTHER_NOUN,
  revokeReplyAddress: OTHER_NOUN,
  rotateRecordKeys: OTHER_NOUN,
  CreatEmailResponse: SAME_CODE,
  editSettings: OTHER_NOUN,
  logoutUserSession: OTHER_NOUN,
  editActivity: MARKS,
  editCompletedActivity: MARKS,
  maskActivity: MARKS,
  'hide-activities': MARKS,
  'mark-activities-read': MARKS,
  'mark-activities-unread': MARKS,
  deleteCompletedActivityAttachments: MARKS,
  createActivityNote: OTHER_NOUN,
  deleteActivityNotes: OTHER_NOUN,
  createCaseNote: OTHER_NOUN,
  deleteCaseNotes: OTHER_NOUN,
  createCustomeryNote: OTHER_NOUN,
  deletecustomerNotes: OTHER_NOUN,
  createCustomerGrant: OTHER_NOUN,
  deleteCustomerGrant: OTHER_NOUN,
  deleteAttachment: OTHER_NOUN,
  generatePreUploadURL: OTHER_NOUN,
  generatePreUploadURLForCaller: OTHER_NOUN,
  uploadAttachment: OTHER_NOUN,
  generateDownloadAttachmentURL: OTHER_NOUN,
  caseLookup: OTHER_NOUN,
  explainMessage: OTHER_NOUN,
  explainKeptMessage: OTHER_NOUN,
  'explain-incoming-email-activity': OTHER_NOUN,
  previewCustomerMerge: OTHER_NOUN,
  createGroup: OTHER_NOUN,
  createMailDomain: OTHER_NOUN,
  createRecord: OTHER_NOUN,
  createRecordTable: OTHER_NOUN,
  deleteRecord: OTHER_NOUN,
  editGroup: OTHER_NOUN,
  editMailDomain: OTHER_NOUN,
  editRecord: OTHER_NOUN,
  editRecordTable: OTHER_NOUN,
  mergeRecord: OTHER_NOUN,
  deleteFieldPush: OTHER_NOUN,
  replayFieldPush: OTHER_NOUN,
  replayFailedFieldPushes: OTHER_NOUN,
  testFieldPush: OTHER_NOUN,
  openFieldPushSession: OTHER_NOUN,
  changeFieldPushSession: 'what an answer sets is not pushed (FW-4)',
  pushOnOccasion: 'what an answer sets is not pushed (FW-4)',
};

describe('FW-3, FQ-1: whatever changes a field that is pushed notes it in its transaction', () => {
  const rows = Object.entries(EXAMPLES).flatMap(([operation, examples]) =>
    Object.entries(examples).map(([title, example]) => ({ operation, title, example })),
  );

  it.each(rows)('$operation $title', async ({ example }) => {
    await takeNoted(server.database);
    const expected = await example();
    expect([...(await takeNoted(server.database))].sort()).toEqual([...expected].sort());
  });

  it('and every operation is here, or has a reason not to be', async () => {
    const { paths } = await apiDocument('http://127.0.0.1:8080');
    const changing = Object.values(paths).flatMap((item) =>
      Object.entries(item).flatMap(([method, described]) => {
        const { operationId } = described as { operationId: string };
        return method === 'get' ? [] : [operationId];
      }),
    );
    expect(changing.sort()).toEqual([...Object.keys(EXAMPLES), ...Object.keys(UNWATCHED)].sort());
  });

  it('and one that forgets it is refused here', async () => {
    const { caseId } = await newCase();
    const forgetful = server.database.query(`UPDATE cases SET severity = 'low' WHERE id = $1`, [caseId]);
    await expect(forgetful).rejects.toThrow('priority_id');
  });
});
