/** Reads what collections are filtered by (FIND-1, FIND-12); whatever cannot be is 400-244, with the reason in `details`. */
import { Failure } from '#runtime/errors/failure.js';
import { singleChoice, singleValue } from './collection-query.js';

type QueryValues = ReadonlyMap<string, readonly string[]>;

/** An id, whether it can exist or not; not the empty text. */
export function readIdFilter(query: QueryValues, name: string): string | undefined {
  const id = singleValue(query, name);
  return id === '' ? refuseFilter(name, 'an id is expected') : id;
}

/** A text that a database can compare. */
export function readTextFilter(query: QueryValues, name: string, longest: number): string | undefined {
  const text = singleValue(query, name);
  if (text === undefined) return undefined;
  if (text.trim() === '' || text.length > longest) refuseFilter(name, `1 to ${longest} characters`);
  if (text.includes('\0') || !text.isWellFormed()) refuseFilter(name, 'it holds a character that no text has');
  return text;
}

export function readYesOrNo(query: QueryValues, name: string): boolean | undefined {
  const choice = singleChoice(query, name, ['yes', 'no']);
  return choice === undefined ? undefined : choice === 'yes';
}

export function refuseFilter(name: string, reason: string): never {
  throw new Failure('400-244', { query_parameter: name }, { details: [{ key: name, value: reason }] });
}
