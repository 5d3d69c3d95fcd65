import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import { Metrics } from '#runtime/metrics.js';
import { traced } from '#runtime/tracing.js';

/** Facts → decide → commit: how long each takes shows in metrics, and in the trace of the request. */
@Injectable()
export class Stages {
  constructor(private readonly metrics: Metrics) {}

  /** An email has become an activity. */
  completed({ actor }: ActorRecord): void {
    this.metrics.activityCreated(actor);
  }

  async run<Value>(stage: 'facts' | 'decide' | 'commit', work: () => Promise<Value>): Promise<Value> {
    const startedAt = performance.now();
    try {
      return await traced(stage, work);
    } finally {
      this.metrics.stagePassed(stage, (performance.now() - startedAt) / 1000);
    }
  }
}
