/** What customers are searched by (customers.md CUST-15), as SQL conditions that the indexes of the tables answer. */
import { addressKey } from '#email-address/email-address.rules.js';
import type { SqlParameters } from '#storage/sql-parameters.js';
import type { TimeRange } from '#wire/time-range.rules.js';
import type { CustomerType } from './new-customer.rules.js';

/** All that are given must match. */
export interface CustomerFilter {
  readonly email?: string | undefined;
  /** Digits. */
  readonly phone?: string | undefined;
  readonly social?: readonly { readonly type: string; readonly id: string }[] | undefined;
  readonly custom?: readonly { readonly name: string; readonly value: string }[] | undefined;
  readonly created?: TimeRange | undefined;
  readonly type?: CustomerType | undefined;
  /** Beginnings of words of the name. */
  readonly nameParts?: readonly string[] | undefined;
  readonly departmentId?: string | undefined;
}

/** The condition on the alias `c` of customers. Obfuscated customers are found by their ids only. */
export function matchingCustomers(filter: CustomerFilter, parameters: SqlParameters): string {
  const { email, phone, social = [], custom = [], created = {}, type, nameParts, departmentId } = filter;
  const add = (value: unknown, sqlType: string): string => parameters.add(value, sqlType);
  return [
    'c.obfuscated_at IS NULL',
    email !== undefined && hasPoint(`p.email_key = ${add(addressKey(email), 'text')}`),
    phone !== undefined && hasPoint(`p.type = 'phone' AND phone_keys(p.details) @> ${add([phone], 'text[]')}`),
    ...social.map((account) =>
      hasPoint(`p.type = 'social' AND p.details -> 'type' ->> 'value' = ${add(account.type, 'text')}
        AND lower(p.details ->> 'socialId') = lower(${add(account.id, 'text')})`),
    ),
    ...custom.map(
      ({ name, value }) => `c.details -> 'customAttributes' @> ${add(JSON.stringify({ [name]: [value] }), 'jsonb')}`,
    ),
    created.from && `c.created_at >= ${add(created.from, 'timestamptz')}`,
    created.to && `c.created_at < ${add(afterMillisecond(created.to), 'timestamptz')}`,
    type !== undefined && `c.type = ${add(type, 'text')}`,
    nameParts && hasName(add(nameParts.map((part) => `${quoted(part)}:*`).join(' & '), 'text')),
    departmentId !== undefined && `(c.department_id IS NULL OR c.department_id = ${add(departmentId, 'bigint')})`,
  ]
    .filter((condition) => typeof condition === 'string')
    .join(' AND ');
}

function hasPoint(condition: string): string {
  return `c.id IN (SELECT p.customer_id FROM contact_points p WHERE ${condition})`;
}

/** The expressions are those of the indexes `customers_name_idx` and `contacts_name_idx`. */
function hasName(words: string): string {
  return `c.id IN (
    SELECT n.id FROM customers n
    WHERE to_tsvector('simple', coalesce(n.customer_name, '')) @@ to_tsquery('simple', ${words})
    UNION ALL
    SELECT n.customer_id FROM contacts n
    WHERE to_tsvector('simple', coalesce(n.first_name, '') || ' ' || coalesce(n.middle_name, '') || ' ' ||
      coalesce(n.last_name, '')) @@ to_tsquery('simple', ${words}))`;
}

/** A word as a text search query quotes it. */
function quoted(part: string): string {
  return `'${part.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** The end of a range belongs to it, and answers show milliseconds. */
function afterMillisecond(moment: Date): Date {
  return new Date(moment.getTime() + 1);
}
