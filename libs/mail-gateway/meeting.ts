/** What one of those who meet does. */
export interface MeetingPlace {
  readonly arrive: () => Promise<void>;
  readonly leave: () => void;
}

/**
 * Where those who work on one batch wait for each other, because what they ask of the database at the same time is one statement.
 * Nobody waits for long for one who is slow.
 */
export class Meeting {
  private readonly met = Promise.withResolvers<undefined>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private missing: number,
    longestMs: number,
  ) {
    this.timer = setTimeout(() => {
      this.begin();
    }, longestMs);
  }

  /** For one of them: `arrive` resolves when the others have arrived or left too. Doing either again counts for nothing. */
  join(): MeetingPlace {
    let isExpected = true;
    const leave = (): void => {
      if (!isExpected) return;
      isExpected = false;
      this.missing -= 1;
      if (this.missing === 0) this.begin();
    };
    const arrive = (): Promise<void> => {
      leave();
      return this.met.promise;
    };
    return { arrive, leave };
  }

  private begin(): void {
    clearTimeout(this.timer);
    this.met.resolve(undefined);
  }
}
