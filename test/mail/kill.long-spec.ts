import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultPoint } from '#runtime/fault-point.js';
import { killableServer, type KillableServer } from '../support/killable-server.js';
import { sendMail, type ShownMessage } from '../support/mail.js';
import { until } from '../support/until.js';

/** Between every two steps of docs/mail.md; at each of them the process is killed once. */
const ALL_POINTS: readonly FaultPoint[] = [
  'after-blob-before-row',
  'mail-kept-before-journal',
  'mail-recorded-before-answer',
  'mail-taken-before-reading',
  'mail-read-before-commit',
  'before-commit',
  'after-commit-before-answer',
  'mail-committed-before-next',
];

const CHANGES_OF_HANDS: readonly FaultPoint[] = [
  'mail-recorded-before-answer',
  'mail-read-before-commit',
  'after-commit-before-answer',
];

/** The full sweep takes a minute (docs/torture.md); these three are where a mail changes hands. */
const isFull = process.env['SWEEP'] === 'full';
const POINTS = isFull ? ALL_POINTS : ALL_POINTS.filter((point) => CHANGES_OF_HANDS.includes(point));

const ADMIN = { client: 'test-admin' };

let killed: KillableServer;

beforeAll(async () => {
  killed = await killableServer();
});

afterAll(() => killed.close());

/** Sends as a mail server does: the same bytes again, until it has been told that they were taken in. */
async function isAcknowledged(subject: string): Promise<boolean> {
  const lines = [
    'From: Nora Neu <nora@new.example>',
    'To: support@example.com',
    `Subject: ${subject}`,
    `Message-ID: <${subject}@new.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    subject,
    '--b',
    'Content-Disposition: attachment; filename="large.txt"',
    '',
    ...Array.from({ length: 2_500 }, () => subject.padEnd(70, '.')),
    '--b--',
  ];
  const envelope = { from: 'nora@new.example', to: 'support@example.com' };
  return sendMail(killed.smtpPort, { envelope, raw: lines.join('\r\n') }).then(
    () => true,
    () => false,
  );
}

async function journal(query: string): Promise<readonly (ShownMessage & { readonly subject: string })[]> {
  const answer = await killed.client.request('GET', `/core/mailmgr/v3/message?$pagesize=75&${query}`, { as: ADMIN });
  return answer.status === 204 ? [] : answer.json<{ message: (ShownMessage & { subject: string })[] }>().message;
}

/** A process that nothing is done to works off what others have left. */
async function settle(): Promise<void> {
  await killed.process.start();
  await until(async () => (await journal('outcome=unprocessed')).length === 0);
  await killed.process.kill();
}

describe('MN-1, MN-4: kill -9 between every two steps', () => {
  it('loses no mail that was acknowledged, and makes exactly one activity of each', async () => {
    const unsent = new Set(POINTS.map((point) => `mail-${point}`));
    for (const point of POINTS) {
      if (isFull) await settle();
      // What the process before has left may bring this one to its point before anything is sent.
      await killed.process.start({ point, pass: 1 });
      for (const subject of unsent) if (await isAcknowledged(subject)) unsent.delete(subject);
      if (!(await killed.process.dies(5_000))) throw new Error(`The process did not come to ${point}`);
    }
    await killed.process.start();
    for (const subject of unsent) expect(await isAcknowledged(subject)).toBe(true);
    await until(async () => (await journal('outcome=unprocessed')).length === 0);

    const created = await journal('outcome=created');
    expect(created.map(({ subject }) => subject).sort()).toEqual(POINTS.map((point) => `mail-${point}`).sort());
    const others = [...(await journal('outcome=failed')), ...(await journal('outcome=held'))];
    expect(others).toEqual([]);
    for (const { activity, subject } of created) {
      const answer = await killed.client.request('GET', `/core/casemgr/v3/activity/${activity?.id}?$attribute=all`, {
        as: ADMIN,
      });
      expect(answer.json<{ activity: unknown[] }>().activity).toMatchObject([{ subject, attachments: { count: 1 } }]);
    }
    expect(killed.process.crashes).toEqual([]);
  }, 300_000);
});
