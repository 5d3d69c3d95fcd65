import type { FastifyRequest } from 'fastify';
import { contextOf } from '#http/request-context.js';
import type { WireTree } from '#wire/tree.js';
import type { RequestIdentity } from './idempotency.js';

/** What of an admitted request makes it the same request when it comes again (casemgr.md I-2). */
export function identityOf(
  request: FastifyRequest,
  body: WireTree | undefined,
  files: readonly { readonly sha256: string }[] = [],
): RequestIdentity {
  return {
    method: request.method,
    path: (request.raw.url ?? '').split('?', 1)[0] ?? '',
    query: [...contextOf(request).query],
    ifMatch: request.headers['if-match'] ?? null,
    body: body ?? null,
    files: files.map(({ sha256 }) => sha256),
  };
}
