import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { readReplyAddress } from '#email-address/reply-address.rules.js';
import { OutgoingMailStore } from '#mail-sending/outgoing-mail.store.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { readingFor, type ReaderScope } from '#storage/reader-wall.js';
import type { RequestOptions, TestAnswer } from '../support/api-client.js';
import { rowsWith } from '../support/every-table.js';
import { fateOf, rawMail, submitMail } from '../support/mail.js';
import { startServer, type TestServer } from '../support/server.js';
import { customerIdOf } from '../support/stored-activity.js';
import { startSmtpSink, type SmtpSink, type SunkMail } from '../support/smtp-sink.js';
import { until } from '../support/until.js';
import { userToken } from '../support/user-token.js';

const ADMIN = { client: 'test-admin' };
const SUPPORT = 'support@example.com';
const COMPOSE = '/core/casemgr/v3/activity/email/compose';
const DAY_MS = 86_400_000;

/** The tables of what goes out. */
const OF_SENDING = /^(?:outgoing_mails|reply_addresses|acknowledgements|composed_emails):/;

let sink: SmtpSink;
let server: TestServer;
let sam: string;

beforeAll(async () => {
  sink = await startSmtpSink();
  server = await startServer({ environment: { CASEMGR_SMTP_RELAY: sink.url } });
  sam = await userToken(server, 'sam', ['core.casemgr.read', 'core.casemgr.manage']);
});

afterAll(async () => {
  await server.close();
  await sink.close();
});

interface Shown {
  readonly id: string;
  readonly case: { readonly id: string };
  readonly mode: { readonly value: string };
  readonly status: { readonly value: string; readonly substatus: { readonly value: string } };
  readonly lastModified: string;
  readonly subject: string;
  readonly attachments: { readonly count: number };
  readonly payload: {
    readonly email: {
      readonly hasDraft: boolean;
      readonly outboundFailed: boolean;
      readonly foundBy?: string;
      readonly remarks?: readonly string[];
      readonly emailAddresses: { readonly from: string; readonly to: { readonly address: readonly string[] } | null };
    };
  };
}

let count = 0;
let account = SUPPORT;

/** A mail of a customer that has become an activity. */
async function question(
  headers: Readonly<Record<string, string>> = {},
  body = `It beeps ${count + 1}.`,
): Promise<Shown> {
  count += 1;
  const raw = rawMail(
    {
      From: 'Ann Lee <ann@example.org>',
      To: SUPPORT,
      Subject: `Laptop ${count}`,
      'Message-ID': `<question.${count}@example.org>`,
      Date: new Date().toUTCString(),
      ...headers,
    },
    body,
  );
  const { activity } = await fateOf(server, await submitMail(server, raw, account));
  return shown(activity?.id ?? '');
}

async function shown(id: string): Promise<Shown> {
  const answer = await server.request('GET', `/core/casemgr/v3/activity/${id}?$attribute=all`, { as: ADMIN });
  const [activity] = answer.json<{ activity: readonly Shown[] }>().activity;
  if (!activity) throw new Error(`There is no activity ${id}`);
  return activity;
}

async function compose(action: string, body: unknown, options: RequestOptions = {}): Promise<TestAnswer> {
  return server.request('POST', `${COMPOSE}/${action}`, { token: sam, body, ...options });
}

function answerTo({ id }: Shown, email: object = {}): object {
  return { payload: { email: { inReplyTo: { id }, content: { text: 'Hold the button.' }, ...email } } };
}

async function customerIdOfAddress(key: string): Promise<string> {
  const [owner] = await server.database.query<{ id: string }>(
    'SELECT customer_id::text AS id FROM contact_points WHERE email_key = $1',
    [key],
  );
  return owner?.id ?? '';
}

/** The activity that shows an automatic answer in a case, once it was written. */
async function answerIn({ case: { id } }: Shown): Promise<Shown> {
  const find = () =>
    server.database.query<{ id: string }>(`SELECT id::text FROM activities WHERE case_id = $1 AND mode = 'outbound'`, [
      id,
    ]);
  await until(async () => (await find()).length > 0);
  const [found] = await find();
  return shown(found?.id ?? '');
}

const idOf = (answer: TestAnswer): string => {
  expect({ status: answer.status, text: answer.text }).toEqual({ status: 201, text: '' });
  return (answer.headers.get('location') ?? '').replace('/core/casemgr/v3/activity/', '');
};

async function settled(id: string, status: string): Promise<Shown> {
  await until(async () => (await shown(id)).status.value === status);
  return shown(id);
}

interface ShownMail {
  readonly id: string;
  readonly state: string;
  readonly error: string | null;
  readonly attempts: number;
  readonly internetMessageId: string;
  readonly refused: { readonly address: readonly string[] } | null;
}

async function mailsOf(activityId: string): Promise<readonly ShownMail[]> {
  const answer = await server.request('GET', `/core/mailmgr/v3/outgoing?activityID=${activityId}`, { as: ADMIN });
  return answer.status === 204 ? [] : answer.json<{ mail: readonly ShownMail[] }>().mail;
}

async function fault(answer: TestAnswer): Promise<string> {
  const { code, details } = answer.json<{ code: string; details?: readonly { key: string }[] }>();
  return `${code} ${details?.[0]?.key ?? ''}`;
}

describe('RO-9: an agent answers', () => {
  it('RO-1, RO-3, RO-5: to who has asked, from the alias, quoting the question; a mail that was taken completes its activity', async () => {
    const asked = await question();
    const id = idOf(await compose('send', answerTo(asked)));
    const { from, to, message, raw } = await sink.next();
    expect({ from, to }).toEqual({ from: SUPPORT, to: ['ann@example.org'] });
    expect(message.from).toEqual([{ name: 'Service', address: SUPPORT }]);
    expect(message.inReplyTo).toEqual([`question.${count}@example.org`]);
    expect(message.subject).toMatch(new RegExp(`^Re: Laptop ${count} \\[ref:[0-9a-z]{40}\\]$`));
    expect(message.text).toMatch(/^Hold the button\.\n\nOn .* ann@example\.org wrote:\n> It beeps \d+\.\n/);
    expect(raw).toMatch(/^X-Casemgr-Record: [0-9a-z]{40}\r$/m);
    expect(message.automatic).toBeUndefined();
    const sent = await settled(id, 'completed');
    expect(sent).toMatchObject({
      mode: { value: 'outbound' },
      case: asked.case,
      payload: { email: { hasDraft: false } },
    });
    expect((await shown(asked.id)).status.value).not.toBe('completed');
    expect(await mailsOf(id)).toMatchObject([{ state: 'sent', attempts: 1, internetMessageId: message.messageId }]);
  });

  it('with sendcomplete what is answered is completed, and with the last of them the case is closed', async () => {
    const asked = await question();
    const id = idOf(await compose('sendcomplete', answerTo(asked)));
    expect((await shown(asked.id)).status.value).toBe('completed');
    await sink.next();
    await settled(id, 'completed');
    const answer = await server.request('GET', `/core/casemgr/v3/case/${asked.case.id}`, { as: ADMIN });
    expect(answer.json<{ case: readonly object[] }>().case).toMatchObject([{ status: { value: 'closed' } }]);
  });

  it('is once, however often it is asked for with one key', async () => {
    const asked = await question();
    const headers = { 'idempotency-key': 'compose-1' };
    const first = idOf(await compose('send', answerTo(asked), { headers }));
    expect(idOf(await compose('send', answerTo(asked), { headers }))).toBe(first);
    await sink.next();
    await settled(first, 'completed');
    expect(await mailsOf(first)).toHaveLength(1);
  });

  it('in XML', async () => {
    const { id } = await question();
    const body = `<activity><payload><email><inReplyTo><id>${id}</id></inReplyTo><content><html>&lt;p>Yes.&lt;/p></html></content><emailAddresses><cc><address>bob@example.org</address></cc></emailAddresses></email></payload></activity>`;
    idOf(await compose('send', body, { headers: { 'content-type': 'application/xml' } }));
    const mails = [await sink.next(), await sink.next()].toSorted((one) => (one.to[0] === 'ann@example.org' ? -1 : 1));
    expect(mails.map(({ to }) => to)).toEqual([['ann@example.org'], ['bob@example.org']]);
    for (const { message } of mails) expect(message.cc).toMatchObject([{ address: 'bob@example.org' }]);
    // RO-5: who is new gets no history.
    expect(mails.map(({ message }) => message.text?.includes('It beeps'))).toEqual([true, false]);
    expect(mails.map(({ message }) => message.html?.includes('It beeps'))).toEqual([true, false]);
  });

  it('RO-10: to the replyTo of what is answered, in the case that is named, with files', async () => {
    const asked = await question({ 'Reply-To': 'Ann <ann.second@example.org>' });
    const announced = await server.request('POST', '/core/filemgr/v3/assets/preupload', {
      as: { user: 'sam' },
      body: { app: 'email', type: 'attachment.inbound', name: 'plan.txt', contentType: 'text/plain', size: 5 },
    });
    const { altId, contentUrl } = announced.json<{ altId: string; contentUrl: string }>();
    const headers = { 'content-type': 'application/octet-stream' };
    await server.request('POST', contentUrl, { body: Buffer.from('hello'), headers });
    const body = { ...answerTo(asked), attachments: { attachment: [{ altId }] }, case: { id: asked.case.id } };
    const id = idOf(await compose('send', body));
    const { to, message } = await sink.next();
    expect(to).toEqual(['ann.second@example.org']);
    expect(message.attachments).toMatchObject([{ name: 'plan.txt' }]);
    expect((await settled(id, 'completed')).attachments.count).toBe(1);
  });

  it.each<[string, (asked: Shown) => object, string]>([
    ['nothing that it is in', () => ({}), '400-146 payload.email.inReplyTo.id, case.id or record.id'],
    [
      'an unknown activity',
      () => ({ payload: { email: { inReplyTo: { id: '1' } } } }),
      '400-194 payload.email.inReplyTo.id',
    ],
    ['an unknown case', () => ({ case: { id: '1' } }), '400-194 case.id'],
    [
      'nobody to go to',
      ({ case: found }) => ({ case: found, payload: { email: { content: { text: 'a' } } } }),
      '400-146 payload.email.emailAddresses.to.address',
    ],
    ['no content', (asked) => answerTo(asked, { content: {} }), '400-146 payload.email.content'],
    [
      'a stranger as sender',
      (asked) => answerTo(asked, { emailAddresses: { from: 'sales@example.com' } }),
      '400-152 payload.email.emailAddresses.from',
    ],
    [
      'an address of ours',
      (asked) => answerTo(asked, { emailAddresses: { to: { address: ['sales@example.com'] } } }),
      '400-152 payload.email.emailAddresses.to.address[0]',
    ],
    [
      'an address that is none',
      (asked) => answerTo(asked, { emailAddresses: { cc: { address: ['a,b@example.org'] } } }),
      '400-152 payload.email.emailAddresses.cc.address[0]',
    ],
    [
      'what it does not know',
      (asked) => ({ ...answerTo(asked), department: { name: 'Service' } }),
      '400-147 department',
    ],
  ])('RO-10: is refused with %s', async (_, bodyOf, expected) => {
    const asked = await question();
    expect(await fault(await compose('send', bodyOf({ ...asked, case: { id: asked.case.id } })))).toBe(expected);
  });

  it('is not for other departments, nor an action of another name', async () => {
    const asked = await question();
    await server.configure({
      users: [{ login: 'sol', password: 'sol-password-1', department: 'Sales', privileges: [] }],
    });
    const token = await userToken(server, 'sol', ['core.casemgr.manage']);
    expect(await fault(await compose('send', answerTo(asked), { token }))).toBe('400-194 payload.email.inReplyTo.id');
    expect((await compose('post', answerTo(asked))).status).toBe(404);
  });
});

describe('ML-3: mail of ours that comes back', () => {
  it('is held, whoever passes it on under another address; that of another installation is not', async () => {
    const asked = await question();
    await settled(idOf(await compose('send', answerTo(asked))), 'completed');
    const { raw } = await sink.next();
    const [, mark] = /^X-Casemgr-Mail: (\S+)\r$/m.exec(raw) ?? [];
    expect(mark).toMatch(/^[0-9a-f]{24}$/);
    const passedOn = (value: string) =>
      rawMail(
        { From: 'list@lists.example', To: SUPPORT, Subject: `Passed on ${value}`, 'X-Casemgr-Mail': value },
        value,
      );
    const back = await fateOf(server, await submitMail(server, passedOn(mark ?? ''), account));
    expect(back).toMatchObject({ outcome: 'held', reason: expect.stringContaining('loop') });
    const others = await fateOf(server, await submitMail(server, passedOn('0'.repeat(24)), account));
    expect(others).toMatchObject({ outcome: 'created' });
  });
});

describe('RO-11: a draft', () => {
  it('is kept, gone on with, and sent in the end', async () => {
    const asked = await question();
    const id = idOf(await compose('save', { payload: { email: { inReplyTo: { id: asked.id } } } }));
    const draft = await shown(id);
    expect(draft).toMatchObject({
      status: { value: 'assigned' },
      subject: `Re: Laptop ${count}`,
      payload: { email: { hasDraft: true, emailAddresses: { from: SUPPORT, to: { address: ['ann@example.org'] } } } },
    });
    const email = { content: { text: 'Wait.' }, emailAddresses: { to: { address: ['ann.second@example.org'] } } };
    expect(await fault(await compose('save', { id, payload: { email } }))).toBe('400-146 lastModified');
    const edited = await compose('save', { id, lastModified: draft.lastModified, subject: 'Mine', payload: { email } });
    expect(edited.status).toBe(204);
    expect((await compose('save', { id, lastModified: draft.lastModified })).status).toBe(409);
    const headers = { 'if-match': edited.headers.get('etag') ?? '' };
    expect((await compose('send', { id }, { headers })).status).toBe(204);
    const { to, message } = await sink.next();
    expect({ to, subject: message.subject.slice(0, 5) }).toEqual({ to: ['ann.second@example.org'], subject: 'Mine ' });
    await settled(id, 'completed');
    expect(await fault(await compose('send', { id }, { headers: { 'if-match': '*' } }))).toBe('400-152 id');
  });
});

describe('a draft whose surroundings have changed', () => {
  const change = async (method: 'PATCH', path: string, body?: object): Promise<void> => {
    const headers = { 'if-match': '*', 'idempotency-key': crypto.randomUUID() };
    const { status } = await server.request(method, path, { as: ADMIN, headers, ...(body && { body }) });
    expect([201, 204]).toContain(status);
  };
  const sendDraft = (id: string, body: object = {}): Promise<TestAnswer> =>
    compose('send', { id, ...body }, { headers: { 'if-match': '*' } });

  it('RO-5: quotes nothing of what is in another case by now', async () => {
    const [asked, kept] = [await question(), await question()];
    const id = idOf(await compose('save', answerTo(asked)));
    await change('PATCH', `/core/casemgr/v3/activity/${asked.id}/changecase`, { id: kept.case.id });
    expect((await sendDraft(id)).status).toBe(204);
    const { message, raw } = await sink.next();
    expect(message.text).toContain('Hold the button.');
    expect(raw).not.toMatch(/beeps|question\.\d+@/);
    await settled(id, 'completed');
  });

  it('RO-7: stays secure when what it answers was, wherever that is', async () => {
    const [asked, kept] = [await question(), await question()];
    const id = idOf(await compose('save', { ...answerTo(asked), secure: true }));
    await server.database.query('UPDATE activities SET secure = true WHERE id = $1', [asked.id]);
    await change('PATCH', `/core/casemgr/v3/activity/${asked.id}/changecase`, { id: kept.case.id });
    expect(await fault(await sendDraft(id, { secure: false }))).toBe('400-152 secure');
  });

  it('RO-9: opens its case again when it is sent', async () => {
    const asked = await question();
    const id = idOf(await compose('save', answerTo(asked)));
    await server.database.query(`UPDATE cases SET status = 'closed' WHERE id = $1`, [asked.case.id]);
    expect((await sendDraft(id)).status).toBe(204);
    const answer = await server.request('GET', `/core/casemgr/v3/case/${asked.case.id}`, { as: ADMIN });
    expect(answer.json<{ case: readonly object[] }>().case).toMatchObject([
      { status: { substatus: { value: 'open' } } },
    ]);
    await sink.next();
    await settled(id, 'completed');
  });
});

describe('RO-17: a recipient of whom a bounce has said that the address is gone', () => {
  it('is named in the answer, and written to all the same', async () => {
    const asked = await question({ From: 'Gone <gone@example.org>' });
    await server.database.query(
      `UPDATE contact_points SET details = details || '{"undeliverableSince": "2026-11-01T00:00:00.000Z"}'
        WHERE email_key = 'gone@example.org'`,
    );
    const HEADER = 'x-casemgr-undeliverable';
    const MEMBER = 'payload.email.emailAddresses';
    const cc = { address: ['ann@example.org', 'GONE@example.org'] };
    const saved = await compose('save', answerTo(asked, { emailAddresses: { cc } }));
    expect(saved.headers.get(HEADER)).toBe(`${MEMBER}.to.address[0], ${MEMBER}.cc.address[1]`);
    const headers = { 'if-match': '*' };
    const body = { id: idOf(saved), payload: { email: { emailAddresses: { cc: { address: [] } } } } };
    const sent = await compose('send', body, { headers });
    expect([sent.status, sent.headers.get(HEADER)]).toEqual([204, `${MEMBER}.to.address[0]`]);
    expect((await sink.next()).to).toEqual(['gone@example.org']);
    const other = await compose('save', answerTo(await question()));
    expect(other.headers.get(HEADER)).toBeNull();
    // Of a customer whom the agent does not see nothing is told.
    await server.database.query(
      `UPDATE customers SET department_id = (SELECT id FROM departments WHERE name = 'Sales') WHERE id = $1`,
      [await customerIdOfAddress('gone@example.org')],
    );
    await server.configure({ settings: { customerDepartmentalization: true } });
    const unseen = await compose('save', answerTo(asked));
    await server.configure({ settings: { customerDepartmentalization: false } });
    expect([unseen.status, unseen.headers.get(HEADER)]).toEqual([201, null]);
  });
});

describe('RO-2: a mail that is not taken', () => {
  const becomeDue = async (id: string): Promise<void> => {
    await server.database.query('UPDATE outgoing_mails SET available_at = created_at WHERE activity_id = $1', [id]);
  };
  const putOff = async (email: object = {}, body?: string): Promise<{ asked: Shown; id: string }> => {
    const asked = await question({}, body);
    sink.judge = () => ({ code: 450, text: 'later' });
    const id = idOf(await compose('send', answerTo(asked, email)));
    await until(async () => (await mailsOf(id))[0]?.error?.includes('450') === true);
    sink.judge = () => undefined;
    return { asked, id };
  };

  it('has failed when it cannot be made', async () => {
    const { id } = await putOff();
    await server.database.query(`UPDATE outgoing_mails SET content = '{}' WHERE activity_id = $1`, [id]);
    await becomeDue(id);
    await until(async () => (await mailsOf(id))[0]?.state === 'failed');
    await until(async () => (await shown(id)).payload.email.outboundFailed);
    await server.database.query('DELETE FROM outgoing_mails WHERE activity_id = $1', [id]);
  });

  it('is tried again when it cannot be signed', async () => {
    const { id } = await putOff();
    await server.database.query(
      `INSERT INTO mail_domains (domain, dkim_selector, encrypted_dkim_key) VALUES ('example.com', 's1', 'broken')`,
    );
    await becomeDue(id);
    await until(async () => (await mailsOf(id))[0]?.attempts === 2 && !(await mailsOf(id))[0]?.error?.includes('450'));
    expect(await mailsOf(id)).toMatchObject([{ state: 'waiting', error: expect.any(String) as unknown }]);
    await server.database.query('DELETE FROM mail_domains');
    await becomeDue(id);
    await sink.next();
    await settled(id, 'completed');
  });

  it('ACT-8: is sent without what was masked of it meanwhile, and of what it answers', async () => {
    await server.configure({ settings: { maskingPatterns: ['[0-9]{16}'] } });
    const content = { text: 'Not 4222222222222222.', html: '<p>Not 4222222222222222.</p>' };
    const { asked, id } = await putOff({ content }, `It is 4111111111111111, ${count}.`);
    for (const masked of [asked.id, id]) {
      const headers = { 'if-match': '*', 'idempotency-key': crypto.randomUUID() };
      const body = { id: masked };
      const answer = await server.request('PATCH', '/core/casemgr/v3/activity/mask', { as: ADMIN, headers, body });
      expect([answer.status, answer.text]).toEqual([204, '']);
    }
    await becomeDue(id);
    const { message, raw } = await sink.next();
    expect(raw).not.toMatch(/4111111111111111|4222222222222222/);
    expect(message.text).toContain('Not ****************.');
    expect(message.text).toContain('> It is ****************,');
    expect(message.subject).toMatch(/\[ref:[0-9a-z]{40}\]$/);
    await settled(id, 'completed');
  });

  it('is tried again when it was put off, under the same Message-ID, and by whom it was put off only', async () => {
    const asked = await question();
    sink.judge = (address) => (address === 'ann@example.org' ? undefined : { code: 450, text: 'later' });
    const to = { address: ['ann@example.org', 'ann.second@example.org'] };
    const id = idOf(await compose('send', answerTo(asked, { emailAddresses: { to } })));
    const first = await sink.next();
    expect(first.to).toEqual(['ann@example.org']);
    await until(async () => (await mailsOf(id))[0]?.attempts === 1 && (await mailsOf(id))[0]?.error !== null);
    expect(await mailsOf(id)).toMatchObject([{ state: 'waiting', pending: { address: ['ann.second@example.org'] } }]);
    expect((await shown(id)).status.substatus.value).toBe('ready_for_outbound_workflow');
    sink.judge = () => undefined;
    server.clock.forward(2 * 60_000);
    const second = await sink.next();
    expect(second.to).toEqual(['ann.second@example.org']);
    expect(second.message.messageId).toBe(first.message.messageId);
    await settled(id, 'completed');
  });

  it('has failed when it is refused: an open activity that says so, sent again by an administrator', async () => {
    const asked = await question();
    sink.judge = () => ({ code: 550, text: 'unknown' });
    const id = idOf(await compose('sendcomplete', answerTo(asked)));
    await until(async () => (await shown(id)).status.substatus.value === 'error');
    expect((await shown(id)).payload.email.outboundFailed).toBe(true);
    const [mail] = await mailsOf(id);
    expect(mail).toMatchObject({ state: 'failed', attempts: 1, refused: { address: ['ann@example.org'] } });
    expect(mail?.error).toContain('550');
    const health = (await server.request('GET', '/health/ready')).json<{ lanes: { sending: { dead: number } } }>();
    expect(health.lanes.sending.dead).toBe(1);
    sink.judge = () => undefined;
    const replayed = await server.request('POST', `/core/mailmgr/v3/outgoing/${mail?.id}/replay`, { as: ADMIN });
    expect(replayed.status).toBe(204);
    const { message } = await sink.next();
    expect(message.messageId).toBe(mail?.internetMessageId);
    await settled(id, 'completed');
  });
});

describe('RO-1: a mail that was taken', () => {
  it('is not sent again because that could not be written down at once', async () => {
    await server.database.query(`
      CREATE SEQUENCE conclusions;
      CREATE FUNCTION refuse_conclusion() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('conclusions') <= 2 THEN RAISE 'not now'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER refuse_conclusion BEFORE UPDATE ON outgoing_mails FOR EACH ROW
        WHEN (NEW.state = 'sent') EXECUTE FUNCTION refuse_conclusion()`);
    const id = idOf(await compose('send', answerTo(await question())));
    const { message } = await sink.next();
    await settled(id, 'completed');
    await server.database.query(
      'DROP TRIGGER refuse_conclusion ON outgoing_mails; DROP FUNCTION refuse_conclusion; DROP SEQUENCE conclusions',
    );
    expect(sink.mails.filter((mail) => mail.message.messageId === message.messageId)).toHaveLength(1);
    expect(await mailsOf(id)).toMatchObject([{ state: 'sent', attempts: 1 }]);
  });

  it('goes after 90 days, and so does one that has failed', async () => {
    const asked = await question();
    sink.judge = () => ({ code: 550, text: 'unknown' });
    const id = idOf(await compose('send', answerTo(asked)));
    await until(async () => (await mailsOf(id))[0]?.state === 'failed');
    sink.judge = () => undefined;
    const store = server.application.get(OutgoingMailStore, { strict: false });
    const sweep = async (ageMs: number): Promise<void> => {
      await store.sweep(new Date(server.clock.now().getTime() + ageMs), new Date(0));
    };
    await sweep(-DAY_MS);
    expect(await mailsOf(id)).toHaveLength(1);
    await sweep(DAY_MS);
    expect(await mailsOf(id)).toEqual([]);
  });
});

describe('RO-7: a secure answer', () => {
  it('stays where it is: a notice in the language of the activity says where to read it', async () => {
    await server.configure({ settings: { secureMessageUrl: 'https://portal.example/messages/{activityId}' } });
    const asked = await question();
    const body = { ...answerTo(asked), secure: true, language: { value: 'de' }, subject: 'Your secret' };
    const id = idOf(await compose('send', body));
    const { from, message, raw } = await sink.next();
    expect(from).toBe('');
    expect(message.subject).toMatch(/^Eine neue Nachricht für Sie \[ref:/);
    expect(message.text).toContain(`https://portal.example/messages/${id}`);
    expect(message.automatic).toBe('auto-submitted');
    expect(raw).not.toMatch(/secret|Hold the button|beeps/);
    await settled(id, 'completed');
    expect(await fault(await compose('send', { ...answerTo({ ...asked, id }), secure: false }))).toBe('400-152 secure');
  });
});

describe('RO-8: a domain with a key', () => {
  it('signs its mail, and never shows the key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1_024 });
    const dkimKey = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    await server.configure({ mailDomains: [{ domain: 'Example.com', dkimSelector: 's1', dkimKey }] });
    const { text } = await server.request('GET', '/core/adminmgr/v3/partition', { as: ADMIN });
    expect(JSON.parse(text)).toMatchObject({
      mailDomains: [{ domain: 'example.com', dkimSelector: 's1' }],
    });
    expect(text).not.toContain('PRIVATE');
    const [stored] = await server.database.query<{ key: string }>('SELECT encrypted_dkim_key AS key FROM mail_domains');
    expect(stored?.key).not.toContain('PRIVATE');
    idOf(await compose('send', answerTo(await question())));
    const { raw } = await sink.next();
    expect(raw).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed; d=example\.com;\r\n/m);
    expect(raw.replace(/\r\n[ \t]+/g, ' ')).toMatch(/ s=s1;/);
    await expect(server.configure({ mailDomains: [{ domain: 'a.example', dkimKey: 'no' }] })).rejects.toThrow(
      /dkimKey/,
    );
  });
});

describe('RO-13: a reply to an answer', () => {
  const quoted = (text: string) => text.split('\n').map((line) => `> ${line}`);

  const below = (text: string) => [...quoted(text), '', 'It still beeps.'].join('\n');
  const above = (text: string) => ['It still beeps.', '', 'On Monday, Support wrote:', ...quoted(text)].join('\n');
  const aboveOriginal = (text: string) =>
    ['It still beeps.', '', '-----Original Message-----', `From: ${SUPPORT}`, '', text].join('\n');

  type Left = (mail: SunkMail) => Readonly<Record<string, string>>;
  const ofRecordKey = (raw: string): string => /^X-Casemgr-Record: ([0-9a-z]{40})\r$/m.exec(raw)?.[1] ?? '';

  it.each<[string, string, (text: string) => string, Left]>([
    ['reply-address', 'below the quote', below, ({ message }) => ({ To: message.replyTo[0]?.address ?? '' })],
    ['record-key', 'below the quote, by the header', below, ({ raw }) => ({ 'X-Casemgr-Record': ofRecordKey(raw) })],
    ['record-key', 'above the quote, by the subject', above, ({ message }) => ({ Subject: `AW: ${message.subject}` })],
    [
      'record-key',
      'above the original message, by the Message-ID',
      aboveOriginal,
      ({ message }) => ({ 'In-Reply-To': `<${message.messageId}>` }),
    ],
  ])('comes back to its case by what is left of ours alone: %s, written %s', async (foundBy, _, write, left) => {
    const asked = await question();
    idOf(await compose('send', answerTo(asked)));
    const mail = await sink.next();
    const [replyTo] = mail.message.replyTo;
    expect(readReplyAddress(replyTo?.address ?? '')?.alias).toBe(SUPPORT);
    const headers = {
      From: 'Ann Lee <ann@example.org>',
      To: SUPPORT,
      Subject: `Something else ${count}`,
      Date: new Date().toUTCString(),
      ...left(mail),
    };
    const raw = rawMail(headers, `${write(mail.message.text ?? '')}\n${count}`);
    const fate = await fateOf(server, await submitMail(server, raw, SUPPORT, { 'x-envelope-to': headers.To }));
    expect(fate).toMatchObject({ outcome: 'updated', case: { id: asked.case.id } });
    expect((await shown(fate.activity?.id ?? '')).payload.email.foundBy).toBe(foundBy);
  });

  it('RK-7: is marked of none to whom a mail to several was sent, but of whoever has it from them', async () => {
    const asked = await question();
    const emailAddresses = { to: { address: ['one@cust.example'] }, cc: { address: ['two@cust.example'] } };
    idOf(await compose('send', answerTo(asked, { emailAddresses })));
    const { message, to } = await sink.next();
    expect(to).toEqual(['one@cust.example', 'two@cust.example']);
    const passedOn = expect.arrayContaining(['the mail that it answers was sent to somebody else']);
    const replies = ['one@cust.example', 'two@cust.example', 'eve@elsewhere.example'].map(async (sender) => {
      const headers = { From: sender, To: message.replyTo[0]?.address ?? '', Subject: message.subject };
      const reply = await fateOf(server, await submitMail(server, rawMail(headers, `By ${sender}.`), SUPPORT));
      return [reply.outcome, reply.case?.id, reply.remarks];
    });
    expect(await Promise.all(replies)).toEqual([
      ['updated', asked.case.id, expect.not.arrayContaining(['the mail that it answers was sent to somebody else'])],
      ['updated', asked.case.id, expect.not.arrayContaining(['the mail that it answers was sent to somebody else'])],
      ['updated', asked.case.id, passedOn],
    ]);
  });

  it('RO-4: to an address that was revoked, or never given out, is mail like any other', async () => {
    const asked = await question();
    const id = idOf(await compose('send', answerTo(asked)));
    const { message } = await sink.next();
    const [replyTo] = message.replyTo;
    const [mail] = await mailsOf(id);
    const path = `/core/mailmgr/v3/outgoing/${mail?.id}/replyaddress`;
    expect((await server.request('DELETE', path, { as: ADMIN })).status).toBe(204);
    for (const to of [replyTo?.address ?? '', `support+${'0'.repeat(20)}@example.com`]) {
      count += 1;
      const raw = rawMail(
        { From: 'ann@example.org', To: to, Subject: `New ${count}`, 'Message-ID': `<new.${count}@example.org>` },
        `New ${count}.`,
      );
      const fate = await fateOf(server, await submitMail(server, raw, SUPPORT, { 'x-envelope-to': to }));
      expect(fate.outcome).toBe('created');
    }
    const [stored] = await server.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM reply_addresses WHERE token_hash LIKE '%' || $1 || '%'`,
      [readReplyAddress(replyTo?.address ?? '')?.token],
    );
    expect(stored).toEqual({ count: 0 });
  });
});

describe('RO-12: an account that answers', () => {
  it('tells whoever opens a case, once a day, and repeats nothing', async () => {
    await server.configure({ inboundAccounts: [{ id: 'support', alias: SUPPORT, answers: { created: true } }] });
    account = 'support';
    const before = sink.mails.length;
    const asked = await question({ Subject: 'My secret subject' });
    const { from, to, message, raw } = await sink.next();
    expect({ from, to }).toEqual({ from: '', to: ['ann@example.org'] });
    expect(message).toMatchObject({ automatic: 'auto-replied', inReplyTo: [`question.${count}@example.org`] });
    expect(raw).not.toMatch(/secret|beeps/);
    await question();
    await question({ From: 'Bob <bob@example.org>' });
    expect((await sink.next()).to).toEqual(['bob@example.org']);
    // Neither is another alias another day.
    const answers = { created: true };
    await server.configure({ inboundAccounts: [{ id: 'sales', alias: 'sales@example.com', answers }] });
    account = 'sales';
    await question({ To: 'sales@example.com' });
    account = 'support';
    await server.application.get(OutboxWorker, { strict: false }).drain('replies');
    expect(sink.mails.length).toBe(before + 2);
    await server.configure({ inboundAccounts: [{ id: 'support', answers: { created: false } }] });
    // Whoever answers it is in the case that it is about.
    const answered = await question({ Subject: message.subject });
    expect(answered.case.id).toBe(asked.case.id);
  });
});

describe('RO-16: an automatic answer', () => {
  beforeAll(async () => {
    await server.configure({ inboundAccounts: [{ id: 'support', alias: SUPPORT, answers: { created: true } }] });
  });

  afterAll(async () => {
    sink.judge = () => undefined;
    await server.configure({ inboundAccounts: [{ id: 'support', answers: { created: false } }] });
  });

  interface ShownCase {
    readonly status: object;
    readonly lastModified: string;
  }

  async function caseOf({ case: { id } }: Shown): Promise<ShownCase | undefined> {
    const answer = await server.request('GET', `/core/casemgr/v3/case/${id}`, { as: ADMIN });
    return answer.json<{ case: readonly ShownCase[] }>().case[0];
  }

  it('is shown in its case as what was sent, and changes nothing else there', async () => {
    const asked = await question({ From: 'Gil <gil@example.org>' });
    const before = await caseOf(asked);
    const { message } = await sink.next();
    const told = await answerIn(asked);
    expect(told).toMatchObject({
      mode: { value: 'outbound' },
      status: { value: 'completed', substatus: { value: 'done' } },
      subject: 'We have received your message',
      payload: {
        email: {
          outboundFailed: false,
          emailAddresses: { from: SUPPORT, to: { address: ['gil@example.org'] } },
          content: { text: message.text?.trimEnd() },
        },
      },
    });
    await until(async () => (await mailsOf(told.id))[0]?.state === 'sent');
    await server.application.get(OutboxWorker, { strict: false }).drain('replies');
    expect((await shown(told.id)).lastModified).toBe(told.lastModified);
    expect(await caseOf(asked)).toEqual(before);
    const pushes = await server.database.query(`SELECT 1 FROM outbox_entries WHERE lane = 'push'`);
    expect(pushes).toEqual([]);
  });

  it('is of the customer who was told, and can be answered by an agent', async () => {
    const next = await question({ From: 'Ida <ida@example.org>' });
    const answer = await answerIn(next);
    await sink.next();
    const sent = idOf(await compose('send', answerTo(answer)));
    await sink.next();
    await settled(sent, 'completed');
    const [owner] = await server.database.query<{ same: boolean }>(
      `SELECT t.customer_id = a.customer_id AND t.contact_id = a.contact_id AS same FROM activities a, activities t
        WHERE a.id = $1 AND t.id = $2`,
      [next.id, answer.id],
    );
    expect(owner?.same).toBe(true);
  });

  it('has failed, and opens nothing, when nobody takes it; sent again it has not (RO-2)', async () => {
    sink.judge = () => ({ code: 550, text: 'no such user' });
    const asked = await question({ From: 'Kay <kay@example.org>', 'x-desk-case-status': 'closed' });
    const told = await answerIn(asked);
    await until(async () => (await shown(told.id)).payload.email.outboundFailed);
    expect(await shown(told.id)).toMatchObject({ status: { value: 'completed', substatus: { value: 'error' } } });
    expect(await caseOf(asked)).toMatchObject({ status: { value: 'closed' } });
    sink.judge = () => undefined;
    const [mail] = await mailsOf(told.id);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    await server.request('POST', `/core/mailmgr/v3/outgoing/${mail?.id}/replay`, { as: ADMIN, headers });
    await until(async () => (await mailsOf(told.id))[0]?.state === 'sent');
    await sink.next();
    expect((await shown(told.id)).payload.email.outboundFailed).toBe(false);
    expect(await caseOf(asked)).toMatchObject({ status: { value: 'closed' } });
  });

  it('CUST-30: is forgotten with its customer', async () => {
    const texts = ['lou.canary@example.org'];
    const asked = await question({ From: 'Lou <lou.canary@example.org>' });
    const told = await answerIn(asked);
    await sink.next();
    await until(async () => (await mailsOf(told.id))[0]?.state === 'sent');
    const owner = `/core/customermgr/v3/customer/${await customerIdOfAddress(texts[0] ?? '')}/obfuscate`;
    expect((await server.request('POST', owner, { as: ADMIN })).status).toBe(204);
    expect(await rowsWith(server.database, texts)).toEqual([]);
    expect(await shown(told.id)).toMatchObject({ subject: null, payload: { email: { emailAddresses: { to: null } } } });
  });
});

describe('RO-15: an account that answers in words of its own', () => {
  const DE = {
    answer: 'created',
    language: 'de',
    subject: '{department}: {number}',
    text: 'Danke, {table} {number} vom {date}. {address}',
  };
  const configure = async (templates: readonly object[]): Promise<TestAnswer> =>
    server.request('PATCH', '/core/adminmgr/v3/partition', {
      as: ADMIN,
      body: { inboundAccounts: [{ id: 'support', answers: { created: true }, templates }] },
    });

  afterAll(async () => {
    await server.configure({ inboundAccounts: [{ id: 'support', answers: { created: false }, templates: [] }] });
  });

  it('fills them in, in the language of the case, and repeats nothing', async () => {
    expect((await configure([DE])).status).toBe(200);
    const headers = { From: 'Dirk <dirk@example.org>', Subject: 'My secret subject', 'x-desk-case-language': 'de-AT' };
    const asked = await question(headers);
    const { to, message, raw } = await sink.next();
    expect(to).toEqual(['dirk@example.org']);
    expect(message.subject).toMatch(new RegExp(`^Service: ${asked.case.id} \\[ref:`));
    const date = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' }).format(server.clock.now());
    expect(message.text?.trim()).toBe(`Danke, case ${asked.case.id} vom ${date}. ${SUPPORT}`);
    expect(raw).not.toMatch(/secret|beeps|Dirk/);
  });

  it('RO-16, ACT-8: is masked like any mail', async () => {
    await server.configure({ settings: { maskingPatterns: ['[0-9]{16}'] } });
    await configure([{ ...DE, text: 'Die Karte 4111111111111111.' }]);
    const told = await answerIn(await question({ From: 'Mara <mara@example.org>', 'x-desk-case-language': 'de' }));
    await sink.next();
    const headers = { 'if-match': '*', 'idempotency-key': crypto.randomUUID() };
    await server.request('PATCH', '/core/casemgr/v3/activity/mask', { as: ADMIN, headers, body: { id: told.id } });
    expect(await shown(told.id)).toMatchObject({
      payload: { email: { content: { text: 'Die Karte ****************.' } } },
    });
  });

  it('has ours where there is none, in the language of the case', async () => {
    await configure([{ ...DE, answer: 'updated' }]);
    await question({ From: 'Fleur <fleur@example.org>', 'x-desk-case-language': 'fr' });
    expect((await sink.next()).message.subject).toMatch(/^Nous avons bien reçu votre message /);
  });

  it.each<[string, readonly object[], string, string]>([
    ['an unknown placeholder', [{ ...DE, text: '{subject}' }], '[0].text', 'the placeholders of this answer are'],
    ['a number of what was refused', [{ ...DE, answer: 'refused' }], '[0].subject', '{department}, {address}, {date}'],
    ['two lines for a subject', [DE, { ...DE, language: 'en', subject: 'a\r\nBcc: b' }], '[1].subject', 'one line'],
    ['a subject that is too long', [{ ...DE, subject: 'a'.repeat(256) }], '[0].subject', '255'],
    ['a text that is too long', [{ ...DE, text: 'a'.repeat(10_001) }], '[0].text', '10000'],
    ['no language', [{ ...DE, language: 'nowhere-at-all' }], '[0].language', 'code of a language'],
    ['one answer twice in a language', [DE, { ...DE, language: 'DE' }], '[1].language', 'already'],
    ['an answer that there is not', [{ ...DE, answer: 'held' }], '[0].answer', 'created'],
    ['more than a hundred', Array.from({ length: 101 }, () => DE), '', '100'],
  ])('is refused with %s, by the attribute and the reason', async (_, templates, attribute, reason) => {
    const answer = await configure(templates);
    expect(answer.status).toBe(400);
    const own = await server.request('PATCH', '/core/adminmgr/v3/inboundaccounts/support', {
      as: ADMIN,
      body: { templates },
    });
    for (const { text } of [answer, own]) {
      expect(text).toContain(`templates${attribute}`);
      expect(text).toContain(reason);
    }
  });
});

describe('what was sent to a customer', () => {
  it('RLS-1: is shown by the database to the department alone, and where replies go to nobody', async () => {
    const [service] = await server.database.query<{ id: string }>(`SELECT id FROM departments WHERE name = 'Service'`);
    const countFor = (reader: ReaderScope, table: string) =>
      readingFor(reader, async () => (await server.database.query(`SELECT 1 FROM ${table}`)).length);
    for (const table of ['outgoing_mails', 'composed_emails']) {
      expect(await countFor(`department:${service?.id}`, table)).toBeGreaterThan(0);
      expect(await countFor('department:999999', table)).toBe(0);
      expect(await countFor(`customer:${await customerIdOf(server.database, 'c-ann')}`, table)).toBe(0);
    }
    await expect(countFor(`department:${service?.id}`, 'reply_addresses')).rejects.toThrow(/permission denied/);
  });

  it('CUST-30: is gone when the customer is obfuscated, also what still waits', async () => {
    const asked = await question({ From: 'Cleo Canary <canary@example.org>' });
    sink.judge = () => ({ code: 450, text: 'later' });
    const bcc = { address: ['canary.bcc@example.org'] };
    idOf(await compose('send', answerTo(asked, { emailAddresses: { bcc } })));
    idOf(await compose('save', answerTo(asked, { emailAddresses: { bcc } })));
    const texts = ['canary@', 'canary.bcc@'];
    const ofMail = async () => (await rowsWith(server.database, texts)).filter((row) => OF_SENDING.test(row));
    expect((await ofMail()).length).toBeGreaterThan(0);
    const path = `/core/customermgr/v3/customer/${await customerIdOfAddress('canary@example.org')}/obfuscate`;
    expect((await server.request('POST', path, { as: ADMIN })).status).toBe(204);
    expect(await ofMail()).toEqual([]);
    sink.judge = () => undefined;
  });
});

// Last, because tokens do not outlive it.
describe('RO-2: a mail that nobody takes', () => {
  it('has failed after five days', async () => {
    const asked = await question();
    sink.judge = () => ({ code: 451, text: 'later' });
    const id = idOf(await compose('send', answerTo(asked)));
    await until(async () => (await mailsOf(id))[0]?.error?.includes('451') === true);
    server.clock.forward(6 * DAY_MS);
    await until(async () => (await mailsOf(id))[0]?.state === 'failed');
  });
});
