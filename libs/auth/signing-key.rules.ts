/**
 * When keys that sign access tokens come and go (runtime.md §5, "JWKS with rotation"). A new key is published for a while
 * before it signs, so that every node and every outside verifier has read it; an old one stays published until the last
 * token that it signed has expired.
 */
export interface SigningKeyAge {
  readonly createdAt: Date;
  /** From when on it does not sign any more. */
  readonly retiredAt: Date | null;
}

/** No access token lives longer (runtime.md §5). */
export const ACCESS_TOKEN_LIFETIME_SECONDS = 3600;

const DAY_MS = 86_400_000;

const ROTATE_AFTER_MS = 90 * DAY_MS;

const PUBLISHED_AHEAD_MS = 10 * 60_000;

/** The last token's lifetime, and some time for clocks that disagree. */
const KEPT_AFTER_RETIREMENT_MS = ACCESS_TOKEN_LIFETIME_SECONDS * 1000 + 10 * 60_000;

/** When the keys that sign now retire if a new one is made now. */
export function retirement(now: Date): Date {
  return new Date(now.getTime() + PUBLISHED_AHEAD_MS);
}

/** Whether a key has to be made: there is none that is neither old nor about to retire. */
export function isRotationDue(keys: readonly SigningKeyAge[], now: Date): boolean {
  return !keys.some((key) => key.retiredAt === null && now.getTime() - key.createdAt.getTime() < ROTATE_AFTER_MS);
}

/** Whether a key is still published. */
export function isPublished(key: SigningKeyAge, now: Date): boolean {
  return key.retiredAt === null || now.getTime() - key.retiredAt.getTime() < KEPT_AFTER_RETIREMENT_MS;
}

/** The keys that are published, the one that signs first: the oldest that has not retired. */
export function inOrderOfUse<Key extends SigningKeyAge>(keys: readonly Key[], now: Date): Key[] {
  const hasRetired = (key: Key): boolean => key.retiredAt !== null && key.retiredAt <= now;
  return keys
    .filter((key) => isPublished(key, now))
    .sort(
      (one, other) =>
        Number(hasRetired(one)) - Number(hasRetired(other)) || one.createdAt.getTime() - other.createdAt.getTime(),
    );
}
