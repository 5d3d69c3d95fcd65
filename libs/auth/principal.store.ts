import { Injectable } from '@nestjs/common';
import { addressKey } from '#email-address/email-address.rules.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { Database, LOOK_UP_LIMIT_MS, type Statement } from '#storage/database.js';
import type { ClientPrincipal, CustomerPrincipal, Principal, PrincipalReference, UserPrincipal } from './principal.js';

const USER = `
  SELECT 'user' AS kind, id, coalesce(first_name, '') AS "firstName", coalesce(last_name, '') AS "lastName",
    department_id AS "departmentId",
    foreign_department_ids::text[] AS "foreignDepartmentIds", privileges
  FROM users WHERE active AND`;

const CUSTOMER = `
  SELECT 'customer' AS kind, k.id, c.id AS "contactId", coalesce(c.first_name, '') AS "firstName",
    coalesce(c.last_name, '') AS "lastName", k.department_id AS "departmentId"
  FROM contacts c JOIN customers k ON k.id = c.customer_id WHERE k.active AND`;

const FIND: Readonly<Record<PrincipalReference['by'], Statement>> = {
  user: { name: 'find-user', text: `${USER} id = $1` },
  login: { name: 'find-user-by-login', text: `${USER} lower(login) = lower($1)` },
  contact: { name: 'find-contact', text: `${CUSTOMER} c.id = $1` },
  externalId: {
    name: 'find-customer-by-external-id',
    text: `${CUSTOMER} k.id = coalesce((SELECT e.id FROM customers e WHERE e.external_id = $1),
      (SELECT m.customer_id FROM customer_merges m WHERE m.external_id = $1 ORDER BY m.merged_at DESC LIMIT 1))
      ORDER BY c.id LIMIT 1`,
  },
  clientId: {
    name: 'find-client',
    text: `
      SELECT 'client' AS kind, id, client_id AS "clientId", name, encrypted_secret AS "encryptedSecret", scopes,
        grant_types AS "grantTypes", redirect_uris AS "redirectUris", allowed_origins AS "allowedOrigins",
        may_act_for AS "mayActFor"
      FROM clients WHERE active AND client_id = $1`,
  },
};

const FIND_BY_CUSTOMER: Statement = {
  name: 'find-customer',
  text: `${CUSTOMER} k.id = current_customer($1) ORDER BY c.id LIMIT 1`,
};

const FIND_BY_EMAIL: Statement = {
  name: 'find-customers-by-email',
  text: `${CUSTOMER} c.id IN (SELECT p.contact_id FROM contact_points p WHERE p.email_key = $1 AND p.verified) LIMIT 2`,
};

/** PostgreSQL has no way to store this character, so a name with it is one that is not found. */
function isStorable(text: string): boolean {
  return !text.includes('\0');
}

/** Reads who can be authenticated: active users, active clients, contacts of active customers; a merged customer is the one it was merged into. */
@Injectable()
export class PrincipalStore {
  constructor(private readonly database: Database) {}

  async find({ by, value }: PrincipalReference): Promise<Principal | undefined> {
    const isKey = by === 'user' || by === 'contact';
    return (isKey ? isDatabaseKey(value) : isStorable(value)) ? this.first<Principal>(FIND[by], value) : undefined;
  }

  async findClient(clientId: string): Promise<ClientPrincipal | undefined> {
    return isStorable(clientId) ? this.first<ClientPrincipal>(FIND.clientId, clientId) : undefined;
  }

  async findUserByLogin(login: string): Promise<UserPrincipal | undefined> {
    return isStorable(login) ? this.first<UserPrincipal>(FIND.login, login) : undefined;
  }

  /** The first contact of a customer. */
  async findCustomer(customerId: string): Promise<CustomerPrincipal | undefined> {
    return isDatabaseKey(customerId) ? this.first<CustomerPrincipal>(FIND_BY_CUSTOMER, customerId) : undefined;
  }

  /** The first contact of a customer. */
  async findCustomerByExternalId(externalId: string): Promise<CustomerPrincipal | undefined> {
    return isStorable(externalId) ? this.first<CustomerPrincipal>(FIND.externalId, externalId) : undefined;
  }

  /** The contacts that own a verified email address (casemgr.md C-3); two are enough to know that it is ambiguous. */
  async findCustomersByEmail(email: string): Promise<CustomerPrincipal[]> {
    return isStorable(email) ? this.database.query<CustomerPrincipal>(FIND_BY_EMAIL, [addressKey(email)]) : [];
  }

  private async first<Found>(statement: Statement, value: string): Promise<Found | undefined> {
    const [row] = await this.database.query<Found>({ ...statement, answerWithinMs: LOOK_UP_LIMIT_MS }, [value]);
    return row;
  }
}
