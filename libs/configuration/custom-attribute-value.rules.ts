import { readDateTime } from '#wire/date-time.rules.js';
import type { CustomAttribute } from './partition-snapshot.js';

/** 64-bit, as the database counts. */
const INTEGER = /^[+-]?\d{1,18}$/;

/** Why values are not allowed for a custom attribute, or undefined when they are (casemgr.md B-16). */
export function customAttributeFault(
  attribute: CustomAttribute | undefined,
  values: readonly string[],
): string | undefined {
  if (!attribute?.active) return 'is not a configured custom attribute';
  if (values.length > 1 && !attribute.multiSelect) return 'takes one value only';
  for (const value of values) {
    const fault = valueFault(attribute, value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/**
 * A value in the one form that it is kept in, so that what is equal is found as equal (casemgr.md B-16): `5` for `+05`, a date in
 * UTC with milliseconds. What does not fit the attribute stays as it is.
 */
export function normalValue({ dataType, allowedValues }: CustomAttribute, value: string): string {
  if (allowedValues.length > 0) return value;
  if (dataType === 'integer' && INTEGER.test(value)) return String(BigInt(value));
  if (dataType === 'datetime') return readDateTime(value)?.toISOString() ?? value;
  return value;
}

function valueFault({ dataType, allowedValues, size }: CustomAttribute, value: string): string | undefined {
  if (allowedValues.length > 0 || dataType === 'stringList') {
    return allowedValues.includes(value) ? undefined : `must be one of ${allowedValues.join(', ')}`;
  }
  if (Array.from(value).length > size) return `must have at most ${size} characters`;
  switch (dataType) {
    case 'string':
      return undefined;
    case 'integer':
      return INTEGER.test(value) ? undefined : 'must be an integer';
    case 'datetime':
      return readDateTime(value) ? undefined : 'must be an ISO 8601 date and time with a zone';
  }
}
