import { isDatabaseKey } from '#runtime/ids.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';

/** Ids of one request; the platform modelled on has the same limit (casemgr.md ). */
const MOST_IDS = 75;

/** What a `404-100` names at most, so that its text stays within the envelope's limit. */
const NAMED_LENGTH = 160;
const NAMED_DETAILS = 30;

/**
 * The ids of a path such as `/activity/1000,1001`, in their order and each once. More than `most` of them are refused with
 * 400-152 on `ids`: the request is wrong as it stands, whatever exists.
 */
export function readPathIds(text: string, most = MOST_IDS): readonly string[] {
  const ids = text.split(',').map((id) => id.trim());
  if (ids.length > most) {
    const reason = `the path names at most ${most}, ${ids.length} were sent`;
    throw failureOf([{ code: '400-152', attribute: 'ids', reason, clause: 'R-1' }]);
  }
  return [...new Set(ids)];
}

/** Those of the ids that can exist at all, which is what the database may be asked for (casemgr.md B-20). */
export function possibleKeys(ids: readonly string[]): readonly string[] {
  return ids.filter(isDatabaseKey);
}

/** The items in the order in which their ids were asked for; 404-100 naming the ids without one. */
export function inPathOrder<Item extends { readonly id: string }>(
  ids: readonly string[],
  items: readonly Item[],
): readonly Item[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const missing = ids.filter((id) => !byId.has(id));
  if (missing.length > 0) throw pathIdsNotFound(missing);
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Refuses ids of the path that do not exist or are not visible to the caller: one answer for both (casemgr.md ). */
export function pathIdsNotFound(ids: readonly string[]): Failure {
  const named = ids.join(', ');
  return new Failure(
    '404-100',
    { resource_id: named.length > NAMED_LENGTH ? `${named.slice(0, NAMED_LENGTH - 1)}…` : named },
    { details: ids.slice(0, NAMED_DETAILS).map((id) => ({ key: 'ids', value: id.slice(0, NAMED_LENGTH) })) },
  );
}
