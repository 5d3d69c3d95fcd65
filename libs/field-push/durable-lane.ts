import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { FieldPushStore, type SigningFieldPush } from '#field-pushes/field-push.store.js';
import { Clock } from '#runtime/clock.js';
import { faultPoint } from '#runtime/fault-point.js';
import { Logger } from '#runtime/logger.js';
import { Recurring } from '#runtime/recurring.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { Database } from '#storage/database.js';
import { DeliveryLogStore } from './delivery-log.store.js';
import { DeliveryStore, type Delivery } from './delivery.store.js';
import { EditSessionStore, SESSION_KEPT_MS } from './edit-session.store.js';
import { PushDeliveries } from './push-deliveries.js';

const LOOK_EVERY_MS = 500;

/** Longer than any attempt may take: whoever held a lease that has run out is gone. */
const LEASE_MS = 60_000;

/** Requests to one receiver at the same time, so that one that is slow takes no more than its own places. */
const PLACES_PER_PUSH = 4;

const SWEEP_EVERY_MS = 60 * 60 * 1_000;
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * Sends what follows from changes until it arrives (field-push.md FQ-2). A delivery is leased, sent outside of any
 * transaction, and concluded in another one: a process that dies between leaves it to the next, under the same webhook id.
 */
@Injectable()
export class DurableLane implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly running = new Set<Promise<void>>();
  private looking: Promise<void> | undefined;
  private isLookingAgain = false;
  private isStopped = false;

  constructor(
    private readonly store: DeliveryStore,
    private readonly log: DeliveryLogStore,
    private readonly sessions: EditSessionStore,
    private readonly pushes: FieldPushStore,
    private readonly deliveries: PushDeliveries,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recurring: Recurring,
    private readonly logger: Logger,
    private readonly configuration: ServerConfiguration,
  ) {}

  onApplicationBootstrap(): void {
    this.recurring.everyOnWorkers(LOOK_EVERY_MS, 'field push deliveries', () => this.look());
    this.recurring.everyOnWorkers(SWEEP_EVERY_MS, 'field push log', () => this.sweep());
    this.recurring.everyOnWorkers(LEASE_MS, 'abandoned field pushes', () =>
      this.store.giveUpAbandoned(new Date(this.clock.now().getTime() - LEASE_MS)),
    );
    if (this.configuration.roles.includes('worker')) {
      this.database.onAnnounced('field push deliveries', () => {
        this.lookInBackground();
      });
    }
  }

  private async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.log.sweep(new Date(now - KEPT_MS), new Date(now - SESSION_KEPT_MS));
    await this.sessions.sweep(this.database, new Date(now - SESSION_KEPT_MS));
  }

  /** What is on its way is waited for; nothing new is begun. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await this.looking?.catch(() => undefined);
    await Promise.all(this.running);
  }

  /** Begins to send what is due and has a place; resolves when it has begun, not when it is done. */
  async look(): Promise<void> {
    if (this.looking) {
      this.isLookingAgain = true;
      return this.looking;
    }
    this.looking = this.claim().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async claim(): Promise<void> {
    let isAsked = true;
    while (isAsked && !this.isStopped) {
      this.isLookingAgain = false;
      const now = this.clock.now();
      const claimed = await this.store.claim(now, new Date(now.getTime() + LEASE_MS), PLACES_PER_PUSH);
      if (claimed.length > 0) {
        faultPoint('push-leased-before-sending');
        await this.startAll(claimed, now);
      }
      isAsked = this.wasAskedAgain();
    }
  }

  private wasAskedAgain(): boolean {
    return this.isLookingAgain;
  }

  private async startAll(claimed: readonly Delivery[], now: Date): Promise<void> {
    const pushes = new Map((await this.pushes.listToSign(this.database, now)).map((push) => [push.id, push]));
    for (const delivery of claimed) {
      const push = pushes.get(delivery.pushId);
      if (push) this.start(push, delivery);
    }
  }

  private start(push: SigningFieldPush, delivery: Delivery): void {
    const run = this.deliveries
      .attempt(push, delivery, true)
      .then(
        () => {
          this.lookInBackground();
        },
        (error: unknown) => {
          this.logger.warn(
            { err: error, id: delivery.id },
            'a field push could not be concluded; it will be sent again',
          );
        },
      )
      .finally(() => {
        this.running.delete(run);
      });
    this.running.add(run);
  }

  private lookInBackground(): void {
    if (this.isStopped) return;
    this.look().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'field push deliveries could not be looked at; they will be later');
    });
  }
}
