/**
 * Which client applications have pages at an origin (search-and-audit.md API-4). An abstract class, so that it is its own
 * injection token.
 */
export abstract class AllowedOrigins {
  /** Their client ids; none for an origin that nobody has named. */
  abstract clientsAt(origin: string): Promise<ReadonlySet<string>>;
}
