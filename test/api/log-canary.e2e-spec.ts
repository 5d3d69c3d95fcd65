import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anActivity, toXml } from '../support/activity.js';
import type { RequestOptions } from '../support/api-client.js';
import { TEST_SECRET, type Who } from '../support/partition.js';
import { POST_PATH } from '../support/posting.js';
import { sendRaw } from '../support/raw-http.js';
import { S3_CREDENTIALS, startS3Server, type S3Server } from '../support/s3-server.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';

/** In everything that is sent; no log must ever sing it. */
const CANARY = 'canary-8f14e45f';

/** The start of a process on a new database takes its time on a busy machine. */
const START_LIMIT_MS = 120_000;

const CRM: Who = { client: 'crm' };

const MULTIPART = [
  '--edge',
  'Content-Disposition: form-data; name="data-type"',
  '',
  'application/json',
  '--edge',
  'Content-Disposition: form-data; name="data"',
  '',
  JSON.stringify(anActivity({ actor: 'client', set: { subject: CANARY } })),
  '--edge',
  `Content-Disposition: form-data; name="${CANARY}"; filename="${CANARY}.txt"`,
  '',
  CANARY,
  '--edge--',
  '',
].join('\r\n');

function anEmail(set: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify(anActivity({ actor: 'client', set: { subject: CANARY, ...set } }));
}

const HEADERS = {
  'content-type': 'application/json',
  'user-agent': CANARY,
  cookie: `session=${CANARY}`,
  'x-forwarded-for': CANARY,
  traceparent: CANARY,
};

/** One request for each way to succeed or to fail, and the status that shows that it was that way. */
const REQUESTS: readonly { what: string; status: number; path?: string; method?: string; options: RequestOptions }[] = [
  {
    what: 'success',
    status: 201,
    options: { as: CRM, body: anEmail(), headers: { ...HEADERS, 'idempotency-key': CANARY } },
  },
  {
    what: 'a replay',
    status: 201,
    options: { as: CRM, body: anEmail(), headers: { ...HEADERS, 'idempotency-key': CANARY } },
  },
  {
    what: 'a key used for something else',
    status: 422,
    options: {
      as: CRM,
      body: anEmail({ subject: `other ${CANARY}` }),
      headers: { ...HEADERS, 'idempotency-key': CANARY },
    },
  },
  { what: 'no token', status: 401, options: { body: anEmail(), headers: HEADERS } },
  { what: 'a token that is none', status: 401, options: { token: CANARY, body: anEmail(), headers: HEADERS } },
  {
    what: 'an unknown parameter',
    status: 400,
    path: `${POST_PATH}?${CANARY}=${CANARY}`,
    options: { as: CRM, body: anEmail() },
  },
  { what: 'JSON that is cut off', status: 400, options: { as: CRM, body: anEmail().slice(0, -1), headers: HEADERS } },
  { what: 'JSON that is none', status: 400, options: { as: CRM, body: `{ ${CANARY}`, headers: HEADERS } },
  {
    what: 'an unknown attribute',
    status: 400,
    options: { as: CRM, body: anEmail({ [CANARY]: CANARY }), headers: HEADERS },
  },
  {
    what: 'a reference to nothing',
    status: 400,
    options: { as: CRM, body: anEmail({ 'department.name': CANARY }), headers: HEADERS },
  },
  {
    what: 'XML that is none',
    status: 400,
    options: { as: CRM, body: `<activity>${CANARY}`, headers: { 'content-type': 'application/xml' } },
  },
  {
    what: 'XML',
    status: 201,
    options: {
      as: CRM,
      body: toXml(anActivity({ actor: 'client', set: { subject: CANARY } })),
      headers: { 'content-type': 'application/xml' },
    },
  },
  {
    what: 'an unknown media type',
    status: 415,
    options: { as: CRM, body: CANARY, headers: { 'content-type': `text/${CANARY}` } },
  },
  {
    what: 'an unknown language',
    status: 406,
    options: { as: CRM, body: anEmail(), headers: { ...HEADERS, 'accept-language': 'xx-canary' } },
  },
  {
    what: 'a multipart body',
    status: 201,
    options: { as: CRM, body: MULTIPART, headers: { 'content-type': 'multipart/form-data; boundary=edge' } },
  },
  {
    what: 'an unknown route',
    status: 404,
    path: `/${CANARY}`,
    options: { as: CRM, body: anEmail(), headers: HEADERS },
  },
  {
    what: 'an id that cannot be',
    status: 404,
    method: 'GET',
    path: `/core/casemgr/v3/activity/${CANARY}`,
    options: { as: CRM },
  },
  {
    what: 'a signature that is none',
    status: 401,
    path: `/core/filemgr/v3/assets/upload?signature=${CANARY}`,
    options: { body: CANARY },
  },
  {
    what: 'a wrong client secret',
    status: 401,
    path: '/oauth2/token',
    options: {
      body: `grant_type=client_credentials&client_id=crm&client_secret=${CANARY}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  },
  {
    what: 'a refresh token that is none',
    status: 400,
    path: '/oauth2/token',
    options: {
      body: `grant_type=refresh_token&refresh_token=${CANARY}&client_id=crm&client_secret=${TEST_SECRET}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  },
  {
    what: 'a partition with passwords',
    status: 200,
    method: 'PATCH',
    path: '/core/adminmgr/v3/partition',
    options: {
      as: { client: 'test-admin' },
      body: { users: [{ login: 'robin', password: CANARY, firstName: CANARY, lastName: 'Fox', privileges: [] }] },
    },
  },
  {
    what: 'a partition that is refused',
    status: 400,
    method: 'PATCH',
    path: '/core/adminmgr/v3/partition',
    options: { as: { client: 'test-admin' }, body: { users: [{ login: CANARY, secret: CANARY }] } },
  },
];

describe('ENV-11: the log, at its most talkative', () => {
  let bucket: S3Server;
  let server: ServerProcess;

  beforeAll(async () => {
    bucket = await startS3Server('canary');
    server = await startServerProcess({
      ...S3_CREDENTIALS,
      CASEMGR_LOG_LEVEL: 'debug',
      CASEMGR_BLOB_URL: `s3://canary?endpoint=${bucket.endpoint}&forcePathStyle=true`,
    });
  }, START_LIMIT_MS);

  afterAll(async () => {
    await server.stop();
    await bucket.close();
  });

  async function expectSilence(): Promise<void> {
    const secrets = [CANARY, TEST_SECRET, await server.token(CRM), S3_CREDENTIALS.AWS_SECRET_ACCESS_KEY];
    expect(secrets.filter((secret) => server.output.includes(secret))).toEqual([]);
  }

  it.each(REQUESTS)('keeps what was sent to itself: $what is $status', async ({ status, method, path, options }) => {
    const answer = await server.request(method ?? 'POST', path ?? POST_PATH, options);
    expect({ status: answer.status, text: answer.text }).toEqual({ status, text: expect.any(String) });
    await expectSilence();
  });

  it('keeps what was sent to itself: a request that is none', async () => {
    await sendRaw(server.port, [`GET /${CANARY} HTTP/1.1\r\n${CANARY}\r\n\r\n`]);
    await expectSilence();
  });

  /** The control: something is logged, and it is about this request. */
  it('tells of a failure that is ours, without what was sent', async () => {
    bucket.breaks = 'by closing';
    const answer = await server.request('POST', POST_PATH, {
      as: CRM,
      body: MULTIPART,
      headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    });
    expect(answer.status).toBe(503);
    const requestId = answer.headers.get('x-request-id') ?? 'no request id';
    await until(() => server.output.includes(requestId));
    await expectSilence();
  });
});
