/** The query of a search for customers (customers.md CUST-15, CUST-16) becomes a filter. */
import type { ActorKind } from '#auth/actor.js';
import { customParameter, readCustomFilter } from '#configuration/custom-filter.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { Failure } from '#runtime/errors/failure.js';
import { singleChoice } from '#wire/collection-query.js';
import { readTextFilter, refuseFilter } from '#wire/filter-query.rules.js';
import { readTimeRange } from '#wire/time-range.rules.js';
import type { CustomerFilter } from './customer-filter.js';

type QueryValues = ReadonlyMap<string, readonly string[]>;

/** The accounts that customers are found by, and the type of the contact point that has them. */
const SOCIAL_PARAMETERS = {
  twitterId: 'twitter',
  facebookId: 'facebook',
  instagramId: 'instagram',
  communityId: 'community',
} as const;

const TYPES = ['individual', 'group', 'corporate'] as const;

const STAFF = { actors: ['user', 'client'] } as const;

/** One of these at least is asked for. */
export const SEARCH_PARAMETERS = [
  { name: 'email', description: 'An email address of a contact; without regard to case.', ...STAFF },
  {
    name: 'phone',
    description: 'A phone number, with or without country code, area code and extension; only digits count.',
    ...STAFF,
  },
  ...Object.entries(SOCIAL_PARAMETERS).map(([name, type]) => ({
    name,
    description: `The id of a contact's account of type ${type}; without regard to case.`,
    ...STAFF,
  })),
  { ...customParameter('customer'), ...STAFF },
  { name: 'created', description: '`[start,end]`, both included; either may be left out.', ...STAFF },
  { name: 'type', description: `One of ${TYPES.join(', ')}; only with another filter.`, ...STAFF },
  {
    name: 'customerName',
    description: 'Beginnings of words of the name, all of which it has; without regard to case.',
    ...STAFF,
  },
];

const LONGEST_ADDRESS = 255;
const LONGEST_PHONE = 100;
const LONGEST_NAME = 400;

/** Words of a name that are looked at; more find no better. */
const MOST_WORDS = 10;

/** The filter of a query, or that nothing can match it; throws 400-102, 400-112, 400-244, 400-245 and 400-614. */
export function readCustomerFilter(
  query: QueryValues,
  actor: ActorKind,
  snapshot: PartitionSnapshot,
): CustomerFilter | 'matches nothing' {
  refuseTooWide(query);
  const filter = {
    email: readTextFilter(query, 'email', LONGEST_ADDRESS),
    phone: readPhone(query),
    social: Object.entries(SOCIAL_PARAMETERS).flatMap(([name, type]) => {
      const id = readTextFilter(query, name, LONGEST_ADDRESS);
      return id === undefined ? [] : [{ type, id }];
    }),
    custom: readCustomFilter(query, 'customer', snapshot),
    created: readTimeRange(query, 'created'),
    type: singleChoice(query, 'type', TYPES),
    nameParts: readNameParts(query),
  };
  const { customerDepartmentalization } = snapshot.settings;
  const departmentName = readTextFilter(query, 'department', LONGEST_ADDRESS);
  if (departmentName === undefined) {
    if (actor === 'client' && customerDepartmentalization)
      throw new Failure('400-112', { query_parameter: 'department' });
    return filter;
  }
  const departmentId = snapshot.findDepartment(departmentName)?.id;
  if (departmentId === undefined) return 'matches nothing';
  return customerDepartmentalization ? { ...filter, departmentId } : filter;
}

function refuseTooWide(query: QueryValues): void {
  const names = SEARCH_PARAMETERS.map(({ name }) => name);
  const given = names.filter((name) => query.has(name));
  if (given.length === 0) throw new Failure('400-245', { query_parameter_list: names.join(', ') });
  if (given.length === 1 && given[0] === 'type' && !query.has('department')) throw new Failure('400-614');
}

function readPhone(query: QueryValues): string | undefined {
  const digits = readTextFilter(query, 'phone', LONGEST_PHONE)?.replace(/\D/g, '').replace(/^00/, '');
  return digits === '' ? refuseFilter('phone', 'a phone number has digits') : digits;
}

function readNameParts(query: QueryValues): readonly string[] | undefined {
  const words = readTextFilter(query, 'customerName', LONGEST_NAME)?.match(/[\p{L}\p{N}]+/gu);
  if (words === undefined) return undefined;
  return words === null ? refuseFilter('customerName', 'a name has letters or digits') : words.slice(0, MOST_WORDS);
}
