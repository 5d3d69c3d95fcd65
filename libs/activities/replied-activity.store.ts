import { Injectable } from '@nestjs/common';
import type { AliasId, CaseId, DepartmentId } from '#runtime/ids.js';
import { Database } from '#storage/database.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import { visibleActivities, type Reader } from './activity-visibility.js';

/** What a reply takes over from the activity that it answers. */
export interface RepliedActivity {
  /** Null when the case has become another customer's. */
  readonly caseId: CaseId | null;
  readonly departmentId: DepartmentId;
  readonly aliasId: AliasId | null;
  readonly messageCenterId: string | null;
}

@Injectable()
export class RepliedActivityStore {
  constructor(private readonly database: Database) {}

  /** Undefined for an activity that the reader does not see. */
  async find(reader: Reader, id: string): Promise<RepliedActivity | undefined> {
    const parameters = new SqlParameters();
    const text = `
      SELECT CASE WHEN s.customer_id = a.customer_id AND s.department_id = a.department_id THEN s.id END AS "caseId",
        a.department_id AS "departmentId", a.alias_id AS "aliasId", a.message_center_id AS "messageCenterId"
      FROM activities a JOIN cases s ON s.id = a.case_id
      WHERE a.id = ${parameters.add(id, 'bigint')} AND ${visibleActivities(reader, parameters, 'a')}`;
    const name = `find-replied-activity-${reader.kind}`;
    const [row] = await this.database.query<RepliedActivity>({ name, text }, parameters.values);
    return row;
  }
}
