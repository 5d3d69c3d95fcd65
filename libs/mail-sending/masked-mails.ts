import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityMaskings } from '#activities/activity-maskings.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';

/** Mails that are still to be sent say what their activity says, and quote what it answers: both may be masked (around-activity.md ACT-8). */
@Injectable()
export class MaskedMails implements OnModuleInit {
  constructor(
    private readonly maskings: ActivityMaskings,
    private readonly store: OutgoingMailStore,
  ) {}

  onModuleInit(): void {
    this.maskings.register(async (transaction, { id, mask }) => {
      await this.store.mask(transaction, id, mask);
      return [];
    });
  }
}
