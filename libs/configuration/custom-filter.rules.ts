import { readTextFilter, refuseFilter } from '#wire/filter-query.rules.js';
import { normalValue } from './custom-attribute-value.rules.js';
import type { CustomAttribute, CustomAttributeObject, PartitionSnapshot } from './partition-snapshot.js';

/** An attribute that must have a value. */
export interface CustomFilter {
  readonly name: string;
  readonly value: string;
}

/** Values of one search. */
export const MOST_CUSTOM_FILTERS = 10;

const LONGEST = 4_000;

/** What an operation on such objects declares. */
export function customParameter(object: CustomAttributeObject) {
  const description = `A JSON list of up to ${MOST_CUSTOM_FILTERS} of \`{"object":"${object}","name":…,"value":…}\`: custom attributes that have the value.`;
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
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_CUSTOM_FILTERS) {
    return refuseFilter('custom', `a JSON list of 1 to ${MOST_CUSTOM_FILTERS} objects is expected`);
  }
  return list.map((item: unknown) => {
    const { object: ofWhat, name, value } = (item ?? {}) as Readonly<Record<string, unknown>>;
    if (ofWhat !== object) return refuseFilter('custom', `object must be ${object}`);
    const attribute = typeof name === 'string' ? snapshot.findCustomAttribute(object, name) : undefined;
    if (!attribute) {
      return refuseFilter('custom', `name must be that of a custom attribute of the object ${object}`);
    }
    const wanted = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (wanted === '' || wanted.includes('\0') || !wanted.isWellFormed()) {
      return refuseFilter('custom', `value of ${attribute.name.slice(0, 100)} must be a text or a number`);
    }
    return customFilterOf(attribute, wanted);
  });
}

/** Values are compared in the form that they are kept in. */
export function customFilterOf(attribute: CustomAttribute, value: string): CustomFilter {
  return { name: attribute.name, value: normalValue(attribute, value) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
