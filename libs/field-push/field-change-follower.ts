import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { FIELDS_CHANGED } from '#field-pushes/field-change.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { FieldPushStore, type StoredFieldPush } from '#field-pushes/field-push.store.js';
import { watchedFields } from '#field-pushes/push-field.rules.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import type { OutboxEntry } from '#outbox/outbox.store.js';
import { Clock } from '#runtime/clock.js';
import { faultPoint } from '#runtime/fault-point.js';
import type { Transaction } from '#storage/database.js';
import { DeliveryStore } from './delivery.store.js';
import { payloadOf } from './push-payload.rules.js';
import { readPushedRecord } from '#field-pushes/push-record.store.js';

/** One change at a time is made deliveries of, so that the deliveries of a record are in the order of its states. */
const EXPANSION_LOCK = 7_263_051;

interface Change {
  readonly object: PushedObject;
  readonly recordId: string;
  /** Null: all of them. */
  readonly fields: readonly string[] | null;
}

/** Makes one delivery of a committed change for each push that watches it (field-push.md FQ-1). */
@Injectable()
export class FieldChangeFollower implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxWorker,
    private readonly pushes: FieldPushStore,
    private readonly deliveries: DeliveryStore,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.on(FIELDS_CHANGED, (transaction, entry) => this.follow(transaction, entry));
  }

  private async follow(transaction: Transaction, { id: changeId, payload }: OutboxEntry): Promise<void> {
    const { object, recordId, fields } = payload as unknown as Change;
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [EXPANSION_LOCK]);
    const pushes = (await this.pushes.list(transaction)).filter((push) => watches(push, object, fields));
    if (pushes.length === 0) return;
    const snapshot = this.configuration.snapshot();
    const record = await readPushedRecord(transaction, object, recordId, snapshot.customAttributes);
    if (!record) return;
    const at = this.clock.now();
    for (const push of pushes) {
      const body = payloadOf(push, record, {}, (id) => snapshot.findCustomAttributeById(id));
      const delivery = { pushId: push.id, object, recordId, changeId, body, at };
      await this.deliveries.create(transaction, { ...delivery, lane: 'durable' });
    }
    faultPoint('push-made-before-commit');
  }
}

function watches(push: StoredFieldPush, object: PushedObject, fields: readonly string[] | null): boolean {
  if (!push.active || push.object !== object || !push.occasions.includes('change')) return false;
  return fields === null || watchedFields(push.fields).some((field) => fields.includes(field));
}
