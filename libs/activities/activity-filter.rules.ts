/** What activities are searched by (FIND-1 to FIND-8): the query parameters of `GET /activity`, read and judged. */
import type { ActorKind } from '#auth/actor.js';
import { customParameter, readCustomFilter, type CustomFilter } from '#configuration/custom-filter.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { singleChoice } from '#wire/collection-query.js';
import { readIdFilter, readTextFilter, readYesOrNo } from '#wire/filter-query.rules.js';
import { readTimeRange, type TimeRange } from '#wire/time-range.rules.js';
import { ACTIVITY_STATUSES } from './status-table.rules.js';
import { withWordsApart } from './activity-text.rules.js';

/** All that are given must match. */
export interface ActivityFilter {
  readonly customerId?: string | undefined;
  readonly caseId?: string | undefined;
  readonly mode?: string | undefined;
  readonly type?: string | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly substatus?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly queueId?: string | undefined;
  readonly assignedTo?: string | undefined;
  /** The login, without regard to case. */
  readonly assignedUserName?: string | undefined;
  readonly isRead?: boolean | undefined;
  readonly isSecure?: boolean | undefined;
  readonly created?: TimeRange | undefined;
  readonly lastModified?: TimeRange | undefined;
  readonly language?: string | undefined;
  readonly custom?: readonly CustomFilter[] | undefined;
  /** As people type it: words, "phrases", OR, -without. */
  readonly text?: string | undefined;
}

const MODES = ['inbound', 'outbound', 'none'] as const;

const TYPES = ['email', 'social', 'call_track', 'chat', 'task'] as const;

const OPEN_STATUSES = Object.keys(ACTIVITY_STATUSES).filter((status) => status !== 'completed');

/** What `status` takes, by who asks: customers tell open from completed, no more. */
const STATUS_CHOICES: Readonly<Record<'customer' | 'staff', readonly string[]>> = {
  customer: ['open', 'completed'],
  staff: [
    'open',
    ...Object.entries(ACTIVITY_STATUSES).flatMap(([status, substatuses]) => [
      status,
      ...substatuses.map((substatus) => `${status}:${substatus}`),
    ]),
  ],
};

/** Characters of what is searched for. */
export const ACTIVITY_TEXT_LENGTH = 400;
const LONGEST_NAME = 255;

const STAFF = ['user', 'client'] as const;

/** What the operation declares. */
export const FILTER_PARAMETERS = [
  { name: 'caseID', description: 'The case of the activities.' },
  { name: 'customerID', description: 'The customer of the activities. From a customer: the same as `customer`.' },
  { name: 'department', description: 'The name of their department, without regard to case.', actors: STAFF },
  { name: 'queueID', description: 'The queue that they are in.', actors: STAFF },
  {
    name: 'status',
    description: `\`value\` or \`value:substatus\`: ${STATUS_CHOICES.staff.join(', ')}; \`open\` is whatever is not completed. From customers: open, completed.`,
  },
  { name: 'type', description: `One of ${TYPES.join(', ')}; only with another filter.` },
  { name: 'mode', description: `One of ${MODES.join(', ')}.` },
  { name: 'created', description: '`[start,end]`, both included; either may be left out.' },
  { name: 'lastModified', description: '`[start,end]`, both included; either may be left out.' },
  customParameter('activity'),
  { name: 'assignedTo', description: 'The id of the user who works on them.', actors: STAFF },
  { name: 'assignedUserName', description: 'The login of the user who works on them.', actors: STAFF },
  { name: 'read', description: '`yes` or `no`: whether the customer has read them.' },
  { name: 'secure', description: '`yes` or `no`.' },
  { name: 'language', description: 'The language of the activities, such as `en`.', actors: STAFF },
  {
    name: 'text',
    description:
      'Words of subject and content, in the language of each activity; `"…"` for a phrase, `OR`, `-` for without. New text is found within seconds.',
  },
] as const;

type QueryValues = ReadonlyMap<string, readonly string[]>;

/** The filter of a query, or that nothing can match it; throws 400-102, 400-112, 400-244 and 400-614. */
export function readActivityFilter(
  query: QueryValues,
  actor: ActorKind,
  snapshot: PartitionSnapshot,
): ActivityFilter | 'matches nothing' {
  refuseTooWide(query, actor);
  const ids = {
    customerId: readIdFilter(query, 'customerID'),
    caseId: readIdFilter(query, 'caseID'),
    queueId: readIdFilter(query, 'queueID'),
    assignedTo: readIdFilter(query, 'assignedTo'),
  };
  const departmentName = readTextFilter(query, 'department', LONGEST_NAME);
  const departmentId = departmentName === undefined ? undefined : snapshot.findDepartment(departmentName)?.id;
  const text = readTextFilter(query, 'text', ACTIVITY_TEXT_LENGTH);
  const filter = {
    ...ids,
    departmentId,
    mode: singleChoice(query, 'mode', MODES),
    type: singleChoice(query, 'type', TYPES),
    ...readStatus(query, actor),
    assignedUserName: readTextFilter(query, 'assignedUserName', LONGEST_NAME),
    isRead: readYesOrNo(query, 'read'),
    isSecure: readYesOrNo(query, 'secure'),
    created: readTimeRange(query, 'created'),
    lastModified: readTimeRange(query, 'lastModified'),
    language: readTextFilter(query, 'language', LONGEST_NAME),
    custom: readCustomFilter(query, 'activity', snapshot),
    text: text === undefined ? undefined : withWordsApart(text),
  };
  // B-20: an id that cannot exist is one that is not found, and so is the name of no department.
  const canMatch = Object.values(ids).every((id) => id === undefined || isDatabaseKey(id));
  return canMatch && (departmentName === undefined || departmentId !== undefined) ? filter : 'matches nothing';
}

const FILTER_NAMES: readonly string[] = FILTER_PARAMETERS.map(({ name }) => name);

function refuseTooWide(query: QueryValues, actor: ActorKind): void {
  const given = FILTER_NAMES.filter((name) => query.has(name));
  if (given.length === 1 && given[0] === 'type') throw new Failure('400-614');
  const isNarrow =
    given.includes('caseID') ||
    given.includes('customerID') ||
    ['type', 'status', 'department'].every((name) => given.includes(name));
  if (actor === 'client' && !isNarrow) {
    throw new Failure('400-112', { query_parameter: 'caseID, or customerID, or type and status and department' });
  }
}

function readStatus(query: QueryValues, actor: ActorKind): Pick<ActivityFilter, 'statuses' | 'substatus'> {
  const value = singleChoice(query, 'status', STATUS_CHOICES[actor === 'customer' ? 'customer' : 'staff']);
  if (value === undefined) return {};
  if (value === 'open') return { statuses: OPEN_STATUSES };
  const [status = '', substatus] = value.split(':');
  return { statuses: [status], substatus };
}
