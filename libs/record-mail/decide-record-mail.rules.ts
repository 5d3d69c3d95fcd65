/**
 * What a mail does to the records of tables that an administrator has defined: records-by-email.md RU-1 to RU-8. Pure; `explain`
 * and the real processing run this very function.
 */
import type { FieldOutcome } from '#activities/mail-details.js';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { AccountAccess, RecordRules } from '#inbound-accounts/inbound-account.js';
import { addressFieldsOf, findField, type RecordTable } from '#record-tables/record-table.js';
import { NO_RIGHTS, rightsOfUser, type RecordRights } from '#records/record-rights.rules.js';
import type { StoredRecord } from '#records/record.js';
import { fittingReader, readerOf } from './built-in-tables.rules.js';
import { fitted, mappedValues, type MailParts } from './mapping.rules.js';
import { PASSED_ON, rule, type Evidence, type Ruling, type Standing } from './matrix.rules.js';
import { parseFields, type ParsedFields } from './parse-fields.rules.js';
import { rightsOfSender, type SenderFacts } from './sender-rights.rules.js';

/** A mail, as far as records care. */
export interface RecordMail {
  readonly parts: MailParts;
  /** What the sender has just written; undefined when it cannot be told from what is quoted. */
  readonly writtenText: string | undefined;
  readonly isAuthenticated: boolean;
  /** Whether a login or the domain of the sender says so: a network alone gives nobody the rights of a user. */
  readonly isProven: boolean;
  /** It is shown where it belongs, and nothing more (mail-gateway.md ML-1, ML-2). */
  readonly isAutomatic: boolean;
  readonly isBounce: boolean;
  /** A program answers a mail with it: that somebody is away, or that the mail has come. It makes nothing. */
  readonly isAutomaticAnswer: boolean;
  /** Nobody reads what is sent there: it makes nothing. */
  readonly isFromDaemon: boolean;
  /** Who has let it go. */
  readonly releasedBy: Releaser | undefined;
}

/** Whoever lets a mail go makes and changes by it what it may make and change itself. */
export interface Releaser {
  /** Undefined: somebody who has all rights in all tables (RI-3). */
  readonly userId: string | undefined;
}

/** The account that the mail came to. */
export interface RecordAccount {
  /** Undefined: its table is switched off, or it makes cases. */
  readonly table: RecordTable | undefined;
  readonly allowCreate: boolean;
  readonly access: AccountAccess;
  readonly rules: RecordRules;
}

/** The record that the mail leads to. */
export interface FoundRecord {
  readonly table: RecordTable;
  readonly record: StoredRecord;
  readonly evidence: Evidence;
  readonly isForwarded: boolean;
  /** Those that were merged into it: whoever took part in one takes part in it. */
  readonly merged: readonly Pick<StoredRecord, 'createdBy' | 'values'>[];
  /** Of an account of this table, which need not be the one that the mail came to; undefined: there is none. */
  readonly rules: RecordRules | undefined;
  readonly allowCreate: boolean;
  /** Who may write to this record and as whom: of that account, else of the one that the mail came to. */
  readonly access: AccountAccess;
  /** The guest of `access`. */
  readonly guestId: string | undefined;
}

export interface RecordMailFacts extends SenderFacts {
  readonly found: FoundRecord | undefined;
  /** Where the very same mail went when it came for another account. */
  readonly copy: Pick<FoundRecord, 'table' | 'record'> | undefined;
  readonly isCustomer: boolean;
  readonly customAttributes: readonly CustomAttribute[];
  /** Link fields of which it is known that a line names what the sender does not see. */
  readonly unseenLinks: ReadonlySet<string>;
  /** What people should know about how it was found. */
  readonly remarks: readonly string[];
}

export interface RecordChange {
  readonly table: RecordTable;
  readonly values: ReadonlyMap<string, unknown>;
  /** Those of them that the account gives: what they link to is not the sender's choice. */
  readonly grantedFields: ReadonlySet<string>;
  /** The field that the attachments are added to. */
  readonly filesField: string | undefined;
  readonly fieldOutcomes: readonly FieldOutcome[];
  readonly remarks: readonly string[];
  readonly isVerified: boolean;
  readonly rightsIn: (table: RecordTable) => RecordRights;
}

export type RecordMailDecision =
  /** `follows`: the record that the new one is about as well, and that shows the mail too. */
  | ({
      readonly kind: 'create';
      readonly follows: StoredRecord | undefined;
      /** The link field for the customer whose mail it is. */
      readonly customerField: string | undefined;
    } & RecordChange)
  | ({ readonly kind: 'update'; readonly record: StoredRecord; readonly isReopened: boolean } & RecordChange)
  /** The mail is shown at the record, which does not change. */
  | {
      readonly kind: 'link';
      readonly table: RecordTable;
      readonly record: StoredRecord;
      readonly remarks: readonly string[];
    }
  | { readonly kind: 'hold' | 'discard' | 'note'; readonly reason: string; readonly remarks: readonly string[] };

export const NOT_UNQUOTED = 'what was just written could not be told from what it quotes: no field was read from it';

const ONLY_QUOTED = 'nothing stands apart from what it quotes or passes on: all of it was added';

/** In the same words whether there is such a record or not. */
const UNSEEN = { kind: 'fault', reason: 'the id of what the sender may read' } as const;

const COPIED = 'it came for another account as well: what it says is in the record already';

export function decideRecordMail(mail: RecordMail, account: RecordAccount, facts: RecordMailFacts): RecordMailDecision {
  const { found, copy } = facts;
  if (copy) return link(copy, [...facts.remarks, COPIED]);
  if (!found) return create(mail, account, facts);
  const { record, table } = found;
  if (record.deletedAt !== null) {
    const remark = `it leads to record ${record.id} of ${table.name}, which was deleted`;
    return createInstead(mail, account, { ...facts, found }, remark);
  }
  const ruling = ruleOn(found, mail, facts);
  const remarks = [
    ...facts.remarks,
    ...(ruling.kind === 'update' && ruling.limited ? [ruling.remark] : []),
    ...(found.isForwarded ? [PASSED_ON] : []),
  ];
  // To show it at a record writes nothing. But anybody can name a mail that is not ours.
  const isOnlyShown = (mail.isAutomatic || mail.isBounce) && found.evidence !== 'foreign-message-id';
  if (isOnlyShown) return link(found, remarks);
  switch (ruling.kind) {
    case 'new':
      return createInstead(
        mail,
        account,
        { ...facts, found },
        `possibly related to record ${record.id} of ${table.name}`,
        found.evidence === 'key' ? record : undefined,
      );
    case 'hold':
      return {
        kind: 'hold',
        reason: ruling.reason,
        remarks: [...remarks, `it is about record ${record.id} of ${table.name}`],
      };
    case 'update':
      return update(mail, account, { ...facts, found, remarks }, ruling.limited);
  }
}

function ruleOn(found: FoundRecord, mail: RecordMail, facts: RecordMailFacts): Ruling {
  const isReleased = isLetGo(mail, found.table, 'update', facts);
  return rule(found.evidence, standingIn(found, mail, facts), found.access.unknownSenderWithKey, isReleased);
}

function isLetGo(
  { releasedBy }: RecordMail,
  table: RecordTable,
  deed: 'create' | 'update',
  { groups }: Pick<RecordMailFacts, 'groups'>,
): boolean {
  if (!releasedBy) return false;
  return releasedBy.userId === undefined || rightsOfUser(releasedBy.userId, table, groups)[deed];
}

function link(
  { table, record }: Pick<FoundRecord, 'table' | 'record'>,
  remarks: readonly string[],
): RecordMailDecision {
  return { kind: 'link', table, record, remarks };
}

function isUser({ isProven }: RecordMail, { userId }: Pick<RecordMailFacts, 'userId'>): boolean {
  return userId !== undefined && isProven;
}

/** As above, by the account that the found record is written by. */
function rightsAt(
  { access, guestId }: FoundRecord,
  table: RecordTable,
  mail: RecordMail,
  facts: RecordMailFacts,
): RecordRights {
  return rightsOfSender(table, mail, access, { ...facts, guestId });
}

/** Taking part in a record: having made it, being named in it by an address, or being a user who may change it. */
function standingIn(found: FoundRecord, mail: RecordMail, facts: RecordMailFacts): Standing {
  const { isAuthenticated } = mail;
  const isStaff = isUser(mail, facts) && rightsAt(found, found.table, mail, facts).update;
  if (isStaff) return 'verified';
  if (!isNamedIn(found, mail.parts.fromAddress)) return 'unknown';
  return isAuthenticated ? 'verified' : 'unverified';
}

function isNamedIn({ table, record, merged }: FoundRecord, address: string): boolean {
  const key = addressKey(address);
  const known = [record, ...merged].flatMap(({ createdBy, values }) => [
    createdBy.actor === 'sender' ? createdBy.address : undefined,
    ...addressFieldsOf(table).map((name) => values[name]),
  ]);
  return known.some((named) => typeof named === 'string' && named !== '' && addressKey(named) === key);
}

/** A new record in the table of the one that was found, by an account of that table; by that of the mail, if there is none. */
function createInstead(
  mail: RecordMail,
  account: RecordAccount,
  facts: RecordMailFacts & { readonly found: FoundRecord },
  remark: string,
  follows?: StoredRecord,
): RecordMailDecision {
  const { table, access, allowCreate, rules, guestId } = facts.found;
  const noted = { ...facts, remarks: [...facts.remarks, remark] };
  if (!rules) return create(mail, account, noted, follows);
  return create(mail, { table, access, allowCreate, rules }, { ...noted, guestId }, follows);
}

function create(
  mail: RecordMail,
  account: RecordAccount,
  facts: RecordMailFacts,
  follows?: StoredRecord,
): RecordMailDecision {
  const { table, access, allowCreate, rules } = account;
  const { userId, isCustomer } = facts;
  const { remarks } = facts;
  const note = (reason: string): RecordMailDecision => ({ kind: 'note', reason, remarks });
  if (mail.isBounce) return note('a bounce of a mail that is not known');
  if (mail.isAutomaticAnswer) return note('an automatic answer to a mail that is not known');
  if (mail.isFromDaemon && userId === undefined && !mail.isAuthenticated)
    return note('automatic mail of somebody who is not known');
  const isKnown = mail.isAuthenticated && (userId !== undefined || isCustomer);
  const refuse = (reason: string): RecordMailDecision => ({ kind: 'discard', reason, remarks });
  if (!table) return refuse('its table is not in use');
  const isReleased = isLetGo(mail, table, 'create', facts);
  if (!allowCreate && !isReleased) return refuse('it belongs to no record, and the account makes none');
  if (access.knownUsersOnly && !isKnown && !isReleased)
    return refuse('the account takes mail of those only who are known');
  const rights = rightsOfSender(table, mail, access, facts);
  if (!rights.create && !isReleased) return refuse('the sender may not make records');
  const parsed = parsedFields(mail, rules, table, rights, facts);
  const parts = { ...mail.parts, text: restOfWhole(mail, parsed) };
  const mapped = mappedValues(rules.mapping, parts, table, fittingReader(table, facts.customAttributes));
  const values = new Map(mapped);
  for (const [name, value] of parsed.values) values.set(name, bothOf(table, name, value, mapped.get(name)));
  const customerField = customerFieldOf(mail, rules, values);
  const granted = [...Object.keys(rules.mapping.fixed), ...(customerField === undefined ? [] : [customerField])];
  return {
    kind: 'create',
    follows,
    customerField,
    table,
    values,
    grantedFields: new Set(granted.filter((name) => !parsed.values.has(name))),
    filesField: rules.mapping.attachments ?? undefined,
    fieldOutcomes: parsed.outcomes,
    remarks,
    isVerified: mail.isAuthenticated,
    rightsIn: (other) =>
      other.id === table.id
        ? written(rights, [...values.keys(), ...granted], rules.mapping.attachments)
        : rightsOfSender(other, mail, access, facts),
  };
}

/** Programs and daemons are nobody's customers; what the sender has named goes before what the account puts there (RI-12). */
function customerFieldOf(
  { isAutomatic, isFromDaemon }: RecordMail,
  { mapping }: Pick<RecordRules, 'mapping'>,
  values: ReadonlyMap<string, unknown>,
): string | undefined {
  const { customer } = mapping;
  return customer === null || values.has(customer) || isAutomatic || isFromDaemon ? undefined : customer;
}

function update(
  mail: RecordMail,
  account: RecordAccount,
  facts: RecordMailFacts & { readonly found: FoundRecord },
  isLimited: boolean,
): RecordMailDecision {
  const { table, record, rules } = facts.found;
  if (mail.isAutomatic || mail.isBounce || !rules) return link(facts.found, facts.remarks);
  const isClosed = record.closedAt !== null;
  if (isClosed && table.onClosed === 'new') {
    const next = createInstead(mail, account, facts, `follows record ${record.id}, which is closed`, record);
    if (next.kind === 'create') return next;
  }
  const rightsIn = (other: RecordTable): RecordRights =>
    isLimited ? NO_RIGHTS : rightsAt(facts.found, other, mail, facts);
  const rights = rightsIn(table);
  const parsing = isLimited || !rules.updates.fieldUpdates ? null : rules.parsing;
  const mayUpdate = rights.update ? rights : NO_RIGHTS;
  const parsed = parsedFields(mail, { ...rules, parsing }, table, mayUpdate, facts);
  const values = new Map(parsed.values);
  const field = rules.updates.text === null ? undefined : findField(table, rules.updates.text);
  const wholeText = mail.parts.text.trim();
  const isOnlyQuoted = mail.writtenText === '' && wholeText !== '';
  const remark = mail.writtenText === undefined ? NOT_UNQUOTED : isOnlyQuoted && field ? ONLY_QUOTED : undefined;
  const remarks = remark === undefined ? facts.remarks : [...facts.remarks, remark];
  const text = isOnlyQuoted ? wholeText : parsed.rest.trim();
  if (field && text !== '')
    values.set(field.name, bothOf(table, field.name, values.get(field.name), fitted(field, text)));
  return {
    kind: 'update',
    record,
    isReopened: isClosed && table.onClosed === 'reopen',
    table,
    values,
    grantedFields: new Set(),
    filesField: rules.updates.attachments ?? undefined,
    fieldOutcomes: parsed.outcomes,
    remarks,
    isVerified: mail.isAuthenticated && !isLimited,
    rightsIn: (other) =>
      other.id === table.id ? written(rights, [...values.keys()], rules.updates.attachments) : rightsIn(other),
  };
}

/**
 * The rights that the write is done with: exactly the fields that were decided on. Where the account puts text and files needs
 * no right of the sender; the fields that the sender has named were judged by the sender's.
 */
function written(rights: RecordRights, fields: readonly string[], filesField: string | null): RecordRights {
  return {
    create: true,
    update: true,
    read: rights.read,
    fields: new Set([...fields, ...(filesField === null ? [] : [filesField])]),
  };
}

function parsedFields(
  { writtenText, parts }: RecordMail,
  { parsing }: Pick<RecordRules, 'parsing'>,
  table: RecordTable,
  rights: RecordRights,
  { customAttributes, unseenLinks }: Pick<RecordMailFacts, 'customAttributes' | 'unseenLinks'>,
): ParsedFields {
  if (!parsing || writtenText === undefined) {
    return { values: new Map(), outcomes: [], rest: writtenText ?? parts.text };
  }
  const read = readerOf(table, customAttributes);
  return parseFields(writtenText, parsing, table, rights, (field, written) =>
    unseenLinks.has(field.name) ? UNSEEN : read(field, written),
  );
}

/** A new record has the whole text, what it quotes too; without the lines that became fields where they stand apart. */
function restOfWhole({ parts, writtenText }: RecordMail, { rest, values }: ParsedFields): string {
  return values.size > 0 && parts.text.trim() === writtenText?.trim() ? rest : parts.text;
}

/** What the sender has named goes before what the account puts there; an append-only field gets both. */
function bothOf(table: RecordTable, name: string, named: unknown, mapped: unknown): unknown {
  const field = findField(table, name);
  if (typeof named !== 'string' || typeof mapped !== 'string' || field?.type !== 'appendOnly') return named ?? mapped;
  return fitted(field, `${named}\n\n${mapped}`);
}
