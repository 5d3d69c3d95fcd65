import { Injectable } from '@nestjs/common';
import type { CustomerMove, ErasedPerson } from '#customers/customer-parts.js';
import type { Transaction } from '#storage/database.js';
import { namelessSql } from '#storage/nameless.js';

/** The files of customers: on their activities, and uploaded by them. */
@Injectable()
export class AttachmentCustomerStore {
  /** Uploads that are on no activity yet: those on one belong to it. */
  async moveUploads(transaction: Transaction, { fromId, toId, contact }: CustomerMove): Promise<string[]> {
    const uploader = { id: toId, ...(contact && { contactId: contact.toId }) };
    const rows = await transaction.query<{ id: string }>(
      `UPDATE attachments SET uploader = uploader || $2::jsonb
        WHERE activity_id IS NULL AND uploader ->> 'actor' = 'customer' AND uploader ->> 'id' = $1 RETURNING id`,
      [fromId, JSON.stringify(uploader)],
    );
    return rows.map(({ id }) => id);
  }

  /** Deletes a customer's files, and its name as the uploader of others'; answers with the blobs that are left. */
  async erase(transaction: Transaction, { customerId, ids }: ErasedPerson): Promise<string[]> {
    await transaction.query(
      `UPDATE attachments SET uploader = ${namelessSql('uploader', '$1')}
        WHERE activity_id IN (SELECT id FROM activities
          WHERE created_by ->> 'actor' = 'customer' AND created_by ->> 'id' = ANY($1::text[]))`,
      [ids],
    );
    const rows = await transaction.query<{ blobKey: string | null }>(
      `DELETE FROM attachments
        WHERE activity_id IN (SELECT id FROM activities WHERE customer_id = $1)
          OR (activity_id IS NULL AND uploader ->> 'actor' = 'customer' AND uploader ->> 'id' = ANY($2::text[]))
        RETURNING blob_key AS "blobKey"`,
      [customerId, ids],
    );
    return rows.flatMap(({ blobKey }) => blobKey ?? []);
  }
}
