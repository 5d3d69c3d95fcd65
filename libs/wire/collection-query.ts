/**
 * How collections are asked for (casemgr.md §4): `$pagenum`/`$pagesize` or `$rangestart`/`$rangesize`, `$sort`, `$order`,
 * `$count`. Whoever answers a collection reads the query here and sends `paginationInfo` with the items.
 */
import { Failure } from '#runtime/errors/failure.js';
import type { AnswerTree } from './xml-writer.js';

/** Decoded query parameters, each with all the values that it was given. */
type QueryValues = ReadonlyMap<string, readonly string[]>;

const DEFAULT_PAGE_SIZE = 25;
const LARGEST_PAGE_SIZE = 75;

/** What an operation on a collection lists in its declaration, besides its own filters. */
export const COLLECTION_PARAMETERS = [
  { name: '$pagenum', description: 'Number of the page, from 1; not together with `$rangestart`/`$rangesize`.' },
  { name: '$pagesize', description: 'Items of one page, 1 to 75; 25 when left out.' },
  { name: '$rangestart', description: 'Number of the first item, from 1; not together with `$pagenum`/`$pagesize`.' },
  { name: '$rangesize', description: 'Items of the range, 1 to 75; 25 when left out.' },
  { name: '$sort', description: 'The attribute to sort by.' },
  { name: '$order', description: '`asc` (when left out) or `desc`; only together with `$sort`.' },
  { name: '$count', description: '`yes` answers with the number of items instead of the items.' },
] as const;

export interface CollectionQuery<Sort extends string> {
  readonly sort: Sort;
  readonly isDescending: boolean;
  /** Items asked for. */
  readonly limit: number;
  /** Items before the first one asked for. */
  readonly offset: number;
  readonly isCountOnly: boolean;
  readonly window: 'page' | 'range';
}

const WINDOW_PARAMETERS = {
  page: { start: '$pagenum', size: '$pagesize' },
  range: { start: '$rangestart', size: '$rangesize' },
} as const;

/** Reads the collection parameters; the first of `sorts` is the order when none is asked for. */
export function readCollectionQuery<Sort extends string>(
  query: QueryValues,
  sorts: readonly [Sort, ...Sort[]],
  furtherSorts?: FurtherChoices<Sort>,
): CollectionQuery<Sort> {
  return {
    ...readWindow(query),
    ...readOrder(query, sorts, furtherSorts),
    isCountOnly: singleChoice(query, '$count', ['yes']) !== undefined,
  };
}

/** `$sort` and `$order` alone, for operations that answer everything they were asked for at once. */
export function readOrder<Sort extends string>(
  query: QueryValues,
  sorts: readonly [Sort, ...Sort[]],
  furtherSorts?: FurtherChoices<Sort>,
): { readonly sort: Sort; readonly isDescending: boolean } {
  const sort = singleChoice(query, '$sort', sorts, furtherSorts);
  const order = singleChoice(query, '$order', ['asc', 'desc']);
  if (order !== undefined && sort === undefined) throw new Failure('400-124');
  return { sort: sort ?? sorts[0], isDescending: order === 'desc' };
}

/** The one value of a parameter, undefined when it was not sent. Sent twice, it is refused (400-244). */
export function singleValue(query: QueryValues, name: string): string | undefined {
  const values = query.get(name);
  if (values && values.length > 1) throw new Failure('400-244', { query_parameter: name });
  return values?.[0];
}

/** Words that a vocabulary has besides those that can be listed, such as `custom.<name>`. */
export interface FurtherChoices<Choice extends string> {
  readonly shown: string;
  readonly isOne: (value: string) => value is Choice;
}

/** Like `singleValue`, for a parameter with a fixed vocabulary (400-102, with all of it in `details`). */
export function singleChoice<Choice extends string>(
  query: QueryValues,
  name: string,
  choices: readonly Choice[],
  further?: FurtherChoices<Choice>,
): Choice | undefined {
  const value = singleValue(query, name);
  if (value === undefined) return undefined;
  const choice = choices.find((known) => known === value);
  if (choice) return choice;
  if (further?.isOne(value)) return value;
  const listed = [...choices, ...(further ? [further.shown] : [])];
  const [first = '', ...others] = linesOf(listed, LISTED_LENGTH);
  const params = { query_parameter: name, allowed_values: others.length > 0 ? `${first}, …` : first };
  const details = linesOf(listed, DETAIL_LENGTH).map((line) => ({ key: name, value: line }));
  throw new Failure('400-102', params, { details });
}

/** What a developer message has left for a list, and a line of `details` for itself, in characters (ERR-2, ERR-3). */
const LISTED_LENGTH = 140;
const DETAIL_LENGTH = 255;

/** A list in lines of at most so many characters. */
function linesOf(words: readonly string[], longest: number): string[] {
  return words.reduce<string[]>((lines, word) => {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line}, ${word}`;
    return line === undefined || longer.length > longest ? [...lines, word] : [...lines.slice(0, -1), longer];
  }, []);
}

/** The link of an answer to itself. */
export function selfLink(path: string, query: QueryValues) {
  return { rel: 'self', href: hrefOf(path, query) };
}

/** Of a list whose newest come first: to those that are older than the last one shown, if one is. */
export function olderLink(path: string, query: QueryValues, lastId: string | undefined) {
  return { rel: 'next', href: hrefOf(path, lastId === undefined ? query : new Map(query).set('before', [lastId])) };
}

/** The answer to `$count=yes`: the number, and the query that would answer with the items. */
export function countTree(path: string, query: QueryValues, count: number): AnswerTree {
  const items = new Map(query);
  items.delete('$count');
  return { link: [{ rel: 'self', href: hrefOf(path, items) }], count };
}

/** What is known of a large collection besides the number of its items. */
export interface LargeCollection {
  /** There are more than were counted. */
  readonly isTotalAtLeast: boolean;
  /** Where the next page begins (cursor.rules.ts); undefined when there is none. */
  readonly nextCursor: string | undefined;
}

/** `paginationInfo`: the number of all items, what was asked for, and links to the neighbours that exist. */
export function paginationInfo(
  path: string,
  sentQuery: QueryValues,
  collection: CollectionQuery<string>,
  total: number,
  large?: LargeCollection,
): AnswerTree {
  const query = new Map(sentQuery);
  query.delete('$cursor');
  const { limit, offset, window } = collection;
  const { start, size } = WINDOW_PARAMETERS[window];
  const startAt = (itemsBefore: number) => (window === 'page' ? Math.floor(itemsBefore / limit) : itemsBefore) + 1;
  const neighbour = (rel: string, itemsBefore: number, cursor?: string) => {
    const pairs = new Map(query).set(start, [String(startAt(itemsBefore))]).set(size, [String(limit)]);
    return { rel, href: hrefOf(path, cursor === undefined ? pairs : pairs.set('$cursor', [cursor])) };
  };
  const hasNext = large ? large.nextCursor !== undefined : offset + limit < total;
  return {
    count: total,
    ...(large?.isTotalAtLeast && { countIsAtLeast: true }),
    [start.slice(1)]: startAt(offset),
    [size.slice(1)]: limit,
    link: [
      ...(offset > 0 ? [neighbour('prev', Math.max(0, offset - limit))] : []),
      ...(hasNext ? [neighbour('next', offset + limit, large?.nextCursor)] : []),
    ],
  };
}

function readWindow(query: QueryValues): Pick<CollectionQuery<string>, 'limit' | 'offset' | 'window'> {
  const asksForPage = query.has('$pagenum') || query.has('$pagesize');
  const asksForRange = query.has('$rangestart') || query.has('$rangesize');
  if (asksForPage && asksForRange) throw new Failure('400-120');
  const window = asksForRange ? 'range' : 'page';
  const parameters = WINDOW_PARAMETERS[window];
  const start = readCount(query, parameters.start, 1, LARGEST_START);
  const limit = readCount(query, parameters.size, DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE);
  return { window, limit, offset: (start - 1) * (window === 'page' ? limit : 1) };
}

/** Far beyond any collection, and still exact when multiplied by a page size. */
const LARGEST_START = 10 ** 13;

function readCount(query: QueryValues, name: string, fallback: number, largest: number): number {
  const value = singleValue(query, name);
  if (value === undefined) return fallback;
  const count = /^\d{1,15}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= largest) return count;
  const reason = `a whole number from 1 to ${largest}`;
  throw new Failure('400-244', { query_parameter: name }, { details: [{ key: name, value: reason }] });
}

function hrefOf(path: string, query: QueryValues): string {
  const pairs = [...query].flatMap(([name, values]) => values.map((value) => `${name}=${encodeURIComponent(value)}`));
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
