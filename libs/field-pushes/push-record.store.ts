import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import type { PushedObject } from './field-push.js';
import type { Queryable, Statement } from '#storage/database.js';
import { customerRecord, ticketRecord, type CustomerFacts, type TicketFacts } from './push-record.rules.js';
import type { PushedRecord } from './push-value.js';

interface Identified {
  readonly id: string;
}

/** The ways to reach a customer `c`, each list in its own order. */
const POINTS = `
  coalesce((SELECT jsonb_agg(p.email_address ORDER BY p.is_primary DESC, p.id) FROM contact_points p
    WHERE p.customer_id = c.id AND p.type = 'email'), '[]') AS emails,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id::text, 'content',
      concat(p.details ->> 'countryCode', p.details ->> 'areaCode', p.details ->> 'phoneNo')) ORDER BY p.id)
    FROM contact_points p WHERE p.customer_id = c.id AND p.type = 'phone'), '[]') AS phones,
  c.details -> 'tokens' AS tokens`;

const READ_TICKETS = reading(
  'tickets',
  `
    SELECT s.id::text, s.subject, s.description, s.status, s.severity, s.labels, s.custom_attributes AS "customAttributes",
      s.customer_id AS "customerId", s.assignee_id AS "assigneeId", s.agent_group_id AS "agentGroupId", ${POINTS}
    FROM cases s JOIN customers c ON c.id = s.customer_id WHERE s.id`,
);

const READ_CUSTOMERS = reading(
  'customers',
  `
    SELECT c.id::text, c.type, c.customer_name AS "customerName", k.first_name AS "firstName", k.middle_name AS "middleName",
      k.last_name AS "lastName",
      c.details ->> 'description' AS description, c.details #>> '{organization,id}' AS "organizationId",
      o.customer_name AS organization, coalesce(c.details -> 'labels', '[]') AS labels,
      c.details #>> '{level,value}' AS level, lower(c.details #>> '{language,value}') AS language,
      c.details #>> '{owner,user,id}' AS "ownerId", c.details #>> '{owner,group,id}' AS "ownerGroupId",
      coalesce(c.details -> 'customAttributes', '{}') AS "customAttributes", ${POINTS}
    FROM customers c
    LEFT JOIN contacts k ON k.id = (SELECT min(m.id) FROM contacts m WHERE m.customer_id = c.id)
    LEFT JOIN customers o ON o.id = (c.details #>> '{organization,id}')::bigint
    WHERE c.id`,
);

/** By one id the plan of a prepared statement is kept; by several it is planned for their number each time, which takes longer than to read one. */
function reading(objects: string, text: string): (ids: readonly string[]) => [Statement, unknown[]] {
  const one = { name: `read-pushed-${objects}-by-id`, text: `${text} = $1::bigint` };
  const several = { name: `read-pushed-${objects}`, text: `${text} = ANY($1::bigint[])` };
  return (ids) => (ids.length === 1 ? [one, [ids[0]]] : [several, [ids]]);
}

/**
 * Tickets or customers as pushes see them, by id; those that there are. Asks for no permission: whoever calls has it, or is the server
 * itself.
 */
export async function readPushedRecords(
  queryable: Queryable,
  object: PushedObject,
  ids: readonly string[],
  attributes: readonly CustomAttribute[],
): Promise<ReadonlyMap<string, PushedRecord>> {
  if (object === 'ticket') {
    const found = await queryable.query<TicketFacts & Identified>(...READ_TICKETS(ids));
    return new Map(found.map(({ id, ...facts }) => [id, ticketRecord(facts, attributes)]));
  }
  const found = await queryable.query<CustomerFacts & Identified>(...READ_CUSTOMERS(ids));
  return new Map(found.map(({ id, ...facts }) => [id, customerRecord(facts, attributes)]));
}

/** One of them; undefined when there is none. */
export async function readPushedRecord(
  queryable: Queryable,
  object: PushedObject,
  id: string,
  attributes: readonly CustomAttribute[],
): Promise<PushedRecord | undefined> {
  return (await readPushedRecords(queryable, object, [id], attributes)).get(id);
}
