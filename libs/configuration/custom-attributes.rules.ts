/** Custom attributes as a request names them, judged against what is configured (casemgr.md B-16, around-activity.md ACT-3). */
import type { Refusal } from '#runtime/errors/refusal.js';
import { customAttributeFault } from './custom-attribute-value.rules.js';
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

/** How stored custom attributes change. */
export interface CustomAttributeChange {
  readonly set: Readonly<Record<string, readonly string[]>>;
  readonly remove: readonly string[];
}

/** What an edit makes of custom attributes, or why it may not. */
export function readCustomAttributeChange(
  { customAttribute }: CustomAttributesBody,
  object: CustomAttributeObject,
  find: (object: CustomAttributeObject, name: string) => CustomAttribute | undefined,
  clause: string,
): { readonly change: CustomAttributeChange } | { readonly refusals: readonly Refusal[] } {
  const attributes = customAttribute.map(({ attribName, attribValues }) => ({
    name: attribName,
    values: attribValues.attribValue.map(({ value }) => value),
  }));
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
      set: Object.fromEntries(kept.map(({ name, values }) => [name, values])),
      remove: removed.map(({ name }) => name),
    },
  };
}
