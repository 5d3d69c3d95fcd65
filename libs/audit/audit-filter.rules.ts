import { ACTOR_KINDS } from '#auth/actor.js';
import { singleChoice } from '#wire/collection-query.js';
import { readTextFilter } from '#wire/filter-query.rules.js';
import { readTimeRange, type TimeRange } from '#wire/time-range.rules.js';

/** What audit entries are searched by; all that are given must match (AUD-5). */
export interface AuditFilter {
  readonly object?: string | undefined;
  readonly objectId?: string | undefined;
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly actorId?: string | undefined;
  readonly remoteAddress?: string | undefined;
  readonly requestId?: string | undefined;
  readonly at?: TimeRange | undefined;
}

const LONGEST = 255;

/** What the operation declares. */
export const AUDIT_FILTER_PARAMETERS = [
  { name: 'object', description: 'What it was done to: activity, case, customer, department, …' },
  { name: 'objectID', description: 'The id of that.' },
  { name: 'action', description: 'What was done: create, edit, read, …' },
  { name: 'actor', description: `Who did it: ${ACTOR_KINDS.join(', ')}.` },
  { name: 'actorID', description: 'The id of that.' },
  { name: 'remoteAddress', description: 'From which address.' },
  { name: 'requestID', description: 'By which request: the `X-Request-Id` of its answer.' },
  { name: 'at', description: '`[start,end]`, both included; either may be left out.' },
] as const;

export function readAuditFilter(query: ReadonlyMap<string, readonly string[]>): AuditFilter {
  return {
    object: readTextFilter(query, 'object', LONGEST),
    objectId: readTextFilter(query, 'objectID', LONGEST),
    action: readTextFilter(query, 'action', LONGEST),
    actor: singleChoice(query, 'actor', ACTOR_KINDS),
    actorId: readTextFilter(query, 'actorID', LONGEST),
    remoteAddress: readTextFilter(query, 'remoteAddress', LONGEST),
    requestId: readTextFilter(query, 'requestID', LONGEST),
    at: readTimeRange(query, 'at'),
  };
}
