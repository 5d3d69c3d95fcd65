/** What cases are searched by (FIND-12, FIND-13), whether it comes as a query or as a body. */
import { ACTIVITY_TEXT_LENGTH } from '#activities/activity-filter.rules.js';
import { withWordsApart } from '#activities/activity-text.rules.js';
import { CASE_STATUSES, CASE_SUBSTATUSES } from '#activities/status-table.rules.js';
import type { ActorKind } from '#auth/actor.js';
import { customParameter, readCustomFilter, type CustomFilter } from '#configuration/custom-filter.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { singleChoice } from '#wire/collection-query.js';
import { readIdFilter, readTextFilter } from '#wire/filter-query.rules.js';
import { readTimeRange, type TimeRange } from '#wire/time-range.rules.js';

/** All that are given must match. */
export interface CaseFilter {
  readonly customerId?: string | undefined;
  readonly departmentId?: string | undefined;
  /** Exact ones. */
  readonly substatuses?: readonly string[] | undefined;
  readonly severity?: string | undefined;
  readonly externalId?: string | undefined;
  readonly label?: string | undefined;
  readonly created?: TimeRange | undefined;
  readonly lastModified?: TimeRange | undefined;
  readonly lastClosed?: TimeRange | undefined;
  readonly custom?: readonly CustomFilter[] | undefined;
  /** As people type it: words of the subject, or of an activity. */
  readonly text?: string | undefined;
}

export const SEVERITIES = ['urgent', 'high', 'medium', 'low'] as const;

/** Characters of a name, an external id, a label. */
export const LONGEST_NAME = 255;

const STATUS_CHOICES: Readonly<Record<'customer' | 'staff', readonly string[]>> = {
  customer: Object.keys(CASE_STATUSES),
  staff: Object.entries(CASE_STATUSES).flatMap(([status, exact]) => [
    status,
    ...exact.map((name) => `${status}:${name}`),
  ]),
};

const STAFF = ['user', 'client'] as const;

/** What the search declares. */
export const CASE_FILTER_PARAMETERS = [
  { name: 'customerID', description: 'The customer of the cases. From a customer: the same as `customer`.' },
  { name: 'department', description: 'The name of their department, without regard to case.', actors: STAFF },
  { name: 'status', description: `One of ${STATUS_CHOICES.staff.join(', ')}; from customers open or closed.` },
  { name: 'severity', description: `One of ${SEVERITIES.join(', ')}.` },
  { name: 'externalID', description: 'The id that another system gave the case.', actors: STAFF },
  { name: 'label', description: 'A label that the cases carry.', actors: STAFF },
  { name: 'created', description: '`[start,end]`, both included; either may be left out.' },
  { name: 'lastModified', description: '`[start,end]`, both included; either may be left out.' },
  { name: 'lastClosed', description: '`[start,end]`, both included; either may be left out.' },
  { ...customParameter('case'), actors: STAFF },
  { name: 'text', description: 'Words of the subject, or of an activity of the case, as in the search of activities.' },
] as const;

type QueryValues = ReadonlyMap<string, readonly string[]>;

/** The filter of a query, or that nothing can match it; throws 400-102, 400-244 and 400-245. */
export function readCaseFilter(
  query: QueryValues,
  actor: ActorKind,
  snapshot: PartitionSnapshot,
): CaseFilter | 'matches nothing' {
  const names = CASE_FILTER_PARAMETERS.map(({ name }) => name);
  if (actor !== 'customer' && !names.some((name) => query.has(name))) {
    throw new Failure('400-245', { query_parameter_list: names.join(', ') });
  }
  return judgeCaseFilter(
    {
      customerId: readIdFilter(query, 'customerID'),
      departmentName: readTextFilter(query, 'department', LONGEST_NAME),
      substatuses: substatusesOf(
        singleChoice(query, 'status', STATUS_CHOICES[actor === 'customer' ? 'customer' : 'staff']),
      ),
      severity: singleChoice(query, 'severity', SEVERITIES),
      externalId: readTextFilter(query, 'externalID', LONGEST_NAME),
      label: readTextFilter(query, 'label', LONGEST_NAME),
      created: readTimeRange(query, 'created'),
      lastModified: readTimeRange(query, 'lastModified'),
      lastClosed: readTimeRange(query, 'lastClosed'),
      custom: readCustomFilter(query, 'case', snapshot),
      text: caseText(readTextFilter(query, 'text', ACTIVITY_TEXT_LENGTH)),
    },
    snapshot,
  );
}

export function caseText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : withWordsApart(text);
}

/** Resolves the name of a department; what does not exist is found by nothing (FIND-8). */
export function judgeCaseFilter(
  { departmentName, ...filter }: CaseFilter & { readonly departmentName: string | undefined },
  snapshot: PartitionSnapshot,
): CaseFilter | 'matches nothing' {
  const departmentId = departmentName === undefined ? undefined : snapshot.findDepartment(departmentName)?.id;
  if (departmentName !== undefined && departmentId === undefined) return 'matches nothing';
  if (filter.customerId !== undefined && !isDatabaseKey(filter.customerId)) return 'matches nothing';
  return { ...filter, departmentId };
}

/** The exact statuses that `open`, `closed` or `open:pending` stand for. */
export function substatusesOf(status: string | undefined): readonly string[] | undefined {
  if (status === undefined) return undefined;
  const [shown = '', exact] = status.split(':');
  const ofShown = CASE_SUBSTATUSES.filter((name) => (name === 'closed') === (shown === 'closed'));
  return exact === undefined ? ofShown : ofShown.filter((name) => name === exact);
}
