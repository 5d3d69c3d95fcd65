import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTOR_KINDS, type ActorKind } from '#auth/actor.js';
import { listOperations, type RouteOperation } from '#http/route-operations.js';
import { anActivity } from '../support/activity.js';
import type { RequestOptions, TestAnswer } from '../support/api-client.js';
import type { Who } from '../support/partition.js';
import { POST_PATH } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';
import { signedToken, userToken } from '../support/user-token.js';

/** Who may call a route: the scopes that each kind of actor needs, and the privilege that a user needs besides. */
interface Policy {
  readonly actors: Readonly<Partial<Record<ActorKind, readonly string[]>>>;
  readonly privilege?: string;
  /** Users of a department administer their department, not what all departments share. */
  readonly isForGlobalUsers?: true;
}

const MANAGE_PARTITION_RESOURCES = 'Manage partition resources';

const staff = (...scopes: readonly string[]): Policy['actors'] => ({ user: scopes, client: scopes });
const all = (...scopes: readonly string[]): Policy['actors'] => ({ ...staff(...scopes), customer: scopes });

const READ_ADMINISTRATION = { actors: staff('core.adminmgr.read'), privilege: MANAGE_PARTITION_RESOURCES };
const MANAGE_ADMINISTRATION = { actors: staff('core.adminmgr.manage'), privilege: MANAGE_PARTITION_RESOURCES };
const READ_PARTITION: Policy = { ...READ_ADMINISTRATION, isForGlobalUsers: true };
const MANAGE_PARTITION: Policy = { ...MANAGE_ADMINISTRATION, isForGlobalUsers: true };
const READ_PUSHES = { actors: staff('core.fieldpushmgr.read'), privilege: MANAGE_PARTITION_RESOURCES };
const MANAGE_PUSHES = { actors: staff('core.fieldpushmgr.manage'), privilege: MANAGE_PARTITION_RESOURCES };
const PUSH_EDITS = { actors: staff('core.fieldpushmgr.edit') };
const READ_ACTIVITIES = { actors: all('core.casemgr.read') };
const MANAGE_ACTIVITIES = { actors: staff('core.casemgr.manage') };
const MANAGE_OWN_ACTIVITIES = { actors: { customer: ['core.casemgr.manage'] } };
const READ_OF_STAFF = { actors: staff('core.casemgr.read') };
const CREATE_ACTIVITIES = { actors: all('core.casemgr.manage'), privilege: MANAGE_PARTITION_RESOURCES };
const READ_CUSTOMERS = { actors: staff('core.customermgr.read') };
const READ_USERS = { actors: staff('core.usermgr.read') };
const READ_QUEUES = { actors: staff('core.workassignmentmgr.read') };
const READ_CUSTOMERS_OR_SELF = { actors: all('core.customermgr.read') };
const READ_OWN_GRANTS: Policy = { actors: { customer: ['core.customermgr.read'] } };
const EDIT_CUSTOMERS = { actors: staff('core.customermgr.manage') };
const EDIT_CUSTOMERS_OR_SELF = { actors: all('core.customermgr.manage') };
const READ_RECORDS = { actors: staff('core.recordmgr.read') };
const MANAGE_RECORDS = { actors: staff('core.recordmgr.manage') };
const END_RECORDS = { ...MANAGE_RECORDS, privilege: MANAGE_PARTITION_RESOURCES };
const READ_FILES = { actors: staff('core.filemgr.read') };
const MANAGE_FILES = { actors: staff('core.filemgr.read', 'core.filemgr.manage') };
const SUBMIT_MAIL = { actors: { client: ['core.mailmgr.manage'] } };
const ADMINISTER_MAIL = { actors: staff('core.mailmgr.manage'), privilege: MANAGE_PARTITION_RESOURCES };
const UPLOAD_FILES = { actors: { ...MANAGE_FILES.actors, customer: ['core.casemgr.manage'] } };

const ADMINISTERED = [
  'aliases',
  'clients',
  'customattributes',
  'departments',
  'groups',
  'inboundaccounts',
  'issuetypes',
  'maildomains',
  'messagecenters',
  'queues',
  'users',
];

/** Reviewed: whoever changes who may call what changes this table, and whoever adds a route adds it here. */
const POLICIES: Readonly<Record<string, Policy>> = {
  ...Object.fromEntries(
    ADMINISTERED.flatMap((noun): [string, Policy][] => [
      [`GET /core/adminmgr/v3/${noun}`, READ_ADMINISTRATION],
      [`POST /core/adminmgr/v3/${noun}`, MANAGE_ADMINISTRATION],
      [`GET /core/adminmgr/v3/${noun}/:id`, READ_ADMINISTRATION],
      [`PATCH /core/adminmgr/v3/${noun}/:id`, MANAGE_ADMINISTRATION],
    ]),
  ),
  'GET /core/adminmgr/v3/audit': READ_PARTITION,
  'GET /core/adminmgr/v3/audit/verification': READ_PARTITION,
  'GET /core/adminmgr/v3/partition': READ_PARTITION,
  'PATCH /core/adminmgr/v3/partition': MANAGE_PARTITION,
  'PUT /core/adminmgr/v3/partition': MANAGE_PARTITION,
  'POST /core/adminmgr/v3/recordkey/rotate': MANAGE_PARTITION,
  'GET /core/adminmgr/v3/settings': READ_PARTITION,
  'PATCH /core/adminmgr/v3/settings': MANAGE_PARTITION,
  'GET /core/fieldpushmgr/v3/delivery': { ...READ_PUSHES, isForGlobalUsers: true },
  'POST /core/fieldpushmgr/v3/delivery/:id/replay': { ...MANAGE_PUSHES, isForGlobalUsers: true },
  'POST /core/fieldpushmgr/v3/delivery/replay': { ...MANAGE_PUSHES, isForGlobalUsers: true },
  'POST /core/fieldpushmgr/v3/occasion': PUSH_EDITS,
  'GET /core/fieldpushmgr/v3/push': READ_PUSHES,
  'DELETE /core/fieldpushmgr/v3/push/:id': { ...MANAGE_PUSHES, isForGlobalUsers: true },
  'GET /core/fieldpushmgr/v3/push/:id': READ_PUSHES,
  'PATCH /core/fieldpushmgr/v3/push/:id': MANAGE_PUSHES,
  'POST /core/fieldpushmgr/v3/push': MANAGE_PUSHES,
  'POST /core/fieldpushmgr/v3/push/:id/test': { ...MANAGE_PUSHES, isForGlobalUsers: true },
  'PATCH /core/fieldpushmgr/v3/session/:id': PUSH_EDITS,
  'POST /core/fieldpushmgr/v3/session': PUSH_EDITS,
  'DELETE /core/authmgr/v3/logout': { actors: { user: [], customer: [] } },
  'GET /conversation/securemessagingmgr/v3/messagecenter/:id/issuetype': {
    actors: { customer: ['conversation.securemessagingmgr.read'] },
  },
  'GET /core/departmentmgr/v3/department': { actors: staff('core.departmentmgr.read') },
  'GET /core/infomgr/v3/about': { actors: staff('core.infomgr.read') },
  'GET /core/usermgr/v3/department/:id/groups': READ_USERS,
  'GET /core/usermgr/v3/department/:id/users': READ_USERS,
  'GET /core/usermgr/v3/user/:id/group': READ_USERS,
  'GET /core/usermgr/v3/user/:id/role': READ_USERS,
  'GET /core/usermgr/v3/user/attributes': READ_USERS,
  'GET /core/usermgr/v3/user/ext-id/:id': READ_USERS,
  'GET /core/usermgr/v3/user/login/:id': READ_USERS,
  'GET /core/usermgr/v3/users/:ids': READ_USERS,
  'GET /core/workassignmentmgr/v3/department/:id/queues': READ_QUEUES,
  'GET /core/workassignmentmgr/v3/queue/attributes': READ_QUEUES,
  'GET /core/workassignmentmgr/v3/queue/ext-id/:id': READ_QUEUES,
  'GET /core/workassignmentmgr/v3/queues/:ids': READ_QUEUES,
  'GET /core/casemgr/v3/activity': READ_ACTIVITIES,
  'DELETE /core/casemgr/v3/activity/:ids': MANAGE_OWN_ACTIVITIES,
  'DELETE /core/casemgr/v3/activity/:ids/attachment': MANAGE_ACTIVITIES,
  'DELETE /core/casemgr/v3/activity/:ids/notes/:noteids': MANAGE_ACTIVITIES,
  'GET /core/casemgr/v3/activity/:ids': READ_ACTIVITIES,
  'GET /core/casemgr/v3/activity/:ids/attachment': READ_ACTIVITIES,
  'GET /core/casemgr/v3/activity/:ids/attachment/:id': READ_ACTIVITIES,
  'GET /core/casemgr/v3/activity/:ids/note/:noteid': READ_OF_STAFF,
  'GET /core/casemgr/v3/activity/:ids/notes': READ_OF_STAFF,
  'GET /core/casemgr/v3/activity/attributes': READ_OF_STAFF,
  'PATCH /core/casemgr/v3/activity': MANAGE_ACTIVITIES,
  'PATCH /core/casemgr/v3/activity/:ids/changecase': MANAGE_ACTIVITIES,
  'PATCH /core/casemgr/v3/activity/:ids/read': MANAGE_OWN_ACTIVITIES,
  'PATCH /core/casemgr/v3/activity/:ids/unread': MANAGE_OWN_ACTIVITIES,
  'PATCH /core/casemgr/v3/activity/changecustomer': MANAGE_ACTIVITIES,
  'PATCH /core/casemgr/v3/activity/completed': MANAGE_ACTIVITIES,
  'PATCH /core/casemgr/v3/activity/mask': MANAGE_ACTIVITIES,
  'POST /core/casemgr/v3/activity/:ids/email/general': MANAGE_OWN_ACTIVITIES,
  'POST /core/casemgr/v3/activity/:ids/note': MANAGE_ACTIVITIES,
  'POST /core/casemgr/v3/activity/email/general': CREATE_ACTIVITIES,
  'POST /core/casemgr/v3/activity/email/general/explain': CREATE_ACTIVITIES,
  'DELETE /core/casemgr/v3/case/:ids/notes/:noteids': MANAGE_ACTIVITIES,
  'GET /core/casemgr/v3/case/:ids/note/:noteid': READ_OF_STAFF,
  'GET /core/casemgr/v3/case/:ids/notes': READ_OF_STAFF,
  'GET /core/casemgr/v3/case/attributes': READ_OF_STAFF,
  'PATCH /core/casemgr/v3/case': MANAGE_ACTIVITIES,
  'PATCH /core/casemgr/v3/case/:ids/changecustomer': MANAGE_ACTIVITIES,
  'PATCH /core/casemgr/v3/case/:ids/close': MANAGE_ACTIVITIES,
  'PATCH /core/casemgr/v3/case/closed': MANAGE_ACTIVITIES,
  'POST /core/casemgr/v3/case/:ids/note': MANAGE_ACTIVITIES,
  'GET /core/casemgr/v3/case': READ_ACTIVITIES,
  'GET /core/casemgr/v3/case/:ids': READ_ACTIVITIES,
  'POST /core/casemgr/v3/case/lookup': { actors: staff('core.casemgr.manage') },
  'GET /core/customermgr/v3/customer': READ_CUSTOMERS_OR_SELF,
  'GET /core/customermgr/v3/customer/:id/grants': READ_CUSTOMERS,
  'POST /core/customermgr/v3/customer/:id/note': EDIT_CUSTOMERS,
  'GET /core/customermgr/v3/customer/:id/note/:noteid': READ_CUSTOMERS,
  'GET /core/customermgr/v3/customer/:id/notes': READ_CUSTOMERS,
  'DELETE /core/customermgr/v3/customer/:id/notes/:noteids': EDIT_CUSTOMERS,
  'GET /core/customermgr/v3/customer/attributes': READ_CUSTOMERS,
  'GET /core/customermgr/v3/department/:id/aliases': READ_CUSTOMERS,
  'GET /core/departmentmgr/v3/department/:id/aliases': { actors: staff('core.departmentmgr.read') },
  'DELETE /core/customermgr/v3/customer/:id/grantedcustomer/:grantedcustomerid': EDIT_CUSTOMERS,
  'POST /core/customermgr/v3/customer/grant': EDIT_CUSTOMERS,
  'GET /core/customermgr/v3/customer/grants': READ_OWN_GRANTS,
  'GET /core/customermgr/v3/customer/:id/merges': READ_CUSTOMERS,
  'GET /core/customermgr/v3/customer/:id/merges/:mergedid/moves': READ_CUSTOMERS,
  'POST /core/customermgr/v3/customer/:id/obfuscate': EDIT_CUSTOMERS,
  'PUT /core/customermgr/v3/customer/merge': EDIT_CUSTOMERS,
  'POST /core/customermgr/v3/customer/merge/preview': EDIT_CUSTOMERS,
  'POST /core/customermgr/v3/customer/obfuscate/csv': EDIT_CUSTOMERS,
  'GET /core/customermgr/v3/customer/obfuscate/csvstatus/:id': READ_CUSTOMERS,
  'GET /core/customermgr/v3/customers/:ids': READ_CUSTOMERS,
  'PATCH /core/customermgr/v3/:customerType/customer': EDIT_CUSTOMERS_OR_SELF,
  'POST /core/customermgr/v3/:customerType/customer': EDIT_CUSTOMERS,
  'GET /core/recordmgr/v3/table': READ_ADMINISTRATION,
  'POST /core/recordmgr/v3/table': MANAGE_ADMINISTRATION,
  'GET /core/recordmgr/v3/table/:id': READ_ADMINISTRATION,
  'PATCH /core/recordmgr/v3/table/:id': MANAGE_ADMINISTRATION,
  'GET /core/recordmgr/v3/:table': READ_RECORDS,
  'POST /core/recordmgr/v3/:table': MANAGE_RECORDS,
  'PATCH /core/recordmgr/v3/:table': MANAGE_RECORDS,
  'GET /core/recordmgr/v3/:table/attributes': READ_RECORDS,
  'GET /core/recordmgr/v3/:table/:ids': READ_RECORDS,
  'DELETE /core/recordmgr/v3/:table/:id': END_RECORDS,
  'POST /core/recordmgr/v3/:table/:id/merge': END_RECORDS,
  'GET /core/recordmgr/v3/:table/:id/activity': { actors: staff('core.recordmgr.read', 'core.casemgr.read') },
  'GET /core/recordmgr/v3/:table/:id/attachment/:attachment': READ_RECORDS,
  'GET /core/recordmgr/v3/:table/:id/entry/:field': READ_RECORDS,
  'DELETE /core/filemgr/v3/app/:app/assets/:altid': MANAGE_FILES,
  'POST /core/filemgr/v3/assets/predownload': READ_FILES,
  'POST /core/filemgr/v3/assets/preupload': UPLOAD_FILES,
  'POST /core/filemgr/v3/department/:id/assets/preupload': MANAGE_FILES,
  'GET /core/mailmgr/v3/mailbox': ADMINISTER_MAIL,
  'POST /core/casemgr/v3/activity/email/compose/:actionType': { actors: { user: ['core.casemgr.manage'] } },
  'GET /core/mailmgr/v3/outgoing': ADMINISTER_MAIL,
  'GET /core/mailmgr/v3/outgoing/:id': ADMINISTER_MAIL,
  'POST /core/mailmgr/v3/outgoing/:id/replay': ADMINISTER_MAIL,
  'DELETE /core/mailmgr/v3/outgoing/:id/replyaddress': ADMINISTER_MAIL,
  'GET /core/mailmgr/v3/message': ADMINISTER_MAIL,
  'GET /core/mailmgr/v3/message/:id': ADMINISTER_MAIL,
  'GET /core/mailmgr/v3/message/:id/raw': ADMINISTER_MAIL,
  'POST /core/mailmgr/v3/message': SUBMIT_MAIL,
  'POST /core/mailmgr/v3/message/:id/replay': ADMINISTER_MAIL,
  'POST /core/mailmgr/v3/message/:id/explain': ADMINISTER_MAIL,
  'POST /core/mailmgr/v3/message/explain': SUBMIT_MAIL,
};

/** Reviewed: what needs no token, and why not. */
const PUBLIC: Readonly<Record<string, string>> = {
  'GET /core/filemgr/v3/assets/download': 'the signature in the URL is the permission',
  'POST /core/filemgr/v3/assets/upload': 'the signature in the URL is the permission',
  'GET /docs': 'it describes the API to those who do not have a token yet',
  'GET /docs/assets/:name': 'it is the same public file for everybody',
  'GET /docs/callback': 'the authorization server sends the browser here, with a code',
  'GET /docs/login': 'it is the way to a token',
  'GET /health/live': 'asked by the platform that runs the process; says nothing but that it runs',
  'GET /health/ready': 'asked by load balancers; names ages of work, never its content',
  'GET /metrics': 'scraped by Prometheus; counts and times only',
  'GET /openapi.json': 'it describes the API to those who do not have a token yet',
};

let server: TestServer;
let routes: readonly RouteOperation[];

beforeAll(async () => {
  server = await startServer();
  routes = listOperations(server.application);
});

afterAll(async () => {
  await server.close();
});

const nameOf = ({ method, path }: RouteOperation): string => `${method} ${path}`;

describe('every route', () => {
  it('is in the table, and nothing else is', () => {
    expect(routes.map(nameOf).sort()).toEqual([...Object.keys(POLICIES), ...Object.keys(PUBLIC)].sort());
  });

  it('declares what the table says', () => {
    const declared = routes.flatMap((route): [string, Policy][] => {
      if (!route.operation) return [];
      const { actors, privilege } = route.operation;
      return [[nameOf(route), { actors, ...(privilege !== undefined && { privilege }) }]];
    });
    const reviewed = Object.entries(POLICIES).map(([route, { isForGlobalUsers: _, ...policy }]) => [route, policy]);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(reviewed));
  });

  it('that needs no token says why', () => {
    const reasons = routes.flatMap((route) =>
      route.publicOperation ? [[nameOf(route), route.publicOperation.why]] : [],
    );
    expect(Object.fromEntries(reasons)).toEqual(PUBLIC);
  });
});

/** The caller of one column of the matrix, with a token for any scopes. */
interface Caller {
  readonly name: string;
  readonly kind: ActorKind;
  readonly isPrivileged: boolean;
  readonly isOfDepartment?: true;
  readonly token: (scopes: readonly string[]) => Promise<string>;
}

const user = (login: string, name: string, isPrivileged: boolean): Caller => ({
  name,
  kind: 'user',
  isPrivileged,
  token: (scopes) => userToken(server, login, scopes),
});

const CALLERS: readonly Caller[] = [
  user('pat', 'a user with the privilege', true),
  user('lee', 'a user without it', false),
  { ...user('sam', 'a user of a department', true), isOfDepartment: true },
  {
    name: 'a client application',
    kind: 'client',
    isPrivileged: false,
    token: (scopes) =>
      signedToken(server, { actor: 'client', sub: 'test-admin', client_id: 'test-admin', scope: scopes.join(' ') }),
  },
  {
    name: 'a customer',
    kind: 'customer',
    isPrivileged: false,
    token: async (scopes) => {
      const [ann] = await server.database.query<{ contact: string; customer: string }>(
        `SELECT c.id AS contact, k.id AS customer FROM contacts c JOIN customers k ON k.id = c.customer_id
         WHERE k.external_id = 'c-ann'`,
      );
      const claims = { actor: 'customer', sub: `customer:${ann?.customer}`, contact: ann?.contact };
      return signedToken(server, { ...claims, scope: scopes.join(' ') });
    },
  },
];

/** A scope that is none of these. */
function otherThan(scopes: readonly string[]): string {
  return ['core.infomgr.read', 'core.recordmgr.read'].find((scope) => !scopes.includes(scope)) ?? '';
}

/** A path that leads nowhere, so that whoever is let in changes nothing. */
function withIds(path: string): string {
  return path.replace(':altid', crypto.randomUUID()).replace(':app', 'email').replace(/:\w+/g, '999999999');
}

async function call(route: string, token: string | undefined): Promise<TestAnswer> {
  const [method = '', path = ''] = route.split(' ');
  return server.request(method, withIds(path), token === undefined ? {} : { token });
}

const codeOf = (answer: TestAnswer): string =>
  answer.status >= 400 ? (JSON.parse(answer.text) as { code: string }).code : String(answer.status);

describe.each(Object.entries(POLICIES))('%s', (route, policy) => {
  it.each<[string, string | undefined]>([
    ['no token', undefined],
    ['garbage', 'garbage'],
    ['a token whose signature is gone', 'eyJhbGciOiJub25lIn0.e30.'],
  ])('A-1: is 401-101 with %s', async (_, token) => {
    const answer = await call(route, token);
    expect(codeOf(answer)).toBe('401-101');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it.each(CALLERS)(
    'A-2, A-3, A-4: lets in $name, or not, as the table says',
    async ({ kind, isPrivileged, isOfDepartment, token }) => {
      const scopes = policy.actors[kind];
      const lacksPrivilege = kind === 'user' && policy.privilege !== undefined && !isPrivileged;
      const everything = [...new Set(ACTOR_KINDS.flatMap((any) => policy.actors[any] ?? []))];
      const isOfWrongPlace = isOfDepartment === true && policy.isForGlobalUsers === true;
      const isLetIn = scopes !== undefined && !lacksPrivilege && !isOfWrongPlace;

      const code = codeOf(await call(route, await token(scopes ?? everything)));
      if (isLetIn) expect(['401-101', '403-178']).not.toContain(code);
      else expect(code).toBe('403-178');
      const otherScope = otherThan(scopes ?? []);
      // An operation that needs no scope, such as logging out, is there for every session of the actor.
      const needsScope = scopes?.length !== 0;
      if (needsScope) expect(codeOf(await call(route, await token([otherScope])))).toBe('403-178');
      for (const missing of scopes ?? []) {
        const others = (scopes ?? []).filter((scope) => scope !== missing);
        expect(codeOf(await call(route, await token([...others, otherScope])))).toBe('403-178');
      }
    },
  );
});

describe('R-9: what is not for the caller to see is like what does not exist', () => {
  const SAM: Who = { user: 'sam' };
  const ANN: Who = { customer: 'c-ann' };
  const BOB: Who = { customer: 'c-bob' };
  const UNKNOWN = '987654321';

  let sales: { id: string; caseId: string; attachment: string };
  let anns: { id: string; caseId: string; attachment: string };
  let sue: string;

  beforeAll(async () => {
    const [ofSue, ofAnn] = [
      await storeActivity(server.database, { customer: 'c-sue', department: 'Sales' }),
      await storeActivity(server.database, { customer: 'c-ann', department: 'Service' }),
    ];
    sales = { ...ofSue, attachment: await storeAttachment(ofSue.id) };
    anns = { ...ofAnn, attachment: await storeAttachment(ofAnn.id) };
    sue = await customerIdOf(server.database, 'c-sue');
  });

  async function storeAttachment(activityId: string): Promise<string> {
    const [row] = await server.database.query<{ id: string }>(
      `INSERT INTO attachments (id, alt_id, app, type, file_name, content_type, size, uploader, activity_id, uploaded_at)
       VALUES (500000 + $1::bigint, gen_random_uuid(), 'email', 'attachment.inbound', 'a.txt', 'text/plain', 1,
         '{"actor":"client","id":"1","firstName":"","lastName":""}'::jsonb, $1::bigint, now())
       RETURNING id`,
      [activityId],
    );
    return row?.id ?? '';
  }

  async function expectSame(
    as: Who,
    ids: readonly [foreign: string, unknown: string],
    path: (id: string) => string,
    options: (id: string) => RequestOptions & { method?: string } = () => ({}),
  ): Promise<void> {
    const [foreign, unknown] = await Promise.all(
      ids.map(async (id) => {
        const { method = 'GET', ...rest } = options(id);
        const answer = await server.request(method, path(id), { as, ...rest });
        return { status: answer.status, text: answer.text.replaceAll(id, 'ID') };
      }),
    );
    expect(foreign).toEqual(unknown);
    expect(foreign?.status).not.toBe(200);
  }

  it.each<[string, () => Promise<void>]>([
    [
      'an activity of another department',
      () => expectSame(SAM, [sales.id, UNKNOWN], (id) => `/core/casemgr/v3/activity/${id}`),
    ],
    [
      'an activity of another customer',
      () => expectSame(BOB, [anns.id, UNKNOWN], (id) => `/core/casemgr/v3/activity/${id}`),
    ],
    [
      'one among others',
      () => expectSame(SAM, [sales.id, UNKNOWN], (id) => `/core/casemgr/v3/activity/${anns.id},${id}`),
    ],
    [
      'a case of another department',
      () => expectSame(SAM, [sales.caseId, UNKNOWN], (id) => `/core/casemgr/v3/case/${id}`),
    ],
    [
      'a case of another customer',
      () => expectSame(BOB, [anns.caseId, UNKNOWN], (id) => `/core/casemgr/v3/case/${id}`),
    ],
    ['its activities', () => expectSame(BOB, [anns.caseId, UNKNOWN], (id) => `/core/casemgr/v3/activity?caseID=${id}`)],
    [
      'activities of a customer',
      () => expectSame(SAM, [sue, UNKNOWN], (id) => `/core/casemgr/v3/activity?customerID=${id}`),
    ],
    [
      'attachments of another department',
      () => expectSame(SAM, [sales.id, UNKNOWN], (id) => `/core/casemgr/v3/activity/${id}/attachment`),
    ],
    [
      'attachments of another customer',
      () => expectSame(BOB, [anns.id, UNKNOWN], (id) => `/core/casemgr/v3/activity/${id}/attachment`),
    ],
    [
      'one attachment',
      () =>
        expectSame(BOB, [anns.attachment, UNKNOWN], (id) => `/core/casemgr/v3/activity/${anns.id}/attachment/${id}`),
    ],
    [
      'an attachment of another activity',
      () =>
        expectSame(SAM, [sales.attachment, UNKNOWN], (id) => `/core/casemgr/v3/activity/${anns.id}/attachment/${id}`),
    ],
    [
      'a customer who granted nothing',
      () => expectSame(ANN, [sue, UNKNOWN], (id) => `/core/casemgr/v3/activity?customer=${id}`),
    ],
  ])('%s', async (_, check) => {
    await check();
  });

  it('Q-3: a customer to act for', async () => {
    const body = anActivity({ actor: 'customer' });
    await expectSame(
      ANN,
      [sue, UNKNOWN],
      (id) => `${POST_PATH}?customer=${id}`,
      () => ({ method: 'POST', body }),
    );
  });

  it('B-15: a case to continue', async () => {
    const continuing = (id: string): RequestOptions & { method: string } => ({
      method: 'POST',
      body: anActivity({ actor: 'customer', set: { 'case.id': id } }),
    });
    await expectSame(BOB, [anns.caseId, UNKNOWN], () => POST_PATH, continuing);
    await expectSame(ANN, [sales.caseId, UNKNOWN], () => POST_PATH, continuing);
  });

  it('T-4, T-6: an upload of somebody else, for an activity, to load and to delete', async () => {
    const announced = await server.request('POST', '/core/filemgr/v3/assets/preupload', {
      as: { client: 'crm' },
      body: { app: 'email', type: 'attachment.inbound', name: 'a.txt', contentType: 'text/plain', size: 4 },
    });
    const { altId, contentUrl } = announced.json<{ altId: string; contentUrl: string }>();
    const uploaded = await server.request('POST', contentUrl, {
      body: 'text',
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(uploaded.status).toBe(201);
    const ids = [altId, crypto.randomUUID()] as const;
    const other: Who = { client: 'test-admin' };
    const activity = (id: string): object =>
      anActivity({ actor: 'client', set: { 'attachments.attachment': [{ altId: id }] } });
    await expectSame(
      other,
      ids,
      () => POST_PATH,
      (id) => ({ method: 'POST', body: activity(id) }),
    );
    await expectSame(
      other,
      ids,
      () => '/core/filemgr/v3/assets/predownload',
      (id) => ({ method: 'POST', body: { altId: id } }),
    );
    await expectSame(
      other,
      ids,
      (id) => `/core/filemgr/v3/app/email/assets/${id}`,
      () => ({ method: 'DELETE' }),
    );
  });

  it('C-7: a customer of another department, with departmentalization', async () => {
    await server.configure({ settings: { customerDepartmentalization: true } });
    const token = await userToken(server, 'sam', ['core.customermgr.read']);
    await expectSame(
      SAM,
      [sue, UNKNOWN],
      (id) => `/core/customermgr/v3/customers/${id}`,
      () => ({ token }),
    );
    await server.configure({ settings: { customerDepartmentalization: false } });
  });
});
