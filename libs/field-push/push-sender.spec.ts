import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readServerConfiguration } from '#runtime/server-configuration.js';
import { startReceiver, type PushReceiver } from '../../test/support/push-receiver.js';
import { HostResolver, type HostAddress } from './host-resolver.js';
import { PushConnections } from './push-connections.js';
import { PushSender } from './push-sender.js';

let receiver: PushReceiver;
const opened: PushConnections[] = [];

beforeAll(async () => {
  receiver = await startReceiver();
});

afterAll(async () => {
  for (const connections of opened) await connections.onApplicationShutdown();
  await receiver.close();
});

/** A sender for which each look-up gives the next of these answers. */
function senderWith(answers: readonly (readonly string[])[], networks = '127.0.0.0/8') {
  const lookups: string[] = [];
  class Answering extends HostResolver {
    override resolve(host: string): Promise<readonly HostAddress[]> {
      const found = answers[lookups.length] ?? [];
      lookups.push(host);
      return Promise.resolve(found.map((address): HostAddress => ({ address, family: address.includes(':') ? 6 : 4 })));
    }
  }
  const resolver = new Answering();
  const configuration = readServerConfiguration({ CASEMGR_PUSH_ALLOW_NETWORKS: networks, CASEMGR_DEMO: 'false' });
  const connections = new PushConnections(resolver, configuration);
  opened.push(connections);
  const send = (url = receiver.url.replace('127.0.0.1', 'receiver.example')) =>
    new PushSender(connections).send({ url, headers: {}, body: '{}', timeoutMs: 2_000 });
  return { lookups, send };
}

describe('FN-1: where a push goes', () => {
  it('looks the host up once, and connects to what it found, under the name of the certificate', async () => {
    const { lookups, send } = senderWith([['127.0.0.1']]);
    expect(await send()).toMatchObject({ reply: { status: 200 }, isInternal: true });
    expect(lookups).toEqual(['receiver.example']);
    expect(receiver.received.splice(0)[0]?.headers.host).toMatch(/^receiver\.example:/);
  });

  it.each<[string, readonly (readonly string[])[]]>([
    ['a private address', [['10.0.0.1']]],
    ['a public and a private one', [['8.8.8.8', '10.0.0.1']]],
    ['one of each family', [['127.0.0.1', '::1']]],
    ['an IPv4 address in disguise', [['::ffff:10.0.0.1']]],
    ['another port than 443 of a public one', [['8.8.8.8']]],
    ['no address', [[]]],
  ])('sends nothing to a name that stands for %s', async (_, answers) => {
    const { send } = senderWith(answers);
    expect(await send()).toMatchObject({ reply: { fault: expect.any(String) }, isUnanswered: false });
    expect(receiver.received).toEqual([]);
  });

  it('judges again when the name stands for something else', async () => {
    const { send } = senderWith([['127.0.0.1'], ['10.0.0.1']]);
    expect(await send()).toMatchObject({ reply: { status: 200 } });
    expect(await send()).toMatchObject({ reply: { fault: 'its address is not one of the public internet' } });
    expect(receiver.received.splice(0)).toHaveLength(1);
  });

  it('uses a connection again, in whichever order the addresses of a name come', async () => {
    const { send } = senderWith([
      ['127.0.0.1', '127.0.0.2'],
      ['127.0.0.2', '127.0.0.1'],
    ]);
    const { behaviour } = receiver;
    const ports = new Set<number | undefined>();
    receiver.behaviour = (push, response, raw) => {
      ports.add(raw.socket.remotePort);
      behaviour(push, response, raw);
    };
    const one = await send();
    // The pool takes a connection back a moment after its answer was read.
    await wait(50);
    expect([one, await send()]).toMatchObject([{ reply: { status: 200 } }, { reply: { status: 200 } }]);
    receiver.behaviour = behaviour;
    expect([receiver.received.splice(0).length, ports.size]).toEqual([2, 1]);
  });

  it('reads no proxy from the environment', async () => {
    let asked = 0;
    const proxy = createServer((socket) => {
      asked += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const settings = {
      HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      NODE_USE_ENV_PROXY: '1',
    };
    Object.assign(process.env, settings);
    try {
      expect(await senderWith([['127.0.0.1']]).send()).toMatchObject({ reply: { status: 200 } });
    } finally {
      for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
      proxy.close();
    }
    expect(asked).toBe(0);
  });

  it('waits no longer than it may for one that takes the connection and says nothing (FR-5)', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const startedAt = performance.now();
    const url = `https://receiver.example:${(silent.address() as AddressInfo).port}/`;
    const sent = await senderWith([['127.0.0.1']]).send(url);
    expect(sent).toMatchObject({ reply: { fault: 'no answer within 2000 ms' }, isUnanswered: false });
    expect(performance.now() - startedAt).toBeLessThan(3_500);
    silent.close();
  });
});
