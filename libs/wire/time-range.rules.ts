import { Failure } from '#runtime/errors/failure.js';
import { singleValue } from './collection-query.js';
import { readDateTime } from './date-time.rules.js';

/** Both ends belong to it; an end that is absent is open. */
export interface TimeRange {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

const RANGE = /^\[([^,\]]*),([^,\]]*)\]$/;

const REASON = '[start,end] with dates in ISO 8601; either may be left out, the comma not';

/** Reads a query parameter such as `[2026-01-01T00:00:00.000Z,]` (FIND-6); 400-244 for anything else. */
export function readTimeRange(query: ReadonlyMap<string, readonly string[]>, name: string): TimeRange | undefined {
  const value = singleValue(query, name);
  if (value === undefined) return undefined;
  const [, start, end] = RANGE.exec(value) ?? refuse(name);
  const range = { from: readEnd(name, start), to: readEnd(name, end) };
  if (range.from === undefined && range.to === undefined) refuse(name);
  if (range.from && range.to && range.from > range.to) refuse(name);
  return range;
}

function readEnd(name: string, text = ''): Date | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : (readDateTime(trimmed) ?? refuse(name));
}

function refuse(name: string): never {
  throw new Failure('400-244', { query_parameter: name }, { details: [{ key: name, value: REASON }] });
}
