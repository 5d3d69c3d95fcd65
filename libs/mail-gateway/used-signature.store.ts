import { Injectable } from '@nestjs/common';
import { Database } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';

/** A signature and the mail that has it, each by a hash. */
export interface SignedMail {
  readonly signedHash: string;
  readonly contentHash: string;
}

/** Which mail a signature of desk headers is good for: the first one that was believed by it, in the whole partition (MX-15). */
@Injectable()
export class UsedSignatureStore {
  constructor(private readonly database: Database) {}

  /** Whether the signature is another mail's; else it is this one's from now on, whatever account it comes for and how often. */
  async use({ signedHash, contentHash }: SignedMail): Promise<{ readonly isOfOther: boolean }> {
    const rows = await this.database.query<{ isOfOther: boolean }>(
      {
        name: 'use-signature',
        text: `INSERT INTO used_signatures (signed_hash, content_hash) VALUES ($1, $2)
          ON CONFLICT (signed_hash) DO UPDATE SET signed_hash = excluded.signed_hash
          RETURNING content_hash <> $2 AS "isOfOther"`,
      },
      [signedHash, contentHash],
    );
    return onlyRow(rows);
  }

  /** Whether it is another mail's, for whoever only asks. */
  async isOfOther({ signedHash, contentHash }: SignedMail): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT 1 FROM used_signatures WHERE signed_hash = $1 AND content_hash <> $2',
      [signedHash, contentHash],
    );
    return rows.length > 0;
  }

  /** Forgets up to `limit` that were used before a moment; answers with how many there were. */
  async forget(before: Date, limit: number): Promise<number> {
    const rows = await this.database.query(
      `DELETE FROM used_signatures WHERE signed_hash IN (
        SELECT signed_hash FROM used_signatures WHERE used_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING 1`,
      [before, limit],
    );
    return rows.length;
  }
}
