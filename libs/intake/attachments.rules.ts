/** Which files an activity gets: casemgr.md H-4, T-3, T-4, T-5. */
import { isBlockedFile, isUsableBy } from '#attachments/attachment.rules.js';
import type { Actor } from '#auth/actor.js';
import { rankOf } from './activity-elements.js';
import type { Checklist } from './checklist.js';
import type { AcceptedAttachment } from './decision.js';
import type { Facts, SentFile } from './facts.js';
import type { IncomingEmail, NamedAttachment } from './incoming-email.js';

const RANK = rankOf('attachments');

export interface FoundAttachments {
  readonly attachments: readonly AcceptedAttachment[];
  readonly bytes: number;
}

/** The named ones in their order, then the files of the request that none of them describes. */
export function findAttachments(
  email: IncomingEmail,
  files: readonly SentFile[],
  actor: Actor,
  facts: Facts,
  now: Date,
  checks: Checklist,
): FoundAttachments {
  const { maximumAttachmentsPerActivity: limit, blockedFileExtensions } = facts.snapshot.settings;
  const described = describedFiles(email, files);
  const others = files.filter((file) => !described.has(file));
  const count = email.attachments.length + others.length;
  if (count === 0) checks.skip('T-4', 'there are no attachments');
  if (count > limit) {
    const reason = `holds ${count}, at most ${limit} are allowed`;
    checks.refuse({ code: '400-152', attribute: 'attachments', reason, clause: 'T-5' }, RANK);
  } else checks.pass('T-5', 'attachments');

  const seen = new Set<string>();
  let bytes = 0;
  const named = email.attachments.flatMap((attachment, index) => {
    const path = `attachments.attachment[${index}].altId`;
    const found = isRepeated(attachment, seen) ? undefined : find(attachment, files, actor, facts, now);
    if (!found) {
      refuseUnknown(attachment, path, checks);
      return [];
    }
    refuseBlocked(found.fileName, blockedFileExtensions, path, checks);
    checks.pass('T-4', path);
    bytes += found.size;
    return [found.accepted];
  });
  const appended = others.map((file): AcceptedAttachment => {
    refuseBlocked(file.fileName, blockedFileExtensions, 'attachments', checks);
    bytes += file.size;
    return { kind: 'file', file, inline: file.contentId !== undefined, contentId: file.contentId };
  });
  return { attachments: [...named, ...appended], bytes };
}

/** An element describes the first part of its name; further parts of that name are attachments as they are. */
function describedFiles({ attachments }: IncomingEmail, files: readonly SentFile[]): ReadonlySet<SentFile> {
  const found = attachments.map(({ altId }) => files.find(({ partName }) => partName === altId));
  return new Set(found.filter((file) => file !== undefined));
}

function isRepeated({ altId }: NamedAttachment, seen: Set<string>): boolean {
  const key = altId.toLowerCase();
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}

interface Found {
  readonly accepted: AcceptedAttachment;
  readonly fileName: string;
  readonly size: number;
}

function find(
  { altId, inline, contentId }: NamedAttachment,
  files: readonly SentFile[],
  actor: Actor,
  facts: Facts,
  now: Date,
): Found | undefined {
  const file = files.find(({ partName }) => partName === altId);
  if (file) {
    const label = contentId ?? file.contentId;
    const accepted = { kind: 'file', file, inline: inline || file.contentId !== undefined, contentId: label } as const;
    return { accepted, fileName: file.fileName, size: file.size };
  }
  const upload = facts.attachments.get(altId.toLowerCase());
  if (!upload || !isUsableBy(upload, actor, now)) return undefined;
  return {
    accepted: { kind: 'upload', altId: upload.altId, inline, contentId },
    fileName: upload.fileName,
    size: upload.size,
  };
}

/** One answer for every reason, so that altIds of others cannot be probed. */
function refuseUnknown({ altId }: NamedAttachment, path: string, checks: Checklist): void {
  const reason = 'is unknown, not uploaded, expired, of another uploader, or on an activity already';
  checks.refuse({ code: '400-194', attribute: path, reason, clause: 'T-4', id: altId.slice(0, 100) }, RANK);
}

function refuseBlocked(fileName: string, blocked: readonly string[], path: string, checks: Checklist): void {
  if (!isBlockedFile(fileName, blocked)) return;
  const reason = `names a file of a blocked type; blocked are ${blocked.join(', ')}`;
  checks.refuse({ code: '400-152', attribute: path, reason, clause: 'T-5' }, RANK);
}
