import { Injectable } from '@nestjs/common';
import { Clock } from '#runtime/clock.js';
import { CircuitStore } from './circuit.store.js';
import { DeliveryLogStore } from './delivery-log.store.js';

/** How far deliveries are behind, and how many receivers are left alone (runtime.md LIVE-2). */
@Injectable()
export class PushHealth {
  constructor(
    private readonly deliveries: DeliveryLogStore,
    private readonly circuits: CircuitStore,
    private readonly clock: Clock,
  ) {}

  /** The age in seconds of the oldest delivery that is still to be made, 0 when there is none; and those that were given up. */
  async health(): Promise<{ readonly oldestSeconds: number; readonly dead: number }> {
    const { oldest, failed } = await this.deliveries.state();
    const ageMs = oldest === null ? 0 : this.clock.now().getTime() - oldest.getTime();
    return { oldestSeconds: Math.max(0, ageMs / 1_000), dead: failed };
  }

  async openCircuits(): Promise<number> {
    return this.circuits.countOpen(this.clock.now());
  }
}
