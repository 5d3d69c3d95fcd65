/**
 * Lets TypeORM and our stores use the embedded PostgreSQL (PGlite) as if it were the `pg` package.
 *
 * PGlite serves one session, so a client of this pool is an exclusive lease on it: `connect` waits until the previous
 * holder has released, and a transaction of one request can never take in the statements of another.
 */
import { EventEmitter } from 'node:events';
import { types, type PGlite, type Results } from '@electric-sql/pglite';

/** A holder that sends nothing for this long, in milliseconds, has leaked the only session and loses it. */
const IDLE_LIMIT_MS = 60_000;

export interface QueryConfig {
  readonly text: string;
  readonly values?: readonly unknown[] | undefined;
  /** Prepared statement name on a real PostgreSQL; PGlite has no use for it. */
  readonly name?: string | undefined;
  /** Milliseconds after which a real PostgreSQL is given up; PGlite, in the same process, cannot be silent. */
  readonly query_timeout?: number | undefined;
}

interface QueryOutcome {
  rows: Record<string, unknown>[];
  rowCount: number;
  command: string;
}

type Callback<Value> = (error: Error | undefined, value?: Value, release?: () => void) => void;

class LeasedClient extends EventEmitter {
  private isReleased = false;
  private readonly idle: NodeJS.Timeout;

  constructor(
    private readonly engine: PGlite,
    private readonly onRelease: () => void,
  ) {
    super();
    this.idle = setTimeout(() => void this.reclaim(), IDLE_LIMIT_MS);
    this.idle.unref();
  }

  async query(query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryOutcome> {
    if (this.isReleased) throw new Error('This lease on the embedded database has ended');
    try {
      return await run(this.engine, query, values);
    } finally {
      this.idle.refresh();
    }
  }

  /** Whatever the holder had begun must not become part of the next holder's work. */
  private async reclaim(): Promise<void> {
    if (this.isReleased) return;
    this.isReleased = true;
    await this.engine.exec('ROLLBACK').catch(() => undefined);
    this.onRelease();
  }

  readonly release = (): void => {
    if (this.isReleased) return;
    this.isReleased = true;
    clearTimeout(this.idle);
    this.onRelease();
  };
}

/** The parsers that make PGlite's rows equal to those of `pg`: 64-bit integers and numerics stay decimal strings. */
const parsers = { [types.INT8]: (text: string) => text, [types.NUMERIC]: (text: string) => text };

async function run(engine: PGlite, query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryOutcome> {
  const text = typeof query === 'string' ? query : query.text;
  const params = (typeof query === 'string' ? values : query.values) ?? [];
  const command = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? '';
  // Several statements in one text (migrations) need the simple protocol, which takes no parameters.
  const results: Results[] =
    params.length === 0 ? await engine.exec(text, { parsers }) : [await engine.query(text, [...params], { parsers })];
  const last = results.at(-1);
  const rows = (last?.rows ?? []) as Record<string, unknown>[];
  return { rows, rowCount: rows.length > 0 ? rows.length : (last?.affectedRows ?? 0), command };
}

/** There is no way to go: one after another. */
export async function flyEmbedded(
  client: { query(statement: QueryConfig): Promise<{ readonly rows: unknown[] }> },
  statements: readonly QueryConfig[],
): Promise<unknown[][]> {
  const answers: unknown[][] = [];
  for (const statement of statements) answers.push((await client.query(statement)).rows);
  return answers;
}

/** What TypeORM's `driver` option and `pg` users expect of a pool, over one PGlite engine. */
export function pglitePool(engine: PGlite): new () => EventEmitter {
  let tail: Promise<void> = Promise.resolve();
  /** Leases that were asked for and have not ended: the first of them is held, the others wait. */
  let open = 0;

  async function lease(): Promise<LeasedClient> {
    const turn = tail;
    open += 1;
    let endLease: () => void = () => undefined;
    tail = new Promise((resolve) => (endLease = resolve));
    await turn;
    return new LeasedClient(engine, () => {
      open -= 1;
      endLease();
    });
  }

  return class PGlitePool extends EventEmitter {
    readonly totalCount = 1;

    get idleCount(): number {
      return open === 0 ? 1 : 0;
    }

    get waitingCount(): number {
      return Math.max(0, open - 1);
    }

    connect(callback?: Callback<LeasedClient>): Promise<LeasedClient> | undefined {
      if (!callback) return lease();
      lease().then(
        (client) => {
          callback(undefined, client, client.release);
        },
        (error: unknown) => {
          callback(error as Error);
        },
      );
      return undefined;
    }

    async query(query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryOutcome> {
      const client = await lease();
      try {
        return await client.query(query, values);
      } finally {
        client.release();
      }
    }

    /** Waits for the current holder; the engine itself is closed by its owner. */
    async end(callback?: (error?: Error) => void): Promise<void> {
      await tail;
      callback?.();
    }
  };
}
