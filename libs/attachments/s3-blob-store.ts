import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
  type ListMultipartUploadsCommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { BodyBudget } from '#http/body-budget.js';
import type { S3Location } from '#runtime/blob-location.js';
import { unavailable } from '#runtime/errors/failure.js';
import type { Logger } from '#runtime/logger.js';
import { BlobStore, BlobTooLarge, DamagedBlob, type BlobEntry, type StoredBlob } from './blob-store.js';
import { verifiedStream } from './verified-stream.js';

/** The smallest part that S3 takes, in bytes; an upload holds one in memory. A smaller blob is one request. */
const PART_BYTES = 5 * 1024 * 1024;

/** How long S3 may take to take a connection, and to begin its answer, in milliseconds. */
const CONNECT_WITHIN_MS = 2_000;
const ANSWER_WITHIN_MS = 30_000;

/** Keys that this store has given. What else is below its prefix belongs to somebody else, and is never touched. */
const OUR_KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Blobs as objects `<prefix><key>` of one bucket. S3 keeps a SHA-256 of each object, or of each of its parts, and checks it
 * when they arrive; the SHA-256 of the whole is checked here when it is read.
 */
export class S3BlobStore extends BlobStore {
  private readonly client: S3Client;

  constructor(
    private readonly location: S3Location,
    private readonly logger: Logger,
  ) {
    super();
    const { endpoint, region, forcePathStyle } = location;
    this.client = new S3Client({
      forcePathStyle,
      ...(endpoint !== undefined && { endpoint }),
      // Whoever is compatible with S3 has no regions, but the signature names one.
      ...((region ?? endpoint) !== undefined && { region: region ?? 'us-east-1' }),
      // `verifiedStream` checks what is read; sums of parts say nothing of the whole.
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: CONNECT_WITHIN_MS,
        requestTimeout: ANSWER_WITHIN_MS,
        throwOnRequestTimeout: true,
      },
    });
  }

  /** A bucket that is not there, or not ours, ends the start. One that cannot be reached now may be back before it is needed. */
  override async open(): Promise<void> {
    const { bucket, prefix } = this.location;
    try {
      await this.client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }));
    } catch (error) {
      if (isRefusal(error)) throw new Error(`CASEMGR_BLOB_URL: the bucket ${bucket} cannot be used`, { cause: error });
      this.logger.warn({ err: error, bucket }, 'the bucket of attachments does not answer');
    }
  }

  override async write(bytes: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StoredBlob> {
    const key = randomUUID();
    const received = new ReceivedBytes(bytes, limitBytes);
    const upload = new Upload({
      client: this.client,
      params: {
        ...this.addressOf(key),
        Body: Readable.from(received, { objectMode: false }),
        ChecksumAlgorithm: 'SHA256',
      },
      partSize: PART_BYTES,
      queueSize: 1,
    });
    upload.on('httpUploadProgress', () => {
      received.letGo();
    });
    try {
      await upload.done();
      return { key, ...received.outcome() };
    } catch (error) {
      // S3 may have finished what it has not acknowledged; what cannot be deleted now is an orphan, which the sweep finds.
      await this.delete(key).catch(() => undefined);
      throw received.fault ?? unavailable(error);
    } finally {
      received.letGo();
    }
  }

  override async read(blob: StoredBlob): Promise<Readable> {
    const { ContentLength: size } = await this.client
      .send(new HeadObjectCommand(this.addressOf(blob.key)))
      .catch(failedRead(blob));
    if (size !== blob.size) throw new DamagedBlob(blob.key, `it has ${String(size)} bytes instead of ${blob.size}`);
    return verifiedStream(blob, () => this.bytesOf(blob));
  }

  override async delete(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.addressOf(key)));
  }

  override async *list(after: string): AsyncIterable<BlobEntry> {
    const { bucket, prefix } = this.location;
    const pages = paginateListObjectsV2(
      { client: this.client },
      { Bucket: bucket, Prefix: prefix, ...(after !== '' && { StartAfter: prefix + after }) },
    );
    for await (const { Contents: objects = [] } of pages) {
      for (const { Key: name = '', LastModified: modifiedAt } of objects) {
        const key = name.slice(prefix.length);
        if (OUR_KEY.test(key) && modifiedAt) yield { key, modifiedAt };
      }
    }
  }

  /** Parts of uploads that were never completed are invisible, but they are kept, and paid for. */
  override async deleteUnfinished(before: Date): Promise<void> {
    for await (const { Uploads: uploads = [] } of this.unfinishedPages()) {
      for (const { Key: name = '', UploadId: id, Initiated: at } of uploads) {
        const isOurs = OUR_KEY.test(name.slice(this.location.prefix.length));
        if (!isOurs || !at || at >= before) continue;
        const upload = { Bucket: this.location.bucket, Key: name, UploadId: id };
        await this.client.send(new AbortMultipartUploadCommand(upload)).catch(unlessGone);
      }
    }
  }

  private async *unfinishedPages(): AsyncGenerator<ListMultipartUploadsCommandOutput> {
    const { bucket, prefix } = this.location;
    let page: ListMultipartUploadsCommandOutput | undefined;
    do {
      page = await this.client.send(
        new ListMultipartUploadsCommand({
          Bucket: bucket,
          Prefix: prefix,
          KeyMarker: page?.NextKeyMarker,
          UploadIdMarker: page?.NextUploadIdMarker,
        }),
      );
      yield page;
    } while (page.IsTruncated === true);
  }

  private async *bytesOf(blob: StoredBlob): AsyncGenerator<Uint8Array> {
    const { Body: body } = await this.client
      .send(new GetObjectCommand(this.addressOf(blob.key)))
      .catch(failedRead(blob));
    yield* body as Readable as AsyncIterable<Uint8Array>;
  }

  private addressOf(key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.location.bucket, Key: this.location.prefix + key };
  }
}

/** The bytes of one upload on their way: measured, limited, and counted among what all requests hold in memory. */
class ReceivedBytes implements AsyncIterable<Uint8Array> {
  /** What the source, the limit or the memory ended the upload with; undefined when S3 did. */
  fault: Error | undefined;
  private readonly hash = createHash('sha256');
  private readonly held = new BodyBudget();
  private size = 0;

  constructor(
    private readonly bytes: AsyncIterable<Uint8Array>,
    private readonly limitBytes: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let isGivenOut = false;
    try {
      for await (const chunk of this.bytes) {
        this.size += chunk.length;
        if (this.size > this.limitBytes) throw new BlobTooLarge(this.limitBytes);
        this.held.take(chunk.length);
        this.hash.update(chunk);
        isGivenOut = true;
        yield chunk;
        isGivenOut = false;
      }
    } catch (error) {
      // What is thrown into `yield` is only the stream being given up by an upload that has failed.
      if (!isGivenOut) this.fault = error as Error;
      throw error;
    }
  }

  /** What came before is with S3 by now. */
  letGo(): void {
    this.held.giveBack();
  }

  outcome(): Omit<StoredBlob, 'key'> {
    return { size: this.size, sha256: this.hash.digest('hex') };
  }
}

function failedRead(blob: StoredBlob): (error: unknown) => never {
  return (error) => {
    const isMissing = error instanceof NoSuchKey || error instanceof NotFound;
    throw isMissing ? new DamagedBlob(blob.key, 'it is missing', { cause: error }) : unavailable(error);
  };
}

function isRefusal(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  return status !== undefined && status >= 300 && status < 500;
}

/** Another node may have been faster. */
function unlessGone(error: unknown): void {
  if (!(error instanceof S3ServiceException && error.name === 'NoSuchUpload')) throw error;
}
