import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { BlobStore, BlobTooLarge } from '#attachments/blob-store.js';
import type { MailAccount } from '#configuration/mail-account.rules.js';
import { Load } from '#http/load.js';
import { Clock } from '#runtime/clock.js';
import { faultPoint } from '#runtime/fault-point.js';
import { Logger } from '#runtime/logger.js';
import { Metrics } from '#runtime/metrics.js';
import { traced } from '#runtime/tracing.js';
import type { Handover } from './journal.js';
import { JournalStore } from './journal.store.js';
import { MailWorker } from './mail-worker.js';

/** Up to this size, in bytes, a mail is kept in the database with its journal row; a larger one is a blob. */
const LARGEST_IN_ROW = 128 * 1024;

export interface Recipient {
  readonly account: MailAccount;
  /** RCPT TO; undefined where the door has no envelope. */
  readonly envelopeTo: string | undefined;
}

/** Where the bytes of a mail are, before anybody knows of it. */
interface KeptMail {
  readonly sha256: string;
  readonly size: number;
  readonly content: Buffer | undefined;
  readonly blobKey: string | undefined;
}

/**
 * The one way in for every door: whatever comes is written down as it came, and only then taken apart. When `takeIn` has
 * returned, the mail may be acknowledged; nothing that happens afterwards loses it (mail-gateway.md MN-1).
 */
@Injectable()
export class Reception {
  constructor(
    private readonly journal: JournalStore,
    private readonly blobs: BlobStore,
    private readonly worker: MailWorker,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly logger: Logger,
    load: Load,
  ) {
    load.watch(() => journal.oldestWaitMs);
  }

  /**
   * Writes a mail down for each of its recipients, durably, and returns the ids of their journal rows. Throws `BlobTooLarge`
   * for more than `limitBytes`, 503-100 and whatever the database says when it cannot be written; then nothing is kept.
   */
  async takeIn(
    raw: AsyncIterable<Uint8Array>,
    limitBytes: number,
    recipients: readonly Recipient[],
    handover: Handover,
  ): Promise<readonly string[]> {
    const kept = await traced('keep mail', () => this.keep(raw, limitBytes));
    faultPoint('mail-kept-before-journal');
    const receivedAt = this.clock.now();
    const { ids, blobKey } = await traced('record mail', () =>
      this.journal.record({ ...kept, handover, recipients, receivedAt }),
    );
    if (kept.blobKey !== undefined && blobKey !== kept.blobKey) await this.discard(kept.blobKey);
    faultPoint('mail-recorded-before-answer');
    this.metrics.mailReceived(handover.door, ids.length);
    this.worker.wake();
    return ids;
  }

  private async keep(raw: AsyncIterable<Uint8Array>, limitBytes: number): Promise<KeptMail> {
    const source = raw[Symbol.asyncIterator]();
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      while (size <= LARGEST_IN_ROW) {
        const next = await source.next();
        if (next.done === true) return inRow(Buffer.concat(chunks, size));
        chunks.push(next.value);
        size += next.value.length;
        if (size > limitBytes) throw new BlobTooLarge(limitBytes);
      }
      const { key, ...stored } = await this.blobs.write(resumed(chunks, source), limitBytes);
      return { ...stored, content: undefined, blobKey: key };
    } finally {
      // Nobody reads on, so that whoever sends can be answered.
      await source.return?.();
    }
  }

  /** The same mail had come before, and its bytes are kept already. */
  private async discard(blobKey: string): Promise<void> {
    await this.blobs.delete(blobKey).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'a mail that had come before is left to the sweep');
    });
  }
}

function inRow(content: Buffer): KeptMail {
  return { sha256: hash('sha256', content), size: content.length, content, blobKey: undefined };
}

/** What was read of a source, and then the rest of it. */
async function* resumed(read: Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  while (read.length > 0) yield read.shift() ?? new Uint8Array();
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}
