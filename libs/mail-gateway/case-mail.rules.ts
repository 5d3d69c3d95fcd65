/** What the account of a case lets a mail do to the fields of cases, and who may: records-by-email.md RI-4, RI-5, RI-10. */
import type { FieldOutcome } from '#activities/mail-details.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { CASES } from '#inbound-accounts/inbound-account.js';
import type { DeskStatus, DeskValues } from '#mail-message/desk/desk-values.js';
import { builtInTable, fittingReader, readerOf } from '#record-mail/built-in-tables.rules.js';
import { NOT_UNQUOTED } from '#record-mail/decide-record-mail.rules.js';
import { mappedValues } from '#record-mail/mapping.rules.js';
import { parseFields } from '#record-mail/parse-fields.rules.js';
import { rightsOfSender } from '#record-mail/sender-rights.rules.js';
import type { KnownSender } from '#record-mail/sender.store.js';
import type { RecordTable } from '#record-tables/record-table.js';
import { NO_RIGHTS, type RecordRights } from '#records/record-rights.rules.js';
import type { ReadMail } from './read-mail.js';
import { toRecordMail } from './record-mail.rules.js';

/** Nobody was looked up, because nothing depends on who the sender is. */
export const NOBODY: KnownSender = { userId: null, departmentIds: null, guestId: null };

/** Whether anything depends on which user the sender is: groups say something about the table, or users are told of refusals. */
export function asksForSender(
  { account: { access, answers } }: ReadMail,
  table: string,
  { groups }: PartitionSnapshot,
): boolean {
  return access.guestUser !== null || answers.refused || groups.some(({ tables }) => Object.hasOwn(tables, table));
}

/**
 * What the sender may do with cases of a department. An account that names neither groups nor a guest is as open as the implicit
 * one of an alias: anybody may open cases there, and nobody gets a field by that.
 */
export function rightsInCases(
  mail: ReadMail,
  sender: KnownSender,
  { customAttributes, groups }: PartitionSnapshot,
  departmentId: string,
): RecordRights {
  const { access } = mail.account;
  const table = caseTable(customAttributes);
  const worksThere = sender.departmentIds?.includes(departmentId) ?? true;
  const rights = rightsOfSender(table, { isProven: isProven(mail) && worksThere }, access, {
    userId: sender.userId ?? undefined,
    guestId: sender.guestId ?? undefined,
    groups,
  });
  const isOpen = access.groups.length === 0 && access.guestUser === null;
  return isOpen ? { ...rights, create: true } : rights;
}

/** Whether the sender is a user who may work with the cases of a department, and so takes part in each. */
export function isStaffOf(
  mail: ReadMail,
  sender: KnownSender,
  snapshot: PartitionSnapshot,
  departmentId: string,
): boolean {
  const worksThere = sender.departmentIds?.includes(departmentId) ?? true;
  return isOfUser(mail, sender) && worksThere && rightsInCases(mail, sender, snapshot, departmentId).update;
}

/** Whether a user has proven to have written it. */
export function isOfUser(mail: ReadMail, { userId }: Pick<KnownSender, 'userId'>): boolean {
  return userId !== null && isProven(mail);
}

function isProven({ isSubmitted, isDomainVerified }: ReadMail): boolean {
  return isSubmitted || isDomainVerified;
}

export interface CaseFields {
  /** The mail, as if its headers had said what its account and its lines say. */
  readonly mail: ReadMail;
  readonly outcomes: readonly FieldOutcome[];
  readonly remarks: readonly string[];
}

/** `rights`: undefined, when nothing that the sender says may change a field. */
export function withCaseFields(
  mail: ReadMail,
  { customAttributes }: PartitionSnapshot,
  rights: RecordRights | undefined,
  isNew: boolean,
): CaseFields {
  const { mapping, parsing, updates } = mail.account.records;
  const table = caseTable(customAttributes);
  const { parts, writtenText } = toRecordMail(mail, mail.parties.author?.address ?? '');
  const mapped = isNew ? mappedValues(mapping, parts, table, fittingReader(table, customAttributes)) : new Map();
  // What an account of another table says is about that one.
  const isOfCases = mail.account.table === CASES;
  const isParsed = isOfCases && parsing !== null && rights !== undefined && (isNew || updates.fieldUpdates);
  if (!isParsed) return { mail: withValues(mail, mapped), outcomes: [], remarks: [] };
  if (writtenText === undefined) return { mail: withValues(mail, mapped), outcomes: [], remarks: [NOT_UNQUOTED] };
  const counting = isNew || rights.update ? rights : NO_RIGHTS;
  const read = readerOf(table, customAttributes);
  const { values, outcomes } = parseFields(writtenText, parsing, table, counting, read);
  return { mail: withValues(withValues(mail, values), mapped), outcomes, remarks: [] };
}

function caseTable(customAttributes: PartitionSnapshot['customAttributes']): RecordTable {
  const table = builtInTable(CASES, customAttributes);
  if (!table) throw new Error('Cases are no table');
  return table;
}

/** What is known already stays: headers that are trusted go before lines, and these before what the account says. Labels unite. */
function withValues(mail: ReadMail, named: ReadonlyMap<string, unknown>): ReadMail {
  if (named.size === 0) return mail;
  const {
    labels = [],
    status = [],
    language = [],
    ...caseCustom
  } = Object.fromEntries(named) as Readonly<Record<string, readonly string[]>>;
  const { values } = mail;
  const known = new Set(values.labels.map((label) => label.toLowerCase()));
  const merged: DeskValues = {
    ...(status[0] !== undefined && { status: status[0] as DeskStatus }),
    ...(language[0] !== undefined && { language: language[0] }),
    ...values,
    labels: [...values.labels, ...labels.filter((label) => !known.has(label.toLowerCase()))],
    caseCustom: { ...caseCustom, ...values.caseCustom },
  };
  return { ...mail, values: merged };
}
