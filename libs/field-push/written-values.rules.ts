/** Values of fields as cases and customers keep them (field-push.md §7). */
import type { CaseUpdate } from '#cases/case-change.store.js';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { attributeFieldOf } from '#field-pushes/push-field.rules.js';
import { SEVERITIES, tagsText } from '#field-pushes/push-record.rules.js';
import type { FieldValue, FieldValues } from '#field-pushes/push-value.js';

/** What fields make of a case, its status apart. */
export function caseUpdateOf(
  values: FieldValues,
  attributes: readonly CustomAttribute[],
  labels: readonly string[],
): CaseUpdate {
  const { subject, content, priority_id: priority, tags, assignee_id: assignee, agent_group_id: group } = values;
  const custom = Object.entries(customValues(values, attributes));
  const set = custom.flatMap(([name, texts]): [string, readonly string[]][] => (texts ? [[name, texts]] : []));
  const remove = custom.flatMap(([name, texts]) => (texts ? [] : [name]));
  return {
    ...(typeof subject === 'string' && { subject }),
    ...(content !== undefined && { description: content as string | null }),
    ...(priority !== undefined && { severity: SEVERITIES[Number(priority) - 1] ?? 'medium' }),
    ...(tags !== undefined && { labels: labelsOf(tags, labels) }),
    ...(assignee !== undefined && { assigneeId: assignee === null ? null : String(assignee) }),
    ...(group !== undefined && { agentGroupId: group === null ? null : String(group) }),
    ...(custom.length > 0 && { customAttributes: { set: Object.fromEntries(set), remove } }),
  };
}

/** The names of tags, separated by commas, once each. */
export function tagsOf(value: FieldValue): readonly string[] {
  return [...new Set(piecesOf(String(value ?? '')))];
}

/** Labels with these tags. One that the record has stays one, though there is a comma in it. */
export function labelsOf(tags: FieldValue, labels: readonly string[]): readonly string[] {
  const pieces = piecesOf(String(tags ?? ''));
  const several = labels
    .map((label) => ({ label, pieces: piecesOf(label) }))
    .filter((one) => one.pieces.length > 1)
    .sort((one, other) => other.pieces.length - one.pieces.length);
  const found: string[] = [];
  for (let place = 0; place < pieces.length;) {
    const whole = several.find((one) => one.pieces.every((piece, offset) => pieces[place + offset] === piece));
    found.push(whole?.label ?? pieces[place] ?? '');
    place += whole?.pieces.length ?? 1;
  }
  return [...new Set(found)];
}

/** Tags as they are read once they are stored. */
export function withLabels(values: FieldValues, labels: readonly string[]): FieldValues {
  const { tags } = values;
  return tags === undefined ? values : { ...values, tags: tagsText(labelsOf(tags, labels)) };
}

function piecesOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** By name; null takes the attribute away. */
export function customValues(
  values: FieldValues,
  attributes: readonly CustomAttribute[],
): Readonly<Record<string, readonly string[] | null>> {
  const byId = new Map(attributes.map((attribute) => [attribute.id, attribute]));
  const entries = Object.entries(values).flatMap(([field, value]): [string, readonly string[] | null][] => {
    const attribute = byId.get(attributeFieldOf(field)?.id ?? '');
    if (!attribute) return [];
    if (typeof value !== 'object') return [[attribute.name, [String(value)]]];
    const texts = (value ?? []).map((id) => attribute.allowedValues[Number(id)] ?? '');
    return [[attribute.name, texts.length > 0 ? texts : null]];
  });
  return Object.fromEntries(entries);
}
