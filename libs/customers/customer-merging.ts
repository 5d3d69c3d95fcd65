import { Injectable } from '@nestjs/common';
import { actorRecord, type Actor } from '#auth/actor.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { recordingFieldChanges } from '#field-pushes/field-change.store.js';
import { OutboxStore } from '#outbox/outbox.store.js';
import { Clock } from '#runtime/clock.js';
import { failureOf } from '#runtime/errors/refusal.js';
import type { CustomerId } from '#runtime/ids.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { addressScopeOf } from './customer-create.rules.js';
import { CustomerMergeStore } from './customer-merge.store.js';
import {
  decideMerge,
  mergedIds,
  type MergeDecision,
  type MergeFacts,
  type MergeRequest,
} from './customer-merge.rules.js';
import { CustomerParts } from './customer-parts.js';
import { CustomerReferenceCheck } from './customer-references.js';
import { customerConfiguration } from './customer-settings.rules.js';
import { customerReader, departmentsOfUser, isElsewhere } from './customer-visibility.js';
import { CustomerWriteStore, type Changing } from './customer-write.store.js';
import { CustomerStore } from './customer.store.js';
import { laterThan } from './modification.rules.js';

/** What a merge is about to move, or has moved, by what it is. */
export type MoveCounts = Readonly<Record<string, number>>;

const CONTACT_POINT = 'contactPoint';
const GRANT = 'grant';

interface Merged {
  readonly moved: MoveCounts;
  readonly takenAddresses: readonly string[];
  readonly at: Date;
}

/** Merges customers: decides from facts, and moves everything that belongs to the one who goes (customers.md CUST-20 to CUST-23). */
@Injectable()
export class CustomerMerging {
  constructor(
    private readonly customers: CustomerStore,
    private readonly store: CustomerWriteStore,
    private readonly merges: CustomerMergeStore,
    private readonly parts: CustomerParts,
    private readonly references: CustomerReferenceCheck,
    private readonly outbox: OutboxStore,
    private readonly clock: Clock,
  ) {}

  /** What a merge would do; writes nothing. */
  async preview(
    queryable: Queryable,
    actor: Actor,
    request: MergeRequest,
    snapshot: PartitionSnapshot,
  ): Promise<{ readonly decision: MergeDecision; readonly moved: MoveCounts }> {
    const { decision, surveys } = await this.decide(queryable, actor, request, snapshot);
    const { source, target } = decision;
    const grants = target.type === 'individual' ? await this.countOwnGrants(queryable, source.id, target.id) : 0;
    const points =
      source.contacts.flatMap(({ contactPoints }) => contactPoints).length - decision.doubledPointIds.length;
    return { decision, moved: { ...surveys, [CONTACT_POINT]: points, [GRANT]: grants } };
  }

  /** Takes both customers, so that nothing is added to them until the end of the transaction, and decides. */
  async decideLocked(
    transaction: Transaction,
    actor: Actor,
    request: MergeRequest,
    snapshot: PartitionSnapshot,
  ): Promise<MergeDecision> {
    const reader = customerReader(actor, snapshot.settings.customerDepartmentalization);
    const known = await this.customers.resolve(transaction, reader, mergedIds(request));
    await this.store.lockWhole(transaction, [...new Set(known.values())]);
    return (await this.decide(transaction, actor, request, snapshot)).decision;
  }

  async apply(
    transaction: Transaction,
    actor: Actor,
    decision: MergeDecision,
    snapshot: PartitionSnapshot,
    editSessionId?: string,
  ): Promise<Merged> {
    const recordIds = [decision.target.id];
    const watched = { object: 'customer', recordIds, editSessionId, at: this.clock.now() } as const;
    return recordingFieldChanges(transaction, watched, () => this.merge(transaction, actor, decision, snapshot));
  }

  private async merge(
    transaction: Transaction,
    actor: Actor,
    decision: MergeDecision,
    snapshot: PartitionSnapshot,
  ): Promise<Merged> {
    const { source, target, contact } = decision;
    const fromIds = [source.id, ...(await this.merges.formerIds(transaction, source.id))];
    const changing: Changing = {
      by: actorRecord(actor),
      at: laterThan(target.lastModifiedAt, this.clock.now()),
    };
    const move = { fromId: source.id, fromIds, toId: target.id, contact, ...changing };
    const moved: { object: string; ids: readonly string[]; count: number }[] = [];
    for (const part of this.parts.all) {
      if (!part.move) continue;
      const ids = await part.move(transaction, move);
      moved.push({ object: part.object, ids, count: ids.length });
    }
    const grants = await this.merges.moveGrants(transaction, move, target.type === 'individual');
    moved.push({ object: GRANT, ids: [], count: grants });
    const points = await this.merges.moveContacts(transaction, move, decision.doubledPointIds);
    moved.push({ object: CONTACT_POINT, ids: points, count: points.length });
    await this.merges.finish(transaction, decision, moved, changing);
    const scope = addressScopeOf(target.departmentId, snapshot);
    const id = target.id as CustomerId;
    const { takenAddresses } = await this.store.edit(transaction, id, decision.change, scope, changing);
    await this.outbox.add(transaction, { lane: 'index', kind: 'customer.merged', objectId: id }, changing.at);
    return {
      moved: Object.fromEntries(moved.map(({ object, count }) => [object, count])),
      takenAddresses,
      at: changing.at,
    };
  }

  private async decide(
    queryable: Queryable,
    actor: Actor,
    request: MergeRequest,
    snapshot: PartitionSnapshot,
  ): Promise<{ readonly decision: MergeDecision; readonly surveys: MoveCounts }> {
    const isDepartmentalized = snapshot.settings.customerDepartmentalization;
    const reader = customerReader(actor, isDepartmentalized);
    const found = await this.customers.find(queryable, reader, mergedIds(request));
    const byId = new Map(found.map(({ wantedId, customer }) => [wantedId, customer]));
    const [source, target] = [byId.get(request.sourceId), byId.get(request.targetId)];
    const { counts, departmentIds } = source ? await this.parts.survey(queryable, source.id) : NOTHING;
    const grants =
      source && target ? await this.merges.countGrants(queryable, source.id, target.id) : { held: 0, given: 0 };
    const facts: MergeFacts = {
      source,
      target,
      isDepartmentalized,
      configuration: customerConfiguration(snapshot),
      isElsewhereToo: isElsewhere(departmentIds, departmentsOfUser(actor)),
      grantsHeld: grants.held,
      grantsGiven: grants.given,
    };
    const decided = decideMerge(request, facts);
    if ('refusals' in decided) throw failureOf(decided.refusals);
    const { decision } = decided;
    const { details } = decision.change;
    const { departmentId } = decision.target;
    const referring = { sent: request.target, details, departmentId, path: 'targetCustomer' };
    await this.references.refuseStrangers(queryable, actor, referring, snapshot);
    return { decision, surveys: counts };
  }

  private async countOwnGrants(queryable: Queryable, sourceId: string, targetId: string): Promise<number> {
    const [both, alone] = [
      await this.merges.countGrants(queryable, sourceId, targetId),
      await this.merges.countGrants(queryable, targetId, targetId),
    ];
    return both.held + both.given - alone.held - alone.given;
  }
}

const NOTHING = { counts: {}, departmentIds: [] as string[] };
