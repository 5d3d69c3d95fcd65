import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { anActivity, asBody } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { POST_PATH, WHO, postActivity } from '../support/posting.js';
import type { Who } from '../support/partition.js';
import { sendRaw, type RawAnswer } from '../support/raw-http.js';
import { startServer, type TestServer } from '../support/server.js';

const CRM: Who = { client: 'crm' };
const PAT: Who = { user: 'pat' };

const LOOK_AT_PATH = '/core/casemgr/v3/activity/1';

/** Takes a table that every commit writes to; with the embedded database, which serves one session, that is all of it. */
async function lockCases(server: TestServer): Promise<() => Promise<void>> {
  const released = Promise.withResolvers<undefined>();
  const locked = Promise.withResolvers<undefined>();
  const transaction = server.database.transaction(async (held) => {
    await held.query('LOCK TABLE cases IN ACCESS EXCLUSIVE MODE');
    locked.resolve(undefined);
    await released.promise;
  });
  await locked.promise;
  return async () => {
    released.resolve(undefined);
    await transaction;
  };
}

/** Asks until an answer is as it should be; the test's own time limit ends a wait in vain. */
async function until(ask: () => Promise<TestAnswer>, isRight: (answer: TestAnswer) => boolean): Promise<TestAnswer> {
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    await wait(10);
  }
}

async function shedCount(server: TestServer, reason: string): Promise<number> {
  const { text } = await server.request('GET', '/metrics');
  return Number(new RegExp(`casemgr_requests_shed_total\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

describe('a server at its limit of requests (LIVE-7, ENV-14)', () => {
  const LIMIT = 4;
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({
      environment: { CASEMGR_MAXIMUM_REQUESTS: String(LIMIT), CASEMGR_MAXIMUM_QUEUE_MS: '10000' },
    });
    // Whose token it is is known once it has been used.
    for (const who of [CRM, PAT]) await server.request('GET', LOOK_AT_PATH, { as: who });
  });

  afterAll(async () => {
    await server.close();
  });

  function post(who: Who, headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer> {
    return postActivity(server, who, anActivity({ actor: 'client' }), { headers });
  }

  it('turns requests away, shares what it has among callers, answers about its health, and recovers', async () => {
    const release = await lockCases(server);
    const working = Array.from({ length: LIMIT }, () => post(CRM));
    try {
      const unavailable = await until(
        () => post(CRM),
        ({ status }) => status === 503,
      );
      expect(unavailable.json()).toMatchObject({
        code: '503-100',
        developerMessage: 'Service is temporarily unavailable. Try again later.',
      });
      expect(unavailable.headers.get('retry-after')).toMatch(/^[1-5]$/);
      expect(unavailable.headers.get('x-request-id')).not.toBeNull();

      const inXml = await post(CRM, { accept: 'application/xml', 'accept-language': 'de-DE' });
      expect(inXml.status).toBe(503);
      expect(inXml.headers.get('content-type')).toContain('application/xml');
      expect(inXml.text).toContain('<code>503-100</code>');
      expect(inXml.text).toContain('<userMessage>');

      // Another caller has its share, and the greedy one is told so.
      working.push(post(PAT));
      const tooMany = await until(
        () => post(CRM),
        ({ status }) => status === 429,
      );
      expect(tooMany.json()).toMatchObject({
        code: '429-100',
        developerMessage: 'Too many requests. Try again later.',
      });
      expect(tooMany.headers.get('retry-after')).toMatch(/^[1-5]$/);

      expect((await server.request('GET', '/health/live')).status).toBe(200);
      expect(await shedCount(server, 'requests')).toBeGreaterThan(0);
      expect(await shedCount(server, 'share')).toBeGreaterThan(0);
    } finally {
      await release();
    }
    // What was let in is answered; on a slow machine it may have waited longer than anybody is made to wait.
    for (const { status } of await Promise.all(working)) expect([201, 503]).toContain(status);
    expect((await post(CRM)).status).toBe(201);
  });

  it('does not read the body of a request that it turns away', async () => {
    const token = await server.token(CRM);
    const release = await lockCases(server);
    const working = Array.from({ length: LIMIT }, () => post(CRM));
    try {
      await until(
        () => post(CRM),
        ({ status }) => status === 503,
      );
      const head = [
        `POST ${POST_PATH} HTTP/1.1`,
        'Host: 127.0.0.1',
        `Authorization: Bearer ${token}`,
        'Content-Type: application/json',
        'Content-Length: 10000000',
        'Expect: 100-continue',
      ];
      const answers = await sendRaw(Number(new URL(server.url).port), [`${head.join('\r\n')}\r\n\r\n`]);
      expect(answers.map(({ status }) => status)).toEqual([503]);
      expect(answers[0]?.headers.get('connection')).toBe('close');
    } finally {
      await release();
    }
    await Promise.all(working);
  });
});

describe('a server whose database has come to a standstill (LIVE-7)', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ environment: { CASEMGR_MAXIMUM_QUEUE_MS: '10' } });
    await server.request('GET', LOOK_AT_PATH, { as: CRM });
  });

  afterAll(async () => {
    await server.close();
  });

  it('turns everybody away at once until work goes on again', async () => {
    const release = await lockCases(server);
    // More than are written and read at the same time, so that some wait.
    const { body, headers } = asBody(anActivity({ actor: 'client' }), 'json');
    const posts = Array.from({ length: 200 }, () => server.request('POST', POST_PATH, { as: CRM, body, headers }));
    try {
      const shed = await until(
        () => server.request('GET', '/openapi.json'),
        ({ status }) => status === 503,
      );
      expect(shed.headers.get('retry-after')).toMatch(/^[1-5]$/);
      expect((await server.request('GET', '/health/live')).status).toBe(200);
    } finally {
      await release();
    }
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    expect(statuses).toContain(201);
    expect(statuses.filter((status) => status !== 201 && status !== 503)).toEqual([]);
    await until(
      () => server.request('GET', '/openapi.json'),
      ({ status }) => status === 200,
    );
  });
});

describe('200 activities at once', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(async () => {
    await server.close();
  });

  it.each(['client', 'customer'] as const)('are no overload when a %s sends them', async (actor) => {
    const activity = anActivity({ actor });
    const answers = await Promise.all(Array.from({ length: 200 }, () => postActivity(server, WHO[actor], activity)));
    expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(201));
  });
});

describe('clients that are slow (LIVE-7)', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(async () => {
    await server.close();
  });

  /** One byte at a time until the other side has had enough. */
  async function* trickle(head: string): AsyncGenerator<string> {
    yield head;
    for (;;) {
      await wait(100);
      yield ' ';
    }
  }

  async function send(headers: readonly string[]): Promise<RawAnswer[]> {
    return sendRaw(Number(new URL(server.url).port), trickle(headers.join('\r\n')));
  }

  it('are cut off, whether their headers or their bodies do not come', async () => {
    const first = [`POST ${POST_PATH} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${await server.token(CRM)}`];
    const answers = await Promise.all([
      send([...first, 'X-Slow: ']),
      send([...first, 'Content-Type: application/json', 'Content-Length: 100000', '', '{']),
    ]);
    for (const [answer] of answers) {
      expect(answer?.status).toBe(400);
      expect(answer?.body).toContain('it did not arrive in time');
      expect(answer?.headers.get('connection')).toBe('close');
    }
  });
});
