/**
 * The decision on one incoming email: casemgr.md §3.6 from "references" on. Pure; `explain` and the real call run this very
 * function. All refusals of the first stage that fails are given, and no later stage is looked at.
 */
import { departmentsOf, type Actor } from '#auth/actor.js';
import { judgeCustomAttributes, normalValues } from '#configuration/custom-attributes.rules.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import type { CaseId, DepartmentId } from '#runtime/ids.js';
import { maximumBodyBytes, maximumEmailBytes } from '#settings/settings.js';
import { ELEMENTS, rankOf } from './activity-elements.js';
import { findAttachments, type FoundAttachments } from './attachments.rules.js';
import { Checklist, type Check } from './checklist.js';
import type { Decision } from './decision.js';
import { findDestination, type Destination } from './destination.rules.js';
import type { Facts, SentFile } from './facts.js';
import type { IncomingEmail } from './incoming-email.js';
import { findOwnerByActor, findOwnerBySender, type Owned } from './ownership.rules.js';

export interface DecisionInput {
  readonly email: IncomingEmail;
  readonly files: readonly SentFile[];
  readonly actor: Actor;
  readonly isOnBehalf: boolean;
  readonly facts: Facts;
  readonly now: Date;
  readonly keepsTrail: boolean;
}

export function decideIncomingEmail(input: DecisionInput): Decision {
  const trail: Check[] = [];
  const stage = <Value>(judge: (checks: Checklist) => Value): Value | Decision => {
    const checks = new Checklist(input.keepsTrail);
    const value = judge(checks);
    trail.push(...checks.checks);
    const [first, ...others] = checks.refusals;
    return first ? refused([first, ...others], trail) : value;
  };

  const references = stage((checks) => judgeReferences(input, checks));
  if (isDecision(references)) return references;
  const { destination, found } = references;
  if (!destination) throw new Error('References passed without a destination');

  const owned = stage((checks) => judgeOwnership(input, destination, checks));
  if (isDecision(owned)) return owned;
  if (!owned) throw new Error('Ownership passed without an owner');

  const secure = stage((checks) => judgeSecurity(input, destination, checks));
  if (isDecision(secure)) return secure;

  const contentBytes = stage((checks) => judgeSizes(input, found, checks));
  if (isDecision(contentBytes)) return contentBytes;

  return accept(input, destination, found, owned, secure, contentBytes, trail);
}

function isDecision(value: unknown): value is Decision {
  return typeof value === 'object' && value !== null && 'kind' in value && 'checks' in value;
}

function refused(refusals: readonly [Refusal, ...Refusal[]], checks: readonly Check[]): Decision {
  return { kind: 'refuse', refusals, checks };
}

interface References {
  readonly destination: Destination | undefined;
  readonly found: FoundAttachments;
}

function judgeReferences(input: DecisionInput, checks: Checklist): References {
  const { email, files, actor, facts, now } = input;
  const destination = findDestination(email, actor.kind, facts, checks);
  const found = findAttachments(email, files, actor, facts, now, checks);
  judgeCase(input, destination, checks);
  judgeAttributes(email, facts, checks);
  return { destination, found };
}

/**
 * B-15. A case of somebody else is to a customer a case that does not exist, and so is one of a department that a user does not work
 * in, unless it is the very case of the sender in the department that is written to.
 */
function judgeCase(
  { email, actor, facts }: DecisionInput,
  destination: Destination | undefined,
  checks: Checklist,
): void {
  if (email.caseId === undefined) {
    checks.skip('B-15', 'case.id is absent: a new case');
    return;
  }
  const attribute = ELEMENTS.caseId.path;
  const found = facts.case;
  const customerId = ownerOfKnownCase({ email, actor, facts });
  const isOfCustomer = found !== undefined && found.customerId === customerId;
  const isOfDepartment = found !== undefined && (!destination || found.departmentId === destination.department.id);
  const isFitting = isOfCustomer && isOfDepartment;
  if (!found || (actor.kind === 'customer' && !isOfCustomer) || (!isFitting && !worksIn(actor, found.departmentId))) {
    checks.refuse(
      { code: '400-194', attribute, reason: 'is not a case', clause: 'B-15', id: email.caseId.slice(0, 100) },
      rankOf('caseId'),
    );
  } else if (!isFitting) {
    const reason = `is a case of another ${isOfCustomer ? 'department' : 'customer'}`;
    checks.refuse({ code: '400-152', attribute, reason, clause: 'B-15' }, rankOf('caseId'));
  } else checks.pass('B-15', attribute);
}

function worksIn(actor: Actor, departmentId: DepartmentId): boolean {
  return actor.kind !== 'user' || (departmentsOf(actor)?.includes(departmentId) ?? true);
}

/** The customer that the activity will belong to, if that customer exists already. */
function ownerOfKnownCase({
  email,
  actor,
  facts,
}: Pick<DecisionInput, 'email' | 'actor' | 'facts'>): string | undefined {
  if (actor.kind === 'customer') return facts.customer?.id;
  return facts.owners.get(addressKey(email.from ?? ''))?.[0]?.customerId;
}

/** B-16. */
function judgeAttributes(email: IncomingEmail, { snapshot }: Facts, checks: Checklist): void {
  if (email.customAttributes.length === 0) checks.skip('B-16', 'there are no custom attributes');
  const { path } = ELEMENTS.customAttributes;
  const find = (name: string) => snapshot.findCustomAttribute('activity', name);
  for (const judged of judgeCustomAttributes(email.customAttributes, path, find)) {
    const { path: attribute, reason } = judged;
    if (reason === undefined) checks.pass('B-16', attribute);
    else checks.refuse({ code: '400-152', attribute, reason, clause: 'B-16' }, rankOf('customAttributes'));
  }
}

function judgeOwnership(input: DecisionInput, destination: Destination, checks: Checklist): Owned | undefined {
  const { email, actor, isOnBehalf, facts } = input;
  return actor.kind === 'customer'
    ? findOwnerByActor(email, actor, isOnBehalf, facts, checks)
    : findOwnerBySender(email, destination.department, facts, checks);
}

/** S-1 to S-3. */
function judgeSecurity(
  { email, actor, facts }: DecisionInput,
  { department }: Destination,
  checks: Checklist,
): boolean {
  const isSecure = actor.kind === 'customer' || email.secure === true;
  const isAllowed = facts.snapshot.allowsSecureMessaging(department);
  if (!isSecure) checks.skip('S-3', 'the activity is not secure');
  else if (isAllowed) checks.pass('S-3', 'secure');
  else {
    const reason = 'secure messaging is switched off here, so that no secure activity can be created';
    checks.refuse({ code: '400-152', attribute: 'secure', reason, clause: 'S-3' });
  }
  return isSecure;
}

/** Z-1, Z-2. Answers with the bytes of the content. */
function judgeSizes({ email, facts }: DecisionInput, { bytes }: FoundAttachments, checks: Checklist): number {
  const { settings } = facts.snapshot;
  const content = Buffer.byteLength(email.text ?? '') + Buffer.byteLength(email.html ?? '');
  judgeSize(content, maximumBodyBytes(settings), 'payload.email.content', 'Z-1', checks);
  const attribute = bytes > 0 ? 'attachments' : 'payload.email.content';
  judgeSize(content + bytes, maximumEmailBytes(settings), attribute, 'Z-2', checks);
  return content;
}

function judgeSize(bytes: number, limit: number, attribute: string, clause: string, checks: Checklist): void {
  if (bytes <= limit) {
    checks.pass(clause, attribute);
    return;
  }
  const reason = `has ${bytes} bytes, the limit is ${limit} bytes`;
  checks.refuse({ code: '400-152', attribute, reason, clause });
}

function accept(
  { email, actor, isOnBehalf, facts, now }: DecisionInput,
  destination: Destination,
  found: FoundAttachments,
  { ownership, from }: Owned,
  secure: boolean,
  contentBytes: number,
  checks: readonly Check[],
): Decision {
  const { department, alias, messageCenter, issueTypeId } = destination;
  const { settings } = facts.snapshot;
  return {
    kind: 'accept',
    checks,
    accepted: {
      departmentId: department.id,
      departmentName: department.name,
      queueId: alias?.queueId ?? messageCenter?.queueId ?? department.defaultQueueId,
      aliasId: alias?.id,
      messageCenterId: messageCenter?.id,
      issueTypeId,
      ownership,
      caseId: email.caseId as CaseId | undefined,
      contactAddress: from,
      from,
      receiver: email.receiver,
      to: email.to,
      cc: email.cc,
      replyTo: email.replyTo,
      subject: email.subject,
      text: email.text,
      html: email.html,
      date: email.date ?? now,
      secure,
      sentByCustomerId: isOnBehalf && actor.kind === 'customer' ? actor.id : undefined,
      attachments: found.attachments,
      customAttributes: normalValues(email.customAttributes, (name) =>
        facts.snapshot.findCustomAttribute('activity', name),
      ),
      priority: settings.defaultActivityPriority,
      language: settings.defaultLanguage,
      contentBytes,
      attachmentBytes: found.bytes,
    },
  };
}
