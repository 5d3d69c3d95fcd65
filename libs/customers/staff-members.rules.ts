/** What staff know of a customer besides (customers.md CUST-25): description, labels, language, organization, owner. */
import type { Refusal } from '#runtime/errors/refusal.js';
import { languageTag } from '#runtime/language.js';
import { isWireObject, type WireObject, type WireTree } from '#wire/tree.js';
import { at, textOf } from './customer-settings.rules.js';
import { memberPath } from './element.rules.js';

export const STAFF_MEMBER_NAMES = ['description', 'labels', 'language', 'organization', 'owner'] as const;

const MOST_LABELS = 75;
const CLAUSE = 'CUST-25';

export function staffMemberFaults(customer: WireObject, path: string): Refusal[] {
  const refuse = (attribute: string, reason: string): Refusal => {
    return { code: '400-152', attribute: memberPath(path, attribute), reason, clause: CLAUSE };
  };
  const language = textOf(at(customer, 'language.value')) ?? '';
  const isLanguage = language === '' || languageTag(language) !== undefined;
  return [
    ...(labelsIn(customer['labels']).length > MOST_LABELS ? [refuse('labels', `at most ${MOST_LABELS} labels`)] : []),
    ...(isLanguage ? [] : [refuse('language.value', 'the code of a language, such as en')]),
  ];
}

/** In the form in which they are kept; what is empty is as if it was left out, or in an edit taken away. */
export function withNormalMembers(customer: WireObject): WireObject {
  const { labels, language } = customer;
  const tag = isWireObject(language) ? (languageTag(textOf(language['value']) ?? '') ?? '') : undefined;
  return {
    ...customer,
    ...(labels !== undefined && { labels: [...labelsIn(labels)] }),
    ...(tag !== undefined && { language: { value: tag } }),
  };
}

function labelsIn(labels: WireTree | undefined): readonly string[] {
  return normalLabels((Array.isArray(labels) ? labels : []).map((label) => textOf(label) ?? ''));
}

/** Once each, without what is blank. */
export function normalLabels(labels: readonly string[]): readonly string[] {
  return [...new Set(labels.map((label) => label.trim()).filter((label) => label !== ''))];
}

/** Labels of two customers that become one; the first has those that there is no place for besides. */
export function joinedLabels(kept: unknown, gained: unknown): readonly string[] {
  const [own, others] = [kept, gained].map((labels) => (Array.isArray(labels) ? (labels as string[]) : []));
  return [...new Set([...(own ?? []), ...(others ?? [])])].slice(0, MOST_LABELS);
}

/** Whom a customer belongs to and who works for it, as it is kept. */
export interface CustomerReferences {
  readonly organizationId: string | null;
  readonly assigneeId: string | null;
  readonly agentGroupId: string | null;
}

export function referencesIn(details: WireObject): CustomerReferences {
  const idAt = (path: string): string | null => textOf(at(details, path)) || null;
  return {
    organizationId: idAt('organization.id'),
    assigneeId: idAt('owner.user.id'),
    agentGroupId: idAt('owner.group.id'),
  };
}
