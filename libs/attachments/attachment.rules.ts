import type { Actor, ActorRecord } from '#auth/actor.js';
import type { StoredAttachment } from './attachment.store.js';

/** How long an upload waits for its activity, in milliseconds (casemgr.md T-7). */
export const UNATTACHED_LIFETIME_MS = 24 * 60 * 60 * 1000;

const LONGEST_NAME = 255;
const LONGEST_KEPT_EXTENSION = 20;
const NAMELESS = 'attachment';

/** Control characters, halves of characters, what turns the direction of text (`gpj.exe` shown as `exe.jpg`), and what XML forbids. */
const UNSAFE_IN_NAMES = /[\p{Cc}\p{Cs}\p{Bidi_Control}\uFFFE\uFFFF]/gu;

/** casemgr.md T-4: the uploader's own, and a client's by those it acts for. */
export function isUploadOf(uploader: ActorRecord, actor: Actor): boolean {
  const isOwn = uploader.actor === actor.kind && uploader.id === actor.id;
  const isOfActingClient = uploader.actor === 'client' && uploader.id === actor.actingClient?.id;
  return isOwn || isOfActingClient;
}

/** casemgr.md T-4: whether an actor may put an upload on an activity now. */
export function isUsableBy(
  attachment: Pick<StoredAttachment, 'uploader' | 'state' | 'isAttached' | 'createdAt'>,
  actor: Actor,
  now: Date,
): boolean {
  return (
    isUploadOf(attachment.uploader, actor) &&
    attachment.state === 'uploaded' &&
    !attachment.isAttached &&
    !isExpired(attachment, now)
  );
}

/** casemgr.md T-7: whether an unattached upload is as good as removed. */
export function isExpired(attachment: Pick<StoredAttachment, 'createdAt'>, now: Date): boolean {
  return now.getTime() - attachment.createdAt.getTime() >= UNATTACHED_LIFETIME_MS;
}

/** casemgr.md T-5. Trailing dots and spaces count for nothing, because Windows drops them when it saves the file. */
export function isBlockedFile(fileName: string, blockedFileExtensions: readonly string[]): boolean {
  const savedName = fileName
    .replace(UNSAFE_IN_NAMES, '')
    .replace(/[.\s]+$/, '')
    .toLowerCase();
  return blockedFileExtensions.some((extension) => savedName.endsWith(`.${extension.toLowerCase()}`));
}

/** Whether a file name holds something that must not be shown or put into a header. */
export function isUnsafeName(fileName: string): boolean {
  return fileName.search(UNSAFE_IN_NAMES) !== -1;
}

/** casemgr.md H-4: the file name of a multipart part, made one that can be stored and shown: 1 to 255 characters, no path. */
export function cleanFileName(name: string): string {
  const baseName = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const cleaned = baseName.replace(UNSAFE_IN_NAMES, '').trim();
  return /^\.*$/.test(cleaned) ? NAMELESS : shorten(cleaned);
}

/** Keeps the extension, which says what the file is. */
function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= LONGEST_NAME) return name;
  const dot = characters.lastIndexOf('.');
  const extension = dot > 0 && characters.length - dot <= LONGEST_KEPT_EXTENSION ? characters.slice(dot) : [];
  return [...characters.slice(0, LONGEST_NAME - extension.length), ...extension].join('');
}
