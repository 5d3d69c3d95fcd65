import { customAttributesView } from '#customers/customer.view.js';
import { displayed, displayedLanguage } from '#runtime/display-values/display-value.js';
import type { Locale } from '#runtime/locale.js';
import type { AttributeSelection } from '#wire/attribute-query.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import type { ActivityViewing } from './activity-viewing.js';
import type { ActivityRow } from './activity.store.js';
import { emailView } from './email.view.js';
import { customerNames, customerSummary, linkFor, personView } from './party.view.js';

/** Members that are shown only when `$attribute` asks for them, by who asks (casemgr.md §4). */
export const STAFF_ATTRIBUTES = [
  'created',
  'createdBy',
  'payload',
  'lastDepartment',
  'contactPointData',
  'userLastWorked',
  'classifications',
  'language',
] as const;

export const CUSTOMER_ATTRIBUTES = ['created', 'createdBy', 'payload'] as const;

const CUSTOM_ATTRIBUTES = 'customAttributes';

type Members = Readonly<Record<string, AnswerTree>>;

/** An activity as its reader may see it: the summary, and what `$attribute` adds (casemgr.md §4, E-2, E-6). */
export function activityView(row: ActivityRow, viewing: ActivityViewing): AnswerTree {
  const members = viewing.reader.kind === 'customer' ? customerMembers(row, viewing) : staffMembers(row, viewing);
  return Object.fromEntries(Object.entries(members).filter(([name]) => isShown(name, viewing.attributes)));
}

function isShown(name: string, attributes: AttributeSelection): boolean {
  if (name === CUSTOM_ATTRIBUTES) return attributes.customAttributes()?.size !== 0;
  return !STAFF_ATTRIBUTES.some((extra) => extra === name) || attributes.includes(name);
}

/** In the order in which the platform modelled on shows them. */
function staffMembers(row: ActivityRow, viewing: ActivityViewing): Members {
  const { locale, snapshot } = viewing;
  return {
    ...identity(row, viewing),
    department: { name: snapshot.findDepartmentById(row.departmentId)?.name ?? null, id: row.departmentId },
    ...kind(row, locale),
    status: {
      ...displayed('status', row.status, locale),
      substatus: displayed('substatus', row.substatus, locale),
      assigned: null,
    },
    ...history(row),
    language: displayedLanguage(row.language, locale),
    userLastWorked: null,
    customer: row.customer && customerSummary(row.customer),
    classifications: null,
    queue: row.queueId === null ? null : { name: snapshot.findQueue(row.queueId)?.name ?? null, id: row.queueId },
    attachments: attachmentsView(row, viewing),
    notes: { count: row.noteCount, link: { rel: 'notes', href: `${activityPath(row.id)}/notes` } },
    contactPointData: row.contactPointData,
    lastDepartment: null,
    ...content(row, viewing),
  };
}

/** Neither department nor queue nor who works on it; open or completed, and whether the customer has read it. */
function customerMembers(row: ActivityRow, viewing: ActivityViewing): Members {
  const { locale } = viewing;
  return {
    ...identity(row, viewing),
    ...kind(row, locale),
    status: collapsedStatus(row.status, locale),
    read: row.isReadByCustomer,
    ...history(row),
    customer: row.customer && customerNames(row.customer),
    attachments: attachmentsView(row, viewing),
    ...content(row, viewing),
  };
}

function identity(row: ActivityRow, { reader }: ActivityViewing): Members {
  const link = linkFor(reader);
  return {
    link: [link('self', activityPath(row.id))],
    case: row.caseId === null ? null : { link: [link('case', `/core/casemgr/v3/case/${row.caseId}`)], id: row.caseId },
  };
}

function kind(row: ActivityRow, locale: Locale): Members {
  return {
    mode: displayed('mode', row.mode, locale),
    type: { ...displayed('type', row.type, locale), subtype: displayed('subtype', row.subtype, locale) },
    secure: row.isSecure,
    sentOnBehalf: row.isSentOnBehalf,
  };
}

function history(row: ActivityRow): Members {
  return {
    priority: row.priority,
    created: row.createdAt.toISOString(),
    createdBy: personView(row.createdBy),
    lastModified: row.lastModifiedAt.toISOString(),
    lastModifiedBy: personView(row.lastModifiedBy),
    dueDate: row.dueAt?.toISOString() ?? null,
    subject: row.subject,
  };
}

function content(row: ActivityRow, viewing: ActivityViewing): Members {
  const { snapshot } = viewing;
  return {
    issueType:
      row.issueTypeId === null
        ? null
        : { id: row.issueTypeId, name: snapshot.findIssueType(row.issueTypeId)?.name ?? null },
    contentPurged: row.isContentPurged,
    payload: { email: row.email && emailView(row, row.email, viewing) },
    [CUSTOM_ATTRIBUTES]: customAttributesView(row.customAttributes, viewing.attributes.customAttributes()),
    virtualAssistant: null,
    channel: null,
    id: row.id,
  };
}

function attachmentsView(row: ActivityRow, { reader }: ActivityViewing): AnswerTree {
  return {
    count: row.attachmentCount,
    purgedCount: row.purgedAttachmentCount,
    link: linkFor(reader)('attachment', `${activityPath(row.id)}/attachment`),
  };
}

function collapsedStatus(status: string, locale: Locale): AnswerTree {
  return displayed('status', status === 'completed' ? status : 'open', locale);
}

function activityPath(id: string): string {
  return `/core/casemgr/v3/activity/${id}`;
}
