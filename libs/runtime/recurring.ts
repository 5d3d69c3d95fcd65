import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Logger } from './logger.js';
import { ServerConfiguration } from './server-configuration.js';

/** Work that is done again and again while the process runs: sweeps, refreshes. A failure is logged and tried again next time. */
@Injectable()
export class Recurring implements OnApplicationShutdown {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly logger: Logger,
    private readonly configuration: ServerConfiguration,
  ) {}

  /** Runs `work` every `everyMs` milliseconds, never twice at the same time. */
  every(everyMs: number, name: string, work: () => Promise<void>): void {
    let isBusy = false;
    const timer = setInterval(() => {
      if (isBusy || this.isStopped) return;
      isBusy = true;
      const run = work()
        .catch((error: unknown) => {
          this.logger.warn({ err: error, work: name }, 'recurring work failed; it will be tried again');
        })
        .finally(() => {
          isBusy = false;
          this.running.delete(run);
        });
      this.running.add(run);
    }, everyMs);
    timer.unref();
    this.timers.push(timer);
  }

  /** As `every`, in processes that have the role of a worker. Several of them may do the same work at the same time. */
  everyOnWorkers(everyMs: number, name: string, work: () => Promise<void>): void {
    if (this.configuration.roles.includes('worker')) this.every(everyMs, name, work);
  }

  /** Waits for what runs, so that nothing uses a closed database. */
  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.timers.forEach((timer) => {
      clearInterval(timer);
    });
    await Promise.all(this.running);
  }
}
