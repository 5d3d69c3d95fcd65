import { setTimeout as rest } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#runtime/clock.js';
import { Logger } from '#runtime/logger.js';
import { Recurring } from '#runtime/recurring.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { tracedAfter } from '#runtime/tracing.js';
import { Database, type Transaction } from '#storage/database.js';
import { isDatabaseUnavailable } from '#storage/unavailability.js';
import { LANES, PLACES, type Lane } from './lane.js';
import { OutboxStore, type OutboxEntry } from './outbox.store.js';
import { restAfter } from './rest.rules.js';
import { setbackAfter } from './retry.rules.js';

/**
 * Work that an entry stands for. It runs in the transaction that takes the entry, so that both happen or neither; work that
 * fails is undone alone, and tried again later.
 */
export type Follow = (transaction: Transaction, entry: OutboxEntry) => Promise<void>;

/** As `Follow`, for all entries of a kind that are taken at the same time. */
export type FollowTogether = (transaction: Transaction, entries: readonly OutboxEntry[]) => Promise<void>;

const LOOK_EVERY_MS = 500;

const ENTRIES_AT_ONCE = 200;

/** What is committed within this time of a first entry is taken up with it, so that much work is done in few batches. */
const GATHER_MS = 10;

/** What a batch says to whoever takes the next one. */
interface Batch {
  readonly isFull: boolean;
  /** When the oldest of its entries was to be done. */
  readonly since: Date | undefined;
}

/**
 * The last step of every change: deliver. Parts that have something to do when a change is committed register for its kind;
 * an entry that nobody waits for is done when it is taken. Each lane is worked on by itself, so that much work on one, or work
 * that always fails, keeps no other waiting.
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly followers = new Map<string, Follow[]>();
  private readonly followersTogether = new Map<string, FollowTogether>();
  private isEnding = false;
  /** Of each lane that was woken, its work until nobody wakes it any more. */
  private readonly awake = new Map<Lane, Promise<void>>();
  /** Lanes that have something to do since they last began to work. */
  private readonly woken = new Set<Lane>();

  constructor(
    private readonly store: OutboxStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recurring: Recurring,
    private readonly logger: Logger,
    private readonly configuration: ServerConfiguration,
  ) {}

  /** Adds work for a kind of entry; call it before the application has started. */
  on(kind: string, follow: Follow): void {
    this.followers.set(kind, [...(this.followers.get(kind) ?? []), follow]);
  }

  /**
   * Adds work for a kind of entry that is done for many at once as cheaply as for one. When it fails, it is done again for
   * each entry alone, so that one that always fails keeps no other from being done.
   */
  onTogether(kind: string, follow: FollowTogether): void {
    if (this.followersTogether.has(kind)) throw new Error(`Entries of the kind ${kind} are followed together already`);
    this.followersTogether.set(kind, follow);
    this.on(kind, (transaction, entry) => follow(transaction, [entry]));
  }

  onApplicationBootstrap(): void {
    for (const lane of LANES) this.recurring.everyOnWorkers(LOOK_EVERY_MS, `outbox ${lane}`, () => this.drain(lane));
    if (this.configuration.roles.includes('worker')) {
      this.database.onAnnounced('field changes', () => {
        this.wake('push');
      });
    }
  }

  /** Much work is left to others, or to the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.awake.values());
  }

  /** Works on a lane at once, and not only when it is looked at the next time. */
  private wake(lane: Lane): void {
    this.woken.add(lane);
    if (this.awake.has(lane) || this.isEnding) return;
    const work = this.workWhileWoken(lane)
      .catch((error: unknown) => {
        this.logger.warn({ err: error, lane }, 'a lane could not be worked on; it will be looked at later');
      })
      .finally(() => this.awake.delete(lane));
    this.awake.set(lane, work);
  }

  private async workWhileWoken(lane: Lane): Promise<void> {
    while (this.woken.has(lane) && !this.isEnding) {
      await rest(GATHER_MS);
      this.woken.delete(lane);
      await this.drain(lane);
    }
  }

  /** Works on a lane until nothing is left that is due: in one place, in all of the lane's when there is much. */
  async drain(lane: Lane): Promise<void> {
    if (await this.workOnBatch(lane)) {
      await Promise.all(Array.from({ length: PLACES[lane] }, () => this.workWhileThereIsMuch(lane)));
    }
  }

  private async workWhileThereIsMuch(lane: Lane): Promise<void> {
    while (!this.isEnding && (await this.workOnBatch(lane)));
  }

  /** Whether there may be more. */
  private async workOnBatch(lane: Lane): Promise<boolean> {
    const startedAt = performance.now();
    const { isFull, since } = await this.finishBatch(lane);
    if (isFull && since !== undefined) {
      const behindMs = this.clock.now().getTime() - since.getTime();
      await rest(restAfter(lane, performance.now() - startedAt, behindMs));
    }
    return isFull;
  }

  private async finishBatch(lane: Lane): Promise<Batch> {
    return this.database.transaction(async (transaction) => {
      const entries = await this.store.take(transaction, lane, this.clock.now(), ENTRIES_AT_ONCE);
      const done = await this.followTogether(transaction, entries);
      for (const entry of entries) {
        if (done.includes(entry.id)) continue;
        if (await this.succeeds(transaction, lane, entry)) done.push(entry.id);
      }
      if (done.length > 0) this.store.remove(transaction, done);
      return { isFull: entries.length === ENTRIES_AT_ONCE, since: entries[0]?.availableAt };
    });
  }

  /** The ids of those that were done. */
  private async followTogether(transaction: Transaction, entries: readonly OutboxEntry[]): Promise<string[]> {
    const done: string[] = [];
    for (const [kind, follow] of this.followersTogether) {
      const ofKind = entries.filter((entry) => entry.kind === kind);
      if (ofKind.length < 2) continue;
      transaction.send('SAVEPOINT entries');
      try {
        await follow(transaction, ofKind);
        await transaction.query('RELEASE SAVEPOINT entries');
        done.push(...ofKind.map(({ id }) => id));
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        this.logger.warn({ err: error, kind }, 'outbox entries failed together; each is done by itself');
        await transaction.query('ROLLBACK TO SAVEPOINT entries');
      }
    }
    return done;
  }

  private async succeeds(transaction: Transaction, lane: Lane, entry: OutboxEntry): Promise<boolean> {
    try {
      await tracedAfter(entry.payload.traceparent, `outbox ${entry.kind}`, () => this.follow(transaction, entry));
      return true;
    } catch (error) {
      // The database's own troubles are not the entry's: the whole batch is given back.
      if (isDatabaseUnavailable(error)) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT entry');
      await this.setBack(transaction, lane, entry, error);
      return false;
    }
  }

  private async follow(transaction: Transaction, entry: OutboxEntry): Promise<void> {
    const followers = this.followers.get(entry.kind) ?? [];
    if (followers.length === 0) return;
    transaction.send('SAVEPOINT entry');
    for (const follow of followers) await follow(transaction, entry);
    await transaction.query('RELEASE SAVEPOINT entry');
  }

  private async setBack(transaction: Transaction, lane: Lane, entry: OutboxEntry, error: unknown): Promise<void> {
    const now = this.clock.now();
    const setback = setbackAfter(entry.attempts, error, now, Math.random());
    const { id, kind } = entry;
    const { attempts, availableAt } = setback;
    this.logger.warn({ err: error, lane, kind, id, attempts, isDead: availableAt === null }, 'an outbox entry failed');
    await this.store.setBack(transaction, id, setback, now);
  }
}
