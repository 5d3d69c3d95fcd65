/** A body that is not what its media type says; becomes 400-100 with line and column (casemgr.md §6). */
export class MalformedBody extends Error {
  constructor(
    readonly reason: string,
    /** Both count from 1; undefined when the reason has no one place. */
    readonly line?: number,
    readonly column?: number,
  ) {
    super(reason);
    this.name = 'MalformedBody';
  }

  static at(text: string, offset: number, reason: string): MalformedBody {
    const before = text.slice(0, offset);
    const line = before.split('\n').length;
    return new MalformedBody(reason, line, offset - before.lastIndexOf('\n'));
  }
}

/** Levels of objects, lists or elements below each other; an activity needs 8. */
export const DEEPEST_NESTING = 32;

/** Values or elements of one body; an activity with 100 of everything needs a tenth. */
export const MOST_NODES = 50_000;

/** Members of one object; large objects cost far more than their bytes, and those of an activity have 25. */
export const MOST_MEMBERS = 1_000;
