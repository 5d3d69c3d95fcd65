import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BlobStore } from '#attachments/blob-store.js';
import { UploadSweep } from '#attachments/upload-sweep.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import type { Who } from '../support/partition.js';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

const CRM: Who = { client: 'crm' };
const PAT: Who = { user: 'pat' };
const SAM_OF_SERVICE: Who = { user: 'sam' };
const ANN: Who = { customer: 'c-ann' };
const BOB: Who = { customer: 'c-bob' };

const PREUPLOAD = '/core/filemgr/v3/assets/preupload';
const ACTIVITIES = '/core/casemgr/v3/activity';

interface ListedAttachment {
  readonly id: string;
  readonly link: { readonly rel: string; readonly href: string };
  readonly contentUrl?: string;
}

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.close();
});

function announcement(size: number, name = 'notes.txt', contentType = 'text/plain') {
  return { app: 'email', type: 'attachment.inbound', name, contentType, size } as const;
}

async function announce(who: Who, size: number, name?: string, contentType?: string) {
  const { data, error } = await server.typed(who).POST(PREUPLOAD, { body: announcement(size, name, contentType) });
  if (!data) throw new Error(`Nothing was announced: ${error.code}`);
  return data;
}

function send(contentUrl: string, bytes: Uint8Array, contentType = 'application/octet-stream'): Promise<TestAnswer> {
  return server.request('POST', contentUrl, { body: bytes, headers: { 'content-type': contentType } });
}

/** An altId with its bytes. */
async function upload(who: Who, bytes: Uint8Array, name?: string, contentType?: string): Promise<string> {
  const { altId, contentUrl } = await announce(who, bytes.length, name, contentType);
  expect((await send(contentUrl, bytes)).status).toBe(201);
  return altId;
}

function createActivity(who: Who, ...altIds: string[]): Promise<TestAnswer> {
  const attachment = altIds.map((altId) => ({ altId }));
  const isCustomer = 'customer' in who;
  const emailAddresses = { receiver: 'support@example.com', from: isCustomer ? undefined : 'ann@example.org' };
  const body = {
    department: isCustomer ? undefined : { name: 'Service' },
    type: { value: 'email', subtype: { value: 'general' } },
    attachments: { attachment },
    payload: { email: { emailAddresses } },
  };
  return server.request('POST', `${ACTIVITIES}/email/general`, { as: who, body });
}

/** The path of an activity with these files. */
async function activityWith(who: Who, ...altIds: string[]): Promise<string> {
  const created = await createActivity(who, ...altIds);
  expect([created.status, created.text]).toEqual([201, '']);
  return created.headers.get('location') ?? '';
}

async function listAttachments(who: Who, activityPath: string) {
  const ids = activityPath.slice(ACTIVITIES.length + 1);
  const { data } = await server
    .typed(who)
    .GET('/core/casemgr/v3/activity/{ids}/attachment', { params: { path: { ids } } });
  return data?.attachment ?? [];
}

function codeOf(answer: TestAnswer): string {
  return answer.text === '' ? String(answer.status) : answer.json<{ code: string }>().code;
}

function firstDetailOf(answer: TestAnswer): string {
  return answer.json<{ details: { key: string; value: string }[] }>().details[0]?.key ?? '';
}

/** Where the bytes of an uploaded file are. */
async function fileOf(altId: string): Promise<string> {
  const sql = 'SELECT blob_key AS "blobKey" FROM attachments WHERE alt_id = $1';
  const [row] = await server.database.query<{ blobKey: string }>(sql, [altId]);
  return (await blobFiles()).find((path) => path.endsWith(row?.blobKey ?? '?')) ?? '';
}

async function blobFiles(): Promise<string[]> {
  const entries = await readdir(join(server.dataFolder, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function departmentId(name: string): Promise<string> {
  const [row] = await server.database.query<{ id: string }>('SELECT id FROM departments WHERE name = $1', [name]);
  return row?.id ?? '';
}

describe('T-1 announcing a file', () => {
  it('answers with an altId and a signed URL for 30 minutes', async () => {
    const answer = await announce(CRM, 10);
    expect(answer.altId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(answer.name).toBe('notes.txt');
    expect(answer.contentUrl).toMatch(`${server.url}/core/filemgr/v3/assets/upload?signature=`);
    const minutesLeft = (Date.parse(answer.signedUrlExpiry) - server.clock.now().getTime()) / MINUTE_MS;
    expect(minutesLeft).toBeGreaterThan(29);
    expect(minutesLeft).toBeLessThanOrEqual(30);
  });

  it('works in XML as in JSON', async () => {
    const body =
      '<f:asset xmlns:f="urn:x"><f:app>email</f:app><type>attachment.inbound</type><name>a &amp; b.txt</name>' +
      '<contentType>text/plain</contentType><size>3</size></f:asset>';
    const headers = { 'content-type': 'application/xml', accept: 'application/xml' };
    const answer = await server.request('POST', PREUPLOAD, { as: CRM, body, headers });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<name>a &amp; b.txt</name>');
    const contentUrl = /<contentUrl>(.*)<\/contentUrl>/.exec(answer.text)?.[1] ?? '';
    expect((await send(contentUrl, Buffer.from('abc'))).status).toBe(201);
  });

  it('is for customers, too, but not by way of a department', async () => {
    expect((await announce(ANN, 1)).name).toBe('notes.txt');
    const path = `/core/filemgr/v3/department/${await departmentId('Service')}/assets/preupload`;
    expect(codeOf(await server.request('POST', path, { as: ANN, body: announcement(1) }))).toBe('403-178');
  });

  it('needs the scopes of the file manager', async () => {
    const answer = await server.request('POST', PREUPLOAD, { as: { client: 'reader' }, body: announcement(1) });
    expect(codeOf(answer)).toBe('403-178');
    expect(codeOf(await server.request('POST', PREUPLOAD, { body: announcement(1) }))).toBe('401-101');
  });

  it('works for the own department and is not found for others and unknown ones', async () => {
    const [service, sales] = [await departmentId('Service'), await departmentId('Sales')];
    const codeFor = async (who: Who, id: string) => {
      const path = `/core/filemgr/v3/department/${id}/assets/preupload`;
      const answer = await server.request('POST', path, { as: who, body: announcement(1) });
      return answer.status === 200 ? '200' : codeOf(answer);
    };
    expect(await codeFor(SAM_OF_SERVICE, service)).toBe('200');
    expect(await codeFor(SAM_OF_SERVICE, sales)).toBe('404-100');
    expect(await codeFor(PAT, sales)).toBe('200');
    expect(await codeFor(CRM, sales)).toBe('200');
    for (const unknown of ['999999999', 'sales', '0', '9'.repeat(40)]) {
      expect(await codeFor(CRM, unknown)).toBe('404-100');
    }
  });

  it('Z-2 allows what an email may have, and not a byte more', async () => {
    expect((await announce(CRM, 25 * MEGABYTE)).name).toBe('notes.txt');
    const answer = await server.request('POST', PREUPLOAD, { as: CRM, body: announcement(25 * MEGABYTE + 1) });
    expect([codeOf(answer), firstDetailOf(answer)]).toEqual(['400-152', 'size']);
    expect(answer.text).toContain(String(25 * MEGABYTE));
  });

  it.each([
    { fault: 'T-5 a blocked extension', body: announcement(1, 'setup.EXE.'), code: '400-152', attribute: 'name' },
    { fault: 'a missing size', body: { ...announcement(1), size: undefined }, code: '400-146', attribute: 'size' },
    { fault: 'B-19 an unknown member', body: { ...announcement(1), id: 7 }, code: '400-147', attribute: 'id' },
    { fault: 'B-18 a list', body: [announcement(1)], code: '400-152', attribute: 'asset' },
  ])('is refused for $fault', async ({ body, code, attribute }) => {
    const answer = await server.request('POST', PREUPLOAD, { as: CRM, body });
    expect([codeOf(answer), firstDetailOf(answer)]).toEqual([code, attribute]);
  });
});

describe('T-2 uploading the bytes', () => {
  it('answers 201 without a body, and needs no token', async () => {
    const { contentUrl } = await announce(ANN, 5);
    const answer = await send(contentUrl, Buffer.from('hello'));
    expect([answer.status, answer.text]).toEqual([201, '']);
  });

  it('works for an empty file', async () => {
    const { contentUrl } = await announce(ANN, 0);
    expect((await send(contentUrl, Buffer.alloc(0))).status).toBe(201);
  });

  it.each([
    { sent: 'more bytes than announced', bytes: 6 },
    { sent: 'fewer bytes than announced', bytes: 4 },
    { sent: 'nothing at all', bytes: 0 },
  ])('with $sent is refused, and the altId stays unusable (T-4)', async ({ bytes }) => {
    const { altId, contentUrl } = await announce(CRM, 5);
    const answer = await send(contentUrl, Buffer.alloc(bytes, 'x'));
    expect([codeOf(answer), firstDetailOf(answer)]).toEqual(['400-152', 'size']);
    expect(codeOf(await createActivity(CRM, altId))).toBe('400-194');
  });

  it('of unknown length is cut off at the announced size, however long it is', async () => {
    const { contentUrl } = await announce(CRM, MEGABYTE);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += MEGABYTE;
        controller.enqueue(Buffer.alloc(MEGABYTE));
      },
    });
    const answer = await fetch(contentUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: endless,
      duplex: 'half',
    });
    expect(answer.status).toBe(400);
    expect(sent).toBeLessThan(64 * MEGABYTE);
  });

  it('that breaks off leaves no file, and can be done again', async () => {
    const { contentUrl } = await announce(CRM, 10);
    const before = await blobFiles();
    const { pathname, search, port } = new URL(contentUrl);
    await new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`POST ${pathname}${search} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345`, () =>
          socket.end(),
        );
      });
      socket.resume().once('close', resolve);
    });
    expect((await send(contentUrl, Buffer.from('0123456789'))).status).toBe(201);
    expect(await blobFiles()).toHaveLength(before.length + 1);
  });

  it('is possible once, also when ten try at the same time', async () => {
    const { contentUrl } = await announce(CRM, 3);
    const before = await blobFiles();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(contentUrl, Buffer.from('abc'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 400)]);
    expect(codeOf(await send(contentUrl, Buffer.from('abc')))).toBe('400-152');
    expect(await blobFiles()).toHaveLength(before.length + 1);
  });

  it('takes application/octet-stream only', async () => {
    const { contentUrl } = await announce(CRM, 3);
    expect(codeOf(await send(contentUrl, Buffer.from('abc'), 'text/plain'))).toBe('415-100');
  });

  it('is refused when the signature is missing, altered or for something else', async () => {
    const { altId, contentUrl } = await announce(CRM, 3);
    const bytes = Buffer.from('abc');
    expect(codeOf(await send(contentUrl.replace(/\?.*/, ''), bytes))).toBe('401-101');
    expect(codeOf(await send(`${contentUrl.slice(0, -2)}aa`, bytes))).toBe('401-101');
    expect((await send(contentUrl, bytes)).status).toBe(201);
    const download = await server.request('GET', contentUrl.replace('/upload?', '/download?'));
    expect(codeOf(download)).toBe('401-101');
    expect(altId).not.toBe('');
  });

  it('F13 holds no file in memory: twenty of 25 MB at once', async () => {
    const size = 25 * MEGABYTE;
    const bytes = randomBytes(MEGABYTE);
    const before = process.memoryUsage().rss;
    let highest = before;
    const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
    const uploads = Array.from({ length: 20 }, async () => {
      const { contentUrl } = await announce(CRM, size);
      const chunks = Array.from({ length: 25 }, () => bytes);
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          const chunk = chunks.pop();
          if (chunk) controller.enqueue(chunk);
          else controller.close();
        },
      });
      return (
        await fetch(contentUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body,
          duplex: 'half',
        })
      ).status;
    });
    expect(await Promise.all(uploads)).toEqual(Array.from({ length: 20 }, () => 201));
    clearInterval(watch);
    expect((highest - before) / MEGABYTE).toBeLessThan(150);
  });
});

describe('T-6 the attachments of an activity', () => {
  it('are listed in the order in which they were sent', async () => {
    const first = await upload(CRM, Buffer.from('one'), 'one.txt');
    const second = await upload(CRM, Buffer.from('three'), 'three.pdf', 'application/pdf');
    const path = await activityWith(CRM, first, second);
    expect(await listAttachments(CRM, path)).toMatchObject([
      { fileName: 'one.txt', contentType: 'text/plain', size: 3, blocked: false },
      { fileName: 'three.pdf', contentType: 'application/pdf', size: 5, blocked: false },
    ]);
  });

  it('are listed in XML with the same members', async () => {
    const path = await activityWith(CRM, await upload(CRM, Buffer.from('one'), 'one.txt'));
    const answer = await server.request('GET', `${path}/attachment`, {
      as: CRM,
      headers: { accept: 'application/xml' },
    });
    expect(answer.text).toMatch(
      /<attachments [^>]*><attachment><link><rel>self<\/rel><href>.*<fileName>one\.txt<\/fileName>/,
    );
  });

  it('are 204 when there are none', async () => {
    const created = await server.request('POST', `${ACTIVITIES}/email/general`, {
      as: ANN,
      body: {
        type: { value: 'email', subtype: { value: 'general' } },
        subject: 'Nothing attached',
        payload: { email: { emailAddresses: { receiver: 'support@example.com' } } },
      },
    });
    const path = created.headers.get('location') ?? '';
    expect((await server.request('GET', `${path}/attachment`, { as: ANN })).status).toBe(204);
  });

  it('can be read one by one, with a URL to download it', async () => {
    const bytes = randomBytes(3 * MEGABYTE);
    const altId = await upload(ANN, bytes, 'photo.png', 'image/png');
    const [listed] = await listAttachments(ANN, await activityWith(ANN, altId));
    const self = listed?.link.href ?? '';
    const plain = await server.request('GET', self, { as: ANN });
    expect(plain.json()).toMatchObject({ attachment: [{ altId, id: listed?.id, fileName: 'photo.png' }] });
    expect(plain.text).not.toContain('contentUrl');
    for (const attribute of ['contentUrl', 'all']) {
      const answer = await server.request('GET', `${self}?$attribute=${attribute}`, { as: ANN });
      const { contentUrl = '' } = answer.json<{ attachment: ListedAttachment[] }>().attachment[0] ?? {};
      const file = Buffer.from(await (await fetch(contentUrl)).arrayBuffer());
      expect(file.equals(bytes)).toBe(true);
    }
  });

  it('know no other $attribute', async () => {
    const [listed] = await listAttachments(CRM, await activityWith(CRM, await upload(CRM, Buffer.from('x'))));
    const answer = await server.request('GET', `${listed?.link.href ?? ''}?$attribute=bytes`, { as: CRM });
    expect(codeOf(answer)).toBe('400-116');
    expect(answer.text).toContain('all,contentUrl,created');
    const path = `${listed?.link.href ?? ''}?$attribute=created`;
    expect(codeOf(await server.request('GET', `${path}&$attribute=contentUrl`, { as: CRM }))).toBe('400-244');
    const created = await server.request('GET', path, { as: CRM });
    expect(created.json()).toMatchObject({ attachment: [{ created: expect.stringMatching(/Z$/) }] });
    expect(created.text).not.toContain('contentUrl');
  });

  it('are not found on other activities, nor by those who do not see the activity', async () => {
    const path = await activityWith(ANN, await upload(ANN, Buffer.from('x')));
    const other = await activityWith(ANN, await upload(ANN, Buffer.from('y')));
    const [listed] = await listAttachments(ANN, path);
    const codeFor = async (who: Who, url: string) => codeOf(await server.request('GET', url, { as: who }));
    expect(await codeFor(ANN, `${other}/attachment/${listed?.id ?? ''}`)).toBe('404-100');
    expect(await codeFor(BOB, `${path}/attachment`)).toBe('404-100');
    expect(await codeFor(BOB, `${path}/attachment/${listed?.id ?? ''}`)).toBe('404-100');
    for (const unknown of ['999999999', 'x', "1'"]) {
      expect(await codeFor(CRM, `${ACTIVITIES}/${encodeURIComponent(unknown)}/attachment`)).toBe('404-100');
    }
    const tooMany = Array.from({ length: 76 }, (_, index) => index + 1).join(',');
    expect(await codeFor(CRM, `${ACTIVITIES}/${tooMany}/attachment`)).toBe('400-152');
  });

  it('Q-3 are read on behalf of another customer with a grant', async () => {
    const [bob] = await server.database.query<{ id: string }>("SELECT id FROM customers WHERE external_id = 'c-bob'");
    const path = await activityWith(BOB, await upload(BOB, Buffer.from('x')));
    const query = `?customer=${bob?.id ?? ''}`;
    const answer = await server.request('GET', `${path}/attachment${query}`, { as: ANN });
    expect(answer.json<{ attachment: ListedAttachment[] }>().attachment[0]?.link.href).toMatch(/\?customer=\d+$/);
    const refused = await server.request('GET', `${path}/attachment${query}`, { as: { customer: 'c-sue' } });
    expect(codeOf(refused)).toBe('400-244');
    expect(codeOf(await server.request('GET', `${path}/attachment${query}`, { as: CRM }))).toBe('400-101');
  });

  describe('with an extension that is blocked by now', () => {
    afterEach(async () => {
      await server.configure({ settings: { blockedFileExtensions: ['exe'] } });
    });

    it('say so, and customers get no such file', async () => {
      const path = await activityWith(ANN, await upload(ANN, Buffer.from('x'), 'macro.docm'));
      await server.configure({ settings: { blockedFileExtensions: ['exe', 'docm'] } });
      const [listed] = await listAttachments(ANN, path);
      expect(listed).toMatchObject({ blocked: true });
      const self = listed?.link.href ?? '';
      expect(codeOf(await server.request('GET', `${self}?$attribute=contentUrl`, { as: ANN }))).toBe('403-178');
      expect((await server.request('GET', self, { as: PAT })).status).toBe(200);
    });
  });
});

describe('T-6 downloading', () => {
  function predownload(who: Who, altId: string): Promise<TestAnswer> {
    const body = { app: 'email', type: 'attachment.inbound', altId };
    return server.request('POST', '/core/filemgr/v3/assets/predownload', { as: who, body });
  }

  it('is announced with name, type and size, and serves the very bytes', async () => {
    const bytes = randomBytes(2 * MEGABYTE);
    const altId = await upload(CRM, bytes, 'report.pdf', 'application/pdf');
    const answer = (await predownload(CRM, altId.toUpperCase())).json<Record<string, string>>();
    expect(answer).toMatchObject({ altId, name: 'report.pdf', contentType: 'application/pdf', size: bytes.length });
    const download = await fetch(answer['contentUrl'] ?? '');
    const digest = createHash('sha256')
      .update(Buffer.from(await download.arrayBuffer()))
      .digest('hex');
    expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('never shows a file in the browser, whatever its type is', async () => {
    const page = Buffer.from('<script>alert(1)</script>');
    const altId = await upload(CRM, page, 'Übersicht 😀.html', 'text/html');
    const { contentUrl } = (await predownload(CRM, altId)).json<{ contentUrl: string }>();
    const answer = await server.request('GET', contentUrl);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment;.*filename\*=UTF-8''%C3%9Cbersicht%20%F0%9F%98%80\.html/,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('content-length')).toBe(String(page.length));
  });

  it('is refused for unknown files, files of others, and those without bytes', async () => {
    const { altId: withoutBytes } = await announce(CRM, 3);
    const ofAnn = await upload(ANN, Buffer.from('x'));
    for (const altId of [randomUUID(), 'nonsense', withoutBytes, ofAnn]) {
      const answer = await predownload(CRM, altId);
      expect(codeOf(answer)).toBe('400-194');
      expect(answer.text).toContain(altId);
    }
  });

  it('is for everybody who sees the activity, once the file is on one', async () => {
    const altId = await upload(ANN, Buffer.from('x'));
    await activityWith(ANN, altId);
    expect((await predownload(CRM, altId)).status).toBe(200);
    expect((await predownload(SAM_OF_SERVICE, altId)).status).toBe(200);
  });

  it.each([
    { size: 'small', bytes: 10 },
    { size: 'large', bytes: 3 * MEGABYTE },
  ])('F14 of a damaged $size file ends in an error, never in wrong bytes', async ({ bytes }) => {
    const altId = await upload(CRM, Buffer.alloc(bytes, 'a'));
    const { contentUrl } = (await predownload(CRM, altId)).json<{ contentUrl: string }>();
    await writeFile(await fileOf(altId), Buffer.concat([Buffer.alloc(bytes - 1, 'a'), Buffer.from('b')]));
    const download = fetch(contentUrl).then(async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    });
    const outcome = await download.catch(() => 'broken off');
    expect(outcome).toBe(bytes > MEGABYTE ? 'broken off' : 500);
  });
});

describe('T-6 deleting', () => {
  function remove(who: Who, altId: string, app = 'email'): Promise<TestAnswer> {
    return server.request('DELETE', `/core/filemgr/v3/app/${app}/assets/${altId}`, { as: who });
  }

  it('removes a file and its bytes', async () => {
    const before = await blobFiles();
    const altId = await upload(CRM, Buffer.from('x'));
    expect((await remove(CRM, altId)).status).toBe(204);
    expect(codeOf(await remove(CRM, altId))).toBe('404-100');
    await server.application.get(OutboxWorker, { strict: false }).drain('maintenance');
    expect(await blobFiles()).toEqual(before);
  });

  it('is refused when the file is on an activity', async () => {
    const altId = await upload(CRM, Buffer.from('x'));
    await activityWith(CRM, altId);
    expect(codeOf(await remove(CRM, altId))).toBe('400-1017');
  });

  it('knows no other app, no unknown altId, and no file of another', async () => {
    const altId = await upload(CRM, Buffer.from('x'));
    expect(codeOf(await remove(CRM, altId, 'phone'))).toBe('404-110');
    expect(codeOf(await remove(CRM, randomUUID()))).toBe('404-100');
    expect(codeOf(await remove(CRM, 'nonsense'))).toBe('404-100');
    expect(codeOf(await remove({ client: 'test-admin' }, altId))).toBe('404-100');
  });
});

describe('T-4 an altId', () => {
  it('of a client can be used by those it acts for, but not the other way round', async () => {
    expect((await createActivity(ANN, await upload(CRM, Buffer.from('x')))).status).toBe(201);
    expect(codeOf(await createActivity(CRM, await upload(ANN, Buffer.from('x'))))).toBe('400-194');
    expect(codeOf(await createActivity(BOB, await upload(ANN, Buffer.from('x'))))).toBe('400-194');
  });

  it('can be used once, also when ten try at the same time', async () => {
    const altId = await upload(CRM, Buffer.from('x'));
    const answers = await Promise.all(Array.from({ length: 10 }, () => createActivity(CRM, altId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 400)]);
  });
});

describe('T-7 time', () => {
  let own: TestServer;

  beforeAll(async () => {
    own = server;
    server = await startServer();
  });

  afterAll(async () => {
    await server.close();
    server = own;
  });

  it('ends a signed URL after 30 minutes', async () => {
    const { contentUrl } = await announce(CRM, 1);
    server.clock.forward(30 * MINUTE_MS);
    expect(codeOf(await send(contentUrl, Buffer.from('x')))).toBe('401-101');
  });

  it('removes bytes that belong to nothing after an hour', async () => {
    await upload(CRM, Buffer.from('x'));
    await server.database.transaction((transaction) =>
      transaction.query('DELETE FROM attachments WHERE activity_id IS NULL'),
    );
    const before = await blobFiles();
    const sweep = server.application.get(UploadSweep);
    await sweep.sweep();
    expect(await blobFiles()).toEqual(before);
    server.clock.forward(HOUR_MS + MINUTE_MS);
    await sweep.sweep();
    expect(await blobFiles()).toHaveLength(before.length - 1);
  });

  it('removes uploads that are on no activity after 24 h, and leaves the others', async () => {
    const attached = await upload(CRM, Buffer.from('attached'));
    const path = await activityWith(CRM, attached);
    await upload(CRM, Buffer.from('forgotten'));
    await announce(CRM, 3);
    const sweep = server.application.get(UploadSweep);
    await sweep.sweep();
    expect(await blobFiles()).toHaveLength(2);
    server.clock.forward(24 * HOUR_MS);
    await sweep.sweep();
    expect(await blobFiles()).toHaveLength(1);
    const [{ count } = { count: '' }] = await server.database.query<{ count: string }>(
      'SELECT count(*) FROM attachments',
    );
    expect(count).toBe('1');
    expect(await listAttachments(CRM, path)).toHaveLength(1);
  });
});

describe('announcing and deleting again', () => {
  it('FILE-1: announces one file for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'announce-once' };
    const ask = (size: number) => server.request('POST', PREUPLOAD, { as: CRM, body: announcement(size), headers });
    const [first, second, other] = [await ask(5), await ask(5), await ask(6)];
    expect(second.json()).toEqual(first.json());
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(other.status).toBe(422);
  });

  it('FILE-1, FILE-2: deletes a file once, and its bytes behind the commit', async () => {
    const altId = await upload(CRM, randomBytes(100));
    const blobs = server.application.get(BlobStore, { strict: false });
    const keys = async () => {
      const found: string[] = [];
      for await (const { key } of blobs.list('')) found.push(key);
      return found;
    };
    const before = await keys();
    const headers = { 'idempotency-key': 'delete-once' };
    const remove = () => server.request('DELETE', `/core/filemgr/v3/app/email/assets/${altId}`, { as: CRM, headers });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 204]);
    const again = await server.request('DELETE', `/core/filemgr/v3/app/email/assets/${altId}`, { as: CRM });
    expect(again.status).toBe(404);
    await server.application.get(OutboxWorker, { strict: false }).drain('maintenance');
    expect(await keys()).toHaveLength(before.length - 1);
  });
});

describe('R-13: embedInlineAttachment', () => {
  const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

  async function readHtml(path: string, query: string, who: Who = PAT): Promise<string | undefined> {
    const answer = await server.request('GET', `${path}?$attribute=payload&${query}`, { as: who });
    expect(answer.status).toBe(200);
    interface Activities {
      readonly activity: readonly {
        readonly payload: { readonly email: { readonly content?: { readonly html: string } } };
      }[];
    }
    return answer.json<Activities>().activity[0]?.payload.email.content?.html;
  }

  async function createWithImages(options: { readonly secure?: true } = {}): Promise<string> {
    const [shown, ran] = [
      await upload(CRM, PIXEL, 'a.gif', 'image/gif'),
      await upload(CRM, PIXEL, 'b.svg', 'image/svg+xml'),
    ];
    const body = {
      department: { name: 'Service' },
      type: { value: 'email', subtype: { value: 'general' } },
      ...options,
      attachments: {
        attachment: [
          { altId: shown, inline: true, contentId: '<a@x>' },
          { altId: ran, inline: true, contentId: '<b@x>' },
        ],
      },
      payload: {
        email: {
          content: { html: '<img src="cid:a@x"><img src="cid:b@x">' },
          emailAddresses: { receiver: 'support@example.com', from: 'ann@example.org' },
        },
      },
    };
    const created = await server.request('POST', `${ACTIVITIES}/email/general`, { as: CRM, body });
    expect(created.status).toBe(201);
    return created.headers.get('location') ?? '';
  }

  it('shows the images of a single email in its html, and nothing that runs', async () => {
    const path = await createWithImages();
    const uri = `data:image/gif;base64,${PIXEL.toString('base64')}`;
    expect(await readHtml(path, 'embedInlineAttachment=yes')).toBe(`<img src="${uri}"><img src="cid:b@x">`);
    expect(await readHtml(path, 'embedInlineAttachment=no')).toBe('<img src="cid:a@x"><img src="cid:b@x">');
    const other = await createWithImages();
    expect(await readHtml(`${path},${other.split('/').at(-1)}`, 'embedInlineAttachment=yes')).toBeUndefined();
  });

  it('F14 shows the mail when an image is damaged, without the image', async () => {
    const path = await createWithImages();
    const listed = await server.request('GET', `${path}/attachment`, { as: PAT });
    const [{ id } = { id: '' }] = listed.json<{ attachment: ListedAttachment[] }>().attachment;
    const read = await server.request('GET', `${path}/attachment/${id}?$attribute=contentUrl`, { as: PAT });
    const [image] = read.json<{ attachment: { altId: string }[] }>().attachment;
    await writeFile(await fileOf(image?.altId ?? ''), Buffer.alloc(PIXEL.length));
    expect(await readHtml(path, 'embedInlineAttachment=yes')).toBe('<img src="cid:a@x"><img src="cid:b@x">');
  });

  it('is for users and clients, and yes or no', async () => {
    const path = await createWithImages();
    const sent = await server.request('GET', `${path}?embedInlineAttachment=true`, { as: PAT });
    expect(sent.json()).toMatchObject({ code: '400-102' });
    const asked = await server.request('GET', `${path}?embedInlineAttachment=yes`, { as: ANN });
    expect(asked.json()).toMatchObject({ code: '400-101' });
  });

  it('puts on record that the files of a secure activity were read (AUD-4)', async () => {
    const path = await createWithImages({ secure: true });
    await readHtml(path, 'embedInlineAttachment=yes');
    const sql = `SELECT count(*)::int AS reads FROM audit_entries WHERE action = 'read' AND object = 'attachment' AND detail->>'activityId' = $1`;
    const [row] = await server.database.query<{ reads: number }>(sql, [path.split('/').at(-1)]);
    expect(row?.reads).toBe(1);
  });
});
