import { connect, type Socket } from 'node:net';

/** A request as bytes, made before the clock runs, so that the driver costs the machine as little as possible. */
export type MakeRequest = (index: number) => Buffer;

export interface RunResult {
  /** Requests per second that were answered with the expected status. */
  readonly rate: number;
  readonly answered: number;
  readonly failed: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Milliseconds at percentiles, from the scheduled start of a request to the end of its answer. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number; readonly p999: number };
}

interface RunOptions {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  readonly expectedStatus: number;
  readonly makeRequest: MakeRequest;
  /** Requests per second on a fixed schedule (open loop); undefined: each connection sends as soon as it is free. */
  readonly ratePerSecond?: number | undefined;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** One kept connection: sends one request and reads one answer at a time. */
class Connection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
      this.readAnswer();
    });
    const fail = (error?: Error) => {
      this.waiting?.reject(error ?? new Error('the connection ended'));
      this.waiting = undefined;
    };
    socket.on('error', fail);
    socket.on('close', () => {
      fail();
    });
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        resolve(new Connection(socket));
      });
      socket.once('error', reject);
    });
  }

  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private readAnswer(): void {
    const headEnd = this.received.indexOf(HEAD_END);
    if (headEnd === -1) return;
    const head = this.received.subarray(0, headEnd).toString('latin1');
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const end = headEnd + HEAD_END.length + length;
    if (this.received.length < end) return;
    this.received = this.received.subarray(end);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(Number(head.slice(9, 12)));
  }
}

/** Drives a server and measures it. */
export async function drive(options: RunOptions): Promise<RunResult> {
  const connections = await Promise.all(
    Array.from({ length: options.connections }, () => Connection.open(options.port)),
  );
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let sent = 0;
  let failed = 0;
  const start = performance.now();
  const end = start + options.seconds * 1000;

  async function sendOne(connection: Connection, scheduled: number): Promise<void> {
    const index = sent;
    sent += 1;
    const status = await connection.send(options.makeRequest(index)).catch(() => 0);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === options.expectedStatus) latencies.push(performance.now() - scheduled);
    else failed += 1;
  }

  const { ratePerSecond } = options;
  if (ratePerSecond === undefined) {
    await Promise.all(
      connections.map(async (connection) => {
        while (performance.now() < end) await sendOne(connection, performance.now());
      }),
    );
  } else {
    // Every connection takes the next scheduled request when it is free; one that starts late counts its waiting.
    const intervalMs = 1000 / ratePerSecond;
    let next = 0;
    await Promise.all(
      connections.map(async (connection) => {
        for (;;) {
          const scheduled = start + next * intervalMs;
          if (scheduled >= end) return;
          next += 1;
          const wait = scheduled - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
          await sendOne(connection, scheduled);
        }
      }),
    );
  }
  const seconds = (performance.now() - start) / 1000;
  for (const connection of connections) connection.close();
  latencies.sort((left, right) => left - right);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    rate: latencies.length / seconds,
    answered: latencies.length,
    failed,
    statuses,
    latency: { p50: at(0.5), p95: at(0.95), p99: at(0.99), p999: at(0.999) },
  };
}
