import type { Readable } from 'node:stream';
import type { OnModuleInit } from '@nestjs/common';
import type { Metrics } from '#runtime/metrics.js';
import { traced } from '#runtime/tracing.js';
import { BlobStore, type BlobEntry, type StoredBlob } from './blob-store.js';

/** A blob store whose operations show in metrics and traces. */
export class MeasuredBlobStore extends BlobStore implements OnModuleInit {
  constructor(
    private readonly store: BlobStore,
    private readonly metrics: Metrics,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.open();
  }

  override async open(): Promise<void> {
    await this.store.open();
  }

  override async write(bytes: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StoredBlob> {
    return this.measured('write', () => this.store.write(bytes, limitBytes));
  }

  /** Until the first byte: how long the rest takes is up to whoever reads it. */
  override async read(blob: StoredBlob): Promise<Readable> {
    return this.measured('read', () => this.store.read(blob));
  }

  override async delete(key: string): Promise<void> {
    await this.measured('delete', () => this.store.delete(key));
  }

  override list(after: string): AsyncIterable<BlobEntry> {
    return this.store.list(after);
  }

  override async deleteUnfinished(before: Date): Promise<void> {
    await this.store.deleteUnfinished(before);
  }

  private async measured<Value>(operation: string, work: () => Promise<Value>): Promise<Value> {
    const startedAt = performance.now();
    let outcome = 'failed';
    try {
      const value = await traced(`blob ${operation}`, work);
      outcome = 'done';
      return value;
    } finally {
      this.metrics.blobOperation(operation, outcome, (performance.now() - startedAt) / 1000);
    }
  }
}
