/**
 * The fields of tickets and customers by the names of their receivers (field-push.md FS-1, FR-2): what is sent, what an answer
 * may set, and which fields change together.
 */
import type { PushedObject } from './field-push.js';

/** What is known of a custom attribute here. */
export interface AttributeFacts {
  readonly object: string;
  readonly dataType: string;
  readonly allowedValues: readonly string[];
}

const SENT: Readonly<Record<PushedObject, readonly string[]>> = {
  ticket: [
    'subject',
    'content',
    'customer.open_api_token',
    'customer.weixin_openid',
    'customer.weibo_openid',
    'customer.web_token',
    'customer.sdk_token',
    'customer.email',
    'customer.cellphone',
    'assignee_id',
    'agent_group_id',
    'priority_id',
    'status_id',
    'tags',
  ],
  customer: [
    'nick_name',
    'cellphone',
    'email',
    'other_emails',
    'description',
    'organization_id',
    'tags',
    'level',
    'organization',
    'lang',
    'owner_group_id',
    'owner_id',
  ],
};

/** Whether receivers are told of such a field; custom attributes apart. */
export function isSentField(object: PushedObject, field: string): boolean {
  return SENT[object].includes(field);
}

/** The fields of a ticket that another customer changes. */
export const FIELDS_OF_ITS_CUSTOMER = SENT.ticket.filter((field) => field.startsWith('customer.'));

/** A custom attribute as a field: its id and whether it is an enumeration. */
export interface AttributeField {
  readonly id: string;
  readonly isChoice: boolean;
}

/** `TextField_7` or `SelectField_7` taken apart; undefined for any other name. */
export function attributeFieldOf(field: string): AttributeField | undefined {
  const [, kind, id] = /^(Text|Select)Field_([1-9]\d{0,18})$/.exec(field) ?? [];
  return id === undefined ? undefined : { id, isChoice: kind === 'Select' };
}

/** The name of a custom attribute as a field: enumerations are SelectField, all others TextField. */
export function attributeFieldName(id: string, { dataType, allowedValues }: AttributeFacts): string {
  return `${isEnumeration(dataType, allowedValues) ? 'Select' : 'Text'}Field_${id}`;
}

function isEnumeration(dataType: string, allowedValues: readonly string[]): boolean {
  return dataType === 'stringList' || allowedValues.length > 0;
}

/** What custom attributes of tickets and customers are configured for. */
export function attributeObjectOf(object: PushedObject): 'case' | 'customer' {
  return object === 'ticket' ? 'case' : 'customer';
}

/** Why a field cannot be pushed, or undefined when it can. */
export function fieldFault(
  object: PushedObject,
  field: string,
  findAttribute: (id: string) => AttributeFacts | undefined,
): string | undefined {
  if (isSentField(object, field)) return undefined;
  const named = attributeFieldOf(field);
  if (!named) return `a ${object} has no field of this name`;
  const attribute = findAttribute(named.id);
  if (attribute?.object !== attributeObjectOf(object)) return `there is no custom attribute ${named.id} of a ${object}`;
  const expected = attributeFieldName(named.id, attribute);
  return expected === field ? undefined : `the custom attribute ${named.id} is called ${expected}`;
}

/** Fields that are pushed together: a change of one is a change of all (field-push.md FW-5). */
const EMAILS = ['email', 'other_emails'];

/** The fields that a push of these fields watches and sends. */
export function watchedFields(fields: readonly string[]): readonly string[] {
  return fields.some((field) => EMAILS.includes(field)) ? [...new Set([...fields, ...EMAILS])] : fields;
}
