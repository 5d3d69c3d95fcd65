import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Browser } from '../support/browser.js';
import { startServer, type TestServer } from '../support/server.js';

const PUBLIC_URL = 'https://cases.example/desk';

let server: TestServer;

beforeAll(async () => {
  server = await startServer({ partition: null, environment: { CASEMGR_PUBLIC_URL: PUBLIC_URL } });
});

afterAll(async () => {
  await server.close();
});

describe('runtime.md §2: CASEMGR_PUBLIC_URL, behind a proxy that ends TLS and takes a path off', () => {
  it('is the issuer and the base of every endpoint', async () => {
    const answer = await server.request('GET', '/.well-known/openid-configuration');
    expect(answer.json()).toMatchObject({
      issuer: PUBLIC_URL,
      authorization_endpoint: `${PUBLIC_URL}/oauth2/authorize`,
      token_endpoint: `${PUBLIC_URL}/oauth2/token`,
      jwks_uri: `${PUBLIC_URL}/oauth2/jwks`,
    });
  });

  it('makes tokens that are good at this server', async () => {
    const answer = await server.request('GET', '/core/casemgr/v3/activity/1', { as: { client: 'test-admin' } });
    expect(answer.status).toBe(404);
  });

  it('makes cookies that are sent over TLS only, to the paths that the browser sees', async () => {
    const browser = new Browser(server.url);
    const query = new URLSearchParams({
      client_id: 'casemgr-docs',
      response_type: 'code',
      redirect_uri: `${PUBLIC_URL}/docs/callback`,
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const page = await browser.open(`${server.url}/oauth2/authorize?${query.toString()}`);
    expect(page.url.startsWith(`${PUBLIC_URL}/oauth2/login/`)).toBe(true);
    const cookies = browser.received.filter((cookie) => cookie.startsWith('_interaction'));
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/; path=\/desk\/oauth2\/.*; secure/i);
  });

  it('makes the sign-in of the API reference keep its cookie to TLS', async () => {
    const answer = await server.request('GET', '/docs/login');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^https:\/\/cases\.example\/desk\/oauth2\/authorize\?/);
    expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax; Secure$/);
  });
});
