import { Injectable } from '@nestjs/common';
import { Database } from '#storage/database.js';

/** What has been taken in of a folder: everything up to `uid`, as long as the server numbers its mails as it did. */
export interface ImapPosition {
  /** UIDVALIDITY; undefined while the folder has never been opened. */
  readonly uidValidity: string | undefined;
  /** 0: nothing yet. */
  readonly uid: number;
}

/** A process that follows the mailbox of an account; one at a time. */
export interface Holding {
  readonly account: string;
  readonly holder: string;
}

@Injectable()
export class ImapPositionStore {
  constructor(private readonly database: Database) {}

  /**
   * Takes a mailbox that nobody follows and that is not to be left alone yet; undefined when somebody does. Another mailbox
   * than the last time begins at its first mail.
   */
  async claim(
    { account, holder }: Holding,
    mailbox: string,
    now: Date,
    heldUntil: Date,
  ): Promise<(ImapPosition & { readonly failures: number }) | undefined> {
    const [row] = await this.database.query<{ uidValidity: string | null; uid: string; failures: number }>(
      `INSERT INTO imap_positions AS p (account, mailbox, holder, held_until) VALUES ($1, $2, $3, $5)
       ON CONFLICT (account) DO UPDATE SET
         uid_validity = CASE WHEN p.mailbox = excluded.mailbox THEN p.uid_validity END,
         uid = CASE WHEN p.mailbox = excluded.mailbox THEN p.uid ELSE 0 END,
         failures = CASE WHEN p.mailbox = excluded.mailbox THEN p.failures ELSE 0 END,
         mailbox = excluded.mailbox, holder = excluded.holder, held_until = excluded.held_until
       WHERE (p.held_until IS NULL OR p.held_until <= $4)
         AND (p.retry_at IS NULL OR p.retry_at <= $4 OR p.mailbox <> excluded.mailbox)
       RETURNING uid_validity::text AS "uidValidity", uid::text AS uid, failures`,
      [account, mailbox, holder, now, heldUntil],
    );
    return row && { uidValidity: row.uidValidity ?? undefined, uid: Number(row.uid), failures: row.failures };
  }

  /** Whether the holding was still there to be prolonged. */
  async prolong({ account, holder }: Holding, heldUntil: Date): Promise<boolean> {
    const rows = await this.database.query(
      'UPDATE imap_positions SET held_until = $3 WHERE account = $1 AND holder = $2 RETURNING account',
      [account, holder, heldUntil],
    );
    return rows.length > 0;
  }

  /** Whether the position was the holder's to move; the mailbox answers, so past trouble is over. */
  async advance({ account, holder }: Holding, { uidValidity, uid }: ImapPosition): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE imap_positions SET uid_validity = $3, uid = $4, failures = 0, retry_at = NULL, trouble = NULL
       WHERE account = $1 AND holder = $2 RETURNING account`,
      [account, holder, uidValidity, uid],
    );
    return rows.length > 0;
  }

  /** Lets another process follow, after trouble not before `retryAt`. */
  async release(
    { account, holder }: Holding,
    trouble?: { readonly retryAt: Date; readonly reason: string },
  ): Promise<void> {
    await this.database.query(
      `UPDATE imap_positions SET holder = NULL, held_until = NULL, retry_at = $3, trouble = $4,
         failures = CASE WHEN $4::text IS NULL THEN 0 ELSE failures + 1 END
       WHERE account = $1 AND holder = $2`,
      [account, holder, trouble?.retryAt ?? null, trouble?.reason ?? null],
    );
  }
}
