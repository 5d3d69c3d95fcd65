import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BlobTooLarge, DamagedBlob, type StoredBlob } from '#attachments/blob-store.js';
import { FileInstallation, S3Installation, type BlobInstallation } from '../support/blob-installation.js';

const SMALL = 1000;
/** Two whole parts of an S3 upload and one that is not. */
const LARGE = 11 * 1024 * 1024;
const CHUNK = 64 * 1024;
const HOUR_MS = 60 * 60 * 1000;

async function* inChunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK) yield bytes.subarray(start, start + CHUNK);
}

/** Every promise of `BlobStore`, to be kept wherever the blobs are (ENV-10). */
describe.each<{ place: string; create: () => Promise<BlobInstallation> }>([
  { place: 'files', create: () => FileInstallation.create() },
  { place: 'S3', create: () => S3Installation.create() },
])('ENV-10, $place: a blob', ({ create }) => {
  let blobs: BlobInstallation;

  beforeEach(async () => {
    blobs = await create();
  });

  afterEach(async () => {
    await blobs.close();
  });

  async function writeRandom(size: number): Promise<{ bytes: Buffer; blob: StoredBlob }> {
    const bytes = randomBytes(size);
    return { bytes, blob: await blobs.store.write(inChunks(bytes), size) };
  }

  it.each([0, 1, SMALL, 5 * 1024 * 1024, LARGE])('of %d bytes is read as it was written', async (size) => {
    const { bytes, blob } = await writeRandom(size);
    expect(blob).toEqual({ key: blob.key, size, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect((await buffer(await blobs.store.read(blob))).equals(bytes)).toBe(true);
  });

  it('has a key of its own, though another has the same bytes', async () => {
    const bytes = randomBytes(SMALL);
    const first = await blobs.store.write(inChunks(bytes), SMALL);
    const second = await blobs.store.write(inChunks(bytes), SMALL);
    await blobs.store.delete(first.key);
    expect((await buffer(await blobs.store.read(second))).equals(bytes)).toBe(true);
  });

  it.each([2 * CHUNK, LARGE])(
    'that is larger than the allowed %d bytes leaves nothing, its rest unread',
    async (limit) => {
      let given = 0;
      async function* endless(): AsyncGenerator<Buffer> {
        for (;;) {
          given += CHUNK;
          yield Buffer.alloc(CHUNK);
        }
      }
      await expect(blobs.store.write(endless(), limit)).rejects.toBeInstanceOf(BlobTooLarge);
      expect(given).toBe(limit + CHUNK);
      expect(await blobs.kept()).toEqual([]);
    },
  );

  it.each([CHUNK, LARGE])('whose source breaks off after %d bytes leaves nothing', async (length) => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield* inChunks(Buffer.alloc(length));
      throw new Error('the client is gone');
    }
    await expect(blobs.store.write(broken(), 2 * LARGE)).rejects.toThrow('the client is gone');
    expect(await blobs.kept()).toEqual([]);
  });

  it('can be deleted twice', async () => {
    const { blob } = await writeRandom(SMALL);
    await blobs.store.delete(blob.key);
    await blobs.store.delete(blob.key);
    expect(await blobs.kept()).toEqual([]);
  });

  const flipLastByte = (bytes: Buffer): Buffer => {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(flipped.length - 1) ^ 1, flipped.length - 1);
    return flipped;
  };

  it('shows damage to one byte before the first byte is given out, when it is small (F14)', async () => {
    const { blob } = await writeRandom(SMALL);
    await blobs.damage(blob.key, flipLastByte);
    await expect(blobs.store.read(blob)).rejects.toBeInstanceOf(DamagedBlob);
  });

  it('shows damage to one byte before the last byte is given out, when it is large (F14)', async () => {
    const { blob } = await writeRandom(LARGE);
    await blobs.damage(blob.key, flipLastByte);
    const stream = await blobs.store.read(blob);
    let received = 0;
    stream.on('data', (chunk: Buffer) => (received += chunk.length));
    await expect(new Promise((_, reject) => stream.once('error', reject))).rejects.toBeInstanceOf(DamagedBlob);
    expect(received).toBeLessThan(LARGE);
  });

  it.each([
    { fault: 'a lost end', damage: (key: string) => blobs.damage(key, (bytes) => bytes.subarray(1)) },
    { fault: 'an added byte', damage: (key: string) => blobs.damage(key, (bytes) => Buffer.concat([bytes, bytes])) },
    { fault: 'all of it missing', damage: (key: string) => blobs.lose(key) },
  ])('shows $fault before its first byte, however large (F14)', async ({ damage }) => {
    const { blob } = await writeRandom(LARGE);
    await damage(blob.key);
    await expect(blobs.store.read(blob)).rejects.toBeInstanceOf(DamagedBlob);
  });

  it('is listed in the order of keys, and the list goes on behind any of them', async () => {
    const keysAfter = async (after: string): Promise<string[]> => {
      const keys: string[] = [];
      for await (const { key } of blobs.store.list(after)) keys.push(key);
      return keys;
    };
    const written: string[] = [];
    for (let count = 0; count < 20; count += 1) written.push((await writeRandom(1)).blob.key);
    written.sort();
    expect(await keysAfter('')).toEqual(written);
    expect(await keysAfter(written[9] ?? '')).toEqual(written.slice(10));
  });

  it('that was never finished is removed once it is old enough, and whole ones are not', async () => {
    const { blob } = await writeRandom(SMALL);
    await blobs.leaveUnfinished(HOUR_MS);
    await blobs.store.deleteUnfinished(new Date(Date.now() - 2 * HOUR_MS));
    expect(await blobs.kept()).toHaveLength(2);
    await blobs.store.deleteUnfinished(new Date());
    expect(await blobs.kept()).toEqual([expect.stringContaining(blob.key)]);
  });
});
