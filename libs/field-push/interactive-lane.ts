import { Injectable } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { Occasion, PushedObject } from '#field-pushes/field-push.js';
import { FieldPushStore, type SigningFieldPush } from '#field-pushes/field-push.store.js';
import { watchedFields } from '#field-pushes/push-field.rules.js';
import type { PushedRecord } from '#field-pushes/push-value.js';
import { Clock } from '#runtime/clock.js';
import { Database, type Queryable } from '#storage/database.js';
import type { WireObject } from '#wire/tree.js';
import { DeliveryStore } from './delivery.store.js';
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

export interface Replied {
  readonly pushId: string;
  /** The fields that it is configured with. */
  readonly fields: readonly string[];
  /** Undefined when nothing was sent. */
  readonly deliveryId: string | undefined;
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
    private readonly database: Database,
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

  /** What each receiver said; resolves within the longest of their timeouts. */
  async send({ pushes, ...push }: InteractivePush): Promise<readonly Replied[]> {
    return Promise.all(pushes.map((target) => this.sendTo(target, push)));
  }

  private async sendTo(
    push: SigningFieldPush,
    { object, recordId, record, context }: Omit<InteractivePush, 'pushes'>,
  ): Promise<Replied> {
    const at = this.clock.now();
    const { id: pushId, fields } = push;
    if (await this.deliveries.isCircuitOpen(pushId, at)) {
      return { pushId, fields, deliveryId: undefined, verdict: LEFT_ALONE };
    }
    const snapshot = this.configuration.snapshot();
    const body = payloadOf(push, record, context, (id) => snapshot.findCustomAttributeById(id));
    const created = { pushId, lane: 'interactive', object, recordId, body, at } as const;
    const delivery = await this.deliveries.createOnce(this.database, created);
    const { verdict } = await this.sending.attempt(push, delivery, false);
    return { pushId, fields, deliveryId: delivery.id, verdict };
  }
}
