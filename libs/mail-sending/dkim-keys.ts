import { Injectable } from '@nestjs/common';
import { DKIM_KEY_PURPOSE, MailDomainStore } from '#mail-domains/mail-domain.store.js';
import { Secrets } from '#runtime/secrets.js';
import { Database } from '#storage/database.js';

/** As nodemailer takes it. */
interface DkimKey {
  readonly domainName: string;
  readonly keySelector: string;
  readonly privateKey: string;
}

/** The keys that mail is signed with (records-by-email.md RO-8). */
@Injectable()
export class DkimKeys {
  constructor(
    private readonly domains: MailDomainStore,
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** Undefined where the domain of a sender has none. */
  async find(sender: string): Promise<DkimKey | undefined> {
    const domainName = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
    const { dkimSelector, encryptedDkimKey } = (await this.domains.find(this.database, domainName)) ?? {};
    if (!dkimSelector || !encryptedDkimKey) return undefined;
    return {
      domainName,
      keySelector: dkimSelector,
      privateKey: this.secrets.decrypt(DKIM_KEY_PURPOSE, encryptedDkimKey),
    };
  }
}
