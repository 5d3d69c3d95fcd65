import { addressKey } from '#email-address/email-address.rules.js';
import { readReplyAddress } from '#email-address/reply-address.rules.js';
import type { AccountRules } from '#inbound-accounts/inbound-account.js';
import type { Group } from '#record-tables/group.js';
import type { RecordTable } from '#record-tables/record-table.js';
import type { AliasId, DepartmentId, QueueId } from '#runtime/ids.js';
import type { Settings } from '#settings/settings.js';
import { mailAccounts, type MailAccount } from './mail-account.rules.js';

export interface Department {
  readonly id: DepartmentId;
  readonly name: string;
  readonly active: boolean;
  /** Overrides the partition's setting when it is not null. */
  readonly enableSecureMessaging: boolean | null;
  readonly defaultQueueId: QueueId;
}

export interface Queue {
  readonly id: QueueId;
  readonly departmentId: DepartmentId;
  readonly name: string;
  readonly active: boolean;
}

export interface Alias {
  readonly id: AliasId;
  readonly departmentId: DepartmentId;
  readonly name: string;
  readonly emailAddress: string;
  readonly active: boolean;
  readonly queueId: QueueId | null;
}

export interface MessageCenter {
  readonly id: string;
  readonly departmentId: DepartmentId;
  readonly name: string;
  readonly active: boolean;
  readonly queueId: QueueId | null;
  readonly issueTypeIds: readonly string[];
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
}

export type CustomAttributeObject = 'activity' | 'case' | 'customer' | 'contact' | 'contactPoint';

export type CustomAttributeType = 'string' | 'stringList' | 'integer' | 'datetime';

export interface CustomAttribute {
  readonly id: string;
  readonly object: CustomAttributeObject;
  readonly name: string;
  readonly dataType: CustomAttributeType;
  /** The predefined values of an enumeration; empty for free values. */
  readonly allowedValues: readonly string[];
  readonly multiSelect: boolean;
  /** Characters of one value. */
  readonly size: number;
  readonly active: boolean;
}

/** What one statement reads of the configuration; the shape of its JSON. */
export interface PartitionRows {
  /** Grows with every change; a commit that was decided on an older one is decided again. */
  readonly revision: string;
  readonly settings: Settings;
  readonly departments: readonly Department[];
  readonly queues: readonly Queue[];
  readonly aliases: readonly Alias[];
  readonly messageCenters: readonly MessageCenter[];
  readonly issueTypes: readonly IssueType[];
  readonly customAttributes: readonly CustomAttribute[];
  readonly inboundAccounts: readonly AccountRules[];
  readonly recordTables: readonly RecordTable[];
  readonly groups: readonly Group[];
}

function byKey<Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [key(item), item]));
}

/** The whole configuration of the partition at one revision, indexed for the rules; immutable. */
export class PartitionSnapshot {
  readonly revision: string;
  readonly settings: Settings;
  readonly departments: readonly Department[];
  /** Those that take mail, the implicit ones of aliases included. */
  readonly mailAccounts: readonly MailAccount[];
  readonly recordTables: readonly RecordTable[];
  readonly groups: readonly Group[];
  private readonly departmentsById: ReadonlyMap<string, Department>;
  private readonly departmentsByName: ReadonlyMap<string, Department>;
  private readonly queuesById: ReadonlyMap<string, Queue>;
  private readonly aliasesById: ReadonlyMap<string, Alias>;
  private readonly aliasesByAddress: ReadonlyMap<string, Alias>;
  private readonly messageCentersById: ReadonlyMap<string, MessageCenter>;
  private readonly issueTypesById: ReadonlyMap<string, IssueType>;
  readonly customAttributes: readonly CustomAttribute[];
  private readonly customAttributesById: ReadonlyMap<string, CustomAttribute>;
  private readonly customAttributesByName: ReadonlyMap<string, CustomAttribute>;
  private readonly mailAccountsById: ReadonlyMap<string, MailAccount>;
  private readonly mailAccountsByAddress: ReadonlyMap<string, MailAccount>;
  private readonly recordTablesByName: ReadonlyMap<string, RecordTable>;
  private readonly recordTablesById: ReadonlyMap<string, RecordTable>;

  constructor(rows: PartitionRows) {
    this.revision = rows.revision;
    this.settings = rows.settings;
    this.departments = rows.departments;
    this.departmentsById = byKey(rows.departments, ({ id }) => id);
    this.departmentsByName = byKey(rows.departments, ({ name }) => name.toLowerCase());
    this.queuesById = byKey(rows.queues, ({ id }) => id);
    this.aliasesById = byKey(rows.aliases, ({ id }) => id);
    this.aliasesByAddress = byKey(rows.aliases, ({ emailAddress }) => addressKey(emailAddress));
    this.messageCentersById = byKey(rows.messageCenters, ({ id }) => id);
    this.issueTypesById = byKey(rows.issueTypes, ({ id }) => id);
    this.customAttributes = rows.customAttributes;
    this.customAttributesById = byKey(rows.customAttributes, ({ id }) => id);
    this.customAttributesByName = byKey(rows.customAttributes, ({ object, name }) => `${object} ${name}`);
    this.mailAccounts = mailAccounts(rows.aliases, rows.inboundAccounts, this.departmentsById);
    this.mailAccountsById = byKey(this.mailAccounts, ({ id }) => id);
    this.mailAccountsByAddress = byKey(this.mailAccounts, ({ alias }) => addressKey(alias.emailAddress));
    this.recordTables = rows.recordTables;
    this.groups = rows.groups;
    this.recordTablesByName = byKey(rows.recordTables, ({ name }) => name);
    this.recordTablesById = byKey(rows.recordTables, ({ id }) => id);
  }

  /** Without regard to case (casemgr.md B-1). */
  findDepartment(name: string): Department | undefined {
    return this.departmentsByName.get(name.toLowerCase());
  }

  findDepartmentById(id: string): Department | undefined {
    return this.departmentsById.get(id);
  }

  findQueue(id: string): Queue | undefined {
    return this.queuesById.get(id);
  }

  /** Without regard to case (casemgr.md B-22); inactive ones too. */
  findAlias(emailAddress: string): Alias | undefined {
    return this.aliasesByAddress.get(addressKey(emailAddress));
  }

  /** Oldest first; inactive ones too. */
  aliasesOf(departmentId: string): readonly Alias[] {
    return [...this.aliasesById.values()]
      .filter((alias) => alias.departmentId === departmentId)
      .toSorted((one, other) => Number(one.id) - Number(other.id));
  }

  /** In the order of their ids; inactive ones too. */
  messageCentersOf(departmentId: string): readonly MessageCenter[] {
    return [...this.messageCentersById.values()]
      .filter((center) => center.departmentId === departmentId)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  findAliasById(id: string): Alias | undefined {
    return this.aliasesById.get(id);
  }

  findMessageCenter(id: string): MessageCenter | undefined {
    return this.messageCentersById.get(id);
  }

  findIssueType(id: string): IssueType | undefined {
    return this.issueTypesById.get(id);
  }

  findCustomAttributeById(id: string): CustomAttribute | undefined {
    return this.customAttributesById.get(id);
  }

  findCustomAttribute(object: CustomAttributeObject, name: string): CustomAttribute | undefined {
    return this.customAttributesByName.get(`${object} ${name}`);
  }

  /** The custom attributes of a noun that are in use, by name. */
  customAttributesOf(object: CustomAttributeObject): readonly CustomAttribute[] {
    return this.customAttributes
      .filter((attribute) => attribute.object === object && attribute.active)
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Undefined also for one that is switched off, or whose alias is. */
  findMailAccount(id: string): MailAccount | undefined {
    return this.mailAccountsById.get(id);
  }

  /** Also by an address at which replies come back (records-by-email.md RO-4). */
  findMailAccountByAddress(emailAddress: string): MailAccount | undefined {
    const find = (address: string) => this.mailAccountsByAddress.get(addressKey(address));
    return find(emailAddress) ?? find(readReplyAddress(emailAddress)?.alias ?? '');
  }

  /** Whether mail to an address would come to us. */
  isOwnAddress(emailAddress: string): boolean {
    return [emailAddress, readReplyAddress(emailAddress)?.alias ?? ''].some((address) => this.findAlias(address));
  }

  /** Inactive ones too. */
  findRecordTable(name: string): RecordTable | undefined {
    return this.recordTablesByName.get(name);
  }

  /** By its number; inactive ones too. */
  findRecordTableById(id: string): RecordTable | undefined {
    return this.recordTablesById.get(id);
  }

  /** In the order of their names. */
  groupsOf(userId: string): readonly Group[] {
    return this.groups
      .filter(({ userIds }) => (userIds as readonly string[]).includes(userId))
      .toSorted((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1));
  }

  /** Whether secure activities may be created in a department (casemgr.md S-3). */
  allowsSecureMessaging(department: Department): boolean {
    return department.enableSecureMessaging ?? this.settings.enableSecureMessaging;
  }
}
