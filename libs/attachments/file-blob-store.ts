import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Clock } from '#runtime/clock.js';
import { unavailable } from '#runtime/errors/failure.js';
import { faultPoint } from '#runtime/fault-point.js';
import type { ServerConfiguration } from '#runtime/server-configuration.js';
import { isReserveTouched } from '#storage/disk-reserve.rules.js';
import { BlobStore, BlobTooLarge, DamagedBlob, type BlobEntry, type StoredBlob } from './blob-store.js';
import { verifiedStream } from './verified-stream.js';

/** Only this server's account reads attachments. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** The volume is full, a quota or a file size limit is reached, or no file can be opened for now: come again. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EMFILE', 'ENFILE']);

/** Longer than any request lasts, in milliseconds; with several nodes a younger file may be another node's. */
const UNFINISHED_LIMIT_MS = 60 * 60 * 1000;

const FAN_OUT = /^[0-9a-f]{2}$/;

/** Blobs as files `ab/cd/<key>` below the folder of `CASEMGR_BLOB_URL` (runtime.md §2), which several nodes may share. */
export class FileBlobStore extends BlobStore {
  private readonly folder: string;
  private readonly incoming: string;

  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly clock: Clock,
  ) {
    super();
    const { blobLocation, dataFolder } = configuration;
    this.folder = blobLocation?.kind === 'file' ? fileURLToPath(blobLocation.url) : join(dataFolder, 'blobs');
    this.incoming = join(this.folder, 'incoming');
  }

  /** The embedded database serves one process, so that what is unfinished at its start is nobody's any more. */
  override async open(): Promise<void> {
    await mkdir(this.incoming, { recursive: true, mode: FOLDER_MODE });
    const isOnlyNode = this.configuration.databaseUrl === undefined;
    const now = this.clock.now();
    await this.deleteUnfinished(isOnlyNode ? now : new Date(now.getTime() - UNFINISHED_LIMIT_MS));
  }

  override async write(bytes: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StoredBlob> {
    const key = randomUUID();
    const temporary = join(this.incoming, key);
    try {
      await this.requireReserve();
      const received = await receive(bytes, temporary, limitBytes);
      faultPoint('before-blob-rename');
      await this.publish(temporary, key);
      faultPoint('after-blob-before-row');
      return { key, ...received };
    } catch (error) {
      await rm(temporary, { force: true });
      throw NO_ROOM.has(errorCode(error) ?? '') ? unavailable(error) : error;
    }
  }

  override async read(blob: StoredBlob): Promise<Readable> {
    const path = this.pathOf(blob.key);
    const { size } = await stat(path).catch((error: unknown) => {
      throw errorCode(error) === 'ENOENT' ? new DamagedBlob(blob.key, 'it is missing', { cause: error }) : error;
    });
    if (size !== blob.size) throw new DamagedBlob(blob.key, `it has ${size} bytes instead of ${blob.size}`);
    return verifiedStream(blob, () => createReadStream(path) as AsyncIterable<Buffer>);
  }

  override async delete(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  override async *list(after: string): AsyncIterable<BlobEntry> {
    for (const first of await foldersFrom(this.folder, after.slice(0, 2))) {
      const isCut = first === after.slice(0, 2);
      for (const second of await foldersFrom(join(this.folder, first), isCut ? after.slice(2, 4) : '')) {
        for (const key of (await readdir(join(this.folder, first, second))).sort()) {
          const modifiedAt = key > after ? await modificationOf(this.pathOf(key)) : undefined;
          if (modifiedAt) yield { key, modifiedAt };
        }
      }
    }
  }

  override async deleteUnfinished(before: Date): Promise<void> {
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const modifiedAt = await modificationOf(path);
      if (modifiedAt && modifiedAt < before) await rm(path, { force: true });
    }
  }

  private async requireReserve(): Promise<void> {
    const volume = await statfs(this.folder);
    if (isReserveTouched(volume))
      throw unavailable(new Error(`${this.folder} has only ${volume.bavail * volume.bsize} bytes left`));
  }

  /** Gives a complete file its name. Every folder up to the root is flushed: each may have been made just now. */
  private async publish(temporary: string, key: string): Promise<void> {
    const path = this.pathOf(key);
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    await rename(temporary, path);
    for (const changed of [folder, dirname(folder), this.folder]) await flushFolder(changed);
  }

  private pathOf(key: string): string {
    return join(this.folder, key.slice(0, 2), key.slice(2, 4), key);
  }
}

/** Writes to a new file, chunk by chunk: the next one is asked for when the last one has been taken. */
async function receive(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  limitBytes: number,
): Promise<Omit<StoredBlob, 'key'>> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', FILE_MODE);
  try {
    let size = 0;
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > limitBytes) throw new BlobTooLarge(limitBytes);
      hash.update(chunk);
      await file.appendFile(chunk);
    }
    await file.sync();
    return { size, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The fan-out folders below a folder whose names do not sort before `from`, in order. */
async function foldersFrom(folder: string, from: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => FAN_OUT.test(name) && name >= from).sort();
}

/** Undefined when the file has gone meanwhile. */
async function modificationOf(path: string): Promise<Date | undefined> {
  try {
    return (await stat(path)).mtime;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function errorCode(error: unknown): string | undefined {
  return (error as Partial<NodeJS.ErrnoException> | undefined)?.code;
}
