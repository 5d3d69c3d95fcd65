import { Injectable, type OnModuleInit } from '@nestjs/common';
import { bodyBytesInMemory } from '#http/body-budget.js';
import { Mailboxes } from '#mail-gateway/imap/mailboxes.js';
import { SendingHealth } from '#mail-sending/sending-health.js';
import { PushHealth } from '#field-push/push-health.js';
import { MailHealth } from '#mail-gateway/mail-health.js';
import { OutboxLanes, type LaneHealth } from '#outbox/outbox-lanes.js';
import { Metrics } from '#runtime/metrics.js';
import { within } from '#runtime/within.js';
import { Database } from '#storage/database.js';

/** How long a scrape waits for the database, in milliseconds. */
const ANSWER_WITHIN_MS = 2_000;

/** What parts that know no metrics are asked for at each scrape. */
@Injectable()
export class Gauges implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly database: Database,
    private readonly outbox: OutboxLanes,
    private readonly mail: MailHealth,
    private readonly mailboxes: Mailboxes,
    private readonly sending: SendingHealth,
    private readonly pushes: PushHealth,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'casemgr_database_connections',
      help: 'Connections of this process to the database',
      label: 'state',
      read: () => {
        const { inUse, idle } = this.database.poolUse;
        return new Map([
          ['in_use', inUse],
          ['idle', idle],
        ]);
      },
    });
    this.metrics.gauge({
      name: 'casemgr_database_waiting',
      help: 'Statements and transactions that wait for a connection',
      read: () => this.database.poolUse.waiting,
    });
    this.metrics.gauge({
      name: 'casemgr_outbox_oldest_seconds',
      help: 'Age of the oldest item of each lane that is not done',
      label: 'lane',
      read: () => this.byLane(({ oldestSeconds }) => oldestSeconds),
    });
    this.metrics.gauge({
      name: 'casemgr_outbox_dead',
      help: 'Items of each lane that failed too often and are not tried again',
      label: 'lane',
      read: () => this.byLane(({ dead }) => dead),
    });
    this.metrics.gauge({
      name: 'casemgr_mail_oldest_seconds',
      help: 'Age of the oldest mail that nothing has become of',
      read: async () => (await within(ANSWER_WITHIN_MS, this.mail.health())).oldestSeconds,
    });
    this.metrics.gauge({
      name: 'casemgr_mail_accounts_unsafe',
      help: 'Mail accounts that believe the desk headers of anybody (compat)',
      read: () => this.mail.unsafeAccounts().length,
    });
    this.metrics.gauge({
      name: 'casemgr_mailboxes',
      help: 'Mailboxes that are followed, and those in trouble',
      label: 'state',
      read: async () => new Map(Object.entries(await within(ANSWER_WITHIN_MS, this.mailboxes.count()))),
    });
    this.metrics.gauge({
      name: 'casemgr_outgoing_mails_waiting',
      help: 'Mails that are to be sent',
      read: async () => (await within(ANSWER_WITHIN_MS, this.sending.health())).waiting,
    });
    this.metrics.gauge({
      name: 'casemgr_outgoing_mails_oldest_seconds',
      help: 'Age of the oldest mail that is to be sent',
      read: async () => (await within(ANSWER_WITHIN_MS, this.sending.health())).oldestSeconds,
    });
    this.metrics.gauge({
      name: 'casemgr_outgoing_mails_failed',
      help: 'Mails that were given up and not sent again',
      read: async () => (await within(ANSWER_WITHIN_MS, this.sending.health())).dead,
    });
    this.metrics.gauge({
      name: 'casemgr_field_push_oldest_seconds',
      help: 'Age of the oldest field push that is still to be delivered',
      read: async () => (await within(ANSWER_WITHIN_MS, this.pushes.health())).oldestSeconds,
    });
    this.metrics.gauge({
      name: 'casemgr_field_push_given_up',
      help: 'Field pushes that were tried too often and are in the log',
      read: async () => (await within(ANSWER_WITHIN_MS, this.pushes.health())).dead,
    });
    this.metrics.gauge({
      name: 'casemgr_field_push_open_circuits',
      help: 'Receivers of field pushes that have failed too often and are left alone for a while',
      read: async () => within(ANSWER_WITHIN_MS, this.pushes.openCircuits()),
    });
    this.metrics.gauge({
      name: 'casemgr_body_bytes_in_memory',
      help: 'Bytes of request bodies that are held in memory',
      read: bodyBytesInMemory,
    });
  }

  private async byLane(read: (lane: LaneHealth) => number): Promise<Map<string, number>> {
    const lanes = await within(ANSWER_WITHIN_MS, this.outbox.health());
    return new Map([...lanes].map(([name, lane]) => [name, read(lane)]));
  }
}
