import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '@casemgr/client';
import { TEST_SECRET } from '../support/partition.js';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';

const PORTAL = 'https://portal.example.com';
const OTHER = 'https://other.example.com';
const READ = '/core/casemgr/v3/activity/1';

const ALLOWED = 'access-control-allow-origin';

describe('API-4: pages of other origins', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
    await server.configure({
      clients: [
        { clientId: 'crm', allowedOrigins: [PORTAL] },
        { clientId: 'reader', allowedOrigins: [OTHER] },
        { clientId: 'gone', secret: TEST_SECRET, active: false, allowedOrigins: ['https://gone.example.com'] },
      ],
    });
  });

  afterAll(async () => {
    await server.close();
  });

  const preflight = (origin: string, path = READ, method = 'GET'): Promise<TestAnswer> =>
    server.request('OPTIONS', path, { headers: { origin, 'access-control-request-method': method } });

  it('are told what they may send, where a client application names them', async () => {
    const answer = await preflight(PORTAL, '/core/casemgr/v3/activity', 'PATCH');
    expect(answer.status).toBe(204);
    expect(answer.headers.get(ALLOWED)).toBe(PORTAL);
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET, HEAD, PATCH');
    expect(answer.headers.get('access-control-allow-headers')).toContain(
      'Authorization, Content-Type, Edit-Session, Idempotency-Key',
    );
    expect(answer.headers.get('access-control-max-age')).toBe('600');
    expect(answer.headers.get('vary')).toContain('Origin');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each([
    ['nobody names', 'https://evil.example'],
    ['is only begun by one that is named', `${PORTAL}.evil.example`],
    ['has another scheme', 'http://portal.example.com'],
    ['has another port', `${PORTAL}:8443`],
    ['is written in capitals', 'https://PORTAL.example.com'],
    ['is none', 'null'],
    ['is that of a client application which is switched off', 'https://gone.example.com'],
  ])('get nothing where an origin %s', async (_, origin) => {
    const answer = await preflight(origin);
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([405, '405-100']);
    expect(answer.headers.get(ALLOWED)).toBeNull();
    const read = await server.request('GET', READ, { as: { client: 'crm' }, headers: { origin } });
    expect(read.status).toBe(404);
    expect(read.headers.get(ALLOWED)).toBeNull();
    for (const { headers } of [answer, read]) expect(headers.get('vary')).toBe('Origin');
  });

  it('are told apart by caches also where no origin is said', async () => {
    for (const path of [READ, '/health/live', '/nothing'])
      expect((await server.request('GET', path)).headers.get('vary')).toBe('Origin');
    expect((await server.request('GET', '/openapi.json')).headers.get('vary')).toBe('Origin, Accept-Encoding');
  });

  it('do not make a path of what is none, and leave a plain OPTIONS as it is', async () => {
    expect((await preflight(PORTAL, '/core/casemgr/v3/nothing')).status).toBe(404);
    expect((await server.request('OPTIONS', READ, { headers: { origin: PORTAL } })).status).toBe(405);
  });

  it('read answers and refusals with tokens of their own client application, for whomever it acts', async () => {
    for (const as of [{ client: 'crm' }, { user: 'pat' }, { customer: 'c-ann' }]) {
      const answer = await server.request('GET', READ, { as, headers: { origin: PORTAL } });
      expect([answer.status, answer.headers.get(ALLOWED)]).toEqual([404, PORTAL]);
      expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    }
    const refused = await server.request('GET', READ, { headers: { origin: PORTAL } });
    expect([refused.status, refused.headers.get(ALLOWED)]).toEqual([401, PORTAL]);
  });

  it('use the typed client as it is', async () => {
    const casemgr = createClient({
      url: server.url,
      token: () => server.token({ client: 'crm' }),
      fetch: (request) => {
        request.headers.set('origin', PORTAL);
        return fetch(request);
      },
    });
    const { data, response } = await casemgr.GET('/core/customermgr/v3/customer', {
      params: { query: { email: 'ann@example.org' } },
    });
    expect(response.headers.get(ALLOWED)).toBe(PORTAL);
    expect(data && 'customer' in data && data.customer.map(({ customerName }) => customerName)).toEqual(['Ann Lee']);
  });

  it('read nothing with a token of another client application', async () => {
    const answer = await server.request('GET', READ, { as: { client: 'reader' }, headers: { origin: PORTAL } });
    expect(answer.headers.get(ALLOWED)).toBeNull();
    const own = await server.request('GET', READ, { as: { client: 'reader' }, headers: { origin: OTHER } });
    expect(own.headers.get(ALLOWED)).toBe(OTHER);
  });

  it('get tokens for their own client application only', async () => {
    const ask = (origin: string): Promise<TestAnswer> =>
      server.request('POST', '/oauth2/token', {
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: `grant_type=client_credentials&scope=.default&client_id=crm&client_secret=${TEST_SECRET}`,
      });
    const granted = await ask(PORTAL);
    expect([granted.status, granted.headers.get(ALLOWED)]).toEqual([200, PORTAL]);
    const refused = await ask(OTHER);
    expect([refused.status, refused.headers.get(ALLOWED)]).toEqual([400, null]);
  });

  it.each(['*', 'https://portal.example.com/', 'https://Portal.example.com', 'https://portal.example.com:443', 'null'])(
    'cannot be named as %s',
    async (origin) => {
      const answer = await server.request('PATCH', '/core/adminmgr/v3/partition', {
        as: { client: 'test-admin' },
        body: { clients: [{ clientId: 'crm', allowedOrigins: [origin] }] },
      });
      expect([answer.status, answer.json<{ code: string }>().code]).toEqual([400, '400-152']);
      expect(answer.text).toContain('clients[0].allowedOrigins[0]');
    },
  );

  it('are part of the exported document', async () => {
    const answer = await server.request('GET', '/core/adminmgr/v3/partition', { as: { client: 'test-admin' } });
    const { clients } = answer.json<{ clients: { clientId: string; allowedOrigins: string[] }[] }>();
    expect(clients.find(({ clientId }) => clientId === 'crm')?.allowedOrigins).toEqual([PORTAL]);
  });
});
