/** When secrets of record keys come, replace each other and go (records-by-email.md RK-4, RK-5). */
import { dayOf } from './record-key.rules.js';

export interface RecordSecretAge {
  readonly number: number;
  readonly createdAt: Date;
  /** Keys of before are not honoured; null: all are. */
  readonly honouredFrom: Date | null;
}

/** The days that keys of one secret may say. */
export interface SecretDays {
  readonly firstDay: number;
  readonly lastDay: number | undefined;
}

const DAY_MS = 86_400_000;

const ROTATE_AFTER_MS = 180 * DAY_MS;

/** So that every process has read a secret before another one seals with it. */
const KNOWN_AHEAD_MS = 10 * 60_000;

/** Processes that have read the secrets a minute ago go on sealing with the one before. */
const LEEWAY_DAYS = 1;

/** Two years and the days of leeway: what an older one has sealed is over. */
const KEPT_AFTER_REPLACEMENT_MS = 733 * DAY_MS;

/** Whether a secret has to be made: there is none, or the newest is half a year old. */
export function isRotationDue(secrets: readonly RecordSecretAge[], now: Date): boolean {
  return !secrets.some(({ createdAt }) => now.getTime() - createdAt.getTime() < ROTATE_AFTER_MS);
}

/** The one that seals: the newest that all processes know; while there is none, the oldest. */
export function sealingSecret<Secret extends RecordSecretAge>(
  secrets: readonly Secret[],
  now: Date,
): Secret | undefined {
  const inOrder = byNumber(secrets);
  return inOrder.findLast(({ createdAt }) => now.getTime() - createdAt.getTime() >= KNOWN_AHEAD_MS) ?? inOrder[0];
}

/** Whoever gets hold of a secret that was replaced can make keys of its time only. */
export function daysOf(secret: RecordSecretAge, secrets: readonly RecordSecretAge[]): SecretDays {
  const next = successorOf(secret, secrets);
  const created = dayOf(secret.createdAt);
  return {
    firstDay: secret.honouredFrom === null ? created : Math.max(created, dayOf(secret.honouredFrom)),
    lastDay: next && dayOf(next.createdAt) + LEEWAY_DAYS,
  };
}

/** Numbers of those whose keys are all over. */
export function expiredSecrets(secrets: readonly RecordSecretAge[], now: Date): number[] {
  return secrets
    .filter((secret) => {
      const next = successorOf(secret, secrets);
      return next !== undefined && now.getTime() - next.createdAt.getTime() > KEPT_AFTER_REPLACEMENT_MS;
    })
    .map(({ number }) => number);
}

/** Numbers of those that were replaced by a day, or on it; the others may have sealed keys that stay good. */
export function secretsBefore(secrets: readonly RecordSecretAge[], before: Date): number[] {
  return secrets
    .filter((secret) => {
      const next = successorOf(secret, secrets);
      return next !== undefined && dayOf(next.createdAt) <= dayOf(before);
    })
    .map(({ number }) => number);
}

function successorOf({ number }: RecordSecretAge, secrets: readonly RecordSecretAge[]): RecordSecretAge | undefined {
  return byNumber(secrets).find((other) => other.number > number);
}

function byNumber<Secret extends RecordSecretAge>(secrets: readonly Secret[]): Secret[] {
  return secrets.toSorted((one, other) => one.number - other.number);
}
