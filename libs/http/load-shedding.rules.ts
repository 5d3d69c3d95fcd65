/**
 * Which requests are turned away when there is more work than the process can do in time (docs/overload.md). What is
 * measured is how long work waits, not how much of it comes in, so nothing has to be known about the machine.
 */
export interface LoadLimits {
  /** Requests that are worked on at the same time while nothing waits too long. */
  readonly requests: number;
  /** How long work may wait, for the database or for its turn in this process, in milliseconds. */
  readonly queueMs: number;
  /** Bodies held in memory, in bytes. */
  readonly bodyBytes: number;
}

/** What the process is busy with at one moment. */
export interface LoadNow {
  /** Requests that are worked on. Those whose body is still on its way after a second are not: they only wait. */
  readonly working: number;
  /** Requests that wait for the rest of their body. */
  readonly receiving: number;
  /** How many may be worked on at the moment; see `nextBound`. */
  readonly bound: number;
  /** How long the oldest item of any queue has waited for the database. */
  readonly oldestWaitMs: number;
  /** How long half of the requests that are worked on have been there, or more. */
  readonly usualWaitMs: number;
  readonly bodyBytes: number;
  /** Whether the disk below the embedded database has no more room than it needs to finish what it does. */
  readonly isDiskFull: boolean;
}

/** Who asks to be let in. Everybody who is not known by a token is one caller. */
export interface Caller {
  readonly isKnown: boolean;
  /** Requests of this caller that are worked on. */
  readonly working: number;
  /** Callers, this one included, with requests that are worked on. */
  readonly callers: number;
  readonly sendsBody: boolean;
  /** Whether the request may write to the embedded database. */
  readonly mayWrite: boolean;
}

export type SheddingReason = 'stalled' | 'disk' | 'memory' | 'receiving' | 'requests' | 'share';

/** While the bound is not what keeps requests out, it grows by this part of itself at each look; otherwise by a tenth of that. */
const GROWTH = 0.25;

/** However long work waits, so many requests are worked on: a burst of them is no overload. */
const LEAST_WORKING = 256;

/** Work that has waited so many times longer than it should has come to a standstill. */
const STANDSTILL_FACTOR = 10;

/** From this share of the bound on, nobody gets more than a fair share. */
const CROWDED_SHARE = 0.75;

/** Whoever is below a fair share gets in even beyond the bound, up to this multiple of it. */
const RESERVED_FACTOR = 1.5;

/** Requests that wait for their bodies cost little more than a connection. */
const RECEIVING_FACTOR = 8;

/** Why a request is turned away, or undefined when it is let in. `share` is 429-100, everything else 503-100. */
export function reasonToShed(now: LoadNow, caller: Caller, limits: LoadLimits): SheddingReason | undefined {
  if (now.oldestWaitMs > limits.queueMs * STANDSTILL_FACTOR) return 'stalled';
  if (now.isDiskFull && caller.mayWrite) return 'disk';
  if (caller.sendsBody && now.bodyBytes > limits.bodyBytes) return 'memory';
  if (caller.sendsBody && now.receiving >= limits.requests * RECEIVING_FACTOR) return 'receiving';
  return now.working < now.bound * CROWDED_SHARE ? undefined : crowdedOut(now, caller);
}

function crowdedOut({ working, bound }: LoadNow, caller: Caller): SheddingReason | undefined {
  if (caller.callers === 1) return working < bound ? undefined : 'requests';
  if (caller.working >= bound / caller.callers) return caller.isKnown ? 'share' : 'requests';
  return working < bound * RESERVED_FACTOR ? undefined : 'requests';
}

/**
 * How many requests may be worked on from now on: a tenth less each time that work is found to wait too long, and slowly more
 * again while the bound is what keeps requests out. So there is always enough to do, and nothing waits much too long.
 */
export function nextBound(now: LoadNow, limits: LoadLimits): number {
  const least = Math.min(LEAST_WORKING, limits.requests);
  const waitMs = Math.max(now.oldestWaitMs, now.usualWaitMs);
  if (waitMs > limits.queueMs) return Math.max(least, Math.floor(now.bound * 0.9));
  const growth = now.working < now.bound / 2 ? GROWTH : GROWTH / 10;
  return Math.min(limits.requests, now.bound + Math.ceil(now.bound * growth));
}

/** When to come back, in seconds: from 1 to 5, so that those who were turned away together do not come back together. */
export function retryAfterSeconds(random: number): number {
  return 1 + Math.floor(random * 5);
}
