/** Bodies of edit sessions and occasions (field-push.md FW-1, FW-2). */
import { OCCASIONS, PUSHED_OBJECTS, type Occasion, type PushedObject } from '#field-pushes/field-push.js';
import type { FieldValue, FieldValues } from '#field-pushes/push-value.js';
import type { Refusal, Refusals } from '#runtime/errors/refusal.js';
import { isWireObject, type WireObject, type WireTree } from '#wire/tree.js';
import { readField, type FieldRules } from './field-input.rules.js';
import { readPushContext } from './push-context.rules.js';

/** What a form is about: a record, or a draft that has no id yet. */
export interface EditInput {
  readonly object: PushedObject;
  readonly recordId: string | null;
  readonly values: FieldValues;
  readonly context: WireObject;
}

const LONGEST_ID = 19;

export type Outcome<Value> = { readonly value: Value } | { readonly refusals: Refusals };

export function readSessionOpening(tree: WireTree, rules: FieldRules): Outcome<EditInput> {
  return readInput(tree, ['object', 'id', 'values', 'context'], 'change', rules);
}

export function readOccasion(tree: WireTree, rules: FieldRules): Outcome<EditInput & { readonly kind: Occasion }> {
  const kinds = OCCASIONS.filter((occasion) => occasion !== 'change');
  const sent = isWireObject(tree) ? tree['kind'] : undefined;
  const kind = kinds.find((occasion) => occasion === sent);
  if (kind === undefined) {
    const reason = `one of ${kinds.join(', ')}`;
    return { refusals: [refusal(sent === undefined ? '400-146' : '400-152', 'kind', reason)] };
  }
  const read = readInput(tree, ['kind', 'object', 'id', 'values', 'context'], kind, rules);
  return 'refusals' in read ? read : { value: { ...read.value, kind } };
}

/** What a form has now: the values that are left out stay as they were, and so does a context that is left out as a whole. */
export interface FormChange {
  readonly values: FieldValues;
  readonly context: WireObject | undefined;
}

export function readFormChange(tree: WireTree, object: PushedObject, rules: FieldRules): Outcome<FormChange> {
  if (!isWireObject(tree)) return { refusals: [refusal('400-152', 'body', 'one object is expected')] };
  const refusals = unknownMembers(tree, ['values', 'context']);
  const read = readValues(tree['values'], object, rules);
  if (tree['values'] === undefined) refusals.push(refusal('400-146', 'values', 'it is required'));
  const sent = readPushContext('change', tree['context']);
  const faults = 'refusals' in sent ? sent.refusals : [];
  const context = 'context' in sent && isWireObject(tree['context']) ? sent.context : undefined;
  return settled([...refusals, ...read.refusals, ...faults], { values: read.values, context });
}

function readInput(
  tree: WireTree,
  members: readonly string[],
  occasion: Occasion,
  rules: FieldRules,
): Outcome<EditInput> {
  if (!isWireObject(tree)) return { refusals: [refusal('400-152', 'body', 'one object is expected')] };
  const refusals = unknownMembers(tree, members);
  const object = PUSHED_OBJECTS.find((name) => name === tree['object']);
  if (object === undefined) {
    const code = tree['object'] === undefined ? '400-146' : '400-152';
    return { refusals: [refusal(code, 'object', `one of ${PUSHED_OBJECTS.join(', ')}`), ...refusals] };
  }
  const { id = null } = tree;
  const recordId = id === null ? null : String(typeof id === 'object' ? '' : id);
  if (recordId !== null && (recordId === '' || recordId.length > LONGEST_ID)) {
    refusals.push(refusal('400-152', 'id', `an id of at most ${LONGEST_ID} digits`));
  }
  const read = readValues(tree['values'], object, rules);
  const context = readPushContext(occasion, tree['context']);
  const faults = 'refusals' in context ? context.refusals : [];
  const input = { object, recordId, values: read.values, context: 'context' in context ? context.context : {} };
  return settled([...refusals, ...read.refusals, ...faults], input);
}

function readValues(tree: WireTree | undefined, object: PushedObject, rules: FieldRules) {
  const values: Record<string, FieldValue> = {};
  const refusals: Refusal[] = [];
  if (tree === undefined || tree === null) return { values, refusals };
  if (!isWireObject(tree)) return { values, refusals: [refusal('400-152', 'values', 'it must be an object')] };
  for (const [name, member] of Object.entries(tree)) {
    const input = readField(object, name, member, rules);
    const path = `values.${name}`;
    if ('isUnknown' in input) refusals.push(refusal('400-147', path, `a ${object} has no such field to be edited`));
    else if ('fault' in input) refusals.push(refusal('400-152', path, `it ${input.fault}`));
    else values[input.field] = input.value;
  }
  return { values, refusals };
}

function unknownMembers(tree: WireObject, members: readonly string[]): Refusal[] {
  const unknown = Object.keys(tree).filter((name) => !members.includes(name));
  return unknown.map((name) => refusal('400-147', name, 'there is no such attribute'));
}

function settled<Value>([first, ...others]: readonly Refusal[], value: Value): Outcome<Value> {
  return first ? { refusals: [first, ...others] } : { value };
}

function refusal(code: Refusal['code'], attribute: string, reason: string): Refusal {
  return { code, attribute, reason, clause: 'FW-1' };
}
