/** Values of fields as cases and customers keep them (field-push.md §7). */
import type { CaseUpdate } from '#cases/case-change.store.js';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { attributeFieldOf } from '#field-pushes/push-field.rules.js';
import { SEVERITIES } from '#field-pushes/push-record.rules.js';
import type { FieldValue, FieldValues } from '#field-pushes/push-value.js';

/** What fields make of a case, its status apart. */
export function caseUpdateOf(values: FieldValues, attributes: readonly CustomAttribute[]): CaseUpdate {
  const { subject, content, priority_id: priority, tags, assignee_id: assignee, agent_group_id: group } = values;
  const custom = Object.entries(customValues(values, attributes));
  const set = custom.flatMap(([name, texts]): [string, readonly string[]][] => (texts ? [[name, texts]] : []));
  const remove = custom.flatMap(([name, texts]) => (texts ? [] : [name]));
  return {
    ...(typeof subject === 'string' && { subject }),
    ...(content !== undefined && { description: content as string | null }),
    ...(priority !== undefined && { severity: SEVERITIES[Number(priority) - 1] ?? 'medium' }),
    ...(tags !== undefined && { labels: tagsOf(tags) }),
    ...(assignee !== undefined && { assigneeId: assignee === null ? null : String(assignee) }),
    ...(group !== undefined && { agentGroupId: group === null ? null : String(group) }),
    ...(custom.length > 0 && { customAttributes: { set: Object.fromEntries(set), remove } }),
  };
}

/** Labels, separated by commas. */
export function tagsOf(value: FieldValue): readonly string[] {
  const names = String(value ?? '').split(',');
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
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
