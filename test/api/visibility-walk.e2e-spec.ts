import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { listOperations, type RouteOperation } from '#http/route-operations.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { Secrets } from '#runtime/secrets.js';
import type { WireObject } from '#wire/tree.js';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { tableHashes } from '../support/every-table.js';
import { fateOf, rawMail, submitMail } from '../support/mail.js';
import { TEST_PARTITION, TEST_SECRET } from '../support/partition.js';
import type { TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';
import { signedToken, userToken } from '../support/user-token.js';

// The second wall is switched off: what is looked for must not be found by the application itself (RLS-3 is the other way round).
const wall = await import('#storage/reader-wall.js');
jest.unstable_mockModule('#storage/reader-wall.js', () => ({ ...wall, restrictRequest: () => undefined }));

const { startServer } = await import('../support/server.js');
const { LOG_PURPOSE } = await import('#field-push/delivery.store.js');

/** In every text and name of the department that nobody here works in, and nowhere else. */
const WORD = 'Zanzibar';

const UNSEEN = 'Unseen';

/** Something of each kind. `foreign` are the things of the department and of its customer; `unknown` nobody has. */
interface Things {
  readonly activity: string;
  readonly completed: string;
  readonly attachment: string;
  readonly activityNote: string;
  readonly caseNote: string;
  readonly customerNote: string;
  readonly case: string;
  readonly closedCase: string;
  readonly customer: string;
  readonly holder: string;
  readonly merged: string;
  readonly contactPoint: string;
  readonly email: string;
  readonly department: string;
  readonly departmentName: string;
  readonly queue: string;
  readonly alias: string;
  readonly aliasAddress: string;
  readonly messageCenter: string;
  readonly issueType: string;
  readonly user: string;
  readonly login: string;
  /** Of the user and of the queue. */
  readonly externalId: string;
  readonly client: string;
  readonly inboundAccount: string;
  readonly customAttribute: string;
  readonly push: string;
  readonly delivery: string;
  readonly session: string;
  readonly job: string;
  readonly message: string;
  readonly outgoing: string;
  readonly mailDomain: string;
  readonly altId: string;
  /** Who sees a record goes by groups, not by departments. */
  readonly group: string;
  readonly recordTable: string;
  readonly table: string;
  readonly record: string;
  readonly recordFile: string;
}

/** How a route is called about somebody else's things. */
interface Call {
  readonly path?: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whom it is for, where bodies differ; left out for all. */
  readonly as?: 'staff' | 'customer';
  /** The clause by which the answer may say that there is such a thing, though no more of it. */
  readonly existsBy?: string;
}

type Walk = (things: Things, own: Things) => readonly Call[];

const UNKNOWN_KEY = '987654321';

const UNKNOWN: Things = {
  activity: UNKNOWN_KEY,
  completed: UNKNOWN_KEY,
  attachment: UNKNOWN_KEY,
  activityNote: UNKNOWN_KEY,
  caseNote: UNKNOWN_KEY,
  customerNote: UNKNOWN_KEY,
  case: UNKNOWN_KEY,
  closedCase: UNKNOWN_KEY,
  customer: UNKNOWN_KEY,
  holder: UNKNOWN_KEY,
  merged: UNKNOWN_KEY,
  contactPoint: UNKNOWN_KEY,
  email: 'nobody@example.net',
  department: UNKNOWN_KEY,
  departmentName: 'Nowhere',
  queue: UNKNOWN_KEY,
  alias: UNKNOWN_KEY,
  aliasAddress: 'nowhere@example.net',
  messageCenter: 'mc-nowhere',
  issueType: 'nowhere',
  user: UNKNOWN_KEY,
  login: 'no-such-login',
  externalId: 'no-such-id',
  client: UNKNOWN_KEY,
  inboundAccount: 'nowhere',
  customAttribute: UNKNOWN_KEY,
  push: 'no-push',
  delivery: UNKNOWN_KEY,
  session: 'b54adc00-67f9-4d8b-9f1f-000000000000',
  job: 'b54adc00-67f9-4d8b-9f1f-000000000001',
  message: UNKNOWN_KEY,
  outgoing: UNKNOWN_KEY,
  mailDomain: 'nowhere.example',
  altId: 'b54adc00-67f9-4d8b-9f1f-000000000002',
  group: UNKNOWN_KEY,
  recordTable: UNKNOWN_KEY,
  table: 'noAsset',
  record: UNKNOWN_KEY,
  recordFile: UNKNOWN_KEY,
};

/** What is meant by each parameter of a path, by what stands before it. */
const PARAMETERS: readonly (readonly [pattern: RegExp, thing: keyof Things])[] = [
  [/\/casemgr\/v3\/activity\/:ids/, 'activity'],
  [/\/activity\/[^/]+\/attachment\/:id/, 'attachment'],
  [/\/activity\/[^/]+\/notes?\/:noteids?/, 'activityNote'],
  [/\/casemgr\/v3\/case\/:ids/, 'case'],
  [/\/case\/[^/]+\/notes?\/:noteids?/, 'caseNote'],
  [/\/customermgr\/v3\/(?:customer|customers)\/:ids?/, 'customer'],
  [/\/customer\/[^/]+\/notes?\/:noteids?/, 'customerNote'],
  [/\/grantedcustomer\/:grantedcustomerid/, 'holder'],
  [/\/merges\/:mergedid/, 'merged'],
  [/\/csvstatus\/:id/, 'job'],
  [/\/departments?\/:id/, 'department'],
  [/\/queues\/:ids?/, 'queue'],
  [/\/queue\/ext-id\/:id/, 'externalId'],
  [/\/aliases\/:id/, 'alias'],
  [/\/messagecenter\/:id/, 'messageCenter'],
  [/\/messagecenters\/:id/, 'messageCenter'],
  [/\/issuetypes\/:id/, 'issueType'],
  [/\/users?\/:ids?/, 'user'],
  [/\/user\/login\/:id/, 'login'],
  [/\/user\/ext-id\/:id/, 'externalId'],
  [/\/clients\/:id/, 'client'],
  [/\/inboundaccounts\/:id/, 'inboundAccount'],
  [/\/customattributes\/:id/, 'customAttribute'],
  [/\/push\/:id/, 'push'],
  [/\/delivery\/:id/, 'delivery'],
  [/\/session\/:id/, 'session'],
  [/\/message\/:id/, 'message'],
  [/\/outgoing\/:id/, 'outgoing'],
  [/\/maildomains\/:id/, 'mailDomain'],
  [/\/assets\/:altid/, 'altId'],
  [/\/groups\/:id/, 'group'],
  [/\/recordmgr\/v3\/table\/:id/, 'recordTable'],
  [/\/recordmgr\/v3\/:table/, 'table'],
  [/\/recordmgr\/v3\/\w+\/:ids?/, 'record'],
  [/\/attachment\/:attachment/, 'recordFile'],
];

function filled(path: string, things: Things): string {
  let result = path.replace(':app', 'email').replace(':customerType', 'individual').replace(':field', 'log');
  for (const [pattern, thing] of PARAMETERS) {
    result = result.replace(pattern, (match) => match.replace(/:\w+$/, things[thing]));
  }
  if (result.includes('/:')) throw new Error(`Nobody has said what is meant in ${result}`);
  return result;
}

const LAST = '2020-01-01T00:00:00.000Z';

/** The path with other parents, for what lies below something of one's own. */
const below = (path: string): Call => ({ path });

const once =
  (call: (things: Things, own: Things) => Call): Walk =>
  (things, own) => [call(things, own)];

const sent = (body: (things: Things, own: Things) => unknown): Walk =>
  once((things, own) => ({ body: body(things, own) }));

const asked =
  (...queries: ((things: Things) => string)[]): Walk =>
  (things) =>
    queries.map((query) => ({ query: query(things) }));

const CASEMGR = '/core/casemgr/v3';
const CUSTOMERMGR = '/core/customermgr/v3';
const RECORDMGR = '/core/recordmgr/v3';

const named = (...ids: readonly string[]): WireObject[] => ids.map((id) => ({ id }));

/** A body that would be a new item of the administration, in the department. */
const newItem = (members: object): Walk => sent(({ departmentName }) => ({ ...members, department: departmentName }));

const changedItem = sent(() => ({ name: 'Changed', active: false }));

/** What a route is told, besides its path. A route that takes a body, a query or an id of one's own to go with is here. */
const WALKS: Readonly<Record<string, Walk>> = {
  'POST /core/adminmgr/v3/aliases': newItem({ name: 'New', emailAddress: 'new@example.com' }),
  'PATCH /core/adminmgr/v3/aliases/:id': changedItem,
  'POST /core/adminmgr/v3/clients': sent(() => ({ clientId: 'new', name: 'New', scopes: [], grantTypes: [] })),
  'PATCH /core/adminmgr/v3/clients/:id': changedItem,
  'POST /core/adminmgr/v3/customattributes': sent(() => ({ object: 'case', name: 'new', dataType: 'string' })),
  'PATCH /core/adminmgr/v3/customattributes/:id': sent(() => ({ size: 9 })),
  'POST /core/adminmgr/v3/departments': sent(() => ({ name: 'New department' })),
  'PATCH /core/adminmgr/v3/departments/:id': changedItem,
  'POST /core/adminmgr/v3/inboundaccounts': sent(({ aliasAddress }) => ({ id: 'new', alias: aliasAddress })),
  'PATCH /core/adminmgr/v3/inboundaccounts/:id': sent(() => ({ allowCreate: true })),
  'POST /core/adminmgr/v3/issuetypes': sent(() => ({ id: 'new', name: 'New' })),
  'PATCH /core/adminmgr/v3/issuetypes/:id': changedItem,
  'POST /core/adminmgr/v3/maildomains': sent(() => ({ domain: 'new.example' })),
  'PATCH /core/adminmgr/v3/maildomains/:id': sent(() => ({ dkimSelector: 's2' })),
  'POST /core/adminmgr/v3/messagecenters': newItem({ id: 'new', name: 'New' }),
  'PATCH /core/adminmgr/v3/messagecenters/:id': changedItem,
  'POST /core/adminmgr/v3/queues': newItem({ name: 'New' }),
  'PATCH /core/adminmgr/v3/queues/:id': changedItem,
  'POST /core/adminmgr/v3/users': newItem({ login: 'new', firstName: 'New', lastName: 'New' }),
  'PATCH /core/adminmgr/v3/users/:id': sent(() => ({ lastName: 'Changed' })),
  'PATCH /core/adminmgr/v3/partition': sent(({ departmentName }) => ({ departments: [{ name: departmentName }] })),
  'PUT /core/adminmgr/v3/partition': sent(() => ({ departments: [] })),
  'PATCH /core/adminmgr/v3/settings': sent(() => ({ blockedFileExtensions: ['pdf'] })),
  'GET /core/adminmgr/v3/audit': asked(
    ({ activity }) => `object=activity&objectID=${activity}`,
    () => '',
  ),
  'GET /core/casemgr/v3/activity': asked(
    ({ case: id }) => `caseID=${id}`,
    ({ customer }) => `customerID=${customer}`,
    ({ departmentName }) => `department=${departmentName}`,
    ({ queue }) => `queueID=${queue}`,
    () => `text=${WORD}`,
    ({ customer }) => `customer=${customer}`,
    ({ case: id }) => `caseID=${id}&$count=yes`,
    () => '$attribute=all&$pagesize=75',
  ),
  'PATCH /core/casemgr/v3/activity': sent(({ activity }) => ({ id: activity, priority: '1', lastModified: LAST })),
  'PATCH /core/casemgr/v3/activity/completed': sent(({ completed }) => ({
    id: completed,
    lastModified: LAST,
    payload: { email: { content: { text: 'Changed' } } },
  })),
  'PATCH /core/casemgr/v3/activity/mask': sent(({ activity }) => ({ id: activity, lastModified: LAST })),
  'PATCH /core/casemgr/v3/activity/changecustomer': (things, own) => [
    { body: { activity: [moved(things.activity, own.contactPoint)] } },
    { body: { activity: [moved(own.activity, things.contactPoint)] } },
  ],
  'PATCH /core/casemgr/v3/activity/:ids/changecase': (things, own) => [
    { body: {} },
    { path: `${CASEMGR}/activity/${own.activity}/changecase`, body: { id: things.case } },
    { path: `${CASEMGR}/activity/${things.activity}/changecase`, body: { id: own.case } },
  ],
  'GET /core/casemgr/v3/activity/:ids': (things, own) => [
    {},
    { query: '$attribute=all' },
    { query: `customer=${things.customer}` },
    below(`${CASEMGR}/activity/${own.activity},${things.activity}`),
    below(`${CASEMGR}/activity/${things.completed}`),
  ],
  'GET /core/casemgr/v3/activity/:ids/attachment': withCustomer,
  'GET /core/casemgr/v3/activity/:ids/attachment/:id': (things, own) => [
    {},
    { query: '$attribute=contentUrl' },
    { query: `customer=${things.customer}` },
    below(`${CASEMGR}/activity/${own.activity}/attachment/${things.attachment}`),
  ],
  'DELETE /core/casemgr/v3/activity/:ids/attachment': once(({ completed }) =>
    below(`${CASEMGR}/activity/${completed}/attachment`),
  ),
  'POST /core/casemgr/v3/activity/:ids/email/general': (things) => {
    const { subject, payload, type } = anActivity({ actor: 'customer' });
    const body = { subject, payload, type };
    return [{ body }, { body, query: `customer=${things.customer}` }];
  },
  'POST /core/casemgr/v3/activity/:ids/note': sent(() => ({ content: 'Changed' })),
  'GET /core/casemgr/v3/activity/:ids/note/:noteid': (things, own) => [
    {},
    below(`${CASEMGR}/activity/${own.activity}/note/${things.activityNote}`),
  ],
  'DELETE /core/casemgr/v3/activity/:ids/notes/:noteids': (things, own) => [
    {},
    below(`${CASEMGR}/activity/${own.activity}/notes/${things.activityNote}`),
  ],
  'POST /core/casemgr/v3/activity/email/compose/:actionType': (things, own) => [
    { path: `${CASEMGR}/activity/email/compose/send`, body: answered(things.activity) },
    { path: `${CASEMGR}/activity/email/compose/save`, body: answered(things.completed) },
    { path: `${CASEMGR}/activity/email/compose/save`, body: { case: { id: things.case } } },
    {
      path: `${CASEMGR}/activity/email/compose/save`,
      body: { ...answered(own.activity), attachments: { attachment: [{ altId: things.altId }] } },
    },
    {
      path: `${CASEMGR}/activity/email/compose/send`,
      body: { id: things.activity },
      headers: { 'if-match': '*' },
    },
  ],
  'GET /core/mailmgr/v3/outgoing': asked(
    ({ activity }) => `activityID=${activity}`,
    () => '$pagesize=75',
  ),
  'GET /core/casemgr/v3/activity/attributes': asked(() => '$attribute=all'),
  'GET /core/casemgr/v3/case/attributes': asked(() => '$attribute=all'),
  'POST /core/casemgr/v3/activity/email/general': intake,
  'POST /core/casemgr/v3/activity/email/general/explain': intake,
  'GET /core/casemgr/v3/case': asked(
    ({ customer }) => `customerID=${customer}`,
    ({ departmentName }) => `department=${departmentName}`,
    () => `text=${WORD}`,
    ({ customer }) => `customer=${customer}`,
    ({ customer }) => `customerID=${customer}&$count=yes`,
    () => 'status=open&$attribute=all&$pagesize=75',
  ),
  'GET /core/casemgr/v3/case/:ids': (things, own) => [...withCustomer(things), below(`${CASEMGR}/case/${own.case}`)],
  'POST /core/casemgr/v3/case/lookup': (things) => [
    { body: { customer: { id: things.customer } } },
    { body: { department: { name: things.departmentName } } },
    { body: { text: WORD } },
  ],
  'PATCH /core/casemgr/v3/case': (things, own) => [
    { body: { id: things.case, severity: { value: 'low' }, lastModified: LAST } },
    { body: { id: own.case, ...related(things.case) }, headers: { 'if-match': '*' } },
  ],
  'PATCH /core/casemgr/v3/case/closed': sent(({ closedCase }) => ({
    id: closedCase,
    severity: { value: 'low' },
    lastModified: LAST,
  })),
  'PATCH /core/casemgr/v3/case/:ids/changecustomer': (things, own) => [
    { body: { customer: { id: own.customer } } },
    { path: `${CASEMGR}/case/${own.case}/changecustomer`, body: { customer: { id: things.customer } } },
  ],
  'POST /core/casemgr/v3/case/:ids/note': sent(() => ({ content: 'Changed' })),
  'GET /core/casemgr/v3/case/:ids/note/:noteid': (things, own) => [
    {},
    below(`${CASEMGR}/case/${own.case}/note/${things.caseNote}`),
  ],
  'DELETE /core/casemgr/v3/case/:ids/notes/:noteids': (things, own) => [
    {},
    below(`${CASEMGR}/case/${own.case}/notes/${things.caseNote}`),
  ],
  'GET /core/customermgr/v3/customer': asked(
    ({ email }) => `email=${email}`,
    () => `customerName=${WORD}`,
    ({ departmentName, email }) => `department=${departmentName}&email=${email}`,
  ),
  'GET /core/customermgr/v3/customer/:id/grants': (_, own) => [
    {},
    below(`${CUSTOMERMGR}/customer/${own.customer}/grants`),
  ],
  'GET /core/customermgr/v3/customer/attributes': asked(() => '$attribute=all'),
  'GET /core/customermgr/v3/customers/:ids': (things, own) => [
    { query: '$attribute=all' },
    below(`${CUSTOMERMGR}/customers/${own.customer},${things.customer}`),
    below(`${CUSTOMERMGR}/customers/${things.merged}`),
  ],
  'POST /core/customermgr/v3/customer/:id/note': sent(() => ({ content: 'Changed' })),
  'GET /core/customermgr/v3/customer/:id/note/:noteid': (things, own) => [
    {},
    below(`${CUSTOMERMGR}/customer/${own.customer}/note/${things.customerNote}`),
  ],
  'DELETE /core/customermgr/v3/customer/:id/notes/:noteids': (things, own) => [
    {},
    below(`${CUSTOMERMGR}/customer/${own.customer}/notes/${things.customerNote}`),
  ],
  'GET /core/customermgr/v3/customer/:id/merges/:mergedid/moves': (things, own) => [
    {},
    below(`${CUSTOMERMGR}/customer/${own.customer}/merges/${things.merged}/moves`),
  ],
  'DELETE /core/customermgr/v3/customer/:id/grantedcustomer/:grantedcustomerid': (things, own) => [
    {},
    below(`${CUSTOMERMGR}/customer/${own.customer}/grantedcustomer/${things.holder}`),
    below(`${CUSTOMERMGR}/customer/${things.customer}/grantedcustomer/${own.customer}`),
  ],
  'POST /core/customermgr/v3/customer/grant': (things, own) => [
    { body: granted(things.customer, own.customer) },
    { body: granted(own.customer, things.customer) },
  ],
  'PUT /core/customermgr/v3/customer/merge': merged,
  'POST /core/customermgr/v3/customer/merge/preview': merged,
  'POST /core/customermgr/v3/:customerType/customer': sent(({ departmentName }) => ({
    department: { name: departmentName },
    contacts: { contact: [{ firstName: 'New' }] },
  })),
  'PATCH /core/customermgr/v3/:customerType/customer': sent(({ customer }) => ({
    id: customer,
    lastModified: LAST,
    contacts: { contact: [{ jobTitle: 'Changed' }] },
  })),
  'POST /core/fieldpushmgr/v3/occasion': ({ case: ticket, customer }) => [
    { body: { kind: 'popup', object: 'ticket', id: ticket } },
    { body: { kind: 'popup', object: 'customer', id: customer } },
  ],
  'POST /core/fieldpushmgr/v3/session': ({ case: ticket, customer }) => [
    { body: { object: 'ticket', id: ticket } },
    { body: { object: 'customer', id: customer } },
  ],
  'PATCH /core/fieldpushmgr/v3/session/:id': sent(() => ({ values: { email: 'changed@example.net' } })),
  'PATCH /core/fieldpushmgr/v3/push/:id': sent(() => ({ active: false })),
  'POST /core/fieldpushmgr/v3/push': sent(() => ({
    id: 'new',
    object: 'ticket',
    fields: ['subject'],
    url: 'https://example.org/new',
    occasions: ['change'],
  })),
  'POST /core/fieldpushmgr/v3/delivery/replay': sent(({ push }) => ({ since: LAST, push })),
  'POST /core/filemgr/v3/assets/predownload': sent(({ altId }) => ({
    altId,
    app: 'email',
    type: 'attachment.inbound',
  })),
  'POST /core/filemgr/v3/department/:id/assets/preupload': sent(() => ({
    app: 'email',
    type: 'attachment.inbound',
    name: 'a.txt',
    contentType: 'text/plain',
    size: 4,
  })),
  'POST /core/adminmgr/v3/groups': sent(() => ({ name: 'New' })),
  'PATCH /core/adminmgr/v3/groups/:id': sent(() => ({ users: [] })),
  'POST /core/recordmgr/v3/table': sent(() => ({ name: 'new', fields: [{ name: 'title', type: 'text' }] })),
  'PATCH /core/recordmgr/v3/table/:id': sent(() => ({ label: 'Changed' })),
  'GET /core/recordmgr/v3/:table': (_, own) => [
    {},
    { query: `field=${encodeURIComponent(JSON.stringify([{ name: 'title', value: WORD }]))}` },
    { query: `text=${WORD}` },
    below(`${RECORDMGR}/${own.table}?text=${WORD}`),
    below(`${RECORDMGR}/${own.table}?$attribute=all`),
  ],
  'GET /core/recordmgr/v3/:table/attributes': (_, own) => [{}, below(`${RECORDMGR}/${own.table}/attributes`)],
  'GET /core/recordmgr/v3/:table/:ids': (things, own) => [
    {},
    below(`${RECORDMGR}/${own.table}/${own.record}`),
    below(`${RECORDMGR}/${own.table}/${own.record},${things.record}`),
  ],
  'GET /core/recordmgr/v3/:table/:id/activity': (things, own) => [
    {},
    below(`${RECORDMGR}/${own.table}/${own.record}/activity`),
    below(`${RECORDMGR}/${own.table}/${things.record}/activity`),
  ],
  'GET /core/recordmgr/v3/:table/:id/attachment/:attachment': (things, own) => [
    {},
    below(`${RECORDMGR}/${own.table}/${own.record}/attachment/${things.recordFile}`),
    below(`${RECORDMGR}/${own.table}/${things.record}/attachment/${things.recordFile}`),
  ],
  'GET /core/recordmgr/v3/:table/:id/entry/:field': (things, own) => [
    {},
    below(`${RECORDMGR}/${own.table}/${own.record}/entry/log`),
    below(`${RECORDMGR}/${own.table}/${things.record}/entry/log`),
  ],
  'POST /core/recordmgr/v3/:table': (things, own) => [
    { body: { fields: { title: 'New' } } },
    { path: `${RECORDMGR}/${own.table}`, body: { fields: { title: 'New', linked: things.record } } },
    { path: `${RECORDMGR}/${own.table}`, body: { fields: { title: 'New', files: [things.altId] } } },
  ],
  'PATCH /core/recordmgr/v3/:table': (things, own) => [
    changedRecord({ id: things.record, fields: { title: 'Changed' } }),
    { path: `${RECORDMGR}/${own.table}`, ...changedRecord({ id: things.record, fields: { title: 'Changed' } }) },
    { path: `${RECORDMGR}/${own.table}`, ...changedRecord({ id: own.record, fields: { linked: things.record } }) },
    { path: `${RECORDMGR}/${own.table}`, ...changedRecord({ id: own.record, fields: { files: [things.altId] } }) },
  ],
  'DELETE /core/recordmgr/v3/:table/:id': (things, own) => [{}, below(`${RECORDMGR}/${own.table}/${things.record}`)],
  'POST /core/recordmgr/v3/:table/:id/merge': (things, own) => [
    { body: { into: own.record } },
    { path: `${RECORDMGR}/${own.table}/${things.record}/merge`, body: { into: own.record } },
    { path: `${RECORDMGR}/${own.table}/${own.record}/merge`, body: { into: things.record } },
  ],
  'GET /core/usermgr/v3/user/attributes': asked(() => '$attribute=all'),
  'GET /core/workassignmentmgr/v3/queue/attributes': asked(() => '$attribute=all'),
  'POST /core/mailmgr/v3/message': mailed,
  'POST /core/mailmgr/v3/message/explain': mailed,
};

/** Routes that name nothing of anybody else, with the reason why there is nothing to walk to. */
const NOTHING_TO_NAME: Readonly<Record<string, string>> = {
  'DELETE /core/authmgr/v3/logout': 'it ends the session of the caller',
  'POST /core/customermgr/v3/customer/obfuscate/csv': 'its rows are judged one by one, behind the answer (CUST-34)',
  'POST /core/filemgr/v3/assets/preupload': 'it announces a file of the caller',
};

function moved(activity: string, contactPoint: string): WireObject {
  const customer = { contacts: { contact: [{ email: named(contactPoint) }] } };
  return { id: activity, customer };
}

function related(id: string): WireObject {
  return { relatedCases: { link: [{ href: `${CASEMGR}/case/${id}` }] } };
}

function answered(id: string): WireObject {
  return { payload: { email: { inReplyTo: { id }, content: { text: 'Changed' } } } };
}

function changedRecord(body: WireObject): Call {
  return { body, headers: { 'if-match': '*' } };
}

function granted(on: string, to: string): WireObject {
  return { grantsOn: { customer: named(on) }, grantsTo: { customer: named(to) } };
}

function withCustomer({ customer }: Things): Call[] {
  return [{}, { query: `customer=${customer}` }];
}

function merged(things: Things, own: Things): Call[] {
  const body = (source: string, target: string): WireObject => ({
    sourceCustomer: { id: source },
    targetCustomer: { id: target, lastModified: LAST },
  });
  return [{ body: body(things.customer, own.customer) }, { body: body(own.customer, things.customer) }];
}

/** Mail for, from and about what is not the caller's. */
function intake({ customer, case: id, altId, messageCenter }: Things): Call[] {
  const message = (as: 'staff' | 'customer', set: WireObject): Call => ({
    as,
    body: anActivity({ actor: as === 'staff' ? 'user' : 'customer', set }),
  });
  return [
    { ...message('customer', {}), query: `customer=${customer}` },
    message('customer', { 'case.id': id }),
    message('customer', { 'attachments.attachment': [{ altId }] }),
    { ...message('customer', { 'payload.email.messageCenter': { id: messageCenter } }), existsBy: 'B-21' },
    { ...message('staff', { 'case.id': id }), existsBy: 'B-15' },
    message('staff', { 'attachments.attachment': [{ altId }] }),
  ];
}

function mailed({ aliasAddress, inboundAccount }: Things): Call[] {
  const body = rawMail({ From: 'x@example.net', To: aliasAddress, 'Message-ID': '<walk@example.net>' });
  return [{ query: `account=${inboundAccount}`, body, headers: { 'content-type': 'message/rfc822' } }];
}

let server: TestServer;
let routes: readonly RouteOperation[];
let foreign: Things;
let own: Things;
let unseen: Pick<Things, 'activity' | 'completed'>;

/** Who walks: each with every scope that there is, so that only what is looked for can be in the way. */
interface Stranger {
  readonly name: string;
  readonly as: 'staff' | 'customer';
  readonly token: () => Promise<string | undefined>;
  /** What it must not see, all that is foreign when left out; its word, and what is known to nobody beside what is known to it. */
  readonly sought?: () => { readonly things: Things; readonly word: string; readonly unknown: Things };
}

/** What a customer does not see of its own: what it has hidden, and what nobody has sent yet. */
function unseenOf(
  customer: string,
  { activity, completed }: typeof unseen,
): ReturnType<NonNullable<Stranger['sought']>> {
  return { things: { ...UNKNOWN, customer, activity, completed }, word: UNSEEN, unknown: { ...UNKNOWN, customer } };
}

const everyScope = (): readonly string[] => [
  ...new Set(routes.flatMap(({ operation }) => Object.values(operation?.actors ?? {}).flat())),
];

async function tokenOf(login: string): Promise<string> {
  return userToken(server, login, everyScope());
}

async function customerToken(externalId: string, scopes = everyScope()): Promise<string> {
  const id = await customerIdOf(server.database, externalId);
  const [contact] = await server.database.query<{ id: string }>('SELECT id FROM contacts WHERE customer_id = $1', [id]);
  return signedToken(server, {
    actor: 'customer',
    sub: `customer:${id}`,
    contact: contact?.id,
    scope: scopes.join(' '),
  });
}

const clientToken = (clientId: string, scopes = everyScope()): Promise<string> =>
  signedToken(server, { actor: 'client', sub: clientId, client_id: clientId, scope: scopes.join(' ') });

const STRANGERS: readonly Stranger[] = [
  { name: 'nobody', as: 'staff', token: () => Promise.resolve(undefined) },
  {
    name: 'a client application with another scope',
    as: 'staff',
    token: () => clientToken('crm', ['core.infomgr.read']),
  },
  { name: 'a user of another department', as: 'staff', token: () => tokenOf('sam') },
  { name: 'a user who is a foreign user elsewhere', as: 'staff', token: () => tokenOf('fay') },
  { name: 'a customer who holds a grant on another', as: 'customer', token: () => customerToken('c-ann') },
  { name: 'a strange customer', as: 'customer', token: () => customerToken('c-bob') },
  {
    name: 'a customer, of its own, as far as it is hidden or not sent,',
    as: 'customer',
    token: () => customerToken('c-bob'),
    sought: () => unseenOf(own.customer, unseen),
  },
  {
    name: 'who acts for a customer, of that one’s own,',
    as: 'customer',
    token: () => customerToken('c-ann'),
    sought: () => unseenOf(own.customer, unseen),
  },
  {
    name: 'a global user, of sessions and uploads of others,',
    as: 'staff',
    token: () => tokenOf('pat'),
    sought: () => ({
      things: { ...UNKNOWN, session: foreign.session, altId: foreign.altId },
      word: 'in no answer',
      unknown: UNKNOWN,
    }),
  },
];

/** Seals are made in the background. */
const NOT_LOOKED_AT = ['audit_seals'];

const OWN_PARTITION = {
  ...TEST_PARTITION,
  settings: { ...TEST_PARTITION.settings, customerDepartmentalization: true },
  departments: [
    ...TEST_PARTITION.departments.slice(0, 1),
    { name: 'Repair', queues: [{ name: 'Repair inbox', default: true }] },
  ],
  users: [
    ...TEST_PARTITION.users,
    {
      login: 'fay',
      password: 'fay-password-1',
      firstName: 'Fay',
      lastName: 'Roe',
      department: 'Service',
      foreignDepartments: ['Repair'],
      privileges: ['Manage partition resources'],
    },
  ],
  customers: TEST_PARTITION.customers.filter(({ externalId }) => externalId !== 'c-sue'),
  recordTables: [
    {
      name: 'ownAsset',
      fields: [
        { name: 'title', type: 'text' },
        { name: 'linked', type: 'link', table: 'farAsset' },
        { name: 'log', type: 'appendOnly' },
        { name: 'files', type: 'files' },
      ],
    },
    {
      name: 'farAsset',
      label: WORD,
      fields: [
        { name: 'title', type: 'text', label: WORD },
        { name: 'log', type: 'appendOnly' },
        { name: 'files', type: 'files' },
      ],
    },
  ],
  groups: [
    {
      name: 'Own group',
      users: ['sam', 'fay'],
      tables: { ownAsset: { create: true, read: true, update: true, fields: ['title', 'linked', 'log', 'files'] } },
    },
  ],
};

const FOREIGN_PARTITION = {
  departments: [
    {
      name: WORD,
      queues: [{ name: `${WORD} inbox`, default: true, externalId: 'far-id' }],
      aliases: [{ name: `${WORD} alias`, emailAddress: `${WORD}@example.com`, active: true }],
      messageCenters: [
        {
          id: 'mc-far',
          name: `${WORD} center`,
          active: true,
          issueTypes: [{ id: 'far', name: `${WORD} issues` }],
        },
      ],
    },
  ],
  users: [
    {
      login: 'zoe',
      password: 'zoe-password-1',
      externalId: 'far-id',
      firstName: 'Zoe',
      lastName: WORD,
      department: WORD,
      privileges: [],
    },
  ],
  clients: [{ clientId: 'far', secret: TEST_SECRET, name: WORD, scopes: [], grantTypes: ['client_credentials'] }],
  customAttributes: [{ object: 'case', name: 'far', dataType: 'string' }],
  inboundAccounts: [{ id: 'far', alias: `${WORD}@example.com` }],
  mailDomains: [{ domain: 'far.example', dkimSelector: 's1' }],
  groups: [
    {
      name: WORD,
      users: ['zoe'],
      tables: { farAsset: { create: true, read: true, fields: ['title', 'log', 'files'] } },
    },
  ],
  customers: [
    { externalId: 'c-sue', department: WORD, firstName: 'Sue', lastName: WORD, emails: ['sue@example.org'] },
    {
      externalId: 'c-zed',
      department: WORD,
      firstName: 'Zed',
      lastName: WORD,
      emails: ['zed@example.org'],
      grantsOn: ['c-sue'],
    },
    { externalId: 'c-gone', department: WORD, firstName: 'Gone', lastName: WORD, emails: ['gone@example.org'] },
  ],
};

async function firstOf(sql: string, values: readonly unknown[] = []): Promise<string> {
  const [row] = await server.database.query<{ id: string }>(sql, values);
  if (!row) throw new Error(`Nothing found by ${sql}`);
  return row.id;
}

const note = (object: string, id: string): Promise<string> =>
  firstOf(`INSERT INTO notes (object, object_id, content, created_by) VALUES ($1, $2::bigint, $3, '{}') RETURNING id`, [
    object,
    id,
    WORD,
  ]);

const sealed = (purpose: string, text: string): string =>
  server.application.get(Secrets, { strict: false }).encrypt(purpose, text);

/** Everything that a customer and its department can have. */
async function storeThings(customer: string, department: string, word: string): Promise<Things> {
  const { database } = server;
  const content = { customer, department, subject: word, text: word };
  const open = await storeActivity(database, content);
  const done = await storeActivity(database, { ...content, status: 'completed', substatus: 'done' });
  await database.query(
    `UPDATE cases SET subject = $2, status = CASE id WHEN $3 THEN 'closed' ELSE status END
    WHERE id = ANY($1::bigint[])`,
    [[open.caseId, done.caseId], word, done.caseId],
  );
  const attachments = [];
  for (const { id } of [open, done]) {
    attachments.push(
      await firstOf(
        `INSERT INTO attachments (alt_id, app, type, file_name, content_type, size, uploader, activity_id, uploaded_at)
         VALUES (gen_random_uuid(), 'email', 'attachment.inbound', $2, 'text/plain', 1, '{}', $1::bigint, now()) RETURNING id`,
        [id, `${word}.txt`],
      ),
    );
  }
  const customerId = await customerIdOf(database, customer);
  const ofDepartment = (table: string): Promise<string> =>
    firstOf(
      `SELECT t.id FROM ${table} t JOIN departments d ON d.id = t.department_id WHERE d.name = $1 ORDER BY t.id`,
      [department],
    );
  return {
    ...UNKNOWN,
    activity: open.id,
    completed: done.id,
    attachment: attachments[0] ?? '',
    activityNote: await note('activity', open.id),
    caseNote: await note('case', open.caseId),
    customerNote: await note('customer', customerId),
    case: open.caseId,
    closedCase: done.caseId,
    customer: customerId,
    contactPoint: await firstOf('SELECT id FROM contact_points WHERE customer_id = $1', [customerId]),
    department: await firstOf('SELECT id FROM departments WHERE name = $1', [department]),
    departmentName: department,
    queue: await ofDepartment('queues'),
    alias: await ofDepartment('aliases'),
    user: await ofDepartment('users'),
  };
}

/** Of what `moveIdsOn` has been before. */
const SHORTEST_ID = 7;

/** From here on every id is one of its own kind, so that an id in an answer says what it is of. */
async function moveIdsOn(): Promise<void> {
  await server.database.query(`
    SELECT setval(s.oid::regclass, 1000000 * row_number() OVER (ORDER BY s.relname))
    FROM pg_class s JOIN pg_sequence q ON q.seqrelid = s.oid
    WHERE s.relnamespace = 'public'::regnamespace AND q.seqmax > 1000000000`);
}

/** What is not made by rows of our own: it needs the doors of the server. */
async function makeThings(): Promise<void> {
  const clerk = await clientToken('test-admin');
  const { database } = server;
  const stored = await storeThings('c-sue', WORD, WORD);
  const gone = await customerIdOf(database, 'c-gone');
  const shown = await server.request('GET', `${CUSTOMERMGR}/customers/${stored.customer}`, { token: clerk });
  const [sue] = shown.json<{ customer: { lastModified: string }[] }>().customer;
  await expectStatus(204, 'PUT', `${CUSTOMERMGR}/customer/merge`, clerk, {
    sourceCustomer: { id: gone },
    targetCustomer: { id: stored.customer, lastModified: sue?.lastModified },
  });
  const [announced, filed] = [await announce(stored.department, clerk), await announce(stored.department, clerk)];
  const uploaded = await server.request('POST', filed.contentUrl, { body: Buffer.from('file') });
  expect(uploaded.status).toBe(201);
  const record = await createRecord('farAsset', { title: WORD, log: WORD, files: [filed.altId] }, clerk);
  await database.query(
    `INSERT INTO field_pushes (id, object, fields, url, encrypted_secret, occasions, payload_style, timeout_ms, active)
      VALUES ('far', 'ticket', '{subject}', 'https://${WORD}.example.org', 'x', '{}', 'table', 1000, false)`,
  );
  const delivery = await firstOf(
    `INSERT INTO field_push_deliveries (push_id, lane, object, record_id, webhook_id, encrypted_body, state, available_at, created_at)
      VALUES ('far', 'durable', 'ticket', $1, gen_random_uuid(), $2, 'failed', now(), now()) RETURNING id`,
    [stored.case, sealed(LOG_PURPOSE, WORD)],
  );
  const session = await expectStatus(201, 'POST', '/core/fieldpushmgr/v3/session', clerk, {
    object: 'ticket',
    id: stored.case,
  });
  const listed = await server.request('POST', `${CUSTOMERMGR}/customer/obfuscate/csv`, {
    token: clerk,
    body: `customerId\n${UNKNOWN_KEY}\n`,
    headers: { 'content-type': 'text/csv' },
  });
  const mail = { From: 'sue@example.org', To: `${WORD}@example.com`, Subject: WORD, 'Message-ID': '<far@example.net>' };
  const message = await submitMail(server, rawMail(mail, WORD), 'far');
  await fateOf(server, message);
  foreign = {
    ...stored,
    holder: await customerIdOf(database, 'c-zed'),
    merged: gone,
    email: 'sue@example.org',
    aliasAddress: `${WORD}@example.com`,
    messageCenter: 'mc-far',
    issueType: 'far',
    mailDomain: 'far.example',
    outgoing: await firstOf(
      `INSERT INTO outgoing_mails (kind, table_number, record_id, activity_id, department_id, alias_id, message_id, sender,
          recipients, pending, content, state, available_at, created_at)
        VALUES ('answer', 1, $1, $2, $3, $4, $5, '', ARRAY[$5], '{}', '{}', 'failed', now(), now()) RETURNING id`,
      [stored.case, stored.activity, stored.department, stored.alias, `${WORD}@example.net`],
    ),
    login: 'zoe',
    externalId: 'far-id',
    client: await firstOf(`SELECT id FROM clients WHERE client_id = 'far'`),
    inboundAccount: 'far',
    customAttribute: await firstOf(`SELECT id FROM custom_attributes WHERE name = 'far'`),
    push: 'far',
    delivery,
    session: session.json<{ id: string }>().id,
    job: listed.headers.get('location')?.split('/').at(-1) ?? '',
    message,
    altId: announced.altId,
    group: await firstOf('SELECT id FROM groups WHERE name = $1', [WORD]),
    recordTable: await firstOf(`SELECT id FROM record_tables WHERE name = 'farAsset'`),
    table: 'farAsset',
    record,
    recordFile: await firstOf('SELECT id FROM attachments WHERE alt_id = $1', [filed.altId]),
  };
}

/** A file of the clerk's. */
async function announce(department: string, clerk: string): Promise<{ altId: string; contentUrl: string }> {
  const file = { app: 'email', type: 'attachment.inbound', name: `${WORD}.txt`, contentType: 'text/plain', size: 4 };
  const path = `/core/filemgr/v3/department/${department}/assets/preupload`;
  return (await expectStatus(200, 'POST', path, clerk, file)).json();
}

async function createRecord(table: string, fields: WireObject, clerk: string): Promise<string> {
  const created = await expectStatus(201, 'POST', `${RECORDMGR}/${table}`, clerk, { fields });
  return created.headers.get('location')?.split('/').at(-1) ?? '';
}

async function storeUnseen(): Promise<typeof unseen> {
  const content = { customer: 'c-bob', department: 'Service', subject: UNSEEN, text: UNSEEN };
  const { id: activity } = await storeActivity(server.database, content);
  await server.database.query('UPDATE activities SET hidden_from_customer = true WHERE id = $1', [activity]);
  const { id: completed } = await storeActivity(server.database, { ...content, mode: 'outbound' });
  return { activity, completed };
}

/** What belongs to somebody else, and is tied to one's own. */
async function storeTies(): Promise<void> {
  await server.database.query(
    'INSERT INTO customer_grants (holder_customer_id, on_customer_id) VALUES ($1, $2), ($2, $1)',
    [own.customer, foreign.customer],
  );
  await server.database.query(
    'INSERT INTO case_relations (case_id, related_case_id) VALUES (least($1::bigint, $2), greatest($1, $2))',
    [own.case, foreign.case],
  );
  await server.database.query(
    'INSERT INTO record_activities (record_id, activity_id, linked_at) VALUES ($1, $2, now())',
    [own.record, foreign.activity],
  );
  const linked = { id: own.record, fields: { linked: foreign.record } };
  const token = await clientToken('test-admin');
  const headers = { 'if-match': '*' };
  expect((await server.request('PATCH', `${RECORDMGR}/${own.table}`, { token, body: linked, headers })).status).toBe(
    204,
  );
}

async function expectStatus(
  status: number,
  method: string,
  path: string,
  token: string,
  body: unknown,
): Promise<TestAnswer> {
  const answer = await server.request(method, path, { token, body });
  if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
}

/** Until nothing happens by itself any more. */
async function settle(): Promise<void> {
  const worker = server.application.get(OutboxWorker, { strict: false });
  for (const lane of ['index', 'maintenance'] as const) await worker.drain(lane);
}

beforeAll(async () => {
  server = await startServer({ partition: null });
  // A number that is in no answer by chance.
  await server.database.query('ALTER TABLE record_tables ALTER COLUMN id RESTART WITH 54321');
  await server.configure(OWN_PARTITION);
  routes = listOperations(server.application).filter(({ operation }) => operation !== undefined);
  const record = await createRecord('ownAsset', { title: 'Own' }, await clientToken('test-admin'));
  own = { ...(await storeThings('c-bob', 'Service', 'Own')), table: 'ownAsset', record };
  await moveIdsOn();
  unseen = await storeUnseen();
  await server.configure(FOREIGN_PARTITION);
  await makeThings();
  await storeTies();
  await settle();
});

afterAll(async () => {
  await server.close();
});

const nameOf = ({ method, path }: RouteOperation): string => `${method} ${path}`;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly call: Call;
  /** All that is sent. */
  readonly whole: string;
}

function callsOf(route: RouteOperation, things: Things): Asked[] {
  const walk: Walk = WALKS[nameOf(route)] ?? (() => [{}]);
  return walk(things, own).map((call) => {
    const query = call.query === undefined || call.query === '' ? '' : `?${call.query}`;
    const path = (call.path ?? filled(route.path, things)) + query;
    return {
      method: route.method,
      path,
      call,
      whole: `${route.method} ${path} ${call.body === undefined ? '' : JSON.stringify(call.body)}`,
    };
  });
}

/** The answer as it would be for something else: without the ids and names that were asked for. */
function withoutIds({ status, text }: TestAnswer, things: Things): string {
  const names = [...new Set(Object.values(things) as string[])].sort((one, other) => other.length - one.length);
  return `${status} ${names.reduce((rest, name) => rest.replaceAll(name, '·'), text)}`;
}

/** Refused for what the caller is, or for what is not there for it. Any other code would mean that the walk asks wrongly. */
const REFUSALS = new Set([
  '401-101',
  '403-178',
  '404-100',
  '404-110',
  '400-194',
  '400-152',
  '400-244',
  '400-101',
  '400-127',
  '400-603',
]);

function ask({ method, path, call }: Asked, token: string | undefined): Promise<TestAnswer> {
  return server.request(method, path, {
    ...(token !== undefined && { token }),
    ...(call.body !== undefined && { body: call.body }),
    ...(call.headers && { headers: call.headers }),
  });
}

type Sought = ReturnType<NonNullable<Stranger['sought']>>;

function difference(is: string, wouldBe: string): string {
  const at = is.split('').findIndex((letter, index) => letter !== wouldBe[index]);
  const from = Math.max(0, at - 100);
  return `…${is.slice(from, from + 300)}… instead of …${wouldBe.slice(from, from + 300)}…`;
}

/** What is wrong with the answer to a request about somebody else's things. */
async function leaksOf(
  foreignCall: Asked,
  unknownCall: Asked,
  token: string | undefined,
  { things, word, unknown }: Sought,
): Promise<string[]> {
  const answer = await ask(foreignCall, token);
  const leaks: string[] = [];
  const what = `${foreignCall.whole}: ${answer.status} ${answer.text.slice(0, 500)}`;
  const shown = [word, ...(Object.values(things) as string[]).filter(({ length }) => length >= SHORTEST_ID)];
  const isShown = shown.some((text) => answer.text.includes(text) && !foreignCall.whole.includes(text));
  if (isShown) leaks.push(`shows it: ${what}`);
  if (answer.status >= 400) {
    const { code } = JSON.parse(answer.text) as { code: string };
    if (!REFUSALS.has(code)) leaks.push(`was asked wrongly: ${what}`);
  }
  if (foreignCall.whole === unknownCall.whole || foreignCall.call.existsBy !== undefined) return leaks;
  const toUnknown = await ask(unknownCall, token);
  const [is, wouldBe] = [withoutIds(answer, things), withoutIds(toUnknown, unknown)];
  if (is !== wouldBe) leaks.push(`says that it is there: ${foreignCall.whole}: ${difference(is, wouldBe)}`);
  return leaks;
}

describe('R-9, MGR-1, CUST-1: the walk of every route', () => {
  it('leaves none out', () => {
    const takesSomething = routes.filter(
      (route) => ['POST', 'PUT', 'PATCH'].includes(route.method) && route.operation?.body !== undefined,
    );
    const forgotten = takesSomething.map(nameOf).filter((name) => !(name in WALKS) && !(name in NOTHING_TO_NAME));
    expect(forgotten).toEqual([]);
    const names = new Set(routes.map(nameOf));
    const gone = [...Object.keys(WALKS), ...Object.keys(NOTHING_TO_NAME)].filter((name) => !names.has(name));
    expect(gone).toEqual([]);
  });

  it('is about things that are there: a client application reads each of them', async () => {
    const token = await clientToken('test-admin');
    const missed: string[] = [];
    for (const route of routes) {
      const { actors, onlyReads } = route.operation ?? {};
      const isRead = route.method === 'GET' || onlyReads === true;
      if (!isRead || actors?.client === undefined || !route.path.includes(':')) continue;
      const [call] = callsOf(route, foreign);
      if (!call) continue;
      const answer = await ask(call, token);
      if (answer.status >= 300) missed.push(`${nameOf(route)} ${answer.status} ${answer.text}`);
    }
    expect(missed).toEqual([]);
  });

  it.each(STRANGERS)('leads $name to nothing, and changes nothing', async ({ as, token: tokenOfStranger, sought }) => {
    const token = await tokenOfStranger();
    await settle();
    const before = await tableHashes(server.database, NOT_LOOKED_AT);
    const leaks: string[] = [];
    const looked = sought?.() ?? { things: foreign, word: WORD, unknown: UNKNOWN };
    for (const route of routes) {
      if (nameOf(route) in NOTHING_TO_NAME) continue;
      const unknown = callsOf(route, looked.unknown);
      for (const [index, call] of callsOf(route, looked.things).entries()) {
        const other = unknown[index] ?? call;
        const isForOthers = call.call.as !== undefined && call.call.as !== as;
        // What names nothing that is sought may well succeed.
        const isOwn = sought !== undefined && route.method !== 'GET' && call.whole === other.whole;
        if (!isForOthers && !isOwn) leaks.push(...(await leaksOf(call, other, token, looked)));
      }
    }
    expect(leaks).toEqual([]);
    await settle();
    expect(await tableHashes(server.database, NOT_LOOKED_AT)).toEqual(before);
  });
});
