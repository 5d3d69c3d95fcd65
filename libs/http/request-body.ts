import type { FastifyRequest } from 'fastify';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { decodeBody, type BodyFormat } from '#wire/body/decode.js';
import { UnexpectedRoot } from '#wire/body/decode-xml.js';
import { MalformedBody } from '#wire/body/malformed.js';
import type { Shape, WireTree } from '#wire/tree.js';
import { BodyBudget } from './body-budget.js';
import { judgeMediaType, unsupportedMediaType } from './media-type.js';
import { announcesNoBody, isBlank, readBytes } from './read-bytes.js';

export const JSON_TYPE = 'application/json';
export const XML_TYPE = 'application/xml';

interface TreeOptions {
  readonly maximumBytes: number;
  /** How XML is laid out. */
  readonly shape?: Shape;
  /** Name of the XML document element. */
  readonly root?: string;
  readonly mediaTypes?: readonly string[];
}

export const EMPTY_BODY = (): Failure => new Failure('400-264');

/** Refuses a body where there is nothing to say: 400-203. Blank ones are none. */
export async function refuseBody(request: FastifyRequest): Promise<void> {
  if (!announcesNoBody(request.raw) && !(await isBlank(request.raw))) throw new Failure('400-203');
}

/** The tree of a JSON or XML body. Throws 415-100, 413-100, 400-264 and 400-100, in the order of casemgr.md §3.6. */
export async function readTree(request: FastifyRequest, options: TreeOptions): Promise<WireTree> {
  const mediaType = await judgeBodyType(request, options.mediaTypes ?? [JSON_TYPE, XML_TYPE]);
  const budget = new BodyBudget();
  try {
    const bytes = await readBytes(request.raw, options.maximumBytes, budget);
    return await decodeTree(bytes, formatOf(mediaType, bytes), options.root ?? '', options.shape ?? 'value');
  } finally {
    budget.giveBack();
  }
}

/** The media type of a request, judged before its body is read; a blank body is refused as such whatever its type. */
export async function judgeBodyType(request: FastifyRequest, accepted: readonly string[]): Promise<string | undefined> {
  if (announcesNoBody(request.raw)) throw EMPTY_BODY();
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw unsupportedMediaType(`Content-Encoding: ${encoding}`);
  try {
    return judgeMediaType(request.sentContentType, accepted).name;
  } catch (error) {
    if (await isBlank(request.raw)) throw EMPTY_BODY();
    throw error;
  }
}

/** Decodes bytes that were read, or throws 400-264, 400-100, 400-152 for another XML root. */
export async function decodeTree(
  bytes: Buffer,
  format: BodyFormat | undefined,
  root: string,
  shape: Shape,
): Promise<WireTree> {
  if (isBlankText(bytes)) throw EMPTY_BODY();
  if (format === undefined) throw new Failure('415-100', { content_type: '' });
  try {
    return await decodeBody({ format, bytes, root, shape });
  } catch (error) {
    if (error instanceof MalformedBody) throw malformed(error);
    if (error instanceof UnexpectedRoot) {
      throw failureOf([{ code: '400-152', attribute: root, reason: error.message, clause: 'B-18' }]);
    }
    throw error;
  }
}

export function malformed({ reason, line, column }: MalformedBody): Failure {
  const place = line === undefined ? [] : [{ key: 'line', value: String(line) }];
  if (column !== undefined) place.push({ key: 'column', value: String(column) });
  return new Failure('400-100', { reason }, { details: place });
}

/** The format of a body by its media type, or by its first character where the type leaves it open (casemgr.md H-3, H-4). */
export function formatOf(mediaType: string | undefined, bytes: Buffer): BodyFormat | undefined {
  if (mediaType === JSON_TYPE) return 'json';
  if (mediaType === XML_TYPE) return 'xml';
  const first = firstCharacter(bytes);
  if (first === '{' || (mediaType !== undefined && first === '[')) return 'json';
  if (mediaType === undefined) return undefined;
  return first === '<' ? 'xml' : 'json';
}

function firstCharacter(bytes: Buffer): string {
  return bytes
    .subarray(0, 1024)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .charAt(0);
}

function isBlankText(bytes: Buffer): boolean {
  return (
    bytes.length === 0 ||
    (firstCharacter(bytes) === '' &&
      bytes
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .trim() === '')
  );
}
