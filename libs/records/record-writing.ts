import { Injectable } from '@nestjs/common';
import type { Actor } from '#auth/actor.js';
import { AttachmentStore } from '#attachments/attachment.store.js';
import { isUsableBy } from '#attachments/attachment.rules.js';
import { BlobDeletions } from '#attachments/blob-deletions.js';
import { laterThan } from '#customers/modification.rules.js';
import { findField, type RecordTable } from '#record-tables/record-table.js';
import { Clock } from '#runtime/clock.js';
import { isDatabaseKey, type AttachmentId, type RecordId } from '#runtime/ids.js';
import { recordAudit, type AuditedBy } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { Collision } from '#writes/writes.js';
import { RecordLinks, type LinkWrite } from './record-links.js';
import type { RecordRights } from './record-rights.rules.js';
import {
  decideValues,
  hasAllRequired,
  missingFields,
  refusalOf,
  type DecidedValues,
  type FieldRefusal,
} from './record-write.rules.js';
import { RecordWriteStore } from './record-write.store.js';
import type { FieldValue, RecordAuthor, StoredRecord } from './record.js';

/** The mail that a write comes from. */
export interface RecordSource {
  readonly messageId: string | null;
  readonly activityId: string | null;
  /** Whether it is certain that the author is who it says. */
  readonly verified: boolean;
}

/** What is to be written to a record, and for whom. */
export interface RecordWrite extends LinkWrite {
  readonly author: RecordAuthor;
  readonly by: AuditedBy;
  /** Whose uploads the altIds are. */
  readonly uploader?: Actor;
  /** The attachments of an activity are added to a field. */
  readonly filesOfActivity?: { readonly field: string; readonly activityId: string };
  readonly source?: RecordSource;
  /** What was said about the record: it is shown there from now on. */
  readonly activityIds?: readonly string[];
  /** Closes the record or opens it again. */
  readonly state?: 'open' | 'closed';
  /** What a refused field does: it refuses the whole write, or is left out and told. */
  readonly onRefusal: 'refuse' | 'leave out';
}

export type RecordOutcome =
  | {
      readonly kind: 'written';
      readonly id: RecordId;
      readonly lastModifiedAt: Date;
      /** The names of the fields that have changed. */
      readonly fields: readonly string[];
      readonly refused: readonly FieldRefusal[];
    }
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly refused: readonly FieldRefusal[] }
  /** The author may not do it at all in this table. */
  | { readonly kind: 'denied' };

/** Values that are allowed, with what had to be looked up. */
interface ResolvedWrite {
  readonly decided: DecidedValues;
  /** Uploads to be put on the record. */
  readonly uploads: readonly { readonly field: string; readonly attachmentId: AttachmentId }[];
  readonly files: readonly { readonly field: string; readonly keptIds: readonly AttachmentId[] }[];
  readonly refused: readonly FieldRefusal[];
}

/** The one way of writing records: the API and mail give it values and rights, and it says what became of each field (records-by-email.md RT-5). */
@Injectable()
export class RecordWriting {
  constructor(
    private readonly store: RecordWriteStore,
    private readonly links: RecordLinks,
    private readonly attachments: AttachmentStore,
    private readonly blobs: BlobDeletions,
    private readonly clock: Clock,
  ) {}

  /** The record that an id stands for, so that nobody else changes it meanwhile: a merged one is the survivor; deleted ones too. */
  async lock(transaction: Transaction, table: RecordTable, id: string): Promise<StoredRecord | undefined> {
    return isDatabaseKey(id) ? this.store.lock(transaction, table.id, id) : undefined;
  }

  async create(transaction: Transaction, write: RecordWrite): Promise<RecordOutcome> {
    const { table } = write;
    if (!write.rightsIn(table).create) return { kind: 'denied' };
    const resolved = await this.resolve(transaction, write, undefined);
    const refused = [...resolved.refused, ...missingFields(table, resolved)];
    const isRefused = write.onRefusal === 'refuse' ? refused.length > 0 : !hasAllRequired(table, resolved.decided);
    if (isRefused) return { kind: 'refused', refused };
    const at = this.clock.now();
    const id = await this.store.create(transaction, {
      tableId: table.id,
      values: Object.fromEntries([...resolved.decided.values].filter(([, value]) => value !== null)) as Readonly<
        Record<string, FieldValue>
      >,
      author: write.author,
      closedAt: write.state === 'closed' ? at : null,
      at,
    });
    const fields = await this.writeParts(transaction, id, write, resolved, at);
    this.audit(transaction, 'create', id, write, fields);
    return { kind: 'written', id, lastModifiedAt: at, fields, refused };
  }

  /** `current`: as `lock` has found it. Whether it is closed or deleted is for the caller to judge. */
  async update(transaction: Transaction, current: StoredRecord, write: RecordWrite): Promise<RecordOutcome> {
    if (!write.rightsIn(write.table).update) return { kind: 'denied' };
    const resolved = await this.resolve(transaction, write, current);
    const { refused } = resolved;
    if (write.onRefusal === 'refuse' && refused.length > 0) return { kind: 'refused', refused };
    const at = laterThan(current.lastModifiedAt, this.clock.now());
    const closedAt = closedAtAfter(current, write.state, at);
    await this.store.update(transaction, current.id, {
      values: Object.fromEntries(resolved.decided.values),
      author: write.author,
      closedAt,
      at,
    });
    const fields = await this.writeParts(transaction, current.id, write, resolved, at);
    const state = closedAt === current.closedAt ? [] : ['state'];
    this.audit(transaction, 'edit', current.id, write, [...fields, ...state]);
    return { kind: 'written', id: current.id, lastModifiedAt: at, fields, refused };
  }

  /** Shows activities at a record without changing it. */
  async link(transaction: Transaction, id: RecordId, activityIds: readonly string[]): Promise<void> {
    await this.store.linkActivities(transaction, id, activityIds, this.clock.now());
  }

  private async resolve(
    transaction: Transaction,
    write: RecordWrite,
    current: StoredRecord | undefined,
  ): Promise<ResolvedWrite> {
    const rights = write.rightsIn(write.table);
    const decided = decideValues(write.table, rights, write.values);
    const links = await this.links.resolve(transaction, write, decided);
    const files = await this.resolveFiles(transaction, write, decided, current);
    const ofActivity = write.filesOfActivity;
    const activityRefusal = ofActivity && refusalOfFiles(write.table, ofActivity.field, rights);
    return {
      decided: { ...decided, values: links.values },
      uploads: files.uploads,
      files: files.files,
      refused: [...decided.refused, ...links.refused, ...files.refused, ...(activityRefusal ? [activityRefusal] : [])],
    };
  }

  private async resolveFiles(
    transaction: Transaction,
    { uploader }: RecordWrite,
    { files }: DecidedValues,
    current: StoredRecord | undefined,
  ) {
    const uploads: { field: string; attachmentId: AttachmentId }[] = [];
    const settled: { field: string; keptIds: AttachmentId[] }[] = [];
    const refused: FieldRefusal[] = [];
    const there = current && files.length > 0 ? await this.store.findFiles(transaction, current.id) : [];
    for (const { field, altIds } of files) {
      const found = new Map(
        (await this.attachments.findByAltIds(transaction, altIds)).map((attachment) => [attachment.altId, attachment]),
      );
      const keptIds: AttachmentId[] = [];
      for (const altId of altIds) {
        const attachment = found.get(altId);
        const isThere = there.some((file) => file.field === field && file.attachmentId === attachment?.id);
        const isTaken = uploads.some(({ attachmentId }) => attachmentId === attachment?.id);
        if (attachment && isThere) keptIds.push(attachment.id);
        else if (attachment && !isTaken && uploader && isUsableBy(attachment, uploader, this.clock.now())) {
          uploads.push({ field, attachmentId: attachment.id });
        } else {
          const reason = 'no file that this caller may use has this altId';
          refused.push({ field, why: 'not found', reason, id: altId });
        }
      }
      settled.push({ field, keptIds });
    }
    return { uploads, files: settled, refused };
  }

  /** Entries, files and links to activities; answers with the names of all fields that have changed. */
  private async writeParts(
    transaction: Transaction,
    id: RecordId,
    write: RecordWrite,
    { decided, uploads, files }: ResolvedWrite,
    at: Date,
  ): Promise<string[]> {
    const { author, source, filesOfActivity, activityIds = [] } = write;
    await this.store.append(transaction, id, decided.entries, {
      author,
      verified: source?.verified ?? true,
      messageId: source?.messageId ?? null,
      activityId: source?.activityId ?? null,
      at,
    });
    for (const { field, keptIds } of files) {
      const blobs = await this.store.removeFiles(transaction, id, field, keptIds);
      await this.blobs.post(transaction, blobs);
    }
    if (!(await this.store.addUploads(transaction, id, uploads))) throw new Collision();
    const isAllowed =
      filesOfActivity && !refusalOfFiles(write.table, filesOfActivity.field, write.rightsIn(write.table));
    const added = isAllowed ? await this.store.addFilesOfActivity(transaction, id, filesOfActivity) : 0;
    await this.store.linkActivities(transaction, id, activityIds, at);
    return [
      ...new Set([
        ...decided.values.keys(),
        ...decided.entries.map(({ field }) => field),
        ...files.map(({ field }) => field),
        ...(filesOfActivity && added > 0 ? [filesOfActivity.field] : []),
      ]),
    ];
  }

  /** The audit entry names fields, never their values. */
  private audit(
    transaction: Transaction,
    action: 'create' | 'edit',
    id: RecordId,
    { author, by, table, source }: RecordWrite,
    fields: readonly string[],
  ): void {
    const userId = author.actor === 'sender' ? author.userId : undefined;
    const detail = {
      table: table.name,
      members: fields,
      ...(source?.activityId && { activityId: source.activityId }),
      ...(userId !== undefined && { userId }),
    };
    recordAudit(transaction, { ...by, action, object: 'record', objectId: id, detail });
  }
}

/** Why the files of an activity cannot be added to a field. */
function refusalOfFiles(table: RecordTable, name: string, rights: RecordRights): FieldRefusal | undefined {
  const field = findField(table, name);
  const refusal = refusalOf(field, name, rights);
  if (refusal || field?.type === 'files') return refusal;
  return { field: name, why: 'bad value', reason: 'it takes no files' };
}

function closedAtAfter({ closedAt }: StoredRecord, state: RecordWrite['state'], at: Date): Date | null {
  if (state === undefined) return closedAt;
  return state === 'open' ? null : (closedAt ?? at);
}
