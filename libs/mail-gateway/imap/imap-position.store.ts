import { Injectable } from '@nestjs/common';
import { Database } from '#storage/database.js';

/** What has been taken in of a folder: everything up to `uid`, as long as the server numbers its mails as it did. */
export interface ImapPosition {
  /** UIDVALIDITY; undefined while the folder has never been opened. */
  readonly uidValidity: string | undefined;
  /** 0: nothing yet. */
  readonly uid: number;
}

/** The mail that the server did not give the last time. */
export interface StuckMail {
  readonly uid: number;
  /** How often it was asked for in vain. */
  readonly tries: number;
}

export interface ClaimedPosition extends ImapPosition {
  readonly failures: number;
  readonly stuck: StuckMail | undefined;
}

/** A process that follows the mailbox of an account; one at a time. */
export interface Holding {
  readonly account: string;
  readonly holder: string;
}

/** Why a mailbox is left alone for a while. */
export interface ImapTrouble {
  readonly retryAt: Date;
  readonly reason: string;
  /** The mail that the server did not give, if that was it. */
  readonly stuckUid: number | undefined;
}

/** How it is with the mailbox of an account. */
export interface MailboxState {
  readonly account: string;
  readonly mailbox: string;
  readonly isHeld: boolean;
  readonly uidValidity: string | null;
  readonly uid: string;
  readonly failures: number;
  readonly retryAt: Date | null;
  readonly trouble: string | null;
  readonly stuckUid: string | null;
  readonly stuckTries: number;
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
  ): Promise<ClaimedPosition | undefined> {
    const [row] = await this.database.query<{
      uidValidity: string | null;
      uid: string;
      failures: number;
      stuckUid: string | null;
      stuckTries: number;
    }>(
      `INSERT INTO imap_positions AS p (account, mailbox, holder, held_until) VALUES ($1, $2, $3, $5)
       ON CONFLICT (account) DO UPDATE SET
         uid_validity = CASE WHEN p.mailbox = excluded.mailbox THEN p.uid_validity END,
         uid = CASE WHEN p.mailbox = excluded.mailbox THEN p.uid ELSE 0 END,
         failures = CASE WHEN p.mailbox = excluded.mailbox THEN p.failures ELSE 0 END,
         stuck_uid = CASE WHEN p.mailbox = excluded.mailbox THEN p.stuck_uid END,
         mailbox = excluded.mailbox, holder = excluded.holder, held_until = excluded.held_until
       WHERE (p.held_until IS NULL OR p.held_until <= $4)
         AND (p.retry_at IS NULL OR p.retry_at <= $4 OR p.mailbox <> excluded.mailbox)
       RETURNING uid_validity::text AS "uidValidity", uid::text AS uid, failures, stuck_uid::text AS "stuckUid",
         stuck_tries AS "stuckTries"`,
      [account, mailbox, holder, now, heldUntil],
    );
    if (!row) return undefined;
    const { uidValidity, uid, failures, stuckUid, stuckTries } = row;
    const stuck = stuckUid === null ? undefined : { uid: Number(stuckUid), tries: stuckTries };
    return { uidValidity: uidValidity ?? undefined, uid: Number(uid), failures, stuck };
  }

  /** Whether the holding was still there to be prolonged. */
  async prolong({ account, holder }: Holding, heldUntil: Date): Promise<boolean> {
    const rows = await this.database.query(
      'UPDATE imap_positions SET held_until = $3 WHERE account = $1 AND holder = $2 RETURNING account',
      [account, holder, heldUntil],
    );
    return rows.length > 0;
  }

  /** Whether the position was the holder's to move. `isWell`: the mailbox gives its mails, so past trouble is over. */
  async advance({ account, holder }: Holding, { uidValidity, uid }: ImapPosition, isWell: boolean): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE imap_positions SET uid_validity = $3, uid = $4, retry_at = NULL,
         failures = CASE WHEN $5 THEN 0 ELSE failures END, trouble = CASE WHEN $5 THEN NULL ELSE trouble END,
         stuck_uid = CASE WHEN uid_validity = $3 AND stuck_uid > $4 THEN stuck_uid END
       WHERE account = $1 AND holder = $2 RETURNING account`,
      [account, holder, uidValidity, uid, isWell],
    );
    return rows.length > 0;
  }

  /** Lets another process follow, after trouble not before its `retryAt`. */
  async release({ account, holder }: Holding, trouble?: ImapTrouble): Promise<void> {
    await this.database.query(
      `UPDATE imap_positions SET holder = NULL, held_until = NULL, retry_at = $3, trouble = $4,
         failures = CASE WHEN $4::text IS NULL THEN 0 ELSE failures + 1 END,
         stuck_tries = CASE WHEN $5::bigint IS NULL THEN stuck_tries WHEN stuck_uid = $5 THEN stuck_tries + 1 ELSE 1 END,
         stuck_uid = coalesce($5, stuck_uid)
       WHERE account = $1 AND holder = $2`,
      [account, holder, trouble?.retryAt ?? null, trouble?.reason ?? null, trouble?.stuckUid ?? null],
    );
  }

  async states(now: Date): Promise<MailboxState[]> {
    return this.database.query(
      `SELECT account, mailbox, coalesce(held_until > $1::timestamptz, false) AS "isHeld", uid_validity::text AS "uidValidity",
          uid::text AS uid, failures, retry_at AS "retryAt", trouble, stuck_uid::text AS "stuckUid", stuck_tries AS "stuckTries"
        FROM imap_positions ORDER BY account`,
      [now],
    );
  }
}
