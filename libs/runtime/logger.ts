import { pino } from 'pino';

/**
 * What the server logs with: JSON lines on standard error (runtime.md §2). An abstract class, so that it is its own
 * injection token. Nobody passes bodies, headers or tokens to it.
 */
export abstract class Logger {
  abstract debug(fields: object, message: string): void;
  abstract info(fields: object, message: string): void;
  abstract warn(fields: object, message: string): void;
  abstract error(fields: object, message: string): void;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** What PostgreSQL says of data that it cannot take (SQLSTATE class 22) quotes the data. */
const DATA_EXCEPTION = '22';

/** Only what explains an error: a `pg` error object would otherwise drag its whole client, password included, into the log. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, stack, cause } = error;
  const { code } = error as { code?: unknown };
  const message = typeof code === 'string' && code.startsWith(DATA_EXCEPTION) ? 'a value was refused' : error.message;
  return {
    name,
    message,
    stack: stack?.replace(error.message, () => message),
    ...(typeof code === 'string' && { code }),
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

export function createLogger(level: LogLevel): Logger {
  return pino(
    { level, base: undefined, serializers: { err: describeError } },
    pino.destination({ dest: 2, sync: false }),
  );
}
