import { Injectable } from '@nestjs/common';
import { Clock } from '#runtime/clock.js';
import { JournalStore } from './journal.store.js';

/** How far the processing of mail is behind (runtime.md LIVE-2). */
@Injectable()
export class MailHealth {
  constructor(
    private readonly journal: JournalStore,
    private readonly clock: Clock,
  ) {}

  /** The age in seconds of the oldest mail that nothing has become of, 0 when there is none; and mails that have failed. */
  async health(): Promise<{ readonly oldestSeconds: number; readonly dead: number }> {
    const { oldest, failed } = await this.journal.state();
    const ageMs = oldest === null ? 0 : this.clock.now().getTime() - oldest.getTime();
    return { oldestSeconds: Math.max(0, ageMs / 1000), dead: failed };
  }
}
