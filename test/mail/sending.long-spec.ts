import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultPoint } from '#runtime/fault-point.js';
import { freePort } from '../support/free-port.js';
import { killableServer, type KillableServer } from '../support/killable-server.js';
import { fateOf, rawMail, sendMail, submitMail } from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { until } from '../support/until.js';

const ADMIN = { client: 'test-admin' };
const COMPOSE = '/core/casemgr/v3/activity/email/compose';

/** Between every two steps of sending; at each of them the process is killed once. */
const POINTS: readonly FaultPoint[] = [
  'mail-claimed-before-sending',
  'mail-sent-before-concluded',
  'mail-concluded-before-activity',
];

interface ShownMail {
  readonly state: string;
  readonly internetMessageId: string;
}

async function mailsOf(client: Pick<TestServer, 'request'>): Promise<readonly ShownMail[]> {
  const answer = await client.request('GET', '/core/mailmgr/v3/outgoing', { as: ADMIN });
  return answer.status === 204 ? [] : answer.json<{ mail: readonly ShownMail[] }>().mail;
}

describe('RO-1: kill -9 between every two steps of sending', () => {
  let sink: SmtpSink;
  let killed: KillableServer;

  beforeAll(async () => {
    sink = await startSmtpSink();
    killed = await killableServer({ environment: { CASEMGR_SMTP_RELAY: sink.url } });
  });

  afterAll(async () => {
    await killed.close();
    await sink.close();
  });

  it.each(POINTS)(
    'loses no mail, and sends it at most once more under its Message-ID: %s',
    async (point) => {
      const { process: server, client, asServer } = killed;
      await server.start();
      const raw = rawMail(
        { From: 'ann@example.org', To: 'support@example.com', Subject: point, 'Message-ID': `<${point}@example.org>` },
        point,
      );
      const id = await submitMail(asServer, raw);
      const { activity } = await fateOf(asServer, id);
      await server.kill();

      await server.start({ point, pass: 1 });
      const before = sink.mails.length;
      const body = { payload: { email: { inReplyTo: { id: activity?.id }, content: { text: point } } } };
      // The process may die before its answer is out: what was asked for is asked for again.
      const options = { as: { user: 'sam' }, body, headers: { 'idempotency-key': point } };
      await client.request('POST', `${COMPOSE}/send`, options).catch(() => undefined);
      if (!(await server.dies(10_000))) throw new Error(`The process did not come to ${point}`);
      await server.start();
      const answer = await client.request('POST', `${COMPOSE}/send`, options);
      expect(answer.status).toBe(201);
      const location = answer.headers.get('location') ?? '';
      const status = async () => {
        const read = await client.request('GET', location, { as: ADMIN });
        return read.json<{ activity: readonly { status: { value: string } }[] }>().activity[0]?.status.value;
      };
      await until(async () => (await status()) === 'completed');

      const sent = sink.mails.slice(before);
      expect(sent.length).toBe(point === 'mail-sent-before-concluded' ? 2 : 1);
      expect(new Set(sent.map(({ message }) => message.messageId)).size).toBe(1);
      await server.kill();
    },
    120_000,
  );
});

describe('RO-12, ML-4: two servers that acknowledge each other', () => {
  let one: TestServer;
  let other: TestServer;
  const ports: number[] = [];

  function partitionOf(name: string): object {
    return {
      departments: [
        {
          name: 'Service',
          queues: [{ name: 'Inbox', default: true }],
          aliases: [{ name: 'Support', emailAddress: `support@${name}.example` }],
        },
      ],
      inboundAccounts: [
        {
          id: 'support',
          alias: `support@${name}.example`,
          answers: { created: true },
          headers: { trust: { networks: ['127.0.0.0/8'] } },
        },
      ],
    };
  }

  beforeAll(async () => {
    ports.push(await freePort(), await freePort());
    const [first, second] = ports;
    const environmentOf = (own: number | undefined, peer: number | undefined) => ({
      CASEMGR_SMTP_PORT: String(own),
      CASEMGR_SMTP_RELAY: `smtp://127.0.0.1:${peer}`,
    });
    one = await startServer({ partition: partitionOf('one'), environment: environmentOf(first, second) });
    other = await startServer({ partition: partitionOf('other'), environment: environmentOf(second, first) });
  }, 120_000);

  afterAll(async () => {
    await one.close();
    await other.close();
  });

  const journalOf = async (server: TestServer) => {
    const answer = await server.request('GET', '/core/mailmgr/v3/message', { as: ADMIN });
    return answer.status === 204 ? [] : answer.json<{ message: readonly { outcome: string | null }[] }>().message;
  };

  it('stop after the first', async () => {
    // As if the other one had written itself: nothing is automatic about it yet.
    await sendMail(ports[0] ?? 0, {
      from: 'support@other.example',
      to: 'support@one.example',
      subject: 'Hello',
      text: 'Is anybody there?',
    });
    await until(async () => (await journalOf(other)).some(({ outcome }) => outcome !== null));
    expect(await journalOf(other)).toMatchObject([{ outcome: 'noted' }]);
    expect(await mailsOf(one)).toMatchObject([{ state: 'sent' }]);
    expect(await mailsOf(other)).toEqual([]);
    expect(await journalOf(one)).toHaveLength(1);
  });
});
