/** Values of custom attributes as a header writes them (mail-gateway.md MX-16). */
import { customAttributeFault, normalValue } from '#configuration/custom-attribute-value.rules.js';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const AFFIRMATIVE = ['true', 'yes', '1'];
const NEGATIVE = ['false', 'no', '0'];

/** The values to store, or why there are none. */
export function readCustomValue(attribute: CustomAttribute, text: string): { values: string[] } | { reason: string } {
  const written = attribute.multiSelect ? text.split(',').map((value) => value.trim()) : [text];
  const values = [...new Set(written.filter((value) => value !== '').map((value) => canonical(attribute, value)))];
  if (values.length === 0) return { reason: 'is empty' };
  const reason = customAttributeFault(attribute, values);
  return reason === undefined ? { values } : { reason };
}

/** Options in any case; yes and no in any of their words where the options are such a pair; a date is its midnight in UTC. */
function canonical(attribute: CustomAttribute, value: string): string {
  const { dataType, allowedValues } = attribute;
  const wanted = value.toLowerCase();
  const option = allowedValues.find((allowed) => allowed.toLowerCase() === wanted);
  if (option !== undefined) return option;
  if (allowedValues.length > 0) return answerAmong(allowedValues, wanted) ?? value;
  return normalValue(attribute, dataType === 'datetime' && DATE.test(value) ? `${value}T00:00:00Z` : value);
}

function answerAmong(options: readonly string[], wanted: string): string | undefined {
  const pair = [AFFIRMATIVE, NEGATIVE].map((words) => options.filter((option) => words.includes(option.toLowerCase())));
  if (options.length !== 2 || pair.some(({ length }) => length !== 1)) return undefined;
  if (AFFIRMATIVE.includes(wanted)) return pair[0]?.[0];
  return NEGATIVE.includes(wanted) ? pair[1]?.[0] : undefined;
}
