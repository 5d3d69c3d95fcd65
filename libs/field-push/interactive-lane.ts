import { Injectable } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { Occasion, PushedObject } from '#field-pushes/field-push.js';
import { FieldPushStore, type SigningFieldPush } from '#field-pushes/field-push.store.js';
import { watchedFields } from '#field-pushes/push-field.rules.js';
import type { PushedRecord } from '#field-pushes/push-value.js';
import { Clock } from '#runtime/clock.js';
import type { Queryable, Transaction } from '#storage/database.js';
import type { WireObject } from '#wire/tree.js';
import { CircuitStore } from './circuit.store.js';
import { DeliveryStore, type Delivery } from './delivery.store.js';
import type { Verdict } from './push-answer.rules.js';
import { PushDeliveries, type Attempted } from './push-deliveries.js';
import { payloadOf } from './push-payload.rules.js';
import { CIRCUIT_OPENS_AFTER } from './retry.rules.js';

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
  /** The fields that it is configured with. */
  readonly fields: readonly string[];
  readonly verdict: Verdict;
  /** Undefined when nothing was sent. */
  readonly attempted: Attempted | undefined;
}

/** Longer than any attempt may take: whoever has not concluded it by then is gone. */
const LONGEST_PROBE_MS = 60_000;

const LEFT_ALONE: Verdict = {
  isSuccess: false,
  error: 'the receiver has failed too often and is left alone for a while',
  isReceivers: false,
};

/** Sends while an agent waits: at once, to all receivers side by side, and once. Nothing of it waits for the durable lane. */
@Injectable()
export class InteractiveLane {
  constructor(
    private readonly store: FieldPushStore,
    private readonly deliveries: DeliveryStore,
    private readonly circuits: CircuitStore,
    private readonly sending: PushDeliveries,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
  ) {}

  /** All that are configured, with what they are signed with now. */
  async pushes(queryable: Queryable): Promise<SigningFieldPush[]> {
    return this.store.listToSign(queryable, this.clock.now());
  }

  /** Notes what is to be sent, in the transaction that decides on it; `send` follows when it is committed. */
  async prepare(
    transaction: Transaction,
    { pushes, object, recordId, record, context }: InteractivePush,
  ): Promise<readonly PreparedPush[]> {
    const at = this.clock.now();
    const snapshot = this.configuration.snapshot();
    const bodies = new Map<string, string>();
    for (const push of pushes) {
      if (push.isLeftAlone || !(await this.mayTry(transaction, push, at))) continue;
      bodies.set(
        push.id,
        payloadOf(push, record, context, (id) => snapshot.findCustomAttributeById(id)),
      );
    }
    const deliveries = { lane: 'interactive', object, recordId, bodies, at } as const;
    const created = bodies.size > 0 ? await this.deliveries.create(transaction, deliveries) : [];
    return pushes.map((push) => ({ push, delivery: created.find(({ pushId }) => pushId === push.id) }));
  }

  /** Of a receiver that has failed too often one request shows whether it is back; nobody else waits for that. */
  private async mayTry(transaction: Transaction, push: SigningFieldPush, now: Date): Promise<boolean> {
    if (push.failures < CIRCUIT_OPENS_AFTER) return true;
    return this.circuits.probe(transaction, push.id, now, new Date(now.getTime() + LONGEST_PROBE_MS));
  }

  /** What each receiver said; resolves within the longest of their timeouts. */
  async send(prepared: readonly PreparedPush[]): Promise<readonly Replied[]> {
    return Promise.all(
      prepared.map(async ({ push, delivery }) => {
        const attempted = delivery && (await this.sending.send(push, delivery, false));
        return { pushId: push.id, fields: push.fields, verdict: attempted?.verdict ?? LEFT_ALONE, attempted };
      }),
    );
  }

  /** Writes down what was sent and answered, in the transaction that applies it. */
  async conclude(transaction: Transaction, replies: readonly Replied[]): Promise<void> {
    const made = replies.flatMap(({ attempted }) => attempted ?? []);
    if (made.every(({ verdict }) => verdict.isSuccess)) {
      await Promise.all(made.map((attempted) => this.sending.conclude(transaction, attempted)));
      return;
    }
    // What follows from a failure changes what is kept of receivers, for all transactions in one order.
    for (const attempted of made) await this.sending.conclude(transaction, attempted);
  }
}

/** The active ones of an object on an occasion; with `changed`, those that watch one of these fields, and the `others` of these ids. */
export function pushesOn(
  all: readonly SigningFieldPush[],
  occasion: Occasion,
  object: PushedObject,
  changed?: readonly string[],
  others: readonly string[] = [],
): SigningFieldPush[] {
  return all.filter(
    (push) =>
      push.active &&
      push.object === object &&
      push.occasions.includes(occasion) &&
      (changed === undefined ||
        others.includes(push.id) ||
        watchedFields(push.fields).some((field) => changed.includes(field))),
  );
}
