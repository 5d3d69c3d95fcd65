import { describe, expect, it } from '@jest/globals';
import { ACTOR_KINDS, type ActorKind } from '#auth/actor.js';
import { decodeHere } from '#wire/body/decode.js';
import type { WireTree } from '#wire/tree.js';
import { anActivity, asBody, BODY_FORMATS, type BodyFormat } from '../../test/support/activity.js';
import { ACTIVITY_SHAPE } from './activity-elements.js';
import { Checklist } from './checklist.js';
import type { IncomingEmail } from './incoming-email.js';
import { readActivity, type Sender } from './read-activity.rules.js';

const NOW = new Date('2026-05-01T12:00:00.000Z');

const ADDRESSES = 'payload.email.emailAddresses';
const CONTENT = 'payload.email.content';
const NOTHING_TO_SAY = 'subject or attachments or payload.email.content';
const NO_DESTINATION = `${ADDRESSES}.receiver or payload.email.messageCenter.id`;

interface Reading {
  readonly email: IncomingEmail | undefined;
  /** `code attribute`, in the order in which they are reported. */
  readonly refusals: readonly string[];
}

function read(tree: WireTree, actor: ActorKind, sender: Partial<Sender> = {}): Reading {
  const checks = new Checklist(false);
  const email = readActivity(tree, { kind: actor, isOnBehalf: false, hasFiles: false, ...sender }, NOW, checks);
  return { email, refusals: checks.refusals.map(({ code, attribute }) => `${code} ${attribute}`) };
}

function decoded(tree: WireTree, format: BodyFormat): WireTree {
  const bytes = Buffer.from(asBody(tree, format).body);
  return decodeHere({ format, bytes, root: 'activity', shape: ACTIVITY_SHAPE });
}

/** Text, as XML has nothing else. */
function asText(reading: Reading): string {
  return JSON.stringify(reading);
}

type Cell = 'required' | 'optional' | 'forbidden';

interface Row {
  readonly clause: string;
  readonly path: string;
  readonly user: Cell;
  readonly client: Cell;
  readonly customer: Cell;
  readonly value: WireTree;
}

const everybodyMust = { user: 'required', client: 'required', customer: 'required' } as const;
const everybodyMay = { user: 'optional', client: 'optional', customer: 'optional' } as const;
const staffMust = { user: 'required', client: 'required', customer: 'forbidden' } as const;
const staffMay = { user: 'optional', client: 'optional', customer: 'forbidden' } as const;
const staffMustCustomersMay = { user: 'required', client: 'required', customer: 'optional' } as const;
const customersMay = { user: 'forbidden', client: 'forbidden', customer: 'optional' } as const;

/** The table of the contract, written down a second time. */
const TABLE: readonly Row[] = [
  { clause: 'B-1', path: 'department.name', ...staffMust, value: 'Service' },
  { clause: 'B-2', path: 'type.value', ...everybodyMust, value: 'email' },
  { clause: 'B-3', path: 'type.subtype.value', ...everybodyMust, value: 'general' },
  { clause: 'B-4', path: 'subject', ...everybodyMay, value: 'Laptop' },
  { clause: 'T-3', path: 'attachments.attachment', ...everybodyMay, value: [{ altId: 'x' }] },
  { clause: 'B-5', path: `${CONTENT}.text`, ...everybodyMay, value: 'It is dark.' },
  { clause: 'B-5', path: `${CONTENT}.html`, ...everybodyMay, value: '<p>It is dark.</p>' },
  { clause: 'B-6', path: `${ADDRESSES}.from`, ...staffMustCustomersMay, value: 'ann@example.org' },
  { clause: 'B-7', path: `${ADDRESSES}.receiver`, ...staffMustCustomersMay, value: 'support@example.com' },
  { clause: 'B-8', path: 'payload.email.messageCenter.id', ...customersMay, value: 'mc-service' },
  { clause: 'B-9', path: 'issueType.id', ...customersMay, value: 'billing' },
  { clause: 'B-10', path: `${ADDRESSES}.to.address`, ...staffMay, value: ['a@example.org', 'b@example.org'] },
  { clause: 'B-10', path: `${ADDRESSES}.cc.address`, ...staffMay, value: ['c@example.org'] },
  { clause: 'B-11', path: `${ADDRESSES}.replyTo.address`, ...everybodyMay, value: ['d@example.org'] },
  { clause: 'B-12', path: 'payload.email.date.date', ...everybodyMay, value: '2026-05-01T10:00:00.000Z' },
  { clause: 'B-13', path: 'secure', ...everybodyMay, value: true },
  { clause: 'B-14', path: 'customer', ...staffMay, value: { type: { value: 'individual' } } },
  { clause: 'B-15', path: 'case.id', ...everybodyMay, value: 1000 },
  {
    clause: 'B-16',
    path: 'customAttributes.customAttribute',
    ...everybodyMay,
    value: [{ attribName: 'product', attribValues: { attribValue: [{ value: 'laptop' }] } }],
  },
];

const CELLS = TABLE.flatMap((row) =>
  ACTOR_KINDS.flatMap((actor) => BODY_FORMATS.map((format) => ({ ...row, actor, format, cell: row[actor] }))),
);

describe('who may send what', () => {
  const forbidden = CELLS.filter(({ cell }) => cell === 'forbidden');
  const allowed = CELLS.filter(({ cell }) => cell !== 'forbidden');
  const required = CELLS.filter(({ cell }) => cell === 'required');
  const optional = CELLS.filter(({ cell }) => cell === 'optional');

  it.each(forbidden)('$clause forbids $path to a $actor, in $format', ({ actor, path, value, format }) => {
    const tree = decoded(anActivity({ actor, set: { [path]: value } }), format);
    expect(read(tree, actor)).toEqual({ email: undefined, refusals: [`400-147 ${path}`] });
  });

  it.each(allowed)('$clause takes $path from a $actor, in $format', ({ actor, path, value, format }) => {
    const tree = decoded(anActivity({ actor, set: { [path]: value } }), format);
    expect(read(tree, actor).refusals).toEqual([]);
  });

  it.each(required)('$clause demands $path from a $actor, in $format', ({ actor, path, format }) => {
    const tree = decoded(anActivity({ actor, without: [path] }), format);
    expect(read(tree, actor)).toEqual({ email: undefined, refusals: [`400-146 ${path}`] });
  });

  it.each(optional)('$clause does not demand $path from a $actor, in $format', ({ actor, path, format }) => {
    // A customer still has to name a receiver or a message center.
    const isDestination = path === 'payload.email.messageCenter.id';
    const set: Record<string, WireTree> = isDestination ? { [`${ADDRESSES}.receiver`]: 'support@example.com' } : {};
    const tree = decoded(anActivity({ actor, set, without: [path] }), format);
    expect(read(tree, actor).refusals).toEqual([]);
  });

  it.each(CELLS)('B-23 takes null at $path from a $actor for absent', ({ actor, path }) => {
    const absent = read(anActivity({ actor, without: [path] }), actor);
    expect(read(anActivity({ actor, set: { [path]: null } }), actor)).toEqual(absent);
  });

  it.each(ACTOR_KINDS)('XML-4 reads the same from JSON and XML of everything that a %s may send', (actor) => {
    const rows = TABLE.filter((row) => row[actor] !== 'forbidden');
    const set = Object.fromEntries(rows.map(({ path, value }) => [path, value]));
    const tree = anActivity({ actor, set });
    expect(asText(read(decoded(tree, 'xml'), actor))).toBe(asText(read(decoded(tree, 'json'), actor)));
  });
});

interface Fault {
  readonly clause: string;
  readonly fault: string;
  readonly actor?: ActorKind;
  readonly set: Readonly<Record<string, WireTree>>;
  readonly without?: readonly string[];
  readonly refusals: readonly string[];
}

const long = (length: number) => 'x'.repeat(length);

const FAULTS: readonly Fault[] = [
  { clause: 'B-2', fault: 'another type', set: { 'type.value': 'chat' }, refusals: ['400-152 type.value'] },
  { clause: 'B-2', fault: 'a type in capitals', set: { 'type.value': 'EMAIL' }, refusals: ['400-152 type.value'] },
  {
    clause: 'B-3',
    fault: 'another subtype',
    set: { 'type.subtype.value': 'webform' },
    refusals: ['400-152 type.subtype.value'],
  },
  { clause: 'B-4', fault: 'a subject of 256 characters', set: { subject: long(256) }, refusals: ['400-152 subject'] },
  {
    clause: 'B-6',
    fault: 'an invalid sender',
    set: { [`${ADDRESSES}.from`]: 'ann' },
    refusals: [`400-152 ${ADDRESSES}.from`],
  },
  {
    clause: 'B-6',
    fault: 'two senders',
    set: { [`${ADDRESSES}.from`]: 'ann@example.org, bob@example.org' },
    refusals: [`400-152 ${ADDRESSES}.from`],
  },
  {
    clause: 'B-7',
    fault: 'a receiver of 256 characters',
    set: { [`${ADDRESSES}.receiver`]: `${long(244)}@example.com` },
    refusals: [`400-152 ${ADDRESSES}.receiver`],
  },
  {
    clause: 'B-10',
    fault: 'two bad addresses among four',
    set: { [`${ADDRESSES}.to.address`]: ['a@example.org', 'b', 'c@example.org', 'd@'] },
    refusals: [`400-152 ${ADDRESSES}.to.address[1]`, `400-152 ${ADDRESSES}.to.address[3]`],
  },
  {
    clause: 'B-10',
    fault: 'a copy to nobody',
    set: { [`${ADDRESSES}.cc.address`]: [''] },
    refusals: [`400-152 ${ADDRESSES}.cc.address[0]`],
  },
  {
    clause: 'B-11',
    fault: 'two addresses to reply to',
    set: { [`${ADDRESSES}.replyTo.address`]: ['a@example.org', 'b@example.org'] },
    refusals: [`400-152 ${ADDRESSES}.replyTo.address`],
  },
  {
    clause: 'B-11',
    fault: 'a bad address to reply to',
    set: { [`${ADDRESSES}.replyTo.address`]: ['a'] },
    refusals: [`400-152 ${ADDRESSES}.replyTo.address[0]`],
  },
  {
    clause: 'B-12',
    fault: 'a date without a zone',
    set: { 'payload.email.date.date': '2026-05-01T10:00:00.000' },
    refusals: ['400-152 payload.email.date.date'],
  },
  {
    clause: 'B-12',
    fault: 'a date more than 24 hours ahead',
    set: { 'payload.email.date.date': '2026-05-02T12:00:00.001Z' },
    refusals: ['400-152 payload.email.date.date'],
  },
  { clause: 'B-13', fault: 'a word that is no truth', set: { secure: 'yes' }, refusals: ['400-152 secure'] },
  {
    clause: 'B-13',
    fault: 'a customer who wants less',
    actor: 'customer',
    set: { secure: false },
    refusals: ['400-152 secure'],
  },
  {
    clause: 'B-5',
    fault: 'nothing to say',
    set: { subject: '', [`${CONTENT}.text`]: '', [`${CONTENT}.html`]: '' },
    refusals: [`400-146 ${NOTHING_TO_SAY}`],
  },
  {
    clause: 'B-5',
    fault: 'neither subject nor content',
    set: {},
    without: ['subject', CONTENT],
    refusals: [`400-146 ${NOTHING_TO_SAY}`],
  },
  {
    clause: 'B-8',
    fault: 'a customer without a destination',
    actor: 'customer',
    set: {},
    without: ['payload.email.messageCenter'],
    refusals: [`400-146 ${NO_DESTINATION}`],
  },
  {
    clause: 'B-9',
    fault: 'an issue type without a message center',
    actor: 'customer',
    set: { 'issueType.id': 'billing', [`${ADDRESSES}.receiver`]: 'support@example.com' },
    without: ['payload.email.messageCenter'],
    refusals: ['400-152 issueType.id'],
  },
  {
    clause: 'T-3',
    fault: 'an attachment without an altId',
    set: { 'attachments.attachment': [{ altId: 'x' }, {}] },
    refusals: ['400-146 attachments.attachment[1].altId'],
  },
  {
    clause: 'T-3',
    fault: 'an inline attachment without a content id',
    set: { 'attachments.attachment': [{ altId: 'x', inline: true }] },
    refusals: ['400-146 attachments.attachment[0].contentId'],
  },
  {
    clause: 'T-3',
    fault: 'an attachment that is neither inline nor not',
    set: { 'attachments.attachment': [{ altId: 'x', inline: 'maybe' }] },
    refusals: ['400-152 attachments.attachment[0].inline'],
  },
  {
    clause: 'B-16',
    fault: 'a custom attribute without a name',
    set: { 'customAttributes.customAttribute': [{ attribValues: { attribValue: [{ value: 'x' }] } }] },
    refusals: ['400-146 customAttributes.customAttribute[0].attribName'],
  },
  {
    clause: 'B-16',
    fault: 'a custom attribute without values',
    set: { 'customAttributes.customAttribute': [{ attribName: 'product' }] },
    refusals: ['400-146 customAttributes.customAttribute[0].attribValues.attribValue'],
  },
  {
    clause: 'B-19',
    fault: 'an unknown member',
    set: { 'payload.colour': 'red' },
    refusals: ['400-147 payload.colour'],
  },
  {
    clause: 'B-19',
    fault: 'an unknown member of a list item',
    set: { 'attachments.attachment': [{ altId: 'x', size: '3' }] },
    refusals: ['400-147 attachments.attachment[0].size'],
  },
  {
    clause: 'B-19',
    fault: 'blind copies',
    set: { [`${ADDRESSES}.bcc.address`]: ['a@example.org'] },
    refusals: [`400-147 ${ADDRESSES}.bcc`],
  },
];

const READ_ONLY = [
  'id link mode status priority created createdBy lastModified lastModifiedBy dueDate language userLastWorked',
  'classifications queue notes contactPointData lastDepartment contentPurged virtualAssistant channel sentOnBehalf',
].flatMap((names) => names.split(' '));

describe('what is structurally wrong', () => {
  const inBothFormats = FAULTS.flatMap((fault) => BODY_FORMATS.map((format) => ({ ...fault, format })));

  it.each(inBothFormats)(
    '$clause refuses $fault, in $format',
    ({ actor = 'client', set, without = [], refusals, format }) => {
      const tree = decoded(anActivity({ actor, set, without }), format);
      expect(read(tree, actor)).toEqual({ email: undefined, refusals });
    },
  );

  it.each(READ_ONLY)('B-24 refuses the read-only member %s', (name) => {
    expect(read(anActivity({ actor: 'user', set: { [name]: '1' } }), 'user').refusals).toEqual([`400-147 ${name}`]);
  });

  it.each([
    ['department', 'Service'],
    ['type.subtype', 'general'],
    ['payload', []],
    ['payload.email.emailAddresses', 'ann@example.org'],
    ['attachments', 'x'],
  ])('B-19 refuses %s when it is no object', (path, value) => {
    const { refusals } = read(anActivity({ actor: 'client', set: { [path]: value } }), 'client');
    expect(refusals).toContain(`400-152 ${path}`);
  });

  it.each([
    ['subject', 5],
    [`${CONTENT}.text`, { text: 'x' }],
    [`${ADDRESSES}.to.address`, 'a@example.org'],
    [`${ADDRESSES}.replyTo.address`, []],
    ['secure', 1],
    ['case.id', true],
    ['attachments.attachment', { altId: 'x' }],
    ['payload.email.date.date', 1_777_000_000_000],
  ])('B-19 refuses JSON of another type at %s', (path, value) => {
    const { refusals } = read(anActivity({ actor: 'client', set: { [path]: value } }), 'client');
    expect(refusals).toEqual([`400-152 ${path}`]);
  });

  it('B-16 refuses an empty list of values', () => {
    const customAttribute = [{ attribName: 'product', attribValues: { attribValue: [] } }];
    const { refusals } = read(
      anActivity({ actor: 'client', set: { customAttributes: { customAttribute } } }),
      'client',
    );
    expect(refusals).toEqual(['400-146 customAttributes.customAttribute[0].attribValues.attribValue']);
  });

  it.each(['\u0000', '\u0007', '\u001f', '\ud800', 'a\udc00b', '\uffff'])(
    'B-23 refuses the character %j anywhere',
    (character) => {
      const set = { [`${CONTENT}.html`]: character, customer: { contacts: { contact: [{ firstName: character }] } } };
      const { refusals } = read(anActivity({ actor: 'client', set }), 'client');
      expect(refusals).toEqual([`400-152 ${CONTENT}.html`, '400-152 customer.contacts.contact[0].firstName']);
    },
  );

  it('B-23 takes tabs, line breaks and pairs of surrogates', () => {
    const { email } = read(anActivity({ actor: 'client', set: { subject: 'a\tb\r\nc 😀' } }), 'client');
    expect(email?.subject).toBe('a\tb\r\nc 😀');
  });

  it.each([[[anActivity({ actor: 'client' })]], ['activity'], [5], [true], [null]])(
    'B-18 refuses what is not one activity',
    (tree) => {
      expect(read(tree, 'client')).toEqual({ email: undefined, refusals: ['400-152 activity'] });
    },
  );
});

describe('what is structurally right', () => {
  it('B-4 counts characters, not UTF-16 units', () => {
    const subject = '😀'.repeat(255);
    expect(read(anActivity({ actor: 'client', set: { subject } }), 'client').email?.subject).toBe(subject);
  });

  it.each([
    ['a subject', { subject: 'x' }],
    ['text', { [`${CONTENT}.text`]: 'x' }],
    ['html', { [`${CONTENT}.html`]: 'x' }],
    ['an attachment', { 'attachments.attachment': [{ altId: 'x' }] }],
  ])('B-5 is satisfied by %s alone', (_, some) => {
    const set = { subject: '', [`${CONTENT}.text`]: '', ...some };
    expect(read(anActivity({ actor: 'client', set }), 'client').refusals).toEqual([]);
  });

  it('B-5 is satisfied by a file in the same request', () => {
    const tree = anActivity({ actor: 'client', without: ['subject', CONTENT] });
    expect(read(tree, 'client', { hasFiles: true }).refusals).toEqual([]);
  });

  it.each([
    ['a receiver', { [`${ADDRESSES}.receiver`]: 'support@example.com' }, ['payload.email.messageCenter']],
    ['a message center', {}, []],
    ['both', { [`${ADDRESSES}.receiver`]: 'support@example.com' }, []],
  ])('B-8 lets a customer name %s', (_, set, without) => {
    expect(read(anActivity({ actor: 'customer', set, without }), 'customer').refusals).toEqual([]);
  });

  it.each([
    ['2026-05-01T10:00:00.250Z', '2026-05-01T10:00:00.250Z'],
    ['2026-05-01T12:00:00+02:00', '2026-05-01T10:00:00.000Z'],
    ['2026-05-02T12:00:00.000Z', '2026-05-02T12:00:00.000Z'],
  ])('B-12 reads the date %s', (date, moment) => {
    const { email } = read(anActivity({ actor: 'client', set: { 'payload.email.date.date': date } }), 'client');
    expect(email?.date?.toISOString()).toBe(moment);
  });

  it.each([
    [true, true],
    [false, false],
    ['true', true],
    ['false', false],
  ])('B-13 reads %j', (secure, meaning) => {
    expect(read(anActivity({ actor: 'client', set: { secure } }), 'client').email?.secure).toBe(meaning);
  });

  it.each([1000, '1000'])('B-20 takes the id %j as a text', (id) => {
    expect(read(anActivity({ actor: 'client', set: { 'case.id': id } }), 'client').email?.caseId).toBe('1000');
  });

  it('B-14 does not look into the customer yet, not even for its department', () => {
    const customer = { type: { value: 'nobody' }, department: { name: 'Sales' }, colour: 'red' };
    expect(read(anActivity({ actor: 'user', set: { customer } }), 'user').email?.customer).toEqual(customer);
  });

  it.each(['photo@x', '<photo@x>'])('T-3 takes the content id %s without angle brackets', (contentId) => {
    const set = { 'attachments.attachment': [{ altId: 'a', inline: 'true', contentId }] };
    const { email } = read(anActivity({ actor: 'client', set }), 'client');
    expect(email?.attachments).toEqual([{ altId: 'a', inline: true, contentId: 'photo@x' }]);
  });

  it('C-4 forbids from to a customer who acts for another', () => {
    const tree = anActivity({ actor: 'customer', set: { [`${ADDRESSES}.from`]: 'ann@example.org' } });
    expect(read(tree, 'customer', { isOnBehalf: true }).refusals).toEqual([`400-147 ${ADDRESSES}.from`]);
    expect(read(tree, 'customer').refusals).toEqual([]);
  });
});

describe('how refusals are reported', () => {
  it('O-2 orders them by the table, whatever the order of the body, and unknown attributes last', () => {
    const tree = anActivity({
      actor: 'client',
      set: { colour: 'red', 'case.id': [], secure: 'no', [`${ADDRESSES}.from`]: 'x', subject: long(256) },
      without: ['department', 'type.value'],
    });
    expect(read(tree, 'client').refusals).toEqual([
      '400-146 department.name',
      '400-146 type.value',
      '400-152 subject',
      `400-152 ${ADDRESSES}.from`,
      '400-152 secure',
      '400-152 case.id',
      '400-147 colour',
    ]);
  });

  it('O-3 names all members of which one is missing', () => {
    const { refusals } = read({ type: { value: 'email', subtype: { value: 'general' } } }, 'customer');
    expect(refusals).toEqual([`400-146 ${NOTHING_TO_SAY}`, `400-146 ${NO_DESTINATION}`]);
  });
});
