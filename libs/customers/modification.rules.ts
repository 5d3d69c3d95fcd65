/** When a change counts as made: now, and always later than the change before it, by the millisecond that answers show (WR-2). */
export function laterThan(last: Date, now: Date): Date {
  return new Date(Math.max(now.getTime(), last.getTime() + 1));
}
