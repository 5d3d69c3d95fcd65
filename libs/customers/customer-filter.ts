/** What customers are searched by (customers.md CUST-15), as SQL conditions that the indexes of the tables answer. */
import { addressKey } from '#email-address/email-address.rules.js';
import type { Queryable } from '#storage/database.js';
import { idsIfFew, isOneOf } from '#storage/few-ids.js';
import { SqlParameters } from '#storage/sql-parameters.js';
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

/** Customers with a name: few, by their ids, or `many`, and how each of those is asked. */
type Named = { readonly ids: string } | { readonly words: string };

/** Visible or not: the index of names is asked past row-level security, which would keep it from being used. */
export async function customersNamed(queryable: Queryable, nameParts: readonly string[]): Promise<Named> {
  const words = nameParts.map((part) => `${quoted(part)}:*`).join(' & ');
  const parameters = new SqlParameters();
  const query = `to_tsquery('simple', ${parameters.add(words, 'text')})`;
  const found = (most: number) => `SELECT id FROM customers_named(${query}, ${most}) AS named(id)`;
  const ids = await idsIfFew(queryable, found, parameters);
  return ids === undefined ? { words } : { ids };
}

/** The condition on the alias `c` of customers; `named` are those of the `nameParts`. Obfuscated ones are found by their ids only. */
export function matchingCustomers(filter: CustomerFilter, named: Named | undefined, parameters: SqlParameters): string {
  const { email, phone, social = [], custom = [], created = {}, type, departmentId } = filter;
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
    named && ('ids' in named ? isOneOf('c.id', named.ids, parameters) : hasName(add(named.words, 'text'))),
    departmentId !== undefined && `(c.department_id IS NULL OR c.department_id = ${add(departmentId, 'bigint')})`,
  ]
    .filter((condition) => typeof condition === 'string')
    .join(' AND ');
}

function hasPoint(condition: string): string {
  return `c.id IN (SELECT p.customer_id FROM contact_points p WHERE ${condition})`;
}

/** Asked of one customer after the other, which an aggregate cannot be but. */
function hasName(words: string): string {
  const query = `to_tsquery('simple', ${words})`;
  return `(to_tsvector('simple', coalesce(c.customer_name, '')) @@ ${query} OR coalesce((
    SELECT bool_or(to_tsvector('simple', concat_ws(' ', n.first_name, n.middle_name, n.last_name)) @@ ${query})
    FROM contacts n WHERE n.customer_id = c.id), false))`;
}

/** A word as a text search query quotes it. */
function quoted(part: string): string {
  return `'${part.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** The end of a range belongs to it, and answers show milliseconds. */
function afterMillisecond(moment: Date): Date {
  return new Date(moment.getTime() + 1);
}
