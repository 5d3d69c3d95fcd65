import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import type { Queryable } from '#storage/database.js';
import {
  countAll,
  findPage,
  IF_ANY,
  momentKey,
  pageById,
  pageByKey,
  textKey,
  type Candidates,
  type FoundPage,
  type KeysetPage,
} from '#storage/keyset-page.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import { customersNamed, matchingCustomers, type CustomerFilter } from './customer-filter.js';
import { visibleCustomers, type CustomerReader } from './customer-visibility.js';
import type { CustomerType, ContactPointType } from './new-customer.rules.js';

/** JSON as it was stored with a customer, contact or contact point. */
export type Details = Readonly<Record<string, unknown>>;

export interface ContactPointRow {
  readonly id: string;
  readonly type: ContactPointType;
  readonly emailAddress: string | null;
  readonly isPrimary: boolean;
  readonly isVerified: boolean;
  readonly details: Details;
}

export interface ContactRow {
  readonly id: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly details: Details;
  readonly contactPoints: readonly ContactPointRow[];
}

/** Names beside ids (customers.md CUST-25). */
export interface NamedReferences {
  readonly user: { readonly id: string; readonly firstName: string | null; readonly lastName: string | null } | null;
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly organization: { readonly id: string; readonly customerName: string | null } | null;
}

export interface CustomerRow {
  readonly id: string;
  readonly externalId: string | null;
  readonly type: CustomerType;
  readonly departmentId: string | null;
  readonly departmentName: string | null;
  readonly customerName: string | null;
  readonly groupType: string | null;
  readonly details: Details;
  /** Whom the details refer to, as far as the reader may know; undefined where nobody looked. */
  readonly named?: NamedReferences;
  readonly createdAt: Date;
  readonly createdBy: ActorRecord | null;
  readonly lastModifiedAt: Date;
  readonly lastModifiedBy: ActorRecord | null;
  readonly isObfuscated: boolean;
  readonly contacts: readonly ContactRow[];
}

/** A customer, and an id that it was asked for by: its own, or one that was merged into it (customers.md CUST-21). */
export interface FoundCustomer {
  readonly wantedId: string;
  readonly customer: CustomerRow;
}

const NAMED = `
  CASE WHEN c.details ?| '{owner,organization}' THEN jsonb_build_object(
    'user', (SELECT jsonb_build_object('id', u.id::text, 'firstName', u.first_name, 'lastName', u.last_name) FROM users u
      WHERE u.id = (c.details #>> '{owner,user,id}')::bigint),
    'group', (SELECT jsonb_build_object('id', g.id::text, 'name', g.name) FROM groups g
      WHERE g.id = (c.details #>> '{owner,group,id}')::bigint),
    'organization', (SELECT jsonb_build_object('id', o.id::text, 'customerName', o.customer_name) FROM customers o
      WHERE o.id = (c.details #>> '{organization,id}')::bigint)) END`;

/** Contacts and contact points are the oldest first, so that the first address is the one a customer began with. */
const COLUMNS = `
  c.id, c.external_id AS "externalId", c.type, c.department_id AS "departmentId", d.name AS "departmentName",
  c.customer_name AS "customerName", c.group_type AS "groupType", c.details, ${NAMED} AS named, c.created_at AS "createdAt",
  c.created_by AS "createdBy", c.last_modified_at AS "lastModifiedAt", c.last_modified_by AS "lastModifiedBy",
  c.obfuscated_at IS NOT NULL AS "isObfuscated",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id::text, 'firstName', k.first_name, 'middleName', k.middle_name,
      'lastName', k.last_name, 'details', k.details, 'contactPoints', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id::text, 'type', p.type, 'emailAddress', p.email_address,
          'isPrimary', p.is_primary, 'isVerified', p.verified, 'details', p.details) ORDER BY p.is_primary DESC, p.id), '[]')
        FROM contact_points p WHERE p.contact_id = k.id)) ORDER BY k.id), '[]')
    FROM contacts k WHERE k.customer_id = c.id) AS contacts`;

const DEPARTMENT = 'LEFT JOIN departments d ON d.id = c.department_id';

/** What a customer is called: a group or company by its name, an individual by its contact's. */
const NAME = `lower(coalesce(c.customer_name, (SELECT concat_ws(' ', k.first_name, k.middle_name, k.last_name)
  FROM contacts k WHERE k.customer_id = c.id ORDER BY k.id LIMIT 1)))`;

const KEYS = {
  created: momentKey('c.created_at'),
  lastModified: momentKey('c.last_modified_at'),
  type: textKey('c.type'),
  customerName: textKey(NAME, IF_ANY),
};

export type CustomerSort = 'id' | keyof typeof KEYS;

export interface CustomerPage extends KeysetPage {
  readonly sort: CustomerSort;
}

/** Reads customers with everything that belongs to them; every statement carries the reader's visibility. */
@Injectable()
export class CustomerStore {
  /** The visible ones among these ids; ids of merged customers lead on to those that they were merged into. */
  async find(queryable: Queryable, reader: CustomerReader, ids: readonly string[]): Promise<FoundCustomer[]> {
    const parameters = new SqlParameters();
    const text = `
      SELECT wanted.id AS "wantedId", ${COLUMNS}
      FROM ${wantedCustomers(ids, parameters)} JOIN customers c ON c.id = wanted.current_id
      ${DEPARTMENT}
      WHERE ${visibleCustomers(reader, parameters, 'c')}`;
    const rows = await queryable.query<CustomerRow & { readonly wantedId: string }>(
      { name: `find-customers-${reader.kind}`, text },
      parameters.values,
    );
    return rows.map(({ wantedId, ...customer }) => ({ wantedId, customer }));
  }

  /** The ids of one page of the visible customers that match. */
  async search(
    queryable: Queryable,
    reader: CustomerReader,
    filter: CustomerFilter,
    page: CustomerPage,
  ): Promise<FoundPage> {
    const parameters = new SqlParameters();
    const candidates = await candidatesOf(queryable, reader, filter, parameters);
    const chosen =
      page.sort === 'id'
        ? pageById(candidates, page, parameters)
        : pageByKey(candidates, KEYS[page.sort], page, parameters);
    return findPage(queryable, chosen, candidates, page, parameters);
  }

  async count(queryable: Queryable, reader: CustomerReader, filter: CustomerFilter): Promise<number> {
    const parameters = new SqlParameters();
    return countAll(queryable, await candidatesOf(queryable, reader, filter, parameters), parameters);
  }

  /** The ids that these mean now, of those that exist and are visible, by the ids they were asked for. */
  async resolve(
    queryable: Queryable,
    reader: CustomerReader,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const parameters = new SqlParameters();
    const text = `
      SELECT wanted.id AS "wantedId", c.id FROM ${wantedCustomers(ids, parameters)} JOIN customers c ON c.id = wanted.current_id
      WHERE ${visibleCustomers(reader, parameters, 'c')}`;
    const rows = await queryable.query<{ wantedId: string; id: string }>(text, parameters.values);
    return new Map(rows.map(({ wantedId, id }) => [wantedId, id]));
  }
}

/**
 * The ids as `wanted`, with those that they mean now. `OFFSET 0` has them made before the join: behind row-level security a function
 * in the condition would be asked of every customer there is.
 */
function wantedCustomers(ids: readonly string[], parameters: SqlParameters): string {
  const once = `SELECT DISTINCT unnest(${parameters.add(ids, 'bigint[]')}) AS id`;
  return `(SELECT id, current_customer(id) AS current_id FROM (${once}) AS once OFFSET 0) AS wanted`;
}

async function candidatesOf(
  queryable: Queryable,
  reader: CustomerReader,
  filter: CustomerFilter,
  parameters: SqlParameters,
): Promise<Candidates> {
  const named = filter.nameParts && (await customersNamed(queryable, filter.nameParts));
  const condition = `${matchingCustomers(filter, named, parameters)} AND ${visibleCustomers(reader, parameters, 'c')}`;
  return { tables: 'customers c', condition, id: 'c.id' };
}
