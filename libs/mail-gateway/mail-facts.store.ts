import { Injectable } from '@nestjs/common';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { CASE_TABLE, CUSTOMER_TABLE } from '#record-key/record-key.rules.js';
import type { RecordReference } from '#record-mail/record-reference.rules.js';
import { Database } from '#storage/database.js';
import { Gatherer, oldest } from '#storage/gatherer.js';
import { LOOP_WINDOW_MS } from './loop.rules.js';
import { messageKey } from '#mail-message/message-key.js';
import type { CandidateCase, KeyedCase, KeyedCustomer, MailFacts, OwnedAddress, Thread } from './mail-facts.js';

/** What is looked up for one mail; the members are the columns of the statement. */
interface Question {
  readonly entry_id: string;
  readonly holder: string;
  readonly account: string;
  readonly customer_key: string | null;
  readonly sender_key: string | null;
  readonly author_key: string | null;
  readonly department_id: string;
  readonly address_scopes: readonly string[];
  readonly external_id: string | null;
  readonly key_case_id: string | null;
  readonly key_customer_id: string | null;
  readonly message_keys: readonly string[];
  readonly message_id: string | null;
  readonly dedup_key: string | null;
  readonly content_hash: string;
  readonly body_hash: string;
  readonly since: string;
}

/** What is asked about a mail. */
export interface MailQuestion {
  readonly entry: { readonly id: string; readonly holder: string; readonly account: string };
  readonly departmentId: string;
  readonly customerKey: string | undefined;
  /** Who wants to add to a case: the author, or for whom a trusted system speaks; nobody for a bounce. */
  readonly senderKey: string | undefined;
  readonly authorKey: string | undefined;
  readonly externalId: string | undefined;
  readonly reference: Pick<RecordReference, 'tableNumber' | 'recordId'> | undefined;
  /** Message-IDs that it refers to, in the order in which they count. */
  readonly references: readonly string[];
  readonly messageId: string;
  readonly dedupKey: string | undefined;
  readonly contentHash: string;
  readonly bodyHash: string;
  readonly receivedAt: Date;
}

interface FactRow {
  readonly owners: OwnedAddress[] | null;
  readonly keyedCase: KeyedCase | null;
  readonly keyedCustomer: KeyedCustomer | null;
  readonly externalCase: CandidateCase | null;
  readonly thread: Thread | null;
  readonly original: MailFacts['original'] | null;
  readonly isMessageIdReused: boolean;
  readonly sameBodyCount: string;
  readonly isHeld: boolean;
}

/** Of the customer of `c`. */
const MAIN_ADDRESS = `
  (SELECT p.email_address FROM contact_points p WHERE p.customer_id = c.customer_id AND p.email_key IS NOT NULL
    ORDER BY p.is_primary DESC, p.created_at, p.id LIMIT 1)`;

const CASE = `
  jsonb_build_object('id', c.id::text, 'customerId', c.customer_id::text, 'departmentId', c.department_id::text, 'externalId', c.external_id,
    'contactId', (SELECT min(k.id)::text FROM contacts k WHERE k.customer_id = c.customer_id),
    'address', ${MAIN_ADDRESS})`;

/** An address that is only claimed makes nobody a participant (casemgr.md C-3). */
const IS_PARTICIPANT = `
  EXISTS (SELECT FROM contact_points p WHERE p.email_key = q.sender_key AND p.verified AND (p.customer_id = k.customer_id
    OR EXISTS (SELECT FROM activities a WHERE a.case_id = k.id AND a.customer_id = p.customer_id)))`;

/** Of cases that have a Message-ID in common, and of those of a sender, so many are looked at, the newest. */
const MOST_CANDIDATES = 200;

/**
 * The cases in which a Message-ID was seen. One may be in many thousands, when every copy of a newsletter has it: besides the
 * newest, the sender's own are looked at.
 */
const CANDIDATES = `
  (SELECT m.case_id, m.origin FROM message_ids m WHERE m.message_key = w.key ORDER BY m.case_id DESC LIMIT ${MOST_CANDIDATES})
  UNION
  (SELECT m.case_id, m.origin
    FROM (
      SELECT o.id FROM contact_points p JOIN cases o ON o.customer_id = p.customer_id
      WHERE p.email_key = q.sender_key AND p.verified ORDER BY o.id DESC LIMIT ${MOST_CANDIDATES}
    ) own
    JOIN message_ids m ON m.message_key = w.key AND m.case_id = own.id)`;

/**
 * Mails by what tells them from others, and by nothing else: planned while there were few mails, the statement would otherwise go
 * on to read all mails of an account, or all that wait.
 */
function mailsWith(condition: string): string {
  return `(SELECT * FROM mail_messages m WHERE ${condition} OFFSET 0) m`;
}

/**
 * `$1` is a JSON list of questions; one row of facts for each, in order. Everything is looked up by key and the thread is one, so
 * that PostgreSQL does not think the statement expensive and compile it (JIT), which takes seconds.
 */
const READ_FACTS = {
  name: 'read-mail-facts',
  text: `
    SELECT
      (SELECT jsonb_agg(jsonb_build_object('id', p.id::text, 'customerId', p.customer_id::text,
          'contactId', p.contact_id::text, 'emailAddress', p.email_address, 'isVerified', p.verified)
          ORDER BY p.address_scope DESC)
        FROM contact_points p
        WHERE p.email_key = q.customer_key AND p.address_scope = ANY(q.address_scopes)) AS owners,
      (SELECT jsonb_build_object('case', ${CASE}, 'isParticipant', c.is_participant)
        FROM (SELECT k.*, ${IS_PARTICIPANT} AS is_participant FROM cases k WHERE k.id = q.key_case_id) c) AS "keyedCase",
      (SELECT jsonb_build_object('customerId', c.customer_id::text,
          'contactId', (SELECT min(k.id)::text FROM contacts k WHERE k.customer_id = c.customer_id),
          'address', ${MAIN_ADDRESS},
          'isSender', EXISTS (SELECT FROM contact_points p
            WHERE p.email_key = q.sender_key AND p.verified AND p.customer_id = c.customer_id))
        FROM (SELECT u.id AS customer_id FROM customers u
          WHERE u.id = current_customer(q.key_customer_id) AND u.obfuscated_at IS NULL) c) AS "keyedCustomer",
      (SELECT ${CASE} FROM cases c WHERE c.external_id = q.external_id) AS "externalCase",
      (SELECT jsonb_build_object('key', c.message_key, 'origin', c.origin, 'case', ${CASE}, 'isParticipant', c.is_participant)
        FROM (
          SELECT k.*, w.key AS message_key, m.origin, ${IS_PARTICIPANT} AS is_participant
          FROM unnest(q.message_keys) WITH ORDINALITY AS w(key, position)
          CROSS JOIN LATERAL (${CANDIDATES}) m
          JOIN cases k ON k.id = m.case_id AND k.department_id = q.department_id
          ORDER BY w.position, is_participant DESC, array_position('{sent,received,referenced}', m.origin), k.id DESC LIMIT 1
        ) c) AS thread,
      (SELECT jsonb_build_object('id', o.id::text, 'activityId', o.activity_id::text)
        FROM (
          SELECT m.id, m.activity_id FROM ${mailsWith('m.dedup_key = q.dedup_key')}
          WHERE m.account = q.account AND m.id <> q.entry_id
          UNION ALL
          SELECT f.message_id, f.activity_id FROM forgotten_mails f
          WHERE f.account = q.account AND f.dedup_key = q.dedup_key
        ) o LIMIT 1) AS original,
      EXISTS (SELECT FROM ${mailsWith('m.message_id = q.message_id')}
        WHERE m.account = q.account AND m.id <> q.entry_id AND m.content_hash <> q.content_hash) AS "isMessageIdReused",
      (SELECT count(*) FROM ${mailsWith('m.sender = q.author_key AND m.body_hash = q.body_hash')}
        WHERE m.account = q.account AND m.received_at > q.since
          AND m.id <> q.entry_id AND NOT m.belated AND (m.outcome IN ('created', 'updated', 'held') OR m.activity_id IS NOT NULL)) AS "sameBodyCount",
      EXISTS (SELECT FROM ${mailsWith('m.id = q.entry_id')} WHERE m.holder = q.holder AND m.outcome IS NULL) AS "isHeld"
    FROM ROWS FROM (json_to_recordset($1::json) AS (entry_id bigint, holder uuid, account text, customer_key text,
        sender_key text, author_key text, department_id bigint, address_scopes bigint[], external_id text, key_case_id bigint, key_customer_id bigint, message_keys text[], message_id text, dedup_key text,
        content_hash text, body_hash text, since timestamptz))
      WITH ORDINALITY AS q(entry_id, holder, account, customer_key, sender_key, author_key, department_id, address_scopes, external_id, key_case_id, key_customer_id, message_keys,
        message_id, dedup_key, content_hash, body_hash, since, ordinal)
    ORDER BY q.ordinal`,
};

const MOST_IN_A_BATCH = 64;
const READERS = 2;

/** Where shared customers and, without departmentalization, all customers have their addresses (casemgr.md C-6, C-8). */
const SHARED_SCOPE = '0';

/** Reads what the decision on a mail needs, in one statement; mails that come at the same time share it. */
@Injectable()
export class MailFactsStore {
  private readonly gatherer = new Gatherer<Question, FactRow>({
    atOnce: READERS,
    choose: oldest(MOST_IN_A_BATCH),
    run: async (questions) => {
      const rows = await this.database.query<FactRow>(READ_FACTS, [JSON.stringify(questions)]);
      return rows.map((value) => ({ status: 'fulfilled', value }));
    },
  });

  constructor(private readonly database: Database) {}

  async read(question: MailQuestion, snapshot: PartitionSnapshot): Promise<Omit<MailFacts, 'sender'>> {
    const { entry, departmentId, customerKey, senderKey, externalId, reference, references, messageId, dedupKey } =
      question;
    const keyed = (table: number): string | null => (reference?.tableNumber === table ? reference.recordId : null);
    const row = await this.gatherer.add({
      entry_id: entry.id,
      holder: entry.holder,
      account: entry.account,
      customer_key: customerKey ?? null,
      sender_key: senderKey ?? null,
      author_key: question.authorKey ?? null,
      department_id: departmentId,
      address_scopes: snapshot.settings.customerDepartmentalization ? [departmentId, SHARED_SCOPE] : [SHARED_SCOPE],
      external_id: externalId ?? null,
      key_case_id: keyed(CASE_TABLE),
      key_customer_id: keyed(CUSTOMER_TABLE),
      message_keys: references.map(messageKey),
      message_id: messageId,
      dedup_key: dedupKey ?? null,
      content_hash: question.contentHash,
      body_hash: question.bodyHash,
      since: new Date(question.receivedAt.getTime() - LOOP_WINDOW_MS).toISOString(),
    });
    return {
      snapshot,
      owners: row.owners ?? [],
      keyedCase: row.keyedCase ?? undefined,
      keyedCustomer: row.keyedCustomer ?? undefined,
      externalCase: row.externalCase ?? undefined,
      thread: row.thread ?? undefined,
      original: row.original ?? undefined,
      isMessageIdReused: row.isMessageIdReused,
      sameBodyCount: Number(row.sameBodyCount),
      isHeld: row.isHeld,
    };
  }
}
