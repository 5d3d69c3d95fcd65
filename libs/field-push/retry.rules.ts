const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a delivery rests after its first attempt has failed, its second, and so on (field-push.md FQ-2). */
const REST_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** A rest is up to this part longer, so that what failed together is not tried again together. */
const JITTER = 0.1;

/**
 * Failures after which a delivery gives way to a newer one of its record, which holds the same fields (field-push.md FQ-5). The first rest
 * is short enough to be waited for.
 */
export const GIVES_WAY_AFTER = 2;

/** No receiver can put a delivery off for longer than this at a time. */
const LONGEST_RETRY_AFTER_MS = 24 * HOUR_MS;

/** When a delivery is tried again after `attempts` of them have failed; null when it is given up. `random`: from 0 to 1. */
export function nextAttemptAt(
  attempts: number,
  now: Date,
  retryAfter: string | undefined,
  random: number,
): Date | null {
  const restMs = REST_MS[attempts - 1];
  if (restMs === undefined) return null;
  return new Date(now.getTime() + Math.max(restMs * (1 + JITTER * random), retryAfterMs(retryAfter, now)));
}

/** Statuses by which it is the receiver that asks to be left alone, and not one request that failed. */
const BUSY = new Set([429, 503]);

/** Until when a receiver asks to be left alone; null when it does not. */
export function askedRestUntil(status: number | null, retryAfter: string | undefined, now: Date): Date | null {
  const restMs = status !== null && BUSY.has(status) ? retryAfterMs(retryAfter, now) : 0;
  return restMs > 0 ? new Date(now.getTime() + restMs) : null;
}

/** `Retry-After` (RFC 9110 §10.2.3), as seconds or as a date, at most a day; 0 for what is neither. */
function retryAfterMs(text: string | undefined, now: Date): number {
  if (text === undefined) return 0;
  const askedMs = /^\d{1,9}$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - now.getTime();
  return Number.isNaN(askedMs) ? 0 : Math.min(Math.max(0, askedMs), LONGEST_RETRY_AFTER_MS);
}

/** Failures in a row after which a receiver is left alone for a while. */
export const CIRCUIT_OPENS_AFTER = 5;

const SHORTEST_OPEN_MS = 30 * SECOND_MS;
const LONGEST_OPEN_MS = 10 * MINUTE_MS;

/** Until when a receiver is left alone after that many failures in a row: 30 s, twice as long each time, at most 10 min. */
export function circuitOpenUntil(failures: number, now: Date): Date | null {
  if (failures < CIRCUIT_OPENS_AFTER) return null;
  const openMs = SHORTEST_OPEN_MS * 2 ** Math.min(failures - CIRCUIT_OPENS_AFTER, 10);
  return new Date(now.getTime() + Math.min(openMs, LONGEST_OPEN_MS));
}
