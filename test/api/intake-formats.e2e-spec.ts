import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anActivity, asBody, BODY_FORMATS, toXml } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { createdId, POST_PATH, postActivity, refusalIn, refusalOf, WHO } from '../support/posting.js';
import { sendRaw, type RawAnswer } from '../support/raw-http.js';
import { startServer, type TestServer } from '../support/server.js';

const ACTIVITY = anActivity({ actor: 'client' });
const JSON_BODY = JSON.stringify(ACTIVITY);
const XML_BODY = toXml(ACTIVITY);
const FORM_TYPE = 'application/x-www-form-urlencoded';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.close();
});

function post(body: string | Uint8Array | FormData, headers: Record<string, string> = {}): Promise<TestAnswer> {
  return server.request('POST', POST_PATH, { as: WHO.client, body, headers });
}

function codeOf(answer: { readonly status: number; readonly text: string }): string {
  return answer.text === '' ? String(answer.status) : ((JSON.parse(answer.text) as { code?: string }).code ?? '');
}

/** Sends a body as it is, without what fetch would add to it. */
async function sendBody(head: readonly string[], pieces: Iterable<string | Buffer>): Promise<RawAnswer | undefined> {
  const { port, host } = new URL(server.url);
  const authorization = `Authorization: Bearer ${await server.token(WHO.client)}`;
  const start = [`POST ${POST_PATH} HTTP/1.1`, `Host: ${host}`, authorization, ...head].join('\r\n');
  function* request(): Generator<string | Buffer> {
    yield `${start}\r\n\r\n`;
    yield* pieces;
  }
  const [answer] = await sendRaw(Number(port), request());
  return answer;
}

interface StoredFile {
  readonly file_name: string;
  readonly content_type: string;
  readonly inline: boolean;
  readonly content_id: string | null;
  readonly size: string;
}

function filesOf(activityId: string): Promise<StoredFile[]> {
  return server.database.query<StoredFile>(
    'SELECT file_name, content_type, inline, content_id, size FROM attachments WHERE activity_id = $1::bigint ORDER BY position',
    [activityId],
  );
}

async function countOfActivities(): Promise<string> {
  const [row] = await server.database.query<{ count: string }>('SELECT count(*) FROM activities');
  return row?.count ?? '';
}

describe('Content-Type', () => {
  it.each([
    ['application/json', JSON_BODY],
    ['Application/JSON; charset=UTF-8', JSON_BODY],
    ['application/json;charset="utf-8"', JSON_BODY],
    ['application/xml', XML_BODY],
    ['application/xml; charset=utf-8', XML_BODY],
    ['text/plain', JSON_BODY],
    ['text/plain', `\n  ${JSON_BODY}\n`],
    ['text/plain; charset=utf-8', XML_BODY],
    [FORM_TYPE, new URLSearchParams({ data: JSON_BODY, 'data-type': 'application/json' }).toString()],
    [FORM_TYPE, new URLSearchParams({ data: XML_BODY, 'data-type': 'application/xml' }).toString()],
  ])('H-3, H-4 may be %s', async (contentType, body) => {
    expect(codeOf(await post(body, { 'content-type': contentType }))).toBe('201');
  });

  it.each([
    ['text/html', JSON_BODY],
    ['application/pdf', JSON_BODY],
    ['application/json; charset=iso-8859-1', JSON_BODY],
    ['application/xml; charset=utf-16', XML_BODY],
    ['text/xml', XML_BODY],
    ['json', JSON_BODY],
    ['application/json, application/xml', JSON_BODY],
  ])('H-3 is refused as %s', async (contentType, body) => {
    const answer = await post(body, { 'content-type': contentType });
    expect(refusalIn(answer)).toMatchObject({
      status: 415,
      code: '415-100',
      developerMessage: `Unsupported 'Content-Type' header value provided: '${contentType}'.`,
    });
  });

  it.each([
    ['{', JSON_BODY, 201],
    ['white space and {', ` \r\n\t${JSON_BODY}`, 201],
    ['<', XML_BODY, 415],
    ['[', `[${JSON_BODY}]`, 415],
    ['anything else', 'data=1', 415],
  ])('H-3 may be left out when the body begins with %s: not for others', async (_, body, status) => {
    const answer = await sendBody([`Content-Length: ${Buffer.byteLength(body)}`], [body]);
    expect(answer?.status).toBe(status);
  });

  it.each([
    'application/json',
    'application/xml',
    'text/plain',
    'text/html',
    FORM_TYPE,
    'multipart/form-data; boundary=x',
  ])('B-17 comes first: an empty or blank body is 400-264, as %s', async (contentType) => {
    for (const body of ['', ' ', '\r\n\t  \n']) {
      const answer = await post(body, { 'content-type': contentType });
      expect(refusalIn(answer)).toEqual({
        status: 400,
        code: '400-264',
        developerMessage: 'Request body is mandatory. Please provide body for the request.',
        attributes: [],
      });
    }
  });

  it('B-17 holds without any body, and for a chunked one that is blank', async () => {
    expect(codeOf(await server.request('POST', POST_PATH, { as: WHO.client }))).toBe('400-264');
    const chunked = await sendBody(
      ['Transfer-Encoding: chunked', 'Content-Type: application/json'],
      ['2\r\n \n\r\n0\r\n\r\n'],
    );
    expect(chunked?.body).toContain('400-264');
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('H-3 refuses the method %s with what is allowed', async (method) => {
    const answer = await server.request(method, POST_PATH, { as: WHO.client });
    expect([answer.status, codeOf(answer), answer.headers.get('allow')]).toEqual([405, '405-100', 'POST']);
  });
});

describe('a body that is not well-formed', () => {
  it.each([
    ['application/json', '{"subject": 1,\n "subject": 2}', 2, 2],
    ['application/json', JSON_BODY.slice(0, -1), 1, JSON_BODY.length],
    ['application/json', '{"a": nul}', 1, 7],
    ['text/plain', 'hello', 1, 1],
    ['application/xml', '<activity>\n<subject>a</activity>', 2, 11],
    ['application/xml', '<!DOCTYPE activity><activity/>', 1, 1],
    [
      'application/xml',
      `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><activity>&x;</activity>`,
      2,
      1,
    ],
    ['application/xml', '<activity><subject>&nbsp;</subject></activity>', 1, 20],
    ['application/xml', '<activity><subject>a</subject><subject>b</subject></activity>', 1, 31],
    ['application/xml', `${XML_BODY}${XML_BODY}`, 1, XML_BODY.length + '<activity>'.length],
    ['application/xml', 'hello', 1, 1],
  ])('ERR-9 is refused with its place, as %s: %s', async (contentType, body, line, column) => {
    const answer = await post(body, { 'content-type': contentType });
    const { code, developerMessage, details } = answer.json<{
      code: string;
      developerMessage: string;
      details: unknown;
    }>();
    expect([answer.status, code]).toEqual([400, '400-100']);
    expect(developerMessage).toMatch(/^Request is not well-formed: .+\.$/);
    expect(details).toEqual([
      { key: 'line', value: String(line) },
      { key: 'column', value: String(column) },
    ]);
  });

  it('ERR-9 is refused when it is not UTF-8', async () => {
    const body = Buffer.from(JSON_BODY.replace('Laptop', 'Gerät'), 'latin1');
    expect(codeOf(await post(body, { 'content-type': 'application/json' }))).toBe('400-100');
  });

  it('ERR-9 is refused when it ends before its announced length', async () => {
    const { port, host } = new URL(server.url);
    const head = `POST ${POST_PATH} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${await server.token(WHO.client)}\r\n`;
    const before = await countOfActivities();
    await sendRaw(Number(port), [`${head}Content-Type: application/json\r\nContent-Length: 9999\r\n\r\n${JSON_BODY}`], {
      endsEarly: true,
    });
    expect(await countOfActivities()).toBe(before);
    expect(codeOf(await post(JSON_BODY, { 'content-type': 'application/json' }))).toBe('201');
  });

  it('B-18 is one activity and nothing else', async () => {
    for (const body of [`[${JSON_BODY}]`, '[]', '5', '"a"', 'null']) {
      const answer = await post(body, { 'content-type': 'application/json' });
      expect(refusalIn(answer)).toEqual(refusalOf('400-152', 'activity'));
    }
    const other = await post('<activities><activity/></activities>', { 'content-type': 'application/xml' });
    expect(refusalIn(other)).toEqual(refusalOf('400-152', 'activity'));
  });
});

describe('XML', () => {
  it.each([
    [
      'XML-2 namespaces and prefixes',
      XML_BODY.replaceAll('<', '<e:')
        .replaceAll('<e:/', '</e:')
        .replace('<e:activity>', '<e:activity xmlns:e="urn:e">'),
    ],
    [
      'XML-2 a default namespace',
      XML_BODY.replace(
        '<activity>',
        '<activity xmlns="http://bindings.egain.com/ws/model/v12/gen/interaction/activity">',
      ),
    ],
    [
      'XML-2 a date as an attribute',
      XML_BODY.replace('<email>', '<email><date date="2026-05-01T10:00:00.000Z"/>').replace(
        '<value><email>',
        '<value>email',
      ),
    ],
    ['XML-3 character references', XML_BODY.replace('Laptop', '&#x4C;aptop &amp; &lt;more&gt;')],
    ['CDATA', XML_BODY.replace('<text>', '<html><![CDATA[<b>&nbsp;</b><!DOCTYPE html>]]></html><text>')],
    ['a declaration and comments', `<?xml version="1.0" encoding="UTF-8"?>\n<!-- a -->${XML_BODY}<!-- b -->`],
    ['a byte order mark', `\ufeff${XML_BODY}`],
  ])('takes %s', async (_, body) => {
    expect(codeOf(await post(body, { 'content-type': 'application/xml' }))).toBe('201');
  });

  it('XML-2 takes an id as an attribute', async () => {
    const body = XML_BODY.replace('<subject>', '<case id="999999"/><subject>');
    expect(codeOf(await post(body, { 'content-type': 'application/xml' }))).toBe('400-194');
  });

  it('ERR-5 is answered in XML to whoever asks for it', async () => {
    const answer = await post('{}', { 'content-type': 'application/json', accept: 'application/xml' });
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(answer.text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<error[^>]*><code>400-146<\/code><developerMessage>Required/,
    );
  });

  it('B-23 names in an XML answer what XML could not carry', async () => {
    const answer = await post('{"\\u0000\\ud800": 1}', {
      'content-type': 'application/json',
      accept: 'application/xml',
    });
    expect(answer.status).toBe(400);
    // eslint-disable-next-line no-control-regex -- the character that must not come back
    expect(answer.text).not.toMatch(/\u0000/);
  });
});

describe('Accept and Accept-Language', () => {
  it.each([
    ['H-1', 'accept-language', 'xx', 406, '406-100', "Invalid 'Accept-Language' header value provided."],
    [
      'H-2',
      'accept',
      'text/html',
      406,
      '406-101',
      "None of the media types in the 'Accept' header is supported: application/json, application/xml.",
    ],
  ])('%s: %s is refused before the body is looked at', async (_, name, value, status, code, developerMessage) => {
    const answer = await post('', { [name]: value });
    expect(refusalIn(answer)).toEqual({ status, code, developerMessage, attributes: [] });
  });

  it('H-1 decides the language of the user message (ERR-4)', async () => {
    const userMessageOf = async (headers: Record<string, string>) =>
      (await post('', headers)).json<{ userMessage?: string }>().userMessage;
    const german = await userMessageOf({ 'accept-language': 'de-AT, de;q=0.9' });
    expect(german).toBeDefined();
    expect(german).toBe(await userMessageOf({ 'accept-language': 'de-DE' }));
    expect(german).not.toBe(await userMessageOf({ 'accept-language': 'fr' }));
  });
});

describe('a form', () => {
  const fields = (entries: Record<string, string>): string => new URLSearchParams(entries).toString();

  it.each([
    ['no data', fields({ 'data-type': 'application/json' }), refusalOf('400-146', 'data')],
    ['blank data', fields({ data: ' ', 'data-type': 'application/json' }), refusalOf('400-146', 'data')],
    ['no type', fields({ data: JSON_BODY }), refusalOf('400-152', 'data-type')],
    ['another type', fields({ data: JSON_BODY, 'data-type': 'text/plain' }), refusalOf('400-152', 'data-type')],
    [
      'another field',
      fields({ data: JSON_BODY, 'data-type': 'application/json', more: '1' }),
      refusalOf('400-147', 'more'),
    ],
  ])('H-4 is refused with %s', async (_, body, refusal) => {
    expect(refusalIn(await post(body, { 'content-type': FORM_TYPE }))).toEqual(refusal);
  });

  it('H-4 is judged like any other activity, and refused when a field is there twice', async () => {
    const invalid = JSON.stringify(anActivity({ actor: 'client', set: { subject: 'x'.repeat(256) } }));
    const body = fields({ data: invalid, 'data-type': 'application/json' });
    expect(refusalIn(await post(body, { 'content-type': FORM_TYPE }))).toEqual(refusalOf('400-152', 'subject'));
    expect(codeOf(await post(`${body}&data=1`, { 'content-type': FORM_TYPE }))).toBe('400-100');
  });
});

describe('multipart', () => {
  function aForm(tree: unknown, files: Record<string, File> = {}): FormData {
    const form = new FormData();
    form.set('data-type', 'application/json');
    form.set('data', JSON.stringify(tree));
    for (const [name, file] of Object.entries(files)) form.set(name, file);
    return form;
  }

  const photo = new File(['png bytes'], 'Foto ü.png', { type: 'image/png' });
  const notes = new File(['some notes'], 'notes.txt', { type: 'text/plain' });

  it.each(BODY_FORMATS)('H-4 carries the activity and files, as %s', async (format) => {
    const form = aForm({}, { photo, notes });
    form.set('data', asBody(ACTIVITY, format).body);
    form.set('data-type', `application/${format}`);
    expect(await filesOf(createdId(await post(form)))).toEqual([
      { file_name: 'Foto ü.png', content_type: 'image/png', inline: false, content_id: null, size: '9' },
      { file_name: 'notes.txt', content_type: 'text/plain', inline: false, content_id: null, size: '10' },
    ]);
  });

  it('H-4, B-5 is content enough with a file alone', async () => {
    const tree = anActivity({ actor: 'client', without: ['subject', 'payload.email.content'] });
    expect(await filesOf(createdId(await post(aForm(tree, { notes }))))).toHaveLength(1);
  });

  it('H-4 describes a part by an element with its name', async () => {
    const attachment = [{ altId: 'photo', inline: true, contentId: '<photo@x>' }];
    const tree = anActivity({ actor: 'client', set: { 'attachments.attachment': attachment } });
    const [first, second] = await filesOf(createdId(await post(aForm(tree, { notes, photo }))));
    expect(first).toMatchObject({ file_name: 'Foto ü.png', inline: true, content_id: 'photo@x' });
    expect(second).toMatchObject({ file_name: 'notes.txt', inline: false });
  });

  const BOUNDARY = { 'content-type': 'multipart/form-data; boundary=xx' };
  const part = (head: string, text: string) => `--xx\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
  const DATA = part('name="data-type"', 'application/json') + part('name="data"', JSON_BODY);

  it('H-4 makes a part inline that has a Content-ID', async () => {
    const file = part(
      'name="logo"; filename="../../etc/logo.gif"\r\nContent-Type: image/gif\r\nContent-ID: <logo@x>',
      'gif',
    );
    const [stored] = await filesOf(createdId(await post(`${file}${DATA}--xx--\r\n`, BOUNDARY)));
    expect(stored).toEqual({
      file_name: 'logo.gif',
      content_type: 'image/gif',
      inline: true,
      content_id: 'logo@x',
      size: '3',
    });
  });

  it('H-4 keeps both of two files with one name', async () => {
    const body = part('name="f"; filename="a"', '1') + part('name="f"; filename="b"', '2') + DATA;
    expect((await filesOf(createdId(await post(`${body}--xx--\r\n`, BOUNDARY)))).map((file) => file.file_name)).toEqual(
      ['a', 'b'],
    );
  });

  it.each([
    ['no data', part('name="data-type"', 'application/json'), '400-146'],
    ['no data type', part('name="data"', JSON_BODY), '400-152'],
    ['data twice', DATA + part('name="data"', JSON_BODY), '400-100'],
    [
      'data that is not well-formed',
      part('name="data-type"', 'application/json') + part('name="data"', '{'),
      '400-100',
    ],
    ['a part without name', `${DATA}--xx\r\nContent-Disposition: form-data\r\n\r\nx\r\n`, '400-100'],
    ['a part without head', `${DATA}--xx\r\n\r\nx\r\n`, '400-100'],
    ['too many parts', DATA + part('name="f"; filename="f"', 'x').repeat(200), '400-100'],
  ])('H-4 is refused with %s', async (_, body, code) => {
    expect(codeOf(await post(`${body}--xx--\r\n`, BOUNDARY))).toBe(code);
  });

  it('H-4 is refused without a boundary, with too long a one, and when it is cut off', async () => {
    expect(codeOf(await post(DATA, { 'content-type': 'multipart/form-data' }))).toBe('400-100');
    expect(codeOf(await post(DATA, { 'content-type': `multipart/form-data; boundary=${'x'.repeat(300)}` }))).toBe(
      '400-100',
    );
    for (const length of [1, 20, 60, DATA.length - 30, DATA.length]) {
      expect(codeOf(await post(DATA.slice(0, length), BOUNDARY))).toBe('400-100');
    }
  });

  it('leaves no bytes behind when the activity is refused', async () => {
    const before = await server.database.query('SELECT count(*) FROM attachments');
    expect(codeOf(await post(aForm({ type: {} }, { notes })))).toBe('400-146');
    expect(await server.database.query('SELECT count(*) FROM attachments')).toEqual(before);
  });
});

describe('a request that is larger than any activity could be', () => {
  const MEGABYTE = 1024 * 1024;

  it.each(['application/json', 'application/xml', 'text/plain', FORM_TYPE, 'multipart/form-data; boundary=xx'])(
    'Z-4 is refused by its announced length, as %s',
    async (contentType) => {
      const answer = await sendBody([`Content-Type: ${contentType}`, `Content-Length: ${500 * MEGABYTE}`], []);
      expect(answer?.status).toBe(413);
      expect(answer?.headers.get('connection')).toBe('close');
      expect(JSON.parse(answer?.body ?? '')).toMatchObject({ code: '413-100', details: [{ key: 'limit' }] });
    },
  );

  it.each([
    ['application/json', '{"subject":"'],
    ['application/xml', '<activity><subject>'],
    [FORM_TYPE, 'data='],
    ['multipart/form-data; boundary=xx', '--xx\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'],
    ['multipart/form-data; boundary=xx', '--xx\r\nContent-Disposition: form-data; name="data"\r\n\r\n'],
  ])('Z-4 is cut off while it is read, before its end, as %s: %s', async (contentType, start) => {
    function* withoutEnd(): Generator<string | Buffer> {
      yield `${start.length.toString(16)}\r\n${start}\r\n`;
      const chunk = Buffer.alloc(64 * 1024, 'x');
      for (let sent = 0; sent < 64 * MEGABYTE; sent += chunk.length) {
        yield Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);
      }
    }
    const answer = await sendBody(['Transfer-Encoding: chunked', `Content-Type: ${contentType}`], withoutEnd());
    expect([answer?.status, answer?.headers.get('connection')]).toEqual([413, 'close']);
  });

  it('goes on serving others', async () => {
    expect((await postActivity(server, WHO.client, ACTIVITY)).status).toBe(201);
  });
});
