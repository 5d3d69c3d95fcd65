/** What the sender of a mail may do in a table: records-by-email.md RI-5. */
import type { AccountAccess } from '#inbound-accounts/inbound-account.js';
import type { Group } from '#record-tables/group.js';
import type { RecordTable } from '#record-tables/record-table.js';
import { NO_RIGHTS, rightsOfUser, type RecordRights } from '#records/record-rights.rules.js';

/** Who a sender may be. */
export interface SenderFacts {
  /** The user whose address the sender has. */
  readonly userId: string | undefined;
  readonly guestId: string | undefined;
  readonly groups: readonly Group[];
}

/**
 * The rights of the user that the sender is, if that is certain; else those of the guest, which is as far as anybody goes who is
 * nobody here. Never both. `isProven`: a login or the sender's domain says so, not a network alone.
 */
export function rightsOfSender(
  table: RecordTable,
  { isProven }: { readonly isProven: boolean },
  access: Pick<AccountAccess, 'groups'>,
  { userId, guestId, groups }: SenderFacts,
): RecordRights {
  if (userId !== undefined && isProven) {
    const names = new Set(access.groups.map((name) => name.toLowerCase()));
    const counting = groups.filter(({ name }) => names.size === 0 || names.has(name.toLowerCase()));
    return rightsOfUser(userId, table, counting);
  }
  return guestId === undefined ? NO_RIGHTS : rightsOfUser(guestId, table, groups);
}
