import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { FAULT_POINT_NAME, type FaultPoint } from '#runtime/fault-point.js';
import { comesTrue } from './wait.js';
import { exchange } from './http-client.js';

const READY_WITHIN_MS = 60_000;

/** runtime.md §3: SIGTERM finishes what runs within 20 s. */
const STOP_WITHIN_MS = 21_000;

/** The compiled server, wherever this file itself is run from. */
const MAIN = join(process.cwd(), 'dist/apps/server/main.js');

export interface ArmedFault {
  readonly point: FaultPoint;
  readonly pass: number;
}

/** What the world sees of the process while it is killed and started again. */
export class ServerProcess {
  readonly url: string;
  /** From the start of the process to the first `ready`, in milliseconds, for each start. */
  readonly timesToReady: number[] = [];
  /** Ends of the process that nobody asked for. */
  readonly crashes: string[] = [];
  /** Log lines of all processes, one after the other. */
  readonly logFile: string;
  isReady = false;
  private child: ChildProcess | undefined;
  private isEndExpected = false;

  constructor(
    port: number,
    private readonly environment: Readonly<Record<string, string>>,
    folder: string,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    this.logFile = join(folder, 'server.log');
  }

  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** Starts the process and waits until it is ready, or until its armed fault has killed it: then false. */
  async start(fault?: ArmedFault, extra: Readonly<Record<string, string>> = {}): Promise<boolean> {
    const startedAt = performance.now();
    const child = this.spawn(fault, extra);
    const isReady = async (): Promise<boolean> => {
      const answer = await exchange(`${this.url}/health/ready`);
      return answer.kind === 'answer' && answer.status === 200;
    };
    const isSettled = await comesTrue(
      async () => this.child !== child || !this.isRunning || isReady(),
      READY_WITHIN_MS,
    );
    if (!isSettled) throw new Error(`The server was not ready within ${READY_WITHIN_MS} ms; see ${this.logFile}`);
    if (!this.isRunning) return false;
    this.timesToReady.push(performance.now() - startedAt);
    this.isReady = true;
    return true;
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** SIGTERM; resolves to the exit code, or undefined when the process had to be killed. */
  async stop(): Promise<number | undefined> {
    const { child } = this;
    const limit = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.end('SIGTERM');
    clearTimeout(limit);
    return child?.exitCode ?? undefined;
  }

  /** Resolves to whether the armed fault killed the process in time. */
  async dies(withinMs: number): Promise<boolean> {
    return comesTrue(() => !this.isRunning, withinMs);
  }

  private spawn(fault: ArmedFault | undefined, extra: Readonly<Record<string, string>>): ChildProcess {
    const log = openSync(this.logFile, 'a');
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'],
        ...this.environment,
        ...extra,
        NODE_ENV: 'test',
        ...(fault && { [FAULT_POINT_NAME]: `${fault.point}:${fault.pass}` }),
      },
      stdio: ['ignore', 'ignore', log],
    });
    closeSync(log);
    this.child = child;
    this.isEndExpected = false;
    // Nothing that we have started outlives us.
    const killOrphan = (): void => {
      child.kill('SIGKILL');
    };
    process.once('exit', killOrphan);
    child.once('exit', (code, signal) => {
      process.off('exit', killOrphan);
      this.isReady = false;
      const isOfFault = fault !== undefined && signal === 'SIGKILL';
      if (!this.isEndExpected && !isOfFault) this.crashes.push(`the server ended by itself with ${signal ?? code}`);
    });
    return child;
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.isEndExpected = true;
    this.isReady = false;
    const { child } = this;
    if (!child || !this.isRunning) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
