import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as rest } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { SendMailOptions } from 'nodemailer';
import { BlobStore } from '#attachments/blob-store.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { Clock } from '#runtime/clock.js';
import { ownMarkOf } from '#mail-message/own-mark.js';
import { faultPoint } from '#runtime/fault-point.js';
import { Logger } from '#runtime/logger.js';
import { Metrics } from '#runtime/metrics.js';
import { Recurring } from '#runtime/recurring.js';
import { Secrets } from '#runtime/secrets.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { messageOptions } from './compose-message.rules.js';
import { DkimKeys } from './dkim-keys.js';
import { concluded, type Conclusion } from './next-attempt.rules.js';
import type { MailFile } from './outgoing-mail.js';
import { OutgoingMailStore, type ClaimedMail } from './outgoing-mail.store.js';
import { SmtpClient } from './smtp-client.js';
import { judgeFailure, judgeUnmade, type SmtpOutcome } from './smtp-outcome.rules.js';

const LOOK_EVERY_MS = 500;

/** Whoever held a lease that has run out is gone; who is there renews it in time. */
const LEASE_MS = 120_000;
const RENEW_EVERY_MS = 30_000;

/** How long to rest before a conclusion is written once more; all of them end before a lease that was just renewed does. */
const CONCLUDE_AGAIN_MS = [100, 1_000, 5_000, 10_000, 20_000, 30_000];

/** Mails that one process sends at the same time. */
const PLACES = 4;

const DAY_MS = 24 * 60 * 60 * 1_000;
const SWEEP_EVERY_MS = 60 * 60 * 1_000;
const SETTLED_KEPT_MS = 90 * DAY_MS;
const REPLY_ADDRESSES_KEPT_MS = 731 * DAY_MS;

/**
 * Sends what was queued until it is taken (records-by-email.md RO-1, RO-2). A mail is leased, sent outside of any transaction,
 * and concluded: a process that dies between leaves it to the next, which sends it under the same Message-ID.
 */
@Injectable()
export class MailLane implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly store: OutgoingMailStore,
    private readonly client: SmtpClient,
    private readonly dkimKeys: DkimKeys,
    private readonly outbox: OutboxWorker,
    private readonly blobs: BlobStore,
    private readonly configuration: ServerConfiguration,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly recurring: Recurring,
    private readonly logger: Logger,
  ) {}

  /** The embedded database serves one process, so that what is held at its start is nobody's any more. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.configuration.databaseUrl === undefined) await this.store.releaseAll();
    this.recurring.everyOnWorkers(SWEEP_EVERY_MS, 'outgoing mail sweep', () => this.sweep());
    if (this.client.isConfigured) {
      this.recurring.everyOnWorkers(LOOK_EVERY_MS, 'outgoing mail', () => this.look());
    }
  }

  /** What is on its way is waited for; nothing new is begun. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.running);
  }

  /** There is a new mail: whoever does the work does it at once. */
  async wake(): Promise<void> {
    if (this.client.isConfigured && this.configuration.roles.includes('worker')) await this.look();
  }

  private async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.store.sweep(new Date(now - SETTLED_KEPT_MS), new Date(now - REPLY_ADDRESSES_KEPT_MS));
  }

  /** Begins to send what is due and has a place. */
  private async look(): Promise<void> {
    if (this.isStopped || this.running.size >= PLACES) return;
    const now = this.clock.now();
    const mails = await this.store.claim(randomUUID(), now, this.leaseEnd(), PLACES - this.running.size);
    for (const mail of mails) this.start(mail);
  }

  private start(mail: ClaimedMail): void {
    const run = this.attempt(mail)
      .catch((error: unknown) => {
        this.logger.warn({ err: error, id: mail.id }, 'a mail could not be concluded; it will be sent again');
      })
      .finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async attempt(mail: ClaimedMail): Promise<void> {
    faultPoint('mail-claimed-before-sending');
    const renewal = setInterval(() => {
      this.store.renew(mail, this.leaseEnd()).catch((error: unknown) => {
        this.logger.warn({ err: error, id: mail.id }, 'the lease of a mail could not be renewed');
      });
    }, RENEW_EVERY_MS);
    try {
      const outcome = await this.send(mail);
      faultPoint('mail-sent-before-concluded');
      const now = this.clock.now();
      const conclusion = concluded(mail, outcome, now, Math.random());
      await this.conclude(mail, conclusion, now);
      faultPoint('mail-concluded-before-activity');
      this.metrics.mailAttempted(conclusion.state);
      await this.outbox.drain('replies');
      if (conclusion.state !== 'sent') {
        const { state, error } = conclusion;
        this.logger.warn({ id: mail.id, state, error, attempts: mail.attempts }, 'a mail was not taken by everybody');
      }
    } finally {
      clearInterval(renewal);
    }
  }

  /** Whatever goes wrong is an outcome: a mail that nobody concludes would be tried for ever. */
  private async send({ sender, pending, content }: ClaimedMail): Promise<SmtpOutcome> {
    let options: SendMailOptions;
    try {
      const files = content.files.map((file) => ({ file, content: this.bytesOf(file) }));
      options = messageOptions(content, { sender, recipients: pending }, files, ownMarkOf(this.secrets));
    } catch (error) {
      return judgeUnmade(pending, error);
    }
    try {
      const dkim = await this.dkimKeys.find(content.from.address);
      return await this.client.send(pending, { ...options, ...(dkim && { dkim }) });
    } catch (error) {
      return judgeFailure(pending, error);
    }
  }

  /** The server has the mail: while nobody else can hold it, what became of it is written down as often as it takes. */
  private async conclude(mail: ClaimedMail, conclusion: Conclusion, at: Date): Promise<void> {
    for (const restMs of CONCLUDE_AGAIN_MS) {
      try {
        await this.store.conclude(mail, conclusion, at);
        return;
      } catch (error) {
        this.logger.warn({ err: error, id: mail.id }, 'what became of a mail could not be written down; once more');
        await rest(restMs);
      }
    }
    await this.store.conclude(mail, conclusion, at);
  }

  /** Opened when they are wanted, so that a server that is not there costs nothing. */
  private bytesOf({ blobKey, size, sha256 }: MailFile): Readable {
    const { blobs } = this;
    async function* bytes(): AsyncGenerator {
      yield* await blobs.read({ key: blobKey, size, sha256 });
    }
    return Readable.from(bytes(), { objectMode: false });
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}
