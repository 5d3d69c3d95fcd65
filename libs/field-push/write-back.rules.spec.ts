import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { changedFields, isSameValue, type FieldValue } from '#field-pushes/push-value.js';
import type { WireTree } from '#wire/tree.js';
import { readField } from './field-input.rules.js';
import { newName } from './customer-name.rules.js';
import { applicable, readAnswerFields } from './write-back.rules.js';
import { labelsOf } from './written-values.rules.js';

const base = { name: 'x', multiSelect: false, size: 10, active: true } as const;
const ATTRIBUTES: readonly CustomAttribute[] = [
  { ...base, id: '3', object: 'case', dataType: 'stringList', allowedValues: ['a', 'b'] },
  { ...base, id: '4', object: 'case', dataType: 'integer', allowedValues: [] },
  { ...base, id: '5', object: 'customer', dataType: 'string', allowedValues: [] },
  { ...base, id: '6', object: 'case', dataType: 'string', allowedValues: [], active: false },
];

const READING = {
  findAttribute: (id: string) => ATTRIBUTES.find((one) => one.id === id),
  levels: ['normal', 'vip'],
  sent: { subject: 'sent', description: 'sent', tags: 'sent' },
  stored: {},
};

const read = (object: PushedObject, member: string, value: WireTree, known: Partial<typeof READING> = {}) =>
  readAnswerFields(object, { [object]: { [member]: value } }, { ...READING, ...known });

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

  it.each<[string, WireTree]>([
    ['subject', ''],
    ['priority_id', null],
    ['priority_id', ''],
    ['status_id', null],
    ['status_id', ''],
  ])('refuses all of an answer that empties %s with %j: no case is without it', (field, nothing) => {
    const values = { subject: 'Laptop', priority_id: 1, status_id: 2 };
    const outcome = readAnswerFields(
      'ticket',
      { ticket: { [field]: nothing } },
      { ...READING, sent: values, stored: values },
    );
    expect(outcome).toEqual({ fault: `${field} in the answer must not be empty` });
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
        const outcome = readAnswerFields('ticket', { ticket: ticket as WireTree }, READING);
        const set = 'values' in outcome ? Object.keys(outcome.values) : [];
        expect(set.filter((field) => !names.includes(field))).toEqual([]);
      }),
    );
  });
});

describe('FR-3: what is applied of it', () => {
  const situation = {
    current: { subject: 'new', tags: 'a', status_id: 1 },
    form: { content: 'typed' },
    atSending: { subject: 'old', tags: 'a', status_id: 1 },
    isEditedSince: (field: string) => field === 'priority_id',
  } as const;

  it('is what makes a difference and nobody has changed since', () => {
    const values = { subject: 'x', tags: 'b', status_id: 1, priority_id: 2, content: 'typed' };
    expect(applicable(values, situation)).toEqual({
      values: { tags: 'b' },
      stored: { tags: 'b' },
      skipped: [
        { field: 'subject', reason: 'changed elsewhere since the push was sent' },
        { field: 'priority_id', reason: 'edited since the push was sent' },
      ],
    });
  });
});

describe('FR-2: a receiver that puts back what is stored', () => {
  const agents = { subject: 'typed' };
  const stored = { subject: 'Stored', tags: 'a' };

  it('changes what the agent sees, and stores nothing', () => {
    const situation = {
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
  const situation = { current, form: {}, atSending: current, isEditedSince: () => false } as const;

  it.each([
    [{ email: 'b@example.org' }, { email: 'b@example.org', other_emails: ['a@example.org', 'c@example.org'] }],
    [{ email: 'new@example.org' }, { email: 'new@example.org' }],
    [{ other_emails: ['A@example.org', 'b@example.org', 'c@example.org'] }, {}],
    [{ other_emails: ['c@example.org', 'b@example.org'] }, {}],
    [{ other_emails: [] }, { other_emails: [] }],
    [{ email: null }, { email: 'b@example.org', other_emails: ['c@example.org'] }],
    [
      { email: null, other_emails: ['c@example.org'] },
      { email: 'c@example.org', other_emails: [] },
    ],
    [
      { email: null, other_emails: [] },
      { email: null, other_emails: [] },
    ],
    [
      { email: 'b@example.org', other_emails: ['c@example.org'] },
      { email: 'b@example.org', other_emails: ['c@example.org'] },
    ],
  ])('with %j are changed by %j', (answered, values) => {
    expect(applicable(answered, situation).values).toEqual(values);
  });
});

describe('FR-2: what is no markup', () => {
  it.each([
    'John <john@example.com>',
    'R&D < sales, a<b',
    'if a <b then',
    '<order 17> & <https://example.com/?a=b>',
    'x <3',
  ])('stays as it is: %s', (content) => {
    expect(read('ticket', 'content', content)).toMatchObject({ values: { content } });
  });

  it.each([
    ['<script>alert(1)</script>', ''],
    ['<SVG/onload=alert(1)>x', 'x'],
    ['<img src=x onerror=alert(1)', ''],
    ['<img < onerror=alert(1) x', ''],
    ['<own onmouseover="x()">Hi</own>', 'Hi'],
    ['<own/onfocus=x() tabindex=1>Hi', 'Hi'],
    ['Hi<!-- hidden', 'Hi'],
    ['<b>John</b> <john@example.com>', '<b>John</b> '],
  ])('and what runs is none: %s', (content, expected) => {
    const outcome = read('ticket', 'content', `. ${content}`);
    expect(outcome).toMatchObject({ values: { content: `. ${expected}` } });
  });

  it('is not made safe before it is known to be short enough', () => {
    const startedAt = performance.now();
    const outcome = read('ticket', 'content', '<b><i '.repeat(40_000));
    expect([outcome, performance.now() - startedAt < 50]).toEqual([
      { fault: 'content in the answer must have at most 1024 characters' },
      true,
    ]);
  });
});

describe('FR-2: what was sent, or stored when it was', () => {
  it.each<[PushedObject, string, WireTree, FieldValue]>([
    ['ticket', 'content', '<script>x</script>', '<script>x</script>'],
    ['ticket', 'TextField_4', 'no number', 'no number'],
    ['ticket', 'SelectField_3', [{ value: '7', text: '' }], ['7']],
    ['ticket', 'status_id', '9', 9],
    ['customer', 'cellphone', [{ content: 'ask Ann', id: '1' }], ['ask Ann']],
    ['customer', 'cellphones_attributes', ['12345', 'ask Ann'], ['ask Ann ', '12345']],
    ['customer', 'email', 'ANN@example.org', 'ann@example.org'],
    ['customer', 'level', 'gold', 'gold'],
    ['customer', 'lang', 'Klingon!', 'Klingon!'],
    ['customer', 'nick_name', 'x'.repeat(400), 'x'.repeat(400)],
    ['customer', 'organization', 'ACME', 'ACME'],
    ['customer', 'tags', 'b, with comma , a', 'b, with comma , a'],
    ['customer', 'description', '', null],
  ])('%s.%s %.40j is never refused, and what was sent sets nothing', (object, member, value, held) => {
    const field = member === 'cellphones_attributes' ? 'cellphone' : member;
    expect(read(object, member, value, { sent: { [field]: held } as never })).toEqual({ values: {}, skipped: [] });
    const stored = read(object, member, value, { sent: { [field]: 'x' } as never, stored: { [field]: held } });
    if (member !== 'organization') expect(stored).toEqual({ values: { [field]: held }, skipped: [] });
  });

  it('stays in its spelling beside what is new', () => {
    const sent = { cellphone: ['ask Ann'] } as never;
    const stored = { cellphone: ['ask Ann'] };
    expect(read('customer', 'cellphones_attributes', ['ask Ann', '15900000001'], { sent, stored })).toEqual({
      values: { cellphone: ['ask Ann', '15900000001'] },
      skipped: [],
    });
    expect(read('customer', 'cellphones_attributes', ['ask Bob', '15900000001'], { sent, stored })).toHaveProperty(
      'fault',
    );
  });

  it('does not bring back a first address that went meanwhile', () => {
    const current = { email: null, other_emails: ['b@example.org'] };
    const situation = {
      object: 'customer',
      current,
      form: current,
      atSending: {},
      isEditedSince: () => false,
    } as const;
    expect(applicable(current, situation)).toEqual({ values: {}, stored: {}, skipped: [] });
  });
});

describe('FR-2: labels with a comma in them', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['a,b,c', ['a,b', 'c'], ['a,b', 'c']],
    ['a,b,new', ['a, b'], ['a, b', 'new']],
    ['b,a', ['a,b'], ['b', 'a']],
    ['a', ['a,b'], ['a']],
    ['', ['a,b'], []],
    ['a,b,c', ['a,b', 'a,b,c'], ['a,b,c']],
    ['a,b', [','], ['a', 'b']],
  ])('%j with the labels %j makes %j', (tags, labels, expected) => {
    expect(labelsOf(tags, labels)).toEqual(expected);
  });
});

describe('FR-2: the name of a customer', () => {
  const of = (type: 'individual' | 'group' | 'corporate', middleName: string | null = null) => ({ type, middleName });

  it.each([
    ['Ann', of('individual'), { firstName: 'Ann', middleName: null, lastName: null }],
    ['Ann van Dyke', of('individual'), { firstName: 'Ann', middleName: null, lastName: 'van Dyke' }],
    ['Ann Q Lee', of('individual', 'Q'), { firstName: 'Ann', middleName: 'Q', lastName: 'Lee' }],
    ['Ann Q', of('individual', 'Q'), { firstName: 'Ann', middleName: null, lastName: 'Q' }],
    ['Ann Lee', of('group'), { customerName: 'Ann Lee' }],
    ['x'.repeat(125), of('individual'), { fault: 'has a name of more than 124 characters' }],
    [`Ann ${'x'.repeat(125)}`, of('individual'), { fault: 'has a name of more than 124 characters' }],
    [`Ann ${'x'.repeat(124)}`, of('corporate'), { fault: 'has a name of more than 124 characters' }],
  ])('%.20s of %j becomes %j', (nickName, named, expected) => {
    expect(newName(nickName, named)).toEqual(expected);
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
      levels: [],
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
