import { attributesNamedIn } from '#configuration/custom-attributes.rules.js';
import { customFilterOf, MOST_CUSTOM_FILTERS, type CustomFilter } from '#configuration/custom-filter.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import { readDateTime } from '#wire/date-time.rules.js';
import type { TimeRange } from '#wire/time-range.rules.js';
import { caseText, judgeCaseFilter, substatusesOf, type CaseFilter } from './case-filter.rules.js';
import type { CaseLookupBody, RangeBody } from './case-lookup.body.js';

const CLAUSE = 'FIND-13';

const RANGES = ['created', 'lastModified', 'lastClosed'] as const;

const CRITERIA =
  'customer.id or department.name or status.value or severity.value or externalId or label or text or created or lastModified or lastClosed or customAttributes';

export type LookupOutcome =
  { readonly filter: CaseFilter | 'matches nothing' } | { readonly refusals: readonly [Refusal, ...Refusal[]] };

/** The filter that a lookup stands for, or why it stands for none. */
export function readCaseLookup(body: CaseLookupBody, snapshot: PartitionSnapshot): LookupOutcome {
  const { status } = body;
  const substatuses = substatusesOf(statusText(status?.value, status?.substatus?.value));
  const custom = customFilters(body, snapshot);
  const [first, ...others] = [
    ...(substatuses?.length === 0 ? [fault('status.substatus.value', 'no case of this status has it')] : []),
    ...RANGES.flatMap((name) => rangeFaults(name, body[name] ?? {})),
    ...custom.refusals,
  ];
  if (first) return { refusals: [first, ...others] };
  const [created, lastModified, lastClosed] = RANGES.map((name) => rangeOf(body[name] ?? {}));
  const criteria = {
    customerId: body.customer?.id ?? undefined,
    departmentName: body.department?.name ?? undefined,
    substatuses,
    severity: body.severity?.value ?? undefined,
    externalId: body.externalId ?? undefined,
    label: body.label ?? undefined,
    text: caseText(body.text ?? undefined),
    created,
    lastModified,
    lastClosed,
    custom: custom.filters,
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

/** FIND-7: each value that is named is one that the case has. */
function customFilters(
  { customAttributes }: CaseLookupBody,
  snapshot: PartitionSnapshot,
): { readonly filters: readonly CustomFilter[] | undefined; readonly refusals: readonly Refusal[] } {
  if (!customAttributes) return { filters: undefined, refusals: [] };
  const path = 'customAttributes.customAttribute';
  const refusals: Refusal[] = [];
  const filters = attributesNamedIn(customAttributes).flatMap(({ name, values }, index) => {
    const attribute = snapshot.findCustomAttribute('case', name);
    if (!attribute) refusals.push(fault(`${path}[${index}].attribName`, 'is not a configured custom attribute'));
    else if (values.length === 0)
      refusals.push(fault(`${path}[${index}].attribValues.attribValue`, 'a value is expected'));
    return attribute ? values.map((value) => customFilterOf(attribute, value)) : [];
  });
  const isFit = filters.length > 0 && filters.length <= MOST_CUSTOM_FILTERS;
  if (refusals.length === 0 && !isFit) refusals.push(fault(path, `1 to ${MOST_CUSTOM_FILTERS} values are expected`));
  return { filters, refusals };
}

function fault(attribute: string, reason: string): Refusal {
  return { code: '400-152', attribute, reason, clause: CLAUSE };
}

function rangeFaults(name: string, { start, end }: RangeBody): Refusal[] {
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
