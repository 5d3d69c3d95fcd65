import { describe, expect, it } from '@jest/globals';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import type { PayloadStyle, PushedObject } from '#field-pushes/field-push.js';
import { customerRecord, ticketRecord } from '#field-pushes/push-record.rules.js';
import { payloadOf, sampleRecord } from './push-payload.rules.js';

const attribute = (
  id: string,
  object: CustomAttribute['object'],
  allowedValues: readonly string[],
): CustomAttribute => ({
  ...{
    id,
    object,
    name: `attribute ${id}`,
    dataType: allowedValues.length > 0 ? 'stringList' : 'string',
    allowedValues,
  },
  ...{ multiSelect: true, size: 255, active: true },
});

const ATTRIBUTES = [
  attribute('3', 'case', ['Beijing', 'Haidian']),
  attribute('4', 'case', []),
  attribute('5', 'customer', ['Beijing', 'Haidian']),
];

const POINTS = {
  emails: ['udesk@udesk.cn', 'udesk2@udesk.cn'],
  phones: [{ id: '123', content: '15900000001' }],
  tokens: { open_api_token: 'o', weixin_openid: 'wx', weibo_openid: 'wb', web_token: 'w', sdk_token: 's' },
};

const TICKET = ticketRecord(
  {
    ...{
      customerId: '1000',
      subject: 'Field Push',
      description: '<p>It beeps</p>',
      status: 'pending',
      severity: 'urgent',
      labels: ['a', 'b'],
      assigneeId: '7',
      agentGroupId: null,
    },
    ...{ customAttributes: { 'attribute 3': ['Beijing', 'Haidian'], 'attribute 4': ['text'] } },
    ...POINTS,
  },
  ATTRIBUTES,
);

const CUSTOMER = customerRecord(
  {
    ...{
      type: 'individual',
      customerName: null,
      firstName: 'Ann',
      middleName: 'Mary',
      lastName: 'Lee',
      description: 'Likes tea',
      organizationId: '7',
    },
    ...{ organization: 'Example Company', labels: ['tag1', 'tag2'], level: 'vip', language: 'zh-cn' },
    ...{ ownerId: '1001', ownerGroupId: '1004' },
    ...{ customAttributes: { 'attribute 5': ['Haidian'] } },
    ...POINTS,
  },
  ATTRIBUTES,
);

function sent(object: PushedObject, payloadStyle: PayloadStyle, fields: readonly string[], context = {}): unknown {
  const record = object === 'ticket' ? TICKET : CUSTOMER;
  const find = (id: string) => ATTRIBUTES.find((candidate) => candidate.id === id);
  return JSON.parse(payloadOf({ object, payloadStyle, fields }, record, context, find));
}

const TICKET_FIELDS = [
  ...['subject', 'content', 'customer.open_api_token', 'customer.weixin_openid', 'customer.weibo_openid'],
  ...[
    'customer.web_token',
    'customer.sdk_token',
    'customer.email',
    'customer.cellphone',
    'assignee_id',
    'agent_group_id',
  ],
  ...['priority_id', 'status_id', 'tags', 'SelectField_3', 'TextField_4'],
];

const CUSTOMER_FIELDS = [
  ...['nick_name', 'cellphone', 'email', 'description', 'organization_id', 'tags', 'level', 'organization', 'lang'],
  ...['owner_group_id', 'owner_id', 'SelectField_5'],
];

describe('FS-1: payloads', () => {
  it('has tickets in the style of the table', () => {
    expect(sent('ticket', 'table', TICKET_FIELDS)).toEqual({
      ticket: {
        subject: 'Field Push',
        content: '<p>It beeps</p>',
        'customer.open_api_token': 'o',
        'customer.weixin_openid': 'wx',
        'customer.weibo_openid': 'wb',
        'customer.web_token': 'w',
        'customer.sdk_token': 's',
        'customer.email': 'udesk@udesk.cn',
        'customer.cellphone': [{ content: '15900000001', id: '123' }],
        assignee_id: 7,
        agent_group_id: null,
        priority_id: 1,
        status_id: 4,
        tags: 'a,b',
        SelectField_3: [
          { value: '0', text: 'Beijing' },
          { value: '1', text: 'Haidian' },
        ],
        TextField_4: 'text',
      },
    });
  });

  it('has tickets in the style of the example', () => {
    expect(sent('ticket', 'example', ['SelectField_3', 'subject'])).toEqual({
      ticket: { SelectField_3: ['0', '1'], subject: 'Field Push' },
    });
  });

  it('has customers in the style of the table, with both kinds of addresses where one is configured (FW-5)', () => {
    expect(sent('customer', 'table', CUSTOMER_FIELDS)).toEqual({
      customer: {
        nick_name: 'Ann Mary Lee',
        cellphone: [{ content: '15900000001', id: '123' }],
        email: 'udesk@udesk.cn',
        other_emails: ['udesk2@udesk.cn'],
        description: 'Likes tea',
        organization_id: '7',
        tags: 'tag1,tag2',
        level: 'vip',
        organization: 'Example Company',
        lang: 'zh-cn',
        owner_group_id: 1004,
        owner_id: 1001,
        SelectField_5: [{ value: '1', text: 'Haidian' }],
      },
    });
  });

  it('has customers in the style of the example, with the context beside them (FS-2)', () => {
    const context = { phoneNumber: '15900000001', wechat: { appid: 'a', openid: 'o' } };
    expect(sent('customer', 'example', ['SelectField_5', 'cellphone'], context)).toEqual({
      customer: { SelectField_5: ['1'], cellphones_attributes: ['15900000001'] },
      phoneNumber: '15900000001',
      wechat: { appid: 'a', openid: 'o' },
    });
  });
});

/** As the original's page has them: each field, its type and an example of a value. */
const PAGE: Readonly<Record<PushedObject, Readonly<Record<string, readonly [table: unknown, example: unknown]>>>> = {
  ticket: {
    SelectField_3: [[{ value: '0', text: 'Beijing' }], ['0']],
    TextField_4: ['String', 'String'],
    subject: ['String', 'String'],
    content: ['String', 'String'],
    'customer.open_api_token': ['String', 'String'],
    'customer.weixin_openid': ['String', 'String'],
    'customer.weibo_openid': ['String', 'String'],
    'customer.web_token': ['String', 'String'],
    'customer.sdk_token': ['String', 'String'],
    'customer.email': ['String', 'String'],
    'customer.cellphone': [[{ content: '159xxxx', id: '123' }], ['159xxxx']],
    assignee_id: [1, 1],
    agent_group_id: [1, 1],
    priority_id: [1, 1],
    status_id: [1, 1],
    tags: ['tag1,tag2', 'tag1,tag2'],
  },
  customer: {
    SelectField_5: [[{ value: '0', text: 'Beijing' }], ['0']],
    nick_name: ['String', 'String'],
    cellphone: [[{ content: '159xxxx', id: '123' }], ['159xxxx']],
    email: ['udesk@udesk.cn', 'udesk@udesk.cn'],
    other_emails: [['udesk@udesk.cn'], ['udesk@udesk.cn']],
    description: ['String', 'String'],
    organization_id: ['String', 'String'],
    tags: ['tag1,tag2', 'tag1,tag2'],
    level: ['normal', 'normal'],
    organization: ['XXXXX Company', 'XXXXX Company'],
    lang: ['String', 'String'],
    owner_group_id: [1, 1],
    owner_id: [1, 1],
  },
};

/** `"string"`, `[{"content":"string"}]`: what a value is made of. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formOf);
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, formOf(member)]));
}

describe.each<PushedObject>(['ticket', 'customer'])('FS-1: the fields of the original’s page, for a %s', (object) => {
  const fields = Object.keys(PAGE[object]);
  const find = (id: string) => ATTRIBUTES.find((candidate) => candidate.id === id);
  const onPage = (place: 0 | 1) =>
    Object.entries(PAGE[object]).map(([field, forms]) => [
      place === 1 && field === 'cellphone' ? 'cellphones_attributes' : field,
      formOf(forms[place]),
    ]);

  it.each<[PayloadStyle, 0 | 1]>([
    ['table', 0],
    ['example', 1],
  ])('are sent by its names and types in the style %s, the record before its context', (payloadStyle, place) => {
    const push = { object, fields, payloadStyle };
    const body: unknown = JSON.parse(payloadOf(push, sampleRecord(push, find), { phoneNumber: '159xxxx' }, find));
    expect(formOf(body)).toEqual({ [object]: Object.fromEntries(onPage(place)) as object, phoneNumber: 'string' });
    expect(Object.keys(body as object)).toEqual([object, 'phoneNumber']);
  });

  it.each<PayloadStyle>(['table', 'example'])(
    'are null or an empty list in the style %s where there is nothing',
    (payloadStyle) => {
      const nothing = { object, values: {}, phoneIds: {}, labels: [] };
      const body = JSON.parse(payloadOf({ object, fields, payloadStyle }, nothing, {}, find)) as Record<string, object>;
      const empty = onPage(payloadStyle === 'table' ? 0 : 1).map(([name, form]) => [
        name,
        Array.isArray(form) ? [] : null,
      ]);
      expect(body).toEqual({ [object]: Object.fromEntries(empty) as object });
    },
  );
});
