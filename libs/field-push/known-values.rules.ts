/** What receivers know from an edit session, so that saving it does not push it again (field-push.md FW-3, FW-4). */
import { watchedFields } from '#field-pushes/push-field.rules.js';
import { isSameValue, type FieldValues } from '#field-pushes/push-value.js';

/** The latest that a receiver has said yes to. */
interface Taken {
  readonly deliveryId: string;
  readonly values: FieldValues;
}

/** What was sent, and not said yes to by now. */
interface Unheard {
  /** The number of the latest change that was sent. */
  readonly sequence: number;
  /** All that has changed since the receiver said yes. */
  readonly fields: readonly string[];
  /** When the latest was sent, in milliseconds. */
  readonly sentAt: number;
  /** Of the latest; before, it is on its way. */
  readonly hasFailed: boolean;
}

export interface Known {
  readonly taken: Readonly<Record<string, Taken>>;
  /** By push. */
  readonly unheard: Readonly<Record<string, Unheard>>;
  /** Set by answers, and not edited since. */
  readonly applied: FieldValues;
}

/** Longer than any attempt takes: of what was sent before, nobody is left who could say how it went. */
const LONGEST_UNHEARD_MS = 60_000;

export const NOTHING_KNOWN: Known = { taken: {}, unheard: {}, applied: {} };

/** A delivery that was answered with success. */
export interface TakenPush {
  readonly pushId: string;
  readonly deliveryId: string;
  readonly fields: readonly string[];
}

/** With deliveries of these values, and what their answers have set. Answers may come in any order. */
export function withTaken(
  { taken, unheard, applied }: Known,
  pushes: readonly TakenPush[],
  values: FieldValues,
  set: FieldValues,
): Known {
  const newer = pushes
    .filter(({ pushId, deliveryId }) => BigInt(taken[pushId]?.deliveryId ?? 0) < BigInt(deliveryId))
    .map(({ pushId, deliveryId, fields }) => [pushId, { deliveryId, values: valuesOf(fields, values) }] as const);
  return { taken: { ...taken, ...Object.fromEntries(newer) }, unheard, applied: { ...applied, ...set } };
}

/** Once the agent has set fields: what answers said of them does not count any more. */
export function withEdited({ applied, ...known }: Known, fields: readonly string[]): Known {
  return {
    ...known,
    applied: Object.fromEntries(Object.entries(applied).filter(([field]) => !fields.includes(field))),
  };
}

/** Once a change of these fields is to be sent to pushes that watch some of them. */
export function withSent(
  known: Known,
  pushes: readonly { readonly id: string; readonly fields: readonly string[] }[],
  changed: readonly string[],
  { sequence, at }: { readonly sequence: number; readonly at: Date },
): Known {
  const sent = pushes.map(({ id, fields }) => {
    const own = watchedFields(fields).filter((field) => changed.includes(field));
    const all = [...new Set([...(known.unheard[id]?.fields ?? []), ...own])];
    return [id, { sequence, fields: all, sentAt: at.getTime(), hasFailed: false }] as const;
  });
  return { ...known, unheard: { ...known.unheard, ...Object.fromEntries(sent) } };
}

/** Once receivers have said yes to a change, or failed to: what they say of one before the latest does not count for that. */
export function withHeard(
  known: Known,
  replies: readonly { readonly pushId: string; readonly isSuccess: boolean }[],
  sequence: number,
): Known {
  const verdicts = new Map(replies.map(({ pushId, isSuccess }) => [pushId, isSuccess]));
  const left = Object.entries(known.unheard).flatMap(([pushId, sent]): [string, Unheard][] => {
    const isSuccess = sent.sequence > sequence ? undefined : verdicts.get(pushId);
    if (isSuccess === undefined) return [[pushId, sent]];
    return isSuccess ? [] : [[pushId, { ...sent, hasFailed: true }]];
  });
  return { ...known, unheard: Object.fromEntries(left) };
}

/**
 * The pushes that have failed, or were given up with the process that sent them, and of which the form sends a field again: the same value is
 * worth another try (FW-1).
 */
export function pushesToTryAgain({ unheard }: Known, fields: readonly string[], now: Date): string[] {
  const before = now.getTime() - LONGEST_UNHEARD_MS;
  const failed = Object.entries(unheard).filter(([, { hasFailed, sentAt }]) => hasFailed || sentAt < before);
  return failed.filter(([, sent]) => sent.fields.some((field) => fields.includes(field))).map(([pushId]) => pushId);
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
