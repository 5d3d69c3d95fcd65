import type { Clock } from '#runtime/clock.js';
import type { Logger } from '#runtime/logger.js';
import type { Metrics } from '#runtime/metrics.js';
import type { ServerConfiguration } from '#runtime/server-configuration.js';
import type { BlobStore } from './blob-store.js';
import { FileBlobStore } from './file-blob-store.js';
import { MeasuredBlobStore } from './measured-blob-store.js';

/** The store that `CASEMGR_BLOB_URL` names (runtime.md ENV-10); it is opened when the application starts. */
export async function configuredBlobStore(
  configuration: ServerConfiguration,
  clock: Clock,
  logger: Logger,
  metrics: Metrics,
): Promise<BlobStore> {
  const { blobLocation } = configuration;
  if (blobLocation?.kind !== 's3') return new MeasuredBlobStore(new FileBlobStore(configuration, clock), metrics);
  // The AWS SDK takes time and memory to load: only who keeps attachments there pays for it.
  const { S3BlobStore } = await import('./s3-blob-store.js');
  return new MeasuredBlobStore(new S3BlobStore(blobLocation, logger), metrics);
}
