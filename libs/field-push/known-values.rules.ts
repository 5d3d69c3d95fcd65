/** What receivers know from an edit session, so that saving it does not push it again (field-push.md FW-3, FW-4). */
import { watchedFields } from '#field-pushes/push-field.rules.js';
import { isSameValue, type FieldValues } from '#field-pushes/push-value.js';

/** The latest that a receiver has said yes to. */
interface Taken {
  readonly deliveryId: string;
  readonly values: FieldValues;
}

export interface Known {
  readonly taken: Readonly<Record<string, Taken>>;
  /** Set by answers, and not edited since. */
  readonly applied: FieldValues;
}

export const NOTHING_KNOWN: Known = { taken: {}, applied: {} };

/** A delivery that was answered with success. */
export interface TakenPush {
  readonly pushId: string;
  readonly deliveryId: string;
  readonly fields: readonly string[];
}

/** With deliveries of these values, and what their answers have set. Answers may come in any order. */
export function withTaken(
  { taken, applied }: Known,
  pushes: readonly TakenPush[],
  values: FieldValues,
  set: FieldValues,
): Known {
  const newer = pushes
    .filter(({ pushId, deliveryId }) => BigInt(taken[pushId]?.deliveryId ?? 0) < BigInt(deliveryId))
    .map(({ pushId, deliveryId, fields }) => [pushId, { deliveryId, values: valuesOf(fields, values) }] as const);
  return { taken: { ...taken, ...Object.fromEntries(newer) }, applied: { ...applied, ...set } };
}

/** Once the agent has set fields: what answers said of them does not count any more. */
export function withEdited({ taken, applied }: Known, fields: readonly string[]): Known {
  return { taken, applied: Object.fromEntries(Object.entries(applied).filter(([field]) => !fields.includes(field))) };
}

/** Whether the receiver knows all of these values already: it has said yes to them, or an answer has set them. */
export function isKnown(
  { taken, applied }: Known,
  pushId: string,
  fields: readonly string[],
  now: FieldValues,
): boolean {
  const known = { ...taken[pushId]?.values, ...applied };
  return fields.every((field) => field in known && isSameValue(known[field] ?? null, now[field] ?? null));
}

function valuesOf(fields: readonly string[], values: FieldValues): FieldValues {
  return Object.fromEntries(watchedFields(fields).map((field) => [field, values[field] ?? null]));
}
