/** Where an activity goes: the rows B-1, B-7, B-8, B-9 and B-21 of casemgr.md §3.2, as far as they refer to what is stored. */
import type { ActorKind } from '#auth/actor.js';
import type { Alias, Department, MessageCenter } from '#configuration/partition-snapshot.js';
import { ELEMENTS, rankOf, type ElementName } from './activity-elements.js';
import type { Checklist } from './checklist.js';
import type { Facts } from './facts.js';
import type { IncomingEmail } from './incoming-email.js';

export interface Destination {
  readonly department: Department;
  readonly alias: Alias | undefined;
  readonly messageCenter: MessageCenter | undefined;
  readonly issueTypeId: string | undefined;
}

export function findDestination(
  email: IncomingEmail,
  kind: ActorKind,
  facts: Facts,
  checks: Checklist,
): Destination | undefined {
  return kind === 'customer' ? chosenByCustomer(email, facts, checks) : namedDepartment(email, facts, checks);
}

function refuse(name: ElementName, clause: string, reason: string, checks: Checklist): undefined {
  checks.refuse({ code: '400-152', attribute: ELEMENTS[name].path, reason, clause }, rankOf(name));
}

/** B-1, B-7: an active alias of the department that was named. */
function namedDepartment(email: IncomingEmail, { snapshot }: Facts, checks: Checklist): Destination | undefined {
  const named = snapshot.findDepartment(email.departmentName ?? '');
  const department = named?.active === true ? named : undefined;
  if (department) checks.pass('B-1', ELEMENTS.departmentName.path);
  else refuse('departmentName', 'B-1', 'is not a department', checks);

  const alias = findActiveAlias(email, snapshot);
  const isAliasOfDepartment = alias !== undefined && (!department || alias.departmentId === department.id);
  if (isAliasOfDepartment) checks.pass('B-7', ELEMENTS.receiver.path);
  else refuse('receiver', 'B-7', 'is not the address of an active alias of the department', checks);

  if (!department || !isAliasOfDepartment) return undefined;
  return { department, alias, messageCenter: undefined, issueTypeId: undefined };
}

function findActiveAlias(email: IncomingEmail, snapshot: Facts['snapshot']): Alias | undefined {
  const alias = snapshot.findAlias(email.receiver ?? '');
  return alias?.active === true ? alias : undefined;
}

/** B-7, B-8, B-9, B-21: a customer names an alias, a message center, or both of one department. */
function chosenByCustomer(email: IncomingEmail, facts: Facts, checks: Checklist): Destination | undefined {
  const { snapshot } = facts;
  if (email.replied && email.receiver === undefined && email.messageCenterId === undefined) {
    return ofRepliedActivity(email.replied, facts, checks);
  }
  const alias = findActiveAlias(email, snapshot);
  if (email.receiver !== undefined) judgePlace('receiver', 'B-7', alias, facts, checks);

  const found = snapshot.findMessageCenter(email.messageCenterId ?? '');
  const messageCenter = found?.active === true ? found : undefined;
  if (email.messageCenterId !== undefined) judgePlace('messageCenterId', 'B-8', messageCenter, facts, checks);

  const isOneDepartment = !alias || !messageCenter || alias.departmentId === messageCenter.departmentId;
  if (!isOneDepartment) {
    refuse(
      'messageCenterId',
      'B-8',
      'belongs to another department than payload.email.emailAddresses.receiver',
      checks,
    );
  }
  const issueTypeId = findIssueType(email, messageCenter, checks);
  if (leavesDepartment(email, alias ?? messageCenter, checks)) return undefined;
  const department = snapshot.findDepartmentById((alias ?? messageCenter)?.departmentId ?? '');
  return department && { department, alias, messageCenter, issueTypeId };
}

/** ACT-13: the department of the original, and its alias and message center as long as they are in use. */
function ofRepliedActivity(
  { departmentId, aliasId, messageCenterId }: NonNullable<IncomingEmail['replied']>,
  { snapshot }: Facts,
  checks: Checklist,
): Destination | undefined {
  const department = snapshot.findDepartmentById(departmentId);
  const alias = snapshot.findAliasById(aliasId ?? '');
  const messageCenter = snapshot.findMessageCenter(messageCenterId ?? '');
  if (department?.active !== true) {
    return refuse('receiver', 'ACT-13', 'is required, because the department of the original is not in use', checks);
  }
  checks.pass('ACT-13');
  return {
    department,
    alias: alias?.active === true ? alias : undefined,
    messageCenter: messageCenter?.active === true ? messageCenter : undefined,
    issueTypeId: undefined,
  };
}

/** ACT-13: a case does not change its department by a reply. */
function leavesDepartment(
  { replied, receiver }: IncomingEmail,
  place: Alias | MessageCenter | undefined,
  checks: Checklist,
): boolean {
  if (!replied || !place || place.departmentId === replied.departmentId) return false;
  const name = receiver === undefined ? 'messageCenterId' : 'receiver';
  refuse(name, 'ACT-13', 'belongs to another department than the activity that is replied to', checks);
  return true;
}

function judgePlace(
  name: 'receiver' | 'messageCenterId',
  clause: string,
  place: Alias | MessageCenter | undefined,
  { snapshot, customer }: Facts,
  checks: Checklist,
): void {
  const what = name === 'receiver' ? 'the address of an active alias' : 'an active message center';
  if (!place || snapshot.findDepartmentById(place.departmentId)?.active !== true) {
    refuse(name, clause, `is not ${what}`, checks);
    return;
  }
  checks.pass(clause, ELEMENTS[name].path);
  const customerDepartmentId = customer?.departmentId ?? null;
  const isDepartmentalized = snapshot.settings.customerDepartmentalization;
  if (!isDepartmentalized) checks.skip('B-21', 'customer departmentalization is off');
  else if (customerDepartmentId === null) checks.skip('B-21', 'the customer is shared by all departments (C-8)');
  else if (customerDepartmentId === place.departmentId) checks.pass('B-21', ELEMENTS[name].path);
  else refuse(name, 'B-21', `is not ${what} in the department of the customer`, checks);
}

/** B-9. */
function findIssueType(
  email: IncomingEmail,
  messageCenter: MessageCenter | undefined,
  checks: Checklist,
): string | undefined {
  const { issueTypeId } = email;
  if (issueTypeId === undefined || !messageCenter) return undefined;
  if (messageCenter.issueTypeIds.includes(issueTypeId)) {
    checks.pass('B-9', ELEMENTS.issueTypeId.path);
    return issueTypeId;
  }
  const reason = 'is not an issue type of the message center';
  checks.refuse(
    { code: '400-194', attribute: ELEMENTS.issueTypeId.path, reason, clause: 'B-9', id: issueTypeId },
    rankOf('issueTypeId'),
  );
  return undefined;
}
