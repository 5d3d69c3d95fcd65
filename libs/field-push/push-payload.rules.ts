/** What is sent (field-push.md FS-1, FS-2): the configured fields, changed or not, and the context of the occasion beside them. */
import type { PayloadStyle, PushedObject } from '#field-pushes/field-push.js';
import { attributeFieldOf, watchedFields } from '#field-pushes/push-field.rules.js';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import type { WireObject, WireTree } from '#wire/tree.js';
import { listed, type FieldValue, type PushedRecord } from '#field-pushes/push-value.js';

interface Configured {
  readonly object: PushedObject;
  readonly fields: readonly string[];
  readonly payloadStyle: PayloadStyle;
}

export type FindAttribute = (id: string) => CustomAttribute | undefined;

/** The body of a request, as text. */
export function payloadOf(
  push: Configured,
  record: Pick<PushedRecord, 'values' | 'phoneIds'>,
  context: WireObject,
  findAttribute: FindAttribute,
): string {
  const fields = watchedFields(push.fields).map((field) =>
    memberOf(field, record.values[field] ?? null, push.payloadStyle, record.phoneIds, findAttribute),
  );
  return JSON.stringify({ [push.object]: Object.fromEntries(fields), ...context });
}

function memberOf(
  field: string,
  value: FieldValue,
  style: PayloadStyle,
  phoneIds: PushedRecord['phoneIds'],
  findAttribute: FindAttribute,
): [string, WireTree] {
  if (field === 'cellphone') return phonesMember(listed(value), style, phoneIds);
  if (field === 'customer.cellphone') return [field, phonesMember(listed(value), style, phoneIds)[1]];
  if (field === 'other_emails') return [field, [...listed(value)]];
  const named = attributeFieldOf(field);
  if (named?.isChoice) return [field, choices(listed(value), style, findAttribute(named.id))];
  return [field, typeof value === 'object' && value !== null ? [...value] : value];
}

function phonesMember(
  numbers: readonly string[],
  style: PayloadStyle,
  phoneIds: PushedRecord['phoneIds'],
): [string, WireTree] {
  if (style === 'example') return ['cellphones_attributes', [...numbers]];
  const withId = (content: string): WireObject => {
    const id = phoneIds[content];
    return id === undefined ? { content } : { content, id };
  };
  return ['cellphone', numbers.map(withId)];
}

function choices(ids: readonly string[], style: PayloadStyle, attribute: CustomAttribute | undefined): WireTree {
  if (style === 'example') return [...ids];
  return ids.map((id) => ({ value: id, text: attribute?.allowedValues[Number(id)] ?? '' }));
}

/** Values that show what each field looks like, for a test that is not about any record (field-push.md FQ-3). */
export function sampleRecord(push: Configured, findAttribute: FindAttribute): PushedRecord {
  const values = watchedFields(push.fields).map((field) => [field, sampleValue(field, findAttribute)]);
  return {
    object: push.object,
    values: Object.fromEntries(values) as PushedRecord['values'],
    phoneIds: { [SAMPLE_PHONE]: '1' },
    labels: [],
  };
}

const SAMPLE_PHONE = '15900000000';

const SAMPLES: Readonly<Record<string, FieldValue>> = {
  cellphone: [SAMPLE_PHONE],
  'customer.cellphone': [SAMPLE_PHONE],
  email: 'sample@example.com',
  other_emails: ['second@example.com'],
  'customer.email': 'sample@example.com',
  level: 'normal',
  lang: 'en-us',
  status_id: 1,
  priority_id: 3,
  organization_id: '1',
  owner_id: 1,
  owner_group_id: 1,
  assignee_id: 1,
  agent_group_id: 1,
};

function sampleValue(field: string, findAttribute: FindAttribute): FieldValue {
  const named = attributeFieldOf(field);
  if (named?.isChoice) return findAttribute(named.id)?.allowedValues.length ? ['0'] : [];
  return field in SAMPLES ? (SAMPLES[field] ?? null) : 'sample';
}
