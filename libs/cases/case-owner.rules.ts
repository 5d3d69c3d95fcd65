/** Who may work on a case (around-activity.md CASE-3, field-push.md FR-2). */
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';

export interface CaseOwner {
  readonly assigneeId: string | null;
  readonly agentGroupId: string | null;
}

export interface OwnerFault {
  readonly part: 'user' | 'group';
  readonly reason: string;
}

/** `isUser`: the assignee is an active user who sees the case. */
export function ownerFault(
  { assigneeId, agentGroupId }: CaseOwner,
  isUser: boolean,
  groups: PartitionSnapshot['groups'],
): OwnerFault | undefined {
  const group = groups.find(({ id }) => id === agentGroupId);
  if (agentGroupId !== null && !group) return { part: 'group', reason: 'is not a group' };
  if (assigneeId === null) return undefined;
  if (!isUser) return { part: 'user', reason: 'is not an active user who sees the case' };
  const isMember = !group || (group.userIds as readonly string[]).includes(assigneeId);
  return isMember ? undefined : { part: 'user', reason: 'does not belong to the group' };
}
