import { CATALOGUE, fillText, type ErrorCode, type ErrorParams } from './catalogue.js';

/** One line of `details` (casemgr.md §6): what it is about and why. */
export interface FailureDetail {
  readonly key: string;
  readonly value: string;
}

interface FailureOptions {
  readonly details?: readonly FailureDetail[];
  /** Response headers that the status asks for, such as Retry-After, Allow, WWW-Authenticate. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An answer other than success, thrown by actions and rendered once, by the error filter. Rules return refusals instead. */
export class Failure extends Error {
  readonly status: number;
  readonly details: readonly FailureDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
    options: FailureOptions = {},
  ) {
    super(fillText(CATALOGUE[code].text, params), { cause: options.cause });
    this.name = 'Failure';
    this.status = CATALOGUE[code].status;
    this.details = options.details ?? [];
    this.headers = options.headers ?? {};
  }
}

/** 503-100 with Retry-After; `retryAfterSeconds` is spread by a second so that clients do not come back together. */
export function unavailable(cause?: unknown, retryAfterSeconds = 1): Failure {
  const jittered = retryAfterSeconds + Math.round(Math.random());
  return new Failure('503-100', {}, { cause, headers: { 'retry-after': String(jittered) } });
}
