import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '#runtime/logger.js';
import { Recurring } from '#runtime/recurring.js';
import { Database } from '#storage/database.js';
import { AuditTrailStore, MOST_ENTRIES, type Seal } from './audit-trail.store.js';

const SEAL_EVERY_MS = 2_000;

/** How far back what is not sealed is looked for: a transaction ends within seconds. */
const LOOK_BACK = '10 minutes';

/** Seals the audit trail behind the commits, so that no write waits for another (AUD-3). */
@Injectable()
export class AuditSealing implements OnApplicationBootstrap {
  constructor(
    private readonly store: AuditTrailStore,
    private readonly database: Database,
    private readonly recurring: Recurring,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.recurring.everyOnWorkers(SEAL_EVERY_MS, 'seal the audit trail', () => this.sealAll());
  }

  /** Seals what is there, unless another worker does. */
  async sealAll(): Promise<void> {
    let head: Seal | undefined;
    let isFull = true;
    while (isFull) {
      const seal = await this.sealOne();
      head = seal ?? head;
      // What was added meanwhile waits for the next time: a few entries are not worth a seal.
      isFull = (seal?.entries ?? 0) >= MOST_ENTRIES;
    }
    // The log is another place: a chain that was made anew as a whole does not have what is written there.
    if (head) this.logger.info({ seal: head.id, hash: head.hash }, 'the audit trail is sealed up to here');
  }

  private async sealOne(): Promise<Seal | undefined> {
    return this.database.transaction(async (transaction) => {
      if (!(await this.store.lock(transaction))) return undefined;
      return this.store.seal(transaction, LOOK_BACK);
    });
  }
}
