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

describe('RO-12, ML-4: two servers that answer each other', () => {
  let one: TestServer;
  let other: TestServer;
  const ports: number[] = [];

  const HEADERS = { trust: { networks: ['127.0.0.0/8'] } };
  const ANSWERS = { created: true, updated: true, refused: true };

  /** An account of cases, one of records, and one that takes nothing, all of which answer. */
  function partitionOf(name: string): object {
    const accounts = [
      { id: 'support', answers: ANSWERS },
      {
        id: 'requests',
        table: 'request',
        answers: ANSWERS,
        mapping: { subject: 'title', text: 'log' },
        updates: { text: 'log' },
        access: { guestUser: 'guest' },
      },
      { id: 'closed', table: 'request', allowCreate: false, answers: ANSWERS },
    ];
    return {
      departments: [
        {
          name: 'Service',
          queues: [{ name: 'Inbox', default: true }],
          aliases: accounts.map(({ id }) => ({ name: id, emailAddress: `${id}@${name}.example` })),
        },
      ],
      users: [{ login: 'guest', department: 'Service' }],
      recordTables: [
        {
          name: 'request',
          fields: [
            { name: 'title', type: 'text' },
            { name: 'log', type: 'appendOnly' },
          ],
        },
      ],
      groups: [{ name: 'Guests', users: ['guest'], tables: { request: { create: true } } }],
      inboundAccounts: accounts.map((account) => ({
        ...account,
        alias: `${account.id}@${name}.example`,
        headers: HEADERS,
      })),
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
    if (answer.status === 204) return [];
    return answer.json<{ message: readonly { outcome: string | null; subject: string }[] }>().message;
  };

  /** The rounds are days: only one of their answers would go out otherwise. */
  const ROUNDS: readonly [outcome: string, account: string, subject: string][] = [
    ['created', 'support', 'We have received your message'],
    ['updated', 'support', 'Your message has been added'],
    ['discarded', 'closed', 'We could not accept your message'],
    ['created', 'requests', 'We have recorded your message'],
    ['updated', 'requests', 'Your message has been added'],
  ];

  it.each(ROUNDS)(
    'stop after the first, which says of the mail that it is %s at %s',
    async (outcome, account, said) => {
      await one.database.query('DELETE FROM acknowledgements');
      const before = { one: (await journalOf(one)).length, other: (await journalOf(other)).length };
      const address = outcome === 'discarded' ? 'support' : account;
      // As if the other one had written itself: nothing is automatic about it yet.
      await sendMail(ports[0] ?? 0, {
        from: `${address}@other.example`,
        to: `${account}@one.example`,
        subject: `Hello ${account}`,
        // Only what adds to something answers the answer of the day before.
        ...(outcome === 'updated' && { inReplyTo: `<${(await mailsOf(one))[0]?.internetMessageId}>` }),
        text: `Is anybody there? ${before.one}`,
      });
      await until(async () => (await journalOf(other)).length > before.other);
      await until(async () => (await journalOf(other))[0]?.outcome !== null);
      const [answer] = await journalOf(other);
      expect(answer).toMatchObject({ outcome: 'noted', subject: said });
      const [received] = await journalOf(one);
      expect(received).toMatchObject({ outcome });
      expect((await mailsOf(one))[0]).toMatchObject({ state: 'sent' });
      expect(await mailsOf(other)).toEqual([]);
      expect((await journalOf(one)).length).toBe(before.one + 1);
      expect((await journalOf(other)).length).toBe(before.other + 1);
    },
  );
});
