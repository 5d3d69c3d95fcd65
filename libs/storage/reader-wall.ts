/**
 * The second wall around departments and customers: whom the statements of a request read for. A request that only reads sets
 * it once; every statement that follows from it is sent in a role for which the database itself hides the other rows
 * (docs/row-level-security.md). What no request stands behind, and what writes, is not restricted.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import type { QueryConfig } from './pglite-driver.js';

/** As the policies know it; departments are separated by commas. Global users and client applications see everything, so they have none. */
export type ReaderScope = `department:${string}` | `customer:${string}`;

interface RequestScope {
  reader: ReaderScope | undefined;
}

const requests = new AsyncLocalStorage<RequestScope>();

/** Runs a request, whose reader is not known yet. */
export function inRequest<Value>(work: () => Value): Value {
  return requests.run({ reader: undefined }, work);
}

/** From here on the statements of this request see what this reader may see. */
export function restrictRequest(reader: ReaderScope): void {
  const request = requests.getStore();
  if (request) request.reader = reader;
}

/** Runs work that reads for somebody. */
export function readingFor<Value>(reader: ReaderScope, work: () => Value): Value {
  return requests.run({ reader }, work);
}

export function currentReader(): ReaderScope | undefined {
  return requests.getStore()?.reader;
}

/** Ends with the transaction. */
export const ENTER_WALL = `SELECT set_config('role', 'casemgr_reader', true), set_config('casemgr.reader', $1, true)`;

/** Whether the role is there and the application may take it. */
export const HAS_WALL = `
  SELECT coalesce((SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = 'casemgr_reader'), false) AS "hasWall"`;

interface Connection {
  parse(statement: { text: string; name: string }): void;
  bind(portal: { values: readonly string[] }): void;
  describe(what: { type: 'P'; name: string }): void;
  execute(portal: { portal: string }): void;
}

type Answer = { readonly rows: unknown[] } | readonly { readonly rows: unknown[] }[];

/** What the `pg` package's class has besides what its types tell. */
type BareQuery = new (
  config: object,
  callback: (error: Error | null, answer: Answer) => void,
) => {
  prepare(connection: Connection): void;
};

/**
 * A statement of a reader, in one round trip: role, reader and statement are sent together, and what is sent before one Sync is
 * one transaction, with which role and reader end. It has no name, since a prepared statement is planned for one role.
 */
class WalledQuery extends (pg.Query as unknown as BareQuery) {
  constructor(
    private readonly reader: ReaderScope,
    { text, values }: QueryConfig,
    done: (error: Error | null, answer: Answer) => void,
  ) {
    super({ text, values, queryMode: 'extended' }, done);
  }

  override prepare(connection: Connection): void {
    connection.parse({ text: ENTER_WALL, name: '' });
    connection.bind({ values: [this.reader] });
    connection.describe({ type: 'P', name: '' });
    connection.execute({ portal: '' });
    super.prepare(connection);
  }
}

interface WalledClient {
  query(query: unknown): unknown;
  release(error?: boolean | Error): void;
}

/** Sends a statement on a connection of a real PostgreSQL, for a reader. */
export async function queryForReader(
  client: WalledClient,
  reader: ReaderScope,
  query: QueryConfig,
): Promise<unknown[]> {
  const answer = await new Promise<Answer>((resolve, reject) => {
    client.query(
      new WalledQuery(reader, query, (error, found) => {
        if (error) reject(error);
        else resolve(found);
      }),
    );
  });
  return (
    (Array.isArray(answer) ? (answer as readonly { rows: unknown[] }[]) : [answer as { rows: unknown[] }]).at(-1)
      ?.rows ?? []
  );
}
