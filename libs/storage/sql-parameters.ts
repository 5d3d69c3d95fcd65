/** Collects the values of a statement that is put together from parts, so that each part numbers its own. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** The placeholder for a value, with its type: `$3::bigint`. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}
