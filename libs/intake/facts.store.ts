import { Injectable } from '@nestjs/common';
import type { StoredAttachment } from '#attachments/attachment.store.js';
import { isAltId } from '#attachments/alt-id.js';
import type { Actor } from '#auth/actor.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { addressesInCustomer } from '#customers/new-customer.rules.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { Load } from '#http/load.js';
import { isDatabaseKey, type CustomerId, type DepartmentId } from '#runtime/ids.js';
import { Database, LOOK_UP_LIMIT_MS } from '#storage/database.js';
import { Gatherer, oldest } from '#storage/gatherer.js';
import type { Facts, KnownAddress, KnownCase, KnownCustomer } from './facts.js';
import type { IncomingEmail } from './incoming-email.js';

/** Where shared customers and, without departmentalization, all customers have their addresses (C-6, C-8). */
const SHARED_SCOPE = '0';

type AttachmentRow = Omit<StoredAttachment, 'createdAt'> & { readonly createdAt: string };

interface FactRow {
  readonly owners: KnownAddress[] | null;
  readonly case: KnownCase | null;
  readonly attachments: AttachmentRow[] | null;
  readonly customer: (Omit<KnownCustomer, 'addresses'> & { readonly addresses: KnownAddress[] | null }) | null;
}

/** What is looked up for one email; the members are the columns of the statement. */
interface Question {
  readonly email_keys: readonly string[];
  readonly address_scopes: readonly string[];
  readonly case_id: string | null;
  readonly alt_ids: readonly string[];
  readonly customer_id: string | null;
}

/** `$1` is a JSON list of questions; one row of facts for each, in order. */
const READ_FACTS = {
  name: 'read-intake-facts',
  answerWithinMs: LOOK_UP_LIMIT_MS,
  text: `
    SELECT
      (SELECT jsonb_agg(jsonb_build_object('id', p.id::text, 'customerId', p.customer_id::text,
          'contactId', p.contact_id::text, 'emailAddress', p.email_address) ORDER BY p.address_scope DESC)
        FROM contact_points p
        WHERE p.email_key = ANY(q.email_keys) AND p.address_scope = ANY(q.address_scopes)) AS owners,
      (SELECT jsonb_build_object('id', c.id::text, 'customerId', c.customer_id::text, 'departmentId', c.department_id::text)
        FROM cases c WHERE c.id = q.case_id) AS case,
      (SELECT jsonb_agg(jsonb_build_object('id', a.id::text, 'altId', a.alt_id, 'fileName', a.file_name,
          'contentType', a.content_type, 'size', a.size,
          'state', CASE WHEN a.uploaded_at IS NULL THEN 'announced' ELSE 'uploaded' END, 'uploader', a.uploader,
          'isAttached', a.activity_id IS NOT NULL OR a.record_id IS NOT NULL, 'activityId', a.activity_id::text, 'inline', a.inline,
          'contentId', a.content_id, 'createdAt', a.created_at, 'sha256', a.sha256, 'blobKey', a.blob_key))
        FROM attachments a WHERE a.alt_id = ANY(q.alt_ids)) AS attachments,
      (SELECT jsonb_build_object('id', c.id::text, 'departmentId', c.department_id::text, 'addresses', (
          SELECT jsonb_agg(jsonb_build_object('id', p.id::text, 'customerId', p.customer_id::text,
            'contactId', p.contact_id::text, 'emailAddress', p.email_address) ORDER BY p.is_primary DESC, p.created_at, p.id)
          FROM contact_points p WHERE p.customer_id = c.id AND p.email_key IS NOT NULL))
        FROM customers c WHERE c.id = q.customer_id) AS customer
    FROM ROWS FROM (json_to_recordset($1::json) AS (email_keys text[], address_scopes bigint[], case_id bigint, alt_ids uuid[],
        customer_id bigint))
      WITH ORDINALITY AS q(email_keys, address_scopes, case_id, alt_ids, customer_id, ordinal)
    ORDER BY q.ordinal`,
};

/** Questions in one statement, and statements at the same time. */
const MOST_IN_A_BATCH = 64;
const READERS = 2;

/** Reads what the decision on an email needs; emails that come at the same time share one statement. */
@Injectable()
export class FactsStore {
  private readonly gatherer = new Gatherer<Question, FactRow>({
    atOnce: READERS,
    choose: oldest(MOST_IN_A_BATCH),
    run: async (questions) => {
      const rows = await this.database.query<FactRow>(READ_FACTS, [JSON.stringify(questions)]);
      return rows.map((value) => ({ status: 'fulfilled', value }));
    },
  });

  constructor(
    private readonly database: Database,
    load: Load,
  ) {
    load.watch(() => this.gatherer.oldestWaitMs);
  }

  /** `customerId`: for whom a customer creates the activity. */
  async read(
    email: IncomingEmail,
    actor: Actor,
    customerId: CustomerId | undefined,
    snapshot: PartitionSnapshot,
  ): Promise<Facts> {
    const addresses = [email.from, ...addressesInCustomer(email.customer).map(({ address }) => address)];
    const row = await this.gatherer.add({
      email_keys: addresses.filter((address) => address !== undefined).map(addressKey),
      address_scopes: addressScopes(email, actor, snapshot),
      case_id: email.caseId !== undefined && isDatabaseKey(email.caseId) ? email.caseId : null,
      alt_ids: altIds(email, snapshot),
      customer_id: customerId ?? null,
    });
    const attachments = (row.attachments ?? []).map(toAttachment);
    return {
      snapshot,
      owners: Map.groupBy(row.owners ?? [], ({ emailAddress }) => addressKey(emailAddress)),
      case: row.case ?? undefined,
      attachments: new Map(attachments.map((attachment) => [attachment.altId, attachment])),
      customer: row.customer ? { ...row.customer, addresses: row.customer.addresses ?? [] } : undefined,
    };
  }
}

function toAttachment(row: AttachmentRow): StoredAttachment {
  return { ...row, createdAt: new Date(row.createdAt) };
}

/** Not more than an activity may have: with one more it is refused whatever they are (T-5). */
function altIds({ attachments }: IncomingEmail, { settings }: PartitionSnapshot): string[] {
  return attachments
    .slice(0, settings.maximumAttachmentsPerActivity)
    .map(({ altId }) => altId)
    .filter(isAltId);
}

/** Where the address of `from` is looked for (C-1, C-3, C-8). */
function addressScopes(email: IncomingEmail, actor: Actor, snapshot: PartitionSnapshot): string[] {
  if (!snapshot.settings.customerDepartmentalization) return [SHARED_SCOPE];
  const departmentId: DepartmentId | undefined =
    actor.kind === 'customer' ? actor.departmentId : snapshot.findDepartment(email.departmentName ?? '')?.id;
  return departmentId === undefined ? [SHARED_SCOPE] : [departmentId, SHARED_SCOPE];
}
