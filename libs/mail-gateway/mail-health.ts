import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { Clock } from '#runtime/clock.js';
import { Logger } from '#runtime/logger.js';
import { JournalStore } from './journal.store.js';

/** How far the processing of mail is behind (runtime.md LIVE-2), and which accounts are unsafe. */
@Injectable()
export class MailHealth implements OnApplicationBootstrap {
  constructor(
    private readonly journal: JournalStore,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const accounts = this.unsafeAccounts();
    if (accounts.length > 0)
      this.logger.warn({ accounts }, 'these accounts believe the desk headers of anybody (compat)');
  }

  /** Ids of the accounts that believe the desk headers of anybody (mail-gateway.md MX-15). */
  unsafeAccounts(): string[] {
    const { mailAccounts } = this.configuration.snapshot();
    return mailAccounts.filter(({ headers }) => headers.trust.compat).map(({ id }) => id);
  }

  /** The age in seconds of the oldest mail that nothing has become of, 0 when there is none; and mails that have failed. */
  async health(): Promise<{ readonly oldestSeconds: number; readonly dead: number }> {
    const { oldest, failed } = await this.journal.state();
    const ageMs = oldest === null ? 0 : this.clock.now().getTime() - oldest.getTime();
    return { oldestSeconds: Math.max(0, ageMs / 1000), dead: failed };
  }
}
