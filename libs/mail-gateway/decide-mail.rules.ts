/**
 * The decision on one mail: mail-gateway.md §3 to §6. Pure; `explain` and the real processing run this very function. A mail is
 * never refused here: it becomes an activity, or it is noted, held or discarded with a reason.
 */
import type { FieldOutcome, HeaderOutcome, MailDetails } from '#activities/mail-details.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { NewCustomer } from '#customers/new-customer.rules.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { CASES } from '#inbound-accounts/inbound-account.js';
import type { AcceptedEmail, Ownership } from '#intake/decision.js';
import type { MailEffects } from '#intake/mail-effects.js';
import type { DeskValues } from '#mail-message/desk/desk-values.js';
import type { DepartmentId } from '#runtime/ids.js';
import { isTold } from './automatic-answer.rules.js';
import { isOfUser, isStaffOf, rightsInCases, withCaseFields } from './case-mail.rules.js';
import { findCase, referencedIds, standingOf, type FoundCase, type Sender } from './find-case.rules.js';
import { withoutRecordKeys } from '#record-key/find-record-keys.rules.js';
import { CASE_TABLE, CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import { NOT_KNOWN, rule } from '#record-mail/matrix.rules.js';
import { remarksOnNumber } from '#record-mail/named-number.rules.js';
import type { Fate, Outcome } from './journal.js';
import { loopReason } from './loop.rules.js';
import type { CandidateCase, KeyedCustomer, MailFacts } from './mail-facts.js';
import { messageKey } from '#mail-message/message-key.js';
import { isDaemon, partiesOf, type Person } from './parties.rules.js';
import { isAutomatic, isFromNobody, reachedKey, type ReadMail } from './read-mail.js';

export type MailDecision =
  /** It becomes an activity; the bytes of `ReadMail.body.attachments` are still to be kept. */
  | { readonly kind: 'file'; readonly accepted: Omit<AcceptedEmail, 'attachments'>; readonly foundCase: FoundCase }
  /** `isTold`: whether its sender is told that nothing has become of it (records-by-email.md RO-12). */
  | { readonly kind: 'settle'; readonly fate: Fate; readonly isTold: boolean }
  /** Its headers do not count for this sender: to be decided on without them, with the facts about what is left of it. */
  | { readonly kind: 'narrow'; readonly mail: ReadMail }
  /** It belongs to no case, and its account makes none: it is about records of the account's table. */
  | { readonly kind: 'record'; readonly remarks: readonly string[] }
  /** Another has settled it, or works on it now. */
  | { readonly kind: 'lost' };

export type EndedMail = Extract<MailDecision, { readonly kind: 'settle' | 'lost' }>;

/** What ends a mail whatever it is about: undefined, when it goes on. */
export function decideBefore(mail: ReadMail, facts: MailFacts): EndedMail | undefined {
  if (!facts.isHeld) return { kind: 'lost' };
  const { message, parties, entry } = mail;
  if (facts.original) {
    return settled(mail, facts, 'duplicate', `of message ${facts.original.id}`);
  }
  const loop = loopReason({
    loop: message.loop,
    isFromUs: parties.isAuthorOurs,
    isOutboundCopy: parties.direction === 'out',
    mayRepeat: mayRepeat(mail),
    sameBodyCount: facts.sameBodyCount,
  });
  if (loop === undefined || entry.released) return undefined;
  return settled(mail, facts, 'held', loop);
}

/** Whether the rule on repetitions leaves it alone (ML-3). */
function mayRepeat({ isFromSystem, entry }: ReadMail): boolean {
  return isFromSystem || entry.isBelated;
}

/** A mail that becomes nothing. What cannot be worked on is `failed`, whatever else would become of it (MN-5). */
function settled(mail: ReadMail, facts: MailFacts, outcome: Outcome, reason: string, remarks: readonly string[] = []) {
  const { fault } = mail;
  const fate =
    fault === undefined || outcome === 'duplicate'
      ? fateOf(mail, facts, outcome, reason, remarks)
      : fateOf(mail, facts, 'failed', fault, remarks);
  return { kind: 'settle', fate, isTold: false } as const;
}

export function decideMail(mail: ReadMail, facts: MailFacts): MailDecision {
  const ended = decideBefore(mail, facts);
  if (ended) return ended;
  const { message, parties, entry, fault, account } = mail;
  const settle = (outcome: Outcome, reason: string, remarks: readonly string[] = []): MailDecision => {
    const decision = settled(mail, facts, outcome, reason, remarks);
    return { ...decision, isTold: isTold(mail, decision.fate.outcome, isOfSomebodyKnown(mail, facts)) };
  };

  if (isBounce(mail)) return decideBounce(mail, facts);
  const { customer } = parties;
  if (!customer) {
    return settle(
      'held',
      parties.direction === 'out' ? 'it names no customer whom it was sent to' : 'it does not say who it is from',
    );
  }

  const sender = senderOf(mail, facts);
  const lead = findCase(message, sender, facts);
  const found = withRemarks(lead, [
    ...remarksOnKey(mail, facts),
    ...remarksOnNumber(message.subject, 'case', lead.case?.id),
  ]);
  const named = customerOfKey(sender, facts);
  const hold = found.hold ?? named.hold;
  if (hold !== undefined) return settle('held', hold, [...found.remarks, ...named.remarks]);
  const isOfStrangersKey = named.remarks.includes(NOT_KNOWN);
  const isLimitedByKey = found.isLimitedByKey === true || isOfStrangersKey;
  if (isLimitedByKey && mail.isTrusted && !mail.isFromSystem)
    return { kind: 'narrow', mail: withoutDeskValues(mail, facts.snapshot) };
  if (!found.case && account.table !== CASES) return { kind: 'record', remarks: [...found.remarks, ...named.remarks] };
  const isNoted = isAutomatic(mail);
  const [known] = facts.owners;
  // What a stranger's key leads to a case is the case's customer's: it makes nobody a customer.
  const isOfNobody = known?.isVerified !== true && found.isOfStranger !== true;
  if (isNoted && isOfNobody && (isFromNobody(mail) || isDaemon(customer.address)))
    return settle('noted', 'automatic mail of somebody who is not known', found.remarks);
  if (!found.case && !account.allowCreate && !entry.released)
    return settle('discarded', 'it belongs to no case, and the account opens none', found.remarks);
  const { snapshot } = facts;
  const rights = rightsInCases(mail, facts.sender, snapshot, found.case?.departmentId ?? account.alias.departmentId);
  const mayOpen = rights.create || parties.direction === 'out' || entry.released;
  if (!found.case && !mayOpen) return settle('discarded', 'the sender may not open cases', found.remarks);
  const isKnown = known?.isVerified === true && mail.isAuthenticated;
  if (!found.case && account.access.knownUsersOnly && !isKnown && !entry.released)
    return settle('discarded', 'the account takes mail of those only who are known', found.remarks);
  const outcome = fault !== undefined ? 'failed' : isNoted ? 'noted' : found.case ? 'updated' : 'created';
  // A key makes nobody a part of a case: what a stranger writes belongs to whom the case is about (RU-7).
  const isOfCase = found.isOfStranger === true || found.isByStaff === true;
  const owner = (isOfCase ? found.case : undefined) ?? named.customer;
  const spoken = owner && ownerOf(owner);
  const ownership = spoken?.ownership ?? ownershipOf(mail, customer, facts);
  const isLimited = found.isLimited === true || isOfStrangersKey;
  const fields = withCaseFields(mail, snapshot, isLimited || isNoted ? undefined : rights, !found.case);
  return file(fields.mail, facts, {
    outcome,
    ...(fault !== undefined && { reason: fault }),
    found: withRemarks(found, [...named.remarks, ...fields.remarks, ...remarksOnTakeOver(mail, ownership, facts)]),
    fieldOutcomes: fields.outcomes,
    ownership,
    isOwnerOfKey: spoken !== undefined,
    contactAddress: spoken?.address ?? customer.address,
  });
}

/** With a return path it is a mail that looks like a bounce: anybody can write one (RFC 5321 §4.5.5). */
export function isBounce({ message, entry }: Pick<ReadMail, 'message' | 'entry'>): boolean {
  return message.bounce !== undefined && (entry.envelopeFrom ?? '') === '';
}

/** RU-4: a key that was passed on must not change more than it shows, though the account believes everybody's headers. */
function withoutDeskValues(mail: ReadMail, snapshot: PartitionSnapshot): ReadMail {
  const reason = 'the sender may only add to what its key names';
  const values: DeskValues = { customerCustom: {}, caseCustom: {}, labels: [] };
  return {
    ...mail,
    values,
    isTrusted: false,
    parties: partiesOf(mail.message, values, false, snapshot),
    headerOutcomes: mail.headerOutcomes.map((header) =>
      header.outcome === 'applied' ? { header: header.header, outcome: 'ignored_untrusted', reason } : header,
    ),
  };
}

/** Whether a user or a customer has written it. Others learn of no refusal, so that they cannot find out by it what there is. */
function isOfSomebodyKnown(mail: ReadMail, { owners: [known], sender }: MailFacts): boolean {
  const { author, customer } = mail.parties;
  if (!author || !customer) return false;
  const isCustomer = known?.isVerified === true && addressKey(author.address) === addressKey(customer.address);
  return isCustomer || isOfUser(mail, sender);
}

function senderOf(mail: ReadMail, facts: MailFacts): Sender {
  const { reference, values, isAuthenticated, account, entry } = mail;
  return {
    reference,
    externalId: values.externalId,
    departmentId: account.alias.departmentId,
    isAuthenticated,
    unknownSenderWithKey: account.access.unknownSenderWithKey,
    isReleased: entry.released,
    isStaffOf: (departmentId) => isStaffOf(mail, facts.sender, facts.snapshot, departmentId),
  };
}

function withRemarks(found: FoundCase, remarks: readonly string[]): FoundCase {
  return remarks.length === 0 ? found : { ...found, remarks: [...found.remarks, ...remarks] };
}

/** RU-5: the key of what is not there any more is a note, and nothing else. */
function remarksOnKey({ reference }: ReadMail, { keyedCase, keyedCustomer }: MailFacts): string[] {
  if (reference?.tableNumber === CASE_TABLE && !keyedCase)
    return [`its key names case ${reference.recordId}, which is not there any more`];
  if (reference?.tableNumber === CUSTOMER_TABLE && !keyedCustomer)
    return [`its key names customer ${reference.recordId}, who is not there any more`];
  return [];
}

interface CustomerOfKey {
  /** Whose activity it is, though somebody else writes. */
  readonly customer?: KeyedCustomer;
  readonly remarks: readonly string[];
  readonly hold?: string;
}

/** A key of a customer: the customer's own mail needs none, and what others write with it comes to the customer (RU-4). */
function customerOfKey(sender: Sender, { keyedCustomer }: MailFacts): CustomerOfKey {
  if (!sender.reference || !keyedCustomer || keyedCustomer.isSender) return { remarks: [] };
  const ruling = rule(
    sender.reference.evidence,
    standingOf(false, sender.isAuthenticated),
    sender.unknownSenderWithKey,
    sender.isReleased,
  );
  switch (ruling.kind) {
    case 'hold':
      return { remarks: [], hold: ruling.reason };
    case 'new':
      return { remarks: [`possibly related to customer ${keyedCustomer.customerId}`] };
    case 'update':
      return { customer: keyedCustomer, remarks: [NOT_KNOWN] };
  }
}

/**
 * ML-2: tied to the mail that it answers, never a case of its own. About an address it says something only when that mail was of
 * ours, and when it came by the null return path or its domain stands behind it: anybody can write what looks like one.
 */
function decideBounce(mail: ReadMail, facts: MailFacts): MailDecision {
  const { message } = mail;
  const { thread } = facts;
  const owner = thread && ownerOf(thread.case);
  if (!thread || !owner) {
    const reason = 'a bounce of a mail that is not known';
    return { kind: 'settle', fate: fateOf(mail, facts, 'noted', reason), isTold: false };
  }
  const isProven = mail.entry.envelopeFrom === '' || mail.isDomainVerified;
  const failed = (message.bounce?.recipients ?? []).filter(
    ({ action, status }) => action === 'failed' && status.startsWith('5'),
  );
  return file(mail, facts, {
    outcome: 'noted',
    reason: 'a bounce',
    found: { by: 'bounce', case: thread.case, remarks: [] },
    ownership: owner.ownership,
    isOwnerOfKey: true,
    contactAddress: owner.address,
    undeliverable: isProven && thread.origin === 'sent' ? failed.map(({ address }) => addressKey(address)) : [],
  });
}

function ownerOf({ customerId, contactId, address }: Pick<CandidateCase, 'customerId' | 'contactId' | 'address'>) {
  if (contactId === null || address === null) return undefined;
  return { ownership: { kind: 'known', customerId, contactId } as const, address };
}

/** casemgr.md C-1, C-2: known by the address, else created; an address that somebody merely claims is taken over (C-3). */
function ownershipOf(
  { account: { alias }, values }: ReadMail,
  person: Person,
  { owners, snapshot }: MailFacts,
): Ownership {
  const owner = owners.find(({ isVerified }) => isVerified);
  if (owner) return { kind: 'known', customerId: owner.customerId, contactId: owner.contactId };
  const isDepartmentalized = snapshot.settings.customerDepartmentalization;
  const departmentId: DepartmentId | null = isDepartmentalized ? alias.departmentId : null;
  return {
    kind: 'new-customer',
    customer: newCustomer(person, values.customerCustom),
    departmentId,
    addressScope: departmentId ?? '0',
    takenContactPointId: owners[0]?.id,
  };
}

/** Somebody who is signed in has claimed the address, and now has it no more. */
function remarksOnTakeOver({ isAuthenticated }: ReadMail, ownership: Ownership, { owners }: MailFacts): string[] {
  if (ownership.kind !== 'new-customer' || ownership.takenContactPointId === undefined) return [];
  const [former] = owners;
  const proof = isAuthenticated ? '' : '; nobody has verified that the sender is who it says';
  return [`its address was claimed by customer ${former?.customerId ?? ''}, and goes to the one of this mail${proof}`];
}

/** C-5's first name does not bind mail: many senders have none. */
function newCustomer({ firstName, lastName }: Person, customAttributes: DeskValues['customerCustom']): NewCustomer {
  const attributes = Object.entries(customAttributes).map(([attribute, values]): [string, string[]] => [
    attribute,
    [...values],
  ]);
  const name = { firstName: firstName ?? null, middleName: null, lastName: lastName ?? null };
  return {
    type: 'individual',
    customerName: null,
    groupType: null,
    details: attributes.length > 0 ? { customAttributes: Object.fromEntries(attributes) } : {},
    contacts: [{ ...name, details: {}, contactPoints: [] }],
  };
}

interface Filing {
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly found: FoundCase;
  readonly ownership: Ownership;
  /** Whether it is whom a key, or the mail that a bounce is about, has named, and not whom the mail names. */
  readonly isOwnerOfKey: boolean;
  readonly contactAddress: string;
  readonly fieldOutcomes?: readonly FieldOutcome[];
  readonly undeliverable?: readonly string[];
}

function file(mail: ReadMail, facts: MailFacts, filing: Filing): MailDecision {
  const { message, account, body, parties } = mail;
  const { alias } = account;
  const { snapshot } = facts;
  const department = snapshot.findDepartmentById(alias.departmentId);
  if (!department) throw new Error(`Alias ${alias.id} is of no department`);
  const { defaultActivityPriority, defaultLanguage } = snapshot.settings;
  const isOutbound = parties.direction === 'out';
  return {
    kind: 'file',
    foundCase: filing.found,
    accepted: {
      departmentId: department.id,
      departmentName: department.name,
      queueId: isOutbound ? undefined : (alias.queueId ?? department.defaultQueueId),
      aliasId: alias.id,
      messageCenterId: undefined,
      issueTypeId: undefined,
      ownership: filing.ownership,
      caseId: filing.found.case?.id,
      contactAddress: filing.contactAddress,
      from: message.from[0]?.address,
      receiver: alias.emailAddress,
      to: message.to.map(({ address }) => address),
      cc: message.cc.map(({ address }) => address),
      replyTo: message.replyTo[0]?.address,
      subject: shownSubject(message.subject),
      text: body.text,
      html: body.html,
      date: activityDate(mail),
      secure: false,
      sentByCustomerId: undefined,
      customAttributes: {},
      priority: defaultActivityPriority,
      language: defaultLanguage,
      contentBytes: body.contentBytes,
      attachmentBytes: body.attachmentBytes,
      mail: effectsOf(mail, facts, filing),
    },
  };
}

const LONGEST_SUBJECT = 255;

/** As people see it (casemgr.md B-4): without the keys that it carries, which are for mail programs (records-by-email.md RK-1). */
function shownSubject(subject: string): string | undefined {
  const said = withoutRecordKeys(subject);
  return said === '' ? undefined : Array.from(said).slice(0, LONGEST_SUBJECT).join('');
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** casemgr.md B-12: a mail from tomorrow is from when it came. */
export function activityDate({ message: { date }, entry: { receivedAt } }: ReadMail): Date {
  return date === undefined || date.getTime() > receivedAt.getTime() + DAY_MS ? receivedAt : date;
}

function effectsOf(mail: ReadMail, facts: MailFacts, filing: Filing): MailEffects {
  const { message, values, parties, entry } = mail;
  const { found, ownership, undeliverable = [] } = filing;
  const externalId = externalIdFault(found, values, facts) === undefined ? values.externalId : undefined;
  const fate = { ...fateOf(mail, facts, filing.outcome, filing.reason, found.remarks), dedupKey: mail.dedupKey };
  const isOutbound = parties.direction === 'out';
  const isDone =
    isOutbound || values.status === 'resolved' || values.status === 'closed' || message.bounce !== undefined;
  const isContinued = !isOutbound && found.by !== 'external-id' && filing.outcome !== 'noted' && !isAutomatic(mail);
  const headerOutcomes = settledHeaders(mail, facts, filing);
  return {
    entry: { id: entry.id, holder: entry.holder },
    fate,
    activity: {
      mode: isOutbound ? 'outbound' : 'inbound',
      ...(isDone
        ? { status: 'completed', substatus: 'done' }
        : { status: 'awaiting_assignment', substatus: 'ready_for_assignment' }),
    },
    case: {
      customerId: found.case?.customerId,
      departmentId: found.case?.departmentId,
      relatedCaseId: found.relatedCaseId,
      isContinued,
      status: values.status,
      labels: values.labels,
      language: values.language,
      externalId,
      customAttributes: values.caseCustom,
    },
    customerAttributes: ownership.kind === 'known' && !filing.isOwnerOfKey ? values.customerCustom : {},
    undeliverable,
    reached: reachedKey(mail) ?? null,
    messageIds: [
      { key: messageKey(mail.messageId), origin: isOutbound ? 'sent' : 'received' },
      ...referencedIds(message)
        .filter((id) => id !== mail.messageId)
        .map((id) => ({ key: messageKey(id), origin: 'referenced' as const })),
    ],
    isTold: isTold(mail, filing.outcome, found.isOfStranger !== true),
    details: { ...detailsOf(mail, found, headerOutcomes, fate.remarks), fieldOutcomes: filing.fieldOutcomes },
    exclusiveKeys: [
      ...(externalId === undefined ? [] : [`external ${externalId}`]),
      ...(mail.dedupKey === undefined ? [] : [`mail ${mail.account.id} ${mail.dedupKey}`]),
      ...(mayRepeat(mail) ? [] : [`body ${mail.account.id} ${fate.sender ?? ''} ${mail.bodyHash}`]),
    ],
  };
}

/** MX-5: what a key has led to stays as it is, also when the header names another case; then the header is worth nothing. */
function externalIdFault(
  { case: found }: FoundCase,
  { externalId }: Pick<DeskValues, 'externalId'>,
  { externalCase }: Pick<MailFacts, 'externalCase'>,
): string | undefined {
  if (externalId === undefined) return undefined;
  if (externalCase && externalCase.id !== found?.id) return 'another case has it, and the mail belongs to this one';
  const other = found?.externalId ?? externalId;
  return other === externalId ? undefined : 'the case has another one, and keeps it';
}

/** What only the facts can tell about headers: those that say something else than what was found. */
function settledHeaders(
  { headerOutcomes, account, values }: ReadMail,
  facts: MailFacts,
  { found, ownership, isOwnerOfKey }: Filing,
): readonly HeaderOutcome[] {
  const isOthersCase =
    found.by === 'external-id' && (ownership.kind !== 'known' || found.case?.customerId !== ownership.customerId);
  const externalId =
    externalIdFault(found, values, facts) ??
    (isOthersCase ? 'the case belongs to another customer, and stays with it' : undefined);
  const customer = isOwnerOfKey ? 'the mail belongs to the customer whom its key names' : undefined;
  const { prefix } = account.headers;
  return headerOutcomes.map((header): HeaderOutcome => {
    const isOfCustomer = header.header.startsWith(`${prefix}customer-`);
    const reason = isOfCustomer ? customer : header.header === `${prefix}case-external-id` ? externalId : undefined;
    return reason !== undefined && header.outcome === 'applied' ? { ...header, outcome: 'conflict', reason } : header;
  });
}

function detailsOf(
  { entry, message, values, authentication, isAuthenticated }: ReadMail,
  found: FoundCase,
  headerOutcomes: readonly HeaderOutcome[],
  remarks: readonly string[],
): MailDetails {
  return {
    messageId: entry.id,
    internetMessageId: message.messageId,
    foundBy: found.by,
    reported: values.reported,
    headerOutcomes,
    authentication,
    senderVerified: isAuthenticated,
    remarks,
  };
}

/** Whether a mail with this outcome is an activity, or as good as one. */
function isFiled(outcome: Outcome): boolean {
  return outcome === 'created' || outcome === 'updated' || outcome === 'noted';
}

/** What the journal says about it. */
export function fateOf(
  mail: ReadMail,
  facts: Pick<MailFacts, 'isMessageIdReused' | 'original'> | undefined,
  outcome: Outcome,
  reason: string | undefined,
  further: readonly string[] = [],
): Fate {
  const { account, message, parties, body, messageId, bodyHash, dedupKey } = mail;
  const reused = facts?.isMessageIdReused === true ? ['its Message-ID was used before, with another content'] : [];
  return {
    outcome,
    reason: reason ?? (outcome === 'noted' ? `automatic mail: ${message.automatic ?? 'report'}` : undefined),
    remarks: [...message.defects, ...body.remarks, ...reused, ...further],
    messageId,
    subject: shownSubject(message.subject),
    sender: parties.author && addressKey(parties.author.address),
    customerKey: parties.customer && addressKey(parties.customer.address),
    contentHash: message.contentHash,
    bodyHash,
    dedupKey: isFiled(outcome) ? dedupKey : undefined,
    originalActivityId: facts?.original?.activityId ?? undefined,
    account: account.id,
    departmentId: account.alias.departmentId,
  };
}
