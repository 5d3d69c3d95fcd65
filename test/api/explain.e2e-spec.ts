import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTOR_KINDS, type ActorKind } from '#auth/actor.js';
import { ELEMENTS } from '#intake/activity-elements.js';
import type { WireObject, WireTree } from '#wire/tree.js';
import { anActivity, asBody, BODY_FORMATS, type BodyFormat } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { createdId, POST_PATH, WHO } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';

/** The same requests every time, so that a failure is seen by whoever runs it again. */
const SEED = 20_261;

let server: TestServer;
let ids: { readonly bob: string; readonly sue: string; readonly annsCase: string; readonly suesCase: string };
let addresses = 0;

beforeAll(async () => {
  server = await startServer();
  const { database } = server;
  ids = {
    bob: await customerIdOf(database, 'c-bob'),
    sue: await customerIdOf(database, 'c-sue'),
    annsCase: (await storeActivity(database, { customer: 'c-ann', department: 'Service' })).caseId,
    suesCase: (await storeActivity(database, { customer: 'c-sue', department: 'Sales' })).caseId,
  };
});

afterAll(async () => {
  await server.close();
});

interface Check {
  readonly clause: string;
  readonly outcome: 'pass' | 'fail' | 'not-applicable';
  readonly attribute?: string;
  readonly reason?: string;
}

interface Effects {
  readonly department: { readonly id: string; readonly name: string };
  readonly customer: { readonly outcome: 'found' | 'created'; readonly id?: string };
  readonly contactPoint: { readonly outcome: 'found' | 'created'; readonly emailAddress: string };
  readonly case: { readonly outcome: 'found' | 'created'; readonly id?: string };
  readonly queue: { readonly id: string; readonly name: string };
  readonly secure: boolean;
  readonly sentOnBehalf: boolean;
  readonly sizes: { readonly content: number; readonly attachments: number };
}

interface Explanation {
  readonly decision: 'accept' | 'refuse';
  readonly status: number;
  readonly code?: string;
  readonly checks: readonly Check[];
  readonly effects?: Effects;
}

interface Request {
  readonly actor: ActorKind;
  readonly format: BodyFormat;
  readonly query: string;
  readonly tree: WireObject;
}

function send({ actor, format, query, tree }: Request, path = POST_PATH): Promise<TestAnswer> {
  const { body, headers } = asBody(tree, format);
  return server.request('POST', path + query, { as: WHO[actor], body, headers });
}

async function explain(request: Request): Promise<Explanation> {
  const answer = await send(request, `${POST_PATH}/explain`);
  expect(answer.status).toBe(200);
  return answer.json<Explanation>();
}

/** How many rows each table has; what the outbox has sent is gone, so there the last id counts. */
/** What workers write behind the requests before. */
const WRITTEN_BEHIND = ['activity_texts', 'audit_seals', 'case_texts', 'text_configurations'];

async function tableSizes(): Promise<Record<string, unknown>> {
  const tables = await server.database.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const counts = tables
    .filter(({ name }) => !WRITTEN_BEHIND.includes(name))
    .map(({ name }) =>
      name === 'outbox_entries'
        ? `(SELECT last_value FROM outbox_entries_id_seq) AS "${name}"`
        : `(SELECT count(*) FROM "${name}") AS "${name}"`,
    );
  const [row] = await server.database.query<Record<string, unknown>>(`SELECT ${counts.join(', ')}`);
  return row ?? {};
}

/** Of every element some values that are right for somebody, and some that are right for nobody. */
function valuesOf(name: keyof typeof ELEMENTS): readonly WireTree[] {
  const values: Readonly<Record<keyof typeof ELEMENTS, readonly WireTree[]>> = {
    departmentName: ['Service', 'sErViCe', 'Sales', 'Nowhere', ''],
    type: ['email', 'Email', 'chat', ''],
    subtype: ['general', 'special', ''],
    subject: ['Laptop', '', 'x'.repeat(255), 'x'.repeat(256), '😀'.repeat(200)],
    attachments: [[], [{}], [{ altId: 'a' }], [{ altId: crypto.randomUUID(), inline: 'true' }], 'x'],
    text: ['Text', '', ' ', 'x'.repeat(1024 * 1024 + 1)],
    html: ['<p>Html</p>', '', ']]>&amp;'],
    from: [
      'ann@example.org',
      'ANN@example.org',
      'bob@example.org',
      'shared@example.org',
      'nobody@example.org',
      'a@b',
      '',
      'a b@c.d',
    ],
    receiver: [
      'support@example.com',
      'SUPPORT@example.com',
      'old-support@example.com',
      'sales@example.com',
      'x@example.com',
      'x',
    ],
    messageCenterId: ['mc-service', 'mc-sales', 'mc-closed', 'mc-none', 5, ''],
    issueTypeId: ['billing', 'offer', 'none', 7],
    to: [['one@example.org'], ['one@example.org', 'two'], [], 'one@example.org'],
    cc: [['one@example.org'], ['@'], []],
    replyTo: [['one@example.org'], ['a@b.c', 'd@e.f'], []],
    date: [
      '2026-01-31T09:30:00.000Z',
      '2026-01-31T09:30:00+02:00',
      '2026-02-30T00:00:00Z',
      '2999-01-01T00:00:00Z',
      'today',
    ],
    secure: [true, 'true', 'false', false, 'yes', ''],
    customer: [
      { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'Cleo' }] } },
      { type: { value: 'corporate' }, customerName: 'Acme' },
      { type: { value: 'individual' } },
      { type: { value: 'robot' } },
      { department: { name: 'Service' } },
      'x',
    ],
    caseId: [ids.annsCase, Number(ids.annsCase), ids.suesCase, '99999999', 'x', ''],
    customAttributes: [
      [attribute('product', 'laptop')],
      [attribute('product', 'laptop', 'phone')],
      [attribute('topics', 'a', 'b')],
      [attribute('quantity', '5')],
      [attribute('quantity', 'many')],
      [attribute('nothing', 'x')],
      [],
      [{}],
    ],
  };
  return values[name];
}

function attribute(attribName: string, ...values: readonly string[]): WireObject {
  return { attribName, attribValues: { attribValue: values.map((value) => ({ value })) } };
}

type Change = readonly [path: string, value: WireTree | undefined];

/** One element set to one of its values or left out, or something that no contract names. */
function aChange(): fc.Arbitrary<Change> {
  const names = Object.keys(ELEMENTS) as (keyof typeof ELEMENTS)[];
  const set = fc
    .constantFrom(...names)
    .chain((name) => fc.constantFrom(...valuesOf(name)).map((value): Change => [ELEMENTS[name].path, value]));
  const left = fc.constantFrom(...names).map((name): Change => [ELEMENTS[name].path, undefined]);
  const unknown = fc.constantFrom<Change>(
    ['colour', 'red'],
    ['id', '5'],
    ['payload.email.colour', 'red'],
    ['status', { value: 'open' }],
  );
  return fc.oneof({ weight: 8, arbitrary: set }, { weight: 2, arbitrary: left }, { weight: 1, arbitrary: unknown });
}

function aRequest(): fc.Arbitrary<Request> {
  const query = fc.constantFrom(
    '',
    '',
    '',
    '?customer=',
    `?customer=${ids.bob}`,
    `?customer=${ids.sue}`,
    '?customer=x',
    '?colour=red',
  );
  return fc
    .record({
      actor: fc.constantFrom(...ACTOR_KINDS),
      format: fc.constantFrom(...BODY_FORMATS),
      query,
      changes: fc.array(aChange(), { maxLength: 4 }),
    })
    .map(({ actor, format, query: sent, changes }) => ({
      actor,
      format,
      query: actor === 'customer' ? sent : sent.replace(/\?customer=.+/, ''),
      tree: anActivity({
        actor,
        set: Object.fromEntries(changes.flatMap(([path, value]) => (value === undefined ? [] : [[path, value]]))),
        without: changes.flatMap(([path, value]) => (value === undefined ? [path] : [])),
      }),
    }));
}

/** The stages of O-1, in order, each with the clauses that are judged in it. */
const STAGES: readonly RegExp[] = [
  /^A-/,
  /^H-[12]$|^I-1$/,
  /^Q-/,
  /^(H-3|H-4|Z-4)$/,
  /^B-17$/,
  /^(ERR-9|XML-\d)$/,
  /^(B-(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|18|19|20|22|23|24)|T-3|C-4)$/,
  /^(B-(1|7|8|9|15|16|21)|T-[45])$/,
  /^C-/,
  /^S-/,
  /^Z-[12]$/,
];

/** The stage of each check, each as early as it can be after the one before it; -1 where there is none left. */
function stagesOf(checks: readonly Check[]): number[] {
  let stage = 0;
  return checks.map(({ clause }) => {
    const next = STAGES.findIndex((clauses, index) => index >= stage && clauses.test(clause));
    stage = next === -1 ? stage : next;
    return next;
  });
}

function latestStageOf({ clause }: Check): number {
  return STAGES.findLastIndex((clauses) => clauses.test(clause));
}

interface Written {
  readonly departmentId: string;
  readonly customerId: string;
  readonly caseId: string;
  readonly queueId: string;
  readonly secure: boolean;
  readonly sentOnBehalf: boolean;
  readonly contentBytes: number;
  readonly emailAddress: string;
}

async function writtenAs(id: string): Promise<Written | undefined> {
  const [row] = await server.database.query<Written>(
    `SELECT a.department_id AS "departmentId", a.customer_id AS "customerId", a.case_id AS "caseId", a.queue_id AS "queueId",
       a.secure, a.sent_on_behalf AS "sentOnBehalf", a.contact_point_data AS "emailAddress",
       octet_length(coalesce(e.content_text, '')) + octet_length(coalesce(e.content_html, '')) AS "contentBytes"
     FROM activities a JOIN activity_emails e ON e.activity_id = a.id WHERE a.id = $1`,
    [id],
  );
  return row;
}

type Sizes = Readonly<Record<string, unknown>>;

async function expectEffects(effects: Effects | undefined, id: string, before: Sizes): Promise<void> {
  const written = await writtenAs(id);
  const after = await tableSizes();
  const grew = (table: string): boolean => Number(after[table]) > Number(before[table]);
  expect({
    department: effects?.department.id,
    queue: effects?.queue.id,
    secure: effects?.secure,
    sentOnBehalf: effects?.sentOnBehalf,
    content: effects?.sizes.content,
    emailAddress: effects?.contactPoint.emailAddress,
    customer: effects?.customer.id ?? 'created',
    case: effects?.case.id ?? 'created',
    isPointCreated: effects?.contactPoint.outcome === 'created',
  }).toEqual({
    department: written?.departmentId,
    queue: written?.queueId,
    secure: written?.secure,
    sentOnBehalf: written?.sentOnBehalf,
    content: written?.contentBytes,
    emailAddress: written?.emailAddress,
    customer: grew('customers') ? 'created' : written?.customerId,
    case: grew('cases') ? 'created' : written?.caseId,
    isPointCreated: grew('contact_points'),
  });
}

describe('X-1, X-2, X-3, X-4: what explain says', () => {
  it('is what the real call then does, in the order of O-1, and writes nothing', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(aRequest(), async (request) => {
        const before = await tableSizes();
        const explanation = await explain(request);
        expect(await tableSizes()).toEqual(before);

        const real = await send(request);
        const code = real.status === 201 ? undefined : real.json<{ code: string }>().code;
        seen.add(code ?? '201');
        expect({ status: explanation.status, code: explanation.code }).toEqual({ status: real.status, code });
        expect(explanation.decision).toBe(real.status === 201 ? 'accept' : 'refuse');

        const stages = stagesOf(explanation.checks);
        expect(explanation.checks.filter((_, index) => stages[index] === -1)).toEqual([]);
        const failed = explanation.checks.filter(({ outcome }) => outcome === 'fail');
        expect(failed.length > 0).toBe(real.status !== 201);
        const lastStage = failed.length > 0 ? Math.max(...failed.map(latestStageOf)) : STAGES.length - 1;
        expect(stages.at(-1)).toBeLessThanOrEqual(lastStage);
        if (real.status === 201) await expectEffects(explanation.effects, createdId(real), before);
        else expect(explanation.effects).toBeUndefined();
      }),
      { numRuns: 100, seed: SEED },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining(['201', '400-101', '400-146', '400-147', '400-152', '400-194', '400-244']),
    );
  }, 180_000);
});

/** What one activity has left behind, without what differs by nature: ids of what is new, and times. */
async function rowsOf(id: string): Promise<unknown> {
  const [row] = await server.database.query<{ rows: unknown }>(
    `SELECT jsonb_build_object(
       'activity', to_jsonb(a) - '{id,case_id,customer_id,contact_id,created_at,last_modified_at}'::text[],
       'email', to_jsonb(e) - CASE WHEN e.sent_at > now() - interval '1 minute' THEN '{activity_id,sent_at}'::text[] ELSE '{activity_id}'::text[] END,
       'case', to_jsonb(c) - '{id,customer_id,created_at,last_modified_at}'::text[],
       'customer', to_jsonb(k) - '{id,created_at,last_modified_at}'::text[],
       'contacts', (SELECT jsonb_agg(to_jsonb(t) - '{id,customer_id,created_at}'::text[] ORDER BY t.id) FROM contacts t WHERE t.customer_id = k.id),
       'points', (SELECT jsonb_agg(to_jsonb(p) - '{id,customer_id,contact_id,created_at}'::text[] ORDER BY p.id) FROM contact_points p WHERE p.customer_id = k.id),
       'audit', (SELECT jsonb_agg(to_jsonb(u) - '{id,at,object_id,request_id,detail}'::text[]) FROM audit_entries u WHERE u.object = 'activity' AND u.object_id = a.id::text)
     ) AS rows
     FROM activities a JOIN activity_emails e ON e.activity_id = a.id JOIN cases c ON c.id = a.case_id
     JOIN customers k ON k.id = a.customer_id WHERE a.id = $1`,
    [id],
  );
  return row?.rows;
}

const aText = (): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom('a', 'Z', '0', ' ', 'ä', '😀', '<', '>', '&', '"', "'", ']]>', '\n', '\t', '\u00a0', '漢'),
    minLength: 1,
    maxLength: 40,
  });

/** Elements that this kind of actor may send, with values that are right. */
function aValidActivity(actor: ActorKind): fc.Arbitrary<WireObject> {
  const address = fc.constantFrom('one@example.org', 'Two@Example.org', "o'three@example.org");
  const elements: Record<string, fc.Arbitrary<WireTree>> = {
    subject: aText(),
    'payload.email.content.text': aText(),
    'payload.email.content.html': aText(),
    'payload.email.date.date': fc.constantFrom(
      '2026-01-31T09:30:00.000Z',
      '2026-01-31T09:30:00+05:30',
      '1999-12-31T23:59:59.999Z',
    ),
    'payload.email.emailAddresses.replyTo.address': fc.tuple(address),
    secure:
      actor === 'customer'
        ? fc.constantFrom<WireTree>(true, 'true')
        : fc.constantFrom<WireTree>(true, false, 'true', 'false'),
    'customAttributes.customAttribute': fc.constantFrom<WireTree>(
      [attribute('product', 'laptop')],
      [attribute('topics', 'a', 'c'), attribute('reference', 'R-1')],
      [{ attribName: 'quantity', attribValues: { attribValue: [{ value: 12 }] } }],
    ),
    ...(actor !== 'customer' && {
      'payload.email.emailAddresses.to.address': fc.array(address, { minLength: 1, maxLength: 3 }),
      'payload.email.emailAddresses.cc.address': fc.array(address, { minLength: 1, maxLength: 3 }),
    }),
    ...(actor === 'customer' && { 'issueType.id': fc.constantFrom('billing', 'delivery') }),
  };
  return fc
    .record(elements, { requiredKeys: [] })
    .map((set) => anActivity({ actor, set: set as Record<string, WireTree> }));
}

const CLEO = {
  type: { value: 'individual' },
  contacts: {
    contact: [
      { firstName: 'Cleo', lastName: 'Roy', phone: [{ type: { value: 'home' }, phoneNo: 5550100 }], email: [] },
    ],
  },
};

describe('XML-4: the same activity in JSON and in XML', () => {
  it.each(ACTOR_KINDS)(
    'leaves the same rows, from a %s',
    async (actor) => {
      await fc.assert(
        fc.asyncProperty(aValidActivity(actor), async (tree) => {
          const rows: unknown[] = [];
          for (const format of BODY_FORMATS)
            rows.push(await rowsOf(createdId(await send({ actor, format, query: '', tree }))));
          expect(rows[1]).toEqual(rows[0]);
        }),
        { numRuns: 25, seed: SEED },
      );
    },
    60_000,
  );

  it('leaves the same rows, when it creates a customer', async () => {
    const rows: string[] = [];
    for (const format of BODY_FORMATS) {
      const from = `stranger-${(addresses += 1)}@example.org`;
      const tree = anActivity({ actor: 'client', set: { 'payload.email.emailAddresses.from': from, customer: CLEO } });
      rows.push(JSON.stringify(await rowsOf(createdId(await send({ actor: 'client', format, query: '', tree })))));
    }
    const [json, xml] = rows.map((row) => row.replace(/stranger-\d+/g, 'stranger'));
    expect(xml).toBe(json);
  });
});

describe('X-4, CUST-1: what explain shows a user who does not work in the department', () => {
  const asSam = (set: WireObject): Promise<TestAnswer> =>
    server.request('POST', `${POST_PATH}/explain`, { as: { user: 'sam' }, body: anActivity({ actor: 'user', set }) });
  const FOREIGN = { 'department.name': 'Sales', 'payload.email.emailAddresses.receiver': 'sales@example.com' };
  const SENDER = 'payload.email.emailAddresses.from';

  it('is neither customer nor case', async () => {
    await server.configure({ settings: { customerDepartmentalization: true } });
    try {
      const found = await asSam({ ...FOREIGN, [SENDER]: 'sue@example.org', 'case.id': ids.suesCase });
      expect(found.json<Explanation>()).toMatchObject({
        status: 201,
        effects: { customer: null, contactPoint: null, case: null },
      });
      expect(found.text).not.toContain(ids.sue);
    } finally {
      await server.configure({ settings: { customerDepartmentalization: false } });
    }
  });

  it('B-15: is not whose a case is', async () => {
    const [unknown, others] = await Promise.all(
      ['987654321', ids.suesCase].map((id) => asSam({ ...FOREIGN, [SENDER]: 'bob@example.org', 'case.id': id })),
    );
    expect(unknown?.json()).toMatchObject({ decision: 'refuse', code: '400-194' });
    expect(others?.json()).toEqual(unknown?.json());
  });
});
