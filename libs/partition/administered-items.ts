import { Injectable } from '@nestjs/common';
import type { Actor } from '#auth/actor.js';
import type { RequestContext } from '#http/request-context.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import type { DepartmentId } from '#runtime/ids.js';
import { Database } from '#storage/database.js';
import type { StoredItem } from '#storage/item-store.js';
import { readBody } from '#wire/read-body.rules.js';
import { isWireObject, type WireTree } from '#wire/tree.js';
import { auditedBy } from '#writes/audited-by.js';
import { onlyDepartmentOf } from './administration-access.js';
import type { ItemView, Kind } from './kinds/kind.js';
import { PartitionAdministration } from './partition-administration.js';
import { outsideDepartment, type PartitionChange, type Place } from './partition-change.js';
import { keys, type PartitionState } from './partition-state.js';
import { PartitionStores } from './partition-stores.js';

const CLAUSE = 'PART-7';

/** Characters of an unknown id that an answer repeats. */
const LONGEST_ID = 150;

/** One item as its resource shows it, always with its id. */
export interface ShownItem {
  readonly id: string;
  readonly view: ItemView;
}

/** Administered items one by one: the same rules and stores as the partition document, for one body. */
@Injectable()
export class AdministeredItems {
  constructor(
    private readonly database: Database,
    private readonly stores: PartitionStores,
    private readonly administration: PartitionAdministration,
  ) {}

  /** All that the actor may see, oldest first. */
  async list<Body extends object, Item extends StoredItem>(kind: Kind<Body, Item>, actor: Actor): Promise<ShownItem[]> {
    const state = await this.stores.read(this.database);
    const isVisible = visibleTo(kind, actor);
    return kind
      .itemsOf(state)
      .all()
      .filter(isVisible)
      .map((item) => shown(kind, item, state));
  }

  async get<Body extends object, Item extends StoredItem>(
    kind: Kind<Body, Item>,
    id: string,
    actor: Actor,
  ): Promise<ShownItem> {
    const state = await this.stores.read(this.database);
    return shown(kind, findVisible(kind, state, id, actor), state);
  }

  async create<Body extends object, Item extends StoredItem>(
    kind: Kind<Body, Item>,
    tree: WireTree,
    context: RequestContext,
  ): Promise<ShownItem> {
    const body = readOrRefuse(kind, tree);
    return this.put(kind, context, (change) => ({
      body,
      place: { path: '', isNew: true, departmentId: departmentOf(kind, body, undefined, change, context.actor) },
    }));
  }

  /** Edits one; its natural key need not be sent, and another one renames it. */
  async edit<Body extends object, Item extends StoredItem>(
    kind: Kind<Body, Item>,
    id: string,
    tree: WireTree,
    context: RequestContext,
  ): Promise<ShownItem> {
    return this.put(kind, context, (change) => {
      const edited = findVisible(kind, change.state, id, context.actor);
      const body = readOrRefuse(kind, withKeys(kind, tree, kind.view(edited, change.state)));
      const departmentId = departmentOf(kind, body, edited, change, context.actor);
      return { body, place: { path: '', edited, departmentId } };
    });
  }

  private async put<Body extends object, Item extends StoredItem>(
    kind: Kind<Body, Item>,
    context: RequestContext,
    prepare: (change: PartitionChange) => { body: Body; place: Place<Item> },
  ): Promise<ShownItem> {
    const onlyDepartmentId = onlyDepartmentOf(context.actor);
    if (onlyDepartmentId !== undefined && !kind.departmentIdOf) throw outsideDepartment();
    return this.administration.edit(
      { mode: 'merge', by: auditedBy(context), onlyDepartmentId, changesRecordTables: kind.name === 'recordTables' },
      async (change) => {
        const { body, place } = prepare(change);
        change.log.throwRefusals();
        const item = await change.put(kind, body, place);
        await change.finish();
        change.log.throwRefusals();
        if (!item) throw new Error(`A ${kind.singular} was neither stored nor refused`);
        const { view } = shown(kind, kind.itemsOf(change.state).findById(item.id) ?? item, change.state);
        const secret = change.credentials.generatedSecret(kind.nameOf(item));
        return { id: item.id, view: secret === undefined ? view : { ...view, secret } };
      },
    );
  }
}

function shown<Body extends object, Item extends StoredItem>(
  kind: Kind<Body, Item>,
  item: Item,
  state: PartitionState,
): ShownItem {
  return { id: item.id, view: { id: item.id, ...kind.view(item, state) } };
}

/** What belongs to the whole partition, or to another department, does not exist for a department user. */
function visibleTo<Body extends object, Item extends StoredItem>(
  kind: Kind<Body, Item>,
  actor: Actor,
): (item: Item) => boolean {
  const own = onlyDepartmentOf(actor);
  return (item) => own === undefined || kind.departmentIdOf?.(item) === own;
}

function findVisible<Body extends object, Item extends StoredItem>(
  kind: Kind<Body, Item>,
  state: PartitionState,
  id: string,
  actor: Actor,
): Item {
  const item = kind.itemsOf(state).findById(id);
  if (!item || !visibleTo(kind, actor)(item)) throw new Failure('404-100', { resource_id: id.slice(0, LONGEST_ID) });
  return item;
}

function readOrRefuse<Body extends object, Item extends StoredItem>(kind: Kind<Body, Item>, tree: WireTree): Body {
  const outcome = readBody(kind.bodyType, tree, CLAUSE);
  if ('refusals' in outcome) throw failureOf(outcome.refusals);
  return outcome.body;
}

function withKeys<Body extends object, Item extends StoredItem>(
  kind: Kind<Body, Item>,
  tree: WireTree,
  view: ItemView,
): WireTree {
  if (!isWireObject(tree)) return tree;
  const absent = kind.keyMembers.filter((member) => tree[member] === undefined || tree[member] === null);
  return Object.assign(
    Object.create(null),
    tree,
    Object.fromEntries(absent.map((member) => [member, view[member]])),
  ) as WireTree;
}

/** The department that a departmental item is sent for: named, kept, or the department user's own. */
function departmentOf<Body extends object, Item extends StoredItem>(
  kind: Kind<Body, Item>,
  body: Body,
  edited: Item | undefined,
  { state, log }: PartitionChange,
  actor: Actor,
): DepartmentId | undefined {
  if (!kind.departmentIdOf || kind.name === 'departments') return undefined;
  const own = onlyDepartmentOf(actor);
  const { department: name } = body as { department?: string | null };
  if (name === undefined || name === null) {
    const id = edited ? kind.departmentIdOf(edited) : own;
    if (id === undefined) log.refuse('department', 'it is required', '400-146');
    return id;
  }
  const named = state.departments.find(keys.department(name));
  if (own !== undefined && named?.id !== own) throw outsideDepartment();
  if (!named) log.refuse('department', 'there is no department of this name');
  return named?.id;
}
