/** What stays free of a volume, so that the database on it can still finish what it is doing: 5 %, at most 64 MB. */
const RESERVED_SHARE = 0.05;
const RESERVED_BYTES = 64 * 1024 * 1024;

/** A volume as `statfs` describes it. */
export interface Volume {
  /** Blocks that may still be used. */
  readonly bavail: number;
  readonly blocks: number;
  /** Bytes of one block. */
  readonly bsize: number;
}

/** Whether nothing more may be written to a volume. */
export function isReserveTouched({ bavail, blocks, bsize }: Volume): boolean {
  return bavail * bsize < Math.min(RESERVED_BYTES, blocks * bsize * RESERVED_SHARE);
}
