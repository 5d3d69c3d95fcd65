/** What of an answer is applied (field-push.md FR-2, FR-3): all of it that may be, or nothing and why. */
import { addressKey } from '#email-address/email-address.rules.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { isSameValue, listed, type FieldValue, type FieldValues } from '#field-pushes/push-value.js';
import { isWireObject, type WireObject } from '#wire/tree.js';
import { isEcho } from './echo.rules.js';
import { canonicalName, readField, type FieldRules } from './field-input.rules.js';
import { isSentField } from '#field-pushes/push-field.rules.js';

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

export interface AnswerReading extends FieldRules {
  /** What the receiver was sent, with all that the record or draft held besides. */
  readonly sent: FieldValues;
  /** What was stored then. */
  readonly stored: FieldValues;
}

/**
 * The fields of an answer. What says again what was sent wants nothing; members that no answer may set are left out, each with
 * that reason; one bad value refuses all.
 */
export function readAnswerFields(object: PushedObject, answer: WireObject, reading: AnswerReading): ReadAnswer {
  const tree = answer[object];
  if (tree === undefined || tree === null) return { values: {}, skipped: [] };
  if (!isWireObject(tree)) return { fault: `${object} in the answer is not an object` };
  const members = Object.entries(tree);
  if (members.length > MOST_MEMBERS) return { fault: `the answer has more than ${MOST_MEMBERS} fields` };
  const { sent, stored: known, findAttribute, levels } = reading;
  const values: Record<string, FieldValue> = {};
  const skipped: Skipped[] = [];
  for (const [name, member] of members) {
    const field = canonicalName(name);
    const isSent = Object.hasOwn(sent, field) || isSentField(object, field);
    if (isSent && isEcho(field, member, sent[field] ?? null)) continue;
    const input = readField(object, name, member, { findAttribute, levels, known });
    if ('fault' in input) return { fault: `${input.field} in the answer ${input.fault}` };
    if ('isUnknown' in input) {
      skipped.push({ field: name.slice(0, LONGEST_NAME).toWellFormed(), reason: 'not a field that an answer may set' });
    } else if (!Object.hasOwn(sent, field) || !isSameValue(input.value, sent[field] ?? null))
      values[field] = input.value;
  }
  return { values, skipped };
}

export interface Situation {
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
  const { current, form, atSending, isEditedSince } = situation;
  const applied: Record<string, FieldValue> = {};
  const stored: Record<string, FieldValue> = {};
  const skipped: Skipped[] = [];
  const seenIn = (field: string): FieldValue => (field in form ? (form[field] ?? null) : (current[field] ?? null));
  const different = Object.entries(answered).filter(([field, value]) => !isSameValue(seenIn(field), value));
  for (const [field, value] of Object.entries(withBothAddresses(Object.fromEntries(different), current))) {
    const now = current[field] ?? null;
    if (isSameValue(seenIn(field), value)) continue;
    const isStored = isSameValue(now, value);
    const isChanged = !isStored && !isSameValue(now, atSending[field] ?? null);
    const reason =
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

/** What an edit of a closed case may not say either (around-activity.md CASE-4, CASE-7). */
const OF_OPEN_CASES = ['status_id', 'customer_id'];

/** Why values are not for a closed case; undefined when they are. */
export function closedCaseFault(values: FieldValues): string | undefined {
  const field = OF_OPEN_CASES.find((name) => name in values);
  return field && `${field} in the answer cannot be set: the case is closed`;
}

/**
 * An address is the first one or one of the others, and keeps its spelling. Who makes another one the first and says nothing of
 * the others takes none away: the one that was the first is one of them. Who takes the first one away makes the next the first.
 */
function withBothAddresses(answered: FieldValues, current: FieldValues): FieldValues {
  const { email: saidFirst, other_emails: saidOthers } = answered;
  if (saidFirst === undefined && saidOthers === undefined) return answered;
  const [former, formerOthers] = [addressIn(current['email']), listed(current['other_emails'])];
  const held = new Map([...formerOthers, ...(former === null ? [] : [former])].map((one) => [addressKey(one), one]));
  const spelled = (address: string): string => held.get(addressKey(address)) ?? address;
  const first = saidFirst === undefined ? former : addressIn(saidFirst);
  const isSwapped = saidFirst !== undefined && first !== null && formerOthers.includes(spelled(first));
  const kept = isSwapped && saidOthers === undefined && former !== null ? [former] : [];
  const others = [...kept, ...listed(saidOthers ?? formerOthers)].map(spelled);
  if (first === null) {
    const [next = null, ...rest] = others;
    return { ...answered, email: next, other_emails: rest };
  }
  const rest = others.filter((one) => addressKey(one) !== addressKey(first));
  return { ...answered, ...(saidFirst !== undefined && { email: spelled(first) }), other_emails: rest };
}

function addressIn(value: FieldValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
