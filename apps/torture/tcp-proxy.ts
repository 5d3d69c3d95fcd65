import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** How bytes travel: at once, after a delay in milliseconds, or not at all. */
type Passage =
  { readonly kind: 'open' } | { readonly kind: 'delayed'; readonly byMs: number } | { readonly kind: 'stalled' };

const LOOK_AGAIN_MS = 20;

/** Stands between the server and its database and makes the network bad on demand. Nothing is ever lost or reordered. */
export class TcpProxy {
  private passage: Passage = { kind: 'open' };
  private readonly sockets = new Set<Socket>();
  private usedPort = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly port: number; readonly host: string },
  ) {
    server.on('connection', (socket) => {
      this.join(socket);
    });
  }

  static async listen(targetPort: number, targetHost = '127.0.0.1'): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server, { port: targetPort, host: targetHost });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  delay(byMs: number): void {
    this.passage = { kind: 'delayed', byMs };
  }

  /** Keeps connections open, new ones too, and lets nothing through. */
  stall(): void {
    this.passage = { kind: 'stalled' };
  }

  open(): void {
    this.passage = { kind: 'open' };
  }

  /** Breaks every connection at once, as a fallen cable does when it is noticed. */
  reset(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** Breaks every connection and refuses new ones. */
  async refuse(): Promise<void> {
    this.usedPort = this.port;
    this.server.close();
    this.reset();
    await once(this.server, 'close');
  }

  /** Takes connections again after `refuse`. */
  async accept(): Promise<void> {
    this.server.listen(this.usedPort, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.refuse();
  }

  private join(client: Socket): void {
    const target = connect(this.target);
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.once('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      void this.carry(socket, other);
    }
  }

  /** Chunk by chunk, so that a delay delays everything that comes after as well. */
  private async carry(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from as Readable as AsyncIterable<Buffer>) {
        await this.passes();
        if (!to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
      }
      to.end();
    } catch {
      to.destroy();
    }
  }

  private async passes(): Promise<void> {
    if (this.passage.kind === 'delayed') await pause(this.passage.byMs);
    while (this.passage.kind === 'stalled') await pause(LOOK_AGAIN_MS);
  }
}
