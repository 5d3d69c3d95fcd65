import { Injectable } from '@nestjs/common';
import type { CustomerActor } from '#auth/actor.js';
import type { CustomerId } from '#runtime/ids.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import { visibleCustomers, type CustomerReader } from './customer-visibility.js';
import type { NewGrants, PartyFacts } from './grant-creation.rules.js';
import { grantHolds, notGranted, requestedCustomer, type Grant } from './grant.rules.js';

interface GrantRow {
  readonly onId: CustomerId;
  readonly holderType: string;
  readonly isHolderActive: boolean;
  readonly holderDepartmentId: string | null;
  readonly onType: string;
  readonly isOnActive: boolean;
  readonly onDepartmentId: string | null;
}

const FIND_GRANT = {
  name: 'find-grant',
  text: `
    SELECT granter.id AS "onId", holder.type AS "holderType", holder.active AS "isHolderActive", holder.department_id AS "holderDepartmentId",
      granter.type AS "onType", granter.active AS "isOnActive", granter.department_id AS "onDepartmentId"
    FROM customer_grants g
    JOIN customers holder ON holder.id = g.holder_customer_id
    JOIN customers granter ON granter.id = g.on_customer_id
    WHERE g.holder_customer_id = $1::bigint AND g.on_customer_id = current_customer($2::bigint)`,
};

/** A customer whose access to another, or from another, is shown. */
export interface GrantedCustomer {
  readonly id: string;
  readonly customerName: string | null;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly party: Grant['on'];
}

/** The grants of a customer: on whom it holds one, and who holds one on it. */
export interface CustomerGrants {
  readonly customer: Grant['on'];
  readonly on: readonly GrantedCustomer[];
  readonly to: readonly GrantedCustomer[];
}

const PARTY = (alias: string): string => `jsonb_build_object('type', ${alias}.type, 'isActive', ${alias}.active,
  'departmentId', ${alias}.department_id::text)`;

const GRANTED = `jsonb_agg(jsonb_build_object('id', o.id::text, 'customerName', o.customer_name, 'firstName', k.first_name,
  'middleName', k.middle_name, 'lastName', k.last_name, 'party', ${PARTY('o')}) ORDER BY o.id)`;

const FIRST_CONTACT = 'LEFT JOIN contacts k ON k.id = (SELECT min(i.id) FROM contacts i WHERE i.customer_id = o.id)';

const findGrants = (isVisible: string): string => `
    SELECT ${PARTY('c')} AS customer,
      (SELECT ${GRANTED} FROM customer_grants g JOIN customers o ON o.id = g.on_customer_id ${FIRST_CONTACT}
        WHERE g.holder_customer_id = c.id AND ${isVisible}) AS on,
      (SELECT ${GRANTED} FROM customer_grants g JOIN customers o ON o.id = g.holder_customer_id ${FIRST_CONTACT}
        WHERE g.on_customer_id = c.id AND ${isVisible}) AS to
    FROM customers c WHERE c.id = $1::bigint`;

const FIND_PARTIES = `
  SELECT c.id, c.type, c.active AND c.obfuscated_at IS NULL AS "isActive", c.department_id AS "departmentId",
    (SELECT count(*)::integer FROM customer_grants g WHERE g.holder_customer_id = c.id) AS held,
    ARRAY(SELECT g.holder_customer_id::text FROM customer_grants g WHERE g.on_customer_id = c.id) AS "holderIds"
  FROM customers c WHERE c.id = ANY($1::bigint[])`;

/** Reads grants for every request anew, so that a revocation holds from the next one (casemgr.md C-7). */
@Injectable()
export class GrantStore {
  /**
   * The customer for whom the caller acts, given the values that the query parameter `customer` was sent with; 400-244 when
   * the caller may not (casemgr.md, C-7). One statement for another customer, none for the caller itself.
   */
  async resolveOnBehalf(
    queryable: Queryable,
    caller: Pick<CustomerActor, 'id'>,
    values: readonly string[],
    isDepartmentalized: boolean,
  ): Promise<{ readonly customerId: CustomerId } | { readonly refusal: Refusal }> {
    const requested = requestedCustomer(caller.id, values);
    switch (requested.kind) {
      case 'self':
        return { customerId: caller.id };
      case 'refused':
        return { refusal: requested.refusal };
      case 'other': {
        const grant = await this.find(queryable, caller.id, requested.id);
        return grant && grantHolds(grant, isDepartmentalized) ? { customerId: grant.onId } : { refusal: notGranted() };
      }
    }
  }

  /** The grants that a customer holds, on whomever, and those on it: they are its own to know. */
  async findOwnGrants(queryable: Queryable, customerId: string): Promise<CustomerGrants | undefined> {
    return this.findGrants(queryable, { kind: 'partition' }, customerId);
  }

  /** Both directions of a customer's grants, whether they are in force or not, as far as the reader sees the other side. */
  async findGrants(
    queryable: Queryable,
    reader: CustomerReader,
    customerId: string,
  ): Promise<CustomerGrants | undefined> {
    const parameters = new SqlParameters();
    parameters.add(customerId, 'bigint');
    const [row] = await queryable.query<{ customer: PartyRow; on: GrantedRow[] | null; to: GrantedRow[] | null }>(
      findGrants(visibleCustomers(reader, parameters, 'o')),
      parameters.values,
    );
    return (
      row && { customer: toParty(row.customer), on: (row.on ?? []).map(toGranted), to: (row.to ?? []).map(toGranted) }
    );
  }

  /** What decides on new grants. Lock the customers before, so that it stays true until the grants are there. */
  async findParties(transaction: Transaction, ids: readonly string[]): Promise<PartyFacts[]> {
    const rows = await transaction.query<Omit<PartyFacts, 'departmentId'> & { readonly departmentId: string | null }>(
      FIND_PARTIES,
      [ids],
    );
    return rows.map(({ departmentId, ...party }) => ({ ...party, departmentId: departmentId ?? undefined }));
  }

  async create(transaction: Transaction, { onId, holderIds }: NewGrants): Promise<void> {
    await transaction.query(
      `INSERT INTO customer_grants (holder_customer_id, on_customer_id)
        SELECT holder, $2::bigint FROM unnest($1::bigint[]) AS holder ON CONFLICT DO NOTHING`,
      [holderIds, onId],
    );
  }

  /** False when there was none. */
  async remove(transaction: Transaction, holderId: string, onId: string): Promise<boolean> {
    const rows = await transaction.query(
      'DELETE FROM customer_grants WHERE holder_customer_id = $1 AND on_customer_id = $2 RETURNING on_customer_id',
      [holderId, onId],
    );
    return rows.length > 0;
  }

  private async find(
    queryable: Queryable,
    holderId: CustomerId,
    onId: CustomerId,
  ): Promise<(Grant & { readonly onId: CustomerId }) | undefined> {
    const [row] = await queryable.query<GrantRow>(FIND_GRANT, [holderId, onId]);
    return (
      row && {
        onId: row.onId,
        holder: {
          type: row.holderType,
          isActive: row.isHolderActive,
          departmentId: row.holderDepartmentId ?? undefined,
        },
        on: { type: row.onType, isActive: row.isOnActive, departmentId: row.onDepartmentId ?? undefined },
      }
    );
  }
}

type PartyRow = Omit<Grant['on'], 'departmentId'> & { readonly departmentId: string | null };

type GrantedRow = Omit<GrantedCustomer, 'party'> & { readonly party: PartyRow };

function toParty({ departmentId, ...party }: PartyRow): Grant['on'] {
  return { ...party, departmentId: departmentId ?? undefined };
}

function toGranted({ party, ...customer }: GrantedRow): GrantedCustomer {
  return { ...customer, party: toParty(party) };
}
