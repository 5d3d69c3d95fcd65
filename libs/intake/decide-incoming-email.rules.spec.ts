import { describe, expect, it } from '@jest/globals';
import type { Actor, ActorKind, ActorRecord } from '#auth/actor.js';
import { PartitionSnapshot, type PartitionRows } from '#configuration/partition-snapshot.js';
import type { StoredAttachment } from '#attachments/attachment.store.js';
import { DEFAULT_SETTINGS, type Settings } from '#settings/settings.js';
import type { WireTree } from '#wire/tree.js';
import { decideIncomingEmail, type DecisionInput } from './decide-incoming-email.rules.js';
import type { AcceptedEmail, Decision } from './decision.js';
import type { Facts, KnownAddress, SentFile } from './facts.js';
import type { IncomingEmail } from './incoming-email.js';

const NOW = new Date('2026-05-01T12:00:00.000Z');
const [SERVICE, SALES, CLOSED] = ['1', '2', '3'];
const RECEIVER = 'payload.email.emailAddresses.receiver';
const FROM = 'payload.email.emailAddresses.from';
const CENTER = 'payload.email.messageCenter.id';

function aSnapshot(settings: Partial<Settings> = {}, serviceSecure: boolean | null = null): PartitionSnapshot {
  const active = true;
  const attribute = { object: 'activity', allowedValues: [], multiSelect: false, size: 10, active } as const;
  const rows = {
    revision: '7',
    settings: { ...DEFAULT_SETTINGS, ...settings },
    departments: [
      { id: SERVICE, name: 'Service', active, enableSecureMessaging: serviceSecure, defaultQueueId: '10' },
      { id: SALES, name: 'Sales', active, enableSecureMessaging: null, defaultQueueId: '20' },
      { id: CLOSED, name: 'Closed', active: false, enableSecureMessaging: null, defaultQueueId: '30' },
    ],
    queues: [],
    aliases: [
      { id: '100', departmentId: SERVICE, name: 'Support', emailAddress: 'support@example.com', active, queueId: '11' },
      { id: '101', departmentId: SERVICE, name: 'Old', emailAddress: 'old@example.com', active: false, queueId: null },
      { id: '102', departmentId: SERVICE, name: 'Plain', emailAddress: 'plain@example.com', active, queueId: null },
      { id: '200', departmentId: SALES, name: 'Sales', emailAddress: 'sales@example.com', active, queueId: null },
      { id: '300', departmentId: CLOSED, name: 'Closed', emailAddress: 'closed@example.com', active, queueId: null },
    ],
    messageCenters: [
      { id: 'mc-service', departmentId: SERVICE, name: 'A', active, queueId: '12', issueTypeIds: ['billing'] },
      { id: 'mc-old', departmentId: SERVICE, name: 'B', active: false, queueId: null, issueTypeIds: [] },
      { id: 'mc-sales', departmentId: SALES, name: 'C', active, queueId: null, issueTypeIds: ['offer'] },
    ],
    issueTypes: [{ id: 'billing', name: 'Billing' }],
    inboundAccounts: [],
    recordTables: [],
    groups: [],
    customAttributes: [
      { ...attribute, id: '1', name: 'reference', dataType: 'string' },
      { ...attribute, id: '2', name: 'product', dataType: 'stringList', allowedValues: ['laptop', 'phone'] },
      { ...attribute, id: '3', name: 'caseOnly', dataType: 'string', object: 'case' },
    ],
  };
  return new PartitionSnapshot(rows as unknown as PartitionRows);
}

function anAddress(emailAddress: string, customerId: string, contactId: string): KnownAddress {
  return { id: '1', customerId, contactId, emailAddress } as KnownAddress;
}

const ANN = anAddress('ann@example.org', '50', '500');
const BOB = anAddress('bob@example.org', '60', '600');

function anActor(kind: ActorKind): Actor {
  const person = { id: '50', firstName: 'Ann', lastName: 'Lee', scopes: new Set<string>() };
  const actors = {
    user: { ...person, kind: 'user', departmentId: undefined, privileges: new Set<string>() },
    client: { kind: 'client', id: '70', clientId: 'crm', name: 'CRM', scopes: new Set<string>() },
    customer: { ...person, kind: 'customer', contactId: '500', departmentId: SERVICE },
  };
  return actors[kind] as unknown as Actor;
}

const NOTHING: IncomingEmail = {
  departmentName: undefined,
  subject: 'Laptop',
  attachments: [],
  text: 'abc',
  html: undefined,
  from: undefined,
  receiver: undefined,
  messageCenterId: undefined,
  issueTypeId: undefined,
  to: [],
  cc: [],
  replyTo: undefined,
  date: undefined,
  secure: undefined,
  customer: undefined,
  caseId: undefined,
  customAttributes: [],
};

const OF_STAFF: Partial<IncomingEmail> = {
  departmentName: 'Service',
  from: 'ann@example.org',
  receiver: 'support@example.com',
};
const OF_CUSTOMER: Partial<IncomingEmail> = { messageCenterId: 'mc-service' };

interface Situation {
  readonly actor?: ActorKind;
  readonly email?: Partial<IncomingEmail>;
  readonly isOnBehalf?: boolean;
  readonly files?: readonly SentFile[];
  readonly owners?: readonly KnownAddress[];
  readonly addresses?: readonly KnownAddress[];
  readonly customerDepartmentId?: string | null;
  readonly case?: { readonly customerId: string; readonly departmentId: string };
  readonly uploads?: readonly Partial<StoredAttachment>[];
  readonly settings?: Partial<Settings>;
  readonly serviceSecure?: boolean | null;
}

/** Ann is known by one address; a customer is Ann, for herself or, on behalf, for Bob. */
function decide(situation: Situation): Decision {
  const { actor = 'client', isOnBehalf = false, owners = [ANN] } = situation;
  const addresses = situation.addresses ?? [isOnBehalf ? BOB : ANN];
  const { customerDepartmentId = SERVICE } = situation;
  const uploads = (situation.uploads ?? []).map(anUpload);
  const facts = {
    snapshot: aSnapshot(situation.settings, situation.serviceSecure),
    owners: Map.groupBy(owners, ({ emailAddress }) => emailAddress.toLowerCase()),
    case: situation.case && { id: '900', ...situation.case },
    attachments: new Map(uploads.map((upload) => [upload.altId, upload])),
    customer:
      actor === 'customer'
        ? { id: isOnBehalf ? '60' : '50', departmentId: customerDepartmentId, addresses }
        : undefined,
  } as unknown as Facts;
  const input: DecisionInput = {
    email: { ...NOTHING, ...(actor === 'customer' ? OF_CUSTOMER : OF_STAFF), ...situation.email },
    files: situation.files ?? [],
    actor: anActor(actor),
    isOnBehalf,
    facts,
    now: NOW,
    keepsTrail: true,
  };
  return decideIncomingEmail(input);
}

function anUpload(upload: Partial<StoredAttachment>): StoredAttachment {
  const uploader: ActorRecord = { actor: 'client', id: '70', firstName: '', lastName: '' };
  return {
    altId: 'aaaaaaaa-0000-4000-8000-000000000001',
    fileName: 'photo.png',
    size: 10,
    state: 'uploaded',
    isAttached: false,
    uploader,
    createdAt: new Date(NOW.getTime() - 1000),
    ...upload,
  } as StoredAttachment;
}

function aFile(partName: string, file: Partial<SentFile> = {}): SentFile {
  return {
    partName,
    fileName: `${partName}.txt`,
    contentType: 'text/plain',
    contentId: undefined,
    size: 10,
    sha256: '',
    blobKey: partName,
    ...file,
  };
}

/** `code attribute`, in the order in which they are reported. */
function refusalsOf(situation: Situation): string[] {
  const decision = decide(situation);
  return decision.kind === 'accept' ? [] : decision.refusals.map(({ code, attribute }) => `${code} ${attribute}`);
}

function acceptedOf(situation: Situation): AcceptedEmail {
  const decision = decide(situation);
  if (decision.kind === 'refuse') throw new Error(JSON.stringify(decision.refusals));
  return decision.accepted;
}

interface Case extends Situation {
  readonly clause: string;
  readonly what: string;
  readonly refusals: readonly string[];
}

const CUSTOMER: WireTree = { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'New' }] } };
const departmentalized = { customerDepartmentalization: true };
const customAttribute = (name: string, ...values: string[]) => ({ email: { customAttributes: [{ name, values }] } });
const attachment = (altId: string) => ({ altId, inline: false, contentId: undefined });
const UPLOAD = attachment('aaaaaaaa-0000-4000-8000-000000000001');
const altIdPath = 'attachments.attachment[0].altId';

const REFERENCES: readonly Case[] = [
  {
    clause: 'B-1',
    what: 'an unknown department',
    email: { departmentName: 'Nowhere' },
    refusals: ['400-152 department.name'],
  },
  {
    clause: 'B-1',
    what: 'a department that is switched off',
    email: { departmentName: 'Closed', receiver: 'closed@example.com' },
    refusals: ['400-152 department.name'],
  },
  {
    clause: 'B-7',
    what: 'an unknown alias',
    email: { receiver: 'nobody@example.com' },
    refusals: [`400-152 ${RECEIVER}`],
  },
  {
    clause: 'B-7',
    what: 'an inactive alias',
    email: { receiver: 'old@example.com' },
    refusals: [`400-152 ${RECEIVER}`],
  },
  {
    clause: 'B-7',
    what: "another department's alias",
    email: { receiver: 'sales@example.com' },
    refusals: [`400-152 ${RECEIVER}`],
  },
  {
    clause: 'B-7',
    what: 'an alias of a department that is switched off',
    actor: 'customer',
    email: { messageCenterId: undefined, receiver: 'closed@example.com' },
    refusals: [`400-152 ${RECEIVER}`],
  },
  {
    clause: 'B-7',
    what: "a customer's unknown alias",
    actor: 'customer',
    email: { messageCenterId: undefined, receiver: 'nobody@example.com' },
    refusals: [`400-152 ${RECEIVER}`],
  },
  {
    clause: 'B-8',
    what: 'an unknown message center',
    actor: 'customer',
    email: { messageCenterId: 'mc-none' },
    refusals: [`400-152 ${CENTER}`],
  },
  {
    clause: 'B-8',
    what: 'an inactive message center',
    actor: 'customer',
    email: { messageCenterId: 'mc-old' },
    refusals: [`400-152 ${CENTER}`],
  },
  {
    clause: 'B-8',
    what: 'alias and message center of two departments',
    actor: 'customer',
    email: { receiver: 'sales@example.com' },
    refusals: [`400-152 ${CENTER}`],
  },
  {
    clause: 'B-9',
    what: 'an issue type of another message center',
    actor: 'customer',
    email: { issueTypeId: 'offer' },
    refusals: ['400-194 issueType.id'],
  },
  {
    clause: 'B-9',
    what: 'an unknown issue type',
    actor: 'customer',
    email: { issueTypeId: 'none' },
    refusals: ['400-194 issueType.id'],
  },
  {
    clause: 'B-21',
    what: "an alias outside the customer's department",
    actor: 'customer',
    settings: departmentalized,
    email: { messageCenterId: undefined, receiver: 'sales@example.com' },
    refusals: [`400-152 ${RECEIVER}`],
  },
  {
    clause: 'B-21',
    what: "a message center outside the customer's department",
    actor: 'customer',
    settings: departmentalized,
    email: { messageCenterId: 'mc-sales' },
    refusals: [`400-152 ${CENTER}`],
  },
  { clause: 'B-15', what: 'an unknown case', email: { caseId: '900' }, refusals: ['400-194 case.id'] },
  {
    clause: 'B-15',
    what: "another customer's case",
    email: { caseId: '900' },
    case: { customerId: '60', departmentId: SERVICE },
    refusals: ['400-152 case.id'],
  },
  {
    clause: 'B-15',
    what: "another department's case",
    email: { caseId: '900' },
    case: { customerId: '50', departmentId: SALES },
    refusals: ['400-152 case.id'],
  },
  {
    clause: 'B-15',
    what: 'a case for a sender whom nobody knows',
    owners: [],
    email: { caseId: '900', customer: CUSTOMER },
    case: { customerId: '50', departmentId: SERVICE },
    refusals: ['400-152 case.id'],
  },
  {
    clause: 'B-15',
    what: "a stranger's case to a customer",
    actor: 'customer',
    email: { caseId: '900' },
    case: { customerId: '60', departmentId: SERVICE },
    refusals: ['400-194 case.id'],
  },
  {
    clause: 'B-15',
    what: 'the own case when acting for another',
    actor: 'customer',
    isOnBehalf: true,
    email: { caseId: '900' },
    case: { customerId: '50', departmentId: SERVICE },
    refusals: ['400-194 case.id'],
  },
  {
    clause: 'B-15',
    what: "a customer's own case of another department",
    actor: 'customer',
    email: { caseId: '900' },
    case: { customerId: '50', departmentId: SALES },
    refusals: ['400-152 case.id'],
  },
  {
    clause: 'B-16',
    what: 'an unknown custom attribute',
    ...customAttribute('none', 'x'),
    refusals: ['400-152 customAttributes.customAttribute[0].attribName'],
  },
  {
    clause: 'B-16',
    what: 'a custom attribute of cases',
    ...customAttribute('caseOnly', 'x'),
    refusals: ['400-152 customAttributes.customAttribute[0].attribName'],
  },
  {
    clause: 'B-16',
    what: 'a value that is not predefined',
    ...customAttribute('product', 'tablet'),
    refusals: ['400-152 customAttributes.customAttribute[0].attribValues.attribValue'],
  },
  {
    clause: 'B-16',
    what: 'a custom attribute twice',
    email: {
      customAttributes: [
        { name: 'reference', values: ['a'] },
        { name: 'reference', values: ['b'] },
      ],
    },
    refusals: ['400-152 customAttributes.customAttribute[1].attribName'],
  },
  { clause: 'T-4', what: 'an unknown altId', email: { attachments: [UPLOAD] }, refusals: [`400-194 ${altIdPath}`] },
  {
    clause: 'T-4',
    what: 'a file that has not been uploaded',
    email: { attachments: [UPLOAD] },
    uploads: [{ state: 'announced' }],
    refusals: [`400-194 ${altIdPath}`],
  },
  {
    clause: 'T-4',
    what: 'a file that is on an activity',
    email: { attachments: [UPLOAD] },
    uploads: [{ isAttached: true }],
    refusals: [`400-194 ${altIdPath}`],
  },
  {
    clause: 'T-4',
    what: 'a file of yesterday',
    email: { attachments: [UPLOAD] },
    uploads: [{ createdAt: new Date(NOW.getTime() - 86_400_000) }],
    refusals: [`400-194 ${altIdPath}`],
  },
  {
    clause: 'T-4',
    what: "another actor's file",
    actor: 'user',
    email: { attachments: [UPLOAD] },
    uploads: [{}],
    refusals: [`400-194 ${altIdPath}`],
  },
  {
    clause: 'T-4',
    what: 'one file twice',
    email: { attachments: [UPLOAD, UPLOAD] },
    uploads: [{}],
    refusals: ['400-194 attachments.attachment[1].altId'],
  },
  {
    clause: 'T-5',
    what: 'a blocked file',
    settings: { blockedFileExtensions: ['exe'] },
    email: { attachments: [UPLOAD] },
    uploads: [{ fileName: 'run.EXE' }],
    refusals: [`400-152 ${altIdPath}`],
  },
  {
    clause: 'T-5',
    what: 'a blocked file in the request',
    settings: { blockedFileExtensions: ['exe'] },
    files: [aFile('a', { fileName: 'run.exe' })],
    refusals: ['400-152 attachments'],
  },
  {
    clause: 'T-5',
    what: 'more attachments than allowed',
    settings: { maximumAttachmentsPerActivity: 1 },
    files: [aFile('a'), aFile('b')],
    refusals: ['400-152 attachments'],
  },
];

const OWNERSHIP: readonly Case[] = [
  { clause: 'C-2', what: 'an unknown sender without a customer', owners: [], refusals: ['400-146 customer'] },
  {
    clause: 'C-5',
    what: 'a customer that is none',
    owners: [],
    email: { customer: { type: { value: 'robot' } } },
    refusals: ['400-152 customer.type.value'],
  },
  {
    clause: 'B-14',
    what: 'a department in a customer that is used',
    owners: [],
    email: { customer: { ...(CUSTOMER as object), department: { name: 'Service' } } },
    refusals: ['400-147 customer.department'],
  },
  {
    clause: 'C-6',
    what: "a new customer with somebody else's address",
    owners: [BOB],
    email: {
      customer: {
        type: { value: 'individual' },
        contacts: { contact: [{ firstName: 'New', email: [{ emailAddress: 'BOB@example.org' }] }] },
      },
    },
    refusals: ['400-152 customer.contacts.contact[0].email[0].emailAddress'],
  },
  {
    clause: 'C-3',
    what: "a customer who writes from a stranger's address",
    actor: 'customer',
    owners: [BOB],
    email: { from: 'bob@example.org' },
    refusals: [`400-152 ${FROM}`],
  },
  {
    clause: 'C-3',
    what: 'a customer without an address',
    actor: 'customer',
    addresses: [],
    refusals: [`400-146 ${FROM}`],
  },
  {
    clause: 'C-3',
    what: 'a contact without an address, though another of the customer has one',
    actor: 'customer',
    addresses: [anAddress('x@example.org', '50', '501')],
    refusals: [`400-146 ${FROM}`],
  },
  {
    clause: 'C-4',
    what: 'acting for a customer without an address',
    actor: 'customer',
    isOnBehalf: true,
    addresses: [],
    refusals: [`400-152 ${FROM}`],
  },
];

const secureOff = { enableSecureMessaging: false };

const SECURITY: readonly Case[] = [
  {
    clause: 'S-3',
    what: 'secure: true where it is off',
    settings: secureOff,
    email: { secure: true },
    refusals: ['400-152 secure'],
  },
  {
    clause: 'S-3',
    what: 'secure: true where the department switched it off',
    serviceSecure: false,
    email: { secure: true },
    refusals: ['400-152 secure'],
  },
  {
    clause: 'S-3',
    what: 'a customer where it is off',
    actor: 'customer',
    settings: secureOff,
    refusals: ['400-152 secure'],
  },
  {
    clause: 'S-3',
    what: 'a customer where it is off, on behalf',
    actor: 'customer',
    isOnBehalf: true,
    settings: secureOff,
    refusals: ['400-152 secure'],
  },
];

const KB = { maximumBodySizeForRetrieverKB: 1 };
const MB = { maximumEmailSizeForRetrieverMB: 1 };
const MEGABYTE = 1024 * 1024;

const SIZES: readonly Case[] = [
  {
    clause: 'Z-1',
    what: 'one byte of content too many',
    settings: KB,
    email: { text: 'x'.repeat(1025) },
    refusals: ['400-152 payload.email.content'],
  },
  {
    clause: 'Z-1',
    what: 'text and html that are too large together',
    settings: KB,
    email: { text: 'x'.repeat(512), html: 'x'.repeat(513) },
    refusals: ['400-152 payload.email.content'],
  },
  {
    clause: 'Z-1',
    what: 'too many bytes in few characters',
    settings: KB,
    email: { text: 'é'.repeat(513) },
    refusals: ['400-152 payload.email.content'],
  },
  {
    clause: 'Z-2',
    what: 'one byte of content and attachments too many',
    settings: MB,
    files: [aFile('a', { size: MEGABYTE - 2 })],
    refusals: ['400-152 attachments'],
  },
  {
    clause: 'Z-2',
    what: 'too large an upload',
    settings: MB,
    email: { attachments: [UPLOAD] },
    uploads: [{ size: MEGABYTE }],
    refusals: ['400-152 attachments'],
  },
];

describe('the decision', () => {
  it.each([...REFERENCES, ...OWNERSHIP, ...SECURITY, ...SIZES])('$clause refuses $what', (situation) => {
    expect(refusalsOf(situation)).toEqual(situation.refusals);
  });

  it.each<ActorKind>(['user', 'client'])('C-1 finds the customer of a %s by the sender, whatever the case', (actor) => {
    const { ownership, from } = acceptedOf({ actor, email: { from: 'ANN@Example.ORG' } });
    expect([ownership, from]).toEqual([{ kind: 'known', customerId: '50', contactId: '500' }, 'ann@example.org']);
  });

  it("C-8 prefers the department's own customer to a shared one, in the order of the facts", () => {
    const shared = anAddress('ann@example.org', '80', '800');
    expect(acceptedOf({ owners: [ANN, shared] }).ownership).toMatchObject({ customerId: '50' });
  });

  it.each([
    [false, null, '0'],
    [true, SERVICE, SERVICE],
  ])('C-2 makes a customer, with departmentalization %s in department %s', (isOn, departmentId, addressScope) => {
    const settings = { customerDepartmentalization: isOn };
    const { ownership } = acceptedOf({ owners: [], settings, email: { customer: CUSTOMER } });
    expect(ownership).toMatchObject({ kind: 'new-customer', departmentId, addressScope });
  });

  it('C-2 lets a new customer repeat the address it writes from', () => {
    const email = [{ emailAddress: 'Ann@example.org' }];
    const customer = { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'Ann', email }] } };
    expect(acceptedOf({ owners: [], email: { customer } }).ownership.kind).toBe('new-customer');
  });

  it.each([{ type: { value: 'robot' }, department: { name: 'Sales' } }, 'nonsense', []])(
    'B-14 ignores the customer %j of a sender who is known',
    (customer) => {
      expect(acceptedOf({ email: { customer } }).ownership.kind).toBe('known');
    },
  );

  it('C-3 picks the first address of the contact who is logged in', () => {
    const others = [anAddress('x@example.org', '50', '501'), ANN, anAddress('later@example.org', '50', '500')];
    expect(acceptedOf({ actor: 'customer', addresses: others }).from).toBe('ann@example.org');
  });

  it("C-3 takes the contact's own address", () => {
    expect(acceptedOf({ actor: 'customer', email: { from: 'Ann@Example.org' } }).ownership.kind).toBe('known');
  });

  it.each([
    [false, SERVICE, '0'],
    [true, SERVICE, SERVICE],
    [true, null, '0'],
  ])(
    'C-3 makes an unknown address one of the contact: departmentalization %s, department %s',
    (isOn, department, scope) => {
      const { ownership, from } = acceptedOf({
        actor: 'customer',
        settings: { customerDepartmentalization: isOn },
        customerDepartmentId: department,
        email: { from: 'New@example.org' },
      });
      expect(ownership).toEqual({ kind: 'new-address', customerId: '50', contactId: '500', addressScope: scope });
      expect(from).toBe('New@example.org');
    },
  );

  it('C-4 makes it the other customer’s, sent by the caller', () => {
    const { ownership, from, sentByCustomerId } = acceptedOf({ actor: 'customer', isOnBehalf: true });
    expect([ownership, from, sentByCustomerId]).toEqual([
      { kind: 'known', customerId: '60', contactId: '600' },
      'bob@example.org',
      '50',
    ]);
    expect(acceptedOf({ actor: 'customer' }).sentByCustomerId).toBeUndefined();
  });

  it('B-21 does not bind a shared customer, nor anybody without departmentalization (C-8)', () => {
    const email = { messageCenterId: 'mc-sales' };
    const shared = { actor: 'customer', settings: departmentalized, customerDepartmentId: null, email } as const;
    expect(acceptedOf(shared).departmentId).toBe(SALES);
    expect(acceptedOf({ actor: 'customer', email }).departmentId).toBe(SALES);
  });

  it.each([
    ['user', undefined, false],
    ['client', false, false],
    ['client', true, true],
    ['customer', undefined, true],
    ['customer', true, true],
  ] as const)('S-1, S-2: what a %s sends with secure %s is secure: %s', (actor, secure, isSecure) => {
    expect(acceptedOf({ actor, email: { secure } }).secure).toBe(isSecure);
  });

  it('S-3 does not concern what is not secure, and a department may allow what the partition does not', () => {
    expect(acceptedOf({ settings: secureOff }).secure).toBe(false);
    expect(acceptedOf({ settings: secureOff, serviceSecure: true, email: { secure: true } }).secure).toBe(true);
  });

  it('Z-1, Z-2 let pass what is exactly as large as allowed', () => {
    expect(acceptedOf({ settings: KB, email: { text: 'é'.repeat(256), html: 'x'.repeat(512) } }).contentBytes).toBe(
      1024,
    );
    const { attachmentBytes } = acceptedOf({ settings: MB, files: [aFile('a', { size: MEGABYTE - 3 })] });
    expect(attachmentBytes).toBe(MEGABYTE - 3);
  });

  it.each([
    ['of the alias', { receiver: 'support@example.com' }, '11'],
    ['of the department when the alias has none', { receiver: 'plain@example.com' }, '10'],
    ['of the message center', { messageCenterId: 'mc-service', receiver: undefined }, '12'],
  ])('E-2 puts it into the queue %s', (_, email, queueId) => {
    const actor = 'messageCenterId' in email ? 'customer' : 'client';
    expect(acceptedOf({ actor, email }).queueId).toBe(queueId);
  });

  it('B-8 takes alias and message center of one department, E-6 shows no alias that was not used', () => {
    const both = acceptedOf({ actor: 'customer', email: { receiver: 'support@example.com' } });
    expect([both.aliasId, both.messageCenterId]).toEqual(['100', 'mc-service']);
    const alone = acceptedOf({ actor: 'customer' });
    expect([alone.aliasId, alone.messageCenterId]).toEqual([undefined, 'mc-service']);
  });

  it('B-15 continues a case of the customer and the department', () => {
    const known = { email: { caseId: '900' }, case: { customerId: '50', departmentId: SERVICE } };
    expect(acceptedOf(known).caseId).toBe('900');
    expect(acceptedOf({ ...known, actor: 'customer' }).caseId).toBe('900');
  });

  it('B-12, E-2: date, priority and language have defaults', () => {
    const { date, priority, language } = acceptedOf({
      settings: { defaultActivityPriority: '2', defaultLanguage: 'da' },
    });
    expect([date, priority, language]).toEqual([NOW, '2', 'da']);
  });
});

describe('files of the same request', () => {
  const describedAs = (altId: string, contentId?: string) => ({ altId, inline: contentId !== undefined, contentId });

  function attachmentsOf(situation: Situation): string[] {
    return acceptedOf(situation).attachments.map((found) =>
      [found.kind === 'file' ? found.file.blobKey : found.altId, found.inline, found.contentId].join(' '),
    );
  }

  it('H-4 are attachments, inline by their Content-ID', () => {
    const files = [aFile('a'), aFile('b', { contentId: 'logo' })];
    expect(attachmentsOf({ files })).toEqual(['a false ', 'b true logo']);
  });

  it('H-4 are described by the element that has their name, and come in its order', () => {
    const email = { attachments: [describedAs('b', 'logo'), describedAs('a')] };
    expect(attachmentsOf({ files: [aFile('a'), aFile('b'), aFile('c')], email })).toEqual([
      'b true logo',
      'a false ',
      'c false ',
    ]);
  });

  it('H-4 are all kept when two have one name', () => {
    const files = [aFile('a', { blobKey: 'first' }), aFile('a', { blobKey: 'second' })];
    expect(attachmentsOf({ files, email: { attachments: [describedAs('a', 'logo')] } })).toEqual([
      'first true logo',
      'second false ',
    ]);
  });
});

describe('the order of stages', () => {
  const everythingWrong: Situation = {
    owners: [],
    settings: { ...secureOff, ...KB },
    email: {
      departmentName: 'Nowhere',
      caseId: '900',
      receiver: 'x@example.com',
      secure: true,
      text: 'x'.repeat(2000),
    },
  };

  it('O-1 refuses at the first stage that finds something, and O-2 names all that it found', () => {
    expect(refusalsOf(everythingWrong)).toEqual(['400-152 department.name', `400-152 ${RECEIVER}`, '400-194 case.id']);
    const { email, ...wrong } = everythingWrong;
    const better = { ...email, departmentName: 'Service', receiver: 'support@example.com', caseId: undefined };
    expect(refusalsOf({ ...wrong, email: better })).toEqual(['400-146 customer']);
    expect(refusalsOf({ ...wrong, owners: [ANN], email: better })).toEqual(['400-152 secure']);
    expect(refusalsOf({ ...wrong, owners: [ANN], email: { ...better, secure: false } })).toEqual([
      '400-152 payload.email.content',
    ]);
  });

  it('O-2 orders what one stage found by the table, not by the order of finding', () => {
    const email = { attachments: [UPLOAD], receiver: 'x@example.com', ...customAttribute('none', 'x').email };
    expect(refusalsOf({ email })).toEqual([
      `400-194 ${altIdPath}`,
      `400-152 ${RECEIVER}`,
      '400-152 customAttributes.customAttribute[0].attribName',
    ]);
  });

  it('X-3 tells of every stage it went through, in the order of the stages', () => {
    const clauses = decide({}).checks.map(({ clause }) => clause);
    expect(clauses.indexOf('B-7')).toBeLessThan(clauses.indexOf('C-1'));
    expect(clauses.indexOf('C-1')).toBeLessThan(clauses.indexOf('S-3'));
    expect(clauses.indexOf('S-3')).toBeLessThan(clauses.indexOf('Z-1'));
  });
});
