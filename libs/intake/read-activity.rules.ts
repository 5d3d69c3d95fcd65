/**
 * The structural stage of casemgr.md §3.6: a tree in, an `IncomingEmail` out, or every refusal with the codes 147, 146 and
 * 152 that can be given without knowing what is stored.
 */
import type { ActorKind } from '#auth/actor.js';
import { isStorable } from '#wire/storable.rules.js';
import { isWireObject, type Shape, type WireObject, type WireTree } from '#wire/tree.js';
import {
  ACTIVITY_SHAPE,
  ELEMENT_NAMES,
  ELEMENTS,
  LAST_RANK,
  rankOf,
  type Element,
  type ElementName,
} from './activity-elements.js';
import type { Checklist } from './checklist.js';
import type { Fault } from './element-kinds.rules.js';
import type { IncomingEmail } from './incoming-email.js';

/** Who sends the activity. */
export interface Sender {
  readonly kind: ActorKind;
  /** A customer that acts for another one may not say `from` (C-4). */
  readonly isOnBehalf: boolean;
  /** Files came in the same request, which count as attachments (H-4). */
  readonly hasFiles: boolean;
  /** A reply goes into the case, and to the department, of what it answers, and is secure (around-activity.md ACT-13). */
  readonly isReply?: boolean;
}

/** What a reply takes over from what it answers. */
const NOT_IN_REPLIES: ReadonlySet<ElementName> = new Set(['secure', 'caseId']);

type Values = { -readonly [Name in ElementName]?: ReturnType<(typeof ELEMENTS)[Name]['kind']['read']> };

export function readActivity(tree: WireTree, sender: Sender, now: Date, checks: Checklist): IncomingEmail | undefined {
  if (!isWireObject(tree)) {
    checks.refuse({ code: '400-152', attribute: 'activity', reason: 'must be one activity', clause: 'B-18' });
    return undefined;
  }
  checks.pass('B-18');
  const values: Values = {};
  for (const name of ELEMENT_NAMES) readElement(tree, name, sender, now, values, checks);
  requireSomethingToSay(values, tree, sender, checks);
  requireDestination(tree, sender, checks);
  requireMessageCenterOfIssueType(values, tree, checks);
  refuseLowering(values, sender, checks);
  if (!hasOnlyKnownAttributes(tree, ACTIVITY_SHAPE)) refuseUnknownAttributes(tree, ACTIVITY_SHAPE, '', checks);
  if (hasForbiddenCharacters(tree)) refuseForbiddenCharacters(tree, '', checks);
  return checks.isRefused ? undefined : toIncomingEmail(values);
}

/** Present means there and not null (B-23). */
function isPresent(tree: WireTree | undefined): tree is Exclude<WireTree, null> {
  return tree !== undefined && tree !== null;
}

function member(tree: WireTree | undefined, name: string): WireTree | undefined {
  return isWireObject(tree) ? tree[name] : undefined;
}

function at(tree: WireObject, { segments }: Pick<Element<unknown>, 'segments'>): WireTree | undefined {
  let found: WireTree | undefined = tree;
  for (const segment of segments) found = member(found, segment);
  return found;
}

function readElement(
  tree: WireObject,
  name: ElementName,
  sender: Sender,
  now: Date,
  values: Values,
  checks: Checklist,
): void {
  const element = ELEMENTS[name] as Element<unknown>;
  const { path, rank, kind, actors, clause } = element;
  const value = at(tree, element);
  const isForbiddenByGrant = name === 'from' && sender.isOnBehalf;
  const isForbiddenInReply = sender.isReply === true && NOT_IN_REPLIES.has(name);
  if (!isPresent(value)) {
    if (actors[sender.kind] === 'R') {
      checks.refuse({ code: '400-146', attribute: path, reason: 'is required', clause }, rank);
    } else checks.skip(clause, `${path} is absent`);
    return;
  }
  if (actors[sender.kind] === '–' || isForbiddenByGrant || isForbiddenInReply) {
    const reason = isForbiddenByGrant
      ? 'is not allowed when acting for another customer'
      : isForbiddenInReply
        ? 'is not allowed in a reply'
        : `is not allowed for actor ${sender.kind}`;
    const ruling = isForbiddenByGrant ? 'C-4' : isForbiddenInReply ? 'ACT-13' : clause;
    checks.refuse({ code: '400-147', attribute: path, reason, clause: ruling }, rank);
    return;
  }
  const faults: Fault[] = [];
  const read = kind.read(value, path, { now, report: (fault) => faults.push(fault) });
  for (const fault of faults) checks.refuse({ ...fault, clause }, rank);
  if (faults.length === 0) checks.pass(clause, path);
  Object.assign(values, { [name]: read });
}

/** B-5: a subject, an attachment or content that is not empty. */
function requireSomethingToSay(values: Values, tree: WireObject, sender: Sender, checks: Checklist): void {
  const hasText = [values.subject, values.text, values.html].some((text) => text !== undefined && text !== '');
  if (hasText || sender.hasFiles || isNotEmptyList(at(tree, ELEMENTS.attachments))) return;
  const isJudgedAlready = (['subject', 'attachments', 'text', 'html'] as const).some(
    (name) => isPresent(at(tree, ELEMENTS[name])) && values[name] === undefined,
  );
  if (isJudgedAlready) return;
  checks.refuse(
    {
      code: '400-146',
      attribute: 'subject or attachments or payload.email.content',
      reason: 'at least one must be present and not empty',
      clause: 'B-5',
    },
    rankOf('text'),
  );
}

function isNotEmptyList(tree: WireTree | undefined): boolean {
  return Array.isArray(tree) && tree.length > 0;
}

/** B-8: a customer says where the activity goes by an alias or by a message center. */
function requireDestination(tree: WireObject, sender: Sender, checks: Checklist): void {
  if (sender.kind !== 'customer' || sender.isReply === true) return;
  const { receiver, messageCenterId } = ELEMENTS;
  if (isPresent(at(tree, receiver)) || isPresent(at(tree, messageCenterId))) return;
  checks.refuse(
    {
      code: '400-146',
      attribute: `${receiver.path} or ${messageCenterId.path}`,
      reason: 'one of them is required',
      clause: 'B-8',
    },
    rankOf('messageCenterId'),
  );
}

/** B-9. */
function requireMessageCenterOfIssueType(values: Values, tree: WireObject, checks: Checklist): void {
  if (values.issueTypeId === undefined || isPresent(at(tree, ELEMENTS.messageCenterId))) return;
  const reason = 'is allowed only together with payload.email.messageCenter.id';
  checks.refuse({ code: '400-152', attribute: 'issueType.id', reason, clause: 'B-9' }, rankOf('issueTypeId'));
}

/** B-13: what a customer creates is secure anyway; asking for less is a mistake. */
function refuseLowering(values: Values, sender: Sender, checks: Checklist): void {
  if (sender.kind !== 'customer' || values.secure !== false) return;
  const reason = 'must be true or absent for actor customer';
  checks.refuse({ code: '400-152', attribute: 'secure', reason, clause: 'B-13' }, rankOf('secure'));
}

/** Whether B-19 and B-24 hold, without the names that a refusal needs: they cost more than the look. */
function hasOnlyKnownAttributes(tree: WireTree, shape: Shape): boolean {
  if (shape === 'value' || shape === ELEMENTS.customer.kind.shape || !isPresent(tree)) return true;
  if ('list' in shape) return !Array.isArray(tree) || tree.every((item) => hasOnlyKnownAttributes(item, shape.list));
  if (!isWireObject(tree)) return false;
  for (const name in tree) {
    const memberShape = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    if (!memberShape || !hasOnlyKnownAttributes(tree[name] ?? null, memberShape)) return false;
  }
  return true;
}

/** B-19, B-24: what the contract does not name. Objects and lists where the contract has them, or 152. */
function refuseUnknownAttributes(tree: WireTree, shape: Shape, path: string, checks: Checklist): void {
  if (shape === 'value' || path === ELEMENTS.customer.path) return;
  if ('list' in shape) {
    if (Array.isArray(tree)) {
      tree.forEach((item, index) => {
        refuseUnknownAttributes(item, shape.list, `${path}[${index}]`, checks);
      });
    }
    return;
  }
  if (!isPresent(tree)) return;
  if (!isWireObject(tree)) {
    const isReported = path.endsWith(']') || path.endsWith('.attribValues');
    if (!isReported) {
      checks.refuse({ code: '400-152', attribute: path, reason: 'must be an object', clause: 'B-19' }, rankBelow(path));
    }
    return;
  }
  for (const [name, value] of Object.entries(tree)) {
    const memberPath = path === '' ? name : `${path}.${name}`;
    const memberShape = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    if (memberShape) refuseUnknownAttributes(value, memberShape, memberPath, checks);
    else if (isPresent(value)) {
      const reason = 'is not an attribute of an incoming email activity';
      checks.refuse({ code: '400-147', attribute: memberPath, reason, clause: 'B-19' }, LAST_RANK);
    }
  }
}

function rankBelow(path: string): number {
  const name = ELEMENT_NAMES.find((candidate) => ELEMENTS[candidate].path.startsWith(`${path}.`));
  return name === undefined ? LAST_RANK : rankOf(name);
}

/** Whether B-23 is broken anywhere, without saying where. */
function hasForbiddenCharacters(tree: WireTree): boolean {
  if (typeof tree === 'string') return !isStorable(tree);
  if (Array.isArray(tree)) return tree.some(hasForbiddenCharacters);
  if (!isWireObject(tree)) return false;
  for (const name in tree) if (hasForbiddenCharacters(tree[name] ?? null)) return true;
  return false;
}

/** B-23: a text that XML cannot carry could be stored but never be read back. */
function refuseForbiddenCharacters(tree: WireTree, path: string, checks: Checklist): void {
  if (typeof tree === 'string') {
    if (isStorable(tree)) return;
    const reason = 'contains a character that XML 1.0 does not allow';
    checks.refuse({ code: '400-152', attribute: path, reason, clause: 'B-23' }, rankOfPath(path));
  } else if (Array.isArray(tree)) {
    tree.forEach((item, index) => {
      refuseForbiddenCharacters(item, `${path}[${index}]`, checks);
    });
  } else if (isWireObject(tree)) {
    for (const [name, value] of Object.entries(tree)) {
      refuseForbiddenCharacters(value, path === '' ? name : `${path}.${name}`, checks);
    }
  }
}

function rankOfPath(path: string): number {
  const name = ELEMENT_NAMES.find((candidate) => path.startsWith(ELEMENTS[candidate].path));
  return name === undefined ? LAST_RANK : rankOf(name);
}

function toIncomingEmail(values: Values): IncomingEmail {
  return {
    departmentName: values.departmentName,
    subject: values.subject,
    attachments: values.attachments ?? [],
    text: values.text,
    html: values.html,
    from: values.from,
    receiver: values.receiver,
    messageCenterId: values.messageCenterId,
    issueTypeId: values.issueTypeId,
    to: values.to ?? [],
    cc: values.cc ?? [],
    replyTo: values.replyTo,
    date: values.date,
    secure: values.secure,
    customer: values.customer,
    caseId: values.caseId,
    customAttributes: values.customAttributes ?? [],
  };
}
