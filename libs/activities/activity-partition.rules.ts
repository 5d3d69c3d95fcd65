/** Ids of one partition. Ten million activities are a few gigabytes: little enough to detach, to vacuum, to index anew. */
const IDS_IN_PARTITION = 10_000_000n;

/** Partitions that are there before the first id of theirs is given out. */
const MADE_AHEAD = 2;

/** A span of ids, and what the names of its tables end with. */
export interface ActivityPartition {
  /** `p3`: the tables are `activities_p3` and `activity_emails_p3`. */
  readonly suffix: string;
  readonly from: string;
  /** Not part of it. */
  readonly to: string;
}

/** The partition of the id that was given out last, and those that come next. */
export function partitionsNeeded(lastId: string): ActivityPartition[] {
  const current = BigInt(lastId) / IDS_IN_PARTITION;
  return Array.from({ length: MADE_AHEAD + 1 }, (_, ahead) => {
    const number = current + BigInt(ahead);
    const from = number * IDS_IN_PARTITION;
    return { suffix: `p${number}`, from: String(from), to: String(from + IDS_IN_PARTITION) };
  });
}
