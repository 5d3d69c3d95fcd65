import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { FIELDS_CHANGED } from '#field-pushes/field-change.store.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { FieldPushStore, type StoredFieldPush } from '#field-pushes/field-push.store.js';
import type { FieldValues, PushedRecord } from '#field-pushes/push-value.js';
import { watchedFields } from '#field-pushes/push-field.rules.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import type { OutboxEntry } from '#outbox/outbox.store.js';
import { Clock } from '#runtime/clock.js';
import { faultPoint } from '#runtime/fault-point.js';
import type { Transaction } from '#storage/database.js';
import { DeliveryStore, type FollowingDelivery } from './delivery.store.js';
import { EditSessionStore } from './edit-session.store.js';
import { isKnown, type Known } from './known-values.rules.js';
import { payloadOf } from './push-payload.rules.js';
import { readPushedRecords } from '#field-pushes/push-record.store.js';

interface Change {
  /** Of its outbox entry. */
  readonly id: string;
  readonly object: PushedObject;
  readonly recordId: string;
  /** Null: all of them. */
  readonly fields: readonly string[] | null;
  readonly editSessionId?: string | null;
}

/** Makes one delivery of each committed change for each push that watches it and does not know it (field-push.md FQ-1, FW-3). */
@Injectable()
export class FieldChangeFollower implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxWorker,
    private readonly pushes: FieldPushStore,
    private readonly deliveries: DeliveryStore,
    private readonly sessions: EditSessionStore,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.onTogether(FIELDS_CHANGED, (transaction, entries) => this.follow(transaction, entries));
  }

  private async follow(transaction: Transaction, entries: readonly OutboxEntry[]): Promise<void> {
    await this.deliveries.lockExpansion(transaction);
    const pushes = await this.pushes.list(transaction);
    const followed = entries
      .map(({ id, payload }) => ({ ...(payload as unknown as Change), id }))
      .map((change) => ({ change, watching: pushes.filter((push) => watches(push, change)) }))
      .filter(({ watching }) => watching.length > 0);
    if (followed.length === 0) return;
    const changes = followed.map(({ change }) => change);
    const records = {
      ticket: await this.read(transaction, 'ticket', changes),
      customer: await this.read(transaction, 'customer', changes),
    };
    const at = this.clock.now();
    let made: FollowingDelivery[] = [];
    for (const { change, watching } of followed) {
      const record = records[change.object].get(change.recordId);
      if (!record) continue;
      const known = await this.knownFrom(transaction, change);
      if (known) {
        // Whether anything came after what the session has sent is asked of what is written.
        await this.deliveries.follow(transaction, made, at);
        made = [];
      }
      for (const push of watching) {
        if (known && (await this.isKnownTo(transaction, push, change, { known, values: record.values }))) continue;
        made.push(this.deliveryOf(push, change, record));
      }
    }
    await this.deliveries.follow(transaction, made, at);
    transaction.announce('field push deliveries');
    faultPoint('push-made-before-commit');
  }

  private deliveryOf(
    { id: pushId, ...push }: StoredFieldPush,
    change: Change,
    record: PushedRecord,
  ): FollowingDelivery {
    const { id: changeId, object, recordId } = change;
    const snapshot = this.configuration.snapshot();
    const body = payloadOf(push, record, {}, (id) => snapshot.findCustomAttributeById(id));
    return { pushId, object, recordId, changeId, body };
  }

  /** As they are by now: what has changed since is told by a delivery of its own. */
  private async read(
    transaction: Transaction,
    object: PushedObject,
    changes: readonly Change[],
  ): Promise<ReadonlyMap<string, PushedRecord>> {
    const ids = new Set(changes.flatMap((change) => (change.object === object ? [change.recordId] : [])));
    if (ids.size === 0) return new Map();
    return readPushedRecords(transaction, object, [...ids], this.configuration.snapshot().customAttributes);
  }

  /** What receivers know from the edit session that was saved; that of a draft is tied to the record that it became. */
  private async knownFrom(
    transaction: Transaction,
    { object, recordId, editSessionId }: Change,
  ): Promise<Known | undefined> {
    const session = editSessionId ? await this.sessions.find(transaction, editSessionId) : undefined;
    return session?.object === object && session.recordId === recordId ? session.known : undefined;
  }

  /** What was sent to it about the record later on counts more than what the session sent. */
  private async isKnownTo(
    transaction: Transaction,
    push: StoredFieldPush,
    { object, recordId, fields }: Change,
    { known, values }: { readonly known: Known; readonly values: FieldValues },
  ): Promise<boolean> {
    const changed = watchedFields(push.fields).filter((field) => fields?.includes(field) ?? true);
    if (!isKnown(known, push.id, changed, values)) return false;
    const taken = known.taken[push.id];
    return !taken || !(await this.deliveries.isFollowed(transaction, taken.deliveryId, push.id, { object, recordId }));
  }
}

function watches(push: StoredFieldPush, { object, fields }: Change): boolean {
  if (!push.active || push.object !== object || !push.occasions.includes('change')) return false;
  return fields === null || watchedFields(push.fields).some((field) => fields.includes(field));
}
