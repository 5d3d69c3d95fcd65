/** SQLSTATE classes and codes that say the server, not the statement, is at fault (PostgreSQL manual, appendix A). */
const UNAVAILABLE_STATES = /^(08|53|57P0|57014|55P03|40001|40P01|25006)/;

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

const NETWORK_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|after calling end on the pool/;

/** What `pg` says when its `query_timeout` has passed. */
export const ANSWER_OVERDUE = 'Query read timeout';

/** Whether the database has not answered in time: the statement may still be running, and may still succeed. */
export function isAnswerOverdue(error: unknown): boolean {
  return error instanceof Error && error.message === ANSWER_OVERDUE;
}

/** Whether an error says that the database cannot be used for now, so that the caller should come again (503-100). */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (UNAVAILABLE_STATES.test(code) || NETWORK_CODES.has(code))) return true;
  return isAnswerOverdue(error) || NETWORK_MESSAGES.test(error.message) || isDatabaseUnavailable(error.cause);
}
