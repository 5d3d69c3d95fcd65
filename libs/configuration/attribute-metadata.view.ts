import type { AnswerTree } from '#wire/xml-writer.js';
import type { CustomAttribute } from './partition-snapshot.js';

/** A custom attribute as the attribute metadata of its noun describes it (around-activity.md ACT-12). */
export function customAttributeMetadata(attribute: CustomAttribute): Readonly<Record<string, AnswerTree>> {
  const { name, dataType, size, allowedValues, multiSelect } = attribute;
  return {
    name: `custom.${name}`,
    attribName: name,
    dataType,
    dataSize: size,
    options: allowedValues.length === 0 ? null : { multiSelect, option: allowedValues.map((value) => ({ value })) },
  };
}
