import { readTextFilter, refuseFilter } from '#wire/filter-query.rules.js';
import type { CustomAttributeObject, PartitionSnapshot } from './partition-snapshot.js';

/** An attribute that must have a value. */
export interface CustomFilter {
  readonly name: string;
  readonly value: string;
}

const MOST = 10;
const LONGEST = 4_000;

/** What an operation on such objects declares. */
export function customParameter(object: CustomAttributeObject) {
  const description = `A JSON list of up to ${MOST} of \`{"object":"${object}","name":…,"value":…}\`: custom attributes that have the value.`;
  return { name: 'custom', description } as const;
}

/** Reads the query parameter `custom` (FIND-7). */
export function readCustomFilter(
  query: ReadonlyMap<string, readonly string[]>,
  object: CustomAttributeObject,
  snapshot: Pick<PartitionSnapshot, 'findCustomAttribute'>,
): readonly CustomFilter[] | undefined {
  const text = readTextFilter(query, 'custom', LONGEST);
  if (text === undefined) return undefined;
  const list = parse(text);
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST) {
    return refuseFilter('custom', `a JSON list of 1 to ${MOST} objects is expected`);
  }
  return list.map((item: unknown) => {
    const { object: ofWhat, name, value } = (item ?? {}) as Readonly<Record<string, unknown>>;
    if (ofWhat !== object) return refuseFilter('custom', `object must be ${object}`);
    if (typeof name !== 'string' || !snapshot.findCustomAttribute(object, name)) {
      return refuseFilter('custom', `name must be that of a custom attribute of the object ${object}`);
    }
    const wanted = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (wanted === '' || wanted.includes('\0') || !wanted.isWellFormed()) {
      return refuseFilter('custom', `value of ${name.slice(0, 100)} must be a text or a number`);
    }
    return { name, value: wanted };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
