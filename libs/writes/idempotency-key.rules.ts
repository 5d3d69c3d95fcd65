import { Failure } from '#runtime/errors/failure.js';

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

/** The key of a request, undefined when it has none; 400-100 when it is none (casemgr.md §7). */
export function readIdempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && PRINTABLE.test(header)) return header;
  throw new Failure('400-100', { reason: "'Idempotency-Key' must have 1 to 255 printable ASCII characters" });
}
