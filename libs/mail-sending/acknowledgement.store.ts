import { Injectable } from '@nestjs/common';
import type { AliasId } from '#runtime/ids.js';
import type { Transaction } from '#storage/database.js';

/** A mail whose sender is told of its case, as the activity that it has become. */
export interface AcknowledgedMail {
  readonly caseId: string;
  readonly customerId: string;
  readonly contactId: string | null;
  /** What the journal says that has become of it. */
  readonly answer: 'created' | 'updated';
  readonly aliasId: AliasId;
  readonly address: string | null;
  /** Of the case, else of the activity. */
  readonly language: string;
  /** Without `<>`. */
  readonly messageId: string | null;
}

/** Who was told that a mail has come. */
@Injectable()
export class AcknowledgementStore {
  /** Nobody is told who is forgotten meanwhile: the customer is held until the transaction ends. */
  async findMail(transaction: Transaction, activityId: string): Promise<AcknowledgedMail | undefined> {
    const [row] = await transaction.query<AcknowledgedMail>(
      `SELECT a.case_id AS "caseId", a.customer_id AS "customerId", a.contact_id AS "contactId", m.outcome AS answer, a.alias_id AS "aliasId", e.from_address AS address,
         coalesce(c.language, a.language) AS language,
         e.mail ->> 'internetMessageId' AS "messageId"
       FROM activities a JOIN cases c ON c.id = a.case_id JOIN activity_emails e ON e.activity_id = a.id
         JOIN customers u ON u.id = a.customer_id AND u.obfuscated_at IS NULL
         JOIN mail_messages m ON m.activity_id = a.id
       WHERE a.id = $1::bigint AND a.alias_id IS NOT NULL AND m.outcome IN ('created', 'updated')
       FOR KEY SHARE OF u`,
      [activityId],
    );
    return row;
  }

  /** False when the address has had its acknowledgement of the day: the row is unique, so that two at once are one. */
  async isFirstOfDay(transaction: Transaction, addressKey: string, day: Date): Promise<boolean> {
    const rows = await transaction.query(
      `INSERT INTO acknowledgements (address_key, day) VALUES ($1, ($2::timestamptz AT TIME ZONE 'UTC')::date)
       ON CONFLICT DO NOTHING RETURNING day`,
      [addressKey, day],
    );
    return rows.length > 0;
  }
}
