import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultPoint } from '#runtime/fault-point.js';
import { killableServer, type KillableServer } from '../support/killable-server.js';
import { fateOf, submitMail, type ShownMessage } from '../support/mail.js';
import { TEST_PARTITION } from '../support/partition.js';
import { until } from '../support/until.js';

const ADMIN = { client: 'test-admin' };
const SUPPORT = 'support@example.com';
const REQUESTS = 'requests';

/** Between every two steps of the way of a mail about a record; at each of them the process is killed. */
const POINTS: readonly FaultPoint[] = [
  'mail-recorded-before-answer',
  'mail-taken-before-reading',
  'after-blob-before-row',
  'mail-read-before-commit',
  'before-commit',
  'mail-committed-before-next',
];

const PARTITION = {
  ...TEST_PARTITION,
  recordTables: [
    {
      name: 'asset',
      fields: [
        { name: 'title', type: 'text', required: true },
        { name: 'log', type: 'appendOnly' },
        { name: 'files', type: 'files' },
      ],
    },
  ],
  groups: [{ name: 'Guests', users: ['lee'], tables: { asset: { create: true } } }],
  inboundAccounts: [
    {
      id: REQUESTS,
      alias: SUPPORT,
      table: 'asset',
      access: { guestUser: 'lee' },
      mapping: { subject: 'title', text: 'log', attachments: 'files' },
      updates: { text: 'log', attachments: 'files' },
    },
  ],
};

let killed: KillableServer;

beforeAll(async () => {
  killed = await killableServer({ partition: PARTITION });
});

afterAll(() => killed.close());

/** With a file that is kept beside the database. */
function mailOf(subject: string, headers: Readonly<Record<string, string>> = {}): string {
  return [
    'From: Nora Neu <nora@new.example>',
    `To: ${SUPPORT}`,
    `Subject: ${subject}`,
    `Message-ID: <${subject}@new.example>`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    `It is about ${subject}.`,
    '--b',
    `Content-Disposition: attachment; filename="${subject}.txt"`,
    '',
    ...Array.from({ length: 2_500 }, () => subject.padEnd(70, '.')),
    '--b--',
  ].join('\r\n');
}

interface ShownRecord {
  readonly fields: {
    readonly title: string;
    readonly log: readonly { readonly content: string }[];
    readonly files: readonly { readonly fileName: string }[];
  };
}

async function read<Answer>(path: string): Promise<Answer> {
  const answer = await killed.client.request('GET', path, { as: ADMIN });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.json<Answer>();
}

async function recordOf({ record }: ShownMessage): Promise<ShownRecord> {
  const [found] = (await read<{ record: readonly ShownRecord[] }>(`/core/recordmgr/v3/asset/${record?.id}`)).record;
  if (!found) throw new Error(`There is no record ${record?.id}`);
  return found;
}

/** What a system does that hands a mail over: again, until it is told that it was kept. */
async function handOver(raw: string): Promise<boolean> {
  return submitMail(killed.asServer, raw, REQUESTS).then(
    () => true,
    () => false,
  );
}

async function journal(query: string): Promise<readonly ShownMessage[]> {
  const answer = await killed.client.request('GET', `/core/mailmgr/v3/message?$pagesize=75&${query}`, { as: ADMIN });
  return answer.status === 204 ? [] : answer.json<{ message: readonly ShownMessage[] }>().message;
}

describe('RU-1, RU-3, MN-1: kill -9 between every two steps of a mail about a record', () => {
  it('makes each record once, and adds each mail to its record once', async () => {
    const { process: server } = killed;
    await server.start();
    const first = await fateOf(killed.asServer, await submitMail(killed.asServer, mailOf('first'), REQUESTS));
    await server.kill();
    const answering = { 'In-Reply-To': '<first@new.example>' };
    const mails = POINTS.flatMap((point) => [
      { point, raw: mailOf(`new-${point}`) },
      { point, raw: mailOf(`reply-${point}`, answering) },
    ]);
    for (const { point, raw } of mails) {
      await server.start({ point, pass: 1 });
      const isKept = await handOver(raw);
      if (!(await server.dies(10_000))) throw new Error(`The process did not come to ${point}`);
      await server.start();
      if (!isKept) expect(await handOver(raw)).toBe(true);
      await until(async () => (await journal('outcome=unprocessed')).length === 0);
      await server.kill();
    }
    await server.start();

    const created = await journal('outcome=created');
    expect(created.map(({ subject }) => subject).sort()).toEqual(['first', ...POINTS.map((at) => `new-${at}`)].sort());
    for (const message of created.filter(({ id }) => id !== first.id)) {
      const subject = message.subject ?? '';
      const { fields } = await recordOf(message);
      expect(fields).toMatchObject({ title: subject, files: [{ fileName: `${subject}.txt` }] });
      expect([fields.log.length, fields.files.length]).toEqual([1, 1]);
    }
    const updated = await journal('outcome=updated');
    const names = ['first', ...POINTS.map((point) => `reply-${point}`)].sort();
    expect(updated.map(({ subject }) => subject).sort()).toEqual(names.filter((name) => name !== 'first'));
    const { fields } = await recordOf(first);
    expect(fields.log.map(({ content }) => content.trim()).sort()).toEqual(names.map((name) => `It is about ${name}.`));
    expect(fields.files.map(({ fileName }) => fileName).sort()).toEqual(names.map((name) => `${name}.txt`));
    const { activity } = await read<{ activity: readonly { subject: string }[] }>(
      `/core/recordmgr/v3/asset/${first.record?.id}/activity?$pagesize=75`,
    );
    expect(activity.map(({ subject }) => subject).sort()).toEqual(names);
    expect([...(await journal('outcome=failed')), ...(await journal('outcome=held'))]).toEqual([]);
    expect(server.crashes).toEqual([]);
  }, 300_000);
});
