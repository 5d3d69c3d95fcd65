/** When a mail is tried again, and when it is given up: records-by-email.md RO-2. */
import type { SmtpOutcome } from './smtp-outcome.rules.js';

const MINUTE_MS = 60 * 1_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a mail is tried, from its first attempt on. */
export const TRIED_FOR_MS = 5 * 24 * HOUR_MS;

/** How long it rests after its first attempt has failed, its second, and so on; the last one holds for all further ones. */
const REST_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 4 * HOUR_MS];

/** A rest is up to this part longer, so that what failed together is not tried again together. */
const JITTER = 0.2;

/** Null: given up. `attempts` have failed, the last one now. `random`: from 0 to 1. */
export function nextAttemptAt(attempts: number, firstAttemptAt: Date, now: Date, random: number): Date | null {
  const endMs = firstAttemptAt.getTime() + TRIED_FOR_MS;
  if (now.getTime() >= endMs) return null;
  const restMs = REST_MS[Math.min(attempts, REST_MS.length) - 1] ?? MINUTE_MS;
  return new Date(Math.min(now.getTime() + restMs * (1 + JITTER * random), endMs));
}

/** What an attempt has come to. */
export interface Conclusion {
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly pending: readonly string[];
  /** Those who have refused it now. */
  readonly refused: readonly string[];
  /** When it is tried again; null when it is not. */
  readonly availableAt: Date | null;
  readonly error: string | null;
}

interface Attempted {
  /** Those who have refused it before. */
  readonly refused: readonly string[];
  readonly attempts: number;
  readonly firstAttemptAt: Date;
}

/** It goes on with those who put it off, for as long as mails are tried; somebody without it makes it a failed one. */
export function concluded(mail: Attempted, outcome: SmtpOutcome, now: Date, random: number): Conclusion {
  const { refused, deferred, reason: error } = outcome;
  const availableAt = deferred.length > 0 ? nextAttemptAt(mail.attempts, mail.firstAttemptAt, now, random) : null;
  if (availableAt) return { state: 'waiting', pending: deferred, refused, availableAt, error };
  const lost = [...refused, ...deferred];
  const state = mail.refused.length + lost.length > 0 ? 'failed' : 'sent';
  return { state, pending: [], refused: lost, availableAt: null, error };
}
