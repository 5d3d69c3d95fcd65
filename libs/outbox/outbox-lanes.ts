import { Injectable } from '@nestjs/common';
import { Clock } from '#runtime/clock.js';
import { LANES } from './lane.js';
import { OutboxStore } from './outbox.store.js';

export interface LaneHealth {
  /** The age in seconds of the oldest entry that is not done; 0 where nothing is left. */
  readonly oldestSeconds: number;
  /** Entries that failed too often and wait for an administrator. */
  readonly dead: number;
}

/** How far the workers are behind, by lane: the measure of what follows from commits (runtime.md LIVE-2). */
@Injectable()
export class OutboxLanes {
  constructor(
    private readonly store: OutboxStore,
    private readonly clock: Clock,
  ) {}

  async health(): Promise<ReadonlyMap<string, LaneHealth>> {
    const now = this.clock.now().getTime();
    const states = await this.store.states();
    return new Map(
      LANES.map((lane) => {
        const { oldest = null, dead = 0 } = states.get(lane) ?? {};
        return [lane, { oldestSeconds: oldest === null ? 0 : Math.max(0, (now - oldest.getTime()) / 1000), dead }];
      }),
    );
  }
}
