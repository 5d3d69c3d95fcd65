import { describe, expect, it } from '@jest/globals';
import { DEFAULT_ACCOUNT, type RecordRules } from '#inbound-accounts/inbound-account.js';
import type { Group } from '#record-tables/group.js';
import type { RecordField, RecordTable } from '#record-tables/record-table.js';
import type { StoredRecord } from '#records/record.js';
import type { GroupId, RecordId, RecordTableId, UserId } from '#runtime/ids.js';
import {
  decideRecordMail,
  type FoundRecord,
  type RecordAccount,
  type RecordMail,
  type RecordMailFacts,
} from './decide-record-mail.rules.js';

function field(name: string, label: string, type: RecordField['type'], more: Partial<RecordField> = {}): RecordField {
  return { name, label, type, required: false, values: [], table: null, active: true, ...more };
}

const ASSET: RecordTable = {
  id: '16' as RecordTableId,
  name: 'asset',
  label: 'Asset requests',
  onClosed: 'append',
  active: true,
  fields: [
    field('title', 'Title', 'text', { required: true }),
    field('amount', 'Amount', 'number'),
    field('kind', 'Kind', 'choice', { values: ['laptop', 'phone'] }),
    field('log', 'Log', 'appendOnly'),
    field('files', 'Files', 'files'),
    field('requester', 'Requester', 'email'),
  ],
};
const RULES: RecordRules = {
  ...DEFAULT_ACCOUNT.records,
  mapping: {
    ...DEFAULT_ACCOUNT.records.mapping,
    subject: 'title',
    fromAddress: 'requester',
    text: 'log',
    attachments: 'files',
    fixed: { kind: 'laptop' },
  },
  updates: { text: 'log', attachments: 'files', fieldUpdates: true },
  parsing: { start: null, end: null, separator: ':' },
};
const ACCOUNT: RecordAccount = { table: ASSET, allowCreate: true, access: DEFAULT_ACCOUNT.access, rules: RULES };
const STAFF: Group = {
  id: '1' as GroupId,
  name: 'Staff',
  userIds: ['7' as UserId],
  tables: { asset: { create: true, read: true, update: true, fields: ['title', 'amount'] } },
};
const GUESTS: Group = {
  id: '2' as GroupId,
  name: 'Guests',
  userIds: ['8' as UserId],
  tables: { asset: { create: true, read: false, update: false, fields: ['amount'] } },
};

interface Case {
  mail?: Partial<RecordMail>;
  account?: Partial<RecordAccount>;
  facts?: Partial<RecordMailFacts>;
  record?: Partial<StoredRecord>;
  found?: Partial<FoundRecord>;
}

const RECORD: StoredRecord = {
  id: '1000' as RecordId,
  tableId: '16' as RecordTableId,
  values: { requester: 'Nora@new.example' },
  closedAt: null,
  deletedAt: null,
  mergedInto: null,
  createdBy: { actor: 'sender', address: 'maker@new.example', name: null },
  createdAt: new Date(0),
  lastModifiedBy: { actor: 'sender', address: 'maker@new.example', name: null },
  lastModifiedAt: new Date(0),
};

const PARTS: RecordMail['parts'] = {
  fromName: 'Nora Neu',
  fromAddress: 'nora@new.example',
  to: [],
  cc: [],
  subject: 'A laptop',
  date: new Date('2026-11-21T10:00:00Z'),
  text: '',
  html: '',
  messageId: 'm@new.example',
};

function decide({ mail, account, facts, record, found }: Case) {
  const text = mail?.writtenText ?? mail?.parts?.text ?? 'It beeps.';
  return decideRecordMail(
    {
      parts: { ...PARTS, text },
      writtenText: text,
      isAuthenticated: true,
      isProven: mail?.isAuthenticated ?? true,
      isAutomatic: false,
      isBounce: false,
      isFromDaemon: false,
      isAutomaticAnswer: false,
      releasedBy: undefined,
      ...mail,
    },
    { ...ACCOUNT, ...account },
    {
      found:
        record || found
          ? aFound({
              record: { ...RECORD, ...record },
              access: account?.access ?? ACCOUNT.access,
              guestId: facts?.guestId,
              ...found,
            })
          : undefined,
      copy: undefined,
      userId: undefined,
      guestId: undefined,
      isCustomer: false,
      customAttributes: [],
      unseenLinks: new Set(),
      groups: [STAFF, GUESTS],
      remarks: [],
      ...facts,
    },
  );
}

function aFound(more: Partial<FoundRecord>): FoundRecord {
  return {
    table: ASSET,
    record: RECORD,
    evidence: 'key',
    isForwarded: false,
    merged: [],
    rules: RULES,
    allowCreate: true,
    access: ACCOUNT.access,
    guestId: undefined,
    ...more,
  };
}

function valuesOf(decision: ReturnType<typeof decide>): object {
  return 'values' in decision ? Object.fromEntries(decision.values) : {};
}

const PAT = { userId: '7' };

describe('RU-2, RU-3: a mail without a key', () => {
  it.each<[string, Case, string]>([
    ['of a user who may create', { facts: PAT }, 'create'],
    ['of a user whom nobody has verified', { facts: PAT, mail: { isAuthenticated: false } }, 'discard'],
    ['of a stranger', {}, 'discard'],
    ['of a stranger, with a guest who may create', { facts: { guestId: '8' } }, 'create'],
    [
      'of a user whose groups do not count here',
      { facts: PAT, account: { access: { ...ACCOUNT.access, groups: ['Others'] } } },
      'discard',
    ],
    [
      'of a user of a group that counts',
      { facts: PAT, account: { access: { ...ACCOUNT.access, groups: ['staff'] } } },
      'create',
    ],
    ['to an account that makes none', { facts: PAT, account: { allowCreate: false } }, 'discard'],
    [
      'of somebody unknown, where one has to be known',
      { facts: { guestId: '8' }, account: { access: { ...ACCOUNT.access, knownUsersOnly: true } } },
      'discard',
    ],
    [
      'of whoever claims to be a customer, where one has to be known',
      {
        mail: { isAuthenticated: false },
        facts: { guestId: '8', isCustomer: true },
        account: { access: { ...ACCOUNT.access, knownUsersOnly: true } },
      },
      'discard',
    ],
    ['of a user whom a network alone vouches for', { facts: PAT, mail: { isProven: false } }, 'discard'],
    [
      'of a customer, where one has to be known',
      { facts: { guestId: '8', isCustomer: true }, account: { access: { ...ACCOUNT.access, knownUsersOnly: true } } },
      'create',
    ],
    ['that somebody has let go', { mail: { releasedBy: { userId: undefined } } }, 'create'],
    ['that a user without a right has let go', { mail: { releasedBy: { userId: '9' } } }, 'discard'],
    ['that a user with the right has let go', { mail: { releasedBy: { userId: '7' } } }, 'create'],
    ['for a table that is not in use', { facts: PAT, account: { table: undefined } }, 'discard'],
    ['of a mailer-daemon', { mail: { isFromDaemon: true, isAuthenticated: false } }, 'note'],
    ['that is a bounce', { mail: { isBounce: true } }, 'note'],
    ['that a program has answered with', { facts: PAT, mail: { isAutomaticAnswer: true, isAutomatic: true } }, 'note'],
    ['that a program has sent by itself', { facts: PAT, mail: { isAutomatic: true } }, 'create'],
  ])('%s: see the third column', (_, given, kind) => {
    expect(decide(given).kind).toBe(kind);
  });

  it('maps its parts, and the fields that the sender may write (RI-6, RI-8)', () => {
    const created = decide({ facts: PAT, mail: { writtenText: 'Amount: 12\nKind: phone\nIt beeps.' } });
    expect(valuesOf(created)).toEqual({
      kind: 'laptop',
      title: 'A laptop',
      requester: 'nora@new.example',
      log: 'Kind: phone\nIt beeps.',
      amount: 12,
    });
    expect(created).toMatchObject({
      filesField: 'files',
      grantedFields: new Set(['kind']),
      isVerified: true,
      fieldOutcomes: [
        { field: 'amount', outcome: 'applied' },
        { field: 'kind', outcome: 'no_right' },
      ],
    });
  });

  it('keeps a line as text that links to what the sender does not see, and what the account gives (RI-9)', () => {
    const link = field('parent', 'Parent', 'link', { table: 'asset' });
    const mapping = { ...RULES.mapping, fixed: { parent: '1000' } };
    const account = { table: { ...ASSET, fields: [...ASSET.fields, link] }, rules: { ...RULES, mapping } };
    const users = { ...STAFF, tables: { asset: { create: true, read: true, update: true, fields: ['parent'] } } };
    const mail = { writtenText: 'Parent: 999\nIt beeps.' };
    const facts = { ...PAT, groups: [users], unseenLinks: new Set(['parent']) };
    const decision = decide({ account, facts, mail });
    expect(valuesOf(decision)).toMatchObject({ parent: '1000', log: 'Parent: 999\nIt beeps.' });
    expect(decision).toMatchObject({
      grantedFields: new Set(['parent']),
      fieldOutcomes: [{ field: 'parent', outcome: 'invalid', reason: 'it must be the id of what the sender may read' }],
    });
  });

  it('has the rights of the user or of the guest, never of both (RI-5)', () => {
    const text = { writtenText: 'Title: Mine\nAmount: 12' };
    const asGuest = decide({ facts: { userId: '7', guestId: '8' }, mail: { ...text, isAuthenticated: false } });
    expect(valuesOf(asGuest)).toMatchObject({ title: 'A laptop', amount: 12 });
    const unprivileged = decide({
      facts: { userId: '9', guestId: '8' },
      mail: text,
    });
    expect(unprivileged.kind).toBe('discard');
  });
});

describe('RU-1, RU-4: a mail that leads to a record', () => {
  it('of a user who may update changes fields and appends the rest (RI-7)', () => {
    const decision = decide({ facts: PAT, record: {}, mail: { writtenText: 'Amount: 3\nDone.' } });
    expect(decision).toMatchObject({ kind: 'update', isVerified: true, filesField: 'files' });
    expect(valuesOf(decision)).toEqual({ amount: 3, log: 'Done.' });
  });

  it.each<[string, Case, object]>([
    ['of whom it names, verified', { record: {} }, { kind: 'update', isVerified: true, remarks: [] }],
    [
      'of whoever made it',
      { record: { values: {}, createdBy: { actor: 'sender', address: 'NORA@new.example', name: null } } },
      { kind: 'update', remarks: [] },
    ],
    [
      'of whom it names, not verified',
      { record: {}, mail: { isAuthenticated: false } },
      { kind: 'update', isVerified: false, remarks: ['nobody has verified that the sender is who it says'] },
    ],
    [
      'of a user whom nobody has verified',
      { facts: PAT, record: { values: {} }, mail: { isAuthenticated: false } },
      { kind: 'update', isVerified: false, remarks: ['the sender takes no part in it, but has a key of it'] },
    ],
    ['of a stranger', { record: { values: {} } }, { kind: 'update', isVerified: false }],
    [
      'of a stranger, who is to be held',
      { record: { values: {} }, account: { access: { ...ACCOUNT.access, unknownSenderWithKey: 'hold' } } },
      { kind: 'hold' },
    ],
    [
      'of a stranger without rights, who is to make a new one',
      { record: { values: {} }, account: { access: { ...ACCOUNT.access, unknownSenderWithKey: 'new' } } },
      { kind: 'discard' },
    ],
    [
      'by somebody else’s Message-ID, of a stranger',
      { record: { values: {} }, facts: { guestId: '8' }, found: { evidence: 'foreign-message-id' } },
      { kind: 'create', remarks: ['possibly related to record 1000 of asset'] },
    ],
    [
      'of whoever made a record that was merged into it',
      { record: { values: {} }, found: { merged: [{ ...RECORD, values: { requester: 'nora@new.example' } }] } },
      { kind: 'update', isVerified: true, remarks: [] },
    ],
    [
      'of whom a field names that is switched off',
      {
        record: {},
        found: { table: { ...ASSET, fields: ASSET.fields.map((one) => ({ ...one, active: one.type !== 'email' })) } },
      },
      { kind: 'update', remarks: ['the sender takes no part in it, but has a key of it'] },
    ],
    [
      'of a stranger, that somebody has let go',
      {
        record: { values: {} },
        mail: { releasedBy: { userId: undefined } },
        found: { evidence: 'own-message-id' },
        account: { access: { ...ACCOUNT.access, unknownSenderWithKey: 'hold' } },
      },
      { kind: 'update', isVerified: false, remarks: ['the sender takes no part in it; somebody has let the mail go'] },
    ],
    [
      'of a stranger, that somebody has let go who may not change it',
      {
        record: { values: {} },
        mail: { releasedBy: { userId: '8' } },
        account: { access: { ...ACCOUNT.access, unknownSenderWithKey: 'hold' } },
      },
      { kind: 'hold', remarks: ['it is about record 1000 of asset'] },
    ],
    ['that is automatic', { record: {}, mail: { isAutomatic: true } }, { kind: 'link' }],
    [
      'that is automatic, of a stranger whose mail is to be held',
      {
        record: { values: {} },
        mail: { isAutomatic: true, isAutomaticAnswer: true },
        found: { evidence: 'own-message-id' },
        account: { access: { ...ACCOUNT.access, unknownSenderWithKey: 'hold' } },
      },
      { kind: 'link' },
    ],
    [
      'that is a bounce of a mail of ours',
      { record: { values: {} }, mail: { isBounce: true }, found: { evidence: 'own-message-id' } },
      { kind: 'link' },
    ],
    [
      'that is automatic, of a stranger, by somebody else’s Message-ID',
      {
        record: { values: {} },
        mail: { isAutomatic: true, isAutomaticAnswer: true },
        found: { evidence: 'foreign-message-id' },
      },
      { kind: 'note', remarks: ['possibly related to record 1000 of asset'] },
    ],
    [
      'that came for another account as well',
      { record: {}, facts: { copy: { table: ASSET, record: RECORD } } },
      { kind: 'link', remarks: ['it came for another account as well: what it says is in the record already'] },
    ],
    ['of a table without an account', { record: {}, found: { rules: undefined } }, { kind: 'link' }],
  ])('%s', (_, given, expected) => {
    const { record, found } = given;
    const merged = found && record ? { ...given, found: { record: { ...RECORD, ...record }, ...found } } : given;
    expect(decide(merged)).toMatchObject(expected);
  });

  it.each<[string, Case]>([
    ['not verified', { record: {}, mail: { isAuthenticated: false } }],
    ['a stranger', { record: { values: {} } }],
    ['without rights of its own', { record: {} }],
  ])('of somebody who is %s changes no field', (_, given) => {
    const decision = decide({ ...given, mail: { ...given.mail, writtenText: 'Amount: 3\nDone.' } });
    expect(Object.keys(valuesOf(decision))).toEqual(['log']);
    const rights = 'rightsIn' in decision ? decision.rightsIn(ASSET) : undefined;
    expect(rights).toMatchObject({ fields: new Set(['log', 'files']) });
  });

  it('is judged by the account of the record, whatever account it comes to (RU-8)', () => {
    const strict = { ...ACCOUNT.access, groups: ['Others'], unknownSenderWithKey: 'hold' as const };
    const text = { writtenText: 'Amount: 3\nDone.' };
    const byStaff = decide({ facts: { ...PAT, guestId: '8' }, found: { access: strict }, mail: text });
    expect(valuesOf(byStaff)).toEqual({ log: 'Amount: 3\nDone.' });
    const byStranger = decide({
      facts: { guestId: '8' },
      found: { record: { ...RECORD, values: {} }, access: strict },
    });
    expect(byStranger).toMatchObject({ kind: 'hold' });
    const byGuest = decide({ facts: { guestId: '7' }, found: { guestId: undefined }, mail: text });
    expect(valuesOf(byGuest)).toEqual({ log: 'Amount: 3\nDone.' });
  });

  it('of whom a network alone vouches for changes nothing by the rights of a user', () => {
    const decision = decide({ facts: PAT, record: {}, mail: { isProven: false, writtenText: 'Amount: 3\nDone.' } });
    expect(valuesOf(decision)).toEqual({ log: 'Amount: 3\nDone.' });
  });

  it('adds both, a field of what only grows and the rest of the text, where they come to one field (RI-7, RI-8)', () => {
    const logger = {
      ...STAFF,
      tables: { asset: { create: true, read: true, update: true, fields: ['amount', 'log'] } },
    };
    const text = { writtenText: 'It beeps.\nLog: Seen.\nAmount: 3' };
    const updated = decide({ facts: { ...PAT, groups: [logger] }, record: {}, mail: text });
    expect(valuesOf(updated)).toEqual({ amount: 3, log: 'Seen.\n\nIt beeps.' });
    const created = decide({ facts: { ...PAT, groups: [logger] }, mail: text });
    expect(valuesOf(created)).toMatchObject({ amount: 3, log: 'Seen.\n\nIt beeps.' });
  });

  it('reads no field when what was just written cannot be told from what it quotes (RI-8)', () => {
    const parts = { ...PARTS, text: 'Thanks.\n> Amount: 3' };
    const untold = { facts: PAT, mail: { writtenText: undefined, parts } };
    const updated = decide({ ...untold, record: {} });
    expect(valuesOf(updated)).toEqual({ log: 'Thanks.\n> Amount: 3' });
    expect(updated).toMatchObject({ fieldOutcomes: [], remarks: [expect.stringMatching('no field was read')] });
    expect(valuesOf(decide(untold))).not.toHaveProperty('amount');
  });

  it('adds all of a text that only quotes, or is written below what it quotes, and says so (RI-7)', () => {
    const parts = { ...PARTS, text: '-----Original Message-----\nFrom: Desk\n\nHow many?\n\nThree.\nAmount: 3' };
    const updated = decide({ facts: PAT, record: {}, mail: { writtenText: '', parts } });
    expect(valuesOf(updated)).toEqual({ log: parts.text });
    expect(updated).toMatchObject({ fieldOutcomes: [], remarks: [expect.stringMatching('all of it was added')] });
    const silent = decide({ facts: PAT, record: {}, mail: { writtenText: '', parts: { ...parts, text: ' ' } } });
    expect(silent).toMatchObject({ values: new Map(), remarks: [] });
  });

  it('has the rights of the guest when the sender is nobody here, no more (RI-5)', () => {
    const guest = { ...GUESTS, tables: { asset: { create: false, read: false, update: true, fields: ['amount'] } } };
    const decision = decide({
      record: {},
      facts: { guestId: '8', groups: [STAFF, guest] },
      mail: { writtenText: 'Amount: 3\nTitle: x' },
    });
    expect(valuesOf(decision)).toEqual({ amount: 3, log: 'Title: x' });
  });
});

describe('RU-5: a record that is not open', () => {
  const closed = { closedAt: new Date(0) };
  const table = (onClosed: RecordTable['onClosed']): RecordTable => ({ ...ASSET, onClosed });

  it.each<[RecordTable['onClosed'], Partial<RecordMailFacts>, object]>([
    ['reopen', PAT, { kind: 'update', isReopened: true }],
    ['append', PAT, { kind: 'update', isReopened: false }],
    ['new', PAT, { kind: 'create', follows: { id: '1000' }, remarks: ['follows record 1000, which is closed'] }],
    ['new', {}, { kind: 'update', isReopened: false }],
  ])('when it is closed, as its table says: %s', (onClosed, facts, expected) => {
    const own = table(onClosed);
    const given = { facts, account: { table: own }, found: { table: own, record: { ...RECORD, ...closed } } };
    expect(decide(given)).toMatchObject(expected);
  });

  it.each<[string, Case]>([
    ['that is closed', { found: { table: table('new'), record: { ...RECORD, ...closed } } }],
    ['that was deleted', { record: { deletedAt: new Date(0) } }],
    ['of others', { record: { values: {} }, found: { access: { ...ACCOUNT.access, unknownSenderWithKey: 'new' } } }],
  ])('makes the new one instead of one %s in the same table, by an account of that table (RU-8)', (_, given) => {
    const other = { ...ASSET, id: '17' as RecordTableId, name: 'ticket' };
    const guest = { ...GUESTS, tables: { asset: { create: true, read: false, update: false, fields: [] } } };
    const decision = decide({
      ...given,
      facts: { guestId: '9', groups: [guest] },
      account: { table: other, allowCreate: false },
      found: { ...given.found, guestId: '8' },
    });
    expect(decision).toMatchObject({ kind: 'create', table: { name: 'asset' } });
  });

  it('when it was deleted, makes a new one, with a note', () => {
    expect(decide({ facts: PAT, record: { deletedAt: new Date(0) } })).toMatchObject({
      kind: 'create',
      remarks: ['it leads to record 1000 of asset, which was deleted'],
    });
    expect(decide({ record: { deletedAt: new Date(0) } }).kind).toBe('discard');
  });
});
