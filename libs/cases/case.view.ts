import { customerNames, customerSummary, linkFor, personView } from '#activities/party.view.js';
import type { Reader } from '#activities/activity-visibility.js';
import { caseState, columnsOfState } from '#activities/status-table.rules.js';
import { customAttributesView } from '#customers/customer.view.js';
import { displayed, displayedLanguage } from '#runtime/display-values/display-value.js';
import type { Locale } from '#runtime/locale.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import type { CaseRow } from './case.store.js';

/**
 * A case as its reader may see it (casemgr.md §4, E-3); customers see neither department nor owner nor labels, and of a case of
 * somebody else, in which they have an activity, not what it is about, nor whose it is.
 */
export function caseView(row: CaseRow, reader: Reader, locale: Locale): AnswerTree {
  const link = linkFor(reader);
  const isCustomer = reader.kind === 'customer';
  const isOfAnother = isCustomer && row.customerId !== reader.customerId;
  const activities = isCustomer && reader.isOnBehalf ? `&customer=${reader.customerId}` : '';
  return {
    link: [link('self', `/core/casemgr/v3/case/${row.id}`)],
    activities: { link: [{ rel: 'activity', href: `/core/casemgr/v3/activity?caseID=${row.id}${activities}` }] },
    ...(!isCustomer && { department: { name: row.departmentName, id: row.departmentId } }),
    status: {
      ...displayed('caseStatus', columnsOfState(caseState(row.substatus)).status, locale),
      ...(!isCustomer && { substatus: displayed('caseSubstatus', row.substatus, locale) }),
    },
    severity: displayed('severity', row.severity, locale),
    subject: isOfAnother ? null : row.subject,
    originatingChannel: displayed('channel', row.originatingChannel, locale),
    ...(!isCustomer && { owner: ownerView(row) }),
    customer:
      isOfAnother || !row.customer ? null : isCustomer ? customerNames(row.customer) : customerSummary(row.customer),
    created: row.createdAt.toISOString(),
    createdBy: isOfAnother ? null : personView(row.createdBy),
    lastModified: row.lastModifiedAt.toISOString(),
    lastModifiedBy: isOfAnother ? null : personView(row.lastModifiedBy),
    lastClosed: row.lastClosedAt?.toISOString() ?? null,
    dueDate: row.dueAt?.toISOString() ?? null,
    solution: isOfAnother ? null : row.solution,
    description: isOfAnother ? null : row.description,
    language: row.language === null ? null : displayedLanguage(row.language, locale),
    relatedCases: row.relatedIds && {
      link: row.relatedIds.map((id) => ({ rel: 'case', href: `/core/casemgr/v3/case/${id}` })),
    },
    ...(!isCustomer && {
      notes: { count: row.noteCount, link: { rel: 'notes', href: `/core/casemgr/v3/case/${row.id}/notes` } },
      labels: row.labels,
      externalId: row.externalId,
      customAttributes: customAttributesView(row.customAttributes),
    }),
    ...(isCustomer && {
      recentActivityDate: row.recentActivityAt?.toISOString() ?? null,
      unreadActivityCount: row.unreadActivityCount,
    }),
    id: row.id,
  };
}

/** Null when nobody works on it. */
function ownerView({ assignee, agentGroup }: CaseRow): AnswerTree | null {
  if (!assignee && !agentGroup) return null;
  return { user: assignee && { ...assignee }, group: agentGroup && { ...agentGroup } };
}
