import { Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { ActivityVisibility } from '#attachments/activity-visibility.js';
import { isBlockedFile } from '#attachments/attachment.rules.js';
import { AttachmentStore, blobOf, type StoredAttachment } from '#attachments/attachment.store.js';
import { BlobStore, DamagedBlob } from '#attachments/blob-store.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { RequestContext } from '#http/request-context.js';
import { Logger } from '#runtime/logger.js';
import { Database } from '#storage/database.js';
import type { ActivityRow } from './activity.store.js';
import { chooseImages, embedImages } from './embedded-images.rules.js';

/** The content of an activity with its inline images in it, for programs that show it as it is (casemgr.md R-13). */
@Injectable()
export class EmbeddedImages {
  constructor(
    private readonly database: Database,
    private readonly attachments: AttachmentStore,
    private readonly blobs: BlobStore,
    private readonly visibility: ActivityVisibility,
    private readonly configuration: ConfigurationCache,
    private readonly logger: Logger,
  ) {}

  /**
   * The row as it is when it was read without its content. What is blocked, too large or damaged is not embedded; who reads
   * files of a secure activity is on record.
   */
  async embed(context: RequestContext, row: ActivityRow): Promise<ActivityRow> {
    const html = row.email?.contentHtml;
    if (!row.email || html === null || html === undefined || row.attachmentCount === 0) return row;
    const { blockedFileExtensions } = this.configuration.snapshot().settings;
    const files = await this.attachments.findOnActivities(this.database, [row.id]);
    const shown = files.filter(({ fileName }) => !isBlockedFile(fileName, blockedFileExtensions));
    const dataUris = new Map<string, string>();
    for (const { file, contentId, contentType } of chooseImages(html, shown)) {
      const bytes = await this.read(file);
      if (!bytes) continue;
      await this.visibility.auditSecureFile(context, row.id, file.altId);
      dataUris.set(contentId, `data:${contentType};base64,${bytes.toString('base64')}`);
    }
    return { ...row, email: { ...row.email, contentHtml: embedImages(html, dataUris) } };
  }

  /** A damaged image is no reason not to show the mail. */
  private async read(file: StoredAttachment): Promise<Buffer | undefined> {
    const blob = blobOf(file);
    if (!blob) return undefined;
    try {
      return await buffer(await this.blobs.read(blob));
    } catch (error) {
      if (!(error instanceof DamagedBlob)) throw error;
      this.logger.error({ err: error, altId: file.altId }, 'An inline image is damaged');
      return undefined;
    }
  }
}
