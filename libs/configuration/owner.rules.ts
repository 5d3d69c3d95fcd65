/** Who may own a case or a customer (around-activity.md CASE-3, customers.md CUST-25, field-push.md FR-2). */
import type { PartitionSnapshot } from './partition-snapshot.js';

export interface Owner {
  readonly assigneeId: string | null;
  readonly agentGroupId: string | null;
}

export interface OwnerFault {
  readonly part: 'user' | 'group';
  readonly reason: string;
}

/** `isUser`: the assignee is an active user who sees what is owned. */
export function ownerFault(
  { assigneeId, agentGroupId }: Owner,
  isUser: boolean,
  groups: PartitionSnapshot['groups'],
): OwnerFault | undefined {
  const group = groups.find(({ id }) => id === agentGroupId);
  if (agentGroupId !== null && !group) return { part: 'group', reason: 'is not a group' };
  if (assigneeId === null) return undefined;
  if (!isUser) return { part: 'user', reason: 'is not an active user who sees it' };
  const isMember = !group || (group.userIds as readonly string[]).includes(assigneeId);
  return isMember ? undefined : { part: 'user', reason: 'does not belong to the group' };
}
