import { unescape } from 'node:querystring';
import type { StoredAttachment } from '#attachments/attachment.store.js';

/** Bytes of images that one answer carries at most; in base64 they are a third more. */
const EMBEDDED_BYTES = 5 * 1024 * 1024;

/** Images that a browser shows and never runs, named as here and not as the mail names them. */
const EMBEDDABLE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'] as const;

/** A Content-ID where an attribute or a style names one (RFC 2392). */
const REFERENCE = /(?<=["'(=]\s{0,9})cid:([^\s"'<>()]+)/gi;

/** A file that stands in the content as an image. */
interface EmbeddableImage<File> {
  readonly file: File;
  readonly contentId: string;
  readonly contentType: (typeof EMBEDDABLE_TYPES)[number];
}

type InlineFile = Pick<StoredAttachment, 'contentId' | 'contentType' | 'size'>;

/**
 * The images that are embedded in `html`, in the order of the files: as many as `limitBytes` holds, where one that is shown
 * twice counts twice. Of two files with one Content-ID the first is meant.
 */
export function chooseImages<File extends InlineFile>(
  html: string,
  files: readonly File[],
  limitBytes = EMBEDDED_BYTES,
): EmbeddableImage<File>[] {
  const occurrences = countReferences(html);
  const chosen: EmbeddableImage<File>[] = [];
  let left = limitBytes;
  for (const file of files) {
    const contentId = file.contentId ?? '';
    const contentType = EMBEDDABLE_TYPES.find((type) => type === file.contentType.toLowerCase());
    const bytes = file.size * (occurrences.get(contentId) ?? 0);
    if (contentType === undefined || bytes === 0 || bytes > left) continue;
    occurrences.delete(contentId);
    left -= bytes;
    chosen.push({ file, contentId, contentType });
  }
  return chosen;
}

/** `html` with a data URI for each reference to a Content-ID that has one; other references stay. */
export function embedImages(html: string, dataUris: ReadonlyMap<string, string>): string {
  return html.replace(REFERENCE, (reference, url: string) => dataUris.get(contentIdOf(url)) ?? reference);
}

function countReferences(html: string): Map<string, number> {
  const occurrences = new Map<string, number>();
  for (const [, url = ''] of html.matchAll(REFERENCE)) {
    const contentId = contentIdOf(url);
    occurrences.set(contentId, (occurrences.get(contentId) ?? 0) + 1);
  }
  return occurrences;
}

/** As the header field has it: a URL may write any letter by its number, and HTML writes an ampersand as an entity. */
function contentIdOf(url: string): string {
  return unescape(url.replaceAll('&amp;', '&'));
}
