import type { PushedObject } from '#field-pushes/field-push.js';

/** A field as the rules compare it: a text, a number, or a list (option ids, phone numbers, addresses); null when it is empty. */
export type FieldValue = string | number | readonly string[] | null;

/** Fields by the names of their receivers; phones are `cellphone` here, whatever they are called on the wire. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** The items of a list; of anything else none. */
export function listed(value: FieldValue | undefined): readonly string[] {
  return typeof value === 'object' && value !== null ? value : [];
}

/** A ticket or customer as a push sees it. */
export interface PushedRecord {
  readonly object: PushedObject;
  readonly values: FieldValues;
  /** The ids of the phones in `values`, by their number. */
  readonly phoneIds: Readonly<Record<string, string>>;
  /** The tags in `values` one by one: a label may have a comma in it. */
  readonly labels: readonly string[];
}

/**
 * Whether two values are the same (field-push.md FW-1): texts to the letter, numbers as numbers, lists as sets, because none
 * of them is kept in an order. Nothing, an empty text and an empty list are the same.
 */
export function isSameValue(one: FieldValue, other: FieldValue): boolean {
  if (isEmpty(one) || isEmpty(other)) return isEmpty(one) && isEmpty(other);
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  const [left, right] = [asSet(one), asSet(other)];
  return left.length === right.length && left.every((item, place) => item === right[place]);
}

/** The fields of which the values are not the same. */
export function changedFields(before: FieldValues, after: FieldValues): readonly string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.filter((field) => !isSameValue(before[field] ?? null, after[field] ?? null));
}

function asSet(items: readonly string[]): readonly string[] {
  return [...new Set(items)].sort();
}

function isEmpty(value: FieldValue): value is null {
  return value === null || value === '' || (typeof value === 'object' && value.length === 0);
}
