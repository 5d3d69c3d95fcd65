import { Injectable } from '@nestjs/common';
import type { Transaction } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import { visibleCustomers, type CustomerReader } from './customer-visibility.js';

/** A customer that something is to be moved to. */
export interface TargetCustomer {
  readonly id: string;
  /** Null for a shared customer. */
  readonly departmentId: string | null;
}

export interface TargetContactPoint {
  readonly id: string;
  readonly contactId: string;
  readonly customer: TargetCustomer;
}

/** Finds active customers that activities and cases may be moved to, and keeps them from ending until the move is committed. */
@Injectable()
export class CustomerTargetStore {
  /** The customer that an id means now, also when it was merged (customers.md CUST-21). */
  async find(transaction: Transaction, reader: CustomerReader, id: string): Promise<TargetCustomer | undefined> {
    const parameters = new SqlParameters();
    const text = `
      SELECT c.id, c.department_id AS "departmentId" FROM customers c
      WHERE c.id = current_customer(${parameters.add(id, 'bigint')}) AND c.active
        AND ${visibleCustomers(reader, parameters, 'c')}
      FOR SHARE OF c`;
    const [customer] = await transaction.query<TargetCustomer>(text, parameters.values);
    return customer;
  }

  /** Email contact points among these ids, with whom they belong to. */
  async findEmailPoints(
    transaction: Transaction,
    reader: CustomerReader,
    ids: readonly string[],
  ): Promise<readonly TargetContactPoint[]> {
    const parameters = new SqlParameters();
    const text = `
      SELECT p.id, p.contact_id AS "contactId",
        jsonb_build_object('id', c.id::text, 'departmentId', c.department_id::text) AS customer
      FROM contact_points p JOIN customers c ON c.id = p.customer_id
      WHERE p.id = ANY(${parameters.add(ids, 'bigint[]')}) AND p.type = 'email' AND c.active
        AND ${visibleCustomers(reader, parameters, 'c')}
      FOR SHARE OF c`;
    return transaction.query<TargetContactPoint>(text, parameters.values);
  }
}
