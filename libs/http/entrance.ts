import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/**
 * How long requests are begun in one turn of the event loop, in milliseconds: as long as everything else has just taken, at
 * least this. The work of a whole crowd would keep the rest waiting, which are answers that are ready, connections to accept
 * and requests to turn away; and that rest, when it is much, must not keep the crowd waiting either.
 */
const LEAST_TURN_MS = 10;

interface Waiting {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly serve: RequestListener;
  /** `performance.now()` of its arrival. */
  readonly since: number;
}

/** Where requests that were let in wait for their turn, the oldest first; there is no wait unless many come at once. */
export class Entrance {
  private waiting: Waiting[] = [];
  private turnEndsAt = 0;
  private isTurnOver = true;

  /** How long the oldest of them has waited, in milliseconds; 0 when none waits. */
  get oldestWaitMs(): number {
    const [oldest] = this.waiting;
    return oldest ? performance.now() - oldest.since : 0;
  }

  begin(request: IncomingMessage, response: ServerResponse, serve: RequestListener): void {
    const now = performance.now();
    if (this.isTurnOver) this.startTurn(now + LEAST_TURN_MS, now);
    if (this.waiting.length === 0 && now < this.turnEndsAt) serve(request, response);
    else this.waiting.push({ request, response, serve, since: now });
  }

  private startTurn(endsAt: number, now: number): void {
    this.isTurnOver = false;
    this.turnEndsAt = endsAt;
    setImmediate(() => {
      this.nextTurn(performance.now() - now);
    });
  }

  private nextTurn(lastTurnMs: number): void {
    this.isTurnOver = true;
    if (this.waiting.length === 0) return;
    const start = performance.now();
    const endsAt = start + Math.max(LEAST_TURN_MS, lastTurnMs);
    let begun = 0;
    for (const { request, response, serve } of this.waiting) {
      if (performance.now() >= endsAt) break;
      begun += 1;
      // Nobody waits for an answer to what is closed.
      if (!response.closed) serve(request, response);
    }
    this.waiting = this.waiting.slice(begun);
    this.startTurn(0, performance.now());
  }
}
