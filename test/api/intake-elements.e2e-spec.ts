import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTOR_KINDS, type ActorKind } from '#auth/actor.js';
import type { WireTree } from '#wire/tree.js';
import { anActivity, BODY_FORMATS } from '../support/activity.js';
import { createdId, notFoundIn, postActivity, refusalIn, refusalOf, WHO } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';

const ADDRESSES = 'payload.email.emailAddresses';
const CENTER = 'payload.email.messageCenter';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.close();
});

interface Row {
  readonly clause: string;
  readonly what: string;
  /** All three when left out. */
  readonly actors?: readonly ActorKind[];
  readonly set?: Readonly<Record<string, WireTree>>;
  readonly without?: readonly string[];
}

const STAFF: readonly ActorKind[] = ['user', 'client'];
const CUSTOMER: readonly ActorKind[] = ['customer'];
const attribute = (attribName: string, ...values: WireTree[]) => ({
  'customAttributes.customAttribute': [
    { attribName, attribValues: { attribValue: values.map((value) => ({ value })) } },
  ],
});

const REFUSED: readonly (Row & { readonly refusal: object })[] = [
  {
    clause: 'B-1',
    what: 'no department',
    actors: STAFF,
    without: ['department'],
    refusal: refusalOf('400-146', 'department.name'),
  },
  {
    clause: 'B-1',
    what: 'an unknown department',
    actors: STAFF,
    set: { 'department.name': 'Nowhere' },
    refusal: refusalOf('400-152', 'department.name'),
  },
  {
    clause: 'B-1',
    what: "a customer's department",
    actors: CUSTOMER,
    set: { 'department.name': 'Service' },
    refusal: refusalOf('400-147', 'department.name'),
  },
  { clause: 'B-2', what: 'no type', without: ['type.value'], refusal: refusalOf('400-146', 'type.value') },
  { clause: 'B-2', what: 'another type', set: { 'type.value': 'chat' }, refusal: refusalOf('400-152', 'type.value') },
  { clause: 'B-3', what: 'no subtype', without: ['type.subtype'], refusal: refusalOf('400-146', 'type.subtype.value') },
  {
    clause: 'B-3',
    what: 'another subtype',
    set: { 'type.subtype.value': 'special' },
    refusal: refusalOf('400-152', 'type.subtype.value'),
  },
  {
    clause: 'B-4',
    what: 'a subject of 256 characters',
    set: { subject: 'x'.repeat(256) },
    refusal: refusalOf('400-152', 'subject'),
  },
  {
    clause: 'B-5',
    what: 'nothing to say',
    without: ['subject', 'payload.email.content'],
    refusal: refusalOf('400-146', 'subject or attachments or payload.email.content'),
  },
  {
    clause: 'B-6',
    what: 'no sender',
    actors: STAFF,
    without: [`${ADDRESSES}.from`],
    refusal: refusalOf('400-146', `${ADDRESSES}.from`),
  },
  {
    clause: 'B-6',
    what: 'an invalid sender',
    set: { [`${ADDRESSES}.from`]: 'ann@example' },
    refusal: refusalOf('400-152', `${ADDRESSES}.from`),
  },
  {
    clause: 'B-7',
    what: 'no receiver',
    actors: STAFF,
    without: [`${ADDRESSES}.receiver`],
    refusal: refusalOf('400-146', `${ADDRESSES}.receiver`),
  },
  {
    clause: 'B-7',
    what: 'an unknown receiver',
    set: { [`${ADDRESSES}.receiver`]: 'nobody@example.com' },
    refusal: refusalOf('400-152', `${ADDRESSES}.receiver`),
  },
  {
    clause: 'B-7',
    what: 'an inactive receiver',
    set: { [`${ADDRESSES}.receiver`]: 'old-support@example.com' },
    refusal: refusalOf('400-152', `${ADDRESSES}.receiver`),
  },
  {
    clause: 'B-7',
    what: "another department's receiver",
    actors: STAFF,
    set: { [`${ADDRESSES}.receiver`]: 'sales@example.com' },
    refusal: refusalOf('400-152', `${ADDRESSES}.receiver`),
  },
  {
    clause: 'B-8',
    what: 'a message center',
    actors: STAFF,
    set: { [`${CENTER}.id`]: 'mc-service' },
    refusal: refusalOf('400-147', `${CENTER}.id`),
  },
  {
    clause: 'B-8',
    what: 'an unknown message center',
    actors: CUSTOMER,
    set: { [`${CENTER}.id`]: 'mc-none' },
    refusal: refusalOf('400-152', `${CENTER}.id`),
  },
  {
    clause: 'B-8',
    what: 'an inactive message center',
    actors: CUSTOMER,
    set: { [`${CENTER}.id`]: 'mc-closed' },
    refusal: refusalOf('400-152', `${CENTER}.id`),
  },
  {
    clause: 'B-8',
    what: 'neither receiver nor message center',
    actors: CUSTOMER,
    without: [CENTER],
    refusal: refusalOf('400-146', `${ADDRESSES}.receiver or ${CENTER}.id`),
  },
  {
    clause: 'B-8',
    what: 'receiver and message center of two departments',
    actors: CUSTOMER,
    set: { [`${ADDRESSES}.receiver`]: 'sales@example.com' },
    refusal: refusalOf('400-152', `${CENTER}.id`),
  },
  {
    clause: 'B-9',
    what: 'an issue type',
    actors: STAFF,
    set: { 'issueType.id': 'billing' },
    refusal: refusalOf('400-147', 'issueType.id'),
  },
  {
    clause: 'B-9',
    what: 'an issue type alone',
    actors: CUSTOMER,
    set: { 'issueType.id': 'billing', [`${ADDRESSES}.receiver`]: 'support@example.com' },
    without: [CENTER],
    refusal: refusalOf('400-152', 'issueType.id'),
  },
  {
    clause: 'B-9',
    what: 'an issue type of another message center',
    actors: CUSTOMER,
    set: { 'issueType.id': 'offer' },
    refusal: notFoundIn('issueType.id', 'offer'),
  },
  {
    clause: 'B-10',
    what: 'one bad address among many',
    actors: STAFF,
    set: { [`${ADDRESSES}.to.address`]: ['a@example.org', 'b'] },
    refusal: refusalOf('400-152', `${ADDRESSES}.to.address[1]`),
  },
  {
    clause: 'B-10',
    what: 'copies by a customer',
    actors: CUSTOMER,
    set: { [`${ADDRESSES}.cc.address`]: ['a@example.org'] },
    refusal: refusalOf('400-147', `${ADDRESSES}.cc.address`),
  },
  {
    clause: 'B-11',
    what: 'two addresses to reply to',
    set: { [`${ADDRESSES}.replyTo.address`]: ['a@example.org', 'b@example.org'] },
    refusal: refusalOf('400-152', `${ADDRESSES}.replyTo.address`),
  },
  {
    clause: 'B-12',
    what: 'a date without a zone',
    set: { 'payload.email.date.date': '2026-05-01T10:00:00.000' },
    refusal: refusalOf('400-152', 'payload.email.date.date'),
  },
  {
    clause: 'B-12',
    what: 'a date in the far future',
    set: { 'payload.email.date.date': '2999-05-01T10:00:00.000Z' },
    refusal: refusalOf('400-152', 'payload.email.date.date'),
  },
  { clause: 'B-13', what: 'a word for a boolean', set: { secure: 'yes' }, refusal: refusalOf('400-152', 'secure') },
  {
    clause: 'B-13',
    what: 'a customer who wants less',
    actors: CUSTOMER,
    set: { secure: false },
    refusal: refusalOf('400-152', 'secure'),
  },
  {
    clause: 'B-14',
    what: 'a customer by a customer',
    actors: CUSTOMER,
    set: { 'customer.type.value': 'individual' },
    refusal: refusalOf('400-147', 'customer'),
  },
  { clause: 'B-15', what: 'an unknown case', set: { 'case.id': 999_999 }, refusal: notFoundIn('case.id', '999999') },
  {
    clause: 'B-20',
    what: 'an id that cannot exist',
    set: { 'case.id': '9'.repeat(30) },
    refusal: notFoundIn('case.id', '9'.repeat(30)),
  },
  {
    clause: 'B-20',
    what: 'an id that is no number',
    set: { 'case.id': "1000' OR true" },
    refusal: notFoundIn('case.id', "1000' OR true"),
  },
  {
    clause: 'B-16',
    what: 'an unknown custom attribute',
    set: attribute('none', 'x'),
    refusal: refusalOf('400-152', 'customAttributes.customAttribute[0].attribName'),
  },
  {
    clause: 'B-16',
    what: 'a custom attribute of cases',
    set: attribute('caseOnly', 'x'),
    refusal: refusalOf('400-152', 'customAttributes.customAttribute[0].attribName'),
  },
  {
    clause: 'B-16',
    what: 'a value that is not predefined',
    set: attribute('product', 'tablet'),
    refusal: refusalOf('400-152', 'customAttributes.customAttribute[0].attribValues.attribValue'),
  },
  {
    clause: 'B-16',
    what: 'two values of one',
    set: attribute('product', 'laptop', 'phone'),
    refusal: refusalOf('400-152', 'customAttributes.customAttribute[0].attribValues.attribValue'),
  },
  {
    clause: 'B-16',
    what: 'a value that is too long',
    set: attribute('reference', 'x'.repeat(11)),
    refusal: refusalOf('400-152', 'customAttributes.customAttribute[0].attribValues.attribValue'),
  },
  {
    clause: 'B-16',
    what: 'a number that is none',
    set: attribute('quantity', 'many'),
    refusal: refusalOf('400-152', 'customAttributes.customAttribute[0].attribValues.attribValue'),
  },
  {
    clause: 'B-16',
    what: 'a date that is none',
    set: attribute('wanted', 'soon'),
    refusal: refusalOf('400-152', 'customAttributes.customAttribute[0].attribValues.attribValue'),
  },
  {
    clause: 'B-19',
    what: 'an unknown attribute',
    set: { 'payload.email.colour': 'red' },
    refusal: refusalOf('400-147', 'payload.email.colour'),
  },
  { clause: 'B-24', what: 'a read-only attribute', set: { priority: '1' }, refusal: refusalOf('400-147', 'priority') },
  {
    clause: 'T-3',
    what: 'an attachment without altId',
    set: { 'attachments.attachment': [{ inline: false }] },
    refusal: refusalOf('400-146', 'attachments.attachment[0].altId'),
  },
  {
    clause: 'T-3',
    what: 'an inline attachment without contentId',
    set: { 'attachments.attachment': [{ altId: 'a', inline: true }] },
    refusal: refusalOf('400-146', 'attachments.attachment[0].contentId'),
  },
  {
    clause: 'T-4',
    what: 'an unknown altId',
    set: { 'attachments.attachment': [{ altId: '0198c2f4-0000-4000-8000-000000000000' }] },
    refusal: notFoundIn('attachments.attachment[0].altId', '0198c2f4-0000-4000-8000-000000000000'),
  },
  {
    clause: 'T-4',
    what: 'an altId that is none',
    set: { 'attachments.attachment': [{ altId: 'photo' }] },
    refusal: notFoundIn('attachments.attachment[0].altId', 'photo'),
  },
];

const ACCEPTED: readonly Row[] = [
  { clause: 'B-1', what: 'a department in capitals', actors: STAFF, set: { 'department.name': 'SERVICE' } },
  { clause: 'B-4', what: 'a subject of 255 characters', set: { subject: 'ü'.repeat(255) } },
  { clause: 'B-5', what: 'html alone', set: { 'payload.email.content': { html: '<p>x</p>' } }, without: ['subject'] },
  { clause: 'B-7', what: 'a receiver in capitals', set: { [`${ADDRESSES}.receiver`]: 'SUPPORT@example.com' } },
  {
    clause: 'B-8',
    what: 'a receiver instead of a message center',
    actors: CUSTOMER,
    set: { [`${ADDRESSES}.receiver`]: 'sales@example.com' },
    without: [CENTER],
  },
  { clause: 'B-9', what: 'an issue type of the message center', actors: CUSTOMER, set: { 'issueType.id': 'billing' } },
  {
    clause: 'B-10',
    what: 'many addresses',
    actors: STAFF,
    set: {
      [`${ADDRESSES}.to.address`]: ['a@example.org', 'b@example.org'],
      [`${ADDRESSES}.cc.address`]: ['c@example.org'],
    },
  },
  { clause: 'B-11', what: 'one address to reply to', set: { [`${ADDRESSES}.replyTo.address`]: ['a@example.org'] } },
  { clause: 'B-12', what: 'a date with an offset', set: { 'payload.email.date.date': '2026-05-01T10:00:00+02:00' } },
  { clause: 'B-13', what: 'secure: true', set: { secure: true } },
  {
    clause: 'B-14',
    what: 'a customer that is not needed, whatever it is',
    actors: STAFF,
    set: { customer: { type: { value: 'robot' }, department: { name: 'x' } } },
  },
  { clause: 'B-16', what: 'several values of a multi-select', set: attribute('topics', 'a', 'c') },
  { clause: 'B-16', what: 'numbers', set: attribute('quantity', 12) },
];

const perActorAndFormat = <Case extends Row>(rows: readonly Case[]) =>
  rows.flatMap((row) =>
    (row.actors ?? ACTOR_KINDS).flatMap((actor) => BODY_FORMATS.map((format) => ({ ...row, actor, format }))),
  );

describe('one element at a time', () => {
  it.each(perActorAndFormat(REFUSED))(
    '$clause refuses $what from a $actor in $format',
    async ({ actor, format, set, without, refusal }) => {
      const answer = await postActivity(server, WHO[actor], anActivity({ actor, set, without }), { format });
      expect(refusalIn(answer)).toEqual(refusal);
    },
  );

  it.each(perActorAndFormat(ACCEPTED))(
    '$clause takes $what from a $actor in $format',
    async ({ actor, format, set, without }) => {
      const answer = await postActivity(server, WHO[actor], anActivity({ actor, set, without }), { format });
      expect([answer.status, answer.text]).toEqual([201, '']);
    },
  );

  it.each(BODY_FORMATS)(
    'O-2 names all that is wrong, the first of the table first, at most 30 in details, in %s',
    async (format) => {
      const address = Array.from({ length: 40 }, (_, index) => `bad-${index}`);
      const tree = anActivity({
        actor: 'client',
        set: { priority: '1', [`${ADDRESSES}.to.address`]: address, subject: 'x'.repeat(256) },
        without: ['department'],
      });
      const { code, attributes } = refusalIn(await postActivity(server, WHO.client, tree, { format }));
      expect(code).toBe('400-146');
      expect(attributes).toHaveLength(30);
      expect(attributes.slice(0, 3)).toEqual(['department.name', 'subject', `${ADDRESSES}.to.address[0]`]);
    },
  );
});

describe('the case (B-15)', () => {
  const caseOf = (customer: string, department: string) => storeActivity(server.database, { customer, department });
  const statusOf = async (caseId: string) => {
    const [row] = await server.database.query<{ status: string }>('SELECT status FROM cases WHERE id = $1::bigint', [
      caseId,
    ]);
    return row?.status;
  };

  it.each(ACTOR_KINDS)('B-15 is continued by a %s, and opened again when it is closed', async (actor) => {
    const { caseId } = await caseOf('c-ann', 'Service');
    await server.database.query(`UPDATE cases SET status = 'closed' WHERE id = $1::bigint`, [caseId]);
    const tree = anActivity({ actor, set: { 'case.id': caseId } });
    const id = createdId(await postActivity(server, WHO[actor], tree));
    const [row] = await server.database.query('SELECT case_id FROM activities WHERE id = $1::bigint', [id]);
    expect(row).toEqual({ case_id: caseId });
    expect(await statusOf(caseId)).toBe('open');
  });

  it.each([
    { actor: 'client', owner: 'c-bob', department: 'Service', isHidden: false },
    { actor: 'user', owner: 'c-ann', department: 'Sales', isHidden: false },
    { actor: 'customer', owner: 'c-bob', department: 'Service', isHidden: true },
    { actor: 'customer', owner: 'c-ann', department: 'Sales', isHidden: false },
  ] as const)(
    'B-15 refuses to a $actor the case of $owner in $department',
    async ({ actor, owner, department, isHidden }) => {
      const { caseId } = await caseOf(owner, department);
      const answer = await postActivity(server, WHO[actor], anActivity({ actor, set: { 'case.id': caseId } }));
      expect(refusalIn(answer)).toEqual(isHidden ? notFoundIn('case.id', caseId) : refusalOf('400-152', 'case.id'));
    },
  );

  it('B-15 is that of the customer acted for', async () => {
    const [bobs, anns] = [await caseOf('c-bob', 'Service'), await caseOf('c-ann', 'Service')];
    const query = `?customer=${await customerIdOf(server.database, 'c-bob')}`;
    const post = (caseId: string) =>
      postActivity(server, WHO.customer, anActivity({ actor: 'customer', set: { 'case.id': caseId } }), { query });
    expect((await post(bobs.caseId)).status).toBe(201);
    expect(refusalIn(await post(anns.caseId))).toEqual(notFoundIn('case.id', anns.caseId));
  });
});
