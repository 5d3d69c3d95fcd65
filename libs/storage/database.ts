import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Flights } from './flights.js';
import type { QueryConfig } from './pglite-driver.js';
import { currentReader, ENTER_WALL, type ReaderScope } from './reader-wall.js';
import { within } from '#runtime/within.js';
import { ANSWER_OVERDUE, isAnswerOverdue } from './unavailability.js';

/** A statement with a name is prepared once per connection; give one to whatever runs on every request. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** For a look-up by key, which takes a millisecond: a database that needs longer than this is not there (`LOOK_UP_LIMIT_MS`). */
  readonly answerWithinMs?: number;
}

/**
 * The longest that a request waits for a look-up by key, in milliseconds. With what it does besides, it is answered within
 * 2 s also when the database takes connections and says nothing. What writes waits longer: its fate would be unknown.
 */
export const LOOK_UP_LIMIT_MS = 1_500;

/** Where a store sends its SQL: the pool, or one open transaction. Rows come back with the column names of the statement. */
export interface Queryable {
  query<Row = Record<string, unknown>>(sql: string | Statement, params?: readonly unknown[]): Promise<Row[]>;
}

/** An open transaction; stores that write take it as their first argument. */
export interface Transaction extends Queryable {
  readonly isTransaction: true;
  /**
   * Sends a statement that has nothing to say, and waits for nobody, with the next one, or with the commit, so that it costs no round
   * trip. When it fails, that next one rejects. Statements that are asked without waiting between them (`Promise.all`) share a round trip as well, in their order.
   */
  send(sql: string | Statement, params?: readonly unknown[]): void;
  /** As `Database.announce`, once this is committed; never when it is rolled back. */
  announce(topic: Topic): void;
}

/** What commits leave to be done behind them: changes of fields to be made deliveries of, and deliveries to be sent. */
export type Topic = 'field changes' | 'field push deliveries';

interface PooledClient {
  query(query: QueryConfig): Promise<{ rows: unknown[] }>;
  on(event: 'error', listener: () => void): unknown;
  off(event: 'error', listener: () => void): unknown;
  release(error?: boolean): void;
}

/** Does statements in their order up to the first that fails, and answers with the rows of each. */
export type Fly = (client: PooledClient, statements: readonly QueryConfig[]) => Promise<unknown[][]>;

interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  connect(): Promise<PooledClient>;
  query(query: QueryConfig): Promise<{ rows: unknown[] }>;
}

/** How busy the connections of this process are. */
export interface PoolUse {
  readonly inUse: number;
  readonly idle: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
}

/** Calls `onNotify` for every NOTIFY on a channel, and `onReconnect` after notifications may have been missed. */
export type Listen = (channel: string, onNotify: (payload: string) => void) => Promise<() => Promise<void>>;

/**
 * The database as stores see it. Statements go to the pool below TypeORM's driver, because its query runner costs several
 * times the statement itself and cannot name prepared statements.
 */
@Injectable()
export class Database implements Queryable {
  private readonly listeners = new Map<Topic, () => void>();

  constructor(
    private readonly dataSource: DataSource,
    readonly listen: Listen,
    private readonly fly: Fly,
    private readonly preparesStatements = true,
    /** How what is read for somebody is kept behind the wall (reader-wall.ts); `none` where the role for it is missing. */
    readonly wall: 'none' | 'by transaction' | 'by statement' = 'none',
  ) {}

  async query<Row>(sql: string | Statement, params: readonly unknown[] = []): Promise<Row[]> {
    const reader = this.reader();
    if (reader !== undefined) return this.queryFor<Row>(reader, sql, params);
    const query = this.toQuery(sql, params);
    const asked = this.pool.query(query);
    // To wait for a connection counts as well: who has waited for one may get it from a database that says nothing.
    const { rows } = await (query.query_timeout === undefined
      ? asked
      : within(query.query_timeout, asked, ANSWER_OVERDUE));
    return rows as Row[];
  }

  /** Commits what `work` did when it returns, rolls everything back when it throws. Never open a second one inside. */
  async transaction<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value> {
    return this.onClient(async (client, markBroken) => {
      const announced = new Set<Topic>();
      const flights = new Flights(async (statements) => this.fly(client, statements));
      const transaction: Transaction = {
        isTransaction: true,
        announce: (topic) => {
          announced.add(topic);
        },
        query: async <Row>(sql: string | Statement, params: readonly unknown[] = []) =>
          (await flights.query(this.toQuery(sql, params))) as Row[],
        send: (sql, params = []) => {
          flights.send(this.toQuery(sql, params));
        },
      };
      transaction.send('BEGIN');
      const reader = this.reader();
      if (reader !== undefined) transaction.send(ENTER_WALL, [reader]);
      try {
        const value = await work(transaction);
        // To commit what has failed is to roll it back, of which PostgreSQL makes no error.
        if (flights.failure !== undefined) throw flights.failure;
        await flights.end({ text: 'COMMIT' });
        for (const topic of announced) this.announce(topic);
        return value;
      } catch (error) {
        // A statement that is still running keeps the connection; to end the connection is what rolls back.
        if (isAnswerOverdue(error)) throw error;
        await flights.giveUp({ text: 'ROLLBACK' }, error).catch(markBroken);
        throw error;
      }
    });
  }

  /**
   * Tells whoever listens in this process that there is something to be done, so that it need not wait until somebody looks. It may
   * be missed, by other processes always: what is to be done is in the database, and is looked for from time to time as well.
   */
  announce(topic: Topic): void {
    this.listeners.get(topic)?.();
  }

  onAnnounced(topic: Topic, listener: () => void): void {
    this.listeners.set(topic, listener);
  }

  /** In one round trip: role, reader and statement are one transaction of a real PostgreSQL, with which role and reader end. */
  private async queryFor<Row>(
    reader: ReaderScope,
    sql: string | Statement,
    params: readonly unknown[],
  ): Promise<Row[]> {
    if (this.wall === 'by transaction') return this.transaction((transaction) => transaction.query<Row>(sql, params));
    // It has no name: a prepared statement is planned for one role.
    const statement = { text: typeof sql === 'string' ? sql : sql.text, values: params };
    const answers = await this.onClient((client) =>
      this.fly(client, [{ text: ENTER_WALL, values: [reader] }, statement]),
    );
    return (answers.at(-1) ?? []) as Row[];
  }

  /** A connection that breaks, or has not answered, is given up. */
  private async onClient<Value>(
    work: (client: PooledClient, markBroken: () => void) => Promise<Value>,
  ): Promise<Value> {
    const client = await this.pool.connect();
    let isBroken = false;
    const markBroken = (): void => {
      isBroken = true;
    };
    // It tells its holder by an event as well; without a listener that would end the process.
    client.on('error', markBroken);
    try {
      return await work(client, markBroken);
    } catch (error) {
      if (isAnswerOverdue(error)) markBroken();
      throw error;
    } finally {
      client.release(isBroken);
      client.off('error', markBroken);
    }
  }

  /** For whom a statement is asked; undefined where no wall is between. */
  private reader(): ReaderScope | undefined {
    return this.wall === 'none' ? undefined : currentReader();
  }

  get poolUse(): PoolUse {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { inUse: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }

  private toQuery(sql: string | Statement, params: readonly unknown[]): QueryConfig {
    if (typeof sql === 'string') return { text: sql, values: params };
    const { name, text, answerWithinMs } = sql;
    return {
      text,
      values: params,
      ...(this.preparesStatements && { name }),
      ...(answerWithinMs !== undefined && { query_timeout: answerWithinMs }),
    };
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}

/** The name of the constraint that a unique violation (SQLSTATE 23505) is about, or undefined for any other error. */
export function violatedUnique(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && typeof constraint === 'string' ? constraint : undefined;
}
