import type { StoredAlias } from '#aliases/alias.store.js';
import type { StoredClient } from '#clients/client.store.js';
import type { StoredCustomAttribute } from '#custom-attributes/custom-attribute.store.js';
import type { StoredDepartment } from '#departments/department.store.js';
import type { StoredMailDomain } from '#mail-domains/mail-domain.store.js';
import type { StoredFieldPush } from '#field-pushes/field-push.store.js';
import type { StoredQueue } from '#departments/queue.store.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { StoredInboundAccount } from '#inbound-accounts/inbound-account.store.js';
import type { StoredIssueType } from '#message-centers/issue-type.store.js';
import type { StoredMessageCenter } from '#message-centers/message-center.store.js';
import type { Group } from '#record-tables/group.js';
import type { RecordTable } from '#record-tables/record-table.js';
import type { Settings } from '#settings/settings.js';
import type { StoredItem } from '#storage/item-store.js';
import type { StoredUser } from '#users/user.store.js';

/** The items of one kind, found by id and by natural key. */
export class ItemSet<Item extends StoredItem> {
  private readonly items = new Map<string, Item>();
  private readonly idsByKey = new Map<string, string>();

  constructor(
    items: readonly Item[],
    private readonly keyOf: (item: Item) => string,
  ) {
    for (const item of items) this.put(item);
  }

  find(key: string): Item | undefined {
    return this.findById(this.idsByKey.get(key) ?? '');
  }

  findById(id: string): Item | undefined {
    return this.items.get(id);
  }

  all(): Item[] {
    return [...this.items.values()];
  }

  put(item: Item): void {
    const previous = this.items.get(item.id);
    if (previous) this.idsByKey.delete(this.keyOf(previous));
    this.items.set(item.id, item);
    this.idsByKey.set(this.keyOf(item), item.id);
  }
}

/** Natural keys as they are compared. */
export const keys = {
  department: (name: string) => name.toLowerCase(),
  queue: (departmentId: string, name: string) => `${departmentId} ${name.toLowerCase()}`,
  alias: addressKey,
  customAttribute: (object: string, name: string) => `${object}.${name}`,
  user: (login: string) => login.toLowerCase(),
  group: (name: string) => name.toLowerCase(),
};

interface PartitionItems {
  readonly settings: Settings;
  readonly departments: readonly StoredDepartment[];
  readonly queues: readonly StoredQueue[];
  readonly aliases: readonly StoredAlias[];
  readonly messageCenters: readonly StoredMessageCenter[];
  readonly issueTypes: readonly StoredIssueType[];
  readonly customAttributes: readonly StoredCustomAttribute[];
  readonly users: readonly StoredUser[];
  readonly clients: readonly StoredClient[];
  readonly inboundAccounts: readonly StoredInboundAccount[];
  readonly mailDomains: readonly StoredMailDomain[];
  readonly fieldPushes: readonly StoredFieldPush[];
  readonly recordTables: readonly RecordTable[];
  /** Those that have records, or have had some. */
  readonly usedTableIds: readonly string[];
  readonly groups: readonly Group[];
  /** `CASEMGR_PUSH_ALLOW_NETWORKS`. */
  readonly pushAllowNetworks: readonly string[];
}

/** The administered partition (without its customers) as it is inside one transaction; follows every change made there. */
export class PartitionState {
  settings: Settings;
  readonly departments: ItemSet<StoredDepartment>;
  readonly queues: ItemSet<StoredQueue>;
  readonly aliases: ItemSet<StoredAlias>;
  readonly messageCenters: ItemSet<StoredMessageCenter>;
  readonly issueTypes: ItemSet<StoredIssueType>;
  readonly customAttributes: ItemSet<StoredCustomAttribute>;
  readonly users: ItemSet<StoredUser>;
  readonly clients: ItemSet<StoredClient>;
  readonly inboundAccounts: ItemSet<StoredInboundAccount>;
  readonly mailDomains: ItemSet<StoredMailDomain>;
  readonly fieldPushes: ItemSet<StoredFieldPush>;
  readonly recordTables: ItemSet<RecordTable>;
  readonly usedTableIds: ReadonlySet<string>;
  readonly groups: ItemSet<Group>;
  readonly pushAllowNetworks: readonly string[];

  constructor(items: PartitionItems) {
    this.settings = items.settings;
    this.departments = new ItemSet(items.departments, ({ name }) => keys.department(name));
    this.queues = new ItemSet(items.queues, ({ departmentId, name }) => keys.queue(departmentId, name));
    this.aliases = new ItemSet(items.aliases, ({ emailAddress }) => keys.alias(emailAddress));
    this.messageCenters = new ItemSet(items.messageCenters, ({ id }) => id);
    this.issueTypes = new ItemSet(items.issueTypes, ({ id }) => id);
    this.customAttributes = new ItemSet(items.customAttributes, ({ object, name }) =>
      keys.customAttribute(object, name),
    );
    this.users = new ItemSet(items.users, ({ login }) => keys.user(login));
    this.clients = new ItemSet(items.clients, ({ clientId }) => clientId);
    this.inboundAccounts = new ItemSet(items.inboundAccounts, ({ id }) => id);
    this.mailDomains = new ItemSet(items.mailDomains, ({ id }) => id);
    this.fieldPushes = new ItemSet(items.fieldPushes, ({ id }) => id);
    this.recordTables = new ItemSet(items.recordTables, ({ name }) => name);
    this.usedTableIds = new Set(items.usedTableIds);
    this.groups = new ItemSet(items.groups, ({ name }) => keys.group(name));
    this.pushAllowNetworks = items.pushAllowNetworks;
  }

  departmentName(id: string | null): string | null {
    return id === null ? null : (this.departments.findById(id)?.name ?? null);
  }

  queueName(id: string | null): string | null {
    return id === null ? null : (this.queues.findById(id)?.name ?? null);
  }
}
