import { randomUUID } from 'node:crypto';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#runtime/clock.js';
import { Logger } from '#runtime/logger.js';
import { Metrics } from '#runtime/metrics.js';
import { Recurring } from '#runtime/recurring.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { tracedAfter } from '#runtime/tracing.js';
import { ByteGate } from './byte-gate.js';
import { afterFailure } from './failure.rules.js';
import type { JournalEntry, Outcome } from './journal.js';
import { JournalStore } from './journal.store.js';
import { MailFiling } from './mail-filing.js';
import { Meeting, type MeetingPlace } from './meeting.js';

/** How often the journal is looked at for mails that other processes have received, in milliseconds. */
const LOOK_EVERY_MS = 500;

/** A mail whose holder has not settled it by then is taken up by another, in milliseconds. */
const LEASE_MS = 60_000;

const MAILS_AT_ONCE = 32;

/** How long mails that were read wait for the others that were taken with them, in milliseconds. */
const LONGEST_MEETING_MS = 250;

/** While one batch is committed the next one is read. */
const PLACES = 2;

/** Of a mail that is worked on without others. */
const ALONE: MeetingPlace = { arrive: () => Promise.resolve(), leave: () => undefined };

/** Bytes of raw mails that are worked on at the same time; a larger one is worked on alone. */
const BYTES_AT_ONCE = 16 * 1024 * 1024;

/**
 * Takes mails out of the journal and makes of them what they are: any number of processes at the same time, each mail in one
 * of them. Whatever happens to this process, another one, or the next, takes up what it has left.
 */
@Injectable()
export class MailWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly gate = new ByteGate(BYTES_AT_ONCE);
  private readonly running = new Set<Promise<void>>();
  private isAwake = false;
  private isStopping = false;

  constructor(
    private readonly journal: JournalStore,
    private readonly filing: MailFiling,
    private readonly configuration: ServerConfiguration,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly recurring: Recurring,
    private readonly logger: Logger,
  ) {}

  /** The embedded database serves one process, so that what is taken at its start is nobody's any more. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.configuration.databaseUrl === undefined) await this.journal.releaseAll(this.clock.now());
    this.recurring.everyOnWorkers(LOOK_EVERY_MS, 'mail', () => this.work());
  }

  /** Finishes what is being worked on, and gives back the rest. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.running);
  }

  /** There is a new mail: whoever does the work does it at once. */
  wake(): void {
    if (this.isAwake || this.isStopping || !this.configuration.roles.includes('worker')) return;
    this.isAwake = true;
    setImmediate(() => {
      this.isAwake = false;
      this.work().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'mails could not be taken up; it will be tried again');
      });
    });
  }

  /** Works until nothing is left that is due. */
  private async work(): Promise<void> {
    if (this.running.size >= PLACES || this.isStopping) return;
    const run = this.drain();
    const settled = run.catch(() => undefined).finally(() => this.running.delete(settled));
    this.running.add(settled);
    await run;
  }

  private async drain(): Promise<void> {
    for (;;) {
      if (this.isStopping) return;
      const entries = await this.take(false, MAILS_AT_ONCE);
      if (entries.length > 0) await this.workTogether(entries);
      const retried = await this.retry();
      if (entries.length + retried === 0) return;
      // Much to do: the other place helps.
      if (entries.length === MAILS_AT_ONCE) this.wake();
    }
  }

  /** One by one and alone: if one of them ends the process, no other has to answer for it. */
  private async retry(): Promise<number> {
    const entries = await this.take(true, 1);
    for (const entry of entries) await this.workOn(entry, BYTES_AT_ONCE, ALONE);
    return entries.length;
  }

  private take(isRetry: boolean, limit: number): Promise<JournalEntry[]> {
    return this.journal.take(randomUUID(), this.clock.now(), { leaseMs: LEASE_MS, limit, isRetry });
  }

  private async workTogether(entries: readonly JournalEntry[]): Promise<void> {
    const meeting = new Meeting(entries.length, LONGEST_MEETING_MS);
    const works = entries.map(async (entry) => {
      const place = meeting.join();
      await this.workOn(entry, entry.size, place).finally(place.leave);
    });
    await Promise.all(works);
  }

  /** Whoever is inside the gate does not wait for those who wait for the gate. */
  private async workOn(entry: JournalEntry, bytes: number, others: MeetingPlace): Promise<void> {
    const leave = await this.gate.enter(bytes, others.leave);
    try {
      if (this.isStopping) await this.journal.putBack(entry, this.clock.now(), false);
      else await tracedAfter(undefined, `mail ${entry.door}`, () => this.file(entry, others.arrive));
    } catch (error) {
      await this.setBack(entry, error);
    } finally {
      leave();
    }
  }

  private async file(entry: JournalEntry, others: () => Promise<void>): Promise<void> {
    this.count(entry, await this.filing.file(entry, others));
  }

  private count({ receivedAt }: JournalEntry, outcome: Outcome | undefined): void {
    if (outcome === undefined) return;
    this.metrics.mailProcessed(outcome, (this.clock.now().getTime() - receivedAt.getTime()) / 1000);
  }

  private async setBack(entry: JournalEntry, error: unknown): Promise<void> {
    const { id, account, attempts } = entry;
    const next = afterFailure(attempts, error, this.clock.now());
    this.logger.warn(
      { err: error, id, account, attempts, isGivenUp: next.kind === 'give up' },
      'a mail could not be worked on',
    );
    try {
      if (next.kind === 'again') await this.journal.putBack(entry, next.from, next.counts);
      else this.count(entry, await this.filing.giveUp(entry, next.reason));
    } catch (cause) {
      this.logger.warn({ err: cause, id }, 'a mail stays taken until its lease ends');
    }
  }
}
