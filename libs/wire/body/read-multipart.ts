import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import { parse as parseDisposition } from 'content-disposition';
import { parse as parseContentType } from 'content-type';
import { MalformedBody } from './malformed.js';

/** The head of a part of multipart/form-data (RFC 7578). */
export interface PartHead {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  /** Without angle brackets. */
  readonly contentId: string | undefined;
}

/** Takes the bytes of one part; the next part is read when it is done. */
export type PartReader = (head: PartHead, bytes: Readable) => Promise<void>;

const MOST_HEADERS_OF_A_PART = 20;

/** RFC 2046 §5.1.1. */
const LONGEST_BOUNDARY = 70;

/** Reads a form part by part as it arrives. Throws a `MalformedBody`, or whatever `readPart` or the stream threw. */
export async function readMultipart(
  stream: AsyncIterable<Buffer>,
  contentType: string,
  mostParts: number,
  readPart: PartReader,
): Promise<void> {
  const { boundary } = parseContentType(contentType).parameters;
  if (boundary === undefined || boundary === '') throw new MalformedBody('the multipart body has no boundary');
  if (boundary.length > LONGEST_BOUNDARY)
    throw new MalformedBody(`the boundary has more than ${LONGEST_BOUNDARY} characters`);
  const dicer = new Dicer({ boundary, maxHeaderPairs: MOST_HEADERS_OF_A_PART });
  const reading = new PartQueue(readPart, mostParts);
  dicer.on('part', (part) => {
    reading.add(part);
  });
  const finished = new Promise<void>((resolve, reject) => {
    dicer.once('finish', resolve);
    dicer.once('error', (error) => {
      reject(new MalformedBody(`the multipart body is not well-formed: ${error.message}`));
    });
  });
  finished.catch(() => undefined);
  try {
    for await (const chunk of stream) {
      reading.throwIfFailed();
      if (!dicer.write(chunk))
        await Promise.race([new Promise((resolve) => dicer.once('drain', resolve)), finished, reading.failed]);
    }
    dicer.end();
    await Promise.race([finished, reading.failed]);
    await reading.done();
  } catch (error) {
    dicer.destroy();
    await reading.abandon();
    throw error;
  }
}

/** Parts in the order in which they come, each read to its end. */
class PartQueue {
  readonly failed: Promise<never>;
  private readonly fail: (error: unknown) => void;
  private readonly runs: Promise<void>[] = [];
  private readonly parts: Readable[] = [];
  private readonly refuseHeads: (() => void)[] = [];
  private failure: Error | undefined;

  constructor(
    private readonly readPart: PartReader,
    private readonly mostParts: number,
  ) {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined);
    this.failed = promise;
    this.fail = (error) => {
      this.failure ??= error instanceof Error ? error : new Error(String(error));
      reject(this.failure);
    };
  }

  /** Throws when there are too many: at once, so that a body of nothing but boundaries is not read to its end. */
  add(part: Readable): void {
    if (this.parts.length === this.mostParts) throw new MalformedBody(`more than ${this.mostParts} parts`);
    this.parts.push(part);
    const head = new Promise<PartHead>((resolve, reject) => {
      part.once('header', (headers: Record<string, string[]>) => {
        try {
          resolve(headOf(headers));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      // More than one may come, also after the head; an error that nobody listens to would end the process.
      part.on('error', reject);
      this.refuseHeads.push(() => {
        reject(new MalformedBody('a part has no header'));
      });
    });
    const run = Promise.all([head, this.runs.at(-1)]).then(([known]) => this.readPart(known, part));
    run.catch((error: unknown) => {
      this.fail(error);
      part.resume();
    });
    this.runs.push(run);
  }

  throwIfFailed(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  /** To be called when the whole body has been parsed: a head that has not come by now never will. */
  async done(): Promise<void> {
    for (const refuseHead of this.refuseHeads) refuseHead();
    await Promise.all(this.runs);
  }

  /** Ends what is being read, and waits until nobody holds its bytes. */
  async abandon(): Promise<void> {
    for (const part of this.parts) part.destroy(new MalformedBody('the multipart body ended early'));
    await Promise.allSettled(this.runs);
  }
}

/** Header values arrive byte by byte as Latin-1; browsers send UTF-8, unless the value was decoded already (`filename*`). */
function utf8(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  return bytes.toString('latin1') === value && isUtf8(bytes) ? bytes.toString('utf8') : value;
}

function headOf(headers: Record<string, string[]>): PartHead {
  const disposition = headers['content-disposition']?.[0];
  if (disposition === undefined) throw new MalformedBody('a part has no Content-Disposition');
  const { type, parameters } = parseDisposition(disposition, { multipart: true });
  const { name, filename } = parameters;
  if (type !== 'form-data' || name === undefined) throw new MalformedBody('a part is not form data with a name');
  return {
    name: utf8(name),
    fileName: filename === undefined ? undefined : utf8(filename),
    contentType: headers['content-type']?.[0],
    contentId: headers['content-id']?.[0]?.trim().replace(/^<(.*)>$/, '$1'),
  };
}
