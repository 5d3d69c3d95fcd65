/** What of an answer is applied (field-push.md FR-2, FR-3): all of it that may be, or nothing and why. */
import { addressKey } from '#email-address/email-address.rules.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { isSameValue, listed, type FieldValue, type FieldValues } from '#field-pushes/push-value.js';
import { isWireObject, type WireObject } from '#wire/tree.js';
import { readField, type FindAttribute } from './field-input.rules.js';

export interface Skipped {
  readonly field: string;
  readonly reason: string;
}

export type ReadAnswer =
  | { readonly values: FieldValues; readonly skipped: readonly Skipped[] }
  /** The whole answer is refused. */
  | { readonly fault: string };

/** Members of one answer. */
const MOST_MEMBERS = 500;

/** Characters of a name that came from outside. */
const LONGEST_NAME = 100;

/** The fields of an answer. Members that no answer may set are left out, each with that reason; one bad value refuses all. */
export function readAnswerFields(object: PushedObject, answer: WireObject, findAttribute: FindAttribute): ReadAnswer {
  const tree = answer[object];
  if (tree === undefined || tree === null) return { values: {}, skipped: [] };
  if (!isWireObject(tree)) return { fault: `${object} in the answer is not an object` };
  const members = Object.entries(tree);
  if (members.length > MOST_MEMBERS) return { fault: `the answer has more than ${MOST_MEMBERS} fields` };
  const values: Record<string, FieldValue> = {};
  const skipped: Skipped[] = [];
  for (const [name, member] of members) {
    const input = readField(object, name, member, { findAttribute, isAnswer: true });
    if ('fault' in input) return { fault: `${input.field} in the answer ${input.fault}` };
    if ('isUnknown' in input) {
      skipped.push({ field: name.slice(0, LONGEST_NAME).toWellFormed(), reason: 'not a field that an answer may set' });
    } else values[input.field] = input.value;
  }
  return { values, skipped };
}

/** What the server does not keep of a record, with what to do instead. */
const NOT_KEPT: Readonly<Record<PushedObject, Readonly<Record<string, string>>>> = {
  ticket: {
    customer_id: 'the customer of a case is changed in the case itself',
  },
  customer: { owner_group_id: 'it is a group that the owner is in' },
};

export interface Situation {
  readonly object: PushedObject;
  /** What is stored, or for a draft has been entered, at the time of applying. */
  readonly current: FieldValues;
  /** What the agent has entered over what is stored: what it has already is left to whoever saves it. */
  readonly form: FieldValues;
  /** As it was when the push was sent. */
  readonly atSending: FieldValues;
  /** Set by the agent after the push was sent. */
  readonly isEditedSince: (field: string) => boolean;
}

/** What becomes of an answer's values. */
export interface Applicable {
  /** Those that make a difference to what the agent sees. */
  readonly values: FieldValues;
  /** Those of them that make one to what is stored: the agent's own value may have hidden what the answer brings back. */
  readonly stored: FieldValues;
  readonly skipped: readonly Skipped[];
}

/** Decides field by field. */
export function applicable(answered: FieldValues, situation: Situation): Applicable {
  const { object, current, form, atSending, isEditedSince } = situation;
  const applied: Record<string, FieldValue> = {};
  const stored: Record<string, FieldValue> = {};
  const skipped: Skipped[] = [];
  for (const [field, value] of Object.entries(withBothAddresses(answered, current))) {
    const now = current[field] ?? null;
    const seen = field in form ? (form[field] ?? null) : now;
    if (isSameValue(seen, value)) continue;
    const isStored = isSameValue(now, value);
    const isChanged = !isStored && !isSameValue(now, atSending[field] ?? null);
    const reason =
      NOT_KEPT[object][field] ??
      (isEditedSince(field) ? 'edited since the push was sent' : undefined) ??
      (isChanged ? 'changed elsewhere since the push was sent' : undefined);
    if (reason !== undefined) skipped.push({ field, reason });
    else {
      applied[field] = value;
      if (!isStored) stored[field] = value;
    }
  }
  return { values: applied, stored, skipped };
}

/**
 * An address is the first one or one of the others. Who makes another one the first and says nothing of the others takes none away:
 * the one that was the first is one of them.
 */
function withBothAddresses(answered: FieldValues, current: FieldValues): FieldValues {
  const { email, other_emails: others = listed(current['other_emails']) } = answered;
  if (email === undefined && answered['other_emails'] === undefined) return answered;
  const first = email === undefined ? (current['email'] ?? null) : email;
  const keyOf = (address: FieldValue): string | null => (typeof address === 'string' ? addressKey(address) : null);
  const isSwapped =
    typeof email === 'string' && listed(current['other_emails']).some((one) => keyOf(one) === keyOf(email));
  const former = current['email'] ?? null;
  const kept = isSwapped && answered['other_emails'] === undefined && typeof former === 'string' ? [former] : [];
  const rest = [...kept, ...listed(others)].filter((one) => keyOf(one) !== keyOf(first));
  return { ...answered, other_emails: rest };
}
