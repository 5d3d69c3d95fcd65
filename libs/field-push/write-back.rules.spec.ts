import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { changedFields, isSameValue, type FieldValue } from '#field-pushes/push-value.js';
import type { WireTree } from '#wire/tree.js';
import { readField } from './field-input.rules.js';
import { applicable, readAnswerFields } from './write-back.rules.js';

const base = { name: 'x', multiSelect: false, size: 10, active: true } as const;
const ATTRIBUTES: readonly CustomAttribute[] = [
  { ...base, id: '3', object: 'case', dataType: 'stringList', allowedValues: ['a', 'b'] },
  { ...base, id: '4', object: 'case', dataType: 'integer', allowedValues: [] },
  { ...base, id: '5', object: 'customer', dataType: 'string', allowedValues: [] },
  { ...base, id: '6', object: 'case', dataType: 'string', allowedValues: [], active: false },
];

const read = (object: PushedObject, member: string, value: WireTree) =>
  readAnswerFields(object, { [object]: { [member]: value } }, (id) => ATTRIBUTES.find((one) => one.id === id));

describe('FR-2: what an answer may set', () => {
  it.each<[PushedObject, string, WireTree, string, FieldValue]>([
    ['ticket', 'subject', 'Field Push', 'subject', 'Field Push'],
    ['ticket', 'content', '<p onclick="x()">Hi<script>alert(1)</script></p>', 'content', '<p>Hi</p>'],
    ['ticket', 'content', '<a href="javascript:x()">a</a><img src=x onerror=y>', 'content', '<a>a</a>'],
    ['ticket', 'priority_id', '2', 'priority_id', 2],
    ['ticket', 'status_id', 3, 'status_id', 3],
    ['ticket', 'SelectField_3', ['1'], 'SelectField_3', ['1']],
    ['ticket', 'SelectField_3', [{ value: '0', text: 'a' }], 'SelectField_3', ['0']],
    ['ticket', 'TextField_4', 12, 'TextField_4', '12'],
    ['customer', 'cellphones_attributes', ['15900000001', '15900000001'], 'cellphone', ['15900000001']],
    ['customer', 'email', 'udesk@udesk.cn', 'email', 'udesk@udesk.cn'],
    ['customer', 'level', 'vip', 'level', 'vip'],
    ['customer', 'lang', 'zh-cn', 'lang', 'zh-cn'],
    ['customer', 'description', '', 'description', null],
  ])('takes %s.%s %j', (object, member, value, field, expected) => {
    expect(read(object, member, value)).toEqual({ values: { [field]: expected }, skipped: [] });
  });

  it.each<[PushedObject, string, WireTree]>([
    ['ticket', 'subject', ''],
    ['ticket', 'subject', ['x']],
    ['ticket', 'subject', 'x'.repeat(1_025)],
    ['ticket', 'subject', 'a\u0000b'],
    ['ticket', 'subject', '\ud800'],
    ['ticket', 'priority_id', 5],
    ['ticket', 'status_id', 'open'],
    ['ticket', 'status_id', 1.5],
    ['ticket', 'SelectField_3', ['2']],
    ['ticket', 'SelectField_3', ['a']],
    ['ticket', 'SelectField_3', ['01']],
    ['ticket', 'SelectField_3', ['0', '1']],
    ['ticket', 'TextField_4', 'twelve'],
    ['ticket', 'customer_id', -1],
    ['customer', 'cellphones_attributes', ['call me']],
    ['customer', 'cellphones_attributes', Array.from({ length: 101 }, (_, index) => String(100_000 + index))],
    ['customer', 'email', 'nobody'],
    ['customer', 'other_emails', ['a@example.com', 'b']],
    ['customer', 'level', 'gold'],
    ['customer', 'lang', '../etc'],
    ['customer', 'organization_id', 'x'],
    ['customer', 'owner_id', 2 ** 53],
  ])('refuses all of an answer with %s.%s %.40j', (object, member, value) => {
    expect(read(object, member, value)).toEqual({ fault: expect.stringContaining('in the answer') });
  });

  it.each<[PushedObject, string]>([
    ['ticket', 'id'],
    ['ticket', 'customer.email'],
    ['ticket', 'nick_name'],
    ['ticket', 'TextField_3'],
    ['ticket', 'TextField_5'],
    ['ticket', 'TextField_6'],
    ['ticket', 'TextField_99'],
    ['ticket', 'toString'],
    ['customer', 'organization'],
    ['customer', 'department_id'],
  ])('leaves %s.%s alone', (object, member) => {
    const reason = 'not a field that an answer may set';
    expect(read(object, member, 'x')).toEqual({ values: {}, skipped: [{ field: member, reason }] });
  });

  it('never sets a field outside of the list, whatever comes', () => {
    const allowed = [
      'subject',
      'content',
      'customer_id',
      'priority_id',
      'status_id',
      'tags',
      'agent_group_id',
      'assignee_id',
    ];
    const names = [...allowed, 'SelectField_3', 'TextField_4'];
    const member = fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor', 'id'), fc.string());
    fc.assert(
      fc.property(fc.dictionary(member, fc.jsonValue()), (ticket) => {
        const outcome = readAnswerFields('ticket', { ticket: ticket as WireTree }, (id) =>
          ATTRIBUTES.find((one) => one.id === id),
        );
        const set = 'values' in outcome ? Object.keys(outcome.values) : [];
        expect(set.filter((field) => !names.includes(field))).toEqual([]);
      }),
    );
  });
});

describe('FR-3: what is applied of it', () => {
  const situation = {
    object: 'ticket',
    current: { subject: 'new', tags: 'a', status_id: 1 },
    form: { content: 'typed' },
    atSending: { subject: 'old', tags: 'a', status_id: 1 },
    isEditedSince: (field: string) => field === 'priority_id',
  } as const;

  it('is what makes a difference and nobody has changed since', () => {
    const values = { subject: 'x', tags: 'b', status_id: 1, priority_id: 2, customer_id: 7, content: 'typed' };
    expect(applicable(values, situation)).toEqual({
      values: { tags: 'b' },
      stored: { tags: 'b' },
      skipped: [
        { field: 'subject', reason: 'changed elsewhere since the push was sent' },
        { field: 'priority_id', reason: 'edited since the push was sent' },
        { field: 'customer_id', reason: 'the customer of a case is changed in the case itself' },
      ],
    });
  });
});

describe('FR-2: a receiver that puts back what is stored', () => {
  const agents = { subject: 'typed' };
  const stored = { subject: 'Stored', tags: 'a' };

  it('changes what the agent sees, and stores nothing', () => {
    const situation = {
      object: 'ticket',
      current: stored,
      form: agents,
      atSending: stored,
      isEditedSince: () => false,
    } as const;
    const values = { subject: 'Stored' };
    expect(applicable(values, situation)).toEqual({ values, stored: {}, skipped: [] });
    expect(applicable(values, { ...situation, isEditedSince: () => true })).toEqual({
      values: {},
      stored: {},
      skipped: [{ field: 'subject', reason: 'edited since the push was sent' }],
    });
  });
});

describe('FR-2: the addresses of a customer', () => {
  const current = { email: 'a@example.org', other_emails: ['b@example.org', 'c@example.org'] };
  const situation = { object: 'customer', current, form: {}, atSending: current, isEditedSince: () => false } as const;

  it.each([
    [{ email: 'b@example.org' }, { email: 'b@example.org', other_emails: ['a@example.org', 'c@example.org'] }],
    [{ email: 'new@example.org' }, { email: 'new@example.org' }],
    [{ other_emails: ['A@example.org', 'b@example.org', 'c@example.org'] }, {}],
    [{ other_emails: ['c@example.org', 'b@example.org'] }, {}],
    [{ other_emails: [] }, { other_emails: [] }],
    [
      { email: 'b@example.org', other_emails: ['c@example.org'] },
      { email: 'b@example.org', other_emails: ['c@example.org'] },
    ],
  ])('with %j are changed by %j', (answered, values) => {
    expect(applicable(answered, situation).values).toEqual(values);
  });
});

describe('FR-2: values have the form in which they are stored', () => {
  it.each<[PushedObject, string, WireTree, FieldValue]>([
    ['ticket', 'tags', ' a, b ,,a', 'a,b'],
    ['ticket', 'tags', ' , ', null],
    ['customer', 'lang', 'zh_CN', 'zh-cn'],
    ['ticket', 'content', 'R&D < sales', 'R&D < sales'],
    ['ticket', 'SelectField_3', ['1', '1'], ['1']],
  ])('%s.%s %j', (object, member, value, expected) => {
    expect(read(object, member, value)).toMatchObject({ values: { [member]: expected } });
  });

  it('what an agent enters is compared and sent to the letter (FW-1)', () => {
    const entered = readField('ticket', 'content', '<b onclick="x">A & B</b>', {
      findAttribute: () => undefined,
      isAnswer: false,
    });
    expect(entered).toEqual({ field: 'content', value: '<b onclick="x">A & B</b>' });
  });
});

describe('FW-1: what is a change', () => {
  it.each<[string, FieldValue, FieldValue, boolean]>([
    ['subject', 'a', 'a', true],
    ['subject', 'a', 'a ', false],
    ['subject', 'a', 'A', false],
    ['subject', '', null, true],
    ['SelectField_3', ['0', '1'], ['1', '0'], true],
    ['SelectField_3', ['0', '0'], ['0'], true],
    ['SelectField_3', [], null, true],
    ['SelectField_3', ['0'], ['1'], false],
    ['cellphone', ['1', '2'], ['2', '1'], true],
    ['other_emails', ['a'], ['a'], true],
    ['status_id', 1, 2, false],
    ['status_id', 0, null, false],
  ])('%s from %j to %j is the same: %s', (field, before, after, isSame) => {
    expect(isSameValue(before, after)).toBe(isSame);
    expect(changedFields({ [field]: before }, { [field]: after })).toEqual(isSame ? [] : [field]);
  });
});
