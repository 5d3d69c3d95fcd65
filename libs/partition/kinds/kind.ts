import type { DepartmentId } from '#runtime/ids.js';
import type { Draft, ItemStore, StoredItem } from '#storage/item-store.js';
import type { BodyType } from '#wire/body-members.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import type { AdministrationAccess } from '../administration-access.js';
import type { Credentials } from '../credentials.js';
import type { MergeMode } from '../merge.rules.js';
import type { ItemSet, PartitionState } from '../partition-state.js';
import type { PartitionStores } from '../partition-stores.js';

/** What the rules of a kind know while they turn a body into what is to be stored. */
export interface Editing<Item extends StoredItem> {
  readonly mode: MergeMode;
  readonly previous: Item | undefined;
  readonly state: PartitionState;
  /** The department that the item belongs to; undefined for what belongs to the whole partition. */
  readonly departmentId: DepartmentId | undefined;
  /** The body is part of a document, whose answer shows no secrets. */
  readonly isInDocument: boolean;
  /** Refuses a member with 400-152. */
  readonly refuse: (member: string, reason: string) => void;
}

interface KindResource {
  readonly path: string;
  readonly read: AdministrationAccess;
  readonly manage: AdministrationAccess;
}

export type ItemView = Readonly<Record<string, AnswerTree>>;

/** One administered noun: the same description serves the partition document and the noun's own resource. */
export interface Kind<Body extends object, Item extends StoredItem> {
  /** Member of the document and of its answer. */
  readonly name: KindName;
  readonly singular: string;
  /** Body of the noun's own resource; the document's items are the same without `department`. */
  readonly bodyType: BodyType<Body>;
  /** The members of the body that the item is recognised by; the last one is named when that fails. */
  readonly keyMembers: readonly [...(keyof Body & string)[], keyof Body & string];
  /** Where its resource is and who may call it; left out, below `/core/adminmgr/v3` for administrators. */
  readonly resource?: KindResource;
  /** Whether activities are decided by it, so that a change raises the configuration revision. */
  readonly isConfiguration: boolean;
  /** The department that an item belongs to; left out when the kind belongs to the whole partition. */
  departmentIdOf?(item: Draft<Item>): DepartmentId | undefined;
  itemsOf(state: PartitionState): ItemSet<Item>;
  storeOf(stores: PartitionStores): ItemStore<Item>;
  /** The natural key of a body, as `ItemSet` compares it. */
  keyOf(body: Body, departmentId: DepartmentId | undefined): string;
  /** The natural key of an item, as answers show it. */
  nameOf(item: Draft<Item>): string;
  /** Pure: what the body makes of the item. */
  draft(body: Body, editing: Editing<Item>): Draft<Item>;
  /** Adds what takes work: hashes and ciphertexts of what the body brings in clear. */
  seal?(draft: Draft<Item>, body: Body, credentials: Credentials): Promise<Draft<Item>>;
  /** What is read back, in the layout of the body; never a secret. */
  view(item: Item, state: PartitionState): ItemView;
}

export type KindName =
  | 'departments'
  | 'queues'
  | 'aliases'
  | 'messageCenters'
  | 'issueTypes'
  | 'customAttributes'
  | 'users'
  | 'clients'
  | 'inboundAccounts'
  | 'mailDomains'
  | 'fieldPushes'
  | 'recordTables'
  | 'groups';

/** The queue that a departmental item names: undefined when it names none, null when it wants the department's default. */
export function namedQueueId(
  name: string | null | undefined,
  { state, departmentId, refuse }: Pick<Editing<StoredItem>, 'state' | 'departmentId' | 'refuse'>,
) {
  if (name === undefined || name === null) return name;
  const queue = state.queues.find(`${departmentId ?? ''} ${name.toLowerCase()}`);
  if (!queue) refuse('queue', 'there is no queue of this name in the department');
  return queue?.id;
}

/** A queue that stays behind when its item moves to another department is no longer its queue. */
export function keptQueueId<Id extends string>(
  queueId: Id | null,
  { state, departmentId }: Pick<Editing<StoredItem>, 'state' | 'departmentId'>,
) {
  return queueId !== null && state.queues.findById(queueId)?.departmentId === departmentId ? queueId : null;
}
