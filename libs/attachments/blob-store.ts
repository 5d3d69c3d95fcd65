import type { Readable } from 'node:stream';

/** Bytes that are kept, and what proves that they are still the ones that were written. */
export interface StoredBlob {
  /** Belongs to one attachment only, so that deleting needs no counting. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface BlobEntry {
  readonly key: string;
  readonly modifiedAt: Date;
}

/** More bytes came than allowed; what had been written of them is gone. */
export class BlobTooLarge extends Error {
  constructor(readonly limitBytes: number) {
    super(`There are more than ${limitBytes} bytes`);
    this.name = 'BlobTooLarge';
  }
}

/** What is kept under a key is not what was written there. */
export class DamagedBlob extends Error {
  constructor(key: string, fault: string, options?: ErrorOptions) {
    super(`Blob ${key} is damaged: ${fault}`, options);
    this.name = 'DamagedBlob';
  }
}

/**
 * Where the bytes of attachments are. A blob is written before its row, and deleted after it, so that no row is ever without
 * its bytes; the sweep finds blobs without a row. An abstract class, so that it is its own injection token.
 */
export abstract class BlobStore {
  /** Called once, before anything else; fails when the place cannot be used as it is configured. */
  abstract open(): Promise<void>;

  /**
   * Keeps bytes as they arrive, with a bounded part of them in memory; durable when it returns. Stops reading at more
   * than `limitBytes` with `BlobTooLarge`, and fails with 503-100 when there is no room or the store does not answer. Whatever
   * fails, nothing is left that the sweep does not find.
   */
  abstract write(bytes: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StoredBlob>;

  /**
   * The bytes of a blob, checked while they are read. Damage ends in `DamagedBlob`: before the first byte when it shows in
   * the size or the blob is small, else before the last chunk, so that nobody takes a damaged file for a whole one.
   */
  abstract read(blob: StoredBlob): Promise<Readable>;

  /** Deleting what is not there is fine. */
  abstract delete(key: string): Promise<void>;

  /** All blobs whose key sorts after `after`, by key. */
  abstract list(after: string): AsyncIterable<BlobEntry>;

  /** Removes what writes have left behind that ended before `before` because their process did. */
  abstract deleteUnfinished(before: Date): Promise<void>;
}
