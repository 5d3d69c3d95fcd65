/**
 * Statements that share a round trip. A real PostgreSQL gets them before one Sync: it does them in order up to the first that fails, and
 * skips the rest, a COMMIT too (PostgreSQL manual, "Pipelining" in the message flow of the extended query protocol).
 */
import pg from 'pg';
import type { QueryConfig } from './pglite-driver.js';

type Done = (error: Error | null, answers: Answer | readonly Answer[]) => void;

/** What the `pg` package's class has besides what its types tell. */
type BareQuery = new (
  config: object,
  done: Done,
) => {
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleError(error: Error, connection: Connection): void;
};

/** Texts of statements by their names. */
type Statements = Record<string, string | undefined>;

interface Connection {
  readonly stream: { cork(): void; uncork(): void };
  /** What it has prepared. */
  readonly parsedStatements: Statements;
  /** What it has been asked to prepare and has not answered yet. */
  readonly submittedNamedStatements: Statements;
  parse(statement: { readonly text: string; readonly name: string }): void;
  bind(portal: { readonly statement: string; readonly values: readonly unknown[] }): void;
  describe(what: { readonly type: 'P'; readonly name: string }): void;
  execute(portal: { readonly portal: string }): void;
  sync(): void;
}

interface Answer {
  readonly rows: unknown[];
}

const { prepareValue } = (pg as unknown as { readonly utils: { prepareValue: (value: unknown) => unknown } }).utils;

class Flight extends (pg.Query as unknown as BareQuery) {
  /** `pg` ends the whole of it when this has passed. */
  readonly query_timeout: number | undefined;
  private completed = 0;
  private readonly bound: readonly (readonly unknown[])[];

  constructor(
    private readonly statements: readonly QueryConfig[],
    done: Done,
  ) {
    super({}, done);
    // Here, where it throws before anything is sent.
    this.bound = statements.map(({ values = [] }) => values.map(prepareValue));
    const limits = statements.flatMap(({ query_timeout: limit }) => limit ?? []);
    this.query_timeout = limits.length > 0 ? Math.min(...limits) : undefined;
  }

  /** Of the statement that PostgreSQL is at, by which `pg` notes what is prepared. */
  get name(): string | undefined {
    return this.statements[this.completed]?.name;
  }

  set name(_: string | undefined) {
    // `pg` gives a query the one name of its configuration.
  }

  get text(): string {
    return this.statements[this.completed]?.text ?? '';
  }

  set text(_: string) {
    // As for the name.
  }

  /** As `pg` has it: an error instead of sending anything. */
  submit(connection: Connection): Error | null {
    const clash = this.findClash(connection);
    if (clash !== undefined) return new Error(`Two statements have the name ${clash}`);
    connection.stream.cork();
    try {
      for (const [place, { name, text }] of this.statements.entries()) {
        if (preparedText(connection, name) === undefined) {
          connection.parse({ text, name: name ?? '' });
          if (name !== undefined) connection.submittedNamedStatements[name] = text;
        }
        connection.bind({ statement: name ?? '', values: this.bound[place] ?? [] });
        connection.describe({ type: 'P', name: '' });
        connection.execute({ portal: '' });
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  /** A name that has another text already: that statement would be done instead. */
  private findClash(connection: Connection): string | undefined {
    const texts = new Map<string, string>();
    for (const { name, text } of this.statements) {
      if (name === undefined) continue;
      if ((preparedText(connection, name) ?? texts.get(name) ?? text) !== text) return name;
      texts.set(name, text);
    }
    return undefined;
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    super.handleCommandComplete(message, connection);
    this.completed += 1;
  }

  /** What was skipped is not prepared. */
  override handleError(error: Error, connection: Connection): void {
    for (const { name } of this.statements.slice(this.completed)) {
      if (name !== undefined) Reflect.deleteProperty(connection.submittedNamedStatements, name);
    }
    super.handleError(error, connection);
  }
}

/** Of a statement that a connection knows, or will know when it is done with what it was sent. */
function preparedText(connection: Connection, name: string | undefined): string | undefined {
  return name === undefined
    ? undefined
    : (connection.parsedStatements[name] ?? connection.submittedNamedStatements[name]);
}

interface Client {
  query(query: QueryConfig): Promise<Answer>;
}

/** The rows of each, as `Fly`. Rejects with what the first that failed has said. */
export async function fly(client: Client, statements: readonly QueryConfig[]): Promise<unknown[][]> {
  const [first, ...others] = statements;
  if (first && others.length === 0) return [(await client.query(first)).rows];
  return new Promise((resolve, reject) => {
    const flight = new Flight(statements, (error, answers) => {
      const found = error ? [] : [answers].flat();
      if (error) reject(error);
      else if (found.length !== statements.length) reject(new Error('A statement has no answer'));
      else resolve(found.map(({ rows }) => rows));
    });
    void client.query(flight);
  });
}
