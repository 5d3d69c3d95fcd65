import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { dovecotFault, startDovecot, type Dovecot } from '../support/dovecot.js';
import { activityOf, fateOf, rawMail, type ShownMessage } from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

const fault = dovecotFault();
if (fault !== undefined) process.stdout.write(`Skipped: following an IMAP mailbox, ${fault}\n`);

const ADMIN = { client: 'test-admin' };

(fault === undefined ? describe : describe.skip)('a mailbox on another server', () => {
  let server: TestServer;
  let dovecot: Dovecot;
  let count = 0;

  const follow = (imap: object | null = {}, account: object = {}): Promise<void> =>
    server.configure({
      inboundAccounts: [
        {
          id: 'support',
          alias: 'support@example.com',
          imap: imap && {
            host: '127.0.0.1',
            port: dovecot.port,
            user: dovecot.user,
            password: dovecot.password,
            secure: false,
            ...imap,
          },
          ...account,
        },
      ],
    });

  const mail = (headers: Readonly<Record<string, string>> = {}, body = 'Good day.'): string => {
    count += 1;
    return rawMail(
      {
        From: `Nora Neu <nora${count}@new.example>`,
        To: 'support@example.com',
        Subject: `Question ${count}`,
        'Message-ID': `<imap.${count}@new.example>`,
        ...headers,
      },
      body,
    );
  };

  const journal = async (): Promise<{ id: string; outcome: string | null; subject: string | null }[]> =>
    server.database.query(`SELECT id, outcome, subject FROM mail_messages WHERE door = 'imap' ORDER BY id`);

  /** The outcomes of what was taken in since a test began. */
  let before = 0;
  const takenIn = async (mails: number): Promise<ShownMessage[]> => {
    await until(async () => (await journal()).length >= before + mails);
    const rows = (await journal()).slice(before);
    return Promise.all(rows.map(({ id }) => fateOf(server, id)));
  };

  const nextOne = async (): Promise<ShownMessage> => {
    const [message] = await takenIn(1);
    if (!message) throw new Error('nothing was taken in');
    return message;
  };

  const outcomesOf = async (wanted: string): Promise<string[]> =>
    (await journal()).flatMap(({ subject, outcome }) => (subject === wanted && outcome !== null ? [outcome] : []));

  const position = async (): Promise<{ uid: number; trouble: string | null; holder: string | null }> => {
    const [row] = await server.database.query<{ uid: number; trouble: string | null; holder: string | null }>(
      `SELECT uid::int AS uid, trouble, holder FROM imap_positions WHERE account = 'support'`,
    );
    return row ?? { uid: -1, trouble: null, holder: null };
  };

  beforeAll(async () => {
    [server, dovecot] = await Promise.all([startServer(), startDovecot()]);
    await dovecot.deliver(mail({ Subject: 'there before' }));
    await follow();
  });

  afterEach(async () => {
    before = (await journal()).length;
  });

  afterAll(async () => {
    await server.close();
    await dovecot.remove();
  });

  it('is taken in with what is there, and marked as seen afterwards (MD-2, MN-1)', async () => {
    const message = await nextOne();
    expect(message).toMatchObject({ outcome: 'created', door: 'imap', account: { id: 'support' } });
    expect(await activityOf(server, message)).toMatchObject({ subject: 'there before' });
    await until(async () => (await position()).uid === 1);
    expect(await dovecot.seen()).toBe(1);
  });

  it('is followed: what comes is taken in when it comes (MD-2)', async () => {
    await dovecot.deliver(mail());
    await dovecot.deliver(mail());
    expect((await takenIn(2)).map(({ outcome }) => outcome)).toEqual(['created', 'created']);
  });

  it('says in Delivered-To whom a mail is for, which its account does not (MM-1)', async () => {
    await dovecot.deliver(mail({ 'Delivered-To': 'sales@example.com' }));
    const message = await nextOne();
    expect(await activityOf(server, message)).toMatchObject({ department: { name: 'Sales' } });
  });

  it('is followed again after the server was away, where it stopped (MN-6)', async () => {
    await dovecot.stop();
    await dovecot.deliver(mail());
    await until(async () => (await position()).trouble !== null);
    await dovecot.start();
    server.clock.forward(10 * 60_000);
    expect(await takenIn(1)).toMatchObject([{ outcome: 'created' }]);
    await until(async () => (await position()).trouble === null);
  });

  it('gives a duplicate for a mail that was kept before its position was (MN-6)', async () => {
    await follow(null);
    await until(async () => (await position()).holder === null);
    await server.database.query('UPDATE imap_positions SET uid = uid - 1');
    await follow();
    expect(await takenIn(1)).toMatchObject([{ outcome: 'duplicate' }]);
  });

  it('is read anew when its server has numbered it anew, and every mail is known (MN-6)', async () => {
    const { uid } = await position();
    await dovecot.renumber();
    server.clock.forward(10 * 60_000);
    const outcomes = (await takenIn(uid)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(Array<string>(uid).fill('duplicate'));
  });

  it('is followed by one of several processes, and by another one when that stops (MD-2)', async () => {
    const node = await server.startNode();
    const { holder: first } = await position();
    // The first one has not been heard of for long: the other one takes over, and the first one learns of it with the next mail.
    await server.database.query(`UPDATE imap_positions SET held_until = now() - interval '1 day'`);
    await until(async () => (await position()).holder !== first);
    await dovecot.deliver(mail({ Subject: 'seen by two' }));
    await until(async () => (await outcomesOf('seen by two')).includes('created'));
    await node.close();
    await until(async () => (await position()).holder === first);
    await dovecot.deliver(mail({ Subject: 'seen by the first' }));
    await until(async () => (await outcomesOf('seen by the first')).length > 0);
    expect(await outcomesOf('seen by the first')).toEqual(['created']);
    expect((await outcomesOf('seen by two')).filter((outcome) => outcome !== 'duplicate')).toEqual(['created']);
  });

  it('takes the headers of a mail that is too large, says where the rest is, and goes on (MN-3)', async () => {
    await server.configure({ settings: { maximumBodySizeForRetrieverKB: 64, maximumEmailSizeForRetrieverMB: 1 } });
    await dovecot.deliver(mail({ Subject: 'too large' }, 'x'.repeat(3 * 1024 * 1024)));
    await dovecot.deliver(mail({ Subject: 'small' }));
    const [large, small] = await takenIn(2);
    if (!large) throw new Error('nothing was taken in');
    const activity = await activityOf(server, large);
    expect(activity.subject).toBe('too large');
    expect(activity.payload.email.content?.text).toContain(
      'is left in the folder "INBOX" of the mailbox, with the UID',
    );
    expect(small).toMatchObject({ outcome: 'created' });
  });

  const shown = async (): Promise<{ state: string; trouble: string | null; notGiven: object | null }> => {
    const answer = await server.request('GET', '/core/mailmgr/v3/mailbox', { as: ADMIN });
    const [mailbox] = answer.json<{ mailbox: { state: string; trouble: string | null; notGiven: object | null }[] }>()
      .mailbox;
    if (!mailbox) throw new Error(`no mailbox is followed: ${answer.text}`);
    return mailbox;
  };

  /** Every pause that trouble asks for is over at once. */
  const untilRetried = async (isDone: () => Promise<boolean>): Promise<void> =>
    until(async () => {
      await server.database.query('UPDATE imap_positions SET retry_at = NULL');
      return isDone();
    });

  it('goes on after a mail that its server does not give, which is held, and shows the trouble (MD-2, MN-3)', async () => {
    await until(async () => (await shown()).state === 'followed');
    await follow(null);
    await until(async () => (await position()).holder === null);
    await dovecot.deliver(mail({ Subject: 'not given' }));
    await dovecot.allow(false);
    await follow();
    await untilRetried(async () => (await shown()).notGiven !== null);
    expect(await shown()).toMatchObject({ state: 'troubled', trouble: expect.stringContaining('is not given') });
    const ready = await server.request('GET', '/health/ready');
    expect(ready.json()).toMatchObject({ mailboxes: { followed: 0, troubled: 1 } });
    expect((await server.request('GET', '/metrics')).text).toContain('casemgr_mailboxes{state="troubled"} 1');
    // While it is the only one, it may be the server: it is waited for.
    await untilRetried(async () => Number((await shown()).notGiven?.['tries' as never]) > 6);
    expect(await journal()).toHaveLength(before);
    await dovecot.deliver(mail({ Subject: 'after it' }));
    await untilRetried(async () => (await journal()).length >= before + 2);
    const [skipped, next] = await takenIn(2);
    expect(skipped).toMatchObject({
      outcome: 'held',
      subject: expect.stringMatching(/^Mail \d+ of the folder "INBOX" could not be fetched$/),
    });
    expect(next).toMatchObject({ outcome: 'created', subject: 'after it' });
    await until(async () => (await shown()).state === 'followed');
    expect(await shown()).toMatchObject({ trouble: null, notGiven: null });
  });

  it('is read over TLS, if its certificate is known (MD-2)', async () => {
    const authorities = getCACertificates('default');
    await follow({ port: dovecot.tlsPort, secure: true });
    await until(async () => (await shown()).trouble !== null);
    expect(await shown()).toMatchObject({ state: 'troubled', trouble: expect.stringContaining('certificate') });
    setDefaultCACertificates([...authorities, dovecot.certificate]);
    try {
      await server.database.query('UPDATE imap_positions SET retry_at = NULL, uid = 1000000');
      await until(async () => (await shown()).state === 'followed');
    } finally {
      setDefaultCACertificates([...authorities]);
    }
    await server.database.query('DELETE FROM imap_positions');
  });

  it.each([
    ['a password that is wrong', { password: 'wrong' }, 'Authentication failed'],
    ['a folder that is not there', { folder: 'Nowhere' }, "Mailbox doesn't exist"],
    ['a server that is not there', { port: 1 }, 'ECONNREFUSED'],
  ])('is left alone for a while with %s, and nothing ends (MD-2)', async (_trouble, imap, reason) => {
    await follow(null);
    await until(async () => (await position()).holder === null);
    await server.database.query('DELETE FROM imap_positions');
    await follow(imap);
    await until(async () => (await position()).trouble !== null);
    const { trouble } = await position();
    expect(trouble).toContain(reason);
    expect((await server.request('GET', '/health/ready')).status).toBe(200);
    const shown = await server.request('GET', '/core/adminmgr/v3/inboundaccounts', { as: ADMIN });
    expect(shown.text).not.toContain(dovecot.password);
  });
});
