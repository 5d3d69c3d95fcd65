import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BlobStore } from '#attachments/blob-store.js';
import { FileBlobStore } from '#attachments/file-blob-store.js';
import { S3BlobStore } from '#attachments/s3-blob-store.js';
import { Clock } from '#runtime/clock.js';
import { createLogger } from '#runtime/logger.js';
import { readServerConfiguration } from '#runtime/server-configuration.js';
import { S3_CREDENTIALS, startS3Server, type S3Server } from './s3-server.js';

/** A place where blobs are kept, as its owner sees it: behind the back of the store. */
export interface BlobInstallation {
  readonly store: BlobStore;
  /** Everything that takes up room: whole blobs, and what is left of others. */
  kept(): Promise<string[]>;
  /** Replaces the bytes of a blob. */
  damage(key: string, change: (bytes: Buffer) => Buffer): Promise<void>;
  lose(key: string): Promise<void>;
  /** Leaves behind what a process leaves that is killed while it writes. */
  leaveUnfinished(ageMs: number): Promise<void>;
  close(): Promise<void>;
}

export class FileInstallation implements BlobInstallation {
  private constructor(
    readonly folder: string,
    readonly store: FileBlobStore,
  ) {}

  static async create(): Promise<FileInstallation> {
    const folder = await mkdtemp(join(tmpdir(), 'casemgr-blobs-'));
    return new FileInstallation(folder, await openFileStore(folder));
  }

  async kept(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  async damage(key: string, change: (bytes: Buffer) => Buffer): Promise<void> {
    const path = await this.pathOf(key);
    await writeFile(path, change(await readFile(path)));
  }

  async lose(key: string): Promise<void> {
    await rm(await this.pathOf(key));
  }

  async leaveUnfinished(ageMs: number): Promise<void> {
    const path = join(this.folder, 'incoming', 'left');
    await writeFile(path, 'half');
    const at = new Date(Date.now() - ageMs);
    await utimes(path, at, at);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private async pathOf(key: string): Promise<string> {
    return (await this.kept()).find((path) => path.endsWith(key)) ?? key;
  }
}

/** As a server opens it; with a database of its own it may be one of several nodes. */
export async function openFileStore(folder: string, databaseUrl = ''): Promise<FileBlobStore> {
  const configuration = readServerConfiguration({
    CASEMGR_BLOB_URL: pathToFileURL(folder).href,
    DATABASE_URL: databaseUrl,
    CASEMGR_MASTER_KEY: 'k'.repeat(32),
  });
  const store = new FileBlobStore(configuration, new Clock());
  await store.open();
  return store;
}

const BUCKET = 'casemgr-test';
const PREFIX = 'files/';

export class S3Installation implements BlobInstallation {
  private constructor(
    readonly server: S3Server,
    readonly store: S3BlobStore,
  ) {}

  static async create(): Promise<S3Installation> {
    const server = await startS3Server(BUCKET);
    const store = s3Store(server.endpoint);
    await store.open();
    return new S3Installation(server, store);
  }

  async kept(): Promise<string[]> {
    return Promise.resolve([...this.server.objects.keys(), ...this.server.uploads.keys()]);
  }

  async damage(key: string, change: (bytes: Buffer) => Buffer): Promise<void> {
    const object = this.server.objects.get(PREFIX + key);
    if (object) object.bytes = change(object.bytes);
    return Promise.resolve();
  }

  async lose(key: string): Promise<void> {
    this.server.objects.delete(PREFIX + key);
    return Promise.resolve();
  }

  async leaveUnfinished(ageMs: number): Promise<void> {
    const key = `${PREFIX}${crypto.randomUUID()}`;
    const initiatedAt = new Date(Date.now() - ageMs);
    this.server.uploads.set(crypto.randomUUID(), { key, initiatedAt, parts: new Map() });
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.server.close();
  }
}

/** A store as `CASEMGR_BLOB_URL` configures it. */
export function s3Store(endpoint: string, bucket = BUCKET): S3BlobStore {
  Object.assign(process.env, S3_CREDENTIALS);
  const url = `s3://${bucket}/${PREFIX}?endpoint=${endpoint}&forcePathStyle=true`;
  const { blobLocation } = readServerConfiguration({ CASEMGR_BLOB_URL: url });
  if (blobLocation?.kind !== 's3') throw new Error(`${url} is no S3 URL`);
  return new S3BlobStore(blobLocation, createLogger('silent'));
}
