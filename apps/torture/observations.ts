/** Something that must never be, and what shows that it was. */
export interface Violation {
  /** Of docs/torture.md. */
  readonly invariant: string;
  readonly what: string;
}

/** One answer of the server and when it came, on the clock of `performance.now()`. */
interface Sighting {
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly outcome: 'acknowledged' | 'refused' | 'unknown';
}

/** Sent longer ago than this, in milliseconds, a request has reached the server. */
const ARRIVED_AFTER_MS = 200;

/** What the driver and the faults have seen while it happened; the checker sees only what remains. */
export class Observations {
  readonly violations: Violation[] = [];
  readonly faults = new Map<string, number>();
  readonly recoveriesMs: number[] = [];
  acknowledged = 0;
  replayed = 0;
  refused = 0;
  unknown = 0;
  lastAcknowledgedSentAt = 0;
  private readonly recent: Sighting[] = [];

  violation(invariant: string, what: string): void {
    this.violations.push({ invariant, what });
  }

  fault(name: string): void {
    this.faults.set(name, (this.faults.get(name) ?? 0) + 1);
  }

  saw(sighting: Sighting): void {
    this[sighting.outcome] += 1;
    if (sighting.outcome === 'acknowledged') {
      this.lastAcknowledgedSentAt = Math.max(this.lastAcknowledgedSentAt, sighting.sentAt);
    }
    this.recent.push(sighting);
    if (this.recent.length > 1_000) this.recent.splice(0, 500);
  }

  /** Requests that had been on their way for a while at a moment and came to no good end. */
  lostAt(moment: number): number {
    return this.recent.filter(
      ({ sentAt, answeredAt, outcome }) =>
        sentAt < moment - ARRIVED_AFTER_MS && answeredAt > moment && outcome === 'unknown',
    ).length;
  }

  /** The longest that a request took of those that were sent and answered in a span of time, in milliseconds. */
  slowestWithin(from: number, to: number): number {
    const within = this.recent.filter(({ sentAt, answeredAt }) => sentAt >= from && answeredAt <= to);
    return Math.max(0, ...within.map(({ sentAt, answeredAt }) => answeredAt - sentAt));
  }
}

/** The value below which a share of the numbers lies; 0 when there are none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
