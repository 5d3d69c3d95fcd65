import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CATALOGUE, type ErrorCode } from '#runtime/errors/catalogue.js';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { POST_PATH } from '../support/posting.js';
import { sendRaw, type RawAnswer, type RawRequest } from '../support/raw-http.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const ACTIVITY = JSON.stringify(anActivity({ actor: 'client' }));

let server: ServerProcess;
let token: string;

beforeAll(async () => {
  server = await startServerProcess();
  token = await server.token({ client: 'crm' });
}, 90_000);

afterAll(async () => {
  await server.stop();
});

afterEach(async () => {
  expect({ status: (await post()).status, exitCode: server.exitCode }).toEqual({ status: 201, exitCode: undefined });
});

function post(query = '', headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer> {
  return server.request('POST', POST_PATH + query, {
    token,
    body: ACTIVITY,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer> {
  return server.request('GET', path, { token, headers });
}

function expectRefusal(answer: TestAnswer, code: ErrorCode): void {
  expect({ status: answer.status, code: answer.json()['code'] }).toEqual({ status: CATALOGUE[code].status, code });
  expect(answer.headers.get('x-request-id')).toMatch(UUID);
}

function expectRawRefusal(answer: RawAnswer | undefined, code: ErrorCode): void {
  const { code: sent } = JSON.parse(answer?.body || '{}') as { code?: string };
  expect({ status: answer?.status, code: sent }).toEqual({ status: CATALOGUE[code].status, code });
  expect(answer?.headers.get('x-request-id')).toMatch(UUID);
}

/** The head of the request that creates an activity, with other headers besides. */
function head(...headers: readonly string[]): string {
  const lines = [
    `POST ${POST_PATH} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
  ];
  return `${[...lines, ...headers].join('\r\n')}\r\n\r\n`;
}

const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

describe('ERR-7: what is no HTTP request', () => {
  it.each<[string, () => string | Buffer, ErrorCode]>([
    ['noise', () => Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 7919) % 256)), '400-100'],
    ['a TLS hello', () => Buffer.from('16030100c6010000c20303', 'hex'), '400-100'],
    ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '400-100'],
    ['a method that nobody knows', () => `FOO ${POST_PATH} HTTP/1.1\r\nHost: x\r\n\r\n`, '400-100'],
    ['a method in small letters', () => `post ${POST_PATH} HTTP/1.1\r\nHost: x\r\n\r\n`, '400-100'],
    ['a tunnel', () => 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n', '400-100'],
    ['no version, as in HTTP/0.9', () => 'GET /\r\n\r\n', '404-100'],
    ['version 3 in text', () => 'GET / HTTP/3.0\r\nHost: x\r\n\r\n', '400-100'],
    ['a path with a space', () => 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', '400-100'],
    ['no Host', () => 'GET /core/casemgr/v3/activity/1 HTTP/1.1\r\n\r\n', '400-100'],
    ['a header without a colon', () => head('Nothing'), '400-100'],
    ['a header whose name has a space', () => head('Content Length: 2'), '400-100'],
    ['a header with NUL', () => head('X-A: a\u0000b'), '400-100'],
    ['a header with a bare line feed', () => head('X-A: a\nContent-Length: 0'), '400-100'],
    ['a folded header', () => head('X-A: a', ' b'), '400-100'],
    ['a Content-Length below zero', () => head('Content-Length: -1'), '400-100'],
    ['a Content-Length that is no number', () => head('Content-Length: 1e3'), '400-100'],
    ['a Content-Length beyond all numbers', () => head(`Content-Length: ${'9'.repeat(40)}`), '400-100'],
    ['a Content-Length of a petabyte', () => head('Content-Length: 1000000000000000'), '413-100'],
    ['two Content-Lengths', () => `${head('Content-Length: 2', 'Content-Length: 3')}{}`, '400-100'],
    [
      'Content-Length and chunks',
      () => `${head('Content-Length: 2', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
      '400-100',
    ],
    ['an unknown Transfer-Encoding', () => `${head('Transfer-Encoding: gzip')}x`, '400-100'],
    ['chunks that are encoded twice', () => `${head('Transfer-Encoding: chunked, chunked')}0\r\n\r\n`, '400-100'],
    ['a chunk of no size', () => `${head('Transfer-Encoding: chunked')}zz\r\n{}\r\n`, '400-100'],
    ['a chunk below zero', () => `${head('Transfer-Encoding: chunked')}-1\r\n{}\r\n`, '400-100'],
    ['a chunk larger than its size', () => `${head('Transfer-Encoding: chunked')}1\r\n{}}}}\r\n`, '400-100'],
    ['a header of 100 KB', () => head(`X-A: ${'a'.repeat(100_000)}`), '413-100'],
    ['10,000 headers', () => head(...Array.from({ length: 10_000 }, (_, index) => `X-${index}: a`)), '413-100'],
    ['a path of 100 KB', () => `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, '413-100'],
    ['10,000 parameters', () => head().replace(' HTTP', `?${'ab&'.repeat(10_000)} HTTP`), '413-100'],
  ])('%s is refused', async (_, request, code) => {
    const [answer] = await sendRaw(server.port, [request()]);
    expectRawRefusal(answer, code);
  });

  it.each<[string, () => RawRequest]>([
    ['a body shorter than announced', () => [head('Content-Length: 5000'), ACTIVITY]],
    ['no body where one is announced', () => [head('Content-Length: 5000')]],
    ['chunks without an end', () => [head('Transfer-Encoding: chunked'), chunk(ACTIVITY)]],
    ['a chunk cut off', () => [head('Transfer-Encoding: chunked'), 'fff\r\n{"subject"']],
  ])('%s is 400-100, and creates nothing', async (_, request) => {
    const before = await server.metric('casemgr_activities_created_total{actor="client"}');
    const [answer] = await sendRaw(server.port, request(), { endsEarly: true });
    expectRawRefusal(answer, '400-100');
    expect(await server.metric('casemgr_activities_created_total{actor="client"}')).toBe(before);
  });

  it('a body longer than announced is a request, and what follows it is none', async () => {
    const answers = await sendRaw(server.port, [head(`Content-Length: ${ACTIVITY.length}`), `${ACTIVITY}}}}\r\n\r\n`], {
      awaits: 2,
    });
    expect(answers[0]?.status).toBe(201);
    expectRawRefusal(answers[1], '400-100');
  });

  it('a client that goes away in the middle of anything ends nothing else', async () => {
    const whole = `${head(`Content-Length: ${ACTIVITY.length}`)}${ACTIVITY}`;
    for (let length = 1; length < whole.length; length += 37) {
      await sendRaw(server.port, [whole.slice(0, length)], { goesAway: true });
    }
  });

  it('a client that sends byte by byte keeps nobody waiting', async () => {
    async function* slowly(): AsyncGenerator<string> {
      yield head(`Content-Length: ${ACTIVITY.length}`);
      for (const character of ACTIVITY.slice(0, 40)) {
        yield character;
        expect((await get('/health/live')).status).toBe(200);
      }
      yield ACTIVITY.slice(40);
    }
    const [answer] = await sendRaw(server.port, slowly());
    expect(answer?.status).toBe(201);
  });

  it('a header that means nothing here changes nothing', async () => {
    for (const header of [
      'Expect: the-unexpected',
      'Upgrade: websocket',
      'Connection: upgrade',
      'TE: x',
      'Range: bytes=0-1',
    ]) {
      const [answer] = await sendRaw(server.port, [head(`Content-Length: ${ACTIVITY.length}`, header), ACTIVITY]);
      expect({ header, status: answer?.status }).toEqual({ header, status: 201 });
    }
  });
});

describe('H-3: another method', () => {
  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'M-SEARCH'])(
    '%s is 405-100 with Allow',
    async (method) => {
      const [answer] = await sendRaw(server.port, [head('Content-Length: 0').replace('POST', method)]);
      expect({ status: answer?.status, allow: answer?.headers.get('allow') }).toEqual({ status: 405, allow: 'POST' });
      expect(answer?.headers.get('x-request-id')).toMatch(UUID);
    },
  );
});

describe('a path that leads nowhere', () => {
  it.each([
    ['/%00', '404-100'],
    ['//', '404-100'],
    ['/../../etc/passwd', '404-100'],
    ['/core/..%2f..%2fetc', '404-100'],
    ['/core/casemgr/v3/activity/%', '400-100'],
    ['/core/casemgr/v3/activity/%ff', '400-100'],
    ['/core/casemgr/v3/activity/%ed%a0%80', '400-100'],
    ['/core/casemgr/v3/activity/%00', '404-100'],
    ['/core/casemgr/v3/activity/1%00', '404-100'],
    ['/core/casemgr/v3/activity/-1', '404-100'],
    ['/core/casemgr/v3/activity/0', '404-100'],
    ['/core/casemgr/v3/activity/99999999999999999999', '404-100'],
    ['/core/casemgr/v3/activity/1;DROP', '404-100'],
    ["/core/casemgr/v3/activity/1'", '404-100'],
    ['/core/casemgr/v3/activity/__proto__', '404-100'],
    ['/core/casemgr/v3/activity/1/attachment/%00', '404-100'],
    ['/core/casemgr/v3/case/%f0%9f%92%a5', '404-100'],
    ['/core/customermgr/v3/customers/,', '404-100'],
    [`/core/casemgr/v3/activity/${'1,'.repeat(70)}1`, '404-100'],
    [`/core/casemgr/v3/activity/${Array.from({ length: 76 }, (_, index) => index).join(',')}`, '400-152'],
    [`/core/casemgr/v3/activity/${'9'.repeat(3_000)}`, '404-100'],
    ['/core/casemgr/v3/activity/email/general/explain/more', '404-100'],
    ['/core/casemgr/v3/activity%2f1', '404-100'],
    ['/CORE/casemgr/v3/activity/1', '404-100'],
    ['/core/casemgr/v3/activity/1/', '404-100'],
    ['*', '404-100'],
    ['http://elsewhere/core/casemgr/v3/activity/1', '404-100'],
  ] as const)('%s is %s', async (path, code) => {
    const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    const [answer] = await sendRaw(server.port, [request]);
    expectRawRefusal(answer, code);
  });
});

describe('Q-1: a query that nobody asked for', () => {
  it.each([
    '?customer',
    '?customer=1',
    '?customer=1&customer=2',
    '?customer[]=1',
    '?customer[a]=1',
    '?Customer=1',
    '?%63ustomer=1',
    '?__proto__=1',
    '?constructor=1',
    '?%00=1',
    '?%ff',
    '?=x',
    '?a=%',
    `?${'a&'.repeat(5_000)}`,
    `?${Array.from({ length: 1_500 }, (_, index) => `p${index}`).join('&')}`,
  ])('%s of a client is 400-101', async (query) => {
    expectRefusal(await post(query), '400-101');
  });

  it.each(['?', '?&', '?&&'])('%s asks for nothing', async (query) => {
    expect((await post(query)).status).toBe(201);
  });

  it.each([
    'customer=1&customer=2',
    'customer=%00',
    'customer=%ff',
    'customer=1e3',
    'customer=-1',
    "customer=1'",
    'customer=%F0%9F%92%A5',
    'customer=1,2',
    'customer=0',
  ])('Q-3: %s of a customer is 400-244', async (query) => {
    const answer = await server.request('POST', `${POST_PATH}?${query}`, {
      as: { customer: 'c-ann' },
      body: anActivity({ actor: 'customer' }),
    });
    expectRefusal(answer, '400-244');
  });
});

describe('a header that is too much', () => {
  it.each<[string, Readonly<Record<string, string>>, ErrorCode | undefined]>([
    ['3,000 media types', { accept: 'text/a,'.repeat(2_000) }, '406-101'],
    ['media types that are none', { accept: ';;;,/,*/*/*' }, '406-101'],
    ['q-values that are none', { accept: 'application/json;q=x' }, undefined],
    ['2,500 languages', { 'accept-language': 'xx-XX,'.repeat(2_500) }, '406-100'],
    ['a language of 10 KB', { 'accept-language': 'a'.repeat(10_000) }, '406-100'],
    ['a key of 256 characters', { 'idempotency-key': 'k'.repeat(256) }, '400-100'],
    ['a key that is no ASCII', { 'idempotency-key': 'schlüssel' }, '400-100'],
    ['a key that is empty', { 'idempotency-key': '' }, '400-100'],
  ])('%s', async (_, headers, code) => {
    const answer = await post('', headers);
    if (code === undefined) expect([201, 406]).toContain(answer.status);
    else expectRefusal(answer, code);
  });

  it('A-1: a token of 12 KB is no token', async () => {
    expectRefusal(await server.request('POST', POST_PATH, { token: 'a'.repeat(12_000), body: {} }), '401-101');
  });

  it('A-1: two tokens are no token', async () => {
    const [answer] = await sendRaw(server.port, [head(`Authorization: Bearer ${token}`, 'Content-Length: 2'), '{}']);
    expect([400, 401]).toContain(answer?.status);
  });
});

/** A form with one file, written as fast as the server takes it. */
async function upload(fileBytes: number): Promise<number> {
  const boundary = 'x';
  const piece = Buffer.alloc(64 * 1024, 'x');
  const start = `--${boundary}\r\nContent-Disposition: form-data; name="data"\r\n\r\n${ACTIVITY}\r\n--${boundary}\r\nContent-Disposition: form-data; name="data-type"\r\n\r\napplication/json\r\n--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="f.bin"\r\n\r\n`;
  const end = `\r\n--${boundary}--\r\n`;
  const request = httpRequest(server.url + POST_PATH, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${token}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
  const answered = once(request, 'response') as Promise<[{ statusCode?: number; resume(): void }]>;
  request.write(start);
  for (let sent = 0; sent < fileBytes; sent += piece.length) {
    if (!request.write(piece.subarray(0, Math.min(piece.length, fileBytes - sent)))) await once(request, 'drain');
  }
  request.end(end);
  const [response] = await answered;
  response.resume();
  return response.statusCode ?? 0;
}

describe('Z-4: memory', () => {
  it('stays bounded while twenty files of 24 MB arrive at once', async () => {
    const megabyte = 1024 * 1024;
    const resident = async (): Promise<number> => (await server.metric('process_resident_memory_bytes')) / megabyte;
    const before = await resident();
    let most = before;
    let running = 20;
    const uploads = Array.from({ length: running }, () =>
      upload(24 * megabyte).finally(() => {
        running -= 1;
      }),
    );
    while (running > 0) most = Math.max(most, await resident());
    expect(await Promise.all(uploads)).toEqual(uploads.map(() => 201));
    process.stdout.write(`memory grew by ${Math.round(most - before)} MB at most\n`);
    expect(most - before).toBeLessThan(300);
  }, 120_000);
});
