import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DamagedBlob, type StoredBlob } from './blob-store.js';

/** Blobs up to this size, in bytes, are checked before the first byte is given out. */
const CHECKED_FIRST_BYTES = 1024 * 1024;

/**
 * The bytes that `open` yields, which must be those of `blob`. `open` is called when reading begins, so that a stream that
 * nobody reads holds nothing open.
 */
export async function verifiedStream(blob: StoredBlob, open: () => AsyncIterable<Uint8Array>): Promise<Readable> {
  const verified = verify(blob, open);
  if (blob.size > CHECKED_FIRST_BYTES) return Readable.from(verified, { objectMode: false });
  const chunks: Uint8Array[] = [];
  for await (const chunk of verified) chunks.push(chunk);
  return Readable.from(chunks, { objectMode: false });
}

/** Holds each chunk back until the next has come, and the last one until the whole has proved right. */
async function* verify(blob: StoredBlob, open: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  for await (const chunk of open()) {
    hash.update(chunk);
    if (held) yield held;
    held = chunk;
  }
  if (hash.digest('hex') !== blob.sha256) throw new DamagedBlob(blob.key, 'its SHA-256 is another one');
  if (held) yield held;
}
