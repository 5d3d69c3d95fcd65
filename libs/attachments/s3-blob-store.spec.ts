import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bodyBytesInMemory } from '#http/body-budget.js';
import { Failure } from '#runtime/errors/failure.js';
import type { S3BlobStore } from './s3-blob-store.js';
import { S3Installation, s3Store } from '../../test/support/blob-installation.js';

const MEGABYTE = 1024 * 1024;
const PART = 5 * MEGABYTE;

let blobs: S3Installation;
let store: S3BlobStore;

beforeEach(async () => {
  blobs = await S3Installation.create();
  ({ store } = blobs);
});

afterEach(async () => {
  await blobs.close();
});

async function* of(...chunks: Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

describe('an upload to S3', () => {
  it('has S3 keep the SHA-256 of a small blob', async () => {
    const bytes = randomBytes(1000);
    const { key } = await store.write(of(bytes), 1000);
    expect(blobs.server.objects.get(`files/${key}`)?.checksum).toBe(sha256(bytes).toString('base64'));
  });

  it('has S3 keep the SHA-256 of each part of a large one', async () => {
    const parts = [randomBytes(PART), randomBytes(10)];
    const { key } = await store.write(of(...parts), 2 * PART);
    const sums = sha256(Buffer.concat(parts.map(sha256))).toString('base64');
    expect(blobs.server.objects.get(`files/${key}`)?.checksum).toBe(`${sums}-2`);
  });

  it('holds one part in memory, however large the blob', async () => {
    let most = 0;
    async function* large(): AsyncGenerator<Buffer> {
      for (let count = 0; count < 20; count += 1) {
        yield Buffer.alloc(MEGABYTE);
        most = Math.max(most, bodyBytesInMemory());
      }
    }
    await store.write(large(), 20 * MEGABYTE);
    expect(most).toBeLessThanOrEqual(PART + 2 * MEGABYTE);
    expect(bodyBytesInMemory()).toBe(0);
  });

  it.each(['with 503', 'by closing'] as const)(
    'is 503-100 when S3 breaks off %s, and gives its memory back',
    async (how) => {
      async function* breaking(): AsyncGenerator<Buffer> {
        yield Buffer.alloc(PART + 1);
        blobs.server.breaks = how;
        yield Buffer.alloc(PART);
      }
      await expect(store.write(breaking(), 4 * PART)).rejects.toMatchObject({ code: '503-100' });
      expect(bodyBytesInMemory()).toBe(0);
      expect(blobs.server.objects.size).toBe(0);
    },
  );
});

describe('a read from S3', () => {
  it('is 503-100 while S3 does not answer, which is no damage', async () => {
    const blob = await store.write(of(Buffer.from('here')), 4);
    blobs.server.breaks = 'by closing';
    const failure = await store.read(blob).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: '503-100' });
  });
});

describe('what belongs to others in the bucket', () => {
  it.each(['files/notes.txt', 'other/8f14e45f-ceea-467f-9d1e-5b1f8a0c2d3e'])(
    'is neither listed nor aborted: %s',
    async (key) => {
      blobs.server.objects.set(key, { bytes: Buffer.from('x'), modifiedAt: new Date(0), checksum: undefined });
      blobs.server.uploads.set('theirs', { key, initiatedAt: new Date(0), parts: new Map() });
      for await (const entry of store.list('')) throw new Error(`${entry.key} was listed`);
      await store.deleteUnfinished(new Date());
      expect(blobs.server.uploads.size).toBe(1);
    },
  );

  it('does not end the listing of unfinished uploads, which has several pages', async () => {
    for (let count = 0; count < 20; count += 1) await blobs.leaveUnfinished(1000);
    await store.deleteUnfinished(new Date());
    expect(blobs.server.uploads.size).toBe(0);
  });
});

describe('the start', () => {
  it('fails when there is no such bucket (ENV-10)', async () => {
    await expect(s3Store(blobs.server.endpoint, 'another').open()).rejects.toThrow('the bucket another cannot be used');
  });

  it('goes on when S3 does not answer for now', async () => {
    blobs.server.breaks = 'by closing';
    await expect(s3Store(blobs.server.endpoint).open()).resolves.toBeUndefined();
  });
});
