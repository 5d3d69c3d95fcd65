/**
 * Where a page ends, so that the next one begins there instead of being counted out from the start (FIND-9). A client gets it
 * in the link `next` and sends it back as it is; by itself it shows nothing, because what may be seen is decided with every page.
 */
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { singleValue, type CollectionQuery } from './collection-query.js';

export const CURSOR_PARAMETER = {
  name: '$cursor',
  description: 'Where the page before ended, as its link `next` has it; only with everything else of that link.',
} as const;

export interface Cursor {
  /** The last item of the page before. */
  readonly id: string;
  /** What that item is sorted by, as text; null where it has no value. */
  readonly key: string | null;
}

type Position = Pick<CollectionQuery<string>, 'sort' | 'isDescending' | 'offset'>;

const LONGEST_CURSOR = 8_000;

const REASON = 'it is not from the link `next` of the page before';

/** The cursor of a query; 400-244 when it belongs to another order or another page. */
export function readCursor(query: ReadonlyMap<string, readonly string[]>, position: Position): Cursor | undefined {
  const text = singleValue(query, CURSOR_PARAMETER.name);
  if (text === undefined) return undefined;
  const cursor = text.length <= LONGEST_CURSOR ? decode(text, position) : undefined;
  if (cursor) return cursor;
  throw foreignCursor();
}

/** 400-244 for a cursor that no answer of ours has had. */
export function foreignCursor(): Failure {
  const { name } = CURSOR_PARAMETER;
  return new Failure('400-244', { query_parameter: name }, { details: [{ key: name, value: REASON }] });
}

export function writeCursor({ id, key }: Cursor, { sort, isDescending, offset }: Position): string {
  return Buffer.from(JSON.stringify([sort, isDescending, offset, id, key])).toString('base64url');
}

function decode(text: string, { sort, isDescending, offset }: Position): Cursor | undefined {
  const parts = parse(Buffer.from(text, 'base64url').toString('utf8'));
  if (!Array.isArray(parts) || parts.length !== 5) return undefined;
  const [ofSort, ofDescending, ofOffset, id, key] = parts as unknown[];
  const isOfThisPage = ofSort === sort && ofDescending === isDescending && ofOffset === offset;
  const isKey = key === null || (typeof key === 'string' && !key.includes('\0') && key.isWellFormed());
  return isOfThisPage && typeof id === 'string' && isDatabaseKey(id) && isKey ? { id, key } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
