import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { comesTrue } from '../../apps/torture/wait.js';
import { anActivity } from '../support/activity.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

const BODY = JSON.stringify(anActivity({ actor: 'client' }));
const HALF = BODY.length / 2;

let server: ServerProcess;

beforeEach(async () => {
  server = await startServerProcess();
});

afterEach(async () => {
  if (server.exitCode === undefined) await server.stop();
});

/** A request that the server has begun to work on: it has said that it wants the body. */
async function beginRequest(token: string): Promise<ClientRequest> {
  const begun = request({
    host: '127.0.0.1',
    port: server.port,
    method: 'POST',
    path: '/core/casemgr/v3/activity/email/general',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(BODY),
      expect: '100-continue',
    },
  });
  begun.flushHeaders();
  await once(begun, 'continue');
  begun.write(BODY.slice(0, HALF));
  return begun;
}

async function isListening(): Promise<boolean> {
  const socket = connect(server.port, '127.0.0.1');
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  socket.destroy();
  return isOpen;
}

describe('SIGTERM', () => {
  it('takes no new work, finishes what is on its way, and ends with 0 (LIVE-6)', async () => {
    const token = await server.token({ client: 'crm' });
    const begun = await Promise.all(Array.from({ length: 5 }, () => beginRequest(token)));
    const stopped = server.stop();
    expect(await comesTrue(async () => !(await isListening()), 10_000)).toBe(true);

    const answers = begun.map((one) => once(one, 'response') as Promise<[IncomingMessage]>);
    for (const one of begun) one.end(BODY.slice(HALF));
    const statuses = (await Promise.all(answers)).map(([answer]) => answer.resume().statusCode);

    expect(statuses).toEqual([201, 201, 201, 201, 201]);
    await stopped;
    expect(server.exitCode).toBe(0);
  });
});
