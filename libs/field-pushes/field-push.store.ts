import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';
import type { Occasion, PayloadStyle, PushedObject } from './field-push.js';

/** `Secrets.encrypt` of a push's signing secret. */
export const PUSH_SECRET_PURPOSE = 'field-push-secret';

export interface StoredFieldPush {
  readonly id: string;
  readonly object: PushedObject;
  readonly fields: readonly string[];
  readonly url: string;
  readonly encryptedSecret: string;
  readonly occasions: readonly Occasion[];
  readonly payloadStyle: PayloadStyle;
  readonly timeoutMs: number;
  readonly active: boolean;
}

/** As `StoredFieldPush`, with what it is sent with at a time. */
export interface SigningFieldPush extends StoredFieldPush {
  /** The secret that was replaced less than a day ago: both sign (field-push.md FS-3). */
  readonly encryptedPreviousSecret: string | null;
  /** Its receiver has failed too often, or has asked for it (FQ-2). */
  readonly isLeftAlone: boolean;
  /** How often in a row its receiver has failed. */
  readonly failures: number;
}

const COLUMNS = `id, object, fields, url, encrypted_secret AS "encryptedSecret", occasions, payload_style AS "payloadStyle",
  timeout_ms AS "timeoutMs", active`;

@Injectable()
export class FieldPushStore implements ItemStore<StoredFieldPush> {
  async list(queryable: Queryable): Promise<StoredFieldPush[]> {
    return queryable.query(`SELECT ${COLUMNS} FROM field_pushes ORDER BY created_at, id`);
  }

  /** All of them with what they are signed with at the time. */
  async listToSign(queryable: Queryable, now: Date): Promise<SigningFieldPush[]> {
    return queryable.query<SigningFieldPush>(
      {
        name: 'list-field-pushes',
        text: `SELECT ${COLUMNS},
            CASE WHEN secret_changed_at > $1::timestamptz - interval '1 day' THEN encrypted_previous_secret END
              AS "encryptedPreviousSecret",
            coalesce(greatest(c.open_until, c.asked_until, c.probed_until) > $1::timestamptz, false) AS "isLeftAlone",
            coalesce(c.failures, 0) AS failures
          FROM field_pushes LEFT JOIN field_push_circuits c ON c.push_id = id ORDER BY created_at, id`,
      },
      [now],
    );
  }

  /** Its log and what is still to be sent go with it; false when there is none. */
  async delete(transaction: Transaction, id: string): Promise<boolean> {
    return (await transaction.query('DELETE FROM field_pushes WHERE id = $1 RETURNING id', [id])).length > 0;
  }

  /** A secret that is replaced stays for a day as the previous one. */
  async save(transaction: Transaction, push: Draft<StoredFieldPush>): Promise<string> {
    const rows = await transaction.query<{ id: string }>(
      `INSERT INTO field_pushes AS p
          (id, object, fields, url, encrypted_secret, occasions, payload_style, timeout_ms, active)
        VALUES ($1, $2, $3::text[], $4, $5, $6::text[], $7, $8, $9)
        ON CONFLICT (id) DO UPDATE SET object = excluded.object, fields = excluded.fields, url = excluded.url,
          encrypted_previous_secret = CASE WHEN p.encrypted_secret = excluded.encrypted_secret
            THEN p.encrypted_previous_secret ELSE p.encrypted_secret END,
          secret_changed_at = CASE WHEN p.encrypted_secret = excluded.encrypted_secret
            THEN p.secret_changed_at ELSE now() END,
          encrypted_secret = excluded.encrypted_secret, occasions = excluded.occasions,
          payload_style = excluded.payload_style, timeout_ms = excluded.timeout_ms, active = excluded.active
        RETURNING id`,
      [
        push.id ?? '',
        push.object,
        [...push.fields],
        push.url,
        push.encryptedSecret,
        [...push.occasions],
        push.payloadStyle,
        push.timeoutMs,
        push.active,
      ],
    );
    return onlyRow(rows).id;
  }
}
