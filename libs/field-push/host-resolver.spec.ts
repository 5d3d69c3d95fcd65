import { createSocket, type Socket } from 'node:dgram';
import { lookup, Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../../test/support/until.js';
import { HostResolver } from './host-resolver.js';

/** More than the threads of a process that look names up. */
const MANY = 8;

const NO_SUCH_NAME = 3;

let server: Socket | undefined;

/** A name server on a free port, which answers a question with what it is given, or says nothing. */
async function nameServer(answer: (question: Buffer) => Buffer | undefined) {
  const questions: Buffer[] = [];
  const socket = createSocket('udp4');
  server = socket;
  socket.on('message', (message, { port, address }) => {
    questions.push(message);
    const replied = answer(message);
    if (replied) socket.send(replied, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  class AskingIt extends HostResolver {
    protected override nameServers(): Resolver {
      const resolver = new Resolver({ timeout: 200, tries: 1 });
      resolver.setServers([`127.0.0.1:${socket.address().port}`]);
      return resolver;
    }
  }
  return { questions, resolver: new AskingIt() };
}

/** An answer with one address, or with a code and none. */
function reply(question: Buffer, address?: readonly number[], code = 0): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const head = Buffer.concat([
    question.subarray(0, 2),
    Buffer.from([0x81, 0x80 + code, 0, 1, 0, address ? 1 : 0, 0, 0, 0, 0]),
  ]);
  const asked = question.subarray(12, end);
  if (!address) return Buffer.concat([head, asked]);
  const type = asked.subarray(-4);
  const answer = Buffer.concat([
    Buffer.from([0xc0, 12]),
    type,
    Buffer.from([0, 0, 0, 60, 0, address.length, ...address]),
  ]);
  return Buffer.concat([head, asked, answer]);
}

afterEach(() => {
  server?.close();
});

const A = 1;

function typeOf(question: Buffer): number {
  return question.readUInt16BE(question.indexOf(0, 12) + 1);
}

describe('FN-1: looking a receiver up', () => {
  it('finds the addresses of both families', async () => {
    const { resolver } = await nameServer((question) =>
      typeOf(question) === A
        ? reply(question, [8, 8, 8, 8])
        : reply(question, [0x26, 6, ...Array.from({ length: 13 }, () => 0), 1]),
    );
    expect(await resolver.resolve('receiver.example')).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606::1', family: 6 },
    ]);
  });

  it('is done with one family where there is no other', async () => {
    const { resolver } = await nameServer((question) =>
      typeOf(question) === A ? reply(question, [8, 8, 8, 8]) : reply(question),
    );
    expect(await resolver.resolve('receiver.example')).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  it('asks nobody for an address', async () => {
    const { resolver, questions } = await nameServer(() => undefined);
    expect(await resolver.resolve('::1')).toEqual([{ address: '::1', family: 6 }]);
    expect(questions).toEqual([]);
  });

  it('fails for a name that nobody knows', async () => {
    const { resolver } = await nameServer((question) => reply(question, undefined, NO_SUCH_NAME));
    await expect(resolver.resolve('nobody.invalid')).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
  });

  it('delays no other while name servers are silent, however many names are asked for (FQ-2)', async () => {
    const { resolver, questions } = await nameServer(() => undefined);
    const ended: string[] = [];
    const dead = Array.from({ length: MANY }, async (_, number) => {
      await resolver.resolve(`dead-${number}.example`).catch(() => ended.push('dead'));
    });
    await until(() => questions.length > 0);
    // What the machine knows by itself, and what else waits for the threads of the process.
    expect(await resolver.resolve('localhost')).toContainEqual({ address: '127.0.0.1', family: 4 });
    await lookup('localhost');
    ended.push('living');
    await Promise.all(dead);
    expect(ended[0]).toBe('living');
    expect(questions.length).toBeGreaterThanOrEqual(MANY);
  });
});
