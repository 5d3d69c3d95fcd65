import { describe, expect, it } from '@jest/globals';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import type { PayloadStyle, PushedObject } from '#field-pushes/field-push.js';
import { customerRecord, ticketRecord } from '#field-pushes/push-record.rules.js';
import { payloadOf } from './push-payload.rules.js';

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
