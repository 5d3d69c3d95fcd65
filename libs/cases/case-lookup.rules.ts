import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import { readDateTime } from '#wire/date-time.rules.js';
import type { TimeRange } from '#wire/time-range.rules.js';
import { caseText, judgeCaseFilter, substatusesOf, type CaseFilter } from './case-filter.rules.js';
import type { CaseLookupBody, RangeBody } from './case-lookup.body.js';

const CLAUSE = 'FIND-13';

const RANGES = ['created', 'lastModified', 'lastClosed'] as const;

const CRITERIA =
  'customer.id or department.name or status.value or severity.value or externalId or label or text or created or lastModified or lastClosed';

export type LookupOutcome =
  { readonly filter: CaseFilter | 'matches nothing' } | { readonly refusals: readonly [Refusal, ...Refusal[]] };

/** The filter that a lookup stands for, or why it stands for none. */
export function readCaseLookup(body: CaseLookupBody, snapshot: PartitionSnapshot): LookupOutcome {
  const [first, ...others] = RANGES.flatMap((name) => rangeFaults(name, body[name] ?? {}));
  if (first) return { refusals: [first, ...others] };
  const { status } = body;
  const [created, lastModified, lastClosed] = RANGES.map((name) => rangeOf(body[name] ?? {}));
  const criteria = {
    customerId: body.customer?.id ?? undefined,
    departmentName: body.department?.name ?? undefined,
    substatuses: substatusesOf(statusText(status?.value, status?.substatus?.value)),
    severity: body.severity?.value ?? undefined,
    externalId: body.externalId ?? undefined,
    label: body.label ?? undefined,
    text: caseText(body.text ?? undefined),
    created,
    lastModified,
    lastClosed,
  };
  if (Object.values(criteria).every((value) => value === undefined)) {
    return { refusals: [{ code: '400-146', attribute: CRITERIA, reason: 'at least one is needed', clause: CLAUSE }] };
  }
  return { filter: judgeCaseFilter(criteria, snapshot) };
}

function statusText(value: string | null | undefined, substatus: string | null | undefined): string | undefined {
  if (substatus === null || substatus === undefined) return value ?? undefined;
  return `${value ?? (substatus === 'closed' ? 'closed' : 'open')}:${substatus}`;
}

function rangeFaults(name: string, { start, end }: RangeBody): Refusal[] {
  const fault = (attribute: string, reason: string): Refusal => ({
    code: '400-152',
    attribute,
    reason,
    clause: CLAUSE,
  });
  const unreadable = Object.entries({ start, end }).filter(([, text]) => text && !readDateTime(text));
  if (unreadable.length > 0)
    return unreadable.map(([member]) => fault(`${name}.${member}`, 'a date in ISO 8601 is expected'));
  const range = rangeOf({ start: start ?? null, end: end ?? null });
  return range?.from && range.to && range.from > range.to ? [fault(`${name}.end`, 'it is before the start')] : [];
}

function rangeOf({ start, end }: RangeBody): TimeRange | undefined {
  if (!start && !end) return undefined;
  return { from: readDateTime(start ?? ''), to: readDateTime(end ?? '') };
}
