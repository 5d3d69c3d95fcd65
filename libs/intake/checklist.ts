import type { Refusal } from '#runtime/errors/refusal.js';

/** What came of one clause; the lines of `explain` (casemgr.md §7). */
export interface Check {
  readonly clause: string;
  readonly outcome: 'pass' | 'fail' | 'not-applicable';
  readonly attribute?: string;
  readonly reason?: string;
}

/** More than an answer shows by far; a body of thousands of faults must not cost thousands of texts. */
const MOST_REFUSALS = 200;

/**
 * Collects what the rules of one stage find. Refusals are ordered by the row of casemgr.md §3.2 that they belong to; the
 * checks that passed are kept only when somebody asked for them.
 */
export class Checklist {
  private readonly ranked: { readonly rank: number; readonly refusal: Refusal }[] = [];
  private readonly trail: Check[] = [];

  constructor(private readonly keepsTrail: boolean) {}

  pass(clause: string, attribute?: string): void {
    if (this.keepsTrail) this.trail.push({ clause, outcome: 'pass', ...(attribute !== undefined && { attribute }) });
  }

  skip(clause: string, reason: string): void {
    if (this.keepsTrail) this.trail.push({ clause, outcome: 'not-applicable', reason });
  }

  /** `rank`: the row that decides which refusal is named first; refusals of one row keep their order. */
  refuse(refusal: Refusal, rank = 0): void {
    if (this.ranked.length === MOST_REFUSALS) return;
    this.ranked.push({ rank, refusal });
    const { clause, attribute, reason } = refusal;
    if (this.keepsTrail) this.trail.push({ clause, outcome: 'fail', attribute, reason });
  }

  get refusals(): readonly Refusal[] {
    return this.ranked.toSorted((left, right) => left.rank - right.rank).map(({ refusal }) => refusal);
  }

  get checks(): readonly Check[] {
    return this.trail;
  }

  get isRefused(): boolean {
    return this.ranked.length > 0;
  }
}
