import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { PayloadStyle, PushedObject } from '#field-pushes/field-push.js';
import { readPushedRecord } from '#field-pushes/push-record.store.js';
import { changedFields, type FieldValues } from '#field-pushes/push-value.js';
import type { Who } from '../support/partition.js';
import { answering, type Behaviour } from '../support/push-receiver.js';
import { startPushServer, type PushServer } from '../support/push-server.js';

const ADMIN: Who = { client: 'test-admin' };

const STYLES: readonly PayloadStyle[] = ['table', 'example'];

const FIELDS: Readonly<Record<PushedObject, readonly string[]>> = {
  ticket: [
    ...['subject', 'content', 'customer.open_api_token', 'customer.weixin_openid', 'customer.weibo_openid'],
    ...['customer.web_token', 'customer.sdk_token', 'customer.email', 'customer.cellphone', 'assignee_id'],
    ...['agent_group_id', 'priority_id', 'status_id', 'tags'],
  ],
  customer: [
    ...['nick_name', 'cellphone', 'email', 'other_emails', 'description', 'organization_id', 'tags', 'level'],
    ...['organization', 'lang', 'owner_group_id', 'owner_id'],
  ],
};

let pushing: PushServer;
/** A user in a group, and a company, for answers to name. */
let ids: { readonly user: number; readonly group: number; readonly company: string };
let count = 0;

beforeAll(async () => {
  pushing = await startPushServer();
  await pushing.server.configure({
    groups: [{ name: 'Answered', users: ['sam'] }],
    customers: [{ externalId: 'c-employer', type: 'corporate', customerName: 'Employer' }],
    customAttributes: [{ object: 'customer', name: 'city', dataType: 'stringList', values: ['Rome', 'Bonn'] }],
  });
  const [row] = await pushing.server.database.query<typeof ids>(
    `SELECT user_ids[1]::integer AS user, id::integer AS group,
      (SELECT id::text FROM customers WHERE external_id = 'c-employer') AS company FROM groups WHERE name = 'Answered'`,
  );
  if (!row) throw new Error('nobody is configured');
  ids = row;
});

afterEach(() => pushing.reset());

afterAll(() => pushing.close());

const attributes = () =>
  pushing.server.application.get(ConfigurationCache, { strict: false }).snapshot().customAttributes;

const attributeFields = (object: PushedObject): readonly string[] =>
  attributes()
    .filter((attribute) => attribute.object === (object === 'ticket' ? 'case' : 'customer'))
    .map(({ id, dataType }) => `${dataType === 'stringList' ? 'Select' : 'Text'}Field_${id}`);

const recordOf = async (object: PushedObject, id: string): Promise<FieldValues> =>
  (await readPushedRecord(pushing.server.database, object, id, attributes()))?.values ?? {};

/** Values that were there before there were rules, or that rules for people allow. */
async function strangeCustomer(type: 'individual' | 'corporate', hasContact: boolean): Promise<string> {
  count += 1;
  const point = { emailAddress: `Odd${count}@Example.org` };
  const phones = [
    { type: { value: 'office' }, countryCode: '44', areaCode: '020', phoneNo: '7946 0001 ext. 5' },
    { type: { value: 'home' }, phoneNo: 'ask for Ann ' },
  ];
  const contact = {
    ...{ firstName: 'x'.repeat(124), middleName: 'M', lastName: 'y'.repeat(124), phone: phones },
    email: [point, { emailAddress: `second${count}@example.org` }, { emailAddress: `third${count}@example.org` }],
  };
  const path = `/core/customermgr/v3/${type === 'individual' ? 'individual' : 'corp'}/customer`;
  const named = type === 'individual' ? {} : { customerName: 'Odd & Sons  Ltd.' };
  const body = { ...named, ...(hasContact && { contacts: { contact: [contact] } }) };
  const created = await pushing.server.request('POST', path, { as: ADMIN, body });
  const id = (created.headers.get('location') ?? '').split('/').at(-1) ?? '';
  await pushing.server.database.query(`UPDATE customers SET details = details || $2::jsonb WHERE id = $1::bigint`, [
    id,
    {
      ...{
        level: { value: 'gold' },
        language: { value: 'Klingon!' },
        labels: ['with, comma', ' b'],
        description: '<script>',
      },
      ...{ organization: { id: ids.company }, customAttributes: { city: ['Rome', 'Bonn'] } },
      owner: { user: { id: String(ids.user) }, group: { id: String(ids.group) } },
    },
  ]);
  if (!hasContact) await pushing.server.database.query('DELETE FROM contacts WHERE customer_id = $1::bigint', [id]);
  return id;
}

async function strangeCase(): Promise<string> {
  const id = await pushing.newCase();
  await pushing.server.database.query(
    `UPDATE cases SET description = 'John <john@example.com> <script>x</script>', labels = '{"with, comma", " b"}',
      assignee_id = $2, agent_group_id = $3, custom_attributes = '{"place": ["Haidian", "gone"]}' WHERE id = $1::bigint`,
    [id, ids.user, ids.group],
  );
  return id;
}

const CUSTOMERS: readonly [string, () => Promise<string>][] = [
  ['a person', () => strangeCustomer('individual', true)],
  ['a company with a contact', () => strangeCustomer('corporate', true)],
  ['a company without a contact', () => strangeCustomer('corporate', false)],
];

const RECORDS: readonly (readonly [string, PushedObject, () => Promise<string>])[] = [
  ...CUSTOMERS.map(([name, make]) => [name, 'customer', make] as const),
  ['a case', 'ticket', strangeCase],
];

const echoing: Behaviour = (push, response, raw) => {
  answering({ code: 1000, ...(JSON.parse(push.text) as object) })(push, response, raw);
};

/** All that is stored of it. */
const stored = (object: PushedObject, id: string): Promise<unknown> =>
  pushing.server.database.query(
    object === 'ticket'
      ? 'SELECT to_jsonb(s) AS row FROM cases s WHERE id = $1::bigint'
      : `SELECT to_jsonb(c) AS row, (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.id) FROM contacts k WHERE k.customer_id = c.id) AS contacts,
          (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.id) FROM contact_points p WHERE p.customer_id = c.id) AS points
        FROM customers c WHERE id = $1::bigint`,
    [id],
  );

const INPUT: Readonly<Record<PushedObject, string>> = { ticket: 'subject', customer: 'description' };

describe.each(STYLES)('what was sent in the style %s', (payloadStyle) => {
  it.each(RECORDS)(
    'of %s sets nothing when it comes back, and is never refused (FR-2, FW-4)',
    async (_, object, make) => {
      const id = await make();
      const fields = [...FIELDS[object], ...attributeFields(object)];
      await pushing.configure({
        id: `echo-${payloadStyle}-${object}`,
        object,
        fields,
        payloadStyle,
        occasions: ['change', 'popup'],
      });
      pushing.receiver.behaviour = echoing;
      const before = await stored(object, id);
      const outcome = { pushed: [`echo-${payloadStyle}-${object}`], applied: {}, skipped: [] };
      const session = await pushing.open({ object, id, values: {} });
      expect(await pushing.change(session, { [INPUT[object]]: 'entered' })).toEqual(outcome);
      expect((await pushing.call('POST', '/occasion', { kind: 'popup', object, id })).json()).toEqual(outcome);
      expect(await stored(object, id)).toEqual(before);
      const body = pushing.bodies()[0] as Record<string, Record<string, unknown>>;
      const phones = payloadStyle === 'example' ? 'cellphones_attributes' : 'cellphone';
      const expected = fields.map((field) => (field === 'cellphone' ? phones : field));
      expect(Object.keys(body[object] ?? {}).toSorted()).toEqual(expected.toSorted());
    },
  );

  it.each<PushedObject>(['ticket', 'customer'])(
    'of a draft %s sets nothing when it comes back (FR-2)',
    async (object) => {
      const fields = [...FIELDS[object], ...attributeFields(object)];
      await pushing.configure({ id: `draft-${payloadStyle}-${object}`, object, fields, payloadStyle });
      pushing.receiver.behaviour = echoing;
      const session = await pushing.open({ object });
      expect(await pushing.change(session, { [INPUT[object]]: 'entered', tags: 'b , a' })).toEqual({
        pushed: [`draft-${payloadStyle}-${object}`],
        applied: {},
        skipped: [],
      });
    },
  );
});

describe('what an answer sets', () => {
  const answers = (object: PushedObject): readonly (readonly [string, unknown])[] =>
    object === 'ticket'
      ? [
          ['subject', ' Set by an answer '],
          ['content', 'Jane <jane@example.com> says 1 < 2'],
          ['content', '<p onclick="x()">Hi</p>'],
          ['content', ''],
          ['priority_id', 1],
          ['status_id', 4],
          ['tags', 'with, comma, new ,, b'],
          ['tags', ''],
          ['agent_group_id', ''],
          ['assignee_id', null],
          ...attributeFields(object).map((field) => [field, field.startsWith('Select') ? ['0'] : 'text'] as const),
        ]
      : [
          ['nick_name', '  Robert   M van Dyke '],
          ['nick_name', 'Robert'],
          ['cellphones_attributes', ['+49 (0)30/1234-5', '15900000001']],
          ['cellphone', [{ content: '15900000002' }]],
          ['cellphones_attributes', []],
          ['other_emails', [`another${count}@example.org`, `SECOND${count}@example.org`]],
          ['email', `second${count}@example.org`],
          ['email', ''],
          ['other_emails', []],
          ['email', ''],
          ['email', `new${count}@example.org`],
          ['description', ' Set by an answer '],
          ['description', ''],
          ['organization_id', ''],
          ['organization_id', ids.company],
          ['tags', 'with, comma,new'],
          ['tags', null],
          ['lang', 'de_AT'],
          ['owner_group_id', ''],
          ['owner_id', ''],
          ['owner_group_id', ids.group],
          ['owner_id', ids.user],
          ['level', 'vip'],
          ...attributeFields(object).map((field) => [field, field.startsWith('Select') ? ['1'] : 'text'] as const),
        ];

  it.each(RECORDS)('of %s is what is read afterwards (FR-2)', async (_, object, make) => {
    const id = await make();
    await pushing.configure({ id: `sets-${object}`, object, fields: [INPUT[object]] });
    const session = await pushing.open({ object, id });
    for (const [place, [field, value]] of answers(object).entries()) {
      pushing.receiver.behaviour = answering({ code: 1000, [object]: { [field]: value } });
      const { applied, error, skipped } = await pushing.change(session, { [INPUT[object]]: `entered ${place}` });
      expect([field, error, skipped]).toEqual([field, undefined, []]);
      const record = await recordOf(object, id);
      const read = Object.fromEntries(Object.keys(applied).map((name) => [name, record[name] ?? null]));
      expect([field, changedFields(read, applied as FieldValues)]).toEqual([field, []]);
      expect([field, Object.keys(applied).length > 0 || isNothing(value)]).toEqual([field, true]);
    }
  });

  const isNothing = (value: unknown): boolean =>
    value === null || value === '' || (Array.isArray(value) && value.length === 0);

  it.each(CUSTOMERS)('is refused as a whole where a name of %s is too long (FR-2)', async (_, make) => {
    const id = await make();
    await pushing.configure({ id: 'names', object: 'customer', fields: ['description'] });
    const session = await pushing.open({ object: 'customer', id });
    pushing.receiver.behaviour = answering({ code: 1000, customer: { nick_name: 'x'.repeat(125), lang: 'de' } });
    expect(await pushing.change(session, { description: 'entered' })).toMatchObject({
      applied: {},
      error: 'nick_name in the answer has a name of more than 124 characters',
    });
  });
});
