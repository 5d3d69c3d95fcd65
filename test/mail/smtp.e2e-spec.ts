import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import selfsigned from 'selfsigned';
import { GracefulStop } from '#http/graceful-stop.js';
import { Load } from '#http/load.js';
import { JournalStore } from '#mail-gateway/journal.store.js';
import { unavailable } from '#runtime/errors/failure.js';
import { freePort } from '../support/free-port.js';
import { activityOf, fateOf, idIn, rawMail, sendMail, submitMail } from '../support/mail.js';
import { TEST_SECRET } from '../support/partition.js';
import { startServer, type TestServer } from '../support/server.js';
import { SmtpDialogue } from '../support/smtp-dialogue.js';
import { until } from '../support/until.js';

let server: TestServer;
let port: number;
let lmtpPort: number;
let folder: string;

const MEGABYTE = 1024 * 1024;
const SUPPORT = 'support@example.com';
const GATEWAY = { user: 'test-admin', pass: TEST_SECRET };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casemgr-smtp-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const made = selfsigned.generate([{ name: 'commonName', value: 'localhost' }], { days: 2, keySize: 2048 });
  await Promise.all([writeFile(cert, made.cert), writeFile(key, made.private)]);
  [port, lmtpPort] = [await freePort(), await freePort()];
  server = await startServer({
    environment: {
      CASEMGR_SMTP_PORT: String(port),
      CASEMGR_LMTP_PORT: String(lmtpPort),
      CASEMGR_SMTP_TLS_CERT: cert,
      CASEMGR_SMTP_TLS_KEY: key,
      CASEMGR_LOG_LEVEL: 'silent',
    },
  });
  await server.configure({
    settings: { maximumEmailSizeForRetrieverMB: 1 },
    departments: [{ name: 'Service', aliases: [{ name: 'Small', emailAddress: 'small@example.com' }] }],
    inboundAccounts: [{ id: 'small', alias: 'small@example.com', maximumSizeMB: 1 }],
  });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function inSession<Value>(work: (session: SmtpDialogue) => Promise<Value>, at = port): Promise<Value> {
  const session = await SmtpDialogue.open(at);
  try {
    return await work(session);
  } finally {
    session.cut();
  }
}

let number = 0;

/** A mail that no other mail is, with its end. */
function data(text = 'It beeps twice.'): string {
  number += 1;
  const headers = { From: 'nora@new.example', Subject: `Mail ${number}`, 'Message-ID': `<s${number}@new.example>` };
  return `${rawMail(headers, `${text} ${number}`)}.\r\n`;
}

const messages = async () => (await server.database.query('SELECT id FROM mail_messages')).length;

describe('MD-1, ENV-16: a mail by SMTP', () => {
  it('becomes an activity in a case, readable over REST', async () => {
    const reply = await sendMail(port, {
      from: '"Nora Neu" <nora@new.example>',
      to: SUPPORT,
      subject: 'The laptop stays dark',
      text: 'It beeps twice.',
      attachments: [{ filename: 'photo.png', content: Buffer.from('89504e470d0a1a0a', 'hex') }],
    });
    const message = await fateOf(server, idIn(reply));
    expect(message).toMatchObject({ outcome: 'created', door: 'smtp', reason: null });
    expect(await activityOf(server, message)).toMatchObject({
      subject: 'The laptop stays dark',
      mode: { value: 'inbound' },
      status: { value: 'awaiting_assignment' },
      attachments: { count: 1 },
      payload: { email: { content: { text: 'It beeps twice.' }, emailAddresses: { from: 'nora@new.example' } } },
    });
  });

  it('for two accounts is kept once, and becomes an activity for each', async () => {
    const reply = await sendMail(port, {
      from: 'two@new.example',
      to: [SUPPORT, 'sales@example.com'],
      text: 'To both.',
    });
    const [first = '', second = ''] = /messages? (.*)$/.exec(reply)?.[1]?.split(', ') ?? [];
    const fates = [await fateOf(server, first), await fateOf(server, second)];
    expect(fates.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    const departments = await Promise.all(fates.map(async (fate) => (await activityOf(server, fate)).department.name));
    expect(departments.sort()).toEqual(['Sales', 'Service']);
    const raws = await server.database.query('SELECT DISTINCT sha256 FROM mail_messages WHERE id = ANY($1::bigint[])', [
      [first, second],
    ]);
    expect(raws).toHaveLength(1);
  });

  it('by LMTP is answered for each recipient', async () => {
    const replies = await inSession(async (session) => {
      await session.begin(SUPPORT, 'LHLO');
      const unknown = await session.say('RCPT TO:<nobody@example.com>\r\n');
      await session.say('RCPT TO:<sales@example.com>\r\n');
      await session.say('DATA\r\n');
      return [unknown, await session.say(data()), await session.reply()];
    }, lmtpPort);
    expect(replies[0]).toMatch(/^550 5\.1\.1 /);
    for (const reply of replies.slice(1)) {
      expect(reply).toMatch(/^250 2\.6\.0 Kept as message \d+$/);
      expect(await fateOf(server, idIn(reply))).toMatchObject({ outcome: 'created', door: 'lmtp' });
    }
  });

  it('has the same outcome as through every other door', async () => {
    const looks = async (id: string) => {
      const message = await fateOf(server, id);
      const { subject, payload, customer, attachments } = await activityOf(server, message);
      const { content, foundBy } = payload.email;
      return {
        outcome: message.outcome,
        subject,
        content,
        foundBy,
        firstName: customer.contacts.contact[0]?.firstName,
        attachments: attachments.count,
      };
    };
    const mail = (from: string) =>
      rawMail({ From: `Same Door <${from}>`, To: SUPPORT, Subject: 'Same', 'Message-ID': `<${from}>` }, 'Same.');
    const through = async (at: number, hello: string, raw: string) =>
      inSession(async (session) => {
        await session.begin(SUPPORT, hello);
        await session.say('DATA\r\n');
        return idIn(await session.say(`${raw}.\r\n`));
      }, at);
    const seen = [
      await looks(await through(port, 'EHLO', mail('d1@new.example'))),
      await looks(await through(lmtpPort, 'LHLO', mail('d2@new.example'))),
      await looks(await submitMail(server, mail('d3@new.example'))),
    ];
    const [first, ...others] = seen.map(({ attachments, ...rest }) => ({ ...rest, hasFiles: attachments > 0 }));
    for (const other of others) expect(other).toEqual(first);
  });
});

describe('MN-2: a refusal', () => {
  it.each([
    ['an unknown recipient here', 'nobody@example.com', /^550 5\.1\.1 /],
    ['an alias that is switched off', 'old-support@example.com', /^550 5\.1\.1 /],
    ['a recipient elsewhere', 'someone@elsewhere.example', /^550 5\.7\.1 /],
    ['what is no address', 'a b@example.com', /^5\d\d /],
  ])('of %s comes at RCPT', async (_, recipient, expected) => {
    expect(await inSession((session) => session.begin(recipient))).toMatch(expected);
  });

  it('of a size comes at RCPT when it was announced, else after the message, and the session goes on', async () => {
    await inSession(async (session) => {
      const greeting = await session.say('EHLO client.example\r\n');
      expect(greeting).toContain(`SIZE ${2 * MEGABYTE}`);
      expect(greeting).toContain('casemgr at your service');
      await session.say(`MAIL FROM:<a@new.example> SIZE=${MEGABYTE + 1}\r\n`);
      expect(await session.say('RCPT TO:<small@example.com>\r\n')).toMatch(/^552 5\.3\.4 .* 1048576 bytes$/);
      await session.say('RSET\r\n');
      await session.begin('small@example.com');
      await session.say('DATA\r\n');
      const line = `${'x'.repeat(1022)}\r\n`;
      session.send(`Subject: large\r\n\r\n${line.repeat(1025)}`);
      expect(await session.say('.\r\n')).toMatch(/^552 5\.3\.4 /);
      expect(await session.begin(SUPPORT)).toMatch(/^250 /);
    });
  });

  it('never mixes recipients whose accounts take other sizes: the second is sent to apart', async () => {
    await inSession(async (session) => {
      expect(await session.begin(SUPPORT)).toMatch(/^250 /);
      expect(await session.say('RCPT TO:<small@example.com>\r\n')).toMatch(/^452 4\.5\.3 /);
    });
  });

  it.each<[string, () => () => void, RegExp]>([
    [
      'the journal cannot be written',
      () =>
        replaceMethod(server.application.get(JournalStore, { strict: false }), 'record', () =>
          Promise.reject(new Error('broken')),
        ),
      /^451 4\.3\.0 /,
    ],
    [
      'the database is away',
      () =>
        replaceMethod(server.application.get(JournalStore, { strict: false }), 'record', () =>
          Promise.reject(unavailable()),
        ),
      /^451 4\.3\.0 /,
    ],
    [
      'the disk is full',
      () => {
        const load = server.application.get(Load, { strict: false });
        load.reportDisk(true);
        // Who watches the real disk has other news.
        const mend = replaceMethod(load, 'reportDisk', () => undefined);
        return () => {
          mend();
          load.reportDisk(false);
        };
      },
      /^452 4\.3\.1 /,
    ],
    [
      'the server stops',
      () => replaceGetter(server.application.get(GracefulStop, { strict: false }), 'isStopping', true),
      /^421 4\.3\.2 /,
    ],
  ])('for a fault of ours is temporary: %s', async (_, breakIt, expected) => {
    const before = await messages();
    const mend = breakIt();
    const replies = await inSession(async (session) => {
      await session.say('EHLO client.example\r\n');
      const said = [
        await session.say('MAIL FROM:<a@new.example>\r\n'),
        await session.say(`RCPT TO:<${SUPPORT}>\r\n`),
        await session.say('DATA\r\n'),
      ];
      return [...said, said[2]?.startsWith('354') ? await session.say(data()) : ''];
    }).finally(mend);
    expect(replies.find((reply) => /^[45]/.test(reply))).toMatch(expected);
    expect(replies.filter((reply) => reply.startsWith('5') && !reply.startsWith('503'))).toEqual([]);
    expect(await messages()).toBe(before);
  });
});

/** The one thing that a test breaks on purpose: what we depend on fails. Returns what mends it. */
function replaceMethod<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
  value: Owner[Name],
): () => void {
  owner[name] = value;
  return () => {
    Reflect.deleteProperty(owner, name);
  };
}

function replaceGetter(owner: object, name: string, value: unknown): () => void {
  Object.defineProperty(owner, name, { configurable: true, get: () => value });
  return () => {
    Reflect.deleteProperty(owner, name);
  };
}

describe('MA-3: a login', () => {
  it('makes the headers of a mail believed, and is written down', async () => {
    const reply = await sendMail(
      port,
      {
        from: 'shop@shop.example',
        to: SUPPORT,
        text: 'Paid.',
        headers: { 'x-desk-customer-email': 'Pia <pia@new.example>' },
      },
      GATEWAY,
    );
    const message = await fateOf(server, idIn(reply));
    expect(message).toMatchObject({ submittedBy: { client: { id: expect.any(String) as unknown } } });
    expect((await activityOf(server, message)).customer.contacts.contact[0]).toMatchObject({ firstName: 'Pia' });
  });

  it('is not needed, and without one the headers are not believed (MX-15)', async () => {
    const reply = await sendMail(port, {
      from: 'eve@evil.example',
      to: SUPPORT,
      text: 'I am Ann.',
      headers: { 'x-desk-customer-email': 'ann@example.org', 'x-desk-case-status': 'closed' },
    });
    const activity = await activityOf(server, await fateOf(server, idIn(reply)));
    expect(activity.payload.email.headerOutcomes?.map(({ outcome }) => outcome)).toEqual([
      'ignored_untrusted',
      'ignored_untrusted',
    ]);
    expect(activity).toMatchObject({ status: { value: 'awaiting_assignment' }, contactPointData: 'eve@evil.example' });
  });

  it.each([
    ['a wrong secret', 'test-admin', 'wrong'],
    ['a client that does not exist', 'nobody', TEST_SECRET],
    ['a client without the scope', 'crm', TEST_SECRET],
    ['an empty secret', 'test-admin', ''],
  ])('of %s is refused, with the same words', async (_, user, pass) => {
    const plain = Buffer.from(`\0${user}\0${pass}`).toString('base64');
    const reply = await inSession(async (session) => {
      await session.say('EHLO client.example\r\n');
      return session.say(`AUTH PLAIN ${plain}\r\n`);
    });
    expect(reply).toBe('535 5.7.8 These credentials are of no client application that may submit mail');
  });

  it('is refused for a while after ten wrong ones', async () => {
    const attempt = () =>
      inSession(async (session) => {
        await session.say('EHLO client.example\r\n');
        return session.say(`AUTH PLAIN ${Buffer.from('\0guessed\0wrong').toString('base64')}\r\n`);
      });
    for (const reply of await Promise.all(Array.from({ length: 10 }, attempt))) expect(reply).toMatch(/^535 /);
    expect(await attempt()).toMatch(/^421 4\.7\.0 /);
  });

  it('is taken after STARTTLS', async () => {
    const transport = createTransport({
      host: '127.0.0.1',
      port,
      requireTLS: true,
      tls: { rejectUnauthorized: false },
      auth: GATEWAY,
    });
    const { response } = (await transport.sendMail({ from: 'tls@new.example', to: SUPPORT, text: 'Sealed.' })) as {
      response: string;
    };
    transport.close();
    expect((await fateOf(server, idIn(response))).outcome).toBe('created');
  });
});

describe('hostile sessions', () => {
  it.each([
    ['LF . LF', '\n.\n'],
    ['LF . CRLF', '\n.\r\n'],
    ['CRLF . LF', '\r\n.\n'],
    ['CR . CR', '\r.\r'],
    ['CR . CRLF', '\r.\r\n'],
    ['CRLF . CR', '\r\n.\r'],
    ['LF . CR LF without CR before', 'x\n.\r\n'],
  ])('smuggle no second mail with %s for an end', async (_, end) => {
    const before = await messages();
    const inner =
      'MAIL FROM:<admin@example.com>\r\nRCPT TO:<support@example.com>\r\nDATA\r\nFrom: admin@example.com\r\n\r\nSmuggled.\r\n';
    const reply = await inSession(async (session) => {
      await session.begin(SUPPORT);
      await session.say('DATA\r\n');
      return session.say(`${data().slice(0, -3)}${end}${inner}.\r\n`);
    });
    expect(reply).toMatch(/^250 /);
    expect(await messages()).toBe(before + 1);
  });

  it('keep no command that came before the TLS handshake', async () => {
    await inSession(async (session) => {
      await session.say('EHLO client.example\r\n');
      const reply = await session.say('STARTTLS\r\nMAIL FROM:<evil@evil.example>\r\nRCPT TO:<support@example.com>\r\n');
      expect(reply).toMatch(/^220 /);
      session.send('QUIT\r\n');
      expect(await session.rest()).not.toMatch(/^250/m);
    });
  });

  it('may send everything at once, and gets every answer in order', async () => {
    const replies = await inSession(async (session) => {
      session.send(
        `EHLO client.example\r\nMAIL FROM:<p@new.example>\r\nRCPT TO:<${SUPPORT}>\r\nDATA\r\n${data()}NOOP\r\nQUIT\r\n`,
      );
      const all: string[] = [];
      for (let index = 0; index < 7; index += 1) all.push(await session.reply());
      return all;
    });
    expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['250', '250', '250', '354', '250', '250', '221']);
  });

  it.each([
    ['in a command', 'MAIL FROM:<a@new'],
    [
      'before the end of the message',
      `MAIL FROM:<a@new.example>\r\nRCPT TO:<${SUPPORT}>\r\nDATA\r\nSubject: half\r\n\r\nThis is on`,
    ],
    [
      'between the lines of the end',
      `MAIL FROM:<a@new.example>\r\nRCPT TO:<${SUPPORT}>\r\nDATA\r\nSubject: half\r\n\r\nAlmost\r\n.`,
    ],
  ])('that are cut %s leave nothing', async (_, text) => {
    const before = await messages();
    await inSession(async (session) => {
      await session.say('EHLO client.example\r\n');
      session.send(text);
    });
    expect(await inSession((session) => session.begin(SUPPORT))).toMatch(/^250 /);
    expect(await messages()).toBe(before);
  });

  it.each([
    ['a command without end', 'X'.repeat(100_000)],
    ['bytes that are no text', '\x00\xff\xfe\x01\r\n'],
    ['an address with a line break', 'MAIL FROM:<a@new.example\rRCPT TO:<x@y.example>>\r\n'],
    ['no greeting', 'DATA\r\n'],
    ['HTTP', 'POST / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('with %s do not disturb the others', async (_, text) => {
    await inSession(async (session) => {
      session.send(text);
      expect(await session.reply()).toMatch(/^[45]\d\d/);
    });
    expect(await inSession((session) => session.begin(SUPPORT))).toMatch(/^250 /);
  });

  it('of one address are limited in number', async () => {
    const sessions = await Promise.all(Array.from({ length: 50 }, () => SmtpDialogue.open(port)));
    const refused = await inSession((session) => session.rest());
    expect(refused).toBe('');
    for (const session of sessions) session.cut();
    await until(async () => (await inSession((session) => session.begin(SUPPORT))).startsWith('250 '));
  });
});

describe('LIVE-6: stopping', () => {
  it('takes in the message that is on its way, sends the others away, and ends', async () => {
    const [sending, idle] = [await SmtpDialogue.open(port), await SmtpDialogue.open(port)];
    await sending.begin(SUPPORT);
    await sending.say('DATA\r\n');
    const mail = data();
    sending.send(mail.slice(0, 20));
    await idle.say('EHLO client.example\r\n');
    const stopped = server.application.close();
    expect(await idle.rest()).toMatch(/^421 4\.3\.2 /);
    expect(await sending.say(mail.slice(20))).toMatch(/^250 2\.6\.0 /);
    expect(await sending.rest()).toMatch(/^421 4\.3\.2 /);
    await stopped;
  });
});
