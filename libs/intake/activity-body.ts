import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { cleanFileName } from '#attachments/attachment.rules.js';
import { BlobStore, type StoredBlob } from '#attachments/blob-store.js';
import { BodyBudget } from '#http/body-budget.js';
import { closeAfterAnswer } from '#http/close-after-answer.js';
import { readBytes, readChunks, refuseAnnouncedLength, tooLarge } from '#http/read-bytes.js';
import { decodeTree, EMPTY_BODY, formatOf, JSON_TYPE, judgeBodyType, malformed, XML_TYPE } from '#http/request-body.js';
import { Logger } from '#runtime/logger.js';
import type { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { maximumBodyBytes, maximumEmailBytes, type Settings } from '#settings/settings.js';
import { MalformedBody } from '#wire/body/malformed.js';
import { readMultipart, type PartHead } from '#wire/body/read-multipart.js';
import { readUrlencoded } from '#wire/body/read-urlencoded.js';
import type { WireTree } from '#wire/tree.js';
import { ACTIVITY_SHAPE } from './activity-elements.js';
import type { SentFile } from './facts.js';

const FORM_TYPE = 'application/x-www-form-urlencoded';
const MULTIPART_TYPE = 'multipart/form-data';
const TEXT_TYPE = 'text/plain';

/** casemgr.md H-3. */
export const ACTIVITY_MEDIA_TYPES = [JSON_TYPE, XML_TYPE, MULTIPART_TYPE, FORM_TYPE, TEXT_TYPE] as const;

const ROOT = 'activity';

/** JSON writes a byte of content with up to six characters (`\u0041`), XML as well (`&#x41;`). */
const LONGEST_ESCAPE = 6;

/** Everything of an activity that is not content: addresses, custom attributes, a new customer. */
const BYTES_BESIDES_CONTENT = 1024 * 1024;

/** A percent-encoded byte is three. */
const LONGEST_PERCENT_ESCAPE = 3;

/** The largest JSON or XML text of an activity that could be allowed (Z-4), in bytes. */
function maximumTextBytes(settings: Settings): number {
  return LONGEST_ESCAPE * maximumBodyBytes(settings) + BYTES_BESIDES_CONTENT;
}

/** What a request carried: the activity, and files whose bytes are stored but belong to nobody yet. */
export interface ActivityBody {
  readonly tree: WireTree;
  readonly files: readonly SentFile[];
}

/** Keeps the bytes of files, or only measures them where nothing must be written. */
type KeepFile = (bytes: Readable, limitBytes: number) => Promise<StoredBlob>;

/** Reads an activity from any of the formats of casemgr.md H-3 and H-4. */
@Injectable()
export class ActivityBodies {
  constructor(
    private readonly blobs: BlobStore,
    private readonly logger: Logger,
  ) {}

  /** Throws 400-264, 415-100, 413-100, 400-100, 400-146, 400-152; then no file is left behind. */
  async read(
    request: FastifyRequest,
    settings: Settings,
    options: { readonly keepsFiles: boolean },
  ): Promise<ActivityBody> {
    const mediaType = await judgeBodyType(request, ACTIVITY_MEDIA_TYPES);
    if (mediaType === MULTIPART_TYPE) return this.readParts(request, settings, options.keepsFiles);
    const budget = new BodyBudget();
    try {
      if (mediaType === FORM_TYPE) {
        const limit = LONGEST_PERCENT_ESCAPE * maximumTextBytes(settings);
        return { tree: await readForm(await readBytes(request.raw, limit, budget)), files: [] };
      }
      const bytes = await readBytes(request.raw, maximumTextBytes(settings), budget);
      return { tree: await decodeTree(bytes, formatOf(mediaType, bytes), ROOT, ACTIVITY_SHAPE), files: [] };
    } finally {
      budget.giveBack();
    }
  }

  /** Removes files of a request that did not become an activity. */
  async discard(files: readonly SentFile[]): Promise<void> {
    const removals = await Promise.allSettled(files.map(({ blobKey }) => this.blobs.delete(blobKey)));
    for (const removal of removals) {
      if (removal.status === 'rejected')
        this.logger.warn({ err: removal.reason as unknown }, 'a file is left to the sweep');
    }
  }

  private async readParts(request: FastifyRequest, settings: Settings, keepsFiles: boolean): Promise<ActivityBody> {
    const keep: KeepFile = keepsFiles ? (bytes, limit) => this.blobs.write(bytes, limit) : measure;
    const form = new ActivityForm(keep, settings);
    try {
      return await form.read(request);
    } catch (error) {
      if (keepsFiles) await this.discard(form.files);
      throw error instanceof MalformedBody ? malformed(error) : error;
    } finally {
      form.budget.giveBack();
    }
  }
}

async function measure(bytes: Readable): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { key: '', size, sha256: hash.digest('hex') };
}

/** One multipart request while it is read. */
class ActivityForm {
  readonly files: SentFile[] = [];
  readonly budget = new BodyBudget();
  private readonly fields = new Map<string, Buffer>();
  private readonly maximumBytes: number;

  constructor(
    private readonly keep: KeepFile,
    private readonly settings: Settings,
  ) {
    this.maximumBytes = maximumEmailBytes(settings) + maximumTextBytes(settings);
  }

  async read(request: FastifyRequest): Promise<ActivityBody> {
    refuseAnnouncedLength(request.raw, this.maximumBytes);
    const mostParts = this.settings.maximumAttachmentsPerActivity + 10;
    await readMultipart(this.limited(request), request.sentContentType ?? '', mostParts, (head, bytes) =>
      head.name === 'data' || head.name === 'data-type'
        ? this.readField(request, head, bytes)
        : this.readFile(head, bytes),
    );
    return { tree: await decodeFields(this.fields), files: this.files };
  }

  private async *limited(request: FastifyRequest): AsyncGenerator<Buffer> {
    let length = 0;
    let isBlank = true;
    for await (const chunk of readChunks(request.raw)) {
      length += chunk.length;
      isBlank &&= chunk.toString('latin1').trim() === '';
      if (length > this.maximumBytes) {
        closeAfterAnswer(request.raw);
        throw tooLarge(this.maximumBytes);
      }
      yield chunk;
    }
    if (isBlank) throw EMPTY_BODY();
  }

  private async readField(request: FastifyRequest, { name }: PartHead, bytes: Readable): Promise<void> {
    if (this.fields.has(name)) throw new MalformedBody(`the field '${name}' occurs twice`);
    const limit = maximumTextBytes(this.settings);
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) {
        closeAfterAnswer(request.raw);
        throw tooLarge(limit);
      }
      this.budget.take(chunk.length);
      chunks.push(chunk);
    }
    this.fields.set(name, Buffer.concat(chunks));
  }

  private async readFile({ name, fileName, contentType, contentId }: PartHead, bytes: Readable): Promise<void> {
    const { key, size, sha256 } = await this.keep(bytes, this.maximumBytes);
    this.files.push({
      partName: name,
      fileName: cleanFileName(fileName ?? name),
      contentType: contentType ?? 'application/octet-stream',
      contentId: contentId === '' ? undefined : contentId,
      size,
      sha256,
      blobKey: key,
    });
  }
}

async function readForm(bytes: Buffer): Promise<WireTree> {
  if (bytes.toString('latin1').trim() === '') throw EMPTY_BODY();
  return decodeFields(readFormFields(bytes));
}

function readFormFields(bytes: Buffer): Map<string, Buffer> {
  const fields = new Map<string, Buffer>();
  try {
    for (const [name, value] of readUrlencoded(bytes)) {
      if (name !== 'data' && name !== 'data-type') throw unknownField(name);
      if (fields.has(name)) throw new MalformedBody(`the field '${name}' occurs twice`);
      fields.set(name, Buffer.from(value));
    }
  } catch (error) {
    throw error instanceof MalformedBody ? malformed(error) : error;
  }
  return fields;
}

function unknownField(name: string): Failure {
  return failureOf([{ code: '400-147', attribute: name, reason: 'is not a field of the form', clause: 'H-4' }]);
}

/** casemgr.md H-4: the activity is in `data`, its media type in `data-type`. */
async function decodeFields(fields: ReadonlyMap<string, Buffer>): Promise<WireTree> {
  const data = fields.get('data');
  const dataType = fields.get('data-type')?.toString('utf8').trim().toLowerCase();
  if (data === undefined || data.toString('utf8').trim() === '') {
    throw failureOf([{ code: '400-146', attribute: 'data', reason: 'is required', clause: 'H-4' }]);
  }
  if (dataType !== JSON_TYPE && dataType !== XML_TYPE) {
    const reason = `must be ${JSON_TYPE} or ${XML_TYPE}`;
    throw failureOf([{ code: '400-152', attribute: 'data-type', reason, clause: 'H-4' }]);
  }
  return decodeTree(data, dataType === JSON_TYPE ? 'json' : 'xml', ROOT, ACTIVITY_SHAPE);
}
