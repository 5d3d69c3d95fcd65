import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Somebody who sends requests on a schedule, whatever becomes of them. */
export interface Sender {
  readonly name: string;
  readonly request: Buffer;
  readonly ratePerSecond: number;
}

/** What became of the requests of one sender. */
export class Tally {
  readonly statuses: Record<string, number> = {};
  /** Milliseconds from the scheduled start to the end of the answer. */
  readonly acceptedMs: number[] = [];
  readonly refusedMs: number[] = [];
  notSent = 0;
  refusedWithoutRetryAfter = 0;

  add(status: number, elapsedMs: number, saysWhenToRetry: boolean): void {
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    if (status === 201) this.acceptedMs.push(elapsedMs);
    else this.refusedMs.push(elapsedMs);
    if (status !== 201 && !saysWhenToRetry) this.refusedWithoutRetryAfter += 1;
  }
}

/** The value below which a share of the values lies; 0 when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Connections, opened before the clock runs. When all are busy a request is not sent, and counted as such. */
const CONNECTIONS = 2_000;

const HEAD_END = '\r\n\r\n';

type OnAnswer = (status: number, saysWhenToRetry: boolean) => void;

/** Kept connections, one request at a time on each. */
class Connections {
  private readonly free: Socket[] = [];
  private readonly all = new Set<Socket>();

  static async open(port: number, count: number): Promise<Connections> {
    const connections = new Connections();
    for (let opened = 0; opened < count; opened += 1) await connections.add(port);
    return connections;
  }

  /** False when all connections are busy. */
  send(request: Buffer, onAnswer: OnAnswer): boolean {
    const socket = this.free.pop();
    if (!socket) return false;
    let received = '';
    const onData = (chunk: Buffer): void => {
      received += chunk.toString('latin1');
      const headEnd = received.indexOf(HEAD_END);
      if (headEnd === -1) return;
      const head = received.slice(0, headEnd);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (received.length < headEnd + HEAD_END.length + length) return;
      finish(Number(head.slice(9, 12)), /\r\nretry-after: [1-5]\r\n/i.test(`${head}\r\n`));
    };
    const finish: OnAnswer = (status, saysWhenToRetry) => {
      socket.off('data', onData);
      socket.off('close', onClose);
      if (status !== 0) this.free.push(socket);
      onAnswer(status, saysWhenToRetry);
    };
    const onClose = (): void => {
      finish(0, false);
    };
    socket.on('data', onData);
    socket.once('close', onClose);
    socket.write(request);
    return true;
  }

  close(): void {
    for (const socket of this.all) socket.destroy();
  }

  private async add(port: number): Promise<void> {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    await once(socket, 'connect');
    this.all.add(socket);
    this.free.push(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      const place = this.free.indexOf(socket);
      if (place !== -1) this.free.splice(place, 1);
    });
  }
}

/** Sends every request at its time and waits for the answers; latencies count from the time at which it should have started. */
export async function sendOnSchedule(
  port: number,
  senders: readonly Sender[],
  seconds: number,
): Promise<ReadonlyMap<string, Tally>> {
  const connections = await Connections.open(port, CONNECTIONS);
  const tallies = new Map(senders.map(({ name }) => [name, new Tally()]));
  const schedule = senders
    .flatMap((sender) => timesOf(sender, seconds).map((atMs) => ({ atMs, sender })))
    .sort((one, other) => one.atMs - other.atMs);
  let open = 0;
  let next = 0;
  const start = performance.now();

  function sendDue(): void {
    const nowMs = performance.now() - start;
    for (let due = schedule[next]; due && due.atMs <= nowMs; due = schedule[next]) {
      next += 1;
      const { atMs, sender } = due;
      const tally = tallies.get(sender.name);
      if (!tally) continue;
      open += 1;
      const isSent = connections.send(sender.request, (status, saysWhenToRetry) => {
        open -= 1;
        tally.add(status, performance.now() - start - atMs, saysWhenToRetry);
      });
      if (isSent) continue;
      open -= 1;
      tally.notSent += 1;
    }
  }

  while (next < schedule.length || open > 0) {
    sendDue();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  connections.close();
  return tallies;
}

/** Requests that know nothing of each other come in bursts: the times between them are exponentially distributed. */
function timesOf({ ratePerSecond }: Sender, seconds: number): number[] {
  const times: number[] = [];
  for (let atMs = 0; ;) {
    atMs -= (Math.log(1 - Math.random()) * 1000) / ratePerSecond;
    if (atMs >= seconds * 1000) return times;
    times.push(atMs);
  }
}
