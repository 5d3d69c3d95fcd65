import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import { Database } from '#storage/database.js';
import { Gatherer, oldest } from '#storage/gatherer.js';
import { SqlParameters } from '#storage/sql-parameters.js';
import { visibleActivities, type Reader } from './activity-visibility.js';
import type { MailDetails } from './mail-details.js';

/** A person's name as the contact of a customer has it. */
interface NamedCustomer {
  readonly id: string;
  readonly customerName: string | null;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
}

export interface ActivityRow {
  readonly id: string;
  /** Null for mail about a record of a table of its own, which may be no customer's either. */
  readonly caseId: string | null;
  readonly departmentId: string;
  readonly mode: string;
  readonly type: string;
  readonly subtype: string;
  readonly status: string;
  readonly substatus: string;
  readonly priority: string;
  readonly language: string;
  readonly isSecure: boolean;
  readonly isSentOnBehalf: boolean;
  readonly isContentPurged: boolean;
  readonly isReadByCustomer: boolean;
  readonly subject: string | null;
  readonly contactPointData: string | null;
  /** Null for what nobody has to work on. */
  readonly queueId: string | null;
  readonly attachmentCount: number;
  readonly purgedAttachmentCount: number;
  readonly noteCount: number;
  readonly customAttributes: Readonly<Record<string, readonly string[]>>;
  readonly createdBy: ActorRecord;
  readonly createdAt: Date;
  readonly lastModifiedBy: ActorRecord;
  readonly lastModifiedAt: Date;
  readonly dueAt: Date | null;
  readonly aliasId: string | null;
  readonly messageCenterId: string | null;
  readonly issueTypeId: string | null;
  readonly customer: (NamedCustomer & { readonly contactId: string | null }) | null;
  readonly sentBy: NamedCustomer | null;
  /** The email of an activity, read only when it is asked for. */
  readonly email: EmailRow | null;
}

export interface EmailRow {
  readonly sentAt: string;
  readonly fromAddress: string | null;
  readonly receiverAddress: string | null;
  readonly toAddresses: readonly string[];
  readonly ccAddresses: readonly string[];
  readonly replyToAddress: string | null;
  /** Absent when the content was not asked for. */
  readonly contentText?: string | null;
  readonly contentHtml?: string | null;
  /** Null when it did not come by mail. */
  readonly mail: MailDetails | null;
}

const SORT_EXPRESSIONS = {
  id: 'a.id',
  case: 'a.case_id',
  created: 'a.created_at',
  department: '(SELECT lower(d.name) FROM departments d WHERE d.id = a.department_id)',
  dueDate: 'a.due_at',
  lastModified: 'a.last_modified_at',
};

export type ActivitySort = keyof typeof SORT_EXPRESSIONS;

export interface ActivityOrder {
  readonly sort: ActivitySort;
  readonly isDescending: boolean;
}

/** Requests that share a statement, and statements at the same time. */
const MOST_TOGETHER = 32;
const READERS = 2;

/** Reads activities; every statement carries the reader's visibility. */
@Injectable()
export class ActivityStore {
  /** Summaries for those who see everything: who asks at the same time shares a statement. */
  private readonly summaries = new Gatherer<readonly string[], readonly ActivityRow[]>({
    atOnce: READERS,
    choose: oldest(MOST_TOGETHER),
    run: (lists) => this.findTogether(lists),
  });

  constructor(private readonly database: Database) {}

  /** The visible ones among these ids, in no order unless one is asked for. */
  async find(
    reader: Reader,
    ids: readonly string[],
    order: ActivityOrder | undefined,
    parts: ActivityParts,
  ): Promise<readonly ActivityRow[]> {
    const isShareable = reader.kind === 'partition' && !order && !parts.withEmail;
    return isShareable ? this.summaries.add(ids) : this.findAlone(reader, ids, order, parts);
  }

  private async findTogether(
    lists: readonly (readonly string[])[],
  ): Promise<PromiseSettledResult<readonly ActivityRow[]>[]> {
    const wanted = [...new Set(lists.flat())];
    const parts = { withEmail: false, withContent: false };
    const rows = await this.findAlone({ kind: 'partition' }, wanted, undefined, parts);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return lists.map((list) => ({ status: 'fulfilled', value: list.flatMap((id) => byId.get(id) ?? []) }));
  }

  private async findAlone(
    reader: Reader,
    ids: readonly string[],
    order: ActivityOrder | undefined,
    parts: ActivityParts,
  ): Promise<ActivityRow[]> {
    const parameters = new SqlParameters();
    const wanted = byIds(ids, parameters);
    const text = `
      SELECT ${columnsOf(parts)}
      FROM ${wanted.tables} ${JOINS} ${emailJoin(parts)}
      WHERE ${wanted.condition} AND ${visibleActivities(reader, parameters, 'a')} ${order ? `ORDER BY ${orderSql(order)}` : ''}`;
    const sorted = order ? `${order.sort}-${order.isDescending}` : 'unsorted';
    const name = `find-${wanted.name}-${reader.kind}-${sorted}-${parts.withEmail}-${parts.withContent}`;
    return this.database.query<ActivityRow>({ name, text }, parameters.values);
  }

  async isSecure(id: string): Promise<boolean> {
    const text = 'SELECT secure FROM activities WHERE id = $1::bigint';
    const [row] = await this.database.query<{ secure: boolean }>({ name: 'is-activity-secure', text }, [id]);
    return row?.secure === true;
  }

  async countVisible(reader: Reader, ids: readonly string[]): Promise<number> {
    const parameters = new SqlParameters();
    const wanted = byIds(ids, parameters);
    const text = `
      SELECT count(*) AS total FROM ${wanted.tables}
      WHERE ${wanted.condition} AND ${visibleActivities(reader, parameters, 'a')}`;
    const [row] = await this.database.query<{ total: string }>(
      { name: `count-visible-${wanted.name}-${reader.kind}`, text },
      parameters.values,
    );
    return Number(row?.total ?? 0);
  }
}

/**
 * Activities by their ids, each looked up in the one partition that can have it. One id, which is the usual number, has a form of
 * its own: its plan is made once, while PostgreSQL makes a new one each time for a list whose length it does not know.
 */
function byIds(
  ids: readonly string[],
  parameters: SqlParameters,
): { readonly name: string; readonly tables: string; readonly condition: string } {
  const [only, ...others] = ids;
  if (others.length === 0) {
    return { name: 'activity', tables: 'activities a', condition: `a.id = ${parameters.add(only ?? null, 'bigint')}` };
  }
  const wanted = `(SELECT DISTINCT unnest(${parameters.add(ids, 'bigint[]')}) AS id) AS wanted`;
  return { name: 'activities', tables: `${wanted} JOIN activities a ON a.id = wanted.id`, condition: 'true' };
}

/** What is read beside the activity itself. */
export interface ActivityParts {
  readonly withEmail: boolean;
  readonly withContent: boolean;
}

/** Departments, queues, aliases and issue types are in the configuration snapshot; only ids of them are read. */
const COLUMNS = `
  a.id, a.case_id AS "caseId", a.department_id AS "departmentId", a.mode, a.type, a.subtype, a.status, a.substatus, a.priority,
  a.language, a.secure AS "isSecure", a.sent_on_behalf AS "isSentOnBehalf", a.content_purged AS "isContentPurged",
  a.read_by_customer AS "isReadByCustomer", a.subject, a.contact_point_data AS "contactPointData", a.queue_id AS "queueId",
  a.alias_id AS "aliasId", a.message_center_id AS "messageCenterId", a.issue_type_id AS "issueTypeId",
  a.attachment_count AS "attachmentCount", a.purged_attachment_count AS "purgedAttachmentCount",
  (SELECT count(*)::integer FROM notes n WHERE n.object = 'activity' AND n.object_id = a.id) AS "noteCount",
  a.custom_attributes AS "customAttributes", a.created_by AS "createdBy",
  a.created_at AS "createdAt", a.last_modified_by AS "lastModifiedBy", a.last_modified_at AS "lastModifiedAt",
  a.due_at AS "dueAt",
  CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id::text, 'customerName', c.customer_name, 'contactId', k.id::text,
    'firstName', k.first_name, 'middleName', k.middle_name, 'lastName', k.last_name) END AS customer,
  CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id::text, 'customerName', s.customer_name,
    'firstName', sk.first_name, 'middleName', sk.middle_name, 'lastName', sk.last_name) END AS "sentBy"`;

/**
 * Which contact it is, is found before it is joined. A condition that is more than a comparison of columns might tell of what a policy
 * hides: with row-level security it would be asked of every contact there is, and no index of it.
 */
const JOINS = `
  LEFT JOIN customers c ON c.id = a.customer_id
  LEFT JOIN LATERAL (
    SELECT coalesce(a.contact_id, min(o.id)) AS id FROM contacts o WHERE o.customer_id = a.customer_id AND a.contact_id IS NULL
  ) shown ON true
  LEFT JOIN contacts k ON k.id = shown.id
  LEFT JOIN customers s ON s.id = a.sent_by_customer_id
  LEFT JOIN LATERAL (SELECT min(o.id) AS id FROM contacts o WHERE o.customer_id = a.sent_by_customer_id) first_of_sender ON true
  LEFT JOIN contacts sk ON sk.id = first_of_sender.id`;

function emailJoin({ withEmail }: ActivityParts): string {
  return withEmail ? 'LEFT JOIN activity_emails e ON e.activity_id = a.id' : '';
}

function columnsOf({ withEmail, withContent }: ActivityParts): string {
  if (!withEmail) return `${COLUMNS}, NULL AS email`;
  const content = withContent ? `, 'contentText', e.content_text, 'contentHtml', e.content_html` : '';
  return `${COLUMNS},
    CASE WHEN e.activity_id IS NOT NULL THEN jsonb_build_object('sentAt', e.sent_at, 'fromAddress', e.from_address,
      'receiverAddress', e.receiver_address, 'toAddresses', to_jsonb(e.to_addresses), 'ccAddresses', to_jsonb(e.cc_addresses),
      'replyToAddress', e.reply_to_address, 'mail', e.mail${content}) END AS email`;
}

/** The id decides among equals, so that pages neither repeat nor skip an activity. */
function orderSql({ sort, isDescending }: ActivityOrder): string {
  const direction = isDescending ? 'DESC' : 'ASC';
  return sort === 'id' ? `a.id ${direction}` : `${SORT_EXPRESSIONS[sort]} ${direction} NULLS LAST, a.id`;
}
