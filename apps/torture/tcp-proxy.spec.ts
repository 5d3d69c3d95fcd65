import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TcpProxy } from './tcp-proxy.js';
import { comesTrue } from './wait.js';

let echo: Server;
let proxy: TcpProxy;
let client: Socket;
let received = '';

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await TcpProxy.listen((echo.address() as AddressInfo).port);
  client = connect(proxy.port, '127.0.0.1');
  received = '';
  client.on('data', (chunk: Buffer) => (received += chunk.toString()));
  client.on('error', () => client.destroy());
  await once(client, 'connect');
});

afterEach(async () => {
  client.destroy();
  await proxy.close();
  echo.close();
  await once(echo, 'close');
});

describe('the proxy before the database', () => {
  it('carries bytes both ways', async () => {
    client.write('ping');
    expect(await comesTrue(() => received === 'ping', 5_000)).toBe(true);
  });

  it('holds everything back while it stalls, and loses nothing', async () => {
    proxy.stall();
    client.write('first ');
    client.write('second');
    expect(await comesTrue(() => received !== '', 200)).toBe(false);
    proxy.open();
    expect(await comesTrue(() => received === 'first second', 5_000)).toBe(true);
  });

  it('delays', async () => {
    proxy.delay(100);
    const sentAt = performance.now();
    client.write('late');
    expect(await comesTrue(() => received === 'late', 5_000)).toBe(true);
    expect(performance.now() - sentAt).toBeGreaterThan(190);
  });

  it('breaks connections on demand, and takes new ones', async () => {
    const closed = new Promise((resolve) => client.once('close', resolve));
    proxy.reset();
    await closed;
    const next = connect(proxy.port, '127.0.0.1');
    next.write('again');
    const [chunk] = (await once(next, 'data')) as [Buffer];
    expect(chunk.toString()).toBe('again');
    next.destroy();
  });
});
