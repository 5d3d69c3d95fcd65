import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { closeAfterAnswer } from '#http/close-after-answer.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { Database } from '#storage/database.js';
import { arrivingBytes, BodyBroken } from './arriving-bytes.js';
import { isExpired } from './attachment.rules.js';
import { AttachmentStore, type StoredAttachment } from './attachment.store.js';
import { BlobStore, BlobTooLarge, type StoredBlob } from './blob-store.js';

/** How long an upload may be silent, in milliseconds, before it is given up. */
const SILENCE_LIMIT_MS = 15_000;

/** The bytes of announced files (casemgr.md T-2). */
@Injectable()
export class Uploads {
  constructor(
    private readonly database: Database,
    private readonly store: AttachmentStore,
    private readonly blobs: BlobStore,
    private readonly clock: Clock,
  ) {}

  /** Takes in the body of a request as the file that was announced. When it fails, the altId is as it was before. */
  async receive(altId: string, request: IncomingMessage): Promise<void> {
    let isWhole = false;
    try {
      const announced = await this.requireAnnounced(altId);
      refuseOtherLength(announced, request);
      const blob = await this.writeBlob(announced, request);
      isWhole = true;
      await this.assign(announced, blob);
    } finally {
      if (!isWhole) closeAfterAnswer(request);
    }
  }

  private async requireAnnounced(altId: string): Promise<StoredAttachment> {
    const [attachment] = await this.store.findByAltIds(this.database, [altId]);
    if (!attachment || isExpired(attachment, this.clock.now())) throw new Failure('404-100', { resource_id: altId });
    if (attachment.state === 'uploaded') throw uploadedBefore();
    return attachment;
  }

  private async writeBlob(announced: StoredAttachment, request: IncomingMessage): Promise<StoredBlob> {
    const { size } = announced;
    try {
      return await this.blobs.write(arrivingBytes(request, SILENCE_LIMIT_MS), size);
    } catch (error) {
      if (error instanceof BlobTooLarge) throw otherSize(size, 'more');
      if (error instanceof BodyBroken) throw otherSize(size, 'fewer');
      throw error;
    }
  }

  /** When the outcome of the transaction is unknown the blob stays: the sweep removes it if no row has it. */
  private async assign(announced: StoredAttachment, blob: StoredBlob): Promise<void> {
    const isAssigned =
      blob.size === announced.size &&
      (await this.database.transaction((transaction) =>
        this.store.markUploaded(transaction, announced.altId, blob, this.clock.now()),
      ));
    if (isAssigned) return;
    await this.blobs.delete(blob.key);
    throw blob.size === announced.size ? uploadedBefore() : otherSize(announced.size, 'fewer');
  }
}

/** A length that cannot be right is refused before a byte is read. */
function refuseOtherLength({ size }: StoredAttachment, request: IncomingMessage): void {
  const length = request.headers['content-length'];
  if (length === undefined || Number(length) === size) return;
  throw otherSize(size, Number(length) > size ? 'more' : 'fewer');
}

function otherSize(announcedBytes: number, sent: 'more' | 'fewer'): Failure {
  const reason = `${announcedBytes} bytes were announced, ${sent} were sent`;
  return failureOf([{ code: '400-152', attribute: 'size', reason, clause: 'T-2' }]);
}

function uploadedBefore(): Failure {
  return failureOf([
    { code: '400-152', attribute: 'altId', reason: 'this file has been uploaded before', clause: 'T-2' },
  ]);
}
