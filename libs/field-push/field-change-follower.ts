import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { FIELDS_CHANGED } from '#field-pushes/field-change.store.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { FieldPushStore, type StoredFieldPush } from '#field-pushes/field-push.store.js';
import type { FieldValues } from '#field-pushes/push-value.js';
import { watchedFields } from '#field-pushes/push-field.rules.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import type { OutboxEntry } from '#outbox/outbox.store.js';
import { Clock } from '#runtime/clock.js';
import { faultPoint } from '#runtime/fault-point.js';
import type { Transaction } from '#storage/database.js';
import { DeliveryStore } from './delivery.store.js';
import { EditSessionStore } from './edit-session.store.js';
import { isKnown, type Known } from './known-values.rules.js';
import { payloadOf } from './push-payload.rules.js';
import { readPushedRecord } from '#field-pushes/push-record.store.js';

interface Change {
  readonly object: PushedObject;
  readonly recordId: string;
  /** Null: all of them. */
  readonly fields: readonly string[] | null;
  readonly editSessionId?: string | null;
}

/** Makes one delivery of a committed change for each push that watches it and does not know it (field-push.md FQ-1, FW-3). */
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
    this.outbox.on(FIELDS_CHANGED, (transaction, entry) => this.follow(transaction, entry));
  }

  private async follow(transaction: Transaction, { id: changeId, payload }: OutboxEntry): Promise<void> {
    const change = payload as unknown as Change;
    const { object, recordId, fields } = change;
    await this.deliveries.lockExpansion(transaction);
    const pushes = (await this.pushes.list(transaction)).filter((push) => watches(push, object, fields));
    if (pushes.length === 0) return;
    const snapshot = this.configuration.snapshot();
    const record = await readPushedRecord(transaction, object, recordId, snapshot.customAttributes);
    if (!record) return;
    const at = this.clock.now();
    const known = await this.knownFrom(transaction, change);
    const bodies = new Map<string, string>();
    for (const push of pushes) {
      if (known && (await this.isKnownTo(transaction, push, change, { known, values: record.values }))) continue;
      bodies.set(
        push.id,
        payloadOf(push, record, {}, (id) => snapshot.findCustomAttributeById(id)),
      );
    }
    await this.deliveries.create(transaction, { lane: 'durable', object, recordId, changeId, bodies, at });
    transaction.announce('field push deliveries');
    faultPoint('push-made-before-commit');
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

function watches(push: StoredFieldPush, object: PushedObject, fields: readonly string[] | null): boolean {
  if (!push.active || push.object !== object || !push.occasions.includes('change')) return false;
  return fields === null || watchedFields(push.fields).some((field) => fields.includes(field));
}
