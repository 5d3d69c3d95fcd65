import { Injectable } from '@nestjs/common';
import { Clock } from '#runtime/clock.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';

/** How far the sending of mail is behind (runtime.md LIVE-2). */
@Injectable()
export class SendingHealth {
  constructor(
    private readonly store: OutgoingMailStore,
    private readonly clock: Clock,
  ) {}

  /** Mails that wait, the age in seconds of the oldest of them, 0 when there is none; and mails that were given up. */
  async health(): Promise<{ readonly waiting: number; readonly oldestSeconds: number; readonly dead: number }> {
    const { waiting, oldest, failed } = await this.store.state();
    const ageMs = oldest === null ? 0 : this.clock.now().getTime() - oldest.getTime();
    return { waiting, oldestSeconds: Math.max(0, ageMs / 1000), dead: failed };
  }
}
