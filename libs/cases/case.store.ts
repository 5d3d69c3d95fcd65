import { Injectable } from '@nestjs/common';
import { visibleActivities, type Reader } from '#activities/activity-visibility.js';
import type { ActorRecord } from '#auth/actor.js';
import { Database } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import { visibleCases } from './case-visibility.js';

export interface CaseRow {
  readonly id: string;
  readonly departmentId: string;
  readonly departmentName: string;
  /** The exact one: new, open, pending, resolved, closed. */
  readonly substatus: string;
  readonly severity: string;
  readonly subject: string;
  readonly originatingChannel: string;
  readonly createdBy: ActorRecord;
  readonly createdAt: Date;
  readonly lastModifiedBy: ActorRecord;
  readonly lastModifiedAt: Date;
  readonly lastClosedAt: Date | null;
  readonly labels: readonly string[];
  readonly language: string | null;
  readonly externalId: string | null;
  readonly description: string | null;
  readonly solution: string | null;
  readonly dueAt: Date | null;
  readonly customAttributes: Readonly<Record<string, readonly string[]>>;
  readonly customerId: string;
  readonly assignee: {
    readonly id: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
  } | null;
  readonly agentGroup: { readonly id: string; readonly name: string } | null;
  /** Null where the reader does not see it. */
  readonly customer: {
    readonly id: string;
    readonly customerName: string | null;
    readonly contactId: string | null;
    readonly firstName: string | null;
    readonly middleName: string | null;
    readonly lastName: string | null;
  } | null;
  readonly noteCount: number;
  /** Related cases that the reader sees, of staff. */
  readonly relatedIds: readonly string[] | null;
  /** When the latest of the activities that the reader sees was created: what staff change of one is no activity. */
  readonly recentActivityAt: Date | null;
  readonly unreadActivityCount: number;
}

/** Reads cases; whoever sees an activity of a case sees the case. */
@Injectable()
export class CaseStore {
  constructor(private readonly database: Database) {}

  /** The visible ones among these ids: to customers those with a visible activity, to staff those of their department. */
  async find(reader: Reader, ids: readonly string[]): Promise<CaseRow[]> {
    const parameters = new SqlParameters();
    const text = `
      SELECT s.id, s.department_id AS "departmentId", d.name AS "departmentName", s.status AS "substatus", s.severity, s.subject,
        s.originating_channel AS "originatingChannel", s.created_by AS "createdBy", s.created_at AS "createdAt",
        s.last_modified_by AS "lastModifiedBy", s.last_modified_at AS "lastModifiedAt", s.last_closed_at AS "lastClosedAt",
        s.labels, s.language, s.external_id AS "externalId", s.description, s.solution, s.due_at AS "dueAt",
        s.custom_attributes AS "customAttributes", s.customer_id AS "customerId",
        (SELECT jsonb_build_object('id', u.id::text, 'firstName', u.first_name, 'lastName', u.last_name)
          FROM users u WHERE u.id = s.assignee_id) AS assignee,
        (SELECT jsonb_build_object('id', g.id::text, 'name', g.name) FROM groups g WHERE g.id = s.agent_group_id) AS "agentGroup",
        (SELECT count(*)::integer FROM notes n WHERE n.object = 'case' AND n.object_id = s.id) AS "noteCount",
        ${relatedIds(reader, parameters)} AS "relatedIds",
        CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id::text, 'customerName', c.customer_name,
          'contactId', k.id::text, 'firstName', k.first_name, 'middleName', k.middle_name, 'lastName', k.last_name) END AS customer,
        seen.recent AS "recentActivityAt", seen.unread AS "unreadActivityCount"
      FROM cases s
      JOIN departments d ON d.id = s.department_id
      LEFT JOIN customers c ON c.id = s.customer_id
      LEFT JOIN LATERAL (SELECT min(o.id) AS id FROM contacts o WHERE o.customer_id = c.id) shown ON true
      LEFT JOIN contacts k ON k.id = shown.id
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE NOT a.read_by_customer)::int AS unread,
          max(a.created_at) AS recent
        FROM activities a WHERE a.case_id = s.id AND ${visibleActivities(reader, parameters, 'a')}
      ) seen
      WHERE s.id = ANY(${parameters.add(ids, 'bigint[]')}) AND ${visibleCases(reader, parameters, 's')}`;
    return this.database.query<CaseRow>({ name: `find-cases-${reader.kind}`, text }, parameters.values);
  }

  async isVisible(reader: Reader, id: string): Promise<boolean> {
    const parameters = new SqlParameters();
    const text = `
      SELECT FROM cases s WHERE s.id = ${parameters.add(id, 'bigint')} AND ${visibleCases(reader, parameters, 's')}`;
    return (await this.database.query({ name: `see-case-${reader.kind}`, text }, parameters.values)).length > 0;
  }
}

/** Customers do not see which cases staff relate to each other. */
function relatedIds(reader: Reader, parameters: SqlParameters): string {
  if (reader.kind === 'customer') return 'NULL';
  return `(SELECT jsonb_agg(r.id::text ORDER BY r.id) FROM cases r
    WHERE r.id IN (SELECT related_case_id FROM case_relations WHERE case_id = s.id
      UNION ALL SELECT case_id FROM case_relations WHERE related_case_id = s.id)
    AND ${visibleCases(reader, parameters, 'r')})`;
}
