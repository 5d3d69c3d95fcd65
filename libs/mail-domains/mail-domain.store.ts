import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';

/** What `Secrets` encrypts the keys for. */
export const DKIM_KEY_PURPOSE = 'dkim-key';

export interface StoredMailDomain {
  /** The domain itself, in lower case. */
  readonly id: string;
  readonly dkimSelector: string | null;
  /** `Secrets.encrypt(DKIM_KEY_PURPOSE, …)` of PEM. */
  readonly encryptedDkimKey: string | null;
}

@Injectable()
export class MailDomainStore implements ItemStore<StoredMailDomain> {
  async list(queryable: Queryable): Promise<StoredMailDomain[]> {
    return queryable.query(
      `SELECT domain AS id, dkim_selector AS "dkimSelector", encrypted_dkim_key AS "encryptedDkimKey"
        FROM mail_domains ORDER BY domain`,
    );
  }

  async find(queryable: Queryable, domain: string): Promise<StoredMailDomain | undefined> {
    const [found] = await queryable.query<StoredMailDomain>(
      {
        name: 'find-mail-domain',
        text: `SELECT domain AS id, dkim_selector AS "dkimSelector", encrypted_dkim_key AS "encryptedDkimKey"
          FROM mail_domains WHERE domain = $1`,
      },
      [domain],
    );
    return found;
  }

  async save(
    transaction: Transaction,
    { id, dkimSelector, encryptedDkimKey }: Draft<StoredMailDomain>,
  ): Promise<string> {
    const rows = await transaction.query<{ id: string }>(
      `INSERT INTO mail_domains (domain, dkim_selector, encrypted_dkim_key) VALUES ($1, $2, $3)
        ON CONFLICT (domain) DO UPDATE SET dkim_selector = excluded.dkim_selector,
          encrypted_dkim_key = excluded.encrypted_dkim_key
        RETURNING domain AS id`,
      [id, dkimSelector, encryptedDkimKey],
    );
    return onlyRow(rows).id;
  }
}
