import { departmentsWithoutDefaultQueue, inboxName } from '#departments/default-queue.rules.js';
import { QueueBody } from '#departments/queue.body.js';
import type { StoredQueue } from '#departments/queue.store.js';
import { MessageCenterBody } from '#message-centers/message-center.body.js';
import { Failure } from '#runtime/errors/failure.js';
import type { DepartmentId } from '#runtime/ids.js';
import type { SettingsBody } from '#settings/settings.body.js';
import { DEFAULT_SETTINGS } from '#settings/settings.js';
import type { Draft, StoredItem } from '#storage/item-store.js';
import { changedMembers, type ChangeLog } from './change-log.js';
import type { Credentials } from './credentials.js';
import { linkedNounOf } from '#record-tables/record-table.js';
import { readWrittenValue } from '#records/field-value.rules.js';
import { lostFields } from './kinds/field-pushes.kind.js';
import { ISSUE_TYPES } from './kinds/issue-types.kind.js';
import type { Kind } from './kinds/kind.js';
import { QUEUES } from './kinds/queues.kind.js';
import { refuseUnfit } from './kinds/record-account.rules.js';
import { merged, type MergeMode } from './merge.rules.js';
import { keys, type PartitionState } from './partition-state.js';
import type { PartitionStores } from './partition-stores.js';

/** Where a body comes from and which item it may meet. */
export interface Place<Item extends StoredItem> {
  /** Dotted path of the body, empty for a whole request. */
  readonly path: string;
  /** The department that the item is to belong to. */
  readonly departmentId?: DepartmentId | undefined;
  /** The item that is edited; left out, the natural key decides. */
  readonly edited?: Item;
  /** The natural key must still be free. */
  readonly isNew?: boolean;
}

interface ChangeOptions {
  readonly mode: MergeMode;
  /** A department user changes nothing but what belongs to this department. */
  readonly onlyDepartmentId?: DepartmentId | undefined;
}

function memberPath(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

/** The administered nouns inside one open transaction: each body is merged with what is stored, and saved if it differs. */
export class PartitionChange {
  hasChangedConfiguration = false;
  private readonly namedPaths = new Map<string, string>();
  private readonly namedDefaults = new Set<DepartmentId>();

  constructor(
    readonly log: ChangeLog,
    readonly state: PartitionState,
    private readonly stores: PartitionStores,
    readonly credentials: Credentials,
    private readonly options: ChangeOptions,
  ) {}

  async putSettings(body: SettingsBody): Promise<void> {
    const previous = this.state.settings;
    const next = merged(this.options.mode, body, previous, DEFAULT_SETTINGS);
    const members = changedMembers(previous, next);
    if (members.length > 0) {
      this.refuseDepartmentUsers();
      await this.stores.settings.save(this.log.transaction, next);
      this.state.settings = next;
      this.hasChangedConfiguration = true;
    }
    await this.log.recordSettings(previous, next);
  }

  /** Creates or edits one item, and first what it brings with it; undefined when something about it is refused. */
  async put<Body extends object, Item extends StoredItem>(
    kind: Kind<Body, Item>,
    body: Body,
    place: Place<Item>,
  ): Promise<Item | undefined> {
    if (body instanceof MessageCenterBody) await this.putIssueTypes(body, place.path);
    if (body instanceof QueueBody && body.default) await this.clearDefaultQueue(place, body);
    const previous = this.previousOf(kind, body, place);
    const draft = previous && (await this.draftOf(kind, body, place, previous.item));
    if (!draft) return undefined;
    const item = await this.save(kind, draft, previous.item);
    return this.isNamedTwice(kind, item, place.path) ? undefined : item;
  }

  /** Constraints hold for the end of a change: every department has a default queue that is in use (casemgr.md E-2). */
  async finish(): Promise<void> {
    for (const department of departmentsWithoutDefaultQueue(this.state.departments.all(), this.state.queues.all())) {
      const name = inboxName(department.name);
      const inbox = this.state.queues.find(keys.queue(department.id, name));
      const added = { id: undefined, departmentId: department.id, name, active: true, externalId: null };
      await this.save(QUEUES, { ...(inbox ?? added), isDefault: true }, inbox);
    }
    for (const queue of this.state.queues.all().filter(({ isDefault, active }) => isDefault && !active)) {
      const path = this.namedPaths.get(`queues ${queue.id}`);
      const reason = "a department's default queue cannot be inactive";
      if (path !== undefined) this.log.refuse(memberPath(path, 'active'), reason);
    }
    this.refuseBrokenTables();
    this.refuseLostFields();
  }

  /** A push that is named itself has been told already. */
  private refuseLostFields(): void {
    for (const { pushId, field, attributeId, member } of lostFields(this.state)) {
      const path = this.namedPaths.get(`customAttributes ${attributeId}`);
      if (path === undefined || this.namedPaths.has(`fieldPushes ${pushId}`)) continue;
      this.log.refuse(memberPath(path, member), `the push ${pushId} sends it as ${field} (FP-4)`);
    }
  }

  /** Links lead to tables that exist, groups and accounts write fields that do; who names them first does not matter. */
  private refuseBrokenTables(): void {
    const tables = this.state.recordTables;
    for (const { id, fields } of tables.all()) {
      const path = this.namedPaths.get(`recordTables ${id}`);
      for (const [index, field] of fields.entries()) {
        const { table } = field;
        if (path === undefined || table === null || linkedNounOf(field) || tables.find(table)) continue;
        this.log.refuse(memberPath(path, `fields[${index}].table`), 'there is no record table of this name');
      }
    }
    for (const group of this.state.groups.all()) {
      for (const [name, grant] of Object.entries(group.tables)) {
        const table = tables.find(name);
        const path = this.namedPaths.get(`recordTables ${table?.id ?? ''}`);
        const lost = grant.fields.find((field) => table?.fields.every((known) => known.name !== field));
        if (path === undefined || lost === undefined) continue;
        this.log.refuse(
          memberPath(path, 'fields'),
          `the group ${group.name} may write ${lost}, so it cannot be left out`,
        );
      }
    }
    this.refuseBrokenAccounts();
  }

  /** What mail brings must not be lost because a field was switched off, or a choice has lost a value (RI-4). */
  private refuseBrokenAccounts(): void {
    for (const { id, table: name, records, active } of this.state.inboundAccounts.all()) {
      const table = this.state.recordTables.find(name);
      const path = this.namedPaths.get(`recordTables ${table?.id ?? ''}`);
      if (!active || !table || path === undefined || this.namedPaths.has(`inboundAccounts ${id}`)) continue;
      refuseUnfit(records, table, readWrittenValue, (member, reason) => {
        this.log.refuse(memberPath(path, 'fields'), `the account ${id} needs them, ${member}: ${reason}`);
      });
    }
  }

  private async putIssueTypes({ issueTypes }: MessageCenterBody, path: string): Promise<void> {
    for (const [index, body] of (issueTypes ?? []).entries()) {
      const itemPath = `${memberPath(path, 'issueTypes')}[${index}]`;
      const known = this.state.issueTypes.findById(body.id);
      const name = body.name ?? known?.name;
      // A message center may name an issue type just to refer to it.
      const isReference = name !== undefined && known?.name === name;
      if (!isReference || !this.namedPaths.has(`issueTypes ${body.id}`)) {
        await this.put(ISSUE_TYPES, { id: body.id, name }, { path: itemPath });
      }
      if (issueTypes?.findIndex(({ id }) => id === body.id) !== index) this.log.refuse(`${itemPath}.id`, NAMED_TWICE);
    }
  }

  /** A new default queue takes over from the old one; two new ones are one too many. */
  private async clearDefaultQueue({ path, departmentId, edited }: Place<StoredItem>, body: QueueBody): Promise<void> {
    if (departmentId === undefined) return;
    if (this.namedDefaults.has(departmentId)) {
      this.log.refuse(memberPath(path, 'default'), 'a department has one default queue, and two are named');
    }
    this.namedDefaults.add(departmentId);
    const self = edited?.id ?? this.state.queues.find(keys.queue(departmentId, body.name))?.id;
    const isOld = (queue: StoredQueue) => queue.departmentId === departmentId && queue.isDefault && queue.id !== self;
    for (const queue of this.state.queues.all().filter(isOld)) {
      await this.save(QUEUES, { ...queue, isDefault: false }, queue);
    }
  }

  /** The item that a body is compared with, if there is one; undefined when its natural key is refused. */
  private previousOf<Body extends object, Item extends StoredItem>(
    kind: Kind<Body, Item>,
    body: Body,
    { path, departmentId, edited, isNew = false }: Place<Item>,
  ): { readonly item: Item | undefined } | undefined {
    const holder = kind.itemsOf(this.state).find(kind.keyOf(body, departmentId));
    const isFree = holder === undefined || (!isNew && (edited ?? holder).id === holder.id);
    if (isFree) return { item: edited ?? holder };
    this.log.refuse(memberPath(path, kind.keyMembers.at(-1) ?? ''), 'it is already in use');
    return undefined;
  }

  private async draftOf<Body extends object, Item extends StoredItem>(
    kind: Kind<Body, Item>,
    body: Body,
    { path, departmentId }: Place<Item>,
    previous: Item | undefined,
  ): Promise<Draft<Item> | undefined> {
    const refused: string[] = [];
    const refuse = (member: string, reason: string): void => {
      refused.push(member);
      this.log.refuse(memberPath(path, member), reason);
    };
    const { mode } = this.options;
    const isInDocument = path !== '';
    const draft = kind.draft(body, { mode, previous, state: this.state, departmentId, isInDocument, refuse });
    if (previous && draft.id !== previous.id) refuse(kind.keyMembers.at(-1) ?? '', 'it cannot be changed');
    if (refused.length > 0) return undefined;
    return kind.seal ? kind.seal(draft, body, this.credentials) : draft;
  }

  private async save<Body extends object, Item extends StoredItem>(
    kind: Kind<Body, Item>,
    draft: Draft<Item>,
    previous: Item | undefined,
  ): Promise<Item> {
    const isChanged = previous === undefined || changedMembers(previous, draft).length > 0;
    if (isChanged) this.refuseForeignDepartments(kind, draft, previous);
    if (isChanged && kind.isConfiguration) this.hasChangedConfiguration = true;
    const id = isChanged ? await kind.storeOf(this.stores).save(this.log.transaction, draft) : previous.id;
    const item = { ...draft, id } as unknown as Item;
    kind.itemsOf(this.state).put(item);
    const name = kind.nameOf(draft);
    const department = this.state.departmentName(kind.departmentIdOf?.(draft) ?? null);
    const qualifiedName = department === null ? name : `${department}/${name}`;
    await this.log.record({ kind: kind.name, singular: kind.singular, id, name, qualifiedName, previous, next: draft });
    return item;
  }

  private isNamedTwice(
    { name, keyMembers }: { name: string; keyMembers: readonly string[] },
    item: StoredItem,
    path: string,
  ): boolean {
    const key = `${name} ${item.id}`;
    const isTwice = this.namedPaths.has(key);
    if (isTwice) this.log.refuse(memberPath(path, keyMembers.at(-1) ?? ''), NAMED_TWICE);
    this.namedPaths.set(key, path);
    return isTwice;
  }

  private refuseForeignDepartments<Body extends object, Item extends StoredItem>(
    kind: Kind<Body, Item>,
    draft: Draft<Item>,
    previous: Item | undefined,
  ): void {
    const own = this.options.onlyDepartmentId;
    if (own === undefined) return;
    const isOwn = (item: Draft<Item>): boolean => kind.departmentIdOf?.(item) === own;
    if (!isOwn(draft) || (previous !== undefined && !isOwn(previous))) this.refuseDepartmentUsers();
  }

  private refuseDepartmentUsers(): void {
    if (this.options.onlyDepartmentId !== undefined) throw outsideDepartment();
  }
}

const NAMED_TWICE = 'it is named twice';

/** casemgr.md A-3: a department user administers the own department only. */
export function outsideDepartment(): Failure {
  return new Failure('403-178', { action_name: 'Manage partition resources outside the own department' });
}
