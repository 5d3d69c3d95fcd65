/** Tickets and customers in the names and numbers of receivers (field-push.md §7). */
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { attributeFieldName } from './push-field.rules.js';
import type { FieldValue, FieldValues, PushedRecord } from './push-value.js';

export interface PhoneFacts {
  readonly id: string;
  readonly content: string;
}

interface CustomerPoints {
  /** The first one is the primary one. */
  readonly emails: readonly string[];
  readonly phones: readonly PhoneFacts[];
  readonly tokens: Readonly<Record<string, string>> | null;
}

export interface TicketFacts extends CustomerPoints {
  readonly customerId: string;
  readonly subject: string;
  readonly description: string | null;
  /** The exact one: new, open, pending, resolved, closed. */
  readonly status: string;
  readonly severity: string;
  readonly assigneeId: string | null;
  readonly agentGroupId: string | null;
  readonly labels: readonly string[];
  readonly customAttributes: Readonly<Record<string, readonly string[]>>;
}

export interface CustomerFacts extends CustomerPoints {
  readonly type: string;
  readonly customerName: string | null;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly description: string | null;
  readonly organizationId: string | null;
  readonly organization: string | null;
  readonly labels: readonly string[];
  readonly level: string | null;
  readonly language: string | null;
  readonly ownerId: string | null;
  readonly ownerGroupId: string | null;
  readonly customAttributes: Readonly<Record<string, readonly string[]>>;
}

/** The number of a status, and the exact status that the number makes of a case. */
const STATUS_IDS: Readonly<Record<string, number>> = { new: 1, open: 1, resolved: 2, closed: 3, pending: 4 };
export const STATUSES: Readonly<Record<number, 'open' | 'resolved' | 'closed' | 'pending'>> = {
  1: 'open',
  2: 'resolved',
  3: 'closed',
  4: 'pending',
};

export const SEVERITIES = ['urgent', 'high', 'medium', 'low'] as const;

const TOKENS = ['open_api_token', 'weixin_openid', 'weibo_openid', 'web_token', 'sdk_token'];

export function ticketRecord(facts: TicketFacts, attributes: readonly CustomAttribute[]): PushedRecord {
  const { emails, phones, tokens } = facts;
  const severity = SEVERITIES.findIndex((name) => name === facts.severity);
  const values: FieldValues = {
    subject: facts.subject,
    content: facts.description,
    // Never sent, and an answer may set it.
    customer_id: idNumber(facts.customerId),
    ...Object.fromEntries(TOKENS.map((name) => [`customer.${name}`, tokens?.[name] ?? null])),
    'customer.email': emails[0] ?? null,
    'customer.cellphone': phones.map(({ content }) => content),
    assignee_id: idNumber(facts.assigneeId),
    agent_group_id: idNumber(facts.agentGroupId),
    priority_id: severity === -1 ? null : severity + 1,
    status_id: STATUS_IDS[facts.status] ?? null,
    tags: tagsText(facts.labels),
    ...attributeValues(facts.customAttributes, attributes, 'case'),
  };
  return { object: 'ticket', values, phoneIds: phoneIdsOf(phones), labels: facts.labels };
}

export function customerRecord(facts: CustomerFacts, attributes: readonly CustomAttribute[]): PushedRecord {
  const { type, customerName, firstName, middleName, lastName, emails, phones } = facts;
  const [email = null, ...otherEmails] = emails;
  const personName = [firstName, middleName, lastName].filter((name) => name !== null && name !== '').join(' ');
  const values: FieldValues = {
    nick_name: type === 'individual' ? personName || null : customerName,
    cellphone: phones.map(({ content }) => content),
    email,
    other_emails: otherEmails,
    description: facts.description,
    organization_id: facts.organizationId,
    tags: tagsText(facts.labels),
    level: facts.level,
    organization: facts.organization,
    lang: facts.language,
    owner_group_id: idNumber(facts.ownerGroupId),
    owner_id: idNumber(facts.ownerId),
    ...attributeValues(facts.customAttributes, attributes, 'customer'),
  };
  return { object: 'customer', values, phoneIds: phoneIdsOf(phones), labels: facts.labels };
}

/** Labels, separated by commas. */
export function tagsText(labels: readonly string[]): string | null {
  return labels.length > 0 ? labels.join(',') : null;
}

function idNumber(id: string | null): number | null {
  return id === null ? null : Number(id);
}

function phoneIdsOf(phones: readonly PhoneFacts[]): Record<string, string> {
  return Object.fromEntries(phones.map(({ id, content }) => [content, id]));
}

function attributeValues(
  stored: Readonly<Record<string, readonly string[]>>,
  attributes: readonly CustomAttribute[],
  object: 'case' | 'customer',
): Record<string, FieldValue> {
  const own = attributes.filter((attribute) => attribute.object === object);
  return Object.fromEntries(
    own.map((attribute) => {
      const values = stored[attribute.name] ?? [];
      const name = attributeFieldName(attribute.id, attribute);
      return [name, name.startsWith('Select') ? optionIds(values, attribute) : values.join(',') || null];
    }),
  );
}

/** The id of an option is its place in the list of values (docs/decisions/0071). */
function optionIds(values: readonly string[], { allowedValues }: CustomAttribute): readonly string[] {
  return values
    .map((value) => allowedValues.indexOf(value))
    .filter((place) => place !== -1)
    .map(String);
}
