import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { GracefulStop } from '#http/graceful-stop.js';
import { Load } from '#http/load.js';

/** Sends a request, says by a file that it is on the wire, and prints the status line of the answer. */
const CLIENT = `
  const [port, flag] = process.argv.slice(1);
  const socket = require('node:net').connect(Number(port), '127.0.0.1', () => {
    socket.write('GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n', () => require('node:fs').writeFileSync(flag, ''));
  });
  socket.once('data', (data) => { console.log(data.toString().split('\\r\\n')[0]); socket.destroy(); });
  socket.once('error', (error) => console.log(error.code));`;

/** Keeps this thread, and so the server, from noticing anything; at most 20 s. */
function holdUpUntil(condition: () => boolean): void {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let look = 0; look < 1_000 && !condition(); look += 1) Atomics.wait(clock, 0, 0, 20);
}

describe('the stop', () => {
  it('serves a connection that was made before it, and that a busy process has not noticed yet (LIVE-6)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'casemgr-stop-'));
    const flag = join(folder, 'sent');
    const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = spawn(process.execPath, ['-e', CLIENT, String(port), flag], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    client.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(client, 'close');
    try {
      holdUpUntil(() => existsSync(flag));
      await new GracefulStop(new Load({ requests: 1, queueMs: 1, bodyBytes: 1 })).begin(server);
      await ended;
      expect(said).toBe('HTTP/1.1 200 OK\n');
    } finally {
      client.kill();
      server.closeAllConnections();
      await rm(folder, { recursive: true });
    }
  });
});
