import { setTimeout as pause } from 'node:timers/promises';
import { FAULT_POINTS, type FaultPoint } from '#runtime/fault-point.js';
import { describe, exchange } from './http-client.js';
import type { TorturedPostgres } from './installation.js';
import type { Observations } from './observations.js';
import type { PostgresCluster } from './postgres-cluster.js';
import type { Random } from './random.js';
import type { ServerProcess } from './server-process.js';
import type { TcpProxy } from './tcp-proxy.js';
import { comesTrue } from './wait.js';

type Fault = () => Promise<void>;

/** Migrations run on an empty database only, and the load holds no mail: those points have their own places. */
const POINTS_UNDER_LOAD = FAULT_POINTS.filter((point) => point !== 'in-migration' && !point.startsWith('mail-'));

/** Files are rarer than commits. */
const LATEST_PASS: Readonly<Partial<Record<FaultPoint, number>>> = {
  'before-commit': 25,
  'after-commit-before-answer': 25,
  'after-answer': 25,
  'before-blob-rename': 6,
  'after-blob-before-row': 6,
  'in-migration': 3,
  'after-claim': 15,
};

/** An armed process that has not come to its point by then, in milliseconds, is killed like any other. */
const DIES_WITHIN_MS = 4_000;

/** runtime.md, casemgr.md E-5 and docs/torture.md: what the server owes while and after its database is away. */
const REFUSES_WITHIN_MS = 2_000;
const RECOVERS_WITHIN_MS = 5_000;

/** A machine that is busy with the torture itself answers later than it would. */
const TOLERANCE_MS = 500;

/** Makes things go wrong, one after another, and sees to it that they are right again. */
export class Faults {
  private plan: (readonly [string, Fault])[] = [];

  constructor(
    private readonly server: ServerProcess,
    private readonly postgres: TorturedPostgres | undefined,
    private readonly adminToken: string,
    private readonly observations: Observations,
    private readonly random: Random,
  ) {}

  async run(seconds: number): Promise<void> {
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      await pause(this.random.between(200, 1_500));
      await this.reviveCrashed();
      const [name, inject] = this.next();
      this.observations.fault(name);
      await inject();
    }
    await this.reviveCrashed();
  }

  /** Every fault once in a random order, then again in another. */
  private next(): readonly [string, Fault] {
    if (this.plan.length === 0) this.plan = this.random.shuffled(this.faults());
    const next = this.plan.pop();
    if (!next) throw new Error('There is no fault to inject');
    return next;
  }

  private faults(): (readonly [string, Fault])[] {
    return [
      ...POINTS_UNDER_LOAD.map((point) => [`killed ${point}`, () => this.killAt(point)] as const),
      ...[1, 2, 3].map(() => ['killed at random', () => this.kill()] as const),
      ['SIGTERM', () => this.stop()],
      ['configuration changed', () => this.changeConfiguration()],
      ...(this.postgres ? this.databaseFaults(this.postgres) : []),
    ];
  }

  private databaseFaults({ cluster, proxy }: TorturedPostgres): (readonly [string, Fault])[] {
    return [
      ['PostgreSQL stopped immediate', () => this.restartDatabase(cluster, 'immediate')],
      ['PostgreSQL stopped fast', () => this.restartDatabase(cluster, 'fast')],
      ['PostgreSQL ended all connections', () => this.endConnections(cluster)],
      ['network reset', () => this.resetNetwork(proxy)],
      ['network slow', () => this.slowNetwork(proxy)],
      ['network stalled', () => this.stallNetwork(proxy)],
    ];
  }

  private async kill(): Promise<void> {
    await pause(this.random.between(0, 1_000));
    await this.server.kill();
    await this.server.start();
  }

  private async killAt(point: FaultPoint): Promise<void> {
    await this.server.kill();
    const isReady = await this.server.start({ point, pass: this.random.between(1, LATEST_PASS[point] ?? 1) });
    if (isReady && !(await this.server.dies(DIES_WITHIN_MS))) {
      this.observations.fault('  not reached, killed at random');
      await this.server.kill();
    }
    await this.server.start();
  }

  /** What is on its way is finished; exit 0 (runtime.md §3). */
  private async stop(): Promise<void> {
    const signalledAt = performance.now();
    const code = await this.server.stop();
    if (code !== 0)
      this.observations.violation('A7 SIGTERM', `the server ended with ${code ?? 'no code'} instead of 0`);
    // The senders need a moment to write down what they have got.
    await pause(TOLERANCE_MS);
    const lost = this.observations.lostAt(signalledAt);
    if (lost > 0) this.observations.violation('A7 SIGTERM', `${lost} requests that were on their way failed`);
    await this.server.start();
  }

  private async changeConfiguration(): Promise<void> {
    const answer = await exchange(`${this.server.url}/core/adminmgr/v3/partition`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${this.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ settings: { defaultActivityPriority: String(this.random.between(1, 7)) } }),
    });
    if (answer.kind === 'broken' || answer.status !== 200) {
      this.observations.violation('A4 refused without reason', `a change of the configuration: ${describe(answer)}`);
    }
  }

  private async restartDatabase(cluster: PostgresCluster, mode: 'fast' | 'immediate'): Promise<void> {
    await cluster.stop(mode);
    const goneAt = performance.now();
    await this.expectNotReady();
    await pause(this.random.between(200, 4_000));
    const slowest = this.observations.slowestWithin(goneAt, performance.now());
    if (slowest > REFUSES_WITHIN_MS + TOLERANCE_MS) {
      this.observations.violation('A3 deadline', `without a database a refusal took ${Math.round(slowest)} ms`);
    }
    await cluster.start();
    await this.recovers();
  }

  private async endConnections(cluster: PostgresCluster): Promise<void> {
    await cluster.terminateBackends();
    await this.recovers();
  }

  private async resetNetwork(proxy: TcpProxy): Promise<void> {
    proxy.reset();
    await this.recovers();
  }

  private async slowNetwork(proxy: TcpProxy): Promise<void> {
    proxy.delay(this.random.between(20, 200));
    await pause(this.random.between(500, 2_000));
    proxy.open();
    await this.recovers();
  }

  /** Longer, at times, than the server waits for an answer. */
  private async stallNetwork(proxy: TcpProxy): Promise<void> {
    proxy.stall();
    await pause(this.random.between(500, 8_000));
    proxy.open();
    await this.recovers();
  }

  private async expectNotReady(): Promise<void> {
    const answer = await exchange(`${this.server.url}/health/ready`);
    if (answer.kind === 'answer' && answer.status === 503) return;
    this.observations.violation('A8 health', `without a database /health/ready says ${describe(answer)}`);
  }

  /** The same process serves again, soon after it can. */
  private async recovers(): Promise<void> {
    const since = performance.now();
    await comesTrue(
      () => this.observations.lastAcknowledgedSentAt > since || !this.server.isRunning,
      3 * RECOVERS_WITHIN_MS,
    );
    const took = performance.now() - since;
    this.observations.recoveriesMs.push(took);
    if (took > RECOVERS_WITHIN_MS + TOLERANCE_MS) {
      this.observations.violation(
        'A6 recovery',
        `nothing was acknowledged for ${Math.round(took)} ms after the fault was over`,
      );
    }
  }

  /** A crash is counted where it is noticed; the run goes on. */
  private async reviveCrashed(): Promise<void> {
    if (!this.server.isRunning) await this.server.start();
  }
}
