/** Custom attributes as a request names them, judged against what is configured (casemgr.md B-16, around-activity.md ACT-3). */
import type { Refusal } from '#runtime/errors/refusal.js';
import { customAttributeFault, normalValue } from './custom-attribute-value.rules.js';
import type { CustomAttributesBody } from './custom-attributes.body.js';
import type { CustomAttribute, CustomAttributeObject } from './partition-snapshot.js';

export interface NamedAttribute {
  readonly name: string;
  readonly values: readonly string[];
}

/** What was found about one attribute; without a reason nothing is wrong with it. */
export interface JudgedAttribute {
  /** What the fault is about: the attribute, its name or its values. */
  readonly path: string;
  readonly reason: string | undefined;
}

/** Judges each of a list at `path`, in its order. */
export function judgeCustomAttributes(
  attributes: readonly NamedAttribute[],
  path: string,
  find: (name: string) => CustomAttribute | undefined,
): readonly JudgedAttribute[] {
  const seen = new Set<string>();
  return attributes.map(({ name, values }, index) => {
    const attribute = find(name);
    const isTwice = seen.has(name);
    seen.add(name);
    const reason = isTwice ? 'is there twice' : customAttributeFault(attribute, values);
    const part = isTwice || attribute?.active !== true ? 'attribName' : 'attribValues.attribValue';
    return { path: reason === undefined ? `${path}[${index}]` : `${path}[${index}].${part}`, reason };
  });
}

/** The attributes that a body names, without the values that say nothing. */
export function attributesNamedIn({ customAttribute }: CustomAttributesBody): readonly NamedAttribute[] {
  return customAttribute.map(({ attribName, attribValues }) => {
    const values = attribValues?.attribValue?.map(({ value }) => value ?? '') ?? [];
    return { name: attribName, values: isEmpty(values) ? [] : values };
  });
}

/** Whether an edit takes these values for none (around-activity.md ACT-3, customers.md CUST-12). */
export function isEmpty(values: readonly string[]): boolean {
  return values.every((value) => value === '');
}

/** How stored custom attributes change. */
export interface CustomAttributeChange {
  readonly set: Readonly<Record<string, readonly string[]>>;
  readonly remove: readonly string[];
}

/** What an edit makes of custom attributes, or why it may not. */
export function readCustomAttributeChange(
  body: CustomAttributesBody,
  object: CustomAttributeObject,
  find: (object: CustomAttributeObject, name: string) => CustomAttribute | undefined,
  clause: string,
): { readonly change: CustomAttributeChange } | { readonly refusals: readonly Refusal[] } {
  const attributes = attributesNamedIn(body);
  const judged = judgeCustomAttributes(attributes, 'customAttributes.customAttribute', (name) => find(object, name));
  const refusals = judged.flatMap(({ path, reason }): Refusal[] =>
    reason === undefined ? [] : [{ code: '400-152', attribute: path, reason, clause }],
  );
  if (refusals.length > 0) return { refusals };
  const [kept, removed] = [
    attributes.filter(({ values }) => values.length > 0),
    attributes.filter(({ values }) => values.length === 0),
  ];
  return {
    change: {
      set: normalValues(kept, (name) => find(object, name)),
      remove: removed.map(({ name }) => name),
    },
  };
}

/** Values by name, in the form that they are kept in. */
export function normalValues(
  attributes: readonly NamedAttribute[],
  find: (name: string) => CustomAttribute | undefined,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    attributes.map(({ name, values }) => {
      const attribute = find(name);
      return [name, attribute ? values.map((value) => normalValue(attribute, value)) : values];
    }),
  );
}
