import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseUnavailable } from '#storage/unavailability.js';

/** What is next for a mail that could not be worked on (mail-gateway.md MN-5). */
export type AfterFailure =
  /** `counts`: whether it was the mail's own fault, perhaps. */
  | { readonly kind: 'again'; readonly from: Date; readonly counts: boolean }
  | { readonly kind: 'give up'; readonly reason: string };

/** A mail that fails this often, or whose process has ended this often while it was worked on, is set aside. */
export const MOST_ATTEMPTS = 5;

const SECOND_MS = 1_000;
const LONGEST_REST_MS = 60 * SECOND_MS;
const LONGEST_REASON = 500;

/** Troubles of the database or of a disk are not the mail's: they end some time, however often it was tried. */
export function afterFailure(attempts: number, error: unknown, now: Date): AfterFailure {
  const isOurs = isOurTrouble(error);
  if (!isOurs && attempts >= MOST_ATTEMPTS) return { kind: 'give up', reason: reasonOf(error) };
  const restMs = isOurs ? SECOND_MS : Math.min(SECOND_MS * 4 ** (attempts - 1), LONGEST_REST_MS);
  return { kind: 'again', from: new Date(now.getTime() + restMs), counts: !isOurs };
}

export function isOurTrouble(error: unknown): boolean {
  return isDatabaseUnavailable(error) || isOfSystem(error) || (error instanceof Failure && error.status >= 500);
}

/** A disk that is away, files that cannot be opened. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `it could not be worked on ${MOST_ATTEMPTS} times: ${text}`.slice(0, LONGEST_REASON).toWellFormed();
}
