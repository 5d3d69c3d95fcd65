import { Injectable } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { Occasion, PushedObject } from '#field-pushes/field-push.js';
import { FieldPushStore, type SigningFieldPush } from '#field-pushes/field-push.store.js';
import { watchedFields } from '#field-pushes/push-field.rules.js';
import type { PushedRecord } from '#field-pushes/push-value.js';
import { Clock } from '#runtime/clock.js';
import type { Queryable, Transaction } from '#storage/database.js';
import type { WireObject } from '#wire/tree.js';
import { DeliveryStore, type Delivery } from './delivery.store.js';
import type { Verdict } from './push-answer.rules.js';
import { PushDeliveries } from './push-deliveries.js';
import { payloadOf } from './push-payload.rules.js';

export interface InteractivePush {
  readonly pushes: readonly SigningFieldPush[];
  readonly object: PushedObject;
  readonly recordId: string | null;
  readonly record: PushedRecord;
  readonly context: WireObject;
}

/** One of them, noted and not sent yet. */
export interface PreparedPush {
  readonly push: SigningFieldPush;
  /** Undefined when its receiver is left alone. */
  readonly delivery: Delivery | undefined;
}

export interface Replied {
  readonly pushId: string;
  readonly verdict: Verdict;
}

const LEFT_ALONE: Verdict = {
  isSuccess: false,
  error: 'the receiver has failed too often and is left alone for a while',
  isReceivers: false,
};

/** Sends while an agent waits: at once, to all receivers side by side, and once. Nothing of it waits for the durable lane. */
@Injectable()
export class InteractiveLane {
  constructor(
    private readonly pushes: FieldPushStore,
    private readonly deliveries: DeliveryStore,
    private readonly sending: PushDeliveries,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
  ) {}

  /** The active pushes of an object on an occasion; with `changed`, those that watch one of these fields. */
  async pushesOn(
    queryable: Queryable,
    occasion: Occasion,
    object: PushedObject,
    changed?: readonly string[],
  ): Promise<SigningFieldPush[]> {
    const all = await this.pushes.listToSign(queryable, this.clock.now());
    return all.filter(
      (push) =>
        push.active &&
        push.object === object &&
        push.occasions.includes(occasion) &&
        (changed === undefined || watchedFields(push.fields).some((field) => changed.includes(field))),
    );
  }

  /** Notes what is to be sent, in the transaction that decides on it; `send` follows when it is committed. */
  async prepare(
    transaction: Transaction,
    { pushes, object, recordId, record, context }: InteractivePush,
  ): Promise<readonly PreparedPush[]> {
    const at = this.clock.now();
    const snapshot = this.configuration.snapshot();
    const prepared: PreparedPush[] = [];
    for (const push of pushes) {
      if (await this.deliveries.isCircuitOpen(transaction, push.id, at)) prepared.push({ push, delivery: undefined });
      else {
        const body = payloadOf(push, record, context, (id) => snapshot.findCustomAttributeById(id));
        const created = { pushId: push.id, lane: 'interactive', object, recordId, body, at } as const;
        prepared.push({ push, delivery: await this.deliveries.createOnce(transaction, created) });
      }
    }
    return prepared;
  }

  /** What each receiver said; resolves within the longest of their timeouts. */
  async send(prepared: readonly PreparedPush[]): Promise<readonly Replied[]> {
    return Promise.all(
      prepared.map(async ({ push, delivery }) => {
        const verdict = delivery ? (await this.sending.attempt(push, delivery, false)).verdict : LEFT_ALONE;
        return { pushId: push.id, verdict };
      }),
    );
  }
}
