/**
 * What a mail does to the records of tables that an administrator has defined: records-by-email.md RU-1 to RU-8. Pure; `explain`
 * and the real processing run this very function.
 */
import type { FieldOutcome } from '#activities/mail-details.js';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { AccountAccess, RecordRules } from '#inbound-accounts/inbound-account.js';
import { findField, type RecordTable } from '#record-tables/record-table.js';
import { NO_RIGHTS, type RecordRights } from '#records/record-rights.rules.js';
import type { StoredRecord } from '#records/record.js';
import { fittingReader, readerOf } from './built-in-tables.rules.js';
import { fitted, mappedValues, type MailParts } from './mapping.rules.js';
import { PASSED_ON, rule, type Evidence, type Standing, type UnknownSenderWithKey } from './matrix.rules.js';
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
  /** It is filed where it belongs, and nothing more (mail-gateway.md ML-1, ML-2). */
  readonly isAutomatic: boolean;
  readonly isBounce: boolean;
  /** Nobody reads what is sent there: it makes nothing. */
  readonly isFromDaemon: boolean;
  /** Somebody who may has let it go. */
  readonly isReleased: boolean;
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
  /** Of an account of this table, which need not be the one that the mail came to; undefined: there is none. */
  readonly rules: RecordRules | undefined;
  /** Who may write to this record and as whom: of that account, else of the one that the mail came to. */
  readonly access: AccountAccess;
  /** The guest of `access`. */
  readonly guestId: string | undefined;
}

export interface RecordMailFacts extends SenderFacts {
  readonly found: FoundRecord | undefined;
  readonly isCustomer: boolean;
  readonly customAttributes: readonly CustomAttribute[];
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
  /** `follows`: the closed record that the new one is about. */
  | ({ readonly kind: 'create'; readonly follows: StoredRecord | undefined } & RecordChange)
  | ({ readonly kind: 'update'; readonly record: StoredRecord; readonly isReopened: boolean } & RecordChange)
  /** The mail is shown at the record, which does not change. */
  | {
      readonly kind: 'link';
      readonly table: RecordTable;
      readonly record: StoredRecord;
      readonly remarks: readonly string[];
    }
  | { readonly kind: 'hold' | 'discard' | 'note'; readonly reason: string };

export const NOT_UNQUOTED = 'what was just written could not be told from what it quotes: no field was read from it';

export function decideRecordMail(mail: RecordMail, account: RecordAccount, facts: RecordMailFacts): RecordMailDecision {
  const { found } = facts;
  if (found && found.record.deletedAt !== null) {
    const remark = `it leads to record ${found.record.id} of ${found.table.name}, which was deleted`;
    return create(mail, account, { ...facts, remarks: [...facts.remarks, remark] });
  }
  if (!found) return create(mail, account, facts);
  const standing = standingIn(found, mail, facts);
  const ruling = rule(found.evidence, standing, settingOf(mail, found));
  const related = `possibly related to record ${found.record.id} of ${found.table.name}`;
  switch (ruling.kind) {
    case 'new':
      return create(mail, account, { ...facts, remarks: [...facts.remarks, related] });
    case 'hold':
      return { kind: 'hold', reason: ruling.reason };
    case 'update': {
      const remarks = [
        ...facts.remarks,
        ...(ruling.limited ? [ruling.remark] : []),
        ...(found.isForwarded ? [PASSED_ON] : []),
      ];
      return update(mail, account, { ...facts, found, remarks }, ruling.limited);
    }
  }
}

function settingOf({ isReleased }: RecordMail, { access }: FoundRecord): UnknownSenderWithKey {
  const { unknownSenderWithKey } = access;
  return isReleased && unknownSenderWithKey === 'hold' ? 'unverified' : unknownSenderWithKey;
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
  const { table, record } = found;
  const { isAuthenticated } = mail;
  const isStaff = isUser(mail, facts) && rightsAt(found, table, mail, facts).update;
  if (isStaff) return 'verified';
  if (!isNamedIn(table, record, mail.parts.fromAddress)) return 'unknown';
  return isAuthenticated ? 'verified' : 'unverified';
}

function isNamedIn({ fields }: RecordTable, { createdBy, values }: StoredRecord, address: string): boolean {
  const key = addressKey(address);
  const maker = createdBy.actor === 'sender' ? createdBy.address : undefined;
  const named = fields.filter(({ type }) => type === 'email').map(({ name }) => values[name]);
  return [maker, ...named].some((known) => typeof known === 'string' && known !== '' && addressKey(known) === key);
}

function create(
  mail: RecordMail,
  account: RecordAccount,
  facts: RecordMailFacts,
  follows?: StoredRecord,
): RecordMailDecision {
  const { table, access, allowCreate, rules } = account;
  const { userId, isCustomer } = facts;
  if (mail.isBounce) return { kind: 'note', reason: 'a bounce of a mail that is not known' };
  if (mail.isFromDaemon && userId === undefined && !mail.isAuthenticated)
    return { kind: 'note', reason: 'automatic mail of somebody who is not known' };
  const isKnown = mail.isAuthenticated && (userId !== undefined || isCustomer);
  const refuse = (reason: string): RecordMailDecision => ({ kind: 'discard', reason });
  if (!table) return refuse('its table is not in use');
  if (!allowCreate && !mail.isReleased) return refuse('it belongs to no record, and the account makes none');
  if (access.knownUsersOnly && !isKnown && !mail.isReleased)
    return refuse('the account takes mail of those only who are known');
  const rights = rightsOfSender(table, mail, access, facts);
  if (!rights.create && !mail.isReleased) return refuse('the sender may not make records');
  const { customAttributes } = facts;
  const parsed = parsedFields(mail, rules, table, rights, customAttributes);
  const parts = { ...mail.parts, text: restOfWhole(mail, parsed) };
  const mapped = mappedValues(rules.mapping, parts, table, fittingReader(table, customAttributes));
  const values = new Map(mapped);
  for (const [name, value] of parsed.values) values.set(name, bothOf(table, name, value, mapped.get(name)));
  return {
    kind: 'create',
    follows,
    table,
    values,
    grantedFields: new Set(Object.keys(rules.mapping.fixed).filter((name) => !parsed.values.has(name))),
    filesField: rules.mapping.attachments ?? undefined,
    fieldOutcomes: parsed.outcomes,
    remarks: facts.remarks,
    isVerified: mail.isAuthenticated,
    rightsIn: (other) =>
      other.id === table.id
        ? written(rights, [...values.keys()], rules.mapping.attachments)
        : rightsOfSender(other, mail, access, facts),
  };
}

function update(
  mail: RecordMail,
  account: RecordAccount,
  facts: RecordMailFacts & { readonly found: FoundRecord },
  isLimited: boolean,
): RecordMailDecision {
  const { table, record, rules } = facts.found;
  if (mail.isAutomatic || mail.isBounce || !rules) return { kind: 'link', table, record, remarks: facts.remarks };
  const isClosed = record.closedAt !== null;
  if (isClosed && table.onClosed === 'new') {
    const remark = `follows record ${record.id}, which is closed`;
    const isOwnTable = account.table?.id === table.id;
    const next = create(mail, account, { ...facts, remarks: [...facts.remarks, remark] }, record);
    if (isOwnTable && next.kind === 'create') return next;
  }
  const rightsIn = (other: RecordTable): RecordRights =>
    isLimited ? NO_RIGHTS : rightsAt(facts.found, other, mail, facts);
  const rights = rightsIn(table);
  const parsing = isLimited || !rules.updates.fieldUpdates ? null : rules.parsing;
  const mayUpdate = rights.update ? rights : NO_RIGHTS;
  const parsed = parsedFields(mail, { ...rules, parsing }, table, mayUpdate, facts.customAttributes);
  const values = new Map(parsed.values);
  const remarks = mail.writtenText === undefined ? [...facts.remarks, NOT_UNQUOTED] : facts.remarks;
  const field = rules.updates.text === null ? undefined : findField(table, rules.updates.text);
  const text = parsed.rest.trim();
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
  customAttributes: readonly CustomAttribute[],
): ParsedFields {
  if (!parsing || writtenText === undefined) {
    return { values: new Map(), outcomes: [], rest: writtenText ?? parts.text };
  }
  return parseFields(writtenText, parsing, table, rights, readerOf(table, customAttributes));
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
