import type { IncomingMessage } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Recurring } from '#runtime/recurring.js';
import { answerBrokenRequest } from './broken-request.js';
import { Load, type Visit } from './load.js';

const LOOK_EVERY_MS = 1_000;

/** A body that comes more slowly than 10 kB/s over ten seconds holds a connection for nothing. */
const WINDOW_MS = 10_000;
const LEAST_BYTES_IN_WINDOW = 100_000;

interface Window {
  readonly since: number;
  readonly bytesBefore: number;
}

/** As Node reports a whole request that does not come to its end. */
class LateBody extends Error {
  readonly code = 'ERR_HTTP_REQUEST_TIMEOUT';
}

/** Cuts bodies that come too slowly, and tells the load which requests only wait for their bodies. */
@Injectable()
export class SlowBodies implements OnModuleInit {
  private readonly windows = new WeakMap<IncomingMessage, Window>();

  constructor(
    private readonly load: Load,
    private readonly recurring: Recurring,
  ) {}

  onModuleInit(): void {
    this.recurring.every(LOOK_EVERY_MS, 'cut slow bodies', async () => {
      this.look();
    });
  }

  private look(): void {
    const now = performance.now();
    for (const visit of this.load.visits) {
      if (now - visit.since < LOOK_EVERY_MS) return;
      const isReceiving = !visit.request.complete && !visit.request.destroyed;
      this.load.setReceiving(visit, isReceiving);
      if (isReceiving) this.judge(visit, now);
    }
  }

  private judge({ request, since }: Visit, now: number): void {
    const { bytesRead } = request.socket;
    const window = this.windows.get(request) ?? { since, bytesBefore: bytesRead };
    const isOver = now - window.since >= WINDOW_MS;
    // What has come and is not taken is not the client's fault.
    const isSlow = bytesRead - window.bytesBefore < LEAST_BYTES_IN_WINDOW && request.readableLength === 0;
    if (isOver && isSlow) answerBrokenRequest(new LateBody(), request.socket);
    else this.windows.set(request, isOver ? { since: now, bytesBefore: bytesRead } : window);
  }
}
