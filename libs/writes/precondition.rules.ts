/**
 * Whether a resource is still as its caller last saw it (around-activity.md WR-2, WR-3): by `lastModified` in the body, as the
 * platform modelled on does it, and by `If-Match`, as HTTP does (RFC 9110 §13.1.1). Both may be sent, and then both must hold.
 */
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { readDateTime } from '#wire/date-time.rules.js';

/** What a caller says about the state that it means to change. */
export interface Precondition {
  /** The entity tags of `If-Match`, `*` for any; undefined without the header. */
  readonly tags: readonly string[] | '*' | undefined;
  /** `lastModified` of the body. */
  readonly lastModified: Date | undefined;
}

/** A resource that is about to be changed. */
export interface ChangingResource {
  /** In the singular, as answers name it. */
  readonly kind: string;
  readonly id: string;
  readonly lastModifiedAt: Date;
}

const ENTITY_TAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/;

/**
 * The entity tag of a resource. It names the state, not the bytes, so that the same tag holds for JSON, XML and every locale;
 * `lastModified` never repeats for one resource.
 */
export function etagOf(lastModifiedAt: Date): string {
  return `"${lastModifiedAt.getTime()}"`;
}

/** What `If-Match` alone says, for operations whose body has no `lastModified`; without it whatever is there will do. */
export function readConditionalHeader(ifMatch: string | undefined): Precondition {
  return { tags: readIfMatch(ifMatch), lastModified: undefined };
}

/** Reads `If-Match`: `*` or a list of entity tags; 400-100 for anything else. */
function readIfMatch(header: string | undefined): Precondition['tags'] {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return '*';
  const tags = header.split(',').map((tag) => tag.trim());
  if (tags.every((tag) => ENTITY_TAG.test(tag))) return tags;
  throw new Failure('400-100', { reason: "'If-Match' must be a list of entity tags" });
}

/** What a request says of the state it means to change; 400-146 on `attribute` when it says nothing (WR-3). */
export function readPrecondition(
  ifMatch: string | undefined,
  body: { readonly lastModified?: string | null },
  attribute = 'lastModified',
): Precondition {
  const tags = readIfMatch(ifMatch);
  const lastModified = readDateTime(body.lastModified ?? '');
  if (tags === undefined && !lastModified) {
    const reason = 'is required, or the header If-Match';
    throw failureOf([{ code: '400-146', attribute, reason, clause: 'WR-3' }]);
  }
  return { tags, lastModified };
}

/** Refuses with 412-100 or 409-100 when the resource has changed since. */
export function requireUnchanged({ tags, lastModified }: Precondition, resource: ChangingResource): void {
  const { kind, id, lastModifiedAt } = resource;
  const params = { resource: kind, resource_id: id };
  if (tags !== undefined && tags !== '*' && !tags.includes(etagOf(lastModifiedAt))) {
    throw new Failure('412-100', params, { details: [{ key: 'If-Match', value: 'is not the entity tag (WR-3)' }] });
  }
  if (lastModified && lastModified.getTime() !== lastModifiedAt.getTime()) {
    throw new Failure('409-100', params, { details: [{ key: 'lastModified', value: 'has changed since (WR-2)' }] });
  }
}
