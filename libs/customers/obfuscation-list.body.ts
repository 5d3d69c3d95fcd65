import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { BodyBudget } from '#http/body-budget.js';
import { closeAfterAnswer } from '#http/close-after-answer.js';
import { readBytes, readChunks, refuseAnnouncedLength, tooLarge } from '#http/read-bytes.js';
import { EMPTY_BODY, judgeBodyType, malformed } from '#http/request-body.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { MalformedBody } from '#wire/body/malformed.js';
import { readMultipart } from '#wire/body/read-multipart.js';
import { readObfuscationList } from './obfuscation-list.rules.js';
import type { JobRow } from './obfuscation.store.js';

const CSV_TYPE = 'text/csv';
const MULTIPART_TYPE = 'multipart/form-data';

export const LIST_MEDIA_TYPES = [CSV_TYPE, MULTIPART_TYPE] as const;

/** The part of a form that the list is in. */
const PART = 'customers';

/** The longest list with further columns, in bytes. */
const MAXIMUM_BYTES = 4 * 1024 * 1024;

const MOST_PARTS = 10;

/** The text of a list of customers, as it is or as a part of a form (customers.md CUST-33). */
export async function readList(request: FastifyRequest): Promise<string> {
  const mediaType = await judgeBodyType(request, LIST_MEDIA_TYPES);
  const budget = new BodyBudget();
  try {
    const bytes =
      mediaType === MULTIPART_TYPE
        ? await readPart(request, budget)
        : await readBytes(request.raw, MAXIMUM_BYTES, budget);
    if (!isUtf8(bytes)) throw malformed(new MalformedBody('the list is not in UTF-8'));
    const text = bytes.toString('utf8');
    if (text.trim() === '') throw EMPTY_BODY();
    return text;
  } finally {
    budget.giveBack();
  }
}

/** The rows of a list; throws what is wrong with it. */
export function rowsOf(text: string): readonly JobRow[] {
  try {
    const read = readObfuscationList(text);
    if ('refusals' in read) throw failureOf(read.refusals);
    return read.rows;
  } catch (error) {
    throw error instanceof MalformedBody ? malformed(error) : error;
  }
}

async function readPart(request: FastifyRequest, budget: BodyBudget): Promise<Buffer> {
  refuseAnnouncedLength(request.raw, MAXIMUM_BYTES);
  let list: Buffer | undefined;
  try {
    await readMultipart(
      limited(request, budget),
      request.sentContentType ?? '',
      MOST_PARTS,
      async ({ name }, bytes) => {
        const content = await contentOf(bytes);
        if (name === PART) list = content;
      },
    );
  } catch (error) {
    closeAfterAnswer(request.raw);
    throw error instanceof MalformedBody ? malformed(error) : error;
  }
  if (list) return list;
  const reason = 'the part of the form that has the list';
  throw failureOf([{ code: '400-146', attribute: PART, reason, clause: 'CUST-33' }]);
}

async function* limited(request: FastifyRequest, budget: BodyBudget): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of readChunks(request.raw)) {
    length += chunk.length;
    if (length > MAXIMUM_BYTES) throw tooLarge(MAXIMUM_BYTES);
    budget.take(chunk.length);
    yield chunk;
  }
}

async function contentOf(bytes: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
