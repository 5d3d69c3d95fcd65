import { parse, type ContentType } from 'content-type';
import { Failure } from '#runtime/errors/failure.js';

/** The media type of a request body, in lower case, without parameters; undefined when the header is absent. */
export interface MediaType {
  readonly name: string | undefined;
  /** For multipart. */
  readonly header: string;
}

export function unsupportedMediaType(contentType: string): Failure {
  return new Failure('415-100', { content_type: contentType.slice(0, 100) });
}

/** Judges a Content-Type before the body is read: one of the names, in UTF-8, or 415-100 (casemgr.md H-3). */
export function judgeMediaType(contentType: string | undefined, accepted: readonly string[]): MediaType {
  if (contentType === undefined || contentType.trim() === '') return { name: undefined, header: '' };
  let parsed: ContentType;
  try {
    parsed = parse(contentType);
  } catch (error) {
    throw new Failure('415-100', { content_type: contentType.slice(0, 100) }, { cause: error });
  }
  const name = parsed.type.toLowerCase();
  const charset = parsed.parameters['charset'];
  const isUtf8 = charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset);
  if (!accepted.includes(name) || !isUtf8) throw unsupportedMediaType(contentType);
  return { name, header: contentType };
}
