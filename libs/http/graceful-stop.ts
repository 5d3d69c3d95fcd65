import type { Server as HttpServer } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Load } from './load.js';

/** How long clients that keep a connection open may still send a request into it, in milliseconds. */
const LAST_REQUESTS_MS = 1_000;

/** How long connections are still accepted while one comes right after the other, in milliseconds. */
const LAST_CONNECTIONS_MS = 500;

const LOOK_EVERY_MS = 20;

/**
 * The way out: no new connections, every answer ends its connection, and nothing that a client has sent is dropped. Node
 * itself ends idle connections at once, and with them requests that are already on the wire; so they are given a moment.
 */
export class GracefulStop {
  private stopping = false;

  constructor(private readonly load: Load) {}

  get isStopping(): boolean {
    return this.stopping;
  }

  /** Returns when only requests that are worked on have a connection. */
  async begin(server: HttpServer): Promise<void> {
    this.stopping = true;
    for (const { response } of this.load.visits) {
      if (!response.headersSent) response.shouldKeepAlive = false;
    }
    await acceptWaiting(server);
    NetServer.prototype.close.call(server);
    const end = performance.now() + LAST_REQUESTS_MS;
    while (performance.now() < end && (await countConnections(server)) > 0) await wait(LOOK_EVERY_MS);
    server.closeIdleConnections();
  }
}

/** Takes the connections that clients have made and Node has not noticed yet, of which it accepts one in each turn. */
async function acceptWaiting(server: HttpServer): Promise<void> {
  let accepted = 0;
  const notice = (): void => {
    accepted += 1;
  };
  server.on('connection', notice);
  const end = performance.now() + LAST_CONNECTIONS_MS;
  let before: number;
  do {
    before = accepted;
    for (let turn = 0; turn < 2; turn += 1) await nextTurn();
  } while (accepted > before && performance.now() < end);
  server.off('connection', notice);
}

function countConnections(server: HttpServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => {
      if (error) reject(error);
      else resolve(count);
    });
  });
}
