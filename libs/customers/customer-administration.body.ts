import { Choice, Flag, Item, Key, Text, TextList } from '#wire/body-members.js';

export const CUSTOMER_TYPES = ['individual', 'group', 'corporate'] as const;

/** Grants that one customer gives or holds at most (casemgr.md C-7). */
export const MOST_GRANTS = 75;

/** Who works for a customer, by login and by name of the group. */
class OwnerBody {
  @Text(255)
  user?: string | null;

  @Text(255)
  group?: string | null;
}

/**
 * A customer of the partition document, recognised by its external id. Names, login, password and emails belong to its first
 * contact; the list of emails replaces the old one, and its first address is the primary one.
 */
export class CustomerBody {
  @Key(255)
  externalId!: string;

  @Choice(CUSTOMER_TYPES)
  type?: (typeof CUSTOMER_TYPES)[number] | null;

  @Text(255)
  department?: string | null;

  @Text(124)
  customerName?: string | null;

  @Text(255)
  groupType?: string | null;

  @Text(124)
  firstName?: string | null;

  @Text(124)
  lastName?: string | null;

  @TextList(75, 255)
  emails?: string[] | null;

  @Text(255)
  login?: string | null;

  /** Written, never read back. */
  @Text(1_024)
  password?: string | null;

  /** External ids of the customers that this one may act for (casemgr.md C-7). */
  @TextList(MOST_GRANTS, 255)
  grantsOn?: string[] | null;

  // What staff keep (customers.md CUST-25) stays as it is when it is left out, whatever the mode: it is theirs as well.
  @Text(1_024, { mayBeEmpty: true })
  description?: string | null;

  @TextList(75, 100)
  labels?: string[] | null;

  @Text(35, { mayBeEmpty: true })
  language?: string | null;

  /** The external id of a corporate customer. */
  @Text(255, { mayBeEmpty: true })
  organization?: string | null;

  @Item(() => OwnerBody)
  owner?: OwnerBody | null;

  @Flag()
  active?: boolean | null;
}
