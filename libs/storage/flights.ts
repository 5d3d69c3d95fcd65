import type { QueryConfig } from './pglite-driver.js';

interface Waiting {
  readonly statement: QueryConfig;
  /** Undefined where nobody waits for what it has to say. */
  readonly settle?: { readonly resolve: (rows: unknown[]) => void; readonly reject: (error: unknown) => void };
}

/** The one way on for a transaction of which something has failed. */
const RETURN = 'ROLLBACK TO ';

/**
 * Groups the statements of one transaction into round trips, in the order in which they are asked: what nobody waits for goes with the next
 * one, and those that are asked in one turn of the event loop's microtasks go together. One flight is under way at a time.
 */
export class Flights {
  /** Why the transaction has failed, until it returns to a savepoint. */
  failure: Error | undefined;
  private waiting: Waiting[] = [];
  private isUnderWay = false;
  private isOver = false;

  /** `fly` does statements in their order up to the first that fails. */
  constructor(private readonly fly: (statements: readonly QueryConfig[]) => Promise<unknown[][]>) {}

  /** Rejects when this one fails, another one of its flight, or one before. */
  async query(statement: QueryConfig): Promise<unknown[]> {
    this.refuseIfOver();
    if (this.failure && !statement.text.startsWith(RETURN)) throw this.failure;
    return this.ask(statement);
  }

  send(statement: QueryConfig): void {
    this.refuseIfOver();
    if (!this.failure) this.waiting.push({ statement });
  }

  /** Does the last statement, with what has not been sent. */
  async end(statement: QueryConfig): Promise<void> {
    this.isOver = true;
    await this.ask(statement);
  }

  /** Does the last statement, and gives up what has not been sent. */
  async giveUp(statement: QueryConfig, reason: unknown): Promise<void> {
    this.discard(reason);
    await this.end(statement);
  }

  private async ask(statement: QueryConfig): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ statement, settle: { resolve, reject } });
      if (!this.isUnderWay) void this.depart();
    });
  }

  /** One of several things that went on at once may have failed, and the others go on: by then the connection is somebody else's. */
  private refuseIfOver(): void {
    if (this.isOver) throw new Error('The transaction has ended');
  }

  private discard(reason: unknown): void {
    for (const { settle } of this.waiting.splice(0)) settle?.reject(reason);
  }

  private async depart(): Promise<void> {
    this.isUnderWay = true;
    await Promise.resolve();
    while (this.waiting.some(({ settle }) => settle)) {
      const group = this.waiting.splice(0);
      try {
        const answers = await this.fly(group.map(({ statement }) => statement));
        this.failure = undefined;
        for (const [place, { settle }] of group.entries()) settle?.resolve(answers[place] ?? []);
      } catch (error) {
        this.failure = error as Error;
        for (const { settle } of group) settle?.reject(error);
        if (!this.isOver) this.discard(error);
      }
    }
    this.isUnderWay = false;
  }
}
