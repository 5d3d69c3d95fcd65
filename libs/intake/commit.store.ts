import { Injectable } from '@nestjs/common';
import { CaseChangeStore } from '#cases/case-change.store.js';
import { CaseLifecycle } from '#cases/case-lifecycle.js';
import { MOST_RELATED } from '#cases/case-relations.rules.js';
import type { ActorRecord } from '#auth/actor.js';
import { FIELDS_CHANGED } from '#field-pushes/field-change.store.js';
import type { NewContact } from '#customers/new-customer.rules.js';
import type { ActivityId, CaseId, CustomerId } from '#runtime/ids.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { Database, violatedUnique, type Statement } from '#storage/database.js';
import type { IdempotencyClaim } from '#writes/idempotency.store.js';
import type { AcceptedEmail, Ownership } from './decision.js';
import { MAIL_TO_ACKNOWLEDGE } from './mail-effects.js';

/** One accepted email with what its commit records about the request. */
export interface Commit {
  readonly accepted: AcceptedEmail;
  readonly actor: ActorRecord;
  /** The customer who created it for another one: its grant must still be there. */
  readonly grantHolderId: CustomerId | undefined;
  readonly at: Date;
  readonly remoteAddress: string;
  readonly requestId: string;
  /** Names the trace that what follows from the commit belongs to, if there is one (runtime.md ENV-13). */
  readonly traceparent: string | undefined;
  readonly idempotency: IdempotencyClaim | undefined;
  /** The edit session of field pushes that it saves (field-push.md FW-3). */
  readonly editSessionId: string | undefined;
}

export interface Committed {
  readonly activityId: ActivityId;
  readonly caseId: CaseId;
  readonly customerId: CustomerId;
}

/** What was decided on does not hold any more: read the facts again and decide again. Nothing was written. */
export class OutdatedDecision extends Error {
  constructor(cause: unknown) {
    super('What was decided on has changed', { cause });
    this.name = 'OutdatedDecision';
  }
}

/** SQLSTATE of `require_for_commit`. */
const CONDITION_FAILED = 'CM001';

/** Where the statement for mails says more than the one for requests, which is spared every bit of it. */
interface Extra {
  readonly columns: string;
  readonly customer: string;
  /** Customers that existed before and are changed, with the members that are; and how their details are. */
  readonly customerChanges: string;
  readonly customerDetails: string;
  readonly newCase: { readonly columns: string; readonly status: string; readonly values: string };
  readonly oldCase: { readonly changes: string; readonly condition: string; readonly operation: string };
  readonly activityState: (column: 'mode' | 'status' | 'substatus') => string;
  readonly email: { readonly columns: string; readonly values: string };
  /** Customers that existed before, with the fields that were changed of them. */
  readonly customerFields: string;
  readonly settlement: string;
}

/** A state never has the time of the one before, which is what is compared before an edit (around-activity.md WR-2). */
const changedBy = (row: string) => `last_modified_by = i.actor,
        last_modified_at = greatest(i.at, date_trunc('milliseconds', ${row}.last_modified_at) + interval '1 millisecond')`;

const RECEIVED = { mode: "'inbound'", status: "'awaiting_assignment'", substatus: "'ready_for_assignment'" };

/** A case with a reply that is not sent yet is not closed (CASE-5): the mail says that its matter is done, so it is resolved. */
const SENT_STATUS = `CASE WHEN i.mail #>> '{case,status}' = 'closed' AND EXISTS (
          SELECT FROM activities d WHERE d.case_id = c.id AND d.mode = 'outbound' AND d.status <> 'completed')
          THEN 'resolved' ELSE i.mail #>> '{case,status}' END`;

/** What a case does when something comes in (around-activity.md CASE-1). */
const CONTINUED_STATUS = "CASE WHEN c.status IN ('closed', 'resolved') THEN 'open' ELSE c.status END";

const OF_REQUESTS: Extra = {
  columns: '',
  customer: '',
  customerChanges: '',
  customerDetails: '',
  newCase: { columns: '', status: "'open'", values: '' },
  oldCase: {
    changes: `status = ${CONTINUED_STATUS}`,
    condition: 'c.customer_id = i.customer_id AND c.department_id = i.department_id',
    operation: "'continue'",
  },
  activityState: (column) => RECEIVED[column],
  email: { columns: '', values: '' },
  customerFields: '',
  settlement: '',
};

/** `input.mail` is `MailEffects`. The members of a case that a mail sets are added to what is there, never taken away. */
const OF_MAILS: Extra = {
  columns: ', mail jsonb',
  customer: `
    former_owner AS MATERIALIZED (
      SELECT i.ordinal, p.customer_id AS id, i.at FROM contact_points p
      JOIN input i ON p.id = (i.customer ->> 'takenContactPointId')::bigint
    ),
    taken_point AS (
      UPDATE contact_points p SET customer_id = c.customer_id, contact_id = c.contact_id, verified = true, is_primary = true
      FROM contact c JOIN input i ON i.ordinal = c.ordinal
      WHERE c.position = 1 AND p.id = (i.customer ->> 'takenContactPointId')::bigint AND NOT p.verified
      RETURNING p.id
    ),
    take_over AS (
      INSERT INTO audit_entries (at, actor, action, object, object_id, remote_address, request_id, detail)
      SELECT i.at, i.actor, 'takeOver', 'contactPoint', i.customer ->> 'takenContactPointId', i.remote_address, i.request_id,
        jsonb_build_object('customerId', i.customer_id::text)
      FROM input i WHERE i.customer ->> 'takenContactPointId' IS NOT NULL
    ),
    undeliverable AS (
      UPDATE contact_points p SET details = p.details || jsonb_build_object('undeliverableSince',
        to_char(i.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      FROM input i
      WHERE p.customer_id = i.customer_id AND i.mail -> 'undeliverable' ? p.email_key
      RETURNING i.ordinal, p.customer_id AS id
    ),
    reached AS (
      UPDATE contact_points p SET details = p.details - 'undeliverableSince'
      FROM input i
      WHERE p.email_key = ANY(ARRAY(SELECT r.mail ->> 'reached' FROM input r)) AND p.email_key = i.mail ->> 'reached'
        AND p.verified AND p.details ? 'undeliverableSince'
      RETURNING i.ordinal, p.customer_id AS id
    ),`,
  customerChanges: `
      UNION SELECT i.ordinal, i.known_customer_id, '{customAttributes}' FROM input i
      WHERE i.known_customer_id IS NOT NULL AND i.mail -> 'customerAttributes' <> '{}'
      UNION SELECT ordinal, id, '{contacts}' FROM undeliverable
      UNION SELECT ordinal, id, '{contacts}' FROM reached
      UNION SELECT ordinal, id, '{contacts}' FROM former_owner`,
  customerDetails: `
        details = CASE WHEN i.known_customer_id = u.id AND i.mail -> 'customerAttributes' <> '{}'
          THEN u.details || jsonb_build_object('customAttributes',
            coalesce(u.details -> 'customAttributes', '{}') || (i.mail -> 'customerAttributes'))
          ELSE u.details END,`,
  newCase: {
    columns: ', labels, language, external_id, custom_attributes, last_closed_at',
    status: "coalesce(i.mail #>> '{case,status}', 'open')",
    values: `,
        ARRAY(SELECT jsonb_array_elements_text(i.mail #> '{case,labels}')), i.mail #>> '{case,language}',
        i.mail #>> '{case,externalId}', i.mail #> '{case,customAttributes}',
        CASE WHEN i.mail #>> '{case,status}' = 'closed' THEN i.at END`,
  },
  oldCase: {
    changes: `
        status = coalesce(${SENT_STATUS},
          CASE WHEN (i.mail #>> '{case,isContinued}')::boolean THEN ${CONTINUED_STATUS} ELSE c.status END),
        last_closed_at = CASE WHEN ${SENT_STATUS} = 'closed' THEN i.at ELSE c.last_closed_at END,
        labels = c.labels || ARRAY(SELECT l FROM jsonb_array_elements_text(i.mail #> '{case,labels}') AS l
          WHERE lower(l) NOT IN (SELECT lower(k) FROM unnest(c.labels) AS k)),
        language = coalesce(i.mail #>> '{case,language}', c.language),
        external_id = coalesce(c.external_id, i.mail #>> '{case,externalId}'),
        custom_attributes = c.custom_attributes || (i.mail #> '{case,customAttributes}')`,
    condition: `c.customer_id = (i.mail #>> '{case,customerId}')::bigint
        AND c.department_id = (i.mail #>> '{case,departmentId}')::bigint
        AND (i.mail #>> '{case,externalId}' IS NULL OR coalesce(c.external_id, i.mail #>> '{case,externalId}') = i.mail #>> '{case,externalId}')`,
    operation: "CASE WHEN i.mail #>> '{case,status}' IS NULL THEN 'continue' ELSE 'set' || initcap(c.status) END",
  },
  activityState: (column) => `i.mail #>> '{activity,${column}}'`,
  email: { columns: ', mail', values: ", i.mail -> 'details'" },
  customerFields: `
      UNION ALL
      SELECT 'customer', i.customer_id, ARRAY(SELECT field_push_name(a) FROM custom_attributes a
          WHERE a.object = 'customer' AND i.mail -> 'customerAttributes' ? a.name), i.at
      FROM input i WHERE i.known_customer_id IS NOT NULL AND i.mail -> 'customerAttributes' <> '{}'
      UNION ALL
      SELECT 'customer', f.id, '{email,other_emails}'::text[], f.at FROM former_owner f`,
  settlement: `,
    related AS (
      INSERT INTO case_relations (case_id, related_case_id)
      SELECT o.id, i.case_id FROM input i JOIN cases o ON o.id = (i.mail #>> '{case,relatedCaseId}')::bigint
      WHERE i.known_case_id IS NULL
        AND (SELECT count(*) FROM case_relations r WHERE r.case_id = o.id OR r.related_case_id = o.id) < ${MOST_RELATED}
      ON CONFLICT DO NOTHING
    ),
    acknowledged AS (
      INSERT INTO outbox_entries (lane, kind, object_id, created_at, available_at)
      SELECT 'replies', '${MAIL_TO_ACKNOWLEDGE}', i.activity_id::text, i.at, i.at
      FROM input i WHERE (i.mail ->> 'isTold')::boolean
    ),
    message_id AS (
      INSERT INTO message_ids (message_key, case_id, origin, created_at)
      SELECT m ->> 'key', i.case_id, m ->> 'origin', i.at
      FROM input i, jsonb_array_elements(i.mail -> 'messageIds') AS m
      ON CONFLICT (message_key, case_id) DO UPDATE SET origin = excluded.origin
        WHERE message_ids.origin = 'referenced' AND excluded.origin <> 'referenced'
    ),
    settled AS (
      UPDATE mail_messages m SET outcome = f.outcome, reason = f.reason, remarks = f.remarks, message_id = f."messageId",
        subject = f.subject, sender = f.sender, customer_key = f."customerKey", content_hash = f."contentHash", body_hash = f."bodyHash",
        dedup_key = f."dedupKey",
        account = f.account, department_id = f."departmentId",
        activity_id = i.activity_id, case_id = i.case_id, processed_at = i.at, holder = NULL
      FROM input i, jsonb_to_record(i.mail -> 'fate') AS f(outcome text, reason text, remarks text[], "messageId" text,
        subject text, sender text, "customerKey" text, "contentHash" text, "bodyHash" text, "dedupKey" text, account text, "departmentId" bigint)
      WHERE m.id = (i.mail #>> '{entry,id}')::bigint AND m.holder = (i.mail #>> '{entry,holder}')::uuid AND m.outcome IS NULL
      RETURNING m.id
    ),
    settlements AS MATERIALIZED (
      SELECT require_for_commit((SELECT count(*) FROM settled) = (SELECT count(*) FROM input)
        AND (SELECT count(*) FROM taken_point) = (SELECT count(i.customer ->> 'takenContactPointId') FROM input i),
        'mail') AS holds
    )`,
};

/**
 * casemgr.md E-1 as one statement, and so as one transaction: everything is written, or nothing. `$1` is a JSON list of
 * emails, so that one transaction can carry many. Ids are taken first; whatever refers to them is inserted from the same rows.
 *
 * The conditions: the configuration is still the one that was decided on, and stays so until the end (its row is locked
 * shared, which a change of the configuration waits for); grants are still given; customers are neither merged nor obfuscated;
 * cases are still the customer's; every attachment was there to be claimed; the idempotency key is still held. New addresses
 * are guarded by their unique constraint.
 */
function commitStatement(name: string, extra: Extra): Statement {
  const text = `
    WITH configuration AS MATERIALIZED (
      SELECT require_for_commit(
        EXISTS (SELECT FROM configuration_revision WHERE revision = $2::bigint FOR SHARE), 'configuration') AS holds
    ),
    input AS MATERIALIZED (
      SELECT e.*,
        nextval('activities_id_seq') AS activity_id,
        coalesce(e.known_case_id, nextval('cases_id_seq')) AS case_id,
        coalesce(e.known_customer_id, nextval('customers_id_seq')) AS customer_id
      FROM configuration, json_to_recordset($1::json) AS e(
        ordinal integer, known_case_id bigint, known_customer_id bigint, known_contact_id bigint, grant_holder_id bigint,
        customer json, department_id bigint, queue_id bigint, alias_id bigint, message_center_id text, issue_type_id text,
        subject text, content_text text, content_html text, contact_address text, from_address text, receiver text, to_addresses text[],
        cc_addresses text[], reply_to text, sent_at timestamptz, secure boolean, sent_by_customer_id bigint, priority text,
        language text, custom_attributes jsonb, attachments json, attachment_count integer, actor jsonb, at timestamptz,
        remote_address text, request_id text, traceparent text, idempotency json, edit_session_id uuid${extra.columns})
      WHERE configuration.holds
    ),
    granted AS MATERIALIZED (
      SELECT require_for_commit(count(*) = count(g.on_customer_id), 'grant') AS holds
      FROM input i LEFT JOIN customer_grants g
        ON g.holder_customer_id = i.grant_holder_id AND g.on_customer_id = i.customer_id
      WHERE i.grant_holder_id IS NOT NULL
    ),
    known_customer AS MATERIALIZED (
      -- Held as the foreign keys will hold them; whoever merges or obfuscates them waits, or has done so before.
      SELECT c.id FROM customers c
      -- As an array: planned while there were few customers, a join would go on to read all of them.
      WHERE c.id = ANY(ARRAY(SELECT known_customer_id FROM input)) AND c.obfuscated_at IS NULL FOR KEY SHARE
    ),
    owned AS MATERIALIZED (
      SELECT require_for_commit(
        (SELECT count(*) FROM known_customer) = (SELECT count(DISTINCT known_customer_id) FROM input), 'customer') AS holds
    ),
    contact AS MATERIALIZED (
      SELECT i.ordinal, i.customer_id, i.at, c.value AS contact, nextval('contacts_id_seq') AS contact_id, c.position
      FROM input i, json_array_elements(i.customer -> 'contacts') WITH ORDINALITY AS c(value, position)
    ),
    new_customer AS (
      INSERT INTO customers (id, type, department_id, customer_name, group_type, details, created_by, created_at,
        last_modified_by, last_modified_at)
      SELECT i.customer_id, i.customer ->> 'type', (i.customer ->> 'departmentId')::bigint, i.customer ->> 'customerName',
        i.customer ->> 'groupType', (i.customer -> 'details')::jsonb, i.actor, i.at, i.actor, i.at
      FROM input i WHERE i.customer IS NOT NULL AND i.known_customer_id IS NULL
    ),
    new_contact AS (
      INSERT INTO contacts (id, customer_id, first_name, middle_name, last_name, details, created_at)
      SELECT c.contact_id, c.customer_id, c.contact ->> 'firstName', c.contact ->> 'middleName', c.contact ->> 'lastName',
        (c.contact -> 'details')::jsonb, c.at
      FROM contact c WHERE c.contact -> 'knownContactId' IS NULL
    ),
    new_point AS (
      INSERT INTO contact_points (customer_id, contact_id, type, email_address, email_key, address_scope, is_primary, verified,
        details, created_at)
      SELECT c.customer_id, coalesce((c.contact ->> 'knownContactId')::bigint, c.contact_id), p ->> 'type',
        p ->> 'emailAddress', p ->> 'emailKey', (p ->> 'addressScope')::bigint, (p ->> 'isPrimary')::boolean,
        (p ->> 'verified')::boolean, (p -> 'details')::jsonb, c.at
      FROM contact c, json_array_elements(c.contact -> 'contactPoints') AS p
    ),${extra.customer}
    customer_change AS MATERIALIZED (
      SELECT i.ordinal, i.known_customer_id AS id, '{contacts}'::text[] AS members FROM input i
      WHERE i.known_customer_id IS NOT NULL AND i.customer IS NOT NULL${extra.customerChanges}
    ),
    changed_customer AS (
      UPDATE customers u SET${extra.customerDetails} ${changedBy('u')}
      FROM (SELECT DISTINCT ON (c.id) c.id, i.* FROM customer_change c JOIN input i ON i.ordinal = c.ordinal
        ORDER BY c.id, 'customAttributes' = ANY(c.members) DESC) i
      WHERE u.id = i.id
    ),
    new_case AS (
      INSERT INTO cases (id, department_id, customer_id, status, severity, subject, originating_channel, created_by, created_at,
        last_modified_by, last_modified_at${extra.newCase.columns})
      SELECT i.case_id, i.department_id, i.customer_id, ${extra.newCase.status}, 'medium',
        coalesce(nullif(i.subject, ''), '(no subject)'), 'email', i.actor, i.at, i.actor, i.at${extra.newCase.values}
      FROM input i WHERE i.known_case_id IS NULL
    ),
    locked_case AS MATERIALIZED (
      -- In one order, so that two batches that continue the same cases wait for each other instead of deadlocking.
      SELECT c.id, c.status, c.labels, c.language, c.external_id, c.custom_attributes FROM cases c
      WHERE c.id = ANY(ARRAY(SELECT known_case_id FROM input)) ORDER BY c.id FOR UPDATE
    ),
    old_case AS (
      UPDATE cases c SET ${changedBy('c')}, ${extra.oldCase.changes}
      FROM (SELECT DISTINCT ON (known_case_id) * FROM input WHERE known_case_id IS NOT NULL) i, locked_case l
      WHERE c.id = i.known_case_id AND l.id = c.id AND ${extra.oldCase.condition}
      RETURNING c.id, c.status, c.labels, c.language, c.external_id, c.custom_attributes
    ),
    case_change AS (
      SELECT c.id, l.status AS former_status, c.status, array_remove(ARRAY[
          CASE WHEN c.labels <> l.labels THEN 'labels' END,
          CASE WHEN c.language IS DISTINCT FROM l.language THEN 'language' END,
          CASE WHEN c.external_id IS DISTINCT FROM l.external_id THEN 'externalId' END,
          CASE WHEN c.custom_attributes <> l.custom_attributes THEN 'customAttributes' END], NULL) AS members
      FROM old_case c JOIN locked_case l ON l.id = c.id
    ),
    continued AS MATERIALIZED (
      SELECT require_for_commit(
        (SELECT count(*) FROM old_case) = (SELECT count(DISTINCT known_case_id) FROM input), 'case') AS holds
    ),
    new_activity AS (
      INSERT INTO activities (id, case_id, department_id, customer_id, contact_id, mode, type, subtype, status, substatus,
        priority, language, secure, sent_on_behalf, sent_by_customer_id, subject, contact_point_data, queue_id, alias_id,
        message_center_id, issue_type_id, attachment_count, read_by_customer, custom_attributes, created_by, created_at,
        last_modified_by, last_modified_at)
      SELECT i.activity_id, i.case_id, i.department_id, i.customer_id,
        coalesce(i.known_contact_id, (SELECT c.contact_id FROM contact c WHERE c.ordinal = i.ordinal AND c.position = 1)),
        ${extra.activityState('mode')}, 'email', 'general', ${extra.activityState('status')}, ${extra.activityState('substatus')},
        i.priority, i.language, i.secure,
        i.sent_by_customer_id IS NOT NULL, i.sent_by_customer_id, i.subject, i.contact_address, i.queue_id, i.alias_id,
        i.message_center_id, i.issue_type_id, i.attachment_count, true, i.custom_attributes, i.actor, i.at, i.actor, i.at
      FROM input i
    ),
    new_email AS (
      INSERT INTO activity_emails (activity_id, sent_at, from_address, receiver_address, to_addresses, cc_addresses,
        reply_to_address, content_text, content_html${extra.email.columns})
      SELECT i.activity_id, i.sent_at, i.from_address, i.receiver, i.to_addresses, i.cc_addresses, i.reply_to, i.content_text,
        i.content_html${extra.email.values}
      FROM input i
    ),
    attachment AS MATERIALIZED (
      SELECT i.activity_id, i.department_id, i.actor, i.at, a.value AS attachment, a.position
      FROM input i, json_array_elements(i.attachments) WITH ORDINALITY AS a(value, position)
    ),
    claimed AS (
      UPDATE attachments a SET activity_id = n.activity_id, position = n.position, department_id = n.department_id,
        inline = (n.attachment ->> 'inline')::boolean, content_id = n.attachment ->> 'contentId'
      FROM attachment n
      WHERE a.alt_id = (n.attachment ->> 'altId')::uuid AND a.activity_id IS NULL AND a.record_id IS NULL
        AND a.uploaded_at IS NOT NULL
      RETURNING a.id
    ),
    claims AS MATERIALIZED (
      SELECT require_for_commit(
        (SELECT count(*) FROM claimed) = (SELECT count(n.attachment ->> 'altId') FROM attachment n), 'attachment') AS holds
    ),
    new_file AS (
      INSERT INTO attachments (alt_id, app, type, file_name, content_type, size, sha256, blob_key, uploader, department_id,
        activity_id, position, inline, content_id, created_at, uploaded_at)
      SELECT gen_random_uuid(), 'email', 'attachment.inbound', n.attachment ->> 'fileName', n.attachment ->> 'contentType',
        (n.attachment ->> 'size')::bigint, n.attachment ->> 'sha256', n.attachment ->> 'blobKey', n.actor, n.department_id,
        n.activity_id, n.position, (n.attachment ->> 'inline')::boolean, n.attachment ->> 'contentId', n.at, n.at
      FROM attachment n WHERE n.attachment ->> 'altId' IS NULL
    ),
    done AS (
      -- AUD-1: besides the activity, whatever was made or changed for it; names of members, never their values.
      SELECT i.ordinal, 'create' AS action, 'activity' AS object, i.activity_id AS id,
        jsonb_build_object('caseId', i.case_id::text, 'customerId', i.customer_id::text) AS detail
      FROM input i
      UNION ALL SELECT i.ordinal, 'create', 'case', i.case_id, jsonb_build_object('activityId', i.activity_id::text)
      FROM input i WHERE i.known_case_id IS NULL
      UNION ALL SELECT i.ordinal, 'create', 'customer', i.customer_id, jsonb_build_object('type', i.customer ->> 'type')
      FROM input i WHERE i.known_customer_id IS NULL
      UNION ALL SELECT i.ordinal, ${extra.oldCase.operation}, 'case', c.id, jsonb_build_object('from', c.former_status, 'to', c.status)
      FROM case_change c JOIN input i ON i.known_case_id = c.id WHERE c.status <> c.former_status
      UNION ALL SELECT i.ordinal, 'edit', 'case', c.id, jsonb_build_object('members', c.members)
      FROM case_change c JOIN input i ON i.known_case_id = c.id WHERE c.members <> '{}'
      UNION ALL SELECT c.ordinal, 'edit', 'customer', c.id, jsonb_build_object('members', c.members) FROM customer_change c
    ),
    audited AS (
      INSERT INTO audit_entries (at, actor, action, object, object_id, remote_address, request_id, detail)
      SELECT i.at, CASE WHEN i.actor ->> 'actor' = 'customer' THEN i.actor - 'firstName' - 'lastName' ELSE i.actor END,
        d.action, d.object, d.id::text, i.remote_address, i.request_id, d.detail
      FROM done d JOIN input i ON i.ordinal = d.ordinal
    ),
    posted AS (
      INSERT INTO outbox_entries (lane, kind, object_id, payload, created_at, available_at)
      SELECT 'intake', 'activity.created', i.activity_id::text,
        jsonb_strip_nulls(jsonb_build_object('traceparent', i.traceparent)), i.at, i.at
      FROM input i
    ),
    changed AS (
      -- What pushes may watch (field-push.md FW-3); without fields: a new record.
      SELECT 'ticket' AS object, i.case_id AS record_id, NULL::text[] AS fields, min(i.at) AS at
      FROM input i WHERE i.known_case_id IS NULL GROUP BY i.case_id
      UNION ALL
      SELECT 'ticket', o.id, array_remove(ARRAY[
          CASE WHEN o.status <> l.status THEN 'status_id' END, CASE WHEN o.labels <> l.labels THEN 'tags' END], NULL)
        || ARRAY(SELECT field_push_name(a) FROM custom_attributes a WHERE a.object = 'case'
          AND o.custom_attributes -> a.name IS DISTINCT FROM l.custom_attributes -> a.name),
        (SELECT min(i.at) FROM input i WHERE i.case_id = o.id)
      FROM old_case o JOIN locked_case l ON l.id = o.id
      UNION ALL
      SELECT 'customer', i.customer_id,
        CASE WHEN bool_or(i.known_customer_id IS NULL) THEN NULL ELSE '{email,other_emails}'::text[] END, min(i.at)
      FROM input i WHERE i.customer IS NOT NULL GROUP BY i.customer_id${extra.customerFields}
    ),
    pushed AS (
      INSERT INTO outbox_entries (lane, kind, object_id, payload, created_at, available_at)
      SELECT 'push', '${FIELDS_CHANGED}', c.object || ':' || c.record_id,
        jsonb_build_object('object', c.object, 'recordId', c.record_id::text, 'fields', c.fields, 'editSessionId',
          (SELECT max(i.edit_session_id::text) FROM input i
            WHERE c.record_id = CASE c.object WHEN 'ticket' THEN i.case_id ELSE i.customer_id END)), c.at, c.at
      FROM changed c
      WHERE EXISTS (SELECT FROM field_pushes p WHERE p.active AND p.object = c.object AND 'change' = ANY(p.occasions)
        AND (c.fields IS NULL OR p.fields && c.fields))
      RETURNING id
    ),
    tied AS (
      UPDATE field_push_sessions s SET record_id = CASE s.object WHEN 'ticket' THEN i.case_id ELSE i.customer_id END
      FROM input i
      WHERE s.id = i.edit_session_id AND s.record_id IS NULL AND s.actor = concat_ws(' ', i.actor ->> 'actor', i.actor ->> 'id')
        AND CASE s.object WHEN 'ticket' THEN i.known_case_id ELSE i.known_customer_id END IS NULL
    ),
    answered AS (
      UPDATE idempotency_keys k SET status = 201,
        answer = json_build_object('headers',
          json_build_object('location', '/core/casemgr/v3/activity/' || i.activity_id::text))
      FROM input i
      WHERE k.actor = i.idempotency ->> 'actor' AND k.key = i.idempotency ->> 'key'
        AND k.holder = (i.idempotency ->> 'holder')::uuid AND k.status IS NULL
      RETURNING k.key
    ),
    answers AS MATERIALIZED (
      SELECT require_for_commit(
        (SELECT count(*) FROM answered) = (SELECT count(i.idempotency ->> 'key') FROM input i), 'idempotency') AS holds
    )${extra.settlement}
    SELECT i.ordinal, i.activity_id AS "activityId", i.case_id AS "caseId", i.customer_id AS "customerId",
      EXISTS (SELECT FROM pushed) AS "isPushed"
    FROM input i, granted, owned, continued, claims, answers${extra.settlement && ', settlements'}
    WHERE granted.holds AND owned.holds AND continued.holds AND claims.holds AND answers.holds${extra.settlement && ' AND settlements.holds'}`;
  return { name, text };
}

const COMMIT_REQUESTS = commitStatement('commit-incoming-emails', OF_REQUESTS);
const COMMIT_MAILS = commitStatement('commit-mails', OF_MAILS);

/** Emails that a constraint of the database turns away because another one was there first. */
const SAME_THING_TWICE = new Set(['contact_points_email_key', 'cases_external_id_key', 'mail_messages_dedup_key']);

/** Writes accepted emails. */
@Injectable()
export class CommitStore {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseChangeStore,
    private readonly lifecycle: CaseLifecycle,
  ) {}

  /** All of them or none, requests or mails; throws `OutdatedDecision` when what they were decided on no longer holds. */
  async commit(commits: readonly Commit[], revision: string): Promise<Committed[]> {
    try {
      const statement = commits[0]?.accepted.mail ? COMMIT_MAILS : COMMIT_REQUESTS;
      const values = [JSON.stringify(commits.map(toRow)), revision];
      const rows = commits.some(closesCase)
        ? await this.commitAndClose(statement, values, commits)
        : await this.database.query<CommittedRow>(statement, values);
      if (rows[0]?.isPushed) this.database.announce('field changes');
      return rows.toSorted((left, right) => left.ordinal - right.ordinal);
    } catch (error) {
      const isOutdated =
        SAME_THING_TWICE.has(violatedUnique(error) ?? '') || (error as { code?: unknown }).code === CONDITION_FAILED;
      throw isOutdated ? new OutdatedDecision(error) : error;
    }
  }

  /**
   * The cases are waited for before the statement, so that it sees the replies that were begun meanwhile (CASE-5). What is open
   * is completed by a statement of its own.
   */
  private async commitAndClose(
    statement: Statement,
    values: readonly unknown[],
    commits: readonly Commit[],
  ): Promise<CommittedRow[]> {
    const caseIds = commits.flatMap(({ accepted }) => accepted.caseId ?? []);
    return this.database.transaction(async (transaction) => {
      await this.cases.lock(transaction, { kind: 'partition' }, caseIds);
      const rows = await transaction.query<CommittedRow>(statement, values);
      for (const commit of commits.filter(closesCase)) {
        const { accepted, actor, at, remoteAddress, requestId } = commit;
        const modification = { by: actor, at, audited: { actor, remoteAddress, requestId } };
        if (accepted.caseId) await this.lifecycle.completeRest(transaction, accepted.caseId, modification);
      }
      return rows;
    });
  }
}

type CommittedRow = Committed & { readonly ordinal: number; readonly isPushed: boolean };

/** A mail that says that the case which it goes into is closed (mail-gateway.md MX-4). */
function closesCase({ accepted: { mail, caseId } }: Commit): boolean {
  return mail?.case.status === 'closed' && caseId !== undefined;
}

function toRow({ accepted, ...commit }: Commit, ordinal: number): object {
  const { actor, grantHolderId, at, remoteAddress, requestId, traceparent, idempotency, editSessionId } = commit;
  const { ownership } = accepted;
  return {
    ordinal,
    known_case_id: accepted.caseId,
    known_customer_id: ownership.kind === 'new-customer' ? undefined : ownership.customerId,
    known_contact_id: ownership.kind === 'new-customer' ? undefined : ownership.contactId,
    grant_holder_id: grantHolderId,
    customer: customerToWrite(ownership, accepted.contactAddress),
    department_id: accepted.departmentId,
    queue_id: accepted.queueId,
    alias_id: accepted.aliasId,
    message_center_id: accepted.messageCenterId,
    issue_type_id: accepted.issueTypeId,
    subject: accepted.subject,
    content_text: accepted.text,
    content_html: accepted.html,
    contact_address: accepted.contactAddress,
    from_address: accepted.from,
    receiver: accepted.receiver,
    to_addresses: accepted.to,
    cc_addresses: accepted.cc,
    reply_to: accepted.replyTo,
    sent_at: accepted.date.toISOString(),
    secure: accepted.secure,
    sent_by_customer_id: accepted.sentByCustomerId,
    priority: accepted.priority,
    language: accepted.language,
    custom_attributes: accepted.customAttributes,
    attachments: accepted.attachments.map(toAttachmentRow),
    attachment_count: accepted.attachments.length,
    actor,
    at: at.toISOString(),
    remote_address: remoteAddress,
    request_id: requestId,
    traceparent,
    idempotency,
    edit_session_id: editSessionId,
    mail: accepted.mail,
  };
}

/** A whole new customer, or for a new address of a known one only the contact that gets it. */
function customerToWrite(ownership: Ownership, address: string): object | undefined {
  switch (ownership.kind) {
    case 'known':
      return undefined;
    case 'new-address': {
      const point = emailPoint(address, ownership.addressScope, { isPrimary: false, verified: false });
      return { contacts: [{ knownContactId: ownership.contactId, contactPoints: [point] }] };
    }
    case 'new-customer': {
      const { customer, departmentId, addressScope, takenContactPointId } = ownership;
      const [first, ...others] = customer.contacts;
      const point = emailPoint(address, addressScope, { isPrimary: true, verified: true });
      const contacts = [
        toContactRow(first, addressScope, address, takenContactPointId === undefined ? [point] : []),
        ...others.map((contact) => toContactRow(contact, addressScope, address, [])),
      ];
      return { ...customer, departmentId, contacts, takenContactPointId };
    }
  }
}

function emailPoint(address: string, addressScope: string, flags: { isPrimary: boolean; verified: boolean }): object {
  return { type: 'email', emailAddress: address, emailKey: addressKey(address), addressScope, ...flags, details: {} };
}

/** Without the sender's address where the element repeats it: it is the first contact's already (C-6). */
function toContactRow(contact: NewContact, addressScope: string, from: string, first: readonly object[]): object {
  const others = contact.contactPoints
    .filter(({ emailAddress }) => emailAddress === undefined || addressKey(emailAddress) !== addressKey(from))
    .map(({ type, emailAddress, details }) => ({
      ...(emailAddress === undefined
        ? { type, addressScope: '0', isPrimary: false, verified: true }
        : emailPoint(emailAddress, addressScope, { isPrimary: false, verified: true })),
      details,
    }));
  return { ...contact, contactPoints: [...first, ...others] };
}

function toAttachmentRow(attachment: AcceptedEmail['attachments'][number]): object {
  const { inline, contentId } = attachment;
  if (attachment.kind === 'upload') return { altId: attachment.altId, inline, contentId };
  const { fileName, contentType, size, sha256, blobKey } = attachment.file;
  return { fileName, contentType, size, sha256, blobKey, inline, contentId };
}
