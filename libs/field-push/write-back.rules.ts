/** What of an answer is applied (field-push.md FR-2, FR-3): all of it that may be, or nothing and why. */
import type { PushedObject } from '#field-pushes/field-push.js';
import { isSameValue, type FieldValue, type FieldValues } from '#field-pushes/push-value.js';
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
    const input = readField(object, name, member, findAttribute);
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
    agent_group_id: 'cases have no group of agents here',
    assignee_id: 'cases have no assignee here',
  },
  customer: { owner_group_id: 'it is a group that the owner is in' },
};

export interface Situation {
  readonly object: PushedObject;
  /** What the agent sees, or for a draft has entered, at the time of applying. */
  readonly current: FieldValues;
  /** What the form holds, saved or not: what it has already is left to whoever saves it. */
  readonly form: FieldValues;
  /** As it was when the push was sent. */
  readonly atSending: FieldValues;
  /** Set by the agent after the push was sent. */
  readonly isEditedSince: (field: string) => boolean;
}

/** Those of an answer's values that make a difference, and those that may not be applied. */
export function applicable(
  values: FieldValues,
  { object, current, form, atSending, isEditedSince }: Situation,
): { readonly values: FieldValues; readonly skipped: readonly Skipped[] } {
  const applied: Record<string, FieldValue> = {};
  const skipped: Skipped[] = [];
  for (const [field, value] of Object.entries(values)) {
    const now = current[field] ?? null;
    if (isSameValue(field, now, value)) continue;
    if (field in form && isSameValue(field, form[field] ?? null, value)) continue;
    const reason =
      NOT_KEPT[object][field] ??
      (isEditedSince(field) ? 'edited since the push was sent' : undefined) ??
      (isSameValue(field, now, atSending[field] ?? null) ? undefined : 'changed elsewhere since the push was sent');
    if (reason === undefined) applied[field] = value;
    else skipped.push({ field, reason });
  }
  return { values: applied, skipped };
}
