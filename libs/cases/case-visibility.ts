import { visibleActivities, type Reader } from '#activities/activity-visibility.js';
import type { SqlParameters } from '#storage/sql-parameters.js';

/**
 * The SQL condition for the cases that a reader may see, on the table alias given: staff those of their departments, customers
 * those with an activity that they see (casemgr.md ).
 */
export function visibleCases(reader: Reader, parameters: SqlParameters, alias: string): string {
  switch (reader.kind) {
    case 'partition':
      return 'true';
    case 'department':
      return `${alias}.department_id = ANY(${parameters.add(reader.departmentIds, 'bigint[]')})`;
    case 'customer':
      return `${alias}.id IN (SELECT v.case_id FROM activities v WHERE ${visibleActivities(reader, parameters, 'v')})`;
  }
}
