import { Clock } from '#runtime/clock.js';

/** A clock that runs on from wherever a test has moved it. */
export class MovableClock extends Clock {
  private offsetMs = 0;
  /** Called when the clock was moved, for whoever has kept something that has expired now. */
  onForward: (() => void) | undefined;

  override now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  forward(milliseconds: number): void {
    this.offsetMs += milliseconds;
    this.onForward?.();
  }
}
