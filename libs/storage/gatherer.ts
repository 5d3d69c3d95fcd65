import { unavailable } from '#runtime/errors/failure.js';
import { isAnswerOverdue } from './unavailability.js';

/** The longest that an item waits for its turn, in milliseconds; with the work itself it stays below the 10 s of a request. */
const LONGEST_WAIT_MS = 4_000;

/** An item that waits for its turn. */
export interface Waiting<Item> {
  readonly item: Item;
  /** `performance.now()` of its arrival. */
  readonly since: number;
}

interface Entry<Item, Result> extends Waiting<Item> {
  resolve(result: Result): void;
  reject(error: unknown): void;
}

interface GathererOptions<Item, Result> {
  /** Runs one batch; one outcome for each item, in order. Throwing fails all of them. */
  readonly run: (items: readonly Item[]) => Promise<readonly PromiseSettledResult<Result>[]>;
  /** Batches at the same time: one is worked on while the next one gathers. */
  readonly atOnce: number;
  /** Which of the waiting go next, by their place, oldest first; at least one. */
  readonly choose: (waiting: readonly Waiting<Item>[]) => ReadonlySet<number>;
  /** What a batch that is done with makes hopeless among those that wait: gives the error for an item, if it does. */
  readonly spoiledBy?: (done: readonly Item[]) => ((waiting: Item) => Error | undefined) | undefined;
}

/**
 * Gathers items that are ready at the same time into batches, because a round trip to the database costs as much for many
 * as for one. Nobody waits for a batch to fill: whoever is free takes what is there.
 */
export class Gatherer<Item, Result> {
  private waiting: Entry<Item, Result>[] = [];
  private running = 0;

  constructor(private readonly options: GathererOptions<Item, Result>) {}

  /** Items that wait. */
  get length(): number {
    return this.waiting.length;
  }

  /** How long the oldest item has waited, in milliseconds; 0 when none waits. */
  get oldestWaitMs(): number {
    const [oldest] = this.waiting;
    return oldest ? performance.now() - oldest.since : 0;
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, since: performance.now(), resolve, reject });
      // What else becomes ready in this turn of the event loop joins the same batch.
      if (this.waiting.length === 1) {
        setImmediate(() => {
          this.start();
        });
      }
    });
  }

  private start(): void {
    this.turnAwayOverdue();
    while (this.running < this.options.atOnce && this.waiting.length > 0) {
      const chosen = this.options.choose(this.waiting);
      const batch = this.waiting.filter((_, place) => chosen.has(place));
      this.waiting = this.waiting.filter((_, place) => !chosen.has(place));
      this.running += 1;
      void this.work(batch);
    }
  }

  /** Whoever has waited for so long has given up, or had better come again: the database is not doing its work. */
  private turnAwayOverdue(): void {
    const overdueSince = performance.now() - LONGEST_WAIT_MS;
    this.turnAway(({ since }) => since < overdueSince, new Error(`not begun within ${LONGEST_WAIT_MS} ms`));
  }

  private turnAwaySpoiled(done: readonly Entry<Item, Result>[]): void {
    const errorOf = this.options.spoiledBy?.(done.map(({ item }) => item));
    if (!errorOf) return;
    this.waiting = this.waiting.filter((entry) => {
      const error = errorOf(entry.item);
      if (error) entry.reject(error);
      return !error;
    });
  }

  private turnAway(isChosen: (entry: Waiting<Item>) => boolean, cause: unknown): void {
    if (!this.waiting.some(isChosen)) return;
    const chosen = this.waiting.filter(isChosen);
    this.waiting = this.waiting.filter((entry) => !isChosen(entry));
    for (const entry of chosen) entry.reject(unavailable(cause));
  }

  private async work(batch: readonly Entry<Item, Result>[]): Promise<void> {
    try {
      const outcomes = await this.options.run(batch.map(({ item }) => item));
      batch.forEach((entry, index) => {
        const outcome = outcomes[index];
        if (outcome?.status === 'fulfilled') entry.resolve(outcome.value);
        else entry.reject(outcome?.reason ?? new Error('a batch left an item without an outcome'));
      });
    } catch (error) {
      for (const entry of batch) entry.reject(error);
      // Whoever waits would wait as long for the same silence.
      if (isAnswerOverdue(error)) this.turnAway(() => true, error);
    } finally {
      this.running -= 1;
      this.turnAwaySpoiled(batch);
      this.start();
    }
  }
}

/** The first `most` in their order. */
export function oldest(most: number): (waiting: readonly unknown[]) => ReadonlySet<number> {
  return (waiting) => new Set(waiting.slice(0, most).keys());
}
